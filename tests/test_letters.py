"""Letters: every slot that the law asks for is there, nothing that may not be, and only a decision is issued."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import clean_drafts
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from test_deciding import ADVERSE, PHYSICIAN, Desk, shown
from typer.testing import CliRunner

from drafter import asking, issuing, letters
from drafter.cli import app
from drafter.deciding import peer_to_peer
from drafter.domain import Draft, PeerToPeer, Policy
from drafter.errors import InputError, Refused
from drafter.jurisdictions import slots
from drafter.letters import Facts, rules
from drafter.letters.filling import environment, filling
from drafter.letters.lines import how_many
from drafter.letters.organisation import EXAMPLE, Identity, Organisation, load
from drafter.letters.structure import flat, parse, printable

NAME, NUMBER = "Rosalind Quillfeather", "W004417730"
ORGANISATION = """name: Harbor Health Plan
address: 100 Pier Street, Springfield, IL 62701
phone: 1-800-555-0100
hours: Monday to Friday, 8 a.m. to 6 p.m.
tty: "711"
appeal_address: Harbor Health Plan, Appeals, PO Box 900, Springfield, IL 62705
appeal_phone: 1-800-555-0111
peer_to_peer: 1-800-555-0120, Monday to Friday, 9 a.m. to 5 p.m.
provider_line: fax 1-217-555-0121
language_help: "ATTENTION: Free help in your language, and free aids such as large print: 1-800-555-0100 (TTY 711)."
"""
LAWS = {
    "medicare_advantage": (None, "medicare_advantage"), "medicaid": ("NY", "medicaid_managed_care"),
    "california": ("CA", "commercial"), "massachusetts": ("MA", "commercial"), "arizona": ("AZ", "commercial"),
    "nebraska": ("NE", "commercial"), "self_funded": ("NY", "self_funded"),
}  # fmt: skip
FORM = Path(letters.__file__).parent / "forms" / "medicare_advantage.jinja"


@pytest.fixture
def plan(tmp_path: Path) -> Organisation:
    """An organisation that has supplied the text of the Medicare form (ours stands for it here)."""
    folder = tmp_path / "plan"
    (folder / "forms").mkdir(parents=True)
    (folder / "forms" / FORM.name).write_bytes(FORM.read_bytes())
    sha = hashlib.sha256(FORM.read_bytes()).hexdigest()
    (folder / "organisation.yaml").write_text(ORGANISATION + f"forms: {{medicare_advantage: {sha}}}\n", "utf-8")
    return load(folder)


def read_policies(verified: str = "read") -> tuple[Policy, ...]:
    """The policies as they are once somebody has read every criterion in its source."""
    held = []
    for policy in clean_drafts.held().policies:
        if policy.id == "tpi-aetna-cpb-0016":
            criteria = tuple(one.model_copy(update={"verified": verified}) for one in policy.criteria)
            held.append(policy.model_copy(update={"criteria": criteria}))
        else:
            held.append(policy)
    return tuple(held)


def desk_of(folder: Path, law: str = "california", name: str = "approved", **case) -> Desk:
    state, line = LAWS[law]
    people = {"member": {"name": NAME, "id": NUMBER}, "provider": {"name": "Harbour Pain Clinic"}}
    return Desk(folder, name, **{"state": state, "line_of_business": line, **people, **case})


def deny(desk: Desk, **given) -> object:
    signer = {**PHYSICIAN, "licence_state": desk.draft.case.state or "NY"}
    desk.open()
    return desk.decide(**{**ADVERSE, "shown_by": shown(desk, "gave no relief"), "signer": signer, **given})


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Facts]:
    """What is known of a denial under a law, decided once for all tests that only read it."""

    @cache
    def made(law: str) -> Facts:
        desk = desk_of(tmp_path_factory.mktemp(law), law)
        deny(desk)
        return facts_of(desk, load(None))

    return made


@pytest.fixture
def denied(signed, plan: Organisation) -> Callable[[str], Facts]:
    """The facts of a denial under a law, told by the organisation of this test."""
    return lambda law: replace(signed(law), organisation=plan)


def facts_of(desk: Desk, plan: Organisation, draft: Draft | None = None) -> Facts:
    return issuing.facts_of(desk.store, (draft or desk.draft).id, plan, read_policies(), desk.now.date())


def issue(desk: Desk, plan: Organisation, policies: tuple[Policy, ...] | None = None, draft: Draft | None = None,
          format: str = "text") -> tuple[issuing.Issued, ...]:  # fmt: skip
    held = read_policies() if policies is None else policies
    of = (draft or desk.draft).id
    return issuing.issue(desk.store, of, plan, held, by="Nell Ruiz", now=desk.now, format=format)


def errors(facts: Facts, audience: letters.Audience) -> list[str]:
    return [fault.message for fault in issuing.write(facts, audience, issued=True).faults if fault.severity == "error"]


def told(facts: Facts, audience: letters.Audience = "member", format: str = "text") -> str:
    letter = letters.compose(facts, audience, issued=True)
    return letters.render(format, letter, facts.organisation).decode()


# --------------------------------------------------------------------------------------- what a letter holds, by law


@pytest.mark.parametrize("law", LAWS)
def test_a_denial_is_issued_under_each_law_with_its_own_slots_and_no_other_appeal(law, tmp_path: Path, plan):
    desk = desk_of(tmp_path, law)
    deny(desk)
    facts = facts_of(desk, plan)
    assert {audience: errors(facts, audience) for audience in ("member", "clinician")} == {
        "member": [],
        "clinician": [],
    }
    member, clinician = (flat(one.body.decode()) for one in issue(desk, plan))
    assert NAME in member
    assert NUMBER in member
    assert "20553" in clinician
    assert "20553" not in member
    steps = {
        "medicare_advantage": ["65 calendar days", "reconsideration"],
        "medicaid": ["January 19, 2027", "State fair hearing"],
    }.get(law, ["May 19, 2027", "4 months", "external review"])  # fmt: skip
    assert all(step in member for step in steps)
    own = {
        "arizona": "Signed electronically on November 20, 2026", "nebraska": "artificial intelligence",
        "massachusetts": "Attached: the points of".upper(), "medicaid": "November 30, 2026",
    }.get(law)  # fmt: skip
    assert own is None or own in member
    assert desk.store.verify() == ()
    with desk.store.read() as reading:
        acts = [event for event in reading.events() if event.act == "issued"]
        assert [event.facts["audience"] for event in acts] == ["member", "clinician"]
        assert flat(reading.document(acts[0].subject, "letter").body.decode()) == member


def blocks_of(slot: str, audience: str) -> str:
    """A template of an organisation that empties the block of a slot in every adverse letter."""
    return "\n".join([f'{{% extends "standard/{audience}/denial.jinja" %}}', f"{{% block {slot} %}}{{% endblock %}}"])


EVERY = {  # a law under which the slot is asked for, and the part that holds it
    **dict.fromkeys(slots(), ("california", "member")), "N11": ("medicaid", "member"),
    "N13": ("california", "clinician"), "N15": ("arizona", "member"), "N16": ("nebraska", "member"),
}  # fmt: skip


@pytest.mark.parametrize("slot", slots())
def test_a_slot_that_a_template_drops_is_missed(slot, denied, plan):
    law, audience = EVERY[slot]
    folder = plan.folder / "templates" / audience
    folder.mkdir(parents=True)
    (folder / "denial.jinja").write_text(blocks_of(slot, audience), "utf-8")
    found = errors(denied(law), audience)
    assert found
    assert all(message.startswith(f"Slot {slot} (") for message in found)


def test_a_letter_without_a_slot_is_not_issued(tmp_path: Path, plan):
    desk = desk_of(tmp_path)
    deny(desk)
    folder = plan.folder / "templates" / "member"
    folder.mkdir(parents=True)
    (folder / "denial.jinja").write_text(blocks_of("N09", "member"), "utf-8")
    refused(lambda: issue(desk, plan), "member part: Slot N09 (", "lacks the last day, May 19, 2027")
    assert nothing_issued(desk)


def test_a_slot_in_the_clinical_part_is_missed_too(denied, plan):
    for slot in ("N05", "N06", "N09", "N15"):
        folder = plan.folder / "templates" / "clinician"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "denial.jinja").write_text(blocks_of(slot, "clinician"), "utf-8")
        assert any(message.startswith(f"Slot {slot} (") for message in errors(denied("arizona"), "clinician"))


# ------------------------------------------------------------------------------------------------------- the outcomes


def test_an_approval_says_what_is_approved_and_nothing_of_appeals(tmp_path: Path, plan):
    desk = desk_of(tmp_path)
    desk.open()
    desk.decide()
    member, clinician = (one.body.decode() for one in issue(desk, plan))
    assert "We approved the care listed here" in flat(member)
    assert "appeal" not in member
    assert "DRAFT" not in member + clinician


def test_a_part_that_is_approved_is_told_with_its_quantity(tmp_path: Path, plan):
    desk = desk_of(tmp_path)
    desk.open()
    signer = {**PHYSICIAN, "licence_state": "CA"}
    desk.decide("certify_modified", reason="exception", authority="benefit 4.2", certified={"sessions": 1}, unmet="A6",
                shown_by=shown(desk, "No injections have been given"), signer=signer)  # fmt: skip
    facts = facts_of(desk, plan)
    assert facts.kind == "partial"
    member = flat(issue(desk, plan)[0].body.decode())
    assert "partially approved: 1 session approved" in member
    assert "May 19, 2027" in member


def test_a_request_for_information_asks_and_is_no_denial(tmp_path: Path, plan):
    desk = desk_of(tmp_path, name="retrospective", payer="Aetna")
    desk.open()
    desk.decide("pend", signer=PHYSICIAN)
    member, clinician = (flat(one.body.decode()) for one in issue(desk, plan))
    assert "This is not a denial" in member
    assert "appeal" not in member
    for gap in desk.draft.determination.lines[0].gaps:
        if gap.holder == "provider" and gap.blocks:
            assert flat(gap.ask) in clinician
    assert not re.search(r"\bfailed to\b|not met", member)


def test_a_request_for_information_names_the_last_day_of_the_request_that_is_kept(tmp_path: Path, plan):
    clock = {"received_at": dt.datetime.fromisoformat("2026-11-20T09:30:00-05:00"), "payer": "Aetna"}
    desk = desk_of(tmp_path, name="retrospective", **clock)
    before = told(facts_of(desk, plan), "clinician")
    assert "Please answer by" not in before
    made = asking.request(desk.store, desk.draft.id, "Nell Ruiz", desk.now)
    asking.request(desk.store, desk.draft.id, "Nell Ruiz", desk.now)
    by = f"by {made.due:%B} {made.due.day}, {made.due.year}"
    assert f"send it {by}" in flat(told(facts_of(desk, plan)))  # while nobody has decided
    desk.open()
    desk.decide("pend", signer=PHYSICIAN)
    facts = facts_of(desk, plan)
    assert not [said for said in issuing.checklist(facts) if "names no last day" in said]
    (plan.folder / "templates" / "member").mkdir(parents=True)
    override = plan.folder / "templates" / "member" / "request.jinja"
    override.write_text(
        '{% extends "standard/member/request.jinja" %}{% block N07 %}{% for one in f.asks %}\n- {{ one.told }}\n'
        "{% endfor %}{% endblock %}", "utf-8",
    )  # fmt: skip
    assert [one for one in errors(facts, "member") if f"the last day for the answer, {by[3:]}" in one]
    override.unlink()
    member, clinician = (flat(one.body.decode()) for one in issue(desk, plan))
    assert f"information about these points {by}." in member
    assert f"Please answer {by}." in clinician
    assert "which was attempt 2." in clinician
    assert facts_of(desk, plan).asked
    desk.now = dt.datetime.combine(made.due, dt.time(12), dt.UTC) + dt.timedelta(days=1)
    assert facts_of(desk, plan).asked is None  # what has passed is not asked for


def test_what_one_stage_alone_asks_for_is_told_so_in_both_parts(tmp_path: Path, plan):
    desk = desk_of(tmp_path, name="pended")
    for audience in ("member", "clinician"):
        assert "relief from the last block (only if repeat)" in flat(told(facts_of(desk, plan), audience))


def test_care_that_was_given_gets_no_fast_appeal_and_no_advice_ahead(tmp_path: Path, plan):
    desk = desk_of(tmp_path, review_type="retrospective")
    deny(desk)
    member, clinician = (flat(one.body.decode()) for one in issue(desk, plan))
    assert "We denied payment for the care listed here, which you had on December 1, 2026" in member
    assert not re.search(r"\bfast\b", member)
    assert "existed on the day of service" in clinician


def test_care_that_goes_on_is_stopped_and_the_letter_says_how_it_may_go_on(tmp_path: Path, plan):
    desk = desk_of(tmp_path, "self_funded", review_type="concurrent")
    deny(desk)
    facts = facts_of(desk, plan)
    assert facts.lines[0].action == "stopped"
    assert "before your care is reduced or stopped" in flat(issue(desk, plan)[0].body.decode())


@pytest.mark.parametrize(("law", "step"), [("california", "external review"), ("medicaid", "State fair hearing"),
                                          ("medicare_advantage", "independent review entity")])  # fmt: skip
def test_a_letter_that_decides_an_appeal_tells_of_the_steps_after_it(law, step, tmp_path: Path, plan):
    desk = desk_of(tmp_path, law, review_level="appeal")
    deny(desk, signer={**PHYSICIAN, "licence_state": desk.draft.case.state or "NY"})
    facts = facts_of(desk, plan)
    assert [errors(facts, audience) for audience in ("member", "clinician")] == [[], []]
    member = flat(told(facts))
    assert step in member
    assert not re.search(r"internal appeal|(?<!after the )plan appeal|reconsideration|You can appeal", member)


def test_of_two_who_issue_at_once_one_is_refused(tmp_path: Path, plan):
    desk = desk_of(tmp_path)
    deny(desk)
    results: list[object] = []

    def act() -> None:
        try:
            results.append(issue(desk, plan))
        except Refused as error:
            results.append(error)

    threads = [threading.Thread(target=act) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(one).__name__ for one in results) == ["Refused", "tuple"]
    with desk.store.read() as reading:
        assert len(reading.documents("letter")) == 2


def test_a_withdrawal_needs_no_decision_and_tells_none(tmp_path: Path, plan):
    clean = clean_drafts.draft("approved")
    line = clean.determination.lines[0].model_copy(
        update={"outcome": None, "no_outcome": "routed", "basis": "withdrawn", "blocking": (), "certified": None}
    )
    gone = clean.determination.model_copy(update={"lines": (line,)})
    desk = desk_of(tmp_path)
    draft = clean_drafts.named(desk.draft.model_copy(update={"determination": gone}))
    desk.store.keep_draft(draft, "Nell Ruiz")
    member = flat(issue(desk, plan, draft=draft)[0].body.decode())
    assert "was withdrawn" in member
    assert NAME in member


def test_a_denial_for_silence_says_what_was_missing_and_blames_nobody(tmp_path: Path, plan):
    desk = desk_of(tmp_path, name="retrospective", payer="Aetna")
    line = desk.draft.determination.lines[0]
    expired = line.model_copy(update={"outcome": "not_certify", "basis": "insufficient_information"})
    made = desk.draft.determination.model_copy(update={"lines": (expired,)})
    draft = clean_drafts.named(desk.draft.model_copy(update={"determination": made}))
    desk.store.keep_draft(draft, "Nell Ruiz")
    desk.open(draft=draft)
    desk.decide("not_certify", draft=draft, signer={**PHYSICIAN, "licence_state": "CA"})
    facts = facts_of(desk, plan, draft)
    assert facts.lines[0].reasons == ()
    assert [errors(facts, audience) for audience in ("member", "clinician")] == [[], []]
    member = flat(told(facts))
    assert "it did not reach us in time" in member
    assert all(one.name in member for one in facts.asks if one.plain)


# ---------------------------------------------------------------------------------------------- drafts are drafts


@pytest.mark.parametrize("audience", ["member", "clinician"])
def test_an_undecided_letter_says_nothing_of_an_outcome(audience, tmp_path: Path, plan):
    for name in clean_drafts.names():
        (tmp_path / name).mkdir()
        desk = desk_of(tmp_path / name, name=name, state="TX")
        facts = facts_of(desk, plan)
        text = flat(letters.text_of(letters.compose(facts, audience, issued=True), plan))
        assert text.startswith("DRAFT - NOT A DECISION")
        assert text.endswith("DRAFT - NOT A DECISION")
        assert not re.search(r"\b(?:denied|approved?|not met|unmet|certif\w+|recommend\w*)\b", text)
        if facts.withheld:
            assert "information yet" not in text


def test_a_decided_letter_is_marked_until_it_is_issued(tmp_path: Path, plan):
    desk = desk_of(tmp_path)
    deny(desk)
    text = letters.text_of(letters.compose(facts_of(desk, plan), "member"), plan)
    assert text.startswith("DRAFT - NOT ISSUED")


def test_names_join_when_a_letter_is_rendered_and_nowhere_before(tmp_path: Path, plan):
    desk = desk_of(tmp_path)
    deny(desk)
    issue(desk, plan)
    with desk.store.read() as reading:
        for event in reading.events():
            assert NAME not in str(event)
            assert NUMBER not in str(event)
        bodies = {kept.kind: kept.body.decode() for kept in reading.documents()}
    assert [kind for kind, body in bodies.items() if NAME in body] == ["letter"]


# ------------------------------------------------------------------------------------------------------- refusals


def refused(act, *said: str) -> None:
    with pytest.raises(Refused) as caught:
        act()
    for words in said:
        assert words in str(caught.value)


def nothing_issued(desk: Desk) -> bool:
    with desk.store.read() as reading:
        return not reading.documents("letter")


def test_nothing_is_issued_without_a_decision_or_with_an_open_field(tmp_path: Path, plan):
    desk = desk_of(tmp_path)
    refused(lambda: issue(desk, plan), "nobody has decided")
    deny(desk)
    refused(lambda: issue(desk, load(None)), "to fill in: `appeal_address` in organisation.yaml", "[name of the plan]")
    assert nothing_issued(desk)


def test_the_example_of_an_organisation_is_whole_and_explained_and_never_issued_as_it_is(tmp_path: Path):
    written = EXAMPLE.read_text("utf-8")
    example = load(EXAMPLE.parent)
    assert example.identity.model_fields_set == set(Identity.model_fields)
    explained = re.findall(r"(?m)^# .+\n(\w+):", written)
    assert sorted(explained) == sorted(Identity.model_fields)
    desk = desk_of(tmp_path)
    deny(desk)
    needed = [name for name, info in Identity.model_fields.items() if str(info.default).startswith("[")]
    of_the_example = (f"`{name}` in organisation.yaml: it is still that of the example" for name in needed)
    refused(lambda: issue(desk, example), *of_the_example)
    own = written.replace("-555-01", "-555-77").replace("Example", "Harbor").replace("1 Harbor", "9 Harbor")
    (tmp_path / "organisation.yaml").write_text(own, "utf-8")
    assert len(issue(desk, load(tmp_path))) == 2


def test_every_reason_is_told_at_once(tmp_path: Path, plan):
    desk = desk_of(tmp_path, state=None, line_of_business=None)
    deny(desk)
    edited = clean_drafts.named(desk.draft.model_copy(update={"parent": desk.draft.id}))
    desk.store.keep_draft(edited, "Nell Ruiz")
    act = lambda: issue(desk, plan, read_policies("recalled"))  # noqa: E731
    refused(act, f"edited into {edited.id}", "A2 of Aetna CPB 0016 is not verified as read", "no law that gives one")
    assert nothing_issued(desk)


def test_an_unread_criterion_a_synthetic_policy_and_one_that_is_not_held_refuse_care_to_nobody(tmp_path: Path, plan):
    desk = desk_of(tmp_path)
    deny(desk)
    refused(lambda: issue(desk, plan, read_policies("summary")), "not verified as read in its source (summary)")
    synthetic = tuple(
        one.model_copy(update={"source": one.source.model_copy(update={"verified": "synthetic"})})
        for one in read_policies()
    )
    refused(lambda: issue(desk, plan, synthetic), "is synthetic, and nobody is refused care on it")
    refused(lambda: issue(desk, plan, ()), "tpi-aetna-cpb-0016, as the draft was drawn from it, is not held")


def test_a_decision_that_does_not_satisfy_its_law_is_not_issued(tmp_path: Path, plan):
    desk = desk_of(tmp_path, "arizona")
    made = deny(desk)
    forged = made.model_copy(update={"id": "x-forged", "by": made.by.model_copy(update={"licence_state": "NY"})})
    key = made.case_key
    body = forged.model_dump_json(by_alias=True).encode()
    desk.store.keep(forged.id, "decision", key, body, "Dr. Ada Vance", "decided", {}, parent=desk.draft.id)
    refused(lambda: issue(desk, plan), "does not satisfy its jurisdiction: Arizona asks for a licence of AZ")


def test_an_open_variable_and_a_broken_template_are_told_and_nothing_is_issued(tmp_path: Path, plan):
    desk = desk_of(tmp_path)
    deny(desk)
    folder = plan.folder / "templates" / "member"
    folder.mkdir(parents=True)
    file = folder / "denial.jinja"
    file.write_text(
        '{% extends "standard/member/denial.jinja" %}{% block questions %}{{ o.fax }}{% endblock %}', "utf-8"
    )
    refused(lambda: issue(desk, plan), "leaves a variable open", "denial.jinja")
    file.write_text("{% block x %}", "utf-8")
    refused(lambda: issue(desk, plan), "the template cannot be read", "denial.jinja, line 1")
    assert nothing_issued(desk)


def test_a_letter_is_issued_once_and_an_amendment_replaces_it(tmp_path: Path, plan):
    desk = desk_of(tmp_path)
    first = deny(desk)
    issue(desk, plan)
    refused(lambda: issue(desk, plan), "the letters on this decision were issued on 2026-11-20")
    note = PeerToPeer(at=desk.now, participants=("Dr. Ada Vance", "practitioner"), new_facts="MRI", result="overturned")
    peer_to_peer(desk.store, desk.draft.id, "Dr. Ada Vance", note)
    desk.now += dt.timedelta(days=2)
    desk.open()
    desk.decide("certify", reason="peer_to_peer", amends=first.id, signer={**PHYSICIAN, "licence_state": "CA"})
    for one in issue(desk, plan):
        assert "This letter replaces our letter of November 20, 2026." in flat(one.body.decode())


# ------------------------------------------------------------------------------------------- Medicare's own form


def test_a_changed_form_is_an_error_and_a_form_of_our_own_words_is_not_issued(tmp_path: Path, plan):
    desk = desk_of(tmp_path, "medicare_advantage")
    deny(desk)
    bare = replace(plan, folder=None)
    assert any("only stands in" in said for said in issuing.checklist(facts_of(desk, bare)))
    refused(lambda: issue(desk, bare), "only stands in for it, in our own words")
    file = plan.folder / "forms" / FORM.name
    file.write_text(file.read_text("utf-8").replace("within 65 calendar days", "within 30 calendar days"), "utf-8")
    refused(lambda: issue(desk, plan), "the fixed text of this form was changed")
    with pytest.raises(InputError, match="the fixed text of this form was changed"):
        letters.compose(facts_of(desk, plan), "member")


def test_fixed_text_that_is_not_in_the_rendered_form_is_missed(tmp_path: Path, plan):
    desk = desk_of(tmp_path, "medicare_advantage")
    deny(desk)
    facts = facts_of(desk, plan)
    letter = letters.compose(facts, "member", issued=True)
    assert not [f for f in rules.check(letter, facts, letters.text_of(letter, plan)) if f.severity == "error"]
    cut = replace(letter, blocks=tuple(b for b in letter.blocks if "Fast appeal" not in b.text))
    found = [f.rule for f in rules.check(cut, facts, letters.text_of(cut, plan)) if f.severity == "error"]
    assert "altered_form" in found


# ------------------------------------------------------------------------------------- what a letter never holds


def said_of(facts: Facts, plan: Organisation, words: str, audience: letters.Audience = "member") -> set[str]:
    """Names of the rules that object to words which an organisation's template adds."""
    folder = plan.folder / "templates" / audience
    folder.mkdir(parents=True, exist_ok=True)
    added = f'{{% extends "standard/{audience}/denial.jinja" %}}{{% block N16 %}}\n{words}\n{{% endblock %}}'
    (folder / "denial.jinja").write_text(added, "utf-8")
    return {fault.rule for fault in issuing.write(facts, audience, issued=True).faults}


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Other members like you were denied too.", "forbidden_phrase"),
        ("The readers disagree on this point.", "forbidden_phrase"),
        ("We are 87 % confident in this.", "forbidden_phrase"),
        ("The language model found nothing.", "forbidden_phrase"),
        ("Your provider failed to submit records.", "forbidden_phrase"),
        ("You should try massage for six weeks.", "forbidden_phrase"),
        ("This is because you did not go to therapy.", "forbidden_phrase"),
        ("Send more records and the care will be approved.", "forbidden_phrase"),
        ("It is not medically necessary per guidelines.", "forbidden_phrase"),
        ("This is about CPT 20553.", "code_for_member"),
        ("This is about A2.", "code_for_member"),
        ("Your TENS and MVC notes were read.", "unexplained_short_form"),
        ("You can ask for a State fair hearing.", "appeal_of_another_law"),
        ("You have 60 calendar days to appeal.", "appeal_of_another_law"),
        ("Here is {{ '{{ name }}' }} of the plan.", "unfilled_template"),
        ("Call [telephone of the nurses] for more.", "open_value"),
        ("The hydroxyzine and gabapentin in your arthroplasty history were read.", "unexplained_term"),
        ("Notwithstanding the aforementioned circumstances, administrative consideration necessitates documentation.",
         "hard_to_read"),
    ],
)  # fmt: skip
def test_what_a_letter_never_holds(words, rule, denied, plan):
    assert rule in said_of(denied("california"), plan, words)


def test_calm_words_are_left_alone(denied, plan):
    words = "Your MRI was read. You can call us with questions about your appeal."
    assert said_of(denied("california"), plan, words) == set()


def test_a_reason_that_the_signer_did_not_adopt_is_not_told(tmp_path: Path, plan):
    line = clean_drafts.draft("approved").determination.lines[0]
    other = next(f for f in line.findings if f.criterion == "A3")
    unmet = other.model_copy(update={"status": "not_met", "why": "The pain has lasted less long than the policy asks."})
    findings = tuple(unmet if f.criterion == "A3" else f for f in line.findings)
    made = line.model_copy(update={"outcome": "not_certify", "blocking": ("A3",), "findings": findings})
    desk = desk_of(tmp_path)
    determination = desk.draft.determination.model_copy(update={"lines": (made,)})
    draft = clean_drafts.named(desk.draft.model_copy(update={"determination": determination}))
    desk.store.keep_draft(draft, "Nell Ruiz")
    desk.open(draft=draft)
    given = {**ADVERSE, "shown_by": shown(desk, "gave no relief"), "signer": {**PHYSICIAN, "licence_state": "CA"}}
    desk.decide(draft=draft, **given)
    facts = facts_of(desk, plan, draft)
    assert [one.criterion for one in facts.lines[0].reasons] == ["A2"]
    assert unmet.why not in flat(told(facts, "clinician"))
    letter = letters.compose(facts, "clinician", issued=True)
    told_too = replace(letter, blocks=(*letter.blocks, *parse(unmet.why)))
    found = {f.rule for f in rules.check(told_too, facts, letters.text_of(told_too, plan))}
    assert "reason_not_adopted" in found


def test_several_reasons_are_told_as_the_policy_asks_for_them(tmp_path: Path, plan):
    cardiac = next(one for one in clean_drafts.held().policies if one.id == "cardiac-rehab-410-49")
    assert how_many(cardiac, "any", {"U1", "U2", "U7"}) == "one of these points"
    assert how_many(cardiac, "any", {"U7", "U8"}) == "each of these points"
    line = clean_drafts.draft("approved").determination.lines[0]
    unmet = {"status": "not_met"}
    findings = tuple(f.model_copy(update=unmet) if f.criterion in ("A2", "A3") else f for f in line.findings)
    made = line.model_copy(update={"outcome": "not_certify", "blocking": ("A2", "A3"), "findings": findings})
    desk = desk_of(tmp_path)
    determination = desk.draft.determination.model_copy(update={"lines": (made,)})
    draft = clean_drafts.named(desk.draft.model_copy(update={"determination": determination}))
    desk.store.keep_draft(draft, "Nell Ruiz")
    desk.open(draft=draft)
    desk.decide("not_certify", draft=draft, signer={**PHYSICIAN, "licence_state": "CA"})
    facts = facts_of(desk, plan, draft)
    assert [errors(facts, audience) for audience in ("member", "clinician")] == [[], []]
    member = flat(told(facts))
    assert "Our rule asks for each of these points. They are not met." in member
    assert next(f.why for f in line.findings if f.criterion == "A3") in member


def test_silence_and_past_cases_are_not_told_as_reasons(tmp_path: Path, plan):
    desk = desk_of(tmp_path, name="pended")
    facts = facts_of(desk, plan)
    letter = letters.compose(facts, "clinician")
    silent = desk.draft.determination.lines[1].labels["A4"]
    precedent = next(p for p in desk.draft.passages if p.type == "determination")
    for words, rule in (
        (f"{silent.capitalize()} is not met.", "silence_as_failure"),
        (precedent.text, "past_case_told"),
    ):
        more = replace(letter, blocks=(*letter.blocks, *parse(words)))
        assert rule in {f.rule for f in rules.check(more, facts, letters.text_of(more, plan))}


@settings(max_examples=60)
@given(st.text(alphabet=st.one_of(st.sampled_from("#-|:>[]{}%\n \ue000\u202e"), st.characters()), min_size=1))
@example("a |")
def test_no_value_is_taken_for_markup(value: str):
    said = flat(printable(value.replace("\ue000", " ")))
    assume(said)
    template = "# {{ x }}\n\n{{ x }}\n\n- {{ x }}\n\n> {{ x }}\n\n| {{ x }} | b |\n\n: {{ x }} | {{ x }}\n"
    blocks = parse(filling(environment(None).from_string(template), x=value))
    assert [block.kind for block in blocks] == ["heading", "paragraph", "bullets", "callout", "table", "pairs"]
    assert [blocks[0].text, blocks[1].text, blocks[3].text] == [said] * 3
    assert [blocks[2].rows, blocks[4].rows, blocks[5].rows] == [((said,),), ((said, "b"),), ((said, said),)]


# -------------------------------------------------------------------------------------------------------- formats

WORDS = "I read every note. " + "The therapy notes and the imaging were read line by line against the policy. " * 20
LONG = "\n\n".join(f"Point {n}. {WORDS}" for n in range(60))
ODD = "Zoë D'Arcy-Łuk | # [x] {{ 7*7 }} <b>&amp; محمد"


@pytest.fixture
def written(tmp_path: Path, plan) -> Facts:
    """A denial of somebody with an odd name, decided with a rationale of twenty pages and more."""
    desk = desk_of(tmp_path, member={"name": ODD, "id": NUMBER})
    deny(desk, rationale=LONG)
    return facts_of(desk, plan)


def test_the_pdf_has_its_text_its_pages_its_tags_and_its_fonts(written: Facts, plan):
    import pdfplumber

    letter = letters.compose(written, "member")
    body = letters.render("pdf", letter, plan)
    assert body == letters.render("pdf", letter, plan)
    assert b"/MarkInfo" in body
    assert b"/StructTreeRoot" in body
    with pdfplumber.open(io.BytesIO(body)) as pdf:
        pages = [page.extract_text() for page in pdf.pages]
        fonts = {char["fontname"] for page in pdf.pages for char in page.chars}
    assert all(re.match(r"[A-Z]{6}\+", font) for font in fonts), "a subset is embedded"
    for n, page in enumerate(pages, 1):
        assert page.startswith("DRAFT - NOT ISSUED")
        assert f"Page {n} of {len(pages)}" in page
    text = flat(" ".join(pages))
    for words in (NUMBER, "May 19, 2027", "external review", "PO Box 900", "gave no relief", "CPB 0016", "{{ 7*7 }}"):
        assert words in text


def test_a_rationale_of_twenty_pages_is_printed_whole(written: Facts, plan):
    import pdfplumber

    letter = letters.compose(written, "clinician", issued=True)
    with pdfplumber.open(io.BytesIO(letters.render("pdf", letter, plan))) as pdf:
        assert len(pdf.pages) >= 20
        assert f"of {len(pdf.pages)}" in pdf.pages[-1].extract_text()
    assert all(f"Point {n}." in letter.words() for n in range(60))


def test_the_docx_reads_back_with_real_styles_and_its_mark_on_every_page(written: Facts, plan):
    import docx

    letter = letters.compose(written, "member")
    made = docx.Document(io.BytesIO(letters.render("docx", letter, plan)))
    styles = {paragraph.style.name for paragraph in made.paragraphs}
    assert {"Heading 1", "Heading 2", "List Bullet", "Normal"} <= styles
    assert "DRAFT - NOT ISSUED" in made.sections[0].header.paragraphs[0].text
    fields = made.sections[0].footer.paragraphs[0]._p.xml
    assert "NUMPAGES" in fields
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    said = flat(" ".join([*(p.text for p in made.paragraphs), *cells]))
    assert sorted(said.split()) == sorted(letter.words().split())
    assert ODD in cells


def test_html_keeps_names_as_they_are_and_needs_nothing_else(written: Facts, plan):
    text = letters.render("html", letters.compose(written, "member"), plan).decode()
    assert "D&#39;Arcy-Łuk | # [x] {{ 7*7 }} &lt;b&gt;&amp;amp; محمد" in text
    assert "<script" not in text
    assert not re.search(r"(?:src|href)=", text)


def test_a_sign_without_a_font_is_told_with_what_to_do(tmp_path: Path, plan):
    desk = desk_of(tmp_path, member={"name": "\U00011c70", "id": NUMBER})
    letter = letters.compose(facts_of(desk, plan), "member")
    with pytest.raises(InputError, match=r"no font at hand has the sign(?s:.*)fonts/ of the organisation"):
        letters.render("pdf", letter, plan)
    assert "\U00011c70" in letters.render("html", letter, plan).decode()


@pytest.mark.parametrize(("format", "library"), [("pdf", "typst"), ("docx", "docx")])
def test_a_missing_library_is_told_with_what_installs_it(format, library, denied, plan, monkeypatch):
    monkeypatch.setitem(sys.modules, library, None)
    letter = letters.compose(denied("california"), "member")
    with pytest.raises(InputError, match=r"'drafter\[letters\]'"):
        letters.render(format, letter, plan)


def test_an_unknown_format_and_a_missing_organisation_name_what_there_is(tmp_path: Path, plan):
    desk = desk_of(tmp_path)
    letter = letters.compose(facts_of(desk, plan), "member")
    with pytest.raises(InputError, match=r"Did you mean `docx`\? Known are docx, html, pdf, text"):
        letters.render("docs", letter, plan)
    with pytest.raises(InputError, match=r"organisation.yaml: no such file\s+`drafter organisation` prints one"):
        load(tmp_path)
    (tmp_path / "organisation.yaml").write_text("name: X\nfone: 1\n", "utf-8")
    with pytest.raises(InputError, match=r"line 2: .*fone"):
        load(tmp_path)


# --------------------------------------------------------------------------------------------- the command line


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.stdout, result.stderr


def test_a_letter_goes_from_draft_to_issued_on_the_command_line(tmp_path: Path, plan, home: Path):
    clean = clean_drafts.draft("approved")
    (tmp_path / "d.json").write_text(clean.to_json(), "utf-8")
    (tmp_path / "signer.yaml").write_text("\n".join(f"{k}: {v!r}" for k, v in PHYSICIAN.items()), "utf-8")
    whose = ("--organisation", str(plan.folder))
    code, said, notices = run("letter", str(tmp_path / "d.json"), "--audience", "member", *whose)
    assert (code, said.startswith("DRAFT - NOT A DECISION")) == (0, True)
    assert "The state is not known" in notices
    code, _, notices = run("letter", str(tmp_path / "d.json"))
    assert (code, "It cannot be issued until this is filled in:\n  `name` in organisation.yaml" in notices) == (0, True)
    assert "error" not in notices
    assert run("organisation")[1] == EXAMPLE.read_text("utf-8")
    assert run("save", str(tmp_path / "d.json"), "--by", "Nell Ruiz")[0] == 0
    out = tmp_path / "out"
    code, _, notices = run("issue", clean.id, "--by", "Nell Ruiz", "--out", str(out), *whose)
    assert (code, "nobody has decided" in notices) == (2, True)
    run("show", clean.id, "--by", "Dr. Ada Vance")
    words = "All criteria are met by the notes of the clinic."
    signer = ("--signer", str(tmp_path / "signer.yaml"))
    assert run("decide", clean.id, *signer, "--outcome", "certify", "--rationale", words, "--attest")[0] == 0
    code, said, _ = run("issue", clean.id, "--by", "Nell Ruiz", "--out", str(out), "--format", "docx", *whose)
    assert code == 0
    files = sorted(file.name for file in out.iterdir())
    letter = said.split(":")[0]
    assert f"{letter}-member.docx" in files
    assert len(files) == 2
    assert f"member part: {out / f'{letter}-member.docx'}" in said
    code, again_as_draft, notices = run("letter", clean.id, *whose)
    assert (code, again_as_draft.startswith("DRAFT - NOT ISSUED")) == (0, True)
    assert f"`drafter letter {letter} --out FILE` gives it as it was sent" in notices
    again = tmp_path / "again.docx"
    assert run("letter", letter, "--out", str(again))[0] == 0
    assert again.read_bytes() == (out / f"{letter}-member.docx").read_bytes()
    assert run("history", clean.id)[1].count(" issued ") == 2
    assert run("audit", "verify")[0] == 0


def test_a_letter_that_breaks_a_rule_is_shown_and_the_exit_code_says_so(tmp_path: Path, plan, home: Path):
    clean = clean_drafts.draft("approved")
    (tmp_path / "d.json").write_text(clean.to_json(), "utf-8")
    own = plan.folder / "templates" / "member"
    own.mkdir(parents=True)
    whose = ("--organisation", str(plan.folder))
    for dropped, code in (("", 0), ("{% block N02 %}{% endblock %}", 1)):
        (own / "undecided.jinja").write_text(f'{{% extends "standard/member/undecided.jinja" %}}{dropped}', "utf-8")
        found, said, notices = run("letter", str(tmp_path / "d.json"), *whose)
        assert (found, "We are still reviewing your request" in said) == (code, True)
        assert ("error: Slot N02" in notices) is bool(code)
