"""A sentence on a stranger's page names one source, and the entry that its mark leads to is another.

Why: A reader who follows the mark finds a document that does not say it, or a summary by nobody in particular that is
made to stand for a policy, a guideline and a study alike.
Wrong: The 2023 society guideline suggests it. [1] (1. Topic overview, the page's own editors, 2025)
Right: The 2023 society guideline suggests it. [2] (2. Society, Guideline on headache, 2023)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page, PageReference
from drafter.rules.attributed import Held, attributed, held, stems
from drafter.rules.breach import Breach
from drafter.rules.told import Told, sentences
from drafter.text.tokens import fold

SEVERITY = "error"
NEEDS = frozenset({"passages"})
_POLICY = re.compile(
    r"\b(?:policy bulletin|coverage (?:policy|determination)|medical policy|bulletin|[A-Z]\w+ (?:criteria|policy))\b"
)
_OF_A_POLICY = re.compile(r"\b(?:polic(?:y|ies)|bulletin|cpb|lcd|ncd|coverage|determination|criteria|l\d{5})\b")
_EVIDENCE = {"guideline", "research", "study", "review", "trial"}


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every sentence all of whose marks lead to entries of something else than it names."""
    if not page.foreign:
        return
    sources = held(ground.passages or ())
    entries = {reference.number: reference for reference in page.references}
    for one in attributed(page, ground):
        cited = [entries[n] for n in one.told.marks if n in entries]
        named = {*one.held.names, str(one.held.year)}
        if cited and not any(_fits(entry, named, one.held.words) for entry in cited):
            yield _breach(page, one.told, one.held.title, cited)
    for told in sentences(page, ground):
        cited = [entries[n] for n in told.marks if n in entries]
        policy = _POLICY.search(told.written) or (_POLICY.search(told.stretch.part) if told.lead else None)
        if policy and cited and all(_is_evidence(entry, sources) for entry in cited):
            yield _breach(page, told, policy[0], cited)


def _fits(entry: PageReference, names: set[str], words: str) -> bool:
    """Whether an entry can be the source: it has one of its names or its year, or enough words of its title."""
    low = fold(entry.text)
    year = any(name.isdigit() and re.search(rf"\b{name}\b", low) for name in names)
    called = any(not name.isdigit() and name in low for name in names)
    return called or (year and len(stems(low) & stems(words)) >= 1) or len(stems(low) & stems(words)) >= 4


def _is_evidence(entry: PageReference, sources: tuple[Held, ...]) -> bool:
    """Whether an entry is a guideline or study: by its type, or because it is one that is held."""
    if _OF_A_POLICY.search(fold(entry.text)):
        return False
    return (entry.type or "") in _EVIDENCE or any(_fits(entry, {*one.names}, one.words) for one in sources)


def _breach(page: Page, told: Told, named: str, cited: list[PageReference]) -> Breach:
    listed = "; ".join(f"{entry.number}. {entry.text[:60]}" for entry in cited[:2])
    return told.breach(page, f"This names {named}, and its mark leads to “{listed}”; cite what is named.")
