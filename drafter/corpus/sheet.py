"""A policy, and the difference of two versions, as pages in Markdown that a reviewer reads from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from drafter.corpus.changes import Change, Touched, in_words, logic_in_words
from drafter.domain import Coverage, Criterion, Policy, PolicyService, Stage

_SHOWN_APART = frozenset(
    {"id", "kind", "text", "label", "ask", "silence", "holder", "verified", "caution", "terms"}
)  # fmt: skip
"""Fields of a criterion that have a place of their own on the page."""
_SILENCE = {
    "blocks": "holds up the outcome",
    "clears": "does not hold up the outcome",
    "clears_if_alone": "does not hold up the outcome where this is the only invasive service",
}


def sheet(policy: Policy, versions: Sequence[Policy] = (), rulings: Mapping[str, Sequence[str]] = {}) -> str:
    """All that is held of a policy; `versions` are the others of its id, `rulings` stand by criterion beside it."""
    blocks = [
        f"# {policy.title}\n\n{_frame(policy)}",
        "## Services\n\n" + "\n".join(map(_service, policy.services)),
        _listed("## Not covered, before any criterion", map(_coverage, policy.coverage)),
        "## Criteria\n\n" + "\n\n".join(_criterion(one, rulings.get(one.id, ())) for one in policy.criteria),
        "## Stages\n\n" + "\n".join(map(_stage, policy.stages)),
        _listed(
            "## Exceptions",
            (f"- for {e.stands_for}: {e.text} ({_checked(e.verified)})" for e in policy.exceptions),
        ),
        _listed("## Pitfalls", (f"- {text}" for text in policy.pitfalls)),
        _listed("## Other versions held", (f"- {one.version}: {in_force(one)}{where(one)}" for one in versions)),
    ]  # fmt: skip
    return "\n\n".join(filter(None, blocks)) + "\n"


def difference(
    before: Policy, after: Policy, found: Sequence[Change], drafts: Sequence[Touched], looked_at: int
) -> str:
    """What changed, part by part; `drafts` are those that rest on the first version, of the number looked at."""
    head = f"# {before.id}: {before.version} to {after.version}"
    frames = "\n".join(f"- {one.version}: {one.name}, {in_force(one)}{where(one)}" for one in (before, after))
    blocks = [head, frames]
    parts: dict[str, list[Change]] = {}
    for change in found:
        parts.setdefault(change.part, []).append(change)
    for part, mine in parts.items():
        blocks.append(f"## {part}\n\n" + "\n".join(map(_change, mine)))
    same = [c.id for c in after.criteria if f"criterion {c.id}" not in parts and c in before.criteria]
    blocks.append(f"Unchanged criteria: {', '.join(same) or 'none'}." if found else "The two say the same.")
    none = f"None: of the drafts looked at ({looked_at}) none rests on {before.id}@{before.version}."
    if not looked_at:
        none = "No draft was looked at: the store holds none. Name drafts in JSON with --drafts."
    rows = "\n".join(map(_touched, drafts)) or none
    blocks.append(f"## Drafts that rest on {before.version}\n\n{rows}")
    return "\n\n".join(blocks) + "\n"


def _frame(policy: Policy) -> str:
    source = policy.source
    year = f", {source.year}" if source.year else ""
    rows = [
        f"- policy: {policy.id}, version {policy.version} ({policy.name})",
        f"- in force: {in_force(policy)}",
        f"- for: {_audience(policy)}",
        f"- source: {source.title}, {source.organisation}{year}{f', {source.document}' if source.document else ''}",
        f"- checked: {_checked(source.verified)}",
    ]
    if policy.precedence is not None:
        rows.append(f"- precedence: {policy.precedence} (of several that apply, the highest binds)")
    if source.note:
        rows.append(f"- note: {source.note}")
    return "\n".join(rows)


def in_force(policy: Policy) -> str:
    """Its days in force, in words."""
    return f"{policy.effective} to {policy.retired}" if policy.retired else f"from {policy.effective}"


def where(policy: Policy) -> str:
    """The states it holds in, after a comma; nothing where it holds in all."""
    return f", {', '.join(policy.states)}" if policy.states else ""


def _audience(policy: Policy) -> str:
    coverage = ", ".join(policy.lines_of_business).replace("_", " ") or "all lines of business"
    return "; ".join(filter(None, (", ".join(policy.payers), coverage, ", ".join(policy.states))))


def _service(service: PolicyService) -> str:
    counted = f"; one unit is {service.unit_rule.counts}" if service.unit_rule else ""
    return f"- {service.system} {service.code}: {service.label}{counted}"


def _coverage(one: Coverage) -> str:
    of = in_words(one.codes) or "all services above"
    indications = f", for {in_words(one.indications)}".replace("_", " ") if one.indications else ""
    return f"- {one.status}: {one.text} ({of}{indications}; {_checked(one.verified)})"


def _criterion(criterion: Criterion, rulings: Sequence[str]) -> str:
    fields = [
        f"{name.replace('_', ' ')} {in_words(getattr(criterion, name))}".replace("_", " ")
        for name in type(criterion).model_fields
        if name not in _SHOWN_APART and in_words(getattr(criterion, name)) and name in criterion.model_fields_set
    ]
    holder = "the plan looks it up" if criterion.holder == "plan" else "the provider is asked"
    rows = [
        f"**{criterion.id} {criterion.label}** ({criterion.kind}; {_checked(criterion.verified)})",
        criterion.text,
        f"- read as: {'; '.join(fields)}" if fields else "",
        f"- where the record is silent: {_SILENCE[criterion.silence]}; {holder}",
        f"- take care: {criterion.caution}" if criterion.caution else "",
        *(f"- ruled: {ruling}" for ruling in rulings),
    ]
    return "\n".join(filter(None, [rows[0], "", rows[1], "", *rows[2:]])).replace("\n- ", "\n\n- ", 1)


def _stage(stage: Stage) -> str:
    when = [
        f"codes {in_words(stage.when.codes)}" if stage.when.codes else "",
        {"none": "no such session before", "some": "a session before"}.get(stage.when.history or "", ""),
    ]
    said = f" ({', '.join(filter(None, when))})" if any(when) else ""
    limits = f"; limits {', '.join(stage.limits)}" if stage.limits else ""
    apart = f"; may not apply: {', '.join(stage.may_not_apply)}" if stage.may_not_apply else ""
    return f"- {stage.name}{said}: {logic_in_words(stage.logic)}{limits}{apart}"


def _checked(verified: str) -> str:
    words = {"read": "read in the source", "summary": "seen in a summary", "recalled": "recalled, to be verified"}
    return words.get(verified, "synthetic")


def _change(change: Change) -> str:
    if change.field == "whole":
        return f"- added: {change.after}" if change.before is None else f"- removed: {change.before}"
    name = change.field.replace("_", " ")
    if change.before is None or change.after is None:
        return f"- {name} {'added' if change.before is None else 'removed'}: {change.after or change.before}"
    return f"- {name}\n  - before: {change.before}\n  - after: {change.after}"


def _touched(one: Touched) -> str:
    outcome = (one.outcome or "no outcome").replace("_", " ")
    criteria = f"changed criteria {', '.join(one.criteria)}" if one.criteria else "no changed criterion"
    decides = f"; decided by {', '.join(one.decides)}" if one.decides else ""
    return f"- {one.draft}, line {one.line + 1} ({outcome}): {criteria}{decides}"


def _listed(heading: str, rows: Iterable[str]) -> str:
    listed = "\n".join(rows)
    return f"{heading}\n\n{listed}" if listed else ""
