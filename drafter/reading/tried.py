"""Treatments that the record says were tried: what, with what result, and for how long."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.domain import Bound
from drafter.reading import (
    answered,
    collective,
    denied,
    first_last,
    from_to,
    kept,
    meant,
    purpose,
    regained,
    result,
    stopped_for,
)
from drafter.reading.changed import Result
from drafter.reading.from_to import Told
from drafter.reading.record import Record
from drafter.reading.result import ORDERED
from drafter.reading.said import Said
from drafter.text import Mention, doses, lengths, outcomes, words
from drafter.text.patterns import Pattern
from drafter.text.tokens import COUNTS, tokenise

_REPEATS = 3
"""Namings of one treatment in one clause that are looked at."""
_NOT_BEGUN = Pattern(
    r"\bfail\w* to (?:attend|complete|start|begin|show|follow|comply|participate|keep|do)\b|\bnon-?complian"
)
_SPELT = rf"\d{{1,2}}|{'|'.join(COUNTS)}"
_ATTENDED = Pattern(
    r"\b(?:attended|completed|did|went to|after|kept|made it to|went for|"
    r"had)\s+(?:only\s+)?(\d{1,2})\s+(?:out\s+)?of\s+(?:the\s+)?(\d{1,2})\b|"
    r"\b(\d{1,2})\s*/\s*(\d{1,2})\s+(?:pt\s+)?(?:visits|sessions)|"
    rf"(?<![\w/.-])({_SPELT})\s+(?:out\s+)?of\s+(?:the\s+|his\s+|her\s+)?({_SPELT})\s+"
    rf"(?:planned |scheduled |ordered |prescribed |authori[sz]ed |approved |pt |therapy |booked )*(?:visits|sessions|"
    rf"appointments)\b|"
    rf"\b(?:attended|completed|came (?:to|for)|turned up (?:at|to|for)|showed up (?:at|to|for)|made it to|went to|kept|"
    rf"managed|did)\s+(?:only\s+)?({_SPELT})\s+(?:out\s+)?of\s+(?:the\s+|his\s+|her\s+)?({_SPELT})\b|"
    rf"(?<![\w/.-])({_SPELT}) (?:out )?of ({_SPELT}) (?:pt|physio|therapy|physical therapy|rehab)\b|"
    rf"\b(?:pt|physio|physical therapy|therapy)(?: visits?| sessions?)?:? ({_SPELT}) (?:out )?of ({_SPELT})\b"
    r"(?! (?:weeks?|wks?|months?|days?))"
)


_ONLY_FEW = Pattern(
    rf"(?<![\w/.-])(?:x ?)?(\d{{1,2}}|{'|'.join(COUNTS)})\s+(?:pt |physio |therapy |physical therapy )?(?:visits?|"
    rf"sessions?|appointments?)\b"
    r"(?!\s*(?:/|a |per |each |every |weekly|left|remain|authori|approved|allowed|ordered|planned|scheduled|"
    r"prescribed|recommended|so far))|"
    r"\b(?:went|came|attended|gone|did|showed up|been)\b[^.;]{0,25}\b(once|twice)\b"
    r"(?! (?:a|per|weekly|daily|every|each)\b)|"
    r"\b(?:he|she|they|pt|patient) used (?:only |just )?(?P<used>[1-4]|one|two|three|four)(?= (?:of|and|"
    r"then|before)\b|\W*$|\W*[,;.])|"
    r"\b(?:after|at|past) (?:the |her |his )?(?:visit|session|appointment) #?(?P<nth>\d{1,2})\b|"
    r"\b(?:after|at|past) (?:the |her |his )?(?P<ord>second|third|fourth|2nd|3rd|4th) (?:pt |therapy )?(?:visit|"
    r"session|"
    r"appointment)\b"
)
_NTH = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_ONE_VISIT = Pattern(
    r"\b(?:initial|first|one|1|single|the) (?:pt |therapy |physical therapy )?(?:eval\w*|assessment|visit|session|"
    r"appointment)\b[^;]{0,60}?"
    r"(?:\b(?:only|alone)\b|\bnever (?:went|came|returned)|\b(?:did not|didn't) (?:return|go back|come back)|"
    r"\bno[- ]show|\blost to|\bcancel\w*)|"
    r"\bafter (?:the |one |a |only |just |her |his )*(?:first|initial|one|1|single) (?:pt |therapy |physical therapy )?"
    r"(?:visit|session|appointment|eval\w*)\b|\bafter (?:the |her |his )(?:intake|eval(?:uation)?)\b|"
    r"\b(?:eval|evaluation|intake)(?: (?:visit|appointment|session))? (?:only|alone)\b|"
    r"\b(?:only|just) (?:for |to )?(?:the |an? |her |his )?(?:initial |first )?(?:pt |therapy )?(?:eval|"
    r"evaluation|intake)\b"
)
_CARRIED_OUT = Pattern(
    r"^(?:(?!\b(?:until|till|once|after|when|before)\b)[^.;,]){0,60}?\b(?:was|were|has been|have been|"
    r"had been|and) (?:(?:in fact|indeed|actually|then|duly|eventually|"
    r"fully|all|"
    r"later|subsequently) )*(?:carried out|completed|done|finished|attended|kept|undertaken|gone through|"
    r"followed through|taken (?:as (?:directed|prescribed|ordered)|daily|nightly|faithfully|every (?:day|night)|"
    r"regularly)|"
    r"delivered)\b(?! by then)"
)
"""What had been planned or ordered was done."""
_DOSE_UNTOLD = Pattern(
    r"\bdos(?:e|es|age|ing)\b[^.;,]{0,15}?\b(?:not (?:\w+ )?(?:recorded|known|stated|documented|given|recalled|"
    r"specified|"
    r"noted|listed|remembered)|unknown|unclear|unrecorded|unspecified|missing|uncertain|illegible)\b|"
    r"\b(?:unknown|unspecified|unclear|unrecorded|uncertain|undocumented) dos(?:e|age)\b|"
    r"\b(?:does not|doesn't|cannot|can't) (?:recall|remember|know) (?:the |what )?dos(?:e|age)\b"
)
"""Words that the dose is told nowhere."""
_CLASS = Pattern(
    r"nsaids?|(?:oral )?anti[- ]inflammator(?:y|ies)(?: medications?)?|non[- ]?steroidal\b.*|muscle relax(?:ant|"
    r"er)s?|tricyclics?(?: antidepressants?)?|tcas?|"
    r"anticonvulsants?|(?:non[- ]?(?:narcotic|opioid) )?analgesics?|antispasmodics?|snris?|ssris?|triptans?|"
    r"opioids?|beta blockers?"
)
"""A class of drugs rather than one of them."""
_TIMES = {**COUNTS, "once": 1, "twice": 2}


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
    attended: tuple[int, int | None] | None = None
    """Visits kept, of visits planned where that is told."""
    never: bool = False
    """The clinician says that this patient never had it."""
    put_off: bool = False
    """Whether the objection is that it was planned, doubtful or conditional, rather than another's."""
    dose: str = ""
    """The words from its name up to the next treatment, folded, in which its dose stands."""
    between: tuple[Said, ...] = ()
    """Statements behind it that speak of its taking."""
    behind: tuple[Said, ...] = ()
    """The rest of its sentence, up to the next treatment."""
    over: tuple[dt.date, dt.date] | None = None
    """The days of the visits from which to which it was taken, where only the two together tell it."""


def find(record: Record, classes: Sequence[str]) -> list[Tried]:
    """Every naming of a treatment of these classes, in order."""
    found: list[Tried] = []
    wanted = frozenset(classes)
    for said in record.said:
        for concept in dict.fromkeys(m.concept for m in said.statement.mentions if m.concept in wanted):
            found += [_tried(record, said, m) for m in said.statement.of(concept)[:_REPEATS]]
    return found


def _tried(record: Record, said: Said, mention: Mention) -> Tried:
    answer = answered.told(record, said, mention) if mention.stands.certainty == "question" else None
    found = result.of(record, said, mention)
    if answer and found.result == "none":
        found = result.in_answer(answer, found)
    told, where, stands = found.told, found.said, mention.stands
    weight = regained.told(record, said, mention) if found.result in ("none", "helped") else None
    came_to, put = (weight[0], weight[2]) if weight else (found.result, told.words if told else "")
    where = weight[1] if weight else where
    refused = stands.refused or denied.turned_down(record, said, mention)
    done = came_to in ("failed", "helped", "not_tolerated") and bool(told or weight)
    return Tried(
        said,
        mention.concept,
        came_to,
        where,
        None if answer or (refused and not stands.refused) else _objection(record, said, mention, done),
        put,
        said.document.text[mention.start : mention.end],
        stopped_for.harm(record, said, where, told),
        next(filter(None, (outcomes.other_reason(s.statement.clause) for s in (where, said, *found.between))), None),
        refused,
        stands.negated
        and found.result not in ("not_failed", "contraindicated")
        and not (found.result == "failed" and _of_effect(said, mention))
        and not stands.refused
        and not stands.other_person,
        _visits(said) or next(filter(None, map(_visits, found.between)), None),
        (denied.never(said, mention) or denied.afterwards(record, said, mention) or answered.no(record, said))
        and not purpose.elsewhere(record, said, mention),
        stands.time in ("planned", "conditional") or stands.certainty == "hedged",
        _up_to_next(said, mention),
        (*([answer] if answer else []), *found.between),
        meant.rest_of_sentence(record, said),
    )


def _of_effect(said: Said, mention: Mention) -> bool:
    """Whether a denial beside a treatment that failed is one of its effect."""
    none_with = "neither" in mention.stands.cues or said.search(result.NONE_WITH)
    return bool(none_with) or denied.of_effect(said, mention)


def _up_to_next(said: Said, mention: Mention) -> str:
    """The folded words from a treatment's name up to the next treatment of its clause."""
    clause = said.statement.clause
    others = [m.start for m in said.statement.of(*words.family("treatments")) if m.start > mention.start]
    return clause.low[mention.start - clause.start : min([*others, clause.end]) - clause.start]


def now_and_then(tried: Tried) -> bool:
    """Whether it was not taken day by day."""
    return doses.now_and_then(tokenise(tried.dose))


def _by_class(record: Record, tried: Tried) -> bool:
    """Whether only a class of drugs is named, and no drug of it with its dose, here or elsewhere."""
    if not _CLASS.fullmatch(tried.written.lower()) or doses.find(tried.dose):
        return False
    named = (s.between(m.start, m.end) for s in record.said for m in s.statement.of(tried.concept))
    return all(_CLASS.fullmatch(name) for name in named)


def too_low(record: Record, tried: Tried) -> str | None:
    """Why the dose told is no usual one, as a clause behind "was", or none; silence on the dose is no fault."""
    if _by_class(record, tried):
        return "named by the class alone, without drug or dose"
    if now_and_then(tried):
        return "not taken day by day"
    if _DOSE_UNTOLD.search(f"{tried.said.low} {tried.dose}"):
        return "taken at a dose that is not known"
    if doses.adequate(tried.written, tried.dose) is False:
        return "taken at less than a usual dose"
    return None


def ended_by_date(tried: Tried) -> bool:
    """Whether the last day of a treatment is told by a range of dates."""
    return any(from_to.has_range(s) for s in _near(tried))


def _near(tried: Tried) -> list[Said]:
    """The statements of a treatment, of its taking and of its result."""
    return list({s.number: s for s in (tried.said, *tried.between, tried.result_said)}.values())


_MISSED = Pattern(
    rf"\b(?:missed|skipped|no-?showed|cancell?ed)(?: for)? (?P<miss>{_SPELT}) of (?:the |her |his |"
    rf"their )?(?P<of>{_SPELT}) "
    r"(?:pt |therapy |physical therapy |planned |scheduled )*(?:visits|sessions|appointments)\b"
)
"""So many visits that were missed, of so many."""


def _visits(said: Said) -> tuple[int, int | None] | None:
    if missed := said.search(_MISSED):
        gone, planned = (int(COUNTS.get(g, 0) or g) for g in (missed["miss"], missed["of"]))
        return (planned - gone, planned) if gone <= planned else None
    match = said.search(_ATTENDED)
    if not match:
        if few := said.search(_ONLY_FEW):
            n = few[1] or few[2] or few["used"] or few["nth"]
            if n is None:
                return _NTH[few["ord"]], None
            return (_TIMES[n] if n in _TIMES else int(n)), None
        return (1, None) if said.search(_ONE_VISIT) else None
    kept, planned = (int(COUNTS.get(g, 0) or g) for g in match.groups() if g)
    return kept, planned


_COULD = Pattern(
    r"^\W{0,2}(?:can|could|would|might|may|will|cannot|won't) (?:not )?(?:ever |possibly |really )?(?:help|work|"
    r"do|make|change|"
    r"reach|cure|fix|touch)\b"
)
"""Behind a treatment: what it could do, which is an opinion and no result."""


def _objection(record: Record, said: Said, mention: Mention, done: bool) -> str | None:
    """Why the treatment does not count as taken: planned, doubtful, for another person or another site."""
    stands = mention.stands
    objection = record.objection(said, stands, past_counts=True, stale_counts=True)
    if (
        objection
        and stands.time == "planned"
        and (
            (done and set(stands.cues) <= ORDERED)
            or _CARRIED_OUT.search(said.rest(mention.end))
            or _went(record, said)
            or (set(stands.cues) <= _BEGINS and first_last.headed_by_day(said) and _is_past(record, said))
        )
    ):
        objection = None
    if objection and stands.certainty == "question" and done and collective.asks_result(said):
        objection = None
    if objection:
        return objection
    if said.search(_NOT_BEGUN):
        return "it is mentioned as not kept"
    if _COULD.match(said.rest(mention.end)):
        return "it is only thought of"
    return purpose.elsewhere(record, said, mention)


_TOOK_UP = Pattern(
    r"^\W*(?:(?:and|so|then) )?(?:he|she|they|pt|(?:the )?patient) (?:then |duly |eventually |in the end |later |did )?"
    r"(?:went|go|attended|came|completed|kept|took (?:it|them)|did (?:it|them)|"
    r"used (?:it|them|(?:all |only |just |up )?(?:\d{1,2}|one|two|three|four|five|six|eight|ten|twelve))|finished|"
    r"managed)\b(?! (?:up|back|home))"
)
"""Behind what was ordered or talked about: that the patient went."""


_BEGINS = {"begin", "start", "starts", "to start", "begins"}
"""Cues of a plan that tell what was done where the day of it is past: "6/2/26: begins exercise"."""


def _is_past(record: Record, said: Said) -> bool:
    """Whether every day that a statement names is past when the service is asked for."""
    return all(w.latest < record.clock for w in said.statement.whens())


def _went(record: Record, said: Said) -> bool:
    """Whether the next statement tells that the patient went."""
    return any(s.search(_TOOK_UP) and s.statement.cues.whole.time != "planned" for s in record.following(said)[:1])


def lasted(record: Record, tried: Tried, bound: Bound) -> tuple[bool | None, str]:
    """Whether the treatment was kept up for the bound, by its own sentence, else its other namings; and the words."""
    told = tellings(record, tried, bound)
    passed, words_ = kept.best(told)
    if passed or first_last.ended_by_harm(told):
        return passed, words_
    return kept.best([*told, _elsewhere(record, tried.concept, bound)])


def tellings(record: Record, tried: Tried, bound: Bound) -> list[Told]:
    """How long the statements of a treatment and its result tell that it was kept up."""
    told = [t for said in _near(tried) for t in kept.tellings(record, said, tried.concept, bound)]
    told += [kept.over(*tried.over, bound)] if tried.over else []
    begun = [s for s in record.said if s.statement.of(tried.concept) and _before(s, tried.said)]
    told += [t for s in _therapist_saw(record, tried) for t in kept.tellings(record, s, tried.concept, bound)]
    last = (tried.said,) if tried.result_said is tried.said else (tried.said, tried.result_said)
    near = sorted(
        {s.number: s for s in (*begun, *_near(tried), *_goes_on(record, tried))}.values(), key=lambda s: s.number
    )
    told += first_last.from_first_to_last(near, bound)
    told = first_last.up_to_harm(near, told, bound) if tried.result == "not_tolerated" else told
    late = [s for s in (tried.result_said, *tried.between) if s is not tried.said]
    clock = tried.said.written or record.clock
    told += [t for s in late for t in kept.so_long_after(tried.said, s, bound, clock)]
    return [*told, *(t for first in begun for s in last for t in kept.between(first, s, bound))]


def _goes_on(record: Record, tried: Tried) -> list[Said]:
    """Statements right behind the result that go on with it day by day: "4/6/26 still none, stopped"."""
    behind = record.following(tried.result_said)[:2]
    return list(
        itertools.takewhile(
            lambda s: (
                first_last.headed_by_day(s) and s.statement.told and not s.statement.of(*words.family("treatments"))
            ),
            behind,
        )
    )


def _before(begun: Said, taken: Said) -> bool:
    """Whether a statement stands in the same note, or in an earlier one."""
    if begun.document is taken.document:
        return True
    first, last = begun.document.written, taken.document.written
    return first is not None and last is not None and first < last


_SEEN = Pattern(
    r"^\W*(?:(?:patient|pt|she|he|they)\s+)?(?:was\s+|were\s+)?(?:seen|attended|treated|visits?|sessions?|dates)\b"
)


def _therapist_saw(record: Record, tried: Tried) -> list[Said]:
    """Statements of a therapist's own paper that say from when to when the patient was seen."""
    document, group = tried.said.document, words.concept(tried.concept).about.get("group")
    if document.speaker != "other_clinician" or group != "physical":
        return []
    return [s for s in record.said if s.document is document and s.search(_SEEN) and from_to.has_range(s)]


def recent(record: Record, tried: Tried, within: Bound, lasting: Bound) -> bool | None:
    """Whether the treatment ended within so long before the clock; none where the record does not tell when."""
    edge = lengths.since(within, record.clock)
    near = [(s, tellings(record, tried, lasting)) for s in _near(tried)]
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
        if same and same[0].stands.certainty == "question" and (answer := answered.told(record, said, same[0])):
            yield answer
        if any(_objection(record, said, m, True) is None and not m.stands.negated for m in same):
            yield said


_NEXT_DOSE = Pattern(
    r"^\W*(?:(?:and|then|later|followed by|increased|raised|titrated|up|to|at|on)\s+)*\d+(?:\.\d+)? ?(?:mg|mcg|g)\b"
)
"""The beginning of a clause on the next dose of the drug named before: "then 50 mg, 2/2 to 4/27"."""


def _with_doses(record: Record, naming: Iterator[Said]) -> Iterator[Said]:
    """Statements that name a treatment, each with the clauses behind it on its next doses."""
    for said in naming:
        yield said
        yield from itertools.takewhile(lambda s: s.search(_NEXT_DOSE), meant.rest_of_sentence(record, said))


def _on_form(record: Record, concept: str) -> Iterator[Said]:
    """The fields of an office's form that date a treatment, whose taking and result the clinician tells."""
    for said in record.said:
        named = [m for m in said.statement.of(concept) if m.stands.certainty == "sure" and not m.stands.negated]
        if named and said.document.speaker == "form" and not said.document.late and from_to.has_range(said):
            yield said


def _elsewhere(record: Record, concept: str, bound: Bound) -> Told:
    """The best telling in any statement that names the treatment as taken; found once for each treatment and bound."""
    key = ("lasted", concept, str(bound))
    if key not in record.memo:
        record.memo[key] = kept.best(
            [
                t
                for said in (*_with_doses(record, _naming(record, concept)), *_on_form(record, concept))
                for t in kept.tellings(record, said, concept, bound)
            ]
        )
    return Told(*record.memo[key])
