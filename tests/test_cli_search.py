"""Searching from the command line while the corpus changes under it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from drafter.cli import app

FRONT = """---
type: research
title: Grazing
organisation: A zoo
verified: synthetic
topics: [zebra]
claims: [Zebras graze.]
---
"""


@pytest.fixture(autouse=True)
def _small_embedder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_EMBEDDING", "hashed")


def search(folder: Path) -> tuple[Any, str]:
    ran = CliRunner().invoke(app, ["search", "do zebras graze", "--corpus", str(folder), "--format", "json"])
    return (json.loads(ran.stdout)["results"] if ran.exit_code == 0 else ran.exit_code), ran.stderr


def test_a_broken_corpus_is_said_and_the_last_good_index_still_answers(tmp_path: Path) -> None:
    file = tmp_path / "guidelines" / "zebra.md"
    file.parent.mkdir()
    file.write_text(FRONT + "\n## Zebras\n\nZebras graze at noon.\n")
    good, said = search(tmp_path)
    assert ("noon" in good[0]["text"], "indexing texts" in said) == (True, True)
    assert search(tmp_path) == (good, "")

    file.write_text(FRONT.replace("type: research", "type: gossip") + "\n## Zebras\n\nZebras graze at noon.\n")
    results, said = search(tmp_path)
    assert results == good
    assert "zebra.md" in said
    assert "Searched instead" in said

    file.write_text(FRONT + "\n## Zebras\n\nZebras graze at dawn.\n")
    assert "dawn" in search(tmp_path)[0][0]["text"]


def test_a_broken_corpus_that_was_never_indexed_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "guidelines").mkdir()
    front = FRONT.replace("type: research", "type: gossip")
    (tmp_path / "guidelines" / "zebra.md").write_text(front + "\n## Zebras\n\nZebras graze.\n")
    code, said = search(tmp_path)
    assert code == 2
    assert "zebra.md" in said
