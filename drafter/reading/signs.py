"""Signs of an excluded thing, found or absent, where a sentence does not name the thing itself.

Which signs it has, which of them weigh most and which must be among those absent is its entry in
`vocabulary/exclusions.yaml`. One sign alone shows nothing and clears nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from drafter.reading import qualified, site
from drafter.reading.qualified import Doubted
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, be
from drafter.text import dates, papers, words
from drafter.text.patterns import Pattern

_RECENT = 90
"""Days after which a sign no longer tells how things are. A convention of this reader."""
_DENIED = Pattern(
    r"\b(?:no|not|nothing|none|nowhere|denies|denied|without|negative for|free of|nor|w/o)\b"
    r"(?:(?!\b(?:but|with|has|have|except|only|however|shows?|still)\b)[^.;:])*$"
)
_DENIED_BEHIND = Pattern(
    r"^\W*(?:(?:is|are|was|were|all|both)\W+)*(?:absent|negative|neg\b|none|denied|not (?:seen|present|noted|found))"
)
_ELSEWHERE = Pattern(
    r"\b(?:incision\w*|surgical|port|picc|line|catheter|foley|ostomy|stoma|throat|tonsil\w*|ears?|eyes?|tooth|teeth|"
    r"dental|gums?|lungs?|abdom\w+|chest|groin|breast|eardrums?|nails?)\b"
)


@dataclass(frozen=True)
class _Seen:
    """The signs of which a sentence speaks, by name."""

    found: frozenset[str]
    absent: frozenset[str]


def read(record: Record, name: str) -> Iterator[tuple[Said, Doubted]]:
    """What the sentences that do not name it tell of its signs."""
    every = [s for s in record.said if not s.document.late]
    before: tuple[list[Said], _Seen] | None = None
    for _, group in groupby(every, key=lambda s: (s.document.place, s.statement.clause.sentence)):
        sentence = list(group)
        seen = _seen(sentence[0].sentence, name)
        if not (seen.found or seen.absent) or any(_apart(s, name) for s in sentence):
            before = None
            continue
        weighed = _weigh(record, sentence, seen, name)
        if weighed is None and before:
            weighed = _weigh(record, *_joined(before, (sentence, seen)), name)
        before = (sentence, seen) if weighed is None else None
        if weighed:
            yield sentence[0], weighed


def _joined(before: tuple[list[Said], _Seen], behind: tuple[list[Said], _Seen]) -> tuple[list[Said], _Seen]:
    """Two sentences of which the second goes on about the place of the first: "Skin intact. No redness, no warmth."."""
    goes_on = not _ELSEWHERE.search(behind[0][0].sentence) and not any(s.regions() for s in behind[0])
    if not goes_on or before[0][0].document is not behind[0][0].document:
        return behind
    seen = _Seen(before[1].found | behind[1].found, before[1].absent | behind[1].absent)
    return [*before[0], *behind[0]], seen


def _seen(low: str, name: str) -> _Seen:
    found, absent = set(), set()
    for sign, present, healthy in _signs(name):
        denied = [_denied(low, m.start(), m.end()) for m in present.finditer(low)]
        well = healthy is not None and healthy.search(low)
        if denied and not all(denied):
            found.add(sign)
        elif denied or well:
            absent.add(sign)
    return _Seen(frozenset(found), frozenset(absent))


def denied_beside(said: Said, name: str) -> bool:
    """Whether the sentence of a naming tells of signs that are absent."""
    return bool(_seen(said.sentence, name).absent)


@cache
def _signs(name: str) -> tuple[tuple[str, Pattern, Pattern | None], ...]:
    """The signs of a thing: what each is called, how it is found, and what is said where it is absent."""
    given: Mapping[str, Mapping[str, str]] = words.load("exclusions")[name]["signs"]
    return tuple(
        (sign, Pattern(str(e["found"])), Pattern(str(e["healthy"])) if "healthy" in e else None)
        for sign, e in given.items()
    )


def _denied(low: str, start: int, end: int) -> bool:
    return bool(_DENIED.search(low[:start]) or _DENIED_BEHIND.match(low[end:]))


def _apart(said: Said, name: str) -> bool:
    """Whether a clause names the thing itself, or is not of this patient's own state."""
    whole = said.statement.cues.whole
    return bool(
        said.statement.of(name, *words.concept(name).about.get("mentions", ()))
        or whole.other_person
        or whole.general
        or whole.time == "conditional"
        or said.statement.clause.question
        or said.records_missing()
        or papers.silent(said.low)
        or qualified.warned(said)
        or qualified.boxed(said)
        or "form" in (whole.speaker, said.document.speaker)
    )


def _weigh(record: Record, sentence: list[Said], seen: _Seen, name: str) -> Doubted | None:
    about, cited = words.concept(name).about, sentence[0].cite_sentence()
    wholes = [s.statement.cues.whole for s in sentence]
    sure = all(w.certainty == "sure" and w.time != "past" for w in wholes) and not _old(record, sentence)
    if not seen.found:
        key = seen.absent & set(about["cleared_with"])
        placed = about.get("counts") != "site" or _of_the_skin(sentence)
        here = "skin" in seen.absent and any(_where_injected(s, name) for s in sentence)
        if sure and placed and key and (len(seen.absent) > 1 or here):
            return Doubted(Weighed("for", cited, f"the signs of {words.names(name)} are absent"), False)
        return None
    strong = seen.found & set(about.get("strong", seen.found))
    enough = len(seen.found) > (1 if strong else 2)
    if sure and enough and _counts(record, sentence, name):
        return Doubted(Weighed("against", cited, f"signs of it are recorded: {be(name)} shown"), False)
    return Doubted(Weighed("open", cited, f"signs alone do not show that {be(name)} there"), False)


def _counts(record: Record, sentence: list[Said], name: str) -> bool:
    """Whether the signs are at the site, or nothing was done about them."""
    about = words.concept(name).about
    if about.get("counts") == "site":
        return any(at_site(record, s, name) for s in sentence)
    near = list({id(a): a for s in sentence for a in qualified.around(record, s)}.values())
    return qualified.left_alone(near, name)


def beside(record: Record, said: Said, name: str) -> bool:
    """Whether another statement of its sentence tells of a strong sign where the service is given."""
    strong = set(words.concept(name).about.get("strong", ()))
    near = [s for s in (*record.preceding(said), *record.following(said)) if s.in_sentence_of(said)]
    return any(at_site(record, s, name) and _seen(s.low, name).found & strong for s in near)


def at_site(record: Record, said: Said, name: str) -> bool:
    """Whether a statement speaks of the place where the service is given: by name, or by a muscle to be injected."""
    if _names_site(said, name):
        return True
    into = words.concept(record.procedure).about.get("into") if record.procedure else None
    here = site.among(said.statement.clause.tokens)
    return into == "muscle" and bool(here.muscles) and not here.apart(site.of(record))


def _names_site(said: Said, name: str) -> bool:
    """Whether a statement speaks of the place where the service is given, by words for it."""
    return bool(said.statement.hits_of(words.concept(name).about.get("site", ()))) or _where_injected(said, name)


def _where_injected(said: Said, name: str) -> bool:
    """Whether it says so in terms of the procedure: "at the planned site", "where we will inject"."""
    return any(said.search(pattern) for pattern in said.among(words.expressions("exclusions", name, "places")))


def _of_the_skin(sentence: list[Said]) -> bool:
    """Whether what is healthy is the skin at large or where injections are given, not a limb or an old wound."""
    low = sentence[0].sentence
    regions = {r for s in sentence for r in s.regions()}
    named = any(word in low for word in ("skin", "site", "inject", "needle")) or bool(regions)
    return named and "limb" not in regions and not _ELSEWHERE.search(low)


def _old(record: Record, sentence: list[Said]) -> bool:
    edge = record.clock - dt.timedelta(days=_RECENT)
    return any(w.latest < edge and not _of_five(s, w) for s in sentence for w in s.statement.whens())


def _of_five(said: Said, when: dates.When) -> bool:
    """Whether what could be a day is a degree of strength: "5/5"."""
    return bool(re.fullmatch(r"[0-5][+-]?/5", said.document.text[when.start : when.end]))
