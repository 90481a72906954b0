"""Discounted: why a value settles nothing: its day, its joint, the person, or a change since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from drafter.domain import ScoreCriterion
from drafter.reading import circumstances, figures, measurement, narrowed, site
from drafter.reading.measurement import Measurement
from drafter.reading.record import Record
from drafter.reading.said import Said, sides_among
from drafter.text import lengths
from drafter.text.patterns import Pattern

_ALWAYS_OPEN = ("told", "own_device", "technical_failure", "estimated")
"""Circumstances under which no value settles anything, whatever the policy says."""


def _helped(m: Measurement) -> bool:
    """Whether the other person of the statement is one behind the value who helped."""
    return m.stands.other_person and narrowed.HELPER.search(m.said.low[m.quantity.end :]) is not None


_NONE_BEYOND = Pattern(
    r"\b(?:no|not an?y?|never an?y?|none) (?:\w+ )?(?:values?|readings?|scores?|glucoses?|sugars?|bgs?|lows?|"
    r"measurements?)\b"
    r"[^.;]{0,25}\b(?:below|under|less than|lower than|above|over|<|>)"
)
"""That no value lay beyond a figure, which denies no measurement."""
NOT_AT_REST = "it is not said to be measured at rest"
ANOTHERS = "it is mentioned for another person"
_ELSEWHERE = (
    "it was measured ",
    "it is not said to be measured asleep",
    "it is not said to be measured on exertion",
    ANOTHERS,
    "it is of the other side",
)
PAST_ONLY = "it is mentioned only for the past"


def elsewhere(told: str) -> bool:
    """Whether a reason is that a value was measured under other circumstances, so that it takes the place of none."""
    return any(words in told for words in _ELSEWHERE) and "it was measured before" not in told


_OTHER_FIELD = Pattern(r"\bn/a\b(?=[^.;]*\d)")
"""A field that does not apply, before one that holds a figure: "PO2 n/a, SpO2 85 %"."""
_BOXES = Pattern(r"\[\s*[x✓✔v]?\s*\]|[☐☑☒□]|_{2,}|\bn/a\W*$")


_NOTHING = Pattern(r"\b(?:nothing|none|no \w+)\b[^.;]{0,15}\b(?:below|under|less|lower)\b")
DRAWN = Pattern(
    r"\b(?:among|in|on|of|from) (?:our|the|my|these|those|clinic|office|fasting|morning|his|her) (?:\w+ )?"
    r"(?:labs?|lab(?:oratory)? (?:results?|values?)|draws?|blood ?work|panels?|chemistr\w+)\b"
)
"""Of what no low value is told, which leaves the patient's own measurements untold."""


def why(record: Record, criterion: ScoreCriterion, m: Measurement, told: dict[str, frozenset[str]]) -> str | None:
    """Why a value settles nothing, as a clause, or none."""
    dated = m.when is not None
    past = m.current or m.former or dated or m.said.search(measurement.WINDOW) is not None
    stands = replace(m.stands, other_person=False) if _helped(m) else m.stands
    if stands.speaker == "form" and m.said.search(_OTHER_FIELD) and not m.said.search(_BOXES):
        stands = replace(stands, speaker="clinician")
    objection = record.objection(m.said, stands, past_counts=past, stale_counts=dated)
    if objection:
        return objection
    if (
        m.stands.negated and not m.said.search(_NONE_BEYOND) and not m.quantity.least == m.quantity.most == 0
    ) or m.stands.refused:
        return "the words deny it"
    if m.said.search(DRAWN) and (m.stands.negated or m.said.search(_NOTHING)):
        return "none such is denied of the laboratory's draws alone"
    by_patient = m.said.statement.cues.whole.speaker in ("patient", "proxy") and not _GOES_ON.search(_behind_said(m))
    if by_patient and criterion.measure != "pain_score":
        return "it is told by the patient, not measured"
    if any(s.search(_UNEXPLAINED) for s in (m.said, *record.following(m.said)[:1])):
        return "another value is told beside it, and the two are not reconciled"
    if _SUPPOSED.search(m.said.low[: m.quantity.start]):
        return "it is mentioned only as uncertain"
    if old := _too_old(record, criterion, m):
        return old
    if moved := _moved_on(record, m):
        return moved
    if m.former and m.when is None:
        return PAST_ONLY
    given = figures.about(criterion.measure).get("estimates") == "true"
    for name in (*_ALWAYS_OPEN, *criterion.not_under):
        if given and name == "estimated":
            continue
        axis = circumstances.axes()[name]
        if name in told.get(axis, ()) and not (criterion.measure == "pain_score" and name == "told"):
            return f"it was measured {circumstances.called(name)}"
    for name in criterion.under:
        here = told.get(circumstances.axes()[name], frozenset())
        if here - {name}:
            return f"it was measured {circumstances.called(sorted(here - {name})[0])}"
        if not here:
            return f"it is not said to be measured {circumstances.called(name)}"
    return _other_side(record, m) or _other_place(record, m)


_SUPPOSED = Pattern(
    r"\b(?:may|might|could|should|would) (?:well |also |still )?(?:be|fall|drop|go|read|run|sit)\b[^.;,\d]{0,15}$"
)
"""Before a figure that only may be one."""
_SAYS = Pattern(
    r"\b(?:says?|said|reports?|reported|states?|stated|tells?|told|feels|notes?|per (?:the )?(?:pt|patient|"
    r"wife|husband))\b"
)
_GOES_ON = Pattern(
    r"\b(?:i|we) (?:\w+ )?(?:saw|found|ordered|did|read|measured|recorded|examined)\b|[,;] (?:and )?(?:ordered|"
    r"did|recorded|examined|"
    r"performed|obtained)\b|\band (?:ordered|recorded|examined|performed|obtained)\b"
)
"""Behind what somebody says: the writer goes on with what was done."""


def _behind_said(m: Measurement) -> str:
    """What stands between the last words of saying and a figure; nothing where there are none."""
    low = m.said.low[: m.quantity.start]
    said = [match.end() for match in _SAYS.finditer(low)]
    return low[said[-1] :] if said else ""


_CHANGED_SINCE = Pattern(
    r"\b(?<!not )(?<!no )(?<!never )(?:lost|gained|shed|dropped|improved|recovered|worsened|changed|fallen|risen|"
    r"healed|"
    r"delivered|regained)\b[^.;\d]{0,20}\bsince\b(?! (?!then\b|that\b)\w)|"
    r"\bsince (?:then )?(?:been )?(?:lost|gained|shed|dropped|improved|recovered|worsened|changed|fallen|risen|healed|"
    r"delivered|regained)\b"
)
"""That what was measured has changed since, without its new value."""
_BEFORE_CARE = Pattern(
    r"^[^.;,]{0,12}\b(?:before|prior to) (?:the |her |his |any )?(?:\w+ )?(?:stents?|stenting|pci|bypass|cabg|"
    r"pacemaker|crt|"
    r"icd|valve|delivery|revascularization|transfusion|dialysis)\b"
)
"""Behind a value: that it was measured before a treatment which changes it."""
_FORMAL_PENDING = Pattern(
    r"\b(?:formal|official|final|confirmatory) (?:echo\w*|tte|study|reading|read|report|films?|x-?rays?|test\w*|"
    r"measurement)"
    r"\b[^.;]{0,20}\b(?:pending|to follow|ordered|awaited|not (?:yet )?(?:done|back|available)|scheduled)\b"
)
_ROUGHLY = Pattern(r"^[\W_]?(?:something|odd|ish|plus)\b")
_UNLIKE_NOW = Pattern(
    r"\bin (?:the |her )?(?:last |late |early )?pregnancy\b|\bwhile pregnant\b|\bdry weight\b[^.;]{0,12}\b(?:unknown|"
    r"not|"
    r"un\w+)\b"
)
"""A weight that is not that of now."""


def _moved_on(record: Record, m: Measurement) -> str | None:
    """Why a value no longer shows how things are: it changed since, or was only a first look."""
    low, end = m.said.low, m.quantity.end
    if _ROUGHLY.match(low[end:]):
        return "it is given only roughly"
    near = (m.said, *record.following(m.said)[:1])
    if any(s.search(_FORMAL_PENDING) for s in near):
        return "the formal study is still to come"
    if m.measure == "bmi" and m.said.search(_UNLIKE_NOW):
        return "the weight is not that of now"
    if _BEFORE_CARE.match(low[end:]):
        return "it was measured before a treatment that changes it"
    changed = _CHANGED_SINCE.search(low, end) or any(s.search(_CHANGED_SINCE) for s in near[1:])
    return "it has changed since" if changed and (m.when or m.former or _WAS.search(low)) else None


_WAS = Pattern(r"\b(?:was|were|had|in (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)\b")
_UNEXPLAINED = Pattern(
    r"\b(?:no|cannot|can't|without an?|lacks? an?) expla\w+(?: of| for)? (?:the |this |that )?"
    r"(?:difference|discrepancy|gap)|\bdiscrepan\w+|\bconflicting (?:scores|values|figures|readings)|"
    r"\b(?:do|does|did)(?: not|n't) (?:agree|match|tally)\b"
)
"""Two values of which neither has been shown right."""
_TO_OPERATE = Pattern(
    r"\b(?P<a>left|right|lt|rt)\b(?: (?!left|right)[\w-]+){0,5}? (?:surgery|replacement|arthroplasty|tka|tkr|tha|"
    r"operat\w+|"
    r"asked|requested|planned|scheduled|booked|proposed|in question)\b|"
    r"\b(?:surgery|replacement|arthroplasty|tka|tkr|request\w*|asked|operat\w+)\b(?: (?!left|right)[\w-]+){0,4}? "
    r"(?P<b>left|right|lt|rt)\b"
)
"""The side on which an operation is asked for."""
_OPERATED_BEFORE = Pattern(
    r"\b(?:prior|previous(?:ly)?|s/p|status post|had|hx|history|old|(?:in |, )?(?:19|20)\d\d|years? ago)\b"
)


def _operated(record: Record) -> set[str]:
    sides = {
        (m["a"] or m["b"])[0]
        for said in record.having(_TO_OPERATE)
        if not said.search(_OPERATED_BEFORE)
        for m in _TO_OPERATE.finditer(said.low)
    }
    return {{"l": "left", "r": "right"}[s] for s in sides}


def _own_sides(m: Measurement) -> set[str]:
    """Sides in the part of the sentence that holds the figure, else in all of it."""
    clause = m.said.statement.clause
    start, end = m.quantity.start, m.quantity.end
    lines = m.said.document.text[clause.start : clause.end]  # the rows of a form are no one sentence
    first = max(max(clause.low.rfind(mark, 0, start) for mark in ",;("), lines.rfind("\n", 0, start))
    ends = [k for mark in ",;)" if (k := clause.low.find(mark, end)) >= 0]
    ends += [k] if (k := lines.find("\n", start)) >= 0 else []
    last = min(ends, default=len(clause.low))
    return sides_among([t for t in clause.tokens if first < t.start - clause.start < last]) or m.said.sides()


_OTHER_ONE = Pattern(
    r"\b(?:other|opposite|contralateral|non-?operative|unaffected) (?:knee|hip|foot|leg|side|joint|heel|toe|one)\b|"
    r"\bcontralateral\b"
)


def _other_side(record: Record, m: Measurement) -> str | None:
    """Whether a graded joint is another one than that asked for."""
    graded = m.quantity.grade or figures.about(m.measure).get("grades")
    if graded and m.said.search(_OTHER_ONE):
        return "it is of the other side"
    asked, here = record.sides_asked or site.of(record).sides or _operated(record), _own_sides(m)
    return "it is of the other side" if asked and here and not here & asked and graded else None


_REQUESTED = Pattern(
    r"\b(?:request\w*|ask(?:s|ed|ing)?|planned|sought|service|(?:injection|surgery|procedure) (?:is )?for)\b"
)
_JOINTS = Pattern(r"\b(?:knee|hip|ankle|elbow|wrist|shoulder|foot|hand|thumb|heel)s?\b")
_SPINE = frozenset({"neck", "upper_back", "low_back", "head"})


def _other_place(record: Record, m: Measurement) -> str | None:
    """Whether pain is of another joint, or of another part of the spine, than the one a statement asks for."""
    if m.measure != "pain_score":
        return None
    here, asked = _parts([m.said]), _parts([s for s in record.having(_REQUESTED) if s is not m.said])
    joined = {"neck", "head"}
    apart = here and asked and not here & asked and not (here <= joined and asked <= joined)
    return "it is of another part of the body than the request" if apart else None


def _parts(told: Sequence[Said]) -> set[str]:
    """Joints and parts of the spine that statements name."""
    spine = {h.name for s in told for h in s.statement.hits("regions")} & _SPINE
    return spine | {m[0].rstrip("s") for s in told for m in _JOINTS.finditer(s.low)}


def _too_old(record: Record, criterion: ScoreCriterion, m: Measurement) -> str | None:
    written = m.said.written or record.clock
    first, last = m.when or (written, written)
    if first > max(record.clock, record.today):
        return "its date lies in the future"
    edge = record.stale_before
    if criterion.within is not None:
        edge = lengths.since(criterion.within, record.clock)
    if last < edge:
        return f"it was measured before {edge}"
    return "its date may lie too far back" if first < edge and m.when and not m.current and last != first else None
