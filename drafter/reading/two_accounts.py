"""Two accounts: whether what is told of the number of sessions differs, or the limit itself was changed."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.domain import Citation
from drafter.reading import spoken_of
from drafter.reading.numbered import number
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

_CHANGED = Pattern(
    r"\b(?:policy|polic(?:ies)|cap|limit|version|benefit|rule|maximum|bulletin|lcd)\b[^.;]{0,40}\b(?:changed|change|"
    r"cut|reduced|raised|"
    r"lowered|increased|revised|dropped|went|goes|amended|moved|updated)\b[^.;]{0,60}\b(?:from|to|by)\b|"
    r"\b(?:new|old|previous|earlier|revised) (?:policy|cap|limit|version|rule)\b[^.;]{0,40}\b(?:from|since|as of|"
    r"effective|until)\b"
)
_DISPUTED = Pattern(
    r"\b(?:two|both|differing|different|conflicting|contradictory|divergent) (?:accounts|versions|counts|"
    r"numbers|figures|stories|histories|answers|dates given)\b|"
    r"\b(?:not|never|cannot be|could not be|un)[ -]?(?:yet )?(?:been )?reconciled\b|\bdiscrepan\w+|"
    r"\b(?:does not|doesn't|do not|don't|did not|didn't|not) (?:agree|match|tally|add up)\b|"
    r"\b(?:while|whereas|but|though) (?:the |her |his |our )?(?:[\w']+ ){0,4}(?:letter|records?|notes?|chart|"
    r"log|list|office|"
    r"ledger) (?:speaks?|shows?|says?|lists?|counts?|gives?|tells?|counted|mentions?) (?:of )?(?:\d|two|three|"
    r"four|five|six)|"
    r"\b(?:disagree|contradict|conflict|differ)(?:s|ed|ing)?\b|"
    r"\b(?:which|who|what)(?: (?:one|number|count|figure|source|of (?:the two|them|these|the counts)))* (?:is|"
    r"are|was|were) "
    r"(?:right|correct|true|accurate|the real)\b|"
    r"\b(?:not|never|nobody|un|yet to be)[ -]?(?:yet )?(?:been )?(?:sorted out|cleared up|resolved|clarified|"
    r"settled|squared)\b"
)
_ONE_OF_TWO = Pattern(
    r"\b(?:one|first|other|second|former|latter|former's)\b[^.;,\d]{0,40}?\b(?:lists?|says?|shows?|counts?|"
    r"gives?|names?|"
    r"records?|speaks of|tells of|has|reports?|states?|mentions?|puts)(?: (?:that|of|it at|she|he|has|had|only))* "
    r"(?P<n>\d{1,2}|none|one|two|three|four|five|six)\b"
)
"""A number by one of two sources that are set against each other: "one lists 2 sessions, the other lists 4"."""
_BY_PAPER = Pattern(
    r"\b(?P<paper>log|ledger|chart|(?<!claims )billing|referral|progress notes?|notes?|register|"
    r"records?|letter|portal|"
    r"schedule|intake|emr|ehr|procedure (?:list|book)|(?:pcp|gp|clinic|practice|office|hospital|provider|surgeon|we)"
    r"(?=(?: \w+)? (?:counts?|counted|lists?|listed|says?|said|reports?|reported|puts?)\b)|(?:patient|pt|she|he|wife|"
    r"husband)(?=\W*[:=]|"
    r"(?: \w+)? (?:says?|said|"
    r"counts?|counted|recalls?|remembers?|reports?|states?|thinks|believes|claims|tells us|"
    r"told us)\b))\b(?! (?:date|requested))[^.;,:\d]{0,45}?[,:]?[^.;,:\d]{0,25}?"
    r"(?<![-/])\b(?P<n>[1-9]|one|two|three|four|five|six|none)\b(?![-/.]\d| (?:months?|weeks?|years?|days?|"
    r"of them|of these))"
)
"""A number of sessions by the paper that gives it."""
_BY_CLAIMS = Pattern(
    r"\bclaims?\b[^.;\d]{0,30}?\b(?P<n>[1-9]|one|two|three|four|five|six|none)\b"
    r"(?![-/.]\d| (?:months?|weeks?|years?|days?))"
)
_KEPT = ("log", "ledger", "register", "procedure list", "procedure book")
"""Papers in which a practice keeps its sessions."""


def disputed(record: Record, told: Sequence[Said]) -> bool:
    """Whether two accounts of the number of sessions differ, by their numbers or by words beside them."""
    near = {id(n): n for s in told for n in (s, *record.preceding(s)[:1], *record.following(s)[:2])}
    return (
        any(n.search(_DISPUTED) for n in near.values())
        or _sources_differ(record, told)
        or any(len({m["n"] for m in _ONE_OF_TWO.finditer(s.sentence)}) > 1 for s in told)
    )


_TWO_HISTORIES = Pattern(
    r"\b(?:two|both|differing|different|conflicting|contradictory) (?:accounts|versions|histories|stories|answers)\b"
)


def two_histories(record: Record) -> bool:
    """Whether what is told of earlier sessions is told in two ways."""
    near = (s for said in record.having(_TWO_HISTORIES) for s in (said, *record.following(said)[:2]))
    return any(spoken_of.speaks_of(record, s) for s in near)


def _sources_differ(record: Record, told: Sequence[Said]) -> bool:
    """Whether two papers give different numbers of sessions: "our log has three; the progress notes show two"."""
    near = {s.written_sentence: s for t in told for s in (t, *record.preceding(t)[:1], *record.following(t)[:2])}
    given: dict[str, set[int]] = {}
    claimed: set[int] = set()
    for quote in near:
        for match in _BY_PAPER.finditer(fold(quote)):
            given.setdefault(match["paper"], set()).add(number(match["n"]))
        claimed |= {number(m["n"]) for m in _BY_CLAIMS.finditer(fold(quote))}
    kept = set().union(*(numbers for paper, numbers in given.items() if paper in _KEPT))
    if claimed and kept and kept != claimed:
        return True  # what a practice wrote down is no recollection, which claims would outrank
    return len(given) > 1 and len(set().union(*given.values())) > 1


def changed(record: Record) -> Citation | None:
    """Words that say that the limit itself was changed: which version governs earlier sessions is for a person."""
    for said in record.having(_CHANGED):
        if said.statement.whens() or any(c.isdigit() for c in said.low):
            return said.cite_sentence()
    return None
