"""Accounts: statements that open with the source they come from, such as a form, a visit's history or a call."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text.patterns import Pattern

_SOURCES = (
    r"(?:h&p|hpi|hx|history|notes?|letter|referral(?: letter| form)?|intake(?: sheet| form| call)?|slip|"
    r"questionnaire sheet|"
    r"chart|nurse|rn|ma|np|pa|md|"
    r"questionnaire|portal(?: form| message)?|triage(?: note| call)?|(?:request |intake |"
    r"history )?forms?|sheet|survey|"
    r"patient|pt|caller|wife|husband|daughter|son|mother|father|physician|doctor|therapist|scheduler|schedule|order|"
    r"front desk|phone call|call|message|diary)"
)
OPENS = Pattern(
    rf"^\W*(?:and |but |while |whereas )?(?:(?:the|her|his|my|our|a) )?(?:(?:\w+(?:'s)?) )?{_SOURCES}"
    r"(?:\W*[:=]|\s*[\"“]|\s+-\s|,? (?:says?|said|has|had|gives?|gave|states?|stated|reads?|puts?|"
    r"lists?|shows?|records?|"
    r"recorded|writes?|wrote|reports?|reported|tells?|told)\b)"
)
"""A statement that opens with its source: "HPI: …", "intake sheet \"…\"", "the portal form says …"."""


def apart(record: Record) -> Iterator[list[Said]]:
    """Neighbouring statements of a document that open with different sources, two or more at a time."""
    row: list[Said] = []
    for said in record.said:
        if not (said.search(OPENS) or _headed(said)):
            continue
        near = row and row[-1].document is said.document and said.number - row[-1].number <= _NEAR
        if not near:
            if len(row) > 1:
                yield row
            row = []
        row.append(said)
    if len(row) > 1:
        yield row


_HEADS = Pattern(rf"^\W*(?:(?:the|her|his|my|our|a) )?{_SOURCES}\W*$")


def _headed(said: Said) -> bool:
    """Whether it is the whole of a short field under the name of a source: "HPI: 5 months"."""
    heading = said.statement.clause.heading
    return heading is not None and len(said.statement.clause.tokens) <= _FEW and bool(_HEADS.search(heading.lower()))


_FEW = 6
"""Tokens of a field that gives no more than a time."""
_NEAR = 2
"""Statements from one source to the next."""
