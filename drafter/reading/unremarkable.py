"""That an examination found nothing, told without the name of the finding: muscles nontender, soft, without a knot."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from drafter.reading import site
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import words
from drafter.text.patterns import Pattern

FELT = Pattern(r"\bpalpa\w*|\bexam\w*|\bpressure\b|\bcompress\w*|\bfelt\b")
"""Words of an examination by hand."""
_ORGAN = Pattern(
    r"\b(?:abdom\w*|lungs?|chest wall|breasts?|thyroid|skin|heart|cardiac|"
    r"lymph\w*|pulses|axill\w*|prostate|liver|spleen|eyelids?)\b"
)
"""What is palpated or seen without a word of muscles."""
_MUSCLES = Pattern(
    r"\b(?:musc(?:le|ul)\w*|paraspinals?|girdles?|traps?|(?:soft|myofascial) tissues?|"
    r"(?:neck|upper back|shoulders?|low(?:er)? back) (?:and|or) (?:neck|upper back|shoulders?|back))\b"
)
_SORE = Pattern(
    r"(?<!non-)(?<!non )(?<!no )(?<!not )(?<!none was )(?<!none were )(?<!none is )(?<!none are )(?<!none "
    r")(?<!neither )"
    r"\b(?:tender|"
    r"tight|spasm|sore)\w*"
)
"""Words by which a muscle is not painless after all."""
_NOT_SORE = Pattern(
    r"\b(?:no|without|nothing)\b (?:(?:focal|local|point|muscle|significant|undue|real|any|palpable|trigger|is|was|"
    r"at all) ){0,3}"
    r"(?:tender|tight|spasm|sore)\w*(?: (?:spots?|points?|areas?))?"
)
_BUT_SORE = Pattern(
    r"\b(?:except|excepting|apart from|aside from|other than|save|but)\b[^.;]{0,30}\b(?:tender\w*|tight\w*|"
    r"spasm\w*|sore\w*|"
    r"guarding|bands?|knots?)\b(?! (?:to light touch|skin))"
)
"""That a muscle was sore after all, where all else is told to be as it should."""
_TWITCH_ALONE = Pattern(
    r"(?:no|neither|without|nor) (?:local |visible |muscle |a |any |single )*twitch(?:es|ing)?(?: responses?)?"
)
"""A denial of nothing but a twitch, which a trigger point need not give."""
_NOTHING = Pattern(r"\b(?:nothing|nowhere|neither)\b[^.;]{0,40}$")
_BONES = Pattern(
    r"\b(?:spinous|processes|facets?|joints?|bon[ey]\w*|vertebra\w*|ligament\w*|tendons?|bursa\w*|incisions?|wounds?|"
    r"scars?|epicondyl\w*|ribs?|clavic\w*|calf|calves|gons?|lons?|nerves?|scalp|sinus\w*|tmjs?|arter(?:y|ies)|"
    r"teeth|gums|knees?|ankles?|elbows?|wrists?)\b"
)
"""What is no muscle; where one is named as well, it speaks of the muscle too."""


def told(said: Said, about: object) -> str | None:
    """The words by which a statement says that it was looked for and is not there, without naming it, or none.

    `about` is the entry of the finding in the vocabulary.
    """
    words_ = _told(said, about)
    if words_ is None or said.search(_ORGAN):
        return None
    of_muscle = isinstance(about, Mapping) and "painless" in about
    of_bone = of_muscle and said.search(_BONES) and not said.search(_MUSCLES)
    return None if of_bone or (of_muscle and said.search(_BUT_SORE)) else words_


def _told(said: Said, about: object) -> str | None:
    """The same, whatever it is that was looked at."""
    given = about.get("opposite", ()) if isinstance(about, dict) else ()
    hits = said.statement.hits_of(given)
    if not hits and isinstance(about, dict) and len(_parts_denied(said, about)) >= 2:
        return "palpated"
    if not hits and isinstance(about, dict):
        given = tuple(map(str, about.get("opposite_patterns", ())))
        match = next((m for p in said.among(words.patterns(given)) if (m := said.search(p))), None)
        if match and not _TWITCH_ALONE.fullmatch(match[0]):
            return match[0]
    if not hits and isinstance(about, Mapping) and _painless(said, about):
        return "soft and painless"
    return hits[0].phrase if hits else None


def where(said: Said, told: str) -> site.Place:
    """The place of what is told so: that of its clause, without the parts that tell a result of something else."""
    at = said.low.find(told) + len(told) - 1
    start = said.statement.clause.start
    cuts = [0, *(m.start() for m in _PARTS.finditer(said.low)), len(said.low)]
    if told not in said.low:
        return site.among(site.here(said))
    if any(_EVERYWHERE.search(said.low[a:b]) for a, b in pairwise(cuts) if a <= at < b):
        return site.Place()
    others = [(a, b) for a, b in pairwise(cuts) if not a <= at < b and _RESULT.search(said.low[a:b])]
    tokens = [t for t in site.here(said) if not any(a <= t.start - start < b for a, b in others)]
    return site.among(tokens)


def but_sore(record: Record, said: Said) -> bool:
    """Whether the next clause of its sentence says that something was sore after all: "…, but a tight band there"."""
    return any(s.in_sentence_of(said) and s.search(_BUT_SORE) for s in record.following(said)[:1])


_ANYWHERE = Pattern(
    r"\b(?:in|over|at|along|throughout) (?:any|either|all|every|each|both)"
    r"(?: (?:\w+ ){0,2}(?:muscles?|of them)\b| of\b)|"
    r"\banywhere\b"
)
"""Words of a search of muscles, whichever they are."""
_PARTS = Pattern(r"[,;]")
_EVERYWHERE = Pattern(r"\bthroughout\b(?! (?:the |her |his )?(?:right|left|arms?|upper))")
"""Words of a result that holds for all that was looked at."""
_RESULT = Pattern(r"\b(?:positive|pos|negative|neg|equivocal|reproduc\w*|radiat\w*)\b|\+(?=\s|$)")
"""Words of a test's result, whose side is its own."""


def _painless(said: Said, about: Mapping[str, Any]) -> bool:
    """Whether muscles that were pressed are told to be soft and not to hurt."""
    given = words.patterns(tuple(map(str, about.get("painless", ()))))
    if not any(said.search(p) for p in said.among(given)):
        return False
    parts = said.statement.of(*about.get("two_of", ()))
    if _SORE.search(_NOT_SORE.sub(" ", said.low)) or any(
        m.stands.plain and not _NOTHING.search(said.ahead(m.start)) for m in parts
    ):
        return False
    placed = bool(said.regions()) and said.search(FELT) is not None
    return placed or bool(site.among(said.statement.clause.tokens).muscles) or said.search(_MUSCLES) is not None


def _parts_denied(said: Said, about: dict[str, Any]) -> set[str]:
    """Parts of a finding that an examination did not find: "palpated: no taut bands, no twitch"."""
    if not (said.search(FELT) or said.search(_ANYWHERE)):
        return set()
    found = said.statement.of(*about.get("two_of", ()))
    return {m.concept for m in found if m.stands.negated and m.stands.certainty == "sure"}
