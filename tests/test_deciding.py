"""Decisions: what a licensed person may sign, and every reason why something may not be recorded."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path

import clean_drafts
import pytest
from pydantic import ValidationError

from drafter import deciding
from drafter.deciding import Asked, decide, open_record, standing
from drafter.domain import Citation, DecidedLine, Decision, Draft, PeerToPeer, Quantity, Signer
from drafter.errors import Refused
from drafter.store import Store

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
WORDS = "I read the therapy notes of May to July and the imaging; the record does not show what A2 asks for."
PHYSICIAN = {"name": "Dr. Ada Vance", "credential": "MD", "licence_state": "NY", "licence_number": "204411",
             "specialty": "pain medicine", "npi": "1234567893"}  # fmt: skip
NURSE = {"name": "Nell Ruiz", "credential": "RN", "licence_state": "NY", "licence_number": "88121"}


class Desk:
    """A store, a clock, and a draft that lies open on it."""

    def __init__(self, folder: Path, name: str = "approved", **case) -> None:
        self.now = NOON
        self.store = Store(f"sqlite:///{folder / 'store.db'}", now=lambda: self.now)
        clean = clean_drafts.draft(name)
        self.draft = clean_drafts.named(clean.model_copy(update={"case": clean.case.model_copy(update=case)}))
        self.store.keep_draft(self.draft, "Nell Ruiz")

    def open(self, by: str = "Dr. Ada Vance", draft: Draft | None = None, seconds: int = 120) -> None:
        open_record(self.store, (draft or self.draft).id, by)
        self.now += dt.timedelta(seconds=seconds)

    def decide(
        self, outcome: str = "certify", draft: Draft | None = None, signer: dict = PHYSICIAN, **given
    ) -> Decision:
        of = draft or self.draft
        line = {"line": 0, "outcome": outcome} | {k: given.pop(k) for k in list(given) if k in DecidedLine.model_fields}
        lines = given.pop("lines", (DecidedLine.model_validate(line),))
        asked = Asked(Signer(**signer), lines, given.pop("rationale", WORDS), given.pop("attested", True), **given)
        return decide(self.store, of.id, asked, self.now)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def refused(act, *said: str) -> None:
    with pytest.raises(Refused) as caught:
        act()
    for words in said:
        assert words in str(caught.value)


def test_a_decision_is_recorded_with_who_when_how_long_and_why(desk: Desk):
    desk.open(seconds=95)
    made = desk.decide()
    assert (made.seconds_in_record, made.adverse, made.difference) == (95, False, ())
    with desk.store.read() as reading:
        assert deciding.decisions(reading, made.case_key) == (made,)
        events = reading.events(made.case_key)
    assert [event.act for event in events] == ["drafted", "opened", "decided"]
    assert events[-1].facts["outcomes"] == ["certify"]
    assert desk.store.verify() == ()


def test_every_reason_is_told_at_once(desk: Desk):
    act = lambda: desk.decide("not_certify", signer=NURSE, attested=False, rationale="No.")  # noqa: E731
    refused(
        act, "nurses sign certifications", "has not attested", "has not opened the record", "rationale has 1 words",
        "give the reason for the difference", "name the criterion that is not met",
    )  # fmt: skip
    with desk.store.read() as reading:
        assert [event.act for event in reading.events()] == ["drafted"]


ADVERSE = {"outcome": "not_certify", "reason": "correct_reading", "unmet": "A2"}


def shown(desk: Desk, words: str) -> Citation:
    return Citation.model_validate({"in": "text", "start": 0, "end": len(words), "quote": words})


def test_an_override_toward_adverse_names_the_criterion_and_the_words_that_show_it(desk: Desk):
    desk.open()
    refused(lambda: desk.decide(**ADVERSE), "quote the words of the record that show that A2 is not met")
    refused(lambda: desk.decide(**{**ADVERSE, "unmet": "Z9"}), "Z9 is no criterion")
    refused(lambda: desk.decide(**ADVERSE, shown_by=shown(desk, "words nobody wrote")), "the record does not hold")
    made = desk.decide(**ADVERSE, shown_by=shown(desk, "gave no relief"))
    [line] = made.lines
    assert line.shown_by is not None
    text = desk.draft.case.quotable()[line.shown_by.place]
    assert text[line.shown_by.start : line.shown_by.end] == line.shown_by.quote == "gave no relief"
    assert made.difference == ("Line 1: drafted certify, decided not certify (correct reading).",)


def test_nurses_sign_certifications_and_requests_alone(tmp_path: Path):
    desk = Desk(tmp_path)
    desk.open("Nell Ruiz")
    assert desk.decide("certify", signer=NURSE, rationale="All criteria are met.").by.credential == "RN"


def test_an_adverse_decision_takes_time_in_the_record(desk: Desk):
    desk.open(seconds=5)
    refused(lambda: desk.decide(**ADVERSE, shown_by=shown(desk, "gave no relief")), "open for 5 s")
    desk.now += dt.timedelta(seconds=40)
    assert desk.decide(**ADVERSE, shown_by=shown(desk, "gave no relief")).seconds_in_record == 45


def test_the_rationale_is_in_own_words(desk: Desk):
    desk.open()
    because = desk.draft.determination.lines[0].because
    refused(lambda: desk.decide(rationale=because.upper() + "."), "repeats the draft")


@pytest.mark.parametrize(
    ("case", "signer", "said"),
    [
        ({"state": "AZ", "line_of_business": "commercial"}, {}, "licence of AZ, and this one is of NY"),
        ({"state": "AZ", "line_of_business": "commercial"}, {"credential": "PharmD"}, "asks for the medical director"),
        ({"state": "MA", "line_of_business": "commercial"}, {"specialty": None}, "same or similar: name the specialty"),
        ({"line_of_business": "medicare_advantage"}, {"specialty": None}, "appropriate expertise: name the specialty"),
        ({}, {"credential": "XYZ"}, "credential 'XYZ' is not known; known are MD"),
    ],
)
def test_the_law_says_who_may_decide(tmp_path: Path, case, signer, said):
    desk = Desk(tmp_path, **case)
    desk.open()
    given = {**ADVERSE, "shown_by": shown(desk, "gave no relief"), "signer": {**PHYSICIAN, **signer}}
    refused(lambda: desk.decide(**given), said)


def test_a_licence_of_the_right_state_may_decide(tmp_path: Path):
    desk = Desk(tmp_path, state="AZ", line_of_business="commercial")
    desk.open()
    made = desk.decide(**ADVERSE, shown_by=shown(desk, "gave no relief"), signer={**PHYSICIAN, "licence_state": "AZ"})
    assert made.adverse


def test_an_outdated_draft_is_not_decided(desk: Desk):
    edited = clean_drafts.named(desk.draft.model_copy(update={"parent": desk.draft.id}))
    desk.store.keep_draft(edited, "Nell Ruiz")
    desk.open()
    refused(desk.decide, f"edited into {edited.id}")


def test_a_blocked_draft_is_not_decided(tmp_path: Path):
    desk = Desk(tmp_path)
    blocked = clean_drafts.named(desk.draft.model_copy(update={"status": "blocked", "parent": "d-other"}))
    desk.store.keep_draft(blocked, "Nell Ruiz")
    desk.open(draft=blocked)
    refused(lambda: desk.decide(draft=blocked), "blocked by errors")


def test_two_who_decide_at_once_one_is_refused(desk: Desk):
    other = {**PHYSICIAN, "name": "Dr. Bo Linde", "licence_number": "9", "npi": None}
    desk.open()
    desk.open("Dr. Bo Linde")
    results: list[object] = []

    def act(signer: dict) -> None:
        try:
            results.append(desk.decide(signer=signer))
        except Refused as error:
            results.append(error)

    threads = [threading.Thread(target=act, args=(signer,)) for signer in (PHYSICIAN, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(one).__name__ for one in results) == ["Decision", "Refused"]
    assert "it was decided by" in next(str(one) for one in results if isinstance(one, Refused))


def test_a_decision_is_amended_by_name_and_both_stay(desk: Desk):
    desk.open()
    first = desk.decide(**ADVERSE, shown_by=shown(desk, "gave no relief"))
    note = PeerToPeer(
        at=desk.now,
        participants=("Dr. Ada Vance", "treating physician"),
        new_facts="MRI of 2 October",
        result="overturned",
    )
    refused(lambda: desk.decide(reason="peer_to_peer", amends=first.id), "no peer-to-peer conversation is on record")
    deciding.peer_to_peer(desk.store, desk.draft.id, "Dr. Ada Vance", note)
    second = desk.decide("certify", reason="peer_to_peer", amends=first.id)
    assert second.amends == first.id
    with desk.store.read() as reading:
        assert deciding.decisions(reading, first.case_key) == (first, second)


def test_an_appeal_needs_another_reviewer(tmp_path: Path):
    desk = Desk(tmp_path, id="PLAN-1")
    desk.open()
    desk.decide(**ADVERSE, shown_by=shown(desk, "gave no relief"))
    case = desk.draft.case.model_copy(update={"review_level": "appeal"})
    appeal = clean_drafts.named(desk.draft.model_copy(update={"case": case}))
    desk.store.keep_draft(appeal, "Nell Ruiz")
    desk.open(draft=appeal)
    refused(lambda: desk.decide(draft=appeal), "an appeal needs another reviewer")
    other = {**PHYSICIAN, "name": "Dr. Bo Linde", "licence_number": "9", "npi": None}
    desk.open("Dr. Bo Linde", draft=appeal)
    assert desk.decide(draft=appeal, signer=other).by.name == "Dr. Bo Linde"


def test_an_approval_on_file_bars_a_later_denial_but_for_good_cause(tmp_path: Path):
    desk = Desk(tmp_path, id="PLAN-1")
    desk.open()
    desk.decide()
    later = clean_drafts.named(
        desk.draft.model_copy(
            update={"case": desk.draft.case.model_copy(update={"service_date": dt.date(2026, 12, 2)})}
        )
    )
    desk.store.keep_draft(later, "Nell Ruiz")
    desk.open(draft=later)
    given = {**ADVERSE, "shown_by": shown(desk, "gave no relief"), "draft": later}
    refused(lambda: desk.decide(**given), "an approval is on file")
    assert desk.decide(**given, good_cause="The first request named another person's record.").adverse


def test_what_an_override_needs_is_asked_for(desk: Desk):
    desk.open()
    refused(lambda: desk.decide("certify_modified", reason="exception"), "needs its authority", "needs the quantity")
    made = desk.decide(
        "certify_modified", reason="exception", authority="benefit exception 4.2", certified=Quantity(sessions=1, of=1),
        unmet="A6", shown_by=shown(desk, "No injections have been given"),
    )  # fmt: skip
    assert "(exception)" in made.difference[0]


def test_each_line_is_decided_once(tmp_path: Path):
    desk = Desk(tmp_path, "pended")
    desk.open()
    refused(lambda: desk.decide("pend"), "line 2 is decided not at all")
    twice = tuple(DecidedLine(line=n, outcome="pend", reason="other") for n in (0, 0, 1, 7))
    refused(lambda: desk.decide(lines=twice), "line 1 is decided more than once", "there is no line 8")


@pytest.mark.parametrize("npi", ["1234567890", "123", "12345678930"])
def test_an_npi_has_a_check_digit(npi: str):
    with pytest.raises(ValidationError):
        Signer(**{**PHYSICIAN, "npi": npi})


@pytest.mark.parametrize(
    ("given", "what"), [("M.D.", "physician"), ("rn", "nurse"), ("PharmD", "professional"), ("X", "unknown")]
)
def test_credentials(given: str, what: str):
    assert standing(given) == what


def test_a_withheld_line_is_decided_by_a_person_who_shows_why(tmp_path: Path):
    clean = clean_drafts.draft("approved")
    line = clean.determination.lines[0]
    bare = {"outcome": None, "no_outcome": "withheld", "blocking": (), "certified": None, "basis": None}
    held = clean.determination.model_copy(update={"lines": (line.model_copy(update=bare),)})
    desk = Desk(tmp_path)
    draft = clean_drafts.named(clean.model_copy(update={"determination": held}))
    desk.store.keep_draft(draft, "Nell Ruiz")
    desk.open(draft=draft)
    refused(lambda: desk.decide("not_certify", draft=draft), "name the criterion that is not met")
    assert desk.decide("certify", draft=draft).difference == ("Line 1: drafted withheld, decided certify.",)
