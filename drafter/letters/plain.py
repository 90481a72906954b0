"""Plain words for the member: no codes, no unexplained short forms, and each clinical term explained once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from drafter.corpus.located import parse, read_text

CODE = re.compile(
    r"\s*[(\[]?\b(?:(?:CPT|HCPCS|ICD(?:-10)?(?:-CM)?)\s*(?:codes?)?[\s:#]*)?"
    r"(?:\d{4}[0-9A-Z]|[A-Z]\d{4}|[A-TV-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4})\b[)\]]?"
)
"""A procedure or diagnosis code as it stands in a text."""
CODING = re.compile(r"\b(?:CPT|HCPCS|ICD(?:-10)?(?:-CM)?)\b")
SHORT_FORM = re.compile(r"\b(?=[A-Z0-9/&-]*[A-Z][A-Z0-9/&-]*[A-Z])[A-Z][A-Z0-9/&-]*[A-Z0-9]s?\b")
"""Two or more capitals in one word."""


@dataclass(frozen=True)
class Glossary:
    """Words explained."""

    words: Mapping[str, str]
    """A term in small letters, or a short form as it is written, with what it means."""
    known: frozenset[str]
    """Short forms that everybody knows."""
    everyday: frozenset[str]
    """Terms of the clinical vocabulary that everybody knows."""

    def used(self, text: str) -> dict[str, str]:
        """The terms that stand in a text, longest first, a word of one not taken for another."""
        found: dict[str, str] = {}
        left = text
        for term in sorted(self.words, key=len, reverse=True):
            pattern = _pattern(term)
            if pattern.search(left):
                found[term] = self.words[term]
                left = pattern.sub(" ", left)
        return dict(sorted(found.items(), key=lambda one: one[0].casefold()))

    def unexplained(self, text: str) -> tuple[str, ...]:
        """Short forms that nobody has explained, each once."""
        found = (match[0] for match in SHORT_FORM.finditer(text))
        explained = self.known | {term for term in self.words if SHORT_FORM.fullmatch(term)}
        return tuple(
            dict.fromkeys(one for one in found if one.removesuffix("s") not in explained and one not in explained)
        )


@cache
def _pattern(term: str) -> re.Pattern[str]:
    """Finds a term; a short form only as it is written."""
    flags = 0 if SHORT_FORM.fullmatch(term) else re.IGNORECASE
    return re.compile(rf"(?<!\w){re.escape(term)}(?:e?s)?(?!\w)", flags)


def glossary(own: Mapping[str, str]) -> Glossary:
    """Our words explained, and the organisation's before them."""
    data = _held()
    return Glossary({**data["words"], **own}, frozenset(data["known"]), frozenset(data["everyday"]))


def bare(words: str) -> str:
    """The words without codes."""
    return " ".join(CODE.sub(" ", words).split()).strip(" ,;:-")


def is_plain(words: str) -> bool:
    """Whether no code and no short form stands in the words that nobody explains."""
    return bool(words) and not CODE.search(words) and not CODING.search(words) and not glossary({}).unexplained(words) \
        and not re.search(r"\b[A-Z]{1,3}\d{1,3}\b", words)  # fmt: skip


def sentences(text: str) -> Iterator[str]:
    """Sentences, roughly: a letter has no abbreviations with full stops of its own."""
    yield from (one.strip() for one in re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])", text) if one.strip())


@cache
def _held() -> dict[str, dict[str, str]]:
    file = Path(str(resources.files("drafter.letters"))) / "glossary.yaml"
    return dict(parse(read_text(file), file).data)
