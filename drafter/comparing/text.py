"""A comparison as plain text for a terminal: what differs, with what agrees counted."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from drafter.card.words import NO_OUTCOMES, OUTCOMES, SECTIONS, STATUSES, place_words
from drafter.comparing.words import Stretch, statements
from drafter.domain import ComparedDraft, Comparison, Finding, FindingComparison, LineComparison, SectionComparison

WIDTH = 100
"""Columns."""


def render(comparison: Comparison) -> str:
    """The page, ending with a newline."""
    blocks = ["\n".join(map(head, comparison.drafts))]
    if not comparison.same_record:
        blocks.append("The drafts were drawn from different records: what differs may be what came in between.")
    blocks.append("OUTCOMES\n" + "\n".join(line for one in comparison.lines for line in _outcome(one, comparison)))
    for one in comparison.lines:
        blocks.append(f"LINE {one.line + 1}, {one.service.upper()}\n" + "\n".join(_findings(one, comparison)))
    differing = [section for section in comparison.sections if not section.agree]
    same = len(comparison.sections) - len(differing)
    blocks += ["\n".join(_section(section, comparison)) for section in differing]
    blocks.append(f"{same} of {len(comparison.sections)} written sections say the same.")
    return "\n\n".join(blocks) + "\n"


def head(draft: ComparedDraft) -> str:
    """What made a draft, and what the checks found on it, in one line."""
    made = f"reader {draft.reader}, writer {draft.writer}" + (f", model {draft.model}" if draft.model else "")
    edited = f", edited from {draft.parent}" if draft.parent else ""
    found = f"{len(draft.errors)} errors, {len(draft.warnings)} warnings"
    codes = f" ({', '.join(dict.fromkeys((*draft.errors, *draft.warnings)))})" if draft.errors or draft.warnings else ""
    cost = f"; {cost_of(draft)}" if draft.tokens else ""
    return f"{draft.name}  {draft.draft}  {draft.status}; {made}; as of {draft.today}{edited}; {found}{codes}{cost}"


def cost_of(draft: ComparedDraft) -> str:
    """What a language model cost for a draft, in tokens."""
    asked, said = draft.tokens or (0, 0)
    return f"{asked:,} tokens asked, {said:,} said" if draft.tokens else "no language model, or none that tells"


def _outcome(line: LineComparison, comparison: Comparison) -> Iterator[str]:
    if line.agree:
        yield f"= line {line.line + 1}, {line.service}: {outcome_of(comparison, line, 0)}"
        return
    yield f"! line {line.line + 1}, {line.service}"
    for n, draft in enumerate(comparison.drafts):
        yield f"    {draft.name}  {outcome_of(comparison, line, n)}"


def outcome_of(comparison: Comparison, line: LineComparison, n: int) -> str:
    """What one draft comes to on a line: outcome, quantity, policy, and what blocks. Of a blocked draft, nothing."""
    side = line.sides[n]
    if side is None:
        return "no such line"
    if comparison.drafts[n].status == "blocked":
        return "blocked by the checks: no outcome is shown"
    said = NO_OUTCOMES[side.no_outcome] if side.no_outcome else OUTCOMES[side.outcome] if side.outcome else ""
    parts = [said]
    if side.certified and side.certified.sessions is not None:
        parts.append(f"{side.certified.sessions} of {side.certified.of} sessions")
    if side.policy:
        parts.append(f"{side.policy} {side.policy_version}")
    if side.blocking:
        parts.append(f"blocked by {', '.join(side.blocking)}")
    return "; ".join(parts)


def _findings(line: LineComparison, comparison: Comparison) -> Iterator[str]:
    agreeing = [one for one in line.findings if one.agree]
    for one in line.findings:
        if not one.agree:
            yield from _finding(one, comparison)
    if agreeing:
        ids = ", ".join(f"{one.criterion} {STATUSES[one.sides[0].status]}" for one in agreeing if one.sides[0])
        yield from textwrap.wrap(f"= read alike: {ids}", WIDTH, subsequent_indent="  ")
    if not line.findings:
        yield "no criteria were read"


def _finding(one: FindingComparison, comparison: Comparison) -> Iterator[str]:
    yield f"! {one.criterion}{f', {one.label}' if one.label else ''}"
    for draft, side in zip(comparison.drafts, one.sides, strict=True):
        yield from _side(draft.name, side)


def _side(name: str, side: Finding | None) -> Iterator[str]:
    if side is None:
        yield f"    {name}  not read"
        return
    said = f"{STATUSES[side.status]} ({side.reader}): {side.why}"
    yield from textwrap.wrap(said, WIDTH, initial_indent=f"    {name}  ", subsequent_indent="       ")
    for cited in side.citations:
        quote = " ".join(cited.quote.split())
        yield from textwrap.wrap(
            f"“{quote}” ({place_words(cited.place)})", WIDTH, initial_indent="       ", subsequent_indent="       "
        )


def _section(section: SectionComparison, comparison: Comparison) -> Iterator[str]:
    about = f", line {section.line + 1}" if section.line is not None else ""
    yield f"{SECTIONS[section.name].upper()}{about.upper()}"
    first = comparison.drafts[0].name
    for draft, words in zip(comparison.drafts[1:], section.sides[1:], strict=True):
        if words == section.sides[0]:
            yield f"  {first} and {draft.name} say the same."
            continue
        yield f"  {first} to {draft.name}, [-taken out-] {{+put in+}}"
        told = list(statements(section.sides[0], words))
        for one in told:
            if not one.same:
                marked = "".join(map(_marked, one.stretches))
                yield from textwrap.wrap(marked, WIDTH, initial_indent="    ", subsequent_indent="      ")
        same = sum(one.same for one in told)
        yield f"    {same} statement{'s' if same != 1 else ''} the same."


def _marked(stretch: Stretch) -> str:
    return {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}[stretch.kind].format(stretch.text)
