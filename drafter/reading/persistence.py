"""The course of symptoms beside their onset: stretches without them, visit after visit with them, a first day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from dateutil.relativedelta import relativedelta

from drafter.domain import DurationCriterion
from drafter.reading import site
from drafter.reading.complaint import DENIALS, OWN, eased, heads, hits, meant, ours
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed
from drafter.text import assertion, dates, lengths, words
from drafter.text.patterns import Pattern
from drafter.text.tokens import tokenise
from drafter.text.words import Hit

_AT_EASE = ("range", "rom", "motion", "interval")
_IN = Pattern(r"\W*(?:(?:in|on|by|since|until|by the|at|around|about|for|completely|fully|during|the)\W+){0,3}")
_WHOLE = Pattern(r"\b(?:all|entire|whole|throughout|until|through|till)\b[^.;]{0,12}$")
_BACK = Pattern(
    r"\b(?:came|come|comes|is|are|was|were|now|gone) back\b|\bback (?:since|again|for)\b|"
    r"\b(?:return|recur|relaps)(?:ed|s|red)\b"
)
_IS_BACK = Pattern(r"\b(?:is|are|'s) back\b")
"""That they are back now, whenever they came."""
_SCORE = Pattern(r"\b(?P<n>\d{1,2})\s*/\s*10\b")
_NEVER_BEFORE = Pattern(
    r"\b(?:no|never|nothing|not)\b[^.;]{0,40}\b(?:(?:until|till|up to) (?:that|then|this|now)|beforehand)\b|"
    r"\bnone before\b|\bfirst[- ](?:ever|time ever)\b|\b(?:no|never|nothing)\b[^.;]{0,40}\bin (?:her|his|their) "
    r"(?:whole |entire )?life\b|"
    r"\b(?:no|never|without|denies)\b[^.;]{0,40}\b(?:prior|previous|previously|before|earlier|past|preceding|"
    r"pre-?existing)\b"
)
"""Words that say that there was nothing of the kind before."""
_NEW = Pattern(
    r"\b(?:came on|acute|acutely|new|new-onset|sudden|suddenly|woke|awoke|first|injur\w*|strain\w*|onset|"
    r"began|started|(?:went|gave) out|(?:put|threw) (?:her|his) (?:neck|back) out|seized(?: up)?|locked(?: up)?|"
    r"tweaked|wrenched|ricked|cricked)\b"
)
_FLARED = Pattern(r"\bflar(?:ed|ing)\b")
_NONE_LIKE_IT = Pattern(
    r"\bnone before\b|\b(?:no|never|nothing)\b[^.;]{0,15}\b(?:such|similar|like (?:it|this|that)|earlier|previous|"
    r"prior)\b"
    r"(?: (?:back |neck |low )?(?:pain|episodes?|attacks?|trouble|bouts?))?"
)
"""A flare that is the first there was."""
_NEVER_ENDED = Pattern(
    r"\b(?:no|without) (?:a |any )?(?:let[- ]?up|break|pause|respite|relent\w*)\b|"
    r"\b(?:never|not|\w+n't|hasnt) (?:\w+ )?(?:lets? up|stopped|gone|went|left|resolved|ceased|abated|eased|changed|"
    r"improved|better|cleared|settled|subsided)\b|"
    r"\b(?:neither|no|none|not one)\b[^.;]{0,25}?\b(?:had|has|was|did) (?:it|they|the \w+) (?:\w+ )?(?:gone|"
    r"left|settled|"
    r"eased|resolved|better|improved|cleared|subsided|stopped)\b"
)
"""Words by which symptoms are denied to have ended."""
_EVER_SINCE = Pattern(
    r"\b(?:ever since|since then|ever after|every (?:single )?day (?:of|in|during) (?:that|this) (?:time|period|"
    r"stretch)|"
    r"(?:came on|began|started|set in|appeared|developed) (?:later |on )?(?:that|the) (?:same|very) (?:evening|"
    r"night|day|morning|"
    r"afternoon|week|weekend)|"
    r"(?:all|throughout|through|for the whole of) (?:of )?(?:that|this) (?:time|period)|(?:since|from) that "
    r"(?:very )?(?:time|day|date|point|moment|month|week|year|spring|summer|autumn|fall|winter|visit)|"
    r"(?:since|from) (?:(?:the|that|her|his|their) )?(?:doi|dol|moi|injury|accident|fall|crash|collision|wreck|mva|mvc|"
    r"incident|event|surgery|operation|procedure|date of (?:injury|loss|accident))(?! (?:on|of|in|at)\b)|"
    r"(?:since|from) (?:the (?:very )?(?:next|following)|that (?:same |very )?) ?(?:morning|day|evening|night|"
    r"afternoon|week|"
    r"weekend)(?: on(?:wards?)?)?|since(?=\W*$)|"
    r"(?:in|at) (?:all|every|each)\b[^.;,]{0,20}\b(?:notes?|visits?|entries) since(?=[,;)])|"
    r"(?:that|which) (?:has |have |had )?(?:then )?(?:followed|ensued|"
    r"resulted|came (?:on )?after\w*)|"
    r"(?:it|that|this) (?:left|caused|brought(?: on)?|set off|triggered|started)|resulting|resultant|ensuing)(?:\W|$)"
)
_NO_MORE = Pattern(r"^\W*(?:nothing|none|no (?:later |further |other )?(?:notes?|records?|visits?|entries|word))\b")
"""That there is no later record, which tells nothing of the symptoms."""
_UNTOLD = Pattern(
    r"\bhow long (?:the |her |his )?(?:[\w-]+ ){0,6}?(?:is|was|were) (?:not|never|nowhere) "
    r"(?:\w+ )?(?:asked|told|recorded|stated|known|documented|clear|said)\b|"
    r"\bwhen (?:the |her |his )?(?:\w+ ){1,3}(?:began|started|set in|came on) (?:is|was) (?:not|nowhere|"
    r"never) (?:\w+ )?(?:told|"
    r"recorded|stated|known|documented|clear)\b|"
    r"\bwhen (?:(?:it|they|this|that) (?:began|started|set in|came on) )?(?:is|was) not (?:\w+ )?(?:said|told|stated|"
    r"recorded|known|asked)\b|\b(?:start|beginning) (?:was |is )?(?:not (?:\w+ )?(?:asked|known|told|stated|recorded|"
    r"given)|unknown|n/a)|"
    r"\b(?:find|found|see|gives?|gave|has|have|with|states?|records?) no (?:date|onset|start date|duration|"
    r"time of onset)\b|"
    r"\b(?:no|without (?:an?|any)) (?:\w+ )??(?:onset|duration|start date|starting date|date of onset|"
    r"length of (?:time|symptoms)"
    r")(?: date)?(?: (?:is|was|are|has been))? (?:given|recorded|documented|stated|noted|told|known|provided|mentioned|"
    r"specified|entered|listed)\b|"
    r"\b(?<!exact )(?<!precise )(?:onset|duration|start date|date of onset|length of symptoms)\b"
    r"(?: of (?:[\w'-]+ ){0,3}?[\w'-]+)? ?(?::|is|was|are|-|,)? ?(?:left )?(?:not (?:\w+ )?"
    r"(?:recorded|documented|given|stated|known|specified|noted|provided|mentioned|established|available|clear)|"
    r"unknown|unclear|uncertain|unstated|undocumented|blank|missing|_{2,})"
)
"""Words that the beginning or the length of the complaint is told nowhere."""
_OF_NOW = 7
"""Days up to the note within which a date only says until when something went on."""
_VISIT = Pattern(
    r"\b(?:visit|seen|appointment|appt|intake|met|saw|told|mentioned|described|reported|complained|came (?:in|to)|"
    r"consulted|presented|recheck|check-?up|call(?:ed)?|examined|noted|recorded)\b"
)
"""Words by which a date is that of a visit or of a telling."""
_EACH_TIME = Pattern(
    r"\b(?:each|every) (?:time|occasion|one|date)\b|\b(?:at|on|in) (?:all|each|every)(?: (?:of (?:them|these)|one|two|"
    r"three|four|five|six|\d))?(?=\W*(?:$|[.,;]))"
)
"""Words that say the same of all dates of a row."""
_STILL = Pattern(
    r"\b(?:still|today|now|at (?:this|today's) visit|persist\w*|continu\w*|remain\w*|unchanged|ongoing|the same|"
    r"no (?:better|different|change)|neither (?:time|occasion|visit)|(?:each|every) (?:time|visit|occasion)|"
    r"not (?:\w+ )?(?:gone|better|improved|changed|left|let up))\b"
)
"""Words by which symptoms are there on the day of the note."""
_NEAR = 3
"""Months before the clock in which the last visit of a series must lie."""


_FREE_SINCE = Pattern(
    r"\b(?:pain|symptom|headache|attack|sx|ha)s?[- ]free (?:(?:at all|entirely|completely|now) )?(?:ever )?since\b|"
    r"\b(?:no|without|free of) (?:(?:any|neck|back|more|further) )*(?:pain|symptoms?|headaches?) (?:at all |"
    r"whatsoever )?since\b"
)


def free_since(record: Record, criterion: DurationCriterion, told: tuple[dt.date, Said]) -> bool:
    """Whether the symptoms are said to be gone from a day until now, and nothing else records them."""
    said = told[1]
    if not said.search(_FREE_SINCE) or said.document.late or (said.written and said.written < record.stale_before):
        return False
    return not any(_recorded(record, criterion, s) for s in record.said if s is not said)


def never_ended(said: Said) -> bool:
    """Whether symptoms are denied to have ended."""
    return bool(said.search(_NEVER_ENDED))


def free(record: Record, criterion: DurationCriterion) -> tuple[dt.date, Said] | None:
    """The last day, before the clock, of which a statement says that the patient was free of symptoms, and it."""
    found: tuple[dt.date, Said] | None = None
    for said in record.said:
        if _of_status(record, criterion, said, _OVER) and said.written and said.written < record.clock:
            if found is None or said.written > found[0]:
                found = (said.written, said)
            continue
        told = _told_free(said) or _gone(record, criterion, said)
        if not told or said.document.late or any(m.stands.other_person for m in said.statement.mentions):
            continue
        behind = said.statement.clause.tokens[told[0].last : told[0].last + 1]
        of_session = said.statement.of(*words.family("procedures")) and not any(
            _WHOLE.search(said.ahead(w.start)) for w in said.statement.whens()
        )
        if of_session or (behind and behind[0].word in _AT_EASE):
            continue
        day = _day(record, said, told[0])
        if day and (found is None or day > found[0]):
            found = (day, said)
    return found


_LAST_EASE = Pattern(
    r"\b(?:last (?:(?:truly|fully|really|completely|time|was|were|been|she|he|pt|patient) )*(?:pain|symptom|"
    r"headache)[- ]free(?: (?:day|night|week|morning|stretch))?|"
    r"(?:pain|symptom|headache)[- ]free (?:was )?last)(?: (?:was|were|back|some time|sometime))* (?:in|on|"
    r"around|about)? ?(?:early |mid |late )?$"
)
"""Before the last time of ease, after which symptoms have been there: "last pain-free in January"."""


def last_ease(free: tuple[dt.date, Said]) -> dt.date | None:
    """The last day on which symptoms can have begun, where the last time without them is told as such."""
    said = free[1]
    return next((w.latest for w in said.statement.whens() if _LAST_EASE.search(said.ahead(w.start))), None)


def _told_free(said: Said) -> list[Hit]:
    """Words of being free of symptoms that are not themselves denied, doubted or only hoped for."""
    found = []
    for hit in eased(said):
        at = assertion.at(said.statement.cues, hit.first, hit.last)
        if at.certainty == "sure" and at.time not in ("planned", "conditional") and not at.refused:
            found.append(hit)
    return found


def _day(record: Record, said: Said, hit: Hit) -> dt.date | None:
    """The day of which it is told: of the date that its words lead to, else the nearest, else of the note."""
    whens = [w for w in said.statement.whens() if w.earliest < record.clock]
    if not whens:
        return said.written if said.written and said.written < record.clock else None
    bound = [w for w in whens if hit.end <= w.start and _IN.fullmatch(said.between(hit.end, w.start))]
    near = bound[0] if bound else min(whens, key=lambda w: abs(w.start - hit.start))
    lead = said.between(max(0, near.start - 20), near.start)
    return min(near.latest, record.clock) if _WHOLE.search(lead) else near.earliest


_GOES_ON = Pattern(
    r"^ (?:on (?:for|without|since|now|daily|every|ever|all|unchanged|too long)|unchanged|untreated|up)\b"
)
"""Behind "gone", which then is not over: "has now gone on for nineteen weeks"."""


_BY_TREATMENT = Pattern(
    r"^ (?:down |off |again )?for (?:(?:about|only|some|nearly|just) )?(?:[\w-]+ ){1,2}(?:days?|weeks?|wks?|months?|"
    r"while)\b"
    r"[^.;]{0,15}\b(?:after|with|from|following|thanks to) (?:(?:the|each|that|every|a|an|both|her|his|last|first|"
    r"second) )*"
    r"(?:sets?|blocks?|injections?|shots?|tpis?|sessions?|dos(?:e|es)|treatments?)\b"
)
"""Behind "settled": that it was the relief of a session, and no end of the complaint."""


def _gone(record: Record, criterion: DurationCriterion, said: Said) -> list[Hit]:
    """Words by which the symptoms went away, where the nearest head before is theirs."""
    found = []
    for hit in hits("gone", said):
        before = [h for h in heads(record, criterion, said) if h[0] < hit.first]
        at = assertion.at(said.statement.cues, hit.first, hit.last)
        behind = said.low[hit.end - said.statement.clause.start :]
        if _GOES_ON.match(behind) or _BY_TREATMENT.match(behind):
            continue
        denied = any(t.word in DENIALS for t in said.statement.clause.tokens[max(0, hit.first - 3) : hit.first])
        plain = not at.negated and not denied and at.certainty == "sure" and at.time not in ("planned", "conditional")
        if before and ours(before[-1]) and plain:
            found.append(hit)
    return found


def came_back(record: Record, said: Said, since: tuple[dt.date, Said] | None) -> dt.date | None:
    """The first day of the present stretch, where symptoms that were gone are said to have come back on a day."""
    if since is None or not said.search(_BACK):
        return None
    now = said.written or record.clock
    days = [
        w.earliest
        for w in said.statement.whens()
        if since[0] <= w.latest and w.earliest <= record.clock and not (w.earliest == now and _IS_BACK.search(said.low))
    ]
    return days[-1] if days else None


def first_ever(record: Record, criterion: DurationCriterion, said: Said) -> tuple[dt.date, dt.date] | None:
    """The days on which symptoms can have begun that are new on a day, where nothing like them went before."""
    flared = said.search(_FLARED) and any(s.search(_NONE_LIKE_IT) for s in (said, *record.following(said)[:1]))
    if found := _first_of_all(record, criterion, said):
        return found
    if not (said.search(_NEW) or flared) or not any(ours(h) for h in heads(record, criterion, said)):
        return None
    if not (any(s.search(_NEVER_BEFORE) for s in (said, *record.following(said)[:1])) or _well_before(record, said)):
        return None
    whens = [w for w in said.statement.whens() if w.earliest <= record.clock]
    if len(whens) != 1:
        return None
    return whens[0].earliest - dt.timedelta(days=7), min(whens[0].latest, record.clock)


_HAPPENED = Pattern(
    r"\b(?:lift\w*|slip\w*|twist\w*|pull\w*|strain\w*|sprain\w*|hurt|fell|fall|jerk\w*|tripp\w*|yank\w*|reach\w*|"
    r"carr\w+|shovel\w*|bent|bend\w*|hit|rear-?ended|crash\w*|collision|mva|mvc|whiplash\w*|wok?e|injur\w*|sneez\w*|"
    r"moved|moving|swung|threw|caught|wrench\w*|tweak\w*)\b"
)
"""What symptoms come from."""
_FIRST_EVER = Pattern(
    r"\bfirst(?: such| ever| known)? (?:(?:neck|back|low|lower|upper|mid|shoulder|head|occipital|such|ever|real) ){0,3}"
    r"(?:pains?|aches?|headaches?|episode|bout|attack|spell|occurrence|injury|trouble|time|problem)"
    r"(?: (?:ever|(?:of|in) (?:her|his|their|my) (?:whole |entire )?life))?(?=\W*(?:$|[.,;)]))|"
    r"\b(?:never|no|not)\b[^.;]{0,30}\b(?:before(?: that| this| then)?|previously|prior)(?=\W*(?:$|[.,;)]))"
)
"""Behind what happened: that it was the first of its kind."""
_ONCE_MORE = Pattern(
    r"\b(?:again|second|third|another|recurr\w*|return\w*|since|now|last|next|resolved|gone|cleared)\b"
)


def _first_of_all(record: Record, criterion: DurationCriterion, said: Said) -> tuple[dt.date, dt.date] | None:
    """The day of what happened, where its sentence says behind it that the complaint was the first of its kind."""
    happened = said.search(_HAPPENED)
    whens = [w for w in said.statement.whens() if w.earliest <= record.clock]
    if happened is None or len(whens) != 1 or not said.statement.cues.whole.plain:
        return None
    beside = (said, *(s for s in record.following(said)[:1] if s.in_sentence_of(said)))
    first = any(
        _FIRST_EVER.search(s.behind(whens[0].end) if s is said else s.low) and not s.search(_ONCE_MORE) for s in beside
    )
    if not first or not any(ours(h) for s in beside for h in heads(record, criterion, s)):
        return None
    return whens[0].earliest, min(whens[0].latest, record.clock)


_WELL = Pattern(
    r"\b(?:no|denies|denied|without)(?: (?:any|current|active|neck|back|spine|or|and|shoulder|musculoskeletal|"
    r"msk|pain))* "
    r"(?:complaints?|pains?|symptoms?|trouble|problems?|concerns?)\b"
)
"""That there was nothing of the kind at a visit."""


def _well_before(record: Record, said: Said) -> bool:
    """Whether an earlier visit tells that there was nothing, where this one tells something new."""
    new = said.search(_NEW_ONE)
    return new is not None and any(
        (w := min((x.latest for x in s.statement.whens()), default=s.written)) is not None
        and said.written is not None
        and w < said.written
        for s in record.preceding(said)
        if s.search(_WELL)
    )


_NEW_ONE = Pattern(r"\b(?:new|newly|new-onset|acute|acutely|began|started|came on|set in|sudden|suddenly)\b")
_SAME = ("evening", "night", "day", "morning", "afternoon", "week", "weekend")


_AS_IT_WAS = Pattern(
    r"\b(?:unchanged|unaltered|unabated|the same|as (?:bad|sore|stiff|painful) as (?:then|ever|before)|steady|stable|"
    r"worse|better|"
    r"no (?:\w+ )?(?:change|different|difference|better|worse|improvement|symptoms?|complaints?)|(?:not|"
    r"n't) (?:changed|improved|"
    r"eased|moved|got(?:ten)? better))\b[^.;,]{0,12}$"
)
"""Before "since": how the complaint went on from that day, which is not the day on which it began."""


_FELT = Pattern(r"\b(?:pains?|aches?|ached|aching|headaches?|symptoms?|hurt\w*|trouble\w*|troubling|bother\w*)\b")
_OF_VISIT = Pattern(
    r"\b(?:saw|seen|visit\w*|exam\w*|mri|x-?rays?|check\w*|weigh\w*|notes?|letter|scan\w*|pt|therap\w*|started|began)\b"
)


def _there_then(said: Said) -> bool:
    """Whether a statement tells of the complaint on a day that is that of no visit, and gives no length up to it."""
    return bool(said.search(_FELT)) and not (said.search(_OF_VISIT) or said.statement.lengths())


def ever_since(record: Record, said: Said) -> list[dates.When]:
    """The date that the statement before gives, where this one says "ever since", set at those words."""
    match = said.search(_EVER_SINCE)
    if not match or said.search(_NO_MORE):
        return []
    if _AS_IT_WAS.search(said.low[: match.start()]) and (
        said.statement.whens() or not any(map(_there_then, record.preceding(said)[:1]))
    ):
        return []
    start = said.statement.clause.start
    before = [w for w in said.statement.whens() if w.end <= start + match.start()]
    recent = (said.written or record.clock) - dt.timedelta(days=_OF_NOW)
    before = [w for w in before if w.earliest < recent] or before
    if match[0].rstrip().endswith(_SAME) and all(w.earliest >= recent for w in before):
        before = []  # "the pain she reports today came on that same evening"
    if any(w.earliest < recent for w in said.statement.whens()) and not before:
        return []
    before = before or [
        w for s in record.preceding(said)[:1] for w in s.statement.whens() if not w.earliest == w.latest == s.written
    ]  # the day of the note itself dates no event in it
    return [replace(w, start=start + match.end() - 1, end=start + match.end()) for w in before[-1:]]


_SAME_SINCE = Pattern(
    r"(?:^|[,;] ?)\W*(?:and |but )?(?:it |that |this |she |he |they )?(?:(?:is|was|has|have|has been|have been) )?"
    r"(?:unchanged|unaltered|(?:exactly |just |much )?the same|no (?:better|worse|different|change)|as bad|"
    r"not (?:changed|improved|"
    r"eased)|(?:has|have)(?: not|n't) (?:changed|improved|eased)) (?:ever )?since(?: then| that (?:day|visit|"
    r"time))?\W*$"
)
"""Behind a length told for an earlier visit: that the complaint went on as it was, up to the note."""


def series(
    record: Record,
    criterion: DurationCriterion,
    begun: list[tuple[dt.date, Said]],
    since: tuple[dt.date, Said] | None,
) -> list[Weighed]:
    """Dated statements of the same symptoms that span the bound, the last of them near the clock.

    `begun` are onsets that a note shows up to its own day; the first of a series may be one of them. What went before
    `since`, a day without symptoms, is no part of it.
    """
    same = [
        (n.written, n)
        for _, s in begun
        for n in (s, *record.following(s)[:1])
        if n.written and n.search(_SAME_SINCE) and n.statement.cues.whole.certainty == "sure" and not n.names_care
    ]
    every = (*begun, *same, *_seen(record, criterion), *_rows(record))
    seen = [s for s in every if since is None or s[0] > since[0]]
    if len(seen) < 2:
        return []
    seen.sort(key=lambda s: s[0])
    (first, a), (last, b) = seen[0], seen[-1]
    if first <= lengths.since(criterion.lasting, last) and last >= record.clock - relativedelta(months=_NEAR):
        return [
            Weighed("for", a.cite(), f"the symptoms are recorded from {first} to {last}"),
            Weighed("for", b.cite(), "the symptoms are recorded again"),
        ]
    return []


_SCORES = Pattern(r"^\W*(?:nrs|nprs|vas|pain)(?: (?:scores?|ratings?|levels?|log))?\b(?! (?:diary|clinic|since))")
_OF_TEN = Pattern(r"(?<![\w/.-])(?P<n>10|\d)(?:\s*/\s*10)?(?![\w/.%-])")


def _row_of_scores(said: Said) -> list[dt.date]:
    """The days of a row of dated scores of pain, of which none is 0: "NRS 7 on 6/3, 6 on 8/26, 7 on 11/13"."""
    if not said.search(_SCORES):
        return []
    whens = [w for w in said.statement.whens() if w.exact or w.readings]
    if len(whens) < 2:
        return []
    low, start = said.low, said.statement.clause.start
    for w in whens:
        low = low[: w.start - start] + " " * (w.end - w.start) + low[w.end - start :]
    scores = [int(m["n"]) for m in _OF_TEN.finditer(low)]
    return [w.latest for w in whens] if len(scores) == len(whens) and min(scores) > 0 else []


def _seen(record: Record, criterion: DurationCriterion) -> Iterator[tuple[dt.date, Said]]:
    """Days on which the symptoms are recorded, with the statements that record them."""
    for said in record.said:
        if said.statement.cues.whole.plain and not said.document.late:
            yield from ((day, said) for day in _row_of_scores(said) if day <= record.clock)
        if not (_recorded(record, criterion, said) or _still_scored(record, criterion, said)):
            continue
        told = said.search(_VISIT) or said.search(_EACH_TIME) or _of_status(record, criterion, said, _UNCHANGED)
        days = [w.latest for w in said.statement.whens() if told]
        days += [w.latest for w in _scored(said)]
        own = said.document.place != "text" or said.written != said.document.written
        here = said.search(_STILL) and not said.document.late and said.written
        dated = [said.written] if said.written and (own or here) else []
        yield from ((day, said) for day in (*days, *dated) if day <= record.clock)


def _still_scored(record: Record, criterion: DurationCriterion, said: Said) -> bool:
    """Whether a statement goes on about the symptoms of the one before by a score alone: "…; today still 6/10"."""
    score = _SCORE.search(said.low)
    if score is None or not int(score["n"]) or heads(record, criterion, said) or not said.statement.cues.whole.plain:
        return False
    before = next(iter(record.preceding(said)), None)
    return before is not None and any(ours(h) for h in heads(record, criterion, before))


_HEAD_OF_SCORES = Pattern(r"\b(?:nrs|vas|nprs|pain(?: score| level)?)\b")


def _rows(record: Record) -> Iterator[tuple[dt.date, Said]]:
    """Days of the rows of a table of pain scores of the region meant, and their statements; a zero records none."""
    head: list[str] = []
    column = 0
    for said in record.said:
        if "|" not in said.document.text:
            continue
        cells = said.sentence.split("|")
        scored = [n for n, cell in enumerate(cells) if n and _HEAD_OF_SCORES.search(cell)]
        if scored and not any(c.isdigit() for c in cells[scored[0]]):
            place = site.among(tokenise(cells[scored[0]]))
            wanted = "limb" in record.regions or "limb" not in place.regions
            head = cells if wanted and place.elsewhere(site.of(record)) != "in another region" else []
            column = scored[0]
        elif head and len(cells) == len(head) and cells[column].strip().isdigit() and int(cells[column]) > 0:
            end = said.statement.clause.within[0] + len(cells[0])
            days = [w.latest for w in said.statement.whens() if w.end <= end]
            yield from ((day, said) for day in days[:1] if day <= record.clock)


def _recorded(record: Record, criterion: DurationCriterion, said: Said) -> bool:
    """Whether a statement records the symptoms meant, plainly and as present."""
    named = [
        m for m in said.statement.mentions if words.concept(m.concept).family in OWN and meant(record, criterion, m)
    ]
    if named:
        return any(record.objection(said, m.stands, stale_counts=True) is None and not m.stands.negated for m in named)
    bare = [h for h in heads(record, criterion, said) if ours(h)]
    if _of_status(record, criterion, said, _UNCHANGED):
        return True
    whole = said.statement.cues.whole
    other = whole.other_person or whole.speaker == "proxy" or whole.certainty != "sure"
    cued = any(kind != "current" for kind, _ in said.statement.cues.before) and not said.search(_NEVER_ENDED)
    return bool(bare and not other and hits("symptoms", said) and not eased(said) and not cued)


_ON = (
    r"^\W*(?:(?:on )?[\d/.-]{3,10}\W*|[a-z]{3,9}\.? \d{1,2}(?:, \d{4})?\W*)?"
    r"(?:(?:visit|recheck|f/u|follow-?up|seen|again|phone)\W+)?"
)
"""The head of a line of a course."""
_UNCHANGED = Pattern(
    _ON
    + r"(?:(?:still|remains?|is|are|essentially|about|much|pain|symptoms?|all|quite|pretty|basically|entirely|the)\s+)*"
    r"(?:unchanged|same|no change|no better|no worse|worse|persists?|persisting|continues|ongoing|"
    r"still (?:there|present|so)|present|there|ditto|as before|status quo|not (?:better|improved|resolved|gone))"
    r"(?:$|\W*$|,[^.;]{0,40}$)"
)
"""A line of a course that only says that the complaint goes on."""
_OVER = Pattern(
    _ON + r"(?:(?:now|all|completely|fully|has|have|is|it|pain|symptoms?)\s+)*"
    r"(?:resolved|gone|cleared(?: up)?|settled|symptom[- ]free|no symptoms|asymptomatic|recovered)\W*$"
)
"""A line of a course that only says that the complaint is over."""


def _of_status(record: Record, criterion: DurationCriterion, said: Said, pattern: Pattern) -> bool:
    """Whether a line of a course says no more than how the complaint of the lines before it is."""
    own = said.document.place != "text" or said.written != said.document.written
    if not (own and said.search(pattern)) and not (said.statement.whens() and pattern.search(said.undated)):
        return False
    found = next((h for s in record.preceding(said) if (h := heads(record, criterion, s))), [])
    return bool(found) and ours(found[0])


def _scored(said: Said) -> list[dates.When]:
    """Dates that stand right behind scores above zero: "6/10 on 4/14, 5/10 on 6/30"."""
    found = []
    for match in _SCORE.finditer(said.low):
        at = said.statement.clause.start + match.end()
        near = [w for w in said.statement.whens() if 0 <= w.start - at <= 6]
        if near and int(match["n"]) > 0:
            found.append(near[0])
    return found if len(found) > 1 else []


def undated(record: Record, criterion: DurationCriterion) -> Iterator[Weighed]:
    """Words such as chronic or persistent beside the symptoms: they give no dates."""
    for said in record.said:
        if hits("vague", said) and any(sort != "foreign" for _, sort in heads(record, criterion, said)):
            yield Weighed("open", said.cite(), f"“{hits('vague', said)[0].phrase}” gives no dates")


def untold(record: Record, said: Said) -> bool:
    """Whether another sentence says that the time of the complaint is not told, so that one told here is of another."""
    return any(
        not s.statement.lengths() and s.statement.cues.whole.speaker != "form"
        for s in record.having(_UNTOLD)
        if s.document is said.document and s is not said
    )
