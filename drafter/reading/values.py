"""Measured values of a score in the record: which figure belongs to which score, when it was measured and how.

A figure belongs to the score named before it, or to the one named right behind it. A figure of a rule ("AHI >= 15
required", "(5-14 leg)") is no measurement, and neither is a figure that counts other things.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from drafter.reading.record import Record, Said
from drafter.text import assertion, dates, measurements, words
from drafter.text.assertion import Assertion
from drafter.text.measurements import Quantity
from drafter.text.words import Hit

_FAR = 70
"""Code points between the name of a score and its figure."""
_BEHIND = re.compile(
    r"^\s*(?:,|\(|for|as|on|by|of|is|=)?\s*(?:the|her|his|a|an|room[- ]air|grade)?\s*(?:[01]\s*(?:-|to)\s*10\s*)?$"
)
"""What may stand between a figure and the name of its score behind it."""
_JOINED = re.compile(
    r"^[\s,;(/]*(?:(?:and|then|to|now|but|or|vs|versus|down|up|from|later|->|→|-|today|currently|is|"
    r"was|at|repeat|with|while)(?:\b)?[\s,]*){0,4}(?:\([^)]*\))?$"
)
_BRACKET = re.compile(r"[(\[][^()\[\]]*[)\]]")
_RIGHT_BEHIND = re.compile(
    r"^[\s:=(,–-]*(?:(?:of|is|was|at|score|grade|index|level|class|stage|now|today|currently|value|"
    r"reading|rated|to|a|type|as low as|as high as|down to|up to)\b"
    r"[\s:=(,–-]*)*$"
)
_WAS = re.compile(r"\b(?:was|were|had been)\s*(?:at|about)?\s*$")
_SCALE = re.compile(r"[01]\s*(?:-|to)\s*10\b")
"""The ends of a scale, as in "the 0-10 scale"."""
_OTHER_FIGURE = re.compile(
    r"\b(?:percentile|centile|z-?score|predicted|ratio|difference|times|interference|relief|"
    r"catastrophi\w+|self-efficacy|reduction)\b"
)
"""Words between a name and a figure that make it a figure of something else."""
_PASSES = re.compile(
    r"^\s*(?:(?:has |had |and |then |which )*(?:progressed|healed|worsened|advanced|improved|increased|"
    r"decreased|rose|fell|dropped|"
    r"recovered|went|changed|down|up)\s+)?(?:->|-->|→|=>|to|now|then|and now)\s*(?:a |grade |class |stage )*$"
)
"""What stands between an earlier and a later value."""
_SCALED = re.compile(r"\d{1,2}(?:\s?[-.]\s?\d{1,2})?/(?:10|5)")
"""A figure of a scale that could be read as a day."""
_A_MONTH = re.compile(r"\s*(?:/|per|a|each|in a)\s*(?:month|mo)\b")
_CHANGE = re.compile(
    r"\b(?:lost|loss of|gain(?:ed)? (?:of )?|drop(?:ped)? (?:of|by)|fell by|rose by|reduc\w+ (?:of|"
    r"by)|reduction of|improv\w+ (?:of|by)|down by|up by|decreas\w+ (?:of|by)|increas\w+ (?:of|"
    r"by))\s*$"
)
_ENDS = re.compile(r"^\s*(?:$|[.,;:()\]\[/+&\"”'–—-]|→|=)")
_FOLLOWS = re.compile(
    r"^\s*(?:on|at|in|with|by|during|per|today|now|currently|current|this|last|when|while|before|"
    r"after|and|but|or|overall|"
    r"total|supine|rem|nrem|despite|from|as|twice|once|documented|average|avg|worst|best|rest|room|ra|awake|asleep|x\d|"
    r"since|is|was|to|for|without|w/|w/o|pre|post|nonsupine|resting|over|of|mean|max|min|recorded|measured|calculated|"
    r"bilateral\w*|left|right|medial|lateral|changes?|osteoarthritis|oa|ulcer|wound|foot|symptoms?|persistent|though|"
    r"two|three|several|multiple|again|both|per|usual\w*|most|typical\w*|constant\w*|daily|via|using|"
    r"under|score|scores|"
    r"later|then|except|yesterday|previously|diagnostic|titration|untreated|exertion|confirmed|obtained|which|that|"
    r"pain|headache|severity|intensity|all|fasting|random|hypopn\w*|rule|obese|obesity|hfref|systolic|"
    r"jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|\d{4}|stated|noted|found|seen)\b"
)
"""What may follow a figure without a unit that is the value of a score."""


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
        return self.said.statement.clause.text[self.quantity.start : self.quantity.end].strip(" ,;(")


@cache
def phrases(file: str, terms: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> words.Phrases:
    """The phrases of every concept of a file, with a policy's own."""
    own = [(str(n), str(w)) for n, entry in words.load(file).items() for w in entry.get("words", ())]
    return words.Phrases.of([*own, *((n, w) for n, given in terms for w in given)])


def about(measure: str) -> Mapping[str, Any]:
    """The entry of a score in the vocabulary; empty for one that only a policy knows."""
    return words.load("scores").get(measure, {})  # type: ignore[no-any-return]


def called(measure: str) -> str:
    """A score as words in a sentence."""
    return str(about(measure).get("called", measure.replace("_", " ")))


def named(said: Said, record: Record) -> list[Hit]:
    """Every score named in a statement, in order."""
    terms = tuple((n, tuple(w)) for n, w in record.terms.items())
    return phrases("scores", terms).find(said.statement.clause.tokens)


def mentioned(record: Record, measure: str) -> bool:
    """Whether letters of a score's name stand anywhere in the record; most scores are named in few records."""
    given = (*about(measure).get("words", ()), *record.terms.get(measure, ()))
    return any(_letters(tuple(given)).search(document.text) for document in record.documents)


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
        if not names and before and _carries(before[0], said):
            here = list(_in(said, [], measure, before[1]))
        found += here
        if names:
            last = names[-1]
            before = (said, last) if last.name == measure and any(h.name == measure for h in names) else None
    return found


def _carries(before: Said, said: Said) -> bool:
    """Whether a statement can give another value of the score that the one before it named."""
    return before.document is said.document and said.number - before.number <= 2


def _in(said: Said, names: Sequence[Hit], measure: str, carried: Hit | None) -> Iterator[Measurement]:
    """The values of a score in one statement; `carried` is its naming in the statement before."""
    clause = said.statement.clause
    own = [h for h in names if h.name == measure]
    if not own and carried is None:
        return
    if _meant_otherwise(said, measure):
        return
    taken = _taken(said, [(h.start - clause.start, h.end - clause.start) for h in names])
    figures = measurements.quantities(clause.text, taken)
    if about(measure).get("grades"):
        numerals = [measurements.grades(clause.text, h.end - clause.start) for h in own]
        figures = sorted([*figures, *(q for q in numerals if q)], key=lambda q: q.start)
    figures = [q for q in figures if not _rule(clause.low, q, figures)]
    figures = [q for q in figures if _can_be(clause.low, q, [h.name for h in names] or [measure])]
    for n, quantity in enumerate(figures):
        owner = _owner(said, names, figures, n, measure) if names else carried
        if owner is None or owner.name != measure:
            continue
        if names and not quantity.compared:
            quantity = measurements.compared(quantity, clause.low[: owner.start - clause.start])
        converted = convert(quantity, measure)
        if converted is None or (not names and not _again(said, quantity, measure)):
            continue
        yield _measurement(said, measure, converted, owner if names else None, figures, n)


def _can_be(low: str, quantity: Quantity, measures: Sequence[str]) -> bool:
    """Whether a figure can be a value of one of these scores; a rule of 3 % and a flow of 2 L cannot."""
    if not any(convert(quantity, m) for m in measures):
        return False
    if _SCALE.match(low, quantity.start) and "scale" in low[max(0, quantity.start - 20) : quantity.end + 20]:
        return False
    return bool(quantity.unit or quantity.of or quantity.grade) or not _counted(low, quantity)


def _counted(low: str, quantity: Quantity) -> bool:
    """Whether a word follows that says that the figure counts something else."""
    word = re.match(r"\s*([a-z/]+)", low[quantity.end :])
    graded = re.search(r"\b(?:grade|class|stage)\s*$", low[: quantity.start])
    return bool(word and not graded and word[1].strip("/") in words.listed("measuring", "counted"))


def _meant_otherwise(said: Said, measure: str) -> bool:
    """Whether words near it show that the name stands for another score."""
    given = tuple(str(w) for w in about(measure).get("not_beside", ()))
    sentence = said.document.text[slice(*said.statement.clause.within)].lower()
    return any(re.search(rf"\b{re.escape(w.lower())}\b", sentence) for w in given)


def _taken(said: Said, names: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches of a clause whose figures are dates, lengths of time or parts of a name."""
    clause = said.statement.clause
    days = [(w.start - clause.start, w.end - clause.start) for w in _whens(said)]
    lengths = [(x.start - clause.start, x.end - clause.start) for x in said.statement.lengths()]
    return [*days, *((a, b) for a, b in lengths if not _A_MONTH.match(clause.low, b)), *names]


def _whens(said: Said) -> list[dates.When]:
    """Dates in a statement; a figure of a scale, such as 5-6/10, is none."""
    return [w for w in said.statement.whens() if not _SCALED.fullmatch(said.document.text[w.start : w.end])]


def _rule(low: str, quantity: Quantity, figures: Sequence[Quantity]) -> bool:
    """Whether a figure states a rule, not a measurement."""
    for bracket in _BRACKET.finditer(low):
        if bracket.start() <= quantity.start < bracket.end():
            if _any_of("bracketed_rule").search(bracket[0]):
                return True
            outside = any(not bracket.start() <= q.start < bracket.end() for q in figures)
            return quantity.compared and outside
    before = low[max(0, quantity.start - 40) : quantity.start]
    before = re.split(r"[,;()]|\bbut\b|\band\b", before)[-1]
    behind = re.split(r"[,;()]|\bbut\b|\band\b", low[quantity.end : quantity.end + 22])[0]
    last = re.findall(r"[\w'-]+", before)[-5:]
    if _any_of("rule_before").search(" ".join(last)):
        return True
    return bool(_any_of("rule_behind").search(" ".join(re.findall(r"[\w'-]+", behind)[:2])))


@cache
def _any_of(*keys: str) -> re.Pattern[str]:
    """Any of the words under these keys of the measuring vocabulary, or those of the moments or all circumstances."""
    data = words.load("measuring")
    given = [str(w) for key in keys for w in data.get(key, ())]
    axes = words.load("circumstances")
    chosen = axes.values() if "circumstances" in keys else [axes["moment"]] if "moments" in keys else []
    given += [str(w).lower() for each in chosen for entry in each.values() for w in entry["words"]]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(given, key=len, reverse=True)))})(?!\w)")


def _owner(said: Said, names: Sequence[Hit], figures: Sequence[Quantity], n: int, measure: str) -> Hit | None:
    """The naming that a figure belongs to: the one before it, or the one right behind it."""
    clause, quantity = said.statement.clause, figures[n]
    ahead = [h for h in names if h.start - clause.start >= quantity.end]
    behind = [h for h in names if h.end - clause.start <= quantity.start]
    following = figures[n + 1].start if n + 1 < len(figures) else len(clause.low)
    if ahead and ahead[0].start - clause.start <= following:
        gap = clause.low[quantity.end : ahead[0].start - clause.start]
        previous = figures[n - 1].end if n else 0
        first = not behind or behind[-1].end - clause.start < previous
        if _BEHIND.match(gap) and (first or not _near(clause.low, behind[-1], clause.start, quantity)):
            return ahead[0] if convert(quantity, ahead[0].name) else None
    if not behind:
        return None
    owner = next((h for h in reversed(behind) if convert(quantity, h.name)), behind[-1])
    gap = clause.low[owner.end - clause.start : quantity.start]
    if _CHANGE.search(gap) or _OTHER_FIGURE.search(gap) or (len(gap) > _FAR and n == 0):
        return None
    between = [q for q in figures[:n] if q.start >= owner.end - clause.start]
    if between and not _continues(clause.low, between[-1], quantity):
        return None
    return owner if _fits(clause.low, quantity, gap) else None


def _near(low: str, hit: Hit, offset: int, quantity: Quantity) -> bool:
    """Whether the name before a figure stands close by, with nothing but small words between."""
    gap = low[hit.end - offset : quantity.start]
    return len(gap) <= 20 and not re.search(r"[,;]", gap)


def _continues(low: str, before: Quantity, quantity: Quantity) -> bool:
    """Whether a further figure behind the first is another value of the same score."""
    gap = low[before.end : quantity.start]
    if len(gap) > _FAR:
        return False
    explicit = (quantity.unit and quantity.unit == before.unit) or (quantity.of and quantity.of == before.of)
    return (
        bool(explicit)
        or bool(_JOINED.match(gap) or _PASSES.match(gap))
        or _timed(gap)
        or _timed(low[quantity.end : quantity.end + 25])
    )


def _timed(low: str) -> bool:
    """Whether words of time or of circumstances stand in a stretch of text."""
    return bool(_any_of("now", "then", "circumstances").search(low))


def _fits(low: str, quantity: Quantity, near: str) -> bool:
    """Whether a figure can be a value of the score: by its unit, or bare by what stands around it.

    `near` is what stands between the name and the figure; right behind the name it needs no more.
    """
    if quantity.unit or quantity.of or quantity.grade or re.search(r"\b(?:grade|class|stage)\s*$", near):
        return True
    behind = low[quantity.end :]
    if _counted(low, quantity):
        return bool(re.match(r"\s*x\b", behind))
    return bool(_ENDS.match(behind) or _FOLLOWS.match(behind) or _RIGHT_BEHIND.match(near))


def _again(said: Said, quantity: Quantity, measure: str) -> bool:
    """Whether a figure of a statement that names no score can be another value of the one named before."""
    low = said.statement.clause.low
    unit = about(measure).get("unit")
    if quantity.unit:
        return quantity.unit == unit or quantity.unit in about(measure).get("units", {})
    around = low[max(0, quantity.start - 25) : quantity.start] + " " + low[quantity.end : quantity.end + 25]
    return _timed(around) and _fits(low, quantity, "-")


def convert(quantity: Quantity, measure: str) -> Quantity | None:
    """The figure in the unit of the threshold, or none where it cannot be a value of the score."""
    entry = about(measure)
    if not entry:
        return quantity
    low, high = (float(x) for x in entry["range"])
    factor, summand = 1.0, 0.0
    if quantity.of:
        top = float(entry.get("top", entry["range"][1]))
        if "top" in entry and quantity.of not in (top, 10 * top):
            return None
        if "top" not in entry and quantity.of != top and quantity.unit is None and quantity.of != 100:
            return None
        factor = top / quantity.of if "top" in entry else 1.0
    elif quantity.unit and "unit" in entry and quantity.unit != entry["unit"]:
        if quantity.unit not in entry.get("units", {}):
            return None
        factor, summand = (float(x) for x in entry["units"][quantity.unit])
    elif quantity.unit is None and entry.get("bare") != "true":
        return None
    found = replace(quantity, least=quantity.least * factor + summand, most=quantity.most * factor + summand)
    inside = [x for x in (found.least, found.most) if abs(x) != float("inf")]
    return found if all(low <= round(x, 2) <= high for x in inside) else None


def _measurement(
    said: Said, measure: str, quantity: Quantity, owner: Hit | None, figures: Sequence[Quantity], n: int
) -> Measurement:
    clause = said.statement.clause
    start = figures[n - 1].end if n else 0
    end = figures[n + 1].start if n + 1 < len(figures) else len(clause.low)
    beside = _own_words(clause.low, start, end, quantity, bool(n), n + 1 < len(figures))
    start, end = _near_words(said, quantity, beside)
    whens = [w for w in _whens(said) if start <= w.start - clause.start < end]
    near = min(whens, key=lambda w: abs(w.start - clause.start - quantity.start)) if whens else None
    around = f"{clause.low[start : quantity.start]} | {clause.low[quantity.end : end]}"
    current = bool(_any_of("now").search(around))
    passes = n + 1 < len(figures) and bool(_PASSES.match(clause.low[quantity.end : figures[n + 1].start]))
    former = passes or (not current and bool(_any_of("then").search(around) or _had_been(clause.low, quantity)))
    stands = said.statement.cues.whole
    if owner is not None:
        stands = _own(assertion.at(said.statement.cues, owner.first, owner.last), stands, around)
    when = (near.earliest, near.latest) if near else None
    return Measurement(said, measure, quantity, stands, when, current, former, beside)


def _had_been(low: str, quantity: Quantity) -> bool:
    """Whether a figure is told in the past beside one of today: "33 now, was 38"."""
    return bool(_WAS.search(low[: quantity.start]) and _any_of("now").search(low))


def _own(stands: Assertion, whole: Assertion, around: str) -> Assertion:
    """How a figure stands: a doubt or a plan before a comma is about something else ("likely apnea, AHI 22")."""
    if any(re.search(rf"(?<!\w){re.escape(c.lower())}(?!\w)", around) for c in stands.cues):
        return stands
    certainty = stands.certainty if stands.certainty == "question" else "sure"
    return replace(stands, certainty=certainty, time=whole.time if whole.time == "past" else "current")


def _own_words(low: str, start: int, end: int, quantity: Quantity, earlier: bool, later: bool) -> tuple[int, int]:
    """The words that belong to one figure of several: up to a comma or a joint on either side."""
    if earlier:
        head = low[start : quantity.start]
        cut = max(head.rfind(joint) for joint in (",", ";", " and ", " vs "))
        start += cut if cut >= 0 else len(head) if not head.strip() else 0
    if later:
        tail = low[quantity.end : end]
        cuts = [k for joint in (",", ";", " and ", " vs ", " but ") if (k := tail.find(joint)) >= 0]
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
    rest = _any_of("now", "then", "moments").sub(" ", text)
    return rest != low[slice(*piece)] and not re.sub(
        r"\b(?:in|on|at|by|from|of|the|dated|was|is|it|psg|echo)\b|\W", "", rest
    )
