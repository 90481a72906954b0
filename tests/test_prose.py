"""What only the code may write, and the words that a rephrasing may not bring in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.text import prose


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The record shows it plainly.", []),
        ("Pain for more than 3 months.", ["number"]),
        ("Pain for six weeks, twice.", ["number"]),
        ("Seen on August 19, 2026 again.", ["date"]),
        ("Seen in May.", ["date"]),
        ("It may be seen.", []),
        ("Code G43.709 for it.", ["number"]),
        ("Class III here.", ["number"]),
        ("½ of it, ② and 三.", ["number", "number"]),
        ("The note says “hurts”.", ["quotation"]),
        ('A lone " mark.', ["quotation"]),
        ("See www.example.org now.", ["address"]),
        ("Write to a@b.org now.", ["address"]),
        ("It was denied and later certified.", ["outcome", "outcome"]),
        ("The criterion was met there.", ["verdict"]),
        ("It is not documented here.", ["negation"]),
        ("It doesn't hold.", ["negation"]),
        ("Longer than before.", ["comparison"]),
        ("The policy of Acme holds.", ["name"]),
    ],
)
def test_what_only_the_code_may_write(text: str, kinds: list[str]) -> None:
    found = prose.fixed(text, ["Acme"])
    assert [stretch.kind for stretch in found] == kinds
    assert all(text[s.start : s.end] == s.text for s in found)


@pytest.mark.parametrize("text", ["A1, A3 and A4", "2 of 3 sessions", "not documented", "3 to 4 weeks", "28-day"])
def test_what_belongs_together_is_one_stretch(text: str) -> None:
    (stretch,) = prose.fixed(f"It says {text}.")
    assert stretch.text == text


@given(st.text(st.characters(codec="utf-8"), max_size=80), st.lists(st.text(max_size=6), max_size=3))
def test_stretches_lie_in_order_and_leave_nothing_fixed_between_them(text: str, names: list[str]) -> None:
    found = prose.fixed(text, names)
    position = 0
    for stretch in found:
        assert position <= stretch.start < stretch.end
        assert text[stretch.start : stretch.end] == stretch.text
        position = stretch.end
    covered = {place for stretch in found for place in range(stretch.start, stretch.end)}
    assert all(place in covered for place, char in enumerate(text) if char.isdigit())


def test_foreign_words_are_those_that_neither_ground_nor_common_prose_has() -> None:
    ground = ["Trigger points were injected."]
    assert prose.foreign("The patient was given ketamine by Smith; an injection of MS.", ground) == (
        "ketamine",
        "Smith",
        "MS",
    )
    assert prose.foreign("Triggers were found before.", ground) == ()


def test_strange_characters_are_those_plain_prose_does_without() -> None:
    assert prose.strange("Plain, isn’t it: yes (or no) – so.") == ()
    assert prose.strange("a|b\u200b аb\n*x*") == ("|", "\u200b", "а", "\n", "*")


def test_numbers_in_figures_and_words() -> None:
    assert prose.numbers("six weeks, 1,200.5 and 3-4 months") == {6.0, 1200.5, 3.0, 4.0}
