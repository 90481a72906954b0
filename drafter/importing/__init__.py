"""Bringing one's own: documents as policies that wait to be confirmed, and past determinations from an export.

What is imported lies in the user's own corpus folder. A policy lies in `to-confirm/` there, where nothing loads it,
until a person has compared it with its source and confirmed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from drafter.corpus import WAITING
from drafter.errors import InputError
from drafter.importing import documents, skeleton
from drafter.importing.candidates import candidates, not_covered, passed_over
from drafter.importing.documents import OnProgress
from drafter.importing.sections import sections

__all__ = ["Imported", "import_policy"]


@dataclass(frozen=True)
class Imported:
    """What was made of a document."""

    id: str
    """Id of the policy that waits."""
    folder: Path
    """Where it waits."""
    passages: int
    """Passages of its source."""
    criteria: int
    """Candidate criteria."""
    not_covered: int
    """Sentences on what is not covered."""
    notices: tuple[str, ...]
    """What a person must know of the reading."""


def import_policy(
    file: Path,
    into: Path,
    *,
    id: str | None = None,
    codes: Iterable[str] = (),
    on_progress: OnProgress = lambda done, total: None,
) -> Imported:
    """Read a document and write the policy that it seems to be to `into/to-confirm/<id>`.

    `codes` are the codes known. Raises InputError for a document that cannot be read, and for an id that is held there.
    """
    read = documents.read(file, on_progress)
    title = next((block.text for block in read.blocks if block.kind == "heading"), file.stem)
    id = id or slug(title)
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", id):
        raise InputError(
            f"{id!r} is no id of a policy", todo="Use small letters, digits and hyphens: --id acme-mp-101."
        )
    for folder in (into / id, into / WAITING / id):
        if folder.exists():
            todo = "Give it another id with --id, or move the folder away first; nothing was written."
            raise InputError(f"policy {id} is there already", where=folder, todo=todo)
    made = sections(read.blocks, title)
    found, against = candidates(made), not_covered(made)
    stated: dict[str, list[str]] = {}
    for n, one in enumerate(found, 1):
        stated.setdefault(one.section.heading, []).append(f"X{n}")
    folder = into / WAITING / id
    folder.mkdir(parents=True)
    text = skeleton.policy_yaml(id, title, file.name, made, found, against, codes)
    (folder / "policy.yaml").write_text(text, "utf-8")
    (folder / "source.md").write_text(skeleton.source_md(title, made, stated), "utf-8")
    over = passed_over(made, [*found, *against])
    notices = []
    if over:
        notices.append(
            f"{len(over)} sentences with figures stand under other headings and are no candidates, such as"
            f" {over[0]!r}; look through source.md."
        )
    return Imported(id, folder, len(made), len(found), len(against), (*read.notices, *notices))


def slug(words: str) -> str:
    """Words as an id."""
    return re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")[:60].rstrip("-") or "policy"
