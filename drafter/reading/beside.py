"""What a policy wants documented beside a score: a comorbidity, an adjusted treatment, help from another person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal

from drafter.reading import figures, values
from drafter.reading.record import Record, Said
from drafter.reading.weighing import Weighed, agreed
from drafter.text import assertion, words
from drafter.text.assertion import Assertion
from drafter.text.patterns import Pattern
from drafter.text.words import Hit

Shown = Literal["shown", "denied", "open"]
_NO = re.compile(r"\b(?:no|denies|denied|without|negative for|neg for)\b")
_AFFIRMS = re.compile(
    r"\b(?:but|has|have|with|positive|known|documented|treated|except|other than|however|and (?:has|is))\b"
)
_STANDS = {"shown": "for", "denied": "against", "open": "open"}


def find(record: Record, name: str) -> list[Weighed]:
    """All that the record says about one condition or event."""
    found: list[Weighed] = []
    for said in record.said:
        for hit, denied_only in _named(record, said, name):
            weighed = _weigh(record, said, hit, name, denied_only)
            if weighed:
                found.append(weighed)
        opposite = tuple(str(w) for w in _entry(name).get("opposite", ()))
        if opposite and said.statement.hits_of(opposite):
            found.append(Weighed("against", said.cite(), f"{_what(name)} recorded as absent"))
    return found + _by_score(record, name)


def _entry(name: str) -> Mapping[str, Any]:
    return words.load("comorbidities").get(name, {})  # type: ignore[no-any-return]


def called(name: str) -> str:
    """A condition as words in a sentence."""
    return str(_entry(name).get("called", name.replace("_", " ")))


def _what(name: str) -> str:
    return agreed(called(name), called(name).split(" ")[0].endswith("ments"))


def _named(record: Record, said: Said, name: str) -> list[tuple[Hit, bool]]:
    """Namings of it, and of the shorter words that count only where they are denied."""
    terms = tuple((n, tuple(w)) for n, w in record.terms.items())
    full = [h for h in values.phrases("comorbidities", terms).find(said.statement.clause.tokens) if h.name == name]
    short = said.statement.hits_of(tuple(str(w) for w in _entry(name).get("denied", ())))
    if not full:
        full = [_by_pattern(said, p, name) for p in _patterns(name) if p.search(said.low)][:1]
    return [*((h, False) for h in full), *((h, True) for h in short if not full)]


@cache
def _patterns(name: str) -> tuple[Pattern, ...]:
    return tuple(Pattern(str(p)) for p in _entry(name).get("patterns", ()))


def _by_pattern(said: Said, pattern: Pattern, name: str) -> Hit:
    """A place found by an expression, with its tokens."""
    clause, match = said.statement.clause, pattern.search(said.low)
    assert match is not None
    start, end = match.start() + clause.start, match.end() + clause.start
    inside = [n for n, t in enumerate(clause.tokens) if t.end > start and t.start < end]
    return Hit(name, inside[0], inside[-1] + 1, start, end, match[0])


def _weigh(record: Record, said: Said, hit: Hit, name: str, denied_only: bool) -> Weighed | None:
    stands = assertion.at(said.statement.cues, hit.first, hit.last)
    what, cited = _what(name), said.cite()
    state = _listed(said, hit, stands)
    if denied_only and state != "denied":
        return None
    past = _entry(name).get("past") == "true"
    objection = record.objection(said, stands, past_counts=past or stands.time == "past", stale_counts=past)
    if objection and not (stands.negated and objection.startswith("it is mentioned only as uncertain")):
        return Weighed("open", cited, f"{called(name)}: {objection}")
    if state == "denied":
        return Weighed("against", cited, f"{what} denied")
    if state == "open":
        return Weighed("open", cited, f"{what} named in a list behind a denial")
    return Weighed("for", cited, f"{what} documented")


def _listed(said: Said, hit: Hit, stands: Assertion) -> Shown:
    """Whether it is shown or denied; in a list behind a "no" without "or" it may be either."""
    if stands.negated or stands.refused:
        return "denied"
    if stands.resolved:
        return "open"
    low = said.low[: hit.start - said.statement.clause.start]
    denials = list(_NO.finditer(low))
    if not denials:
        return "shown"
    between = low[denials[-1].end() :]
    if _AFFIRMS.search(between) or ":" in between:
        return "shown"
    items = between.split(",")
    return "denied" if all(len(item.split()) <= 3 for item in items) and " and " not in between else "open"


def _by_score(record: Record, name: str) -> list[Weighed]:
    """What a score tells of it, such as an Epworth score of sleepiness."""
    found = []
    for measure, least in _entry(name).get("shown_by", {}).items():
        for m in values.find(record, measure):
            if m.former or record.objection(m.said, m.stands):
                continue
            text = f"{figures.called(measure)} is {m.written}"
            if m.quantity.least >= float(least):
                found.append(Weighed("for", m.said.cite(), text))
            elif m.quantity.most < float(least):
                found.append(Weighed("against", m.said.cite(), text))
    return found


def settled(weighed: Sequence[Weighed]) -> bool | None:
    """Whether it is shown or denied; none where the record does not tell or tells both."""
    shown, denied = (any(w.bearing == b for w in weighed) for b in ("for", "against"))
    return None if shown == denied else shown
