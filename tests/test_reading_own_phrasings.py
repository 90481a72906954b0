"""Single phrasings of our own: each line of `limit_phrasings.txt` (exclusions, limits and scores) and of
`unlike_phrasings.txt` (letters, corrections, tables, telegrams), and of `request_phrasings.txt` (frequency, units and
programmes; "\\n" begins a line), of `told_phrasings.txt` (how a count, a day, a score or a finding is told) and of
`everyday_phrasings.txt` (diagnoses, examinations and exclusions in everyday words) is one, with its type, its right
reading and its words.
The bounds are those of the synthetic policies of the suite of phrasings."""

from __future__ import annotations

from pathlib import Path

import pytest
from phrasings import read

_LINES = [
    line
    for name in (
        "limit_phrasings.txt",
        "unlike_phrasings.txt",
        "request_phrasings.txt",
        "told_phrasings.txt",
        "everyday_phrasings.txt",
    )
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("line", _LINES)
def test_a_phrase_is_read_as_labelled(line: str) -> None:
    type_, reading, phrase = line.split(maxsplit=2)
    assert read(type_, phrase.replace("\\n", "\n").replace("\\t", "\t")) == reading
