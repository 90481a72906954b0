"""The packaged corpus, its strictness, and the choice of policies."""

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import checking, corpus, drafting
from drafter.corpus import Corpus, applicable, bound
from drafter.domain import Case, Logic, Policy, ServiceLine
from drafter.errors import InputError

TODAY = dt.date(2026, 11, 21)
HERE = Path(__file__).parent
AETNA, MEDICARE, ONB = "tpi-aetna-cpb-0016", "tpi-medicare-lcd", "onb-synthetic"
ESI = "esi-medicare-lcd"


@pytest.fixture(scope="module")
def held() -> Corpus:
    return corpus.load(corpus.packaged())


def one(held: Corpus, id: str, version: str | None = None) -> Policy:
    return next(p for p in held.policies if p.id == id and version in (None, p.version))


# ----------------------------------------------------------------------------------------------- the packaged corpus


def short(logic: Logic) -> str:
    if logic.op == "criterion":
        return str(logic.criterion)
    count = f" {logic.count}" if logic.count else ""
    return f"{logic.op}{count}({', '.join(short(member) for member in logic.members)})"


CONTRACT = {file.stem: yaml.safe_load(file.read_text()) for file in sorted((HERE / "contract").glob("*.yaml"))}
"""What suites and letters rely on, one file a policy: ids, logic, limits, silence, holder, how each fact is known."""


def test_every_policy_has_a_contract(held):
    assert {p.id for p in held.policies} == set(CONTRACT)


@pytest.mark.parametrize("id", CONTRACT)
def test_a_policy_is_its_contract(held, id):
    """Holds for the version of `policy.yaml`; the logic for every version that has not its own stages."""
    due = CONTRACT[id]
    policy = next(p for p in held.policies if p.id == id)
    stages = {}
    for stage in policy.stages:
        given = {key: list(getattr(stage, key)) for key in ("limits", "reported", "may_not_apply")}
        stages[stage.name] = {"logic": short(stage.logic), **{key: ids for key, ids in given.items() if ids}}
    assert stages == due["stages"]
    assert [c.id for c in policy.criteria if c.holder == "plan"] == due.get("plan", [])
    for silence in ("clears", "clears_if_alone"):
        assert [c.id for c in policy.criteria if c.silence == silence] == due.get(silence, [])
    assert {c.id: c.verified for c in policy.criteria} == {
        id: how for how, ids in due["verified"].items() for id in ids
    }


def test_thresholds_are_those_of_the_sources(held):
    aetna, onb = one(held, AETNA), one(held, ONB)
    assert str(aetna.criterion("A3").lasting) == "more than 3 months"
    assert (aetna.criterion("A6").most, aetna.criterion("A6").window_months) == (4, None)
    assert str(aetna.criterion("A7").apart) == "at least 7 days"
    assert aetna.criterion("A2").lasting is None
    assert aetna.criterion("A2").count == 1
    assert str(onb.criterion("S8").apart) == "at least 84 days"
    assert str(onb.criterion("S6").relief) == "at least 50%"
    assert str(onb.criterion("S3").lasting) == str(onb.criterion("S4").lasting) == "at least 4 weeks"
    assert (onb.criterion("S7").most, onb.criterion("S7").window_months) == (4, 12)


def test_the_versions_of_the_medicare_policy_differ_in_b8_and_states(held):
    jf, je = one(held, MEDICARE, "L36859"), one(held, MEDICARE, "L34211")
    assert str(jf.criterion("B8").relief) == "at least 50%"
    assert je.criterion("B8").relief is None
    assert [c for c in jf.criteria if c.id != "B8"] == [c for c in je.criteria if c.id != "B8"]
    assert not set(jf.states) & set(je.states)
    assert jf.sha != je.sha


def test_every_criterion_is_stated_by_a_passage_of_its_own_version(held):
    for policy in held.policies:
        mine = [
            p
            for p in held.passages
            if p.type == "policy" and p.policy == policy.id and p.version in (None, policy.version)
        ]
        assert {id for p in mine for id in p.criteria} == {c.id for c in policy.criteria}
        assert {(p.source.document, p.source.organisation) for p in mine} == {
            (policy.source.document, policy.source.organisation)
        }
    b8 = {p.version: p.text for p in held.passages if "B8" in p.criteria}
    assert "50 %" in b8["L36859"]
    assert "50 %" not in b8["L34211"]


def test_a_passage_is_as_well_checked_as_its_weakest_criterion(held):
    checked = {id: p.source.verified for p in held.passages if p.policy == AETNA for id in p.criteria}
    assert checked == {c.id: c.verified for c in one(held, AETNA).criteria}


def test_figures_of_claims_stand_in_the_passage(held):
    for passage in held.passages:
        for figure in re.findall(r"\d+(?:\.\d+)?", " ".join(passage.claims)):
            assert figure in f"{passage.text} {passage.source.document} {passage.source.year}", passage.id


def test_evidence_says_what_it_does_not_show(held):
    evidence = [p for p in held.passages if p.type in ("guideline", "research")]
    assert len(evidence) >= 25
    for passage in evidence:
        assert passage.claims
        assert passage.does_not_show or passage.retired, passage.heading
        assert passage.strength


def test_words_of_policies_fit_a_service_already_given(held):
    ahead = re.compile(
        r"\b(do not (proceed|inject|schedule|repeat)|before (inject|proceed)|defer|postpone|should|is to be|are to be)",
        re.I,
    )
    for policy in held.policies:
        texts = [t for c in policy.criteria for t in (c.text, c.ask, c.caution or "")] + list(policy.pitfalls)
        assert not [t for t in texts if ahead.search(t)]


def test_passage_ids_come_from_their_content(held):
    ids = [p.id for p in held.passages]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"p-[0-9a-f]{12}", id) for id in ids)
    again = corpus.load(corpus.packaged())
    assert (again.sha, [p.id for p in again.passages]) == (held.sha, ids)


@pytest.mark.parametrize("code", ["20552", "64405", "27447", "J0585", "0213T", "99202", "00100"])
def test_known_codes(held, code):
    assert held.knows(code)


@pytest.mark.parametrize(
    "code", ["99999", "00000", "99201", "2055", "205533", "I0001", "A0000", "20553 ", "", "２０５５３"]
)
def test_unknown_codes(held, code):
    assert not held.knows(code)


# ------------------------------------------------------------------------------------------------ the policy of a line

TPI, BLOCK = ServiceLine(code="20553"), ServiceLine(description="bilateral occipital nerve blocks")


def chosen(held: Corpus, line: ServiceLine, **case: object) -> tuple[str | None, list[str], str]:
    found = applicable(line, Case.model_validate(case), held.policies, TODAY)
    versions = [f"{p.id}@{p.version}" for p in found.candidates]
    return (f"{found.policy.id}@{found.policy.version}" if found.policy else None), versions, found.why


CHOICES = [
    (TPI, {"payer": "aetna", "line_of_business": "commercial"}, f"{AETNA}@2026-01-01"),
    (TPI, {"line_of_business": "medicare", "state": "CA"}, f"{MEDICARE}@L34211"),
    (TPI, {"line_of_business": "medicare", "state": "OR"}, f"{MEDICARE}@L36859"),
    (TPI, {"line_of_business": "medicare", "state": "CA", "service_date": "2024-04-01"}, f"{MEDICARE}@L34211"),
    (TPI, {"policy": AETNA, "payer": "Another Plan", "line_of_business": "medicare"}, f"{AETNA}@2026-01-01"),
    (TPI, {"policy": [ONB, f"{MEDICARE}@L36859"]}, f"{MEDICARE}@L36859"),
    (BLOCK, {"policy": [ONB, AETNA]}, f"{ONB}@1"),
    (BLOCK, {"payer": "Synthetic  health plan"}, f"{ONB}@1"),
]


ERENUMAB = ServiceLine(code="J3590", description="erenumab (Aimovig)")
CGRP = "cgrp-preventives"
CHOICES += [
    (ERENUMAB, {"payer": "UHC", "state": "OH"}, f"{CGRP}@UHC"),
    (ERENUMAB, {"payer": "UnitedHealthcare", "state": "CT"}, f"{CGRP}@UHC-30-days"),
    (ERENUMAB, {"payer": "Cigna", "state": "CT"}, f"{CGRP}@Cigna"),
    (ERENUMAB, {"payer": "Cigna", "policy": CGRP}, f"{CGRP}@Cigna"),
    (ERENUMAB, {"policy": CGRP, "payer": "UHC"}, f"{CGRP}@UHC"),
    (ERENUMAB, {"policy": CGRP, "payer": "Western Health"}, f"{CGRP}@Optum"),
    (ERENUMAB, {"policy": f"{CGRP}@UHC"}, f"{CGRP}@UHC"),
    (ERENUMAB, {"payer": "Cigna", "policy": f"{CGRP}@FEP"}, f"{CGRP}@FEP"),
]


@pytest.mark.parametrize(("line", "case", "id"), CHOICES)
def test_one_policy_applies(held, line, case, id):
    policy, candidates, why = chosen(held, line, **case)
    assert (policy, candidates) == (id, [])
    assert id.partition("@")[0] in why


NONE = [
    (ServiceLine(code="J3590", description="adalimumab"), {"payer": "UHC"}, "No policy is held for adalimumab"),
    (TPI, {"payer": "Another Plan", "line_of_business": "commercial"}, "is used by Aetna, not by Another Plan"),
    (TPI, {"payer": "Aetna", "line_of_business": "medicaid"}, "coverage, not for medicaid"),
    (TPI, {"line_of_business": "medicare", "state": "FL"}, "L34211 holds in CA, HI, NV, not in FL"),
    (TPI, {"policy": AETNA, "service_date": "2025-12-31"}, "is not in force on 2025-12-31 (it is from 2026-01-01 on)"),
    (TPI, {"policy": ONB}, f"The bound policy {ONB} does not cover service (20553)."),
    (BLOCK, {"policy": [AETNA, MEDICARE]}, f"None of the bound policies {AETNA}, {MEDICARE} covers"),
    (ServiceLine(code="29881"), {}, "No policy is held for service (29881)."),
    (ServiceLine(description="knee arthroscopy"), {}, "No policy is held for knee arthroscopy."),
]


@pytest.mark.parametrize(("line", "case", "says"), NONE)
def test_no_policy_applies_and_why(held, line, case, says):
    policy, candidates, why = chosen(held, line, **case)
    assert (policy, candidates) == (None, [])
    assert says in why


def test_several_are_candidates(held):
    policy, candidates, why = chosen(held, TPI)
    assert policy is None
    assert candidates == [f"{AETNA}@2026-01-01", f"{MEDICARE}@L34211", f"{MEDICARE}@L36859"]
    assert f"{AETNA}, {MEDICARE}@L34211, {MEDICARE}@L36859" in why
    assert chosen(held, TPI, policy=MEDICARE)[1] == [f"{MEDICARE}@L34211", f"{MEDICARE}@L36859"]


@pytest.mark.parametrize(
    ("case", "says"),
    [
        ({}, "the request does not name the plan; bind one of them"),
        ({"payer": "Aetna"}, "none is of Aetna; bind one of"),
    ],
)
def test_no_payers_version_is_taken_for_another(held, case, says):
    policy, candidates, why = chosen(held, ERENUMAB, policy=CGRP, **case)
    assert policy is None
    assert {f"{CGRP}@UHC", f"{CGRP}@Cigna", f"{CGRP}@FEP"} <= set(candidates)
    assert says in why


def test_the_state_that_is_not_named_is_asked_for(held):
    judging = drafting.Judging(corpus=held, today=TODAY)
    case = Case(text="Aimovig", services=(ERENUMAB,), payer="UHC", policy=(CGRP,))
    told = "The request does not name the state; in CT, KY, MS the version UHC-30-days of cgrp-preventives holds."
    assert told in drafting.again(case, judging, {}, ()).determination.reported
    for other in ({"state": "OH"}, {"policy": (f"{CGRP}@UHC",)}):
        assert told not in drafting.again(case.model_copy(update=other), judging, {}, ()).determination.reported


def test_a_synthetic_policy_is_only_a_candidate(held):
    policy, candidates, why = chosen(held, BLOCK)
    assert (policy, candidates) == (None, [f"{ONB}@1"])
    assert "synthetic" in why


def test_the_highest_precedence_binds(held):
    aetna = one(held, AETNA).model_copy(update={"precedence": 1})
    other = aetna.model_copy(update={"id": "tpi-other", "precedence": 2})
    policies = [aetna, other]
    case = Case(payer="Aetna")
    assert applicable(TPI, case, policies, TODAY).policy == other
    tied = [aetna, other.model_copy(update={"precedence": 1})]
    assert applicable(TPI, case, tied, TODAY).policy is None


def test_an_unknown_bound_id_is_an_input_error(held):
    with pytest.raises(InputError, match=f"'tpi-aetna' is held.*\n.*Did you mean `{AETNA}`.*{MEDICARE}"):
        applicable(TPI, Case(policy=("tpi-aetna",)), held.policies, TODAY)
    with pytest.raises(InputError, match=f"Held: {MEDICARE}@L3[46].*, {MEDICARE}@L3"):
        bound([f"{MEDICARE}@L1"], held.policies)


CASES = st.builds(
    Case,
    payer=st.sampled_from([None, "Aetna", "AETNA", "Synthetic Health Plan", "Nobody"]),
    line_of_business=st.sampled_from([None, "commercial", "medicare", "medicaid"]),
    state=st.sampled_from([None, "CA", "OR", "FL"]),
    service_date=st.sampled_from([None, dt.date(2024, 4, 1), dt.date(2025, 6, 1), dt.date(2020, 1, 1)]),
    policy=st.sampled_from([(), (AETNA,), (MEDICARE, ONB), (f"{MEDICARE}@L34211",)]),
)


@settings(max_examples=100)
@given(data=st.data(), case=CASES, line=st.sampled_from([TPI, BLOCK, ServiceLine(code="99213")]))
def test_the_order_of_policies_does_not_matter(held, data, case, line):
    shuffled = data.draw(st.permutations(held.policies))
    assert applicable(line, case, shuffled, TODAY) == applicable(line, case, held.policies, TODAY)


@settings(max_examples=100)
@given(case=CASES, line=st.sampled_from([TPI, BLOCK]))
def test_what_is_chosen_is_in_force_and_covers_the_service(held, case, line):
    found = applicable(line, case, held.policies, TODAY)
    for policy in (found.policy, *found.candidates):
        if policy is not None:
            assert policy.in_force(case.anchor_date(TODAY))
            assert policy.service(line)
    assert found.policy is None or not found.candidates


def test_past_determinations_are_cards_that_pass_the_check(held):
    folder = corpus.packaged() / "determinations"
    outcomes = Counter(
        p.outcome for p in {p.source.document: p for p in held.passages if p.type == "determination"}.values()
    )
    assert set(outcomes) == {"certify", "certify_modified", "pend", "not_certify", "mixed"}
    assert sum(outcomes.values()) == len(list(folder.glob("*.md"))) >= 9
    for file in folder.glob("*.md"):
        report = checking.check(str(file), checking.Bound(corpus=held, today=dt.date(2026, 4, 10)))
        assert (file.name, report.violations, report.page.unparsed) == (file.name, (), ())
