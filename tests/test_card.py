"""The card says what the draft says, whatever the words, and reads back; any other page is read as far as it goes."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
import unicodedata
from typing import get_args

import pytest
from clean_drafts import draft as clean
from clean_drafts import names
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.card import parse, render, shown, unplaced
from drafter.card.escape import escape, unescape
from drafter.card.showing import request_strip
from drafter.card.words import FRONT, HOLDERS, NO_OUTCOMES, OUTCOMES, SECTIONS, SETTLED, SILENT, STATUSES, VERIFIED
from drafter.card.words import LABELS as LABELS_OF_A_VERDICT
from drafter.domain import (
    Basis,
    Case,
    Citation,
    Determination,
    Disagreement,
    Draft,
    Finding,
    Gap,
    Holder,
    LineDetermination,
    NearMiss,
    NoOutcome,
    Outcome,
    Passage,
    Provenance,
    Quantity,
    Reference,
    Schedule,
    Section,
    SectionName,
    ServiceLine,
    Source,
    SourceType,
    Statement,
    Status,
    Verified,
    Violation,
)
from drafter.prompts import packaged

# Words that a record may hold and a card must survive: markup, tables, marks, the card's own furniture.
HOSTILE = (
    "|", "||", "\n", "\r\n", "`", "```", "*", "**", "_", "[1]", "[1][2]", "#", "# ", "## Recommendation", "<b>",
    "</td>", ">", "> ", "---", "- ", "1. ", "\\", "\\n", "\\|", " ", "  ", '"', "; ", ": ", ", ", " · ", "(", ")",
    " (text)",
    "nearest ", "⏎", "␉", "\t", "\x00", "\x85", "\u2028", "\u202e", "\ufeff", "&amp;", "&#124;", "~~", "~3", "$x$",
    "Line 1, A2", "Line 1 · ", "because ", "PEND", "no code", "case text", "note 1", "met", "\\u{41}", "![x](y)",
    "the record does not settle A2", "none",
    "https://a.b/c_d_e", "{{ 7*7 }}", "only if ", "version ", "stage ", "passage:p", "…", "é", "痛", "🙂",
)  # fmt: skip
words = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=6)), min_size=1, max_size=6).map("".join)
text = words.filter(bool)
short = st.one_of(st.sampled_from(["A1", "B12", "20553", "2026-01-01", "repeat", "no code", "-"]), text)
place = st.one_of(
    st.sampled_from(
        ["text", "notes/0", "notes/11", "services/1/schedule", "history/3", "diagnoses/0/code", "notes/00"]
    ),
    text,
)
DAY = dt.date(2026, 11, 20)


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    quote, start = draw(text), draw(st.integers(0, 99))
    return Citation(place=draw(place), start=start, end=start + len(quote), quote=quote)


def findings(line: int) -> st.SearchStrategy[Finding]:
    near = st.builds(NearMiss, cited=citations(), why=text)
    return st.builds(
        Finding,
        line=st.just(line),
        criterion=short,
        status=st.sampled_from(get_args(Status)),
        why=text,
        citations=st.lists(citations(), max_size=2).map(tuple),
        rejected=st.lists(near, max_size=2).map(tuple),
    )


def gaps() -> st.SearchStrategy[Gap]:
    holder = st.sampled_from(get_args(Holder))
    return st.builds(Gap, about=short, holder=holder, ask=text, blocks=st.booleans(), stage=st.none() | short)


@st.composite
def line_determinations(draw: st.DrawFn, line: int) -> LineDetermination:
    outcome = draw(st.none() | st.sampled_from(get_args(Outcome)))
    some = st.none() | st.integers(0, 9)
    pair = st.tuples(findings(line), findings(line))
    return LineDetermination(
        line=line,
        code=draw(st.none() | short),
        service=draw(text),
        units=draw(some),
        modifiers=draw(st.lists(short, max_size=2).map(tuple)),
        stage=draw(st.none() | short),
        outcome=outcome,
        no_outcome=None if outcome else draw(st.sampled_from(get_args(NoOutcome))),
        basis=draw(st.none() | st.sampled_from(get_args(Basis))),
        certified=draw(st.none() | st.builds(Quantity, sessions=some, of=some, units=some)),
        policy=draw(st.none() | short),
        policy_version=draw(st.none() | short),
        blocking=draw(st.lists(short, max_size=3).map(tuple)),
        findings=draw(st.lists(findings(line), max_size=4).map(tuple)),
        gaps=draw(st.lists(gaps(), max_size=3).map(tuple)),
        disagreements=tuple(
            Disagreement(line=line, criterion=draw(short), findings=both) for both in draw(st.lists(pair, max_size=1))
        ),
        because=draw(text),
        candidates=draw(st.lists(short, max_size=2).map(tuple)),
        labels=draw(st.dictionaries(short, text, max_size=3)),
    )


def source(verified: Verified) -> Source:
    return Source(title="A policy", organisation="A plan", verified=verified)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    many = draw(st.integers(1, 3))
    passages = tuple(
        Passage(
            id=id, type=draw(st.sampled_from(get_args(SourceType))),
            source=source(draw(st.sampled_from(get_args(Verified)))),
            heading=draw(text), text="t", policy=draw(st.none() | short), version=draw(st.none() | short),
            criteria=draw(st.lists(short, max_size=2).map(tuple)),
        )
        for id in draw(st.lists(short, max_size=3, unique=True))
    )  # fmt: skip
    held = [p.id for p in passages]
    cites = st.lists(st.sampled_from([*held, "p-not-held"]), max_size=3).map(tuple)
    section = st.builds(
        Section,
        name=st.sampled_from(get_args(SectionName)),
        line=st.none() | st.integers(0, many - 1),
        statements=st.lists(st.builds(Statement, text=text, cites=cites), max_size=3).map(tuple),
    )
    services = tuple(
        ServiceLine(
            code="20553", schedule=draw(st.none() | st.builds(Schedule, written=text, sessions=st.integers(1, 4)))
        )
        for _ in range(many)
    )
    return Draft(
        id=draw(short),
        status=draw(st.sampled_from(["drafted", "blocked", "no_policy"])),
        case=Case(
            text="t", services=services, request_date=draw(st.none() | st.just(DAY)), payer=draw(st.none() | text),
            member={"name": "Ann Example"}, provider={"name": "Dr Example"},
        ),
        determination=Determination(
            lines=tuple(draw(line_determinations(line)) for line in range(many)),
            sections=draw(st.lists(section, max_size=5).map(tuple)),
            reported=draw(st.lists(text, max_size=2).map(tuple)),
        ),
        passages=passages,
        references=tuple(
            Reference(number=n, type=p.type, passage=p.id, text=draw(text)) for n, p in enumerate(passages, 1)
        ),
        violations=draw(
            st.lists(
                st.builds(
                    Violation, code=short, severity=st.sampled_from(["error", "warning"]), where=text, message=text,
                    start=st.none(), end=st.none(),
                ),
                max_size=2,
            ).map(tuple)
        ),
        not_checked=draw(st.lists(short, max_size=2).map(tuple)),
        provenance=Provenance(
            drafter="0.1.0", drafted_at=dt.datetime(2026, 11, 21, tzinfo=dt.UTC), today=DAY, reader="lexical",
            writer="template", embedding="hashed", corpus="c", model=draw(st.none() | text),
        ),
    )  # fmt: skip


@settings(max_examples=30)
@given(drafts())
def test_card_reads_back_as_what_the_draft_shows(draft: Draft) -> None:
    written = render(draft)
    page = parse(written)
    assert page.unparsed == ()
    assert unplaced(page) == shown(draft)
    assert "Ann Example" not in written  # identifiers never show
    assert "Dr Example" not in written
    assert page.front.keys() <= set(FRONT)


@pytest.mark.parametrize("words", ["#", "#5 injections", "# heading", "---", "--", "1. first", "> quoted", "+", "```"])
def test_a_request_that_begins_like_markup_reads_back(words: str) -> None:
    draft = clean("approved")
    line = draft.determination.lines[0].model_copy(update={"code": None, "service": words})
    draft = draft.model_copy(update={"determination": draft.determination.model_copy(update={"lines": (line,)})})
    page = parse(render(draft))
    assert (unplaced(page), page.unparsed) == (shown(draft), ())


@pytest.mark.parametrize("name", names())
def test_card_of_a_clean_draft_reads_back(name: str) -> None:
    page = parse(render(clean(name)))
    assert (unplaced(page), page.unparsed) == (shown(clean(name)), ())


@settings(max_examples=80)
@given(words, st.sampled_from(["", ",", '"', "()", ":,", "·", ";"]))
def test_escaped_text_is_one_line_of_the_same_words(said: str, also: str) -> None:
    escaped = escape(said, also)
    assert unescape(escaped) == said
    assert escaped == escaped.strip(" ")
    assert not {unicodedata.category(c) for c in escaped} & {"Cc", "Cf", "Zl", "Zp"}
    assert not re.search(r"(?<!\\)(?:\\\\)*[|`\[]", escaped)


@pytest.mark.parametrize(
    "said",
    [
        "Physical therapy from May to July 2026 did not help (8 weeks); naproxen 500 mg gave no relief.",
        "Pain is 7/10, < 3 on rest & > 8 at work; A2-A5 are open: see snake_case, 50 % relief, R&D, -5 mmHg, ~3 weeks.",
        "1.5 mg b.i.d., \u201cso-called\u201d trigger points, na\u00efve \u2265 3 months",
    ],
)
def test_ordinary_prose_needs_no_escape(said: str) -> None:
    assert escape(said) == said


def test_every_part_stands_where_its_span_says() -> None:
    page = parse(render(clean("pended")))
    told = lambda part: page.text[part.span.start : part.span.end]  # noqa: E731
    assert all(told(s).startswith(s.text[:20]) or s.section == "missing" for s in page.statements)
    assert {told(f)[:2] for f in page.findings} == {"| ", "- "}
    assert all(told(f)[2:].startswith(f"{f.criterion} ") and f.why in told(f) for f in page.findings)
    assert all(told(g).startswith(f"- Line {g.line + 1}, {g.about}") and told(g).endswith(g.ask) for g in page.gaps)
    assert all(told(v).startswith(f"- **Line {v.line + 1}") and v.because in told(v) for v in page.lines)
    assert all(told(r).startswith(f"{r.number}. ") and told(r).endswith(f"({r.passage})") for r in page.references)
    assert [line.blocking[-1] for line in page.lines] == ["stage", "A8"]


@settings(max_examples=8)
@given(drafts())
def test_blocked_card_tells_no_outcome(draft: Draft) -> None:
    because = "a reason found nowhere else"
    lines = tuple(line.model_copy(update={"because": because}) for line in draft.determination.lines)
    told = draft.determination.model_copy(update={"lines": lines})
    page = shown(draft.model_copy(update={"status": "blocked", "determination": told}))
    assert because not in render(draft.model_copy(update={"status": "blocked", "determination": told}))
    for line in page.lines:
        assert (line.outcome, line.no_outcome, line.basis, line.quantity) == (None, "blocked", None, None)
        assert (line.because, line.blocking) == ("", ())
    assert page.gaps == ()
    assert {s.section for s in page.statements} <= {
        "title", "request", "violations", "reported", "disagreements", "records"
    }  # fmt: skip


def test_a_citation_without_a_reference_is_marked_zero() -> None:
    draft = clean("approved")
    dangling = Section(name="reasoning", statements=(Statement(text="It is so.", cites=("p-none",)),))
    told = draft.determination.model_copy(update={"sections": (dangling,)})
    card = render(draft.model_copy(update={"determination": told}))
    assert "- It is so. [0]\n" in card
    assert [s.marks for s in parse(card).statements if s.text == "It is so."] == [(0,)]


@pytest.mark.parametrize(
    ("certified", "told"),
    [
        (Quantity(sessions=1, of=1, units=120), "120 units"),
        (Quantity(sessions=1, of=1, units=1), "1 unit"),
        (Quantity(sessions=1, of=1), "1 of 1 session"),
        (Quantity(sessions=3, of=3, units=3), "3 of 3 sessions, 3 units"),
        (Quantity(sessions=1, of=3), "1 of 3 sessions"),
    ],
)
def test_what_can_be_certified_is_told_once(certified: Quantity, told: str) -> None:
    draft = clean("approved")
    line = draft.determination.lines[0].model_copy(update={"certified": certified})
    changed = draft.determination.model_copy(update={"lines": (line, *draft.determination.lines[1:])})
    assert shown(draft.model_copy(update={"determination": changed})).lines[0].quantity == told


def test_adverse_lines_are_recommended_for_a_physician() -> None:
    card = render(clean("declined"))
    assert "NOT CERTIFY, recommended for physician review**" in card
    assert not re.search(r"\bdenied\b|\bdenial\b", card, re.IGNORECASE)


LABELS = {
    "A1": "qualifying diagnosis", "A2": "failed conservative care", "A3": "symptoms over 3 months",
    "A4": "trigger points on palpation", "A5": "comprehensive programme", "A6": "at most 4 sets",
    "A8": "one procedure at a time", "S1": "diagnosis", "S2": "two of four features", "S3": "drug trial",
    "S4": "physical treatment", "S6": "relief by the last block", "S7": "at most 4 a year", "S9": "side and units",
}  # fmt: skip


def labelled(name: str, labels: dict[str, str] = LABELS) -> Draft:
    draft = clean(name)
    lines = tuple(line.model_copy(update={"labels": labels}) for line in draft.determination.lines)
    return draft.model_copy(update={"determination": draft.determination.model_copy(update={"lines": lines})})


@pytest.mark.parametrize("name", names())
def test_first_screen_is_short(name: str) -> None:
    screen = render(labelled(name)).split("\n---\n", 1)[1].split("## Criteria")[0]
    assert len(screen.split()) <= 250


def test_each_thing_that_is_missing_is_asked_for_once_and_elsewhere_called_by_its_id() -> None:
    card = render(labelled("pended"))
    gaps = [gap for line in clean("pended").determination.lines for gap in line.gaps]
    assert len(gaps) > 10
    assert {card.count(gap.ask) for gap in gaps} == {1}
    screen = card.split("## Criteria")[0]
    assert all(re.search(rf"\b{gap.about}\b", screen) for gap in gaps)
    assert "Blocking" not in card  # the reasons name what blocks


@pytest.mark.parametrize(
    ("blocking", "listed"),
    [
        (("A2", "stage"), None), (("stage", "A2"), "stage, A2"), (("A2",), "A2"), ((), "none"),
        (("none",), r"\u{6E}one"), (("A2, A3", "stage"), r"A2\, A3, stage"),
    ],
)  # fmt: skip
def test_what_blocks_is_listed_where_the_reason_names_something_else(
    blocking: tuple[str, ...], listed: str | None
) -> None:
    draft = clean("approved")
    because = (
        "the record does not settle conservative care (A2) and the stage; the limits leave 1 of 3 sessions at most"
    )
    update = {"outcome": "pend", "because": because, "blocking": blocking}
    line = draft.determination.lines[0].model_copy(update=update)
    draft = draft.model_copy(update={"determination": draft.determination.model_copy(update={"lines": (line,)})})
    card = render(draft)
    assert re.findall(r"- Blocking: (.+)", card) == ([listed] if listed else [])
    assert unplaced(parse(card)) == shown(draft)


def test_a_reason_is_not_said_again_beside_the_nearest_words() -> None:
    draft = clean("pended")
    line = draft.determination.lines[0]
    [near] = [f for f in line.findings if f.rejected]
    told = near.model_copy(update={"why": f"No trial is recorded; {near.rejected[0].why}."})
    line = line.model_copy(update={"findings": tuple(told if f == near else f for f in line.findings)})
    lines = (line, *draft.determination.lines[1:])
    draft = draft.model_copy(update={"determination": draft.determination.model_copy(update={"lines": lines})})
    [row] = [row for row in shown(draft).findings if row.nearest]
    assert row.why == "No trial is recorded."
    assert row.nearest[0][2] == near.rejected[0].why
    assert render(draft).count(near.rejected[0].why) == 1


@pytest.mark.parametrize("name", names())
def test_the_request_strip_needs_no_escape(name: str) -> None:
    strip = next(s.text for s in shown(clean(name)).statements if s.section == "request")
    assert f"\n{strip}\n" in render(clean(name))


def test_what_is_read_as_units_and_as_sessions_stands_once_in_the_strip() -> None:
    thrice = Schedule(written="x3 every 4 weeks", sessions=3)
    strips = [
        request_strip(Case(services=(ServiceLine(code="20553", units=units, schedule=thrice),)), "drafted")
        for units in (3, 2, None)
    ]
    assert [strip.split(" every")[0] for strip in strips] == [
        "Requested: 20553 x3", "Requested: 20553 x2 x3", "Requested: 20553 x3"
    ]  # fmt: skip
    blank = Schedule(written="\t", sessions=3)
    strip = request_strip(Case(services=(ServiceLine(code="20553", units=3, schedule=blank),)), "drafted")
    assert strip.startswith("Requested: 20553 x3")


def test_a_name_without_a_space_is_cut_all_the_same() -> None:
    draft = clean("approved")
    line = draft.determination.lines[0].model_copy(update={"service": "x" * 200})
    draft = draft.model_copy(update={"determination": draft.determination.model_copy(update={"lines": (line,)})})
    assert shown(draft).lines[0].service == "x" * 79 + "…"
    assert unplaced(parse(render(draft))) == shown(draft)


def test_labels_name_the_criteria() -> None:
    card = render(labelled("pended"))
    assert "- A3 · symptoms over 3 months: The record gives no onset" in card
    assert "ask the provider: A1 (qualifying diagnosis), A2" in card
    assert "only if repeat: S6 (relief by the last block)" in card
    assert unplaced(parse(card)) == shown(labelled("pended"))


def test_a_criterion_without_a_label_is_called_by_the_heading_of_its_policy() -> None:
    card = render(labelled("pended", {}))
    assert "- A3 · How long the symptoms have lasted: The record gives no onset" in card
    assert "A3 (How long the symptoms have lasted), A4," in card


def test_the_documented_form_has_every_word_of_the_card() -> None:
    said = " ".join((packaged() / "card.md").read_text(encoding="utf-8").split())
    known = (OUTCOMES, NO_OUTCOMES, STATUSES, VERIFIED, SECTIONS, HOLDERS, LABELS_OF_A_VERDICT)
    assert [word for words in known for word in words.values() if word not in said] == []
    assert [heading for heading in (SETTLED, SILENT) if f"`#### {heading}`" not in said] == []
    assert [key for key in FRONT if f"`{key}`" not in said] == []


# ------------------------------------------------------------------------------------------------- other people's pages


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_card_is_read_as_far_as_it_goes(data: st.DataObject) -> None:
    text = render(clean(data.draw(st.sampled_from(names()))))
    for _ in range(data.draw(st.integers(1, 4))):
        at, gone = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 40))
        text = text[:at] + data.draw(words) + text[at + gone :]
    page = parse(text)
    parts = (*page.lines, *page.findings, *page.gaps, *page.statements, *page.references)
    assert all(0 <= p.span.start <= p.span.end <= len(text) for p in parts)
    assert all(0 <= span.start < span.end <= len(text) for span in page.unparsed)


@settings(max_examples=100)
@given(
    st.lists(st.one_of(words, st.sampled_from(["\n", "## Recommendation\n", "## Criteria\n", "---\n"]))).map("".join)
)
def test_any_text_is_a_page(text: str) -> None:
    assert parse(text).text == text


def test_what_is_no_part_of_the_form_is_kept_as_not_understood() -> None:
    card = render(clean("declined"))
    strange = "## Approval\n\n- Approved by phone.\n\n"
    page = parse(card.replace("## Criteria", strange + "## Criteria"))
    assert [page.text[s.start : s.end] for s in page.unparsed] == ["## Approval", "- Approved by phone."]
    assert unplaced(page) == shown(clean("declined"))


def test_a_broken_row_is_kept_as_not_understood() -> None:
    card = render(clean("declined"))
    row = next(line for line in card.splitlines() if line.startswith("| A8"))
    page = parse(card.replace(row, row.replace(" (case text)", "")))
    assert [page.text[s.start : s.end] for s in page.unparsed] == [row.replace(" (case text)", "")]
    assert "A8" not in {f.criterion for f in page.findings}


def test_changed_words_are_read_as_written() -> None:
    card = render(clean("pended"))
    page = parse(card.replace("injections: PEND**", "injections: partially met**").replace("not met |", "unclear |"))
    assert page.lines[1].outcome == "partially met"
    assert "unclear" in {f.status for f in page.findings}


def test_a_card_wrapped_by_an_editor_reads_the_same() -> None:
    front, body = render(clean("pended")).split("\n---\n", 1)
    fill = textwrap.TextWrapper(70, subsequent_indent="    ", break_on_hyphens=False).fill
    wrapped = [line if line.startswith(("|", "#")) else fill(line) for line in body.splitlines()]
    text = f"{front}\n---\n" + "\r\n".join(wrapped)
    assert unplaced(parse(text)) == shown(clean("pended"))


FOREIGN = """\
Determination: Knee brace

The brace (HCPCS L1832) is not medically necessary, and CPT codes 97110 and 97112 were not reviewed. 1, 2

Why the request fails

- No instability was found on examination 2
- Therapy lasted 12 weeks and was repeated at week 4
* * *
References

1. A payer policy, 2024
[2] A guideline, 2023

Disclaimer

This page is no medical advice.
"""


def test_a_strangers_page_is_made_out_as_far_as_it_is_plain() -> None:
    page = parse(FOREIGN)
    assert [line.code for line in page.lines] == ["L1832", "97110", "97112"]
    assert [line.outcome for line in page.lines] == ["not_certify", None, None]
    assert [page.text[line.span.start : line.span.end][-5:] for line in page.lines[1:]] == ["97110", "97112"]
    assert [(s.section, s.text, s.marks) for s in page.statements[2:4]] == [
        ("Why the request fails", "No instability was found on examination", (2,)),
        ("Why the request fails", "Therapy lasted 12 weeks and was repeated at week 4", ()),
    ]
    assert page.statements[1].marks == (1, 2)
    assert [(r.number, r.text) for r in page.references] == [(1, "A payer policy, 2024"), (2, "A guideline, 2023")]
    assert page.disclaimer == "This page is no medical advice."
    assert [page.text[s.start : s.end] for s in page.unparsed] == ["* * *"]


LISTS = {
    "types": "Guideline\n\nA headache guide\n\nA group, 2023\n\nResearch\n\n11. Nerves and blocks.\n\nA paper, 2019\n",
    "years": "A headache guideline.\nA society, 2023\n\n11. Nerves and blocks.\nA journal, 2019.\n",
    "bullets": "- A headache guideline\n- 11. Nerves and blocks\n",
}


@pytest.mark.parametrize("form", LISTS)
def test_a_list_of_sources_without_numbers_counts_in_order(form: str) -> None:
    page = parse(f"It helps [1, 2].\n\nReferences\n\n{LISTS[form]}\nLegal notice\n\nNo liability is assumed.\n")
    assert [r.number for r in page.references] == [1, 2]
    assert [r.type for r in page.references] == (["guideline", "research"] if form == "types" else [None, None])
    assert page.references[1].text.startswith("11. Nerves and blocks")
    assert page.text[page.references[1].span.start :].startswith(("Research", "11.", "- 11."))
    assert page.statements[-1].text == "No liability is assumed."


def test_what_follows_a_heading_for_sources_and_is_no_list_is_text() -> None:
    page = parse("References\n\nThe list is available on request from the plan; it is not printed here.\n")
    assert page.references == ()
    assert len(page.statements) == 1


def test_numbers_in_brackets_are_marks_and_then_bare_ones_are_not() -> None:
    page = parse("The drug helps [1, 3]. It was given for pain 2\n")
    assert (page.statements[0].text, page.statements[0].marks) == ("The drug helps. It was given for pain 2", (1, 3))


PIECES = (
    '| \\"', '"(', '| "', "[1] ", "**Line 1 · ", ": ", "- ", "# ", "\\", " · ", "(", "CPT 20553, ", "a 1", "---\n",
    "* ",
    "99999, ", "⏎", "nearest ", "&a", "<a", "_", "~", "\n", "A1 ",
)  # fmt: skip
HEADS = ("", "## Recommendation\n- **Line 1 · ", "## Recommendation\n\n## Criteria\n### Line 1\n| A | met | x | ")


@pytest.mark.parametrize("piece", PIECES)
def test_a_huge_page_is_read(piece: str) -> None:
    """A pass over the whole page for each of its characters would take many minutes."""
    huge = piece * (50_000 // len(piece))
    for head in HEADS:
        assert parse(head + huge).text == head + huge
    assert len(escape(huge)) >= len(huge)
