"""Outcomes follow from findings: properties over random policies, and the cases a director would check by hand."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.domain import (
    Case,
    Citation,
    Finding,
    InformationRequest,
    LineDetermination,
    Logic,
    NearMiss,
    PastSessions,
    Policy,
    Reading,
    Schedule,
    ServiceLine,
)
from drafter.errors import CorpusError
from drafter.logic import decide, evaluate, responsible

TODAY = dt.date(2026, 11, 20)
SETTLED = ("met", "not_met")
IDS = tuple(f"A{n}" for n in range(1, 7))
LIMITS = ("L1", "L2")


def policy(
    stages: list[dict[str, Any]], silence: dict[str, str] | None = None, holder: dict[str, str] | None = None
) -> Policy:
    def criterion(id: str) -> dict[str, Any]:
        kind = {"kind": "frequency", "most": 4} if id.startswith("L") else {"kind": "diagnosis", "conditions": ["x"]}
        return {
            "id": id,
            "text": f"fact {id}",
            "ask": f"Send {id}.",
            "verified": "synthetic",
            "silence": (silence or {}).get(id, "blocks"),
            "holder": (holder or {}).get(id, "provider"),
            **kind,
        }

    return Policy.model_validate(
        {
            "id": "p",
            "title": "P",
            "owner": "Owner",
            "number": "1",
            "version": "1",
            "effective": dt.date(2025, 1, 1),
            "source": {"title": "P", "organisation": "O", "verified": "synthetic"},
            "services": [
                {
                    "code": "20553",
                    "label": "x",
                    "unit_rule": {"counts": "a day", "most_per_day": 1, "ask": "Dates or an error?"},
                }
            ],
            "criteria": [criterion(id) for id in (*IDS, *LIMITS)],
            "stages": stages,
        }
    )


def reading(statuses: dict[str, str], allows: dict[str, int] | None = None, past: str = "none") -> Reading:
    findings = tuple(
        Finding(
            line=0,
            criterion=id,
            status=status,
            why="so",
            allows=(allows or {}).get(id) if status == "not_met" else None,
        )  # type: ignore[arg-type]
        for id, status in statuses.items()
    )
    return Reading(findings=findings, past=PastSessions(state=past, why="so"))  # type: ignore[arg-type]


def case(sessions: int = 3, units: int | None = None, **more: Any) -> Case:
    schedule = Schedule(written="every 4 weeks", interval_days=28, sessions=sessions)
    return Case(text="x", services=(ServiceLine(code="20553", schedule=schedule, units=units),), **more)


def trees(ids: tuple[str, ...] = IDS) -> st.SearchStrategy[Any]:
    def groups(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        members = st.lists(inner, min_size=1, max_size=4)
        at_least = members.flatmap(lambda m: st.integers(1, len(m)).map(lambda k: {"at_least": {"count": k, "of": m}}))
        return st.one_of(members.map(lambda m: {"all": m}), members.map(lambda m: {"any": m}), at_least)

    return st.recursive(st.sampled_from(ids), groups, max_leaves=8)


statuses_ = st.fixed_dictionaries({id: st.sampled_from(("met", "not_met", "not_documented")) for id in (*IDS, *LIMITS)})
silences = st.fixed_dictionaries(
    {id: st.sampled_from(("blocks", "clears", "clears_if_alone")) for id in (*IDS, *LIMITS)}
)
allowed = st.fixed_dictionaries({id: st.integers(0, 5) for id in LIMITS})
two_stages = st.tuples(trees(), trees()).map(
    lambda pair: [
        {"name": "first", "when": {"history": "none"}, "logic": pair[0], "limits": ["L1"]},
        {"name": "repeat", "when": {"history": "some"}, "logic": pair[1], "limits": ["L1", "L2"]},
    ]
)
pasts = st.sampled_from(("none", "some", "unknown"))


@settings(max_examples=200)
@given(two_stages, silences, statuses_, allowed, pasts, st.sampled_from((*IDS, *LIMITS)), st.sampled_from(SETTLED))
def test_settling_a_criterion_never_unsettles_a_line(
    stages: Any, silence: Any, statuses: Any, allows: Any, past: str, id: str, now: str
) -> None:
    p = policy(stages, silence)
    before = decide(0, case(), p, reading(statuses, allows, past), TODAY)
    if before.outcome == "pend" or statuses[id] != "not_documented":
        return
    after = decide(0, case(), p, reading({**statuses, id: now}, allows, past), TODAY)
    assert after.outcome != "pend"
    if before.outcome == "not_certify":
        assert after.outcome == "not_certify"


@settings(max_examples=150)
@given(two_stages, silences, statuses_, pasts, st.booleans())
def test_silence_alone_never_denies(stages: Any, silence: Any, statuses: Any, past: str, answered: bool) -> None:
    silent = {id: "met" if status == "not_met" else status for id, status in statuses.items()}
    requests = (
        InformationRequest(sent=TODAY, due=TODAY + dt.timedelta(days=14)),
        *(
            (InformationRequest(sent=TODAY - dt.timedelta(days=30), due=TODAY - dt.timedelta(days=1), answered=True),)
            if answered
            else ()
        ),
    )
    drafted = decide(0, case(information_requests=requests), policy(stages, silence), reading(silent, {}, past), TODAY)
    assert drafted.outcome in ("certify", "pend")


@settings(max_examples=120)
@given(two_stages, silences, statuses_, allowed, pasts, st.integers(1, 5))
def test_a_cap_never_exceeds_the_request(
    stages: Any, silence: Any, statuses: Any, allows: Any, past: str, sessions: int
) -> None:
    drafted = decide(0, case(sessions), policy(stages, silence), reading(statuses, allows, past), TODAY)
    if drafted.certified is not None:
        assert drafted.certified.sessions is not None
        assert drafted.certified.sessions <= sessions == drafted.certified.of
    if drafted.outcome == "certify":
        assert drafted.certified is not None
        assert drafted.certified.sessions == sessions
    if drafted.outcome == "certify_modified":
        assert drafted.certified is not None
        assert 0 < (drafted.certified.sessions or 0) < sessions


@settings(max_examples=120)
@given(two_stages, silences, statuses_, allowed, pasts, st.randoms())
def test_the_order_of_criteria_does_not_matter(
    stages: Any, silence: Any, statuses: Any, allows: Any, past: str, random: Any
) -> None:
    def shuffled(node: Any) -> Any:
        if isinstance(node, str):
            return node
        op, of = next(iter(node.items()))
        members = [shuffled(m) for m in (of["of"] if op == "at_least" else of)]
        random.shuffle(members)
        return {op: {"count": of["count"], "of": members} if op == "at_least" else members}

    turned = [{**stage, "logic": shuffled(stage["logic"]), "limits": stage["limits"][::-1]} for stage in stages]
    items = list(statuses.items())
    random.shuffle(items)
    one = decide(0, case(), policy(stages, silence), reading(statuses, allows, past), TODAY)
    other = decide(0, case(), policy(turned, silence), reading(dict(items), allows, past), TODAY)
    assert (one.outcome, one.basis, one.certified, set(one.blocking)) == (
        other.outcome, other.basis, other.certified, set(other.blocking),
    )  # fmt: skip


@settings(max_examples=120)
@given(trees(), statuses_)
def test_what_is_responsible_alone_keeps_the_result(tree: Any, statuses: Any) -> None:
    """Turning everything that is named responsible around changes the truth; turning the rest does not improve it."""
    logic = Logic.model_validate(tree)
    truth = evaluate(logic, statuses)
    if truth == "met":
        return
    cured = {**statuses, **dict.fromkeys(responsible(logic, statuses), "met")}
    assert evaluate(logic, cured) != truth  # type: ignore[arg-type]
    assert {statuses[id] for id in responsible(logic, statuses)} == {truth}


def test_two_lines_with_one_code_stay_apart() -> None:
    lines = (ServiceLine(code="20553", indication="left"), ServiceLine(code="20553", indication="right"))
    both = Case(text="x", services=lines)
    p = policy([{"name": "any", "logic": {"all": ["A1"]}}])
    met, open_ = reading(dict.fromkeys(IDS, "met")), reading(dict.fromkeys(IDS, "not_documented"))
    assert [decide(n, both, p, r, TODAY).outcome for n, r in enumerate((met, open_))] == ["certify", "pend"]
    assert [decide(n, both, p, met, TODAY).line for n in (0, 1)] == [0, 1]


ALL = {"all": list(IDS)}
MET = dict.fromkeys((*IDS, *LIMITS), "met")


def one_stage(**more: Any) -> list[dict[str, Any]]:
    return [{"name": "any", "logic": ALL, "limits": list(LIMITS), **more}]


def drafted(statuses: dict[str, str], stages: list[dict[str, Any]] | None = None, **more: Any) -> LineDetermination:
    p = policy(stages or one_stage(), more.pop("silence", None), more.pop("holder", None))
    r = reading({**MET, **statuses}, more.pop("allows", None), more.pop("past", "none"))
    return decide(0, case(**more), p, r, TODAY)


def test_a_limit_pends_with_the_quantity_that_could_be_certified() -> None:
    line = drafted({"A2": "not_documented", "L1": "not_met"}, allows={"L1": 1})
    assert (line.outcome, line.blocking) == ("pend", ("A2",))
    assert line.certified is not None
    assert (line.certified.sessions, line.certified.of) == (1, 3)


def test_a_limit_modifies_and_a_spent_limit_does_not_certify() -> None:
    fewer = drafted({"L1": "not_met"}, allows={"L1": 2})
    assert (fewer.outcome, fewer.blocking, fewer.certified and fewer.certified.sessions) == (
        "certify_modified",
        ("L1",),
        2,
    )
    none = drafted({"L1": "not_met"}, allows={"L1": 0})
    assert (none.outcome, none.blocking, none.basis) == ("not_certify", ("L1",), "medical_necessity")


def test_a_crossed_limit_without_a_quantity_is_a_question() -> None:
    assert drafted({"L1": "not_met"}).blocking == ("L1",)
    assert drafted({"L1": "not_met"}).outcome == "pend"


def test_a_limit_held_by_the_plan_is_a_look_up_before_release() -> None:
    line = drafted({"L1": "not_documented"}, silence={"L1": "clears"}, holder={"L1": "plan"})
    assert line.outcome == "certify"
    assert [(g.about, g.holder, g.blocks) for g in line.gaps] == [("L1", "plan", False)]


def test_an_exclusion_clears_in_silence_only_where_the_service_stands_alone() -> None:
    p = policy(one_stage(), {"A6": "clears_if_alone"})
    r = reading({**MET, "A6": "not_documented"})
    assert decide(0, case(), p, r, TODAY).outcome == "certify"
    pair = Case(text="x", services=(case().services[0], ServiceLine(code="64405")))
    assert decide(0, pair, p, r, TODAY).blocking == ("A6",)


def test_what_unblocks_most_comes_first() -> None:
    tree = {"all": ["A1", {"any": ["A2", "A3", "A4"]}]}
    line = drafted(dict.fromkeys(("A1", "A2", "A3", "A4"), "not_documented"), one_stage(logic=tree))
    assert line.blocking == ("A2", "A3", "A4", "A1")


def test_stages_that_differ_only_in_the_sessions_a_limit_leaves_ask_for_the_stage() -> None:
    # The same outcome and the same blocking in both: only the cap differs, and the pend must not ask nobody.
    stages = [
        {"name": "first", "when": {"history": "none"}, "logic": ALL, "limits": ["L1"]},
        {"name": "repeat", "when": {"history": "some"}, "logic": ALL, "limits": ["L1", "L2"]},
    ]
    capped = {"L1": "not_met", "L2": "not_met"}
    line = drafted({"A2": "not_documented", **capped}, stages, past="unknown", allows={"L1": 2, "L2": 1})
    assert (line.outcome, line.blocking) == ("pend", ("A2", "stage"))
    assert [(g.about, g.holder, g.blocks) for g in line.gaps] == [("A2", "provider", True), ("stage", "provider", True)]
    assert line.certified is not None
    assert (line.certified.sessions, line.certified.of) == (2, 3)  # what the more generous stage leaves
    alike = drafted({"A2": "not_documented", **capped}, stages, past="unknown", allows={"L1": 1, "L2": 2})
    assert (alike.blocking, [g.about for g in alike.gaps]) == (("A2",), ["A2"])


def test_unknown_stage_lists_what_is_common_and_the_stage() -> None:
    stages = [
        {"name": "first", "when": {"history": "none"}, "logic": {"all": ["A1", "A2"]}, "limits": ["L1"]},
        {"name": "repeat", "when": {"history": "some"}, "logic": {"all": ["A1", "A2", "A3"]}, "limits": ["L1"]},
    ]
    line = drafted({"A2": "not_documented", "A3": "not_documented"}, stages, past="unknown")
    assert (line.outcome, line.stage, line.blocking) == ("pend", None, ("A2", "stage"))
    assert [(g.about, g.stage) for g in line.gaps] == [("A2", None), ("stage", None), ("A3", "repeat")]
    refused = drafted({"A1": "not_met", "A3": "not_documented"}, stages, past="unknown")
    assert (refused.outcome, refused.blocking) == ("not_certify", ("A1",))
    known = drafted({"A3": "not_documented"}, stages, past="none")
    assert (known.outcome, known.stage) == ("certify", "first")
    assert {f.criterion: f.status for f in known.findings}["A3"] == "not_applicable"


def expired(*items: str) -> tuple[InformationRequest, ...]:
    return (InformationRequest(sent=dt.date(2026, 10, 1), due=dt.date(2026, 10, 15), items=items, attempts=2),)


@pytest.mark.parametrize(
    ("items", "outcome"),
    [
        ((), "not_certify"),
        (("A2: therapy records",), "not_certify"),
        (("records of fact A2",), "not_certify"),
        (("all clinical records",), "not_certify"),
        (("the fact in question",), "not_certify"),
        (("A5",), "pend"),
    ],
)
def test_only_what_was_asked_in_vain_denies(items: tuple[str, ...], outcome: str) -> None:
    line = drafted({"A2": "not_documented"}, information_requests=expired(*items))
    assert line.outcome == outcome
    assert line.basis == "insufficient_information"
    assert {f.criterion: f.status for f in line.findings}["A2"] == "not_documented"


def test_what_was_not_asked_is_no_ground() -> None:
    silent = dict.fromkeys(("A2", "A3"), "not_documented")
    line = drafted(silent, information_requests=expired("A3"))
    assert (line.outcome, line.blocking) == ("not_certify", ("A3",))
    assert "A2" not in line.because
    assert drafted(silent, information_requests=expired("the telephone number")).outcome == "pend"
    assert drafted(silent, information_requests=expired("clinical notes")).blocking == ("A2", "A3")


def test_what_the_plan_holds_is_never_denied_for() -> None:
    held = {"L1": "plan"}
    for items in ((), ("L1",), ("fact L1",)):
        line = drafted({"L1": "not_documented"}, holder=held, information_requests=expired(*items))
        assert (line.outcome, line.blocking) == ("pend", ("L1",))


def test_a_request_that_was_overtaken_no_longer_stands() -> None:
    later = {"sent": dt.date(2026, 11, 1), "due": dt.date(2026, 11, 10)}
    answered = InformationRequest.model_validate({**later, "answered": True})
    still_open = InformationRequest.model_validate({**later, "due": TODAY})
    for second in (answered, still_open):
        assert drafted({"A2": "not_documented"}, information_requests=(*expired(), second)).outcome == "pend"
    old = (InformationRequest(sent=dt.date(2020, 1, 1), due=dt.date(2020, 1, 15)),)
    assert drafted({"A2": "not_documented"}, information_requests=old, request_date=TODAY).outcome == "pend"


def test_a_number_of_sessions_that_is_not_stated_is_asked_for() -> None:
    schedule = Schedule(written="weekly", interval_days=7, ambiguity="The number of sessions is not stated.")
    open_ended = Case(text="x", services=(ServiceLine(code="20553", schedule=schedule),))
    line = decide(0, open_ended, policy(one_stage()), reading(MET), TODAY)
    assert (line.outcome, line.blocking, [g.about for g in line.gaps]) == ("pend", ("sessions",), ["sessions"])


@pytest.mark.parametrize(("id", "silence"), [("A6", "clears_if_alone"), ("L1", "clears")])
def test_what_was_seen_near_is_not_silent(id: str, silence: str) -> None:
    p = policy(one_stage(), {id: silence})
    cited = Citation.model_validate({"in": "text", "start": 0, "end": 1, "quote": "x"})
    r = reading({**MET, id: "not_documented"})
    assert decide(0, case(), p, r, TODAY).outcome == "certify"
    seen = tuple(
        f.model_copy(update={"rejected": (NearMiss(cited=cited, why="another is named"),)}) if f.criterion == id else f
        for f in r.findings
    )
    assert decide(0, case(), p, r.model_copy(update={"findings": seen}), TODAY).blocking == (id,)


def test_a_request_due_today_has_not_expired() -> None:
    due = (InformationRequest(sent=dt.date(2026, 11, 1), due=TODAY),)
    assert drafted({"A2": "not_documented"}, information_requests=due).outcome == "pend"


def test_an_open_any_group_is_not_denied_for_one_unanswered_member() -> None:
    tree = {"any": ["A1", "A2"]}
    line = drafted(
        dict.fromkeys(("A1", "A2"), "not_documented"), one_stage(logic=tree), information_requests=expired("A1")
    )
    assert line.outcome == "pend"


def test_more_units_than_days_is_asked_and_blocks_only_by_itself() -> None:
    open_ = drafted({"A2": "not_documented"}, sessions=1, units=2)
    assert (open_.blocking, [g.about for g in open_.gaps]) == (("A2",), ["A2", "units"])
    alone = drafted({}, sessions=1, units=2)
    assert (alone.outcome, alone.blocking) == ("pend", ("units",))
    assert drafted({}, sessions=2, units=2).outcome == "certify"


def test_dropped_members_and_an_emptied_group() -> None:
    logic = Logic.model_validate({"all": ["A1", {"any": ["A2", "A3"]}]})
    assert evaluate(logic, {"A1": "met", "A2": "not_applicable", "A3": "met"}) == "met"
    with pytest.raises(CorpusError, match="emptied"):
        evaluate(logic, {"A1": "met", "A2": "not_applicable", "A3": "not_applicable"})


def test_silence_that_clears_satisfies_no_choice() -> None:
    tree = {"any": ["A1", "A2"]}
    silent = dict.fromkeys(("A1", "A2"), "not_documented")
    assert drafted(silent, one_stage(logic=tree), silence={"A2": "clears"}).outcome == "pend"
    assert drafted({"A2": "not_documented"}, silence={"A2": "clears"}).outcome == "certify"


def test_not_turns_a_branch_and_its_silence() -> None:
    logic = Logic.model_validate({"not": "A1"})
    assert [evaluate(logic, {"A1": s}) for s in ("met", "not_met", "not_documented")] == [
        "not_met", "met", "not_documented",
    ]  # fmt: skip
    line = drafted({"A1": "not_documented"}, one_stage(logic=logic), silence={"A1": "clears"})
    assert line.outcome == "certify"
