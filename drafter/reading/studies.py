"""Imaging studies in the record: which, of what region, of what day, and whether there is a report that can be used.

A clause that names two studies is read in two stretches. What follows a study in its document belongs to it until
another study is named.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import Mention, dates, words
from drafter.text.patterns import Pattern

_NEAR = 8
"""Statements behind the naming of a study that still tell of it."""
_TELLS = Pattern(
    r"\b(?:show\w*|demonstrat\w+|reveal\w*|report(?:s|ed)?|read(?:s)? as|found|confirm\w*|document\w*|"
    r"not(?:es|ed)|with|has|had|"
    r"impression|finding\w*|described|visuali\w+|is normal|was normal|normal|negative|unremarkable)\b|:"
)
_ASIDE = Pattern(
    r"\b(?:compared? (?:to|with)|comparison|since|unchanged from|change from|versus|vs|request(?:ed)?|"
    r"surgery|injection|onset|"
    r"prelim\w*|wet read|draft|"
    r"pain|born|dob|seen|visit|follow-?up|symptoms?|until|valid|appointment|before|referral|note)\W*(?:\w+\W+){0,2}$"
)
"""Words before a date that is not the day of the study."""
_EARLIER = Pattern(r"\b(?:prior|previous|old|older|earlier|last|former|initial|outside|comparison)\b")
_ARTICLES = (
    r"(?:\s+(?:an?|the|her|his|their|any|new|updated|lumbar|cervical|thoracic|spine|another|open|advanced|"
    r"recent|of|for|l-?spine|current|further|prior|repeat))*\s*$"
)
_DATED = Pattern(
    r"\b(?:date|dated|read|reading|performed|done|obtained|exam(?:ination)?|study|acquired|taken|completed|dos|"
    r"from|of|on)\b"
)
_HEADS = Pattern(r"\b(?:date of (?:the )?(?:study|exam\w*|service|scan|procedure)|(?:exam|study|scan|service) date)\b")
"""Words that give the day of the study that is named next."""
_OWN_DATE = Pattern(
    r"\b(?:19|20)\d\d\S* (?:study|scan|exam|report|images?|imaging|films?|one)\b|\b(?:study|scan|exam|"
    r"report|images?|imaging|films?|one) (?:of|from|dated|in) \S*\d"
)
"""A study named by its day alone."""
_HARD = Pattern(
    r"\b(?:no|without|never|if|will|would|should|order\w*|request\w*|schedul\w*|await\w*|recommend\w*|plan\w*)\b"
)

_DONE = Pattern(
    r"(?<!to be )(?<!not )(?<!never )(?<!will be )(?<!not been )(?<!was to be )\b(?:performed|done|"
    r"obtained|completed|"
    r"carried out|acquired|took place|underwent|was had)\b[^.;]{0,15}\b(?:on|in|at|this|last)? ?\W{0,2}"
    r"(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
"""That a study was done, and when, whatever was planned before."""
_ASKED_FOR = Pattern(r"(?:order|request|schedul|recommend|plan)")
_NEAR_IT = 60
"""Code points behind the name of a study within which it is told that it was made."""
_STILL_TO_COME = Pattern(
    r"\b(?:to be|will be|should be|not yet|once|when|if|before) (?:\w+ )?(?:done|performed|obtained)\b"
)
_SCANNED = Pattern(r"\b(?:re-?)?(?:scan(?:s|ned|ning)?|imag(?:ed|ing|es?))\b")
"""A study that has no name, as in "to scan him again"."""

_REPEATED = Pattern(
    r"(?<!be )\b(?:repeated|re-?done|done again|re-?imaged|re-?scanned|scanned again|imaged again)\b(?: \w+)? "
    r"(?:on|in|this|last)\b|\b(?:repeated|re-?done|done again) \W?\d"
)
"""That the study named before was done anew, and when."""

_NOT_THIS = Pattern(
    r"\b(?:in place of|instead of|in lieu of|rather than|as a substitute for|(?:cannot|could not|can't|couldn't|"
    r"unable to) "
    r"(?:have|undergo|get|tolerate))(?: (?:an?|the|her|his|any))?\s*$|"
    r"(?:\([^()]*|\b(?:pacemaker|implants?|icd|clips?|stimulator|defibrillator|claustrophob\w+)\b[^.;]{0,20})\bno\s*$"
)
"""Before a study in whose place another one was made."""

_RULED_OUT = Pattern(
    r"^\W*(?:scans?|imaging|studies)?\s*(?:(?:is|was|are|being|having been|would be) )?(?:out of the question|"
    r"not (?:possible|an option|feasible|safe|allowed)|impossible|contra-?indicated|precluded|ruled out|unsafe|"
    r"excluded)\b"
)
"""Behind a study in whose place another one was made."""

State = Literal["told", "absent", "unreadable"]


@dataclass(frozen=True)
class Stretch:
    """Part of a statement that tells of one study, or of none that is named."""

    said: Said
    start: int
    """First code point within the clause."""
    end: int
    """One past the last."""
    study: str | None = None
    """Concept of the study; none where no study is named here or before."""
    when: tuple[dt.date, dt.date] | None = None
    """First and last day that its date can mean."""
    regions: frozenset[str] = frozenset()
    """Regions of the study, as far as told."""
    state: State = "told"
    """Whether its report tells something that can be used."""
    other_person: bool = False
    """Whether it is somebody else's."""
    here: bool = False
    """Whether the study is named in this stretch itself."""

    @property
    def low(self) -> str:
        """Its words, folded."""
        return self.said.low[self.start : self.end]


@cache
def cue(key: str) -> tuple[Pattern, ...]:
    """The expressions under a key of the grammar of reports."""
    return tuple(_whole(str(p)) for p in words.load("reports")[key])


def _whole(expression: str) -> Pattern:
    """The expression where words begin and end; a lone sign anywhere."""
    return Pattern(expression if expression == r"\?" else rf"(?<!\w)(?:{expression})(?!\w)")


def has(key: str, low: str) -> re.Match[str] | None:
    """The first place where an expression of the grammar of reports stands."""
    found = [m for p in cue(key) for m in p.finditer(low)]
    return min(found, key=lambda m: m.start()) if found else None


def all_of(*keys: str, low: str) -> list[re.Match[str]]:
    """Every place where an expression under one of these keys stands, in order, the longest first at each."""
    found = [m for key in keys for p in cue(key) for m in p.finditer(low)]
    return sorted(found, key=lambda m: (m.start(), -m.end()))


@cache
def _regions() -> dict[str, tuple[Pattern, ...]]:
    return {str(k): tuple(_whole(str(p)) for p in given) for k, given in words.load("reports")["regions"].items()}


def regions(low: str) -> frozenset[str]:
    """Regions of the body that words or levels of a text name."""
    return frozenset(name for name, given in _regions().items() if any(True for p in given for _ in p.finditer(low)))


_AGREES = Pattern(
    r"\b(?:agree\w*|consistent|concordant|concordance|in keeping|in line|correlat\w+|match\w*|fits?|confirmed) "
    r"(?:(?:well|with|by|on|the|her|his|this|that|today's|recent) )*$"
)
_NO_MORE = Pattern(r"^(?: (?:findings?|levels?|report|images?|result|imaging))?(?: (?:above|today))?\W*$")
"""A diagnosis that agrees with a study of which nothing more is told: "right C7 radiculopathy, agrees with MRI"."""


def named(said: Said) -> list[Mention]:
    """Studies named in a statement, the longest of each place."""
    found = [m for m in said.statement.mentions if words.concept(m.concept).about.get("study") == "true"]
    start = said.statement.clause.start
    found = [
        m
        for m in found
        if not (_AGREES.search(said.low[: m.start - start]) and _NO_MORE.match(said.low[m.end - start :]))
    ]
    found = [
        m
        for m in found
        if not (_NOT_THIS.search(said.low[: m.start - start]) or _RULED_OUT.match(said.low[m.end - start :]))
    ] or found
    return [
        m
        for m in found
        if not any(
            o is not m and o.first <= m.first and m.last <= o.last and o.last - o.first > m.last - m.first
            for o in found
        )
    ]


def stretches(record: Record) -> Iterator[Stretch]:
    """Every stretch of the record with the study that it tells of."""
    current: Stretch | None = None
    place, left = "", 0
    headed: tuple[dt.date, dt.date] | None = None
    for said in record.said:
        if said.document.place != place:
            place, current, left, headed = said.document.place, _of_document(record, said), _NEAR, None
            if current:
                left = 10_000
        mentions = named(said)
        if mentions:
            for stretch in _cut(said, mentions):
                current = replace(stretch, when=stretch.when or headed)
                yield current
            headed = None
            left = max(left, _NEAR) if left > _NEAR else _NEAR
            continue
        left -= 1
        if _HEADS.search(said.low):
            headed = _dated(said, 0, len(said.low), None)
        if current is None and (trailing := _trailing(record, said)):
            yield replace(trailing, said=said, start=0, end=len(said.low), here=False)
            continue
        if current is None or left < 0:
            own = _dated(said, 0, len(said.low), None)
            if own and said.search(_DONE) and _of_scan(record, said):
                headed = own
            yield Stretch(said, 0, len(said.low), when=own or headed)
            continue
        current = _continued(current, said)
        yield current


_ONLY_NAMED = Pattern(
    r"^(?:\W|\b(?:per|source|from|as|see|the|an?|her|his|lumbar|ls|l-?spine|spine|lumbosacral|report|of|dated|"
    r"final|open|"
    r"recent|outside|exam|examination|study|date|this|that|these|all|is|was|are|taken|according|to|seen|on|"
    r"findings|quoted)\b)*$"
)
_NOTHING_ELSE = Pattern(
    r"^(?:\W|\b(?:lumbar|spine|l-?spine|ls|scan|report|of|from|dated|done|on|the|final|read|reading|with|without|and|"
    r"contrast|w|wo|performed|taken)\b)*$"
)


def _trailing(record: Record, said: Said) -> Stretch | None:
    """The study that a later statement of the document names, and tells nothing more of: "…. (MRI Jan 2026)"."""
    for later in record.following(said):
        mentions = named(later)
        if not mentions:
            continue
        start = later.statement.clause.start
        at, low = (mentions[0].start - start, mentions[0].end - start), later.low
        for when in later.statement.whens():
            a, b = when.start - start, when.end - start
            low = f"{low[:a]}{' ' * (b - a)}{low[b:]}"
        before, behind = low[: at[0]], low[at[1] :]
        if len(mentions) == 1 and _ONLY_NAMED.match(before) and _NOTHING_ELSE.match(behind):
            return next(_cut(later, mentions))
        return None
    return None


def _of_scan(record: Record, said: Said) -> bool:
    """Whether a statement, or its sentence before it, speaks of a study without its name."""
    sentence = said.statement.clause.sentence
    near = (said, *(s for s in record.preceding(said)[:2] if s.statement.clause.sentence == sentence))
    return any(s.search(_SCANNED) for s in near)


def _of_document(record: Record, said: Said) -> Stretch | None:
    """The study of a document that is itself a report of imaging, by its kind."""
    match = re.fullmatch(r"notes/(\d+)", said.document.place)
    kind = record.case.notes[int(match[1])].kind if match else None
    if not kind:
        return None
    low = kind.lower()
    names = [c for c in words.family("imaging") if words.concept(c).about.get("study") == "true"]
    of = next(
        (c for c in names for w in words.concept(c).words if re.search(rf"\b{re.escape(w.lower())}\b", low)), None
    )
    if of is None:
        return None
    day = record.case.notes[int(match[1])].date if match else None
    return Stretch(said, 0, 0, of, (day, day) if day else None, regions(low), here=False)


def _continued(current: Stretch, said: Said) -> Stretch:
    """The study named before, as the next statement goes on to tell of it."""
    when = current.when
    low = said.low
    if when is None and _DATED.search(low):
        when = _dated(said, 0, len(low), None)
    if _EARLIER.search(low) or _OWN_DATE.search(low) or (_REPEATED.search(low) and said.statement.cues.whole.plain):
        own = _dated(said, 0, len(low), None)
        when = own or when
    state = _report_state(low) or current.state
    return replace(
        current, said=said, start=0, end=len(low), when=when, state=state, here=False, regions=current.regions
    )


def _cut(said: Said, mentions: list[Mention]) -> Iterator[Stretch]:
    """One stretch for each study named in a clause."""
    offset, low = said.statement.clause.start, said.low
    starts = [_opening(said, m) for m in mentions]
    starts[0] = 0
    for n, mention in enumerate(mentions):
        start, end = starts[n], starts[n + 1] if n + 1 < len(mentions) else len(low)
        when = _dated(said, start, end, mention.start - offset)
        state, other = _state(said, mention, start, end), mention.stands.other_person
        yield Stretch(said, start, end, mention.concept, when, regions(low[start:end]), state, other, True)


def _opening(said: Said, mention: Mention) -> int:
    """Where the stretch of a study begins: at a date right before its name, else at the name."""
    at = mention.start - said.statement.clause.start
    for when in said.statement.whens():
        end = when.end - said.statement.clause.start
        if end <= at and re.fullmatch(r"\s*(?:\w+-?spine|lumbar|cervical)?\s*", said.low[end:at]):
            return when.start - said.statement.clause.start
    return at


def _dated(said: Said, start: int, end: int, at: int | None) -> tuple[dt.date, dt.date] | None:
    """The day of the study within a stretch: the date nearest to its name that belongs to nothing else."""
    offset = said.statement.clause.start
    found: list[dates.When] = []
    for when in said.statement.whens():
        first = when.start - offset
        own = at is not None and _OWN_DAY.fullmatch(said.low[when.end - offset : at])
        if start <= first < end and (own or not _ASIDE.search(said.low[max(start, first - 40) : first])):
            found.append(when)
    if not found:
        return None
    nearest = min(found, key=lambda w: abs(w.start - offset - at)) if at is not None else found[0]
    return nearest.earliest, nearest.latest


_OWN_DAY = Pattern(r"\s*(?:(?:repeat|new|lumbar|cervical|thoracic|[lct]-?spine|spine)\s+)*")
"""Between a date and the name of a study behind it: "went over 9/14/26 MRI"."""
_DAY_OF_IT = Pattern(
    r"\s*(?:scan|study|(?:of )?(?:the )?(?:lumbar|cervical|thoracic|[lct]-?)\s*spine|lumbar|cervical|"
    r"[lct]-spine)?[\s,(:]*"
    r"(?:(?:dated|from|of|on|in|done|performed)\s+)*"
)
"""Between the name of a study and the day on which it was made: "repeat lumbar MRI 2026-08"."""


def _state(said: Said, mention: Mention, start: int, end: int) -> State:
    """Whether the report of a study can be used: it was done, it is there, it can be read."""
    offset, low = said.statement.clause.start, said.low
    before = low[max(start, mention.start - offset - 60) : mention.start - offset]
    behind = low[mention.end - offset : end]
    sentence = said.sentence
    if report := _report_state(sentence if end == len(low) else low[start:end]):
        return report
    told = bool(_TELLS.search(behind)) or any(
        w.start >= mention.end
        and w.latest < (said.written or w.latest)
        and _DAY_OF_IT.fullmatch(low[mention.end - offset : w.start - offset])
        for w in said.statement.whens()
    )
    done = _DONE.search(said.rest(mention.end)[:_NEAR_IT])
    told = told or (done is not None and not _STILL_TO_COME.search(said.sentence))
    for pattern in words.load("reports")["not_done_before"]:
        match = re.search(rf"(?<![\w-])(?:{pattern}){_ARTICLES}", before)
        if match and (not told or (_HARD.match(match[0]) and not (done and _ASKED_FOR.match(match[0])))):
            return "absent"
    near = re.split(r"[,;:(]", behind)[0]
    if _DONE.search(behind) and not mention.stands.negated:
        return "told"
    found = has("not_done", near)
    if found and not re.search(r"\b(?:show|demonstr|reveal|impression)", near[: found.start()]):
        return "absent"
    return "absent" if not told and mention.stands.time in ("planned", "conditional") else "told"


def _report_state(low: str) -> State | None:
    found = has("absent_report", low)
    if found and not _EARLIER.search(low[max(0, found.start() - 25) : found.start()]):
        return "absent"
    return "unreadable" if has("unreadable", low) else None
