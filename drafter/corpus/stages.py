"""The stages of a policy file: short logic made whole, and every id in it looked up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from drafter.corpus.located import Keys, Tree
from drafter.domain import Logic, Policy
from drafter.errors import near


def expand_stages(tree: Tree) -> Tree:
    """The document with each stage's logic in its full form; `{stage: name}` stands for the logic of a stage above."""
    stages = tree.data.get("stages")
    if not isinstance(stages, list):
        return tree
    above: dict[str, dict[str, Any]] = {}
    whole = []
    for n, stage in enumerate(stages):
        if isinstance(stage, dict) and "logic" in stage:
            logic = _expanded(stage["logic"], ("stages", n, "logic"), tree, above)
            stage = {**stage, "logic": logic}
            name = str(stage.get("name"))
            if name in above:
                raise tree.at("stages", n, "name").error(f"duplicate stage `{name}`")
            above[name] = logic
        whole.append(stage)
    return Tree({**tree.data, "stages": whole}, tree.places)


def _expanded(value: Any, way: Keys, tree: Tree, above: dict[str, dict[str, Any]]) -> dict[str, Any]:
    place = tree.at(*way)
    if isinstance(value, str):
        return {"op": "criterion", "criterion": value}
    if not isinstance(value, dict) or len(value) != 1:
        raise place.error(f"{value!r} is not logic", "Write a criterion id, or one of all, any, at_least, not, stage.")
    (op, of), at = next(iter(value.items())), (*way, next(iter(value)))
    if op == "stage":
        if of not in above:
            raise place.error(f"no stage `{of}` above this one", near(str(of), above))
        return above[of]
    if op not in ("all", "any", "at_least", "not"):
        known = ("all", "any", "at_least", "not", "stage")
        raise place.error(f"unknown key `{op}`; known here: {', '.join(known)}", near(str(op), known))
    count = None
    if op == "at_least":
        if not isinstance(of, dict) or set(of) != {"count", "of"} or type(of["count"]) is not int:
            raise place.error("at_least needs `count` (a whole number) and `of` (a list)")
        count, of, at = of["count"], of["of"], (*at, "of")
        if isinstance(of, list) and not 1 <= count <= len(of):
            raise place.error(f"at_least {count} of {len(of)} cannot be")
    members = [(of, at)] if op == "not" else [(m, (*at, n)) for n, m in enumerate(of if isinstance(of, list) else ())]
    if not members:
        raise place.error(f"`{op}` has nothing to combine", "Write a list with at least one criterion id.")
    whole = {"op": op, "members": [_expanded(member, member_way, tree, above) for member, member_way in members]}
    return whole if count is None else {**whole, "count": count}


def check_stages(policy: Policy, tree: Tree) -> None:
    """Every id that a stage names is a criterion, every criterion stands in a stage, and no group can be emptied."""
    ids = [criterion.id for criterion in policy.criteria]
    for n, stage in enumerate(policy.stages):
        for key in ("logic", "limits", "reported", "may_not_apply"):
            for way, id in _named(tree, ("stages", n, key)):
                if id not in ids:
                    raise tree.at(*way).error(
                        f"stage `{stage.name}`: {key} names the missing criterion {id}; there are {', '.join(ids)}",
                        near(id, ids),
                    )
        for id in stage.may_not_apply:
            if id not in stage.criteria():
                raise tree.at("stages", n, "may_not_apply").error(f"{id} may not apply, but is not in `{stage.name}`")
        for id in stage.limits:
            if id in stage.logic.leaves():
                raise tree.at("stages", n, "limits").error(f"{id} is both a limit and in the logic of `{stage.name}`")
        for id in stage.reported:
            if id in (*stage.logic.leaves(), *stage.limits):
                raise tree.at("stages", n, "reported").error(
                    f"{id} decides in `{stage.name}` and cannot be only reported"
                )
        gone = set(stage.may_not_apply)
        if set(stage.logic.leaves()) <= gone or _can_empty(stage.logic, gone):
            raise tree.at("stages", n, "may_not_apply").error(
                f"stage `{stage.name}`: where {', '.join(stage.may_not_apply)} do not apply, a group has nothing left"
            )
    used = {id for stage in policy.stages for id in stage.criteria()}
    for n, id in enumerate(ids):
        if id not in used:
            raise tree.at("criteria", n, "id").error(
                f"criterion {id} is in no stage", "Add it to a logic, to limits, or to what is reported."
            )


def _named(tree: Tree, way: Keys) -> Iterator[tuple[Keys, str]]:
    """The criterion ids written under a key; a count and the name of a stage are none."""
    for rest, place in tree.below(way):
        if place.written is not None and not {"stage", "count"} & set(rest):
            yield (*way, *rest), place.written


def _can_empty(logic: Logic, gone: set[str]) -> bool:
    """Whether a group here or below loses every member when those criteria do not apply."""
    if logic.op == "criterion":
        return False
    return set(logic.leaves()) <= gone or any(_can_empty(member, gone) for member in logic.members)
