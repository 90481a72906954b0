"""Belongs: to which score that a statement names a figure belongs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.reading import figures
from drafter.reading.said import Said
from drafter.text import words
from drafter.text.measurements import Quantity
from drafter.text.patterns import Pattern
from drafter.text.words import Hit

_BEHIND = Pattern(
    r"^\s*(?:(?:ulcers?|wounds?|lesions?|sores?|osteoarthritis|arthritis|disease|changes|pain) )?"
    r"(?:,|\(|for|as|on|by|of|is|=|via|with|in)?\s*"
    r"(?:the|her|his|a|an|our|room[- ]air|grade|fingertip|finger)?\s*(?:[01]\s*(?:-|to)\s*10\s*)?$"
)
"""What may stand between a figure and the name of its score behind it."""
_OTHER_FIGURE = Pattern(
    r"\b(?:percentile|centile|z-?score|predicted|ratio|difference|times|interference|relief|"
    r"catastrophi\w+|self-efficacy|reduction)\b"
)
"""Words between a name and a figure that make it a figure of something else."""
_CHANGE = Pattern(
    r"\b(?:lost|loss of|gain(?:ed)? (?:of )?|drop(?:ped)? (?:of|by)|fell by|rose by|reduc\w+ (?:of|"
    r"by)|reduction of|improv\w+ (?:of|by)|down by|up by|decreas\w+ (?:of|by)|increas\w+ (?:of|"
    r"by))\s*$"
)


def owner(said: Said, names: Sequence[Hit], stated: Sequence[Quantity], n: int) -> Hit | None:
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
    r"p?[af]?co2|hco3|bicarb(?:onate)?|ph|fev1|fvc|dlco|hgb|hb|wbc|plt|bnp|age)[ :=]{1,3}$"
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


def again(said: Said, quantity: Quantity, measure: str) -> bool:
    """Whether a figure of a statement that names no score can be another value of the one named before."""
    low = said.statement.clause.low
    unit = figures.about(measure).get("unit")
    if _of_another(said, quantity):
        return False
    if quantity.unit:
        return quantity.unit == unit or quantity.unit in figures.about(measure).get("units", {})
    if _NEXT.fullmatch(low[: quantity.start]) and figures.fits(low, quantity, "-"):
        return True
    around = low[max(0, quantity.start - 25) : quantity.start] + " " + low[quantity.end : quantity.end + 25]
    if _DOSE.match(low[quantity.end :]):
        return False
    return figures.timed(around) and figures.fits(low, quantity, "-")


def _of_another(said: Said, quantity: Quantity) -> bool:
    """Whether an abbreviation right before a figure, or what follows it, makes it another measure's: "FVC 58 %"."""
    clause = said.statement.clause
    label = _CAPITALS.search(clause.line[: quantity.start])
    named = (
        label is not None
        and not figures.timed(label[1].lower())
        and label[1].lower() not in words.listed("measuring", "unnamed")
    )
    if _SETTING.search(clause.low[: quantity.start]):
        return True
    return named or _PREDICTED.match(clause.low[quantity.end :]) is not None


_CAPITALS = re.compile(r"(?<![\w/])([A-Z][A-Z0-9/]{1,7})(?:[ :=]{1,3}| (?:is|was|of) )$")
"""A name in capitals right before a figure."""
_SETTING = Pattern(r"\b(?:[abc]?pap|bipap|auto-?[cp]pap|pressures?|settings?|range)\b[^.;\d]{0,12}$")
"""Before the setting of a machine."""
_PREDICTED = re.compile(r"^ ?(?:%|percent)? ?(?:of )?pred(?:icted)?\b")
_DOSE = Pattern(r"\s?(?:u|units?|iu|mg|mcg|tabs?|tablets?|pens?)\b(?!\s?/)")
"""Behind a figure that is the dose of a medicine."""
_NEXT = Pattern(r"\W*(?:and )?(?:then|later|again|next)(?: (?:again|later|an?|at|of|to|was|fell to|rose to)){0,2} ?")
"""Before a value that followed another: "glucose 41, then 49"."""
