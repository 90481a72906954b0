"""Reports of checks, in the formats that people and build servers read. One format is one module.

A module has `render(reports) -> str`; the folder is the registry. A fingerprint stays the same while the words at
fault and the rule do, wherever on the page they stand, so that a build server can tell a new breach from an old one.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.domain import Page, Violation, Waiver
from drafter.errors import InputError, near

FEW = 10
"""Pages of which everything is told in text; of more, the errors and a summary."""


@dataclass(frozen=True)
class Report:
    """What the rules found on one page."""

    file: str
    """Where the page came from."""
    page: Page
    """The page as parsed."""
    violations: tuple[Violation, ...]
    """Breaches, the waived ones aside."""
    not_checked: tuple[str, ...]
    """Codes of the rules that lacked what they need."""
    waived: tuple[tuple[Violation, Waiver], ...] = ()
    """Warnings that somebody waived, each with the waiver that says why."""

    @property
    def errors(self) -> int:
        """How many breaches block."""
        return sum(v.severity == "error" for v in self.violations)

    @property
    def warnings(self) -> int:
        """How many do not."""
        return len(self.violations) - self.errors


def names() -> tuple[str, ...]:
    """Names of the formats, sorted."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def render(name: str, reports: Sequence[Report]) -> str:
    """The reports in the format of that name; an InputError for a name that no module has."""
    if name not in names():
        todo = f"{near(name, names()) or ''} Known are {', '.join(names())}.".strip()
        raise InputError(f"there is no format {name!r}", where="format", todo=todo)
    written: str = importlib.import_module(f"{__name__}.{name}").render(reports)
    return written


def words_of(violation: Violation, page: Page) -> str:
    """The words at fault; empty where their place is not known."""
    if violation.start is None or violation.end is None:
        return ""
    return page.text[violation.start : violation.end]


def line_of(start: int, page: Page) -> int:
    """The line of the page, counted from 1, on which a code point stands."""
    return page.text.count("\n", 0, start) + 1


def fingerprints(report: Report) -> list[str]:
    """Sixteen hexadecimal digits for every violation in order; equal faults on one page are counted apart."""
    seen: dict[str, int] = {}
    found = []
    for violation in report.violations:
        said = " ".join((words_of(violation, report.page) or violation.message).split())
        key = f"{violation.code}\n{violation.where}\n{said}"
        seen[key] = seen.get(key, 0) + 1
        found.append(hashlib.sha256(f"{key}\n{seen[key]}".encode()).hexdigest()[:16])
    return found


def counted(n: int, what: str) -> str:
    """The number with its noun, such as "1 error" or "2 errors"."""
    return f"{n} {what}{'' if n == 1 else 's'}"
