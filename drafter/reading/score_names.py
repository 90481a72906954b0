"""Score names: where a statement or a record names a score, by a word or by an expression."""

from __future__ import annotations

import re
from functools import cache

from drafter.reading import figures
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import words
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold
from drafter.text.words import Hit


@cache
def phrases(file: str, terms: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> words.Phrases:
    """The phrases of every concept of a file, with a policy's own."""
    own = [(str(n), str(w)) for n, entry in words.load(file).items() for w in entry.get("words", ())]
    return words.Phrases.of([*own, *((n, w) for n, given in terms for w in given)])


def named(said: Said, record: Record) -> list[Hit]:
    """Every score named in a statement, in order."""
    terms = tuple((n, tuple(w)) for n, w in record.terms.items())
    found = phrases("scores", terms).find(said.statement.clause.tokens)
    spelt = [h for name, pattern in _spelt() for m in pattern.finditer(said.low) if (h := _hit(said, name, m))]
    for name, given, patterns in _where_given():
        if any(p.search(said.low) for p in patterns) and given.search(fold(said.document.text)):
            spelt += [h for p in patterns for m in p.finditer(said.low) if (h := _hit(said, name, m))]
    return sorted([*found, *spelt], key=lambda h: h.start) if spelt else found


@cache
def _spelt() -> tuple[tuple[str, Pattern], ...]:
    """Names that only an expression catches, such as PHQ-9."""
    given = words.load("scores")
    return tuple((str(name), Pattern(str(p))) for name, entry in given.items() for p in entry.get("patterns", ()))


@cache
def _where_given() -> tuple[tuple[str, Pattern, tuple[Pattern, ...]], ...]:
    """Names that count only in a document where other words tell what is measured: "the lowest reading was 63"."""
    return tuple(
        (str(name), Pattern(str(entry["given"])), tuple(Pattern(str(p)) for p in entry["when_given"]))
        for name, entry in words.load("scores").items()
        if entry.get("given")
    )


def _hit(said: Said, name: str, match: re.Match[str]) -> Hit | None:
    clause = said.statement.clause
    start, end = match.start() + clause.start, match.end() + clause.start
    inside = [n for n, t in enumerate(clause.tokens) if t.end > start and t.start < end]
    return Hit(name, inside[0], inside[-1] + 1, start, end, match[0]) if inside else None


def mentioned(record: Record, measure: str) -> bool:
    """Whether letters of a score's name stand anywhere in the record; most scores are named in few records."""
    given = (*figures.about(measure).get("words", ()), *record.terms.get(measure, ()))
    spelt = [pattern for name, pattern in _spelt() if name == measure]
    spelt += [p for name, given, patterns in _where_given() if name == measure for p in patterns]
    return any(
        _letters(tuple(given)).search(document.text) or any(p.search(fold(document.text)) for p in spelt)
        for document in record.documents
    )


@cache
def _letters(given: tuple[str, ...]) -> re.Pattern[str]:
    """The first word of each name, as far as a plural and a hyphen leave it alike."""
    firsts = {re.escape(re.split(r"[\s/-]", str(w))[0]) for w in given}
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(firsts, key=len, reverse=True))})", re.IGNORECASE)
