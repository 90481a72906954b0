"""Whole notes: every line of a case file is read and decided, and compared with the reference in the same file.

No index is used, and no model unless one is named. What certifies is `certify` and `certify_modified`; an adverse
outcome is `not_certify`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from drafter import drafting, intake
from drafter.corpus import Corpus
from drafter.corpus.faults import build
from drafter.corpus.located import Place, Tree, parse, read_text
from drafter.domain import QUESTIONS, Case, Determination, LineDetermination, Noun, Policy, Status
from drafter.errors import InputError, ModelUnreachable, near
from drafter.evals.scored import Scored, altered, failed
from drafter.measures import Share

_CERTIFIES = ("certify", "certify_modified")


class Label(Noun):
    """The key `reference` of a case file."""

    author: str
    """Who wrote it."""
    date: dt.date
    """When."""
    rationale: str
    """Why the outcome is this one."""
    contested: bool
    """Whether a reasonable reviewer might contest it."""
    traps: tuple[str, ...] = ()
    """What about the case is easily read wrong, each in a few words."""
    determination: Determination
    """What is right."""


@dataclass(frozen=True)
class Note:
    """One case with its reference."""

    name: str
    """Name of its file without suffix."""
    case: Case
    """The case."""
    label: Label
    """The reference."""


@dataclass(frozen=True)
class ScoredLine:
    """One service line with what was decided."""

    id: str
    """File and line, such as `soap-03 line 1`."""
    reference: LineDetermination
    """What is right."""
    contested: bool
    """Whether a reasonable reviewer might contest it."""
    made: LineDetermination | None
    """What was decided; none where it could not be scored."""
    why: str
    """The reason of the outcome, or why it could not be scored."""
    criteria: tuple[Scored, ...] = ()
    """Its criteria, those that do not apply left out."""
    applies: Share = field(default_factory=lambda: Share(0, 0))
    """Criteria on which both sides agree whether they apply at this stage, of all that are labelled."""

    @property
    def expected(self) -> str:
        """The outcome that is right, or the reason for none."""
        return self.reference.outcome or self.reference.no_outcome or ""

    @property
    def outcome(self) -> str:
        """The outcome made, or the reason for none."""
        return (self.made and (self.made.outcome or self.made.no_outcome)) or ""

    @property
    def over_certified(self) -> bool:
        """Whether more is certified than the reference certifies."""
        return self.outcome in _CERTIFIES and _sessions(self.made) > _sessions(self.reference)


def load(files: Sequence[Path], corpus: Corpus) -> tuple[Note, ...]:
    """The notes of case files in order. Raises InputError with file and line for what cannot be compared."""
    seen: dict[str, Path] = {}
    for file in files:
        if (first := seen.setdefault(file.stem, file)) != file:
            raise InputError(f"duplicate name {file.stem!r}, as {first}", where=file, todo="Rename one of the two.")
    return tuple(read(file, corpus) for file in files)


def read(file: Path, corpus: Corpus) -> Note:
    """The note of one case file. Raises InputError or CorpusError with file and line for what cannot be compared."""
    case = intake.load(str(file), corpus)
    tree = parse(read_text(file), file)
    if "reference" not in tree.data:
        raise InputError("there is no `reference` to compare with", where=file, line=1, todo="Add it: evals/README.md.")
    own = Tree(tree.data["reference"], dict(tree.below(("reference",))))
    if not isinstance(own.data, dict):
        raise own.at().error(
            "`reference` is not a mapping", "Write author, date, rationale and determination below it."
        )
    label = build(Label, own)
    for n, line in enumerate(label.determination.lines):
        _check(line, partial(own.at, "determination", "lines", n), corpus)
    return Note(file.stem, case, label)


def _check(line: LineDetermination, at: Callable[..., Place], corpus: Corpus) -> None:
    """The reference names a policy that is held, and criteria that it has; `at` gives the places below the line."""
    policy = policy_of(line, corpus)
    if policy is None and line.findings:
        held = [f"{p.id} {p.version}" for p in corpus.policies]
        named = f"{line.policy} {line.policy_version}"
        raise at("policy").error(f"policy {named} is not held", near(named, held) or f"Held: {', '.join(held)}.")
    ids = [criterion.id for criterion in policy.criteria] if policy else []
    for n, finding in enumerate(line.findings):
        if finding.criterion not in ids:
            what = f"{line.policy} has no criterion {finding.criterion}"
            raise at("findings", n).error(what, f"It has {', '.join(ids)}.")
    for n, id in enumerate(line.blocking if policy else ()):
        if id not in ids and id not in QUESTIONS:
            known = ", ".join([*ids, *sorted(QUESTIONS)])
            raise at("blocking", n).error(f"{line.policy} has nothing called {id} that could block", f"Known: {known}.")


def policy_of(line: LineDetermination, corpus: Corpus) -> Policy | None:
    """The policy of a line of a reference, at its version; none where it names none that is held."""
    return next((p for p in corpus.policies if (p.id, p.version) == (line.policy, line.policy_version)), None)


def score(note: Note, means: drafting.Judging) -> tuple[ScoredLine, ...]:
    """Every line of the reference beside what is decided. What fails is said to be not scored, with why; only that a
    model's endpoint does not answer is raised.
    """
    corpus = means.corpus
    try:
        made = drafting.determine(note.case, means)
    except ModelUnreachable:
        raise
    except Exception as error:  # any fault is a result here: a note that cannot be scored is counted, not passed over
        return unscored(note, corpus, failed(error))
    return compare(note, made, corpus)


def unscored(note: Note, corpus: Corpus, why: str) -> tuple[ScoredLine, ...]:
    """Every line of the reference as one that could not be scored."""
    return tuple(_unscored(note, line, corpus, why) for line in note.label.determination.lines)


def compare(note: Note, made: Sequence[LineDetermination], corpus: Corpus) -> tuple[ScoredLine, ...]:
    """Every line of the reference beside the line that was decided."""
    return tuple(_line(note, line, made, corpus) for line in note.label.determination.lines)


def _line(note: Note, line: LineDetermination, made: Sequence[LineDetermination], corpus: Corpus) -> ScoredLine:
    ours = made[line.line] if line.line < len(made) else None
    if ours is None or ours.code != line.code:
        what = f"code {ours.code}" if ours else "no such line"
        return _unscored(
            note, line, corpus, f"the request was taken in with {what} where the reference has {line.code}"
        )
    if line.findings and (ours.policy, ours.policy_version) != (line.policy, line.policy_version):
        scored = _unscored(note, line, corpus, f"it was read against {ours.policy or 'no policy'}: {ours.because}")
        return replace(scored, made=ours)
    found = tuple(_criteria(note, line, ours, corpus))
    labelled = {finding.criterion: finding.status for finding in line.findings}
    apply = {finding.criterion: finding.status for finding in ours.findings}
    agreed = sum((apply[id] == "not_applicable") == (status == "not_applicable") for id, status in labelled.items())
    return ScoredLine(
        _id(note, line), line, note.label.contested, ours, ours.because, found, Share(agreed, len(labelled))
    )


def _criteria(note: Note, line: LineDetermination, ours: LineDetermination, corpus: Corpus) -> Iterator[Scored]:
    """The criteria that apply on both sides."""
    findings = {finding.criterion: finding for finding in ours.findings}
    for label in line.findings:
        found = findings[label.criterion]
        if "not_applicable" in (label.status, found.status):
            continue
        citations = tuple(dict.fromkeys([*found.citations, *(miss.cited for miss in found.rejected)]))
        scored = _criterion(note, line, label.criterion, label.status, label.why, corpus)
        yield replace(
            scored, read=found.status, why=found.why, citations=citations, altered=altered(citations, note.case),
            disputed=any(one.criterion == label.criterion for one in ours.disagreements),
        )  # fmt: skip


def _unscored(note: Note, line: LineDetermination, corpus: Corpus, why: str) -> ScoredLine:
    criteria = tuple(
        replace(_criterion(note, line, f.criterion, f.status, f.why, corpus), why=why)
        for f in line.findings
        if f.status != "not_applicable"
    )
    return ScoredLine(_id(note, line), line, note.label.contested, None, why, criteria)


def _criterion(note: Note, line: LineDetermination, id: str, status: Status, why: str, corpus: Corpus) -> Scored:
    """A criterion of the reference, not read yet."""
    policy = policy_of(line, corpus)
    kind = policy.criterion(id).kind if policy else ""
    return Scored(id=f"{_id(note, line)} {id}", type=kind, reference=status, read=None, why="", label=why)


def _id(note: Note, line: LineDetermination) -> str:
    return f"{note.name} line {line.line + 1}"


def _sessions(line: LineDetermination | None) -> float:
    """Sessions certified; without end where the reference certifies what was asked without counting."""
    if line is None or line.outcome not in _CERTIFIES:
        return 0
    return line.certified.sessions or 0 if line.certified else float("inf")


def shares(lines: Sequence[ScoredLine]) -> dict[str, Share]:
    """The figures of outcomes by their names. Each rate is of the lines that could go wrong in that way:

    `needlessly_pended` of those the reference certifies, `false_adverse_outcomes` of those whose reference is not
    adverse, `false_certifications` (more certified than the reference does) of those it does not certify in full.
    """
    scored = [line for line in lines if line.made is not None]
    same = [line for line in scored if line.outcome == line.expected]
    certifiable = [line for line in scored if line.expected in _CERTIFIES]
    not_adverse = [line for line in scored if line.expected != "not_certify"]
    not_whole = [line for line in scored if line.expected != "certify"]
    return {
        "outcome_agreement": Share(len(same), len(scored)),
        "blocking_agreement": Share(sum(_blocks_alike(line) for line in same), len(same)),
        "needlessly_pended": Share(sum(line.outcome == "pend" for line in certifiable), len(certifiable)),
        "false_adverse_outcomes": Share(sum(line.outcome == "not_certify" for line in not_adverse), len(not_adverse)),
        "false_certifications": Share(sum(line.over_certified for line in not_whole), len(not_whole)),
        "stage_agreement": Share(sum(line.applies.count for line in scored), sum(line.applies.n for line in scored)),
        "lines_not_scored": Share(len(lines) - len(scored), len(lines)),
    }


def _blocks_alike(line: ScoredLine) -> bool:
    return line.made is not None and set(line.made.blocking) == set(line.reference.blocking)
