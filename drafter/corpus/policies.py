"""One policy folder: `policy.yaml`, `source.md`, and `versions/<version>.yaml` (with `.md`) for what differs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter.corpus.faults import build
from drafter.corpus.located import Keys, Place, Tree, parse, read_text
from drafter.corpus.markdown import Part, stated
from drafter.corpus.stages import check_stages, expand_stages
from drafter.domain import Policy
from drafter.errors import CorpusError, near


@dataclass(frozen=True)
class Held:
    """One version of a policy with its places and the parts of its source."""

    policy: Policy
    """The policy."""
    tree: Tree
    """The document it was built from."""
    parts: tuple[Part, ...]
    """What its source says, heading by heading."""


def load_policy(folder: Path) -> list[Held]:
    """Every version of the policy in a folder; a CorpusError at the first fault."""
    _check_files(folder)
    base = _document(folder / "policy.yaml")
    if base.data.get("id") != folder.name:
        raise base.at("id").error(
            f"the id {base.data.get('id')!r} is not the folder's name `{folder.name}`", "Make the two alike."
        )
    source = folder / "source.md"
    shared = stated(read_text(source), Place(source, 1))
    held = [_version(folder, base, shared, ())]
    for file in sorted((folder / "versions").glob("*.yaml")):
        own, document = file.with_suffix(".md"), _document(file)
        differing = stated(read_text(own), Place(own, 1)) if own.exists() else []
        files = (file, own) if own.exists() else (file,)
        merged, without = _merged(base, document, file.stem), set(document.data.get("without") or ())
        kept = [part for part in shared if not part.criteria or not set(part.criteria) <= without]
        held.append(_version(folder, merged, _replaced(kept, differing), files))
    _check_versions(held)
    return held


def _document(file: Path) -> Tree:
    return parse(read_text(file), file)


def _check_files(folder: Path) -> None:
    """An unknown file would be left out without a word, so it is an error."""
    for name in ("policy.yaml", "source.md"):
        if not (folder / name).is_file():
            raise CorpusError(f"`{name}` is missing", where=folder / name, line=1, todo=f"Write it, or drop {folder}.")
    known = ("policy.yaml", "source.md", "versions")
    for path in sorted(folder.iterdir()):
        if path.name not in known and not path.name.startswith("."):
            what = f"unknown file; a policy folder holds {', '.join(known)}"
            raise CorpusError(what, where=path, line=1, todo=near(path.name, known))
    for path in sorted((folder / "versions").glob("*")):
        if path.suffix not in (".yaml", ".md") or not path.with_suffix(".yaml").is_file():
            raise CorpusError("unknown file; `versions` holds <version>.yaml and <version>.md", where=path, line=1)


def _version(folder: Path, tree: Tree, parts: Iterable[Part], files: tuple[Path, ...]) -> Held:
    tree = expand_stages(tree)
    policy = build(Policy, tree)
    held = Held(policy, tree, tuple(parts))
    _check_criteria(held)
    check_stages(policy, tree)
    _check_source(held)
    digest = hashlib.sha256()
    for file in (folder / "policy.yaml", folder / "source.md", *files):
        digest.update(f"{file.relative_to(folder).as_posix()}\n{read_text(file)}\0".encode())
    return Held(policy.model_copy(update={"sha": digest.hexdigest()}), tree, held.parts)


def _merged(base: Tree, own: Tree, version: str) -> Tree:
    """The base with the keys of a version file in place of its own; criteria are replaced one by one."""
    if "id" in own.data:
        raise own.at("id").error("a version file has no `id`", "Its policy is that of the folder.")
    if own.data.get("version", version) != version:
        raise own.at("version").error(f"version {own.data['version']!r} is not the file's name `{version}`")
    data = {**base.data, "version": version, **{key: value for key, value in own.data.items() if key != "without"}}
    places = {way: place for way, place in base.places.items() if not way or way[0] not in own.data}
    places |= {way: place for way, place in own.places.items() if way[:1] != ("criteria",)}
    places["version",] = own.at("version")
    if "criteria" in own.data or "without" in own.data:
        data["criteria"], criteria_places = _merged_criteria(base, own)
        places = {way: place for way, place in places.items() if way[:1] != ("criteria",)} | criteria_places
    return Tree(data, places)


def _merged_criteria(base: Tree, own: Tree) -> tuple[list[Any], dict[Keys, Place]]:
    """The criteria of a version: its own in place of those of their ids, then its further ones, less those it drops."""
    data: list[Any] = []
    places: dict[Keys, Place] = {("criteria",): own.at("criteria")}
    theirs, dropped = _indexes(own) if "criteria" in own.data else {}, _dropped(base, own)
    for index_there, id in enumerate(_indexes(base)):
        if id in dropped:
            continue
        tree, index = (own, theirs.pop(id)) if id in theirs else (base, index_there)
        n = len(data)
        data.append(tree.data["criteria"][index])
        places.update({("criteria", n, *rest): place for rest, place in tree.below(("criteria", index))})
    for index in theirs.values():
        n = len(data)
        data.append(own.data["criteria"][index])
        places.update({("criteria", n, *rest): place for rest, place in own.below(("criteria", index))})
    return data, places


def _dropped(base: Tree, own: Tree) -> frozenset[str]:
    """The criteria of the base that a version names under `without`: it does not have them."""
    ids = own.data.get("without") or []
    known = _indexes(base)
    for n, id in enumerate(ids):
        if id not in known:
            raise own.at("without", n).error(f"policy.yaml has no criterion {id} to leave out", near(str(id), known))
    return frozenset(ids)


def _indexes(tree: Tree) -> dict[str, int]:
    """Position of each criterion by its id, as far as the document is in order."""
    criteria = tree.data.get("criteria")
    listed = isinstance(criteria, list) and all(isinstance(c, dict) and isinstance(c.get("id"), str) for c in criteria)
    if not listed:
        raise tree.at("criteria").error("`criteria` is not a list of criteria that each have an `id`")
    _once(tree, "criteria", "id")
    return {criterion["id"]: n for n, criterion in enumerate(tree.data["criteria"])}


def _replaced(shared: list[Part], own: list[Part]) -> list[Part]:
    """The parts of a version: its own stand for those of the same heading, the others are added."""
    headings = {part.heading: part for part in own}
    kept = [headings.pop(part.heading, part) for part in shared]
    return kept + list(headings.values())


def _once(tree: Tree, key: str, name: str) -> None:
    """Each item of a list has its own name; the second of two alike is the fault."""
    seen: dict[str, int] = {}
    for n, item in enumerate(tree.data.get(key) or ()):
        word, place = item[name], tree.at(key, n, name)
        if word in seen:
            raise place.error(f"duplicate {name} {word} in `{key}`, already on line {seen[word]}")
        seen[word] = place.line


def _check_criteria(held: Held) -> None:
    policy = held.policy
    if policy.retired and policy.retired < policy.effective:
        place = held.tree.at("retired")
        raise place.error(f"retired on {policy.retired}, before it was in force on {policy.effective}")
    _once(held.tree, "criteria", "id")
    _once(held.tree, "services", "code")
    ids = [criterion.id for criterion in policy.criteria]
    for n, exception in enumerate(policy.exceptions):
        if exception.stands_for not in ids:
            place = held.tree.at("exceptions", n, "stands_for")
            raise place.error(f"no criterion {exception.stands_for}; there are {', '.join(ids)}")


def _check_source(held: Held) -> None:
    """The source names no criterion that is not there, and states every one that is."""
    ids = [criterion.id for criterion in held.policy.criteria]
    for part in held.parts:
        for id in part.criteria:
            if id not in ids:
                raise part.place.error(f"`{part.heading}` names criterion {id}, which is not there", near(id, ids))
    said = {id for part in held.parts for id in part.criteria}
    for n, id in enumerate(ids):
        if id not in said:
            raise held.tree.at("criteria", n, "id").error(
                f"criterion {id} is stated by no passage of the source",
                f"Name it in a heading of source.md: `## … ({id})`.",
            )


def _check_versions(held: list[Held]) -> None:
    """Two versions of a policy never hold on the same day in the same state, plan and line of business."""
    for n, one in enumerate(held):
        for other in held[n + 1 :]:
            if _meet(one.policy, other.policy):
                own = [other.tree.at(key) for key in ("effective", "states", "version")]
                place = next(place for place in own if place.file == own[-1].file)
                raise place.error(
                    f"version {other.policy.version} overlaps version {one.policy.version} in dates and states",
                    "Retire the older one the day before, or part their states, payers or lines of business.",
                )


def together(one: Policy, other: Policy) -> bool:
    """Whether there is a day on which both are in force."""
    return one.in_force(max(one.effective, other.effective)) and other.in_force(max(one.effective, other.effective))


def check_overlaps(held: list[Held]) -> None:
    """Two policies that can meet on one line need a precedence that tells which binds."""
    for n, one in enumerate(held):
        for other in held[n + 1 :]:
            if one.policy.id != other.policy.id and one.policy.precedence == other.policy.precedence:
                _check_overlap(one, other)


def _check_overlap(one: Held, other: Held) -> None:
    a, b = one.policy, other.policy
    if not _meet(a, b):
        return
    codes = {service.code for service in a.services}
    for n, service in enumerate(b.services):
        if service.code in codes:
            fault = "with no precedence" if b.precedence is None else f"with the same precedence {b.precedence}"
            raise other.tree.at("services", n, "code").error(
                f"overlapping code {fault}: {service.code} is covered by {a.id} {a.version} too",
                "Give one of the two a higher `precedence`, or part their payers, lines of business, states or dates.",
            )


def _meet(one: Policy, other: Policy) -> bool:
    """Whether both could be the policy of one member on one day."""
    return (
        together(one, other)
        and _shared(one.states, other.states)
        and _shared(_folded(one.payers), _folded(other.payers))
        and _shared(one.lines_of_business, other.lines_of_business)
    )


def _shared(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two lists meet; an empty list holds everything."""
    first, second = set(one), set(other)
    return not first or not second or bool(first & second)


def _folded(names: Iterable[str]) -> list[str]:
    return [name.casefold() for name in names]
