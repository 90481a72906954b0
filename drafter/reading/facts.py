"""Facts as data: what the vocabulary holds on a fact that a record may show and may deny."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from drafter.reading.weighing import agreed
from drafter.text import words
from drafter.text.patterns import Pattern


def named_by(name: str) -> tuple[str, ...]:
    """Some words by which a record names it, its own name where only expressions know it."""
    return tuple(str(w) for w in entry(name).get("words", ())[:_SOME]) or (called(name),)


_SOME = 4


def expressions(name: str) -> tuple[Pattern, ...]:
    """Expressions that name a fact, over folded words: its own, and its words."""
    return (*patterns(name, "patterns"), *_of_words(name))


def in_family(name: str) -> tuple[Pattern, ...]:
    """Shorter names that count only in a list of relatives: "aunt: breast, 44"."""
    return patterns(name, "in_family")


@cache
def _of_words(name: str) -> tuple[Pattern, ...]:
    given = sorted((str(w).lower() for w in entry(name).get("words", ())), key=len, reverse=True)
    return (Pattern(rf"(?<!\w)(?:{'|'.join(map(re.escape, given))})s?(?!\w)"),) if given else ()


def known(name: str) -> bool:
    """Whether a concept is a fact of this kind."""
    return bool(entry(name))


FILES = ("comorbidities", "facts", "mobility", "cancers")
"""Files of the vocabulary that hold facts."""
_PARTS = "parts"
"""The entry of such a file that holds parts of expressions."""


@cache
def every() -> Mapping[str, tuple[str, Mapping[str, Any]]]:
    """Every fact, with the file in which it stands."""
    return {name: (file, given) for file in FILES for name, given in words.load(file).items() if name != _PARTS}


def entry(name: str) -> Mapping[str, Any]:
    """What the vocabulary holds on a fact, nothing where it is none."""
    return every().get(name, ("", {}))[1]


def called(name: str) -> str:
    """A condition as words in a sentence."""
    return str(entry(name).get("called", name.replace("_", " ")))


def what(name: str) -> str:
    """The same with "is" or "are" behind it."""
    return agreed(called(name), called(name).split(" ")[0].endswith("ments"))


@cache
def patterns(name: str, key: str) -> tuple[Pattern, ...]:
    """Expressions of a fact, in which {part} stands for a part of its file."""
    file, given = every().get(name, ("", {}))
    parts = words.load(file).get(_PARTS, {}) if file else {}
    return tuple(Pattern(_PART.sub(lambda m: _filled(m, parts), str(p))) for p in given.get(key, ()))


def _filled(match: re.Match[str], parts: Mapping[str, Any]) -> str:
    return _PART.sub(lambda m: _filled(m, parts), str(parts[match[1]]))


_PART = re.compile(r"\{([a-z_]+)\}")
