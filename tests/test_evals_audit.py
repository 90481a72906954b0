"""The file audit: adverse decisions drawn from the store, filled sheets scored by eight and thirty, and agreement."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from suites import run
from test_deciding import ADVERSE, Desk, shown

from drafter.evals.audit.sheets import ELEMENTS


@pytest.fixture
def decided(home: Path) -> Path:
    """A store with eleven adverse decisions, one of them on a certification, and one that certifies."""
    for n in range(12):
        desk = Desk(home, id=f"case-{n}", member={"name": "Wilhelmina Oddfellow"})
        desk.open()
        given: dict[str, Any] = {} if n == 11 else {**ADVERSE, "shown_by": shown(desk, "gave no relief")}
        if n == 3:
            given["rationale"] = "=cmd() I read the therapy notes of May to July, and the record shows A2 is not met."
        desk.decide(**given)
        desk.store.close()
    return home


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_adverse_decisions_are_drawn_by_the_seed(decided: Path) -> None:
    drawn = run("audit", "draw", "-n", "9", "--seed", "4")
    assert drawn.exit_code == 0, drawn.stderr
    found = rows(drawn.stdout)
    assert [row["looked at"] for row in found] == ["first"] * 8 + ["where one of the first has a fault"]
    assert run("audit", "draw", "-n", "9", "--seed", "4").stdout == drawn.stdout
    assert run("audit", "draw", "-n", "9", "--seed", "5").stdout != drawn.stdout
    assert {(row["credential"], row["specialty"], row["criteria"]) for row in found} == {
        ("MD", "pain medicine", "line 1 A2")
    }
    assert "tpi-aetna-cpb-0016" in found[0]["policies"]
    assert "Oddfellow" not in drawn.stdout
    assert all(row[element] == "" for row in found for element in ELEMENTS)


def test_all_that_is_there_is_drawn_with_a_word_and_no_cell_is_a_formula(decided: Path) -> None:
    drawn = run("audit", "draw")
    assert "11 files are all that the store holds" in drawn.stderr
    told = [row["rationale"] for row in rows(drawn.stdout)]
    assert sum(text.startswith("'=cmd()") for text in told) == 1
    assert not any(text.startswith("=") for text in told)
    assert run("audit", "draw", "--until", "2020-01-01").exit_code == 2
    assert len(json.loads(run("audit", "draw", "--format", "json").stdout)["files"]) == 11


def sheet(folder: Path, name: str, files: int = 30, **faults: tuple[int, ...]) -> Path:
    """A filled sheet; faults by the first word of an element, as numbers of files from 0."""
    columns = ["decision", *ELEMENTS]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for n in range(files):
        said = ["not met" if n in faults.get(element.replace(" ", "_"), ()) else "met" for element in ELEMENTS]
        writer.writerow([f"x-{n:016}", *said])
    (folder / name).write_text(out.getvalue(), encoding="utf-8")
    return folder / name


def scored(*arguments: Any, code: int) -> dict[str, Any]:
    result = run("audit", *arguments, "--format", "json")
    assert result.exit_code == code, result.stderr
    return {one["element"]: one for one in json.loads(result.stdout)["elements"]}


def test_eight_without_fault_are_enough_and_one_fault_asks_for_thirty(tmp_path: Path) -> None:
    found = scored("score", sheet(tmp_path, "a.csv", UM7_reason=(2, 9, 20, 21), UM7_copy=(12, 13)), code=1)
    assert (found["UM7 copy"]["files"], found["UM7 copy"]["value"], found["UM7 copy"]["passes"]) == (8, 1.0, True)
    assert (found["UM7 reason"]["files"], found["UM7 reason"]["n"], found["UM7 reason"]["passes"]) == (30, 30, False)
    assert found["UM7 reason"]["value"] == pytest.approx(26 / 30)
    assert scored("score", tmp_path / "a.csv", "--mark", "85", code=0)["UM7 reason"]["passes"]
    text = run("audit", "score", tmp_path / "a.csv").stdout
    assert "below 90 %" in text
    assert max(map(len, text.splitlines()[:10])) <= 80


def test_agreement_of_two_reviewers_is_held_to_the_mark(tmp_path: Path) -> None:
    one = sheet(tmp_path, "a.csv", 10, UM7_reason=(1, 2))
    other = sheet(tmp_path, "b.csv", 10, UM7_reason=(2,), UM6_information=(0, 1, 2, 3, 4, 5, 6, 7))
    found = scored("agree", one, other, code=0)
    assert (found["all"]["n"], found["all"]["value"], found["all"]["passes"]) == (90, 0.9, True)
    assert (found["UM6 information"]["value"], found["UM6 information"]["passes"]) == (pytest.approx(0.2), False)
    assert found["UM7 reason"]["kappa"] == pytest.approx(0.6154, abs=5e-5)
    assert scored("agree", one, other, "--mark", "95", code=1)["all"]["passes"] is False
    text = run("audit", "agree", one, other).stdout
    assert "The mark of 90 % is reached." in text
    assert "x-0000000000000001 UM7 reason: not met, met" in text


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda text: text.replace("met", "mett", 1), "line 2: 'UM4 practitioner' is 'mett'"),
        (lambda text: text.replace("UM6 information", "UM6", 1), "no column 'UM6 information'"),
        (lambda text: text.replace("x-0000000000000001", "x-0000000000000000"), "duplicate decision"),
        (lambda text: text.replace("met", "", 1), "'UM4 practitioner' is not filled for x-0000000000000000"),
        (lambda text: text.split("\n")[0] + "\n", "holds no file"),
    ],
)
def test_a_sheet_that_cannot_be_scored_is_refused(tmp_path: Path, spoil: Any, said: str) -> None:
    file = sheet(tmp_path, "a.csv", 9)
    file.write_text(spoil(file.read_text(encoding="utf-8")), encoding="utf-8")
    result = run("audit", "score", file)
    assert (result.exit_code, said in result.stderr) == (2, True), result.stderr


def test_sheets_of_other_files_are_not_compared(tmp_path: Path) -> None:
    result = run("audit", "agree", sheet(tmp_path, "a.csv", 9), sheet(tmp_path, "b.csv", 10))
    assert (result.exit_code, "is in one sheet alone" in result.stderr) == (2, True)
