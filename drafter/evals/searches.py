"""How often search is right: the passage that answers a query, the policy that a case falls under, or nothing.

A suite of searches is a folder with `queries.yaml` and `texts.yaml`; both say how they are written.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from drafter.domain import Passage, SourceType
from drafter.measures import Share
from drafter.retrieval import Index

HALVES = ("calibration", "held_out")

CODE = re.compile(
    r"\b(?:CPT|HCPCS|ICD-10(?:-CM)?)?:? ?\b(?:\d{5}|\d{4}[TF]|[A-Z]\d{4,5}|[A-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4})\b"
)
"""Codes of services, diagnoses and policies: a text that carries them finds its policy too easily."""

DEPTH = 8
"""Passages asked for."""


@dataclass(frozen=True)
class Asked:
    """One query with what it found."""

    half: str
    kind: str
    """`query`, `case`, or, without an answer: `no answer`, `field`, `neighbour`."""
    name: str
    rank: int | None
    """Place of the first passage that answers it; of the right policy among policies for a case. None for none."""
    abstained: bool
    found: str
    """What came first."""


@dataclass(frozen=True)
class Searches:
    """One run of the suite."""

    asked: tuple[Asked, ...]

    def shares(self, half: str = "") -> dict[str, Share]:
        """The measures of a half, or of all."""
        of = [one for one in self.asked if half in ("", one.half)]

        def share(kinds: Sequence[str], right: Callable[[Asked], bool]) -> Share:
            held = [one for one in of if one.kind in kinds]
            return Share(sum(right(one) for one in held), len(held))

        return {
            "query: answered first": share(["query"], lambda one: one.rank == 1),
            "query: answered in three": share(["query"], lambda one: one.rank is not None and one.rank <= 3),
            "query: not abstained": share(["query"], lambda one: not one.abstained),
            "case: right policy first": share(["case"], lambda one: one.rank == 1),
            "case: not abstained": share(["case"], lambda one: not one.abstained),
            "no answer: abstained": share(["no answer"], lambda one: one.abstained),
            "other field: abstained": share(["field"], lambda one: one.abstained),
            "neighbouring service: abstained": share(["neighbour"], lambda one: one.abstained),
        }

    @property
    def wrong(self) -> list[Asked]:
        """What went wrong, for reading."""
        answered = ("query", "case")
        return [a for a in self.asked if (a.rank != 1 if a.kind in answered else not a.abstained)]

    def as_text(self) -> str:
        """A table, and what went wrong."""
        columns = [self.shares(half) for half in (*HALVES, "")]
        lines = [f"{'':<34}{'calibration':>16}{'held out':>16}{'all':>16}"]
        for name in columns[0]:
            cells = [
                f"{s.count}/{s.n} {s.value:.1%}" if s.value is not None else "-" for s in (c[name] for c in columns)
            ]
            lines.append(f"{name:<34}" + "".join(f"{cell:>16}" for cell in cells))
        lines += ["", "Not as it should be:"]
        lines += [f"  {a.kind} ({a.half}): {a.name[:70]} -> {a.found[:60]}, rank {a.rank}" for a in self.wrong]
        return "\n".join(lines)

    def as_json(self) -> dict[str, Any]:
        """The same as one document."""
        return {
            half or "all": {name: share.as_json() for name, share in self.shares(half).items()}
            for half in (*HALVES, "")
        } | {"wrong": [vars(one) for one in self.wrong]}


@dataclass
class _Suite:
    folder: Path
    passages: Sequence[Passage]
    queries: dict[str, Any] = field(init=False)
    texts: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.queries = yaml.safe_load((self.folder / "queries.yaml").read_text("utf-8"))
        self.texts = yaml.safe_load((self.folder / "texts.yaml").read_text("utf-8"))

    def cases(self) -> Iterator[tuple[str, str, frozenset[str]]]:
        """Name, text without codes, and the policies that may come first; of cases whose policies are held."""
        held = {passage.policy for passage in self.passages}
        for file in sorted(f for at in self.texts["cases"] for f in (self.folder / at).resolve().glob("*.yaml")):
            case = yaml.safe_load(file.read_text("utf-8"))
            policies = _policies(case)
            for family in self.texts["families"]:
                policies |= set(family) if policies & set(family) else set()
            if policies & held:
                yield file.stem, _text(case), frozenset(policies)

    def unanswered(self, half: str) -> Iterator[tuple[str, str]]:
        """Kind and text of what has no answer in the corpus as it is."""
        topics = {topic.casefold() for passage in self.passages for topic in passage.topics}
        for one in self.queries[half]["unanswered"]:
            if not topics & {topic.casefold() for topic in one.get("about", [])}:
                yield "neighbour" if one.get("near") else "no answer", one["query"]
        yield from (("field", text) for text in self.texts[half]["fields"])
        yield from (("neighbour", text) for text in self.texts[half]["neighbours"])


def is_suite(folder: Path) -> bool:
    """Whether the folder holds a suite of searches."""
    return (folder / "queries.yaml").is_file() and (folder / "texts.yaml").is_file()


def run(
    folder: Path, index: Index, passages: Sequence[Passage], *, on_progress: Callable[[int, int], None] | None = None
) -> Searches:
    """Ask all of it. `passages` are those behind the index."""
    suite = _Suite(folder, passages)
    work = list(_work(suite))
    asked = []
    for n, one in enumerate(work):
        if on_progress:
            on_progress(n, len(work))
        asked.append(one(index))
    if on_progress:
        on_progress(len(work), len(work))
    return Searches(tuple(asked))


def _work(suite: _Suite) -> Iterator[Callable[[Index], Asked]]:
    for half in HALVES:
        for one in suite.queries[half]["answered"]:
            yield partial(_ask, half, "query", one["query"], one["query"], _labelled(one["finds"]))
        for kind, text in suite.unanswered(half):
            yield partial(_ask, half, kind, text, text, _labelled(()))
    for name, text, policies in suite.cases():
        half = HALVES[hashlib.sha256(name.encode()).digest()[0] % 2]
        yield partial(_ask, half, "case", name, text, _of(policies))


def _labelled(labels: Sequence[str]) -> Callable[[Passage], bool]:
    return lambda passage: any(answers(passage, label) for label in labels)


def _of(policies: Collection[str]) -> Callable[[Passage], bool]:
    return lambda passage: passage.policy in policies


def _ask(half: str, kind: str, name: str, text: str, right: Callable[[Passage], bool], index: Index) -> Asked:
    types: tuple[SourceType, ...] = ("policy",) if kind == "case" else ()
    found = index.search(text, k=DEPTH, types=types)
    ranks = [n for n, hit in enumerate(found.hits, 1) if right(hit.passage)]
    first = found.hits[0].passage if found.hits else None
    said = f"{first.policy or first.source.organisation}: {first.heading}" if first else "nothing"
    return Asked(half, kind, name, ranks[0] if ranks else None, found.abstained, said)


def answers(passage: Passage, label: str) -> bool:
    """Whether the passage is the one that a label of queries.yaml names."""
    if "|" not in label:
        policy, criterion = label.split("/")
        return passage.policy == policy and criterion in passage.criteria
    document, words = (part.strip().casefold() for part in label.split("|"))
    return document in (passage.source.document or "").casefold() and words in passage.heading.casefold()


def _policies(case: dict[str, Any]) -> set[str]:
    given = case.get("policy") or []
    lines = case.get("reference", {}).get("determination", {}).get("lines", [])
    ids = [given] if isinstance(given, str) else [*given, *(line["policy"] for line in lines if line.get("policy"))]
    return {id.partition("@")[0] for id in ids}


def _text(case: dict[str, Any]) -> str:
    parts = [case.get("text") or "", *(note["text"] for note in case.get("notes", []))]
    parts += [service.get("description") or "" for service in case.get("services", [])]
    return CODE.sub(" ", "\n".join(parts)).strip()
