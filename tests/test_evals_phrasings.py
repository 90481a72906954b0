"""The suite of phrasings as shipped, read by the real reader: whole, honest halves, and safe."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from drafter import evals
from drafter.corpus import load
from drafter.evals import readings, scored
from drafter.measures import Share

PHRASINGS = Path(__file__).parents[1] / "evals" / "phrasings"


EVERY = 6
"""Of so many rows one is read here; `drafter eval evals/phrasings` reads them all."""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> evals.Report:
    """A part of the rows, spread evenly, and as many of the notes."""
    part = tmp_path_factory.mktemp("suite") / PHRASINGS.name
    for folder in ("corpus", "readings"):
        shutil.copytree(PHRASINGS / folder, part / folder)
    shutil.copy(PHRASINGS / "suite.yaml", part)
    (part / "rows").mkdir()
    (part / "notes").mkdir()
    for file in (PHRASINGS / "rows").glob("*.jsonl"):
        rows = file.read_text("utf-8").splitlines(keepends=True)
        (part / "rows" / file.name).write_text("".join(rows[::EVERY]), "utf-8")
    for file in sorted((PHRASINGS / "notes").glob("*.yaml"))[::EVERY]:
        shutil.copy(file, part / "notes")
    return evals.run(part, load())


def test_the_halves_keep_ids_and_families_apart() -> None:
    halves = {
        half: [json.loads(line) for line in (PHRASINGS / "rows" / f"{half}.jsonl").read_text("utf-8").splitlines()]
        for half in ("develop", "held_out")
    }
    ids = [one["id"] for rows in halves.values() for one in rows]
    assert len(ids) == len(set(ids))
    families = [{one["family"] for one in rows} for rows in halves.values()]
    assert families[0] & families[1] == set()
    assert all(one["why"] for rows in halves.values() for one in rows)


def test_every_readings_file_loads_and_every_policy_is_read_against() -> None:
    kinds = [readings.load(PHRASINGS, type) for type in readings.types(PHRASINGS)]
    assert {kind.policy.id for kind in kinds} == {path.name for path in (PHRASINGS / "corpus").iterdir()}


def test_everything_is_scored_and_every_citation_is_verbatim(report: evals.Report) -> None:
    assert [(s.id, s.why) for s in (*report.rows, *report.criteria) if s.read is None] == []
    assert [s.id for s in (*report.rows, *report.criteria) if s.altered] == []
    assert [line.id for line in report.lines if line.made is None] == []


def test_what_is_not_settled_is_hardly_ever_read_as_settled(report: evals.Report) -> None:
    """False adverse at most 1 %, false clear at most 2 % of all rows."""
    adverse, clear = scored.false_adverse(report.rows), scored.false_clear(report.rows)
    assert (Share(len(adverse), len(report.rows)).value or 0) <= 0.01, [s.id for s in adverse]
    assert (Share(len(clear), len(report.rows)).value or 0) <= 0.02, [s.id for s in clear]
