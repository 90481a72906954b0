"""A draft beside the reference of its case: every line, every criterion, and the counts of every measure.

| measure | counts | of |
|---|---|---|
| `outcome_agreement` | lines with the outcome of the reference | lines scored |
| `case_agreement` | cases of which every line agrees | cases scored |
| `blocking_agreement` | lines on which the same blocks | lines with the same outcome |
| `false_certifications` | lines certified beyond the reference | lines that the reference does not certify whole |
| `false_adverse_outcomes` | lines not certified | lines whose reference is another |
| `needlessly_pended` | lines pended | lines that the reference certifies |
| `stage_agreement` | criteria on which both agree whether they apply | criteria labelled |
| `accuracy`, `recall_*`, `precision_*` | criteria read as the reference says | criteria; of that status; read so |
| `false_adverse`, `false_clear` | criteria read as not met, as met, and labelled otherwise | criteria scored |
| `blocking_accuracy` | the same as `accuracy` | criteria that block by the reference |
| `request_recall`, `request_precision` | requests for what the reference misses | what it misses; requests made |
| `citations_verbatim` | quotations that stand in the record as quoted | quotations |
| `citations_resolved` | marks of statements whose passage is shown as a reference | marks |
| `findings_supported` | findings with a quotation of the record | findings met or not met |
| `unsupported_sentences` | sentences at which a rule of support finds something | statements and reasons |
| `blocked` | drafts that the checks block | cases scored |
| `right_every_time`, `same_every_time` | cases right, or alike, in every repeat | cases scored |
| `lines_not_scored`, `could_not_score`, `cases_not_scored` | lines, criteria, cases that could not be scored | all |
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from drafter.corpus import Corpus
from drafter.domain import QUESTIONS, Draft, LineDetermination
from drafter.evals import notes, scored
from drafter.evals.drafts.record import CriterionScore, LineScore, Quoted, Side
from drafter.evals.notes import Note, ScoredLine
from drafter.evals.scored import Scored
from drafter.measures import Share

SUPPORT = ("ATT", "CIT", "EVI", "GRD", "QUO", "STA")
"""Families of rules on what a sentence rests on: attribution, citations, evidence, grounds, quotations, statuses."""

Pair = tuple[int, int]


def compare(note: Note, draft: Draft, corpus: Corpus) -> tuple[ScoredLine, ...]:
    """The lines of a draft beside the reference. A blocked draft shows no outcome, so it has none."""
    made = draft.determination.lines
    if draft.status == "blocked":
        made = tuple(line.model_copy(update={"outcome": None, "no_outcome": "blocked"}) for line in made)
    return notes.compare(note, made, corpus)


def counts(lines: Sequence[ScoredLine], draft: Draft, repeats: Sequence[Sequence[ScoredLine]]) -> dict[str, Pair]:
    """The counts of one case that was scored, from its first draft; the last two measures from all."""
    criteria = [one for line in lines for one in line.criteria]
    right = [all(line.outcome == line.expected for line in one) for one in repeats]
    found = {
        **_pairs(notes.shares(lines)),
        "case_agreement": (int(right[0]), 1),
        **_pairs(scored.shares(criteria)),
        "blocking_accuracy": _blocking(lines),
        **_requests(lines),
        **_support(draft),
        "blocked": (int(draft.status == "blocked"), 1),
        "right_every_time": (int(all(right)), 1),
        "same_every_time": (int(len({told(one) for one in repeats}) == 1), 1),
        "cases_not_scored": (0, 1),
    }
    return {name: pair for name, pair in found.items() if pair != (0, 0)}


def not_scored(lines: Sequence[ScoredLine]) -> dict[str, Pair]:
    """The counts of a case that could not be scored: it counts as that and in no other measure."""
    criteria = sum(len(line.criteria) for line in lines)
    return {"lines_not_scored": (len(lines),) * 2, "could_not_score": (criteria,) * 2, "cases_not_scored": (1, 1)}


def told(lines: Iterable[ScoredLine]) -> tuple[str, ...]:
    """What a draft comes to, line by line: the outcome, with the sessions where it is a part of what was asked."""
    return tuple(_told(line) for line in lines)


def _told(line: ScoredLine) -> str:
    certified = line.made.certified if line.made and line.outcome == "certify_modified" else None
    return f"{line.outcome} {certified.sessions}" if certified else line.outcome


def _pairs(shares: dict[str, Share]) -> dict[str, Pair]:
    return {name: (share.count, share.n) for name, share in shares.items()}


def _blocking(lines: Iterable[ScoredLine]) -> Pair:
    blocking = [s for line in lines for s in line.criteria if _blocks(line, s) and s.read is not None]
    return sum(s.read == s.reference for s in blocking), len(blocking)


def _blocks(line: ScoredLine, criterion: Scored) -> bool:
    return criterion.id.rpartition(" ")[2] in line.reference.blocking


def _requests(lines: Iterable[ScoredLine]) -> dict[str, Pair]:
    wanted = asked = both = 0
    for line in lines:
        if line.made is None or line.made.policy != line.reference.policy:
            continue  # under another policy other things are missing
        if "pend" not in (line.outcome, line.expected):
            continue  # what a card names beside an outcome holds nothing up
        theirs = missing(line.reference)
        # what is needed under one of several stages alone is asked for once the stage is known
        ours = {gap.about for gap in line.made.gaps if gap.blocks and (gap.stage is None or gap.about in theirs)}
        wanted, asked, both = wanted + len(theirs), asked + len(ours), both + len(theirs & ours)
    return {"request_recall": (both, wanted), "request_precision": (both, asked)}


def missing(reference: LineDetermination) -> set[str]:
    """What the reference finds missing and in the way: undocumented criteria that block, and open questions."""
    if reference.outcome != "pend":
        return set()
    open_ = {f.criterion for f in reference.findings if f.status == "not_documented"}
    return {id for id in reference.blocking if id in open_ or id in QUESTIONS}


def _support(draft: Draft) -> dict[str, Pair]:
    determination = draft.determination
    statements = [s for section in determination.sections for s in section.statements]
    findings = [f for line in determination.lines for f in line.findings]
    settled = [f for f in findings if f.status in ("met", "not_met")]
    shown, marks = {r.passage for r in draft.references}, [id for s in statements for id in s.cites]
    sentences = len(statements) + len(findings) + len(determination.lines)
    faulty = {(v.where, v.start) for v in draft.violations if v.code.startswith(SUPPORT)}
    return {
        "citations_resolved": (sum(id in shown for id in marks), len(marks)),
        "findings_supported": (sum(bool(f.citations) for f in settled), len(settled)),
        "unsupported_sentences": (min(len(faulty), sentences), sentences),
    }


def violations(draft: Draft) -> dict[str, int]:
    """Breaches on the card by code."""
    return dict(sorted(Counter(v.code for v in draft.violations).items()))


# ------------------------------------------------------------------------------------------------------ what is kept


def kept(line: ScoredLine, draft: Draft | None) -> LineScore:
    """A scored line as the log keeps it."""
    reference, places = line.reference, draft.case.quotable() if draft else {}
    policy = f"{reference.policy} {reference.policy_version or ''}".strip() if reference.policy else ""
    return LineScore(
        line=reference.line, code=reference.code, service=reference.service, policy=policy,
        reference=_side(reference), made=_side(line.made) if line.made else None,
        why="" if line.made and line.made.because == line.why else line.why,
        criteria=tuple(_criterion(line, s, places) for s in line.criteria),
        false_adverse=line.outcome == "not_certify" != line.expected, false_certification=line.over_certified,
    )  # fmt: skip


def _side(line: LineDetermination) -> Side:
    return Side(
        outcome=line.outcome or line.no_outcome or "", basis=line.basis, blocking=line.blocking, because=line.because,
        sessions=line.certified.sessions if line.certified else None,
    )  # fmt: skip


def _criterion(line: ScoredLine, s: Scored, places: dict[str, str]) -> CriterionScore:
    quotes = tuple(
        Quoted(
            place=c.place, start=c.start, end=c.end, quote=c.quote,
            stands=places.get(c.place, "")[c.start : c.end] == c.quote,
        )
        for c in s.citations
    )  # fmt: skip
    return CriterionScore(
        criterion=s.id.rpartition(" ")[2], kind=s.type, reference=s.reference, read=s.read, blocks=_blocks(line, s),
        why=s.why, label=s.label, quotes=quotes,
    )  # fmt: skip
