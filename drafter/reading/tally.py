"""Earlier sessions that the record numbers without dating each: "2 lumbar and 1 cervical in 12 months", "her third"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from drafter.reading import earlier, first, numbered, past, performed, requested, sessiondays, windowed
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import assertion, schedule, words
from drafter.text.dates import When
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

_BARE = Pattern(
    r"^(?:\S+\s+(?:of\s+|other\s+|total\s+|completed\s+)*)(?:sessions?|visits?|treatments?|rounds?|times|sets?)$"
)
_GONE_BY = Pattern(
    r"\b(?:had|has|have|previous(?:ly)?|prior|earlier|since|so far|to date|received|given|got|gotten|underwent|"
    r"completed|done|"
    r"was|were|last|past|already|ago|this year|history|hx|s/p)\b"
)
_CLAIMED = Pattern(
    r"\bclaims?\b(?:,? (?:data|history|file|search|query|however|though|by contrast|on the other hand|in fact))*"
    r"(?:,? (?:for|over|in|from|of|within|covering|through|since) [^.;:]{2,40}?)?,? "
    r"(?:show|list|record|hold|have|has|give|count|contain|name|report|say|tell of|indicate|reveal|reflect|state|"
    r"come to|carry|"
    r"carries)\w* "
    r"(?:only |just |a total of |in all )?(?P<n>\d{1,2}|one|two|three|four|five|"
    r"six|no|none|zero)\b(?![/-])"
)
_SITTING = Pattern(r"\bsittings?\b")
"""What no therapy is given in."""
_NOT_COUNTED = Pattern(
    r"\b(?:limit|cap|max(?:imum)?|up to|polic(?:y|ies)|allow\w*|at most|no more than|per|each|every|series of|"
    r"request\w*|"
    r"ask\w*(?: for)?|plan\w*|further|additional|next|approved?(?: for)?|authori[sz]\w*|certif\w+|from|cut|covers?)"
    r"(?: (?:of|is|to|for|another|the|a))*\W*$"
)
_NOT_COUNTED_AFTER = Pattern(
    r"^\W*(?:per\b|an? (?:year|month|week|quarter|day)\b|/|apart|(?:\w+ ){0,2}(?:requested|planned|asked|"
    r"proposed|sought|to be given|needed|left|"
    r"remaining|allowed|"
    r"denied|cancell?ed|voided|no-show\w*|not done)\b|each (?:month|year|week)|every\b|q ?\d)"
)
_RECALLED = Pattern(
    r"\b(?:patient|pt|she|he|they|wife|husband|mother|daughter|son) (?:\w+ )?(?:counts?|recalls?|remembers?|"
    r"thinks?|believes?|"
    r"guess\w*|estimates?|claims?|insists?|says?|reports?|states?|tells? (?:me|us)|told (?:me|us)|speaks? of|"
    r"mentions?)\b"
)
"""A number that is the patient's own."""
_SOME_ONLY = Pattern(
    r"\b(?:with us|by us|here|at our|in our|at this|our (?:clinic|practice|office|records?|file)|on file|"
    r"that we know|at least|"
    r"known|elsewhere|other (?:clinic|practice|provider|hospital|facility|pain clinic)|outside (?:clinic|provider|"
    r"hospital|records?))\b"
)
_USED_UP = Pattern(
    r"\b(?:used|exhausted|spent|gone through|had|received)(?: up)?(?: (?:all|of|her|his|their|the|already))*\s*$"
)
"""Before a number that is a limit and was reached: "has used all 3 sessions allowed"."""
_NOT_HAD = Pattern(
    r"\b(?:discussed|offered|considered|proposed|brought up|talked about|declined|refused|turned down|put off|"
    r"postponed|called off|fell through|(?:did not|never) t(?:ake|ook) place)\b|\b(?:no[- ]?show\w*|"
    r"cancell?ed|voided|denied|not (?:done|given)|through|thru|till|until|between|to follow)\b"
)
_LAST = Pattern(
    r"\b(?:last|latest|most recent)\b(?! (?:year|month|week|spring|summer|fall|autumn|winter))[^.;,]{0,50},? ?$"
)
_ASKED_HERE = Pattern(r"^[^.;,]{0,14}\b(?:requested|asked|planned|sought|proposed|wanted|due)\b")
_NONE_IN_CLAIMS = Pattern(
    r"\bclaims?\b(?:[^;]|\n)*?(?::\s*|\b(?:show\w*|find\w*|found|list\w*|with|had)\s+)"
    r"(?:no(?! (?:data|records?|information|info|access|history|entries|feed))|none|zero|nothing|0)\b|"
    r"\bno\b[^.;]{0,50}\b(?:in|on|among|found in) (?:the )?(?:paid )?claims?\b|"
    r"\bno (?:[\w/]+ ){0,3}claims?\b(?= (?:in|for|within|over|during)\b)"
)


@dataclass(frozen=True)
class Tally:
    """Sessions numbered."""

    sessions: int
    said: Said
    region: str | None
    inside: bool
    """Whether all of them lie in the window."""
    whole: bool
    """Whether no others lie in it."""
    claims: bool = False
    fewest: int | None = None
    """The fewest that the words can mean, where they leave several."""
    only: bool = False
    by_order: bool = False
    """Whether it is told by the number that the session asked for has in the order."""
    """Whether it is said to be the only one of its stretch, whatever was before."""

    opens: dt.date | None = None
    """The first day of the stretch in which they are numbered, where it is told."""

    @property
    def claims_or_here(self) -> bool:
        """Whether they surely count: claims tell them, or nothing says that they were given elsewhere."""
        return self.claims or not earlier.ELSEWHERE.search(self.said.sentence)

    @property
    def least(self) -> int:
        """The fewest sessions that it can be."""
        return self.sessions if self.fewest is None else self.fewest


def read(record: Record, months: int | None, day: dt.date) -> list[Tally]:
    """What the record numbers, for a window of so many months before `day`; none for no window. Claims outrank what
    is told."""
    found = [
        t
        for said in record.said
        for t in (*(_of(record, said, months, day) if _tells(record, said) else ()), *_field(record, said, months, day))
    ]
    found += [
        t
        for said in record.said
        if said.search(_ONLY) and _goes_on(record, said) and (t := _only(record, said, months, day))
    ]
    found += [t for said in record.having(_THE_ONES) if _goes_on(record, said)
              and (t := _the_ones(record, said, months, day))]  # fmt: skip
    if corrected := [t for t in found if t.said.search(numbered.CORRECTED)]:
        return corrected
    if any(_last_outside(record, t.said, months, day) for t in found):
        found = [t for t in found if t.inside]  # where the last one was before the window, all others were
    claims = [t for t in found if t.claims]
    only = [t for t in found if t.only]
    if only and not any(t.inside and t.least > max(o.sessions for o in only) for t in found):
        return only
    return claims or found


_THE_ONES = Pattern(
    r"\b(?:(?P<only>only|just) )?(?:the|those (?:of|in|from))\b[^.;]{0,60}?\b(?:ones?|sessions?|"
    r"sets?)?\W*(?:happened|"
    r"took place|went ahead|(?:was|were) (?:the (?P<sole>only|sole) (?:ones|sessions) )?(?:actually |really )?"
    r"(?:done|given|performed|carried out|kept))\b"
)
"""Sessions by their months alone, behind one that fell through: "only the February and July ones happened"."""


def _the_ones(record: Record, said: Said, months: int | None, day: dt.date) -> Tally | None:
    """So many as there are months of which it says that the sessions took place."""
    match = said.search(_THE_ONES)
    whole = said.statement.cues.whole
    if match is None or months is None or said.names_care or whole.negated or whole.certainty != "sure":
        return None
    whens = [w for w in said.statement.whens() if match.start() <= w.start - said.statement.clause.start < match.end()]
    month = dt.timedelta(days=31)
    if not whens or any(w.exact or w.latest - w.earliest > month or w.earliest >= day for w in whens):
        return None
    within = [w for w in whens if w.latest > windowed.edge(months, day)]
    sure = all(w.earliest > windowed.edge(months, day) for w in within)
    return Tally(len(within), said, None, sure, bool(match["only"] or match["sole"]))


def _goes_on(record: Record, said: Said) -> bool:
    """Whether a statement is about the procedure, or goes on about the sessions told just before."""
    if _tells(record, said):
        return True
    near = record.preceding(said)[:2]
    return past.unnamed(record, said) and not said.names_care and any(past.speaks_of(record, s) for s in near)


def _only(record: Record, said: Said, months: int | None, day: dt.date) -> Tally | None:
    """So many that are said to be the only ones of a stretch: "the only one within the past year", "only one since"."""
    match = said.search(_ONLY)
    if match is None or months is None or said.statement.cues.whole.time in ("planned", "conditional"):
        return None
    behind, n = said.low[match.end() :], numbered.number(match["n"] or "one")
    if match["since"]:
        at = said.statement.clause.start + match.start()
        sentence = [s for s in (*record.preceding(said), said)
                    if s.statement.clause.sentence >= said.statement.clause.sentence - 1]  # fmt: skip
        before = [w for s in sentence for w in s.statement.whens() if w.end <= at]
        if not before or max(w.latest for w in before) > windowed.edge(months, day):
            return None
        return Tally(n, said, _region(said, 0, 0), True, not _SOME_ONLY.search(behind), only=True)
    window = windowed.WINDOW.search(said.low[match.start("in") : match.end() + _NEAR])
    if window is None or not windowed.covers(window, months):
        return None
    return Tally(
        n, said, _region(said, 0, 0), windowed.within(window, months), not _SOME_ONLY.search(said.low), only=True
    )


_NEAR = 30
"""Letters within which the stretch of time stands."""
_ONLY = Pattern(
    r"\b(?:only|just|single)(?: (?P<n>\d{1,2}|one|two|three|four|five|six))?"
    r"(?: (?:of (?:them|these|those)|falls?|fell|was|were|lies?|lie|is|are|ones?|sessions?|sets?|injections?|"
    r"blocks?|given|done|"
    r"took place))*"
    r" (?:(?P<in>(?:with)?in|during|over|inside(?: of)?|for)\b|(?P<since>since(?: then)?)(?=\s*(?:[,.;(:]|$)))"
)


def _tells(record: Record, said: Said) -> bool:
    """Whether a statement or one before it in its sentence is about the procedure."""
    whole = said.statement.cues.whole
    if (
        said.document.late
        or whole.other_person
        or whole.general
        or whole.certainty != "sure"
        or said.statement.clause.question
    ):
        return False
    if _of_other_codes(record, said) or requested.misfiled(said):
        return False
    beside = [s for s in record.preceding(said) if s.statement.clause.sentence == said.statement.clause.sentence]
    if said.search(numbered.CORRECTED):
        beside += [s for s in record.preceding(said)[:1] if s.search(numbered.SUPERSEDED)]
    sitting = said.search(_SITTING) is not None and past.unnamed(record, said)
    sitting = (
        sitting
        or _wanted(record, said)
        or (said.search(_THE_ONE_ASKED) is not None and past.unnamed(record, said) and not said.names_care)
    )
    sitting = sitting or past.in_answer(record, said)
    if (
        ("injected" in said.low or "needled" in said.low)
        and said.search(_INJECTED)
        and past.unnamed(record, said)
        and not said.names_care
    ):
        beside += [*record.preceding(said)[:1], *record.following(said)[:2]]
    about = (said, *beside)
    return sitting or any(past.speaks_of(record, s) for s in about) or any(past.of_claims(record, s) for s in about)


_CODE = re.compile(r"(?<![\d/.-])\d{5}(?![\d/-])")


def _of_other_codes(record: Record, said: Said) -> bool:
    """Whether a statement names codes, and none of the procedure asked for: "20610 paid four times"."""
    codes = set(_CODE.findall(said.low))
    if not codes:
        return False
    own = {record.line.code, *words.concept(record.procedure).about.get("codes", ())} if record.procedure else set()
    return bool(own) and not codes & own


_INJECTED = Pattern(
    r"\b(?:injected|needled)\b[^.;]{0,20}\b(?:once|twice|thrice|(?:\d|two|three|four|five|six) times)\b|"
    r"\b(?:once|twice|thrice|(?:\d|two|three|four|five|six) times)\b[^.;]{0,20}\b(?:injected|needled)\b"
)
"""So many times, by the verb alone."""
_OF_WHICH = Pattern(r"\b(?:of which|of these|of those|of them|which of|how many of)\b")
"""Where a stretch of time begins to be that of some of them only: "five overall, of which two in the last year"."""
_PARTITIVE = Pattern(r"\bof (?:the|his|her|their|these|those|all)(?: (?:total|all))? $")
"""Before a number of which only a part is then told of."""
_THE_ONE_ASKED = Pattern(
    r"\b(?:the|this) (?:one|session|request|set|round|visit) (?:we |now |that is |being )*(?:plan|planned|"
    r"request|requested|ask for|"
    r"asked for|proposed|scheduled|sought)\b"
)
"""The session asked for, without its name."""


def _of(record: Record, said: Said, months: int | None, day: dt.date) -> Iterator[Tally]:
    low = said.undated
    sentence = said.sentence
    part = _OF_WHICH.search(sentence)
    inside, whole = _window(said, sentence[: part.start()] if part else sentence, months, day)
    claimed = low.find("claim")
    claims = claimed >= 0
    if _SOME_ONLY.search(sentence) and not claims:
        whole = False
    if corrected := numbered.CORRECTED.search(low):
        n = numbered.number(corrected["n"] or corrected["m"])
        yield Tally(n, said, _region(said, *corrected.span()), inside, whole)
        return
    used = numbered.USED.search(low)
    for counted in numbered.COUNTED.finditer(low):
        if used and used.start() < counted.start() < used.end():
            continue  # the limit: "1 of 3 visits used"
        if said.statement.cues.whole.time == "planned" and not _GONE_BY.search(low) and not claims:
            continue  # what is to come, under the heading of a plan
        if past.asked_alone(record, said):
            continue
        if _BARE.search(counted[0]) and said.names_care:
            continue  # visits of a therapy, named beside the procedure
        lead, behind = low[: counted.start()], low[counted.end() :]
        if (
            (_NOT_COUNTED.search(lead) or _NOT_COUNTED_AFTER.search(behind)) and not _USED_UP.search(lead)
        ) or _SILENT.search(sentence):
            continue
        if _of_something_else(record, said, counted) or _doubted(said, counted):
            continue
        placed = _region(said, counted.start(), counted.end())
        by_claims = 0 <= claimed < counted.end()
        if not numbered.number(counted["n"]) and not by_claims:
            continue  # "no other block that day" tells of a day, and that none went before is read elsewhere
        fewest, most = numbered.ends(counted, lead)
        gone = sum(any(w.earliest <= d <= w.latest for d in sessiondays.voided_days(record, said))
                   for w in said.statement.whens())  # fmt: skip
        gone = gone or _taken_back(sentence)
        fewest, most = max(0, fewest - gone), max(0, most - gone)
        recalled = not by_claims and _RECALLED.search(lead) is not None
        some = _PARTITIVE.search(lead) is not None  # "of the six sessions only one falls inside the last year"
        known = whole and not (recalled or some)
        opens = windowed.opens(said, sentence[: part.start()] if part else sentence, day)
        yield Tally(most, said, placed, inside and not some, known, by_claims, 0 if recalled else fewest, opens=opens)
    if used:
        own_year = numbered.BENEFIT_YEAR.search(sentence) is not None
        yield Tally(numbered.number(used["n"]), said, None, inside and not own_year, whole and not own_year)
    if (reached := numbered.REACHED.search(low)) and not said.search(numbered.NOT_REACHED):
        yield Tally(numbered.number(reached["n"] or reached["m"]), said, _region(said, 0, 0), True, False)
    if (stands := numbered.STANDS.search(low)) and _named_here(record, said) and not said.names_care:
        yield Tally(numbered.number(stands["n"]), said, _region(said, *stands.span()), inside, whole)
    total = numbered.TOTAL.search(low)
    if (
        total
        and (_named_here(record, said) or past.in_answer(record, said))
        and not (said.names_care or said.search(_TO_COME) or said.search(_OTHER_COUNT))
    ):
        yield Tally(numbered.number(total["n"] or total["m"]), said, _region(said, *total.span()), inside, whole)
    for each in _BY_REGION.finditer(low):
        placed = _region(said, each.start(), each.start("n") if each["n"] else each.start("times"))
        if placed and _named_in_sentence(record, said):
            yield Tally(numbered.number(each["n"] or each["times"]), said, placed, inside, whole)
    if times := _behind_name(record, said):
        near = record.following(said)[:1] if not said.statement.whens() else []
        here = [s for s in near if s.statement.clause.sentence == said.statement.clause.sentence]
        whens = [w for s in (said, *here) for w in s.statement.whens()]
        dated = len(whens) == times and all(windowed.edge(months, day) < w.earliest and w.latest < day for w in whens)
        named = said.statement.of(record.procedure) if record.procedure else []
        at = named[0].start - said.statement.clause.start if named else 0
        yield Tally(times, said, _region(said, at, at), inside or dated, whole)
    if (none := _none_within(record, said, months, day)) is not None:
        yield Tally(0, said, None, True, none and not _SOME_ONLY.search(sentence))
    if match := _CLAIMED.search(_with_claims(record, said)):
        sure = inside or months is None or _year_before(record, said)
        yield Tally(max(0, numbered.number(match["n"]) - _taken_back(sentence)), said, None, sure, whole, True)
    if claims and _NONE_IN_CLAIMS.search(low) and "unless" not in low:
        yield Tally(0, said, None, True, whole and months is not None and windowed.searched(sentence, months), True)
    if match := numbered.NTH_ASKED.search(low) or (
        (
            (
                _named_here(record, said)
                or said.search(_THE_ONE_ASKED)
                or _ends_sentence(record, said)
                or _of_stretch(record, said)
            )
            and (numbered.NTH_TO_COME.search(low) or numbered.THIS_IS.search(low))
        )
        or (_of_the_service(said, day) and _by_place(low))
        or (_named_here(record, said) and _before_day(said, day))
        or (_wanted(record, said) and numbered.NTH_WANTED.search(low))
        or (_planned(record, said) and numbered.NTH_PLANNED.search(low))
        or None
    ):
        placed = _region(said, match.start(), match.end())
        in_all = said.search(_EVER) is not None
        yield Tally(numbered.nth(match) - 1, said, placed, inside, whole or in_all, by_order=True)
    elif (match := numbered.NTH_WITHIN.search(said.low)) and (
        windowed.WINDOW.search(said.low) or windowed.YEAR.search(said.low) or inside
    ):
        days = [w for w in said.statement.whens() if w.latest - w.earliest < dt.timedelta(days=360)]
        bare = not (days or said.search(_TOLD_OF))  # of the one asked for, or of the last one given
        placed = _region(said, match.start(), match.end())
        yield Tally(numbered.nth(match), said, placed, inside, whole and bare, fewest=numbered.nth(match) - 1)
    elif match := numbered.NTH_DONE.search(low):
        first = [w for w in said.statement.whens() if _is_first(said, w.start)]
        sure = inside or any(w.earliest > windowed.edge(months, day) for w in first)
        yield Tally(numbered.nth(match), said, None, sure, False)
    elif said.document.place in performed.days(record) and (match := numbered.NTH_TODAY.search(low)):
        yield Tally(numbered.nth(match), said, None, months is None, False)
    if _last_outside(record, said, months, day):
        yield Tally(0, said, None, True, True)
    if monthly := _by_month(record, said, months, day):
        yield monthly
    if running := _running(said, months, day):
        yield Tally(running, said, None, True, False)
    if all_year := _all_year(record, said, months, day):
        yield Tally(all_year, said, None, True, False)


_EVER = Pattern(r"\b(?:ever|overall|altogether|in (?:her|his|their) life(?:time)?|in all)\b")
"""Behind the number of the one asked for: that no other went before."""
_TOLD_OF = Pattern(
    r"\b(?:was|were|gave|helped|lasted|did|done|given|performed|had|received|took|made|failed|brought|got|better|"
    r"worse)\b"
)
"""What is told of a session that was given."""


_TAKEN_BACK = Pattern(
    r"\b(?P<n>one|two|1|2)(?: of (?:them|these|those|which))?,?(?: (?:was|were|being|is|has been|have been|later|"
    r"since|then|"
    r"subsequently))*"
    r" (?:reversed|voided|cancell?ed|refunded|denied|an? duplicate|duplicates?\b|no-?show\w*|billed in error|(?:was "
    r"|were )?"
    r"not (?:done|given|performed))\b"
)
"""Of those counted, how many did not take place: "three billed, the 6/2 one reversed"."""
_OR_NOT = Pattern(
    r"\b(?:possibly|perhaps|maybe|probably|may|might|not sure|unclear|if|whether|none|neither|not one|no one)\b"
)


def _taken_back(sentence: str) -> int:
    """How many of the sessions that a sentence counts it says did not take place."""
    match = _TAKEN_BACK.search(sentence)
    return 0 if match is None or _OR_NOT.search(sentence) else numbered.number(match["n"])


def _with_claims(record: Record, said: Said) -> str:
    """Its words, behind those on claims that open its sentence: "The plan's claims, however, list four"."""
    low = said.undated
    if "claim" in low:
        return low
    for before in record.preceding(said)[:1]:
        if before.statement.clause.sentence == said.statement.clause.sentence and _CLAIMS_OPEN.search(before.low):
            return f"{before.low} {low}"
    return ""


_CLAIMS_OPEN = Pattern(r"\bclaims?(?: (?:data|history|file|search|query))?\W*$")


def _field(record: Record, said: Said, months: int | None, day: dt.date) -> Iterator[Tally]:
    """The number of sessions that a field of a form, or the answer to a question, gives."""
    asked = said.search(numbered.ASKED)
    whole = said.statement.cues.whole
    if (
        not asked
        or said.document.late
        or whole.other_person
        or not past.speaks_of(record, said)
        or _TO_COME.search(_BUT_THIS.sub(" ", said.low))
    ):
        return
    behind = next(iter(record.following(said)), None)
    answer = asked if asked["n"] else behind.search(numbered.ANSWER) if behind else None
    if answer:
        inside, all_of_it = _window(said, said.low, months, day)
        yield Tally(numbered.number(answer["n"]), said, _region(said, 0, 0), inside, all_of_it)


_BUT_THIS = Pattern(
    r"\b(?:(?:this|the present|the current|today's|the new) (?:one|request|session|set|order)?\s?(?:is |was "
    r")?not (?:counted|included)|"
    r"(?:not counting|excluding|not including|before|prior to|without|besides) (?:this|the present|the current|"
    r"today's|the new) (?:one|request|session|set|order)?)(?:\b|$)"
)
"""That the session asked for is none of those counted."""
_OTHER_COUNT = Pattern(r"\b(?:muscles?|sites?|points? injected|levels?|needles?|ml|cc|mg|injections? per)\b")
"""What else may be counted beside a name."""
_TO_COME = Pattern(
    r"\b(?:request\w*|plan\w*|ask\w*|schedul\w*|approv\w*|authori\w*|allow\w*|limit|max\w*|per|units?|"
    r"want\w*|need\w*|sought|seek\w*|appl(?:y|ied|ies)|desired|propos\w*|to (?:do|be|give)|coming|next)\b"
)


def _by_place(low: str) -> re.Match[str] | None:
    """The number of the session of the day of the service."""
    patterns = (numbered.NTH_OF_SETS, numbered.NTH_AT_END, numbered.NTH_TO_COME)
    return next((m for p in patterns if (m := p.search(low))), None)


def _before_day(said: Said, day: dt.date) -> re.Match[str] | None:
    """The number right before the day of the service: "1st 9/2, 2nd 12/1"."""
    ahead = [said.ahead(w.start) for w in said.statement.whens() if w.exact and w.earliest == day]
    return next((m for low in ahead if (m := numbered.NTH_BEFORE_DAY.search(low))), None)


def _planned(record: Record, said: Said) -> bool:
    """Whether a statement stands under the heading of a plan and can mean no other procedure."""
    if said.statement.clause.section != "plan" or said.search(numbered.NTH_PLANNED) is None or said.names_care:
        return False
    return past.speaks_of(record, said) or past.unnamed(record, said)


_OF_ANY_CARE = Pattern(r"\b(?:visits?|procedures?|treatments?|times|claims?|lumbar|cervical|thoracic)$")
"""Words for a session that other care has too."""


def _wanted(record: Record, said: Said) -> bool:
    """Whether a statement asks for a session by its number, and can mean no other procedure."""
    match = said.search(numbered.NTH_WANTED)
    if match is None and said.search(numbered.NTH_TO_COME) is None:
        return False
    if match and _OF_ANY_CARE.search(match[0]) and not past.speaks_of(record, said):
        return False
    if said.names_care or said.statement.cues.whole.negated:
        return False
    return past.speaks_of(record, said) or past.unnamed(record, said)


def _of_the_service(said: Said, day: dt.date) -> bool:
    """Whether a statement gives the day of the service, and no other day."""
    whens = said.statement.whens()
    return bool(whens) and all(w.earliest <= day <= w.latest or day in w.readings for w in whens)


_BY_REGION = Pattern(
    r"\b(?:lumbar|cervical|thoracic|lumbosacral|sacral|neck|low back)\s*[:=]\s*(?P<n>\d{1,2}|zero|none|no|one|two|"
    r"three|"
    r"four|five|six)\b(?![/.-]\d)|"
    r"\b(?:lumbar|cervical|thoracic|lumbosacral|sacral)\s*[x×] ?(?P<times>\d)\b(?! ?(?:levels?|weeks?|months?|days?))"
)
"""A number behind its region: "cervical: three, lumbar: one"."""


def _named_in_sentence(record: Record, said: Said) -> bool:
    beside = (s for s in record.preceding(said) if s.statement.clause.sentence == said.statement.clause.sentence)
    return any(_named_here(record, s) for s in (said, *beside))


_FIRST = Pattern(r"\b(?:first|1st|(?:#|no\.? ?|number |session |set )(?:1|one))\b")
"""A first one of this year leaves open whether one was given late in the year before."""
_A_SESSION = Pattern(r"\b(?:sessions?|sets?|rounds?|injections?|blocks?)\b")


def _of_stretch(record: Record, said: Said) -> bool:
    """Whether it counts a session of a stretch of time, and can mean no other care: "session three of the year"."""
    stretch = said.search(windowed.WINDOW) or (said.search(windowed.YEAR) and not said.search(_FIRST))
    return bool(stretch and said.search(_A_SESSION)) and past.unnamed(record, said) and not past.of_care(record, said)


def _ends_sentence(record: Record, said: Said) -> bool:
    """Whether it goes on about the procedure that its sentence names, and about no other care."""
    return past.unnamed(record, said) and not said.names_care and _named_in_sentence(record, said)


def _named_here(record: Record, said: Said) -> bool:
    return bool(record.procedure and said.statement.of(record.procedure))


def _behind_name(record: Record, said: Said) -> int | None:
    """So many sessions by a number behind the name of the procedure: "had TPI x3"."""
    offset, low = said.statement.clause.start, said.undated
    days = _ON_DATES.search(low)
    if days and (_named_here(record, said) or past.of_claims(record, said)):
        return numbered.number(days["n"])
    dated = any(not w.exact and w.latest < record.clock for w in said.statement.whens())
    if not record.procedure or not (
        said.search(_GONE_BY) or windowed.WINDOW.search(low) or said.search(windowed.YEAR) or dated
    ):
        return None
    for mention in said.statement.of(record.procedure):
        match = numbered.TIMES.match(low[mention.end - offset :])
        behind = low[mention.end - offset + match.end() :] if match else ""
        if match and not mention.stands.negated and mention.stands.time not in ("planned", "conditional"):
            if _OR_MORE.match(behind):
                return None
            asked = _NOT_COUNTED_AFTER.search(behind) or _NOT_COUNTED.search(low[: mention.start - offset])
            return None if asked else numbered.number(match["twice"] or match["n"] or match["m"] or match["k"])
    return None


_OR_MORE = Pattern(
    r"^\s*(?:\+|,?\s*(?:-|–|/|to|or|maybe|perhaps|possibly)\s*[x×]?\s*(?:\d(?!\d?/)|more|two|three|four|five|"
    r"twice|thrice))"
)
"""Behind a number: that it may be another."""
_ON_DATES = Pattern(
    r"\bon (?P<n>\d{1,2}|two|three|four|five|six|seven|eight) (?:separate |different |distinct )?"
    r"(?:dates|days|occasions|dos|dates of service|service dates)\b"
)
_NONE_AFTER = Pattern(
    r"^\W*(?:$|(?:at all|given|done|performed|received|billed|paid|(?:has|have|had) been|in|within|over|during|"
    r"since|for|this|last|so far|to date|was|"
    r"were|of any kind)\b)"
)
_NONE_BARE = Pattern(r"^\W*(?:but |and |has had |had )?(?:no|never|zero|0|never any)\b(?: any| such)?\W*$")
_OTHERS = Pattern(r"\b(?:other|others|further|more|additional|repeat|new|another|today|now|planned)\b")


def _none_within(record: Record, said: Said, months: int | None, day: dt.date) -> bool | None:
    """Whether it denies any session in all of the window ("no TPI in the last two years"); none where it does not."""
    if months is None or said.search(_OTHERS) or said.search(_SILENT):
        return None
    offset, low = said.statement.clause.start, said.low
    for mention in said.statement.of(*([record.procedure] if record.procedure else [])):
        stands = mention.stands
        if not stands.negated or stands.time in ("planned", "conditional") or stands.refused:
            continue
        if not _NONE_AFTER.match(low[mention.end - offset :]):
            continue
        beside = [s for s in record.preceding(said) if s.statement.clause.sentence == said.statement.clause.sentence]
        bare = _NONE_BARE.match(low[: mention.start - offset]) and not low[mention.end - offset :].strip(" .,;")
        for told in (said, *(beside[:1] if bare else ())):
            window = windowed.told(told, told.low, months, day)
            if window is not None:
                return window[1]
    return None


_SILENT = Pattern(r"\b(?:no|not) [^.;]{0,40}\b(?:documented|on file|on record|in our file|recorded)\b")


def _doubted(said: Said, counted: re.Match[str]) -> bool:
    """Whether a number is only a guess: "possibly 3"."""
    at = said.statement.clause.start
    tokens = [n for n, t in enumerate(said.statement.clause.tokens) if counted.start() <= t.start - at < counted.end()]
    return bool(tokens) and assertion.at(said.statement.cues, tokens[0], tokens[-1] + 1).certainty != "sure"


def _by_month(record: Record, said: Said, months: int | None, day: dt.date) -> Tally | None:
    """Sessions of which each is dated by its month alone: "in January, April and July"."""
    offset, whens = said.statement.clause.start, list(said.statement.whens())
    if (
        len(whens) > 1
        and whens[-1].exact
        and whens[-1].earliest >= day
        and _NEXT_ON.search(said.ahead(whens[-1].start))
    ):
        whens.pop()  # "booked again for 12/1"
    while len(whens) > 1 and whens[-1].latest - whens[-1].earliest > dt.timedelta(days=31):
        whens.pop()  # "nothing else this year"
    exact = any(w.exact or w.latest - w.earliest > dt.timedelta(days=31) for w in whens)
    if (
        len(whens) < (1 if first.alone(said.low) else 2)
        or exact
        or past.only_allowed(said)
        or not past.speaks_of(record, said)
        or said.search(_NOT_HAD)
    ):
        return None
    if said.names_care:
        return _in_list(record, said, whens, months, day)
    named = said.statement.of("generic_injection", *([record.procedure] if record.procedure else []))
    if not named or named[0].stands.negated or named[0].start > whens[0].start:
        return None
    if any(windowed.SINCE.search(said.low[: w.start - offset]) or w.earliest >= day for w in whens):
        return None
    within = [w for w in whens if w.latest > windowed.edge(months, day)]
    placed = _region(said, whens[0].start - offset, whens[0].start - offset)
    either = sum(_OR.fullmatch(said.low[a.end - offset : b.start - offset]) is not None for a, b in pairwise(whens))
    whole = not any(
        s.statement.whens() and not s.names_care and s.statement.clause.sentence == said.statement.clause.sentence
        for s in record.following(said)[:1]
    )  # what stands behind may be days of further sessions
    inside = all(w.earliest > windowed.edge(months, day) for w in within)
    return Tally(len(within), said, placed, inside, whole, fewest=len(within) - either if either else None)


_NEXT_ON = Pattern(
    r"\b(?:booked|again|next|scheduled|planned|requested|asked|due|now|upcoming|repeat\w*)(?: \w+){0,3} $"
)
"""Before the day of the session asked for."""
_OR = Pattern(r"\W*or\W*(?:in |early |mid |late )?")
"""Between two months of which it is one."""


def _in_list(record: Record, said: Said, whens: Sequence[When], months: int | None, day: dt.date) -> Tally | None:
    """Sessions in a full list of several procedures with their months: "TPI in May, Botox in July. That is all."."""
    near = (said, *record.following(said)[:1])
    if not any(s.search(_ALL_TOLD) for s in near) or any(w.earliest >= day for w in whens):
        return None
    names, mine = {m.start for m in past.namings(record, said)}, []
    for when in whens:
        lead = said.ahead(when.start)
        item = said.statement.clause.start + max(lead.rfind(mark) for mark in ",;:") + 1
        behind = [m for m in said.statement.mentions if item <= m.start < when.start]
        if not behind or not _MONTH_OF.match(lead[behind[-1].end - said.statement.clause.start :]):
            return None
        mine += [when] * any(m.start in names for m in behind)
    within = [w for w in mine if w.latest > windowed.edge(months, day)]
    sure = all(w.earliest > windowed.edge(months, day) for w in within)
    return Tally(len(within), said, None, sure, True) if mine else None


_ALL_TOLD = Pattern(
    r"\b(?:complete|full|entire|whole) (?:list|log|history|record)\b|\bthat(?:'s| is| was) (?:all|it|everything)\b|"
    r"\bnothing (?:else|more|besides)\b|\bno(?:ne)? others?\b|\b(?:list|log|history|record) (?:is )?complete\b"
)
_MONTH_OF = Pattern(r"^\W*(?:(?:in|on|of|done|given|session|shots?|injections?|early|mid|late)\b\W*)*$")
"""Between the name of a procedure and its month."""


def _of_something_else(record: Record, said: Said, counted: re.Match[str]) -> bool:
    """Whether sessions or visits without a name are those of another treatment: "four sessions of pain school"."""
    offset = said.statement.clause.start
    named = said.statement.of(*([record.procedure] if record.procedure else []))
    if any(m.start - offset < counted.end() and counted.start() < m.end - offset for m in named):
        return False
    bare = not _NEEDLE.search(said.sentence)
    others = said.names_care or (bare and any(s.names_care for s in record.said))
    after = said.undated[counted.end() : counted.end() + 40]
    of_named = any(0 <= m.start - offset - counted.end() <= 6 for m in named)
    return others or (after.startswith(" of ") and not of_named)


_NEEDLE = Pattern(r"\b(?:inj\w*|blocks?|tpis?|onbs?|gonbs?|esis?|rfas?|mbbs?|epidurals?|ablations?|shots?|claims?)\b")


def _is_first(said: Said, start: int) -> bool:
    """Whether the date at `start` is that of the first one: "the first in February"."""
    return "first" in fold(said.document.text[max(0, start - 14) : start])


def _window(said: Said, sentence: str, months: int | None, day: dt.date) -> tuple[bool, bool]:
    """Whether the stretch of time that the words name lies in the window, and whether it holds all of it."""
    if months is None:
        return True, True
    return windowed.told(said, sentence, months, day) or (False, True)


def _year_before(record: Record, said: Said) -> bool:
    """Whether claims are set against what the patient tells of this year."""
    beside = [s for s in record.preceding(said) if s.statement.clause.sentence == said.statement.clause.sentence]
    return any(windowed.YEAR.search(s.low) or windowed.WINDOW.search(s.low) for s in beside)


def _region(said: Said, start: int, end: int) -> str | None:
    """The region named within a number of sessions, else the only one before it, else the only one of its clause."""
    offset = said.statement.clause.start
    hits = [h for h in said.statement.hits("regions") if not _ASKED_HERE.search(said.low[h.end - offset :])]
    within = [h.name for h in hits if h.start < end + offset and start + offset < h.end]
    if within:
        return within[0]
    before = {h.name for h in hits if h.end <= start + offset}
    every = {h.name for h in hits}
    return next((next(iter(names)) for names in (before, every) if len(names) == 1), None)


def _last_outside(record: Record, said: Said, months: int | None, day: dt.date) -> bool:
    """Whether the last session is dated before the window: "last one in 2024"."""
    whens, offset = said.statement.whens(), said.statement.clause.start
    if months is None or not past.speaks_of(record, said) or said.names_care:
        return False
    if said.search(_SINCE_LAST) and not whens:
        edge = windowed.edge(months, said.written or day)
        return any(x.back(said.written or day)[1] <= edge for x in said.statement.lengths())
    if len(whens) != 1:
        return False
    lead = said.low[: whens[0].start - offset]
    only = re.match(r"\W*only\b", said.low[whens[0].end - offset :])
    none = _NONE_SINCE.search(said.low[whens[0].end - offset :])
    last = bool(_LAST.search(lead) or only or none) and not said.search(_SOME_ONLY)
    return whens[0].latest <= windowed.edge(months, day) and last


_NONE_SINCE = Pattern(r"^\W*(?:and |with |but )?(?:none|nothing|no others?|no more|no further) since\b")
"""Behind the day of a session: that it is the last one."""
_SINCE_LAST = Pattern(r"\bsince (?:her|his|their|the) (?:last|latest|most recent)\b")
"""Behind a length: the time since the last session."""
_THROUGH = Pattern(r"^\W*(?:thru|through|to|until|till|-|–)\W*$")
"""Between the first and the last day of a course."""


_ALL_YEAR = Pattern(
    r"\b(?:all (?:of |through )?this (?:calendar )?year|all year(?: long)?|(?:all through|"
    r"throughout) (?:this year|the year|"
    r"(?P<year>20\d\d))|(?:every|each) (?:month|\w+ weeks) (?:of |in |during )?this year)\b"
)


_RELATIVE = Pattern(
    r"\b(?:sister|brother|mother|father|wife|husband|daughter|son|friend|cousin|aunt|uncle|neighbou?r)\b"
)


def _all_year(record: Record, said: Said, months: int | None, day: dt.date) -> int | None:
    """Sessions of a course that has run at an interval all this year: "shots every month, all of this year"."""
    match = said.search(_ALL_YEAR)
    if (
        match is None
        or months is None
        or said.names_care
        or said.search(_RELATIVE)
        or said.search(_TO_COME)
        or not _named_here(record, said)
    ):
        return None
    if said.statement.cues.whole.time != "current" or said.statement.cues.whole.negated:
        return None
    named = [m.stands for m in past.namings(record, said)]
    if any(x.negated or x.other_person or x.time in ("planned", "conditional") for x in named):
        return None
    spaced = next((s.schedule.interval_days for s in schedule.find(said.low) if s.schedule.interval_days), None)
    until = min(said.written or day, day)
    start = max(dt.date(until.year, 1, 1), windowed.edge(months, day) + dt.timedelta(days=1))
    if not spaced or spaced < _OFTEN or match["year"] not in (None, str(until.year)):
        return None
    return (until - start).days // spaced


_OFTEN = 7
"""Days between what may be symptoms rather than sessions."""


def _running(said: Said, months: int | None, day: dt.date) -> int | None:
    """Sessions of a course that has run at an interval since a day: "q2 weeks since June, last one 11/17"."""
    offset = said.statement.clause.start
    if said.names_care:
        return None
    whens = said.statement.whens()
    begun = [w for w in whens if windowed.SINCE.search(said.low[: w.start - offset])]
    if not begun and len(whens) > 1 and _THROUGH.match(said.low[whens[0].end - offset : whens[1].start - offset]):
        begun = [whens[0]]
    spaced = next((s.schedule.interval_days for s in schedule.find(said.low) if s.schedule.interval_days), None)
    if not begun or not spaced:
        return None
    if spaced < _OFTEN and any(
        words.concept(m.concept).family in ("findings", "conditions") for m in said.statement.mentions
    ):
        return None  # attacks that come daily
    start = max(begun[0].latest, windowed.edge(months, day) + dt.timedelta(days=1))
    later = [w.latest for w in said.statement.whens() if w.earliest > begun[0].latest and w.latest < day]
    last = max(later, default=min(said.written or day, day))
    return (last - start).days // spaced + 1 if last >= start else None
