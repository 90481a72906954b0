"""The card says what the draft says, whatever the words, and reads back; any other page is read as far as it goes."""

from __future__ import annotations

import datetime as dt
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.card import parse, render, shown, unplaced
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

# Words that a record may hold and a card must survive: markup, tables, marks, the card's own furniture.
HOSTILE = (
    "|", "||", "\n", "\r\n", "`", "```", "*", "**", "_", "[1]", "[1][2]", "#", "# ", "## Verdict", "<b>", "</td>",
    ">", "> ", "---", "- ", "1. ", "\\", "\\n", "\\|", " ", "  ", '"', "; ", ": ", ", ", " · ", "(", ")", " (text)",
    "nearest ", "⏎", "␉", "\t", "\x00", "\x85", "\u2028", "\u202e", "\ufeff", "&amp;", "&#124;", "~~", "~3", "$x$",
    "Line 1, A2", "Line 1 · ", "because ", "PEND", "no code", "case text", "note 1", "met", "\\u{41}", "![x](y)",
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
            heading="h", text="t", policy=draw(st.none() | short), version=draw(st.none() | short),
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


@settings(max_examples=150, deadline=None)
@given(drafts())
def test_card_reads_back_as_what_the_draft_shows(draft: Draft) -> None:
    page = parse(render(draft))
    assert page.unparsed == ()
    assert unplaced(page) == shown(draft)
