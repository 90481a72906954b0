"""Words in another sense, values of a name, headings that deny their items, and sentences about nobody here."""

from __future__ import annotations

from typing import Any

import pytest
from test_reading import DX, FAILED, FEATURES, FOUND, MET, NECK, NOT_MET, ONB, OPEN, TPI, case, read

from drafter import text
from drafter.domain import ServiceLine
from drafter.text import spelling
from drafter.text import words as vocabulary
from drafter.text.tokens import tokenise

CRITERIA: dict[str, tuple[dict[str, Any], ServiceLine]] = {
    "dx": (DX, ONB),
    "neck": (NECK, TPI),
    "failed": (FAILED, TPI),
    "found": (FOUND, TPI),
    "two": (FEATURES, ONB),
}


def status(words: str, kind: str) -> str:
    criterion, line = CRITERIA[kind]
    return read(case(words, line), criterion).findings[0].status


@pytest.mark.parametrize(
    ("kind", "words", "expected"),
    [
        ("failed", "Liver failure while on naproxen.", OPEN),
        ("failed", "Cardiac failure, takes naproxen.", OPEN),
        ("failed", "Naproxen for a month was a failure.", MET),
        ("two", "Paroxysmal tachycardia; scalp allodynia.", OPEN),
        ("two", "Paroxysmal pain; scalp allodynia.", MET),
    ],
)
def test_another_sense(kind: str, words: str, expected: str) -> None:
    assert status(words, kind) == expected


@pytest.mark.parametrize(
    ("kind", "words", "expected"),
    [
        ("dx", "Occipital neuralgia: undetermined", OPEN),
        ("dx", "Occipital neuralgia - pending EMG", OPEN),
        ("dx", "Occipital neuralgia: negative.", NOT_MET),
        ("dx", "Occipital neuralgia: yes or no", OPEN),
        ("dx", "Occipital neuralgia (please circle): left right", OPEN),
        ("dx", "Occipital neuralgia ____", OPEN),
        ("dx", "▢ Occipital neuralgia", OPEN),
        ("found", "Trigger points in the trapezius: nil", NOT_MET),
        ("found", "Trigger points of the trapezius: not assessed", OPEN),
        ("found", "Trapezius trigger points could not be assessed.", OPEN),
        ("two", "Allodynia: zero. Paroxysmal pain: zero.", OPEN),
        ("failed", "Naproxen for a month, relief: none", OPEN),
        ("found", "Trigger points in the trapezius, reflexes not tested.", MET),
    ],
)
def test_a_name_and_its_value(kind: str, words: str, expected: str) -> None:
    assert status(words, kind) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("To rule out:\n- occipital neuralgia\n- migraine", OPEN),
        ("Negative for:\n- occipital neuralgia", NOT_MET),
        ("No signs of\n\noccipital neuralgia", NOT_MET),
        ("Negative for:\n- fever\n\nDiagnosis: occipital neuralgia.", MET),
    ],
)
def test_a_heading_holds_for_its_items(words: str, expected: str) -> None:
    assert status(words, "dx") == expected


@pytest.mark.parametrize(
    "words",
    [
        "Many people with occipital neuralgia respond to blocks.",
        "By definition occipital neuralgia is paroxysmal.",
        "According to the guidelines occipital neuralgia is treated with blocks.",
        "Coverage criteria: occipital neuralgia.",
        "Diagnostic criteria:\n- occipital neuralgia",
        "The payer requires occipital neuralgia.",
        "An occipital neuralgia questionnaire was sent.",
    ],
)
def test_what_holds_for_nobody_here_is_no_evidence(words: str) -> None:
    assert status(words, "dx") == OPEN


def test_a_general_sentence_says_so() -> None:
    found = read(case("Many people with occipital neuralgia respond.", ONB), DX).findings[0]
    assert "in general" in found.why


def test_what_is_said_of_the_patient_is_not_general() -> None:
    for words in ("The patient with occipital neuralgia responds.", "The clinic provides her with migraine care."):
        assert not any(s.cues.whole.general for s in text.analyse(words).statements)


@pytest.mark.parametrize(
    ("kind", "words", "expected"),
    [
        ("dx", "Occipital neuralgia probable.", OPEN),
        ("dx", "? occipital neuralgia", OPEN),
        ("dx", "Screened for occipital neuralgia.", OPEN),
        ("dx", "The chance of occipital neuralgia is small.", OPEN),
        ("neck", "Chronic neck pain, according to another patient.", OPEN),
        ("failed", "Naproxen for a month brought no relief to her mother.", OPEN),
        ("found", "Absent trigger points in the rhomboid.", NOT_MET),
        ("found", "Palpation failed to show trigger points in the rhomboid.", NOT_MET),
        ("found", "Trigger points in the rhomboid are to be injected.", OPEN),
        ("found", "Count of trigger points felt in the rhomboid: none\nShe rests a lot.", NOT_MET),
        ("found", "Tender trigger points in the rhomboid are to be injected.", MET),
        ("found", "At the visit in 2017 there were trigger points in the rhomboid.", OPEN),
        ("two", "Lancinating pain and scalp allodynia may develop.", OPEN),
    ],
)
def test_doubts_other_people_and_times(kind: str, words: str, expected: str) -> None:
    assert status(words, kind) == expected


@pytest.mark.parametrize(
    ("written", "concept"),
    [
        ("Tirgger points in the left trapezius.", "trigger_point"),
        ("Trigger points on presure.", "trigger_point"),
        ("Fibromyalga.", "fibromyalgia"),
        ("Started phsyical therapy.", "physical_therapy"),
        ("Tried accupuncture.", "tens"),
    ],
)
def test_a_slip_of_the_typist_is_read_as_the_word_meant(written: str, concept: str) -> None:
    mentions = [m for s in text.analyse(written).statements for m in s.mentions]
    assert concept in [m.concept for m in mentions]
    assert all(written[m.start : m.end] for m in mentions)


@pytest.mark.parametrize(
    "word", ["compliant", "deceased", "causal", "facial", "diffuse", "affected", "patent", "statue", "tapping"]
)
def test_a_word_of_its_own_is_no_slip(word: str) -> None:
    assert [t.word for t in spelling.mended(tokenise(word))] == [word]


def test_no_word_of_the_vocabulary_is_taken_for_a_slip_of_another() -> None:
    every = [w for c in vocabulary.concepts().values() for said in c.words for w in said.lower().split()]
    assert spelling.mended(tokenise(" ".join(every))) == tokenise(" ".join(every))
