"""The lexical half of search: the words of a text, and BM25 over the passages."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

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
    """BM25 over passages or policies, as a share: what one scores of the most that any text could for this query.

    A long passage counts by its best window, or its length alone would hide it. k1 and b are those usual for passages
    rather than pages. bm25s makes the table; a query only adds up rows of it, which needs no library and no scipy.
    """

    def __init__(self, words: Mapping[str, int], arrays: Mapping[str, NDArray[Any]]) -> None:
        self._words, self._arrays = words, arrays
        self._texts = int(arrays["items"][-1])
        self.items = len(arrays["items"]) - 1

    @classmethod
    def of(cls, items: Sequence[Sequence[str]]) -> Lexical:
        """The table of these items, each of one or more texts, in their order."""
        import bm25s

        texts = [[tokens(text) for text in item] for item in items]
        bounds = np.cumsum([0, *map(len, texts)], dtype=np.int64)
        if not items:
            return cls({}, {"items": bounds, "words": np.zeros(1, np.int64)})
        bm25 = bm25s.BM25(method="lucene", k1=0.9, b=0.4)
        bm25.index([words for windows in texts for words in windows], show_progress=False)
        table = {"words": bm25.scores["indptr"], "texts": bm25.scores["indices"], "weights": bm25.scores["data"]}
        return cls(bm25.vocab_dict, {"items": bounds, **table})

    def save(self, folder: Path) -> None:
        """Write the table as files into a new folder."""
        folder.mkdir()
        (folder / "words.json").write_text(json.dumps(self._words, ensure_ascii=False), "utf-8")
        for name, array in self._arrays.items():
            np.save(folder / f"{name}.npy", array)

    @classmethod
    def load(cls, folder: Path) -> Lexical:
        """The table that was saved; its arrays stay on the disk until they are needed."""
        words = json.loads((folder / "words.json").read_text("utf-8"))
        return cls(words, {file.stem: np.load(file, mmap_mode="r").view(np.ndarray) for file in folder.glob("*.npy")})

    def scores(self, words: Sequence[str]) -> NDArray[np.float32]:
        """One number in 0 to 1 per item for these words, each once and in order. One that no item holds lowers all."""
        known = [self._words[word] for word in words if word in self._words]
        if not known:
            return np.zeros(self.items, dtype=np.float32)
        starts, attainable = self._arrays["words"], sum(self._weight(word) for word in words)
        scores = np.zeros(self._texts, dtype=np.float32)
        for word in known:
            at = slice(int(starts[word]), int(starts[word + 1]))
            scores[self._arrays["texts"][at]] += self._arrays["weights"][at]
        best = np.maximum.reduceat(scores, self._arrays["items"][:-1])
        return np.asarray(best / np.float32(attainable), dtype=np.float32)

    def _weight(self, word: str) -> float:
        """Lucene's inverse document frequency, the upper bound of a word's BM25."""
        n, starts = self._words.get(word), self._arrays["words"]
        holding = 0 if n is None else int(starts[n + 1] - starts[n])
        return math.log(1 + (self._texts - holding + 0.5) / (holding + 0.5))


def texts_of(passage: Passage) -> list[str]:
    """What is matched: every window of the text with all that says where it stands. Claims only repeat the text."""
    source = (passage.source.organisation, passage.source.document or "", passage.policy or "")
    around = "\n".join((*source, passage.heading, *passage.topics, *passage.criteria))
    return [f"{around}\n{window}" for window in windows(passage.text)]
