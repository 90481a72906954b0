"""The corpus: policies, passages and code sets, loaded strictly; and the policy that applies to a line.

A fault is a CorpusError that names file and line; nothing is passed over without a word.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from drafter.corpus.codes import CodeEntry, CodeRange, load_codes
from drafter.corpus.external import load_external
from drafter.corpus.located import Place, Tree, read_text
from drafter.corpus.passages import DeterminationFront, load_determination, load_evidence, of_policies
from drafter.corpus.policies import Held, check_overlaps, load_policy
from drafter.corpus.relied import relied_on
from drafter.corpus.selection import Selection, applicable, binding, bound, in_other_states
from drafter.domain import Passage, Policy
from drafter.errors import CorpusError, near

__all__ = [
    "WAITING",
    "Corpus",
    "Selection",
    "applicable",
    "binding",
    "bound",
    "holds_something",
    "in_other_states",
    "load",
    "packaged",
    "relied_on",
    "sha_of",
]

WAITING = "to-confirm"
"""Folder of a corpus whose policies wait until a person has confirmed them; nothing in it is loaded."""

_SHELVES = ("guidelines", "determinations", "codes", WAITING)
"""Folders of a corpus that are no policies."""


@dataclass(frozen=True)
class Corpus:
    """Everything that was loaded."""

    policies: tuple[Policy, ...]
    """Every version of every policy."""
    passages: tuple[Passage, ...]
    """Of policies, guidelines, research and past determinations."""
    codes: Mapping[str, str]
    """Known service codes with our labels."""
    sha: str
    """Hash of all files loaded."""
    diagnoses: Mapping[str, CodeEntry] = field(default_factory=dict)
    """Known diagnosis codes."""
    ranges: tuple[CodeRange, ...] = ()
    """Ranges of well-formed service codes."""

    def knows(self, code: str) -> bool:
        """Whether a service code is known, or lies in a range of codes that exist."""
        return code in self.codes or any(code in one for one in self.ranges)


def packaged() -> Path:
    """The corpus that comes with drafter: inside the installed package, or beside it in a checkout."""
    inside = Path(__file__).parents[1] / "_data" / "corpus"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "corpus"


def holds_something(folder: Path) -> bool:
    """Whether there is anything in a corpus folder that loads; policies that wait do not."""
    return folder.is_dir() and any(path.is_file() and _is_loaded(path, folder) for path in folder.rglob("*"))


def load(*folders: Path) -> Corpus:
    """The corpus in these folders together, the packaged one where none is named."""
    folders = folders or (packaged(),)
    for _ in range(3):
        sha, shelf = sha_of(*folders), _Shelf()
        for folder in folders:
            shelf.add(folder)
        held = shelf.corpus(sha)
        if sha_of(*folders) == sha:
            return held
    todo = "Load it again once the files are still."
    raise CorpusError("its files change while they are read", where=folders[-1], todo=todo)


def sha_of(*folders: Path) -> str:
    """The hash of all files that `load` would load from these folders."""
    digest = hashlib.sha256()
    for folder in folders:
        if not folder.is_dir():
            raise CorpusError("no such folder", where=folder, todo="Name a folder with policies, guidelines or codes.")
        for file in sorted(path for path in folder.rglob("*") if _is_loaded(path, folder)):
            digest.update(f"{file.relative_to(folder).as_posix()}\n{read_text(file)}\0".encode())
    return digest.hexdigest()


class _Shelf:
    """What has been loaded so far."""

    def __init__(self) -> None:
        self.held: list[Held] = []
        self.passages: list[tuple[Passage, Place]] = []
        self.fronts: list[tuple[Tree, DeterminationFront]] = []
        self.codes: dict[str, str] = {}
        self.code_places: dict[str, Place] = {}
        self.diagnoses: dict[str, CodeEntry] = {}
        self.ranges: tuple[CodeRange, ...] = ()

    def add(self, folder: Path) -> None:
        """Load one corpus folder; one that holds nothing is more likely a wrong name."""
        before = self._held()
        for path in sorted(folder.iterdir()):
            if path.is_dir() and path.name not in _SHELVES and path.name[0] != ".":
                self._add_policy(path)
        for file in _markdown(folder / "guidelines"):
            self.passages.append(load_evidence(file))
        for file in _markdown(folder / "determinations"):
            found, tree, front = load_determination(file)
            self.passages += found
            self.fronts.append((tree, front))
        for file in sorted((folder / "determinations").glob("*.jsonl")):
            self.passages += load_external(file)
        for file in sorted((folder / "codes").glob("*.yaml")):
            self._add_codes(file)
        if self._held() == before:
            todo = "Name a folder with policy folders, guidelines/, determinations/ or codes/."
            raise CorpusError("holds no policy, passage or codes", where=folder, todo=todo)

    def _held(self) -> int:
        return len(self.held) + len(self.passages) + len(self.codes) + len(self.ranges)

    def _add_policy(self, folder: Path) -> None:
        found = load_policy(folder)
        if any(held.policy.id == found[0].policy.id for held in self.held):
            raise found[0].tree.at("id").error(f"duplicate policy {folder.name}: another folder holds it too")
        self.held += found

    def _add_codes(self, file: Path) -> None:
        found, ranges, places = load_codes(file)
        for code in found.codes:
            if code in self.code_places:
                first = self.code_places[code]
                raise places[code].error(f"duplicate code {code}, already at {first.file}, line {first.line}")
        self.code_places |= places
        if found.system == "ICD-10-CM":
            self.diagnoses |= found.codes
        else:
            self.codes |= {code: entry.label for code, entry in found.codes.items()}
            self.ranges += ranges

    def corpus(self, sha: str) -> Corpus:
        """All of it, once it is consistent; `sha` is that of the files."""
        check_overlaps(self.held)
        passages = [*of_policies(self.held), *self.passages]
        _check_passages(passages)
        corpus = Corpus(
            policies=tuple(held.policy for held in self.held),
            passages=tuple(passage for passage, _ in passages),
            codes=self.codes,
            sha=sha, diagnoses=self.diagnoses, ranges=self.ranges,
        )  # fmt: skip
        self._check_codes(corpus)
        self._check_fronts()
        return corpus

    def _check_codes(self, corpus: Corpus) -> None:
        """A service of a policy has a code that exists, where code sets are loaded."""
        for held in self.held if corpus.codes else ():
            for n, service in enumerate(held.policy.services):
                if not corpus.knows(service.code):
                    place = held.tree.at("services", n, "code")
                    raise place.error(f"code {service.code} is in no code set", near(service.code, corpus.codes))

    def _check_fronts(self) -> None:
        """A past determination names a policy that is held."""
        ids = list(dict.fromkeys(held.policy.id for held in self.held))
        for tree, front in self.fronts:
            for id in front.policy:
                if id.partition("@")[0] not in ids:
                    raise tree.at("policy").error(f"policy {id} is not held; held: {', '.join(ids)}", near(id, ids))


def _is_loaded(path: Path, folder: Path) -> bool:
    """Whether a file is part of what a corpus folder holds."""
    kept = path.suffix in (".yaml", ".md", ".jsonl") and path.name != "README.md"
    return kept and path.relative_to(folder).parts[0] != WAITING


def _markdown(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.md") if path.name != "README.md")


def _check_passages(passages: list[tuple[Passage, Place]]) -> None:
    """No two passages say the same of the same source."""
    seen: dict[str, Place] = {}
    for passage, place in passages:
        if passage.id in seen:
            first = seen[passage.id]
            raise place.error(f"duplicate passage, already at {first.file}, line {first.line}", "Keep one of the two.")
        seen[passage.id] = place
