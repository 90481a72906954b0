"""Whether what stands beside a fact takes it away, or makes one of nothing.

    python evals/bench/beside.py [--pairs 120] [--seed 1]    sentences of two records, one below the other
    python evals/bench/beside.py --away [NOTES …]            whole requests, one line taken away at a time

**Pairs.** A sentence that settles a criterion by itself stands, as a paragraph, beside one of another record in which
nothing bears on that criterion, not even as a near miss: it must be read as before. Two sentences that say nothing of a
criterion must say nothing of it together. What differs is printed: part of it is right (a contradiction, another side).

**Away.** For every criterion of a labelled request that is left open, the single lines without which it is read as
labelled. Such a line stands in the way, and most often has nothing to do with the criterion.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from drafter import corpus, drafting, reading
from drafter.domain import Case, Policy, ServiceLine
from drafter.evals import notes
from drafter.text import analyse

NOTES = Path(__file__).parent.parent / "phrasings" / "notes"
DAY = dt.date(2026, 11, 20)
SETTLED = ("met", "not_met")
RECORDS, SHORTEST, LONGEST = 12, 25, 160
"""Records a policy from which sentences are taken, and their length in characters."""

Read = Mapping[str, tuple[str, int]]
"""Status and number of near misses by criterion."""


def read(text: str, policy: Policy, code: str) -> Read:
    """What a text alone settles."""
    case = Case(text=text, services=(ServiceLine(code=code),), request_date=DAY)
    return {f.criterion: (f.status, len(f.rejected)) for f in reading.read(case, policy, 0, today=DAY).findings}


def sentences(text: str) -> list[str]:
    """The sentences of a text, once each, on one line."""
    spans = dict.fromkeys(s.clause.within for s in analyse(text, DAY).statements)
    found = dict.fromkeys(" ".join(text[slice(*span)].split()) for span in spans)
    return [s for s in found if SHORTEST < len(s) < LONGEST]


def disturbed(one: str, other: str, alone: Mapping[str, Read], together: Read) -> Iterator[str]:
    """The criteria that two sentences together are read otherwise than each by itself, as lines to print."""
    for id, (status, _) in together.items():
        a, b = alone[one][id], alone[other][id]
        silent = ("not_documented", 0)
        expected = a[0] if a[0] in SETTLED and b == silent else b[0] if b[0] in SETTLED and a == silent else None
        expected = "not_documented" if a == b == silent else expected
        if expected and status != expected:
            yield f"{id}: {expected} is read as {status}\n    {one}\n    {other}"


def pairs(held: corpus.Corpus, number: int, draw: random.Random) -> None:
    """So many pairs a policy."""
    records: dict[tuple[str, str], list[tuple[str, str]]] = {}
    files = sorted(NOTES.glob("*.yaml"))
    draw.shuffle(files)
    for note in (notes.read(file, held) for file in files):
        line = note.label.determination.lines[0]
        if note.case.text and line.code and (policy := notes.policy_of(line, held)):
            records.setdefault((policy.id, policy.version), []).append((line.code, note.case.text))
    seen = differing = 0
    for policy in (p for p in held.policies if (p.id, p.version) in records):
        given = records[policy.id, policy.version][:RECORDS]
        of_record = {s: n for n, (_, text) in enumerate(given) for s in sentences(text)}
        alone = {s: read(s, policy, given[0][0]) for s in of_record}
        telling = [s for s, found in alone.items() if any(status in SETTLED for status, _ in found.values())]
        for _ in range(number if telling and len(given) > 1 else 0):
            one, other = draw.choice(telling), draw.choice([*of_record])
            if of_record[one] == of_record[other]:
                continue
            seen += 1
            for told in disturbed(one, other, alone, read(f"{one}\n\n{other}", policy, given[0][0])):
                differing += 1
                print(f"{policy.id} {told}")
    print(f"{seen} pairs, {differing} criteria read otherwise")


def away(held: corpus.Corpus, files: Sequence[Path]) -> None:
    """Every line of the requests taken away once."""
    means = drafting.Judging(corpus=held, today=DAY)
    open_ = freed = 0
    for note in (notes.read(file, held) for file in files):
        lines = (note.case.text or "").split("\n")
        missed = set(left_open(note, lines, means))
        open_ += len(missed)
        for n, line in enumerate(lines if missed else ()):
            rest = [*lines[:n], *lines[n + 1 :]]
            for number, id in sorted(missed - set(left_open(note, rest, means))) if line.strip() else ():
                freed += 1
                print(f"{note.name} line {number + 1} {id}: read without\n    {line.strip()}")
    print(f"{open_} criteria left open, {freed} lines without which one is read as labelled")


def left_open(note: notes.Note, lines: Sequence[str], means: drafting.Judging) -> Iterator[tuple[int, str]]:
    """The criteria labelled as settled that are not read so, by the number of their line."""
    made = drafting.determine(note.case.model_copy(update={"text": "\n".join(lines)}), means)
    for line in note.label.determination.lines:
        found = {f.criterion: f.status for f in made[line.line].findings} if line.line < len(made) else {}
        settled = (f for f in line.findings if f.status in SETTLED)
        yield from ((line.line, f.criterion) for f in settled if found.get(f.criterion) != f.status)


def main() -> None:
    """Pairs, or lines taken away."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pairs", type=int, default=120, help="pairs a policy")
    parser.add_argument("--seed", type=int, default=1, help="which pairs")
    parser.add_argument(
        "--away", nargs="*", type=Path, metavar="NOTE", help="lines away; all requests if none is named"
    )
    given = parser.parse_args()
    held = corpus.load(corpus.packaged())
    if given.away is None:
        pairs(held, given.pairs, random.Random(given.seed))
    else:
        away(held, given.away or sorted(NOTES.glob("*.yaml")))


if __name__ == "__main__":
    main()
