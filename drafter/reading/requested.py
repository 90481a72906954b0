"""The words of a request: what stands with which of its codes, and on which days it puts them.

A statement that names codes falls into pieces: what stands behind a code belongs to it, and to the codes before it with
which it is only joined ("64493 + 64494 (2 levels)"). A statement without codes is about the whole request.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from drafter.domain import Citation
from drafter.reading import dated, together
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import coded, spelt, words
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

_BRIEF = 400
"""Letters up to which a record is a line of a request, all of which is about it."""
_JOINER = Pattern(r"[\s+,;/&()]*(?:(?:and|plus|with|or|cpt|hcpcs|codes?|as well as)\b[\s+,;/&()]*)*")
NUMBER = spelt.COUNT
"""A small number, in digits or as a word."""
_DATE = Pattern(
    r"(?<![\w/.-])(?<!\bp )(?<!\bp\. )(?<!\bpg )(?<!\bpage )"
    r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}(?:/\d{2,4})?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)"
    r"(?![\w/%])"
)
_BYGONE = Pattern(
    r"\b(?:prior|previous(?:ly)?|last|since|had|received|underwent|dob|born|onset|negative|positive|note of|seen|"
    r"history|mri|x-?ray|imaging)\b"
)
_UNSURE = Pattern(
    r"\b(?:unclear|whether|unknown|unsure|uncertain|may|might|possibly|presumably|(?:could|can|did) ?not "
    r"(?:say|tell|know)|can't say|couldn't say|(?:if|whether) (?:they|it|this|these|that) (?:was|were|is|are)|"
    r"slip|typo|mistake)\b|\?"
)
_DAYS = Pattern(
    rf"\b({NUMBER}|both) (?:separate |different |distinct )?(?:dates?|days|dos|visits|sessions|encounters)\b"
)
_SAME = Pattern(
    r"\b(?:same|one|single|1) (?!(?:per|each|every|for)\b)(?:\w+ )?(?:session|visit|day|encounter|sitting|appointment|"
    r"dos|date)\b(?! (?:per|range|span))|\bsame-?day\b|\bin a single\b|"
    r"\ball (?:\w+ ){0,2}?(?:on|in|at|for) (?!separate|different)|\bat (?:once|the same time)\b|"
    r"\bsimultaneous(?:ly)?\b|\btogether (?:on|in|at)\b"
)
_APART = Pattern(
    r"\b(?:separate|different|distinct|two|alternate) (?:\w+ )?(?:sessions?|visits?|days?|dates?|encounters?|"
    r"sittings?)\b|\b(?:weeks?|wks?|days|months?|mos?) (?:apart|later|after|afterwards?)\b|"
    r"\bin (?:about |another )?(?:\d+|two|three|four|six|a few) (?:weeks?|wks?|days|months?|mos?)\b|"
    r"\b(?:other|opposite|second) (?:side|one|joint|level) (?:later|next|another (?:day|time)|after)\b|"
    r"\b(?:then|followed by|next (?:week|month|visit|session))\b|\bstaged\b|\bnot (?:on |in )?the same\b"
)


_MAYBE_BEFORE = Pattern(
    r"\b(?:possibl[ey]|maybe|perhaps|probably|might|may (?:need|add|require|include)|optional(?:ly)?|tentative(?:ly)?|"
    r"potential(?:ly)?|if needed|as needed|prn)\W*(?:(?:an?|add|also|bill|cpt|code|then|the)\W*)*$|\+/-\s*$|[?±]\s*$",
    re.IGNORECASE,
)
_MAYBE_BEHIND = Pattern(
    r"[^;.+\d]{0,25}\b(?:(?:only )?(?:if|when)|should|depend(?:ing|s|ent)|optional|as needed|prn|unless|in case|"
    r"possibly|to be (?:decided|determined)|tbd|whichever|one or the other|either one|may be (?:added|needed|"
    r"required)|undecided)\b|\s*\?",
    re.IGNORECASE,
)
"""Words around a code that is asked for only perhaps."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a statement and the codes that it stands with."""

    said: Said
    text: str
    """Its words as given, without codes, modifiers and units."""
    low: str
    """The same folded."""
    codes: frozenset[str]
    """Codes it belongs to; none where it is about the whole request."""
    at: int = -1
    """Where in its words the first of its codes stood; -1 where none did."""

    def cite(self) -> Citation:
        """The statement as a quotation."""
        return self.said.cite()


def brief(record: Record) -> bool:
    """Whether the record is no more than the lines of a request."""
    return sum(len(document.text) for document in record.documents) <= _BRIEF


def pieces(record: Record) -> tuple[Piece, ...]:
    """What the record says about the request, piece by piece."""
    held = frozenset(line.code for line in record.case.services if line.code)
    whole = brief(record)
    found: list[Piece] = []
    for said in record.said:
        if said.document.late or said.statement.cues.whole.other_person:
            continue
        codes = [c for c in coded.find(said.statement.clause.line) if c.code in held]
        if codes:
            found += _cut(said, codes)
        elif whole or _asks(record, said):
            text = said.statement.clause.line
            found.append(Piece(said, text, fold(text), frozenset()))
    return tuple(found)


def _asks(record: Record, said: Said) -> bool:
    """Whether a statement of a longer record is about the request, and not about another procedure."""
    if record.procedure and said.statement.of(record.procedure):
        return True
    other = any(
        words.concept(m.concept).family == "procedures" and not words.concept(m.concept).about.get("generic")
        for m in said.statement.mentions
    )
    return "request" in said.low and not other and not any(coded.find(said.statement.clause.line))


def _cut(said: Said, codes: Sequence[coded.Coded]) -> Iterator[Piece]:
    """The pieces of a statement that names codes; what stands before the first belongs to it."""
    text = said.statement.clause.line
    joined: list[str] = []
    bounds = [*(c.start for c in codes[1:]), len(text)]
    for n, (one, end) in enumerate(zip(codes, bounds, strict=True)):
        behind = text[one.end : end]
        before = text[: one.start] if n == 0 else ""
        joined.append(one.code)
        if _JOINER.fullmatch(behind) and end < len(text) and not before.strip(" ("):
            continue
        stretch = f"{before} {behind}"
        yield Piece(said, stretch, fold(stretch), frozenset(joined), len(before))
        joined = []


def of(given: Sequence[Piece], codes: Collection[str | None]) -> list[Piece]:
    """The pieces of some codes, those about the whole request included."""
    return [piece for piece in given if not piece.codes or piece.codes & set(codes)]


def asked(record: Record) -> list[Citation]:
    """Where the line is asked for: the statement that names its code, and its units and modifiers."""
    code = record.line.code or ""
    named = next((s.cite() for s in record.said if code and code.lower() in s.low and not s.document.late), None)
    fields = (named, record.field("code"), record.field("units"), record.field("modifiers"), record.service_words())
    return [cited for cited in dict.fromkeys(fields) if cited]


@cache
def _untold(nouns: str) -> Pattern:
    told = (
        "stated|recorded|documented|given|named|listed|specified|mentioned|noted|identified|provided|indicated|legible|"
        "clear|known|described|entered|marked|found|filled|decided|settled|fixed|agreed|chosen|received|"
        "transmitted|sent|"
        "supplied|included|readable|in (?:the |any )?(?:notes?|record|chart|file)|"
        "on (?:the |any |our )?(?:order|form|request|rx|prescription|note|fax|sheet)"
    )
    denied = r"(?:not|never|isn't|aren't|wasn't|weren't|nowhere)"
    silent = (
        r"(?:does not|doesn't|did not|do not|don't) (?:state|name|say|tell|list|give|specify|mention|show)|"
        r"not (?:stating|naming|specifying)"
    )
    someone = (
        r"(?:the |our |an? )?(?:treating |performing )?"
        r"(?:md|physician|doctor|provider|proceduralist|surgeon|operator|injector|clinician)"
    )
    return Pattern(
        rf"\b(?:{nouns})\b[^,;.]{{0,25}}?\b(?:neither (?:box|field|one|side|is|was)\b|"
        rf"{denied} (?:\w+ ){{0,2}}?(?:{told})|(?:left |field )?(?:blank|off|out)|missing|unstated|"
        r"unspecified|unclear|unknown|undecided|unsettled|unsaid|untold|unmentioned|unnamed|omitted|illegible|"
        r"absent|tbd|tba|tbc|n/s|not yet known|"
        r"(?:to|would|will|shall|should|must) be (?:determined|decided|set|settled|confirmed|chosen|picked|marked|"
        r"named|identified|listed|"
        r"selected|fixed|"
        r"entered|filled in|added|advised|supplied|"
        r"agreed)|(?:will|would|may|shall) (?:depend|vary|follow)|depends?(?: up)?on|"
        r"left (?:open|empty|to)|(?:still|remains?|is|are|leaves? (?:it|them|this|that)) open|"
        rf"at {someone}(?:'s)? (?:discretion|choice|option)|at the discretion|(?:[\"'“]?(?:per|"
        rf"up to) )?{someone} (?:to |will )?"
        rf"(?:decide|choose|determine|set|select|pick|prefer|see|find|judge)s?\b|(?:according to|as) (?:what|how|"
        rf"where|which)|as (?:marked|found|felt|needed|drawn) (?:on|at|that)|(?:which|what|where)ever|[\"'“]?(?:per|"
        rf"up to) {someone}|"
        r"undocumented|empty|to follow|(?:see|as per|refer to|as in|per) "
        r"(?:the |our |an? )?(?:attach\w*|enclos\w*|sheet|list|orders?|"
        r"form|page|notes?|images?|films?|pictures?|scans?|op(?:erative)? (?:plan|note|report)|"
        r"diagram|separate|addend\w*|supplier|vendor|provider|physician|protocol|pharmacy|office|"
        r"cardiology|schedul\w+)|"
        r"(?:as )?(?:attached|enclosed)|[\"'“]?as (?:clinically )?(?:indicated|needed|appropriate)|"
        rf"pending)\b|\b(?:no(?! (?:others?|further|more|additional|second|third)\b)|without(?: a| the)?|w/o|missing|"
        rf"unspecified|unnamed|"
        rf"unlisted|unclear|unknown|omits?|lacks?|lacking|{silent})\s+(?:the |any |a |which |what |"
        rf"how many )?(?:\w+ ){{0,3}}?(?:{nouns})\b|"
        rf"\b(?:{nouns})\b[^;]{{0,60}}\b(?:make up (?:his|her|my|our|their) minds?|(?:yet|still|only) to decide|"
        rf"decide later)\b|"
        rf"\b(?:{nouns})\W{{0,3}}_{{2,}}|"
        rf"\b(?:which|what|how many) (?:\w+ ){{0,3}}?(?:{nouns})\b[^.;]{{0,40}}?\b(?:(?:unsaid|untold|unstated)\b|"
        r"(?:not|never|nobody|no one|none|isn't|wasn't|nowhere|nothing|without)\b"
        r"[^.;]{0,40}?\b(?:tells?|told|says?|said|written|wrote|down|put|know|knows|entered|filled|listed|stated)\b)|"
        rf"\b(?:nobody|no one|none of (?:us|them|the \w+)) (?:has |had |have )?(?:\w+ ){{0,2}}?(?:put|wrote|"
        rf"written|noted|said|"
        rf"told|tells|says|knows|stated|entered|marked|named|recorded|chose|chosen|picked|"
        rf"decided)(?: \w+){{0,4}}? (?:{nouns})\b|"
        r"\b(?:gives?|gave|states?|names?|tells?|mentions?|says?|with|lists?|specif\w+|shows?|has) neither "
        rf"(?:\w+ ){{0,4}}?(?:{nouns})\b|\bneither\b[^.;]{{0,40}}\bnor (?:the |a |any |its |which )?(?:{nouns})\b|"
        rf"\b(?:{nouns})\W{{0,3}}\?(?!\W*\d)|\b(?:{nouns})\b[^.;,?]{{0,14}}\d ?\?\W*$|\b(?:left open|left blank|"
        rf"left empty|undecided|unsettled|"
        rf"still open)\b[^.;]{{0,30}}\b(?:{nouns})\b|"
        rf"\bhow many (?:\w+ ){{0,3}}?(?:{nouns})\b[^.;?]{{0,90}}\b(?:left open|not (?:yet )?(?:been )?(?:{told})|"
        rf"open|undecided|"
        r"unclear|unknown|unsettled|(?:wants?|wishes|will|would like|prefers?|is|has)(?: to)? (?:decide|choose|judge|"
        r"see|"
        r"determine|settle|find out)|(?:decided|chosen|settled|judged|determined) on the (?:day|table))\b"
    )


def missing(given: Sequence[Piece], nouns: str) -> Citation | None:
    """A statement that something is not told: "side not recorded", "no dates given"."""
    expression = _untold(nouns)
    return next((piece.cite() for piece in given if expression.search(piece.low)), None)


_CUT_OFF = Pattern(
    r"(?<![a-z])x ?(?:_+|\?+)|\bunits?\b[^.;]{0,10}\d ?\(\d{1,2} ?\?\)|\b(?:units?|dos(?:e|age)|levels?|quantity|"
    r"qty)\b[^.;|]{0,12}[:=]\W{0,3}"
    r"(?:[\[<{(](?:calc\w*|auto\w*|value|number|formula|insert|enter|fill|n|x|dose|units?|level|"
    r"quantity)\b[^\])>}]{0,20}"
    r"[\])>}]|#(?:ref|value|n/a|name|num|null))|"
    r"\b[cltrs][- ]?(?:something|whatever|blank|dash|unknown|\?+)(?!\w)|"
    r"\blevels?,?(?: (?:was|were|is))? (?:inaudible|unintelligible|unclear)\b|"
    r"\b(?:didn't|did not|couldn't|could not) (?:catch|hear|get|understand) (?:the |which |what )?(?:\w+ )?"
    r"(?:levels?|side|number|units?|dose|code|muscles?)\b|"
    r"\bunits?\W{0,3}_{2,}|\bwithout (?:an? |any |the )?(?:clinic|office|progress|"
    r"clinical|visit|"
    r"procedure) notes?\b|\| ?\?+ ?(?:\||$)|"
    r"\b(?:cut off|cropped|truncated|torn off|smudged|smeared|illegible|unreadable|garbled|overprinted|overwritten|"
    r"blotted|scratched out)\b|\bcould (?:be|read|mean) (?:an? )?\d+ or (?:an? )?\d+\b|"
    r"\b(?:can|cannot|can't|could|could not|couldn't) (?:only |hardly |barely )?(?:make out|decipher)\b|\b(?:pale|"
    r"faint|blurred|faded) (?:\w+ )?"
    r"(?:copy|fax|page|scan|print)\b|\b(?:copy|fax|page|scan|print)\b[^.;]{0,25}\b(?:pale|faint|blurred|faded)\b|"
    r"\b(?:cannot|can't|could not|couldn't|can no longer|hardly) be (?:read|made out|deciphered)\b|"
    r"\bonly (?:the )?(?:\w+ ){0,3},? ?,? ?(?:,? ?(?:is|are) (?:legible|readable|visible)|can be (?:read|seen|"
    r"made out))\b|"
    r"\b(?:scan|fax|page|copy|transmission|form|printout)\b (?:\w+ )?(?:ends|stops|breaks off|broke off|ended|"
    r"stopped)\b|"
    r"\b(?:half|part|rest|page|pages|portion|sheet|remainder|lines?)\b[^.;]{0,50}\b(?:missing|lost|absent|"
    r"(?:not|never)(?: been)? (?:received|transmitted|sent|come through|arrived|included|faxed|enclosed|legible|"
    r"readable))\b"
)
"""Words by which a part of the request did not reach its reader."""
_OF_OTHER_PAPERS = Pattern(
    r"\b(?:mri|ct|x-?rays?|imaging|films?|reports?|address|phone|signatures?|insurance|cards?|letterhead|cover|header|"
    r"birth|dob|stamp|time|name|history|labs?|emg)\b"
)
_FURTHER = Pattern(
    r"\b(?:further|additional|extra|more|other|adjacent) (?:\w+ )?levels?\b[^.;]{0,25}\b(?:as|if|when|depending|"
    r"depend|to be|"
    r"may|might|at the|per|under|once|should)\b|\bas many (?:\w+ )?(?:levels?|units?|joints?|nerves?)\b|"
    r"\b(?:at |for )?(?:one|two|1|2) (?:or two |or 2 )?levels? or more\b|\bone or more levels\b|"
    r"\bat least (?:one|two|1|2) levels?\b|"
    r"\b(?:further|additional|extra|more|other|adjacent|second|third) (?:\w+ )?(?:levels?|joints?|nerves?|"
    r"codes?|lines?|ones?)\b"
    r"[^.;]{0,20}\b(?:may|might|could|can) (?:\w+ )?be (?:added|needed|required|done|treated|included)\b|"
    r"\bwhether (?:anything|any(?: \w+)?|a (?:second|third|further) \w+|more) (?:\w+ )?(?:needs|has|is|"
    r"are) to be (?:added|"
    r"done|included)\b|"
    r"\blevels?\b[^.;]{0,15}\b(?:depends?|varies|vary|as marked|by fluoro\w*)\b|"
    r"\b(?:one|single|1)(?: levels?)?,? (?:or|maybe|perhaps|possibly|could be|might be|may be) (?:\w+ )?(?:one|two|"
    r"three|several|more|\d)\b|"
    r"\band up\b(?! to)|\band (?:above|higher|beyond)\b|"
    r"\b(?:perhaps|possibly|maybe) (?:more|further|additional|other) (?:lines?|codes?|levels?|units?)\b"
)
"""Words by which the request may be for more than it says."""
_MISFILED = Pattern(
    r"\bmis-?filed\b|\b(?:filed|scanned|placed|put|uploaded|sent)\b[^.;]{0,30}\b(?:by mistake|in error|mistakenly|"
    r"erroneously)\b|"
    r"\b(?:other|another|different|wrong) (?:member|patient|person|enrollee|chart)(?:'s)?\b|\bnot (?:this|"
    r"our) patient\b"
)


def misfiled(said: Said) -> bool:
    """Whether its sentence says that the paper is another patient's."""
    return _MISFILED.search(fold(said.written_sentence)) is not None


def cut_off(given: Sequence[Piece]) -> Citation | None:
    """A statement that a part of the request cannot be read or did not come; other papers may lack what they lack."""
    return next((p.cite() for p in given if p.said.search(_CUT_OFF) and not p.said.search(_OF_OTHER_PAPERS)), None)


def open_ended(given: Sequence[Piece]) -> Citation | None:
    """A statement that asks for further levels as they may be found needed."""
    return next((p.cite() for p in given if p.said.search(_FURTHER)), None)


def of_another(record: Record, code: str | None) -> Citation | None:
    """The statement by which the code is asked for, where every one that names it is about another person."""
    naming = [s for s in record.said if code and code.lower() in s.low and not s.document.late]
    others = [s for s in naming if s.statement.cues.whole.other_person or s.search(_MISFILED)]
    return others[0].cite() if naming and len(others) == len(naming) else None


def perhaps(record: Record, codes: Collection[str | None]) -> Citation | None:
    """A statement that asks for one of the codes only perhaps, or only on a condition."""
    for said in record.said:
        text = said.statement.clause.line
        for one in coded.find(text):
            lead = text[max(0, one.start - 40) : one.start]
            if one.code in codes and (_MAYBE_BEFORE.search(lead) or _MAYBE_BEHIND.match(text, one.end)):
                return said.cite()
    return None


def counted_apart(record: Record) -> list[Citation]:
    """Statements that ask for the code of the line in different numbers of units, where there are several."""
    code = record.line.code
    found: dict[int, Said] = {}
    for said in record.said:
        if not said.document.late and not said.statement.cues.whole.other_person and not said.search(_BYGONE):
            for one in coded.find(said.statement.clause.line):
                if one.code == code and one.units:
                    found.setdefault(one.units, said)
    sentences = {(s.document.place, s.statement.clause.within) for s in found.values()}
    if len(sentences) > 1:
        return [s.cite() for s in found.values()]
    return _by_papers(record) if len(record.case.services) == 1 else []


_UNITS_OF_PAPER = Pattern(
    r"\b(?P<paper>letter|form|order|referral|notes?|portal|request|cover (?:sheet|letter)|fax|worksheet|claim)\b(?:'s)?"
    r"[^;.\d]{0,40}?\b(?P<n>one|two|three|four|five|six|1|2|3|4|5|6) units?\b"
)
"""How many units a paper gives in words: "the form gives one unit, the letter asks for three units"."""


def _by_papers(record: Record) -> list[Citation]:
    """Statements in which two papers give different numbers of units."""
    told: dict[str, tuple[int, Said]] = {}
    for said in record.said:
        if not said.document.late and not said.search(_BYGONE) and said.statement.cues.whole.plain:
            for match in _UNITS_OF_PAPER.finditer(said.low):
                told.setdefault(match["paper"], (spelt.count(match["n"]), said))
    different = len({n for n, _ in told.values()}) > 1
    return list(dict.fromkeys(said.cite_sentence() for _, said in told.values())) if different else []


@dataclass(frozen=True)
class Days:
    """What the request says about its days."""

    dates: int = 0
    """Different days that it names, or says there are; 0 where it says nothing."""
    same: Citation | None = None
    """Words that put everything into one day or session."""
    apart: Citation | None = None
    """Words that put it into several."""


_BY_PAPER = Pattern(
    r"\b(?P<paper>schedul(?:e|er)|letter|form|order|referral|notes?|portal|physician|doctor|request|cover sheet|fax|"
    r"front desk|worksheet|calendar)\b(?:'s)?[^;.,\d]{0,20}?[:,]? ?\b(?P<n>one|two|three|single|1|2|3)\b"
    r"(?! (?:units?|muscles?|sides?|levels?|pages?))(?P<what> (?:separate |different )?"
    r"(?:dates?|days?|dos|sessions?|visits?))?"
)
"""How many days a paper gives: "schedule shows one date, letter says two"."""


def papers_differ(given: Sequence[Piece]) -> bool:
    """Whether two papers give different numbers of days."""
    told = [m for low in {p.said.low for p in given} for m in _BY_PAPER.finditer(low)]
    counts = {spelt.count(m["n"]) if m["n"] != "single" else 1 for m in told}
    return len({m["paper"] for m in told}) > 1 and len(counts) > 1 and any(m["what"] for m in told)


def days(given: Sequence[Piece]) -> Days:
    """The days of the pieces together; contrary words tell nothing."""
    same = next((p.cite() for p in given if _same(p.low) and not _UNSURE.search(p.low)), None)
    apart = next((p.cite() for p in given if _APART.search(p.low)), None)
    if same and apart:
        return Days()
    given = [p for p in given if not _heads_note(p)]
    dates = _dates(given)
    if len(dates) == 1 and not apart and _dated_together(given):
        same = same or next(p.cite() for p in given if _DATE.search(p.low))
    sure = [p for p in given if not _UNSURE.search(p.low)]
    counts = [2 if m[1] == "both" else spelt.count(m[1]) for p in sure for m in _DAYS.finditer(p.low)]
    return Days(max([len(dates), *counts]), same, apart)


def _heads_note(piece: Piece) -> bool:
    """Whether a piece only dates the note that it stands above, which is no day of the service."""
    written = piece.said.written
    its_own = any(written is not None and w.earliest <= written <= w.latest for w in piece.said.statement.whens())
    return not piece.codes and its_own and dated.heads_note(piece.low)


def _dated_together(given: Sequence[Piece]) -> bool:
    """Whether the day that is named belongs to all codes: no other sentence names one of them without it."""
    dated = {p.said.number for p in given if _DATE.search(p.low)}
    whole = any(_DATE.search(p.low) and not p.codes for p in given)
    return whole or all(p.said.number in dated for p in given if p.codes)


def on_own_days(given: Sequence[Piece], codes: Sequence[str | None]) -> Citation | None:
    """The first statement of several codes of which each has a day of its own, or none."""
    mine = [[p for p in given if p.codes == {code}] for code in codes]
    days = [_dates(pieces) for pieces in mine]
    apart = all(len(each) == 1 for each in days) and len(set().union(*days)) == len(codes) > 1
    return mine[0][0].cite() if apart else None


def _same(low: str) -> bool:
    match = _SAME.search(low)
    return match is not None and not re.search(
        r"\b(?:not|never|no|rather than|instead of)\b[^.;,]{0,20}$", low[: match.start()]
    )


def _dates(given: Sequence[Piece]) -> set[str]:
    """Different days that are written for the service; days of the past are none of them."""
    return {match[0] for piece in given if not _BYGONE.search(piece.low) for match in _DATE.finditer(piece.low)}


def whole(given: Sequence[Piece]) -> Days:
    """The days of the whole request, for services beside each other."""
    found = days(given)
    if found.same or found.apart:
        return found
    said = {piece.said.number: piece.said for piece in given}.values()
    same = next((s.cite() for s in said if together.says_same(s) and not s.search(_UNSURE)), None)
    return Days(found.dates, same, found.apart)


def numbers(given: Sequence[Piece], expression: Pattern) -> list[tuple[int, Piece]]:
    """Numbers that the first group of an expression with a match finds, each with its piece."""
    hits = itertools.chain.from_iterable(((m, p) for m in expression.finditer(p.low)) for p in given)
    told = ((next(g for g in m.groups() if g), p) for m, p in hits)
    return [(int(n) if n.isdecimal() else spelt.value(n) or 1, p) for n, p in told]
