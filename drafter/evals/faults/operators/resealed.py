"""Faults of a written card whose seal was made anew: only what the card says, and its case, can tell."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

from drafter import card
from drafter.card.words import DISCLAIMER, DISCLAIMER_HEADING, HOLDERS, SECTIONS
from drafter.evals.faults.forging import Clean, operator

Places = Iterator[tuple[str, str]]
New = str | Callable[[re.Match[str]], str]
_ROW = (
    r"^\| (?!Criterion)(?P<id>[^|\n·]+) · (?P<label>[^|\n]+) \| (?P<status>[^|\n]+) \| (?P<why>[^\n]*?) "
    r"\|(?P<q>[^|\n]*)\|$"
)
_ID = r"(?<![A-Za-z0-9_-])[A-Z]\d{1,2}(?![A-Za-z0-9_-])"


def _edits(clean: Clean, *changes: tuple[str, New], front: bool = False) -> Places:
    """The card with one match of one pattern replaced, sealed anew; below the front matter unless `front`."""
    start = 0 if front else clean.card.index("\n---\n") + 5
    for pattern, new in changes:
        for found in re.compile(pattern, re.MULTILINE).finditer(clean.card, start):
            words = found.expand(new) if isinstance(new, str) else new(found)
            if words != found[0]:
                yield f"character {found.start()}", _with(clean, found.start(), found.end(), words)


def _with(clean: Clean, start: int, end: int, words: str) -> str:
    return card.sealed(clean.card[:start] + words + clean.card[end:])


@operator("card")
def seal_taken_off(clean: Clean) -> Places:
    """The seal is gone, and a row, or nothing else, is changed."""
    bare = re.sub(r"^seal: .*\n", "", clean.card, count=1, flags=re.MULTILINE)
    yield "seal", bare
    yield "row", re.sub(r"\| not documented \|", "| met |", bare, count=1)


@operator("card")
def rows_merged(clean: Clean) -> Places:
    """Two rows of the table are one, with both ids and both reasons."""
    rows = list(re.finditer(_ROW, clean.card, re.MULTILINE))
    for one, two in itertools.pairwise(rows):
        if clean.card[one.end() : two.start()] == "\n":
            both = f"{one['id']} and {two['id']} · {one['label']}"
            row = f"| {both} | {one['status']} | {one['why']} {two['why']} |{one['q']}|"
            yield f"character {one.start()}", _with(clean, one.start(), two.end(), row)


@operator("card")
def criterion_weakened(clean: Clean) -> Places:
    """The short name of a criterion asks for less, or for more, than the policy does."""
    for more in (", where possible", " (optional)", ", in the last month"):
        yield from _edits(clean, (_ROW, lambda m, more=more: m[0].replace(m["label"], m["label"] + more, 1)))  # type: ignore[misc]


@operator("card")
def cells_swapped(clean: Clean) -> Places:
    """Two cells of a row change places."""
    yield from _edits(
        clean,
        (_ROW, r"| \g<id> · \g<label> | \g<why> | \g<status> |\g<q>|"),
        (_ROW, lambda m: f"| {m['id']} · {m['label']} | {m['status']} | {m['q'].strip()} | {m['why']} |"),
        (_ROW, r"| \g<label> · \g<id> | \g<status> | \g<why> |\g<q>|"),
    )


@operator("card")
def status_softened(clean: Clean) -> Places:
    """A status of the table is qualified, or written another way."""
    for word in ("largely met", "not fully documented", "Met", "likely met", "not met yet"):
        yield from _edits(clean, (_ROW, lambda m, word=word: m[0].replace(f"| {m['status']} |", f"| {word} |", 1)))  # type: ignore[misc]


@operator("card")
def verdict_softened(clean: Clean) -> Places:
    """The words of a verdict are qualified, struck out, or in small letters."""
    verdict = r"(?<=: )(PEND|CERTIFY|NOT CERTIFY)(?=[,*])"
    yield from _edits(
        clean, (verdict, r"\1 (likely approvable)"), (verdict, lambda m: m[0].lower()), (verdict, r"~~\1~~ APPROVED"),
        (verdict, r"\1 AND APPROVED"),
    )  # fmt: skip


@operator("card")
def headline_turned(clean: Clean) -> Places:
    """The reason in the verdict denies what it affirmed, or the other way round; the rows are as they were."""
    yield from _edits(
        clean, (r"(?<= because )the record does not settle", "the record does settle"),
        (r"(?<= because )the record meets", "the record hardly meets"),
        (r"(?<= because )the record shows that the policy is not met", "the record shows that the policy is met"),
        (r"(?<= because )(.+)$", r"\1, which a physician has confirmed"),
    )  # fmt: skip


@operator("card")
def day_and_month_swapped(clean: Clean) -> Places:
    """A date is written with day and month the other way round, or in another form that names another day."""
    yield from _edits(
        clean, (r"\b(20\d\d)-(0[1-9]|1[0-2])-(0[1-9]|1[0-2])\b", r"\1-\3-\2"),
        (r"\b(20\d\d)-(\d\d)-(\d\d)\b", r"\3/\2/\1 (next year)"), (r"\b20(2\d)-(\d\d)-(\d\d)\b", r"201\g<3>-\2-01"),
    )  # fmt: skip


@operator("card")
def number_rewritten(clean: Clean) -> Places:
    """A number bears a separator, a point, another zero or a letter for a digit, and so is another number."""
    number = r"(?<![\w.\[(-])(\d{2,3})(?= (?:days?|weeks?|sessions?|months?|%|mg))"
    yield from _edits(
        clean, (number, r"\g<1>,000"), (number, lambda m: f"{m[1][0]}.{m[1][1:]}"), (number, r"\g<1>0"),
        (number, lambda m: m[1].replace("0", "O").replace("1", "l")),
    )  # fmt: skip


@operator("card")
def number_word_changed(clean: Clean) -> Places:
    """A number in words is the next one."""
    words = ("one", "two", "three", "four", "five", "six", "seven", "eight")
    pattern = rf"(?<=[ ])({'|'.join(words[:-1])})(?= (?:of the|sessions?|weeks?|months?|units?|headaches|features))"
    yield from _edits(clean, (pattern, lambda m: words[words.index(m[1]) + 1]))


@operator("card")
def unit_respelt(clean: Clean) -> Places:
    """A unit of time or number is another word, or of another number."""
    yield from _edits(
        clean, (r"(?<=\d )days\b", "working days"), (r"(?<=\d )weeks\b", "wks or months"),
        (r"(?<=\d )sessions?\b", "sets"), (r"(?<=\d )units?\b", "injections"), (r"(?<=\d )%", "points"),
    )  # fmt: skip


@operator("card")
def id_respelt(clean: Clean) -> Places:
    """The id of a criterion is in small letters, has a zero in front, or is the one of another."""
    yield from _edits(
        clean, (_ID, lambda m: m[0].lower()), (_ID, lambda m: f"{m[0][0]}0{m[0][1:]}"),
        (_ID, lambda m: f"{m[0][0]}{int(m[0][1:]) + 1}"),
    )  # fmt: skip


@operator("card")
def sign_inside_a_code(clean: Clean) -> Places:
    """A service code holds a sign that nobody sees, a blank, or a letter for a digit."""
    code = r"(?<!\d)\d{5}(?!\d)"
    yield from _edits(
        clean, (code, lambda m: f"{m[0][:2]}\u200b{m[0][2:]}"), (code, lambda m: f"{m[0][:3]} {m[0][3:]}"),
        (code, lambda m: m[0].replace("0", "O", 1)), (code, lambda m: f"{m[0]}-59"), front=True,
    )  # fmt: skip


@operator("card")
def heading_of_another_line(clean: Clean) -> Places:
    """A heading names another line, code or service than what stands under it."""
    yield from _edits(
        clean, (r"^### Line (\d+)", lambda m: f"### Line {int(m[1]) + 1}"),
        (r"^(### Line \d+ · )\d{5}", r"\g<1>62321"), (r"^(### Line \d+ · .*)$", r"\1, both sides"),
    )  # fmt: skip


@operator("card")
def section_moved(clean: Clean) -> Places:
    """A section stands in another place."""
    cuts = [m.start() for m in re.finditer(r"^## ", clean.card, re.MULTILINE)] + [len(clean.card)]
    parts = [clean.card[a:b].rstrip("\n") + "\n\n" for a, b in itertools.pairwise(cuts)]
    for n in range(len(parts) - 1):
        moved = [*parts[:n], parts[n + 1], parts[n], *parts[n + 2 :]]
        yield f"section {n + 1}", card.sealed(clean.card[: cuts[0]] + "".join(moved).rstrip("\n") + "\n")


@operator("card")
def section_renamed(clean: Clean) -> Places:
    """What stands in a section stands under the name of another."""
    names = list(SECTIONS.values())
    for one, two in itertools.pairwise(names):
        yield from _edits(clean, (rf"^## {one}$", f"## {two}"))


@operator("card")
def sentence_moved(clean: Clean) -> Places:
    """A sentence of a section stands at the end of the next."""
    heads = [m.start() for m in re.finditer(r"^## ", clean.card, re.MULTILINE)]
    for found in re.finditer(r"^- (?!\*\*|Line \d).+\n", clean.card, re.MULTILINE):
        after = next((h for h in heads if h > found.end()), None)
        end = next((h for h in heads if after and h > after), None)
        if after and end and clean.card[after:].startswith(("## Path", "## Pitfalls", "## Past", "## Records")):
            rest = clean.card[found.end() : end].rstrip("\n") + "\n" + found[0] + "\n" + clean.card[end:]
            yield f"character {found.start()}", card.sealed(clean.card[: found.start()] + rest)


@operator("card")
def holder_swapped(clean: Clean) -> Places:
    """What to ask the provider is to be looked up, or the other way round."""
    one, two = HOLDERS["provider"], HOLDERS["plan"]
    yield from _edits(
        clean, (rf"^{one}:$", f"{two}:"), (rf"^{two}:$", f"{one}:"), (r", ask the provider: ", ", look up: "),
        (r", look up: ", ", ask the provider: "),
    )  # fmt: skip


@operator("card")
def request_weakened(clean: Clean) -> Places:
    """A request is a wish, asks for less, or is tied to another stage."""
    yield from _edits(
        clean, (r"(?<=: )Please send", "If you wish, send"), (r"at least (?=\d)", "about "),
        (r"(?<=: )Look up in claims", "Look up if there is time"), (r", only if repeat", ""),
        (r"^(- Line \d+, \w+)(?=: Please)", r"\1, only if first"), (r"(?<=\.)$", " Else the request is withdrawn."),
    )  # fmt: skip


@operator("card")
def quotation_trimmed(clean: Clean) -> Places:
    """A quotation ends early, goes on with other words, or is in other letters."""
    quoted = r'(?<=[ |])"([^"\n]{12,})"(?= \()'
    yield from _edits(
        clean, (quoted, lambda m: f'"{m[1].rsplit(" ", 2)[0]} …"'), (quoted, r'"\1 and failed"'),
        (quoted, lambda m: f'"{m[1].upper()}"'), (quoted, lambda m: f'"{m[1].replace(" ", "  not ", 1)}"'),
    )  # fmt: skip


@operator("card")
def nearest_words_made_proof(clean: Clean) -> Places:
    """Words that were looked at and settle nothing stand as the words that a status rests on."""
    yield from _edits(clean, (r'nearest ("[^"\n]*" \([^()\n]*\)): [^|;\n]*(?= \||;)', r"\1"))


@operator("card")
def mark_put_on(clean: Clean) -> Places:
    """A sentence without a source gets the mark of one."""
    if "\n1. " in clean.card:
        yield from _edits(clean, (r"^- (?!\*\*|Line )[^\[\n]+[.]$", r"\g<0> [1]"))


@operator("card")
def references_exchanged(clean: Clean) -> Places:
    """An entry is of another type, of another title, or leads to the passage of its neighbour."""
    yield from _edits(
        clean, (r"^(\d+\. )(guideline|research|determination)(?=: )", r"\1policy"),
        (r"^(\d+\. )policy(?=: )", r"\1guideline"),
        (r"^(\d+\. \w+: [^,\n]+)", r"\1 (second edition)"),
        (r"\((p-\w{12})\)(\n\d+\. .*)\((p-\w{12})\)$", r"(\3)\2(\1)"),
    )  # fmt: skip


@operator("card")
def policy_of_a_verdict_changed(clean: Clean) -> Places:
    """The policy in a verdict is of another version or stage, or is said to be read."""
    yield from _edits(
        clean, (r"(?<=, version )[\w.-]+", "2025-06-01"), (r", stage \w+", ", stage continuation"),
        (r", stage \w+", ""),
        (r", (?:known from a summary|synthetic|recalled \(to be verified\))$", ", read in the source"),
        (r"(?<=- Policy: )[\w@-]+", "aetna-0016"),
    )  # fmt: skip


@operator("card")
def markup_put_on_the_card(clean: Clean) -> Places:
    """A link, a footnote, an entity, a struck or an empty line stands in the text."""
    yield from _edits(
        clean, (r"^(- (?!\*\*|Line )[^\n]+?)(\w+)(\.)", r"\1[\2](https://example.org)\3"),
        (r"^(- (?!\*\*|Line )[^\n]+)$", r"\1[^1]\n\n[^1]: The plan has agreed."),
        (r"^(- (?!\*\*|Line )[^\n]+?) (\w+)", r"\1&nbsp;\2"), (r"^- (?!\*\*|Line )([^\n]+)$", r"- ~~\1~~"),
        (r"^- (?!\*\*|Line )([^\n]+)$", r"- <del>\1</del>"), (r"^- (?!\*\*|Line )([^\n]+)$", r"1. \1"),
    )  # fmt: skip


@operator("card")
def disclaimer_cut(clean: Clean) -> Places:
    """The disclaimer is gone with its heading, says less, or says the opposite; or nothing tells of software."""
    bare = clean.card.replace(f"## {DISCLAIMER_HEADING}\n\n{DISCLAIMER}\n", "").rstrip() + "\n"
    yield "gone", card.sealed(bare)
    for old, new in (
        ("is not a decision", "is a decision"), ("AI-assisted draft", "draft"), ("licensed clinician", "clerk"),
        ("physician's own recorded decision", "note"), ("must read", "may read"),
    ):  # fmt: skip
        yield new, card.sealed(clean.card.replace(DISCLAIMER, DISCLAIMER.replace(old, new)))
    plain = clean.card.replace(" AI-assisted draft.", "").replace("This AI-assisted draft", "This draft")
    yield "software", card.sealed(plain)


@operator("card")
def front_matter_doubled(clean: Clean) -> Places:
    """An entry of the front matter stands twice with two values, or two entries change their values."""
    end = clean.card.index("\n---\n")
    for found in re.finditer(r"^(\w+): (.+)$", clean.card[:end], re.MULTILINE):
        if found[1] not in ("seal", "drafter"):
            yield found[1], _with(clean, found.start(), found.start(), f"{found[1]}: other\n")
            yield found[1], _with(clean, found.end(), found.end(), f"\n{found[1]}: other")


@operator("card")
def review_changed(clean: Clean) -> Places:
    """The request strip tells another kind of review, day, schedule or number of sessions."""
    yield from _edits(
        clean, (r"Prospective review", "Urgent prospective review"), (r"Retrospective review", "Prospective review"),
        (r"(?<=\()(\d) sessions?(?=\))", lambda m: f"{int(m[1]) + 1} sessions"), (r"no date of service", "no date"),
        (r"(?<=every )\d+(?= weeks)", "12"), (r"AI-assisted draft\.$", "AI-assisted draft. Reviewed."),
    )  # fmt: skip


@operator("card")
def modality_turned(clean: Clean) -> Places:
    """What would or can be is told as what is, what is asked for as what is advised."""
    yield from _edits(
        clean, (r"\bwould settle\b", "settle"), (r"\bcan settle\b", "settle"), (r"\basks for\b", "suggests"),
        (r"\bat most\b", "about"), (r"\bnot yet\b", "already"), (r"\bmore than\b", "nearly"),
        (r"\bweak recommendation\b", "recommendation"), (r"\bis silent on\b", "speaks against"),
    )  # fmt: skip
