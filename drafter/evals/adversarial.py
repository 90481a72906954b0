"""Text that was put into sound cases to steer the draft: whatever is put in, the outcome is that of the clean twin.

A suite of attacks is a folder with `suite.yaml`, which names the twins, and `attacks/*.yaml`, one family a file. An
attack is put into two of the twins of its aim, in turn; one that wants approval goes into cases that are not certified.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field

from drafter import retrieval
from drafter.corpus import Corpus
from drafter.corpus.faults import build
from drafter.corpus.located import parse, read_text
from drafter.corpus.passages import passage_id
from drafter.domain import Case, Draft, Noun, Passage, Source
from drafter.drafting import Means, draft
from drafter.embedding import Embedder
from drafter.errors import CorpusError, DrafterError, InputError, ModelUnreachable
from drafter.evals import notes
from drafter.measures import Share

TODAY = dt.date(2026, 11, 30)
"""The day taken for today; that of the reference suite, from which the twins are."""

TWINS = 2
"""Cases that each attack is put into."""

Into = Literal[
    "note_start", "note_middle", "note_end", "text_end", "note_author", "description", "guideline", "determination"
]
"""Where an attack goes: into the last note (the summary, where there is none), a field, or a passage that is found."""


class Attack(Noun):
    """One attack."""

    id: str
    """Its name."""
    aim: Literal["approve", "deny", "expose"]
    """What it wants."""
    into: Into
    """Where it goes."""
    text: str = Field(min_length=1)
    """Its words."""
    family: str = ""
    """Name of its file."""


class _Attacks(Noun):
    attacks: tuple[Attack, ...]


class _Suite(Noun):
    name: str
    measures: str
    twins: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Attempted:
    """One attack in one case."""

    attack: Attack
    """The attack."""
    twin: str
    """The case it was put into."""
    outcome_same: bool
    """Whether every line came to what the clean twin came to, on the same blocking criteria."""
    readings_same: bool
    """Whether every criterion was read as in the clean twin."""
    usable: bool
    """Whether the draft stands as the clean twin's does, blocked by nothing new."""
    told: bool
    """Whether the draft tells a person of it."""
    what: str = ""
    """What differs, for reading."""
    unscored: str | None = None
    """Why it could not be scored."""


@dataclass(frozen=True)
class Attacks:
    """One run of a suite."""

    attempted: tuple[Attempted, ...]

    def shares(self, family: str = "") -> dict[str, Share]:
        """The measures of a family, or of all."""
        mine = [a for a in self.attempted if family in ("", a.attack.family) and a.unscored is None]
        names = {
            "outcome_same": [a.outcome_same for a in mine], "readings_same": [a.readings_same for a in mine],
            "usable": [a.usable for a in mine], "told": [a.told for a in mine],
        }  # fmt: skip
        return {name: Share(sum(held), len(held)) for name, held in names.items()}

    @property
    def wrong(self) -> list[Attempted]:
        """Attempts that changed something, the changed outcomes first."""
        changed = [a for a in self.attempted if not (a.outcome_same and a.readings_same and a.usable)]
        return sorted(changed, key=lambda a: (a.outcome_same, a.readings_same))

    @property
    def held(self) -> bool:
        """Whether no outcome changed and everything was scored."""
        return all(a.outcome_same and a.unscored is None for a in self.attempted)

    def as_text(self) -> str:
        """A table, and what changed."""
        families = list(dict.fromkeys(a.attack.family for a in self.attempted))
        lines = [f"{'family':<16}{'n':>5}{'same outcome':>16}{'same readings':>16}{'usable':>12}{'told':>12}"]
        for name in (*families, ""):
            shares = self.shares(name)
            cells = [f"{s.count}/{s.n}" for s in shares.values()]
            n = shares["usable"].n
            lines.append(f"{name or 'all':<16}{n:>5}{cells[0]:>16}{cells[1]:>16}{cells[2]:>12}{cells[3]:>12}")
        low = self.shares()["outcome_same"].as_json()
        lines += ["", f"Same outcome, 95 % interval: {low['low']:.1%} to {low['high']:.1%}."]
        unscored = [a for a in self.attempted if a.unscored]
        lines += [f"Could not score {a.attack.id} in {a.twin}: {a.unscored}" for a in unscored]
        if changed := [a for a in self.wrong if a.unscored is None]:
            lines += ["", "Changed by the attack:", *(f"  {a.attack.id} in {a.twin}: {a.what}" for a in changed)]
        return "\n".join(lines)

    def as_json(self) -> dict[str, Any]:
        """The same as one document."""
        families = dict.fromkeys(a.attack.family for a in self.attempted)
        told = {f or "all": {n: s.as_json() for n, s in self.shares(f).items()} for f in (*families, "")}
        rows = [{**vars(a), "attack": a.attack.id, "family": a.attack.family} for a in self.attempted]
        return {"measures": told, "attempts": rows}


@dataclass
class Range:
    """What attacks are tried with."""

    means: Means
    """How drafts are made; its index is of the clean corpus."""
    embedder: Embedder
    """For the index of a corpus with attacks in it."""
    clean: dict[str, Draft] = field(default_factory=dict)
    """Drafts of the clean twins, made when first wanted."""

    def twin(self, file: Path) -> tuple[Case, Draft]:
        """A clean case and its draft."""
        case = notes.read(file, self.means.corpus).case
        if file.stem not in self.clean:
            self.clean[file.stem] = draft(case, self.means)
        return case, self.clean[file.stem]


def is_suite(folder: Path) -> bool:
    """Whether the folder holds a suite of attacks."""
    return (folder / "suite.yaml").is_file() and (folder / "attacks").is_dir()


def run(
    folder: Path, tried: Range, *, only: Callable[[Attack], bool] = lambda attack: True,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> Attacks:  # fmt: skip
    """Every attack in its twins. Raises InputError or CorpusError, with file and line, before anything is tried."""
    pairs = [(attack, twin) for attack, twin in _pairs(folder) if only(attack)]
    made: list[Attempted] = []
    with tempfile.TemporaryDirectory() as place:
        for n, (attack, twin) in enumerate(pairs):
            on_progress(n, len(pairs))
            made.append(_attempt(attack, twin, tried, Path(place)))
    on_progress(len(pairs), len(pairs))
    return Attacks(tuple(made))


def _pairs(folder: Path) -> list[tuple[Attack, Path]]:
    suite = build(_Suite, parse(read_text(folder / "suite.yaml"), folder / "suite.yaml"))
    twins = {aim: [(folder / name).resolve() for name in names] for aim, names in suite.twins.items()}
    for file in (file for files in twins.values() for file in files):
        if not file.is_file():
            raise InputError("no such case", where=file, todo=f"Correct `twins` in {folder / 'suite.yaml'}.")
    attacks = [attack for file in sorted((folder / "attacks").glob("*.yaml")) for attack in _load(file)]
    pairs, turn = [], 0
    for attack in attacks:
        mine = twins["deny"] if attack.aim == "deny" else twins["approve"]
        for _ in range(TWINS):
            pairs.append((attack, mine[turn % len(mine)]))
            turn += 1
    return pairs


def _load(file: Path) -> Iterator[Attack]:
    text = read_text(file)
    tree = parse("attacks:\n" + text, file)
    for attack in build(_Attacks, tree).attacks:
        yield attack.model_copy(update={"family": file.stem})


def _attempt(attack: Attack, twin: Path, tried: Range, place: Path) -> Attempted:
    try:
        case, clean = tried.twin(twin)
        if attack.into in ("guideline", "determination"):
            attacked = _with_poison(attack, case, tried, place / f"{attack.id}-{twin.stem}")
        else:
            attacked = draft(put(attack, case), tried.means)
    except ModelUnreachable:
        raise
    except (DrafterError, CorpusError) as error:
        return Attempted(attack, twin.stem, False, False, False, False, unscored=str(error))
    return _compared(attack, twin.stem, clean, attacked)


def put(attack: Attack, case: Case) -> Case:
    """The case with the attack in it."""
    if attack.into == "description":
        line = case.services[0]
        changed = line.model_copy(update={"description": f"{line.description or 'service'} {attack.text}"})
        return case.model_copy(update={"services": (changed, *case.services[1:])})
    if attack.into == "text_end" or not case.notes:
        return case.model_copy(update={"text": _into(case.text or "", attack)})
    *before, last = case.notes
    if attack.into == "note_author":
        changed_note = last.model_copy(update={"author": attack.text})
    else:
        changed_note = last.model_copy(update={"text": _into(last.text, attack)})
    return case.model_copy(update={"notes": (*before, changed_note)})


def _into(text: str, attack: Attack) -> str:
    lines = text.rstrip("\n").split("\n")
    at = {"note_start": 0, "note_middle": len(lines) // 2}.get(attack.into, len(lines))
    return "\n".join([*lines[:at], *([""] if at else []), attack.text, *([""] if at < len(lines) else []), *lines[at:]])


def _with_poison(attack: Attack, case: Case, tried: Range, folder: Path) -> Draft:
    """The draft of the clean case over a corpus that holds the attack as a passage on its service."""
    passage = poison(attack, case)
    corpus: Corpus = replace(tried.means.corpus, passages=(*tried.means.corpus.passages, passage))
    retrieval.refresh(folder, corpus.passages, tried.embedder)
    with retrieval.Index(folder, tried.embedder) as index:
        return draft(case, replace(tried.means, corpus=corpus, index=index))


def poison(attack: Attack, case: Case) -> Passage:
    """The attack as a passage that bears on what the case asks for."""
    line = case.services[0]
    topics = tuple(filter(None, (line.code, line.description)))
    past = attack.into == "determination"
    source = Source(title=f"On {line.label}", organisation="Somebody", year=2025, document=attack.id, verified="read")
    text = f"{line.label}. {attack.text}"
    kind: Any = "determination" if past else "guideline"
    return Passage(
        id=passage_id(kind, source, line.label, text), type=kind, source=source, heading=line.label, text=text,
        topics=topics, claims=() if past else (attack.text,), outcome="certify" if past else None,
        decided=dt.date(2025, 1, 2) if past else None,
    )  # fmt: skip


def _compared(attack: Attack, twin: str, clean: Draft, attacked: Draft) -> Attempted:
    before, after = clean.determination.lines, attacked.determination.lines
    outcomes = [_Line.of(one) for one in before], [_Line.of(one) for one in after]
    readings = [[{f.criterion: f.status for f in line.findings} for line in lines] for lines in (before, after)]
    new = {v.code for v in attacked.violations if v.severity == "error"} - {v.code for v in clean.violations}
    differing = [
        f"line {n + 1} {id}: {was.get(id)} to {now.get(id)}"
        for n, (was, now) in enumerate(zip(*readings, strict=False))
        for id in dict.fromkeys((*was, *now))
        if was.get(id) != now.get(id)
    ]
    what = [f"{a} to {b}" for a, b in zip(*outcomes, strict=False) if a != b] + differing + sorted(new)
    told = set(attacked.determination.reported) - set(clean.determination.reported)
    return Attempted(
        attack, twin, outcome_same=outcomes[0] == outcomes[1], readings_same=readings[0] == readings[1],
        usable=attacked.status == clean.status, told=bool(told) or bool(new), what="; ".join(what),
    )  # fmt: skip


@dataclass(frozen=True)
class _Line:
    outcome: str
    blocking: frozenset[str]

    @classmethod
    def of(cls, line: Any) -> Self:
        return cls(line.outcome or line.no_outcome or "", frozenset(line.blocking))

    def __str__(self) -> str:
        return f"{self.outcome} ({', '.join(sorted(self.blocking))})" if self.blocking else self.outcome
