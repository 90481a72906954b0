"""Treatments that the record says were tried: what, with what result, and for how long."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from drafter.domain import Bound
from drafter.reading.record import Record, Said
from drafter.text import Mention, assertion, lengths, numbers, outcomes, words
from drafter.text.patterns import Pattern

Result = Literal["failed", "helped", "not_failed", "not_tolerated", "contraindicated", "none"]
_ORDERED = {
    "prescribed",
    "prescribe",
    "was prescribed",
    "were prescribed",
    "dispensed",
    "filled",
    "given",
    "start",
    "instructed to",
    "offered",
    "rx for",
    "prescription for",
    "order",
}
"""Planning words that a stated result makes good: who has a result has taken it."""
_LITTLE, _MUCH = 10.0, 30.0
"""Percent of change of a score below which it shows no effect, and from which on it shows one; between is open."""
_REPEATS = 3
"""Namings of one treatment in one clause that are looked at."""
_NOT_BEGUN = Pattern(
    r"\bfail\w* to (?:attend|complete|start|begin|show|follow|comply|participate|keep|do)\b|\bnon-?complian"
)
_ATTENDED = Pattern(
    r"\b(?:attended|completed|did|went to|"
    r"had)\s+(?:only\s+)?(\d{1,2})\s+(?:out\s+)?of\s+(?:the\s+)?(\d{1,2})\b|"
    r"\b(\d{1,2})\s*/\s*(\d{1,2})\s+(?:pt\s+)?(?:visits|sessions)"
)
_GENERIC_AFTER = Pattern(
    r"^\W*(?:with )?(?:no|without|minimal|little|poor|none|neither|both|all|these|this|they|"
    r"it|symptoms?|pain|he|she|patient|each|but|stopped|failed|results?|outcomes?|response|did|ndi|odi|nrs|vas|goals?|only|has|had|and|which|"
    r"limited|insufficient|inadequate|discontinued|could)\b"
)
_BUT_NOT = Pattern(
    r"^\W*but (?:not|did nothing for|didn't help) (?:with )?(?:the |her |his )?(?:\w+ )?(?:pain|headaches?|symptoms?)\b"
)
_OTHER_HELP = Pattern(
    r"\b(?:help\w*|improv\w*)(?: with)? (?:the |her |his )?(?:\w+ )?"
    r"(?:range of motion|rom|mobility|strength|sleep|posture|stiffness)\b"
)
_RANGE = Pattern(r"^\s*(?:-|–|to|through|until|thru|and ending|till)\s*$")


@dataclass(frozen=True)
class Tried:
    """One naming of a treatment and all that is told about it."""

    said: Said
    concept: str
    result: Result
    result_said: Said
    objection: str | None
    """Why it does not count as taken by this patient, or none."""
    words: str
    """How the result is put, or empty."""
    written: str = ""
    """The treatment as the record writes it."""
    reason: str | None = None
    """Clinical reason for stopping."""
    other_reason: str | None = None
    """A reason that is none of medicine, such as cost."""
    refused: bool = False
    denied: bool = False
    """The record says that it was not done."""
    attended: tuple[int, int] | None = None
    """Visits kept, of visits planned."""


def find(record: Record, classes: Sequence[str]) -> list[Tried]:
    """Every naming of a treatment of these classes, in order."""
    found: list[Tried] = []
    wanted = frozenset(classes)
    for said in record.said:
        for concept in dict.fromkeys(m.concept for m in said.statement.mentions if m.concept in wanted):
            found += [_tried(record, said, m) for m in said.statement.of(concept)[:_REPEATS]]
    return found


def _tried(record: Record, said: Said, mention: Mention) -> Tried:
    told, where = _outcome(record, said, mention)
    result = _result(record, where, told)
    if result == "helped" and _not_the_pain(record, where):
        result = "none"
    stands = mention.stands
    done = result in ("failed", "helped", "not_tolerated") and told is not None
    return Tried(
        said,
        mention.concept,
        result,
        where,
        _objection(record, said, mention, done),
        told.words if told else "",
        said.document.text[mention.start : mention.end],
        told.reason if told else None,
        outcomes.other_reason(where.statement.clause) or outcomes.other_reason(said.statement.clause),
        stands.refused,
        stands.negated
        and result not in ("not_failed",)
        and not (result == "failed" and "neither" in stands.cues)
        and not stands.refused
        and not stands.other_person,
        _visits(said),
    )


def _not_the_pain(record: Record, said: Said) -> bool:
    """Whether it helped something else than the pain: "helped the range of motion but not the pain"."""
    within = said.statement.clause.within
    behind = any(_BUT_NOT.match(s.low) for s in record.following(said)[:1] if s.statement.clause.within == within)
    return behind or bool(_OTHER_HELP.search(said.low))


def _visits(said: Said) -> tuple[int, int] | None:
    match = _ATTENDED.search(said.low)
    if not match:
        return None
    kept, planned = (int(g) for g in match.groups() if g)
    return kept, planned


def _objection(record: Record, said: Said, mention: Mention, done: bool) -> str | None:
    """Why the treatment does not count as taken: planned, doubtful, for another person or another site."""
    stands = mention.stands
    objection = record.objection(said, stands, past_counts=True, stale_counts=True)
    if objection and done and stands.time == "planned" and set(stands.cues) <= _ORDERED:
        objection = None
    if objection:
        return objection
    if _NOT_BEGUN.search(said.low):
        return "it is mentioned as not kept"
    off = said.regions() - record.regions - {"unplaced"}
    if not record.regions:
        off &= {"limb"}
    if off and not said.regions() & record.regions:
        return f"it is mentioned for another site ({', '.join(sorted(off)).replace('_', ' ')})"
    return None


def _outcome(record: Record, said: Said, mention: Mention) -> tuple[outcomes.Told | None, Said]:
    """The outcome that belongs to the treatment, and the statement that tells it."""
    told = _asserted(record, said)
    near = _nearest(told, said, mention)
    if near:
        return near, said
    for after in record.following(said):
        same = after.statement.clause.within == said.statement.clause.within
        if after.statement.of(*_treatments()):
            break
        found = _asserted(record, after)
        if not found and not told and _change(after) != "none" and _GENERIC_AFTER.match(after.low):
            return None, after
        if found and (same or _GENERIC_AFTER.match(after.low)):
            return next((t for t in found if t.kind != "stopped"), found[0]), after
        if not same:
            break
    return None, said


def _treatments() -> tuple[str, ...]:
    return words.family("treatments")


def _asserted(record: Record, said: Said) -> list[outcomes.Told]:
    """Outcomes of a statement that it affirms; one that is doubted or planned tells nothing."""
    found = []
    for told in said.statement.told:
        stands = assertion.at(said.statement.cues, told.first, told.last)
        doubtful = stands.certainty != "sure" or stands.other_person or stands.time == "conditional"
        planned = stands.time == "planned" and not set(stands.cues) <= _ORDERED
        if not doubtful and not planned:
            found.append(told)
    return found


def _nearest(told: list[outcomes.Told], said: Said, mention: Mention) -> outcomes.Told | None:
    """The outcome right before the treatment, else the first behind it, else the nearest before."""
    others = [m for m in said.statement.of(*_treatments()) if m.first != mention.first]
    commas = said.statement.cues.commas

    def clear(a: int, b: int) -> bool:
        return not any(a <= m.first < b for m in others) and not any(a <= n < b for n in commas)

    close = [
        t for t in told if t.last <= mention.first and mention.first - t.last <= 3 and clear(t.last, mention.first)
    ]
    if any(t.kind in ("failed", "not_tolerated") for t in told):
        told = [t for t in told if t.kind != "stopped"]
    behind = [t for t in told if t.first >= mention.last]
    before = [t for t in told if t.last <= mention.first]
    if close and not (
        behind
        and clear(mention.last, behind[0].first)
        and behind[0].first - mention.last < mention.first - close[-1].last
    ):
        return close[-1]
    if behind:
        return behind[0]
    return before[-1] if before else None


def _result(record: Record, said: Said, told: outcomes.Told | None) -> Result:
    changed = _change(said)
    if told is None:
        return changed
    kind = told.kind
    if kind in ("failed", "not_failed"):
        return "failed" if kind == "failed" else "not_failed"
    if kind == "helped":
        return _helped(said)
    if kind in ("not_tolerated", "contraindicated"):
        return "not_tolerated" if kind == "not_tolerated" else "contraindicated"
    if kind == "stopped":
        return "not_tolerated" if told.reason else "none"
    return "none"


def _helped(said: Said) -> Result:
    """Help below the mark is none that counts as success; how much counts as failure is not ours to say."""
    found = numbers.percents(said.statement.clause.text)
    return "none" if found and found[0].least < _MUCH else "helped"


def _change(said: Said) -> Result:
    found = [c for c in said.statement.changes if c.scale or c.before != c.after]
    if not found or not found[0].scale:
        return "none"
    return "failed" if found[0].fall < _LITTLE else "helped" if found[0].fall >= _MUCH else "none"


def lasted(record: Record, tried: Tried, bound: Bound) -> tuple[bool | None, str]:
    """Whether the treatment was kept up for the bound, by its own sentence, else its other namings; and the words."""
    near = {s.number: s for s in (tried.said, tried.result_said)}.values()
    told = [t for said in near for t in _told_lengths(record, said, tried.concept, bound)]
    passed, words_ = _best(told)
    return (passed, words_) if passed else _best([*told, _elsewhere(record, tried.concept, bound)])


def _best(told: list[tuple[bool | None, str]]) -> tuple[bool | None, str]:
    """The telling that shows most: one that passes, else one that may, else one that fails."""
    for verdict in (True, None, False):
        for passed, words_ in told:
            if passed is verdict and words_:
                return passed, words_.strip()
    return None, ""


def _told_lengths(record: Record, said: Said, concept: str, bound: Bound) -> list[tuple[bool | None, str]]:
    anchor = said.written or record.clock
    text = said.document.text
    own = [x for x in said.statement.lengths() if _belongs(said, x.start, concept)]
    found = [(lengths.passes(x, bound, anchor), text[x.start : x.end]) for x in own]
    return [*found, *_ranges(said, bound), *_since(said, concept, bound, anchor)]


def _elsewhere(record: Record, concept: str, bound: Bound) -> tuple[bool | None, str]:
    """The best telling in any statement that names the treatment as taken; found once for each treatment and bound."""
    key = ("lasted", concept, str(bound))
    if key not in record.memo:
        told: list[tuple[bool | None, str]] = []
        for said in record.said:
            same = said.statement.of(concept)[:_REPEATS]
            if any(_objection(record, said, m, True) is None and not m.stands.negated for m in same):
                told += _told_lengths(record, said, concept, bound)
        record.memo[key] = _best(told)
    passed, words_ = record.memo[key]
    return passed, words_


def _belongs(said: Said, start: int, concept: str) -> bool:
    """Whether a length stands with this treatment: the nearest one before it, else behind it, is this one."""
    before = [m for m in said.statement.mentions if m.start < start and words.concept(m.concept).family != "conditions"]
    before = [m for m in before if not words.concept(m.concept).about.get("generic")]
    behind = [m for m in said.statement.of(*_treatments()) if m.start >= start]
    clause = said.statement.clause
    lead = clause.low[max(0, start - clause.start - 30) : start - clause.start]
    if re.search(r"\b(?:relief|better|lasted|every|next|in)\s+(?:\w+\s+){0,2}$", lead):
        return False
    if (
        behind
        and re.match(r"[\w.+ -]{0,25}\b(?:of|course)\b", clause.low[start - clause.start :])
        and behind[0].start - start < 45
    ):
        return behind[0].concept == concept
    if before:
        last = before[-1].start
        return any(m.concept == concept for m in before if m.start == last) or _in_list(said, concept, last)
    if behind:
        return behind[0].concept == concept
    return True


def _in_list(said: Said, concept: str, last: int) -> bool:
    """Whether the treatment is joined by "and" to the last one before a length: "PT and massage for 8 weeks"."""
    clause = said.statement.clause
    mine = [m for m in said.statement.mentions if m.concept == concept and m.start < last]
    if not mine:
        return False
    between = clause.low[mine[-1].end - clause.start : last - clause.start]
    return bool(
        re.fullmatch(r"[\s,]*(?:(?:and|or|plus|&)?[\s,]*[\w-]+[\s,]*){0,6}(?:and|or|plus|&)?\s*", between)
    ) and not re.search(r"\d", between)


def _ranges(said: Said, bound: Bound) -> Iterator[tuple[bool | None, str]]:
    """Lengths between two dates, "Mar-May 2026" or "from 6/1 to 7/20": both ends tested."""
    whens = said.statement.whens()
    text = said.document.text
    for first, last in itertools.pairwise(whens):
        if not _RANGE.match(text[first.end : last.start]):
            continue
        start = _same_year(first.earliest, first.latest, last.earliest)
        shortest = start[1] <= lengths.since(bound, last.earliest)
        longest = start[0] <= lengths.since(bound, last.latest)
        yield (True if shortest else None if longest else False), text[first.start : last.end]


def _since(said: Said, concept: str, bound: Bound, anchor: dt.date) -> Iterator[tuple[bool | None, str]]:
    """The length from a date after "since" up to the day of the note."""
    for when in said.statement.whens():
        lead = said.low[
            max(0, when.start - said.statement.clause.start - 12) : when.start - said.statement.clause.start
        ]
        if not re.search(r"\bsince\s*(?:early |mid |late )?$", lead) or not _belongs(said, when.start, concept):
            continue
        edge = lengths.since(bound, anchor)
        passed = True if when.latest <= edge else False if when.earliest > edge else None
        yield passed, said.document.text[when.start - len("since ") : when.end]


def _same_year(earliest: dt.date, latest: dt.date, end: dt.date) -> tuple[dt.date, dt.date]:
    """The first date of a range, moved to the year of its end where only the end names one."""
    if earliest <= end:
        return earliest, latest
    return earliest.replace(year=end.year, day=min(earliest.day, 28)), latest.replace(
        year=end.year, day=min(latest.day, 28)
    )
