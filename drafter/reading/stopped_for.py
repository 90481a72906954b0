"""Stopped for: the harm for which a treatment was stopped, or that no reason for it is told."""

from __future__ import annotations

import itertools

from drafter.reading.meant import names_another, rest_of_sentence, treatments
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import assertion, outcomes
from drafter.text.patterns import Pattern

_WHY = Pattern(r"^\W*(?:reasons?|why|cause|because of|due to|d/?c reason|stopped for|side effects?|aes?|adverse \w+)\b")
"""The field of the reason for which a treatment was stopped."""
_STOP = Pattern(r"\b(?:stop(?:ped)?|discontinued|d/?c'?d?|ended|end|quit|off)\b")


def harmed(said: Said) -> outcomes.Told | None:
    """The harm that a field gives as the reason, or none: "Reason: swelling of both ankles"."""
    reason = outcomes.reason(said.statement.clause) if said.search(_WHY) else None
    return outcomes.Told("not_tolerated", 0, 1, said.statement.clause.tokens[0].raw, reason) if reason else None


_ENDED = Pattern(
    r"\b(?:told|asked|advised|had|made) (?:her|him|them|pt|the patient) (?:to )?(?:stop|quit|come off|discontinue)|"
    r"\b(?:said|says|told us|advised|ordered) (?:to |he should |she should )?(?:stop|quit|come off) (?:it|them|"
    r"this|that|"
    r"at once|immediately)\b|\b(?:took|taken|take|came|come|went|weaned|tapered) (?:her |him |them )?off\b|"
    r"\b(?:withdrawn|withdrew|"
    r"discontinued|"
    r"d/c'?d)\b|\b(?:stopped|quit|stop) (?:it|them|taking|using|the (?:drug|medic\w+|tablets|pills))\b|"
    r"\b(?:it|they|drug|medic\w+|tablets|pills) (?:was|were|had to be|has been) stopped\b|"
    r"^\W*(?:the )?(?:drug|med|medic\w+|tablets|pills|rx) (?:was |were )?(?:stopped|discontinued|withdrawn|"
    r"d/?c'?d)\b|\bgave (?:it|them) up\b|"
    r"^\W*(?:so )?(?:we |i |she |he )?stopped\W*(?:$|\d|on\b|in\b|at\b|after\b)"
)
"""That what was taken was ended."""
_NOT_HARM = frozenset(
    {"headache", "more pain", "falls", "increased pain", "worsened pain", "worsened", "ulcer", "allergy"}
)
"""Reasons for stopping that may be the complaint itself, or another illness, where they are told apart."""


def _ends(said: Said) -> bool:
    """Whether a statement tells that what was taken was ended."""
    stopped = any(t.kind == "stopped" for t in said.statement.told) or bool(
        {"stop", "off"} & said.statement.clause.tokens.words
    )
    return stopped and _ENDED.search(said.low) is not None


def made_ill(record: Record, said: Said) -> outcomes.Told | None:
    """The harm that a statement tells, where it or one of the next two tells that what was taken was ended for it."""
    near = [s for s in (said, *record.following(said)[:2]) if _ends(s)]
    if not near:
        return None
    reason = next(iter(said.statement.hits("outcomes", "reason")), None)
    if reason is None or reason.phrase in _NOT_HARM or said.statement.of(*treatments()):
        return None
    stands = assertion.at(said.statement.cues, reason.first, reason.last)
    if stands.negated or stands.other_person or stands.certainty != "sure" or stands.time != "current":
        return None
    between = itertools.takewhile(lambda s: s is not near[0], record.following(said)[:2])
    if near[0] is not said and any(names_another(s) for s in (*between, near[0])):
        return None
    return outcomes.Told("not_tolerated", reason.first, reason.last, reason.phrase, reason.phrase)


def stopped(said: Said) -> bool:
    """Whether a statement says that what was taken was stopped."""
    return said.search(_STOP) is not None


def harm(record: Record, named: Said, said: Said, told: outcomes.Told | None) -> str | None:
    """The clinical reason for stopping: beside the words of it, or in a word or two behind them: "stopped - drowsy"."""
    if told is None or told.reason or told.kind not in ("stopped", "not_tolerated"):
        return told.reason if told else None
    behind = [s for s in rest_of_sentence(record, said) if len(s.statement.clause.tokens) <= 4]
    near = [*behind, named] if named is not said and not named.statement.told else behind
    return next((r for s in near if (r := outcomes.reason(s.statement.clause))), None)


def only_stopped(said: Said, told: outcomes.Told) -> bool:
    """Whether a treatment is only said to have been stopped, for no reason, so that a result may follow."""
    return told.kind == "stopped" and not told.reason and not outcomes.other_reason(said.statement.clause)
