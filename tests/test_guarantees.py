"""What an error-free check guarantees, for random policies, findings and outcomes: one property a guarantee.

The table in `drafter/rules/README.md` names them. Each property takes any page at all, checks it, and asks of what
passes without an error that it has the property, worked out here by other means than the rules' own.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import get_args

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from drafter import card, logic, rules
from drafter.corpus.passages import passage_id
from drafter.domain import (
    Case,
    Citation,
    Criterion,
    Determination,
    Draft,
    DurationCriterion,
    Finding,
    FrequencyCriterion,
    Ground,
    LineDetermination,
    Logic,
    Outcome,
    Page,
    Passage,
    PastSessions,
    Policy,
    Provenance,
    Reading,
    Reference,
    Section,
    ServiceLine,
    Source,
    Stage,
    Statement,
    Status,
)  # fmt: skip
from drafter.errors import CorpusError

TODAY = dt.date(2026, 11, 20)
SOURCE = Source(
    title="A policy drawn at random", organisation="A Plan", year=2026, document="R-1", verified="synthetic"
)
RECORD = " ".join(f"The note says thing number {n} in these words." for n in range(40))
RUNS = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


# ------------------------------------------------------------------------------------------- anything at all, at random


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """A policy of one stage with two to six criteria under any logic, and perhaps a limit."""
    ids = [f"Q{n}" for n in range(1, draw(st.integers(2, 6)) + 1)]
    limit = draw(st.booleans())
    criteria: list[Criterion] = [
        DurationCriterion.model_validate({
            "id": id, "kind": "duration", "label": f"thing {id}", "text": f"Thing {id} lasted long enough.",
            "lasting": {"value": 3, "unit": "months"}, "ask": f"Please send what tells of thing {id}.",
            "verified": "synthetic", "silence": draw(st.sampled_from(["blocks", "blocks", "clears"])),
        })
        for id in ids
    ]  # fmt: skip
    if limit:
        criteria.append(FrequencyCriterion.model_validate({
            "id": "Q9", "kind": "frequency", "label": "a limit", "text": "Only so many are given.", "most": 9,
            "ask": "Please look up how many went before.", "verified": "synthetic", "holder": "plan",
        }))  # fmt: skip
    stage = Stage(name="any", logic=draw(_logic(ids)), limits=("Q9",) if limit else ())
    return Policy.model_validate({
        "id": "random", "title": "A policy drawn at random", "owner": "A Plan", "number": "R-1", "version": "1",
        "effective": "2020-01-01", "source": SOURCE.model_dump(), "sha": "0",
        "services": [{"code": "64405", "label": "a block", "words": ["a block"]}],
        "criteria": [c.model_dump() for c in criteria], "stages": [stage.model_dump()],
    })  # fmt: skip


@st.composite
def _logic(draw: st.DrawFn, ids: list[str]) -> Logic:
    """A group over all ids, the rest of them in a group of its own."""
    leaves = [Logic(op="criterion", criterion=id) for id in ids]
    cut = draw(st.integers(1, len(leaves)))
    inner = leaves[cut:]
    op = draw(st.sampled_from(["any", "all"]))
    members = (*leaves[:cut], *([Logic(op=op, members=tuple(inner))] if len(inner) > 1 else inner))
    return members[0] if len(members) == 1 else Logic(op="all", members=tuple(members))


@st.composite
def findings(draw: st.DrawFn, policy: Policy, sessions: int) -> tuple[Finding, ...]:
    """One finding a criterion, with any status; what is settled quotes the record."""
    found = []
    for n, criterion in enumerate(policy.criteria):
        status = draw(st.sampled_from(["met", "not_met", "not_documented"]))
        quote = f"thing number {n} in these words"
        cited = Citation.model_validate(
            {"in": "text", "start": RECORD.index(quote), "end": RECORD.index(quote) + len(quote), "quote": quote}
        )
        limit = criterion.id == "Q9" and status == "not_met"
        found.append(Finding(
            line=0, criterion=criterion.id, status=status, why="So the note reads.",
            citations=(cited,) if status != "not_documented" else (),
            allows=draw(st.integers(0, sessions - 1)) if limit else None,
        ))  # fmt: skip
    return tuple(found)


@st.composite
def grounds(draw: st.DrawFn) -> Ground:
    """A policy, a case, findings, and the determination that follows: all that a page is checked against."""
    policy = draw(policies())
    sessions = draw(st.integers(1, 4))
    service = ServiceLine.model_validate({
        "code": "64405", "description": "a block",
        "schedule": {"written": "as planned", "interval_days": 28, "sessions": sessions},
    })  # fmt: skip
    case = Case(text=RECORD, services=(service,), request_date=TODAY, policy=("random",))
    read = draw(findings(policy, sessions))
    past = PastSessions(state="none", why="As drawn.")
    try:
        line = logic.decide(0, case, policy, Reading(findings=read, past=past), TODAY)
    except CorpusError:
        assume(False)
    return _ground(case, line, policy)


def _ground(case: Case, line: LineDetermination, policy: Policy) -> Ground:
    text = " ".join(c.text for c in policy.criteria)
    passage = Passage(
        id=passage_id("policy", SOURCE, "What it asks for", text), type="policy", source=SOURCE, policy="random",
        heading="What it asks for", text=text, version="1", criteria=tuple(c.id for c in policy.criteria),
    )  # fmt: skip
    ids = ", ".join(c.id for c in policy.criteria)
    said = Statement(text=f"The readings of {ids} are in the table.", cites=(passage.id,))
    sections = (
        Section(name="reasoning", line=0, statements=(said,)),
        Section(name="path_forward", line=0, statements=(Statement(text="The table says what is open."),)),
        Section(name="records", statements=(Statement(text="The case text was read."),)),
    )
    made = Provenance(
        drafter="0", drafted_at=dt.datetime(2026, 11, 20, tzinfo=dt.UTC), today=TODAY, reader="lexical",
        writer="template", embedding="none", corpus="0",
    )  # fmt: skip
    draft = Draft(
        id="d-", status="drafted", case=case, determination=Determination(lines=(line,), sections=sections),
        passages=(passage,),
        references=(Reference(number=1, type="policy", passage=passage.id, text=f"{SOURCE.title} (synthetic)"),),
        provenance=made,
    )  # fmt: skip
    draft = draft.model_copy(update={"id": draft.content_id()})
    return Ground(
        case=case, determination=draft.determination, passages=draft.passages, policies=(policy,),
        codes={"64405": "a block"}, today=TODAY, draft=draft, again=draft,
    )  # fmt: skip


@st.composite
def tampered(draw: st.DrawFn) -> tuple[Page, Ground]:
    """A card of ours with some of its parts changed at random, or none of them."""
    ground = draw(grounds())
    assert ground.draft is not None
    page = card.shown(ground.draft)
    for part in draw(st.lists(st.sampled_from(["line", "finding", "quote", "mark", "gap", "drop"]), max_size=2)):
        page = _change(draw, page, part)
    return page, ground.model_copy(update={"again": None, "draft": None})


def _change(draw: st.DrawFn, page: Page, part: str) -> Page:
    [line], rows = page.lines, list(page.findings)
    n = draw(st.integers(0, len(rows) - 1))
    if part == "line":
        field, value = draw(st.sampled_from([
            ("outcome", draw(st.sampled_from(get_args(Outcome)))), ("blocking", tuple(line.blocking[1:])),
            ("blocking", (*line.blocking, rows[n].criterion)), ("quantity", "1 of 9 sessions"), ("policy", "another"),
            ("code", "20553"), ("basis", "experimental"), ("policy_version", None),
        ]))  # fmt: skip
        return page.model_copy(update={"lines": (line.model_copy(update={field: value}),)})
    if part == "gap":
        return page.model_copy(update={"gaps": page.gaps[1:]})
    if part == "mark":
        marks = (draw(st.integers(1, 3)),)
        return page.model_copy(
            update={
                "statements": tuple(s.model_copy(update={"marks": marks}) if s.marks else s for s in page.statements)
            }
        )
    if part == "drop":
        del rows[n]
    elif part == "finding":
        rows[n] = rows[n].model_copy(update={"status": draw(st.sampled_from(get_args(Status)))})
    elif rows[n].quotes:
        place, quote = rows[n].quotes[0]
        rows[n] = rows[n].model_copy(
            update={"quotes": ((place, quote.replace("words", draw(st.sampled_from(["words", "word"])))),)}
        )
    return page.model_copy(update={"findings": tuple(rows)})


def passes(page: Page, ground: Ground) -> bool:
    return not rules.check(page, ground).errors


# --------------------------------------------------------------------------------------------------------- guarantees


@given(grounds())
@RUNS
def test_g0_what_is_drafted_passes(ground: Ground) -> None:
    assert ground.draft is not None
    page = card.parse(card.render(ground.draft))
    assert rules.check(page, ground).violations == ()


@given(tampered())
@RUNS
def test_g1_the_outcome_is_what_the_policy_makes_of_the_rows(made: tuple[Page, Ground]) -> None:
    page, ground = made
    assume(passes(page, ground))
    [policy] = ground.policies or ()
    statuses = {row.criterion: row.status for row in page.findings}
    truth = _truth(policy.stages[0].logic, statuses, {c.id for c in policy.criteria if c.silence == "clears"})
    allowed = {"met": {"certify", "certify_modified", "not_certify", "pend"}, "not_met": {"not_certify"},
               "not_documented": {"pend"}}[truth]  # fmt: skip
    assert page.lines[0].outcome in allowed
    if page.lines[0].outcome == "certify":
        assert statuses.get("Q9", "met") == "met"


def _truth(group: Logic, statuses: dict[str, str], clearing: set[str], *, required: bool = True) -> str:
    """Kleene's logic, written here once more: silence clears what stands alone among requirements."""
    if group.op == "criterion":
        said = statuses[str(group.criterion)]
        return "met" if required and said == "not_documented" and group.criterion in clearing else said
    together = required and group.op == "all"
    said_by = [_truth(member, statuses, clearing, required=together) for member in group.members]
    worst, best = ("not_met", "met") if group.op == "all" else ("met", "not_met")
    return worst if worst in said_by else "not_documented" if "not_documented" in said_by else best


@given(tampered())
@RUNS
def test_g2_every_criterion_of_the_policy_has_exactly_one_row_and_no_other_has_one(made: tuple[Page, Ground]) -> None:
    page, ground = made
    assume(passes(page, ground))
    [policy] = ground.policies or ()
    assert sorted(row.criterion for row in page.findings) == sorted(c.id for c in policy.criteria)
    assert {row.status for row in page.findings} <= set(get_args(Status))


@given(tampered())
@RUNS
def test_g3_whatever_is_settled_quotes_the_record_word_for_word(made: tuple[Page, Ground]) -> None:
    page, ground = made
    assume(passes(page, ground))
    for row in page.findings:
        assert row.quotes or row.status in ("not_documented", "not_applicable")
        assert all(quote in RECORD for place, quote in row.quotes if place == "text")


@given(tampered())
@RUNS
def test_g4_nothing_is_denied_for_silence(made: tuple[Page, Ground]) -> None:
    page, ground = made
    assume(passes(page, ground))
    if page.lines[0].outcome == "not_certify":
        assert "not_met" in {row.status for row in page.findings}


@given(tampered())
@RUNS
def test_g5_whatever_holds_a_line_up_is_asked_for(made: tuple[Page, Ground]) -> None:
    page, ground = made
    assume(passes(page, ground))
    if page.lines[0].outcome == "pend":
        assert page.lines[0].blocking
        assert set(page.lines[0].blocking) <= {gap.about for gap in page.gaps}


@given(tampered())
@RUNS
def test_g6_no_more_is_certified_than_was_asked_for_or_a_limit_leaves(made: tuple[Page, Ground]) -> None:
    page, ground = made
    assume(passes(page, ground))
    assert ground.case is not None
    assert ground.determination is not None
    asked = ground.case.services[0].sessions
    left = [f.allows for f in ground.determination.lines[0].findings if f.allows is not None]
    said = re.findall(r"\d+", page.lines[0].quantity or "")
    if said:
        assert int(said[0]) <= min([asked, *left])
    assert page.lines[0].quantity is None or page.lines[0].outcome != "not_certify"


@given(tampered())
@RUNS
def test_g7_every_mark_leads_to_a_held_passage_and_every_entry_is_used(made: tuple[Page, Ground]) -> None:
    page, ground = made
    assume(passes(page, ground))
    listed = {reference.number: reference.passage for reference in page.references}
    marked = {number for statement in page.statements for number in statement.marks}
    assert marked == set(listed)
    assert set(listed.values()) <= {passage.id for passage in ground.passages or ()}


@given(tampered())
@RUNS
def test_g8_every_service_has_one_verdict_under_its_own_code_and_a_policy_in_force(made: tuple[Page, Ground]) -> None:
    page, ground = made
    assume(passes(page, ground))
    assert ground.case is not None
    assert [line.code for line in page.lines] == [service.code for service in ground.case.services]
    [policy] = ground.policies or ()
    assert {(line.policy, line.policy_version) for line in page.lines} == {(policy.id, policy.version)}
    assert policy.in_force(TODAY)


@given(grounds(), st.data())
@RUNS
def test_g9_a_draft_made_again_says_the_same_to_the_last_word(ground: Ground, data: st.DataObject) -> None:
    assert ground.draft is not None
    text = card.render(ground.draft)
    start = text.index("\n---\n") + 5
    places = [n for n in range(start, len(text)) if text[n].isalnum()]
    n = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from("bdfhkmqrtwxz2468").filter(lambda c: c != text[n]))
    changed = card.parse(text[:n] + other + text[n + 1 :])
    assert not passes(changed, ground)
