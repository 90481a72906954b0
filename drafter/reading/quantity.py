"""Units of a line against what one day, one device or a usual order holds, and services of which one is given."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.domain import Citation, Finding, ServiceLine, UnitRule, UnitsCriterion, Value
from drafter.reading import differing, requested
from drafter.reading.record import Record
from drafter.reading.requested import NUMBER, Piece
from drafter.reading.said import Said, sides_among
from drafter.reading.weighing import Weighed, listed, stated, undocumented
from drafter.text import coded
from drafter.text.patterns import Pattern
from drafter.text.tokens import tokenise

_PASSES = Pattern(
    rf"\b({NUMBER}) (?:needle )?(?:pass(?:es)?|sticks?|needles?|needlings?|insertions?|injections?|sites?)\b"
)
_PER_PASS = Pattern(r"\b(?:per|each|every) (?:injection|needle|pass|stick|site|muscle|trigger point)\b")
_UNITS = Pattern(rf"\b({NUMBER}) units?\b")
UNITS_FIELD = Pattern(
    rf"^\W*(?:(?:requested|billed|number of|total|no\. of|botox|[a-z]*botulinum\s?toxin\w*(?: a)?|j\d{{4}}) "
    rf")*(?:units?|qty|quantity)"
    rf"(?: (?:requested|asked for|wanted|ordered|billed|of service|of (?:botox|[a-z]*botulinum\s?toxin\w*(?: "
    rf"a)?|j\d{{4}})))*\s*(?:[:=#|]|\.{{4,}})\s*"
    rf"({NUMBER})\b(?!\s*(?:vials?|/))"
)
"""A field of a form for the units."""
_MUSCLES = Pattern(rf"\b({NUMBER}) (?:[\w-]+ )?muscles?\b")
_DEVICES = Pattern(
    rf"\b({NUMBER}) (?:[\w-]+ ){{0,3}}?(?:devices|machines|concentrators|receivers|monitors|chairs|wheelchairs|"
    r"scooters|generators|systems|humidifiers|tests)\b"
)
_GIVEN = r"dos(?:e|age)|toxin|brand|product|agent|number of units|units and (?:\w+ )*?name"
"""What an order of an agent has to name."""
_BYGONE = Pattern(
    r"\b(?:last year's|last|previous|prior|earlier|old|expired) (?:\w+ )?"
    r"(?:approval|authori[sz]ation|request|auth|certification)\b"
)
"""Units that were approved before, and are not asked for now."""
_AS_USUAL = Pattern(r"\bas (?:supplied|dispensed|usual|before|directed|required|needed|ordered)\b")
"""A quantity that is not told."""
_MONTHS = Pattern(r"\b(?:(?<!same )(?<!this )(?<!one )months?|monthly|mos?|rental|rent(?:ed)?|capped)\b")


def read(record: Record, criterion: UnitsCriterion, rule: UnitRule) -> Finding:
    """The finding on the number of units."""
    given = requested.of(requested.pieces(record), [record.line.code])
    bygone = any(p.codes and _BYGONE.search(p.low) for p in given)
    told = (None if bygone else record.line.units) or _spoken(record, rule, given)
    units = told or 1
    values = [Value(name="units", value=units)]
    cited = requested.asked(record)
    untold = None if told else requested.missing(given, r"units?|quantity|qty|number of \w+")
    if untold:
        near = [Weighed("open", untold, "the number is not stated here")]
        return undocumented(record, criterion, "The number of units is not stated.", ("units",), near)
    if rule.most_per_day is not None and (untold := requested.missing(given, _GIVEN)):
        near = [Weighed("open", untold, "it is not stated here")]
        return undocumented(record, criterion, "What is to be given is not stated.", ("agent", "dose"), near, values)
    if not told and (rule.usual or rule.most) and (loose := next((p for p in given if p.said.search(_AS_USUAL)), None)):
        near = [Weighed("open", loose.cite(), "the number is not stated here")]
        return undocumented(record, criterion, "The number of units is not stated.", ("units",), near)
    bearing, why, places = _judge(record, rule, given, units)
    if other := requested.of_another(record, record.line.code):
        bearing, why, places = "open", "the code is asked for another person", [other]
    elif bearing == "for" and (lost := requested.cut_off(given)):
        bearing, why, places = "open", "a part of the request cannot be read or did not come", [lost]
    elif rule.levels and (more := requested.open_ended(given)):
        bearing, why, places = "open", "how many levels are asked for is left open", [more]
    elif other := _one_or_other(record):
        bearing, why, places = "open", "one code or another is asked for", [other]
    elif perhaps := requested.perhaps(record, [record.line.code]):
        bearing, why, places = "open", "the code is asked for only perhaps", [perhaps]
    elif (apart := requested.counted_apart(record)) and record.line.sessions == 1:
        bearing, why, places = "open", "different numbers of units are asked for", apart
    places = [*places, *cited]
    if bearing == "open":
        near = [Weighed("open", c, why) for c in places[:2]]
        return undocumented(record, criterion, f"{why[0].upper()}{why[1:]}.", ("dates of the units",), near, values)
    return stated(
        record,
        criterion,
        "met" if bearing == "for" else "not_met",
        f"{why[0].upper()}{why[1:]}.",
        citations=places,
        values=values,
    )


def _spoken(record: Record, rule: UnitRule, given: Sequence[Piece]) -> int | None:
    """Units or devices that the words give where the line has none, of a request for one code."""
    if len(record.case.services) > 1 or rule.dose:
        return None
    found = {n for n, _ in (*requested.numbers(given, _UNITS), *requested.numbers(given, UNITS_FIELD))}
    found |= {n for n, _ in requested.numbers(given, _DEVICES)} if rule.most else set()
    return found.pop() if len(found) == 1 else None


def in_words(units: int) -> str:
    """How many units are asked for, as a clause."""
    return f"{units} unit is requested" if units == 1 else f"{units} units are requested"


def _judge(record: Record, rule: UnitRule, given: Sequence[Piece], units: int) -> tuple[str, str, list[Citation]]:
    """For, against or open; why as a clause; and its places."""
    asked = in_words(units)
    passes = _by_passes(record, rule, given, units)
    if passes:
        return passes
    months = next((p.cite() for p in given if _MONTHS.search(p.low)), None)
    most = rule.most if rule.most is not None else rule.usual
    if most is not None and units > most:
        if rule.most is None or months:
            return "open", f"{asked} where {most} need no question; what period they are for is not settled", []
        return "against", f"{asked} where {most} {'fits' if most == 1 else 'fit'}; one unit is {rule.counts}", []
    if rule.most_per_day is None:
        return "for", f"{asked}; one unit is {rule.counts}", []
    return _by_day(record, rule, given, units)


def _by_passes(
    record: Record, rule: UnitRule, given: Sequence[Piece], units: int
) -> tuple[str, str, list[Citation]] | None:
    """Units that count needle passes or injections, which are no units."""
    if rule.most_per_day is None or rule.levels:
        return None
    counted = [(n, p) for n, p in requested.numbers(given, _PASSES) if n > 1]
    for n, piece in counted:
        if units > 1 and n == units:
            return "against", f"the {units} units count needle passes, and one unit is {rule.counts}", [piece.cite()]
    by = [p.cite() for p in given if _PER_PASS.search(p.low)]
    by += [p.cite() for n, p in requested.numbers(given, _MUSCLES) if rule.muscles and n == units]
    days = requested.days(given)
    if by and units > 1 and not days.dates and not days.apart and not requested.missing(given, "dates?"):
        return "against", f"the {units} units count muscles or passes, and one unit is {rule.counts}", by
    for said in {p.said.number: p.said for p in given}.values():
        for one in coded.find(said.statement.clause.line):
            if one.code == record.line.code and one.counted and one.counted[0] > 1:
                what = f"{one.counted[0]} {one.counted[1]}"
                return "against", f"{what} are billed, and one unit is {rule.counts}", [said.cite()]
    return None


_SAME_SIDE = Pattern(r"\b(?:same|one|single) side\b|\bunilateral(?:ly)?\b")
_OTHER_SIDE = Pattern(
    r"\b(?:other|opposite|second|contralateral) (?:side|one|joint)\b[^.;]{0,15}\b(?:later|next|then|another|"
    r"after(?:wards?)?|"
    r"in (?:\d|two|three|four)|to follow)\b"
)


def _by_day(record: Record, rule: UnitRule, given: Sequence[Piece], units: int) -> tuple[str, str, list[Citation]]:
    """Units against the days of service that the request gives."""
    a_day = rule.most_per_day or 1
    days = requested.days(given)
    asked = in_words(units)
    sides = {side for p in given for side in sides_among(tokenise(p.text))}
    if rule.sides and len(sides) > 1 and units <= a_day and (days.apart or days.dates > 1):
        apart = [days.apart] if days.apart else []
        return "open", "the sides are asked for on different days, which are two sessions to be counted", apart
    if rule.sides and (later := next((p.cite() for p in given if p.said.search(_OTHER_SIDE)), None)):
        return "open", "the other side is to be treated later, which is a session to be counted", [later]
    if units <= a_day:
        return "for", f"{asked}; one unit is {rule.counts}", []
    if requested.papers_differ(given):
        return "open", f"{asked}, and one paper gives other days than another", []
    if units <= a_day * record.line.sessions or (days.dates > 1 and units <= a_day * days.dates and not days.same):
        return "for", f"{asked}, {a_day} for each day of service", []
    two_sides = rule.sides and units == 2 * a_day
    if days.same and not days.apart and not two_sides:
        return "against", f"{asked} for one day; one unit is {rule.counts}", [days.same]
    if rule.sides and rule.levels is None and units > 2 * a_day and not days.dates and not days.apart:
        return "against", f"{asked}, and there are only two sides", []
    one_side = len({"RT", "LT"} & set(record.line.modifiers)) == 1 or any(p.said.search(_SAME_SIDE) for p in given)
    one_side = one_side or len(sides) == 1
    if two_sides and days.same and not days.apart and one_side and len(sides) < 2:
        return "against", f"{asked} for one side and one day; one unit is {rule.counts}", [days.same]
    if two_sides:
        return "open", f"{asked}; whether they mean both sides, which are one line, or two days is not stated", []
    return "open", f"{asked} where one day holds {a_day}; whether they mean several days is not stated", []


# ------------------------------------------------------------------------------------------------- one of its kind


def read_alone(record: Record, criterion: UnitsCriterion, rule: UnitRule) -> Finding:
    """The finding that services of which one is given are not requested together."""
    others = [
        line for line in record.case.services if line.code != record.line.code and _kind(record, line) == rule.one_of
    ]
    cited = requested.asked(record)
    if not others:
        why = f"No other service of its kind is requested ({rule.one_of})."
        return stated(record, criterion, "met", why, citations=cited)
    names = listed(line.code or "" for line in (record.line, *others))
    pieces = requested.pieces(record)
    codes = [line.code or "" for line in (record.line, *others)]
    if either := next((p.said for p in pieces if p.codes and _either(p.said, codes)), None):
        near = [Weighed("open", either.cite(), "one or the other is asked for, and which is not settled")]
        return undocumented(record, criterion, f"Which of {names} is asked for is left open.", ("the code",), near)
    if papers := differing.codes(record):
        near = [Weighed("open", c, "one paper asks for another code than the other") for c in papers]
        return undocumented(record, criterion, f"Which of {names} is asked for is left open.", ("the code",), near)
    days = requested.whole(pieces)
    if rule.one_of_within == "request" and not days.apart:
        why = f"Of these only one is given: {names} ({rule.one_of})."
        return stated(record, criterion, "not_met", why, citations=cited)
    if dated := days.apart or requested.on_own_days(pieces, codes):
        why = f"{names} are asked for on different days."
        return stated(record, criterion, "met", why, citations=[dated, *cited])
    if days.same and rule.one_of_within == "day":
        why = f"{names} are asked for in one session, which holds one of them."
        return stated(record, criterion, "not_met", why, citations=[days.same, *cited])
    near = [Weighed("open", c, "another service of its kind is requested here too") for c in cited[:1]]
    why = f"{names} are requested; whether one session may hold both is a matter of the policy."
    return undocumented(record, criterion, why, ("days of the services",), near)


def _one_or_other(record: Record) -> Citation | None:
    """A statement that sets the code of the line against another one: "G0260 vs 27096"."""
    code = record.line.code
    others = [line.code for line in record.case.services if line.code and line.code != code]
    if not code or not others:
        return None
    each = "|".join(map(re.escape, (code, *others)))
    against = re.compile(rf"(?<!\w)(?P<a>{each}) (?:vs\.?|versus) (?P<b>{each})(?!\w)", re.IGNORECASE)
    found = ((s, m) for s in record.said for m in against.finditer(s.low))
    return next((s.cite() for s, m in found if code.lower() in (m["a"], m["b"])), None)


_ONE_OF_THEM = Pattern(r"\bwhichever\b|\bone or the other\b|\beither one\b")


def _either(said: Said, codes: Sequence[str]) -> bool:
    """Whether codes stand as alternatives: "20552 or 20553"."""
    each = "|".join(map(re.escape, filter(None, codes)))
    if said.search(_ONE_OF_THEM):
        return True
    return re.search(rf"(?<!\w)(?:{each})\b\)?,? or (?:cpt )?\(?(?:{each})(?!\w)", said.low, re.IGNORECASE) is not None


def _kind(record: Record, line: ServiceLine) -> str | None:
    service = record.policy.service(line)
    return service.unit_rule.one_of if service and service.unit_rule else None
