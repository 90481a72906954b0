"""Words that look like a cue and are none, and exceptions whose two words stand apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.text.clauses import Clause
from drafter.text.patterns import Pattern
from drafter.text.tokens import Token
from drafter.text.words import Hit, cues, listed

_DAY = Pattern(
    r"\s*(?:\d{1,4}[/-]\d|(?:19|20)\d\d|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d)"
)
_DATE = re.compile(r"\d{1,4}(?:[/-]\d.*)?$")
_AT = r"(?:muscles?|sites?|areas?|regions?|sides?|spots?|levels?|places?)"
_FOR_IT = r"(?:inject\w*|treat\w*|needl\w*|target\w*|block\w*|procedure|tpis?)"
_SITE = Pattern(
    rf"\b{_AT},? (?:(?:that|which|where) )?(?:(?:is|are|was|were|we|i|he|she) ){{0,2}}(?:\w+ )?"
    rf"(?:to be|to|planned|plan|proposed|requested|scheduled|intended|intend|mean|meant|chosen|selected|going to)\b"
    rf"[^,:;.()]{{0,25}}?\b{_FOR_IT}(?=\s*(?:[,:)=]|-\s|\b(?:was|were|is|has|had|shows?|showed)\b))|"
    rf"\b(?:planned|proposed|scheduled|intended) (?:(?:injection|tpi|needle|treatment|procedure) )?{_AT}\b"
    r"(?=[^;]*(?:\b(?:palpat\w*|exam\w*|felt)\b|: ?(?:no|without|soft|normal|clear|nontender|non-tender)\b))"
)
"""A place named as that of the procedure, beside which an examination is told: "the muscle to be injected: soft"."""
_WHERE_TO = Pattern(
    r",? (?:which|that|where|and (?:it|this|that)|it) (?:is|are) (?:there|here|where|(?:this|the|"
    r"that) (?:same )?(?:muscles?|ones?|sites?|places?|spots?))"
    r"(?:,? on (?:this|the|that) (?:\w+ )?side,?)?,? (?:(?:that|which|where) )?(?:i|"
    r"we) [^,;.]{0,30}?\b(?:inject|needle|treat|target|block|place)\w*"
)
"""An aside that says where the service is asked for."""
_MEANING = (
    "propos",
    "plan",
    "to ",
    "want",
    "wish",
    "would",
    "intend",
    "hop",
    "will",
    "shall",
    "going to",
    "schedul",
    "should",
)
_NAMING = frozenset({"call", "describe", "label", "term", "name", "count"})
_NOBODY = frozenset({"nobody", "nothing", "never", "not", "don't", "cannot", "hardly"})
_NOTHING = frozenset({"nothing", "none", "no", "nowhere"})
_YES = Pattern(r"^[^,;.]{0,60}[:?]\W*yes\b")
_THEN_OUT = Pattern(
    r"and (?:is |was |were |are )?(?:now |thus |therefore )?(?:absent|excluded|ruled out|rejected|discarded|dismissed|"
    r"refuted|eliminated|"
    r"disproved|not present|negative)\b(?! (?:if|once|when|pending))"
)
"""What was thought of and then excluded, in single words."""

_BETWEEN = frozenset({"be", "still", "just", "easily", "clearly", "readily", "also", "actually", "again", "even"})
"""Small words between "could" and its verb."""
_PERCEIVED = frozenset({"tell", "notice", "see", "feel", "find", "detect", "discern", "report", "name"})
"""Verbs behind "could" that doubt nothing where "no" follows: "could tell no difference"."""
_REMINDS = frozenset({"will", "may", "might", "would", "should", "could"})
_REMINDER = 4
"""Code points before "will" in which the reader of a letter is spoken to."""
_REMINDED = Pattern(
    r"you (?:will|may|might|would|should|could) (?:also |perhaps |no doubt |surely |well |of course |"
    r"already )?(?:recall|"
    r"remember|see|know|note|notice|gather|find|understand|be aware|appreciate|have (?:seen|noticed|noted|heard|read|"
    r"gathered|received|had))\b(?! (?:her|him|them|us|me)\b)"
)
"""What the reader of a letter is reminded of, which is no plan."""
_NOR_DID = Pattern(
    r"^ (?:did|has|have|had|would|could) (?!she\b|he\b|they\b|i\b|we\b|the patient|pt\b)[^.;]{3,60}?\b"
    r"(?:chang|help|reliev|alter|eas|ma(?:ke|de)|improv|touch|br(?:ing|ought)|g[ia]ve|do(?:ne)?\b)"
)
"""Behind "nor": what a treatment did not do, so that the treatment itself was given."""
_ALL_FAILED = frozenset({"nothing", "none", "neither", "treatment", "remedy"})
_SPELT_OUT = Pattern(
    r"\b(?:nothing|none|neither|no treatment|no remedy)\b[^.;:,]{0,40}\b(?:help\w*|work\w*|reliev\w*|eas\w+|"
    r"touch\w*|did|done|"
    r"change\w*|made a difference|better|held|any good)\b[^.;]{0,15}?[,:;–—-]\W*(?:(?:certainly|and)\W+)?$|"
    r"\b(?:nothing|none|neither|no treatment|no remedy)\b[^.;:,]{0,40}\b(?:help\w*|work\w*|reliev\w*|eas\w+|"
    r"touch\w*|did|done|"
    r"change\w*|made a difference|better|held|any good)\b[^.;]{0,15}?[,:–—-]\W*not\b[^.;]{2,90}[, ](?:and|nor|or)? ?$"
)
"""Before "not", where a failure of all is spelt out treatment by treatment."""
_HELD_PLANS = frozenset(
    {"management", "self-management", "care", "coping", "pacing", "flare-up", "flare", "health", "insurance"}
)
"""Before a plan that is a paper which the patient has, or an insurer."""
_DOWN = Pattern(
    r"\s+(?!down\b|out\b|into\b|around\b|up\b|in\b|over\b|to\b|(?:the|it|her|his) (?:heat|volume|stimul\w+|dose|pain))"
    r"[^.;]{2,70}? down(?=\W*$|\W*[,;.]|\W+(?:again|today|twice|flat|flatly|each|every|at|and|on|in|"
    r"because|when|once)\b)"
)
"""Behind "turned": that what stands between is refused: "turned PT and the class down"."""
_JUDGED = Pattern(
    r" (?!for\b|whether\b)[\w' -]{1,30}?,? (?:an? )?(?:(?:complete|total|great|real) )?(?:success\w*|"
    r"failures?|waste|wasted|"
    r"useless|worthless|worthwhile|ineffective|unsuccessful|unhelpful)\b"
)
"""Behind "considers": what is thought of something that was done."""
HELD_TO_BE = Pattern(
    r"(?<!would )(?<!could )(?<!might )(?<!may )(?<!not )\b(?:(?:dr\.? [a-z][\w'-]*|podiatr(?:y|ist)|vascular|"
    r"(?:the |our |her |his )?(?:wound|foot)[ -](?:clinic|cent(?:er|re)|care|team|doctor|md|surgeon)|"
    r"(?:the |our |her |his )?(?:surgeon|endocrinolog\w+|physician|attending|specialist|neurologist))"
    r" (?:calls|called|considers|considered|labels|labell?ed|classif(?:ies|ied)|describes|described|terms|"
    r"termed|has called)"
    r" (?:this|it|that|these|(?:her|his|the) (?:\w+ )?(?:ulcers?|wounds?|sores?|lesions?))(?: (?:to be|as))?|"
    r"(?:i|we) consider (?:this|it|these|that|(?:her|his|the) "
    r"(?:\w+ )?(?:pain|pains|headaches?|complaints?|symptoms|condition|picture))(?: (?:to be|as|now|clearly))?) "
    r"(?!possibl|probabl|likely|perhaps|maybe|a possib|a probab|a likely|a suspect|(?:an? )?(?:\w+ )?(?:candidate|"
    r"option|reason|differential)|if|for|whether|when|once|later|next|after)"
    r"(?!(?:to be |as )?(?:an? )?(?:possib|probab|likely|suspect|presum|potential|question))"
)
"""What a clinician holds a complaint to be."""
_REFUSAL = re.compile(r"\b(?:declin|refus|turned down)")
_A_SLOT = Pattern(
    r" (?:the |an? |that |this |her |his |our )?(?:first |earlier |early |offered |next |only |"
    r"\w+day )?(?:date|day|slot|time)\b"
)
"""Behind "declined": a day that did not suit, which refuses no care."""
_UNDER_WAY = Pattern(
    r" (?:running|under ?way|in place|in force|in progress|ongoing|active|since|(?:is )?continu(?:es|ing)|goes on)\b"
)
"""Behind "plan": that it is being carried out."""
_COMPARED = Pattern(
    r" (?:(?:at|on|in) )?(?:(?:the|her|his|our|my) )?(?:last|previous|prior|earlier|first|before|other) ?(?:visit|"
    r"time|exam\w*|"
    r"note|side|session|week|month|year|one)?\b"
)
"""Behind "unlike": what is compared, which is no doubt."""
_PLANNING = ("to be", "planned", "plan", "scheduled", "going to")


_POINT = Pattern(r"\W+(?:\w+ )?(?:trigger|m?trps?|tps?)\b")
"""Behind "active", which then is the kind of a trigger point."""


def of_a_kind(clause: Clause, hit: Hit) -> bool:
    """Whether "active" tells the kind of a trigger point and not that something is so now."""
    return hit.phrase == "active" and _POINT.match(clause.low, hit.end - clause.start) is not None


def a_slot(clause: Clause, hit: Hit) -> bool:
    """Whether what was declined is a day that did not suit."""
    return bool(_REFUSAL.search(hit.phrase) and _A_SLOT.match(clause.low, hit.end - clause.start))


def no_cue(clause: Clause, hit: Hit) -> bool:
    """Whether the words are no cue: "may" as the month, "evaluation of 9/15", which is dated, "no needs"."""
    if hit.phrase.startswith("asked") and _YES.search(clause.low[hit.end - clause.start :]):
        return True  # "asked about therapy: yes, eleven sessions"
    if hit.phrase == "going to" and hit.last < len(clause.tokens) and clause.tokens[hit.last].word.isdigit():
        return True  # "80 mg going to 120 mg"
    if hit.phrase in ("evaluation of", "evaluation for"):
        return bool(_DAY.match(clause.low[hit.end - clause.start :]))
    if hit.phrase == "either" and hit.first and clause.tokens[hit.first - 1].word in ("of", "on", "to", "at", "over"):
        return "or" not in {
            t.word for t in clause.tokens[hit.last : hit.last + 8]
        }  # "palpation of either brings it on"
    if hit.phrase == "unlike":
        return _COMPARED.match(clause.low, hit.end - clause.start) is not None
    if hit.phrase == "nor":
        return _NOR_DID.match(clause.low[hit.end - clause.start :]) is not None
    if hit.phrase == "not" and _ALL_FAILED & clause.tokens.words and _SPELT_OUT.search(_ahead(clause, hit)):
        return True  # "nothing has helped, not the therapy and not nabumetone": it was all taken
    if a_slot(clause, hit):
        return True
    if hit.phrase in ("turned", "turns"):
        return _DOWN.match(clause.low, hit.end - clause.start) is None
    if of_a_kind(clause, hit):
        return True
    if hit.phrase == "plan" and _UNDER_WAY.match(clause.low, hit.end - clause.start):
        return True  # "a four-part plan running since May: …"
    if hit.phrase == "plan" and hit.first and clause.tokens[hit.first - 1].word in _HELD_PLANS:
        return True  # "a written self-management plan"
    if hit.phrase in ("considers", "considered", "consider"):
        whom = [t.word for t in clause.tokens[hit.last : hit.last + 2]]
        if len(whom) == 2 and whom[0] in ("him", "her", "them") and whom[1] not in ("for", ",", "now"):
            return True  # "considers her a good candidate"
        if _held_to_be(clause, hit):
            return True  # "I consider this a myofascial pain syndrome"
    if hit.phrase == "to be" and _held_to_be(clause, hit):
        return True  # "I consider this to be a myofascial pain syndrome"
    if hit.phrase.startswith("consider") and _JUDGED.match(clause.low, hit.end - clause.start):
        return True  # "considers the therapy a success"
    if hit.phrase == "would":
        ahead = [t.word for t in clause.tokens[max(0, hit.first - 7) : hit.first]]
        verb = [t.word for t in clause.tokens[hit.last : hit.last + 1]]
        if "where" in ahead and "if" not in ahead and verb[:1] in (["go"], ["enter"], ["inject"], ["needle"], ["pass"]):
            return True  # "where the needle would go": a place
    if hit.phrase == "should":
        verbs = [t.word for t in clause.tokens[hit.last : hit.last + 2]]
        if verbs[:1] in (["read"], ["say"], ["state"]) or verbs == ["have", "read"]:
            return True  # "the exam should read": a correction, no plan
    if hit.phrase in ("might", "may"):
        rest = [t.word for t in clause.tokens[hit.last : hit.last + 3] if t.word != "just"]
        if rest[:2] == ["as", "well"]:
            return True  # "might as well not have taken it"
    if hit.phrase in _REMINDS and _REMINDED.match(clause.low, max(0, hit.start - clause.start - _REMINDER)):
        return True  # "you will recall that naproxen was taken": no plan
    if hit.phrase == "would" and hit.first and clause.tokens[hit.first - 1].word in ("i", "we", "needle"):
        behind = clause.tokens[hit.last : hit.last + 1]
        if behind and behind[0].word in ("inject", "needle", "enter", "block", "pass"):
            return True  # "the place on the shoulder I would inject"
    if hit.phrase in ("rule out", "rules out"):  # an order, or what did so
        return (hit.phrase == "rules out") != (clause.tokens[hit.first].raw.lower() == "rules")
    if hit.phrase in ("doubt", "doubts") and any(t.word in _NOBODY for t in clause.tokens[: hit.first]):
        return True  # "nobody who saw him doubts the diagnosis"
    if hit.phrase == "offered" and _holds(clause.tokens, hit):
        return True  # "the right trapezius offered a trigger point"
    if hit.phrase == "could":
        before = {t.word for t in clause.tokens[: hit.first]}
        if clause.tokens[hit.last : hit.last + 1] and clause.tokens[hit.last].word in _NAMING and before & _NOTHING:
            return True  # "nothing that I could call a trigger point"
        verbs = [t.word for t in clause.tokens[hit.last : hit.last + 3] if t.word not in _BETWEEN]
        nothing = verbs[:1] and verbs[0] in _PERCEIVED and verbs[1:2] in (["no"], ["little"], ["hardly"])
        return bool(verbs) and (bool(nothing) or verbs[0] in listed("grammar", "by_hand"))
    if (
        hit.phrase.startswith(_MEANING)
        and (aside := clause.search(_WHERE_TO))
        and aside.start() <= hit.start - clause.start < aside.end()
    ):
        return True  # "the trapezius, which is the muscle we propose to inject, held a band"
    if hit.phrase.startswith(_PLANNING) and (site := clause.search(_SITE)):
        at = hit.start - clause.start
        return site.start() <= at < site.end()
    if hit.phrase == "plan" and clause.section == "assessment" and clause.heading:
        return hit.end <= clause.start + len(clause.heading) + 1  # the heading "Assessment and Plan"
    if hit.phrase in ("neg", "negative"):  # "neg TPs, neg spasm"; in "SLR neg" it is the value of what went before
        behind = clause.tokens[hit.last : hit.last + 1]
        opens = hit.first == 0 or not clause.tokens[hit.first - 1].word[0].isalnum()
        return not opens or not behind or not behind[0].word[0].isalpha()
    if _noun(clause.tokens, hit):
        return True
    if hit.phrase in ("need", "needs"):
        behind = clause.tokens[hit.last : hit.last + 1]
        return clause.tokens[hit.first - 1].word == "no" and (not behind or not behind[0].word[0].isalnum())
    return hit.phrase == "may" and _month(clause.tokens, hit)


_BEFORE_A_MONTH = frozenset(
    {
        "in",
        "since",
        "from",
        "until",
        "till",
        "by",
        "of",
        "last",
        "early",
        "late",
        "mid",
        "and",
        "to",
        "-",
        "/",
        "through",
    }
)


def _month(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether "May" is the month; among capitals a figure or a word of time stands beside it: "SINCE MAY"."""
    raw = tokens[hit.first].raw
    beside = [t.word for t in tokens[max(0, hit.first - 1) : hit.last + 1]]
    return raw[0].isupper() and (raw != "MAY" or any(w[0].isdigit() or w in _BEFORE_A_MONTH for w in beside))


def _holds(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether a muscle stands right before a verb, and so is what does it."""
    before = tokens[max(0, hit.first - 3) : hit.first]
    return any(h.last == len(before) for h in cues("muscles").find(before))


def _ahead(clause: Clause, hit: Hit) -> str:
    """The folded words of a clause before a cue."""
    return clause.low[: hit.start - clause.start]


def than(tokens: Sequence[Token]) -> list[Hit]:
    """The "than" of an exception that stands apart from its "other": "no other treatment in place than"."""
    found = []
    for n, token in enumerate(tokens):
        if token.word == "than" and tokens[n - 1].word != "other":
            before = [t.word for t in tokens[max(0, n - 8) : n]]
            if "other" in before and "no" in before[: before.index("other")]:
                found.append(Hit("exception", n, n + 1, token.start, token.end, "than"))
    return found


_BODY = frozenset({
    "scapula", "scapular", "blade", "shoulder", "deltoid", "arm", "forearm", "elbow", "wrist", "hand", "finger",
    "temple", "forehead", "eye", "orbit", "vertex", "occiput", "skull", "jaw", "ear", "head", "neck", "face", "crown",
    "buttock", "hip", "thigh", "groin", "leg", "calf", "knee", "foot", "ankle", "chest", "rib", "flank", "sacrum",
    "back", "spine", "sij", "thumb", "crest",
})  # fmt: skip
_HOUSE = frozenset({
    "clinic", "center", "centre", "surgeon", "surgery", "specialist", "service", "doctor", "pt", "therapist", "school",
    "program", "programme", "institute", "group", "team", "physician", "md", "ortho", "unit", "for", "class", "rehab",
})  # fmt: skip
"""Parts of the body, and words behind them that make of them a place to which a patient is sent."""


def _of_pain(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether it is pain that is referred: "referral to the tip of the left scapula", not "to the shoulder clinic"."""
    behind = [t.word for t in tokens[hit.first + 1 : hit.first + 9]]
    if behind[:1] in (["pattern"], ["zone"], ["area"]) or any(word.startswith("recogni") for word in behind[:4]):
        return True
    at = next((n for n, word in enumerate(behind) if word in _BODY), None)
    return behind[:1] == ["to"] and at is not None and not (_HOUSE & set(behind[: at + 3]))


def of_later(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether it speaks of what came later: "injected on 3/2 and none since", "daily since last year"."""
    if _noun(tokens, hit) or (hit.phrase.startswith("referral") and _of_pain(tokens, hit)):
        return True
    if hit.phrase in ("years back", "decades back") and any(
        t.word
        in (
            "going",
            "goes",
            "dating",
            "dates",
            "reaching",
            "reaches",
            "stretching",
            "since",
            "from",
            "began",
            "started",
        )
        for t in tokens[max(0, hit.first - 4) : hit.first]
    ):
        return True
    if hit.phrase in _LATELY and hit.first > 1 and tokens[hit.first - 1].word in _FINISHED:
        return tokens[hit.first - 2].word == ","  # "CBT on Fridays, and the class, finished last month": of the class
    if hit.phrase in ("last year", "last month", "last time", "years ago", "months ago"):
        since = [t.word for t in tokens[max(0, hit.first - 4) : hit.first]]
        return "since" in since[-1:] or ("since" in since and since[-1] in ("of", "in"))  # from then on
    if hit.phrase.endswith(("considered", "suspected", "entertained")):
        then = " ".join(t.word for t in tokens[hit.last : hit.last + 8])
        return _THEN_OUT.match(then) is not None
    behind = [t.word for t in tokens[hit.last : hit.last + 1]]
    if hit.phrase == "comes up":
        return behind[:1] in (["at"], ["in"], ["on"], ["over"], ["under"], ["near"], ["again"])  # a boil, not a thought
    of_them = [t.word for t in tokens[hit.last : hit.last + 3]]
    if hit.phrase in ("none", "neither") and of_them[:1] == ["of"] and of_them[2:] and of_them[2] in _DOES:
        return of_them[1] in (
            "it",
            "them",
            "these",
            "those",
            "this",
            "that",
            "which",
        )  # "none of it brought the pain down"
    return hit.phrase == "none" and behind[:1] in (
        ["since"], ["after"], ["thereafter"], ["afterwards"], ["elsewhere"], ["besides"]
    )  # fmt: skip


_LATELY = frozenset({"last month", "last year", "last week"})
_FINISHED = frozenset({"finished", "completed", "done", "ended", "attended"})
_DENIES = frozenset(
    {"not", "never", "hasn't", "haven't", "isn't", "aren't", "wasn't", "didn't", "hardly", "nowhere", "far"}
)
_JOINED = frozenset({",", "and", "but", "or", ";"})


_BARE = 3
"""Tokens from the head of a clause within which a bare verdict stands right behind a name."""
_DEGREES = frozenset(
    {"more", "most", "very", "quite", "less", "least", "as", "is", "are", "was", "were", "if", "when", "not"}
)


def closes(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether a word that is a verdict only as the value behind a name stands so: "neuralgia - likely"."""
    if hit.phrase not in listed("grammar", "bare_verdict"):
        return True
    behind = tokens[hit.last].word if hit.last < len(tokens) else "."
    if hit.phrase != "no" and 0 < hit.first <= _BARE and tokens[hit.first - 1].word.isalpha() and behind == ",":
        return tokens[hit.first - 1].word not in _DEGREES  # "TrPs likely, trapezius"
    return hit.first > 0 and tokens[hit.first - 1].word in (":", "-", "(") and behind in (".", ",", ";", ")", "(")


def denied(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether an end is denied right before it is told: "has not yet burnt itself out"."""
    before = [t.word for t in tokens[max(0, hit.first - 2) : hit.first]]
    behind = [t.word for t in tokens[hit.last : hit.last + 4] if t.word not in (":", "|", "-", "=")]
    if behind and (behind[0] in _NO_VALUE or behind[:3] == ["n", "/", "a"]) and len(tokens) <= hit.last + 5:
        return True  # a field: "RESOLVED n/a"
    return bool(_DENIES & set(before)) and not _JOINED & set(before)


_NO_VALUE = frozenset({"na", "no", "none", "never", "not", "open", "blank", "nil"})


_DOES = frozenset({
    "brought", "helped", "worked", "touched", "made", "gave", "did", "lasted", "held", "got", "relieved", "eased",
    "changed", "took", "has", "have", "had", "improved", "provided", "reduced", "offered", "seemed", "proved",
})  # fmt: skip
"""Behind "none of it": that it had no effect, which denies no treatment."""


def _noun(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether "start" is the beginning of something, as in "at the start", or the name of a field."""
    if (
        hit.phrase in ("start", "starts", "started")
        and tokens[hit.last : hit.last + 1]
        and tokens[hit.last].word == ":"
    ):
        return True  # the name of a field
    if hit.phrase in ("start", "starts") and tokens[hit.last : hit.last + 1] and _DATE.match(tokens[hit.last].word):
        return True  # a field without a colon: "PT start 03/16/26"
    return hit.phrase in ("start", "starts") and tokens[hit.first - 1].word in ("the", "at", "from", "very", "its")


def closed_off(tokens: Sequence[Token], hit: Hit, between: range) -> bool:
    """Whether a cue stands in brackets that end before the statement: "levator (planned target): no trigger point"."""
    if hit.phrase in ("s/p", "status post"):
        return any(
            tokens[n].word in ("with", "w") for n in between
        )  # "s/p MVA w/ neuralgia": only the accident is past
    closing = next((n for n in between if tokens[n].word in ("(", ")")), None)
    return (
        closing is not None
        and tokens[closing].word == ")"
        and hit.first > 0
        and any(tokens[n].word == "(" for n in range(max(0, hit.first - 8), hit.first))
    )


_OPENING = 10
"""Tokens of a clause in which it says who the patient is."""


def people(tokens: Sequence[Token], hits: Sequence[Hit]) -> list[Hit]:
    """Words for persons, without those of a day or an occasion: Mother's Day, "the day after his sister's wedding"."""
    return [
        h
        for h in hits
        if not (
            _occasion(tokens, h)
            or _is_patient(tokens, h)
            or _likened(tokens, h)
            or _cared_about(tokens, h)
            or _programme(tokens, h)
        )
    ]


_CARES = frozenset({
    "worry", "worries", "worried", "worrying", "grief", "grieving", "concern", "concerns", "concerned", "stress",
    "anxiety", "anxious", "upset", "guilt", "sadness", "distress", "conflict", "quarrel", "fears",
})  # fmt: skip
_ABOUT = frozenset({"about", "over", "for", "with", "around", "regarding"})


def _cared_about(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether a person is only what the patient worries about: "the worry about her son"."""
    before = [t.word for t in tokens[max(0, hit.first - 3) : hit.first]]
    before = before[:-1] if before and before[-1] in _WHOSE else before
    return len(before) > 1 and before[-1] in _ABOUT and before[-2] in _CARES


_OF_A_PROGRAMME = frozenset({
    "pt", "ot", "therapy", "physio", "class", "school", "education", "edu", "lcsw", "lmft", "counselor", "counsellor",
    "counseling", "counselling", "psych", "psychologist", "cbt",
})  # fmt: skip


def _programme(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether "pgm" at the head of a line is the programme and no grandmother: "pgm: pt weekly, pain school"."""
    head = hit.phrase == "pgm" and [t.word for t in tokens[hit.last : hit.last + 1]] in ([":"], ["-"])
    return head and any(t.word in _OF_A_PROGRAMME for t in tokens[hit.last :])


_LIKENESS = frozenset({"as", "like", "just"})
_DOES_TOO = frozenset({"does", "do", "did", "has", "had", "have", "was", "is", "got", "once"})


def _likened(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether the patient is only likened to somebody behind a comma: "whether she has it, as her neighbor does"."""
    before = [t.word for t in tokens[max(0, hit.first - 3) : hit.first]]
    behind = [t.raw.lower() for t in tokens[hit.last : hit.last + 1]]
    likeness = "," in before and _LIKENESS & set(before[before.index(",") :])
    return bool(likeness) and bool(_DOES_TOO & set(behind))


_PARENTS = frozenset({
    "mother", "father", "mom", "dad", "grandmother", "grandfather", "parent", "grandparent", "caregiver",
})  # fmt: skip
_WHOSE = frozenset({"her", "his", "their", "my", "our", "whose", "your", ",", ";", ":"})
"""Before a person who is not the patient, or is named apart from an age."""
_AGED = re.compile(r"\d{1,3}(?:yo?|f|m|yof|yom)?|yo|y|o|old|yr|year")
_MANY = frozenset({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"})


def _is_patient(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether a parent is the patient, by an age before the word or a number of children behind it."""
    if hit.phrase not in _PARENTS or tokens[hit.last - 1].raw.lower().replace("’", "'").endswith("'s"):
        return False
    before = [t.word for t in tokens[max(0, hit.first - 5) : hit.first]]
    owned = any(t.raw.endswith(("'s", "’s")) for t in tokens[max(0, hit.first - 5) : hit.first])
    if owned or _WHOSE & {*before} or hit.first > _OPENING:
        return False
    behind = [t.word for t in tokens[hit.last : hit.last + 2]]
    children = behind[:1] == ["of"] and bool(behind[1:]) and (behind[1] in _MANY or behind[1].isdigit())
    return children or any(_AGED.fullmatch(word) for word in before)


_EXAMINES = frozenset({"saw", "examined", "evaluated", "met", "treated", "reviewed", "first", "assessed", "recorded"})
"""Behind "my partner", who then is a colleague."""
_ACTS = frozenset({"helped", "helping", "visited", "visiting", "drove", "driving", "carried", "lifted", "lifting"})
"""Before a person to whom the patient did something."""


_WATCHES = frozenset(
    {
        "keep",
        "kept",
        "counted",
        "count",
        "agree",
        "agrees",
        "agreed",
        "confirms",
        "confirmed",
        "noticed",
        "came",
        "come",
        "accompanied",
        "tracked",
        "logged",
        "charted",
    }
)
"""Behind a person who counts, watches or comes along, and of whom nothing else is told."""
_SELF = frozenset({"he", "she", "pt", "patient", "they"})


def _watches(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether a person only counts and agrees, or does together with the patient what the patient does."""
    behind = [t.word for t in tokens[hit.last : hit.last + 2]]
    ahead = [t.word for t in tokens[max(0, hit.first - 3) : hit.first]]
    together = behind[:1] == ["and"] and behind[1:2] and behind[1] in _SELF
    return bool(behind[:1] and behind[0] in _WATCHES) or bool(together) or ("and" in ahead and bool(_SELF & {*ahead}))


def _occasion(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether a person is named only as whose day, occasion, house or thing it was."""
    if hit.phrase == "mo :":
        return hit.first > 0 and tokens[hit.first - 1].word not in (
            ".",
            ";",
            ",",
            ":",
            "-",
            "hx",
            "fh",
        )  # "seen at 2 mo: …"
    behind = [t.word for t in tokens[hit.last : hit.last + 2]]
    possessive = tokens[hit.last - 1].raw.lower().replace("’", "'").endswith(("'s", "s'"))
    before = {t.word for t in tokens[max(0, hit.first - 2) : hit.first]}
    if hit.phrase == "partner" and before & {"my", "our"} and set(behind) & _EXAMINES:
        return True
    if before & _ACTS and not possessive:
        return True
    if hit.phrase == "twin" and before & {"expecting", "carrying"}:
        return True
    if not possessive and _watches(tokens, hit):
        return True
    born = "born" in behind or bool(before & {"delivered", "delivering", "bore"})
    return behind[:1] == ["day"] or born or (possessive and bool(set(behind) & listed("assertion", "occasions")))


def _held_to_be(clause: Clause, hit: Hit) -> bool:
    """Whether a cue stands in the words by which a clinician holds a complaint to be something."""
    begin, end = hit.start - clause.start, hit.end - clause.start
    return any(m.start() <= begin and end <= m.end() for m in HELD_TO_BE.finditer(clause.low))
