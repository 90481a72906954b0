"""Every fault of every operator, checked as `drafter check` checks it: as a draft, as a card beside its case, as a
draft by a model, and as a card alone."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from pydantic import ValidationError

from drafter import card, checking
from drafter.corpus import Corpus
from drafter.domain import Draft
from drafter.errors import InputError
from drafter.evals.faults.clean import TODAY
from drafter.evals.faults.forging import Clean, Form, Operator, forged
from drafter.formats import html

Way = Literal["draft", "card", "html", "by a model", "alone"]
"""How a fault is checked. `draft`: the JSON, ids made anew. `card`: its Markdown beside the case. `html`: its page in
HTML beside the case. `by a model`: the JSON of a draft whose prose a model wrote, which cannot be made again. `alone`:
the Markdown, or a changed page in HTML, with nothing beside it."""
WAYS: tuple[Way, ...] = get_args(Way)
_OF: dict[Form, tuple[Way, ...]] = {"draft": WAYS, "card": ("card", "alone"), "html": ("html", "alone")}
"""The ways in which a change of each form is checked."""
REFUSED = "refused"
"""Stands for the code of a rule where the change leaves nothing that is a draft."""
_ID = re.compile(r"^(draft|parent|seal): .*$", re.MULTILINE)


@dataclass(frozen=True)
class Tried:
    """One fault checked in one way."""

    operator: str
    """Which operator."""
    way: Way
    """How it was checked."""
    draft: str
    """Name of the draft."""
    place: str
    """Where the fault was put."""
    found_by: tuple[str, ...]
    """Codes of the rules that made an error of it, each once; empty where it was missed."""


@dataclass
class Run:
    """All that was tried."""

    tried: list[Tried] = field(default_factory=list)
    """Every fault in every way."""
    clean: dict[Way, int] = field(default_factory=dict)
    """How many clean drafts were checked."""
    alarms: list[Tried] = field(default_factory=list)
    """False alarms: clean drafts in which a rule, error or warning, fired."""
    unseen: Counter[str] = field(default_factory=Counter)
    """Faults left out of a way, by the reason why they are none there."""


def run(
    drafts: Sequence[tuple[str, Draft]],
    operators: Iterable[Operator],
    corpus: Corpus,
    *,
    ways: Sequence[Way] = WAYS,
    most: int | None = None,
    faulty: int | None = None,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> Run:
    """Clean drafts checked, and every operator applied to them.

    With `faulty`, every operator is applied to so many drafts on which it fits, each of another policy, and the next
    operator begins with the policy after. With `most`, at most so many places of one operator on one draft, spread
    evenly over all of them.
    """
    made, chosen = Run(), tuple(operators)
    cut = [Clean(name, draft, corpus) for name, draft in drafts]
    total = len(cut) + len(chosen)
    for n, clean in enumerate(cut):
        on_progress(n, total)
        for way in ways:
            _check_clean(clean, way, made)
    pool = cut if faulty is None else _one_of_each_policy(cut)
    for n, operator in enumerate(chosen):
        on_progress(len(cut) + n, total)
        left = faulty
        for clean in (*pool[n % len(pool) :], *pool[: n % len(pool)]) if pool else ():
            before = len(made.tried)
            try_out(operator, clean, ways, most, made)
            left = left - 1 if left is not None and len(made.tried) > before else left
            if left == 0:
                break
    on_progress(total, total)
    return made


def _one_of_each_policy(cut: Sequence[Clean]) -> list[Clean]:
    """The first draft of every policy and outcome, policies in turn; two lines on one card are a kind of their own."""
    kinds: dict[tuple[Any, ...], Clean] = {}
    for clean in cut:
        kinds.setdefault(tuple((line.policy, line.outcome) for line in clean.lines), clean)
    turns: dict[Any, list[Clean]] = {}
    for (first, *_), clean in kinds.items():
        turns.setdefault(first[0], []).append(clean)
    return [clean for turn in itertools.zip_longest(*turns.values()) for clean in turn if clean]


def _check_clean(clean: Clean, way: Way, made: Run) -> None:
    draft = _by_a_model(clean.draft) if way == "by a model" else clean.draft
    text = draft.to_json() if way in ("draft", "by a model") else clean.html if way == "html" else clean.card
    found = _codes(text, way, clean, beside=True)
    made.clean[way] = made.clean.get(way, 0) + 1
    if found:
        made.alarms.append(Tried("none", way, clean.name, "", found))


def try_out(operator: Operator, clean: Clean, ways: Sequence[Way], most: int | None, made: Run) -> None:
    """One operator on one draft, at every place or at `most` of them; what comes of it goes to `made`."""
    first = 1 if most == 1 else None  # to find the first place only costs far less
    faults = list(itertools.islice(operator.apply(clean), first))
    for place, fault in _spread(faults, most):
        for way in ways:
            if way not in _OF[operator.form]:
                continue
            given = _text(fault, way, clean, made) if operator.form == "draft" else fault
            if given is None:
                continue
            found = (REFUSED,) if given == REFUSED else _codes(given, way, clean, beside=operator.beside)
            made.tried.append(Tried(operator.name, way, clean.name, place, found))


def _spread(faults: list[Any], most: int | None) -> Iterator[Any]:
    step = max(1.0, len(faults) / most) if most else 1.0
    yield from (faults[int(n * step)] for n in range(int(len(faults) / step)))


def _text(data: dict[str, Any], way: Way, clean: Clean, made: Run) -> str | None:
    """The changed draft as it is checked; none where the change is no fault in this way."""
    try:
        draft = forged(data)
    except ValidationError:
        return REFUSED
    if (draft.id, draft.case) == (clean.draft.id, clean.draft.case):  # who it is about is no part of the id
        made.unseen["the draft is the same"] += 1
        return None
    if way == "draft":
        return draft.to_json()
    if way == "by a model":
        return _by_a_model(draft).to_json()
    written = card.render(draft)
    if _ID.sub("", written) == _ID.sub("", clean.card):
        made.unseen[f"{way}: the card shows nothing of it"] += 1
        return None
    return html.render(draft) if way == "html" else written


def _by_a_model(draft: Draft) -> Draft:
    made = draft.provenance.model_copy(update={"writer": "model", "model": "a model"})
    draft = draft.model_copy(update={"provenance": made})
    return draft.model_copy(update={"id": draft.content_id()})


def _codes(text: str, way: Way, clean: Clean, *, beside: bool) -> tuple[str, ...]:
    """Codes of the errors; of a clean draft, which has neither, those of warnings too."""
    with_case = way in ("card", "html") or (beside and way != "alone")
    given = checking.Bound(corpus=clean.corpus, today=TODAY, case=clean.case if with_case else None)
    try:
        report = checking.check(checking.STANDARD_INPUT, given, standard_input=text.encode())
    except InputError:
        return (REFUSED,)
    return tuple(dict.fromkeys(v.code for v in report.violations if v.severity == "error"))
