"""What a stretch of an imaging report says: something touches a nerve root, nothing does, or something near it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from drafter.reading.roots import NOWHERE, Place, place
from drafter.reading.said import Said
from drafter.reading.studies import Stretch, all_of, has
from drafter.text import assertion, words
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

_FAR = 60
"""Code points between what touches and the nerve that is touched."""
_NORMAL = re.compile(
    r"\b(?:spine|study|mri|ct|scan|imaging|exam|report|myelogram|film|discs?|disks?|levels?|everything|all)\b"
    r"(?:\W+(?:of|the|lumbar|cervical|l-?spine|c-?spine|l/s|ls|l-s|w/?o?|without|with|contrast|gad\w*|spine|is|are|"
    r"was|were|read|as|reported|report|"
    r"entirely|completely|"
    r"essentially|totally|lumbosacral|on|dated?|from|at|this|last|past|month|week|l5-s1|l4-5|back|impression|"
    r"came back|returned|done|"
    r"performed|taken|obtained|repeated|"
    r"in|\d[\d/-]*|[a-z]{3,9} \d{4}|january|february|march|april|may|june|july|august|september|october|november|"
    r"december)\b)*"
    r"\W+(?P<normal>normal|unremarkable|negative|wnl|within normal limits|unrevealing|nothing (?:wrong|abnormal|"
    r"amiss|of note|"
    r"to report)|without (?:any )?(?:patholog\w+|abnormalit\w+|(?:acute |significant )?findings?)|"
    r"(?:neg|nl|nml|clean|benign|nad|age[- ]appropriate|fine|ok(?:ay)?)(?=\W*(?:$|[.,;])))\b(?!\s+(?:for(?! (?:her |"
    r"his |"
    r"stated |"
    r"the patient's )?age)|alignment|"
    r"lordosis|cord|conus|marrow|signal|height|variant|aging|ageing|curvature))"
)
_NORMAL_BEFORE = re.compile(
    r"\b(?P<normal>normal|unremarkable|negative|neg|nl|clean)\s+(?:lumbar |cervical |ls |lumbosacral |spinal |"
    r"open |recent )*(?:spine |l-?spine )?(?:mri|ct|study|scan|myelogram|spine|imaging|exam|"
    r"appearance of (?:the )?(?:spine|discs?|lumbar))\b"
)
_OTHERWISE = Pattern(r"\b(?:otherwise|remaining|rest of|other levels?|elsewhere|remainder|above|cord|alignment)\b")
_HEADED = Pattern(
    r"(?:^|[:;,.])\W*(?:at |level )?[clt]\d{1,2}\s?[-/]\s?[clst]?\d{1,2}\s*(?:[:,=]|-\s|level|shows|is|has|with|there)|"
    r"\b(?:at|level) [clt]\d{1,2}\s?[-/]\s?[clst]?\d{1,2}\s*:"
)
_ELSEWHERE = Pattern(
    r"\b(?:elsewhere|other (?:levels?|discs?|disks?|bulges?|protrusions?)|remaining levels?|other (?:nerve )?roots?|"
    r"above (?:this|that)|adjacent levels?)\b"
)
_EXCEPT = Pattern(
    r"\b(?:except|excepting|other than|apart from|aside from|besides|with the exception|excluding|save for)\b"
)
"""Words behind a denial that take something out of it."""
_BEFORE = Pattern(
    r"\b(?:previously|formerly|in the past|historically|years ago|had been(?! (?:\w+ )?(?:scheduled|ordered|planned|"
    r"requested|booked|refused|denied|approved|done))|used to be)\b"
)
_STILL = Pattern(r"\b(?:again|still|unchanged|persist\w*|stable|now|remain\w*|continu\w*|also)\b")
_PRESSURE = Pattern(r"compress|imping|displac|comprom")
_WEAK = Pattern(r"abut|contact|touch")
"""Verbs of contact, which a denial of pressure in the same words outranks."""
_AFTERTHOUGHT = re.compile(
    r"\s*;?\s*(?:but |and |while )?(?:dr\.? \w+|the (?:\w+ )?"
    r"(?:radiologist|neuroradiologist|surgeon|neurosurgeon|reader)|the (?:first|second|other|later|outside|"
    r"local) (?:reading|read|report|over-?read)|(?:a|another|one) (?:second |other )?(?:reader|"
    r"radiologist|colleague)|radiology|neurosurgery) "
    r"(?:(?:does|did|could|can)(?: not|n't|not) (?:see|find|agree|share|confirm|read)|disagree[sd]?|is not convinced|"
    r"sees? (?:none|nothing|no)|reads? it (?:otherwise|differently|as normal)|"
    r"(?:who [^;,]{3,40} )?(?:calls?|called|finds?|found|reads?|considers?|considered|thinks?|thought|sees?|"
    r"saw) (?:it|them|the roots?|this) (?:\w+ )?"
    r"(?:free|normal|clear|intact|uncompressed|spared|untouched|unaffected))[^;,]*$|"
    r"\s*;?\s*(?:equivocal|indeterminate|inconclusive|uncertain|unclear|not (?:certain|conclusive|definite))\b[^;,]*$"
)
"""A doubt that stands alone behind a finding and is meant of it."""
_SUPERSEDED = Pattern(
    r"\b(?:final|formal|signed|official|corrected)\b[^.;]{0,45}\b(?:supersed\w*|replac\w*|overrid\w*|instead of|"
    r"in place of|confirm\w*|after)\b[^.;:]{0,15}\b(?P<what>prelim\w*|wet read|verbal\w*|draft|unsigned|"
    r"preliminary read)"
)
"""A reading that has been replaced by the one told here."""
_REPLACED = Pattern(
    r"\b(?:prelim\w*|wet read|verbal read|overnight read|initial read|resident read)\b[^.;]{0,50}?\b(?:retracted|"
    r"withdrawn|"
    r"superseded|replaced|revised|reversed|overturned|overruled|void(?:ed)?|not (?:confirmed|upheld|borne out))"
    r"(?: (?:on|by|in) (?:the )?final(?: read\w*| report)?)?"
)
"""A first reading that was taken back, with what it said."""
_CONCEDED = Pattern(
    r"^\W*(?:whatever|although|though|while|despite|contrary to|against|even though|where)\b[^,;]{0,60}\b(?:suspect\w*|"
    r"thought|expect\w*|feared|suspicion)[^,;]{0,20},"
)
"""What was thought before the report said otherwise."""
_SAYS_REPORT = Pattern(
    r"^\W*(?:there|here|in it)\b|"
    r"\b(?:in|by|on) (?:the|this|that|her|his|its) (?:\w+ ){0,2}?(?:report|reading|study|scan|mri|ct)\b"
)
"""That what is "said to be" so is said by the report."""
_HEARSAY = ("said to", "reported to", "reportedly")
_FORMERLY = Pattern(r"\b(?:had(?: been)?|used to|once|formerly|previously|at that time)(?: \w+ly)? $")
_WHICH = Pattern(r"\b(?:that|which) (?:then |earlier )?$")
_BACK_THEN = Pattern(
    r"\b(?:ago|last (?:year|spring|summer|autumn|fall|winter)|in (?:19|20)\d\d|at that time|back then)\b"
)
_THEN = Pattern(
    r"^ (?:then|at that time|back then|before|earlier|in (?:early |mid |late )?(?:19|20)\d\d|"
    r"on the (?:\w+ )?(?:19|20)\d\d \w+)\b"
)
_OVER = Pattern(
    r"^(?: of (?:\w+ ){1,4}?(?:root|nerve|[ls]\d))?,? (?:(?:is|has|was|now|been|fully|completely|entirely) )*"
    r"(?:no longer (?:present|seen|visible|there|evident|identified|shown|demonstrated)|resolved|gone|resorbed|"
    r"disappeared)\b"
)
"""Behind what pressed on a root: that it is there no more."""
_FREE_NOW = Pattern(
    r"\b(?:now|today|currently)\b[^.;]{0,15}\b(?:free|clear|decompressed|released|uncompressed)\b|"
    r"\b(?:is|are|lies?) (?:now )?free\b"
)
"""Behind what pressed on a root then: that the root is free now."""
_GOES_ON = Pattern(r"\b(?:still|again|unchanged|persist\w*|same|stable|continu\w*)\b")
"""What pressed on a root once: "the fragment that compressed it a year ago"."""
_TWO_READINGS = Pattern(
    r"\b(?:first|one|initial|local) (?:reading|read|report|reader|radiologist)\b(?:(?!\b(?:confirm|agree|same|"
    r"likewise)\w*)[^.;])*"
    r"\b(?:second|other|another|later) (?:reading|read|report|reader|radiologist)\b(?!(?:[^.;]*\b(?:confirm|agree|"
    r"same|likewise)))"
)
"""Two readings of one study that are set against each other."""
_SAME = r"(?:confirm|agree|same|likewise|concur|match)"
_OWN_READING = (
    r"(?:my|our|his|her|the (?:\w+ )?(?:surgeon|neurosurgeon|neurologist)'s) (?:own )?"
    r"(?:reading|read|impression|view|interpretation)"
)
_RADIOLOGIST = (
    r"radiolog(?:y|ist)(?:'s)?(?: (?:own )?(?:reading|report|read|impression|view))? "
    r"(?:is|was|says?|said|finds?|found|calls?|called|reads?|sees?|saw|does|did|has it)"
)
_DIFFER = Pattern(
    rf"(?<!both )\b{_OWN_READING}\b(?:(?!\b{_SAME}\w*)[^.])*\b{_RADIOLOGIST}\b(?![^.]*\b{_SAME})|"
    rf"\b{_RADIOLOGIST}\b(?:(?!\b{_SAME}\w*)[^.])*\b(?:but|while|whereas|yet|"
    rf";)[^.]{{0,30}}\b{_OWN_READING}\b(?![^.]*\b{_SAME})"
)
"""A reading of one's own that is set against the radiologist's."""
_ONE_OF_ROOTS = Pattern(
    r"(?<![a-z])[clst]\d(?: (?:nerve root|nerve|root))? (?:or|vs\.?|versus|and/or) (?:the )?(?:(?:left|right|l|"
    r"r) )?[clst]\d(?!\d)"
)
"""Two roots of which only one is meant: "L5 or S1"."""
_ASKED_OF_IT = Pattern(
    r"\b(?:rule out|r/o|(?:eval\w*|assess\w*|check\w*|look\w*|search\w*) for|to (?:exclude|rule out)|"
    r"(?:hx|history|indication|reason|clinical \w+|question)(?: (?:for|of) (?:the )?(?:exam|study|scan|order))?\s*[:=])"
    r"[^.;:]{0,40}$"
)
"""Before a finding that is what the study was asked to look for."""
_EITHER_WAY = Pattern(r"\bmay or may not\b")
_NO_TURN = Pattern(r"\b(?:but|however|although|except|other than|with the exception|apart from)\b")


@dataclass(frozen=True)
class Fact:
    """One thing that a report says."""

    stretch: Stretch
    kind: Literal["shown", "absent", "normal", "near", "depends"]
    """Shown, denied, all of it normal, only near it, or told by an earlier report alone."""
    words: str
    """As the record writes it."""
    place: Place
    local: Place = NOWHERE
    """The place that a denial is confined to, where it is."""
    concept: str = "nerve_root_compression"
    doubt: str | None = None
    """The word that makes it doubtful."""
    elsewhere: bool = False
    """Whether a denial speaks of other levels only."""
    at: tuple[int, int] = (0, 0)
    """Start and end within the stretch."""
    firm: bool = True
    """Whether the word for it means pressure or contact, not only that it is "affected"."""


@cache
def _touching(firm: bool) -> Pattern:
    """A verb of touching and a nerve, either way round; only verbs that mean pressure or contact where `firm`."""
    data = words.load("reports")
    given = [str(w) for w in data["touching"]]
    verb = "|".join(w for w in given if not firm or any(w.startswith(str(f)) for f in data["firm"]))
    nerve = "|".join(str(w) for w in data["nerve"])
    return Pattern(
        rf"(?<![\w-])(?:(?P<verb>{verb})(?![\w])(?P<gap>[^.;]{{0,{_FAR}}}?)(?<![\w-])(?P<nerve>{nerve})(?![\w-])"
        rf"|(?P<nerve2>{nerve})(?![\w-])(?P<gap2>[^.;]{{0,{_FAR}}}?)(?<![\w-])(?P<verb2>{verb})(?!\w))"
    )


def facts(stretch: Stretch, shows: Sequence[str], not_enough: Sequence[str]) -> list[Fact]:
    """Everything that a stretch says about what a criterion looks for."""
    replaced = [m.span() for m in _REPLACED.finditer(stretch.low)]
    return [f for f in _facts(stretch, shows, not_enough) if not any(a <= f.at[0] < b for a, b in replaced)]


def _facts(stretch: Stretch, shows: Sequence[str], not_enough: Sequence[str]) -> list[Fact]:
    """Everything that a stretch says, a reading that was taken back included."""
    found = list(_denials(stretch))
    if "nerve_root_compression" in shows:
        found += list(_touched(stretch, found))
    found += list(_named(stretch, shows, not_enough, found))
    if not any(f.kind in ("shown", "absent") for f in found):
        found += list(_normal(stretch))
    if not any(f.kind in ("shown", "absent", "normal") for f in found) and (match := has("unchanged", stretch.low)):
        found.append(Fact(stretch, "depends", match[0], place(stretch.low)))
    return found


_OF_SKIN = Pattern(r"\W{0,2}(?:dermatom|myotom|distribution|pattern)")
"""Behind what could be a root: that it is where pain is felt."""
_NONE_AT = Pattern(r"none (?:at all )?(?:on|to|at)\b")
_PRESSED = Pattern(r"\b(?:compress|imping|contact|displac)\w*\b[^.;]{0,45}$")
"""Before "none on the right": of what there is none."""
_OPEN = Pattern(r"\b(?:foram|recess)[^.;]*(?:patent|open|clear|free)$")
_NARROWED = Pattern(
    r"(?<!no )(?<!not )(?<!without )(?<!nor )\b(?:narrowed|effaced|crowded|stenosed|stenotic|encroached|obliterated)\b"
)
"""Beside a passage that is open: that another one is not."""


_NOT_JUST = Pattern(
    r"\b(?:not|no|more than|rather than|far from|other than)(?: (?:a|mere|merely|just|only|simply))* ?$"
)
"""Before "just a bulge": that it is more than that."""


def _denials(stretch: Stretch) -> Iterator[Fact]:
    """Places that say that no root is touched."""
    reach = 0
    for match in all_of("free", "only_bulge", low=stretch.low):
        if _EXCEPT.search(stretch.low, match.end()):
            continue
        if _NOT_JUST.search(stretch.low[: match.start()]):
            continue
        if match.start() >= reach and not _persists(stretch.low, match.start()):
            reach = match.end()
            if _NONE_AT.match(match[0]) and not _PRESSED.search(stretch.low[: match.start()]):
                continue
            if _OPEN.search(match[0]) and _NARROWED.search(stretch.said.sentence):
                continue
            yield _confined(stretch, Fact(stretch, "absent", match[0], _place(stretch, *match.span())), match)


def _confined(stretch: Stretch, fact: Fact, match: re.Match[str]) -> Fact:
    """A denial with the place it is confined to: a level that heads the statement, or words right beside it."""
    text = stretch.said.statement.clause.line[stretch.start : stretch.end]
    first, last = _piece(stretch.low, match.start(), match.end())
    before, behind = place(text[max(first, match.start() - 25) : match.start()]), place(text[match.start() : last])
    heads = [m for m in _HEADED.finditer(stretch.low) if m.start() <= match.start()]
    levels = place(heads[-1][0]) if heads else NOWHERE
    local = Place(
        behind.sides or before.sides, behind.roots or before.roots, behind.levels or levels.levels,
        behind.implied or levels.implied,
    )  # fmt: skip
    elsewhere = bool(_ELSEWHERE.search(stretch.low[first:last]))
    return replace(fact, local=local, elsewhere=elsewhere, at=match.span(), doubt=_doubt(stretch, match.span(), True))


def _persists(low: str, at: int) -> bool:
    """Whether a "no" right before belongs to a change: "no change in the compression" leaves it as it was."""
    return bool(
        re.search(
            r"\bno (?:\w+ ){0,2}(?:change|progression|improvement|worsening|increase|decrease|"
            r"resolution)\w* (?:in|of|from|to)\b[^.;]*$",
            low[: at + 40].split(",")[-1],
        )
    )


def _touched(stretch: Stretch, denied: Sequence[Fact]) -> Iterator[Fact]:
    """Places where something touches a nerve root, affirmed or denied."""
    low, clause = stretch.low, stretch.said.statement.clause
    for taken in denied:  # what is denied there must not take the nerve of another finding
        low = low[: taken.at[0]] + " " * (taken.at[1] - taken.at[0]) + low[taken.at[1] :]
    firmly = list(_touching(True).finditer(low))
    for match in firmly or _touching(False).finditer(low):
        verb = match["verb"] or match["verb2"]
        if "fracture" in match[0] or _OF_SKIN.match(low, match.end()):
            continue
        start = match.start("verb") if match["verb"] else match.start("verb2")
        if _foreign_nerve(match) or _of_then(low, start, match.end()) or _OVER.match(stretch.low[match.end() :]):
            continue
        offset = stretch.start + start + clause.start
        at = next((n for n, t in enumerate(clause.tokens) if t.end > offset), 0)
        stands = assertion.at(stretch.said.statement.cues, at, at + 1)
        firm = any(verb.startswith(str(w)) for w in words.load("reports")["firm"])
        gap = match["gap"] if match["verb"] else low[max(0, match.start() - 40) : match.start()]
        negated = (stands.negated and not _persists(low, start)) or _NO_NERVE.search(gap or "") is not None
        negated = negated or _ANSWERED_NO.match(low, match.end()) is not None
        if (negated and denied) or (_WEAK.match(verb) and any(_PRESSURE.search(d.words) for d in denied)):
            continue
        if negated and (but := _taken_out(stretch, match.end())):
            doubt = _doubt(stretch, match.span(), False)
            yield Fact(stretch, "shown", match[0], but, at=match.span(), firm=firm, doubt=doubt)
            continue
        kind: Literal["shown", "absent"] = "absent" if negated else "shown"
        where = _place(stretch, *match.span(), without=denied)
        fact = Fact(stretch, kind, match[0], where, at=match.span(), firm=firm)
        yield _confined(stretch, fact, match) if negated else replace(fact, doubt=_doubt(stretch, match.span(), False))


def _taken_out(stretch: Stretch, end: int) -> Place | None:
    """The root or side that is taken out of a denial: "no root compressed except the right S1"; none where none is."""
    but = _EXCEPT.search(stretch.low, end)
    if but is None:
        return None
    found = place(stretch.said.statement.clause.line[stretch.start + but.end() : stretch.end])
    return found if found.roots or found.sides else None


_NO_NERVE = Pattern(
    r"\b(?:no|neither|none of the|not (?:any|one|either))\b(?: (?!other|longer|further|"
    r"new)\w+){0,2}\W*$"
)
"""Right before the nerve: "touches no root", "compression of neither S1 root"."""


def _foreign_nerve(match: re.Match[str]) -> bool:
    """Whether what is touched is the cord or the sac, and the nerve stands only further on behind a comma."""
    gap = match["gap"] or match["gap2"] or ""
    return (bool(has("not_nerve", gap)) and not re.search(r"\b(?:and|or|/)\b", gap)) or bool(_NO_TURN.search(gap))


def _of_then(low: str, verb: int, end: int) -> bool:
    """Whether what touched the root is told of an earlier day, and not that it goes on."""
    before = low[:verb]
    then = _FORMERLY.search(before) or (_WHICH.search(before) and _BACK_THEN.search(low[end : end + 30]))
    freed = _THEN.match(low[end:]) and _FREE_NOW.search(low[end:])
    return bool(then or freed) and not _GOES_ON.search(low)


def _doubt(stretch: Stretch, at: tuple[int, int], negated: bool) -> str | None:
    """A doubt in the words around a finding, within its part of the sentence."""
    start, end = _piece(stretch.low, *at, (";",))
    piece = stretch.low[start:end]
    if conceded := _CONCEDED.match(piece):
        piece = " " * conceded.end() + piece[conceded.end() :]
    piece = _REPLACED.sub(lambda m: " " * len(m[0]), piece)
    if over := _SUPERSEDED.search(piece):
        piece = piece[: over.start("what")] + " " * (over.end() - over.start("what")) + piece[over.end() :]
    found = has("doubtful", piece)
    if found and found[0] in _HEARSAY and _SAYS_REPORT.search(stretch.low):
        found = has("doubtful", piece[: found.start()]) or has("doubtful", piece[found.end() :])
    if found and found[0] == "?" and piece.rstrip().endswith("?") and not stretch.said.statement.clause.question:
        found = None
    clause = stretch.said.statement.clause
    rest = stretch.low[end:].strip() or stretch.said.rest(clause.end)
    found = found or _AFTERTHOUGHT.match(rest) or _EITHER_WAY.search(piece) or _TWO_READINGS.search(stretch.low)
    found = found or _DIFFER.search(fold(stretch.said.document.text[slice(*clause.within)]))
    if found:
        return found[0].strip(" ;,")
    if not negated and (asked := _ASKED_OF_IT.search(stretch.low[start : at[0]]) or _ONE_OF_ROOTS.search(piece)):
        return asked[0].strip(" :")
    if not negated and (before := _BEFORE.search(piece)) and not _STILL.search(piece):
        return before[0]
    if negated and (weak := re.search(r"\bno (?:definite|obvious|clear|frank|convincing|gross|large)\b", piece)):
        return weak[0]
    return None


def _piece(low: str, start: int, end: int, marks: Sequence[str] = (",", ";")) -> tuple[int, int]:
    """The part of a stretch between two marks in which a finding stands."""
    first = max((low.rfind(m, 0, start) + 1 for m in marks), default=0)
    lasts = [k for m in marks if (k := low.find(m, end)) >= 0]
    return first, min(lasts, default=len(low))


def _place(stretch: Stretch, start: int, end: int, without: Sequence[Fact] = ()) -> Place:
    """Side, level and root of a finding: beside it, else in its stretch, else in its sentence.

    What is said `without` it, such as the other side that is free, gives it no place.
    """
    text = stretch.said.statement.clause.line[stretch.start : stretch.end]
    for taken in without:
        text = text[: taken.at[0]] + " " * (taken.at[1] - taken.at[0]) + text[taken.at[1] :]
    first, last = _piece(stretch.low, start, end)
    within = stretch.said.statement.clause.within
    scopes = (text[start:end], text[first:last], text, stretch.said.document.text[slice(*within)])
    places = [place(s) for s in scopes]
    sides = next((p.sides for p in places if p.sides), frozenset())
    roots = next((p.roots for p in places[:3] if p.roots), frozenset())
    levels = next((p.levels for p in places if p.levels), frozenset())
    implied_by = next((p.implied for p in places[1:] if p.implied), frozenset())
    return Place(sides, roots, levels, implied_by)


_ANSWERED_NO = Pattern(r"[^|.;\n]{0,25}\|\s*(?:no|none|absent|negative|neg|nil|not seen)\s*(?:\||$|[.;,\n])")
"""Behind a finding in the row of a table: that it is not there."""


def _named(stretch: Stretch, shows: Sequence[str], not_enough: Sequence[str], found: Sequence[Fact]) -> Iterator[Fact]:
    """Findings by the words of the vocabulary."""
    offset = stretch.said.statement.clause.start
    touched = any(f.kind in ("shown", "absent") for f in found)
    for mention in stretch.said.statement.of(*shows, *not_enough):
        start, end = mention.start - offset - stretch.start, mention.end - offset - stretch.start
        if start < 0 or end > stretch.end - stretch.start:
            continue
        if mention.concept in shows and not (mention.concept == "nerve_root_compression" and touched):
            denied = mention.stands.negated or _ANSWERED_NO.match(stretch.low, end) is not None
            kind: Literal["shown", "absent"] = "absent" if denied else "shown"
            doubt = _doubt(stretch, (start, end), denied)
            fact = Fact(stretch, kind, stretch.low[start:end], _place(stretch, start, end), concept=mention.concept)
            yield replace(fact, doubt=doubt)
        elif mention.concept in not_enough and not touched and not mention.stands.negated:
            yield Fact(stretch, "near", stretch.low[start:end], _place(stretch, start, end), concept=mention.concept)


_BUT_FOR = Pattern(r"^\W*(?:but|save|except|excepting|other than|apart from|aside from)\b(?: for| that)?")
"""The rest of a sentence by which not all of a study is normal: "normal but for compression of the S1 root"."""


_OF_ROOT = Pattern(r"compress|imping|contact|displac|abut|\b(?:roots?|hernia\w*|protru\w*|extru\w*|stenos\w*)\b")


def _but_for(said: Said) -> bool:
    """Whether the rest of a sentence excepts what bears on a root."""
    rest = said.rest(said.statement.clause.end)
    return bool(_BUT_FOR.match(rest) and _OF_ROOT.search(rest))


def _normal(stretch: Stretch) -> Iterator[Fact]:
    """A study or a spine that is normal as a whole."""
    for pattern in (_NORMAL, _NORMAL_BEFORE):
        match = pattern.search(stretch.low)
        if (
            match
            and not _OTHERWISE.search(stretch.low[: match.end()])
            and not _NO_TURN.search(stretch.low[match.end() :])
            and not _but_for(stretch.said)
        ):
            if not re.search(r"\b(?:not|never|ab|non|near)\W*$", stretch.low[: match.start("normal")]):
                yield Fact(stretch, "normal", match[0], place(stretch.low), doubt=_doubt(stretch, match.span(), True))
            return
