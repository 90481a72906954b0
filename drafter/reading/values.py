"""Measured values of a score in the record: which figure belongs to which score, when it was measured and how.

A figure belongs to the score named before it, or to the one named right behind it. A figure of a rule ("AHI >= 15
required", "(5-14 leg)") is no measurement, and neither is a figure that counts other things.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from drafter.reading import columns, figures
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import assertion, dates, measurements, words
from drafter.text.assertion import Assertion
from drafter.text.measurements import Quantity
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold, tokenise
from drafter.text.words import Hit

_BEHIND = Pattern(
    r"^\s*(?:(?:ulcers?|wounds?|lesions?|sores?|osteoarthritis|arthritis|disease|changes|pain) )?"
    r"(?:,|\(|for|as|on|by|of|is|=|via|with|in)?\s*"
    r"(?:the|her|his|a|an|our|room[- ]air|grade|fingertip|finger)?\s*(?:[01]\s*(?:-|to)\s*10\s*)?$"
)
"""What may stand between a figure and the name of its score behind it."""
_WAS = Pattern(r"\b(?:was|were|had been)\s*(?:at|about)?\s*$")
_IN_BRACKETS = Pattern(r"\d\s?%?\s*\(\s*(?:it )?(?:was|were|had been)\s*(?:at|about)?\s*$")
"""Before a former value in brackets behind that of now: "31 (was 38 before the sleeve)"."""
_OTHER_FIGURE = Pattern(
    r"\b(?:percentile|centile|z-?score|predicted|ratio|difference|times|interference|relief|"
    r"catastrophi\w+|self-efficacy|reduction)\b"
)
"""Words between a name and a figure that make it a figure of something else."""
_SCALED = Pattern(r"\d{1,2}(?:\s?[-.]\s?\d{1,2})?/(?:10|5)")
"""A figure of a scale that could be read as a day."""
_DECIMAL = re.compile(r"[.]\d")
_DECIMALS = re.compile(r"\d{1,2}[.]\d ?/ ?\d{2}")
_A_MONTH = Pattern(r"\s*(?:/|per|a|each|in a)\s*(?:month|mo)\b")
_AN_HOUR = Pattern(r"\b(?:events?|apn\w+|hypopn\w+|pauses|breathing|index)(?: for)?\s*$")
"""Before an hour over which events are counted."""
WINDOW = Pattern(
    r"\b(?:in|over|during|within|for|of|through(?:out)?) (?:all )?(?:the |these |her |his )?"
    r"(?:past|last|previous|prior) "
    r"(?:\w+ )?(?:days?|weeks?|months?|years?|nights?|fortnight|quarter)\b"
)
"""A stretch of time that reaches up to now."""
_OF_ELSE = Pattern(
    rf"{WINDOW.pattern}|\b(?:prior|previous|old|past|former|earlier|remote|historical|(?:history|hx) of|"
    rf"h/o)\s+(?:an? )?"
    r"(?:\w+ )?(?:strokes?|tias?|cvas?|mis?|heart attacks?|infarct\w*|cabg|pci|stent\w*|htn|hypertension|cad|"
    r"depression|"
    r"insomnia|fractures?|falls?|amputation|osteomyelitis|smok\w+)\b"
)
"""A stretch of time up to now, and what lies behind that is no value: "RDI 9 with prior stroke"."""
_CHANGE = Pattern(
    r"\b(?:lost|loss of|gain(?:ed)? (?:of )?|drop(?:ped)? (?:of|by)|fell by|rose by|reduc\w+ (?:of|"
    r"by)|reduction of|improv\w+ (?:of|by)|down by|up by|decreas\w+ (?:of|by)|increas\w+ (?:of|"
    r"by))\s*$"
)


@dataclass(frozen=True)
class Measurement:
    """One value of a score in the record."""

    said: Said
    measure: str
    """The score, by its name in the vocabulary."""
    quantity: Quantity
    """As written; both ends in the unit of the threshold."""
    stands: Assertion
    when: tuple[dt.date, dt.date] | None
    """First and last day on which it can have been measured, where the record tells."""
    current: bool
    """Whether words beside it say that it is how things are."""
    former: bool
    """Whether words beside it say that it is how things were."""
    beside: tuple[int, int]
    """Start and end, within the clause, of the words that belong to this figure alone."""

    @property
    def written(self) -> str:
        """The figure as the record writes it."""
        return self.said.statement.clause.line[self.quantity.start : self.quantity.end].strip(" ,;(")


@cache
def phrases(file: str, terms: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> words.Phrases:
    """The phrases of every concept of a file, with a policy's own."""
    own = [(str(n), str(w)) for n, entry in words.load(file).items() for w in entry.get("words", ())]
    return words.Phrases.of([*own, *((n, w) for n, given in terms for w in given)])


def named(said: Said, record: Record) -> list[Hit]:
    """Every score named in a statement, in order."""
    terms = tuple((n, tuple(w)) for n, w in record.terms.items())
    found = phrases("scores", terms).find(said.statement.clause.tokens)
    spelt = [h for name, pattern in _spelt() for m in pattern.finditer(said.low) if (h := _hit(said, name, m))]
    for name, given, patterns in _where_given():
        if any(p.search(said.low) for p in patterns) and given.search(fold(said.document.text)):
            spelt += [h for p in patterns for m in p.finditer(said.low) if (h := _hit(said, name, m))]
    return sorted([*found, *spelt], key=lambda h: h.start) if spelt else found


@cache
def _spelt() -> tuple[tuple[str, Pattern], ...]:
    """Names that only an expression catches, such as PHQ-9."""
    given = words.load("scores")
    return tuple((str(name), Pattern(str(p))) for name, entry in given.items() for p in entry.get("patterns", ()))


@cache
def _where_given() -> tuple[tuple[str, Pattern, tuple[Pattern, ...]], ...]:
    """Names that count only in a document where other words tell what is measured: "the lowest reading was 63"."""
    return tuple(
        (str(name), Pattern(str(entry["given"])), tuple(Pattern(str(p)) for p in entry["when_given"]))
        for name, entry in words.load("scores").items()
        if entry.get("given")
    )


def _hit(said: Said, name: str, match: re.Match[str]) -> Hit | None:
    clause = said.statement.clause
    start, end = match.start() + clause.start, match.end() + clause.start
    inside = [n for n, t in enumerate(clause.tokens) if t.end > start and t.start < end]
    return Hit(name, inside[0], inside[-1] + 1, start, end, match[0]) if inside else None


def mentioned(record: Record, measure: str) -> bool:
    """Whether letters of a score's name stand anywhere in the record; most scores are named in few records."""
    given = (*figures.about(measure).get("words", ()), *record.terms.get(measure, ()))
    spelt = [pattern for name, pattern in _spelt() if name == measure]
    spelt += [p for name, given, patterns in _where_given() if name == measure for p in patterns]
    return any(
        _letters(tuple(given)).search(document.text) or any(p.search(fold(document.text)) for p in spelt)
        for document in record.documents
    )


@cache
def _letters(given: tuple[str, ...]) -> re.Pattern[str]:
    """The first word of each name, as far as a plural and a hyphen leave it alike."""
    firsts = {re.escape(re.split(r"[\s/-]", str(w))[0]) for w in given}
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(firsts, key=len, reverse=True))})", re.IGNORECASE)


def find(record: Record, measure: str) -> list[Measurement]:
    """Every value of a score in the record, in order."""
    found: list[Measurement] = []
    if not mentioned(record, measure):
        return found
    before: tuple[Said, Hit] | None = None
    for said in record.said:
        names = named(said, record)
        here = list(_in(said, names, measure, None))
        told = [h for h in names if not figures.in_asked(said.low, h.start - said.statement.clause.start)]
        if not told and not here and before and _carries(before[0], said) and not _OF_MEDICINES.match(said.low):
            here = list(_in(said, [], measure, before[1], before[0]))
        found += here
        if names:
            last = names[-1]
            before = (said, last) if last.name == measure and any(h.name == measure for h in names) else None
    places = {(m.said.number, m.said.document.place, m.quantity.start) for m in found}
    rows = _in_columns(record, measure)
    return [*found, *(m for m in rows if (m.said.number, m.said.document.place, m.quantity.start) not in places)]


_OF_MEDICINES = Pattern(r"^\W*(?:current |home |active )?(?:meds?|medications?|medicines?|rx|drugs?)\W")


def _in_columns(record: Record, measure: str) -> Iterator[Measurement]:
    """Values in the rows of a table at the head of whose column the score is named."""
    terms = tuple((n, tuple(w)) for n, w in record.terms.items())
    for cell in columns.cells(record):
        hits = phrases("scores", terms).find(tokenise(cell.head))
        if [h.name for h in hits] != [measure] or _PART.search(cell.head.lower()):
            continue
        stated = measurements.quantities(cell.text)
        converted = figures.convert(stated[0], measure) if len(stated) == 1 else None
        if converted is None:
            continue
        placed = replace(converted, start=cell.start + converted.start, end=cell.start + converted.end)
        row = cell.said
        whens = _whens(row)
        when = days(row, whens[0]) if len(whens) == 1 else None
        yield Measurement(row, measure, placed, row.statement.cues.whole, when, False, False, (0, len(row.low)))


_PART = Pattern(r"\b(?:rem|nrem|supine|lateral|prone|titration|cpap|residual)\b")
"""At the head of a column: a part of the night, or a night under treatment."""


def _carries(before: Said, said: Said) -> bool:
    """Whether a statement can give another value of the score that the one before it named."""
    return before.document is said.document and said.number - before.number <= 2


def _answers(said: Said, measure: str, before: Said | None) -> bool:
    """Whether a statement answers a question for a score, asked right before it: "“It's a three,” she said"."""
    asks = figures.about(measure).get("asks")
    return bool(
        asks
        and before
        and before.number + 1 == said.number
        and before.search(_asks(str(asks)))
        and _SAID.search(said.low)
    )


@cache
def _asks(expression: str) -> Pattern:
    return Pattern(expression)


_SAID = Pattern(
    r"[\"“”]|\b(?:sa(?:id|ys)|answer(?:s|ed)|repli(?:es|ed)|g(?:ave|ives)|rates?|rated|puts?|chose|states?)\b"
)
"""Words of an answer."""


def _in(
    said: Said, names: Sequence[Hit], measure: str, carried: Hit | None, before: Said | None = None
) -> Iterator[Measurement]:
    """The values of a score in one statement; `carried` is its naming in the statement `before`."""
    clause = said.statement.clause
    own = [h for h in names if h.name == measure]
    if not own and carried is None:
        return
    if _meant_otherwise(said, measure):
        return
    answers = not names and _answers(said, measure, before)
    taken = _taken(said, [(h.start - clause.start, h.end - clause.start) for h in names])
    stated = measurements.quantities(clause.line, taken)
    if figures.about(measure).get("grades"):
        numerals = [measurements.grades(clause.line, h.end - clause.start) for h in own]
        numerals += [measurements.grade_before(clause.line, h.start - clause.start) for h in own[:1]]
        numerals += [later for q in numerals for later in measurements.next_grades(clause.line, q)]
        stated = sorted([*stated, *(q for q in numerals if q)], key=lambda q: q.start)
    stated = figures.measured(clause.low, stated)
    stated = _risen(clause.low, _alternatives(clause.low, _unrounded(clause.low, stated)))
    stated = [q for q in stated if figures.can_be(clause.low, q, [h.name for h in names] or [measure])]
    for n, quantity in enumerate(stated):
        owner = _owner(said, names, stated, n) if names else carried
        if owner is None or owner.name != measure:
            continue
        if names and not quantity.compared:
            quantity = measurements.compared(quantity, clause.low[: owner.start - clause.start])
        converted = figures.convert(quantity, measure)
        if converted is None or (not names and not (answers or _again(said, quantity, measure))):
            continue
        yield _measurement(said, measure, converted, owner if names else None, stated, n)


_ENTERED = Pattern(
    r"\b(?:entered|recorded|written|listed|charted|typed|keyed|put down|rounded|rounds|reported|given|shown|appears?|"
    r"stated)\b[^.;\d]{0,40}\b(?:as|to)\s*$"
)
"""Before a figure that is another's, rounded: "34.9, entered on the form as 35"."""


def _unrounded(low: str, stated: Sequence[Quantity]) -> list[Quantity]:
    """The figures without those that only repeat the one before, rounded."""
    found: list[Quantity] = []
    for quantity in stated:
        before = found[-1] if found else None
        exact = before and before.least == before.most and before.least != quantity.least
        copied = before and exact and int(before.least + 0.5) == quantity.least
        if not (before and copied and _ENTERED.search(low[before.end : quantity.start])):
            found.append(quantity)
    return found


_UP_TO = Pattern(r"^up to\b")
_BY_NOW = Pattern(
    r"^ ?(?:kg/m2 |% )?(?:as of|now|today|currently|at (?:this|today's) visit|this (?:visit|week|month))\b"
)


def _risen(low: str, stated: Sequence[Quantity]) -> list[Quantity]:
    """The figures, where "up to" tells how far an earlier one has come by now: "33 in 2023, up to 36.4 as of 11/12"."""
    return [
        replace(q, least=q.most, compared=False, open_most=False)
        if n and q.compared and _UP_TO.match(low[q.start :]) and _BY_NOW.match(low[q.end :].removeprefix(" "))
        else q
        for n, q in enumerate(stated)
    ]


_OR_ELSE = Pattern(
    r"^\W*(?:(?:or|and|no|then|well)\W+)*(?:maybe|perhaps|possibly|probably|(?:could|might|may) be|or)(?:\W+(?:even|"
    r"like|"
    r"an?))*\W*$|^ ?[,/]? ?\? ?$"
)
_BETWEEN = Pattern(r"\bbetween (?:an? )?$")
_AND_A = Pattern(r"^\W*and (?:an? )?$")


def _alternatives(low: str, stated: Sequence[Quantity]) -> list[Quantity]:
    """The figures, where two that are offered as alternatives are one range: "maybe a 4, maybe a 6"."""
    found: list[Quantity] = []
    for quantity in stated:
        before = found[-1] if found else None
        gap = low[before.end : quantity.start] if before else ""
        ranged = before and (
            _OR_ELSE.match(gap) or (_AND_A.match(gap) and _BETWEEN.search(low[: before.start]))
        )  # fmt: skip
        if before and ranged and not (before.compared or quantity.compared):
            found[-1] = replace(
                before, end=quantity.end, least=min(before.least, quantity.least), most=max(before.most, quantity.most),
                unit=before.unit or quantity.unit, of=before.of or quantity.of,
            )  # fmt: skip
        else:
            found.append(quantity)
    return found


def _meant_otherwise(said: Said, measure: str) -> bool:
    """Whether words near it show that the name stands for another score."""
    given = tuple(str(w) for w in figures.about(measure).get("not_beside", ()))
    sentence = said.sentence
    return any(re.search(rf"\b{re.escape(w.lower())}\b", sentence) for w in given)


def _taken(said: Said, names: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches of a clause whose figures are dates, lengths of time or parts of a name."""
    clause = said.statement.clause
    days = [(w.start - clause.start, w.end - clause.start) for w in _whens(said)]
    days = [(a, b) for a, b in days if not any(c < b and a < d < b for c, d in names)]  # "Hgb/Hct 19.4/58" is no day
    lengths = [(x.start - clause.start, x.end - clause.start) for x in said.statement.lengths()]
    lengths = [(a, b) for a, b in lengths if not (_A_MONTH.match(clause.low, b) or _AN_HOUR.search(clause.low[:a]))]
    pressures = [m.span() for m in _PRESSURE.finditer(clause.low)] if "/" in clause.low else []
    return [*days, *lengths, *names, *pressures]


_PRESSURE = Pattern(r"(?<![\d/.])(?:[89]\d|1\d\d|2[0-3]\d)/(?:[4-9]\d|1[0-3]\d)(?![\d/%])")
"""A blood pressure."""


def _whens(said: Said) -> list[dates.When]:
    """Dates in a statement; a figure of a scale, such as 5-6/10, is none, nor are two values, such as 19.4/58.8."""
    text = said.document.text
    whens = [w for w in said.statement.whens() if not _SCALED.fullmatch(text[w.start : w.end])]
    return [w for w in whens if not (_DECIMAL.match(text, w.end) or _DECIMALS.fullmatch(text[w.start : w.end]))]


def _owner(said: Said, names: Sequence[Hit], stated: Sequence[Quantity], n: int) -> Hit | None:
    """The naming that a figure belongs to: the one before it, or the one right behind it."""
    clause, quantity = said.statement.clause, stated[n]
    ahead = [h for h in names if h.start - clause.start >= quantity.end]
    behind = [h for h in names if h.end - clause.start <= quantity.start]
    following = stated[n + 1].start if n + 1 < len(stated) else len(clause.low)
    if ahead and ahead[0].start - clause.start <= following:
        gap = clause.low[quantity.end : ahead[0].start - clause.start]
        previous = stated[n - 1].end if n else 0
        first = not behind or behind[-1].end - clause.start < previous
        asked = figures.in_asked(clause.low, ahead[0].start - clause.start)
        bare = quantity.unit is None and quantity.of is None and not quantity.grade and not gap.strip(" ,")
        if bare and _LABEL.search(clause.low[previous : quantity.start]):
            ahead = []  # "HR 78, O2 sat 95 %", "pCO2 48   pO2 51"
        elif (_BEHIND.match(gap) or (asked and not behind and _told_of(gap))) and (
            first or not _near(clause.low, behind[-1], clause.start, quantity)
        ):
            named = (
                quantity.unit not in (None, "percent", "per_hour")
                or not asked
                or _unnamed(clause.low[previous : quantity.start])
            )
            if named or not behind:
                return ahead[0] if named and figures.convert(quantity, ahead[0].name) else None
    if not behind:
        return None
    owner = next((h for h in reversed(behind) if figures.convert(quantity, h.name)), behind[-1])
    gap = clause.low[owner.end - clause.start : quantity.start]
    if _CHANGE.search(gap) or _OTHER_FIGURE.search(gap) or (len(gap) > figures.FAR and n == 0):
        return None
    between = [q for q in stated[:n] if q.start >= owner.end - clause.start]
    if between and not figures.continues(clause.low, between[-1], quantity):
        return None
    return owner if figures.fits(clause.low, quantity, gap) else None


_LABEL = Pattern(
    r"(?:^|[\s,;:|(])(?:t|p|r|hr|rr|pr|pulse|heart rate|resp(?:iration)?s?|bp|temp(?:erature)?|wt|weight|ht|bmi|"
    r"p[af]?co2|hco3|bicarb(?:onate)?|ph|fev1|fvc|dlco|hgb|hb|wbc|plt|bnp|age)[ :=]{1,3}$"
)
"""Before a bare figure: the name of another measure, whose value it is."""
_SMALL = re.compile(
    r"\b(?:on|at|in|with|by|per|off|after|before|without|since|as of|the|her|his|a|an|of|its|and|both|these|days?|"
    r"this|study|"
    r"visit|check|gdmt|treatment|therapy|surgery|rehab|diet|x ?\d)\b|"
    r"(?<![\w.])\d{1,2}/\d{1,2}(?:/\d{2,4})?(?!\w)"
)


def _told_of(gap: str) -> bool:
    """Whether nothing but circumstances and a day stand between a figure and the rule that names its score."""
    rest = figures.any_of("now", "circumstances", "moments").sub(" ", gap.removesuffix("("))
    return gap.endswith("(") and not re.search(r"[a-z0-9]", _SMALL.sub(" ", rest))


def _unnamed(lead: str) -> bool:
    """Whether nothing before a figure, up to the last stop, may name a score of its own: "today's is" names none."""
    piece = re.split(r"[;:,.–—(]|\s-\s", lead)[-1]
    known = words.listed("measuring", "unnamed")
    return figures.timed(piece) or all(w[0].isdigit() or w in known for w in re.findall(r"[a-z0-9/]+", piece))


def _near(low: str, hit: Hit, offset: int, quantity: Quantity) -> bool:
    """Whether the name before a figure stands close by, with nothing but small words between."""
    gap = low[hit.end - offset : quantity.start]
    return len(gap) <= 20 and not re.search(r"[,;]", gap)


def _again(said: Said, quantity: Quantity, measure: str) -> bool:
    """Whether a figure of a statement that names no score can be another value of the one named before."""
    low = said.statement.clause.low
    unit = figures.about(measure).get("unit")
    if quantity.unit:
        return quantity.unit == unit or quantity.unit in figures.about(measure).get("units", {})
    if _NEXT.fullmatch(low[: quantity.start]) and figures.fits(low, quantity, "-"):
        return True
    around = low[max(0, quantity.start - 25) : quantity.start] + " " + low[quantity.end : quantity.end + 25]
    if _DOSE.match(low[quantity.end :]):
        return False
    return figures.timed(around) and figures.fits(low, quantity, "-")


_DOSE = Pattern(r"\s?(?:u|units?|iu|mg|mcg|tabs?|tablets?|pens?)\b(?!\s?/)")
"""Behind a figure that is the dose of a medicine."""
_NEXT = Pattern(r"\W*(?:and )?(?:then|later|again|next)(?: (?:again|later|an?|at|of|to|was|fell to|rose to)){0,2} ?")
"""Before a value that followed another: "glucose 41, then 49"."""


def _measurement(
    said: Said, measure: str, quantity: Quantity, owner: Hit | None, stated: Sequence[Quantity], n: int
) -> Measurement:
    clause = said.statement.clause
    start = stated[n - 1].end if n else 0
    end = stated[n + 1].start if n + 1 < len(stated) else len(clause.low)
    beside = (start, quantity.end)
    if not (_ONLY_BLANKS_APART.search(clause.low) and _labels_first(clause.low, stated)):
        beside = _own_words(clause.low, start, end, quantity, bool(n), n + 1 < len(stated))
    start, end = _near_words(said, quantity, beside)
    every = _whens(said)
    whens = [w for w in every if start <= w.start - clause.start < end]
    by_weight = measure in _OF_ONE_WEIGHING and len(every) == 1
    if not whens and by_weight and _weighed_then(clause.low, quantity, every[0], said):
        whens = every
    near = min(whens, key=lambda w: abs(w.start - clause.start - quantity.start)) if whens else None
    around = f"{clause.low[start : quantity.start]} | {clause.low[quantity.end : end]}"
    current = bool(figures.any_of("now").search(around))
    passes = n + 1 < len(stated) and bool(figures.PASSES.match(clause.low[quantity.end : stated[n + 1].start]))
    former = (
        passes
        or _VOID.match(clause.low[quantity.end :]) is not None
        or _of_first(said, quantity)
        or (measure == "bmi" and _earlier_weight(clause.low, quantity))
        or (not current and bool(figures.any_of("then").search(_OF_ELSE.sub(" ", around)) or _had_been(said, quantity)))
    )
    stands = said.statement.cues.whole
    if owner is not None:
        stands = _own(assertion.at(said.statement.cues, owner.first, owner.last), stands, around)
        if _OFF_OXYGEN.search(clause.low[max(0, owner.start - clause.start - _OFF) : quantity.start]):
            stands = replace(stands, negated=False)
    when = days(said, near) if near else None
    return Measurement(said, measure, quantity, stands, when, current, former, beside)


_OF_ONE_WEIGHING = ("bmi", "body_weight", "body_height")
_WEIGHED = Pattern(r"\b(?:weigh(?:s|ed|t)|wt|pounds|lbs?|kg|scale)\b")


def _weighed_then(low: str, quantity: Quantity, when: dates.When, said: Said) -> bool:
    """Whether only the weight stands between the one date of a sentence and a body mass index behind it, or the index
    is told of the weight that stands before the date: "262 lb in 2021, which was a BMI of 38.7"."""
    day = when.end - said.statement.clause.start
    between = low[day : quantity.start]
    of_it = _WHICH.match(between) and _WEIGHED.search(low[: when.start - said.statement.clause.start])
    return day <= quantity.start and bool(_WEIGHED.search(between) or of_it)


def _earlier_weight(low: str, quantity: Quantity) -> bool:
    """Whether a body mass index goes with the weight of an earlier time."""
    at_most = _AT_MOST.search(low[: quantity.start])
    return bool((at_most and not figures.any_of("now").search(at_most[0])) or _BEFORE_CARE.match(low[quantity.end :]))


_WHICH = Pattern(r"^ ?[,(]? ?(?:which|that|then|an?|or|for|with)\b[^.;,\d]{0,25}$|^ ?[(]")
_AT_MOST = Pattern(
    r"\b(?:peak|highest|heaviest|max(?:imum)?|top|starting|initial|former|old|previous|pre-?op\w*|"
    r"lifetime)\b[^.;]{0,40}"
    r"(?:[(]|\b(?:bmi|body mass index)\b)[^.;\d]{0,20}$"
)
"""Before a body mass index that goes with an earlier weight: "peak weight 290 lb (BMI 42.1)"."""
_BEFORE_CARE = Pattern(
    r"^[^.;,\d]{0,8}\b(?:before|prior to|ahead of|until) (?:the |her |his |starting |going on )*(?:\w+ )?"
    r"(?:semaglutide|wegovy|ozempic|tirzepatide|zepbound|mounjaro|phentermine|glp-?1|liraglutide|saxenda|"
    r"contrave|diet|program|"
    r"sleeve|bypass|surgery|pregnancy|weight loss|drugs?|medicines?|medication|optifast)\b"
)


_OFF = 28
_OFF_OXYGEN = Pattern(
    r"\b(?:without|off|no|not on|w/o) (?:any |supplemental |added |extra |her |his |the )*(?:oxygen|o2|cannula)\b"
)
"""Between a name and its figure: how it was measured, which denies nothing."""
_VOID = Pattern(
    r"^[\W]*(?:was|is|were|had been) (?:an? |the )?(?:\w+ly )?(?:mis-?\w+|typo\w*|error\b|wrong|incorrect|erroneous|"
    r"(?:entered|keyed|written|typed|dictated) (?:in error|by mistake|wrongly))\b"
)
"""Behind a figure: that it is an error."""
_IN_FIRST = Pattern(
    r"^\W*(?:in|on|by|at|with|from|per) the (?:first|earlier|older|former)\b(?! (?:half|part|hour|night|of|"
    r"minute|\w+ of)\b)"
)
_IN_SECOND = Pattern(r"\b(?:in|on|by|at|with|from|per) the (?:second|later|newer|latter|latest|other)\b")
"""Which of two studies a figure is of."""


def _of_first(said: Said, quantity: Quantity) -> bool:
    """Whether a figure is of the first of two studies of different days: "42 % in the first, 33 % in the second"."""
    low = said.low[quantity.end :]
    if not (_IN_FIRST.match(low) and _IN_SECOND.search(low)):
        return False
    days = [w for w in _whens(said) if w.end - said.statement.clause.start <= quantity.start]
    return len(days) == 2 and days[0].earliest < days[1].earliest


def days(said: Said, near: dates.When) -> tuple[dt.date, dt.date]:
    """First and last day that a date can mean; "11/18" of a note of that month is the day and no year."""
    written = said.written
    lately = written is not None and dt.timedelta(0) <= written - near.latest <= dt.timedelta(days=_LATELY)
    if lately and _MONTH_DAY.fullmatch(said.document.text, near.start, near.end):
        return near.latest, near.latest
    return near.earliest, near.latest


_MONTH_DAY = re.compile(r"\d{1,2}/\d{1,2}")
_LATELY = 300
"""Days before a note within which a month and a day are taken for those of this year."""


def _had_been(said: Said, quantity: Quantity) -> bool:
    """Whether a figure is told in the past beside one of today: "33 now, was 38", "was 38, now 33"."""
    clause = said.statement.clause
    if not _WAS.search(clause.low[: quantity.start]):
        return False
    if _IN_BRACKETS.search(clause.low[: quantity.start]):
        return True
    behind = said.rest(clause.end)
    return (
        bool(figures.any_of("now").search(clause.low))
        or re.match(r"\W*(?:and |but )?(?:is )?now\b", behind) is not None
    )


def _own(stands: Assertion, whole: Assertion, around: str) -> Assertion:
    """How a figure stands: a doubt or a plan before a comma is about something else ("likely apnea, AHI 22")."""
    if any(re.search(rf"(?<!\w){re.escape(c.lower())}(?!\w)", around) for c in stands.cues):
        return stands
    certainty = stands.certainty if stands.certainty == "question" else "sure"
    return replace(stands, certainty=certainty, time=whole.time if whole.time == "past" else "current")


_JOINT = re.compile(r"[,;]|(?<=\s)(?:and|vs)(?=\s)|(?:^|(?<=\s))/(?=\s)|->|→")
"""What parts the words of one figure from those of the next."""
_BUT = re.compile(r"(?<=\s)but(?=\s)")


_ONLY_BLANKS_APART = re.compile(
    r"\d ?%?\s{2,}[a-z]|\d ?% [a-z]+ \d|\d / [a-z]|\d ?%? [a-z]+ (?:on )?(?:ra|room|\d ?l)\b"
)
"""Rows set apart by blanks or strokes alone."""


def _labels_first(low: str, stated: Sequence[Quantity]) -> bool:
    """Whether what tells how each figure was measured stands before it, as in the rows of a table without strokes."""
    told = figures.any_of("circumstances")
    return len(stated) > 1 and bool(told.search(low[: stated[0].start])) and not told.search(low[stated[-1].end :])


def _own_words(low: str, start: int, end: int, quantity: Quantity, earlier: bool, later: bool) -> tuple[int, int]:
    """The words that belong to one figure of several: up to a comma or a joint on either side."""
    if earlier:
        head = low[start : quantity.start]
        cut = max((m.start() for m in _JOINT.finditer(head)), default=-1)
        start += cut if cut >= 0 else len(head) if not head.strip() else 0
    if later:
        tail = low[quantity.end : end]
        cuts = [m.start() for m in (*_JOINT.finditer(tail), *_BUT.finditer(tail))]
        cuts += [tail.rfind("(")] if tail.count("(") > tail.count(")") else []  # "by 4 % 18.2 (by 3 % 27.9)"
        end = quantity.end + (min(cuts) if cuts else len(tail))
    return start, end


def _near_words(said: Said, quantity: Quantity, beside: tuple[int, int]) -> tuple[int, int]:
    """The words that can date a figure: those of its part of the sentence, and a part that is only a time."""
    low, (start, end) = said.statement.clause.low, beside
    whens = [(w.start - said.statement.clause.start, w.end - said.statement.clause.start) for w in _whens(said)]
    marks = [m.start() for m in re.finditer(r",(?!\d)|;", low[start:end])]
    before = [start + k for k in marks if start + k < quantity.start]
    behind = [start + k for k in marks if start + k >= quantity.end]
    while before:
        piece = (before[-2] + 1 if len(before) > 1 else start, before[-1])
        if not _only_time(low, piece, whens):
            start = before[-1] + 1
            break
        before.pop()
    while behind:
        piece = (behind[0] + 1, behind[1] if len(behind) > 1 else end)
        if not _only_time(low, piece, whens):
            end = behind[0]
            break
        behind.pop(0)
    return start, end


def _only_time(low: str, piece: tuple[int, int], whens: Sequence[tuple[int, int]]) -> bool:
    """Whether a part of a sentence names a time and little else."""
    text = low[slice(*piece)]
    for first, last in whens:
        if piece[0] <= first < piece[1]:
            text = text.replace(low[first:last], " ")
    rest = figures.any_of("now", "then", "moments").sub(" ", text)
    return rest != low[slice(*piece)] and not re.sub(
        r"\b(?:in|on|at|by|from|of|the|dated|was|is|it|psg|echo)\b|\W", "", rest
    )
