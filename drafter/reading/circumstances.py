"""Under what circumstances a value was measured: at rest or walking, on air or on oxygen, untreated or on treatment."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from drafter.reading import figures
from drafter.reading.measurement import Measurement
from drafter.reading.said import Said
from drafter.text import words
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold, tokenise


@cache
def _phrases() -> Mapping[str, words.Phrases]:
    """The phrases of each axis by itself, so that a longer one of another axis hides none."""
    given = words.load("circumstances")
    return {
        axis: words.Phrases.of((name, str(w)) for name, entry in each.items() for w in entry["words"])
        for axis, each in given.items()
    }


@cache
def _patterns(axis: str) -> tuple[tuple[str, Pattern], ...]:
    given = words.load("circumstances")[axis]
    return tuple((str(name), Pattern(str(p))) for name, entry in given.items() for p in entry.get("patterns", ()))


@cache
def axes() -> Mapping[str, str]:
    """The axis of every circumstance."""
    return {name: axis for axis, each in words.load("circumstances").items() for name in each}


def called(name: str) -> str:
    """A circumstance as words in a sentence."""
    entry: Mapping[str, Any] = words.load("circumstances")[axes()[name]][name]
    return str(entry["called"])


def of(measured: Measurement, around: Sequence[Said]) -> dict[str, frozenset[str]]:
    """For each axis the circumstances told of a value: beside the figure, else in its sentence, else around it.

    Where the words nearest to the figure name two of one axis, both are given.
    """
    clause = measured.said.statement.clause
    start, end = measured.beside
    text = measured.said.document.text
    beside = clause.line[start : measured.quantity.start] + " ; " + clause.line[measured.quantity.end : end]
    scopes = [
        beside[beside.rfind(":", 0, measured.quantity.start - start) + 1 :],
        beside,
        _without_others(clause.line, measured.quantity.start),
        _without_others(text[slice(*clause.within)], measured.quantity.start + clause.start - clause.within[0]),
        *(s.statement.clause.line for s in around if not s.search(_NOT_MEASURED)),
    ]
    found: dict[str, frozenset[str]] = {}
    several = len(_INDEX.findall(fold(scopes[_SENTENCE]))) > 1
    for n, scope in enumerate(scopes):
        for axis, names in _told(scope, measured).items():
            if not (n == _SENTENCE and several and axis in _OF_ONE_INDEX):
                found.setdefault(axis, names)
    return found


def _without_others(line: str, place: int) -> str:
    """A line without brackets, or parts of a night, that hold another figure with its own words: "AHI 9.8 (supine
    17.2)", "AHI 11.2, REM AHI 27.5"."""
    found = (*_OTHER_FIGURE.finditer(line), *_OF_PART.finditer(line))
    others = [b for b in found if not b.start() <= place < b.end()]
    for b in others:
        line = line[: b.start()] + " " * (b.end() - b.start()) + line[b.end() :]
    return line


_OTHER_FIGURE = re.compile(
    r"[(\[](?![^()\[\]]*(?:(?<![\d.])[34] ?%|rule|scor|criteri|desat|min\b|hours|\d\d?/\d))"
    r"[a-z][^()\[\]\d]{2,30}\d[^()\[\]]{0,40}[)\]]",
    re.IGNORECASE,
)
_OF_PART = re.compile(
    r"(?<![\d.])\d{1,3}(?:\.\d+)? ?(?:/ ?h\w*|per hour|events?/h\w*)? ?(?:(?:in|during|when|while|on) )?"
    r"(?:REM|NREM|non-?REM|supine|non-?supine|lateral|(?:his|her|the) (?:back|side))\b(?: sleep)?|"
    r"\b(?:REM|NREM|non-?REM|supine|non-?supine|lateral|positional)(?: sleep)?(?: (?:AHI|RDI|REI|index))?"
    r"\W{0,3}(?:(?:was|of|is|at) )?\d{1,3}(?:\.\d+)?(?:/h\w*)?",
    re.IGNORECASE,
)
"""The index of a part of the night with its words."""
_SENTENCE = 3
_OF_ONE_INDEX = ("extent", "counting")
"""Axes on which each index of a sentence stands for itself: "AHI 9.7/h; AHI supine 21/h"."""
_INDEX = re.compile(r"\b(?:ahi|rdi|rei|index)\b")
_NOT_MEASURED = Pattern(
    r"\b(?:no|not|never|without)\b[^.;]{0,40}\b(?:written|recorded|taken|documented|measured|available|noted|done|"
    r"obtained|"
    r"given|repeated)\b|\bno (?:resting |such )?(?:reading|value|figure|measurement|saturation)\b"
)
"""Of a measurement that was not made, whose circumstances are none of another one."""
_TEST = re.compile(
    r"\bhome (?:oxygen|o2) (?:evaluation|eval\b|test\w*|study|assessment|qualif\w*|desaturation)", re.IGNORECASE
)
"""A test for home oxygen, by whose name nobody is on it."""

_PROPOSED = re.compile(
    r"(?<!\bon )(?<!\bthe )\b(?:recommend(?:s|ed|ing)?|suggest(?:s|ed|ing)?|advis(?:e|es|ed|ing)|prescribe|"
    r"order(?:s|ing)?|"
    r"propos(?:e|es|ed|ing)|request(?:s|ed|ing)?|asking for|plan(?:ned)?(?: is)?:?|will (?:start|try|begin|"
    r"need|treat with|"
    r"be treated with)|to (?:start|begin|try)|needs|candidate for|rx:?|start)\b[^.;|\d]{0,30}?"
    r"\b(?:auto-?)?(?:[abc]?pap|bipap|bilevel|autopap|oral appliance)\b|"
    r"\b(?:auto-?)?(?:[abc]?pap|bipap|autopap)\b(?: therapy| trial| machine)? (?:is |was |being )?(?:ordered|"
    r"recommended|advised|planned|"
    r"requested|indicated|needed|to start|to be started|suggested|proposed)\b",
    re.IGNORECASE,
)
"""A treatment that is only proposed, under which nothing was measured."""


def _told(scope: str, measured: Measurement) -> dict[str, frozenset[str]]:
    for start, end in figures.asked(fold(scope)):
        scope = scope[:start] + " " * (end - start) + scope[end:]
    tokens = tokenise(_PROPOSED.sub("", _TEST.sub("", scope)))
    found: dict[str, frozenset[str]] = {}
    for axis, phrases in _phrases().items():
        names = frozenset(
            hit.name
            for hit in phrases.find(tokens)
            if not _of_the_name(tokens[hit.first].word, measured.measure) and not _denied(tokens, hit.first)
        )
        names |= frozenset(name for name, pattern in _patterns(axis) if pattern.search(fold(scope)))
        if names:
            found[axis] = names
    return found


def _of_the_name(word: str, measure: str) -> bool:
    """Whether the word is part of another name, as the sleep of a sleep study is."""
    return word == "sleep" and measure in ("ahi", "rdi", "respiratory_event_index")


def _denied(tokens: Sequence[Any], first: int) -> bool:
    """Whether a "not" stands before it: "not on oxygen", "without any CPAP"."""
    before = [t.word for t in tokens[max(0, first - 3) : first]]
    while before and before[-1] in ("any", "the", "a", "an", "her", "his", "on", "with", "using", "wearing"):
        before.pop()
    return bool(before) and bool(re.fullmatch(r"no|not|never|without|w/o|non", before[-1]))
