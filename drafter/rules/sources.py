"""What a sentence may draw on: the case, the policies applied, what was computed, and the passages that it cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from drafter.domain import Bound, Case, Determination, Ground, Passage, Policy
from drafter.rules.figures import Known
from drafter.rules.prose import policy_texts, unit_texts
from drafter.rules.remembered import kept


def figures_of_case(ground: Ground) -> Known:
    """Dates and amounts of the case, with what follows from it by counting."""
    return _known((*case_texts(ground.case), *_computed_of(ground.case)) if ground.case else ())


def figures_of_rules(ground: Ground) -> tuple[Known, ...]:
    """Dates and amounts of the policies, and of what was computed by them."""
    results = _results(ground.determination) if ground.determination else ()
    return (*_of_policies(ground.policies or ()), _known((str(ground.today or ""), *results)))


@kept
def _of_policies(policies: tuple[Policy, ...]) -> tuple[Known, ...]:
    return tuple(_known((*policy_words(policy), *_spelt_out(policy))) for policy in policies)


def figures_of(passages: Iterable[Passage]) -> Known:
    """Dates and amounts of passages."""
    return _known(tuple(text for passage in passages for text in passage_texts(passage)))


@lru_cache(maxsize=1024)
def _known(texts: tuple[str, ...]) -> Known:
    """What stands in the texts; whoever asks must not add to it."""
    return Known().add(texts)


def case_texts(case: Case) -> Iterator[str]:
    """Everything the case says, in words."""
    yield from case.quotable().values()
    yield from (str(day) for day in (case.request_date, case.service_date, case.received_at) if day)
    yield from (str(note.date) for note in case.notes if note.date)
    yield f"{case.age} years" if case.age is not None else ""
    for request in case.information_requests:
        yield f"{request.sent}, {request.due}, {request.attempts}, {' '.join(request.items)}"
    for prior in case.prior_determinations:
        yield f"{prior.units} units" if prior.units else ""


def policy_words(policy: Policy) -> Iterator[str]:
    """Everything a policy says, with its names."""
    yield from policy_texts(policy)
    yield from unit_texts(policy)
    source = policy.source
    yield f"{policy.id} {policy.owner} {policy.number} {policy.version} {policy.effective} {policy.retired or ''}"
    yield f"{source.title} {source.organisation} {source.document or ''} {source.year or ''}"


def passage_texts(passage: Passage) -> Iterator[str]:
    """Everything a passage says, with where it comes from."""
    source = passage.source
    yield from (passage.text, passage.heading, *passage.claims, *passage.does_not_show, *passage.indications)
    yield from (passage.strength or "", passage.population or "", passage.comparator or "", str(passage.decided or ""))
    yield f"{source.title} {source.organisation} {source.document or ''} {source.year or ''}"
    yield source.note or ""


def _computed_of(case: Case) -> Iterator[str]:
    """What follows from the request and the record by counting."""
    for line in case.services:
        yield f"{line.units or 1} units, {line.sessions} sessions"
        interval = line.schedule.interval_days if line.schedule else None
        yield from (f"{n * interval} days" for n in range(line.sessions + 1)) if interval else ()
    yield from (f"{len(text.split())} words" for text in (case.text or "", *(note.text for note in case.notes)))
    yield f"{len(case.services)} lines, {len(case.notes)} notes, {len(case.history)} entries"


_UNITS = {"window_months": "months", "most": "sessions", "per_request": "sessions", "per_session": "units"}


def _spelt_out(policy: Policy) -> Iterator[str]:
    """The numbers in the typed fields of a policy's criteria, with their units."""
    for criterion in policy.criteria:
        for name, value in criterion:
            if isinstance(value, Bound):
                yield str(value)
            elif isinstance(value, int | float) and not isinstance(value, bool):
                yield f"{value:g} {_UNITS.get(name, '')}"


def _results(determination: Determination) -> Iterator[str]:
    """Quantities, values and dates that the code came to."""
    for line in determination.lines:
        if line.certified is not None:
            yield f"{line.certified.sessions} sessions of {line.certified.of} sessions, {line.certified.units} units"
        yield f"{line.units} units" if line.units else ""
        yield " ".join((line.because, *line.candidates))  # composed by the code, and OUT005 holds the page to it
        for finding in (*line.findings, *(one for both in line.disagreements for one in both.findings)):
            # The reasons of the built-in reader are computed: it resolves dates and counts days. A model's are not.
            yield finding.why if finding.reader == "lexical" else ""
            yield " ".join(finding.looked_for)
            yield f"{finding.allows} sessions" if finding.allows is not None else ""
            for value in finding.values:
                amount = f"{value.value:g}" if isinstance(value.value, float) else str(value.value)
                yield f"{amount} {value.unit or ''}"
