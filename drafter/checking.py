"""A determination from anywhere, checked against the rules: the page as written, and what is known beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter import card, intake, rules
from drafter.corpus import Corpus, bound
from drafter.domain import Draft, Ground, Page, Policy, Span, Violation
from drafter.errors import InputError
from drafter.formats.json import parse as parse_draft

MOST_BYTES = 20_000_000
"""Largest page that is read; a determination is thousands of times smaller."""


@dataclass(frozen=True)
class Report:
    """What the rules found on one page."""

    file: str
    """Where the page came from."""
    page: Page
    """The page as parsed."""
    violations: tuple[Violation, ...]
    """Breaches."""
    not_checked: tuple[str, ...]
    """Codes of the rules that lacked what they need."""

    @property
    def errors(self) -> int:
        """How many breaches block."""
        return sum(v.severity == "error" for v in self.violations)

    def as_json(self, *, with_file: bool = False) -> dict[str, Any]:
        """The report as one document."""
        document: dict[str, Any] = {"file": self.file} if with_file else {}
        return document | {
            "violations": [v.model_dump(mode="json") for v in self.violations],
            "unparsed": [
                {"start": s.start, "end": s.end, "text": self.page.text[s.start : s.end]} for s in self.page.unparsed
            ],
            "not_checked": list(self.not_checked),
        }

    def as_text(self) -> str:
        """The report for a terminal: one breach a paragraph, the counts last."""
        lines = [self.file]
        for v in self.violations:
            lines.append(f"  {v.severity:<8}{v.code}  {_place(v, self.page)}\n          {v.message}")
        for span in self.page.unparsed:
            lines.append(f"  unparsed {_at(span, self.page)}: {self.page.text[span.start : span.end][:80]!r}")
        warnings = len(self.violations) - self.errors
        lines.append(f"  {_counted(self.errors, 'error')}, {_counted(warnings, 'warning')}{self._unchecked()}")
        return "\n".join(lines)

    def _unchecked(self) -> str:
        if not self.not_checked:
            return ""
        return (
            f"; {_counted(len(self.not_checked), 'rule')} not run for want of case, policy or findings (--format json)"
        )


def check(
    file: str, corpus: Corpus, today: dt.date, *, policies: Sequence[str] = (), case: str | None = None
) -> Report:
    """The report on one file: a card in Markdown, a draft in JSON, or any determination as text.

    `policies` and `case` bind what the page claims to rely on. Raises InputError for a file that cannot be read.
    """
    if Path(file).suffix.lower() in (".yaml", ".yml"):
        todo = "Give a card or a draft, and the case with --case."
        raise InputError("this is a case or settings file, not a determination", where=file, todo=todo)
    text = _text(Path(file))
    draft = parse_draft(text, file) if Path(file).suffix.lower() == ".json" else None
    page = card.parse(card.render(draft) if draft else text)
    ground = _ground(page, draft, corpus, today, policies)
    if case is not None:
        ground = ground.model_copy(update={"case": intake.load(case, corpus)})
    checked = rules.check(page, ground)
    return Report(file, page, checked.violations, checked.not_checked)


def _ground(page: Page, draft: Draft | None, corpus: Corpus, today: dt.date, ids: Sequence[str]) -> Ground:
    known: dict[str, Any] = {"passages": corpus.passages, "codes": corpus.codes, "today": today}
    policies = bound(ids, corpus.policies) if ids else _named(page, corpus)
    if policies:
        known["policies"] = policies
    if draft is not None:
        known |= {"case": draft.case, "determination": draft.determination, "today": draft.provenance.today}
        known["draft"] = draft
        held = {passage.id: passage for passage in (*draft.passages, *corpus.passages)}
        known["passages"] = tuple(held.values())
    return Ground(**known)


def _named(page: Page, corpus: Corpus) -> tuple[Policy, ...]:
    """The policies that the page names, of those held."""
    named = {(line.policy, line.policy_version) for line in page.lines}
    return tuple(p for p in corpus.policies if (p.id, p.version) in named)


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=path, todo="Check the path.") from None
    if len(raw) > MOST_BYTES or b"\x00" in raw[:4096]:
        raise InputError("this is not a page of text", where=path, todo="Give a card, a draft, or a determination.")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise InputError("this is not UTF-8 text", where=path, todo="Save it as UTF-8.") from None


def _place(violation: Violation, page: Page) -> str:
    if violation.start is None:
        return violation.where
    return f"{violation.where} ({_at(Span(start=violation.start, end=violation.end or violation.start), page)})"


def _at(span: Span, page: Page) -> str:
    return f"line {page.text.count(chr(10), 0, span.start) + 1}"


def _counted(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"
