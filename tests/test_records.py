"""A nurse's and a director's desk on the command line: keep, queue, show, decide, history, audit."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from pathlib import Path

import clean_drafts
import pytest
from typer.testing import CliRunner

from drafter.cli import app

SIGNER = """name: Dr. Ada Vance
credential: MD
licence_state: NY
licence_number: "204411"
specialty: pain medicine
npi: "1234567893"
"""


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def kept(tmp_path: Path) -> str:
    """Id of a draft that lies in the store, received with a clock running."""
    clean = clean_drafts.draft("approved")
    received = dt.datetime.fromisoformat("2026-11-20T09:30:00-05:00")
    case = clean.case.model_copy(update={"received_at": received, "state": "NY", "line_of_business": "commercial"})
    made = clean_drafts.named(clean.model_copy(update={"case": case}))
    (tmp_path / "d.json").write_text(made.to_json(), "utf-8")
    (tmp_path / "signer.yaml").write_text(SIGNER, "utf-8")
    assert run("save", str(tmp_path / "d.json"), "--by", "Nell Ruiz")[0] == 0
    return made.id


def decided(kept: str, tmp_path: Path, *more: str, outcome: str = "certify") -> tuple[int, str, str]:
    words = "All criteria are met by the notes of the clinic."
    return run("decide", kept, "--signer", str(tmp_path / "signer.yaml"), "--outcome", outcome,
               "--rationale", words, *more)  # fmt: skip


def test_a_case_goes_from_the_queue_to_a_signed_decision_and_into_the_audit(kept: str, tmp_path: Path, home: Path):
    rows = json.loads(run("queue", "--format", "json")[1])["queue"]
    assert [(row["draft"], row["due"]) for row in rows] == [(kept, "2026-12-05T09:30:00-05:00")]
    assert kept in run("queue")[1]
    assert "has not opened the record" in decided(kept, tmp_path, "--attest")[2]
    assert "# Drafted for review" in run("show", kept, "--by", "Dr. Ada Vance")[1]
    code, said, _ = decided(kept, tmp_path, "--attest")
    assert (code, "decided by Dr. Ada Vance, MD" in said) == (0, True)
    assert run("queue")[1].strip() == "No case waits."
    lines = run("history", kept)[1].splitlines()
    assert [line.split()[2] for line in lines[1:]] == ["drafted", "opened", "decided"]
    exported = [json.loads(line) for line in run("audit", "export")[1].splitlines()]
    assert [event["act"] for event in exported] == ["drafted", "opened", "decided"]
    code, said, _ = run("audit", "verify")
    assert code == 0
    anchor = said.split()[-1]
    with sqlite3.connect(home / "store.db") as connection:
        connection.execute("UPDATE events SET actor = 'Somebody' WHERE seq = 2")
    connection.close()
    code, said, _ = run("audit", "verify", "--anchor", anchor)
    assert (code, "event 2 (opened" in said) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--reason", "whim"], "'whim' is not known"),
        (["--sessions", "some"], "'some' is no number"),
        (["--rationale", "@/none"], "no such file"),
        (["--outcome", "1=certify"], "given twice"),
    ],
)
def test_what_cannot_be_decided_is_said(kept: str, tmp_path: Path, arguments: list[str], said: str):
    code, _, told = decided(kept, tmp_path, *arguments)
    assert (code, said in told) == (2, True)


def test_an_outcome_that_is_none_is_said(kept: str, tmp_path: Path):
    code, _, told = decided(kept, tmp_path, outcome="denied")
    assert (code, "'denied' is not known" in told) == (2, True)


def test_a_signer_that_does_not_fit_names_the_line(kept: str, tmp_path: Path):
    (tmp_path / "signer.yaml").write_text(SIGNER.replace("licence_state: NY", "licence_state: New York"), "utf-8")
    code, _, told = decided(kept, tmp_path, "--attest")
    assert (code, "signer.yaml, line 3" in told) == (2, True)


def test_a_conversation_is_kept(kept: str):
    assert run("peer-to-peer", kept, "--by", "Dr. Ada Vance", "--with", "Dr. Lo", "--result", "records follow")[0] == 0
    assert "spoke" in run("history", kept)[1]


def test_a_changed_draft_is_not_kept(kept: str, tmp_path: Path):
    changed = json.loads((tmp_path / "d.json").read_text("utf-8"))
    changed["case"]["age"] = 77
    (tmp_path / "d.json").write_text(json.dumps(changed), "utf-8")
    code, _, said = run("save", str(tmp_path / "d.json"), "--by", "Nell Ruiz")
    assert (code, f"not {kept}" in said) == (2, True)


def test_old_cases_are_purged(kept: str):
    code, said, _ = run("audit", "purge", "--before", "2999-01-01", "--by", "Records", "--why", "retention")
    assert (code, said.startswith("1 cases purged")) == (0, True)
    assert "was purged" in run("show", kept, "--by", "Dr. Ada Vance")[2]
    assert run("audit", "verify")[0] == 0


@pytest.mark.parametrize(
    "arguments", [["queue"], ["audit", "verify"], ["history", "c-1"], ["show", "d-1", "--by", "A"]]
)
def test_without_a_store_it_is_said(arguments: list[str]):
    code, _, said = run(*arguments)
    assert (code, "no store yet" in said) == (2, True)
