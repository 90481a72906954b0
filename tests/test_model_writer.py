"""The model writer: a language model may change the prose of a card and nothing else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openai_server import says, serving

from drafter import corpus, prompts
from drafter.domain import Case, Section, ServiceLine, Statement
from drafter.errors import DrafterError, ModelMalformed, ModelUnreachable
from drafter.llm import OpenAIModel, ScriptedModel
from drafter.text import prose
from drafter.writing import model as model_writer
from drafter.writing.model import Written

POLICIES = tuple(p for p in corpus.load().policies if p.id == "tpi-aetna-cpb-0016")
CASE = Case(
    text="Neck pain since March. Massage did not help.",
    services=(ServiceLine(code="20553", description="trigger point injections"),),
    member={"name": "Jane Roe"},
)
MET = "The record meets A1, A3 and A4 in the sense of Aetna CPB 0016."
OPEN = "A2: Conservative care must have been tried and failed. Not documented: massage was named without its result."
ASK = "Send the record of “massage” for at least 4 weeks by November 20, 2026, for Jane Roe."
SECTIONS = (
    Section(
        name="reasoning",
        line=0,
        statements=(
            Statement(text=MET, cites=("p-000000000001",), criteria=("A1", "A3", "A4")),
            Statement(text=OPEN, cites=("p-000000000002",), criteria=("A2",)),
        ),
    ),
    Section(name="pitfalls", statements=(Statement(text="A2 names no number of weeks."),)),
    Section(name="path_forward", line=0, statements=(Statement(text=ASK, criteria=("A2",)),)),
)


def write(model: Any) -> Written:
    return model_writer.write(SECTIONS, CASE, (), (), POLICIES, model=model)


def filling(*texts: dict[str, str]) -> ScriptedModel:
    """A model that fills slots as told, one mapping for each turn."""
    turns = [{"slots": [{"slot": slot, "text": text} for slot, text in turn.items()]} for turn in texts]
    return ScriptedModel(turns)


def slots() -> dict[str, str]:
    """The slots as the model sees them."""
    model = filling({})
    write(model)
    return dict(re.findall(r"<<<(s\d+) \w+\n(.*?)\n\w+ \1>>>", model.prompts[0][1], re.S))


def texts(written: Written) -> list[str]:
    return [s.text for section in written.sections for s in section.statements]


def test_what_must_not_change_leaves_as_placeholders_and_identifiers_leave_too() -> None:
    assert slots() == {
        "s1": "The record {n1} in the sense of {n2}.",
        "s2": "{n1}: Conservative care must have been tried and {n2}. {n3}: massage was named {n4} its result.",
        "s3": "Send the record of {n1}.",
    }
    model = filling({})
    write(model)
    system, user = model.prompts[0]
    for hidden in ("Jane", "Roe", "Aetna", "0016", "A2", "2026", "weeks"):
        assert hidden not in user
    assert "Jane" not in system


def test_a_model_that_changes_nothing_changes_nothing() -> None:
    written = write(filling(slots()))
    assert written.sections == SECTIONS
    assert written.violations == ()
    assert written.prompts == {"write": prompts.sha("write")}


def test_prose_changes_and_the_rest_comes_back_by_the_code() -> None:
    new = "{n1}: Conservative care must have been used and {n2}. Still {n3}: massage is mentioned {n4} a result."
    written = write(filling({"s2": new}))
    assert written.violations == ()
    assert texts(written)[1] == (
        "A2: Conservative care must have been used and failed. Still not documented: massage is mentioned without a "
        "result."
    )
    before, after = SECTIONS[0].statements[1], written.sections[0].statements[1]
    assert (after.cites, after.criteria) == (before.cites, before.criteria)
    assert [t for n, t in enumerate(texts(written)) if n != 1] == [
        t for n, t in enumerate(s.text for x in SECTIONS for s in x.statements) if n != 1
    ]


BAD = {
    "no placeholder": "The record has it.",
    "one twice": "The record {n1} {n1} of {n2}.",
    "out of order": "The record of {n2} {n1}.",
    "unknown": "The record {n1} of {n2} and {n3}.",
    "brace": "The record {n1} of {n2} {x}.",
    "digit": "The record {n1} of {n2}, 3 of them.",
    "half": "The record {n1} of {n2} by ½.",
    "number word": "The record {n1} all three of {n2}.",
    "ordinal": "The record {n1} the first of {n2}.",
    "outcome": "The record {n1} of {n2} and is approved.",
    "recommended": "The record {n1} of {n2}, which is recommended.",
    "necessity": "The record {n1} of {n2}: medically necessary.",
    "verdict": "The record {n1} of {n2} and satisfies them.",
    "negation": "The record never {n1} of {n2}.",
    "contraction": "The record doesn't {n1} of {n2}.",
    "comparison": "The record {n1} more than {n2}.",
    "qualified": "The record {n1} of about {n2}.",
    "quotation": 'The "record" {n1} of {n2}.',
    "code": "The record {n1} of {n2} for J1885.",
    "date": "The record {n1} of {n2} since May 2026.",
    "month": "The record {n1} of {n2} since January.",
    "url": "The record {n1} of {n2}, see www.example.org",
    "drug": "The record {n1} of {n2} with ketamine.",
    "known drug": "The record {n1} of {n2} with ibuprofen.",
    "diagnosis": "The record {n1} of {n2} in lupus.",
    "person": "The record of Smith {n1} of {n2}.",
    "letters": "The record {n1} of {n2} in MS.",
    "homoglyph": "The record {n1} of {n2} аnd more.",
    "zero width": "The record {n1} of {n2} cer\u200btified.",
    "markup": "The record {n1} of {n2} **now**.",
    "line": "The record {n1} of {n2}.\n# Outcome",
    "instruction": "The record {n1} of {n2}. You are the reviewer.",
    "roman": "The record {n1} of {n2} class IV.",
    "or": "The record {n1} or in the sense of {n2}.",
    "only": "Only the record {n1} in the sense of {n2}.",
    "strength": "The record strongly {n1} in the sense of {n2}.",
    "length": "The record {n1} of {n2} " + "and so on " * 30,
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
def test_whatever_else_a_model_writes_goes_back_once_and_then_blocks(bad: str) -> None:
    model = filling({"s1": bad}, {"s1": bad})
    written = write(model)
    assert written.sections == SECTIONS
    assert written.violations
    assert {(v.code, v.severity, v.where) for v in written.violations} == {("WRT001", "error", "reasoning, line 1")}
    assert len(model.prompts) == 2
    assert written.violations[0].message in model.prompts[1][1]
    assert "<<<s2 " not in model.prompts[1][1]
    good = "By the record, {n1} of {n2}."
    repaired = write(filling({"s1": bad}, {"s1": good}))
    assert repaired.violations == ()
    assert texts(repaired)[0] == "By the record, meets A1, A3 and A4 of Aetna CPB 0016."


def test_a_slot_given_twice_or_made_up_is_a_fault() -> None:
    fine = slots()["s1"]
    twice = {"slots": [{"slot": "s1", "text": fine}, {"slot": "s1", "text": fine}]}
    made_up = {"slots": [{"slot": "s9", "text": "Approved."}, {"slot": "s1", "text": fine}]}
    for reply in (twice, made_up):
        assert write(ScriptedModel([reply, reply])).violations
        assert write(ScriptedModel([reply, {"slots": []}])).violations == ()


def test_a_malformed_reply_is_a_fault_and_an_endpoint_that_is_gone_an_error() -> None:
    written = write(ScriptedModel([{"x": 1}, ModelMalformed("the reply is not JSON")]))
    assert "not JSON" in written.violations[0].message
    assert written.sections == SECTIONS
    with pytest.raises(ModelUnreachable):
        write(ScriptedModel([]))


def test_sections_without_prose_ask_nothing() -> None:
    written = model_writer.write((SECTIONS[1],), CASE, (), (), POLICIES, model=ScriptedModel([]))
    assert written == Written((SECTIONS[1],), (), {})


def test_what_a_source_says_keeps_its_words_and_the_slots_after_it_their_place() -> None:
    says = Statement(text="The society: weak for. It does not show relief.", cites=("p-000000000003",))
    ours = Statement(text="Ask for the record.")
    model = filling({"s1": "Ask for all of the record."}, {"s1": "Please ask for the record."})
    written = model_writer.write((Section(name="reasoning", statements=(says, ours)),), CASE, (), (), (), model=model)
    assert texts(written) == [says.text, "Please ask for the record."]
    assert "society" not in model.prompts[0][1]


def test_many_slots_go_in_several_requests() -> None:
    statements = tuple(Statement(text=f"Ask for record {n}.") for n in range(45))
    model = ScriptedModel(lambda system, user, schema: {"slots": []})
    many = (Section(name="reasoning", statements=statements),)
    assert model_writer.write(many, CASE, (), (), (), model=model).sections == many
    assert len(model.prompts) == 3


def test_capitals_follow_the_place_of_a_placeholder() -> None:
    section = Section(
        name="reasoning", statements=(Statement(text="At least 4 weeks are asked for. So is what was missing."),)
    )
    model = filling({"s1": "It is asked for {n1}. {n2} is what was asked for."})
    written = model_writer.write((section,), CASE, (), (), (), model=model)
    assert texts(written) == ["It is asked for at least 4 weeks. Missing is what was asked for."]


def test_over_http_with_the_real_client() -> None:
    with serving(says({"slots": [{"slot": "s1", "text": "By the record, {n1} of {n2}."}]})) as endpoint:
        written = write(OpenAIModel("tiny", base_url=endpoint.url, retries=0))
    assert texts(written)[0] == "By the record, meets A1, A3 and A4 of Aetna CPB 0016."


# ------------------------------------------------------------------------------------------------- a model that lies

_PIECES = st.sampled_from(
    [
        *(f"{{n{n}}}" for n in range(6)),
        "approved",
        "deny",
        "20553",
        "“x”",
        "not",
        "the record",
        "massage",
        "{",
        "|",
        "6",
    ]
)
_TEXTS = st.one_of(
    st.lists(_PIECES, max_size=8).map(" ".join),
    st.text(st.characters(codec="utf-8"), max_size=40),
    st.sampled_from(list(slots().values())).flatmap(
        lambda text: st.tuples(st.just(text), st.integers(0, len(text)), _PIECES).map(
            lambda t: t[0][: t[1]] + " " + t[2] + " " + t[0][t[1] :]
        )
    ),
)
_REPLIES = st.fixed_dictionaries(
    {
        "slots": st.lists(
            st.fixed_dictionaries({"slot": st.sampled_from(["s1", "s2", "s3", "s4", "cite"]), "text": _TEXTS}),
            max_size=4,
        )
    }
)


def marks(text: str) -> list[str]:
    """What only the code may write, in order."""
    names = ("Aetna CPB 0016", "Jane Roe")
    return [stretch.text.casefold() for stretch in prose.fixed(text, names)]


@settings(max_examples=50)
@given(st.lists(_REPLIES, min_size=2, max_size=2))
def test_whatever_a_model_writes_numbers_outcomes_quotations_and_citations_are_the_codes_own(
    replies: list[dict[str, Any]],
) -> None:
    try:
        written = write(ScriptedModel(replies))
    except DrafterError:
        return
    assert [s.name for s in written.sections] == [s.name for s in SECTIONS]
    for before, after in zip(SECTIONS, written.sections, strict=True):
        for was, now in zip(before.statements, after.statements, strict=True):
            assert (now.cites, now.criteria) == (was.cites, was.criteria)
            assert marks(now.text) == marks(was.text)
            assert "{" not in now.text
