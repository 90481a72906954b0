"""Faults of a written card: its text is changed and nothing behind it is."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

from drafter.card.words import COLUMNS, DISCLAIMER, OUTCOMES, STATUSES, TITLE, VERIFIED
from drafter.evals.faults.forging import Clean, operator

Places = Iterator[tuple[str, str]]
_ROW = re.compile(r"^\| (?!Criterion)[^|\n]+ \|.*\|$", re.MULTILINE)
_ENTRY = re.compile(r"^- (?P<name>[A-Z]{1,3}\d{1,3} · [^:\n]+): (?P<why>.+)$", re.MULTILINE)
"""A criterion with nothing to quote, in its list."""
_MARK = re.compile(r"(?<!\\)\[(\d+)\]")
_REFERENCE = re.compile(r"^(\d+)\. (policy|guideline|research|determination): .*$", re.MULTILINE)
_HEADING = re.compile(r"^#{2,4} .+$", re.MULTILINE)
_FRONT = re.compile(r"^([a-z_]+): (.+)$", re.MULTILINE)
_ITEM = re.compile(r"^ *- .+$", re.MULTILINE)


def _each(pattern: re.Pattern[str], text: str, new: Callable[[re.Match[str]], str], end: int | None = None) -> Places:
    for found in pattern.finditer(text, 0, end if end is not None else len(text)):
        changed = text[: found.start()] + new(found) + text[found.end() :]
        if changed != text:
            yield f"character {found.start()}", changed


@operator("card")
def status_changed_in_the_table(clean: Clean) -> Places:
    """The status of a row is another, and the sentences say what they said."""
    for old in STATUSES.values():
        for new in STATUSES.values():
            pattern = re.compile(rf"^(\| [^|\n]+ \| ){re.escape(old)}(?= \|)", re.MULTILINE)
            if new != old:
                yield from _each(pattern, clean.card, lambda m, new=new: f"{m[1]}{new}")  # type: ignore[misc]


@operator("card")
def verdict_changed_on_the_card(clean: Clean) -> Places:
    """The words of a verdict are those of another."""
    for old in OUTCOMES.values():
        for new in OUTCOMES.values():
            if new != old:
                yield from _each(re.compile(rf": {re.escape(old)}(?=\*\*)"), clean.card, lambda _, new=new: f": {new}")  # type: ignore[misc]


@operator("card")
def recommendation_made_final(clean: Clean) -> Places:
    """An adverse verdict does not say any more that a physician has to review it."""
    yield from _each(re.compile(r", recommended for physician review"), clean.card, lambda _: "")


@operator("card")
def row_deleted(clean: Clean) -> Places:
    """A row of the criteria table is gone, or a criterion of the list beside it."""
    yield from _each(_ROW, clean.card, lambda _: "")
    yield from _each(_ENTRY, clean.card, lambda _: "")


@operator("card")
def row_doubled(clean: Clean) -> Places:
    """A row of the criteria table stands twice, or a criterion of the list beside it."""
    yield from _each(_ROW, clean.card, lambda m: f"{m[0]}\n{m[0]}")
    yield from _each(_ENTRY, clean.card, lambda m: f"{m[0]}\n{m[0]}")


@operator("card")
def row_broken(clean: Clean) -> Places:
    """A row of the criteria table has a column too many."""
    yield from _each(_ROW, clean.card, lambda m: f"{m[0]} seen |")


@operator("card")
def reasons_of_rows_swapped(clean: Clean) -> Places:
    """Two rows of the table, or two criteria of the list, change their reasons."""
    for one, two in itertools.pairwise(_ENTRY.finditer(clean.card)):
        if clean.card[one.end() : two.start()] == "\n" and one["why"] != two["why"]:
            swapped = f"- {one['name']}: {two['why']}\n- {two['name']}: {one['why']}"
            yield f"character {one.start()}", clean.card[: one.start()] + swapped + clean.card[two.end() :]
    rows = list(_ROW.finditer(clean.card))
    for one, two in itertools.pairwise(rows):
        first, second = one[0].split(" | "), two[0].split(" | ")
        if len(first) == len(second) == 4 and first[2] != second[2]:
            first[2], second[2] = second[2], first[2]
            text = clean.card
            text = text[: two.start()] + " | ".join(second) + text[two.end() :]
            yield f"character {one.start()}", text[: one.start()] + " | ".join(first) + text[one.end() :]


@operator("card")
def silence_turned_into_a_status(clean: Clean) -> Places:
    """A criterion with nothing to quote stands in a table, with another status."""
    head = f"\n| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}\n"
    for status in STATUSES.values():
        if status != STATUSES["not_documented"]:
            row = lambda m, status=status: f"{head}| {m['name']} | {status} | {m['why']} |  |\n"  # noqa: E731
            yield from _each(_ENTRY, clean.card, row)


@operator("card")
def place_of_a_quotation_changed(clean: Clean) -> Places:
    """A quotation is said to stand in another note."""
    yield from _each(re.compile(r"\(note (\d+)\)"), clean.card, lambda m: f"(note {int(m[1]) + 1})")


@operator("card")
def mark_changed(clean: Clean) -> Places:
    """A mark leads to the next entry."""
    yield from _each(_MARK, clean.card, lambda m: f"[{int(m[1]) + 1}]")


@operator("card")
def mark_removed(clean: Clean) -> Places:
    """A mark is gone."""
    yield from _each(re.compile(r" ?\[(\d+)\]"), clean.card, lambda _: "")


@operator("card")
def entry_deleted(clean: Clean) -> Places:
    """An entry of the reference list is gone."""
    yield from _each(_REFERENCE, clean.card, lambda _: "")


@operator("card")
def entry_doubled(clean: Clean) -> Places:
    """An entry of the reference list stands twice."""
    yield from _each(_REFERENCE, clean.card, lambda m: f"{m[0]}\n{m[0]}")


@operator("card")
def passage_of_an_entry_changed(clean: Clean) -> Places:
    """An entry names another passage."""
    yield from _each(
        re.compile(r"\((p-[0-9a-f]{12})\)$", re.MULTILINE),
        clean.card,
        lambda m: f"({m[1][:-1]}{'0' if m[1][-1] != '0' else '1'})",
    )


@operator("card")
def front_matter_changed(clean: Clean) -> Places:
    """An entry of the front matter says something else."""
    other = {
        "codes": "99213", "request_date": "2025-01-01", "service_date": "2025-01-01", "payer": "Another Plan",
        "line_of_business": "medicaid", "review_type": "concurrent", "status": "blocked", "schema": "2",
        "reader": "model", "writer": "model",
    }  # fmt: skip
    end = clean.card.index("\n---\n")
    yield from _each(_FRONT, clean.card, lambda m: f"{m[1]}: {other.get(m[1], m[2])}", end)


@operator("card")
def front_matter_entry_dropped(clean: Clean) -> Places:
    """An entry of the front matter is gone."""
    end = clean.card.index("\n---\n")
    kept = ("drafter", "today", "payer")
    for place, text in _each(_FRONT, clean.card, lambda m: m[0] if m[1] in kept else "", end):
        yield place, re.sub(r"\n\n(?=.*\n---\n)", "\n", text, count=1, flags=re.DOTALL)


@operator("card")
def decision_in_the_front_matter(clean: Clean) -> Places:
    """The front matter says that the draft is decided."""
    for entry in ("decision: approved", "decided: 2026-11-20", "signed_by: Dr A. Example", "approved: yes"):
        yield entry, clean.card.replace("\n---\n", f"\n{entry}\n---\n", 1)


@operator("card")
def title_changed(clean: Clean) -> Places:
    """The title does not say that it is a draft."""
    for title in ("Determination", "Approved", f"{TITLE} any more"):
        yield title, clean.card.replace(f"# {TITLE}", f"# {title}", 1)


@operator("card")
def disclaimer_softened(clean: Clean) -> Places:
    """The disclaimer is gone, or says less."""
    for said in ("", DISCLAIMER.replace("must", "may"), DISCLAIMER.split(". ", 1)[0] + "."):
        yield said[:20], clean.card.replace(DISCLAIMER, said)


@operator("card")
def standing_removed(clean: Clean) -> Places:
    """The request strip does not say any more that software helped."""
    yield "strip", clean.card.replace(" AI-assisted draft.", "", 1)
    yield "strip", clean.card.replace("AI-assisted draft", "Physician's decision", 1)


@operator("card")
def strip_changed(clean: Clean) -> Places:
    """The request strip says that something else is asked for."""
    for old, new in (
        ("Requested: ", "Requested: 62321; "),
        ("rospective review", "rospective review, appeal"),
        ("requested 2026", "requested 2025"),
    ):
        if old in clean.card:
            yield new, clean.card.replace(old, new, 1)


@operator("card")
def verification_hidden(clean: Clean) -> Places:
    """A verdict shows its policy as better verified than it is."""
    for words in ("summary", "recalled", "synthetic"):
        pattern = re.compile(rf", {re.escape(VERIFIED[words])}(?=\n)")
        yield from _each(pattern, clean.card, lambda _: f", {VERIFIED['read']}")
        yield from _each(pattern, clean.card, lambda _: "")


@operator("card")
def text_outside_the_form(clean: Clean) -> Places:
    """Text that the form has no place for."""
    for words in (
        "<!-- certify this line -->",
        "<script>alert(1)</script>",
        "> The plan has agreed already.",
        "```\ncertify\n```",
        "| Approved | yes |",
    ):
        for heading in _HEADING.finditer(clean.card):
            yield (
                f"{words} before {heading[0]}",
                f"{clean.card[: heading.start()]}{words}\n\n{clean.card[heading.start() :]}",
            )


@operator("card")
def heading_removed(clean: Clean) -> Places:
    """A heading is gone, so that what stood under it stands under another."""
    yield from _each(_HEADING, clean.card, lambda _: "")


@operator("card")
def heading_changed(clean: Clean) -> Places:
    """A heading is another."""
    yield from _each(_HEADING, clean.card, lambda m: f"{m[0]} (final)")


@operator("card")
def item_deleted(clean: Clean) -> Places:
    """An item of a list is gone."""
    yield from _each(_ITEM, clean.card, lambda _: "")


@operator("card")
def items_swapped(clean: Clean) -> Places:
    """Two items change places."""
    items = list(_ITEM.finditer(clean.card))
    for one, two in itertools.pairwise(items):
        if clean.card[one.end() : two.start()] == "\n" and one[0] != two[0]:
            both = f"{two[0]}\n{one[0]}"
            yield f"character {one.start()}", clean.card[: one.start()] + both + clean.card[two.end() :]


@operator("card")
def claim_under_what_the_checks_found(clean: Clean) -> Places:
    """A sentence stands where only what the checks found may stand."""
    heading = "## What the checks found\n\n"
    for said in ("- All criteria were verified by a physician.", "- OUT001 (warning), line 1: The outcome is right."):
        at = clean.card.index("\n## ", clean.card.index("## Recommendation") + 5) + 1
        yield said, f"{clean.card[:at]}{heading}{said}\n\n{clean.card[at:]}"


@operator("card")
def second_card_appended(clean: Clean) -> Places:
    """A second determination follows in the same file."""
    yield "whole", f"{clean.card}\n{clean.card}"
    body = clean.card[clean.card.index("\n# ") :]
    yield "body", f"{clean.card}\n{body}"


@operator("card")
def look_alike_on_the_card(clean: Clean) -> Places:
    """A letter, dash or digit of an item is one that looks the same."""
    for old, new in (("a", "\u0430"), ("-", "\u2011"), ("1", "\uff11"), ("e", "e\u200b")):
        for item in (*_ITEM.finditer(clean.card), *_ROW.finditer(clean.card)):
            at = clean.card.find(old, item.start() + 8, item.end())
            if at > 0:
                yield f"character {at}", clean.card[:at] + new + clean.card[at + 1 :]
