"""Numbers of sessions as clinical text writes them: so many of a kind, "x3", "the third", "2 to 4", "3 or more"."""

from __future__ import annotations

import re

from drafter.text.patterns import Pattern
from drafter.text.tokens import COUNTS

_ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
    "sixth": 6, "6th": 6, "seventh": 7, "7th": 7, "eighth": 8, "8th": 8,
}  # fmt: skip
_NUMBERS = {k: v for k, v in COUNTS.items() if k not in ("a", "an")} | {
    "single": 1,
    "no": 0,
    "zero": 0,
    "once": 1,
    "twice": 2,
    "thrice": 3,
}
WORDS = tuple(sorted(_NUMBERS, key=len, reverse=True))
"""Words for a number of sessions, none included."""
_N = "|".join((r"\d{1,2}", *WORDS))
_KINDS = (
    r"(?:previous|prior|earlier|past|paid|such|tpis?|onbs?|gonb?s?|occipital|nerve|trigger|point|lumbar|cervical|"
    r"thoracic|sacral|"
    r"lumbosacral|cervicothoracic|[lc]?(?:tf|il)?esis?|rfas?|mbbs?|sij?|epidural|steroid|facet|medial|branch|"
    r"radiofrequency|"
    r"sacroiliac|joint|diagnostic|therapeutic|separate|different|dated|completed|injection|block|myofascial|of|valid|"
    r"greater|transforaminal|interlaminar|low back|neck|other|total|documented|(?:[clt]|cervical|lumbar|thoracic)[- "
    r"]region)"
)
_WHAT = (
    r"(?:sessions?|visits?|blocks?|injections?|sets?|tpis?|onbs?|gonbs?|[lc]?(?:tf|il)?esis?|rfas?|mbbs?|sijs?|"
    r"procedures?|injs?|"
    r"treatments?|shots?|sittings?|"
    r"rounds?|epidurals?|ablations?|times|"
    r"(?<=point )dates|(?<=tpi )dates|(?<=tpis )dates|(?<=injection )dates|(?<=block )dates|(?<=esi )dates|(?<=onb "
    r")dates|"
    r"claims?(?! (?:history|data|feed|files?|access|records?|information|info|search|query|available|"
    r"on hand|to hand))|hits?|\d{5}|lumbar|cervical|thoracic|lumbosacral|dates of service)"
)
COUNTED = Pattern(
    rf"(?<![\w./#-])(?:between\s+(?P<from>{_N})\s+and\s+|(?P<low>{_N})\s*(?:-|–|to|or)\s*)?(?P<n>{_N})(?P<plus>\s*\+|"
    rf" or more)?\s+(?:{_KINDS}\s+){{0,6}}?{_WHAT}\b(?!\s+(?:levels?|muscles?|sites?|points?|units?))"
)
TIMES = Pattern(
    rf"^\s*[:=]\s*(?P<k>{_N})\b(?=\s+(?:in|within|over|during|for)\s+(?:the\s+)?(?:(?:past|last|prior|previous|"
    rf"trailing|"
    rf"rolling|preceding)\b|(?:12|twelve) (?:mos?|months?)\b))|"
    rf"^\W*(?:(?:lumbar|cervical|thoracic|left|right|bilateral(?:ly)?|l-?spine|c-?spine|was|were|done|given|"
    rf"performed|paid|billed)\s+)*(?P<twice>once|twice|thrice)\b(?! (?:a|per|weekly|daily|"
    rf"monthly|every|each)\b)|^\W*(?:(?:was|were|"
    rf"done|given|performed|paid|billed|repeated|sessions?|visits?)\s+)*(?:[x×]\s*(?P<n>\d{{1,2}})|"
    rf"(?P<m>{_N})\s*(?:x|×|times))\b(?!\s*(?:weeks?|wks?|months?|mos?|days?|years?|levels?|muscles?|sites?|points?))"
)
"""So many behind the name: "TPI x3 since January"."""
_ABOUT = Pattern(r"(?:\b(?:about|around|approximately|approx\.?|roughly|some|nearly|almost)|~)\s*$")
_ORDINAL = "|".join(
    (*sorted(_ORDINALS, key=len, reverse=True), r"(?:#|no\.|number) ?(?:\d{1,2}|one|two|three|four|five)")
)
NTH_ASKED = Pattern(
    rf"(?<!\w)(?P<nth>{_ORDINAL})\b(?! (?:line|degree|opinion))(?:\W+(?:{_KINDS}|one|session|visit|set|now|is|"
    rf"since(?: last| early| late| mid)?|"
    rf"this year|of the year|(?:in|within|over|of|during) (?:\w+ ){{1,3}}(?:months|year)))*\W+"
    r"(?:is |now |being |was )*(?:requested|asked|planned|sought|proposed|due|wanted)\b"
)
NTH_TO_COME = Pattern(
    rf"\b(?:(?:will|would) (?:be|make)|to be|makes|is|being) (?:it )?(?:the |her |his |their |"
    rf"a )?(?:session |sitting |"
    rf"visit |set )?(?:(?P<nth>{_ORDINAL})|(?:session|set|round|injection|block|number|no\.?) (?P<card>{_N})"
    rf"(?! of (?:an? |the )?(?:{_N}|series|course|planned|set)\b)|(?:(?:{_KINDS}|{_WHAT}) ){{1,4}}(?P<of>(?:#|no\.? ?|"
    rf"number ?)(?:\d{{1,2}}|one|two|three|four|five|six)))\b"
    r"(?! (?:line|degree|opinion|request|choice|attempt|visit to|time))"
)
THIS_IS = Pattern(
    rf"\b(?:this(?: one)?|it|12/1|today's)(?: (?:visit|session|request|set))?\s*(?:=|is|makes|would be|will be|"
    rf"being)\s*(?P<nth>{_ORDINAL})\b|"
    rf"\b(?:this(?: one)?|today's|the new one|the one asked for)(?: (?:visit|session|request|set))? (?:would |will )?"
    rf"makes? (?:it )?(?P<of>{_N})\b"
    rf"(?!\s*(?:{_KINDS}\s+)*(?:levels?|muscles?|sites?|weeks?|months?|years?|days?|visits?))"
)
"""The session asked for as the so-manieth: "this = #3", "this makes three"."""
NTH_OF_SETS = Pattern(
    rf"\((?:set|session|block) (?P<bare>\d)\)|\b(?:set|round) (?P<card>\d)\b(?! ?(?:of|/|-|x|×|ml|cc|mg|times)\b|"
    rf"[/-]\d)|"
    rf"\b(?:set|session|series|round|injections?|blocks?|tpis?|onbs?|gonbs?|esis?|rfas?|mbbs?),? ?(?P<nth>(?:#|"
    rf"no\.? ?|number ?)(?:\d{{1,2}}|one|two|three|four|five))\b(?! (?:was|were|gave|done|helped|lasted)\b)|"
    rf"(?<!\w)(?P<of>{_ORDINAL}) (?:set|session|block|injection|tpi|onb|gonb)\b(?! (?:was|were|gave|"
    rf"done|helped|lasted|"
    r"on\b))"
)
"""The number of the one asked for, where its clause gives the day of the service: "second set, same muscles, 12/1"."""
_VERB = (
    r"(?:requests?|requesting|requested|req|ask(?:s|ing|ed)? for|ask|plan(?:s|ned|ning)?(?: for)?|p|"
    r"book(?:s|ed|ing)?|"
    r"propos(?:e|es|ed|ing)|schedul(?:e|es|ed|ing)|wants?|wanted|would like|seek(?:s|ing)?|"
    r"recommend(?:s|ed)?|proceed "
    r"with|"
    r"put (?:her|him|them) down for)"
)
NTH_WANTED = Pattern(
    rf"\b{_VERB}\W{{1,3}}(?:for )?(?:a |the |her |his |their )?(?P<nth>{_ORDINAL})\b"
    rf"(?! (?:line|degree|opinion|choice|attempt|time|request))(?:\W+(?:{_KINDS}|left|right|bilateral|lt|rt|r|l|"
    rf"b/l|gon|same)){{0,6}}?"
    rf"\W+(?:{_WHAT}|one)\b|"
    rf"\b{_VERB}\W{{1,3}}(?:(?:{_KINDS}|{_WHAT}) ){{1,4}}(?P<of>(?:#|no\.? ?|number ?)\d{{1,2}})\b"
)
"""The session asked for by its number behind the words that ask: "request the second bilateral block"."""
NTH_EVER = Pattern(
    rf"^\W*(?:this (?:one )?(?:is|will be|would be|makes) )?(?:to be )?(?:the |her |his |their )?"
    rf"(?!first|1st|#1)(?P<nth>{_ORDINAL}) ever"
    r"(?: (?:one|session|set|injection|epidural|block))?\s*(?:$|[.;,(])|"
    r"\b(?:request(?:s|ing)?|ask(?:s|ing) for|seek(?:s|ing)|wants)\W{1,3}(?P<of>#\d)\s*(?:$|[.;,(])"
)
"""The same, of a session that goes without a name: "Third ever.", "now asking for #2"."""
NTH_PLANNED = Pattern(
    rf"^\W*(?:p(?:lan)?\W+)?(?:a |the |her |his )?(?P<nth>{_ORDINAL})(?: (?:{_KINDS}|left|right|bilateral|lt|rt|r|l|"
    rf"b/l|gon|and last|and final))"
    rf"{{0,6}}? (?:{_WHAT})\b(?! (?:was|were|gave|done|helped|lasted|on \d))"
)
"""Under the heading of a plan: the number of the session that is planned."""
NTH_AT_END = Pattern(
    rf"(?:^|,)\s*(?P<th>{_ORDINAL}) (?:in all|overall|ever|altogether)\b|"
    rf",\s*(?P<one>{_ORDINAL}) (?:one|set|session|block|injection)\s*(?:[.,;(]|$)|"
    rf",\s*(?:the |to be (?:the |her |his )?|her |his |their )(?P<nth>{_ORDINAL})(?: ever| overall| in all| (?:one|"
    rf"session|set|block|"
    r"injection)(?: ever| overall)?|(?: one)? (?:that )?(?:she|he|they|pt|the patient) (?:will|would) (?:ever "
    r")?have(?: had)?)?"
    r"\s*(?:[.;(]|$)"
)
"""The number of the session behind it: "left block on December 1, the second ever"."""
NTH_BEFORE_DAY = Pattern(
    rf"(?:^|[,;(]|\band)\s*(?:the |her |his )?(?P<nth>{_ORDINAL})(?: (?:one|set|session|{_KINDS}))*(?: (?:on|is|for|"
    rf"at|due|planned))* ?$"
)
"""Right before the day of the service: its number."""
NTH_TODAY = Pattern(
    rf"(?:^|[.;:,]\s*)(?:\w+ ){{0,3}}?(?:(?:set|session|round|block|injection|tpis?|onbs?|"
    rf"gonbs?) ?(?P<nth>(?:#|no\.? "
    rf"?|number ?)\d{{1,2}})|"
    rf"(?P<of>{_ORDINAL})(?: (?:{_KINDS}|left|right|bilateral)){{0,5}}? {_WHAT})\b"
)
"""In the record of a session: its own number."""
NTH_WITHIN = Pattern(
    rf"^\W*(?:(?:{_KINDS}\s+){{0,3}}{_WHAT}\s*[:,-]\s*)?(?:(?P<nth>{_ORDINAL})\s+(?:{_KINDS}\s+){{0,5}}{_WHAT}|"
    rf"(?:{_KINDS}\s+){{0,5}}{_WHAT},? (?P<of>(?:#|no\.? ?|number ?)\d{{1,2}}))"
    r" (?:in|within|over|during|inside|of|for|this|since)\b"
)
"""A session by its number within a stretch, done or asked for: "fourth session within 365 days"."""
NTH_DONE = Pattern(
    rf"\bthe (?P<of>{_ORDINAL}) (?:(?:being|was|one|of (?:them|these|those|which)|took place|given) )*on\b|"
    rf"(?<!\w)(?P<nth>{_ORDINAL})\s+(?:{_KINDS}\s+){{0,5}}{_WHAT}\s+(?:was|were|given|done|performed|took place)\b"
)


TOTAL = Pattern(
    rf"\b(?:(?:in )?total(?: of|:)?|in all,?|altogether,?) (?P<n>{_N})\b(?![/.-]\d)|"
    rf"(?<![\w./-])(?P<m>{_N}) (?:in total|total|altogether|all told|in all)\b"
)
"""So many in all, behind a name: "TPI over the last year, 4 in total"."""
STANDS = Pattern(
    rf"\b(?:count|number|tally|total)\b(?: of (?:\w+ ){{1,4}}?\w+)?(?: (?:for|in|over|within|of|during) (?:\w+ "
    rf"){{1,4}}?\w+)? "
    rf"(?:stands at|is at|is now|now stands at|has reached|comes to|came to|reached|equals)\s*(?P<n>{_N})\b(?![/.-]\d)"
)
"""A count that stands at so many: "the TPI count for the rolling year stands at 3"."""
USED = Pattern(
    rf"(?<![\w./-])(?P<n>{_N}) of (?:the |her |his |their )?(?:{_N}) (?:(?:allowed|permitted|covered|"
    rf"authori[sz]ed|annual|"
    rf"yearly|approved|available|{_KINDS}|{_WHAT}) ){{0,4}}(?:(?:have|has|are|were|was) )?(?:been )?(?:already )?"
    r"(?:used|taken|spent|exhausted|gone)\b"
)
"""So many of those allowed: "2 of 3 allowed sessions used"."""
PAID = Pattern(
    rf"(?<![\w./-])(?<!of )(?P<n>{_N}) (?:(?:were|was|have been|already|so far) )*(?:paid|billed|reimbursed|rendered)"
    r"(?= (?:since|this (?:calendar )?year|in (?:the|20)|within|over|so far|to date|from)\b)"
)
"""So many paid in a stretch of time, beside the name of the procedure: "TPI cap used up: 3 paid since February"."""
_FULL = (
    r"(?:(?:has|have|is|are|was|were|been|already|now|all|fully)\s+)*"
    r"(?:reached|used(?: up)?|exhausted|spent|hit|maxed(?: out)?)"
)
REACHED = Pattern(
    rf"\b(?:cap|limit|maximum|max|allowance|allotment)\b(?: (?:of|is|=))? ?(?P<n>{_N}) (?:{_KINDS} |{_WHAT} ?){{0,4}}"
    rf"(?:(?:/|per|an?|each|in|for) ?(?:the )?(?:rolling )?(?:year|yr|12 (?:months|mo))\W*)?{_FULL}\b|"
    rf"\b(?:cap|limit|maximum|max|allowance|allotment)\b(?: (?:for|of|in) (?:the |this )?(?:year|yr|12 (?:months|"
    rf"mo)))?\W+{_FULL}\b"
    rf"[^.;\d]{{0,6}}\(?(?P<m>{_N}) of (?:{_N})\b"
)
"""A limit with its number that is used up: "cap 3 TPI/yr already reached", "allowance used up (3 of 3)"."""
NOT_REACHED = Pattern(
    r"\b(?:last year|previous|prior|in 20\d\d|not|never|n't|nearly|almost|until|once|if|when|before|will be)\b"
)
BENEFIT_YEAR = Pattern(r"\b(?:benefit|plan|policy|contract|coverage|insurance) (?:year|period)\b")
"""A year with a beginning of its own."""
CORRECTED = Pattern(
    rf"\b(?:corrected|correct|amended|revised|right|true|actual|updated|verified) (?:count|number|"
    rf"figure|total|tally)\b"
    rf"[^.;]{{0,40}}?(?:\bis|\bwas|:|=)\W*(?P<n>{_N})\b(?![/.-])|"
    rf"\b(?:recount\w*|re-count\w*|(?:count|number|figure) (?:was |is |has been )?(?:corrected|amended|revised))\b"
    rf"[^.;\d]{{0,40}}?(?:\bis|\bwas|\bto|\bgives|\bshows|:|=)\W*(?P<m>{_N})\b(?![/.-])"
)
"""A number of sessions that takes the place of one given before."""
SUPERSEDED = Pattern(
    r"^\W*(?:(?:we|our|the|in|i) )?(?:\w+ )?(?:earlier|previously|initially|originally|first|at first|before|prior)\b"
    r"[^.;]{0,30}\b(?:stated|reported|said|wrote|listed|gave|given|counted|told|submitted)\b"
)
"""A number that was given before."""
ASKED = Pattern(
    r"^(?:(?:\w+ )?q(?:uestion)?\W+)?[^:=?]{0,40}?(?:\b(?:number|no\.|nr|count|total|how many|sessions|times|"
    r"sets)\b|#)[^:=?|]{0,90}"
    r"(?:[:=?]|\||\.{4,})[^\w#]*(?:a(?:nswer)?[^\w#]+)?"
    rf"(?:(?P<n>\d{{1,2}}|{'|'.join(WORDS)}|none|nil)\b)?(?:\W*$|(?<=[a-z\d])\s?[,(:]\s*(?:on |dated )?(?=\d{{1,2}}/))"
)
"""A field or a question for the number of sessions, with its answer where it stands in the same line."""
OF_YEAR = Pattern(
    r"^[^:=?]{0,60}\b(?:last|past|previous|prior|trailing) (?:(?:12|twelve) ?-?(?:mos?|months?)|365 days|"
    r"year)\W{0,2}[:=]\W*"
    r"(?P<n>\d{1,2})\b(?![/.-]\d)(?:\W*$|(?=\W{1,3}\(?(?:on |dated |the )?\d{1,2}/))"
)
"""A field for the number of a year: "TPI in the last 12 months: 1 (7/21/2026)"."""
ANSWER = Pattern(
    rf"^\W*(?:a(?:nswer)?\W+)?(?P<n>\d{{1,2}}|{'|'.join(WORDS)}|none|nil)(?: sessions?| times| sets?)?\W*$"
)


def nth(match: re.Match[str]) -> int:
    """The number of an ordinal: "third", "#3", "number three"."""
    written = next(w for w in match.groupdict().values() if w)
    return _ORDINALS.get(written) or number(re.sub(r"^(?:#|no\.?|number)\s*", "", written))


def ends(counted: re.Match[str], lead: str) -> tuple[int, int]:
    """The fewest and the most sessions that a number can mean."""
    most = number(counted["n"])
    fewest = number(counted["from"] or counted["low"] or counted["n"])
    if _ABOUT.search(lead):
        return max(0, fewest - 1), most + 1
    return min(fewest, most), _MANY if counted["plus"] else max(fewest, most)


_MANY = 99
"""Stands for an open end: "3 or more"."""


def number(word: str) -> int:
    """A number in digits or as a word; 0 for any other word."""
    return int(word) if word.isdigit() else _NUMBERS.get(word, 0)
