"""How many planted identifiers are masked, how many other words kept: `python evals/bench/identifiers.py [NAME]`.

NAME is `ours` (the default), `presidio` or `scrubadub`; the two libraries are no dependency and need `pip install
presidio-analyzer` or `pip install scrubadub`. An identifier is masked when no word of it is left; a word beside it is
kept when all of it is. Presidio runs with its pattern recognisers and a blank spaCy pipeline: it has no model of names
without a download.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

NOTES = Path(__file__).parents[1] / "privacy" / "notes.yaml"
_PLANTED = re.compile(r"\[(\w+): ([^\]]+)\]")

Finder = Callable[[str], list[tuple[int, int]]]
"""Spans of what is found in a text."""


class Note(NamedTuple):
    """A text, and the kind and span of what was planted in it."""

    text: str
    planted: tuple[tuple[str, int, int], ...]


def note(marked: str) -> Note:
    """A note from its marked form."""
    text, planted, at = "", [], 0
    for match in _PLANTED.finditer(marked):
        text += marked[at : match.start()]
        planted.append((match[1], len(text), len(text) + len(match[2])))
        text, at = text + match[2], match.end()
    return Note(text + marked[at:], tuple(planted))


def notes(half: str) -> list[Note]:
    """The notes of one half."""
    return [note(marked) for marked in yaml.safe_load(NOTES.read_text("utf-8"))[half]]


def words(of: Note) -> Iterator[tuple[str, int, int, bool]]:
    """Kind, span and whether it is planted, of every planted identifier and every other word."""
    yield from ((kind, start, end, True) for kind, start, end in of.planted)
    for match in re.finditer(r"\w+", of.text):
        if not any(start < match.end() and match.start() < end for _, start, end in of.planted):
            yield "other", match.start(), match.end(), False


def missed(half: str, finder: Finder) -> tuple[dict[str, list[str]], dict[str, int]]:
    """By kind what is wrong (left over, or masked among `other`), and how many there are."""
    wrong: dict[str, list[str]] = {}
    number: dict[str, int] = {}
    for one in notes(half):
        hidden = {n for start, end in finder(one.text) for n in range(start, end)}
        for kind, start, end, planted in words(one):
            number[kind] = number.get(kind, 0) + 1
            signs = {n for n in range(start, end) if one.text[n].isalnum()}
            if (signs - hidden) if planted else (signs & hidden):
                wrong.setdefault(kind, []).append(one.text[start:end])
    return wrong, number


def ours() -> Finder:
    """What drafter finds."""
    from drafter import privacy

    return lambda text: [(one.start, one.end) for one in privacy.found(text)]


def presidio() -> Finder:
    """Presidio with patterns alone."""
    import spacy
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    class Blank(SpacyNlpEngine):
        def __init__(self) -> None:
            super().__init__()
            self.nlp = {"en": spacy.blank("en")}

    engine = AnalyzerEngine(nlp_engine=Blank(), supported_languages=["en"])
    return lambda text: [(one.start, one.end) for one in engine.analyze(text, language="en")]


def scrubadub() -> Finder:
    """Scrubadub as it comes."""
    import scrubadub as library

    scrubber = library.Scrubber()
    return lambda text: [(one.beg, one.end) for one in scrubber.iter_filth(text)]


def main(name: str) -> None:
    """Print the shares, and what is wrong."""
    finder = {"ours": ours, "presidio": presidio, "scrubadub": scrubadub}[name]()
    for half in ("develop", "held_out"):
        start = time.process_time()
        wrong, number = missed(half, finder)
        spent = (time.process_time() - start) * 1000 / len(notes(half))
        planted = sum(n for kind, n in number.items() if kind != "other")
        left = sum(len(values) for kind, values in wrong.items() if kind != "other")
        kept = number["other"] - len(wrong.get("other", ()))
        print(
            f"{name} {half}: masked {planted - left} of {planted}, kept {kept} of {number['other']},"
            f" {spent:.1f} ms a note"
        )
        for kind, values in sorted(wrong.items()):
            print(f"  {'masked' if kind == 'other' else 'left'} {kind} ({len(values)}): {'; '.join(values)}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "ours")
