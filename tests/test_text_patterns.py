"""Expressions that know what they need: never a match less than the expression alone finds."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.text import clauses, date_forms, lengths
from drafter.text.once import once
from drafter.text.patterns import Pattern
from drafter.text.words import concepts, cues, load, sense_patterns

_PIECES = ["relief", "no ", "pain", "20", "26", "may", " - ", "fail", "x", "ago", "\n", "b", "ab", "abc", "7"]


@pytest.mark.parametrize(
    ("expression", "needs", "digit"),
    [
        (r"\bpain\b", ("pain",), False),
        (r"\b(?:relief|pain free)\b", ("pain free", "relief"), False),
        (r"(?:no )?pain", ("pain",), False),
        (r"(?:pain|p)", ("p",), False),
        (r"\d+/\d+", ("/",), True),
        (r"\d{1,2}", (), True),
        (r"(?:a|\d)", (), False),
        (r"(?!pain)\w+", (), False),
        (r"(?=.*pain)x*", ("pain",), False),
    ],
)
def test_what_an_expression_needs(expression: str, needs: tuple[str, ...], digit: bool) -> None:
    pattern = Pattern(expression)
    assert (tuple(sorted(pattern.needs)), pattern.digit) == (tuple(sorted(needs)), digit)


def test_a_pattern_of_any_case_is_always_run() -> None:
    assert Pattern("pain", re.IGNORECASE).search("PAIN")


@given(st.lists(st.sampled_from(_PIECES), max_size=8).map("".join))
def test_it_finds_what_the_expression_alone_finds(text: str) -> None:
    expressions = [r"\b(?:ab|abc)\b", r"(?:a|\d)+", r"pain(?: relief)?", r"\d\d(?:\d\d)?", r"(?:x|no) ?\d", r"[^b]c"]
    patterns = [Pattern(e) for e in expressions]
    patterns += [p for c in concepts().values() for p in c.patterns]
    patterns += [p for key in load("senses") for p in sense_patterns(key)]
    for pattern in patterns:
        alone = [m.span() for m in re.finditer(pattern.pattern, text)]
        assert [m.span() for m in pattern.finditer(text)] == alone
        found = pattern.search(text)
        assert (found and found.span()) == (alone[0] if alone else None)


@settings(max_examples=40)
@given(st.lists(st.sampled_from([*_PIECES, ". ", "; ", "for 3 months ", "denies", "10/02/2026 "]), max_size=30))
def test_an_index_finds_in_each_clause_what_the_expression_finds_there(pieces: list[str]) -> None:
    found = clauses.split(" ".join(pieces))
    expressions = [*date_forms.FORMS, *lengths.FORMS, *(p for c in concepts().values() for p in c.patterns)]
    phrases = [cues("duration", "started"), cues("assertion", "negated", "before"), cues("outcomes", "good")]
    for clause in found:
        for pattern in expressions:
            match, alone = clause.search(pattern), re.search(pattern.pattern, clause.low)
            assert (match and match.span()) == (alone and alone.span())
        assert {p for p in date_forms.FORMS if p.search(clause.low)} <= set(clause.among(date_forms.FORMS))
        for many in phrases:
            assert clause.hits(many) == many.find(list(clause.tokens))


def test_what_is_first_asked_late_is_found_in_texts_split_before_and_after() -> None:
    written = "No pain today. Of quixotry a word. Relief. The zaps go on. It is the neck. A quixotry."
    before, late = clauses.split(written), Pattern("quixotr(?:y|ies)")
    assert not any(clause.search(Pattern("nowhere here")) for clause in before)
    for text in (before, clauses.split(written)):
        assert [clause.sentence for clause in text if clause.search(late)] == [1, 5]


def test_what_is_worked_out_once_is_kept_by_each_object_for_itself() -> None:
    class Asked:
        def __init__(self) -> None:
            self.times = 0

        @once
        def answer(self) -> list[int]:
            self.times += 1
            return [self.times]

    one, other = Asked(), Asked()
    assert one.answer is one.answer
    assert other.answer == [1]
    assert other.answer is not one.answer
    assert (one.times, other.times) == (1, 1)
