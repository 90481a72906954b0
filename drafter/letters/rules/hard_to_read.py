"""The member's part, or a sentence of it, is harder to read than it aims at.

Measured by the Flesch-Kincaid grade of textstat with clinical terms masked, as no law names a measure; a convention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.letters.plain import Glossary, glossary, sentences
from drafter.letters.rules import Told
from drafter.letters.structure import flat
from drafter.rules.names import named

SEVERITY = "warning"
_HARDEST = 3
_FAR = 4  # a sentence so far above the aim is told even where the whole is easy
_MASK = "care"
_FIGURES = re.compile(r"[\d(][\d() -]*\d\)?")


def check(told: Told) -> Iterator[str]:
    """One sentence with the grade and the hardest sentences, where these are above the grade aimed at."""
    if not told.member:
        return
    aim = told.facts.overlay.reading_grade()
    try:
        grade, hardest = graded(told)
    except ModuleNotFoundError:
        yield "The reading level was not measured: install it with `pip install 'drafter[letters]'`."
        return
    hardest = tuple(one for one in hardest if grade > aim or one[0] > aim + _FAR)
    if hardest:
        listed = "; ".join(f"“{said}” (grade {worth:.0f})" for worth, said in hardest)
        yield f"It reads at grade {grade:.1f}, and grade {aim} is aimed at. The hardest sentences: {listed}"


def graded(told: Told) -> tuple[float, tuple[tuple[float, str], ...]]:
    """The grade of the whole, and the hardest sentences with theirs."""
    import textstat

    held = glossary(told.facts.organisation.glossary)
    said = list(_sentences(told))
    masked = [_masked(one, held) for one in said]
    worth = sorted(zip((textstat.flesch_kincaid_grade(one) for one in masked), said, strict=True), reverse=True)
    return float(textstat.flesch_kincaid_grade(" ".join(masked))), tuple(worth[:_HARDEST])


def _sentences(told: Told) -> Iterator[str]:
    """What somebody can put more simply: neither a prescribed form nor counsel's notice of help."""
    not_ours = flat(" ".join((told.facts.organisation.identity.language_help, *told.fixed_parts)))
    for block in told.letter.blocks:
        if block.attached or block.kind not in ("paragraph", "callout", "bullets"):
            continue
        for text in block.words():
            if text not in not_ours:
                yield from (one for one in sentences(text) if len(one.split()) > 3)


def _masked(sentence: str, held: Glossary) -> str:
    text = sentence
    for term in sorted((*held.used(sentence), *(name.words for name in named(sentence))), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(term)}(?:e?s)?(?!\w)", _MASK, text, flags=re.IGNORECASE)
    text = _FIGURES.sub("2", text)
    return text if text.endswith((".", "!", "?")) else text + "."
