"""One by one: sessions of one procedure, one to a line or to a row of a table, with the scores before and after each.

"Blocks, right C5-6: #1 10/07, lidocaine 2 %: NRS 8 before, 1 after; #2 11/04: log not returned": the head names the
procedure, or each line does; figures that are strengths, levels or dates are none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from drafter.domain import ResponseCriterion, Value
from drafter.reading import fielded, lines, none_before, spoken_of
from drafter.reading.lines import Line
from drafter.reading.record import Record
from drafter.reading.said import Document, Said
from drafter.reading.weighing import Weighed
from drafter.text import Mention, dates, words
from drafter.text.patterns import Pattern

_ITEM = Pattern(
    r"^\W*(?:(?:diagnostic|dx|diag|test|confirmatory|right|left|bilateral|rt|lt|mbbs?|blocks?|injections?|sij?|"
    r"joint|medial|branch|lumbar|cervical|[clst]\d[-/\d]*|and|the)\W+){0,6}"
    r"(?:#\s?[1-4]\b|no\.? ?[1-4]\b|[1-4][.)](?=\s)|[1-4]\s*\||(?:first|second|1st|2nd|one|two)\b|"
    r"(?:on )?\d{1,2}/\d{1,2}|\d{4}-\d\d-\d\d|(?:on )?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|"
    r"dec)[a-z]*\.? \d{1,2}\b)|"
    r"^\W*(?:mbb|block|injection) ?[1-4]\b|"
    r"^\W*(?:pain )?(?:diary|log|scores?)\b[^.;:]{0,30}\b(?:after|for|from|of|post)\b"
)
"""A line that opens with the number or the day of a session."""
_NEXT_ITEM = re.compile(
    r"(?<=[.;,])\s+(?=(?:and )?(?:(?:MBB|mbb|[Bb]lock|[Ii]njection) ?(?:#\s?)?(?:[1-4]\b|\d{1,2}/\d)|#\s?[1-4]\b))"
)
"""Where the next one begins on the same line."""
_NO_SCORE = Pattern(
    r"\d+(?:\.\d+)? ?(?:%|percent)(?= ?(?:lido\w*|xylo\w*|\w+caine|marcaine|sensorcaine|plain|mpf))|"
    r"\b(?:lido\w*|xylo\w*|\w+caine|marcaine|sensorcaine|bupi)\W+\d+(?:\.\d+)? ?(?:%|percent)|"
    r"\d+(?:\.\d+)? ?(?:ml|cc|mg|mcg|g)\b|\b[clst]\d{1,2}(?:[-/][clst]?\d{1,2})*\b|#\s?\d|\bno\.? ?\d\b"
)
"""Figures that are no scores: strengths, amounts, levels, numbers in the order."""
_N = r"(?:10|\d(?:\.\d)?)"
_OF = r"(?:\s*/\s*10\b)?"
_GAP = r"(?:[^\d;]|\d{1,2} ?(?:h|hrs?|hours?|min\w*)\b){0,40}"
"""What stands between two scores, the time of the second included: "pre 8, NRS 1h post 1"."""
_FIRST_THEN = Pattern(
    rf"\b(?:pre\w*|before(?:hand)?|baseline|prior)\b[^\d;]{{0,25}}(?P<a>{_N}){_OF}(?![\d%/]|\.\d){_GAP}"
    rf"\b(?:post\w*|after\w*|then|later|lowest|best)\b[^\d;]{{0,25}}(?P<b>{_N}){_OF}(?![\d%/]|\.\d)"
)
_LABEL_BEHIND = Pattern(
    rf"(?<![\d/.])(?P<a>{_N}){_OF} (?:pain )?(?:before\w*|pre\w*|baseline)\b[^\d;]{{0,30}}"
    rf"(?P<b>{_N}){_OF}(?![\d%/]|\.\d)"
)
_FELL = Pattern(rf"(?<![\d/.])(?P<a>{_N}){_OF}\s*(?:->|→|=>|(?:down )?to)\s*(?P<b>{_N}){_OF}(?![\d%/]|\.\d)")
_DIARY = Pattern(rf"\bbaseline\b\W{{0,3}}(?P<a>{_N}){_OF}(?![\d%/]|\.\d)")
_DIARY_POINT = Pattern(rf"\b\d{{1,2}} ?(?:min\w*|h|hrs?|hours?)\b\W{{0,3}}(?P<b>{_N}){_OF}(?![\d%/]|\.\d)")
_PERCENT = Pattern(
    r"(?P<more>>|≥|over |more than |at least |about |~)? ?(?P<n>\d{1,3}) ?(?:%|percent)"
    r"(?=\W*(?:$|[);,]|relief|better|pain|reduc|improv|less|for\b|x\b))"
)
_PENDING = Pattern(
    r"\b(?:log|diary|scores?|results?|response|form|sheet|relief)\b[^.;]{0,40}\b(?:not (?:yet )?(?:\w+ )?"
    r"(?:returned|back|available|received|in|recorded|known|documented)|pending|awaited|outstanding|missing|"
    r"to follow|not yet|lost)\b|"
    r"\b(?:awaiting|waiting for|still owes|will bring|has yet to return)\b[^.;]{0,30}"
    r"\b(?:log|diary|scores?|sheet|results?)\b"
)
"""That what a session did is not told yet."""
_HEAD = Pattern(r"\b(?:pre|before|baseline)\b.*\b(?:post|after)\b")
"""The head of a table with columns for the scores before and after."""
_COLUMN = Pattern(
    r"(?P<before>\bpre\w*|\bbefore|\bbaseline)|(?P<after>\bpost\w*|\bafter|\blowest|\bbest)|(?P<relief>\brelief|"
    r"%|\breduction)"
)
_CELL = re.compile(r"(?<![\w./])(\d{1,3}(?:\.\d)?)(?: ?/ ?10(?!\d))?(?: ?%)?(?![\w/])")
_OF_SESSION = Pattern(
    r"#\s?\d|\bno\.? ?\d\b|caine\b|\blido\b|\bbupi\b|\b(?:blocks?|mbbs?|inj(?:ection)?s?)\b|"
    r"^\W*[1-4](?:[.)]|\s*\|)"
)
"""In a line without a score: that it is of a session, and not of a visit."""
_ABOVE = 6
"""Lines above a session in which its procedure is named."""
_TOP = 10


@dataclass(frozen=True)
class Session:
    """One session and what its line tells of its effect."""

    said: Said
    day: dt.date | None
    least: float | None
    """Percent by which the pain fell; none where that is not told."""
    scored: bool
    """Whether a score after it is told."""
    pending: bool
    """Whether it is said that its effect is not known yet."""
    named: bool = False
    """Whether the line names the procedure itself."""


@lru_cache(maxsize=8)
def find(record: Record, concepts: tuple[str, ...]) -> tuple[Session, ...]:
    """The sessions of these procedures that stand one to a line or row, in their order."""
    return tuple(
        s
        for document in record.documents
        if not document.late and document.speaker is None
        for s in _of_document(record, document, concepts)
    )


def weighed(record: Record, criterion: ResponseCriterion) -> list[Weighed]:
    """What the sessions told one by one say of a relief asked for without a length; the last ones each must show it."""
    if criterion.relief is None or criterion.lasting or criterion.apart or criterion.of not in ("pain", "either"):
        return []
    own = criterion.after or ((record.procedure,) if record.procedure else ())
    told = find(record, tuple(own))
    told = told[-1:] if criterion.each_of == 1 else told
    found = [_weigh(criterion, one) for one in told]
    shown = [w for w in found if w.bearing == "for"]
    if len(found) < criterion.each_of:
        return []
    if len(shown) >= criterion.each_of:
        return shown
    unknown = [w for w in found if w.bearing == "open"]
    if len(shown) + len(unknown) >= criterion.each_of:
        return unknown
    return [w for w in found if w.bearing == "against"]


def _weigh(criterion: ResponseCriterion, one: Session) -> Weighed:
    assert criterion.relief is not None
    if one.least is None:
        return Weighed("open", one.said.cite(), "what a session did is not told" + (" yet" if one.pending else ""))
    ok = criterion.relief.met(one.least)
    why = f"the relief recorded is {'' if ok else 'not '}{criterion.relief}"
    values = (Value(name="relief, least", value=round(one.least, 1), unit="percent"),)
    return Weighed("for" if ok else "against", one.said.cite(), why, values)


def missing(record: Record, concepts: Sequence[str]) -> Said | None:
    """A statement by which the effect of one of these sessions is not told yet, or by which it alone is not told."""
    told = find(record, tuple(concepts))
    unknown = [s for s in told if s.least is None and not s.scored]
    if unknown and any(s.scored for s in told):
        return unknown[0].said
    return pending(record, concepts)


def pending(record: Record, concepts: Sequence[str]) -> Said | None:
    """A statement that says of one of these sessions that its effect is not known yet."""
    for said in record.having(_PENDING):
        near = (said, *record.preceding(said))
        if not said.document.late and any(names_any(record, s, concepts) for s in near):
            return said
    return None


def names_any(record: Record, said: Said, concepts: Sequence[str]) -> bool:
    """Whether a statement names one of these procedures as done."""
    return any(_names(record, m, said, concepts) for m in said.statement.mentions)


def _of_document(record: Record, document: Document, concepts: Sequence[str]) -> Iterator[Session]:
    every, head, since = lines.of(document), None, _ABOVE + 1
    for number, line in enumerate(every):
        since += 1
        is_head = _is_head(record, document, line, concepts)
        for piece in _pieces(line):
            own = _is_head(record, document, piece, concepts)
            if not _ITEM.search(piece.low) or not (
                own or since <= _ABOVE or _named_below(record, document, every, number, concepts)
            ):
                continue
            one = _session(record, document, piece, head, concepts)
            if one and not one.scored and one.least is None and not one.pending:
                one = _session(record, document, _with_next(document, piece, every, number), head, concepts)
            if one and (own or one.scored or one.least is not None or one.pending or _OF_SESSION.search(piece.low)):
                since = 0
                yield replace(one, named=own)
        if is_head:
            since = 0
        elif any(_of_others(s, concepts, line) for s in _within(record, document, line)):
            since = _ABOVE + 1  # what follows is a list of other sessions
        if _HEAD.search(line.low) and not _ITEM.search(line.low):
            head = line
        elif not line.low.strip():
            head = None


def _with_next(document: Document, piece: Line, every: Sequence[Line], number: int) -> Line:
    """A line that ends without a score, with the next one where that goes on about the session."""
    line, behind = every[number], every[number + 1] if number + 1 < len(every) else None
    last = piece.start + len(piece.text) >= line.start + len(line.text)
    if (
        behind is None
        or not last
        or not behind.low.strip()
        or _ITEM.search(behind.low)
        or not _AROUND.search(behind.low)
    ):
        return piece
    return Line(piece.start, document.text[piece.start : behind.start + len(behind.text)])


_AROUND = Pattern(
    r"^\W*(?:(?:pain|nrs|vas|score)\W+)*(?:pre\w*|before\w*|baseline)\b.*\b(?:post\w*|after\w*|then|later)\b"
)
"""A line of scores before and after alone."""


def _pieces(line: Line) -> Iterator[Line]:
    start = 0
    for match in _NEXT_ITEM.finditer(line.text):
        yield Line(line.start + start, line.text[start : match.start()])
        start = match.end()
    yield Line(line.start + start, line.text[start:])


def _named_below(
    record: Record, document: Document, every: Sequence[Line], number: int, concepts: Sequence[str]
) -> bool:
    """Whether the line behind the rows of a table names the procedure in brackets."""
    for line in every[number + 1 : number + 5]:
        if not line.low.strip():
            return False
        if line.low.lstrip().startswith("("):
            return _is_head(record, document, line, concepts)
    return False


def _is_head(record: Record, document: Document, line: Line, concepts: Sequence[str]) -> bool:
    """Whether a line names one of the procedures as done."""
    if not any(c.isalpha() for c in line.text):
        return False
    return any(
        line.start <= m.start < line.end and _names(record, m, said, concepts)
        for said in _within(record, document, line)
        if not (_asks(record, said) or none_before.never(record, said))
        for m in said.statement.mentions
    )


def _within(record: Record, document: Document, line: Line) -> Iterator[Said]:
    """The statements that a line holds, or a part of which it holds."""
    return (
        said
        for said in record.said
        if said.document is document
        and said.statement.clause.start < line.end
        and line.start < said.statement.clause.end
    )


def _asks(record: Record, said: Said) -> bool:
    """Whether a statement only asks for the service: with its code or a day to come, and no day gone by."""
    whens = said.statement.whens()
    if any(w.earliest <= record.clock and w.latest - w.earliest < _A_YEAR for w in whens):
        return False
    return bool(whens) or (record.line.code is not None and record.line.code.lower() in said.low)


_A_YEAR = dt.timedelta(days=360)


def _on_other_side(record: Record, said: Said) -> bool:
    """Whether a statement names the side alone for which the service is not asked."""
    here, asked = said.sides(), record.sides_asked
    return bool(here and asked) and not here & asked


def _of_others(said: Said, concepts: Sequence[str], line: Line) -> bool:
    """Whether a line names other procedures, and none of these."""
    named = {m.concept for m in said.procedures if line.start <= m.start < line.start + len(line.text)}
    return bool(named) and not any(fielded.alike(name, frozenset(concepts)) for name in named)


def _names(record: Record, mention: Mention, said: Said, concepts: Sequence[str]) -> bool:
    """Whether a naming is one of a session that took place: by name, or a bare "block" of what is never called so."""
    stands = mention.stands
    if stands.negated or stands.other_person or stands.refused or stands.time in ("planned", "conditional"):
        return False
    if mention.concept in concepts:
        return True
    if (
        mention.concept == "generic_injection"
        and record.procedure in concepts
        and mention in spoken_of.namings(record, said)
    ):
        return spoken_of.speaks_of(record, said)  # "Injections to the left joint thus far"
    word = said.low[mention.start - said.statement.clause.start : mention.end - said.statement.clause.start]
    never = words.concept(record.procedure).about.get("never_called", ()) if record.procedure else ()
    return mention.concept == "generic_injection" and word.startswith("block") and "block" in never


def _session(
    record: Record, document: Document, line: Line, head: Line | None, concepts: Sequence[str]
) -> Session | None:
    """The session of a line; none where the line tells nothing of one that took place."""
    said = next(
        (
            s
            for s in record.said
            if s.document is document
            and s.statement.clause.start < line.end
            and line.start < s.statement.clause.end
            and s.statement.clause.end > line.start + 1
        ),
        None,
    )
    if (
        said is None
        or _of_others(said, concepts, line)
        or _on_other_side(record, said)
        or said.statement.cues.whole.other_person
        or said.statement.cues.whole.time in ("planned", "conditional")
    ):
        return None
    low, day = line.low, None
    for when in dates.find(line.text, said.written, said.statement.order):
        day = day or _day(when, record.clock)
        if (
            len(line.text[when.start : when.end].split("/")) > 2
            or "-" in line.text[when.start : when.end]
            or when.start < 30
        ):
            low = low[: when.start] + " " * (when.end - when.start) + low[when.end :]
    if day is not None and day > record.clock:
        return None
    low = _NO_SCORE.sub(_blank, low)
    pending = _PENDING.search(low) is not None
    scores = _scores(low) or (_in_columns(low, line.low, head) if head else None)
    percent = _percent(low)
    if scores is None and percent is None and not pending and day is None:
        return None
    falls = [p for p in (percent, 100 * (scores[0] - scores[1]) / scores[0] if scores else None) if p is not None]
    return Session(said, day, min(falls, default=None), scores is not None, pending)


def _day(when: dates.When, clock: dt.date) -> dt.date | None:
    if when.exact:
        return when.earliest
    return next((d for d in when.readings if d <= clock), None) if when.readings else None


def _scores(low: str) -> tuple[float, float] | None:
    """The scores before and after, where both are of ten."""
    if (start := _DIARY.search(low)) and (points := [float(m["b"]) for m in _DIARY_POINT.finditer(low)]):
        return _of_ten(float(start["a"]), min(points))
    for pattern in (_FIRST_THEN, _LABEL_BEHIND, _FELL):
        if match := pattern.search(low):
            return _of_ten(float(match["a"]), float(match["b"]))
    return None


def falls(low: str) -> list[float]:
    """Percent of every fall of a score of ten in a text: "NRS 7 -> 1 … NRS 7 -> 3"."""
    pairs = (_of_ten(float(m["a"]), float(m["b"])) for m in _FELL.finditer(_NO_SCORE.sub(_blank, low)))
    return [100 * (a - b) / a for a, b in filter(None, pairs) if b < a]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _of_ten(before: float, after: float) -> tuple[float, float] | None:
    return (before, after) if 0 < before <= _TOP and after <= _TOP else None


def _in_columns(low: str, row: str, head: Line) -> tuple[float, float] | None:
    """The scores in a row of a table, by the columns of its head, or else by their order."""
    heads, cells = _cells(head.low), _cells(row)
    if len(heads) == len(cells):
        named = {m.lastgroup: cell for name, cell in zip(heads, cells, strict=True) if (m := _COLUMN.search(name))}
        values = [_SCORED.match(named.get(column, "")) for column in ("before", "after")]
        if values[0] and values[1]:
            return _of_ten(float(values[0][1]), float(values[1][1]))
    columns = [m.lastgroup for m in _COLUMN.finditer(head.low)]
    found = [float(m[1]) for m in _CELL.finditer(low)]
    if len(found) < len(columns) or "before" not in columns or "after" not in columns:
        return None
    found = found[-len(columns) :] if len(found) > len(columns) else found
    return _of_ten(found[columns.index("before")], found[columns.index("after")])


def _cells(row: str) -> list[str]:
    """The cells of a row, cut at its bars or at wide blanks."""
    row = row.strip()
    return [c.strip() for c in row.strip("|").split("|")] if "|" in row else _WIDE.split(row)


_WIDE = re.compile(r"\s{2,}|\t+")
_SCORED = re.compile(r"(\d{1,2}(?:\.\d)?)(?:\s*/\s*10)?$")


def _percent(low: str) -> float | None:
    found = [float(m["n"]) for m in _PERCENT.finditer(low) if float(m["n"]) <= 100]
    return min(found, default=None)
