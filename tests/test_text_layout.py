"""What only a layout adds is taken out before a text is read, and every quotation is one of the text as given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phrasings import read

from drafter.text import layout, shorthand, spelling


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("She  had  had  it   then.  No\tchange", "She had had it then. No change"),
        ("No change.  Neck  sore.", "No change. Neck sore."),
        ("pain\u00a0for\u20093 months", "pain for 3 months"),
        ("<p>Pain &lt;3 months<br>\nR&amp;D &#8805;50&nbsp;%</p>", "\nPain <3 months\nR&D ≥50 %\n"),
        ("<ul><li>Neck</li></ul>", "\n\n- Neck\n\n"),
        ("<td>TPI</td><td>2</td>", "TPI | 2"),
        ("**HPI:** neck **and** back", "HPI: neck and back"),
        ("No relief.\\nTried PT.\\n- HEP", "No relief.\nTried PT.\n- HEP"),
        ("ﬁve days, no eﬀect", "five days, no effect"),
        ("One\r\ntwo\fthree", "One\ntwo\nthree"),
        (f"> {'long ' * 14}\n> line", f"{'long ' * 14}\nline"),
        (
            "[Dr. Hale 11/02/2026 14:33] Same.\n[11/3 9:05 AM RN Lee] Called.",
            "Dr. Hale 11/02/2026:\nSame.\nRN Lee 11/3:\nCalled.",
        ),
        ("11/02/26 14:33 - Same.", "11/02/26:\nSame."),
        ("2026-11-02T14:33 RN Lee: Same.", "RN Lee 2026-11-02:\nSame."),
        ("No relief.Tried PT.", "No relief. Tried PT."),
        ("TPI 20-Nov-2026, 13OCT26", "TPI 11/20/2026, 10/13/2026"),
        ("TPI 05-Nov-2026", "TPI 2026-11-05"),  # a slashed day could be one of May
        ("TPI 05-Nov-2026; MBB 10/13/2026", "TPI 11/05/2026; MBB 10/13/2026"),
        ("[20-Nov-2026 14:33] Same.", "11/20/2026:\nSame."),
        ("60 percent, sixty-five per cent", "60%, sixty-five%"),
    ],
)
def test_what_a_layout_adds_is_taken_out(written: str, plain: str) -> None:
    assert layout.plain(written)[-1].text == plain


@pytest.mark.parametrize(
    "other",
    [
        "Drug  Dose  Result\nAleve  220  none",
        "             before    2 weeks    8 weeks\nNRS            8          3          3",
        "Date      NRS neck\n06/03/26  7\n07/22/26  6",
        "H&P; R&R",
        "<3 months; p <.05",
        "** see note",
        "w\\o, N\\V, and\\or",
        "> 3 months of pain\n> 50 % relief",
        "[x] yes [ ] no",
        "Seen 11/02/26 at 14:33",
        "Dr.Hale, e.g.Aleve",
        "Four percent criterion; what percent",
        "31-Jun-2026, 10mar10mg, 4-sep-26-5, stage 2-Mar",
    ],
)
def test_what_says_something_stays(other: str) -> None:
    assert layout.plain(other)[-1].text == other


@given(st.text(alphabet=" \t\n\r>*&<;.:[]/ab1AZ\u00a0ﬁ", max_size=60))
def test_every_place_leads_back(text: str) -> None:
    steps = layout.plain(text)
    shown = steps[-1].text
    for n, letter in enumerate(shown):
        start, end = n, n + 1
        for step in reversed(steps):
            start, end = step.around(start, end)
        assert 0 <= start <= end <= len(text)
        assert not letter.isalnum() or letter in text[start:end] or "ﬁ" in text[start:end]


ROWS = [
    ("DUR", "Pain present less than 3 months.", "not_met"),
    ("DX", "Started ON (oral nutrition) supplement bid.", "not_documented"),
    ("FREQ", "3 sessions last year, dates not given.", "not_documented"),
    ("PROG", "No psychologist on site.", "not_documented"),
    ("IMG", "MRI 5/2026: canal < 3 mm wider than in 2024; no root contact & no herniation.", "not_met"),
    ("TRIAL", "Ibuprofen 600 mg tid x 8 weeks without benefit. It was stopped on 9/4/2026.", "met"),
]


@pytest.mark.parametrize(("type_", "phrase", "reading"), ROWS)
@pytest.mark.parametrize("other", ["  ", "   ", "\t", "\u00a0"])
def test_blanks_are_read_alike(type_: str, phrase: str, reading: str, other: str) -> None:
    assert read(type_, phrase.replace(" ", other)) == reading


@pytest.mark.parametrize(("type_", "phrase", "reading"), ROWS)
@pytest.mark.parametrize("other", ["<p>{}</p>", "**HPI:** {}", "[Dr. Hale 11/20/2026 14:33] {}", "11/20/26 14:33 - {}"])
def test_marks_of_systems_are_read_alike(type_: str, phrase: str, reading: str, other: str) -> None:
    given = phrase.replace("&", "&amp;").replace("<", "&lt;") if "<" in other else phrase
    assert read(type_, other.format(given)) == reading


@pytest.mark.parametrize(
    ("type_", "phrase", "reading"),
    [
        ("DX", "ON. Addendum 11/18: diagonsis changed to tension-type headache, ON withrdawn.", "not_met"),
        ("IMG", "MRI 2026-02: disc abuts the right S1 root without comperssion.", "not_met"),
        ("EXAM", "TrP R levator retrcated by me on repeat palptaion, nothing felt.", "not_met"),
        ("FREQ", "TPI 2/10/2026 cancleled, TPI 6/15/2026 and 9/1/2026 done.", "met"),
        ("UNIT", "20553 x1: trapzeius, levator scapulae, splenius capitis.", "met"),
        ("PROG", "Takes gabaepntin; no other therapy mentoined.", "not_documented"),
    ],
)
def test_a_slip_in_what_denies_or_calls_off_changes_nothing(type_: str, phrase: str, reading: str) -> None:
    assert read(type_, phrase) == reading


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Comperssion mentoined, TRAPZEIUS", "Compression mentioned, TRAPZEIUS"),
        ("medcation, medicattion, ocipital", "medication, medication, occipital"),
        ("medially; deceased; compliant; indicted; potable; simulated", None),
        ("Mr. Kowlaski, Ms. Delacorix of Walgrenes", None),
        ("comperssion@mail.org; un'comperssed", None),
    ],
)
def test_only_what_can_be_one_word_alone_is_mended(written: str, meant: str | None) -> None:
    assert spelling.corrected(written).text == (meant or written)


@pytest.mark.parametrize(
    ("type_", "phrase", "reading"),
    [
        ("DX", "Occipital neuralgia was considered + excluded. These are cluster attacks.", "not_met"),
        ("PROG", "He has stopped PT and classes, takes no tablets; wants injs + nothing else.", "not_met"),
        ("EXCL", "Fresh zoster blisters over the inj field.", "not_met"),
        ("UNIT", "64405-rt; the note documents left occipital neuralgia only.", "not_met"),
    ],
)
def test_signs_and_lines_are_read_as_their_words(type_: str, phrase: str, reading: str) -> None:
    assert read(type_, phrase) == reading


@pytest.mark.parametrize(
    "other", ["Spurling sign + on the left", "twitch + taut band +, referral +", "finding + left trap"]
)
def test_a_plus_behind_a_finding_is_no_and(other: str) -> None:
    assert shorthand.written_out(other).text == other


def test_a_word_without_an_end_is_no_slip() -> None:
    endless = "x" * 100_000  # each place of it could hide a slip: hours, if it were tried
    assert spelling.corrected(endless).text == endless
