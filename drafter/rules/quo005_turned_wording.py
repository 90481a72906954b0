"""A sentence repeats a source almost word for word, and differs in a number or a word that turns its meaning.

Why: "At least" for "at most", "6 weeks" for "4 weeks", or a lost "not" makes another requirement of the same
sentence, although every word of it may stand somewhere in the policy.
Wrong: Conservative care must not have been tried. (the source: must have been tried)
Right: Conservative care must have been tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from drafter.domain import Ground, Page, Policy
from drafter.rules.breach import Breach
from drafter.rules.prose import policy_texts, prose
from drafter.rules.remembered import kept
from drafter.text.tokens import fold

SEVERITY = "error"
NEEDS = frozenset({"passages", "policies"})
_TURNING = frozenset(
    re.findall(
        r"\w+",
        """no not never none without only unless except and or any all each both either neither some every
        more less fewer least most before after within above below over under must may should can for against with
        weak strong insufficient increase increased decrease decreased rise rose fall fell higher lower better worse
        two three four five six seven eight nine ten eleven twelve""",
    )
)
_ASKING = {"must", "should"}  # words by which a stranger tells that what follows is asked
_COMPUTED = {"verdict", "criteria", "missing"}  # parts that are compared with the determination word for word
_REQUIRES = re.compile(r"\b(?:must|requir\w+|polic\w+|criteri\w+|asks?|at least|at most|guideline)\b", re.IGNORECASE)
"""Without such a word a stranger's sentence tells of the patient, in words that the policy has too."""
_SENTENCE = re.compile(r"[^.;:]+(?:\.\d[^.;:]*)*")
_WORD = re.compile(r"[^\W_]+")
_LEAST = 6  # different words of a sentence that can be recognised
_ALIKE = 0.75  # share of the words that must be the same


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every sentence that a word such as "not" sets apart from a sentence of its sources."""
    rules = _rules(ground.policies or ())
    for stretch in prose(page, ground):
        aside = stretch.part in _COMPUTED or (page.foreign and not _REQUIRES.search(stretch.text))
        said = () if aside else _sentences(stretch.text)
        own = (text for p in stretch.cited for text in (p.text, *p.claims, *p.does_not_show)) if said else ()
        sources = (*rules, *(words for text in own for words in _sentences(text))) if said else ()
        for words in said:
            turned = [word for word in _turned(words, sources) if not (page.foreign and word in _ASKING)]
            if turned:
                message = f"This repeats a source but for “{' '.join(turned)}”; say what the source says."
                yield stretch.breach(page, message)


@kept
def _rules(policies: tuple[Policy, ...]) -> tuple[frozenset[str], ...]:
    """The words of every sentence of the policies."""
    return tuple(words for policy in policies for text in policy_texts(policy) for words in _sentences(text))


@lru_cache(maxsize=4096)
def _sentences(text: str) -> tuple[frozenset[str], ...]:
    """The words of every sentence long enough to be recognised."""
    found = (frozenset(_WORD.findall(sentence)) for sentence in _SENTENCE.findall(fold(text)))
    return tuple(words for words in found if len(words) >= _LEAST)


@lru_cache(maxsize=8192)
def _turned(words: frozenset[str], sources: tuple[frozenset[str], ...]) -> tuple[str, ...]:
    """Numbers and turning words by which a sentence differs from its nearest source; none where one says the same."""
    nearest, best = _ALIKE, frozenset[str]()
    for source in sources:
        share = 2 * len(words & source) / (len(words) + len(source))
        if share > nearest:
            nearest, best = share, words ^ source
    return tuple(sorted(word for word in best if word in _TURNING or word.isdigit()))
