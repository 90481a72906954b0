"""By months: how many sessions a statement tells that dates each by its month alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from drafter.reading import first, spoken_of, windowed
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.tallied import Tally, region
from drafter.text.dates import When
from drafter.text.patterns import Pattern

_NOT_HAD = Pattern(
    r"\b(?:discussed|offered|considered|proposed|brought up|talked about|declined|refused|turned down|put off|"
    r"postponed|called off|fell through|(?:did not|never) t(?:ake|ook) place)\b|\b(?:no[- ]?show\w*|"
    r"cancell?ed|voided|denied|not (?:done|given)|through|thru|till|until|between|to follow)\b"
)
THE_ONES = Pattern(
    r"\b(?:(?P<only>only|just) )?(?:the|those (?:of|in|from))\b[^.;]{0,60}?\b(?:ones?|sessions?|"
    r"sets?)?\W*(?:happened|"
    r"took place|went ahead|(?:was|were) (?:the (?P<sole>only|sole) (?:ones|sessions) )?(?:actually |really )?"
    r"(?:done|given|performed|carried out|kept))\b"
)
"""Sessions by their months alone, behind one that fell through: "only the February and July ones happened"."""


def that_took_place(said: Said, months: int | None, day: dt.date) -> Tally | None:
    """So many as there are months of which it says that the sessions took place."""
    match = said.search(THE_ONES)
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


def told(record: Record, said: Said, months: int | None, day: dt.date) -> Tally | None:
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
        or spoken_of.only_allowed(said)
        or not spoken_of.speaks_of(record, said)
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
    placed = region(said, whens[0].start - offset, whens[0].start - offset)
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
    names, mine = {m.start for m in spoken_of.namings(record, said)}, []
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
