"""Frames of sentences (`evals/bench/frames.yaml`): every way of saying a thing that a frame and its slots make is read
the same. A few sentences of each are drawn here; the bench draws more."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest
import yaml

from drafter import corpus

BENCH = Path(__file__).parents[1] / "evals" / "bench" / "frames.py"
EACH = 12
DATA = yaml.safe_load(BENCH.with_suffix(".yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def bench() -> Any:
    spec = importlib.util.spec_from_file_location("frames_bench", BENCH)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def held() -> corpus.Corpus:
    return corpus.load(corpus.packaged())


@pytest.mark.parametrize("name", DATA["frames"])
def test_a_frame_is_read_the_same_whatever_stands_in_its_slots(bench: Any, held: corpus.Corpus, name: str) -> None:
    frame = DATA["frames"][name]
    read, expected = bench.reader(name, frame, held), bench.READING[frame["reading"]]
    found = [
        (phrase, read(phrase))
        for says in frame["says"]
        for phrase, _ in bench.sentences(says, DATA["slots"], max(1, EACH // len(frame["says"])))
    ]
    assert found
    assert not [one for one in found if one[1] not in (expected, "not_documented")], "read falsely"
    right = sum(status == expected for _, status in found)
    assert right / len(found) >= frame.get("least", 0.9), [one for one in found if one[1] != expected]
