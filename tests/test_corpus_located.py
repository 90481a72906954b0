"""The quick way to read YAML gives what the careful one gives, or leaves it to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.corpus import located, packaged
from drafter.errors import CorpusError

PIECES = st.sampled_from(
    [
        "a: 1", "b: [x, 'y: z']", "c:\n  d: 2026-01-31\n  e: >-\n    folded\n    text", "- one", "a: 2", "f: {g: h}",
        "&x", "i: !t j", "k: *x", "[[[[[[[[[[1]]]]]]]]]]", "l: .inf", "m: 1e400", "n: 'open", "\t o: p", "---",
        "q: |\n  as\n   it is", "r: 2026-02-31", "1: s", "t: ü", 'u: "\\ud800"',
    ]
)  # fmt: skip


def carefully(text: str, monkeypatch: pytest.MonkeyPatch) -> object:
    with monkeypatch.context() as patched:
        patched.setattr(located, "_quickly", lambda *given: None)
        try:
            return located.parse(text, Path("x.yaml"))
        except CorpusError as error:
            return str(error)


@given(st.lists(PIECES, max_size=6))
@settings(max_examples=150)
def test_both_ways_agree(pieces: list[str]) -> None:
    text, found = "\n".join(pieces), None
    with pytest.MonkeyPatch.context() as monkeypatch:
        found = carefully(text, monkeypatch)
    try:
        quick: object = located.parse(text, Path("x.yaml"))
    except CorpusError as error:
        quick = str(error)
    assert quick == found


@pytest.mark.parametrize(
    "file", sorted(packaged().rglob("*.yaml"))[::4], ids=lambda file: f"{file.parent.name}/{file.stem}"
)
def test_our_own_files_go_the_quick_way_and_keep_their_places(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = located.read_text(file)
    assert located._quickly(text, file, 1) == located.parse(text, file)
    slow = carefully(text, monkeypatch)
    assert isinstance(slow, located.Tree)
    places = {way: (place.line, place.written) for way, place in slow.places.items()}
    assert {way: (p.line, p.written) for way, p in located.parse(text, file).places.items()} == places
