"""Words of an example in a prompt stand in the text.

Why: The examples speak of creatures and things that cannot be; a model that repeats them has read the prompt and not
the record.
Wrong: The left antenna has hummed for months.
Right: The left arm has ached for months.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.prose import prose
from drafter.rules.sources import case_texts
from drafter.text.tokens import fold, tokenise, without_hidden

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_RUN = 3
"""Words in a row that are no accident."""
_MADE_UP = frozenset({"antennae", "antenna", "hummed", "humming", "moth", "moon", "polish", "polished"})
"""Words of what cannot be, by which an example is known at once."""


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every statement that repeats an example; words that the case has are the case's own."""
    for stretch in prose(page, ground):
        if not _has_a_made_up_word(stretch.text):
            continue
        tokens = tokenise(stretch.text)
        for n in range(len(tokens) - _RUN + 1):
            run = tuple(token.word for token in tokens[n : n + _RUN])
            words = stretch.text[tokens[n].start : tokens[n + _RUN - 1].end]
            if run in _runs() and not any(words in text for text in _own(ground)):
                message = f"“{words}” is of an example in a prompt; remove it and read the record."
                yield stretch.breach(page, message, words)
                break


def _own(ground: Ground) -> Iterator[str]:
    return iter(case_texts(ground.case) if ground.case else ())


@lru_cache(maxsize=8192)
def _has_a_made_up_word(text: str) -> bool:
    low = without_hidden(fold(text))
    return any(word in low for word in _MADE_UP) and not tokenise(text).words.isdisjoint(_MADE_UP)


@cache
def _runs() -> frozenset[tuple[str, ...]]:
    """Words in a row of the examples, a made-up one among them."""
    from drafter import prompts  # its template engine is wanted only where a made-up word stands

    found = set()
    for example in prompts.examples():
        words = [token.word for token in tokenise(example) if token.word.isalpha()]
        found |= {tuple(words[n : n + _RUN]) for n in range(len(words) - _RUN + 1)}
    return frozenset(run for run in found if not _MADE_UP.isdisjoint(run))
