"""Single phrasings of our own: each line of `limit_phrasings.txt` (exclusions, limits and scores) and of
`unlike_phrasings.txt` (letters, corrections, tables, telegrams), and of `request_phrasings.txt` (frequency, units and
programmes; "\\n" begins a line), of `told_phrasings.txt` (how a count, a day, a score or a finding is told) and of
`everyday_phrasings.txt` (diagnoses, examinations and exclusions in everyday words), of `terse_phrasings.txt` (limits,
units, scores, responses and exclusions in a few words) of `brief_phrasings.txt` (the other types in a few words) and of
`class_phrasings.txt` (programmes, trials, scores and units by class of wording, each with near misses) is one, with its
type, its right reading and its words.
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
        "terse_phrasings.txt",
        "brief_phrasings.txt",
        "class_phrasings.txt",
    )
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("line", _LINES)
def test_a_phrase_is_read_as_labelled(line: str) -> None:
    type_, reading, phrase = line.split(maxsplit=2)
    assert read(type_, phrase.replace("\\n", "\n").replace("\\t", "\t")) == reading


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("TPI 7/13/2026 (NRS 7). Telephone check 8/3: 2. Visit 9/8: 3.", "met"),
        ("TPI 7/13/2026 (NRS 2). Telephone check 8/3: 2. Visit 9/8: 2.", "not_documented"),
        ("TPI 08/10/2026\n08/10 pre NRS 8\n08/31 NRS 3\n10/05 NRS 3", "met"),
        ("ESI 05/04/2026. NRS 8 that day; NRS 3 at 06/01, 07/06 and 08/31/2026.", "met"),
        ("SI diagnostic block 10/12: 8 beforehand, 1 within the hour.", "met"),
        ("SI diagnostic block 10/12: 8 beforehand, 5 within the hour, 5 that evening.", "not_met"),
        ("SI diagnostic: 8 beforehand; in recovery sleeping, no score.", "not_documented"),
        ("MBB 1 on 8/4: 8 to 1. MBB 2 on 9/1: 8 to 5.", "not_met"),
        ("Levels: 4 to 5. ESI helped.", "not_documented"),
        ("After the ESI only a quarter of the pain was left, and that went on for 20 weeks.", "met"),
        ("ESI: two thirds of her pain remained, for five months.", "not_met"),
        ("ESI never gave her even half relief.", "not_met"),
        ("ESI done 6/2/26, outcome visit missed, no result recorded.", "not_documented"),
        ("TPI 8/3/26. No relief noted.", "not_met"),
        (
            "ESI gave 70 % for 4 months. Pain diary, same months: 8/10 daily, no different from before.",
            "not_documented",
        ),
        ("The epidural (ESI) bought him a fortnight, no more.", "not_met"),
        ("RFA done 1/19/26. 80% better. Started wearing off around Labor Day.", "met"),
    ],
)
def test_series_shares_left_and_results_that_nobody_wrote_down(phrase: str, expected: str) -> None:
    assert read("RPT", phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("20553 x1: last visit's muscles were trapezius, levator and scalene; now not named.", "not_documented"),
        ("20553 x1, same muscles as last time: trapezius, levator, splenius.", "met"),
        ("20553 x1. The plan says multiple muscles.", "not_documented"),
        ("Order: 64483, one level. Portal line: 64483 + 64484. Not clarified.", "not_documented"),
        ("Order: 64483 and 64484, L4-5 and L5-S1. Letter: 64483, 64484.", "met"),
        ("The order has 20552 on it, whereas the letter has 20553 for the same visit.", "not_documented"),
        ("Claim lists 20552 and 20553 for 12/01/26, one visit.", "not_met"),
        ("64493; further joints may be added if the first relieves.", "not_documented"),
        ("64493 L4-5, 64494 L5-S1, no further levels.", "met"),
    ],
)
def test_muscles_of_before_papers_that_differ_and_levels_left_open(phrase: str, expected: str) -> None:
    assert read("UNIT", phrase) == expected
