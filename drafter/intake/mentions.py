"""The services that one sentence of a request names, by code or in words, each with its own schedule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from drafter.corpus import Corpus
from drafter.domain import ServiceLine
from drafter.errors import InputError
from drafter.intake import belonging, further, unasked
from drafter.text import coded, schedule

_CODE_ROW = re.compile(
    r"\b(?:CPT|HCPCS|codes?)[\s:#]*(?:(?:\d{5}|[A-Va-v]\d{4})(?:\s*,\s*|\s*/\s*|\s*(?:and|or|&)\s*)+)*$"
)


_LEVEL_TWO = re.compile(r"[ABCEJLPQSTV]\d{4}|K[01]\d{3}", re.IGNORECASE)
"""A code of HCPCS of a kind that is seldom a diagnosis written without its dot, as M5481 is."""
_OF_DIAGNOSIS = re.compile(r"\b(?:dxs?|diagnos\w+|icd\S*|indications?|because of|due to)\b[^;.]{0,40}$", re.IGNORECASE)
_BEHIND_CODE = re.compile(
    r"(?<![\w.$/-])(?:\d{5}|[A-V]\d{4})\b(?:(?!\bfor\b)[^;.?!]){0,60}?(?:[,/&+]|\b(?:and|plus|with|also)\b)"
    r"(?:(?!\bfor\b)[^,;.?!\d]){0,40}$",
    re.IGNORECASE,
)
_RIGHT_BEHIND_CODE = re.compile(
    r"(?<![\w.$/-])(?:\d{5}|[A-V]\d{4})(?:-\w\w)?(?:\s*\(?[x×]\s*\d{1,3}\)?|,? (?:\d{1,3}|one|two) units?)?"
    r"\s*(?:[,/&+]|\b(?:and|plus|with)\b|, and\b)\s*(?:(?:the|code|also|CPT) )?$",
    re.IGNORECASE,
)
_GOING_ON = re.compile(r"^\W*(?:and|also|plus|additionally|in addition)\b[^;.?!]{0,60}$", re.IGNORECASE)
_BEFORE_CODE = re.compile(
    r"\s*(?:[,/&+]|\b(?:and|plus|with)\b)\s*(?:the |code )?(?:\d{5}|[A-V]\d{4})(?![\w%]|\.\d)", re.IGNORECASE
)
_RIGHT_BEHIND_ASKING = re.compile(
    r"\b(?:request(?:s|ed|ing)?(?: for)?|(?:prior )?auth(?:ori[sz]e|ori[sz]ation)?(?: for| of)?|"
    r"approv(?:e|al)(?: of| for)?|order(?:ing|s)?|certify|seek(?:s|ing)?)\s*:?\s*(?:(?:the|an?|code|item) )?$",
    re.IGNORECASE,
)
"""Around such a code: another code that it is listed with, or a word that asks for it."""


@dataclass(frozen=True)
class Mention:
    """A service named in a sentence."""

    start: int
    end: int
    line: ServiceLine
    words: frozenset[str]
    """Lower-case words by which this service may also be named."""
    given: bool = False
    """Whether the sentence says that it was given before."""


def among(sentence: str, text: str, where: str, corpus: Corpus, *, known: bool = False) -> list[Mention]:
    """The services of one sentence in order, each with the schedule that belongs to it. Raises as `with_code` does."""
    coded = list(with_code(sentence, text, where, corpus, known=known))
    words = set().union(*(m.words for m in coded)) if coded else set()
    named = [
        m
        for m in _named(sentence, corpus)
        if not (
            m.words & words
            or unasked.is_earlier(sentence[: m.start])
            or unasked.has_result(sentence, m.end)
            or unasked.is_refused(sentence, m.start, m.end)
            or any(
                _names_code(sentence, m, c)
                or _is_name_of(sentence, m.start, _codes_of(m, corpus), c)
                or _is_brand_of(sentence, m, c, corpus)
                for c in coded
            )
        )
    ]
    mentions = sorted((*coded, *named, *_further(sentence, (*coded, *named), corpus)), key=lambda m: m.start)
    return list(_scheduled(mentions, sentence))


_ITS_NAME = re.compile(r"[\s,:(–—-]*(?:(?!\b(?:and|with|plus|or)\b)[\w./-]+[\s,]+){0,2}", re.IGNORECASE)
"""What may stand between a code and its own name: "62321, C7-T1 interlaminar epidural"."""
_RIGHT_BESIDE = re.compile(r"(?:(?!\b(?:and|with|plus|or)\b|\d{5})[\w\s/(#:,-]){0,40}", re.IGNORECASE)

_LEADS_TO = re.compile(
    r"(?:(?!\b(?:plus|with|or)\b|\band\b(?! (?:the )?(?:[CTLS]\d|both|left|right))|\d{5})[^.;?!\n]){0,110}",
    re.IGNORECASE,
)
"""Between a name and its code behind what is treated: "RFA of the left medial branches for C4-5 and C5-6, 64633"."""


def _names_code(sentence: str, named: Mention, beside: Mention) -> bool:
    """Whether words are the common name of the code that stands beside them: "repeat RFA 64633", "64490 C4-6 MBB"."""
    said = sentence[named.start : named.end].lower()
    between = sentence[min(named.end, beside.end) : max(named.start, beside.start)]
    gap = _LEADS_TO if named.end <= beside.start else _RIGHT_BESIDE
    return beside.line.code in further.codes_named(said) and gap.fullmatch(between) is not None


def _is_name_of(sentence: str, start: int, codes: Iterable[str], code: Mention) -> bool:
    """Whether words behind a code are the name of its kind: of an epidural at another level, of a like wheelchair.

    `start` is where they begin, `codes` are those that they may mean.
    """
    between = sentence[code.end : start]
    if not code.line.code or start < code.end or _ITS_NAME.fullmatch(between) is None:
        return False
    kind = code.line.code[: 2 if not between.strip(" (") else 4]
    return any(other.startswith(kind) for other in codes)


_BRAND = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?")
_BESIDE = re.compile(r"(?:\b(?:and|with|plus|or|also)|[+&])\s*(?:an?\s|the\s)?\s*$", re.IGNORECASE)


def _is_brand_of(sentence: str, named: Mention, code: Mention, corpus: Corpus) -> bool:
    """Whether words behind a code are the brand of what is asked for: "A4239 x 3, resupply, Dexcom G7"."""
    if not _BRAND.fullmatch(sentence, named.start, named.end) or _BESIDE.search(sentence, code.end, named.start):
        return False
    of_policies = ([s for s in p.services if s.code] for p in corpus.policies)
    alike = ((s for s in services) for services in of_policies if any(s.code == code.line.code for s in services))
    return code.end <= named.start and any(named.words & _lower(s.words) for services in alike for s in services)


def _further(sentence: str, known: Sequence[Mention], corpus: Corpus) -> Iterator[Mention]:
    """Services asked for beside the known ones that no policy names."""
    places = [further.Place(m.start, m.end, m.words, _codes_of(m, corpus)) for m in known]
    for place in further.find(sentence, places, corpus):
        # what is said before a known service holds for that one, and has been weighed there
        begin = max((m.end for m in known if m.end <= place.start), default=0)
        name = any(_is_name_of(sentence, place.start, place.codes, m) for m in known)
        if not name and not unasked.is_earlier(sentence[begin : place.start]):
            line = ServiceLine(description=sentence[place.start : place.end], inferred=("description",))
            yield Mention(place.start, place.end, line, _lower(place.words))


def _codes_of(mention: Mention, corpus: Corpus) -> frozenset[str]:
    """The codes that a service may have: its own, and those of the policies' services of that name."""
    if mention.line.code:
        return frozenset((mention.line.code,))
    services = (s for p in corpus.policies for s in p.services)
    return frozenset(s.code for s in services if mention.words & _lower(s.words))


def _scheduled(mentions: Sequence[Mention], sentence: str) -> Iterator[Mention]:
    """A schedule right after a service is its own; one after the last service is that of all without their own."""
    every = list(schedule.find(sentence)) if mentions else []
    elsewhere = list(belonging.of_others(sentence, every, ((m.start, m.end) for m in mentions))) if every else []
    found = [s for s in every if s not in elsewhere]
    last = max((m.end for m in mentions), default=0)
    shared = [s for s in found if s.start >= last] or ([s for s in found if s.end <= mentions[0].start])
    for mention in mentions:
        after = min((m.start for m in mentions if m.start > mention.start), default=len(sentence))
        own = [s for s in found if mention.start < s.start < after and s.end > mention.end]
        chosen = (own or shared)[:1]
        if chosen:
            inferred = (*mention.line.inferred, "schedule")
            line = mention.line.model_copy(update={"schedule": chosen[0].schedule, "inferred": inferred})
            yield replace(mention, line=line)
        else:
            yield mention


def with_code(sentence: str, text: str, where: str, corpus: Corpus, *, known: bool = False) -> Iterator[Mention]:
    """The services that a sentence names by code. Raises InputError for a code that cannot exist, or passes it over
    where only what is known is wanted.
    """
    for found in coded.find(sentence):
        code = found.code
        if unasked.is_refused(sentence, found.start, found.end):
            continue
        if not found.named and code not in corpus.codes and not _in_code_place(sentence, found):
            continue
        if not corpus.knows(code):
            if known:
                continue
            line = text.count("\n", 0, text.find(code)) + 1
            raise InputError(
                f"unknown service code {code!r}", where=where, line=line, todo="Check the code against the request."
            )
        names = _words_of(code, corpus)
        before = sentence[max(0, found.start - 80) : found.start]
        near = max((w for w in names if len(w) > 4 and w in before.lower()), key=len, default="")  # no "tpi" for a name
        as_written = before[before.lower().rfind(near) :][: len(near)]
        fields = {
            "code": code,
            "description": as_written or corpus.codes.get(code),
            "units": found.units,
            "modifiers": found.modifiers,
        }
        inferred = tuple(key for key, value in fields.items() if value)
        line_ = ServiceLine.model_validate({**fields, "inferred": inferred})
        yield Mention(found.start, found.end, line_, names, given=unasked.was_given(sentence[: found.start]))


def _in_code_place(sentence: str, found: coded.Coded) -> bool:
    """Whether a code no list knows stands where codes stand: in a row that "CPT" opens, alone in brackets, right beside
    another code, right behind a word that asks, or first in a row with units; one of the second level also before its
    units anywhere, or near a code."""
    before, after = sentence[: found.start], sentence[found.end :]
    if _CODE_ROW.search(before) or (before.endswith("(") and after.startswith(")")):
        return True
    if found.units is not None and (found.code[0].isalpha() or not before.strip(" \t\n-*•")):
        return True
    if _OF_DIAGNOSIS.search(before):
        return False
    joined: tuple[re.Pattern[str], ...] = (_RIGHT_BEHIND_CODE, _RIGHT_BEHIND_ASKING)
    if _LEVEL_TWO.match(found.code):
        joined = (*joined, _BEHIND_CODE, _GOING_ON)
    elif found.code[0].isalpha():
        return False
    return any(words.search(before) for words in joined) or _BEFORE_CODE.match(after) is not None


def _words_of(code: str, corpus: Corpus) -> frozenset[str]:
    """Every word by which a policy names the service of a code."""
    return _lower(word for p in corpus.policies for s in p.services if s.code == code for word in s.words)


def _lower(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)


def _named(sentence: str, corpus: Corpus) -> Iterator[Mention]:
    """Services named in words; several names in one place count once, the longest."""
    groups = {_lower(s.words) for p in corpus.policies for s in p.services if s.words}
    lowered = sentence.lower()
    found: list[Mention] = []
    for words in _merged(groups):
        hits = (
            re.search(rf"(?<!non-)\b{re.escape(word)}s?\b", lowered)
            for word in sorted(words, key=lambda w: (-len(w), w))
        )
        hit = next((h for h in hits if h), None)
        if hit:
            line = ServiceLine(description=sentence[hit.start() : hit.end()], inferred=("description",))
            found.append(Mention(hit.start(), hit.end(), line, words))
    for mention in found:  # "TFESI" within "cervical TFESI" is no service of its own
        if not any(o.start <= mention.start and mention.end <= o.end and o is not mention for o in found):
            yield mention


def _merged(groups: set[frozenset[str]]) -> list[frozenset[str]]:
    """Groups of words that share one are one service."""
    merged: list[frozenset[str]] = []
    for group in sorted(groups, key=sorted):
        sharing = [m for m in merged if m & group]
        merged = [m for m in merged if not m & group] + [group.union(*sharing)]
    return merged
