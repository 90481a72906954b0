"""The service by whose unit rule a line is counted: by its code, else by its words and the region that is named."""

from __future__ import annotations

from collections.abc import Iterable

from drafter.domain import PolicyService, ServiceLine
from drafter.reading.record import Record


def service(record: Record, line: ServiceLine, regions: Iterable[str]) -> PolicyService | None:
    """The service of a line; of several that go by the same words, the first for one of the `regions` named."""
    found = record.policy.service(line)
    if line.code or found is None or not _levels(found):
        return found
    alike = [s for s in record.policy.services if set(s.words) & set(found.words) and _levels(s)]
    named = set(regions)
    return next((s for s in alike if named & _levels(s)), found)


def _levels(service_: PolicyService) -> set[str]:
    rule = service_.unit_rule.levels if service_.unit_rule else None
    return set(rule.regions) if rule else set()
