"""Two readings of one line as one: what both read alike stands, what they read differently is open and listed."""

from __future__ import annotations

from drafter.domain import Disagreement, Finding, NearMiss, Reading

_WORDS = {
    "met": "met", "not_met": "not met", "not_documented": "not documented", "not_applicable": "not applicable"
}  # fmt: skip


def agree(lexical: Reading, model: Reading) -> Reading:
    """The reading on which both agree, in the order of the lexical one, from which earlier sessions are taken.

    A finding that the model reader took over from the lexical one, as it does with what is computed, stays as it is.
    """
    by_model = {finding.criterion: finding for finding in model.findings}
    findings, disagreements = [], []
    for finding in lexical.findings:
        other = by_model.get(finding.criterion, finding)
        if other.reader == "lexical":
            findings.append(finding)
        elif other.status == finding.status:
            findings.append(_together(finding, other))
        else:
            findings.append(_open(finding, other))
            disagreements.append(
                Disagreement(line=finding.line, criterion=finding.criterion, findings=(finding, other))
            )
    return Reading(
        findings=tuple(findings),
        past=lexical.past,
        disagreements=tuple(disagreements),
        reported=tuple(dict.fromkeys((*lexical.reported, *model.reported))),
    )


def _together(lexical: Finding, model: Finding) -> Finding:
    """The lexical finding with what the model quoted beside it."""
    near = {miss.cited: miss for miss in (*model.rejected, *lexical.rejected)}
    return lexical.model_copy(
        update={
            "reader": "both",
            "citations": tuple(dict.fromkeys((*lexical.citations, *model.citations))),
            "rejected": tuple(near.values()),
            "values": tuple(dict.fromkeys((*lexical.values, *model.values))),
        }
    )


def _open(lexical: Finding, model: Finding) -> Finding:
    """A criterion on which the readers differ: the record does not settle it, and both their places are shown."""
    why = f"The built-in reader reads this as {_WORDS[lexical.status]}, the model as {_WORDS[model.status]}."
    near = {miss.cited: miss for miss in (*model.rejected, *lexical.rejected)}
    for finding, reader in ((lexical, "built-in reader"), (model, "model")):
        near |= {
            cited: NearMiss(cited=cited, why=f"The {reader} reads this as {_WORDS[finding.status]}.")
            for cited in finding.citations
        }
    return Finding(
        line=lexical.line, criterion=lexical.criterion, status="not_documented", why=why, reader="both",
        looked_for=lexical.looked_for or model.looked_for, rejected=tuple(near.values()),
        values=tuple(dict.fromkeys((*lexical.values, *model.values))),
    )  # fmt: skip
