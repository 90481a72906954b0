"""Small suites of cases for tests: seed cases under other names, drafted with the embedder that costs nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml
from typer.testing import CliRunner, Result

from drafter.cli import app

SEEDS = Path(__file__).parents[1] / "evals" / "seeds" / "cases"
SUITE = 'measures: what tests need\nsettings: {today: "2026-04-01"}\n'


def seed(name: str = "s1-question") -> dict[str, Any]:
    """A seed case with its reference, to be changed."""
    document: dict[str, Any] = yaml.safe_load((SEEDS / f"{name}.yaml").read_text(encoding="utf-8"))
    document["reference"]["contested"] = False
    return document


def line(case: dict[str, Any], n: int = 0) -> dict[str, Any]:
    """A line of its reference."""
    found: dict[str, Any] = case["reference"]["determination"]["lines"][n]
    return found


def label(case: dict[str, Any], criterion: str, status: str, n: int = 0) -> None:
    """Another status in its reference."""
    next(f for f in line(case, n)["findings"] if f["criterion"] == criterion)["status"] = status


def suite(folder: Path, cases: dict[str, dict[str, Any]], settings: str = SUITE) -> Path:
    """A suite of these cases by name."""
    (folder / "cases").mkdir(parents=True, exist_ok=True)
    (folder / "suite.yaml").write_text(settings, encoding="utf-8")
    for name, case in cases.items():
        (folder / "cases" / f"{name}.yaml").write_text(yaml.safe_dump(case, sort_keys=False), encoding="utf-8")
    return folder


def run(*arguments: str | Path) -> Result:
    """`drafter eval` in this process, one case at a time."""
    return CliRunner().invoke(app, ["eval", *map(str, arguments)])


def document(*arguments: str | Path, code: int = 0) -> Any:
    """What it prints as JSON."""
    result = run(*arguments, "--format", "json")
    assert result.exit_code == code, result.stderr
    return json.loads(result.stdout)


def started(*arguments: str | Path) -> subprocess.Popen[str]:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "drafter", "eval", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def logged(folder: Path) -> list[dict[str, Any]]:
    """The whole lines of a run's log."""
    text = (folder / "log.jsonl").read_bytes()
    return [json.loads(one) for one in text.splitlines(keepends=True) if one.endswith(b"\n")]
