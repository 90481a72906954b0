"""Spinal levels and regions of one session, counted over all lines of the request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drafter.domain import Citation, Finding, LevelRule, PolicyService, ServiceLine, UnitsCriterion, Value
from drafter.reading import counting, differing, requested
from drafter.reading.record import Record
from drafter.reading.requested import NUMBER, Piece
from drafter.reading.weighing import Weighed, listed, stated, undocumented
from drafter.text import spelt
from drafter.text.patterns import Pattern

_FIRST = {"c": 0, "t": 7, "l": 19, "s": 24}
"""Places of the first vertebrae in a row: C1 0, T1 7, L1 19, S1 24."""
_PLACE = r"[ctls]\d{1,2}"
_SPAN = Pattern(
    rf"(?<![\w.])({_PLACE}(?:\s*(?:-|/|\bto\b|\bthrough\b|\bthru\b)\s*[ctls]?\d{{1,2}})*)(?![\w%])(?!-?\s?weighted)"
)
_VERTEBRA = Pattern(r"([ctls])?(\d{1,2})")
_STATED = Pattern(
    rf"(?<!\bnot )(?:(?<![\w/.-])|(?<=\bx))({NUMBER}|single)[ -]"
    r"(?:(?!of\b|or\b|to\b|and\b|additional|further|extra|more|other|per|times|units?|\w*\d)[\w-]+ ){0,2}?"
    r"(?:levels?|joints?|interspaces?|segments?)\b(?! (?:only )?(?:limit|allowed|covered|max|per|is the))"
)
_RANGE = Pattern(rf"(?<![\w/.-])({NUMBER}) ?(?:-|–|to|or) ?({NUMBER}) (?:\w+ )?(?:levels?|joints?)\b")
"""A number of levels that is left open: "one to three levels"."""
_OF_REGION = Pattern(
    r"\b(?:usual|same|appropriate|affected|symptomatic|relevant|indicated|painful|worst) levels?\b(?! (?:as|of)\b)|"
    r"\blevels?\s*[:=]?\s*[\"“']?(?:the )?(?:lumbar|lumbosacral|cervical|thoracic|[lct]-?spine|low(?:er)? back|neck|"
    r"back|spine|tbd|\?)"
    r"(?: spine)?[\"”']?\s*(?:$|[.,;)])"
)
"""A field for the level that holds only a region."""
_MANY = Pattern(
    r"\bmulti-?level\b(?! (?:\w+ )?(?:disease|ddd|djd|spondyl\w*|stenosis|degener\w*|facet|arthr\w*|disc|disk|"
    r"changes))|"
    r"\b(?:several|various|a few|some) (?:\w+ )?levels\b(?! (?:of|above|below))"
)
"""Levels without a number."""
_CHOICE = Pattern(rf"{_PLACE}(?:-[ctls]?\d{{1,2}})? (?:or|vs|versus) (?:at )?{_PLACE}")
_OTHER_WORK = Pattern(r"\b(?:mri|ct|x-?ray|imaging|stenosis|hernia\w*|disc|fusion|surgery|prior|previous|history)\b")
_REGIONS = {
    "neck": Pattern(r"\b(?:cervical|cervicothoracic|c-?spine|neck)\b"),
    "upper_back": Pattern(r"\b(?:thoracic|t-?spine)\b"),
    "low_back": Pattern(r"\b(?:lumbar|lumbosacral|l-?spine|caudal|sacral|low(?:er)? back)\b"),
}


@dataclass(frozen=True)
class Named:
    """Levels that are named: at least and at most so many."""

    least: int
    most: int


def read(record: Record, criterion: UnitsCriterion, rule: LevelRule) -> Finding:
    """The finding on the number of levels."""
    group = _group(record, rule)
    codes = {line.code for _, line in group}
    given = requested.of(requested.pieces(record), codes)
    cited = requested.asked(record)
    if rule.after and not codes & set(rule.after) and rule.reaches <= rule.most:
        near = [Weighed("open", cited[0], "the code of the first level is not requested beside it")]
        why = f"The code is for a further level, and {listed(rule.after, 'or')} is not requested."
        return undocumented(record, criterion, why, rule.after, near)
    coded = _coded(record, group)
    values = [Value(name="levels requested", value=coded)]
    if len(group) > 1 and (differing_ := differing.codes(record)):
        return _open(record, criterion, "one paper asks for other codes than another", differing_, values)
    if coded > rule.most and (perhaps := requested.perhaps(record, codes)):
        return _open(record, criterion, "a further level is asked for only perhaps", [perhaps], values)
    if coded > rule.most:
        why = f"With this line {coded} levels are requested; {_fits(rule.most)} in one session."
        return stated(record, criterion, "not_met", why, citations=cited, values=values, allows=_allows(rule))
    return _against_words(record, criterion, rule, given, max(_coded(record, group, whole=True), coded), values)


def _fits(most: int) -> str:
    return f"{most} {'fits' if most == 1 else 'fit'}"


def _allows(rule: LevelRule) -> int | None:
    """None of a code that is only for levels beyond the limit; of others a part may fit."""
    return 0 if rule.reaches > rule.most else None


def _against_words(
    record: Record, criterion: UnitsCriterion, rule: LevelRule, given: Sequence[Piece], coded: int, values: list[Value]
) -> Finding:
    """The levels of the codes against those that the record states or names."""
    said = requested.numbers(given, _STATED)
    counts = {n for n, _ in said}
    named = _named(given, rule) if not counts else None
    cited = [*(p.cite() for _, p in said), *requested.asked(record)]
    least = named.least if named else max(counts, default=0)
    if loose := _left_open(record, rule, given, counts, named):
        return _open(record, criterion, *loose, values)
    if named and any(_CHOICE.search(p.low) for p in given if _levels(p)):
        return _open(record, criterion, "levels are named of which one is to be chosen", cited, values)
    if least > rule.most and len(counts) < 2:
        if not counts and _several_days(record, given):
            return _open(
                record, criterion, f"{least} levels are named, and not all need be of one session", cited, values
            )
        why = f"{least} levels are {'stated' if counts else 'named'}; {_fits(rule.most)} in one session."
        return stated(record, criterion, "not_met", why, citations=cited, values=values)
    if untold := requested.missing(given, "levels?|joints?|interspaces?|segments?"):
        return _open(record, criterion, "the level is not stated", [untold], values)
    if len(counts) > 1:
        return _open(record, criterion, "the record gives different numbers of levels", cited, values)
    if (
        counts
        and coded > max(counts)
        and (perhaps := requested.perhaps(record, {n.code for _, n in _group(record, rule)}))
    ):
        return _open(record, criterion, "a further level is asked for only perhaps", [perhaps], values)
    if counts and coded > max(counts):
        why = f"{coded} levels are requested, and the record states {max(counts)}."
        return stated(record, criterion, "not_met", why, citations=cited, values=values)
    most = named.most if named else max(counts, default=coded)
    if most < coded or least > coded:
        why = f"the codes are for {coded} level{'s' if coded > 1 else ''} and the record names {least or most}"
        return _open(record, criterion, why, cited, values)
    why = f"{coded} level{'s are' if coded > 1 else ' is'} requested; {_fits(rule.most)} in one session."
    return stated(record, criterion, "met", why, citations=cited, values=values)


def _left_open(
    record: Record, rule: LevelRule, given: Sequence[Piece], counts: set[int], named: Named | None
) -> tuple[str, list[Citation]] | None:
    """Why the number of levels is left open, with the place, or none."""
    ranged = [p for p in given for m in _RANGE.finditer(p.low) if spelt.count(m[1]) <= rule.most < spelt.count(m[2])]
    if ranged:
        return "the number of levels is given as a range that crosses the limit", [ranged[0].cite()]
    if counts or named:
        return None
    if rough := [p for p in given if _OF_REGION.search(p.low) or _MANY.search(p.low)]:
        return "the level is not stated", [rough[0].cite()]
    further = [line for _, line in _group(record, rule) if _reaches_further(record, line) and not line.units]
    codes = {line.code for line in further}
    untold = requested.missing([p for p in given if p.codes & codes], "units?|quantity|qty") if further else None
    return ("how many further levels are asked for is not stated", [untold]) if untold else None


def _reaches_further(record: Record, line: ServiceLine) -> bool:
    """Whether a line is of a code for further levels, whose units are levels."""
    service = _service(record, line)
    rule = service.unit_rule.levels if service and service.unit_rule else None
    return bool(rule and rule.after)


def _open(
    record: Record, criterion: UnitsCriterion, why: str, cited: Sequence[Citation], values: list[Value]
) -> Finding:
    near = [Weighed("open", c, why) for c in cited[:1]]
    return undocumented(record, criterion, f"{why[0].upper()}{why[1:]}.", ("levels of each session",), near, values)


def _several_days(record: Record, given: Sequence[Piece]) -> bool:
    """Whether the request may be for several sessions."""
    days = requested.whole(given)
    return not days.same and (
        bool(days.apart) or days.dates > 1 or (record.line.units or 1) > 1 or record.line.sessions > 1
    )


def _group(record: Record, rule: LevelRule) -> list[tuple[int, ServiceLine]]:
    """Lines that count together with this one, by their place: codes of one group in one region, first level first."""
    found: list[tuple[int, int, ServiceLine]] = []
    for n, line in enumerate(record.case.services):
        service = _service(record, line)
        other = service.unit_rule.levels if service and service.unit_rule else None
        if other and other.group == rule.group and set(other.regions) & set(rule.regions):
            found.append((bool(other.after) + other.reaches, n, line))
    return [(n, line) for _, n, line in sorted(found, key=lambda f: f[:2])]


def _coded(record: Record, group: Sequence[tuple[int, ServiceLine]], whole: bool = False) -> int:
    """Levels that the codes stand for, up to this line or of all lines. More units of a first level are no levels."""
    total = 0
    for n, line in group:
        service = _service(record, line)
        rule = service.unit_rule.levels if service and service.unit_rule else None
        if rule:
            further = rule.after and rule.reaches == 1
            total = max(total + (_times(record, line) if further else 1), rule.reaches)
        if n == record.number and not whole:
            break
    return total


def _times(record: Record, line: ServiceLine) -> int:
    """Units of a further level, or how often one statement names its code: "64635 + 64636 + 64636"."""
    low = (line.code or "").lower()
    return max([line.units or 1, *(said.low.count(low) for said in record.said if low and not said.document.late)])


# ------------------------------------------------------------------------------------------------------ named levels


def _named(given: Sequence[Piece], rule: LevelRule) -> Named | None:
    """Levels named in the regions of the code: with codes, else beside no other study or operation."""
    with_codes = [p for p in given if p.codes]
    without = [p for p in given if not p.codes and not _OTHER_WORK.search(p.low)]
    return _counted(with_codes, rule) or _counted(without, rule)


def _counted(given: Sequence[Piece], rule: LevelRule) -> Named | None:
    spaces: set[int] = set()
    roots: set[int] = set()
    for places in (places for piece in given for places in _levels(piece)):
        if _region(places) & set(rule.regions):
            spaces |= set(range(min(places), max(places)))
            roots |= set(places) if len(places) == 1 else set()
    loose = {r for r in roots if r not in spaces and r - 1 not in spaces}
    if not spaces and not loose:
        return None
    nerves = rule.group.startswith("facet")  # a joint has two nerves, named by their own levels
    least = len(spaces) or (max(1, (len(loose) + 1) // 2) if nerves else len(loose))
    return Named(least, len(spaces) + len(loose))


def _levels(piece: Piece) -> list[list[int]]:
    """The levels of a piece, each as the vertebrae that it is written with."""
    return [_places(match[1]) for match in _SPAN.finditer(piece.low)]


def _places(written: str) -> list[int]:
    """Vertebrae of "L4-5", "C7-T1" or "L3-L4-L5", as places in the row."""
    places: list[int] = []
    letter = written[0]
    for match in _VERTEBRA.finditer(written):
        letter = match[1] or letter
        places.append(_FIRST[letter] + int(match[2]) - 1)
    return places


def _region(places: Sequence[int]) -> set[str]:
    """Regions of a level; one at a junction lies in both."""
    found = set()
    for place in places:
        found.add("neck" if place < 7 else "upper_back" if place < 19 else "low_back")
    return found


# ------------------------------------------------------------------------------------------------------------ regions


def read_region(record: Record, criterion: UnitsCriterion, rule: LevelRule) -> Finding:
    """The finding that one session treats one region."""
    given, own = requested.pieces(record), set(rule.regions)
    cited = requested.asked(record)
    others = [line for line in record.case.services if (r := _regions(record, line)) and not r & own]
    named = [(r, p) for p in requested.of(given, [record.line.code]) if p.codes for r in _said(p)]
    if not record.line.code:
        named = [(r, p) for p in given for r in _said(p)]
    outside = [p for r, p in named if not r & own]
    if outside and not others and not any(r & own for r, _ in named):
        why = f"The code is for the {_names(own)}, and another region is named."
        return stated(record, criterion, "not_met", why, citations=[outside[0].cite(), *cited])
    if not others and not outside:
        why = f"One region is requested ({_names(own)})."
        return stated(record, criterion, "met", why, citations=cited)
    days = requested.whole(given)
    if not days.apart and (dated := requested.on_own_days(given, [line.code for line in (record.line, *others)])):
        return stated(
            record, criterion, "met", "The regions are to be treated on different days.", citations=[dated, *cited]
        )
    lines = (line.code or line.description or "" for line in (record.line, *others))
    names = listed(lines) if others else "two are named beside it"
    if days.same:
        why = f"Two regions are to be treated in one session ({names})."
        return stated(record, criterion, "not_met", why, citations=[days.same, *cited])
    if days.apart:
        why = "The regions are to be treated on different days."
        return stated(record, criterion, "met", why, citations=[days.apart, *cited])
    near = [Weighed("open", c, "another region is requested here too") for c in cited[:1]]
    why = f"Two regions are requested ({names}); whether they share a session is not stated."
    return undocumented(record, criterion, why, ("region of each session",), near)


def _regions(record: Record, line: ServiceLine) -> set[str]:
    """Regions in which a line's code is used; none for a code without spinal levels."""
    service = _service(record, line)
    rule = service.unit_rule.levels if service and service.unit_rule else None
    return set(rule.regions) if rule else set()


def _service(record: Record, line: ServiceLine) -> PolicyService | None:
    """The service by whose rule a line is counted."""
    return counting.service(record, line, [] if line.code else regions_named(record))


def regions_named(record: Record) -> list[str]:
    """Regions that the words of the request name, by levels, else by words."""
    return [r for piece in requested.pieces(record) for said in _said(piece) for r in sorted(said)]


def _said(piece: Piece) -> list[set[str]]:
    """Regions that a piece names, by levels, else by words; a level at a junction is of either side."""
    by_level = [_region(places) for places in _levels(piece)]
    return by_level or [{region} for region, named in _REGIONS.items() if named.search(piece.low)]


def _names(regions: set[str]) -> str:
    return listed(sorted(r.replace("_", " ") for r in regions), "or")
