"""Pairs: sessions that count together, such as two diagnostic blocks: what each gave, and how far apart they were."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafter.domain import Bound, ResponseCriterion, Value
from drafter.reading import one_by_one
from drafter.reading.record import Record
from drafter.reading.relief import Relief
from drafter.reading.stretches import Stretch
from drafter.reading.weighing import Weighed
from drafter.text import assertion, dates, lengths
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

_BOTH = Pattern(r"\b(?:both|each|twice|two|dual|paired)\b|\b(?:x|times) ?2\b|\b2 ?x\b")
_SECOND = Pattern(
    r"#\s*[12]\b|\b(?:first|second|1st|2nd|initial|confirmatory|repeat|prior|other|both|two|no\. ?[12])\b|"
    r"\bapart\b|\bbetween\b"
)
_NIL = Pattern(
    r"\b(?:mbbs?|blocks?|(?:the )?(?:first|second|other) (?:one|block|mbb)) ?(?:#|no\.? ?)?[12]?\W{1,3}(?:gave |"
    r"was |did |had )?"
    r"(?:nil|none|nothing|no (?:relief|benefit|effect|help|change)|zero|0 ?%)(?=\W*(?:$|[,;.(]))"
)
"""A session of which it says that it gave nothing: "MBB 2 nil"."""
_BEHIND = Pattern(r"^\s*(?:after|later|apart|from|following|between|since|separated|interval|spacing|gap)\b")
_LEAD = Pattern(
    r"\b(?:separated by|spaced|interval (?:of|was|:)|apart by|gap of|waited|within) (?:about |only |just )?$"
)
_UNDATED = Pattern(
    r"\b(?:dates?|days|interval|spacing|time between)\b[^.;]{0,12}\b(?:missing|unknown|not (?:given|stated|recorded|"
    r"known|told|"
    r"documented)|unclear|illegible|blank|left out|omitted)\b|\b(?:undated|no dates?|without dates?)\b"
)
_AT_ONCE = Pattern(r"\b(?:on )?(?:the )?same (?:day|date|session|visit)\b")
_NEXT_DAY = Pattern(r"\b(?:on )?the (?:next|following) day\b|\bconsecutive days\b")


_AVERAGE = Pattern(r"\b(?:average\w*|mean|overall|together|combined)\b")
"""Words of a figure that is of several sessions at once."""
_PAIR = Pattern(r"\d\d?/\d\d?")


def each(criterion: ResponseCriterion, found: Sequence[tuple[Relief, Weighed]]) -> list[Weighed]:
    """What was weighed; where several sessions must each have helped, too few that did settle nothing."""
    weighed = [w for _, w in found]
    if criterion.each_of == 1 or criterion.relief is None:
        return weighed
    value = criterion.relief.value
    told = 0
    for n, (relief, w) in enumerate(found):
        if w.bearing == "open" and any(a[1] < value for a in relief.amounts) and "may not be" in w.why:
            weighed[n] = replace(w, bearing="against", why=f"one of the sessions gave less than {value:g}%")
        elif w.bearing == "for" and _AVERAGE.search(fold(w.cited.quote)):
            weighed[n] = replace(w, bearing="open", why="an average of several sessions tells of none of them")
        elif w.bearing == "for" and min(fell := one_by_one.falls(fold(w.cited.quote)), default=value) < value:
            plain = len(fell) == criterion.each_of
            why = f"one of the sessions gave less than {value:g}%"
            weighed[n] = replace(w, bearing="against" if plain else "open", why=why)
        elif w.bearing == "for":
            told += max(len(relief.amounts), criterion.each_of if _BOTH.search(fold(w.cited.quote)) else 1)
    weighed += [
        Weighed("against", w.cited, "one of the sessions gave nothing")
        for w in weighed[:1]
        if _NIL.search(fold(w.cited.quote))
    ]
    if any(w.bearing == "against" for w in weighed):
        return [w for w in weighed if w.bearing != "for"]
    if told >= criterion.each_of:
        return weighed
    few = f"the relief of {criterion.each_of} sessions is asked for, and that of {told} is recorded"
    return [replace(w, bearing="open", why=few) if w.bearing == "for" else w for w in weighed]


def apart(record: Record, criterion: ResponseCriterion, about: Sequence[Stretch]) -> Iterator[Weighed]:
    """What the record tells of the time between the sessions."""
    bound = criterion.apart
    if bound is None:
        return
    dated: list[tuple[dt.date, dt.date, Stretch]] = []
    for stretch in about:
        gap = _gap(record, stretch, bound)
        if gap:
            yield _weigh(record, stretch, bound, *gap)
            return
        dated += [(a, b, stretch) for a, b in _days(record, stretch)]
    if len(dated) < 2:
        if untold := next((s for s in about if _UNDATED.search(fold(s.text))), None):
            yield Weighed("open", untold.cite(), "the days of the sessions are not told")
        return
    dated.sort(key=lambda d: d[0])
    for (early, late, _), (first, last, stretch) in itertools.pairwise(dated):
        words_ = f"from {early.isoformat()} to {first.isoformat()}"
        edge = lengths.since(bound, first)
        passed = True if late <= edge else False if early > lengths.since(bound, last) else None
        yield _weigh(record, stretch, bound, passed, words_, 0)


def _weigh(record: Record, stretch: Stretch, bound: Bound, passed: bool | None, words_: str, place: int) -> Weighed:
    said, token = stretch.at(place)
    stands = assertion.at(said.statement.cues, token, token + 1)
    objection = record.objection(said, stands, past_counts=True, stale_counts=True)
    values = (Value(name="time between", value=words_),)
    if objection or passed is None:
        why = objection or f"the time between the sessions may not be {bound}"
        return Weighed("open", stretch.cite(), why, values)
    if passed:
        return Weighed("for", stretch.cite(), f"the sessions were {bound} apart", values)
    return Weighed("against", stretch.cite(), f"the sessions were not {bound} apart", values)


def _gap(record: Record, stretch: Stretch, bound: Bound) -> tuple[bool | None, str, int] | None:
    """A time between two sessions told in words: whether it meets the bound, the words, and their place."""
    text = stretch.text
    low = fold(text)
    if not _SECOND.search(low):
        return None
    for pattern in (_AT_ONCE, _NEXT_DAY):
        if match := pattern.search(low):
            return False, match[0], match.start()
    for x in lengths.find(text):
        if _BEHIND.match(low[x.end : x.end + 20]) or _LEAD.search(low[max(0, x.start - 30) : x.start]):
            return lengths.passes(x, bound, record.clock), text[x.start : x.end], x.start
    return None


def _days(record: Record, stretch: Stretch) -> Iterator[tuple[dt.date, dt.date]]:
    """The days named in a stretch, note dates left out."""
    first = stretch.said[0]
    low = fold(stretch.text)
    found = dates.find(stretch.text, first.written, first.statement.order)
    month_first = any(w.exact and not w.readings and _PAIR.fullmatch(low[w.start : w.end]) for w in found)
    for when in found:
        lead = low[max(0, when.start - 12) : when.start]
        if "note" not in lead and "visit" not in lead and (when.latest - when.earliest).days <= 31:
            gone = [d for d in when.readings if d <= (first.written or record.clock)]
            gone = gone[:1] if month_first else gone  # "8/3 and 8/9/26": one order
            yield (gone[0], gone[0]) if len(gone) == 1 else (when.earliest, when.latest)
