"""Effects: what a treatment is told to have done to a complaint, by grammar rather than by phrase.

"Neither reduced the number of attacks", "failed to bring down the pain", "without altering how often they came" are
failures, "lowered the headaches by 80 percent" is help: a verb of effect, a complaint behind it, and a denial before
the verb or a share behind the complaint.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from drafter.text import numbers
from drafter.text.clauses import Clause
from drafter.text.words import Hit, Phrases, cues, load

Hits = Mapping[str, Sequence[Hit]]
_KINDS = ("lessens", "touches", "ends", "parted", "nouns", "few")
_OBJECT = 6
"""Tokens from a verb to the complaint that is its object: "the number of", "how many", "the frequency of the"."""
_DENIED = 5
"""Tokens from a denial to the verb: "none of these medicines ever"."""
_SHARE = 5
"""Tokens from a complaint to the share by which it fell."""


@cache
def lists() -> Mapping[str, Phrases]:
    """The lists of phrases that are looked for."""
    return {f"effect {kind}": cues("effects", kind) for kind in _KINDS}


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(map(str, load("effects")[key]))


@cache
def _places() -> frozenset[str]:
    return frozenset(map(str, load("unchanged")["places"]))


def denied(clause: Clause, hits: Hits) -> tuple[int, int] | None:
    """The first and one past the last token by which an effect on a complaint is denied, or none."""
    words = [t.word for t in clause.tokens]
    for noun in hits.get("effect nouns", ()):
        few = next((h for h in hits.get("effect few", ()) if h.first < noun.first <= h.last + 1), None)
        if few and _object(words, hits, noun):
            return few.first, noun.last
    for verb in _verbs(words, hits):
        if not _object(words, hits, verb) or words[verb.last : verb.last + 1] == ["than"]:
            continue
        in_part = _words("in_part") | _words("in_full")
        if (first := _denial(words, verb)) is not None and not in_part & {*words[first : verb.first]}:
            return first, verb.last
    return None


def told(clause: Clause, hits: Hits) -> tuple[int, int] | None:
    """The tokens by which a complaint is told to have become less by a share, or none."""
    words = [t.word for t in clause.tokens]
    for verb in _verbs(words, hits, "lessens", "ends"):
        if (thing := _object(words, hits, verb)) is None or _denial(words, verb) is not None:
            continue
        behind = words[thing.last : thing.last + _SHARE]
        done = words[verb.first].endswith(("ed", "s")) or words[verb.first] in _words("done")
        if done and "by" in behind and numbers.percents(clause.low[thing.end - clause.start :]):
            return verb.first, verb.last
    return None


def in_part(clause: Clause, first: int, last: int) -> bool:
    """Whether the words between two tokens deny an effect in full alone: "did not fully relieve the pain"."""
    words = [t.word for t in clause.tokens]
    behind = next(
        (n for n in range(last, min(len(words), last + _SHARE)) if words[n] in _words("between")), last + _SHARE
    )
    inside = {*words[first:last]}
    return bool(inside & (_words("denials") | {"without"}) and {*words[first:behind]} & _words("in_full"))


def _verbs(words: Sequence[str], hits: Hits, *kinds: str) -> list[Hit]:
    """The verbs of effect, those in two parts with their second behind the complaint: "brought the pain down"."""
    whole = [hit for kind in kinds or ("lessens", "touches") for hit in hits.get(f"effect {kind}", ())]
    parted = (verb for verb in hits.get("effect parted", ()) if (thing := _object(words, hits, verb))
              and {*words[thing.last : thing.last + 2]} & _words("behind"))  # fmt: skip
    return [*whole, *parted]


def _object(words: Sequence[str], hits: Hits, verb: Hit) -> Hit | None:
    """The complaint that is the object of a verb; a place that hurts is none, nor is a medicine for it."""
    for thing in hits.get("complaint", ()):
        if not verb.last <= thing.first <= verb.last + _OBJECT or thing.phrase in _places():
            continue
        between = words[verb.last : thing.first]
        other = any(verb.last <= o.first <= thing.last for o in hits.get("other", ()))
        if not (other or _words("between") & {*between} or {*words[thing.last : thing.last + 1]} & _words("compound")):
            return thing
    return None


def _denial(words: Sequence[str], verb: Hit) -> int | None:
    """Index of the word that denies a verb, or none."""
    first = verb.first
    if words[first - 1 : first] == ["without"] or words[max(0, first - 2) : first] == ["without", "ever"]:
        return first - 1
    if first > 1 and words[first - 1] == "to" and words[first - 2] in _words("in_vain"):
        return None if _words("denials") & {*words[max(0, first - 4) : first - 2]} else first - 2
    for n in range(first - 1, max(-1, first - 1 - _DENIED), -1):
        if words[n] in _words("between"):
            return None
        if words[n] in _words("denials"):
            return n
    return None
