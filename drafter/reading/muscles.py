"""Muscles that a record names for injection, against the number that a code stands for."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.domain import Finding, MuscleRule, UnitsCriterion, Value
from drafter.reading import requested
from drafter.reading.record import Record
from drafter.reading.requested import NUMBER, Piece
from drafter.reading.said import sides_among
from drafter.reading.weighing import Weighed, listed, stated, undocumented
from drafter.text import words
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold, tokenise

_STATED = Pattern(rf"\b({NUMBER}|single|only one)(?: (?!of\b|or\b)[\w-]+){{0,2}}? muscles?\b(?! (?:relax|spasm|group))")
_VAGUE = Pattern(
    r"\btrigger points? (?:will be|to be|are to be|shall be|as|where\w*|that|which|whatever)\b|"
    r"\b(?:trps?|tps?|trigger points?|tender points?|knots|points|injections?) (?:in|of|at|to|into|"
    r"around|about|along|"
    r"over) "
    r"(?:(?:the|both|her|his|left|right|bilateral|upper|lower|mid) ){0,3}(?:neck|shoulders?|back|scapula\w*|"
    r"shoulder girdle|"
    r"buttocks?|hips?|head|chest|arms?|legs?)\b|"
    r"\b(?:sites?|areas?|regions?|locations?|targets?|where|to be injected|to inject|for injection|"
    r"inject)(?: is| are)?"
    r"(?:\W+(?:the|both|her|his|left|right|bilateral|upper|lower|mid|in|and|neck|shoulders?|back|scapular?|girdle|"
    r"buttocks?|hips?|thoracic|cervical|lumbar))+\W+(?:areas?|regions?|girdle)\b|"
    r"\b(?:several|multiple|various|numerous|many|a few|some|different|certain) (?:\w+ ){0,2}?muscles?\b|\bmuscles\?|"
    r"\b(?:and|or|plus) (?:others?|more|so on|one more|one other|another(?: one)?|a (?:second|third|fourth)(?: one)?)"
    r"(?=\W*(?:$|[.;,])| to be\b| not\b)|\betc\b|\bothers? (?:not|un|il)[ -]?(?:legible|named|listed|readable)"
)
_BY_REGION = Pattern(
    r"\b(?:tpis?|trigger points?(?: (?:injections?|inj|shots?))?)\W+(?:x ?1\W+)?"
    r"(?:(?:the|both|her|his|left|right|bilateral|upper|lower|low|mid|lt|rt|b/l)\W+){0,3}"
    r"(?:neck|shoulders?|back|scapula\w*|shoulder girdle|buttocks?|hips?|head|chest|arms?|legs?|"
    r"cervical|thoracic|lumbar)\b"
)
"""A request that names a region and no muscle: "trigger point injections neck and upper back"."""
_UNNAMED = Pattern(r"\bmuscles?\b(?!-? ?(?:relax\w*|spasms?|strength|pain|tension|aches?|energy))")
_NAMED = Pattern(r"\b(?:named|listed|identified|specified|documented|each named)\b")
_SO_MANY_NAMED = Pattern(
    rf"\b(?:only )?({NUMBER})(?: of (?:them|these|those|the \w+))?(?: (?:muscles?|names?))? (?:(?:is|are|was|were|"
    rf"being|"
    r"only) )*(?:named|listed|identified|specified|legible|told|given|written)\b"
)
"""How many of the muscles are named."""
_EITHER = Pattern(r"^\W*(?:and ?/ ?)?or\W+(?:(?:the|left|right|upper|lower|l|r|lt|rt|mid|even|both)\W+)*$")
_PERHAPS = Pattern(
    r"\b(?:maybe|perhaps|possibly|probably|potentially)\W+(?:(?:the|also|left|right|upper|lower|l|r|lt|rt|mid)\W+)*$|"
    r"(?<!\w)\?\W{0,2}$"
)
"""Between two muscles, or before one: that it is one or the other, or only perhaps."""
_ONLY_BEFORE = Pattern(r"\b(?:only|just|solely|sole)\b[^,;.]{0,45}$")
_ONLY_BEHIND = Pattern(
    r"^(?: muscles?)?,? (?:(?:is|was|are|were|being|will be) )?(?:the )?(?:only|alone|solely|sole|single)\b"
    r"(?! (?:\w+ ){0,2}?(?:named|listed|mentioned|documented|recorded|legible|given))"
)
_LIST = Pattern(
    r"\bmuscles?(?: (?:injected|treated))?\s*:|\b(?:no|without) (?:others?|further|more|"
    r"additional)(?: muscles?)?\b(?! (?:\w+ )?"
    r"(?:named|listed|legible|note|info\w*))|\bnothing (?:else|further|more|besides)\b|\bthat(?: is|'s) (?:all|it)\b|"
    r"\b(?:those|these)(?: two| three| muscles| ones)? only\b|\bonly (?:those|these)\b|"
    r"\bnone (?:other|else|besides)\b|\bno other\b"
)
"""Words that close a list of muscles."""
_OPEN_LIST = Pattern(r"\b(?:including|such as|e\.?g|etc|among (?:them|others)|and others|incl)\b")
_PAST = Pattern(r"\b(?:last|prior|previous(?:ly)?|earlier|past)\b")
_BYGONE = Pattern(
    r"\b(?:last|previous|prior|earlier|first|past) (?:visit|time|session|set|round|approval|authori[sz]ation|"
    r"request|order|"
    r"injections?|tpis?|year|month|spring|summer|fall|autumn|winter)(?:'s)?\b|\bpreviously\b|"
    r"\b(?:in|on|of|back in) (?:(?:early|late|mid) )?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|"
    r"oct)[a-z]*\.?(?: \d{1,2})?"
    r"(?:,? (?:19|20)\d\d)? (?:she|he|they|pt|patient|we|i|it|the)\b[^.;]{0,25}?\b(?:had|were|was|did|injected|"
    r"treated)\b"
)
"""An earlier session or approval."""
_THIS_TIME = Pattern(
    r"\b(?:now|this (?:time|visit|session|year|request|form|order)|today|current\w*|planned|requested|to be|will)\b"
)
_SAME_AS = Pattern(r"\b(?:same|again|repeat\w*|unchanged|identical)\b")
_PARTS = {"multifidus": "multifidus", "longissimus": "longissimus", "iliocostalis": "iliocostalis"}
"""Muscles that lie among the paraspinal ones, and are counted each for itself."""
_DENIED = frozenset({"no", "not", "without", "except", "never", "non"})
_INJECTED = Pattern(r"\b(?:inject\w*|needl\w*|treat\w*|trigger|tpis?|taut|tender\w*|palpa\w*|nodules?)\b")


_PAPER = Pattern(
    r"^\W*(?P<paper>(?:[\w'/-]+ ){0,3}?(?:orders?|order sheet|notes?|plan|a/p|page|form|request|letter|sheet|"
    r"paragraph|impression|"
    r"summary|worksheet|field))\b[^:.;]{0,30}:"
)
"""The name of a paper, or of a part of it, before what stands in it."""


def read(record: Record, criterion: UnitsCriterion, rule: MuscleRule) -> Finding:
    """The finding on the number of muscles."""
    every = requested.of(requested.pieces(record), [record.line.code])
    given = [p for p in every if p.codes or not _PAST.search(p.low)]
    named = _named(given)
    low, high = len(named), sum(max(1, len(sides)) for sides in named.values())
    counts = {n for n, _ in requested.numbers(given, _STATED)}
    cited = [p.cite() for p in given if _STATED.search(p.low) or _hits(p)]
    values = [Value(name="muscles named", value=listed(sorted(named)))] if named else []
    untold = requested.missing(given, "muscles?")
    unnamed = (_VAGUE, _UNNAMED, _BY_REGION)
    vague = next((p.cite() for p in given if any(pattern.search(p.low) for pattern in unnamed)), None)
    status, why = _judge(rule, counts, low, high, given)
    if _differ(rule, given):
        status, why = "open", "one paper names other muscles than another"
    if counts and any(n < max(counts) for n, _ in requested.numbers(given, _SO_MANY_NAMED)):
        status, why = "open", "fewer muscles are named than are stated"
    if any(_alternative(p) for p in given):
        status, why = "open", "one muscle or another is named, or one only perhaps"
    if not counts and not named:
        near = [Weighed("open", c, "the muscles are not named here") for c in (untold, vague) if c]
        near += [Weighed("open", p.cite(), "it is told of an earlier session") for p in every if _bygone(p)]
        return undocumented(record, criterion, "The muscles to be injected are not named.", ("names of muscles",), near)
    if status == "open" or (untold and low < rule.least):
        near = [Weighed("open", c, why) for c in (*cited, *([untold] if untold else []))]
        why = f"{why[0].upper()}{why[1:]}."
        return undocumented(record, criterion, why, ("names of muscles",), near, values)
    why = f"{why[0].upper()}{why[1:]}; {_needs(rule)}."
    return stated(record, criterion, "met" if status == "for" else "not_met", why, citations=cited, values=values)


def _differ(rule: MuscleRule, given: Sequence[Piece]) -> bool:
    """Whether two papers, each by its name, list muscles of which only one list fits the code."""
    lists: dict[str, list[Piece]] = {}
    paper = ""
    for piece in given:
        heading = (piece.said.statement.clause.heading or "").lower()
        match = _PAPER.search(f"{heading}:") if heading else _PAPER.search(piece.said.low)
        paper = match["paper"] if match else paper
        if paper and _hits(piece):
            lists.setdefault(paper, []).append(piece)
    numbers = [len(_named(pieces)) for pieces in lists.values()]
    return len({rule.least <= n <= (rule.most or n) for n in numbers}) > 1


def _needs(rule: MuscleRule) -> str:
    if rule.most is None:
        return f"the code stands for {rule.least} or more"
    return (
        f"the code stands for {rule.least} to {rule.most}" if rule.least < rule.most else f"the code is for {rule.most}"
    )


def _judge(rule: MuscleRule, counts: set[int], low: int, high: int, given: Sequence[Piece]) -> tuple[str, str]:
    """For, against or open, and why as a clause."""
    most = rule.most or max(high, rule.least, *counts, 0)
    if len(counts) > 1 or (counts and low > max(counts)):
        return "open", "the record gives different numbers of muscles"
    if counts:
        n = max(counts)
        said = f"{n} muscle{'s are' if n > 1 else ' is'} stated"
        if not rule.least <= n <= most:
            return "against", said
        if rule.least <= 1 or low >= rule.least or any(_NAMED.search(p.low) for p in given if _STATED.search(p.low)):
            return "for", said
        return "open", f"{said} and not all are named"
    said = f"{low} muscle{'s are' if low > 1 else ' is'} named"
    if rule.least <= low and high <= most:
        return "for", said
    if low > most:
        return "against", said
    if high < rule.least and _closed(given):
        return "against", said
    return (
        "open",
        f"{said}, and whether they are all is not stated" if high < rule.least else f"{said}, on one or both sides",
    )


def _alternative(piece: Piece) -> bool:
    """Whether it names one muscle or another, or one only perhaps."""
    last = None
    for hit in _hits(piece):
        if last is not None and _EITHER.match(piece.low[last : hit.start]):
            return True
        if _PERHAPS.search(piece.low[last or 0 : hit.start]):
            return True
        last = hit.end
    return False


def _closed(given: Sequence[Piece]) -> bool:
    """Whether the muscles named are all: said so, or given with the code itself."""
    naming = [p for p in given if _hits(p)]
    if any(_OPEN_LIST.search(p.low) or _VAGUE.search(p.low) for p in given):
        return False
    return any(p.codes or _LIST.search(p.low) or _alone(p) for p in naming)


def _alone(piece: Piece) -> bool:
    """Whether "only" stands with a muscle."""
    return any(
        _ONLY_BEFORE.search(piece.low[: h.start]) or _ONLY_BEHIND.search(piece.low[h.end :]) for h in _hits(piece)
    )


def _hits(piece: Piece) -> list[words.Hit]:
    if not piece.codes and len(piece.low) > 200 and not _INJECTED.search(piece.low):
        return []
    tokens = tokenise(piece.text)
    found = words.cues("muscles").find(tokens)
    found = [h for h in found if not {t.word for t in tokens[max(0, h.first - 4) : h.first]} & _DENIED]
    return [h for h in found if not _of_before(fold(piece.text[: h.start]))] if _BYGONE.search(piece.low) else found


def _bygone(piece: Piece) -> bool:
    """Whether a piece names muscles of an earlier session or approval alone."""
    return _BYGONE.search(piece.low) is not None and bool(words.cues("muscles").find(tokenise(piece.text)))


def _of_before(low: str) -> bool:
    """Whether the words ahead of a muscle tell of an earlier session or approval, and no longer of this one."""
    last = max((m.end() for m in _BYGONE.finditer(low)), default=-1)
    return last >= 0 and not _THIS_TIME.search(low[last:]) and not _SAME_AS.search(low[max(0, last - 40) :])


def _named(given: Sequence[Piece]) -> dict[str, set[str]]:
    """Muscles by name with the sides that are named right before each, or for all behind them."""
    found: dict[str, set[str]] = {}
    for piece in given:
        tokens, last = tokenise(piece.text), 0
        for hit in _hits(piece):
            sides = sides_among(tokens[max(last, hit.first - 3) : hit.first])
            if "bilaterally" in piece.low or "both sides" in piece.low:
                sides = {"left", "right"}
            found.setdefault(_PARTS.get(tokens[hit.first].word, hit.name), set()).update(sides)
            last = hit.last
    return found
