"""A determination from anywhere, checked against the rules: the page as written, and what is known beside it.

A draft brings its case. A card does not: with `--case` it is held to that case, and to the card that drafting the case
again gives. Any other page is checked by what it says, and by the case and the policies that it is bound to.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from drafter import card, drafting, rules
from drafter.card.layout import merged
from drafter.corpus import Corpus, applicable, bound, relied_on
from drafter.domain import (
    Case,
    Determination,
    Draft,
    Ground,
    Page,
    Policy,
    Section,
    SectionName,
    Span,
    Statement,
    Violation,
    Waiver,
)
from drafter.errors import InputError
from drafter.formats import html, letter
from drafter.formats.json import parse as parse_draft
from drafter.reports import Report
from drafter.rules.applied import is_blocked
from drafter.writing import model as model_writer
from drafter.writing import rewritten

_LOST = "\ufffd"

__all__ = ["MOST_BYTES", "STANDARD_INPUT", "UNREAD", "Bound", "Report", "check", "ground", "unread", "waive"]

MOST_BYTES = 20_000_000
"""Largest page that is read; a determination is thousands of times smaller."""
UNREAD = "UNREAD"
"""Stands for the code of a rule where a file could not be read."""
STANDARD_INPUT = "-"
"""The file name that means standard input."""


@dataclass(frozen=True)
class Bound:
    """What pages are checked against, beside the corpus."""

    corpus: Corpus
    """Policies, passages and codes held."""
    today: dt.date
    """The day taken for today, where the page does not give its own."""
    policies: tuple[str, ...] = ()
    """Ids (or `id@version`) of the policies that the page claims to rely on."""
    case: Case | None = None
    """The case it claims to be about."""


def check(file: str, given: Bound, *, standard_input: bytes = b"") -> Report:
    """The report on one file: a card in Markdown or HTML, a draft in JSON, or any determination as text. Places are
    those of the card in Markdown, which a page in HTML carries.

    Raises InputError for a file that cannot be read, and for a letter of ours.
    """
    text, draft = _read(file, standard_input)
    page = _page(text, draft, given.case)
    page = card.in_order_of(given.case, page) if given.case and page.foreign else page
    known = ground(page, draft, given)
    checked = rules.check(page, known)
    violations = (*checked.violations, *_reworded(page, known))
    waivers = [(violation, _waiver(violation, draft)) for violation in violations]
    return Report(
        file=file,
        page=page,
        violations=tuple(violation for violation, waiver in waivers if waiver is None),
        not_checked=checked.not_checked,
        waived=tuple((violation, waiver) for violation, waiver in waivers if waiver is not None),
    )


def unread(file: str, error: InputError) -> Report:
    """The report on one of many files that cannot be read: an error of no rule, so that no format passes it over."""
    message = " ".join(filter(None, (f"The file was not checked: {error.what}.", error.todo)))
    found = Violation(code=UNREAD, severity="error", where="whole file", message=message)
    return Report(file, Page(text=""), (found,), tuple(code for code, *_ in rules.catalogue()))


def waive(file: str, given: Bound, waiver: Waiver, *, standard_input: bytes = b"") -> Draft:
    """A new draft, child of the one in the file, in which the warnings that the waiver names stand with its reason.

    Raises InputError where the file is no draft, or nothing found in it is waived: an error cannot be.
    """
    _, draft = _read(file, standard_input)
    if draft is None:
        raise InputError("only a draft in JSON keeps a waiver", where=file, todo="Give the draft, not its card.")
    report = check(file, given, standard_input=standard_input)
    found = [v for v in report.violations if v.code == waiver.code]
    if any(v.severity == "error" for v in found) or _severity(waiver.code) == "error":
        todo = "Mend what it found; only warnings can be waived."
        raise InputError(f"{waiver.code} is an error and cannot be waived", where=file, todo=todo)
    if not any(waiver.covers(v) for v in found):
        there = ", ".join(dict.fromkeys(v.code for v in report.violations if v.severity == "warning"))
        todo = f"Warnings found: {there or 'none'}."
        raise InputError(f"there is no warning {waiver.code} to waive", where=file, todo=todo)
    kept = tuple(v for v in draft.violations if not waiver.covers(v))
    update = {"parent": draft.id, "waivers": (*draft.waivers, waiver), "violations": kept}
    child = draft.model_copy(update=update)
    return child.model_copy(update={"id": child.content_id()})


def _severity(code: str) -> str | None:
    return next((severity for known, _, severity, _ in rules.catalogue() if known == code), None)


def _waiver(violation: Violation, draft: Draft | None) -> Waiver | None:
    return next((w for w in draft.waivers if w.covers(violation)), None) if draft else None


# ---------------------------------------------------------------------------------------------------------- the ground


def ground(page: Page, draft: Draft | None, given: Bound) -> Ground:
    """All that is known beside the page."""
    corpus = given.corpus
    today = draft.provenance.today if draft else _day(page, given.today)
    case = _case(page, draft, today, given)
    again = _again(page, draft, case, today, corpus)
    determination = again.determination if again else draft.determination if draft else None
    if again and determination and _by_a_model(page):
        determination = determination.model_copy(update={"sections": _sections(page, draft)})
    own = draft.passages if draft and draft.provenance.corpus != corpus.sha else ()
    held = {passage.id: passage for passage in (*own, *corpus.passages)}.values() if own else corpus.passages
    return Ground(
        case=case, determination=determination, passages=tuple(held), codes=corpus.codes, today=today,
        policies=bound(given.policies, corpus.policies) if given.policies else _applied(page, determination, corpus),
        draft=draft, again=again, written=None if own else rewritten.sections(page, corpus.policies, corpus.passages),
    )  # fmt: skip


def _day(page: Page, today: dt.date) -> dt.date:
    try:
        return dt.date.fromisoformat(page.front.get("today", ""))
    except ValueError:
        return today


def _case(page: Page, draft: Draft | None, today: dt.date, given: Bound) -> Case | None:
    """The case given, else the draft's own, bound as the draft was, or as the page says where it leaves a choice."""
    case = given.case or (draft.case if draft else None)
    if case is None or (draft is None and page.foreign):
        return case
    if given.policies and draft is None:
        return case.model_copy(update={"policy": given.policies})
    if case.policy:
        return case
    if draft is not None:
        return case.model_copy(update={"policy": draft.case.policy})
    chosen = [applicable(line, case, given.corpus.policies, today) for line in case.services]
    if not any(choice.candidates for choice in chosen):
        return case
    held = {(p.id, p.version) for p in given.corpus.policies}
    named = [f"{n.policy}@{n.policy_version}" for n in page.lines if (n.policy, n.policy_version) in held]
    return case.model_copy(update={"policy": tuple(dict.fromkeys(named))})


def _again(page: Page, draft: Draft | None, case: Case | None, today: dt.date, corpus: Corpus) -> Draft | None:
    """The draft that the case gives anew; none of a stranger's page, or where a model read the record."""
    if case is None or page.foreign or page.front.get("reader") != "lexical":
        return None
    evidence: dict[int, list[str]] = {}
    precedents: list[str] = []
    for section in _sections(page, draft):
        cited = [id for statement in section.statements for id in statement.cites]
        if section.name == "precedents":
            precedents += cited
        elif section.name == "reasoning" and section.line is not None:
            evidence.setdefault(section.line, []).extend(cited)
    return drafting.again(case, drafting.Judging(corpus=corpus, today=today), evidence, precedents)


def _sections(page: Page, draft: Draft | None) -> tuple[Section, ...]:
    """The written sections: the draft's own, or as the page shows them, one for every run of statements on a line."""
    if draft is not None:
        return draft.determination.sections
    listed = {reference.number: reference.passage or "" for reference in page.references}
    told = [s for s in page.statements if s.section in get_args(SectionName)]
    found = []
    for (name, line), run in itertools.groupby(told, key=lambda s: (s.section, s.line)):
        said = tuple(Statement(text=s.text, cites=tuple(listed.get(n, "") for n in s.marks)) for s in run)
        found.append(Section(name=cast(SectionName, name), line=line, statements=said))
    return tuple(found)


def _by_a_model(page: Page) -> bool:
    return page.front.get("writer") == "model"


def _reworded(page: Page, ground: Ground) -> Iterator[Violation]:
    """What a model's sentences say otherwise than the template's for the same case."""
    if ground.again is None or ground.determination is None or ground.case is None:
        return
    if is_blocked(page) or not _by_a_model(page):
        return
    due = ground.again.determination
    said = tuple(section for section in ground.determination.sections if section.statements)
    wanted = tuple(section for section in due.sections if section.statements)
    cited, policies = ground.again.passages, ground.policies or ()
    yield from model_writer.unfaithful(said, wanted, ground.case, due.lines, cited, policies)


def _applied(page: Page, determination: Determination | None, corpus: Corpus) -> tuple[Policy, ...] | None:
    """The policies held of those that were applied, or else that the page names; none where it names none. A stranger's
    page may name one by its owner and number, or leave it open."""
    if page.foreign:
        return relied_on(page.text, {line.code for line in page.lines if line.code}, corpus.policies)
    lines = determination.lines if determination else page.lines
    named = {(line.policy, line.policy_version) for line in lines if line.policy}
    return tuple(p for p in corpus.policies if (p.id, p.version) in named) if named or determination else None


# ----------------------------------------------------------------------------------------------------------- the page


def _page(text: str, draft: Draft | None, case: Case | None) -> Page:
    """The page, of our own in HTML the card that it carries; characters that could not be decoded are named as not
    made out."""
    carried = html.read(text, case) if draft is None else None
    page = carried or card.parse(card.render(draft) if draft else text)
    lost = [] if page.foreign else [m.start() for m in re.finditer(_LOST, page.text)]
    return page.model_copy(update={"unparsed": merged([*page.unparsed, *(Span(start=n, end=n + 1) for n in lost)])})


def _read(file: str, standard_input: bytes) -> tuple[str, Draft | None]:
    """The text, and the draft that it is where it is one."""
    suffix = Path(file).suffix.lower()
    if suffix in (".yaml", ".yml"):
        todo = "Give a card or a draft, and the case with --case."
        raise InputError("this is a case or settings file, not a determination", where=file, todo=todo)
    text = _text(_bytes(file, standard_input), file)
    if named := letter.draft_of(text):
        what = "this is a letter, which tells where a review stands and carries no verdict to check"
        raise InputError(what, where=file, todo=f"Check the draft that it was written from, {named}.")
    shaped = suffix == ".json" or (file == STANDARD_INPUT and text.lstrip().startswith("{"))
    return text, parse_draft(text, file) if shaped else None


def _bytes(file: str, standard_input: bytes) -> bytes:
    if file == STANDARD_INPUT:
        return standard_input
    try:
        return Path(file).read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is no path"
        todo = f"Give its files, such as {Path(file) / '*.md'}." if Path(file).is_dir() else "Check the path."
        raise InputError(f"cannot be read: {why}", where=file, todo=todo) from None


def _text(raw: bytes, file: str) -> str:
    """The text; bytes that are no UTF-8 become the character for what is lost, and are named as not made out."""
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    if len(raw) > MOST_BYTES or (b"\x00" in raw[:4096] and encoding != "utf-16"):
        raise InputError("this is not a page of text", where=file, todo="Give a card, a draft, or a determination.")
    return raw.decode(encoding, errors="replace").replace("\r\n", "\n")
