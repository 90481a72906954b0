"""The validator: one rule is one module of this folder, and the folder is the registry.

A rule's code and name live in its file name: `cit001_dangling_citation.py` is CIT001, dangling-citation. The module
holds a docstring (`Why:`, `Wrong:`, `Right:`), a `SEVERITY`, `NEEDS` (the fields of Ground without which it cannot
speak) and `check(page, ground)`, which yields a Breach for every fault. Adding a rule edits no other module.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast, get_args

from drafter.domain import Ground, Page, Severity, Violation
from drafter.errors import InputError, near
from drafter.rules.breach import Breach

_FILE_NAME = re.compile(r"(?P<code>[a-z]{3}\d{3})_(?P<name>[a-z0-9_]+)")
_PARTS = ("Why", "Wrong", "Right")
_PART = re.compile(rf"^({'|'.join(_PARTS)}):\s*", re.MULTILINE)


@dataclass(frozen=True)
class Checked:
    """What the rules found on one page."""

    violations: tuple[Violation, ...]
    """Every breach, in the order of the codes."""
    not_checked: tuple[str, ...]
    """Codes of the rules that lacked what they need."""

    @property
    def errors(self) -> tuple[Violation, ...]:
        """The violations that block."""
        return tuple(v for v in self.violations if v.severity == "error")


@dataclass(frozen=True)
class Explanation:
    """What a rule says about itself."""

    code: str
    """Such as CIT001."""
    name: str
    """The fault in words, such as dangling-citation."""
    severity: Severity
    """Whether a breach blocks."""
    needs: frozenset[str]
    """Fields of Ground without which it cannot speak."""
    why: str
    """Why it matters."""
    wrong: str
    """A short example of the fault."""
    right: str
    """The same, mended."""

    def as_text(self) -> str:
        """The explanation for a terminal."""
        needs = ", ".join(sorted(self.needs)) or "the page alone"
        head = f"{self.code} {self.name} ({self.severity}; needs {needs})"
        return f"{head}\n\n{self.why}\n\nWrong: {self.wrong}\nRight: {self.right}"


@dataclass(frozen=True)
class _Rule:
    explanation: Explanation
    check: Callable[[Page, Ground], Iterator[Breach]]


def check(page: Page, ground: Ground) -> Checked:
    """Every breach of every rule that has what it needs. A rule that raises is itself an error of that rule."""
    violations: list[Violation] = []
    not_checked: list[str] = []
    lacking = frozenset(name for name, given in ground if given is None)
    for rule in _rules().values():
        if lacking.isdisjoint(rule.explanation.needs):
            violations += _violations(rule, page, ground)
        else:
            not_checked.append(rule.explanation.code)
    return Checked(tuple(violations), tuple(not_checked))


def explain(code: str) -> Explanation:
    """The rule of that code, in either case of letters; InputError names the nearest for an unknown one."""
    rule = _rules().get(code.upper())
    if rule is None:
        todo = f"{near(code.upper(), _rules()) or ''} The codes are {', '.join(_rules())}.".strip()
        raise InputError(f"there is no rule {code!r}", todo=todo)
    return rule.explanation


def catalogue() -> tuple[tuple[str, str, Severity, str], ...]:
    """Rows of code, name, severity and the first sentence of Why, in the order of the codes."""
    known = (rule.explanation for rule in _rules().values())
    return tuple((e.code, e.name, e.severity, re.split(r"(?<=\.)\s", e.why, maxsplit=1)[0]) for e in known)


def _violations(rule: _Rule, page: Page, ground: Ground) -> Iterator[Violation]:
    code, severity = rule.explanation.code, rule.explanation.severity
    try:
        for breach in rule.check(page, ground):
            yield Violation(
                code=code,
                severity=severity,
                where=breach.where,
                message=breach.message,
                start=breach.start,
                end=breach.end,
            )
    except Exception as fault:  # a fault of ours must block the draft, not lose it
        message = f"The rule could not be checked ({type(fault).__name__}: {fault}); report it, and check by eye."
        yield Violation(code=code, severity="error", where="whole page", message=message)


@cache
def _rules() -> dict[str, _Rule]:
    """The rules by code, found by walking the folder."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if _FILE_NAME.fullmatch(m.name))
    rules = [_load(name) for name in names]
    return {rule.explanation.code: rule for rule in rules}


def _load(file_name: str) -> _Rule:
    module = importlib.import_module(f"{__name__}.{file_name}")
    code, name = file_name.split("_", 1)
    parts = _PART.split(module.__doc__ or "")
    told = {part: " ".join(text.split()) for part, text in zip(parts[1::2], parts[2::2], strict=True)}
    if set(told) != set(_PARTS) or module.SEVERITY not in get_args(Severity):
        raise TypeError(f"rule {file_name}: give it Why, Wrong and Right in its docstring, and a SEVERITY")
    if unknown := module.NEEDS - Ground.model_fields.keys():
        raise TypeError(f"rule {file_name}: NEEDS names {sorted(unknown)}, which Ground does not have")
    explanation = Explanation(
        code=code.upper(),
        name=name.replace("_", "-"),
        severity=cast(Severity, module.SEVERITY),
        needs=module.NEEDS,
        why=told["Why"],
        wrong=told["Wrong"],
        right=told["Right"],
    )
    return _Rule(explanation, module.check)
