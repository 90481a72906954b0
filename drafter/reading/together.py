"""Other invasive procedures beside the one asked for, and whether the record puts both into one session."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.domain import Citation
from drafter.reading import answered
from drafter.reading.record import Record, procedure_of
from drafter.reading.said import Said
from drafter.text import Mention, dates, words
from drafter.text.patterns import Pattern
from drafter.text.words import Hit

_SAME = Pattern(
    r"\b(?:same|one|single|1) (?:\w+ )?(?:session|visit|day|encounter|sitting|appointment|"
    r"date|time)\b|\bat the same time\b|\bsame-?day\b|\bboth (?:are )?(?:on|for|"
    r"scheduled for|planned for|requested for) \d|\bboth (?:\w+ ){0,3}\d{1,2}/\d|\bsimultaneous(?:ly)?\b|"
    r"\bconcomitant(?:ly)?\b|\bconcurrently\b|\bin conjunction\b|"
    r"\b(?:done|performed|given|scheduled|administered|planned|combined|injected) together\b|"
    r"\btogether (?:on|in|at)\b|\bin one go\b|\bon the (?:procedure |operating )?table\b|"
    r"\bwithout (?:\w+ ){0,2}getting up\b|"
    r"\b(?:straight|immediately|directly|right) (?:after(?:wards?)?|before|beforehand)\b|"
    r"\bduring the (?:same|block|session|injection)|"
    r"\bon the (?:very )?day of (?:the|her|his|this|these) (?:\w+ ){0,3}?(?:injections?|blocks?|procedures?|session)\b"
)
_ALSO = Pattern(r"\b(?:also|as well|too|additionally|in addition)\b")
_APART = Pattern(
    r"\b(?:separate|different|distinct|other|another|alternate|"
    r"alternating) (?:\w+ )?(?:sessions?|visits?|days?|encounters?|sittings?|appointments?|"
    r"dates?|occasions?|weeks?)\b|"
    r"\b(?:weeks?|days|months?) (?:apart|later|after|before)\b|\bstaged\b"
)
_NOT_SAME = Pattern(r"\b(?:not|never|no|neither|cannot|can't|avoid\w*|won't|rather than|instead of)\b[^.;,]{0,40}$")
_NOTHING_ELSE = Pattern(
    r"\bnothing else (?:will be|is|is to be|to be|gets) (?:\w+ )?(?:injected|done|given|planned|performed|scheduled|"
    r"blocked)\b|\b(?:no|without any|not any) (?:other|further|additional|second) (?:\w+ )?(?:blocks?|injections?|"
    r"procedures?|interventions?|modalit(?:y|ies))\b[^.;]{0,40}"
    r"\b(?:(?:that|the same|this|same) (?:day|session|visit|date|sitting|encounter|appointment)|"
    r"(?:on|in|at|during) the (?:day|session|visit) of)\b"
)
"""That nothing else is given in the session, whatever else is asked for."""
_EVERY = Pattern(
    r"\b(?:continu\w*|ongoing|current(?:ly)?|receiv(?:es|ing)|gets|undergoing|scheduled|"
    r"being given|is given|are given|every \d+|q ?\d+|"
    r"request\w*|also|plan(?:ned)?|together|certified|approved|authori[sz]ed|"
    r"will (?:\w+ )?(?:be )?(?:given|done|performed|injected|administered|added|repeated|receive|get|undergo|have|"
    r"follow|add|inject|perform|give|take place)|(?:is|are) (?:to be )?(?:done|performed|injected|administered|added|"
    r"due|set|booked)|to follow|adding|(?:that|this|the (?:same|very)|same|next|following) week|"
    r"next (?:cycle|round|set|session|dose|one))\b"
)
_DENIED_OR_PAST = Pattern(
    r"\b(?:previous(?:ly)?|prior|past|history|tried|failed|had|underwent|received|"
    r"years? ago|last|stopped|discontinued)\b|\|\s*(?:paid|denied|settled|processed)\b"
)
_BYGONE = Pattern(
    r"\b(?:last (?:year|month|week|time|spring|summer|autumn|fall|winter)|previously|in the past|ago|formerly)\b"
)
"""Words of another time: they tell nothing about the session asked for."""

_WILL_NOT = Pattern(
    r"^[^.;]{0,40}\b(?:will not|won't|shall not|(?:is|are) not (?:going )?to) (?:\w+ )?be (?:done|given|performed)\b"
)
_TOLD_OF = Pattern(r"\b(?:did|was|were|had|got|gave|held|lasted|felt|helped|has had|relief|better)\b")
"""Words that tell what earlier sessions did: "ten weeks after each" spaces nothing that is asked for."""

_RIGHT_BEHIND = Pattern(
    r"^\W*(?:for (?:the |her |his )?(?!\d)[a-z]+(?: [a-z]+)?\W+)?"
    r"(?:is |are |was |were )?(?:planned |scheduled |given |done |requested |approved |"
    r"authorized |certified |set )?(?:for |on )?\W*$"
)


@dataclass(frozen=True)
class Other:
    """Another invasive procedure."""

    name: str
    concept: str
    how: str
    """requested, certified, or mentioned as under way."""
    cited: Citation


@dataclass(frozen=True)
class Shared:
    """Whether two procedures share a session: yes, no, or not told."""

    session: bool | None
    citations: tuple[Citation, ...] = ()


def others(record: Record) -> list[Other]:
    """Other invasive procedures that are requested, certified, or under way."""
    found = [*_lines(record), *_certified(record), *_mentioned(record)]
    return list({o.concept: o for o in reversed(found)}.values())[::-1]


def _name(concept: str) -> str:
    return words.names(concept)


def _lines(record: Record) -> list[Other]:
    found = []
    for n, line in enumerate(record.case.services):
        concept = procedure_of(line.code, line.description)
        if n == record.number or concept is None or concept == record.procedure:
            continue
        quotable = record.case.quotable()
        path = f"services/{n}/code" if line.code else f"services/{n}/description"
        quote = quotable[path]
        found.append(
            Other(_name(concept), concept, "requested", Citation(place=path, start=0, end=len(quote), quote=quote))
        )
    return found


def _certified(record: Record) -> list[Other]:
    found = []
    for n, prior in enumerate(record.case.prior_determinations):
        concept = procedure_of(prior.code, prior.description)
        if concept is None or concept == record.procedure or prior.outcome not in ("certify", "certify_modified"):
            continue
        quote = record.case.quotable()[f"prior_determinations/{n}"]
        cited = Citation(place=f"prior_determinations/{n}", start=0, end=len(quote), quote=quote)
        found.append(Other(_name(concept), concept, "certified", cited))
    return found


def _mentioned(record: Record) -> list[Other]:
    """Procedures that the record names as asked for, going on, or meant for one session or one day with this one.

    One of the past, denied or only considered is none; one that may share the session is another one all the same.
    """
    found = []
    for said in record.said:
        for m in said.statement.mentions:
            concept = words.concept(m.concept)
            if (
                concept.family != "procedures"
                or concept.about.get("generic")
                or m.concept == record.procedure
                or said.document.late
            ):
                continue
            stands = m.stands
            if stands.negated or stands.other_person or stands.refused or stands.time == "past":
                continue
            if said.statement.clause.question and answered.no(record, said):
                continue
            beside = says_same(said) or _dated(record, said, m)
            if (stands.time == "conditional" or stands.certainty == "hedged") and not beside:
                continue
            if _WILL_NOT.search(said.low[m.end - said.statement.clause.start :]):
                continue
            considered = any(
                c.startswith(("consider", "will consider", "discussed", "recommend", "offered", "candidate"))
                for c in stands.cues
            )
            asked = (
                said.statement.clause.question
                or beside
                or said.search(_EVERY)
                or bool(record.procedure and said.statement.of(record.procedure))
            )
            if not considered and asked and (said.statement.clause.question or not said.search(_DENIED_OR_PAST)):
                found.append(Other(_name(m.concept), m.concept, "mentioned as requested or under way", said.cite()))
    return found


def _dated(record: Record, said: Said, mention: Mention) -> bool:
    """Whether the words behind a naming give it a day of its own, not before this service could be given."""
    start = _not_before(record)
    behind = said.document.text
    return any(
        w.start >= mention.end and w.latest >= start and _RIGHT_BEHIND.match(behind[mention.end : w.start].lower())
        for w in said.statement.whens()
    )


def shared(record: Record, found: Sequence[Other]) -> Shared:
    """What the record says about sharing a session; contrary statements tell nothing."""
    concepts = {o.concept for o in found}
    alone = [s.cite_sentence() for s in record.having(_NOTHING_ELSE) if _sure(record, s)]
    same = [s.cite_sentence() for s in record.said if says_same(s) and _speaks(record, s, concepts)]
    apart = [s.cite_sentence() for s in record.said if says_apart(s) and _speaks(record, s, concepts)]
    if alone and not same:
        return Shared(False, tuple(alone[:2]))
    if not same and not apart:
        return _by_dates(record, concepts)
    if same and apart:
        return Shared(None, (same[0], apart[0]))
    return Shared(bool(same), tuple((same or apart)[:2]))


_BOTH = Pattern(r"\b(?:both|the two|these|together|all|procedures|injections and|each)\b")


def _speaks(record: Record, said: Said, concepts: set[str]) -> bool:
    """Whether a statement is about both procedures: it names the other one, or speaks of both."""
    whole = said.statement.cues.whole
    if said.document.late or whole.other_person or whole.certainty == "hedged" or said.search(_BYGONE):
        return False
    if any(kind in ("conditional", "hedged") and _reaches(said, hit) for kind, hit in said.statement.cues.before):
        return False
    named = bool(said.statement.of(*concepts))
    both = said.search(_BOTH) and not said.search(_TOLD_OF)
    own = bool(record.procedure and said.statement.of(record.procedure))
    return (
        named
        or (own and bool(said.search(_ALSO)))
        or (bool(both) and bool(said.statement.of("generic_injection") or both))
        or (own and bool(said.statement.of("generic_injection")))
    )


def _sure(record: Record, said: Said) -> bool:
    """Whether a statement speaks for sure of what is to be done for this patient."""
    whole = said.statement.cues.whole
    unsure = whole.certainty == "hedged" or whole.other_person or whole.time in ("past", "conditional")
    return not (unsure or said.document.late or said.statement.clause.question or said.search(_BYGONE))


def _reaches(said: Said, hit: Hit) -> bool:
    """Whether a doubt stands before what it is about; one behind belongs to the rest: "so that he only comes once"."""
    match = said.search(_SAME) or said.search(_APART)
    return match is None or hit.start - said.statement.clause.start < match.start()


def says_same(said: Said) -> bool:
    """Whether a statement puts things into one session, visit or day."""
    match = said.search(_SAME)
    return (
        bool(match) and not _NOT_SAME.search(said.low[: match.start()]) and not said.statement.clause.question
        if match
        else False
    )


def says_apart(said: Said) -> bool:
    """Whether a statement puts things into different sessions, visits or days."""
    if said.statement.clause.question:
        return False
    same = said.search(_SAME)
    if same and _NOT_SAME.search(said.low[: same.start()]):
        return True
    match = said.search(_APART)
    return bool(match) and not _NOT_SAME.search(said.low[: match.start()]) if match else False


def says_both_share(record: Record) -> Citation | None:
    """A statement that puts "both" procedures into one session without naming the other one."""
    for said in record.said:
        if says_same(said) and re.search(
            r"\b(?:both|two|all) (?:\w+ )?(?:procedures|injections|blocks|services)\b", said.low
        ):
            return said.cite()
    return None


def _by_dates(record: Record, concepts: set[str]) -> Shared:
    """Both procedures dated in the record, or this one by the date of service: one day or several."""
    mine = _days(record, {record.procedure} if record.procedure else set())
    theirs = _days(record, concepts)
    if theirs and not mine and record.case.service_date:
        return _by_service_date(record.case.service_date, theirs)
    if not mine or not theirs:
        return Shared(None)
    cited = (mine[-1][1], theirs[-1][1])
    if any(a.exact and b.exact and a.earliest == b.earliest for a, _ in mine for b, _ in theirs):
        return Shared(True, cited)
    disjoint = all(a.latest < b.earliest or b.latest < a.earliest for a, _ in mine for b, _ in theirs)
    return Shared(False, cited) if disjoint else Shared(None)


def _by_service_date(service: dt.date, theirs: Sequence[tuple[dates.When, Citation]]) -> Shared:
    """The other procedure's days against the date of service."""
    for when, cited in theirs:
        if when.exact and when.earliest == service:
            return Shared(True, (cited,))
    apart = all(when.latest < service or service < when.earliest for when, _ in theirs)
    return Shared(False, (theirs[-1][1],)) if apart else Shared(None)


def _not_before(record: Record) -> dt.date:
    """The first day on which the service could be given."""
    case = record.case
    retrospective = case.review_type == "retrospective"
    return record.clock if retrospective else min(case.service_date or record.clock, record.clock)


def _days(record: Record, concepts: set[str]) -> list[tuple[dates.When, Citation]]:
    """Dates right behind a naming of the procedures, not before the day the clock stops."""
    start = _not_before(record)
    found: list[tuple[dates.When, Citation]] = []
    for said in record.said:
        for mention in said.statement.of(*concepts):
            when = next((w for w in said.statement.whens() if w.start >= mention.end), None)
            if when and when.latest >= start and _RIGHT_BEHIND.match(said.between(mention.end, when.start)):
                found.append((when, said.cite()))
    return found
