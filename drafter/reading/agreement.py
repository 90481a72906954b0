"""Several readings of one line as one: what all read alike stands, what they read differently is open and listed."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.domain import Disagreement, Finding, NearMiss, Reading

_WORDS = {
    "met": "met", "not_met": "not met", "not_documented": "not documented", "not_applicable": "not applicable"
}  # fmt: skip


def agree(first: Reading, *others: Reading) -> Reading:
    """The reading on which all agree, in the order of the first, from which earlier sessions are taken.

    A finding that a model reader took over from the lexical one, as it does with what is computed, counts as none.
    """
    by_reading = [{finding.criterion: finding for finding in reading.findings} for reading in others]
    findings, disagreements = [], []
    for finding in first.findings:
        further = [found[finding.criterion] for found in by_reading if finding.criterion in found]
        read = [finding, *(other for other in further if other.reader != "lexical")]
        if len({one.status for one in read}) == 1:
            findings.append(_together(read))
        else:
            findings.append(_open(read))
            disagreements.append(
                Disagreement(line=finding.line, criterion=finding.criterion, findings=_differing(read))
            )
    return Reading(
        findings=tuple(findings),
        past=first.past,
        named=first.named,
        disagreements=tuple(disagreements),
        reported=tuple(dict.fromkeys(said for reading in (first, *others) for said in reading.reported)),
    )


def _together(read: Sequence[Finding]) -> Finding:
    """The first finding with what the others quoted beside it."""
    if len(read) == 1:
        return read[0]
    near = {miss.cited: miss for finding in reversed(read) for miss in finding.rejected}
    return read[0].model_copy(
        update={
            "reader": "both" if len({finding.reader for finding in read}) > 1 else read[0].reader,
            "citations": tuple(dict.fromkeys(cited for finding in read for cited in finding.citations)),
            "rejected": tuple(near.values()),
            "values": tuple(dict.fromkeys(value for finding in read for value in finding.values)),
        }
    )


def _differing(read: Sequence[Finding]) -> tuple[Finding, ...]:
    """One finding of every reader and status, in order."""
    return tuple({(finding.reader, finding.status): finding for finding in reversed(read)}.values())[::-1]


def _open(read: Sequence[Finding]) -> Finding:
    """A criterion on which the readings differ: the record does not settle it, and all their places are shown."""
    near = {miss.cited: miss for finding in reversed(read) for miss in finding.rejected}
    for finding in read:
        near |= {
            cited: NearMiss(cited=cited, why=f"{_named(finding)} reads this as {_WORDS[finding.status]}.")
            for cited in finding.citations
        }
    return Finding(
        line=read[0].line, criterion=read[0].criterion, status="not_documented", why=_why(read),
        reader="both" if len({finding.reader for finding in read}) > 1 else read[0].reader,
        looked_for=next((finding.looked_for for finding in read if finding.looked_for), ()),
        covered=next((finding.covered for finding in read if finding.covered), ()),
        rejected=tuple(near.values()),
        values=tuple(dict.fromkeys(value for finding in read for value in finding.values)),
    )  # fmt: skip


def _why(read: Sequence[Finding]) -> str:
    lexical = [finding for finding in read if finding.reader == "lexical"]
    models = [finding for finding in read if finding.reader != "lexical"]
    said = [f"The built-in reader reads this as {_WORDS[lexical[0].status]}"] if lexical else []
    if len(models) == 1:
        said.append(f"{'the' if said else 'The'} model as {_WORDS[models[0].status]}")
    else:
        counted = [
            (status, sum(f.status == status for f in models)) for status in dict.fromkeys(f.status for f in models)
        ]
        times = " and ".join(f"{n} of {len(models)} times as {_WORDS[status]}" for status, n in counted)
        said.append(f"{'the' if said else 'The'} model{'' if said else ' reads this'} {times}")
    return f"{', '.join(said)}."


def _named(finding: Finding) -> str:
    return "The built-in reader" if finding.reader == "lexical" else "The model"
