"""Plainly: what clears an excluded thing without naming it: the age, the service asked for, what is injected.

A plan that names what will be injected tells that nothing else is; an adult has no open growth plates; who is not to be
ablated is not ablated by the wrong means; and where the signs of a trigger point were found there is a true one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from drafter.domain import Citation
from drafter.reading import axial
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, be
from drafter.text import words
from drafter.text.patterns import Pattern
from drafter.text.tokens import tokenise

_AGENT = Pattern(
    r"\b(?:dexamethasone|decadron|dex|triamcinolone|kenalog|methylprednisolone|depo-?medrol|betamethasone|celestone|"
    r"lidocaine|lido|xylocaine|bupivacaine|bupi|marcaine|ropivacaine|mepivacaine|local ana?esthetics?)\b"
)
"""What is injected otherwise."""
_ALL_OF_IT = Pattern(
    rf"(?:{_AGENT.pattern})[^.;]{{0,60}}\b(?:only|alone|nothing (?:else|more)|"
    r"(?:no|without) (?:other|further|additional) (?:agents?|drugs?|additives?|medications?|substances?)|"
    r"(?:no|without) (?:additives|adjuvants))\b|"
    rf"\b(?:only|nothing but|plain) (?:[\w.%/-]+ ){{0,4}}?(?:{_AGENT.pattern})"
)
"""That nothing else is injected."""
_BY_ANOTHER_WAY = Pattern(
    r"\b(?:patch\w*|tabs?|tablets?|caps?|capsules?|oral\w*|by mouth|po|pack|dosepak|taper\w*|cream|gel|ointment|spray|"
    r"prescri\w+|refill\w*|bid|tid|qid|daily|qhs|nightly|iv|im|intravenous\w*|intramuscular\w*)\b"
)
"""Ways of an agent that is not injected where the service is."""
_MORE = Pattern(
    r"\b(?:plus|with|and|mixed with|added?|cocktail|other)\b[^.;]{0,25}\b(?:vitamins?|b-?12|prp|plasma|stem|amnio\w*|"
    r"exosomes?|"
    r"prolo\w*|dextrose|ozone|botul\w*|botox|agents?|something|tbd)\b|\b(?:to be decided|or similar|etc)\b"
)
"""Words by which that may not be all."""
_AMOUNT = Pattern(r"\d ?(?:%|percent|mg|ml|cc|mcg)")
_BEFORE_NOW = Pattern(
    r"\b(?:last|previous\w*|prior|earlier|first|was|were|had|gave|"
    r"in (?:20\d\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)\b"
)
"""Of an injection before."""
_TO_BE_GIVEN = Pattern(
    r"\b(?:technique|injectate|solution|inject\w*|into|will be|is to be|using|planned?|request\w*|propos\w*|"
    r"tfesi|esi|tpi|mbb|block|epidural)\b"
)
_GUIDED = Pattern(
    r"\b(?:fluoro\w*|c-?arm|contrast|omnipaque|isovue|iohexol|iopamidol|dye|ct[- ]guid\w+|no sedation|local only|"
    r"saline)\b"
)
"""How the session is given, beside which its agent stands."""
_GIVEN_THEN = Pattern(
    r"(?<!as )(?<!like )\b(?:last|previous|prior|earlier)\b(?! time\b)|\b(?:was|were|had|gave|received|underwent)\b"
)
"""That a session of before is told, and not how the one asked for is to be given."""
_TWO = 2
"""Signs of a trigger point that make it a true one, by the policies that ask for it."""


def cleared(record: Record, name: str) -> Iterator[Weighed]:
    """Places that clear an excluded thing without its name."""
    about = words.concept(name).about
    age = record.case.age if "age" not in record.case.inferred else None
    if "adult_from" in about and age is not None and age >= int(about["adult_from"]):
        cited = Citation(place="age", start=0, end=len(str(age)), quote=str(age))
        yield Weighed("for", cited, f"the patient is {age} years old")
    procedure = record.procedure
    another = "only_in" in about and procedure is not None and procedure not in about["only_in"]
    another = another or procedure in about.get("not_in", ()) or _elsewhere(record, about.get("only_at", ()))
    if another and (asked := record.service_words()):
        yield Weighed("for", asked, f"{be(name)} no part of the service asked for")
    if about.get("injected") == "true":
        yield from (Weighed("for", s.cite(), "what is injected is named, and is none") for s in _injectate(record))
    if "true_by" in about:
        yield from _signs(record, about["true_by"])
    if "found" in about:
        yield from axial.alone(record, name, str(about["found"]), str(about["without"]))


def _elsewhere(record: Record, only_at: Sequence[str]) -> bool:
    """Whether the service is for other regions alone than those in which the thing can be."""
    named = next((s.label for s in record.policy.services if s.code == record.line.code), record.line.description or "")
    regions = {h.name for h in words.cues("regions").find(tokenise(named))}
    return bool(only_at and regions) and regions.isdisjoint(only_at)


def _injectate(record: Record) -> Iterator[Said]:
    """Statements that name what is to be injected now, with nothing beside it that could be more."""
    for said in record.having(_AGENT):
        whole = said.statement.cues.whole
        sure = whole.certainty == "sure" and not (whole.other_person or said.document.late)
        if not sure or said.search(_MORE) or said.search(_BY_ANOTHER_WAY) or _is_anaesthesia(said):
            continue
        in_plan = said.statement.clause.section == "plan" or said.intends(whole)
        planned = in_plan or _of_service(record, said)
        guided = said.search(_GUIDED) is not None and said.search(_GIVEN_THEN) is None
        planned = planned or bool(guided)
        given = guided or said.search(_TO_BE_GIVEN) or (in_plan and said.search(_AMOUNT))
        alone = (
            (said.search(_ALL_OF_IT) or _only_agents(said)) and whole.time != "past" and not said.search(_BEFORE_NOW)
        )
        denied = whole.negated and said.search(_FIELD_OF_NONE) is None
        if alone or (planned and given and not denied):
            yield said


_FIELD_OF_NONE = Pattern(r"\b(?:sedation|iv sedation|mac|biologics?|prp|vitamins?)\W{1,3}(?:none|no|n|nil)\W*$")
"""A field at the end of a statement that denies something else than the agent: "with Kenalog 40 mg, sedation: none"."""


def _is_anaesthesia(said: Said) -> bool:
    """Whether a local anaesthetic is told as the way in which the patient is numbed, and no agent beside it."""
    return said.search(_NUMBED) is not None and not _AGENT.search(_LOCAL.sub(" ", said.low))


_LOCAL = Pattern(r"\blocal (?:ana?esthe\w+|only)\b")
_NUMBED = Pattern(
    r"\blocal ana?esthe\w+[^.;]{0,30}\b(?:sedat\w+|anxioly\w+|mac|general|(?:to|for|of|in) the skin|skin)\b|"
    r"\b(?:sedat\w+|anxioly\w+|skin)\b[^.;]{0,20}\blocal ana?esthe\w+"
)


def _only_agents(said: Said) -> bool:
    """Whether a statement is nothing but a list of what is injected: "Celestone 6 mg and lidocaine"."""
    rest = _AGENT.sub(" ", said.low)
    return rest != said.low and not re.search(r"[a-z]", _LISTED_WITH.sub(" ", rest))


_LISTED_WITH = Pattern(
    r"\d+(?:\.\d+)? ?(?:%|percent|mg|ml|cc|mcg)|\b(?:and|with|plus|of|per|each|in|mixed|total|saline|normal|pf|"
    r"preservative|free|soluspan|acetate|phosphate|sodium|level|side|joint|nerve|muscle|hcl|injectate|solution)\b"
)
"""What may stand beside the names of agents in a list of them."""


def _of_service(record: Record, said: Said) -> bool:
    """Whether a statement tells of the session asked for: by its day, by a plan for it, or by the technique."""
    day, near = record.case.service_date, (said, *record.preceding(said)[:1])
    dated = any(day and w.earliest <= day <= w.latest for s in near for w in s.statement.whens())
    dated = dated or any(w.earliest > record.clock for w in said.statement.whens())
    planned = any(m.stands.time == "planned" for s in near for m in s.statement.of(record.procedure or ""))
    field = said.search(_FIELD) is not None
    return dated or planned or field


_FIELD = Pattern(r"^\W*(?:technique|injectate|solution|medication|agents?|drugs?)\b[^:]{0,20}:|\bit will be\b")


def _signs(record: Record, signs: Any) -> Iterator[Weighed]:
    """Places of an examination that found two different signs, one of them at a muscle or region that is named."""
    found: dict[str, Said] = {}
    for said in record.said:
        for mention in said.statement.of(*map(str, signs)):
            if mention.stands.plain and record.objection(said, mention.stands) is None:
                found.setdefault(mention.concept, said)
    placed = [s for s in found.values() if s.regions() or s.statement.hits("muscles")]
    if len(found) >= _TWO and placed:
        yield Weighed("for", placed[0].cite(), "the signs of a trigger point were found")
