"""Exclusions, limits and scores in single phrasings of our own: each line of `limit_phrasings.txt` is one, with its
type, its right reading and its words. The bounds are those of the synthetic policies of the suite of phrasings."""

from __future__ import annotations

from pathlib import Path

import pytest
from phrasings import read

_LINES = (Path(__file__).parent / "limit_phrasings.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", _LINES)
def test_a_phrase_is_read_as_labelled(line: str) -> None:
    type_, reading, phrase = line.split(maxsplit=2)
    assert read(type_, phrase) == reading
