"""Clean drafts of many cases: synthetic requests under every policy held, and the seeds.

Synthetic cases are put together from `cases.yaml` by a fixed order of turns, so that the same number gives the same
case. Evidence is found by shared words alone, which needs no embedding model.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from drafter import drafting, intake
from drafter.corpus import Corpus
from drafter.domain import Case, Draft, Passage, SourceType
from drafter.retrieval import Found, Hit, Index

TODAY = dt.date(2026, 11, 20)
_WORD = re.compile(r"[a-z0-9]{3,}")
_REQUESTED = dt.date(2026, 3, 2)
_TURNS = 7919
"""A prime beside which no list of sentences is long: the n-th case takes other sentences than its neighbours."""


def cases(file: Path, corpus: Corpus, number: int) -> Iterator[tuple[str, Case]]:
    """So many synthetic cases with their names; some ask for two services under two policies."""
    kinds = yaml.safe_load(file.read_text(encoding="utf-8"))
    for n in range(number):
        first, second = kinds[n % len(kinds)], kinds[(n + 1) % 2]
        given = _case(n, [first, second] if n % 8 < 2 else [first])
        text = yaml.safe_dump(given, sort_keys=False, allow_unicode=True)
        yield f"synthetic-{n:03}", intake.load("-", corpus, standard_input=text.encode())


def seeds(folder: Path, corpus: Corpus) -> Iterator[tuple[str, Case]]:
    """The cases of the seeds suite."""
    for file in sorted(folder.glob("*.yaml")):
        yield file.stem, intake.load(str(file), corpus)


def drafts(cases: Iterator[tuple[str, Case]], corpus: Corpus) -> Iterator[tuple[str, Draft]]:
    """The drafts of the cases by the built-in reader and writer."""
    means = drafting.Means(
        corpus=corpus, index=Shelf(corpus.passages), embedding="none", today=TODAY,
        now=lambda: dt.datetime.combine(TODAY, dt.time(9), tzinfo=dt.UTC),
    )  # fmt: skip
    for name, case in cases:
        yield name, drafting.draft(case, means)


def _case(n: int, kinds: list[dict[str, Any]]) -> dict[str, Any]:
    """The n-th case as a case file says it."""
    turn = n * _TURNS
    first = kinds[0]
    # The first sentence of a list meets its criterion: every third case is complete but for one list at most.
    facts = [facts for kind in kinds for facts in kind["facts"]]
    complete, other = n % 3 == 0, turn % (len(facts) + 1)
    said = [facts[m][0] if complete and m != other else _pick(facts[m], turn, m) for m in range(len(facts))]
    words = " ".join(sentence for sentence in said if sentence) or "No clinic note came with the request."
    given: dict[str, Any] = {
        "id": f"syn-{n}", "policy": [kind["policy"] for kind in kinds], "payer": first["payer"],
        "line_of_business": first["line_of_business"], "request_date": _REQUESTED + dt.timedelta(days=n % 90),
        "services": [_pick(kind["services"], turn, 3) for kind in kinds],
        "diagnoses": [d for kind in kinds for d in _pick(kind["diagnoses"], turn, 5)],
        "age": 24 + n % 60, "sex": ("female", "male")[n % 2],
        "member": {"name": "Wilhelmina Oddfellow", "number": f"WO-{4410 + n}-77"},
        "notes": [
            {"kind": "intake summary", "author": "review nurse", "text": "The request came with one clinic note."},
            {"kind": "clinic note", "date": _REQUESTED - dt.timedelta(days=3 + n % 9), "author": "pain medicine",
             "text": words},
        ],
    }  # fmt: skip
    if "state" in first:
        given["state"] = first["state"]
    if n % 29 == 7:
        given |= {"policy": [], "payer": "Another Health Plan", "line_of_business": "self_funded"}
    return given | _sometimes(n, given)


def _sometimes(n: int, given: Mapping[str, Any]) -> dict[str, Any]:
    """What only some requests have: a service given already, claims, a request unanswered, a decision on file."""
    asked = given["request_date"]
    more: dict[str, Any] = {}
    if n % 5 == 1:
        more |= {"review_type": "retrospective", "service_date": asked - dt.timedelta(days=20)}
    if n % 3 == 0:
        more["history_complete"] = True
    if n % 6 == 2:
        code = given["services"][0]["code"]
        dates = [asked - dt.timedelta(days=days) for days in (120, 230)]
        more |= {"history": [{"code": code, "date": day} for day in dates], "history_complete": n % 12 == 2}
    if n % 7 == 3:
        sent = asked + dt.timedelta(days=2)
        more["information_requests"] = [{"sent": sent, "due": sent + dt.timedelta(days=14), "attempts": 2}]
    if n % 23 == 5:
        code, day = given["services"][0]["code"], asked - dt.timedelta(days=40)
        more["prior_determinations"] = [{"code": code, "outcome": "certify", "date": day}]
    return more


def _pick(items: list[Any], turn: int, place: int) -> Any:
    return items[(turn // (3 * place + 1) + place * turn) % len(items)]


class Shelf(Index):
    """An index that finds by shared words alone: it opens no store and loads no model."""

    def __init__(self, passages: Collection[Passage]) -> None:
        self._held = [(passage, _words(f"{passage.heading} {passage.text}")) for passage in passages]

    def search(
        self, query: str, *, k: int = 8, types: Collection[SourceType] = (), before: dt.date | None = None,
        exclude: Collection[str] = (),
    ) -> Found:  # fmt: skip
        """The passages that share most words with the query."""
        asked = _words(query)
        scored = [
            (len(asked & words) / (len(words) or 1), passage)
            for passage, words in self._held
            if passage.type in types and not (before and passage.decided and passage.decided >= before)
        ]
        best = sorted(scored, key=lambda pair: (-pair[0], pair[1].id))[:k]
        return Found(tuple(Hit(passage, score, 0.0, score) for score, passage in best if score), not best)

    def close(self) -> None:
        """There is nothing to let go of."""


@cache
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))
