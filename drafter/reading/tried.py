"""Treatments that the record says were tried: what, with what result, and for how long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from drafter.domain import Bound
from drafter.reading import kept, purpose
from drafter.reading.kept import Told
from drafter.reading.record import Record, Said
from drafter.text import Mention, assertion, doses, lengths, numbers, outcomes, papers, words
from drafter.text.patterns import Pattern
from drafter.text.tokens import tokenise

Result = Literal["failed", "helped", "not_failed", "not_tolerated", "contraindicated", "none"]
_ORDERED = {
    "prescribed",
    "prescribe",
    "was prescribed",
    "were prescribed",
    "dispensed",
    "filled",
    "given",
    "start",
    "instructed to",
    "offered",
    "rx for",
    "prescription for",
    "order",
}
"""Planning words that a stated result makes good: who has a result has taken it."""
_LITTLE, _MUCH = 10.0, 30.0
"""Percent of change of a score below which it shows no effect, and from which on it shows one; between is open."""
_REPEATS = 3
"""Namings of one treatment in one clause that are looked at."""
_NOT_BEGUN = Pattern(
    r"\bfail\w* to (?:attend|complete|start|begin|show|follow|comply|participate|keep|do)\b|\bnon-?complian"
)
_ATTENDED = Pattern(
    r"\b(?:attended|completed|did|went to|"
    r"had)\s+(?:only\s+)?(\d{1,2})\s+(?:out\s+)?of\s+(?:the\s+)?(\d{1,2})\b|"
    r"\b(\d{1,2})\s*/\s*(\d{1,2})\s+(?:pt\s+)?(?:visits|sessions)"
)
_NEVER = Pattern(
    r"\bnever\b|\b(?:no|without) (?:any )?(?:prior|previous|past|history of|trials? of|courses? of)\b|"
    r"\b(?:not|n't|no|none|nor|neither)\b[^.;]{0,50}\b(?:tried|had|done|attended|received|taken|been|undergone|"
    r"begun|started|"
    r"completed|gone|went|trialed|participated|attempted)\b|\bden(?:ies|ied|ying) (?:any |ever |"
    r"having )*(?:prior|previous|past|had|"
    r"having|ever|tried|trial)|\b(?:did not|didn't) (?:have|do|try|attend|go|take|get|undergo|start)\b"
)
_NEVER_BEHIND = Pattern(
    r"^\W*(?:(?:which|that|she|he|they|the patient|patient)\W+)*(?:(?:has|have|had|was|were)\W+)?"
    r"(?:never (?:been )?(?:had|tried|done|attended|went|gone|started|taken|attempted|given)|"
    r"not (?:been )?(?:tried|had|done|attended|attempted|taken|given)|(?:which|that) (?:she|he|they) (?:did not|"
    r"didn't|has not))\b"
)
_HE_DID_NOT = Pattern(
    r"[,;.]\s*(?:but |and |while |whereas |though )?(?:he|she|they|(?:the |our )?patient|pt)\s+(?:himself |"
    r"herself |themselves )?"
    r"(?:did not|didn't|never (?:did|went|has|had|attended|tried|started|got|saw|took)|has not|hasn't|had not|"
    r"hadn't|has never|"
    r"had never|has had none)\b"
)
_NOT_NOW = Pattern(
    r"\b(?:currently|today|now|record\w*|document\w*|notes?|available|covered|authori[sz]\w*|approv\w*|order\w*|"
    r"schedul\w*|"
    r"since|this (?:year|month|week)|recent\w*|lately|again|further|more|help\w*|reliev\w*|relief|benefit\w*|"
    r"success\w*|"
    r"respond\w*|improv\w*|work|effective|toler\w*|fail\w*|enough|adequate\w*|complet\w*|finish\w*|consistent\w*)\b"
)
"""Words by which a denial is of today, of papers, or of a result, and not of ever having been treated."""
_GENERIC_AFTER = Pattern(
    r"^\W*(?:\d{1,2}/\d{1,2}(?:/\d{2,4})?\W+)?(?:(?:she |he |they |patient |pt )?(?:took|taken|used|did|"
    r"attended) |the (?:drug|medication|medicine|therapy|exercises?|tablets?|pills?) )?(?:with )?(?:no|without|"
    r"minimal|little|poor|none|neither|both|all|these|this|they|"
    r"it|symptoms?|pain|he|she|patient|each|but|stopped|failed|results?|outcomes?|response|did|ndi|odi|nrs|vas|"
    r"goals?|only|has|had|and|which|"
    r"limited|insufficient|inadequate|discontinued|could)\b"
)
_BUT_NOT = Pattern(
    r"^\W*but (?:not|did nothing for|didn't help) (?:with )?(?:the |her |his )?(?:\w+ )?(?:pain|headaches?|"
    r"symptoms?)\b"
)
_OTHER_HELP = Pattern(
    r"\b(?:help\w*|improv\w*)(?: with)? (?:the |her |his )?(?:\w+ )?"
    r"(?:range of motion|rom|mobility|strength|sleep|posture|stiffness)\b"
)


@dataclass(frozen=True)
class Tried:
    """One naming of a treatment and all that is told about it."""

    said: Said
    concept: str
    result: Result
    result_said: Said
    objection: str | None
    """Why it does not count as taken by this patient, or none."""
    words: str
    """How the result is put, or empty."""
    written: str = ""
    """The treatment as the record writes it."""
    reason: str | None = None
    """Clinical reason for stopping."""
    other_reason: str | None = None
    """A reason that is none of medicine, such as cost."""
    refused: bool = False
    denied: bool = False
    """The record says that it was not done."""
    attended: tuple[int, int] | None = None
    """Visits kept, of visits planned."""
    never: bool = False
    """The clinician says that this patient never had it."""
    put_off: bool = False
    """Whether the objection is that it was planned, doubtful or conditional, rather than another's."""
    dose: str = ""
    """The words from its name up to the next treatment, folded, in which its dose stands."""


def find(record: Record, classes: Sequence[str]) -> list[Tried]:
    """Every naming of a treatment of these classes, in order."""
    found: list[Tried] = []
    wanted = frozenset(classes)
    for said in record.said:
        for concept in dict.fromkeys(m.concept for m in said.statement.mentions if m.concept in wanted):
            found += [_tried(record, said, m) for m in said.statement.of(concept)[:_REPEATS]]
    return found


def _tried(record: Record, said: Said, mention: Mention) -> Tried:
    told, where = _outcome(record, said, mention)
    result = _result(record, where, told)
    if result == "helped" and _not_the_pain(record, where):
        result = "none"
    stands = mention.stands
    done = result in ("failed", "helped", "not_tolerated") and told is not None
    return Tried(
        said,
        mention.concept,
        result,
        where,
        _objection(record, said, mention, done),
        told.words if told else "",
        said.document.text[mention.start : mention.end],
        told.reason if told else None,
        outcomes.other_reason(where.statement.clause) or outcomes.other_reason(said.statement.clause),
        stands.refused,
        stands.negated
        and result not in ("not_failed",)
        and not (result == "failed" and "neither" in stands.cues)
        and not stands.refused
        and not stands.other_person,
        _visits(said),
        _never(record, said, mention),
        stands.time in ("planned", "conditional") or stands.certainty == "hedged",
        _up_to_next(said, mention),
    )


def _never(record: Record, said: Said, mention: Mention) -> bool:
    """Whether the clinician denies that this patient ever had it, which is more than that papers are silent."""
    stands, low = mention.stands, said.low
    behind = said.document.text[mention.end : said.statement.clause.within[1]].lower()
    if stands.other_person:
        return not stands.general and bool(_HE_DID_NOT.search(behind))
    if said.document.late or stands.certainty != "sure" or stands.speaker == "form" or said.records_missing():
        return False
    if _NEVER_BEHIND.match(behind):
        return True
    denied = stands.negated and not stands.refused and stands.time in ("current", "past")
    return denied and bool(_NEVER.search(low)) and not _NOT_NOW.search(low) and not papers.silent(low)


def _up_to_next(said: Said, mention: Mention) -> str:
    """The folded words from a treatment's name up to the next treatment of its clause."""
    clause = said.statement.clause
    others = [m.start for m in said.statement.of(*_treatments()) if m.start > mention.start]
    return clause.low[mention.start - clause.start : min([*others, clause.end]) - clause.start]


def too_low(tried: Tried) -> str | None:
    """Why the dose told is no usual one, as a clause behind "was", or none; silence on the dose is no fault."""
    if doses.now_and_then(tokenise(tried.dose)):
        return "not taken day by day"
    if doses.adequate(tried.written, tried.dose) is False:
        return "taken at less than a usual dose"
    return None


def ended_by_date(tried: Tried) -> bool:
    """Whether the last day of a treatment is told by a range of dates."""
    return any(kept.has_range(s) for s in (tried.said, tried.result_said))


def _not_the_pain(record: Record, said: Said) -> bool:
    """Whether it helped something else than the pain: "helped the range of motion but not the pain"."""
    within = said.statement.clause.within
    behind = any(_BUT_NOT.match(s.low) for s in record.following(said)[:1] if s.statement.clause.within == within)
    return behind or bool(_OTHER_HELP.search(said.low))


def _visits(said: Said) -> tuple[int, int] | None:
    match = _ATTENDED.search(said.low)
    if not match:
        return None
    kept, planned = (int(g) for g in match.groups() if g)
    return kept, planned


def _objection(record: Record, said: Said, mention: Mention, done: bool) -> str | None:
    """Why the treatment does not count as taken: planned, doubtful, for another person or another site."""
    stands = mention.stands
    objection = record.objection(said, stands, past_counts=True, stale_counts=True)
    if objection and done and stands.time == "planned" and set(stands.cues) <= _ORDERED:
        objection = None
    if objection:
        return objection
    if _NOT_BEGUN.search(said.low):
        return "it is mentioned as not kept"
    return purpose.elsewhere(record, said, mention)


def _outcome(record: Record, said: Said, mention: Mention) -> tuple[outcomes.Told | None, Said]:
    """The outcome that belongs to the treatment, and the statement that tells it."""
    told = _asserted(record, said)
    near = _nearest(told, said, mention)
    if near:
        return near, said
    for after in record.following(said):
        same = after.statement.clause.within == said.statement.clause.within
        if after.statement.of(*_treatments()):
            break
        found = _asserted(record, after)
        if not found and not told and _change(after) != "none" and _GENERIC_AFTER.match(after.low):
            return None, after
        if found and (same or _GENERIC_AFTER.match(after.low)):
            return next((t for t in found if t.kind != "stopped"), found[0]), after
        if not same:
            break
    return None, said


def _treatments() -> tuple[str, ...]:
    return words.family("treatments")


def _asserted(record: Record, said: Said) -> list[outcomes.Told]:
    """Outcomes of a statement that it affirms; one that is doubted or planned tells nothing."""
    found = []
    for told in said.statement.told:
        stands = assertion.at(said.statement.cues, told.first, told.last)
        doubtful = stands.certainty != "sure" or stands.other_person or stands.time == "conditional"
        planned = stands.time == "planned" and not set(stands.cues) <= _ORDERED
        if not doubtful and not planned:
            found.append(told)
    return found


def _nearest(told: list[outcomes.Told], said: Said, mention: Mention) -> outcomes.Told | None:
    """The outcome right before the treatment, else the first behind it, else the nearest before."""
    others = [m for m in said.statement.of(*_treatments()) if m.first != mention.first]
    commas = said.statement.cues.commas

    def clear(a: int, b: int) -> bool:
        return not any(a <= m.first < b for m in others) and not any(a <= n < b for n in commas)

    close = [
        t for t in told if t.last <= mention.first and mention.first - t.last <= 3 and clear(t.last, mention.first)
    ]
    if any(t.kind in ("failed", "not_tolerated") for t in told):
        told = [t for t in told if t.kind != "stopped"]
    behind = [t for t in told if t.first >= mention.last]
    before = [t for t in told if t.last <= mention.first]
    if close and not (
        behind
        and clear(mention.last, behind[0].first)
        and behind[0].first - mention.last < mention.first - close[-1].last
    ):
        return close[-1]
    if behind:
        return behind[0]
    return before[-1] if before else None


def _result(record: Record, said: Said, told: outcomes.Told | None) -> Result:
    changed = _change(said)
    if told is None:
        return changed
    kind = told.kind
    if kind in ("failed", "not_failed"):
        return "failed" if kind == "failed" else "not_failed"
    if kind == "helped":
        return _helped(said)
    if kind in ("not_tolerated", "contraindicated"):
        return "not_tolerated" if kind == "not_tolerated" else "contraindicated"
    if kind == "stopped":
        return "not_tolerated" if told.reason else "none"
    return "none"


def _helped(said: Said) -> Result:
    """Help below the mark is none that counts as success; how much counts as failure is not ours to say."""
    found = numbers.percents(said.statement.clause.text)
    return "none" if found and found[0].least < _MUCH else "helped"


def _change(said: Said) -> Result:
    found = [c for c in said.statement.changes if c.scale or c.before != c.after]
    if not found or not found[0].scale:
        return "none"
    return "failed" if found[0].fall < _LITTLE else "helped" if found[0].fall >= _MUCH else "none"


def lasted(record: Record, tried: Tried, bound: Bound) -> tuple[bool | None, str]:
    """Whether the treatment was kept up for the bound, by its own sentence, else its other namings; and the words."""
    told = tellings(record, tried, bound)
    passed, words_ = kept.best(told)
    return (passed, words_) if passed else kept.best([*told, _elsewhere(record, tried.concept, bound)])


def tellings(record: Record, tried: Tried, bound: Bound) -> list[Told]:
    """How long the statements of a treatment and its result tell that it was kept up."""
    near = {s.number: s for s in (tried.said, tried.result_said)}.values()
    told = [t for said in near for t in kept.tellings(record, said, tried.concept, bound)]
    return [*told, *kept.between(tried.said, tried.result_said, bound)]


def recent(record: Record, tried: Tried, within: Bound, lasting: Bound) -> bool | None:
    """Whether the treatment ended within so long before the clock; none where the record does not tell when."""
    edge = lengths.since(within, record.clock)
    near = [(s, tellings(record, tried, lasting)) for s in (tried.said, tried.result_said)]
    far = [(s, kept.tellings(record, s, tried.concept, lasting)) for s in _naming(record, tried.concept)]
    for said, told in (*near, *far):
        if ended := kept.ended(said, told, record.clock):
            return True if ended[0] >= edge else False if ended[1] < edge else None
    written = [s.written for s, _ in near if s.written]
    return False if written and max(written) < edge else None


def _naming(record: Record, concept: str) -> Iterator[Said]:
    """The statements that name a treatment as taken."""
    for said in record.said:
        same = said.statement.of(concept)[:_REPEATS]
        if any(_objection(record, said, m, True) is None and not m.stands.negated for m in same):
            yield said


def _elsewhere(record: Record, concept: str, bound: Bound) -> Told:
    """The best telling in any statement that names the treatment as taken; found once for each treatment and bound."""
    key = ("lasted", concept, str(bound))
    if key not in record.memo:
        record.memo[key] = kept.best(
            [t for said in _naming(record, concept) for t in kept.tellings(record, said, concept, bound)]
        )
    return Told(*record.memo[key])
