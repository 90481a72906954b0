"""What is known of how a code is counted, part by part: each is a finding of its own.

The figures are data of the policy's services (`UnitRule`), so that a further code is a further entry there.
"""

from __future__ import annotations

from drafter.domain import Finding, UnitPart, UnitRule, UnitsCriterion
from drafter.reading import amounts, counting, course, levels, muscles, once, quantity, requested, sides
from drafter.reading.record import Record
from drafter.reading.weighing import stated


def read(record: Record, criterion: UnitsCriterion, part: UnitPart) -> Finding:
    """The finding on one part of the unit rule of the line's code; not applicable where the rule lacks it."""
    if part == "units" and (excluded := _excluded(record)):
        return stated(record, criterion, "not_met", excluded, citations=requested.asked(record), allows=0)
    service = counting.service(record, record.line, [] if record.line.code else levels.regions_named(record))
    rule = service.unit_rule if service else None
    found = _read(record, criterion, part, rule) if rule else None
    return found or stated(record, criterion, "not_applicable", "The code is not counted in this way.")


def _read(record: Record, criterion: UnitsCriterion, part: UnitPart, rule: UnitRule) -> Finding | None:
    if part == "units" and (rule.most_per_day or rule.most or rule.usual):
        return quantity.read(record, criterion, rule)
    if part == "muscles" and rule.muscles:
        return muscles.read(record, criterion, rule.muscles)
    if part == "levels" and rule.levels:
        return levels.read(record, criterion, rule.levels)
    if part == "region" and rule.levels:
        return levels.read_region(record, criterion, rule.levels)
    if part == "sides" and rule.sides:
        return sides.read(record, criterion, rule.sides == "documented")
    if part == "dose" and rule.dose:
        return amounts.read_dose(record, criterion, rule.dose)
    if part == "minutes" and rule.minutes:
        return amounts.read_minutes(record, criterion, rule.minutes)
    if part == "course" and rule.course:
        return course.read(record, criterion, rule.course)
    if part == "once" and rule.once:
        return once.read(record, criterion, rule.once)
    if part == "alone" and rule.one_of:
        return quantity.read_alone(record, criterion, rule)
    return None


def _excluded(record: Record) -> str | None:
    """What the policy says where it does not cover the code at all."""
    for coverage in record.policy.coverage:
        if record.line.code in coverage.codes and not coverage.indications:
            return coverage.text
    return None
