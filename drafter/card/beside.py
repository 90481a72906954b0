"""A stranger's page beside a case: its verdicts numbered as the services of the case."""

from __future__ import annotations

from drafter.domain import Case, Page


def in_order_of(case: Case, page: Page) -> Page:
    """A stranger's page with its verdicts numbered as the services of the case; those it does not have come last."""
    places = {service.code: n for n, service in enumerate(case.services) if service.code}
    others = [line.code for line in page.lines if line.code and line.code not in places]
    places |= {code: len(case.services) + n for n, code in enumerate(dict.fromkeys(others))}
    lines = (line.model_copy(update={"line": places.get(line.code or "", line.line)}) for line in page.lines)
    return page.model_copy(update={"lines": tuple(sorted(lines, key=lambda line: line.line))})
