"""To what a length or a date in a statement belongs: to the symptoms that are meant, or to something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from drafter.domain import DurationCriterion
from drafter.reading import site
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import Mention, assertion, words
from drafter.text.patterns import Pattern
from drafter.text.standing import Assertion
from drafter.text.words import Hit

OWN = ("conditions",)
_FOREIGN = ("treatments", "procedures", "programme")
_SHORT = 12
"""Tokens up to which a clause without a head may carry on about the symptoms of the one before."""
_COURSE = Pattern(
    r"\b(?:duration|dur|done so|been so|going on|present|suffer\w*|last(?:ing|ed)|bother\w*|persist\w*|"
    r"unchanged|course|history|hx|h/o|"
    r"had (?:it|this|them|these)|hurt\w*|ach(?:es|ing)|struggl\w*|dealing|onset|chronic|symptomatic|"
    r"been (?:there|this way|like this))\b"
)
_JOINTS = ("and", "with", "plus", "/", "&", "from", "due", "secondary", "because")
"""Words between a complaint and another one that is named together with it, or as its cause."""
_COUNTED = Pattern(r"\b(?:days?|attacks?|headaches?|migraines?|hours?)\s*$")
_BY_WHOM = Pattern(
    r"^ (?:the |her |his |our )?(?:patient|pt|history|hx|hpi|h&p|chart|notes?|reports?|intake|rn|nurs(?:e|ing)|"
    r"triage|md|np|pa|"
    r"pcp|ed|er|ma|questionnaire|form|letter|referral|records?|mother|father|wife|husband|daughter|son|dr)\b"
)
"""Behind "per", which is then no rate."""
_RUNS = Pattern(r"\s*(?:into|down|along|from|to|through|up)\b")
_SOMEBODY = Pattern(r"\b(?:she|he|they|patient|pt|who)\b")
DENIALS = ("not", "never", "no", "without", "hasn't", "haven't", "isn't", "nor")
"""Words that deny what follows shortly."""
_DENIES = frozenset({*DENIALS, "deny", "denied", "denying"})
_CARE = Pattern(
    r"^[\"”’']?[ -](?:(?:self|neuroscience|coping|relief|control)[ -])?(?:management|school|class\w*|courses?|"
    r"psycholog\w*|"
    r"clinics?|"
    r"diar(?:y|ies)|journals?|logs?|program\w*|education|medications?|medicines?|meds|groups?|scales?|scores?|"
    r"specialists?|"
    r"physicians?|"
    r"doctors?|pumps?|contracts?|agreements?|practice|service|team|questionnaires?|calendar|killers?|pills?|"
    r"cent(?:er|re)|rehab\w*|workshops?|app)\b"
)
_AT_WORK = Pattern(
    r"\b(?:yard|house|garden|desk|computer|farm|kitchen|field|overhead|heavy) ?work\b|\b(?:at|from|to|"
    r"off) work(?=\W|$)|\bwork(?:er'?s'?|man'?s|place)?[ -](?:comp\w*|injury|related|"
    r"accident|incident|event|mishap|fall|strain|lifting)|\bliv(?:ed|es|ing) with (?:it\b|(?:this|her|his|my) "
    r"(?:neck|back|shoulders?|head)\b|(?:[\w-]+ ){0,4}?"
    r"(?:pain|ache|headaches?|symptoms?)\b)"
)
"""Words that place what happened, or that tell of living with symptoms."""
_FOR_WHICH = Pattern(
    r"\b(?:for which|that|which) (?:(?:we|i|the|she|he|this|an?) )*(?:are |is |were |now |hereby )*"
    r"(?:ask\w*|request\w*|refer\w*|seek\w*|plan\w*|propos\w*)?[\w ]{0,24}$"
)
"""A clause that only says for which symptoms something is asked."""
_TREATED_NOW = Pattern(
    r"\b(?:we|i) (?:are|am|were|have been) (?:now |here |currently |presently )*treating\b|"
    r"\b(?:now |currently |here )?being treated(?: here| now)?\b|\bunder (?:present |current )?treatment\b"
)
"""Words that only say which of several complaints is meant: "the pain we are treating now"."""
_OF_MUSCLE = frozenset({"forearm", "arm", "thigh", "calf", "leg", "hamstring", "quadriceps"})
"""Parts of limbs that are muscle more than joint."""
_BEFORE_EVENT = Pattern(
    r"\s*(?:before|prior to|ahead of|preceding) (?:the |her |his |their |an? |that )?(?:\w+ )?(?:admission|surgery|"
    r"operation|hospitali[sz]ation|procedure|discharge|transfer|death|birth|delivery)\b"
)
"""Behind a length that is counted back from another day than that of the note."""
_NAMED_BEHIND = Pattern(r"\W{0,2}(?:(?:history|hx|h/o|course|duration|period|bout|run) )?(?:of|hx|h/o)\b")
"""Behind a length: "8 months of neck pain", "8-month history of neck pain"."""


_REFERS = Pattern(
    r"\s*(?:\w+ )?(?:refers? to|(?:is|are|was|were) (?:for|about|that of|meant for)|belongs? to|concerns?|"
    r"ha[sd] to do with)\b"
)
"""Behind a length: whose it is: "the six months refers to his knee"."""


_FOLLOW_UP = ("f/u", "fu", "follow up", "followup", "follow-up")
_RIGHT_BEHIND = 6
"""Tokens behind the word for a visit within which the complaint that it was for is named."""


def hits(kind: str, said: Said) -> list[Hit]:
    """Words of one list of the vocabulary of durations in a statement."""
    return said.statement.hits("duration", kind)


def eased(said: Said) -> list[Hit]:
    """Words of being free of symptoms that are not denied: not those of "not a single pain-free day"."""
    tokens = said.statement.clause.tokens
    return [
        h
        for h in hits("free", said)
        if not any(t.word in DENIALS for t in tokens[max(0, h.first - 4) : h.first])
        and not (
            tokens[h.first - 1].word == "single" and _DENIES & {t.word for t in tokens[max(0, h.first - 6) : h.first]}
        )
        and not _FREE_DENIED.search(said.ahead(h.start))
        and (_own_no(h) or not assertion.at(said.statement.cues, h.first, h.last).negated)
    ]


_FREE_DENIED = Pattern(
    r"\bnone(?: of (?:them|these|it))?(?: (?:was|were|is|are))? ?$|"
    r"\b(?:den(?:y|ies|ied|ying)|hardly|rarely|scarcely)(?: (?:any|a|an|single|even|one|having|had|being|ever|"
    r"been|to|have|"
    r"really|fully|that|she|he|has|was))* ?$"
)
"""Before words of being free of symptoms: "denies any pain-free stretch"."""


def _own_no(hit: Hit) -> bool:
    """Whether the words themselves begin with the denial, as in "no pain at all"."""
    return hit.phrase.startswith(("no ", "without "))


def heads(record: Record, criterion: DurationCriterion, said: Said) -> list[tuple[int, str]]:
    """Places of words that a length can belong to, in order: `own`, `symptom` or `foreign`; found once."""
    key = (criterion.id, said.document.place, said.number)
    if key not in record.heads:
        record.heads[key] = sorted(_heads(record, criterion, said))
    return record.heads[key]


def ours(head: tuple[int, str]) -> bool:
    """Whether a head is of the symptoms meant."""
    return head[1] in ("own", "symptom")


def belongs(record: Record, criterion: DurationCriterion, said: Said, first: int, last: int) -> bool:
    """Whether what stands on the tokens from `first` to before `last` belongs to the symptoms meant.

    It belongs to what is named behind "of", else to the nearest head before it, else to the first one behind it.
    """
    found = heads(record, criterion, said)
    tokens = said.statement.clause.tokens
    behind = [h for h in found if h[0] >= last]
    tail = said.low[tokens[last - 1].end - said.statement.clause.start :]
    if behind and _NAMED_BEHIND.match(tail) and behind[0][0] - last <= 8:
        return ours(behind[0])
    if _REFERS.match(tail):
        return bool(behind) and ours(behind[0])
    if _of_something_else(said, last) or _BEFORE_EVENT.match(tail):
        return False
    if behind and ours(behind[0]) and _SINCE_DOING.match(said.low):
        return True
    before = [h for h in found if h[0] <= first]
    if len(before) > 1 and not ours(before[-1]) and ours(before[-2]) and _LEG_WITH_BACK & set(criterion.of):
        start = said.statement.clause.start
        if _WITH_LEG.fullmatch(said.low[tokens[before[-2][0]].end - start : tokens[before[-1][0]].end - start]):
            before = before[:-1]  # "low back pain with right calf pain since August"
    if before:
        return _nearest(said, before, first)
    if behind:
        apart = any(t.word == ";" for t in tokens[last : behind[0][0]])
        return ours(behind[0]) and not apart
    return _carried(record, criterion, said)


def _of_something_else(said: Said, last: int) -> bool:
    """Whether "of" and a word that is none of the course of symptoms stand right behind: "6 months of night shifts"."""
    tokens = said.statement.clause.tokens[last : last + 2]
    return len(tokens) == 2 and tokens[0].word == "of" and bool(_unknown(said, last + 1, last + 3))


def stands(record: Record, criterion: DurationCriterion, said: Said, first: int) -> Assertion | None:
    """How the symptoms stand that a statement names nearest to a token, or none where it names none."""
    found = [h for h in heads(record, criterion, said) if ours(h)]
    near = [h for h in found if h[0] <= first][-1:] or found[:1]
    if not near:
        return None
    at = assertion.at(said.statement.cues, near[0][0], near[0][0] + 1)
    return replace(at, negated=False) if any(h.first <= near[0][0] < h.last for h in hits("free", said)) else at


_LEG_WITH_BACK = {"back_pain", "chronic_back_pain", "radiculopathy"}
_WITH_LEG = re.compile(
    r"\s*,?\s*(?:with|and|plus|along with|together with)\s+(?:\w+ ){0,3}?(?:legs?|calf|calves|thighs?|buttocks?|"
    r"foot|feet|shins?|hips?|"
    r"lower extremity)(?: (?:pain|aches?|numbness|tingling|symptoms|sx))?"
)
"""Pain of a leg that goes with that of the back, and has lasted as long."""


def _nearest(said: Said, before: list[tuple[int, str]], first: int) -> bool:
    near = before[-1]
    if not ours(near):
        return False
    foreign = [h for h in before if h[1] == "foreign"]
    if foreign and _purpose(said, near[0], foreign[-1][0]):
        return False
    if _turned_away(said, near[0], first):
        return False
    return near[1] == "own" or all(h[0] < near[0] - 8 or _who(said, h[0], near[0]) for h in foreign)


def _who(said: Said, foreign: int, head: int) -> bool:
    """Whether a word of the patient's life only says who it is: "27F, grad student, pain between the shoulders"."""
    tokens = said.statement.clause.tokens
    comma = next((n for n in range(foreign + 1, head) if tokens[n].word == ","), None)
    life = any(h.first <= foreign < h.last for h in hits("life", said))
    ahead = said.ahead(tokens[head].start)
    ends = [*(x.end for x in said.statement.lengths()), *(w.end for w in said.statement.whens())]
    timed = any(end <= tokens[head].start for end in ends)
    return life and comma is not None and not timed and _WHO.match(ahead) is not None


_WHO = Pattern(
    r"^\W*(?:\d{1,2} ?(?:f|m|yo?|y/o|yr|years?)?\b\W*)?(?:[\w-]+ ){0,5}[\w-]+(?:, (?:[\w-]+ ){0,4}[\w-]+)?, *(?:with |"
    r"has )?$"
)
"""Age, sex and occupation alone, before the complaint."""


def _purpose(said: Said, head: int, foreign: int) -> bool:
    """Whether the symptoms are only what something is for: "on duloxetine for neck pain for 7 months"."""
    tokens = said.statement.clause.tokens
    return any(tokens[n].word == "for" for n in range(max(foreign + 1, head - 4), head))


_ITS_ONSET = frozenset({"onset", "its beginning", "its start", "the beginning of it"})


def _turned_away(said: Said, head: int, first: int) -> bool:
    """Whether a comma and words of something else stand between: "neck pain, insured for 3 years"."""
    tokens = said.statement.clause.tokens
    commas = [n for n in range(head + 1, first) if tokens[n].word in (",", ":")]
    if commas and tokens[commas[-1] + 1].word in ("which", "that", "since", "beginning", "starting", "dating"):
        return False  # "neck pain, which he traces to a lift in March": the pain is still spoken of
    if any(
        commas and h.first > commas[-1] and h.last <= first and h.phrase in _ITS_ONSET for h in hits("started", said)
    ):
        return False  # "neck pain since May, while the note puts its onset in October"
    since = [h.first for h in hits("started", said) if commas and commas[-1] < h.first < first and h.phrase == "since"]
    return bool(commas) and bool(_unknown(said, commas[-1] + 1, since[-1] if since else first))


def _unknown(said: Said, first: int, last: int) -> list[str]:
    """Words that are none of the course of symptoms, of a place, a date or a length."""
    known = words.listed("duration", "course")
    whens = [(w.start, w.end) for w in said.statement.whens()] + [(x.start, x.end) for x in said.statement.lengths()]
    placed = {n for h in said.statement.hits("regions") for n in range(h.first, h.last)}
    return [
        t.word
        for n, t in enumerate(said.statement.clause.tokens[first:last], first)
        if t.word.isalpha() and t.word not in known and n not in placed and not any(a <= t.start < b for a, b in whens)
    ]


def _heads(record: Record, criterion: DurationCriterion, said: Said) -> Iterator[tuple[int, str]]:
    own: set[int] = set()
    taken = _of_time(said)
    at_ease = {n for h in eased(said) for n in range(h.first, h.last)}
    counted = {
        n
        for m in said.statement.mentions
        if words.concept(m.concept).family in OWN and meant(record, criterion, m) and not _elsewhere(record, said, m)
        for n in range(m.first, m.last)
    }
    for m in said.statement.mentions:
        family, span = words.concept(m.concept).family, set(range(m.first, m.last))
        if family in OWN and at_ease & span:
            yield m.last - 1, "foreign"
        elif family in OWN:  # words that name two conditions at once count where one of them does
            own |= span
            yield m.last - 1, "own" if counted & span else "foreign"
        elif family in _FOREIGN and m.concept != "oral_medication" and not _FOR_WHICH.search(said.ahead(m.start)):
            yield m.last - 1, "foreign"
    begun = [m.last for m in said.statement.mentions if words.concept(m.concept).family == "procedures"]
    begun += [m.last for m in said.statement.mentions if words.concept(m.concept).about.get("group") == "physical"]
    for hit in hits("free", said):
        if not at_ease & set(range(hit.first, hit.last)):
            own |= set(range(hit.first, hit.last))
            yield hit.last - 1, "symptom"
    if said.search(_WHY_HERE):
        own_places = [h for h in said.statement.hits("regions") if h.name in record.regions]
        yield from ((h.last - 1, "own") for h in own_places[:1])
    for kind in ("symptoms", "schedule", "relief", "flare", "life", "other"):
        sort = "symptom" if kind == "symptoms" else "foreign"
        for hit in hits(kind, said):
            span = set(
                range(hit.first, hit.last - 1 if kind == "flare" else hit.last)
            )  # "worse x": the x is of the time
            if (own | taken) & span or (hit.phrase == "lasted" and _lasted(said)):
                continue
            near = max((n for n in begun if n < hit.first), default=-1) if hit.phrase == "it" else -1
            if near >= 0 and not any(near <= n < hit.first for n in own):
                continue  # "goes to physical therapy and has not missed a visit since it began"
            if kind == "symptoms" and len(span) > 3:
                own |= span  # "neither better nor worse" is neither relief nor a flare
            if kind == "other" and _joined_to(said, own, hit):
                continue
            if (
                kind == "schedule"
                and hit.phrase == "per"
                and (
                    _COUNTED.search(said.ahead(hit.start))
                    or _BY_WHOM.match(said.low[hit.end - said.statement.clause.start :])
                )
            ):
                continue  # "18 headache days per month" counts the symptoms
            if hit.phrase in ("return", "returns", "returned") and _COMES_FOR.match(said.behind(hit.end)):
                continue  # "returns for chronic neck pain"
            if kind == "schedule" and hit.phrase in _FOLLOW_UP and own & set(range(hit.last, hit.last + _RIGHT_BEHIND)):
                continue  # "f/u neck pain, since 11/2025" tells the kind of the visit
            if kind == "schedule" and hit.phrase == "next" and _NEXT_DAY.match(said.behind(hit.end)):
                continue  # "neck pain from the next morning on"
            if kind == "life" and _DESCRIBED.search(said.ahead(hit.start)) and _PRESENTS.search(said.behind(hit.end)):
                continue  # "62-year-old retired bus driver with aching"
            if (
                kind == "life"
                and hit.phrase == "running"
                and _RUNS.match(said.low[hit.end - said.statement.clause.start :])
            ):
                continue  # pain that runs down a limb
            if kind == "schedule" and hit.phrase in ("every", "weekly") and said.search(_LOGGED):
                continue
            if kind == "life" and hit.phrase in ("diary", "log") and _TELLS.match(said.behind(hit.end)):
                continue  # "diary: pain every day since May"
            if kind in ("life", "other") and hit.phrase != "off work" and _of_the_beginning(said, hit):
                continue
            if kind == "relief" and hit.phrase == "helped" and _BY_PERSON.search(said.ahead(hit.start)):
                continue  # "since she helped her daughter move"
            if (kind == "life" and _within(said, hit, _TREATED_NOW)) or _within(said, hit, _EACH_DAY):
                continue
            if kind == "schedule" and hit.phrase == "every" and _all_the_time(said, hit):
                continue
            if kind == "flare" and _flare_alone(record, said, hit):
                sort = "symptom"
            yield hit.last - 1, _names_care(said, hit) or _of_another(record, said, hit) or sort


_COMES_FOR = Pattern(r" (?:(?:today|to (?:the )?(?:clinic|office|us)|here|now|again) )*(?:for|with|because of|about)\b")
"""Behind "returns": that the patient comes for the complaint, which did not come back."""
_WHY_HERE = Pattern(
    r"^\W*(?:cc|chief complaint|complaint|why here|why (?:is )?(?:s?he|pt|patient) (?:is )?here|here for|"
    r"reason for visit|presenting (?:problem|complaint)|problem)\s?:"
)
"""The field of the complaint, in which a place alone is one that hurts: "Why here: low back, every day since …"."""
_LOGGED = Pattern(r"\b(?:logged|recorded|tracked|charted|noted|entries|entry)\b")
"""Words of what is written down week by week, which is no schedule of care."""
_TELLS = Pattern(r"^ ?(?::|(?:shows?|records?|has|lists?|gives?|with)\b)")
"""Behind a diary: that what follows is what it tells."""
_NEXT_DAY = Pattern(r"^ (?:morning|day|evening|night|afternoon|week)\b")
_DESCRIBED = Pattern(
    r"(?:^|[.;:]|\b(?:an?|this|the|our))\W*(?:\d{1,3}[- ]?(?:y/?o\b|yo\b|year[- ]olds?|yrs?\.?[- ]old|yr\b|[mf]\b)\W*)"
    r"(?:(?:male|female|man|woman|m|f|right|left|handed|lady|gentleman)\W+)*(?:\w+ )?$"
)
"""An age that opens the description of a person: "62-year-old retired"."""
_PRESENTS = Pattern(
    r"^[^.;:,]{0,50}?,? (?:with|who|has|presents?|presenting|c/o|complains?|complaining|reports?|seen)\b"
)
"""Behind a description: what the person has."""
_EACH_DAY = Pattern(r"\b(?:every|each) (?:single )?(?:working|school|waking) (?:day|hour)s?\b")
"""How often symptoms are there, by the days of a life."""
_BY_PERSON = Pattern(r"\b(?:she|he|they|who|i|we|patient|pt) (?:had )?$")


def _within(said: Said, hit: Hit, pattern: Pattern) -> bool:
    """Whether words stand within those of an expression."""
    start = said.statement.clause.start
    return any(m.start() + start <= hit.start < m.end() + start for m in pattern.finditer(said.low))


def _of_the_beginning(said: Said, hit: Hit) -> bool:
    """Whether a word of life only tells where or on what occasion the symptoms began, or is part of their telling."""
    if _within(said, hit, _AT_WORK):
        return True
    begun = [h for h in hits("started", said) if h.last <= hit.first and hit.first - h.last <= 5]
    return bool(begun) and any(h.last <= begun[-1].first for h in hits("symptoms", said))


def _flare_alone(record: Record, said: Said, hit: Hit) -> bool:
    """Whether a flare is the present illness itself, because what went before it is said to be over."""
    before = [t.word for t in said.statement.clause.tokens[max(0, hit.first - 1) : hit.first]]
    return bool(set(before) & {"current", "present", "this", "new", "latest"}) and any(
        hits("gone", s) or eased(s) for s in record.said
    )


def _names_care(said: Said, hit: Hit) -> str | None:
    """A symptom that is part of the name of some care or paper is none: "six-week pain management course"."""
    behind = said.low[said.statement.clause.tokens[hit.last - 1].end - said.statement.clause.start :]
    return "foreign" if _CARE.match(behind) else None


def _of_time(said: Said) -> set[int]:
    """Tokens that belong to a length, such as "the better part of a year"."""
    spans = [(x.start, x.end) for x in said.statement.lengths()]
    if not spans:
        return set()
    return {n for n, t in enumerate(said.statement.clause.tokens) if any(a <= t.start < b for a, b in spans)}


def _all_the_time(said: Said, hit: Hit) -> bool:
    """Whether "every" tells how constant symptoms are, not how often something is done."""
    behind = [t.word for t in said.statement.clause.tokens[hit.last : hit.last + 1]]
    return behind[:1] in (["day"], ["night"], ["morning"], ["hour"], ["single"], ["waking"], ["minute"]) or (
        behind[:1] in (["week"], ["month"]) and any(h.last == hit.first for h in hits("symptoms", said))
    )


def _joined_to(said: Said, own: set[int], hit: Hit) -> bool:
    """Whether another complaint is only named together with the one meant: "neck pain and dizziness"."""
    tokens = said.statement.clause.tokens
    before = [n for n in own if n < hit.first]
    between = [t.word for t in tokens[max(before) + 1 : hit.first]] if before else []
    return bool(between) and len(between) <= 4 and any(w in _JOINTS for w in between)


def _lasted(said: Said) -> bool:
    """Whether "lasted" is said of the symptoms, because nothing that relieves is named."""
    return len(hits("relief", said)) == 1 and all(
        words.concept(m.concept).family not in _FOREIGN for m in said.statement.mentions
    )


def _of_another(record: Record, said: Said, hit: Hit) -> str | None:
    """Pain of a limb, or of a region far from the one asked for, is not the complaint."""
    tokens = said.statement.clause.tokens[: hit.first]
    near = tokens[-7:] if tokens and tokens[-1].raw.lower() in ("has", "have", "had") else tokens[-2:]
    joined = "/" in {t.word for t in tokens[-4:]}  # "low back/hip girdle pain"
    place = site.among(tokens[-6:] if joined else near)
    if place.regions == {"limb"} and not (_OF_MUSCLE & {t.word for t in near} and _only_limbs(record)):
        return None if "limb" in record.regions else "foreign"
    return "foreign" if place.regions and place.elsewhere(site.of(record)) == "in another region" else None


def _only_limbs(record: Record) -> bool:
    """Whether the record names no part of the body but limbs, so that pain in one's muscles is what it is about."""
    key = ("only limbs",)
    if key not in record.places:
        record.places[key] = {r for s in record.said for r in site.among(s.statement.clause.tokens).regions} <= {"limb"}
    return bool(record.places[key])


def _elsewhere(record: Record, said: Said, mention: Mention) -> bool:
    """Whether a condition is named of a region far from the one asked for."""
    place = site.among(said.statement.clause.tokens[max(0, mention.first - 2) : mention.last])
    wanted = site.of(record)
    if not place.regions:
        place = site.Place(regions=frozenset(words.concept(mention.concept).about.get("regions", ())))
    return bool(place.regions and wanted.regions) and place.elsewhere(wanted) == "in another region"


def meant(record: Record, criterion: DurationCriterion, mention: Mention) -> bool:
    """Whether a condition is one whose symptoms the criterion counts."""
    counted = set(criterion.of) or set(record.conditions)
    if not counted:
        about = words.concept(mention.concept).about
        return bool(about.get("regions")) and "only_asked" not in about
    counted |= {b for c in counted for b in words.concept(c).broader if b != "headache"}
    counted |= {felt for c in counted for felt in words.concept(c).about.get("felt_as", ())}
    return mention.concept in counted or any(b in counted for b in words.concept(mention.concept).broader)


_SINCE_SHE = Pattern(r"^\W*(?:ever )?since (?:(?:the|that) (?:day|week|time) )?(?:she|he|they|we|i) ")


_SINCE_DOING = Pattern(r"^\W*(?:ever )?since \w+ing (?:\w+ )?(?:her|his|their|an?|the|work|with|from|to)\b")
"""An occasion at the head of a clause, on which the symptoms named behind it began."""
_TO_NOW = Pattern(
    r"^\W*(?:\w+ ){1,3}(?:days?|weeks?|months?|years?) (?:exactly |precisely )?(?:to the day|so far|to date|now|"
    r"in all|and counting)"
    r"\b(?! (?:of|since|after|from|post|on|with(?! (?:this|the|her|his|my) (?:neck|back|shoulder|head)\b)|out))"
)
"""A length that counts up to now, at the head of a clause without a complaint."""


_AT_MARK = Pattern(
    r"^\W*(?:(?:still|she|he|pt|patient|is|we|are|has|have|just|well|now|only|it|this) )*(?:not|\w*n't|short|shy|past|"
    r"beyond|passed|reached|hit|crossed|at)\b[^,;]{0,20}\b(?:days?|weeks?|months?|years?)[ -](?:mark|point|milestone)"
    r"(?=\W*(?:$|[,;.]))"
)
"""A mark of time that is come to or not, at the head of a clause without a complaint: "not at the 3-month mark"."""
_RESTATED = Pattern(r"\b(?:correct\w*|amend\w*|revis\w*)\b")
_CARE_SINCE = Pattern(
    r"\b(?:seen|visits?|appointments?|appts?|encounters?|office calls?|followed|practice|clinic|caseload|panel|team|"
    r"refills?|scripts?|prescriptions?|prescribed|(?:our|my|this|the) (?:care|patient|pt|service|office))\b"
    r"(?: (?:\w+ )?(?:times|monthly|weekly|here|by us|by me|regularly|\d+ ?x|x ?\d+|on file|kept|attended))* since\b"
)
"""Since when the patient has been cared for, which is not since when it hurts: "seen 4 times since April"."""


def _carried(record: Record, criterion: DurationCriterion, said: Said) -> bool:
    """Whether a statement without a head of its own goes on about the symptoms of the one before."""
    if said.regions() == {"limb"} and "limb" not in record.regions and not _only_limbs(record):
        return False  # "the right knee has bothered him since 2019"
    course = said.search(_COURSE)
    told = course or hits("started", said) or said.search(_TO_NOW) or said.search(_AT_MARK)
    if told and not course and _SINCE_SHE.match(said.low):
        return False  # "since she moved house in May she has been busy"
    if said.search(_CARE_SINCE):
        return False
    if not told:
        elsewhere = len(said.statement.clause.tokens) > _SHORT or said.search(_SOMEBODY)
        if elsewhere or _unknown(said, 0, len(said.statement.clause.tokens)):
            return False
    for before in record.preceding(said):
        found = heads(record, criterion, before)
        if found:
            return any(ours(h) for h in found) and found[-1][1] != "foreign"
    first = min((h.first for h in hits("started", said) if h.phrase == "since"), default=0)
    told_of_it = course or said.regions() or said.search(_RESTATED)
    return bool(told_of_it) or not _unknown(said, 0, first)  # "authorization pending since June"
