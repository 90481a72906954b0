"""Pages as they come: parsed, or named as not made out; nothing is passed over in silence."""

from __future__ import annotations

import textwrap

import clean_drafts
import foreign_pages
import pytest

from drafter import card, rules
from drafter.card.foreign import LONGEST
from drafter.corpus import relied_on
from drafter.domain import Ground, Page


def _codes(written: str) -> set[str]:
    page, ground = foreign_pages.checked(written)
    return {violation.code for violation in rules.check(page, ground).violations}


def _shown(page: Page) -> list[str]:
    return [page.text[span.start : span.end] for span in page.unparsed]


@pytest.mark.parametrize(
    ("written", "marks"),
    [
        ("It helps [1-3].", (1, 2, 3)),
        ("It helps [1–3, 5].", (1, 2, 3, 5)),
        ("It helps [2][4].", (2, 4)),
        ("It helps [^2].", (2,)),
        ("It helps 【1, 3】.", (1, 3)),
        ("It helps (refs. 2-3).", (2, 3)),
        ("It helps.¹˒³", (1,)),
        ("It helps.²⁻⁴", (2, 3, 4)),
        ("It helps.¹,³", (1, 3)),
        ("It helps. 1, 4", (1, 4)),
        ("- Pain for 3 months 2", (2,)),
        ("It helps^2,3^.", (2, 3)),
        ("<p>It helps<sup>1,2</sup>.</p>", (1, 2)),
        ('<p>It helps <a href="#r1">1</a>.</p>', (1,)),
        ("- Sessions in weeks 1, 2 and 4", ()),
        ("It was given [400-2].", ()),
        ("An area of 40 cm².", ()),
    ],
)
def test_marks_are_read_in_every_form(written: str, marks: tuple[int, ...]) -> None:
    listed = "\nReferences\n\n1. A source, 2020\n"
    assert card.parse(f"{written}\n{listed}").statements[0].marks == marks


def test_bare_numbers_are_marks_where_they_are_a_habit() -> None:
    assert card.parse("It helps. 1\n").statements[0].marks == ()
    assert card.parse("It helps. 1\nIt lasts. 2\nIt costs little. 1, 3\n").statements[2].marks == (1, 3)


def test_marks_in_round_brackets_count_where_there_is_a_list() -> None:
    assert card.parse("It helps (1, 2).\n\nReferences\n\n1. One, 2020\n2. Two, 2021\n").statements[0].marks == (1, 2)
    assert card.parse("It helps (1, 2).\n").statements[0].marks == ()


HTML = """<!DOCTYPE html><html><head><title>x</title><script>var verdict = "CPT 99999 is approved";</script></head>
<body><h1>Determination</h1><h2>CPT 64405</h2><p>CPT 64405 is certified.</p>
<table><tr><td>20553</td><td>Pended</td></tr></table>
<script>document.write("denied")</script><ul><li>at least 84&nbsp;days &ge; 12 weeks</li></ul></body></html>
"""


def test_scripts_are_named_as_unread_and_say_nothing() -> None:
    page = card.parse(HTML)
    assert [(line.code, line.outcome) for line in page.lines] == [("64405", "certify"), ("20553", "pend")]
    assert [heading.level for heading in page.headings] == [1, 2]
    assert [words.split(">")[0] for words in _shown(page)] == ["<!DOCTYPE html", "<head", "<script"]
    for said in page.statements:
        assert "approved" not in said.text
        assert "denied" not in said.text


def test_a_table_inside_a_list_is_read() -> None:
    rows = ["| Code | Outcome |", "|---|---|", "| 64405 | Certified |", "| 20553 | Denied |"]
    page = card.parse("1. Services\n\n" + "".join(f"   {row}\n" for row in rows))
    assert [(line.code, line.outcome) for line in page.lines] == [("64405", "certify"), ("20553", "not_certify")]
    assert page.unparsed == ()


def test_numbers_in_words_and_unicode_signs_are_read() -> None:
    sound = foreign_pages.text("sound/02-memo-pend")
    for asked in ("at least five weeks", "at least 5–6 weeks", "at least 5‑6 weeks"):
        assert "REQ004" in _codes(f"{sound}\n## Notes\n\nPhysical therapy of {asked} is required.\n")


def test_typographic_quotation_marks_and_primes_hide_nothing() -> None:
    assert "STA003" in _codes("CPT 20553 pends. The reviewer′s criterion – the first – is partially‑met. Draft.\n")


def test_emphasis_hides_nothing() -> None:
    page = card.parse("# Review\n\nThe criterion is **not** met, and _A2_ is `met`.\n\n<p>It is <b>not</b> met.</p>\n")
    assert [said.text for said in page.statements] == ["The criterion is not met, and A2 is met.", "It is not met."]
    written = "# Review\n\nCPT 20553 pends. Physical therapy of **at least 5** weeks is *required*.\n"
    page, ground = foreign_pages.checked(written)
    (found,) = [v for v in rules.check(page, ground).violations if v.code == "REQ004"]
    assert written[found.start : found.end] == "at least 5** weeks"


def test_lines_that_were_broken_at_the_edge_of_a_page_are_one_line() -> None:
    words = (
        "The request is for trigger point injections (CPT 20553). The note of the visit tells of pain in the back "
        "for five months. Physical therapy is named, and nothing tells how long it was tried. CPT 20553 is pended, "
        "since A3 is not documented. Draft for physician review."
    )
    whole = card.parse(f"{words}\n\nStatus: open\nOwner: a nurse\n")
    for width in (60, 72, 80):
        page = card.parse("\n".join(textwrap.wrap(words, width)) + "\n\nStatus: open\nOwner: a nurse\n")
        assert [said.text for said in page.statements] == [said.text for said in whole.statements]
        assert [line.outcome for line in page.lines] == ["pend"]


def test_a_page_without_a_determination_says_what_was_not_found() -> None:
    page = card.parse("Headaches are common.\n")
    assert set(page.not_found) >= {"a service code", "a verdict"}
    assert "PAG001" in _codes("Headaches are common.\n")
    assert "PAG001" in _codes("")


def test_two_determinations_in_one_file_are_told_apart() -> None:
    one, other = (foreign_pages.text(f"sound/{name}") for name in ("06-headings-cited", "16-evidence-summary"))
    both = f"# Determination\n\n{one}\n\n# Determination\n\n{other}"
    page, ground = foreign_pages.checked(both)
    (found,) = [v for v in rules.check(page, ground).violations if v.code == "PAG002"]
    assert found.start is not None
    assert found.start > len(one)
    assert "PAG002" not in _codes(one)


def test_contradicting_verdicts_on_one_service_are_both_read() -> None:
    page = card.parse("CPT 64405 is certified.\n\nOn the whole, CPT 64405 is denied.\n")
    assert [(line.line, line.outcome) for line in page.lines] == [(0, "certify"), (0, "not_certify")]
    assert "LIN002" in _codes("CPT 64405 is certified.\n\nOn the whole, CPT 64405 is denied.\n")


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("CPT 64405 is approved.", "certify"),
        ("CPT 64405 is NOT medically necessary.", "not_certify"),
        ("CPT 64405 is partially approved.", "certify_modified"),
        ("CPT 64405: pended for information.", "pend"),
        ("The non-certification of CPT 64405 is upheld.", "not_certify"),
        ("More information is needed on CPT 64405.", "pend"),
        ("CPT 64405 would be approved if records were sent.", None),
        ("CPT 64405 was previously denied.", None),
        ("Is CPT 64405 medically necessary?", None),
        ("CPT 64405 is considered medically necessary when conservative care failed.", None),
        ("CPT 64405 is non‑certified.", "not_certify"),
        ("CPT 64405 is **not** medically necessary.", "not_certify"),
        ("CPT 64405 isn't approved.", "not_certify"),
        ("CPT 64405 cannot be certified.", "not_certify"),
        ("CPT 64405 cannot be certified without the records.", None),
        ("CPT 64405 is neither necessary nor approved.", "not_certify"),
        ("We are unable to approve CPT 64405.", "not_certify"),
        ("CPT 64405 does not meet medical necessity criteria.", "not_certify"),
        ("CPT 64405 does not meet criteria A2 and A3.", None),
        ("CPT 64405 meets medical necessity criteria.", "certify"),
        ("CPT 64405 is not only approved but welcome.", "certify"),
        ("CPT 64405 is approved for one of three sessions.", "certify_modified"),
        ("CPT 64405 is approved for three of three sessions.", "certify"),
        ("CPT 64405: insufficient information to decide.", "pend"),
        ("CPT 64405 is denied for insufficient information.", "not_certify"),
    ],
)
def test_a_verdict_is_what_is_said_and_not_what_is_supposed(words: str, outcome: str | None) -> None:
    assert [line.outcome for line in card.parse(f"{words}\n").lines] == [outcome]


def test_a_yes_or_no_answers_the_question_above_it() -> None:
    page = card.parse("Is the block (CPT 64405) medically necessary?\n\nAnswer: No. It was not examined.\n")
    assert [line.outcome for line in page.lines] == ["not_certify"]
    page = card.parse("Is the block (CPT 64405) medically necessary?\n\nThe record was read.\n")
    assert [line.outcome for line in page.lines] == [None]


def test_codes_of_diagnoses_and_of_other_services_ask_for_no_verdict() -> None:
    page = card.parse("CPT 64405 is certified. Diagnosis code M7918. CPT 76942 is bundled.\n")
    assert [line.code for line in page.lines] == ["64405"]


@pytest.mark.parametrize(
    "words",
    ["Service: E0601, a device", "**Requests:** E0601 (a device)", "E0601 - a device", "A request for E0601 came."],
)
def test_a_code_is_known_by_what_sets_it_apart(words: str) -> None:
    assert [line.code for line in card.parse(f"{words}\n\nE0601 is pended.\n").lines] == ["E0601"]


def test_a_page_is_held_to_the_policies_it_names_and_to_no_other() -> None:
    held = clean_drafts.held().policies
    for words, ids in {
        "CPT 20553 by CPB 0016": {"tpi-aetna-cpb-0016"},
        "CPT 20553 by LCD L34211": {"tpi-medicare-lcd"},
        "CPT 20553 by Cigna policy 0123": set(),
        "CPT 64405": set(),
        "CPT 64405 by SYN-ONB-1": {"onb-synthetic"},
        "CPT 20553": {"tpi-aetna-cpb-0016", "tpi-medicare-lcd"},
    }.items():
        codes = {line.code for line in card.parse(words).lines if line.code}
        assert {policy.id for policy in relied_on(words, codes, held)} == ids, words


def test_characters_that_are_lost_are_named() -> None:
    page = card.parse(b"CPT 64405 is certified \xff for the left side.\n".decode("utf-8", errors="replace"))
    assert _shown(page) == ["�"]


PIECES = (
    "CPT 20553 is denied because it is not documented, [1] ", "<p>", "| a ", "a", "every 3 months, ",
    "- an item of a long list, as it is\n", "A label of something or other:\n",
)  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_what_lies_beyond_the_longest_page_is_named_and_the_rest_is_checked(piece: str) -> None:
    huge = piece * (5_000_000 // len(piece))
    page = card.parse(huge)
    assert page.unparsed[-1].end == len(huge)
    assert page.unparsed[-1].start <= LONGEST
    faults = rules.check(page, Ground()).violations
    assert not [fault for fault in faults if "could not be checked" in fault.message]


def test_a_card_of_ours_is_no_strangers_page_and_a_memo_with_its_heading_is() -> None:
    assert card.parse("## Recommendation\n\nCPT 64405: pend.\n").foreign
    assert not card.parse("## Recommendation\n\n- **Line 1 · 64405 · block: PEND**\n").foreign
