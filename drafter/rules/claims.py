"""What sentences say about the status of a criterion that they name, for the rules on contradiction and on silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from drafter.domain import Ground, Page
from drafter.rules.prose import Prose, phrases, prose
from drafter.rules.remembered import remembered

_CLAUSE = re.compile(r"[^.;:]+")
_ID = re.compile(r"\b[A-Z]{1,3}\d{1,3}\b")
_LIST = r"[A-Z]{1,3}\d{1,3}(?:(?:, (?:and |or )?| and | or | to |[-–])[A-Z]{1,3}\d{1,3})*"
_RANGE = re.compile(r"\b([A-Z]{1,3})(\d{1,3})(?: to |[-–])\1(\d{1,3})\b")
_SUPPOSED = phrases("if", "once", "when", "whether", "unless", "until", "would", "could", "might", "to be", "where")
_BE = r"(?:is|are|was|were|has been|have been|remains?|stands?|stays?)"
_UNMET = r"(?:not (?:met|satisfied|fulfilled)|unmet|failed|violated|absent)"
_SAYS = (
    ("not_documented", re.compile(rf"(?P<ids>{_LIST}), not documented\b")),
    ("not_met", re.compile(rf"(?P<ids>{_LIST}), not met\b")),
    ("met", re.compile(rf"(?P<ids>{_LIST}), met\b")),
    ("not_documented", re.compile(rf"(?P<ids>{_LIST}) {_BE} (?:not|un)[ -]?(?:documented|settled)\b")),
    ("not_met", re.compile(rf"(?P<ids>{_LIST}) {_BE} (?:therefore |clearly |shown )?{_UNMET}\b")),
    ("not_met", re.compile(rf"(?P<ids>{_LIST}) (?:fails?|failed)\b")),
    ("not_met", re.compile(rf"(?P<ids>{_LIST}) (?:has|have|do|does) not (?:been )?(?:met|satisfied|fulfilled|pass)\b")),
    ("not_met", re.compile(rf"\b(?:fail|fails|failed|failure)(?: to meet| of)? (?P<ids>{_LIST})")),
    ("not_met", re.compile(rf"\b(?:(?:does|do|did) not (?:meet|satisfy|fulfil)|violates?) (?P<ids>{_LIST})")),
    (
        "met",
        re.compile(
            rf"(?P<ids>{_LIST}) {_BE} (?:therefore |clearly |thus |also |all )?(?:met|satisfied|fulfilled|cleared)\b"
        ),
    ),
    ("met", re.compile(rf"(?<!not )(?<!to )\b(?:meets?|satisf(?:y|ies)|fulfils?) (?P<ids>{_LIST})")),
)


@dataclass(frozen=True)
class Claim:
    """A sentence that gives a criterion a status."""

    criterion: str
    """Id of the criterion."""
    said: str
    """The status it is given."""
    row: str
    """The status in its row."""
    words: str
    """The words that say it."""
    stretch: Prose
    """Where."""


@remembered
def claims(page: Page, ground: Ground) -> Iterator[Claim]:
    """Every status that a sentence gives to a criterion with a row; a sentence about no line speaks of every line."""
    rows = {(row.line, row.criterion): row.status for row in page.findings}
    lines = sorted({line for line, _ in rows})
    for stretch in prose(page, ground):
        if not ids_as_written(stretch.text):
            continue
        for id, said, words in _said(stretch.text):
            about = [stretch.line] if stretch.line is not None else lines
            statuses = [rows[line, id] for line in about if (line, id) in rows]
            # Where no line is named, a sentence is wrong only if it is wrong of every line.
            if statuses and said not in statuses:
                yield Claim(id, said, statuses[0], words, stretch)


@lru_cache(maxsize=8192)
def ids_as_written(text: str) -> tuple[str, ...]:
    """What is shaped like the id of a criterion in a text, each once, in order."""
    return tuple(dict.fromkeys(_ID.findall(text)))


def ids_in(text: str) -> list[str]:
    """Ids of criteria named in a text, ranges such as A1 to A5 spelt out."""
    return _ID.findall(_RANGE.sub(_spelt_out, text))


@lru_cache(maxsize=8192)
def _said(text: str) -> tuple[tuple[str, str, str], ...]:
    """Triples of criterion id, status and words, by clause."""
    return tuple(_by_clause(text))


def _by_clause(text: str) -> Iterator[tuple[str, str, str]]:
    for clause in _CLAUSE.finditer(text):
        if _SUPPOSED.search(clause[0]):
            continue
        for status, pattern in _SAYS:
            for found in pattern.finditer(clause[0]):
                yield from ((id, status, found[0]) for id in ids_in(found["ids"]))


def _spelt_out(span: re.Match[str]) -> str:
    """A range of ids, such as A1 to A5, with every id in it."""
    return " ".join(f"{span[1]}{n}" for n in range(int(span[2]), int(span[3]) + 1))
