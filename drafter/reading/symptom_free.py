"""Symptom-free: until which day the patient was free of symptoms, and from which on they were back or gone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from drafter.domain import DurationCriterion
from drafter.reading.complaint import DENIALS, eased, heads, hits, ours
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.visit_by_visit import ON, of_status, recorded
from drafter.text import assertion, words
from drafter.text.patterns import Pattern
from drafter.text.words import Hit

_AT_EASE = ("range", "rom", "motion", "interval")
_IN = Pattern(r"\W*(?:(?:in|on|by|since|until|by the|at|around|about|for|completely|fully|during|the)\W+){0,3}")
_WHOLE = Pattern(r"\b(?:all|entire|whole|throughout|until|through|till)\b[^.;]{0,12}$")
_BACK = Pattern(
    r"\b(?:came|come|comes|is|are|was|were|now|gone) back\b|\bback (?:since|again|for)\b|"
    r"\b(?:return|recur|relaps)(?:ed|s|red)\b"
)
_IS_BACK = Pattern(r"\b(?:is|are|'s) back\b")
"""That they are back now, whenever they came."""
_FREE_SINCE = Pattern(
    r"\b(?:pain|symptom|headache|attack|sx|ha)s?[- ]free (?:(?:at all|entirely|completely|now) )?(?:ever )?since\b|"
    r"\b(?:no|without|free of) (?:(?:any|neck|back|more|further) )*(?:pain|symptoms?|headaches?) (?:at all |"
    r"whatsoever )?since\b"
)


def free_since(record: Record, criterion: DurationCriterion, told: tuple[dt.date, Said]) -> bool:
    """Whether the symptoms are said to be gone from a day until now, and nothing else records them."""
    said = told[1]
    if not said.search(_FREE_SINCE) or said.document.late or (said.written and said.written < record.stale_before):
        return False
    return not any(recorded(record, criterion, s) for s in record.said if s is not said)


def free(record: Record, criterion: DurationCriterion) -> tuple[dt.date, Said] | None:
    """The last day, before the clock, of which a statement says that the patient was free of symptoms, and it."""
    found: tuple[dt.date, Said] | None = None
    for said in record.said:
        if of_status(record, criterion, said, _OVER) and said.written and said.written < record.clock:
            if found is None or said.written > found[0]:
                found = (said.written, said)
            continue
        told = _told_free(said) or _gone(record, criterion, said)
        if not told or said.document.late or any(m.stands.other_person for m in said.statement.mentions):
            continue
        behind = said.statement.clause.tokens[told[0].last : told[0].last + 1]
        of_session = said.statement.of(*words.family("procedures")) and not any(
            _WHOLE.search(said.ahead(w.start)) for w in said.statement.whens()
        )
        if of_session or (behind and behind[0].word in _AT_EASE):
            continue
        day = _day(record, said, told[0])
        if day and (found is None or day > found[0]):
            found = (day, said)
    return found


_LAST_EASE = Pattern(
    r"\b(?:last (?:(?:truly|fully|really|completely|time|was|were|been|she|he|pt|patient) )*(?:pain|symptom|"
    r"headache)[- ]free(?: (?:day|night|week|morning|stretch))?|"
    r"(?:pain|symptom|headache)[- ]free (?:was )?last)(?: (?:was|were|back|some time|sometime))* (?:in|on|"
    r"around|about)? ?(?:early |mid |late )?$"
)
"""Before the last time of ease, after which symptoms have been there: "last pain-free in January"."""


def last_ease(free: tuple[dt.date, Said]) -> dt.date | None:
    """The last day on which symptoms can have begun, where the last time without them is told as such."""
    said = free[1]
    return next((w.latest for w in said.statement.whens() if _LAST_EASE.search(said.ahead(w.start))), None)


def _told_free(said: Said) -> list[Hit]:
    """Words of being free of symptoms that are not themselves denied, doubted or only hoped for."""
    found = []
    for hit in eased(said):
        at = assertion.at(said.statement.cues, hit.first, hit.last)
        if at.certainty == "sure" and at.time not in ("planned", "conditional") and not at.refused:
            found.append(hit)
    return found


def _day(record: Record, said: Said, hit: Hit) -> dt.date | None:
    """The day of which it is told: of the date that its words lead to, else the nearest, else of the note."""
    whens = [w for w in said.statement.whens() if w.earliest < record.clock]
    if not whens:
        return said.written if said.written and said.written < record.clock else None
    bound = [w for w in whens if hit.end <= w.start and _IN.fullmatch(said.between(hit.end, w.start))]
    near = bound[0] if bound else min(whens, key=lambda w: abs(w.start - hit.start))
    lead = said.between(max(0, near.start - 20), near.start)
    return min(near.latest, record.clock) if _WHOLE.search(lead) else near.earliest


_GOES_ON = Pattern(
    r"^ (?:on (?:for|without|since|now|daily|every|ever|all|unchanged|too long)|unchanged|untreated|up)\b"
)
"""Behind "gone", which then is not over: "has now gone on for nineteen weeks"."""
_BY_TREATMENT = Pattern(
    r"^ (?:down |off |again )?for (?:(?:about|only|some|nearly|just) )?(?:[\w-]+ ){1,2}(?:days?|weeks?|wks?|months?|"
    r"while)\b"
    r"[^.;]{0,15}\b(?:after|with|from|following|thanks to) (?:(?:the|each|that|every|a|an|both|her|his|last|first|"
    r"second) )*"
    r"(?:sets?|blocks?|injections?|shots?|tpis?|sessions?|dos(?:e|es)|treatments?)\b"
)
"""Behind "settled": that it was the relief of a session, and no end of the complaint."""


def _gone(record: Record, criterion: DurationCriterion, said: Said) -> list[Hit]:
    """Words by which the symptoms went away, where the nearest head before is theirs."""
    found = []
    for hit in hits("gone", said):
        before = [h for h in heads(record, criterion, said) if h[0] < hit.first]
        at = assertion.at(said.statement.cues, hit.first, hit.last)
        behind = said.low[hit.end - said.statement.clause.start :]
        if _GOES_ON.match(behind) or _BY_TREATMENT.match(behind):
            continue
        denied = any(t.word in DENIALS for t in said.statement.clause.tokens[max(0, hit.first - 3) : hit.first])
        plain = not at.negated and not denied and at.certainty == "sure" and at.time not in ("planned", "conditional")
        if before and ours(before[-1]) and plain:
            found.append(hit)
    return found


def came_back(record: Record, said: Said, since: tuple[dt.date, Said] | None) -> dt.date | None:
    """The first day of the present stretch, where symptoms that were gone are said to have come back on a day."""
    if since is None or not said.search(_BACK):
        return None
    now = said.written or record.clock
    days = [
        w.earliest
        for w in said.statement.whens()
        if since[0] <= w.latest and w.earliest <= record.clock and not (w.earliest == now and _IS_BACK.search(said.low))
    ]
    return days[-1] if days else None


_OVER = Pattern(
    ON + r"(?:(?:now|all|completely|fully|has|have|is|it|pain|symptoms?)\s+)*"
    r"(?:resolved|gone|cleared(?: up)?|settled|symptom[- ]free|no symptoms|asymptomatic|recovered)\W*$"
)
"""A line of a course that only says that the complaint is over."""


_PIECES = re.compile(r"[,;:()–—]|(?<=\w)\.(?=\s|$)|\s-+\s|\bbut\b|\bthough\b")
_GONE_BY_NOW = Pattern(
    r"(?:(?:and|it|they|this|that|which|all|the|her|his|their|is|are|has|have|had|been|since|then|by|quite|completely|"
    r"fully|entirely|totally|pains?|aches?|symptoms?|headaches?|neck|back|at last|finally|meanwhile|now|today|"
    r"currently|presently|(?P<at>at this visit|at present))\s+)*"
    r"(?:(?P<gone>gone|resolved|cleared(?: up)?|settled(?: down)?|vanished|disappeared|healed|went away|subsided|"
    r"(?:(?:she|he|pt|patient) (?:is|has been) (?:now )?)?free (?:of|from) (?:it|them|(?:all |any )?(?:pain|symptoms|"
    r"headaches)) since (?:(?:early|late|mid) )?(?:january|"
    r"february|march|april|may|june|july|august|september|october|november|december|spring|summer|fall|autumn|then|"
    r"\d[\d/]*)(?: \d{4})?)|"
    r"(?P<over>over|better|well|fine|recovered|asymptomatic|(?:pain|symptom|headache)[- ]free|no longer (?:there|"
    r"present)|"
    r"no (?:more |longer any )?(?:pain|symptoms|headaches)))"
    r"(?:\s+(?:now|today|completely|altogether|entirely|fully|since|since then|by now|at present|"
    r"(?:last|this) (?:week|month)|again))*"
)
"""A piece of a sentence that says no more than that the complaint is over."""
_NOW = Pattern(r"\b(?:now|today|currently|presently|at present|at this visit|all better|fully|completely)\b")
_NOT_OVER = Pattern(
    r"\b(?:not|never|n't|hardly|if|once|when|until|unless|would|will|should|came back|back again|returned|recurred|"
    r"again|still|persist\w*|ongoing|remain\w*)\b"
)


def over_now(record: Record, criterion: DurationCriterion) -> Said | None:
    """The statement by which the complaint is over when the record is written, where nothing behind it records it."""
    found: Said | None = None
    for said in record.said:
        if said.document.late or ((said.written or record.clock) < record.clock and found is None):
            continue
        if found is not None and _takes_up(record, criterion, said):
            found = None
        if _is_over(record, criterion, said):
            found = said
    return found


def _is_over(record: Record, criterion: DurationCriterion, said: Said) -> bool:
    """Whether a statement, or a piece of it, says that the complaint is over."""
    whole = said.statement.cues.whole
    if whole.other_person or whole.certainty != "sure" or said.names_care or said.search(_GONE_WORD) is None:
        return False
    if said.statement.clause.question:
        return False
    if said.search(_RESOLVED_ON) and any(w.latest <= record.clock for w in said.statement.whens()):
        near = (said, *record.preceding(said)[:2])
        return any(s.search(_FIELD_OF_ONSET) or any(ours(h) for h in heads(record, criterion, s)) for s in near)
    if said.search(_NOT_OVER):
        return False
    for begin, end in _pieces(said.low):
        match = _GONE_BY_NOW.fullmatch(said.low[begin:end])
        if match and (match["gone"] or _NOW.search(match[0])) and _of_complaint(record, criterion, said, begin, end):
            return True
    return False


def _pieces(low: str) -> Iterator[tuple[int, int]]:
    """Where the pieces of a statement stand, without the blanks and quotation marks around them."""
    edges = [0, *(at for m in _PIECES.finditer(low) for at in m.span()), len(low)]
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        piece = low[begin:end]
        yield begin + len(piece) - len(piece.lstrip(" .\"'")), begin + len(piece.rstrip(" .\"'"))


_EASE = frozenset({"better", "well", "free", "recovered", "improved"})
"""Words of relief, which name no complaint of their own."""


def _of_complaint(record: Record, criterion: DurationCriterion, said: Said, begin: int, end: int) -> bool:
    """Whether a piece tells of the complaint meant: by its own words, else by what was named last before it."""
    tokens, start = said.statement.clause.tokens, said.statement.clause.start
    found = [h for h in heads(record, criterion, said) if tokens[h[0]].word not in _EASE]
    own = [h for h in found if begin <= tokens[h[0]].start - start < end]
    before = [h for h in found if tokens[h[0]].start - start < begin]
    before = before or [h for s in record.preceding(said)[:1] for h in heads(record, criterion, s)]
    return ours(own[0]) if own else bool(before) and ours(before[-1])


_RESOLVED_ON = Pattern(
    r"(?:^|[|;,])\W*(?:date )?(?:resolved|resolution|ended|end date|date of resolution)(?: date)?\s*(?:on\b|[:|"
    r"=-])?\s*\d"
)
"""A field for the end of the complaint, with its day."""
_FIELD_OF_ONSET = Pattern(r"(?:^|[|;,])\W*(?:date of )?onset\b")
_GONE_WORD = Pattern(
    r"\b(?:gone|resolved|cleared|settled|vanished|disappeared|healed|went away|subsided|over|better|well|fine|"
    r"recovered|resolution|end|ended|"
    r"asymptomatic|free|no longer|no more|no (?:pain|symptoms|headaches))\b"
)


def _takes_up(record: Record, criterion: DurationCriterion, said: Said) -> bool:
    """Whether a statement behind it records the complaint once more."""
    return any(ours(h) for h in heads(record, criterion, said)) or said.search(_BACK) is not None
