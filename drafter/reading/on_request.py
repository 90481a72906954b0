"""On the request: for which conditions the service is asked, by the words of the record or by the list of a form."""

from __future__ import annotations

from functools import cache

from drafter.domain import Citation, DiagnosisCriterion, Finding
from drafter.reading.indicated import indicated
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, listed, sentence, stated
from drafter.text import words
from drafter.text.tokens import fold, tokenise


@cache
def qualifying(conditions: tuple[str, ...]) -> frozenset[str]:
    """The conditions, and what names one of them too."""
    return frozenset((*conditions, *(c.name for c in words.concepts().values() if set(c.broader) & set(conditions))))


def claimed_concepts(record: Record, criterion: DiagnosisCriterion) -> set[str]:
    """Conditions of the criterion for which the service is asked: as its indication, or listed on the request."""
    asked = record.field("indication")
    given = [asked.quote] if asked else [d.text for d in record.case.diagnoses if d.text]
    hits = [h for text in given for h in words.lexicon(record.terms).find(tokenise(text), fold(text), 0)]
    return {h.name for h in hits if h.name in qualifying(criterion.conditions)}


def for_another(record: Record, criterion: DiagnosisCriterion) -> Finding | None:
    """The finding where the record asks the service for another condition, which is more than a complaint."""
    asked = [
        Weighed(
            "against", said.cite(), f"the service is requested for {words.names(m.concept)}, which does not qualify"
        )
        for said in record.said
        for m in said.statement.mentions
        if words.concept(m.concept).family == "conditions"
        and not (words.concept(m.concept).about.get("complaint") or _narrower(criterion, m.concept))
        and record.objection(said, m.stands) is None
        and m.stands.plain
        and not _another_service(record, said)
        and indicated(said, m)
    ]
    return stated(record, criterion, "not_met", sentence(asked[0].why), asked) if asked else None


def _another_service(record: Record, said: Said) -> bool:
    """Whether a statement names procedures by name, and the one asked for is none of them."""
    mine = words.concept(record.procedure or "").about.get("kind_of", ())
    start = said.statement.clause.start
    named = {
        m.concept
        for m in said.statement.of(*words.family("procedures"))
        if not words.concept(m.concept).about.get("generic") and said.low[m.start - start : m.end - start] not in mine
    }
    return bool(named) and record.procedure not in named


def _narrower(criterion: DiagnosisCriterion, concept: str) -> bool:
    """Whether a condition of the criterion is a kind of this one, which then does not say which kind it is."""
    return any(concept in words.concept(c).broader for c in criterion.conditions if c in words.concepts())


def indication(record: Record, criterion: DiagnosisCriterion, doubted: bool) -> Weighed | None:
    """What the condition says for which the request asks the service."""
    cited = record.field("indication")
    if cited is None:
        return None
    hits = words.lexicon(record.terms).find(tokenise(cited.quote), fold(cited.quote), 0)
    named = [h.name for h in hits if words.concept(h.name).family == "conditions"]
    if qualifying(criterion.conditions).intersection(named):
        return (
            None
            if doubted
            else Weighed(
                "for", cited, f"{listed(words.names(n) for n in named)} is the indication stated for the service"
            )
        )
    if not named or any(_narrower(criterion, name) for name in named):
        return Weighed(
            "open", cited, "the indication stated for the service does not say which of the conditions it is"
        )
    if criterion.closed or named:
        return Weighed(
            "against",
            cited,
            f"the service is requested for {listed(words.names(n) for n in named)}, which does not qualify",
        )
    return None


def claimed(record: Record, criterion: DiagnosisCriterion) -> list[Weighed]:
    """Conditions of the criterion that the request lists, by code or by words; a list on a form is a claim."""
    found: list[Weighed] = []
    places = record.case.quotable()
    for n, diagnosis in enumerate(record.case.diagnoses):
        code = (diagnosis.code or "").upper().replace(".", "")
        hits = words.lexicon(record.terms).find(tokenise(diagnosis.text or ""), fold(diagnosis.text or ""), 0)
        named = [h.name for h in hits if h.name in qualifying(criterion.conditions)]
        if code and any(code.startswith(c.upper().replace(".", "")) for c in criterion.codes):
            field, what = "code", str(diagnosis.code)
        elif named:
            field, what = "text", words.names(named[0])
        else:
            continue
        quote = places[f"diagnoses/{n}/{field}"]
        cited = Citation(place=f"diagnoses/{n}/{field}", start=0, end=len(quote), quote=quote)
        found.append(Weighed("open", cited, f"{what} is only listed on the request, and no note states it"))
    return found
