"""Namings: by which words a statement names a finding, by itself or by what the hand and the patient do."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.reading import (
    site,
)
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import Mention, words
from drafter.text.patterns import Pattern

_SNAPPED = Pattern(r"\b(?:snap\w*|strum\w*|flick\w*|pluck\w*|cross[- ]fib\w*|needl\w*)\b")
BY_HAND = Pattern(r"\b(?:palpa\w*|snap\w*|press\w*|compress\w*|needl\w*|elicit\w*)\b")


_OF_INJECTION = Pattern(r" ?(?:or|and|nor|/) ?(?:any )?(?:other )?(?:[\w-]+ ){0,2}?(?:injections?|shots?|blocks?)\b")
"""Behind a finding that names what is injected: "trigger point or any other spinal injection"."""


_DOCTOR = Pattern(
    r"(?:\bdr\.? [\w'-]+(?: [\w'-]+)?|\b(?:md|do|pa-?c|np)|"
    r"\b(?:ordering|referring|requesting|attending|department of|dept\.? of)\b[^.;\n]{0,40}?),?\s*$"
)
"""Before the name of a department, who works there: "Ordering: Dr. Joyner, spine surgery"."""


def _house(said: Said, mention: Mention) -> bool:
    """Whether words for an operation name the department of a doctor."""
    return (
        said.low[: mention.end - said.statement.clause.start].endswith("surgery")
        and _DOCTOR.search(said.ahead(mention.start)) is not None
    )


def of(record: Record, said: Said, name: str, about: object) -> Iterator[Mention]:
    """Namings of a finding: by its words, by one that stands for it alone, by two that do together."""
    own = [m for m in said.statement.of(name) if not (_OF_INJECTION.match(said.behind(m.end)) or _house(said, m))]
    yield from own
    if own or not isinstance(about, dict):
        return
    yield from said.statement.of(*about.get("alone", ()))
    yield from (
        m for m in said.statement.of(*about.get("alone_felt", ())) if _responds(said, m) and not without(said, m)
    )
    parts = {m.concept: m for m in said.statement.of(*about.get("two_of", ()))}
    if len(parts) == 1 and said.regions():
        parts |= {m.concept: m for s in _rest(record, said) for m in s.statement.of(*about.get("two_of", ()))}
    if len(parts) == 1 and said.regions() and _recognised(record, said):
        yield from (m for m in parts.values() if m in said.statement.mentions and m.stands.plain)
    if len(parts) >= 2 and all(m.stands.plain or (m.stands.negated and excepted(said, m)) for m in parts.values()):
        mine = [m for m in parts.values() if m in said.statement.mentions]
        yield min(mine, key=lambda m: not m.stands.negated)


_MY_PAIN = Pattern(
    r"[\"\u201c'\u2018][^\"\u201d]{0,30}\b(?:that's|that is|thats|it's|this is|there's|you(?:'ve)? (?:got|found|hit)) "
    r"(?:(?:exactly|just|right|precisely) )?(?:it\b[^\"\u201d]{0,12})?(?:my (?:\w+ )?(?:pain|headache|ache|migraine)|"
    r"the (?:pain|headache|ache|spot|one))\b"
)
"""Words of a patient who knows the pain again."""
_AS_PRESSED = Pattern(
    r"\b(?:press\w*|palpa\w*|compress\w*|squeez\w*|pinch\w*|snap\w*|roll\w*)\b(?![^.;]{0,40}\b(?:hand-?out|chart|"
    r"diagram|picture|model)\b)"
)


def _recognised(record: Record, said: Said) -> bool:
    """Whether the patient knows the pain again as the hand presses: "that's my headache!" as I pressed a taut band."""
    behind = [s for s in record.following(said)[:2] if s.in_sentence_of(said)]
    near = [*record.preceding(said)[:1], said, *behind]
    pressed = any(s.search(_AS_PRESSED) for s in (said, *behind))
    return pressed and any(s.search(_MY_PAIN) and not s.statement.cues.whole.negated for s in near)


def _rest(record: Record, said: Said) -> list[Said]:
    """The statements behind in the same sentence, which name no place of their own."""
    sentence = said.statement.clause.sentence
    behind = [s for s in record.following(said) if s.statement.clause.sentence == sentence]
    return [s for s in behind if not site.among(s.statement.clause.tokens).muscles and s.statement.cues.whole.plain]


def _responds(said: Said, mention: Mention) -> bool:
    """Whether it is named as a response to the examining hand: "local twitch response on palpation"."""
    start = said.statement.clause.start
    named = said.low[mention.start - start : mention.end - start]
    by_hand = BY_HAND if "response" in named else _SNAPPED
    return mention.stands.plain and by_hand.search(said.low) is not None


def without(said: Said, mention: Mention) -> bool:
    """Whether an outcome word denies the finding: "no relief with the block"; "worsening weakness" has its own."""
    if words.concept(mention.concept).about.get("own_result") == "true":
        return False
    return any(t.kind == "failed" and t.first < mention.last and mention.first < t.last for t in said.statement.told)


def excepted(said: Said, mention: Mention) -> bool:
    """Whether "other than" and a place follow: "no trigger points other than in the trapezius"."""
    exceptions = [e for e in said.statement.cues.exceptions if e.first >= mention.last]
    return bool(exceptions) and bool(words.cues("regions").find(said.statement.clause.tokens[exceptions[0].last :]))
