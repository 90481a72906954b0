"""Asking for what is missing: what is asked of whom, within which clock, what comes back, and what silence does."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import clean_drafts
import pytest
from typer.testing import CliRunner

from drafter import asking, config, queueing
from drafter.asking import Request
from drafter.cli import app
from drafter.corpus import Corpus
from drafter.domain import Draft, InformationRequest
from drafter.drafting import Means
from drafter.errors import InputError
from drafter.evals.faults.clean import Shelf
from drafter.store import Store

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
RECEIVED = dt.datetime.fromisoformat("2026-11-20T09:30:00-05:00")
CLOCK = {"received_at": RECEIVED, "state": "NY", "line_of_business": "commercial"}
NOTE = (
    "Palpation found a taut band with a trigger point in the left trapezius. Pain has lasted 8 months. She was in"
    " physical therapy for 8 weeks in 2026 without relief; ibuprofen for 3 months gave no relief."
)


class Desk:
    """A store with one draft that pends."""

    def __init__(self, folder: Path, held: Corpus, **case: Any) -> None:
        self.now, self.held = NOON, held
        self.store = Store(f"sqlite:///{folder / 'store.db'}", now=lambda: self.now)
        clean = clean_drafts.draft("pended")
        self.draft = clean_drafts.named(clean.model_copy(update={"case": clean.case.model_copy(update=case)}))
        self.key = self.store.keep_draft(self.draft, "Nell Ruiz")

    def ask(self, draft: Draft | None = None, due: dt.date | None = None) -> Request:
        return asking.request(self.store, (draft or self.draft).id, "Nell Ruiz", self.now, due)

    def answer(self, *texts: str) -> Draft:
        means = Means(
            corpus=self.held, index=Shelf(self.held.passages), embedding="words", today=self.now.date(),
            now=lambda: self.now,
        )  # fmt: skip
        return asking.answer(self.store, self.draft.id, texts, "Nell Ruiz", self.now, means)

    def queue(self) -> tuple[queueing.Waiting, ...]:
        with self.store.read() as reading:
            return queueing.waiting(reading, self.now)


@pytest.fixture
def desk(tmp_path: Path, packaged_corpus: Corpus) -> Desk:
    return Desk(tmp_path, packaged_corpus, **CLOCK)


def test_a_request_names_what_why_from_whom_and_by_when(desk: Desk) -> None:
    made = desk.ask()
    gaps = [gap for line in desk.draft.determination.lines for gap in line.gaps]
    assert {item.ask for item in made.items} == {g.ask for g in gaps if g.holder == "provider" and g.blocks}
    assert {item.ask for item in made.look_ups} == {g.ask for g in gaps if g.holder == "plan"}
    assert made.look_ups
    assert (made.to, made.attempt, made.sent, made.draft) == ("the requesting provider", 1, NOON, desk.draft.id)
    assert made.due == dt.date(2026, 12, 4)  # a day before the 15 days of the clock end, and 14 days from now
    assert "15 calendar days from receipt" in made.due_why
    therapy = next(item for item in made.items if item.about == "S4")
    assert "it holds up the outcome" in therapy.why
    assert "Physical therapy was recommended" in therapy.why


def test_asking_again_is_another_attempt_of_the_same_request(desk: Desk) -> None:
    desk.ask()
    desk.now += dt.timedelta(days=4)
    made = desk.ask()
    assert (made.attempt, made.first) == (2, NOON.date())
    with desk.store.read() as reading:
        assert len(reading.documents("request", desk.key)) == 2
        assert [e.facts["attempt"] for e in reading.events(desk.key) if e.act == "requested"] == [1, 2]
    assert desk.store.verify() == ()


def test_what_an_answer_leaves_open_is_asked_for_a_second_time_and_its_clock_of_silence_begins_anew(desk: Desk) -> None:
    first = desk.ask()
    desk.now += dt.timedelta(days=2)
    made = desk.answer("Physical therapy for the neck for 6 weeks did not help.")
    again = desk.ask(made)
    open_still = {item.about for item in again.items}
    assert open_still < {item.about for item in first.items}
    assert (again.attempt, again.reminders, again.first) == (2, 0, desk.now.date())
    assert {item.attempt for item in again.items} == {2}
    [told] = made.case.information_requests
    assert (told.attempts, told.answered) == (1, True)
    assert (again.of_case(answered=False).attempts, again.of_case(answered=False).sent) == (1, desk.now.date())
    desk.now += dt.timedelta(days=1)
    reminded = desk.ask(made)
    assert (reminded.attempt, reminded.reminders, reminded.first) == (3, 1, again.first)


def test_what_was_asked_before_the_case_came_counts_and_what_is_new_is_a_first_attempt(
    tmp_path: Path, packaged_corpus: Corpus
) -> None:
    earlier = InformationRequest(
        sent=dt.date(2026, 11, 1), due=dt.date(2026, 11, 10), items=("S4",), attempts=2, answered=True
    )
    made = Desk(tmp_path, packaged_corpus, **CLOCK, information_requests=(earlier,)).ask()
    assert made.attempt == 3
    assert {item.about: item.attempt for item in made.items}["S4"] == 3
    assert {item.attempt for item in made.items if item.about != "S4"} == {1}


def test_what_one_stage_alone_needs_is_asked_for_as_such(desk: Desk) -> None:
    asked = {item.about: item for item in desk.ask().items}
    staged = {gap.about: gap.stage for line in desk.draft.determination.lines for gap in line.gaps if gap.stage}
    assert staged == {"S6": "repeat"}
    assert asked["S6"].told == f"Only if repeat: {asked['S6'].ask}"
    assert "at the stage “repeat”: it holds up the outcome there" in asked["S6"].why
    assert all(item.told == item.ask for about, item in asked.items() if about != "S6")
    [block] = [line for line in desk.draft.determination.lines if any(gap.stage for gap in line.gaps)]
    outright = block.model_copy(update={"gaps": tuple(g.model_copy(update={"stage": None}) for g in block.gaps)})
    for lines in ((block, outright), (outright, block)):
        made = desk.draft.model_copy(
            update={"determination": desk.draft.determination.model_copy(update={"lines": lines})}
        )
        both = {item.about: item for item in asking.missing(made)[0]}
        assert both["S6"].stages == ()  # one service needs it whatever the stage


@pytest.mark.parametrize(
    ("due", "said"), [(dt.date(2026, 12, 6), "after the decision is due"), (dt.date(2026, 11, 1), "has passed")]
)
def test_a_day_outside_the_clock_is_refused(desk: Desk, due: dt.date, said: str) -> None:
    with pytest.raises(InputError, match=said):
        desk.ask(due=due)


def test_after_the_clock_nothing_is_asked(desk: Desk) -> None:
    desk.now += dt.timedelta(days=30)
    with pytest.raises(InputError, match="the clock ran out at 2026-12-05 09:30"):
        desk.ask()
    [waiting] = desk.queue()
    assert waiting.waits_for(desk.now) == "physician: the decision is late"


def test_an_expedited_case_leaves_a_day_to_decide(tmp_path: Path, packaged_corpus: Corpus) -> None:
    made = Desk(tmp_path, packaged_corpus, **CLOCK, urgency="expedited").ask()
    assert made.due == dt.date(2026, 11, 22)  # 72 hours end on the 23rd


def test_nothing_missing_is_said(tmp_path: Path, packaged_corpus: Corpus) -> None:
    desk = Desk(tmp_path, packaged_corpus)
    clean = clean_drafts.draft("approved")
    desk.store.keep_draft(clean, "Nell Ruiz")
    with pytest.raises(InputError, match="lacks nothing that a provider holds"):
        desk.ask(clean)


def test_notes_make_a_new_draft_of_the_same_case_and_close_the_request(desk: Desk) -> None:
    asked = desk.ask()
    made = desk.answer(NOTE)
    assert (made.parent, made.id) == (desk.draft.id, made.content_id())
    assert [note.text for note in made.case.notes] == [NOTE]
    [told] = made.case.information_requests
    assert (told.answered, told.items) == (True, tuple(item.about for item in asked.items))
    cited = [c for line in made.determination.lines for f in line.findings for c in f.citations]
    assert {NOTE[c.start : c.end] == c.quote for c in cited if c.place == "notes/0"} == {True}
    with desk.store.read() as reading:
        assert reading.document(made.id, "draft").case_key == desk.key  # although the record is another now
        assert [event.act for event in reading.events(desk.key)] == ["drafted", "requested", "drafted", "answered"]
    with pytest.raises(InputError, match="is outdated"):
        desk.answer(NOTE)
    with pytest.raises(InputError, match="is outdated"):
        desk.ask()


def test_silence_past_the_last_day_goes_to_a_physician_for_insufficient_information(desk: Desk) -> None:
    with pytest.raises(InputError, match="nothing was asked for"):
        desk.answer()
    asked = desk.ask()
    with pytest.raises(InputError, match=f"may be answered until {asked.due}"):
        desk.answer()
    assert [one.waits_for(desk.now) for one in desk.queue()] == [f"provider, until {asked.due} (attempt 1)"]
    desk.now = dt.datetime(2026, 12, 5, 12, tzinfo=dt.UTC)
    assert [one.waits_for(desk.now) for one in desk.queue()] == [f"physician: no answer by {asked.due} (attempt 1)"]
    made = desk.answer()
    line = made.determination.lines[1]
    assert (line.outcome, line.basis) == ("not_certify", "insufficient_information")
    with desk.store.read() as reading:
        assert [event.act for event in reading.events(desk.key)][-1] == "expired"


def test_silence_on_a_request_sent_on_the_day_of_an_answer_is_drafted_on_too(desk: Desk) -> None:
    desk.ask()
    made = desk.answer("Physical therapy for the neck for 6 weeks did not help.")
    asked = desk.ask(made)
    desk.now = dt.datetime(2026, 12, 5, 12, tzinfo=dt.UTC)
    desk.draft = made
    silent = desk.answer()
    assert [request.sent for request in silent.case.information_requests] == [asked.first, asked.first]
    line = silent.determination.lines[1]
    assert (line.outcome, line.basis) == ("not_certify", "insufficient_information")
    assert not any(word in line.because for word in ("S3", "S4"))  # what was answered is no ground of it


def test_late_requests_stand_on_top_of_the_queue(desk: Desk) -> None:
    sooner = clean_drafts.draft("approved")
    early = sooner.case.model_copy(update={**CLOCK, "received_at": RECEIVED - dt.timedelta(days=5)})
    desk.store.keep_draft(clean_drafts.named(sooner.model_copy(update={"case": early})), "Nell Ruiz")
    desk.ask(due=dt.date(2026, 11, 22))
    assert desk.queue()[1].draft.id == desk.draft.id
    desk.now += dt.timedelta(days=3)
    assert desk.queue()[0].draft.id == desk.draft.id


def test_the_desk_asks_calls_and_answers_on_the_command_line(
    tmp_path: Path, packaged_corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config, "corpus", lambda given: packaged_corpus)
    monkeypatch.setattr(config, "index", lambda given, held, **more: (Shelf(held.passages), None))

    def run(*arguments: str) -> str:
        result = CliRunner().invoke(app, list(arguments))
        assert result.exit_code == 0, (result.stderr, result.exception)
        return result.stdout

    draft = clean_drafts.draft("pended")
    (tmp_path / "d.json").write_text(draft.to_json(), "utf-8")
    (tmp_path / "note.txt").write_text(NOTE, "utf-8")
    run("save", str(tmp_path / "d.json"), "--by", "Nell Ruiz")
    call = run("request", draft.id, "--for-call")
    assert call.startswith(f"For the call about {draft.id}:")
    assert "Look up, do not ask: " in call
    assert "attempt 1" in run("request", draft.id, "--by", "Nell Ruiz")
    [row] = json.loads(run("queue", "--format", "json"))["queue"]
    assert (row["waits_for"].startswith("provider, until"), row["request"][:2]) == (True, "r-")
    monkeypatch.setenv("DRAFTER_CROSS_ENCODER", "judge-of-pairs")
    said = run("answer", draft.id, str(tmp_path / "note.txt"), "--by", "Nell Ruiz")
    made = json.loads(run("show", said.split()[0], "--by", "Nell Ruiz", "--format", "json"))
    assert made["provenance"]["cross_encoder"] == "judge-of-pairs"
    assert "Every criterion was read again" in said
    assert "The drafts were drawn from different records" in said
    refused = CliRunner().invoke(app, ["request", draft.id])
    assert (refused.exit_code, "nobody asks" in refused.stderr) == (2, True)
