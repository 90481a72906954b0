"""Shorthand written out before a text is read, and what was read told in the words as given."""

from __future__ import annotations

import datetime as dt

import pytest
from phrasings import read
from test_reading import DRUG, ONB, case
from test_reading import read as read_case

from drafter.domain import Note
from drafter.text import capitals, shorthand


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("NSAIDs w/o relief", "NSAIDs without relief"),
        ("w/relief; W/ MODIFIER 50", "with relief; WITH MODIFIER 50"),
        ("pain x8mo, 2-wk course, 3 yrs back", "pain x8months, 2-weeks course, 3 years back"),
        ("gone for mos", "gone for months"),
        ("taut band & twitch", "taut band and twitch"),
        ("b/l, no hx of it", "bilateral, no history of it"),
        ("1) Neck sore.\n2) No change.", "- Neck sore.\n- No change."),
        ("1) Neck sore. 2) No change.", "- Neck sore. No change."),
        ("No change.\n\nPage 2 of 4", "No change.\n\n "),
        ("HTN | Y\n| Stroke | no |\nGout | no | -", "HTN: Y\nStroke: no\nGout: no; -"),
        ("Onset ........ 2/2026\nDuration = 9 months ....", "Onset: 2/2026\nDuration: 9 months"),
        ("Stroke? N\nPrior TPI - none\nPast TPIs? 1 (3/4/26)", "Stroke: N\nPrior TPI: none\nPast TPIs: 1 (3/4/26)"),
        ("11/20/2026 10:14 AM FROM: PAIN CLINIC TO: UM P.02/04\nNo change", " \nNo change"),
    ],
)
def test_shorthand_is_written_out(written: str, read: str) -> None:
    assert shorthand.written_out(written).text == read


@pytest.mark.parametrize(
    "other",
    [
        "w/u pending",
        "R&R, H&P",
        "mo: HTN",
        "and/or",
        "1/mo",
        "PMHx",
        "2 w/s",
        "Page 2 of the note says 8/10",
        "Seen at 10:14, pain 4 of 10",
        "1) ibuprofen 2) PT",
        "Visit | NRS\n6/11/26 | 6",
        "| mean SpO2 | 88 % |",
        "R trapezius | yes | no",
        "No number given (pain >=5/10)",
        "Migraine? 2 a month",
        "How long? 22 weeks",
    ],
)
def test_what_only_looks_like_shorthand_stays(other: str) -> None:
    assert shorthand.written_out(other).text == other


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("PT REPORTS NO HELP FROM 8 SESSIONS OF PT.", "Pt reports no help from 8 sessions of PT."),
        ("DX: ON, R. TRPS IN TRAPEZIUS ON EXAM.", "Dx: ON, R. TrPs in trapezius on exam."),
        ("on exam trps in r levator. esi at l4-5.", "On exam TrPs in R levator. ESI at L4-5."),
        ("occip. neuralgia since may. dr. lee agrees.", "Occip. neuralgia since May. Dr. Lee agrees."),
        ("SHE HAS HAD IT SINCE MAY", "She has had it since MAY"),
        ("Neck pain. On exam TrPs.", "Neck pain. On exam TrPs."),
        ("PT AND OT", "PT AND OT"),
    ],
)
def test_capitals_are_set_where_all_letters_are_alike(written: str, read: str) -> None:
    assert capitals.recased(written) == read


def test_what_is_found_is_told_in_the_words_as_given() -> None:
    text = "GABAPENTIN 300 MG TID X 10 WKS W/O ANY RELIEF."
    notes = (Note(date=dt.date(2026, 11, 2), text=text), Note(date=dt.date(2026, 11, 3), text="Tx'd  w/  gabapentin."))
    found = read_case(case("Please review.", ONB, notes=notes), DRUG).findings[0]
    assert found.status == "met"
    assert [cited.quote for cited in found.citations] == [text]
    assert "“W/O ANY RELIEF”" in found.why


@pytest.mark.parametrize(
    ("type_", "phrase", "reading"),
    [
        ("IMG", "MRI 3/2026: protrusion abuts the right S1 root w/o compression.", "not_met"),
        ("DX", "Picture compatible w/ occipital neuralgia.", "not_documented"),
        ("DX", "Had ON yrs ago; gone since an ablation in 2021.", "not_met"),
        ("DUR", "Neck pain has gone on w/o a break for 19 wks.", "met"),
        ("DUR", "Back went out 9 wks ago; on and off trouble for yrs before that.", "not_documented"),
        ("DUR", "Pain began w/ a fall on the stairs (date of fall not legible).", "not_documented"),
        ("DX", "Fam hx: ON.", "not_documented"),
        ("DX", "DX: ON, LEFT. STILL PRESENT TODAY.", "met"),
        ("DX", "SHE WAS PUT ON GABAPENTIN, ON TOP OF PT.", "not_documented"),
        ("EXAM", "EXAM: ACTIVE TRP R PIRIFORMIS ON DEEP PALPATION, CONCORDANT.", "met"),
        ("EXAM", "r levator trigger point on exam. requested: l levator.", "not_documented"),
        ("TRIAL", "PT FROM 3/2 TO 5/15/2026, NO MISSED VISITS, PAIN 7/10 BEFORE AND 7/10 AFTER.", "met"),
        ("UNIT", "Only the right nerve is to be blocked. THE REQUEST IS FOR 64405 WITH MODIFIER 50.", "not_met"),
        ("SCORE", "Home sleep test: AHI 31/h.\n\nFAX 11/20/2026 10:14 AM FROM: PAIN CLINIC TO: UM P.02/04", "met"),
    ],
)
def test_shorthand_is_read_as_its_words(type_: str, phrase: str, reading: str) -> None:
    assert read(type_, phrase) == reading
