"""A page as the Markdown of the card. It is written to be read raw, in a terminal, or rendered."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from itertools import groupby

from drafter.card.escape import escape
from drafter.card.words import (
    COLUMNS,
    CRITERIA,
    DISCLAIMER_HEADING,
    FIRST,
    HOLDERS,
    INLINE,
    LABELS,
    NO_CODE,
    NO_OUTCOMES,
    NOTHING,
    OUTCOMES,
    REFERENCES,
    REQUESTS,
    SECTIONS,
    SETTLED,
    SILENT,
    STATUSES,
    VERDICT,
    VERIFIED,
    distinct,
    is_silent,
    place_escaped,
    plain,
    waited_for,
)
from drafter.domain import Page, PageFinding, PageGap, PageLine, PageReference, PageStatement

QUOTE = '"'
_SIMPLE = re.compile(r"(?!(?i:true|false|null|yes|no|on|off)$)[A-Za-z0-9](?:[A-Za-z0-9_.,/ +-]*[A-Za-z0-9_.])?")


def write(page: Page) -> str:
    """The card, ending with a newline."""
    blocks = [
        _front(page.front),
        *_head(page.statements),
        f"## {VERDICT}",
        "\n".join(map(_line, page.lines)),
        *_sections(page, FIRST),
        *_criteria(page),
        *_requests(page.gaps),
        *_sections(page, [name for name in SECTIONS if name not in FIRST]),
        *([f"## {REFERENCES}", "\n".join(map(_reference, page.references))] if page.references else ()),
        *([f"## {DISCLAIMER_HEADING}", escape(page.disclaimer)] if page.disclaimer else ()),
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _front(front: Mapping[str, str]) -> str:
    return "\n".join(["---", *(f"{key}: {_scalar(value)}" for key, value in front.items()), "---"])


def _scalar(value: str) -> str:
    """The value as a YAML scalar on one line."""
    return value if _SIMPLE.fullmatch(value) else json.dumps(value, ensure_ascii=not value.isprintable())


def _head(statements: Collection[PageStatement]) -> Iterator[str]:
    yield from (f"# {_said(s)}" for s in statements if s.section == "title")
    yield from (_said(s) for s in statements if s.section == "request")


def _said(statement: PageStatement) -> str:
    marks = "".join(f"[{number}]" for number in statement.marks)
    return escape(statement.text) + (f" {marks}" if marks else "")


def _name(line: PageLine, no_code: str = f" · {NO_CODE}") -> str:
    code = no_code if line.code is None else f" · {distinct(line.code, line.code == NO_CODE, also='·')}"
    return f"Line {line.line + 1}{code} · {escape(line.service)}"


def _line(line: PageLine) -> str:
    """The verdict on one line, and below it what it rests on."""
    verdict = NO_OUTCOMES[line.no_outcome] if line.no_outcome else OUTCOMES[line.outcome or ""]
    head = f"- **{_name(line)}: {verdict}**"
    head += f" ({plain(line.basis)})" if line.basis else ""
    head += f" because {escape(line.because)}" if line.because else ""
    fields = {
        "quantity": escape(line.quantity or ""),
        "policy": _policy(line),
        "candidates": _list(line.candidates),
        "blocking": _blocking(line),
    }
    return "\n".join([head, *(f"  - {LABELS[name]}: {said}" for name, said in fields.items() if said)])


def _policy(line: PageLine) -> str:
    named = {"": line.policy, "version ": line.policy_version, "stage ": line.stage}
    parts = [prefix + escape(value, ",") for prefix, value in named.items() if value is not None]
    return ", ".join([*parts, *([VERIFIED[line.verified]] if line.verified else ())])


def _blocking(line: PageLine) -> str:
    """What blocks the line, where its reason has not said just that."""
    told = waited_for(line.because)
    if line.blocking == told:
        return ""
    return ", ".join(distinct(item, item == NOTHING, also=",") for item in line.blocking) or NOTHING


def _list(items: Collection[str]) -> str:
    return ", ".join(escape(item, ",") for item in items)


def _sections(page: Page, names: Collection[str]) -> Iterator[str]:
    for name in names:
        mine = [s for s in page.statements if s.section == name]
        if mine:
            yield f"## {SECTIONS[name]}"
        if name in INLINE:
            yield "\n".join(f"- {_about(s.line)}{_said(s)}" for s in mine)
            continue
        for line, said in groupby(mine, key=lambda s: s.line):
            if line is not None:
                yield f"### {_named(page, line)}"
            yield "\n".join(f"- {_said(s)}" for s in said)


def _about(line: int | None) -> str:
    return "" if line is None else f"Line {line + 1}, "


def _named(page: Page, line: int) -> str:
    return next((_name(told, "") for told in page.lines if told.line == line), f"Line {line + 1}")


def _requests(gaps: Collection[PageGap]) -> Iterator[str]:
    if gaps:
        yield f"## {REQUESTS}"
    for holder, asked in groupby(gaps, key=lambda g: g.holder):
        yield f"{HOLDERS[holder]}:"
        yield "\n".join(map(_gap, asked))


def _gap(gap: PageGap) -> str:
    only = f", only if {escape(gap.stage, ',:')}" if gap.stage is not None else ""
    return f"- Line {gap.line + 1}, {escape(gap.about, ',:')}{only}: {escape(gap.ask)}"


def _criteria(page: Page) -> Iterator[str]:
    if page.findings:
        yield f"## {CRITERIA}"
    for line, group in groupby(page.findings, key=lambda f: f.line):
        rows = list(group)
        yield f"### {_named(page, line)}"
        settled = [row for row in rows if row.status in ("met", "not_applicable")]
        silent = [row for row in rows if is_silent(row.status, row.quotes, row.nearest)]
        if told := [row for row in rows if row not in settled and row not in silent]:
            yield _table(told)
        if silent:
            yield f"#### {SILENT}"
            yield "\n".join(f"- {_criterion(row, ':')}: {escape(row.why)}" for row in silent)
        if settled:
            yield f"#### {SETTLED}"
            yield _table(settled)


def _table(rows: list[PageFinding]) -> str:
    head = f"| {' | '.join(COLUMNS)} |"
    return "\n".join([head, "|" + "---|" * len(COLUMNS), *map(_row, rows)])


def _row(finding: PageFinding) -> str:
    quotes = [f'"{escape(quote, QUOTE)}" ({place_escaped(place)})' for place, quote in finding.quotes]
    quotes += [
        f'nearest "{escape(quote, QUOTE)}" ({place_escaped(place)}): {escape(why, ";")}'
        for place, quote, why in finding.nearest
    ]
    return f"| {_criterion(finding)} | {STATUSES[finding.status]} | {escape(finding.why)} | {'; '.join(quotes)} |"


def _criterion(finding: PageFinding, also: str = "") -> str:
    """Id and label; the signs in `also` may delimit them."""
    label = f" · {escape(finding.label, also)}" if finding.label else ""
    return escape(finding.criterion, "·" + also) + label


def _reference(reference: PageReference) -> str:
    return f"{reference.number}. {reference.type}: {escape(reference.text)} ({escape(reference.passage or '', '()')})"
