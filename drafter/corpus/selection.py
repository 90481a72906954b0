"""Which policy a service line is judged by: chosen by service, date, payer, line of business and state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from drafter.domain import Case, Policy, ServiceLine
from drafter.errors import InputError, near


@dataclass(frozen=True)
class Selection:
    """The policy of a line, or the ones to choose from, or neither."""

    policy: Policy | None
    """The one that applies."""
    candidates: tuple[Policy, ...]
    """Where none is chosen: those that a person may bind."""
    why: str
    """One plain sentence."""


def applicable(line: ServiceLine, case: Case, policies: Iterable[Policy], today: dt.date) -> Selection:
    """The policy for a line, on the day of service, else of the request, else `today`.

    A case that binds policies is judged by those alone, whatever payer and line of business it names; an id that
    is not held is an InputError. An unknown payer, line of business or state excludes nothing. A synthetic policy
    is chosen only where it is bound or its payer is the case's. Pure; the order of `policies` does not matter.
    """
    held = sorted(policies, key=lambda policy: (policy.id, policy.effective, policy.version))
    on = case.anchor_date(today)
    considered = bound(case.policy, held) if case.policy else tuple(held)
    covering = [policy for policy in considered if policy.service(line)]
    if not covering:
        return Selection(None, (), _not_covered(line, case, considered))
    against = {(p.id, p.version): _against(p, case, on) for p in covering}
    left = [policy for policy in covering if against[policy.id, policy.version] is None]
    if not left:
        reasons = "; ".join(f"{binding(p, held)} {against[p.id, p.version]}" for p in covering)
        return Selection(None, (), f"No policy held for {line.label} applies: {reasons}.")
    return _choice(_of_payer(left, case), line, case, on, held)


def bound(ids: Iterable[str], policies: Iterable[Policy]) -> tuple[Policy, ...]:
    """The policies that ids (`id`, or `id@version`) name, each once; an InputError for one that is not held."""
    held = sorted(policies, key=lambda policy: (policy.id, policy.effective, policy.version))
    found: dict[tuple[str, str], Policy] = {}
    for id in ids:
        name, at, version = id.partition("@")
        named = [p for p in held if p.id == name and (not at or p.version == version)]
        if not named:
            known = list(dict.fromkeys(p.id for p in held))
            if name in known:
                known = [f"{p.id}@{p.version}" for p in held if p.id == name]
            todo = f"{near(id, known) or ''} Held: {', '.join(known) or 'none'}.".strip()
            raise InputError(f"no policy {id!r} is held", where="policy", todo=todo)
        found.update({(p.id, p.version): p for p in named})
    return tuple(found.values())


def binding(policy: Policy, policies: Iterable[Policy]) -> str:
    """What to write to bind a policy: its id, with its version where several versions are held."""
    several = len({p.version for p in policies if p.id == policy.id}) > 1
    return f"{policy.id}@{policy.version}" if several else policy.id


def _not_covered(line: ServiceLine, case: Case, considered: tuple[Policy, ...]) -> str:
    if not case.policy:
        return f"No policy is held for {line.label}."
    ids = list(dict.fromkeys(policy.id for policy in considered))
    if len(ids) == 1:
        return f"The bound policy {ids[0]} does not cover {line.label}."
    return f"None of the bound policies {', '.join(ids)} covers {line.label}."


def _against(policy: Policy, case: Case, on: dt.date) -> str | None:
    """Why a policy that covers the service does not apply, to follow its id; none where it does."""
    if not policy.in_force(on):
        until = f" to {policy.retired}" if policy.retired else " on"
        return f"is not in force on {on} (it is from {policy.effective}{until})"
    if not case.policy:
        if case.payer and policy.payers and _folded(case.payer) not in map(_folded, policy.payers):
            return f"is used by {', '.join(policy.payers)}, not by {case.payer}"
        if case.line_of_business and policy.lines_of_business and case.line_of_business not in policy.lines_of_business:
            lines = ", ".join(policy.lines_of_business).replace("_", " ")
            return f"is for {lines} coverage, not for {case.line_of_business.replace('_', ' ')}"
    if case.state and policy.states and case.state.upper() not in policy.states:
        return f"holds in {', '.join(policy.states)}, not in {case.state.upper()}"
    return None


def _of_payer(left: list[Policy], case: Case) -> list[Policy]:
    """Of the versions of one policy, those of the case's payer where one is, whether the policy is bound or not."""
    if case.payer is None:
        return left
    payer = _folded(case.payer)
    own = {p.id for p in left if payer in map(_folded, p.payers)}
    bound_version = {name for name in case.policy if "@" in name}
    return [
        p for p in left if p.id not in own or payer in map(_folded, p.payers) or f"{p.id}@{p.version}" in bound_version
    ]


def _choice(left: list[Policy], line: ServiceLine, case: Case, on: dt.date, held: list[Policy]) -> Selection:
    """One of those that could apply, if one stands out."""
    open_to = [policy for policy in left if case.policy or _may_be_chosen(policy, case)]
    told = (case.policy or case.payer or not any(p.payers for p in open_to)) and not _of_several_payers(open_to, case)
    highest = max((p.precedence for p in open_to if told and p.precedence is not None), default=None)
    best = [p for p in open_to if p.precedence is not None and p.precedence == highest]
    names = ", ".join(binding(policy, held) for policy in left)
    if len(open_to) == 1 or len(best) == 1:
        chosen = open_to[0] if len(open_to) == 1 else best[0]
        how = "is bound to the case" if case.policy else "is the one held"
        if len(open_to) > 1:
            how = "has precedence over the others that apply"
        return Selection(chosen, (), f"{binding(chosen, held)} {how} for {line.label} and in force on {on}.")
    if not open_to:
        why = f"Only synthetic policies are held for {line.label} ({names}); they apply only where a person binds them."
        return Selection(None, tuple(left), why)
    if case.policy and _of_several_payers(open_to, case):
        plan = f"none is of {case.payer}" if case.payer else "the request does not name the plan"
        why = f"The versions of the bound policy are of several payers, and {plan}; bind one of them: {names}."
        return Selection(None, tuple(left), why)
    return Selection(None, tuple(left), f"Several policies could apply to {line.label}: {names}; bind one of them.")


def _of_several_payers(open_to: Iterable[Policy], case: Case) -> bool:
    """Whether versions of one policy are left that belong to different payers, none of them that of the case: none
    is taken for another."""
    payers: dict[str, set[frozenset[str]]] = {}
    for p in open_to:
        payers.setdefault(p.id, set()).add(frozenset(map(_folded, p.payers)))
    return any(
        len(of) > 1 and not any(case.payer and _folded(case.payer) in one for one in of) for of in payers.values()
    )


def in_other_states(policy: Policy, case: Case, policies: Iterable[Policy], today: dt.date) -> tuple[Policy, ...]:
    """Versions of the same payer that hold in other states, where the case does not name its state."""
    if case.state is not None or not policy.states:
        return ()
    on = case.anchor_date(today)
    return tuple(
        p for p in policies
        if p.id == policy.id and p.states and set(p.payers) == set(policy.payers) and p.version != policy.version
        and not set(p.states) & set(policy.states) and p.in_force(on)
    )  # fmt: skip


def _may_be_chosen(policy: Policy, case: Case) -> bool:
    """A synthetic policy is a person's choice, unless its payer is the member's."""
    if policy.source.verified != "synthetic":
        return True
    return case.payer is not None and _folded(case.payer) in map(_folded, policy.payers)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
