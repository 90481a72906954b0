"""Units: what one session may hold: units of a code, sides, regions, and no other block beside it."""

from __future__ import annotations

import re

from drafter.domain import Citation, Finding, UnitsCriterion, Value
from drafter.reading import together
from drafter.reading.exam import sides_asked
from drafter.reading.record import Record
from drafter.reading.weighing import Weighed, listed, stated, undocumented
from drafter.text import words

_SIDED = re.compile(r"\b(left|right)[ -](?:sided?|only)\b")
_CERVICOTHORACIC = frozenset({"neck", "shoulder", "head"})
"""Regions that adjoin: a muscle of the shoulder girdle and the neck are one region in common use."""


def read(record: Record, criterion: UnitsCriterion) -> Finding:
    """The finding on a units criterion."""
    if criterion.one_region or criterion.no_other_block:
        return _session(record, criterion)
    if criterion.sides_documented or criterion.bilateral_modifier:
        return _sides(record, criterion)
    return _units(record, criterion)


def _asked(record: Record) -> list[Citation]:
    cited = record.field("units") or record.field("code") or record.service_words()
    return [cited] if cited else []


def _units(record: Record, criterion: UnitsCriterion) -> Finding:
    """Units of the line against those of its sessions."""
    units, most = record.line.units, (criterion.per_session or 1) * record.line.sessions
    values = [Value(name="units", value=units)] if units else []
    if units is None or units <= most:
        return stated(
            record,
            criterion,
            "met",
            f"{units or 'No'} units are stated, within {most}.",
            citations=_asked(record),
            values=values,
        )
    why = f"{units} units are asked for where {most} fit; whether they are different days or an error is not stated."
    return undocumented(record, criterion, why, ("dates of the units",), values=values)


def documented_sides(record: Record) -> dict[str, Citation]:
    """Sides that the narrative gives for the complaint, its findings or the service, each with its place."""
    sides: dict[str, Citation] = {}
    wanted = {*record.conditions, *words.family("findings"), *([record.procedure] if record.procedure else [])}
    for said in record.said:
        named = [m for m in said.statement.of(*wanted) if not m.stands.negated and not m.stands.other_person]
        if said.document.late or "request" in said.low or said.statement.cues.whole.other_person:
            continue
        if not named and (match := _SIDED.search(said.low)) and "limb" not in said.regions():
            sides.setdefault(match[1], said.cite())
        tokens = said.statement.clause.tokens
        near = " ".join(t.word for m in named for t in tokens[max(0, m.first - 5) : m.last + 6]).split()
        found = {w for w in near if w in ("left", "right", "bilateral", "bilaterally", "both")}
        for word in sorted(found):
            for side in ("left", "right") if word in ("bilateral", "bilaterally", "both") else (word,):
                sides.setdefault(side, said.cite())
    return sides


def _sides(record: Record, criterion: UnitsCriterion) -> Finding:
    """One unit and its side, or both sides under the modifier."""
    sides, asked = documented_sides(record), sides_asked(record)
    units = record.line.units or 1
    sessions = record.line.sessions
    modifier = criterion.bilateral_modifier
    values = [
        Value(name="units", value=units),
        Value(name="sides documented", value=listed(sorted(sides)) if sides else "none"),
    ]
    cited = [*sides.values(), *([c] if (c := record.field("modifiers")) else []), *_asked(record)]
    most = (criterion.per_session or 1) * sessions
    if units > max(2, 2 * most if sessions > 1 else 2):
        return stated(
            record,
            criterion,
            "not_met",
            f"{units} units are asked for, and there are two sides.",
            citations=cited,
            values=values,
        )
    if not sides:
        why = "The side to be treated is stated nowhere in the record."
        if asked and modifier not in record.line.modifiers:
            return stated(
                record,
                criterion,
                "met",
                f"The side asked for is {listed(sorted(asked))}.",
                citations=cited,
                values=values,
            )
        return undocumented(record, criterion, why, ("left", "right", "bilateral"), values=values)
    return _side_by_side(record, criterion, set(sides), asked, units, most, cited, values)


def _side_by_side(
    record: Record,
    criterion: UnitsCriterion,
    sides: set[str],
    asked: set[str],
    units: int,
    most: int,
    cited: list[Citation],
    values: list[Value],
) -> Finding:
    both = {"left", "right"}
    if modifier_set := asked - sides:
        why = (
            f"The {listed(sorted(modifier_set))} side is asked for, and the record documents only "
            f"the {listed(sorted(sides))}."
        )
        return stated(record, criterion, "not_met", why, citations=cited, values=values)
    if units > most and sides == both:
        why = (
            f"{units} units are asked for and both sides are documented; both sides are one unit "
            f"with modifier {criterion.bilateral_modifier}."
        )
        return undocumented(
            record,
            criterion,
            why,
            ("whether the units mean sides or days",),
            [Weighed("open", cited[0], "it documents both sides")],
            values,
        )
    if units > most:
        why = (
            f"{units} units are asked for and one side is documented; whether they mean days or an error is not stated."
        )
        return undocumented(record, criterion, why, ("what the units mean",), values=values)
    note = ""
    if sides == both and criterion.bilateral_modifier and criterion.bilateral_modifier not in record.line.modifiers:
        note = f" To treat both sides, modifier {criterion.bilateral_modifier} is needed."
    return stated(
        record,
        criterion,
        "met",
        f"{'Both sides are' if sides == both else f'The {listed(sorted(sides))} side is'} documented.{note}",
        citations=cited,
        values=values,
    )


def _session(record: Record, criterion: UnitsCriterion) -> Finding:
    """One region in a session, and no other block in it."""
    regions = _regions(record)
    others = together.others(record) if criterion.no_other_block else []
    shared = together.shared(record, others) if others else together.Shared(False)
    names = listed(r.replace("_", " ") for r in regions) if regions else ""
    cited = list(regions.values())
    if shared.session is True:
        return stated(
            record,
            criterion,
            "not_met",
            f"The record puts {listed(o.name for o in others)} into the same session.",
            citations=[*shared.citations, *(o.cited for o in others)],
            allows=0,
        )
    if shared.session is None:
        why = (
            f"{listed(o.name for o in others).capitalize()} is also {others[0].how}; whether it "
            "shares a session with this service is not stated."
        )
        return undocumented(
            record,
            criterion,
            why,
            ("other blocks in the same session",),
            [Weighed("open", o.cited, f"{o.name} is {o.how}") for o in others],
        )
    if criterion.one_region and not regions:
        return undocumented(
            record, criterion, "The region to be injected is not stated.", ("region or muscles to be injected",)
        )
    if criterion.one_region and not _one(set(regions)):
        near = [Weighed("open", c, f"it names the {r.replace('_', ' ')}") for r, c in regions.items()]
        return undocumented(
            record,
            criterion,
            f"Several regions are named ({names}); whether one session treats more than one is not stated.",
            ("region of each session",),
            near,
        )
    return stated(
        record,
        criterion,
        "met",
        f"One region is named ({names}) and no other block shares the session.",
        citations=cited,
    )


def _one(regions: set[str]) -> bool:
    return len(regions) == 1 or regions <= _CERVICOTHORACIC


def _regions(record: Record) -> dict[str, Citation]:
    """Regions that the record names where it speaks of the service or of its findings."""
    found: dict[str, Citation] = {}
    wanted = (*words.family("findings"), *([record.procedure] if record.procedure else []))
    for said in record.said:
        named = [m for m in said.statement.of(*wanted) if not m.stands.negated and not m.stands.other_person]
        if named and not said.document.late:
            for region in sorted(said.regions() - {"unplaced"}):
                found.setdefault(region, said.cite())
    return found
