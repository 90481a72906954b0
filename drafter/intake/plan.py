"""The plan of the member, and its state, as the text of a request states them.

A name counts where a field, a letterhead, an address or a sentence makes it the member's plan. A plan of the past, of
another service or a second one beside it does not, and where two are left none is taken: a person is asked. A firm that
manages benefits for plans is the plan only where no plan is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import yaml

from drafter.domain import Policy
from drafter.text.words import FOLDER

_SEGMENT = re.compile(r"[^.?!;\n]+(?:\.(?=\w)[^.?!;\n]+)*")
_FIELD = re.compile(
    r"(?:^|[\W_])(?:payer|payor|(?:health |benefit |insurance )?plan|(?:primary |medical |health )?"
    r"(?:insurance|insurer|coverage|carrier)|ins\.?|primary|lob|member(?:'s|’s)? (?:plan|insurance)|benefits?)"
    r"(?: name| carrier| company| type)?(?: on file)?(?:\s*[:=|–—-]+\s*|\s+is\s+|\s+\(?(?:through|with|by)\)?\s+)"
    r"(?:(?:the|her|his|their|an?)\s+)?$",
    re.IGNORECASE,
)
"""Right before a name: a field of it."""
_HAS = re.compile(
    r"\b(?:covered (?:by|under|through|with)|insured (?:by|with|through|under)|enrol+ed (?:in|with)|"
    r"members? (?:of|with|at|has|is (?:on|with|in))|"
    r"(?:patient|pt|she|he|they|employee|subscriber|client|dependent)(?: currently| now)? (?:has|have|is (?:on|with|"
    r"insured|covered|an?)|carries)|"
    r"(?:member|patient|pt|client|female|male|woman|man|lady|gentleman|(?-i:[FM])) with)\s+"
    r"(?:(?:the|her|his|their|an?|my|(?:spouse|husband|wife|father|mother|parent)s?(?:'s|’s)?|commercial)\s+){0,3}$",
    re.IGNORECASE,
)
"""Right before a name: whoever is covered by it."""
_ADDRESSED = re.compile(
    r"(?:^|\n)\W*(?:(?:fax(?:ed)? )?to|attn|attention|dear|submitted to|sent to|recipient)\b\s*[:,–—-]?\s*$|"
    r"\b(?:(?:prior )?auth(?:ori[sz]ation)?(?: request)?|request|appeal|form)\b"
    r"[^.;\n]{0,12}\b(?:to|for|with)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""Right before a name: whom the request goes to."""
_BEHIND = re.compile(
    r"\W{0,3}(?:\w+\s+){0,2}?(?:(?:ppo|hmo|pos|epo|hdhp|commercial|employer|exchange|medicaid|community plan|"
    r"medicare)\b\W*(?:\w+\s+)?)?(?:members?|membership|plan|subscriber|policy holder|policyholder|"
    r"beneficiary|enrollee|insurance|coverage|prior auth\w*|prior approval|p\.?a\.?\b|pharmacy|utilization|um\b|"
    r"through (?:her|his|their|the|an?|my)\b"
    r"|id\b|group\b)",
    re.IGNORECASE,
)
"""Right behind a name: that somebody is a member of it, or one of its own desks."""
_COLUMN = re.compile(r"\s*[|\t,]")
_ASKED_UNDER = re.compile(r"\b(?:under|per|according to)\s+(?:(?:the|her|his|their|an?)\s+)?$", re.IGNORECASE)
"""Right before the payer under which a question asks."""
_NOT_NOW = re.compile(
    r"\b(?:used to|previous(?:ly)?|former(?:ly)?|prior (?:plan|insurance|payer|coverage|carrier)|old|"
    r"last (?:year|plan)|no longer|lost|left|ended|terminated|termed|until|switched from|changed from|dropped|"
    r"expired|in (?:19|20)\d\d|"
    r"was (?:with|on|covered|insured)|had|before|denied|den(?:y|ies)|paid|approved|"
    r"secondary|second(?: plan| insurance)|supplement\w*|not|will (?:be|have|switch|change)|starting|effective|"
    r"next year|if|would|another|like|unlike|"
    r"other (?:plan|payer|insurance))\b",
    re.IGNORECASE,
)
"""In the same segment: that it is no plan of now, or does something else."""
_FROM_NOW = re.compile(
    r"\b(?:(?:switched|changed|moved) (?:from (?:\w+ ){1,3})?to|now (?:has|with|on|covered)|currently)\b", re.IGNORECASE
)
"""Right before a name: that it is the one of now, whatever the segment says of another."""
_STATES = {
    "alabama": "AL", "alaska": "AK", "arizona": "AZ", "arkansas": "AR", "california": "CA", "colorado": "CO",
    "connecticut": "CT", "delaware": "DE", "florida": "FL", "georgia": "GA", "hawaii": "HI", "idaho": "ID",
    "illinois": "IL", "indiana": "IN", "iowa": "IA", "kansas": "KS", "kentucky": "KY", "louisiana": "LA",
    "maine": "ME", "maryland": "MD", "massachusetts": "MA", "michigan": "MI", "minnesota": "MN", "mississippi": "MS",
    "missouri": "MO", "montana": "MT", "nebraska": "NE", "nevada": "NV", "new hampshire": "NH", "new jersey": "NJ",
    "new mexico": "NM", "new york": "NY", "north carolina": "NC", "north dakota": "ND", "ohio": "OH",
    "oklahoma": "OK", "oregon": "OR", "pennsylvania": "PA", "rhode island": "RI", "south carolina": "SC",
    "south dakota": "SD", "tennessee": "TN", "texas": "TX", "utah": "UT", "vermont": "VT", "virginia": "VA",
    "washington": "WA", "west virginia": "WV", "wisconsin": "WI", "wyoming": "WY",
}  # fmt: skip
_FULL = "|".join(name.title() for name in sorted(_STATES))
_ALONE = re.compile(
    r"\W*(?:(?:commercial|ppo|hmo|pos|epo|open access|plus|choice|health ?care|health plan|of|member|primary|insurance|"
    rf"community plan|fee[- ]for[- ]service|ffs|managed care|medicaid|medicare|inc|\d+|"
    rf"{_FULL}|{'|'.join(_STATES.values())})"
    r"\b\W*)*",
    re.IGNORECASE,
)
"""What may stand beside a name that fills a segment by itself."""
_ALSO_WORDS = {"PA", "OR", "IN", "ME", "OK", "HI", "ID", "MD", "CO", "MA"}
"""Two letters that stand for something else beside a plan: prior authorization, Medicare Advantage."""
_STATE = rf"(?P<state>{_FULL}|{'|'.join(sorted(_STATES.values()))})\b"
_BESIDE = rf"(?P<state>{_FULL}|{'|'.join(sorted(set(_STATES.values()) - _ALSO_WORDS))})\b"
_STATE_BEHIND = re.compile(rf"\s*(?:[-–—,/(|:]\s*|of\s+|in\s+|\s)(?:commercial |plan |member )?{_BESIDE}")
_STATE_FIELD = re.compile(
    r"(?:(?:\b(?:[Mm]ember|[Pp]lan|[Ii]ssue|[Rr]esident|[Pp]olicy)\s+|(?:^|[|,;.])[ \t]*)[Ss]tate(?: of (?:issue|"
    r"residence))?"
    r"\s*[:=]|[Ss]tate of issue(?: is)?|(?:plan|policy|coverage) (?:was |is )?(?:issued|written) in|"
    r"(?:(?:[Mm]ember|[Pp]atient|[Pp]t|[Ss]he|[Hh]e)|(?<=[\d\w]),) (?:lives|resides|living|residing) in)"
    rf"\s*(?:[A-Z]\w+,\s*)?{_STATE}",
    re.MULTILINE,
)
_STATE_BEFORE = re.compile(rf"\b(?P<state>{_FULL})(?:'s)?\s+$")
_STATE_MEMBER = re.compile(rf"\b(?P<state>{_FULL}) (?:member|resident|plan)\b")
_STATE_HOME = re.compile(
    r"\b(?:[Mm]ember|[Pp]atient|[Pp]t|[Ss]ubscriber|[Ss]he|[Hh]e)\.?,? (?:who )?"
    r"(?:lives?|living|resides?|residing|is a resident)"
    rf" (?:in|of) (?:[A-Z][\w.'-]+,? ){{0,3}}{_STATE}"
)
"""Where the member lives: "member lives in Lexington KY"."""
_CITY = r"[A-Z][\w'-]+(?:[ .]+[A-Z][\w'-]+)?"
_CODES = "|".join(sorted(set(_STATES.values()) - {"MD", "PA", "MA"}))
_PLACE = re.compile(
    rf"(?:(?<!\w){_CITY},\s*(?P<named>{_FULL}|{_CODES})|(?:^|[(|/;,–—-])\s*(?P<full>(?!Georgia|Virginia)(?:{_FULL}))|"
    rf"(?<!\w){_CITY}\s+(?P<code>{'|'.join(sorted(set(_STATES.values()) - _ALSO_WORDS))}|(?:OR|OK|ID)$))"
    r"(?=\s*(?:$|[.,;)|/–—-]|\d{5}\b|[Mm]edicare\b))",
    re.MULTILINE,
)
"""A place: "Spokane, Washington", "Medicare (Oregon, Eugene)", "Bradenton FL"; of no doctor, no school, no paper."""
_UNDER_MEDICARE = re.compile(
    r"\b(?:[Mm]edicare|MEDICARE|MCR)(?: (?:(?:[Pp]arts? )?[ABD](?:(?: and |/|&| & )[ABD])*|FFS|"
    r"[Ff]ee[- ]for[- ][Ss]ervice|[Aa]dvantage|MA|[Pp]rimary|[Bb]eneficiary|[Pp]atient|[Pp]t|[Mm]ember)\b)*"
    rf"(?:\.\s*(?!(?:{'|'.join(sorted(_ALSO_WORDS))})\b)|\s*[,;:/(|–—-]+\s*|"
    r"\s+(?:in|from|(?:and|who) (?:lives|resides) in|out of)\s+)"
    rf"(?:{_CITY},? )??(?:(?:in )?(?:the )?state of )?"
    rf"(?P<named>{_FULL}|(?!CT\b)(?:{_CODES}))(?= state\b|\s*(?:$|[.,;)|/–—-]))",
    re.MULTILINE,
)
"""A state right behind Medicare: "Original Medicare. TN.", "Medicare beneficiary in California"."""
_ELSEWHERE = re.compile(
    r"\b(?:moved|moving|from|born|grew|used|previous\w*|former\w*|prior|visit\w*|travel\w*|daughter|son|sister|brother|"
    r"mother|father|family|univers\w+|college|license\w*|lic)\b[^.;\n]{0,40}$",
    re.IGNORECASE,
)
_HEAD_LINES = 3
_ACTS = re.compile(
    r"\W{0,2}(?:has |had |also )?(?:denied|denies|paid|approved|covered|den(?:y|ial)\b|was|until|ended|through 20)",
    re.IGNORECASE,
)
"""Right behind a name: what the payer did, or that its time is over."""


def of_member(text: str, policies: Sequence[Policy]) -> str | None:
    """The payer that the text states as the member's plan, by the name that policies use where one does; none where it
    states none, more than one, or one of many by their common name."""
    names = _names(policies)
    found: dict[str, str] = {}
    named: set[str] = set()
    weak: list[str] = []
    for segment in _SEGMENT.finditer(text):
        stated = None  # where the last name ended that is the plan: "BCBS / FEP"
        for name, place in _places(segment[0], names):
            named.add(name.casefold())
            before = text[max(0, segment.start() - 1) : segment.start()] + segment[0][: place[0]]
            beside = stated is not None and not re.search(r"\w", segment[0][stated : place[0]])
            if beside or _states(before, segment[0][place[1] :]):
                found[name.casefold()] = name
                stated = place[1]
            elif _ASKED_UNDER.search(before) and text[segment.end() : segment.end() + 1] == "?":
                weak.append(name)
    plans = _one_each(found.values(), policies)
    if not plans and len(named) == 1 and weak:
        return weak[0]
    return plans[0] if len(plans) == 1 and plans[0].casefold() not in _listed("general") else None


def state(text: str, policies: Sequence[Policy]) -> str | None:
    """The state of the plan or of the member, in two letters, where the text states one and no other."""
    names = _names(policies)
    found = {_two_letters(m["state"]) for p in (_STATE_FIELD, _STATE_MEMBER, _STATE_HOME) for m in p.finditer(text)}
    for segment in _SEGMENT.finditer(text):
        for name, (start, end) in _places(segment[0], names):
            behind = _STATE_BEHIND.match(segment[0], end)
            if behind and _states(segment[0][:start], segment[0][behind.end() :]):
                found.add(_two_letters(behind["state"]))
            if (ahead := _STATE_BEFORE.search(segment[0], 0, start)) and _states(
                segment[0][: ahead.start()], segment[0][end:]
            ):
                found.add(_two_letters(ahead["state"]))
            within = next((two for full, two in _STATES.items() if full in name.casefold()), None)
            if within and _states(segment[0][:start], segment[0][end:]):
                found.add(within)
    return found.pop() if len(found) == 1 else None


def place_of_service(text: str) -> str | None:
    """The state in which Medicare is asked, in two letters: that of the place which a line with its name or the head of
    the text gives. It decides whose local policy holds."""
    lines = [line for line in text.split("\n") if line.strip()]
    told = [line for n, line in enumerate(lines) if n < _HEAD_LINES or "medicare" in line.casefold()]
    found = {
        _two_letters(m["named"] or m["full"] or m["code"])
        for line in told
        for m in _PLACE.finditer(line)
        if not _ELSEWHERE.search(line[: m.start()])
    }
    found |= {_two_letters(m["named"]) for line in told for m in _UNDER_MEDICARE.finditer(line)}
    return found.pop() if len(found) == 1 else None


def _two_letters(written: str) -> str:
    return _STATES.get(written.casefold(), written.upper())


def _states(before: str, behind: str) -> bool:
    """Whether what stands around a name in its segment makes it the member's plan of now."""
    if _NOT_NOW.search(before) and not _FROM_NOW.search(before[-40:]):
        return False
    if _ACTS.match(behind):
        return False
    if _FIELD.search(before) or _HAS.search(before) or _ADDRESSED.search(before) or _FROM_NOW.search(before[-40:]):
        return True
    opens = _ALONE.fullmatch(before) is not None
    return not _NOT_NOW.search(behind[:60]) and (
        _BEHIND.match(behind) is not None or (opens and _ALONE.fullmatch(_COLUMN.split(behind, 1)[0]) is not None)
    )


def _one_each(names: Iterable[str], policies: Sequence[Policy]) -> list[str]:
    """The plans among the names: firms that manage benefits only where there is nothing else, a Blue plan in general
    not beside the one that is meant. Names that one policy gives are of one payer."""
    plans = list(names)
    for lesser in ("managers", "general"):
        plans = [n for n in plans if n.casefold() not in _listed(lesser)] or plans
    groups = [frozenset(payer.casefold() for payer in policy.payers) for policy in policies]
    kept: list[str] = []
    for name in plans:
        if not any({name.casefold(), one.casefold()} <= group for one in kept for group in groups):
            kept.append(name)
    return kept


def _names(policies: Sequence[Policy]) -> re.Pattern[str]:
    held = {payer for policy in policies for payer in policy.payers}
    known = held | {name for key in ("payers", "managers") for name in _lists()[key]}
    return _pattern(tuple(sorted(known, key=lambda name: (-len(name), name))))


@cache
def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?!\w| ?Rx\b)", re.IGNORECASE)


def _places(segment: str, names: re.Pattern[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    for m in names.finditer(segment):
        if any(c.isupper() for c in m[0]):
            yield m[0], m.span()


def _listed(key: str) -> frozenset[str]:
    return frozenset(name.casefold() for name in _lists()[key])


@cache
def _lists() -> Mapping[str, Sequence[str]]:
    lists: Mapping[str, Sequence[str]] = yaml.safe_load((FOLDER / "payers.yaml").read_text(encoding="utf-8"))
    return lists
