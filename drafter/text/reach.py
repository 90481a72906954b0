"""Reach: whether a cue before or behind a statement reaches it, or something new begins in between."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from drafter.text import cueless, outcomes
from drafter.text.cue_words import Cues
from drafter.text.tokens import Token
from drafter.text.words import Hit, listed, load

_REACH = {
    "negated": 10,
    "hedged": 14,
    "past": 10,
    "planned": 40,
    "conditional": 40,
    "current": 8,
    "refused": 30,
    "resolved": 6,
}
"""Tokens that a cue before a statement reaches over."""
_LABEL = 9
"""Tokens up to which the rest of a label behind the name in it is short: "infection at the planned site:"."""
_SHORT, _MANY_ITEMS = 3, 4
"""Tokens up to which an item of a bare list behind "no" is short, and items from which on it is a list."""
_ITEM = 6
"""Tokens up to which an item of a list that is denied is short."""
_HELPING = ("has", "have", "had")
"""Verbs that do not end the reach of a cue behind a statement, as in "has been ruled out"."""
_DOING = ("has", "have", "had", "i", "we", "she", "he")
"""Words before a verb that is done, not suffered: who "has advised massage" speaks of the massage alone."""
_WHO = ("i", "we", "she", "he", "they")
_OBJECT = ("a", "an", "the", "her", "his", "their", "another")
"""Behind a verb that is done: who "saw her and ordered a test" ordered the test alone."""
_HAS_DONE = ("had", "have", "has", "found", "felt", "did", "examined", "palpated", "told", "saw", "noted")
"""Behind "and I": what is told then is done, whatever was planned or asked before it."""
_IN_BRACKETS = ("planned", "conditional", "past", "refused", "current")
"""Kinds of cue before a statement that do not reach out of brackets."""
_CROSSES = ("planned", "refused", "past", "hedged")
"""Kinds of cue behind a statement that reach over commas, as in "therapy, massage and heat recommended"."""


def reaches(found: Cues, kind: str, hit: Hit, first: int) -> bool:
    """Whether a cue reaches the statement behind it that begins with the token `first`."""
    between = range(hit.last, first)
    if kind in _IN_BRACKETS and cueless.closed_off(found.clause.tokens, hit, between):
        return False
    if len(between) > _REACH[kind] and not _runs_on(found, kind, hit, between):
        return False
    if any(n in found.stops and _stops(found, kind, hit, n) for n in between):
        return False
    if kind == "planned" and any(n in found.commas and _did(found.clause.tokens, n) for n in between):
        return False
    if kind == "hedged" and hit.phrase.startswith("ask") and any(found.clause.tokens[n].word == ":" for n in between):
        return False  # "asked about tablets: baclofen, April to July" goes on with the answer
    if kind in ("hedged", "negated", "past") and _overtaken(found, hit, first):
        return False
    if kind == "negated":
        if _in_next_field(found.clause.tokens, between):
            return False
        if any(e.last <= first and e.first >= hit.last for e in found.exceptions):
            return False
        commas = [n for n in found.commas if n in between]
        return not commas or _listed(found, hit.last, first) or _runs_on(found, kind, hit, between)
    if kind in ("current", "resolved"):
        return not any(n in found.commas for n in between)
    return True


def _in_next_field(tokens: Sequence[Token], between: range) -> bool:
    """Whether a bar and the name of a field stand between a denial and what follows: "class: not done |"
    " CBT: weekly"."""
    bars = [n for n in between if tokens[n].word == "|"]
    return bool(bars) and any(t.word == ":" for t in tokens[bars[-1] : between.stop + 3])


def _did(tokens: Sequence[Token], comma: int) -> bool:
    """Whether something done is told behind a comma: "where she should be injected, and I had found none"."""
    words = [t.word for t in tokens[comma + 1 : comma + 4]]
    return len(words) == 3 and words[0] in ("and", "but", "so") and words[1] in _WHO and words[2] in _HAS_DONE


def _runs_on(found: Cues, kind: str, hit: Hit, between: range) -> bool:
    """Whether a denial goes on through a list of short items, however many: "denies fever, cancer, weight loss, …"."""
    if kind != "negated":
        return False
    edges = [hit.last, *(n for n in found.commas if n in between), between.stop]
    short = max(b - a for a, b in itertools.pairwise(edges))
    if hit.phrase in load("assertion")["runs_on"]:
        return short <= _ITEM
    if hit.phrase == "never" or hit.phrase.endswith(("not had", "never had")):
        return short <= _ITEM + _SHORT and _never_had(found, hit)
    return hit.phrase in ("no", "without") and short <= _SHORT + 2 and _nothing_but(found, hit)


def _never_had(found: Cues, hit: Hit) -> bool:
    """Whether "never had" opens a list of things that ends in "or", and none of its items begins like a verb."""
    tokens, rest = found.clause.tokens, [n for n in found.commas if n >= hit.last]
    items = [_spoken(tokens[a:b]) for a, b in itertools.pairwise([*rest, len(tokens)])]
    had = hit.last < len(tokens) and tokens[hit.last].word in ("had", "undergone", "needed", "required")
    had = had or hit.phrase.endswith("had")
    plain = all(item and item[0].word != "and" and not item[0].word.endswith(("s", "ed")) for item in items)
    return bool(had and items and plain) and any(t.word in ("or", "nor") for t in items[-1])


def _nothing_but(found: Cues, hit: Hit) -> bool:
    """Whether a "no" opens a list of short items without figures, which ends in "or" or is all there is."""
    tokens = found.clause.tokens
    rest = [n for n in found.commas if n >= hit.last]
    items = [_spoken(tokens[a:b]) for a, b in itertools.pairwise([hit.last, *rest, len(tokens)])]
    joined = any(t.word in ("or", "nor") for t in items[-1])
    longest = [_SHORT + 1] * (len(items) - 1) + [_SHORT * 3 if joined else _SHORT]
    plain = all(len(item) <= most for item, most in zip(items, longest, strict=True))
    figures = any(t.word[0].isdigit() for item in items for t in item)
    return len(items) >= _MANY_ITEMS and plain and not figures


def _stops(found: Cues, kind: str, hit: Hit, n: int) -> bool:
    """Whether the word at `n` opens something new: "has" does not in "no longer has" or "asks whether she has"."""
    tokens = found.clause.tokens
    if tokens[n].word in listed("grammar", "strong"):
        return True
    return kind not in ("hedged", "conditional") and any(
        tokens[k].word not in listed("grammar", "leading") for k in range(hit.last, n)
    )


def _overtaken(found: Cues, hit: Hit, first: int) -> bool:
    """Whether another cue takes over behind a comma: "likely migraine, no signs of neuralgia"."""
    commas = [n for n in found.commas if hit.last <= n < first]
    takers = ("negated", "hedged", "current")
    return bool(commas) and any(
        k in takers and commas[0] < h.first and h.last <= first for k, h in found.before if h != hit
    )


def _listed(found: Cues, start: int, first: int) -> bool:
    """Whether the commas after a "no" are those of a list that ends in "or": "no fever, spasm or nodule"."""
    tokens = found.clause.tokens
    if any(tokens[n].word == "and" or (tokens[n].word == ":" and n > start) for n in range(start, first)):
        return False
    last = max((n for n in found.commas if start <= n < first), default=start)
    return any(t.word in ("or", "nor") for t in tokens[last : start + 40])


def _spoken(tokens: Sequence[Token]) -> list[Token]:
    """The tokens up to the closing stop of a clause."""
    return [t for t in tokens if t.word not in (".", "!")]


def _helps(tokens: Sequence[Token], kind: str, n: int) -> bool:
    """Whether the word at `n` is a helping verb, or joins one: "was operated and has not come back"."""
    joins = kind == "resolved" and tokens[n].word == "and" and tokens[n + 1].word in _HELPING
    return tokens[n].word in _HELPING or joins


def _nothing_else(found: Cues, hit: Hit) -> bool:
    """Whether "none" behind a colon is only told where: "TP: none L or R", not "none L, two R"."""
    rest = [t.word for t in found.clause.tokens[hit.last :]]
    return (
        hit.phrase.split()[0] in ("none", "nil", "absent")
        and not any(e.first >= hit.last for e in found.exceptions)
        and not any(w.isdigit() or w in listed("assertion", "there_after_all") for w in rest)
    )


def _verdict(found: Cues, hit: Hit, between: range) -> bool:
    """Whether it is the value right behind a name, whatever follows: "occipital neuralgia: ruled out 11/3"."""
    tokens = found.clause.tokens
    gap = [tokens[n].word for n in between]
    rest = {t.word for t in tokens[hit.last :]}
    return (
        gap[-1:] in ([":"], ["-"], ["("])
        and len(gap) <= _LABEL
        and not any(w in listed("grammar", "no_label") for w in gap)
        and not rest & (listed("assertion", "there_after_all") | {"?", "if", "when", "once", "unless"})
    )


_HANGS_ON = frozenset(
    {"by", "with", "after", "on", "once", "at", "until", "via", "through", "using", "pending", "block"}
)
"""Behind a doubt: what is to settle it."""


def _apposed(found: Cues, hit: Hit, between: range) -> bool:
    """Whether a doubt stands behind a name as its own remark: "neuralgia, to be proven by block", "- provisional"."""
    tokens, spoken = found.clause.tokens, _spoken(found.clause.tokens)
    if not between or len(between) > _LABEL or tokens[hit.first - 1].word not in (",", "-", "–", "—", "(", ":"):
        return False
    return hit.last >= len(spoken) or tokens[hit.last].word in (_HANGS_ON | {")", ",", ";"})


def _set_off(found: Cues, hit: Hit, between: range) -> bool:
    """Whether a verdict stands between the only comma behind a name and the end: "occipital neuralgia, ruled out"."""
    tokens, spoken = found.clause.tokens, _spoken(found.clause.tokens)
    if len(between) > _LABEL or [n for n in between if tokens[n].word in (",", ";", ":")] != [hit.first - 1]:
        return False
    return hit.last >= len(spoken) or tokens[hit.last].word in (",", ";", "(")


_OF_THE_LABEL = frozenset(
    {"in", "on", "at", "from", "to", "by", "of", "today", "now", "bilaterally", "both", "left", "right", "since",
     "this", "throughout", "everywhere", "and", "but", "or"}
)  # fmt: skip
"""Words behind "absent" by which it is still the label's."""


def _of_what_follows(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether a word behind a label belongs to what comes next: "physical examination: absent ankle reflexes"."""
    behind = tokens[hit.last].word if hit.last < len(tokens) else ""
    return bool(hit.first) and tokens[hit.first - 1].word == ":" and behind.isalpha() and behind not in _OF_THE_LABEL


def _and_now(behind: Sequence[str]) -> bool:
    """Whether words behind one of an earlier time say that it is so now too: "last time and again today"."""
    return behind[:1] in (["and"], ["as"]) and not _NOW_TOO.isdisjoint(behind)


def _in_brackets_of_another(tokens: Sequence[Token], between: range) -> bool:
    """Whether the cue stands in brackets that name something else: "neuropathy (breast cancer 2019, in remission)"."""
    opened = [n for n in between if tokens[n].word == "("]
    if not opened or any(tokens[n].word == ")" for n in between if n > opened[-1]):
        return False
    named = [tokens[n].word for n in range(opened[-1] + 1, between.stop)]
    return any(len(word) > 3 and word.isalpha() and word not in _OF_THE_CUE for word in named)


_OF_THE_CUE = frozenset(
    {"since", "pain", "symptoms", "episode", "fully", "largely", "mostly", "completely", "entirely", "then", "that",
     "this", "which", "have", "been", "were", "left", "right", "both", "sides", "bilateral", "after", "with", "surgery",
     "treatment", "therapy", "block", "injection"}
)  # fmt: skip
"""Words in brackets that go with "resolved" and name no other condition."""
_NOW_TOO = frozenset({"today", "now", "again", "currently", "still"})


def _joined_verb(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether a cue is a verb behind "and" with an object of its own."""
    ahead, behind = tokens[hit.first - 1].word if hit.first else "", tokens[hit.last : hit.last + 1]
    return ahead in ("and", "then") and bool(behind) and behind[0].word in _OBJECT


def reaches_back(found: Cues, kind: str, hit: Hit, last: int) -> bool:
    """Whether a cue reaches the statement before it that ends before the token `last`."""
    between = range(last, hit.first)
    tokens = found.clause.tokens
    if kind == "planned" and hit.first > last and tokens[hit.first - 1].word in _DOING and hit.last < len(tokens) - 1:
        return False
    if kind == "planned" and _joined_verb(tokens, hit):
        return False
    if kind == "past" and _and_now([t.word for t in tokens[hit.last : hit.last + 8]]):
        return False
    if len(between) > 14 or any(n in found.stops and not _helps(tokens, kind, n) for n in between):
        return False
    if kind == "negated" and hit.phrase == "absent" and _of_what_follows(tokens, hit):
        return False
    over = kind == "resolved" or any(k == "resolved" and h.start == hit.start for k, h in found.after)
    if over and _in_brackets_of_another(tokens, between):
        return False
    if (
        kind == "resolved"
        and between
        and between[-1] in found.commas
        and len([n for n in between if n in found.commas]) == 1
    ):
        return True
    if (
        kind == "negated"
        and hit.first
        and (
            tokens[hit.first - 1].word in ("-", ":")
            or (hit.first > 1 and tokens[hit.first - 1].word == "(" and tokens[hit.first - 2].word in ("-", ":"))
        )
        and (
            hit.last >= len(_spoken(tokens))
            or tokens[hit.last].word in (",", ";", "(", ")")
            or _nothing_else(found, hit)
        )
    ):
        return True
    if kind in ("hedged", "conditional") and _apposed(found, hit, between):
        return True
    verdict = kind in ("negated", "hedged") and hit.phrase in listed("grammar", "verdict")
    if verdict and kind == "negated" and _set_off(found, hit, between):
        return True
    if verdict and _verdict(found, hit, between):
        return True
    if last == hit.first - 1 and (
        tokens[last].word == "(" or (kind in ("refused", "planned") and tokens[last].word == ":")
    ):
        return True
    if any(n in found.commas for n in between):
        words = {found.clause.tokens[n].word for n in between}
        return kind in _CROSSES and ("and" in words or "or" in words) and not words & outcomes.words_of_result()
    if kind == "negated" and hit.phrase == "did not":
        return last == hit.first and hit.last == len([t for t in found.clause.tokens if t.word.isalnum()])
    return True
