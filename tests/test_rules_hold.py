"""What an error-free check guarantees, over random findings on the policies we ship."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import Any, get_args

import clean_drafts
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from drafter import card, logic, rules
from drafter.corpus.passages import passage_id
from drafter.domain import (
    Case,
    Determination,
    Draft,
    Finding,
    Ground,
    LineDetermination,
    Outcome,
    Page,
    Passage,
    PastSessions,
    Policy,
    Provenance,
    Reading,
    Reference,
    Schedule,
    Section,
    SectionName,
    ServiceLine,
    Source,
    Statement,
    Verified,
)  # fmt: skip
from drafter.errors import CorpusError

# An example is a whole draft with its policy, which Hypothesis finds long to print.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

TODAY = dt.date(2026, 11, 20)
MADE = Provenance(
    drafter="0", drafted_at=dt.datetime(2026, 11, 20, 10, tzinfo=dt.UTC), today=TODAY, reader="lexical",
    writer="template", embedding="hashed", corpus="0",
)  # fmt: skip
TEXT = "The policy says what it asks for."


@dataclasses.dataclass(frozen=True)
class Drafted:
    draft: Draft
    page: Page
    ground: Ground


@st.composite
def drafted(draw: st.DrawFn) -> Drafted:
    """A page of ours: one line under a shipped policy, with any findings at all."""
    policy = draw(st.sampled_from([p for p in clean_drafts.held().policies if p.retired is None]))
    service = policy.services[0]
    sessions = draw(st.integers(1, 4))
    case = Case(
        text=" ".join(f"For {c.id} the note has these words." for c in policy.criteria),
        services=(
            ServiceLine(
                code=service.code, description=service.label,
                schedule=Schedule(written="as planned", interval_days=28, sessions=sessions),
            ),
        ),
        request_date=TODAY,
    )  # fmt: skip
    findings = tuple(draw(_finding(policy, c.id, case, sessions)) for c in policy.criteria)
    past = PastSessions(state=draw(st.sampled_from(["none", "some", "unknown"])), why="As drawn.")
    try:
        line = logic.decide(0, case, policy, Reading(findings=findings, past=past), TODAY)
    except CorpusError:  # a group emptied by criteria that do not apply
        assume(False)
        raise
    return _drafted(case, line, policy)


@st.composite
def _finding(draw: st.DrawFn, policy: Policy, id: str, case: Case, sessions: int) -> Finding:
    optional = {name for stage in policy.stages for name in stage.may_not_apply}
    statuses = ["met", "not_met", "not_documented", *(["not_applicable"] if id in optional else [])]
    status = draw(st.sampled_from(statuses))
    quote = f"For {id} the note has these words."
    start = (case.text or "").index(quote)
    cited = [{"in": "text", "start": start, "end": start + len(quote), "quote": quote}]
    limits = {name for stage in policy.stages for name in stage.limits}
    return Finding.model_validate({
        "line": 0, "criterion": id, "status": status, "why": "So the note reads.",
        "citations": cited if status in ("met", "not_met") else [],
        "allows": draw(st.integers(0, sessions - 1)) if status == "not_met" and id in limits else None,
    })  # fmt: skip


def _passage(policy: Policy) -> Passage:
    """One passage that states every criterion of the policy, as well checked as the weakest of them."""
    source = _source(policy)
    id = passage_id("policy", source, "What it asks for", TEXT)
    return Passage(
        id=id, type="policy", source=source, heading="What it asks for", text=TEXT, policy=policy.id,
        version=policy.version, criteria=tuple(c.id for c in policy.criteria),
    )  # fmt: skip


def _source(policy: Policy) -> Source:
    weakest = max((criterion.verified for criterion in policy.criteria), key=get_args(Verified).index)
    return policy.source.model_copy(update={"verified": weakest})


def _sections(policy: Policy) -> tuple[Section, ...]:
    ids = ", ".join(c.id for c in policy.criteria)
    said: list[tuple[SectionName, int | None, Statement]] = [
        ("reasoning", 0, Statement(text=f"The readings of {ids} are in the table.", cites=(_passage(policy).id,))),
        ("path_forward", 0, Statement(text="The table says what is open.")),
        ("records", None, Statement(text="The case text was read.")),
    ]
    return tuple(Section(name=name, line=line, statements=(statement,)) for name, line, statement in said)


def _drafted(case: Case, line: LineDetermination, policy: Policy) -> Drafted:
    passage = _passage(policy)
    draft = Draft(
        id="d-0",
        status="drafted",
        case=case,
        determination=Determination(lines=(line,), sections=_sections(policy)),
        passages=(passage,),
        references=(Reference(number=1, type="policy", passage=passage.id, text=_entry(_source(policy))),),
        provenance=MADE,
    )
    draft = clean_drafts.named(draft)
    ground = Ground(
        case=case, determination=draft.determination, passages=draft.passages, policies=(policy,),
        codes=dict(clean_drafts.held().codes), today=TODAY, draft=draft, again=draft, written=(),
    )  # fmt: skip
    return Drafted(draft, card.parse(card.render(draft)), ground)


def _entry(source: Source) -> str:
    return source.title + clean_drafts.known_as(source.verified)


def _codes(page: Page, ground: Ground) -> set[str]:
    """Codes that fire on the page as it is read, whatever text it was read from, and without a draft made again."""
    alone = ground.model_copy(update={"again": None})
    return {violation.code for violation in rules.check(page.model_copy(update={"text": ""}), alone).violations}


def _with_line(page: Page, **update: Any) -> Page:
    return page.model_copy(update={"lines": (page.lines[0].model_copy(update=update),)})


@given(drafted())
@settings(max_examples=40)
def test_whatever_was_found_a_page_of_ours_fires_nothing(made: Drafted) -> None:
    assert rules.check(made.page, made.ground) == rules.Checked((), ())


@given(drafted(), st.sampled_from(get_args(Outcome)))
@settings(max_examples=40)
def test_an_outcome_other_than_what_logic_gives_is_caught(made: Drafted, outcome: Outcome) -> None:
    assume(outcome != made.page.lines[0].outcome)
    assert "OUT001" in _codes(_with_line(made.page, outcome=outcome), made.ground)
    # The same flip in the determination itself, so that page and draft agree with each other.
    line = made.draft.determination.lines[0].model_copy(update={"outcome": outcome})
    again = _drafted(made.draft.case, line, (made.ground.policies or ())[0])
    assert "OUT001" in _codes(again.page, again.ground)


@given(drafted(), st.data())
@settings(max_examples=40)
def test_one_altered_word_in_a_quotation_is_caught(made: Drafted, data: st.DataObject) -> None:
    quoted = [n for n, row in enumerate(made.page.findings) if row.quotes]
    assume(quoted)
    n = data.draw(st.sampled_from(quoted))
    (place, quote), *_ = made.page.findings[n].quotes
    words = quote.split()
    k = data.draw(st.integers(0, len(words) - 1))
    other = data.draw(st.text("abcdefgh", min_size=1, max_size=8))
    words[k] = other if k == 0 else words[k] + other
    row = made.page.findings[n].model_copy(update={"quotes": ((place, " ".join(words)),)})
    findings = (*made.page.findings[:n], row, *made.page.findings[n + 1 :])
    assert _codes(made.page.model_copy(update={"findings": findings}), made.ground) == {"QUO001"}


@given(drafted(), st.data())
@settings(max_examples=40)
def test_a_removed_or_repeated_criterion_is_caught(made: Drafted, data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(made.page.findings) - 1))
    rows = made.page.findings
    fewer, more = (*rows[:n], *rows[n + 1 :]), (*rows, rows[n])
    assert "CRI001" in _codes(made.page.model_copy(update={"findings": fewer}), made.ground)
    assert _codes(made.page.model_copy(update={"findings": more}), made.ground) == {"CRI002"}


@given(drafted(), st.data())
@settings(max_examples=40)
def test_a_status_turned_into_another_is_caught(made: Drafted, data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(made.page.findings) - 1))
    row = made.page.findings[n]
    other = data.draw(st.sampled_from(["met", "not_met", "not_documented", "not_applicable", "partially met"]))
    assume(other != row.status)
    changed = (*made.page.findings[:n], row.model_copy(update={"status": other}), *made.page.findings[n + 1 :])
    assert {"CRI004", "CRI005"} & _codes(made.page.model_copy(update={"findings": changed}), made.ground)


@given(drafted(), st.data())
@settings(max_examples=40)
def test_a_blocking_item_added_or_dropped_and_another_quantity_are_caught(made: Drafted, data: st.DataObject) -> None:
    line = made.page.lines[0]
    for extra in [row.criterion for row in made.page.findings if row.criterion not in line.blocking][:1]:
        assert "OUT002" in _codes(_with_line(made.page, blocking=(*line.blocking, extra)), made.ground)
    if line.blocking:
        assert "OUT002" in _codes(_with_line(made.page, blocking=line.blocking[1:]), made.ground)
    told = re.sub(r"\d+", lambda n: str(int(n[0]) + 1), line.quantity, count=1) if line.quantity else "1 of 1 session"
    assert "OUT003" in _codes(_with_line(made.page, quantity=told), made.ground)


@given(st.text(max_size=400))
@settings(max_examples=40)
def test_any_text_at_all_is_checked_without_a_fault_of_ours(text: str) -> None:
    ground = clean_drafts.ground_of(clean_drafts.draft("pended"))
    written = card.render(clean_drafts.draft("pended"))
    for page in (card.parse(text), card.parse(written.replace("A3 is not documented", text, 1))):
        found = rules.check(page, ground).violations
        assert not [v for v in found if "could not be checked" in v.message]
