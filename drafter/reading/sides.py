"""The side or sides that a request asks for, against those that the record documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from drafter.domain import Citation, Finding, UnitsCriterion, Value
from drafter.reading import differing, requested
from drafter.reading.record import Record
from drafter.reading.requested import Piece
from drafter.reading.said import sides_among
from drafter.reading.weighing import Weighed, listed, stated, undocumented
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold, tokenise

BOTH = frozenset({"left", "right"})
_SIDE = (
    r"sides?|laterality|sidedness|modifiers?|(?:rt|right)(?: box| field)? ?(?:and|/|or|nor) ?(?:lt|left)|"
    r"(?:lt|left)(?: box| field)? ?(?:and|/|or|nor) ?(?:rt|right)|"
    r"which (?:of (?:the )?(?:two |both )?)?(?:\w+ ){0,2}(?:joints?|knees?|hips?|shoulders?|nerves?|sij?|one)"
)
_EITHER_SIDE = Pattern(r"\b(?:l|lt|left),? or (?:the )?(?:r|rt|right)\b|\b(?:r|rt|right),? or (?:the )?(?:l|lt|left)\b")
"""One side or the other, which is not said."""
_WHICH = Pattern(r"\bwhich (?:\w+ )?(?:sides?|joints?|knees?|hips?|shoulders?|nerves?|sijs?|one)\W*\?")
"""The question which of two it is."""
_JOINT_UNTOLD = Pattern(
    r"\b(?:joint|knee|hip|shoulder|nerve)\b (?:\w+ )?(?:not|never|un)[ -]?(?:\w+ )?(?:specified|stated|named|"
    r"identified|given)\b|"
    r"\bwhich (?:of (?:the )?(?:two |both )?)?(?:\w+ ){0,2}?(?:joints?|knees?|hips?|shoulders?|nerves?|sides?|one)\b"
    r"[^.;]{0,40}?\b(?:not|never|nobody|no one|nowhere)\b[^.;]{0,20}?\b(?:says?|said|tells?|told|knows?|known|"
    r"states?|written)\b"
)
"""Which of two is not said."""
_A_SIDE = r"(?:l|r|lt|rt|left|right|b/?l|both|bilateral)"
_EMPTY = r"(?:\[[ _]*\]|\([ _]*\)|☐)"
_EMPTY_BOX = Pattern(rf"{_EMPTY} ?{_A_SIDE}\b")
"""A side that is offered behind a box which nobody ticked."""
_EMPTY_BOXES = Pattern(
    rf"{_EMPTY} ?{_A_SIDE}\b.{{0,12}}?{_EMPTY} ?{_A_SIDE}\b|\b{_A_SIDE} ?{_EMPTY}.{{0,9}}?\b{_A_SIDE} ?{_EMPTY}"
)
_TICKED = Pattern(r"\[ ?[x✓✔v] ?\]|\( ?[x✓✔] ?\)|☑|☒")
_CUT = Pattern(
    r"[,;:]|\bbut\b|\b(?:and|while|whereas|yet|though|although) (?=(?:the |this |our |your )?(?:request|order|"
    r"claim|form|"
    r"requisition|code|chart|notes?|record)s?\b)"
)
_BARE = Pattern(
    r"^\W*(?:(?:and|the|for|in|on|at|one|1|same|single|to|a|is|are|be|of|both|left|right|rt|lt|r|l|b/l|"
    r"bilateral(?:ly)?|"
    r"bilat|sides?|sided|line|units?|requested|request|ordered|billed|asked|planned|session|visit|day|x ?\d+|today|"
    r"injections?|levels?)\b\W*)*$"
)
"""A stretch that only says what is asked for."""
_REQUESTED = Pattern(r"\b(?:request\w*|billed|ordered|order|asked for|submitted)\b")
_ASKING = Pattern(
    r"^\W*(?:the |this |our |a |her |his )?(?:request|order|claim|form|line|requisition|service|"
    r"code)s? (?:itself )?(?:is|was|are|were|asks?|asked|"
    r"reads?|calls?|says?|names?)\b"
)
"""A stretch of words that tells what the request asks for."""
_ONLY = Pattern(
    r"\b(?:left|right|lt|rt)\b(?:-?sided?)?(?: (?!one\b)\w+){0,3}? (?:only|alone|solely)\b(?! one\b)|"
    r"\b[lr] only\b(?! one\b)|\bone[- ]sided\b|\bunilateral(?:ly)?\b|\bsupports? (?:the )?(?:left|right)\b|"
    r"\b(?:only|solely|just|exclusively|strictly|purely|entirely|confined|limited) (?:(?!one\b)\w+ ){0,5}?"
    r"(?:left|right|lt|rt|[lr](?![\w-]))(?!\w)"
)
_COVER = Pattern(
    r"\b(?:cover|covering|request|fax|scheduling|booking|appointment) (?:letter|sheet|page|note|slip|card|entry)\b|"
    r"\bschedul(?:er|e)\b|\bfront desk\b"
)
"""A paper of the request itself: where it names one side and the code both, two things are asked for."""
_LET_BE = (
    r"(?:(?:is|was|being|to be|will be|can be) (?:left (?:alone|out|as (?:it|she|he) is|untouched|for)|spared|skipped)|"
    r"(?:does|do|did|will) not (?:\w+ )?(?:need|want|require|hurt|get|receive)|doesn't (?:need|hurt)|"
    r"(?:is |was )?(?:needs?|gets|has) (?:nothing|no (?:block|injection|treatment))|"
    r"not (?:to be |being )?(?:touched|blocked|injected|treated|included|done))\b"
)
"""Behind a side: it is not to be treated."""
_UNSHOWN = Pattern(
    r"\b(left|right)(?:[- ]sided?| knee| joint| nerve)?\b[^,;.]{0,20}?\b(?:(?:is |are |was )?(?:not|never) (?:\w+ )?"
    r"(?:documented|supported|affected|involved|symptomatic|painful|tender)|"
    r"undocumented|unsupported|unaffected|uninvolved|asymptomatic|normal|unremarkable|pain[- ]free|non-?tender|spared|"
    r"negative|fine|never (?:\w+ )?(?:mentioned|described|noted|recorded|spoken of))\b|"
    r"\b(?:no|without|nothing (?:on|about|for)|not) (?:\w+ ){0,4}?(left|right)\b|"
    r"\b(?:leav(?:e|es|ing)|spar(?:e|es|ing)|skip(?:s|ping)?) (?:out )?the (?:\w+ ){0,2}?(left|right)\b|"
    rf"\b(left|right)(?: \w+){{0,3}}? {_LET_BE}"
)
"""A side that the record is said not to support, or to be well."""
_SHORT = {"l": "left", "r": "right"}
_SHORT_UNSHOWN = Pattern(
    r"\b(l|r|lt|rt) (?:side|knee|joint|nerve|gon|sij?|hip|shoulder)\b[^,;.]{0,12}?\b(?:not (?:\w+ )?(?:affected|"
    r"involved|painful|"
    r"tender|symptomatic)|unaffected|uninvolved|asymptomatic|normal|unremarkable|pain[- ]free|non-?tender|spared|"
    r"negative|fine)\b"
)
_UNSETTLED = Pattern(
    r"\b(?:not|pending|unknown|unclear|"
    r"to be (?!(?:\w+ )?(?:blocked|injected|treated|done|replaced|operated|ablated|numbed|given|performed)\b)|"
    r"possible|possibly|suspected|presumed|if|either|or)\b|\?"
)
_STUDY = Pattern(r"\b(?:x-?rays?|imaging|mri|ct|films?|radiographs?|exam\w*|physical)\b")
_NOTED = Pattern(r"\b(?:document\w*|notes?|chart\w*|record\w*|supports?|describes?|only|alone)\b")
_UNLIKE = Pattern(
    r"\bright (?:now|away|after|before|at the time)\b|\bleft (?:blank|off|out|over|untreated|to|in the|open|"
    r"unspecified|unstated|undecided|unsettled|undetermined|unclear|unanswered|unfilled|empty|vacant|unsigned|work|"
    r"home|"
    r"school|early|for|him|us|a message)\b|\b(?:he|she|they|patient|pt|who) left\b|\bhas left\b|"
    r"\bdr\.? [lr]\b"
)
"""Words for a side that mean none."""


_PAPER = Pattern(
    r"^\W*(?:(?:the|her|his|our|my|office|clinic|visit|progress|dated) )*(?:notes?|chart|exam\w*|record|diagram|"
    r"consent|"
    r"narrative|imaging|mri|x-?ray|report)\W*$"
)
"""The name of a paper, in which the side behind it stands."""


@dataclass
class _Sides:
    """What the record says of sides."""

    documented: dict[str, Citation] = field(default_factory=dict)
    asked: dict[str, Citation] = field(default_factory=dict)
    unshown: dict[str, Citation] = field(default_factory=dict)
    only: Citation | None = None
    studies: list[tuple[frozenset[str], Citation]] = field(default_factory=list)
    """Examinations and images with the sides that they name."""


def read(record: Record, criterion: UnitsCriterion, needed: bool) -> Finding:
    """The finding on sides; where they are not `needed`, only what the record says is held against the request."""
    given = requested.of(requested.pieces(record), [record.line.code])
    found = _sides(given, bool(_of_modifiers(record.line.modifiers)), record.line.code is not None)
    by_modifier = _of_modifiers(record.line.modifiers)
    wanted = by_modifier or frozenset(found.asked)
    shown = frozenset(found.documented)
    values = [Value(name="sides documented", value=listed(sorted(shown)) if shown else "none")]
    asked = requested.asked(record)
    untold = requested.missing(given, _SIDE) or next(
        (
            p.cite()
            for p in given
            if _JOINT_UNTOLD.search(p.low)
            or _WHICH.search(p.said.low)
            or _EITHER_SIDE.search(p.said.low)
            or _unticked(p)
        ),
        None,
    )
    days = requested.days(given)
    staged = days.apart or (asked[0] if days.dates > 1 and asked and not wanted >= BOTH else None)
    if staged and len({*found.documented, *found.asked, *by_modifier}) > 1:
        apart = [Weighed("open", staged, "the sides are asked for on different days")]
        why = "The sides are asked for on different days, which are sessions of their own."
        return undocumented(record, criterion, why, ("left", "right"), apart, values)
    if (here := differing.within(given)) and sides_among(tokenise(here.quote)):
        why = "one place of the record gives another side than the next"
        unlike = [Weighed("open", here, why)]
        return undocumented(record, criterion, f"{why[0].upper()}{why[1:]}.", ("left", "right"), unlike, values)
    if against := _against(wanted, shown, found, requested.brief(record)):
        why, cited = against
        return stated(record, criterion, "not_met", why, citations=[*cited, *asked], values=values)
    worded = any(p.said.search(_MODIFIED) for p in given)
    why, near = _open(wanted, shown, found, bool(by_modifier), needed, asked, untold, worded)
    if why:
        weighed = [Weighed("open", c, why) for c in near]
        return undocumented(record, criterion, f"{why[0].upper()}{why[1:]}.", ("left", "right"), weighed, values)
    sides = sorted(shown or wanted)
    which = "Both sides are" if len(sides) > 1 else f"The {listed(sides)} side is"
    why = f"{which} {'documented' if shown else 'requested'}."
    cited = [*found.documented.values(), *found.asked.values(), *asked]
    return stated(record, criterion, "met", why, citations=cited, values=values)


def _of_modifiers(modifiers: Sequence[str]) -> frozenset[str]:
    sides = {"RT": {"right"}, "LT": {"left"}, "50": set(BOTH)}
    return frozenset(side for modifier in modifiers for side in sides.get(modifier, ()))


def _against(
    wanted: frozenset[str], shown: frozenset[str], found: _Sides, brief: bool
) -> tuple[str, list[Citation]] | None:
    """Why the request goes against the record: a side that is asked for is another, well, or said to be unsupported.

    In a longer record another side may be that of an earlier session, and settles nothing.
    """
    if not wanted:
        return None
    unshown = {side: c for side, c in found.unshown.items() if side in wanted and side not in shown}
    if unshown:
        return f"The {listed(sorted(unshown))} side is requested, and the record does not support it.", [
            *unshown.values()
        ]
    missing = wanted - shown
    if shown and missing and (found.only or (brief and not shown & wanted)):
        documented = f"{listed(sorted(shown))} side{' only' if found.only else ''}"
        why = f"The {listed(sorted(missing))} side is requested, and the record documents the {documented}."
        return why, [*found.documented.values()]
    return None


_MODIFIED = Pattern(r"\bmodifiers?\b|\b50\b|\bbilateral(?:ly)?\b")
"""Words by which both sides are asked for, whatever the fields of the request say."""


def _open(
    wanted: frozenset[str], shown: frozenset[str], found: _Sides, by_modifier: bool, needed: bool,
    asked: list[Citation], untold: Citation | None, worded: bool,
) -> tuple[str, list[Citation]]:  # fmt: skip
    """Why the sides are not settled, with the places; an empty reason where they are."""
    if untold and not (wanted and wanted <= shown):
        return "the side is not stated in the record", [untold]
    astray = [c for sides, c in found.studies if wanted and sides and not sides & wanted]
    if astray:
        return "one study or examination is of the other side", astray
    if missing := wanted - shown if shown else frozenset():
        return f"the {listed(sorted(missing))} side is requested and not documented", [*found.documented.values()]
    if len(shown) > 1 and not (wanted or by_modifier or worded):
        return "both sides are documented, and the request names neither", [*found.documented.values()][:1]
    if not needed:
        return ("", []) if wanted or shown else ("no side is stated", [])
    if not wanted and not shown:
        return "the side is not stated", asked[:1]
    if not shown and by_modifier:
        return "only the modifier names the side; no note states it", asked[:1]
    if not by_modifier and len(wanted) > 1:
        return "both sides are requested without the modifier for them", [*found.asked.values()][:1]
    return "", []


def _sides(given: Sequence[Piece], by_modifier: bool, coded: bool) -> _Sides:
    """What the pieces say. A side named with the code is asked for, where no modifier asks for one; so is one that
    is billed, where there is no code."""
    found = _Sides()
    for piece in given:
        paper = False
        for n, (low, text, with_code) in enumerate(_stretches(piece)):
            in_paper, paper = paper, _PAPER.search(low) is not None
            before = n == 0 and piece.at > 0  # "left knee replacement 27447-LT" names the service
            gone = {side for m in _UNSHOWN.finditer(low) for side in m.groups() if side}
            gone |= {_SHORT[m[1][0]] for m in _SHORT_UNSHOWN.finditer(low)}
            for side in sorted(gone):
                found.unshown.setdefault(side, piece.cite())
            sides = sides_among(tokenise(text)) - gone
            if not sides:
                continue
            named = with_code and (not by_modifier or before) and not _STUDY.search(low) and not _NOTED.search(low)
            asking = _ASKING.match(low) is not None
            if (
                named
                or asking
                or (_BARE.search(low) and not in_paper)
                or ((piece.codes or not coded) and _REQUESTED.search(low))
            ):
                for side in sorted(sides):
                    found.asked.setdefault(side, piece.cite())
                continue
            if _UNSETTLED.search(low):
                continue
            for side in sorted(sides):
                found.documented.setdefault(side, piece.cite())
            if len(sides) == 1 and _ONLY.search(low) and not _COVER.search(piece.low):
                found.only = piece.cite()
            if _STUDY.search(low):
                found.studies.append((frozenset(sides), piece.cite()))
    return found


def _stretches(piece: Piece) -> Iterator[tuple[str, str, bool]]:
    """The stretches of a piece between commas, folded and as given, without words that only look like a side; and
    whether the code stood there."""
    masked = "".join(" " if blank else char for char, blank in zip(piece.text, _blanks(piece.low), strict=True))
    at = 0
    cuts = {m.start() for m in _CUT.finditer(masked)} | ({piece.at} if piece.at > 0 else set())
    for end in [*sorted(cuts), len(masked)]:
        if masked[at:end].strip():
            yield fold(masked[at:end]), masked[at:end], at <= piece.at <= end
        at = end


def _blanks(low: str) -> list[bool]:
    blank = [False] * len(low)
    for match in (*_UNLIKE.finditer(low), *_EMPTY_BOX.finditer(low)):
        blank[match.start() : match.end()] = [True] * (match.end() - match.start())
    return blank


def _unticked(piece: Piece) -> bool:
    """Whether the sides are offered behind boxes of which none is ticked."""
    return _EMPTY_BOXES.search(piece.low) is not None and _TICKED.search(piece.low) is None
