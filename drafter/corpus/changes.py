"""What changed from one version of a policy to another, part by part, and which drafts rest on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from drafter.domain import Draft, Logic, Noun, Policy

_NAMED_BY = {"criteria": ("criterion", "id"), "services": ("service", "code"), "stages": ("stage", "name")}
"""Parts of a policy that have a name of their own: what to call one, and the field that names it."""
_PASSED_OVER = ("id", "version", "sha")
"""Fields that name the version and say nothing of its content."""


@dataclass(frozen=True)
class Change:
    """One difference between two versions."""

    part: str
    """What it concerns: `criterion B8`, `service 20552`, `stage repeat`, `source`, or `policy`."""
    field: str
    """The field that differs; `whole` where the part was added or removed."""
    before: str | None
    """Its value in the first version, in words; none where it has none there."""
    after: str | None
    """Its value in the second version."""

    @property
    def criterion(self) -> str | None:
        """Id of the criterion it concerns, if it concerns one."""
        kind, _, name = self.part.partition(" ")
        return name if kind == "criterion" else None


@dataclass(frozen=True)
class Touched:
    """A draft that was judged by the first version."""

    draft: str
    """Its id."""
    line: int
    """Index of the service line."""
    criteria: tuple[str, ...]
    """Changed criteria that the line was judged by."""
    outcome: str | None
    """What it came to."""
    decides: tuple[str, ...]
    """Those of them that held it up or decided it."""


def changes(before: Policy, after: Policy) -> tuple[Change, ...]:
    """The differences: what is said of the policy as a whole first, then criteria, services and stages, in order."""
    found: list[Change] = []
    for name in type(before).model_fields:
        old, new = getattr(before, name), getattr(after, name)
        if name not in _PASSED_OVER and name not in _NAMED_BY and old != new:
            apart = isinstance(old, Noun) and isinstance(new, Noun)
            found += _of_fields(name, old, new) if apart else [Change("policy", name, in_words(old), in_words(new))]
    for name, (called, key) in _NAMED_BY.items():
        found += _of_parts(called, _by(getattr(before, name), key), _by(getattr(after, name), key))
    return tuple(found)


def touched(found: Iterable[Change], before: Policy, drafts: Iterable[Draft]) -> tuple[Touched, ...]:
    """The lines of drafts that rest on the first version, with the changed criteria they were judged by.

    A line is listed with no criteria where only the frame of the policy changed.
    """
    changed = {change.criterion for change in found if change.criterion}
    rows = []
    for draft in drafts:
        for line in draft.determination.lines:
            if (line.policy, line.policy_version) == (before.id, before.version):
                judged = {finding.criterion for finding in line.findings}
                mine = tuple(c.id for c in before.criteria if c.id in changed & judged)
                decides = tuple(id for id in line.blocking if id in mine)
                rows.append(Touched(draft.id, line.line, mine, line.outcome, decides))
    return tuple(rows)


def logic_in_words(logic: Logic) -> str:
    """`all of A1, any of (B4, B5)`; a single criterion is its id."""
    if logic.op == "criterion":
        return str(logic.criterion)
    members = [
        logic_in_words(member) if member.op == "criterion" else f"({logic_in_words(member)})"
        for member in logic.members
    ]
    if logic.op == "not":
        return f"not {members[0]}"
    return f"{f'at least {logic.count}' if logic.op == 'at_least' else logic.op} of {', '.join(members)}"


def in_words(value: Any) -> str | None:
    """A value of a policy as a person reads it; none where there is none."""
    if value is None or value in ((), "", {}):
        return None
    if isinstance(value, Logic):
        return logic_in_words(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(filter(None, map(in_words, value)))
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {in_words(item)}" for key, item in value.items())
    if isinstance(value, Noun) and type(value).__str__ is Noun.__str__:
        said = {
            name: in_words(getattr(value, name)) for name in type(value).model_fields if name in value.model_fields_set
        }
        return "; ".join(f"{name.replace('_', ' ')} {words}" for name, words in said.items() if words)
    return str(value)


def _by(parts: Iterable[Noun], key: str) -> dict[str, Noun]:
    return {str(getattr(part, key)): part for part in parts}


def _of_parts(called: str, before: Mapping[str, Noun], after: Mapping[str, Noun]) -> Iterable[Change]:
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        if old is None or new is None:
            yield Change(f"{called} {name}", "whole", _headline(old), _headline(new))
        else:
            yield from _of_fields(f"{called} {name}", old, new)


def _of_fields(part: str, old: Noun, new: Noun) -> Iterable[Change]:
    for field in dict.fromkeys((*type(old).model_fields, *type(new).model_fields)):
        was, now = getattr(old, field, None), getattr(new, field, None)
        if was != now:
            yield Change(part, field, in_words(was), in_words(now))


def _headline(part: Noun | None) -> str | None:
    """What a part says, where it is there in one version alone."""
    if part is None:
        return None
    text = getattr(part, "text", None) or getattr(part, "label", None)
    return str(text) if text else in_words(part)
