"""Sound determinations in other people's forms, and small changes to them.

The pages of `tests/foreign/sound` and `tests/foreign/twins` are ours. A fixture names one, replaces words of it, and
may bind it to policies and to a case, as `drafter check` does with `--policy` and `--case`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import clean_drafts

from drafter import card
from drafter.corpus import bound, relied_on
from drafter.domain import Case, Ground, Page

FOLDER = Path(__file__).parent / "foreign"


def files(kind: str) -> list[Path]:
    """The pages of one kind, sound or twins."""
    return sorted((FOLDER / kind).glob("*.md"))


def text(name: str) -> str:
    """The page of that name, such as sound/02-memo-pend."""
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def checked(written: str, policies: list[str] | None = None, case: dict[str, Any] | None = None) -> tuple[Page, Ground]:
    """A page and what is known beside it."""
    held = clean_drafts.held()
    page = card.parse(written)
    of = Case.model_validate(case) if case else None
    codes = {line.code for line in page.lines if line.code}
    ground = Ground(
        passages=held.passages, codes=dict(held.codes), today=clean_drafts.TODAY, case=of,
        policies=bound(policies, held.policies) if policies else relied_on(written, codes, held.policies),
    )  # fmt: skip
    return (card.in_order_of(of, page) if of else page), ground


def patched(fault: dict[str, Any]) -> tuple[Page, Ground]:
    """The page and the ground of a fixture: words replaced, words added at the end, policies and a case bound."""
    written = text(fault["foreign"]) if "/" in fault["foreign"] else fault["foreign"]
    for old, new in fault.get("text", []):
        assert old in written, f"{old!r} is not on the page"
        written = written.replace(old, new, 1)
    return checked(written + fault.get("add", ""), fault.get("policy"), fault.get("case"))
