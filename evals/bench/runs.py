"""What a run of many cases costs: `python evals/bench/runs.py [CASES] [WORKERS]`.

The cases of `evals/reference` and `evals/seeds` are multiplied under other names, `drafter eval` is run over them in a
process of its own, and its memory, that of its workers with it, is looked at while it goes. Printed are the rate, and
the memory when a tenth, a half and all of the cases were done: it should not grow. Linux alone says it in /proc.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import yaml

EVALS = Path(__file__).parents[1]
SUITE = 'measures: the cost of a run\nsettings: {today: "2026-11-30"}\n'


def multiplied(folder: Path, number: int) -> Path:
    """A suite of so many cases."""
    given = sorted((EVALS / "reference" / "cases").glob("*.yaml")) + sorted((EVALS / "seeds" / "cases").glob("*.yaml"))
    (folder / "cases").mkdir(parents=True)
    (folder / "suite.yaml").write_text(SUITE, encoding="utf-8")
    for n, file in zip(range(number), itertools.cycle(given), strict=False):
        case = yaml.safe_load(file.read_text(encoding="utf-8"))
        case.pop("id", None)  # two may not share one
        told = case["notes"][-1] if case.get("notes") else case
        told["text"] += f" The chart is number {n}."  # so that no text has been read before
        text = yaml.safe_dump(case, allow_unicode=True, sort_keys=False)
        (folder / "cases" / f"{n:05}-{file.name}").write_text(text, encoding="utf-8")
    return folder


def memory(pid: int) -> float:
    """Megabytes that a process and all that it has started hold of their own."""
    try:
        status = Path(f"/proc/{pid}/smaps_rollup").read_text()
        own = sum(int(line.split()[1]) for line in status.splitlines() if line.startswith("Private_")) / 1024
        return own + sum(memory(child) for child in children(pid))
    except (OSError, ProcessLookupError):
        return 0.0


def children(pid: int) -> Iterator[int]:
    """Processes that a process has started."""
    yield from map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())


def done(place: Path) -> int:
    """Cases in a run's log."""
    log = place / "log.jsonl"
    return log.read_bytes().count(b"\n") - 1 if log.exists() else 0


def main(number: int, workers: int) -> None:
    """Run the suite and print what was seen."""
    with tempfile.TemporaryDirectory() as temporary:
        suite, place = multiplied(Path(temporary) / "many", number), Path(temporary) / "run"
        command = [sys.executable, "-m", "drafter", "eval", str(suite), "--out", str(place), "--workers", str(workers)]
        began = time.monotonic()
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        first, seen = None, dict[int, float]()
        while running.poll() is None:
            count = done(place)
            if count > 0 and first is None:
                first = (time.monotonic(), count)
            share = 10 * count // number
            seen[share] = max(seen.get(share, 0.0), memory(running.pid))
            if count < number:
                drafted = time.monotonic()
            time.sleep(0.5)
        whole = time.monotonic() - began
        rate = (number - first[1]) / (drafted - first[0]) if first else 0.0
        size = sum(file.stat().st_size for file in place.iterdir()) / 1e6
    print(f"{number} cases, {workers} workers: {whole:.0f} s in all, {rate:.1f} cases a second while drafting")
    for share, most in sorted(seen.items()):
        print(f"  {10 * share:>3} % done: at most {most:.0f} MB")
    print(f"  log and page: {size:.0f} MB; exit code {running.returncode}")


if __name__ == "__main__":
    main(*map(int, [*sys.argv[1:], "1000", "2"][:2] if len(sys.argv) != 2 else [sys.argv[1], "2"]))
