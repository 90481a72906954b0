"""One state of the index beside its vectors: the passages, their rows in the store, and the tables of words.

A generation is a folder that is written whole and then named in the file `current`; whoever opens the index reads that
name. A writer that is killed leaves the old name or the new one, and what it left half done is swept up by the next.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drafter import corpus, domain
from drafter.domain import Passage, SourceType
from drafter.embedding import Embedder
from drafter.errors import IndexUnavailable
from drafter.retrieval import lexical, rows
from drafter.retrieval.lexical import Lexical

POINTER = "current"
PREFIX = "generation-"
HEADS = "heads.json"
PASSAGES = "passages.jsonl"
WORDS = "words"
POLICY_WORDS = "policy-words"
TYPES: tuple[SourceType, ...] = ("policy", "guideline", "research", "determination")

Mask = NDArray[np.bool_]
Shares = NDArray[np.float32]


class Generation:
    """What one state of the index holds; passages are read when they are asked for."""

    def __init__(self, folder: Path) -> None:
        heads = json.loads((folder / HEADS).read_text("utf-8"))
        self.embedder: str = heads["embedder"]
        """Name of the embedding model of the vectors."""
        self.source: str = heads["source"]
        """What the passages were made from, as the writer called it."""
        self.written = dt.date.fromisoformat(heads["written"])
        """The day it was written."""
        self.ids: list[str] = heads["ids"]
        """Ids of the passages; a passage's place here is its number."""
        self._by_policy: list[list[int]] = heads["by_policy"]
        policies = {numbers[0]: n for n, numbers in enumerate(self._by_policy, len(self.ids))}
        self.rows: dict[str, int] = dict(zip(heads["keys"], heads["numbers"], strict=True))
        """Row keys in the store, each with the number of its passage, or the place of the policy that it speaks for:
        policies are counted on from the passages."""
        self.rows |= {key: policies[numbers[0]] for key, numbers in heads["policies"].items()}
        self.places = len(self.ids) + len(self._by_policy) + 1
        """Passages, policies, and one place more for what belongs to neither."""
        self.whole = np.full(len(self.ids), self.places - 1)
        """The place of each passage's policy."""
        for place, numbers in enumerate(self._by_policy, len(self.ids)):
            self.whole[numbers] = place
        self._words = Lexical.load(folder / WORDS)
        self._policy_words = Lexical.load(folder / POLICY_WORDS)
        self._types = np.array([TYPES.index(type) for type in heads["types"]], dtype=np.int8)
        self._decided = np.array(heads["decided"], dtype=np.int64)
        self._documents: list[str] = heads["documents"]
        self._starts: list[int] = heads["starts"]
        file = folder / PASSAGES
        self._lines = np.memmap(file, mode="r").view(np.ndarray) if file.stat().st_size else np.zeros(0, dtype=np.uint8)

    def passage(self, number: int) -> Passage:
        """The passage of this number."""
        start, end = self._starts[number : number + 2]
        return Passage.model_validate_json(self._lines[start:end].tobytes())

    def shares(self, words: Sequence[str]) -> tuple[Shares, Shares]:
        """The lexical share of each passage, and that of its whole policy; zero for what is no policy's."""
        whole = np.append(self._policy_words.scores(words), np.float32(0))
        return self._words.scores(words), whole[self.whole - len(self.ids)]

    def of_type(self, type: SourceType) -> Mask:
        """Which passages are of the type."""
        return np.asarray(self._types == TYPES.index(type))

    def allowed(self, types: Collection[SourceType], before: dt.date | None, exclude: Collection[str]) -> Mask:
        """Which passages a search may show."""
        mask = np.ones(len(self.ids), dtype=bool)
        if types:
            mask &= np.isin(self._types, [TYPES.index(type) for type in types])
        if before is not None:
            earlier = (self._decided > 0) & (self._decided < before.toordinal())
            mask &= (self._types != TYPES.index("determination")) | earlier
        for n in range(len(self.ids)) if exclude else ():
            if self.ids[n] in exclude or self._documents[n] in exclude:
                mask[n] = False
        return mask


def current(folder: Path) -> Generation | None:
    """The generation that the folder names; none where it names none yet. Raises IndexUnavailable for a broken one."""
    for _ in range(5):  # a writer may sweep up between the name and the files
        try:
            name = (folder / POINTER).read_text("utf-8").strip()
        except FileNotFoundError:
            return None
        try:
            return Generation(folder / name)
        except FileNotFoundError:
            continue
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _damaged(folder, error) from error
    raise _damaged(folder, "files are missing")


def write(
    folder: Path,
    passages: Sequence[Passage],
    keys: Mapping[str, int],
    policies: Mapping[str, Sequence[int]],
    embedder: Embedder,
    source: str,
) -> None:
    """Write a generation and make it the current one; `keys` and `policies` as a Generation holds them."""
    by_policy = list(rows.by_policy(passages).values())
    lines = [passage.model_dump_json(by_alias=True).encode() + b"\n" for passage in passages]
    heads: dict[str, Any] = {
        "embedder": embedder.name, "source": source, "written": dt.date.today().isoformat(),
        "ids": [p.id for p in passages], "types": [p.type for p in passages],
        "decided": [p.decided.toordinal() if p.decided else 0 for p in passages],
        "documents": [p.source.document for p in passages], "starts": np.cumsum([0, *map(len, lines)]).tolist(),
        "keys": list(keys), "numbers": list(keys.values()), "policies": policies, "by_policy": by_policy,
    }  # fmt: skip
    new = folder / f"{PREFIX}{os.urandom(6).hex()}"
    new.mkdir()
    (new / PASSAGES).write_bytes(b"".join(lines))
    Lexical.of([lexical.texts_of(passage) for passage in passages]).save(new / WORDS)
    Lexical.of([[rows.whole([passages[n] for n in numbers])] for numbers in by_policy]).save(new / POLICY_WORDS)
    (new / HEADS).write_text(json.dumps(heads), "utf-8")
    beside = folder / f"{POINTER}.new"
    beside.write_text(new.name + "\n", "utf-8")
    os.replace(beside, folder / POINTER)


def sweep(folder: Path) -> None:
    """Delete the generations that are not the current one."""
    name = (folder / POINTER).read_text("utf-8").strip()
    for path in folder.glob(f"{PREFIX}*"):
        if path.name != name:
            shutil.rmtree(path, ignore_errors=True)


def recipe() -> str:
    """A hash of the code that makes passages, rows and words from a corpus: what it made before has another."""
    modules = [*Path(corpus.__file__).parent.glob("*.py"), *(Path(str(m.__file__)) for m in (domain, rows, lexical))]
    digest = hashlib.sha256()
    for file in sorted(modules):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _damaged(folder: Path, why: object) -> IndexUnavailable:
    return IndexUnavailable(f"the index cannot be read ({why})", where=folder, todo="Run `drafter index --rebuild`.")
