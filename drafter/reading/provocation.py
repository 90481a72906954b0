"""Provocative tests: which were done, and whether each was positive; a test that is only named shows nothing.

A concept of the vocabulary whose entry has `test` is such a test. The sign may stand before a list of them ("positive
FABER, Gaenslen and thigh thrust") or behind one or several ("FABER and Gaenslen positive, compression negative").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, be, objected
from drafter.text import words
from drafter.text.patterns import Pattern

_POSITIVE = (
    r"\bpositive\b|\bpos\b|(?<!\w)\+(?:ve\b)?|\bpainful\b|\bconcordant\b|"
    r"\b(?:each |all |both )?(?:brought (?:it |(?:on|back|out))|set off|hurt(?:s)? (?:her|him|there)|elicit\w+|"
    r"gave)(?: (?:\w+ ){0,3}?(?:pain|"
    r"symptoms?|it))?|(?<=[a-z)=:] )1(?=\s*(?:$|[,;.)]))|"
    r"\b(?:reproduc\w+|provok\w+)(?: (?:\w+ ){0,3}?(?:pain|symptoms?))?"
)
_NEGATIVE = (
    r"\bnegative\b|\bneg\b|(?<=[(\s])[-\u2212\u2013](?=[)\s,;]|$)|\bpainless\b|\b(?:did|does|showed|gave) nothing\b|"
    r"(?<=[a-z)=:] )0(?=\s*(?:$|[,;.)]))|\b(?:was|were) (?:quiet|silent|clear)\b|"
    r"\b(?:without|no) pain\b|\bnormal\b|\bunremarkable\b|"
    r"\bnot (?:painful|positive|provocative|reproductive)\b"
)
_LEGEND = Pattern(r"\(?\b[01] ?= ?(?:pos\w*|neg\w*|yes|no)(?:\W{1,3}[01] ?= ?(?:pos\w*|neg\w*|yes|no))?\)?")
"""What the figures of a list of tests mean: "(1 = positive)"."""
_NUMBER = r"(?:\d|one|two|three|four|five|six|seven)"
_ABOUT = r"(?:provocat\w+|sij?|sacro-?iliac|laslett\w*)"
_OF = rf"(?P<k>{_NUMBER}) ?(?:of|/|out of) ?(?:the )?(?P<n>{_NUMBER})"
_SUMS = (
    Pattern(
        rf"\b{_OF}\b[^.;]{{0,40}}\b(?:{_ABOUT}|man(?:eu|oeu)vers?|tests?)\b[^.;]{{0,60}}\b(?:positive|pos|reproduc\w+)"
    ),
    Pattern(rf"\b{_ABOUT}\b[^.;]{{0,40}}\b(?:positive|pos|reproduc\w+)\b[^.;]{{0,20}}?\b{_OF}\b"),
    Pattern(rf"\b{_ABOUT}\b[^.;]{{0,40}}?\b{_OF}\b[^.;]{{0,12}}\b(?:positive|pos)\b"),
)
"""So many of so many tests positive."""
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}


@cache
def _tests(name: str) -> re.Pattern[str] | None:
    given = words.concept(name).about.get("test", ()) if name in words.concepts() else ()
    return re.compile(rf"\b(?:{'|'.join(map(str, given))})(?!\w)") if given else None


@cache
def _every(names: tuple[str, ...]) -> re.Pattern[str]:
    tests = "|".join(f"(?P<t{n}>{t.pattern})" for n, name in enumerate(names) if (t := _tests(name)))
    return re.compile(rf"{tests}|(?P<minus>{_NEGATIVE})|(?P<plus>{_POSITIVE})")


def results(said: Said, names: Sequence[str]) -> dict[str, bool]:
    """The tests of a statement of which the result is told: whether each was positive."""
    found = list(_signs(_LEGEND.sub(lambda m: " " * len(m[0]), said.low), tuple(names)))
    if not any(isinstance(item, str) for item in found):
        return {}
    told: dict[str, bool] = {}
    leads = not isinstance(found[0], str)
    sign: bool | None = None
    waiting: list[str] = []
    for item in found:
        if isinstance(item, str):
            waiting.append(item)
        else:
            _given(told, waiting, sign if leads else item)
            sign = item
    _given(told, waiting, sign if leads else None)
    return told


def _given(told: dict[str, bool], waiting: list[str], sign: bool | None) -> None:
    """Gives the waiting tests their sign."""
    if sign is not None:
        told.update(dict.fromkeys(waiting, sign))
    waiting.clear()


def _signs(low: str, names: tuple[str, ...]) -> Iterator[str | bool]:
    """Tests and signs of a folded clause, in order."""
    for match in _every(names).finditer(low):
        if match["plus"] or match["minus"]:
            yield bool(match["plus"])
        else:
            yield next(names[int(key[1:])] for key, hit in match.groupdict().items() if hit and key.startswith("t"))


def weigh(record: Record, tests: Sequence[str], objection: Callable[[Said], str | None]) -> dict[str, list[Weighed]]:
    """What the record says about each test; `objection` gives why a statement does not count, or none."""
    found: dict[str, list[Weighed]] = {name: [] for name in tests}
    for said in record.said if tests else ():
        for name, positive in results(said, tests).items():
            if why := objection(said):
                found[name].append(Weighed("open", said.cite(), objected(name, why)))
            else:
                what = f"{be(name)} recorded as {'positive' if positive else 'negative'}"
                found[name].append(Weighed("for" if positive else "against", said.cite(), what))
    return found


def counted(record: Record, least: int, objection: Callable[[Said], str | None]) -> list[Weighed]:
    """Places that give only how many tests of how many were positive."""
    found = []
    for said in record.said:
        match = next((m for p in _SUMS if (m := p.search(said.low))), None)
        if match is None:
            continue
        positive, doubt = _number(match["k"]), objection(said)
        why = f"{positive} of {_number(match['n'])} provocative tests are recorded as positive"
        bearing = "open" if doubt else "for" if positive >= least else "against"
        found.append(Weighed(bearing, said.cite(), f"{why}, but {doubt}" if doubt else why))  # type: ignore[arg-type]
    return found


_DONE = Pattern(
    rf"\b(?:all |the )?(?P<n>{_NUMBER}) (?:\w+ ){{0,2}}?(?:tests|man(?:eu|oeu)vers)\b(?: (?:was|were|are))? ?(?:\w+ "
    rf")?(?:done|performed|made|"
    rf"carried out|tried)|\b(?:did|performed|made|carried out|tried) (?:all |the )?(?P<m>{_NUMBER}) (?:\w+ "
    rf"){{0,2}}?(?:tests|man(?:eu|oeu)vers)\b"
)
"""So many tests were made."""
_OTHERS = Pattern(
    rf"\bthe (?:other|remaining)(?: (?P<n>{_NUMBER}))?(?: (?:tests|ones))?(?: (?:were|was|are))? (?:all "
    rf")?(?:negative|neg)\b"
)


_ALL_NEGATIVE = Pattern(
    rf"\b(?:all|every)\b[^.;]{{0,30}}\b{_ABOUT}\b[^.;]{{0,40}}\b(?:negative|neg)\b|"
    rf"\b{_ABOUT} (?:joint )?(?:provocat\w+ )?(?:tests?|testing|man(?:eu|oeu)vers|signs)\b[^.;,]{{0,30}}"
    r"\b(?:all |each |entirely )?(?:negative|neg)\b"
)
"""That none was positive."""
_CLUSTER = 5
"""Tests whose results together are an examination of the joint, whatever further tests there are."""


def all_made(
    record: Record, tests: Sequence[str], least: int, objection: Callable[[Said], str | None]
) -> list[Weighed]:
    """Places that show that of so many tests, all that were made, fewer than asked for were positive."""
    for said in record.having(_ALL_NEGATIVE):
        if not objection(said):
            return [Weighed("against", said.cite(), "all provocative tests are recorded as negative")]
    for said in record.said:
        near = [s for s in (said, *record.following(said)[:2]) if s.in_sentence_of(said) and not objection(s)]
        signs = {k: v for s in near for k, v in results(s, tests).items()}
        positive = sum(signs.values())
        if len(signs) >= min(_CLUSTER, len(tests)) and positive < least:
            why = f"{positive} of the {len(signs)} provocative tests that are recorded were positive"
            return [Weighed("against", s.cite(), why) for s in near if results(s, tests)]
    for said in record.having(_DONE):
        match = said.search(_DONE)
        made = _number(match["n"] or match["m"]) if match else 0
        near = [s for s in (said, *record.following(said)[:2]) if not objection(s)]
        told: dict[str, bool] = {}
        for one in near:
            told |= results(one, tests)
        others = next((m for s in near if (m := s.search(_OTHERS))), None)
        positive = sum(told.values())
        negative = len(told) - positive
        rest = made - len(told) if others and (not others["n"] or _number(others["n"]) == made - positive) else 0
        if positive < least and made and positive + negative + max(0, rest) == made:
            why = f"{positive} of the {made} provocative tests that were made are recorded as positive"
            return [Weighed("against", s.cite(), why) for s in near if results(s, tests)]
    return []


def _number(text: str) -> int:
    return _COUNTS[text] if text in _COUNTS else int(text)


def tests_among(names: Iterable[str]) -> tuple[str, ...]:
    """Those of the findings that are provocative tests."""
    return tuple(name for name in names if _tests(name) is not None)
