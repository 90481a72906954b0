"""Unchanged: a complaint that is told to have gone on as it was, by grammar rather than by phrase.

"The zaps never slowed", "attack count held at 12 a day", "as stiff on the last visit as on the first".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from drafter.text import counts, spelt
from drafter.text.clauses import Clause
from drafter.text.patterns import Pattern
from drafter.text.words import Hit, Phrases, cues, load

Hits = Mapping[str, Sequence[Hit]]
_KINDS = ("complaint", "lessens", "same", "held", "other")
_REACH = 6
"""Tokens from a complaint to what it did not do."""
_BETWEEN = 4
"""Tokens from a denial to the word that it denies, or from a thing to its being unchanged."""
_ROOM = 50
"""Code points behind such a word within which the number stands."""
_MUCH = 5
"""From what number on a complaint that held at it tells that a treatment did not do. A house convention."""
_AS_IT_WAS = ("what", "where", "the one")
"""Beginnings of words for what a complaint was before, to which it may also have come back after relief."""
_FIRST = 2
"""Tokens before a complaint that alone did not: "Strength improved. The bursts did not." """
_DID_NOT = (["did", "not"], ["have", "not"], ["has", "not"], ["was", "not"], ["were", "not"], ["didn't"], ["hasn't"])
_IS_NOT = (["is", "not"], ["are", "not"], ["isn't"], ["aren't"])
"""The same of now, of a pain and not of a part of the body: "Her posture is better for it. The head pain is not." """
_HELD_AT = re.compile(
    r"\s*(?:(?:at|around|about|right|stuck|steady|flat|near|a|an|the|put|roughly)\s+)*"
    r"(\d{1,3})(?!\d|\.\d|\s*(?:%|weeks?|months?|visits?|mg|years?))"
)
_AS = Pattern(
    r"\bas (?!soon|long|well|far|needed|tolerated|directed|above|planned|good|happy|tall|old|possible|mild)[\w-]+"
    r"(?:,? (?:and|or) [\w-]+)?(?: [\w-]+){0,4}? as (?:ever\b|before\b|always\b|"
    r"(?:it|they|she|he) (?:was|were|had|came|went|started|began)|"
    r"(?:at|on|in|from) (?:the )?(?:first|start|outset|beginning|baseline|intake|eval\w*|day one|day 1)\b|"
    r"when (?:it|they|she|he|we|therapy|treatment)\b|the (?:first|day)|(?:at|in|on) (?:the end of |early |"
    r"late )?(?:jan|feb|mar|apr|"
    r"may|june?|july?|aug|sep|oct|nov|dec|new year|christmas|easter|thanksgiving|labor day|memorial day|"
    r"halloween|spring|summer|"
    r"autumn|winter)\w*)"
)
"""As sore, on the last visit, as on the first."""
_EACH = r"(?:/|per |a |an )(?:day|d|week|wk|month|mo)\b"
_FROM_TO = Pattern(
    r"\bfrom (?:about |around |some )?(?P<n>\d{1,3})\b(?!/(?!10\b))(?: [\w-]+){0,3} "
    r"to (?:about |around |still )?(?P=n)\b(?!/(?!10\b))|"
    rf"(?<![\d/.])(?P<d>\d{{1,3}}) ?{_EACH}[^.;\d]{{0,25}}\b(?:before|pre|at (?:the )?(?:start|baseline)|going in)\b"
    rf"[^.;\d]{{0,15}}(?P=d) ?{_EACH}"
)
_COUNT = r"(?<![/.\d-])(?P<{}>\d{{1,3}})\b(?!/(?!mo|d|wk|week|day))"
_THEN_NOW = Pattern(
    _COUNT.format("n")
    + r"[^.;\d]{0,30}\b(?:before|beforehand|at (?:the )?(?:start|first|baseline)|going in|at eval\w*|pre)\b"
    + r"[^.;\d]{0,20}?"
    + _COUNT.format("m")
    + r"[^.;\d]{0,20}\b(?:now|after\w*|at (?:the )?(?:end|last|discharge)|on it|since|today|post)\b"
)
"""Two counts, before and after."""
_IN_OUT = Pattern(
    r"\b(?:pain|nrs|vas|score|headaches?|headache days|migraines?|attacks|shocks|zaps|jolts|stabs|volleys|bursts)\b"
    r"[^.;\d]{0,15}(?<![/.\d-])(?P<n>\d{1,3})\b(?: ?/ ?10\b| ?/ ?(?:d|day|wk|week|mo|month)\b| a (?:day|week|month)\b)?"
    r" (?:going in|in|then|back then|at (?:the )?(?:start|first|outset))\b,?(?: and)? ?[^.;\d]{0,8}"
    r"(?<![/.\d-])(?P<m>\d{1,3})\b(?: ?/ ?10\b| ?/ ?(?:d|day|wk|week|mo|month)\b| a (?:day|week|month)\b)?"
    r" (?:coming out|out|now|at (?:the )?(?:end|finish|close))\b(?! of\b)"
)
"""The same of a complaint that is named: "NRS 7 in, 7 out", "pain 6 then, 6 now"."""
_DESPITE = Pattern(
    r"\b(?:despite|in spite of|notwithstanding|even (?:with|after)) (?:all (?:of )?)?(?:these|this|that|them|those|"
    r"the above)(?: (?:treatments?|measures?|medicines?|medications?|meds|care|efforts?|drugs|steps))?,? "
    r"(?:her |his |their |the )?(?:average |usual |daily )?(?:\w+ )?(?:pain|ache|nrs|vas|headaches?)(?: score| level)? "
    r"(?:(?:still|now|averages?|averaged|is|was|remains?|remained|runs?|stays?|stayed|sits?|scores?|rated|persists?|at|"
    r"about|around) ){0,3}(?P<n>[5-9]|10)(?: ?/ ?10| out of (?:10|ten))\b"
)
"""Pain that is there in the face of the treatments named before: "despite these pain averages 7/10"."""
_SAME_COUNT = frozenset({"number", "no", "count", "numbers", "amount", "frequency", "rate", "#"})
_BEFORE_SAME = frozenset({":", "-", "–", "—", "but", "still", "only"})
_TO_ANOTHER = Pattern(
    r"\b(?:reproduc\w*|refer\w*|radiat\w*|elicit\w*|evok\w*|trigger\w*|return\w*|recur\w*|back|again|"
    r"caus\w*|same [\w ]+ (?:as|that|in|on|at) (?!before|ever|at the start))\b"
)
"""Words by which the same complaint is one that is set off, came back, or is somebody else's."""


@cache
def lists() -> Mapping[str, Phrases]:
    """The lists of phrases that are looked for."""
    return {kind: cues("unchanged", kind) for kind in _KINDS}


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(map(str, load("unchanged")[key]))


def find(clause: Clause, hits: Hits) -> tuple[int, int, int] | None:
    """The first and one past the last token by which a complaint is told to have gone on as it was, or none.

    The third is one token of them that denies and dates nothing.
    """
    words = [t.word for t in clause.tokens]
    if match := _counted(clause):
        first, last = _tokens(clause, match)
        return first, last, first
    if match := clause.search(_AS):
        first, last = _tokens(clause, match)
        if not _words("not_as") & set(words[max(0, first - 2) : first]):
            return first, last, first
    if counts.counts(clause) and (counted := counts.same(clause.low)):
        first, last = _tokens_between(clause, *counted)
        return first, last, last - 1
    if same := next((span for said in hits.get("complaint", ()) if (span := _the_same(clause, words, said))), None):
        return same
    return next((span for said in hits.get("complaint", ()) for span in _went_on(clause, words, hits, said)), None)


def _counted(clause: Clause) -> re.Match[str] | None:
    """Where two counts, before and after, are as good as the same."""
    if match := clause.search(_DESPITE):
        return match
    if (match := clause.search(_IN_OUT)) and int(match["m"]) >= counts.NOT_LESS * int(match["n"]) > 0:
        return match
    if not (match := clause.search(_FROM_TO)):
        match = clause.search(_THEN_NOW)
        match = match if match and int(match["m"]) >= counts.NOT_LESS * int(match["n"]) > 0 else None
    return match if match and not clause.search(counts.OTHER) else None


def _the_same(clause: Clause, words: Sequence[str], said: Hit) -> tuple[int, int, int] | None:
    """Where a complaint is told to be the same, or in the same number: "same no. of shocks", "the same headaches"."""
    before = [w for w in words[max(0, said.first - 4) : said.first] if w != "."]
    if before[-3:-2] == ["same"] and before[-2] in _SAME_COUNT and before[-1] == "of":
        return max(n for n in range(said.first) if words[n] == "same"), said.last, said.first
    if before[-1:] != ["same"] or not {*words[said.last :]} <= {".", ",", ";", '"', ")", "as", "before", "ever"}:
        return None
    lead = [w for w in before[:-1] if w != "the"]
    told = lead[-1:] and lead[-1] in _BEFORE_SAME and not clause.search(_TO_ANOTHER)
    return (said.first - 1, said.last, said.first) if told else None


def _went_on(clause: Clause, words: Sequence[str], hits: Hits, said: Hit) -> Iterator[tuple[int, int, int]]:
    """Where one naming of a complaint is told to have gone on: what it did not do, was still, or held at."""
    behind = [w for w in words[said.last :] if w[0].isalnum()] if said.first <= _FIRST else []
    if behind in _DID_NOT or (behind in _IS_NOT and said.phrase not in _words("places")):
        yield said.first, len(words), said.last
    last = min(len(words), said.last + _REACH)
    stop = next((n for n in range(said.last, last) if words[n] in _words("stops")), last)
    for hit in (h for h in hits.get("lessens", ()) if said.last < h.first <= stop):
        near = range(max(said.last, hit.first - _BETWEEN), hit.first)
        denied = next((n for n in near if words[n] in _words("denials")), None)
        if denied is not None and words[hit.last : hit.last + 1] != ["than"]:
            yield denied, hit.last, hit.first
    for hit in (h for h in hits.get("same", ()) if said.last <= h.first < stop):
        inside = {*words[said.last : hit.first]}
        denied_before = hit.phrase.startswith("as") and _words("not_as") & {*words[: said.first]}
        kind = _words("kinds") & {*words[hit.last : hit.last + 1]}
        back = _words("came_back") & {*words[said.first : hit.first]} and hit.phrase.startswith(_AS_IT_WAS)
        if not (inside & (_words("denials") | {","}) or denied_before or kind or back):
            yield hit.first, hit.last, hit.first
    for hit in (h for h in hits.get("held", ()) if said.last <= h.first < stop):
        match = _HELD_AT.match(spelt.digits(clause.low[hit.end - clause.start :][:_ROOM]).text)
        if match and int(match[1]) >= _MUCH:
            yield hit.first, min(hit.last + 2, len(words)), hit.first


def of_something_else(clause: Clause, hits: Hits, first: int, last: int) -> bool:
    """Whether what is told unchanged is no complaint: "weight unchanged", "no change in the dose"."""
    words = [t.word for t in clause.tokens]
    if not _words("changing") & {*words[first:last]}:
        return False
    for other in hits.get("other", ()):
        if other.last <= first <= other.last + _BETWEEN and {*words[other.last : first]} <= _words("links"):
            return True
        if last < other.first <= last + _BETWEEN and {*words[last : other.first]} <= _words("within"):
            return not any(h.first >= other.last for h in hits.get("complaint", ()))
    return False


def _tokens(clause: Clause, match: re.Match[str]) -> tuple[int, int]:
    """The tokens in which an expression matched: the first and one past the last."""
    return _tokens_between(clause, *match.span())


def _tokens_between(clause: Clause, start: int, end: int) -> tuple[int, int]:
    """The tokens between two places of a clause: the first and one past the last."""
    inside = [n for n, t in enumerate(clause.tokens) if start <= t.start - clause.start < end]
    return (inside[0], inside[-1] + 1) if inside else (0, 1)
