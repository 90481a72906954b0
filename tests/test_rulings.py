"""The interpretation ledger: who may rule, where a ruling is shown, and what reopens it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import clean_drafts
import pytest
from typer.testing import CliRunner

from drafter import config, deciding, rulings
from drafter.cli import app
from drafter.corpus import Corpus
from drafter.deciding import Asked
from drafter.domain import Citation, DecidedLine, Draft, Policy, Signer
from drafter.errors import InputError, Refused
from drafter.store import Store

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
TEXT = "A supervised home exercise programme counts as physical therapy."
DIRECTOR = {"name": "Dr. Ada Vance", "credential": "MD", "licence_state": "NY", "licence_number": "204411"}
OTHER = {"name": "Dr. Lev Abend", "credential": "MD", "licence_state": "NY", "licence_number": "990011"}
NURSE = {"name": "Nell Ruiz", "credential": "RN", "licence_state": "NY", "licence_number": "88121"}
WORDS = "I read the notes of May to July and the imaging; I decide as the record shows."


@pytest.fixture
def policy(packaged_corpus: Corpus) -> Policy:
    line = clean_drafts.draft("approved").determination.lines[0]
    return next(p for p in packaged_corpus.policies if (p.id, p.version) == (line.policy, line.policy_version))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path / 'store.db'}", now=lambda: NOON)


def ruled(store: Store, policy: Policy, criterion: str = "A2", text: str = TEXT, by: dict[str, Any] = DIRECTOR) -> str:
    return rulings.add(store, policy, criterion, text, Signer(**by), NOON).id


def ledger(store: Store) -> list[tuple[str, bool]]:
    with store.read() as reading:
        return [(one.ruling.id, one.reopened is not None) for one in rulings.ledger(reading)]


def test_a_ruling_is_kept_with_its_signer_and_its_version(store: Store, policy: Policy) -> None:
    made = ruled(store, policy)
    with store.read() as reading:
        [held] = rulings.ledger(reading)
        [event] = reading.events(subject=made)
    assert f"{TEXT} (Dr. Ada Vance, MD, 2026-11-20, on version {policy.version}; {made})" == held.told
    assert (event.act, event.facts) == ("ruled", {"policy": policy.id, "criterion": "A2"})
    assert store.verify() == ()


def test_who_may_not_rule_and_on_what_is_said(store: Store, policy: Policy) -> None:
    with pytest.raises(Refused, match="Nell Ruiz is RN: a physician rules"):
        ruled(store, policy, by=NURSE)
    with pytest.raises(InputError, match=f"'Z9' is no criterion of {policy.id}"):
        ruled(store, policy, "Z9")
    with pytest.raises(Refused, match="at least 4 words"):
        ruled(store, policy, text="It counts.")
    assert ledger(store) == []


def decide(store: Store, draft: Draft, outcome: str, by: dict[str, Any], now: dt.datetime, **line: Any) -> None:
    store.keep_draft(draft, "Nell Ruiz")
    deciding.open_record(store, draft.id, by["name"])
    decided = DecidedLine.model_validate({"line": 0, "outcome": outcome, **line})
    deciding.decide(store, draft.id, Asked(Signer(**by), (decided,), WORDS, True), now)


def test_a_decision_overturned_on_appeal_reopens_the_rulings_on_its_criterion(store: Store, policy: Policy) -> None:
    on_a2, on_a1 = ruled(store, policy), ruled(store, policy, "A1")
    clean = clean_drafts.draft("approved")
    first = clean_drafts.named(clean.model_copy(update={"case": clean.case.model_copy(update={"id": "K-1"})}))
    shown = Citation(place="text", start=0, end=14, quote="gave no relief")
    given = {"reason": "correct_reading", "unmet": "A2", "shown_by": shown}
    decide(store, first, "not_certify", DIRECTOR, NOON + dt.timedelta(minutes=5), **given)
    assert ledger(store) == [(on_a1, False), (on_a2, False)]
    appeal = {"id": "K-1", "review_level": "appeal"}
    second = clean_drafts.named(clean.model_copy(update={"case": clean.case.model_copy(update=appeal)}))
    decide(store, second, "certify", OTHER, NOON + dt.timedelta(minutes=9))
    assert ledger(store) == [(on_a1, False), (on_a2, True)]
    with store.read() as reading:
        assert "REOPENED 2026-11-20: an appeal overturned" in rulings.shown(rulings.ledger(reading))
    assert store.verify() == ()


def test_a_ruling_made_while_the_appeal_is_decided_is_reopened_too(
    store: Store, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean, keep = clean_drafts.draft("approved"), Store.keep
    first, second = (
        clean_drafts.named(clean.model_copy(update={"case": clean.case.model_copy(update={"id": "K-1", **more})}))
        for more in ({}, {"review_level": "appeal"})
    )
    shown = Citation(place="text", start=0, end=14, quote="gave no relief")
    given = {"reason": "correct_reading", "unmet": "A2", "shown_by": shown}
    decide(store, first, "not_certify", DIRECTOR, NOON + dt.timedelta(minutes=5), **given)

    def after_a_ruling(self: Store, id: str, kind: str, *rest: Any, **more: Any) -> None:
        if kind == "decision":
            ruled(self, policy)
        keep(self, id, kind, *rest, **more)

    monkeypatch.setattr(Store, "keep", after_a_ruling)
    decide(store, second, "certify", OTHER, NOON + dt.timedelta(minutes=9))
    assert [reopened for _, reopened in ledger(store)] == [True]


def test_a_ruling_stands_wherever_its_criterion_does(
    tmp_path: Path, policy: Policy, packaged_corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config, "corpus", lambda given: packaged_corpus)

    def run(*arguments: str) -> str:
        result = CliRunner().invoke(app, list(arguments))
        assert result.exit_code == 0, (result.stderr, result.exception)
        return result.stdout

    draft, files = clean_drafts.draft("approved"), [tmp_path / "a.json", tmp_path / "b.json"]
    other = clean_drafts.named(draft.model_copy(update={"parent": draft.id}))
    for file, one in zip(files, (draft, other), strict=True):
        file.write_text(one.to_json(), "utf-8")
    assert TEXT not in run("policies", "show", policy.id)
    (tmp_path / "director.yaml").write_text(json.dumps(DIRECTOR), "utf-8")
    run("save", str(files[0]), "--by", "Nell Ruiz")
    run("ruling", "add", policy.id, "A2", "--signer", str(tmp_path / "director.yaml"), "--text", TEXT)
    page = run("policies", "show", policy.id)
    assert page.index("**A2 ") < page.index(f"- ruled: {TEXT}") < page.index("**A3 ")
    assert f"- {policy.id}, A2: {TEXT}" in run("show", draft.id, "--by", "Nell Ruiz")
    assert f"- {policy.id}, A2: {TEXT}" in run("compare", *map(str, files))
    [row] = json.loads(run("ruling", "list", "--format", "json"))["rulings"]
    assert (row["text"], row["reopened"], row["by"]["name"]) == (TEXT, None, "Dr. Ada Vance")
    assert "There is no ruling" in run("ruling", "list", "another-policy")
