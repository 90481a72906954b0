"""What an operator is, and how a change to a draft is made as a forger would: ids and spans follow the change."""

from __future__ import annotations

import json
import marshal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from drafter import card
from drafter.corpus import Corpus
from drafter.corpus.passages import passage_id
from drafter.domain import Case, Draft, LineDetermination, Source
from drafter.formats import html

Data = dict[str, Any]
"""A draft as JSON."""
Form = Literal["draft", "card", "html"]
"""`draft` for an operator on the JSON, `card` for one on the Markdown, `html` for one on the page in HTML."""


@dataclass(frozen=True)
class Clean:
    """A clean draft, as operators see it."""

    name: str
    """Name of its case."""
    draft: Draft
    """The draft."""
    corpus: Corpus
    """What it was drafted from."""

    @cached_property
    def card(self) -> str:
        """Its card in Markdown."""
        return card.render(self.draft)

    @cached_property
    def html(self) -> str:
        """Its page in HTML."""
        return html.render(self.draft)

    @cached_property
    def _kept(self) -> bytes:
        return marshal.dumps(self.draft.model_dump(mode="json", by_alias=True))

    @property
    def case(self) -> Case:
        """Its case."""
        return self.draft.case

    @property
    def lines(self) -> tuple[LineDetermination, ...]:
        """Its lines."""
        return self.draft.determination.lines

    def copy(self) -> Data:
        """Its JSON, to be changed."""
        data: Data = marshal.loads(self._kept)
        return data


@dataclass(frozen=True)
class Operator:
    """One way to put a fault into a draft or a card."""

    name: str
    """Its name: that of its function."""
    does: str
    """What it does: the first line of its docstring."""
    form: Form
    """What it changes."""
    beside: bool
    """Whether the plan's own copy of the case is at hand; without it the change is no fault of the draft."""
    apply: Callable[[Clean], Iterator[tuple[str, Any]]]
    """Every place where it fits, with the draft's JSON or the text of the card or page as changed there."""


OPERATORS: dict[str, Operator] = {}
"""Every operator by its name."""


def operator(form: Form = "draft", *, beside: bool = False) -> Callable[[Any], Any]:
    """Registers a generator of places and changed drafts (or cards) as an operator."""

    def registered(function: Any) -> Any:
        does = (function.__doc__ or "").strip().splitlines()[0]
        OPERATORS[function.__name__] = Operator(function.__name__, does, form, beside, function)
        return function

    return registered


def forged(data: Data) -> Draft:
    """The changed draft under the ids that its content gives; a ValidationError where it is no draft any more."""
    measure(data)
    for passage in data["passages"]:
        source = Source.model_validate(passage["source"])
        new = passage_id(passage["type"], source, passage["heading"], passage["text"])
        if new != passage["id"]:
            data = json.loads(json.dumps(data).replace(passage["id"], new))
    draft = Draft.model_validate(data)
    return draft.model_copy(update={"id": draft.content_id()})


def measure(data: Any) -> None:
    """Give every citation an end that fits its quotation."""
    if isinstance(data, dict):
        if {"quote", "start", "end"} <= data.keys():
            data["end"] = data["start"] + len(data["quote"])
        data = list(data.values())
    if isinstance(data, list):
        for item in data:
            measure(item)


# ---------------------------------------------------------------------------------------------------- parts of a draft


def lines(data: Data) -> list[Data]:
    """The lines of the determination."""
    found: list[Data] = data["determination"]["lines"]
    return found


def findings(data: Data) -> Iterator[tuple[str, Data]]:
    """Every finding with its place."""
    for line in lines(data):
        for finding in line["findings"]:
            yield f"line {line['line'] + 1}, {finding['criterion']}", finding


def statements(data: Data, *names: str) -> Iterator[tuple[str, Data]]:
    """Every statement of the sections of those names, or of all, with its place."""
    for section in data["determination"]["sections"]:
        for n, statement in enumerate(section["statements"]):
            if not names or section["name"] in names:
                yield f"{section['name']} {section['line']}, {n + 1}", statement


def wordings(data: Data) -> Iterator[tuple[str, Data, str]]:
    """Every slot of words in our own voice: its place, what holds it, and its key."""
    for line in lines(data):
        yield f"line {line['line'] + 1}, reason", line, "because"
        yield from ((f"line {line['line'] + 1}, {gap['about']} asked", gap, "ask") for gap in line["gaps"])
    for place, finding in findings(data):
        yield f"{place}, why", finding, "why"
        yield from ((f"{place}, nearest", near, "why") for near in finding["rejected"])
    for place, statement in statements(data):
        yield place, statement, "text"


def citations(data: Data) -> Iterator[tuple[str, Data]]:
    """Every quotation of a finding with its place."""
    for place, finding in findings(data):
        yield from ((f"{place}, quotation {n + 1}", cited) for n, cited in enumerate(finding["citations"]))


def each(clean: Clean, parts: Callable[[Data], Iterator[Any]]) -> Iterator[tuple[Data, Any]]:
    """For every part of the draft a fresh copy of the draft with that part, so that each is changed by itself."""
    for n in range(sum(1 for _ in parts(clean.copy()))):
        data = clean.copy()
        yield data, list(parts(data))[n]
