"""The lexical half of search: the words of a text, and BM25 over the passages."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from drafter.domain import Passage

_WORD = re.compile(r"[^\W_]+(?:[.\-/'][^\W_]+)*")
_FUNCTION_WORDS = """
a an and are as at be been but by can could did do does for from had has have he her his how i if in into is it its
may of on or our she should so than that the their them then there these they this those to was we were what when
where which who whom whose why will with would you your
"""
_STOP = frozenset(_FUNCTION_WORDS.split())


def tokens(text: str) -> list[str]:
    """The words of a text for matching: lower case, accents folded, plural s dropped, function words left out.

    What stands in one piece stays so (M79.18, onabotulinumtoxinA, 5-HT, beta-blocker); a compound of hyphens,
    slashes or apostrophes gives its parts of two characters and more besides, so that "beta blocker" finds it.
    """
    folded = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    out: list[str] = []
    for word in _WORD.findall(folded.casefold().replace("’", "'")):
        parts = [part for part in re.split(r"[-/']", word) if len(part) > 1]
        out += [_singular(piece) for piece in ([word] if parts == [word] else [word, *parts]) if piece not in _STOP]
    return out


def _singular(word: str) -> str:
    if not word.isalpha() or len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]


class Lexical:
    """BM25 over passages, as a share: what a passage scores of the most that any text could for this query."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        import bm25s

        texts = [tokens(_lexical_text(passage)) for passage in passages]
        self._words = [frozenset(words) for words in texts]
        self._documents = Counter(word for words in self._words for word in words)
        self._count = len(texts)
        self._bm25 = bm25s.BM25(method="lucene", k1=0.9, b=0.4)
        self._bm25.index(texts, show_progress=False)

    def scores(self, query: str) -> NDArray[np.float32]:
        """One number in 0 to 1 per passage. A word that no passage holds lowers all of them."""
        words = sorted(set(tokens(query)))
        known = [word for word in words if word in self._documents]
        if not known:
            return np.zeros(self._count, dtype=np.float32)
        attainable = sum(self._weight(word) for word in words)
        return np.asarray(self._bm25.get_scores(known) / attainable, dtype=np.float32)

    def coverage(self, query: str) -> NDArray[np.float32]:
        """The weighted share of the query's words that each passage holds, however long it is and however often."""
        weights = {word: self._weight(word) for word in set(tokens(query))}
        whole = sum(weights.values()) or 1.0
        held = (sum(weight for word, weight in weights.items() if word in words) for words in self._words)
        return np.fromiter((weight / whole for weight in held), dtype=np.float32, count=self._count)

    def _weight(self, word: str) -> float:
        """Lucene's inverse document frequency, the upper bound of a word's BM25."""
        n = self._documents[word]
        return math.log(1 + (self._count - n + 0.5) / (n + 0.5))


def _lexical_text(passage: Passage) -> str:
    fields = (passage.source.title, passage.source.organisation, passage.source.document or "", passage.heading)
    lists = (passage.topics, passage.indications, passage.criteria, passage.claims)
    return "\n".join((*fields, passage.text, *(item for items in lists for item in items)))
