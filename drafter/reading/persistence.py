"""Persistence: whether symptoms are the first of their kind, have been there ever since, or are told without a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from drafter.domain import DurationCriterion
from drafter.reading.complaint import heads, hits, ours
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed
from drafter.text import dates
from drafter.text.patterns import Pattern

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
_EVER_SINCE = Pattern(
    r"\b(?:ever since|since then|from (?:then|that day|there) (?:on\b|(?:to|until|till|through) (?:now|today|this day|"
    r"the "
    r"present))|ever after|every (?:single )?day (?:of|in|during) (?:that|this) (?:time|period|"
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
    r"unknown|unclear|uncertain|unstated|undocumented|blank|missing|_{2,})|"
    r"(?:^|[,;:] ?)\W*(?:is |was )?(?:not dated|undated|no date(?: given| told)?)\W*$"
)
"""Words that the beginning or the length of the complaint is told nowhere."""
_OF_NOW = 7
"""Days up to the note within which a date only says until when something went on."""


def first_ever(record: Record, criterion: DurationCriterion, said: Said) -> tuple[dt.date, dt.date] | None:
    """The days on which symptoms can have begun that are new on a day, where nothing like them went before."""
    flared = said.search(_FLARED) and any(s.search(_NONE_LIKE_IT) for s in (said, *record.following(said)[:1]))
    if found := _first_of_all(record, criterion, said) or _hurt_then(record, criterion, said):
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


_HURT = Pattern(
    r"\b(?:strain|sprain|pull|twist|wrench|injur|jerk|yank|tweak|jolt|rick)\w*\b[^.;]{0,25}\b(?:neck|back|shoulders?|"
    r"muscles?|spine)\b|\b(?:hurt|(?:put|threw|thrown) out) (?:(?:the|her|his|their) )?(?:lower |low |upper )?(?:neck|"
    r"back|"
    r"shoulders?)\b|\b(?:fall|fell|crash|collision|accident|mva|mvc|lift|slip\w*|sneez\w*|injury)\b[^.;]{0,60}\b(?:"
    r"start\w*|began|begun|set (?:it )?off|brought (?:it )?on)\b|\b(?:start\w*|began|begun|set off|"
    r"brought on)\b[^.;]{0,40}"
    r"\b(?:fall|fell|crash|collision|accident|mva|mvc|lift\w*|slip\w*|sneez\w*|injury)\b"
)
"""That the complaint came from something that happened on a day."""
_NOTHING_BEFORE = Pattern(
    r"\b(?:never|no|not|nothing)\b[^.;]{0,50}\b(?:pains?|aches?|trouble|symptoms?|complaints?|problems?|headaches?|"
    r"(?:a|any)"
    r"thing)\b[^.;]{0,30}\b(?:before|prior to|until|up to|previously|prior)\b(?! (?:in|on|during|with) (?:this|"
    r"the (?:other|"
    r"same)))|\b(?:before|prior to|until|up to) (?:that|this|then|it)\b[^.;]{0,30}\b(?:never|no|not|nothing|none)\b|"
    r"\bnever (?:any|had any|had)\b[^.;]{0,30}\b(?:pains?|aches?|trouble)\b[^.;]{0,15}\b(?:before|previously)\b|"
    r"\bnothing before\b"
)
"""That there was nothing of the kind before."""


def _hurt_then(record: Record, criterion: DurationCriterion, said: Said) -> tuple[dt.date, dt.date] | None:
    """The day on which something happened by which the complaint began, where what follows says that there was nothing
    before: "She strained her back on October 2. She had never had back pain before that day."."""
    whens = [w for w in said.statement.whens() if w.earliest <= record.clock]
    if said.search(_HURT) is None or len(whens) != 1 or not said.statement.cues.whole.plain:
        return None
    near = (said, *record.following(said)[:2])
    told = next((s for s in near if s.search(_NOTHING_BEFORE)), None)
    if told is None or told.statement.cues.whole.other_person or any(s.search(_ONCE_MORE_HURT) for s in near):
        return None
    if told is not said and told.statement.whens() and told.statement.whens()[0].earliest != whens[0].earliest:
        return None
    if not any(ours(h) for s in near for h in heads(record, criterion, s)):
        return None
    return whens[0].earliest, min(whens[0].latest, record.clock)


_ONCE_MORE_HURT = Pattern(r"\b(?:again|second time|re-?injur\w*|another|recurr\w*|returned|resolved|gone|cleared)\b")
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
