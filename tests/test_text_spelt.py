"""Numbers in words: turned into digits, each at its place in the text as written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.text import lengths, measurements, numbers, spelt


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("down by sixty-five percent", "down by 65 percent"),
        ("thirty-three point four", "33.4"),
        ("two hundred and fifty pounds", "250 pounds"),
        ("a hundred and eight kilos", "108 kilos"),
        ("forty-four four months later", "44 4 months later"),
        ("no one told us; the right one of the two", "no one told us; the right one of the 2"),
        ("two thousand steps, a two-hundred", "two thousand steps, a 200"),
        ("often, someone, tension, weight", "often, someone, tension, weight"),
    ],
)
def test_numbers_in_words_become_digits(written: str, shown: str) -> None:
    assert spelt.digits(written).text == shown


@given(st.lists(st.sampled_from(["sixty", "-", " ", "five", "hundred", "and", "point", "one", "pain", "8", "."])))
@settings(max_examples=60)
def test_places_lead_back_to_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    turned = spelt.digits(text)
    places = [turned.place(n) for n in range(len(turned.text) + 1)]
    assert places == sorted(places)
    assert places[0] == 0
    assert places[-1] == len(text)
    assert turned.forward(len(text)) == len(turned.text)


def test_figures_in_words_stand_at_their_place() -> None:
    text = "She is three quarters better, by seventy-five percent, for one hundred and twenty days."
    assert [text[p.start : p.end] for p in numbers.percents(text)] == ["three quarters", "seventy-five percent"]
    assert [(x.least, text[x.start : x.end]) for x in lengths.find(text)] == [(120, "one hundred and twenty days")]
    text = "An ejection fraction of forty-eight percent, in the low thirties before."
    found = [(q.least, q.most, text[q.start : q.end].strip()) for q in measurements.quantities(text)]
    assert found == [(48, 48, "forty-eight percent"), (30, 34, "low thirties")]
    assert measurements.quantities("She is in her mid fifties.") == []
