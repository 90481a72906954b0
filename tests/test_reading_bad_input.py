"""Records that are hardly records: nothing is guessed from them, what cannot be read is named, and nothing breaks."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import corpus, reading
from drafter.domain import Case, Note, Reading, ServiceLine
from drafter.text import analyse, dates, language, lengths, numbers

DAY = dt.date(2026, 11, 20)
POLICIES = {policy.id: policy for policy in corpus.load().policies}
SERVICE = ServiceLine(code="20553", units=1, description="trigger point injections")
SPANISH = (
    "La paciente refiere dolor de cuello desde hace ocho meses. No ha mejorado con fisioterapia ni con ibuprofeno. "
    "A la palpación presenta puntos gatillo en ambos trapecios, sin datos de infección local en el sitio."
)
GERMAN = (
    "Die Patientin klagt seit acht Monaten über Nackenschmerzen. Physiotherapie und Ibuprofen haben nicht geholfen. "
    "Bei der Palpation finden sich Triggerpunkte in beiden Trapezmuskeln, keine Zeichen einer lokalen Infektion."
)
NOISE = " ".join(f"{a}{b}zx{b}q lk{a}j" for a in "bcdfghjk" for b in "wvxz")
TELEGRAPHIC = (
    "36F c/o b/l HA x8mo, failed NSAIDs/PT; TPs L trap + R levator on palp; MPS; no infxn; no AC; plan TPI 20553 x1; "
    "f/u 4 wk; naproxen 500 bid 6 wks no help; HEP ongoing; denies radic sx; MRI neg; PHQ 4; wants inj"
)


def read(*texts: str) -> Reading:
    notes = tuple(Note(text=text, date=DAY) for text in texts)
    case = Case(notes=notes, services=(SERVICE,), request_date=DAY)
    return reading.read(case, POLICIES["tpi-aetna-cpb-0016"], 0, today=DAY)


@pytest.mark.parametrize("text", [SPANISH, GERMAN, NOISE], ids=["Spanish", "German", "noise"])
def test_what_is_not_english_is_named_and_nothing_is_read_from_it(text: str) -> None:
    found = read(text)
    assert {f.status for f in found.findings if f.criterion in ("A1", "A2", "A3", "A4", "A5")} == {"not_documented"}
    assert [said for said in found.reported if "notes/0 is not in English" in said]


def test_an_english_note_beside_it_is_read() -> None:
    found = read("Trigger points in the left trapezius on palpation.", SPANISH)
    assert next(f for f in found.findings if f.criterion == "A4").status == "met"
    assert [said for said in found.reported if "notes/1 is not in English" in said]


@pytest.mark.parametrize("text", [TELEGRAPHIC, "Trigger points.", "", "| 2026-01-02 | TPI | 20553 |" * 20])
def test_what_is_terse_is_no_other_language(text: str) -> None:
    assert not language.foreign(analyse(text, DAY).statements)


@pytest.mark.parametrize(
    "written",
    [
        "Neck pain for 8 months.",
        "Neck pain for \uff18 months.",  # a full-width digit
        "Neck\u200b pain for\u00a08\u2009months.",  # characters without a shape, odd blanks
        "\u202eNeck pain\u202c for 8 months.",  # marks that turn the direction
        "Ne\u200dck pain for 8 months.",
    ],
)
def test_signs_that_a_person_does_not_see_change_nothing(written: str) -> None:
    finding = next(f for f in read(written).findings if f.criterion == "A3")
    assert finding.status == "met"
    assert all(written[c.start : c.end] == c.quote for c in finding.citations)


def test_letters_of_another_alphabet_that_look_alike_are_not_taken_for_words() -> None:
    look_alike = "Trigger p\u043eints in the left trapezius on palpation."  # a Cyrillic o
    assert next(f for f in read(look_alike).findings if f.criterion == "A4").status == "not_documented"


@pytest.mark.parametrize("quote", ['"', "'", "(", "[", "“", "<"])
def test_quotes_and_brackets_without_end_are_read_through(quote: str) -> None:
    text = quote * 500 + "Trigger points in the left trapezius on palpation." + quote * 500
    assert len(read(text).findings) == len(POLICIES["tpi-aetna-cpb-0016"].criteria)


_PIECES = st.sampled_from(
    ["no ", "denies ", "PT ", "trigger points ", "since ", "March ", "3/4/26 ", "8 ", "months ", "ago", "50-60 % ",
     "x ", "\n", "\n\n", ". ", "; ", ": ", "- ", "[x] ", "| ", "? ", "\u200b", "\u202e", "８", "½ ", "mother ", "if ",
     "9999", "/", "until ", "Plan:", "Addendum: ", "every ", "weeks ", "#", "\u0000", "é", "𝟗"]
)  # fmt: skip


@settings(max_examples=50)
@given(st.lists(_PIECES | st.text(max_size=6), max_size=25).map("".join))
def test_whatever_is_written_every_place_named_is_a_place_of_the_text(text: str) -> None:
    for statement in analyse(text, DAY).statements:
        clause = statement.clause
        assert text[clause.start : clause.end] == clause.text
        assert len(clause.low) == len(clause.text)
        assert all(clause.start <= t.start < t.end <= clause.end for t in clause.tokens)
        assert all(clause.start <= m.start < m.end <= clause.end for m in statement.mentions)
    for when in dates.find(text, DAY):
        assert 0 <= when.start < when.end <= len(text)
        assert when.earliest <= when.latest
    for length in lengths.find(text):
        assert 0 <= length.start < length.end <= len(text)
        assert length.most is None or length.least <= length.most
    for percent in numbers.percents(text):
        assert percent.least <= percent.most


@settings(max_examples=60)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_whatever_is_written_a_finding_quotes_it_letter_for_letter(text: str) -> None:
    for finding in read(text).findings:
        cited = [*finding.citations, *(miss.cited for miss in finding.rejected)]
        assert all(text[c.start : c.end] == c.quote for c in cited if c.place == "notes/0")
        assert finding.status != "not_documented" or finding.covered == ("notes/0",)
