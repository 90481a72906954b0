"""How fast the built-in reader is, and that neither time nor memory grows out of hand.

    python evals/bench/reading.py [--notes 10000]

Prints the median time of a 600-word note against one policy after warm-up, the time of the import in a fresh
interpreter, what doubling the length of a text does to the time, odd input of a hundred thousand characters, and the
memory in use along so many notes. Notes are made from the sentences of the labelled notes beside it, always the same.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from drafter import corpus, reading
from drafter.domain import Case, Policy, ServiceLine

NOTES = Path(__file__).parent.parent / "phrasings" / "notes"
DAY = dt.date(2026, 11, 20)
SERVICE = ServiceLine(code="20553", units=1, description="trigger point injections")
ODD = {
    "one word over and over": "pain ", "no space at all": "x", "digits": "12/3-", "open brackets": "([{",
    "quotation marks": "\"'",
    "line breaks": "a\n\n", "invisible characters": "p\u200ba\u200d", "right to left": "\u202epain ",
    "no, no, no": "no, ", "since since": "since 3 months and ", "another language": "Боль в шее восемь месяцев. ",
    "boxes": "[ ] yes [x] no ", "table": "| 2026-01-02 | TPI | ",
}  # fmt: skip


def sentences() -> list[str]:
    """Sentences of the labelled notes, in order."""
    import yaml

    found: list[str] = []
    for path in sorted(NOTES.glob("*.yaml")):
        case = yaml.safe_load(path.read_text(encoding="utf-8"))
        for text in (case.get("text") or "", *(note["text"] for note in case.get("notes", ()))):
            found += [s.strip() + "." for s in text.replace("\n", " ").split(". ") if len(s) > 12]
    return found


def notes(length: int) -> Iterator[str]:
    """Notes of at least so many words, endlessly, always the same ones."""
    given, draw = sentences(), random.Random(600)
    while True:
        words, note = 0, []
        while words < length:
            note.append(draw.choice(given))
            words += len(note[-1].split())
        yield " ".join(note)


def timed(text: str, policy: Policy) -> float:
    """Milliseconds of processor time that one note takes."""
    case = Case(text=text, services=(SERVICE,), request_date=DAY)
    start = time.process_time()
    reading.read(case, policy, 0, today=DAY)
    return (time.process_time() - start) * 1000


def importing(module: str) -> float:
    """Seconds of processor time for the import in a fresh interpreter, the best of five once its bytecode is kept."""
    code = f"import time; t = time.process_time(); import {module}; print(time.process_time() - t)"
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        given = {**kept, "PYTHONPYCACHEPREFIX": folder}
        command = [sys.executable, "-c", code]
        runs = [subprocess.run(command, capture_output=True, text=True, check=True, env=given) for _ in range(6)]
    return min(float(run.stdout) for run in runs[1:])


def megabytes() -> float:
    """Memory of this process in MB, as the system counts it now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def main() -> None:
    """All of it, in order."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--notes", type=int, default=1000, help="how many notes to watch the memory over")
    given = parser.parse_args()
    policy = next(p for p in corpus.load(corpus.packaged()).policies if p.id == "tpi-aetna-cpb-0016")
    stream = notes(600)
    for _ in range(20):
        timed(next(stream), policy)
    each = [timed(next(stream), policy) for _ in range(100)]
    print(f"600-word note, one policy: median {statistics.median(each):.1f} ms, 95th {sorted(each)[94]:.1f} ms (n 100)")
    print(f"import drafter.reading, processor time: {importing('drafter.reading') * 1000:.0f} ms")
    long = next(notes(40_000))
    sizes = [25_000, 50_000, 100_000, 200_000]
    times = [timed(long[:size], policy) for size in sizes]
    ratios = ", ".join(f"{b / a:.2f}" for a, b in pairwise(times))
    print(f"{sizes[0]} to {sizes[-1]} characters: {', '.join(f'{t:.0f}' for t in times)} ms; each doubling x {ratios}")
    for name, unit in ODD.items():
        half, whole = (timed((unit * (size // len(unit) + 1))[:size], policy) for size in (50_000, 100_000))
        print(f"  {name:<24} {whole:>7.0f} ms for 100,000 characters; doubling x {whole / max(half, 0.1):.2f}")
    before = megabytes()
    for n in range(given.notes):
        timed(next(stream), policy)
        if (n + 1) % max(1, given.notes // 5) == 0:
            print(f"  {n + 1:>6} notes: {megabytes():.0f} MB (at first {before:.0f})")


if __name__ == "__main__":
    main()
