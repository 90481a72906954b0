"""References read again: a sample of cases, each with its record, its reference, and what speaks against it.

Two things may speak against a reference: the policy's own logic, where its statuses cannot come to its outcome or its
blocking criteria are not what it calls them; and the built-in reader, where it reads a criterion otherwise. Neither is
proof. They say where to look first.
"""

from __future__ import annotations

import json
import random
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from drafter import logic
from drafter.corpus import Corpus
from drafter.domain import QUESTIONS, LineDetermination, Policy, Status
from drafter.drafting import Judging
from drafter.errors import CorpusError
from drafter.evals import notes
from drafter.evals.drafts import attempt
from drafter.evals.drafts.record import Text
from drafter.evals.drafts.suite import CaseSuite
from drafter.evals.notes import Note, ScoredLine
from drafter.evals.scored import Scored

_WIDTH = 80


@dataclass(frozen=True)
class Doubt:
    """Something that speaks against a reference."""

    where: str
    """Line, and criterion where it is about one."""
    what: str
    """What it is, in a sentence."""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True)
class Drawn:
    """One case of the sample."""

    note: Note
    """The case with its reference."""
    record: tuple[Text, ...]
    """Its texts."""
    lines: tuple[ScoredLine, ...]
    """The reference's lines beside the built-in reader's."""
    incoherent: tuple[Doubt, ...]
    """Where the reference does not hang together by the policy's logic."""
    disagreed: tuple[Doubt, ...]
    """Where the built-in reader reads otherwise."""


def draw(
    suite: CaseSuite,
    corpus: Corpus,
    *,
    n: int,
    seed: int,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Drawn, ...]:
    """`n` cases of the suite, or all where it has fewer; the same seed draws the same. Doubtful ones come first."""
    files = sorted(random.Random(seed).sample(suite.files, min(n, len(suite.files))))
    found = []
    for done, file in enumerate(files):
        on_progress(done, len(files))
        note = notes.read(file, corpus)
        lines = notes.score(note, Judging(corpus=corpus, today=suite.settings.today))
        found.append(
            Drawn(note, attempt.texts(note), lines, tuple(_incoherent(note, corpus)), tuple(_disagreed(lines)))
        )
    on_progress(len(files), len(files))
    return tuple(sorted(found, key=lambda one: (not one.incoherent, -len(one.disagreed))))


# ----------------------------------------------------------------------------------------- what speaks against it


def _incoherent(note: Note, corpus: Corpus) -> Iterator[Doubt]:
    for line in note.label.determination.lines:
        policy = notes.policy_of(line, corpus)
        if policy is None or not line.findings or line.outcome is None:
            continue
        where = f"line {line.line + 1}"
        labelled: dict[str, Status] = {finding.criterion: finding.status for finding in line.findings}
        if unlabelled := [c.id for c in policy.criteria if c.id not in labelled]:
            yield Doubt(where, f"{', '.join(unlabelled)} of {policy.id} are not labelled")
        possible = _possible(policy, line, labelled, unanswered=bool(note.case.information_requests))
        if isinstance(possible, str):
            yield Doubt(where, possible)
        elif line.outcome not in possible:
            could = " or ".join(sorted(one.replace("_", " ") for one in possible))
            yield Doubt(where, f"its statuses come to {could} by the policy's logic, not to {_plain(line.outcome)}")
        yield from _misnamed(line, labelled)


def _possible(
    policy: Policy, line: LineDetermination, labelled: dict[str, Status], *, unanswered: bool
) -> set[str] | str:
    """The outcomes that the labelled statuses leave possible, or why there are none."""
    statuses: dict[str, Status] = {c.id: labelled.get(c.id, "not_documented") for c in policy.criteria}
    stages = [stage.name for stage in policy.stages]
    if line.stage is not None and line.stage not in stages:
        return f"stage {line.stage!r} is none of {policy.id}: {', '.join(stages)}"
    try:
        found = {str(outcome) for outcome in logic.left_open(policy, line.stage, statuses)}
    except CorpusError as error:
        return f"its statuses do not fit the policy's logic: {error.what}"
    return found | ({"not_certify"} if unanswered and "pend" in found else set())


def _misnamed(line: LineDetermination, labelled: dict[str, Status]) -> Iterator[Doubt]:
    """What is said to block although its status does not."""
    blocks: dict[str, tuple[Status, ...]] = {
        "pend": ("not_documented", "not_met"), "not_certify": ("not_met", "not_documented"),
        "certify_modified": ("not_met",),
    }  # fmt: skip
    allowed = blocks.get(str(line.outcome), ())
    for id in line.blocking:
        if id not in QUESTIONS and labelled.get(id) not in (*allowed, None):
            yield Doubt(f"line {line.line + 1} {id}", f"it is said to block and labelled {_plain(labelled[id])}")


def _disagreed(lines: Sequence[ScoredLine]) -> Iterator[Doubt]:
    for line in lines:
        where = f"line {line.reference.line + 1}"
        if line.outcome != line.expected:
            what = f"reference {_plain(line.expected)}, by the built-in reader {_plain(line.outcome) or 'nothing'}"
            yield Doubt(where, f"{what}: {line.why}")
        for one in line.criteria:
            if one.read is not None and one.read != one.reference:
                yield Doubt(f"{where} {_id(one)}", f"read as {_plain(one.read)}: {one.why}")


def _id(one: Scored) -> str:
    return one.id.rpartition(" ")[2]


def _plain(name: str) -> str:
    return name.replace("_", " ")


# ------------------------------------------------------------------------------------------------------------- shown


def as_text(drawn: Sequence[Drawn]) -> str:
    """The sample for a terminal of 80 columns: of each case first what speaks against it, then record and reference."""
    doubtful = sum(bool(one.incoherent) for one in drawn)
    disagreed = sum(bool(one.disagreed) for one in drawn)
    head = (
        f"{len(drawn)} cases drawn. {doubtful} with a reference that does not hang together by the policy's logic,"
        f" {disagreed} that the built-in reader reads otherwise in some place."
    )
    return "\n\n".join([textwrap.fill(head, _WIDTH), *(_case(one) for one in drawn)])


def _case(one: Drawn) -> str:
    label = one.note.label
    contested = ", contested" if label.contested else ""
    title = f"{one.note.name} ({label.author}, {label.date}{contested})"
    rows = ["=" * _WIDTH, title, "=" * _WIDTH]
    rows += _listed("Does not hang together", one.incoherent)
    rows += _listed("Read otherwise", one.disagreed)
    if not one.incoherent and not one.disagreed:
        rows.append("Nothing speaks against it.")
    for text in one.record:
        rows += ["", f"{text.title}:", *_wrapped(text.text)]
    rows += ["", "Reference:", *_wrapped(label.rationale), *_listed("Traps", label.traps)]
    for line in one.lines:
        rows += ["", *_line(line)]
    return "\n".join(rows)


def _line(line: ScoredLine) -> Iterator[str]:
    reference = line.reference
    policy = f" under {reference.policy} {reference.policy_version}" if reference.policy else ""
    yield textwrap.fill(
        f"Line {reference.line + 1}, {reference.service}{policy}: {_plain(line.expected)}"
        f"{f', blocking {chr(44).join(reference.blocking)}' if reference.blocking else ''}",
        _WIDTH,
    )
    read = {_id(one): one.read for one in line.criteria}
    for finding in reference.findings:
        ours = read.get(finding.criterion)
        other = f"  [read as {_plain(ours)}]" if ours is not None and ours != finding.status else ""
        head = f"  {finding.criterion:<5}{_plain(finding.status):<16}"
        yield textwrap.fill(f"{finding.why}{other}", _WIDTH, initial_indent=head, subsequent_indent=" " * 23)


def _listed(heading: str, entries: Sequence[object]) -> list[str]:
    if not entries:
        return []
    return [
        f"{heading}:",
        *(textwrap.fill(str(one), _WIDTH, initial_indent="  - ", subsequent_indent="    ") for one in entries),
    ]


def _wrapped(text: str) -> list[str]:
    return [
        textwrap.fill(line, _WIDTH, initial_indent="  ", subsequent_indent="  ")
        for line in text.split("\n")
        if line.strip()
    ]


def as_json(drawn: Sequence[Drawn]) -> str:
    """The sample as one document."""
    cases = [
        {
            "name": one.note.name, "contested": one.note.label.contested,
            "record": [text.model_dump() for text in one.record],
            "reference": one.note.label.model_dump(mode="json", exclude_defaults=True, by_alias=True),
            "incoherent": [vars(doubt) for doubt in one.incoherent],
            "disagreed": [vars(doubt) for doubt in one.disagreed],
        }
        for one in drawn
    ]  # fmt: skip
    return json.dumps({"cases": cases}, indent=2, ensure_ascii=False)
