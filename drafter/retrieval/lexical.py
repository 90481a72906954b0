"""The lexical half of search: the words of a text, and BM25 over the passages."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from drafter.domain import Passage
from drafter.retrieval.rows import windows

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
    """BM25 over passages, as a share: what a passage scores of the most that any text could for this query.

    A long passage counts by its best window, or its length alone would hide it. k1 and b are those usual for passages
    rather than pages.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        import bm25s

        texts = [(i, tokens(text)) for i, passage in enumerate(passages) for text in _texts(passage)]
        self._owners = np.array([i for i, _ in texts])
        self._holding = Counter(word for _, words in texts for word in set(words))
        self._bm25 = bm25s.BM25(method="lucene", k1=0.9, b=0.4)
        self._bm25.index([words for _, words in texts], show_progress=False)
        self._passages = len(passages)

    def scores(self, query: str) -> NDArray[np.float32]:
        """One number in 0 to 1 per passage. A word that no passage holds lowers all of them."""
        scores = np.zeros(self._passages, dtype=np.float32)
        words = sorted(set(tokens(query)))
        known = [word for word in words if word in self._holding]
        if known:
            attainable = sum(self._weight(word) for word in words)
            np.maximum.at(scores, self._owners, self._bm25.get_scores(known) / attainable)
        return scores

    def _weight(self, word: str) -> float:
        """Lucene's inverse document frequency, the upper bound of a word's BM25."""
        n = self._holding[word]
        return math.log(1 + (len(self._owners) - n + 0.5) / (n + 0.5))


def _texts(passage: Passage) -> Iterator[str]:
    """What is matched: every window of the text with all that says where it stands. Claims only repeat the text."""
    source = (passage.source.organisation, passage.source.document or "", passage.policy or "")
    around = "\n".join((*source, passage.heading, *passage.topics, *passage.criteria))
    return (f"{around}\n{window}" for window in windows(passage.text))
