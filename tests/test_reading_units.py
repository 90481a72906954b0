"""How units, muscles, sides, levels, doses and courses of a request are read, one phrase at a time.

The phrases are read as rows of the phrasings suite are: the lines come from the phrase by the ordinary text intake.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.corpus import Corpus, load, packaged
from drafter.domain import Case, ServiceLine
from drafter.evals import readings
from drafter.evals.rows import READINGS, WORDS, Row
from drafter.reading import read

SUITE = Path(__file__).parents[1] / "evals" / "phrasings"
DATES = readings.Dates(dt.date(2026, 11, 20), dt.date(2026, 12, 1))


@pytest.fixture(scope="module")
def kind() -> readings.Kind:
    return readings.load(SUITE, "UNIT")


@pytest.fixture(scope="module")
def corpus(kind: readings.Kind) -> Corpus:
    held = load(packaged())
    return replace(held, policies=(*held.policies, kind.policy))


PHRASES_MET = (
    "20553 x1: trapezius, rhomboid, infraspinatus, supraspinatus.",
    "20553 x1, right upper trapezius, left levator scapulae and right splenius capitis injected.",
    "CPT 20553, 1 unit. Muscles: SCM, scalenes, levator scapulae.",
    "20553 x1, four muscles named in the note.",
    "20552 x1, left quadratus lumborum.",
    "20552 x1; 6 needle passes in the right trapezius.",
    "20553 x3, dates 12/1/2026, 1/12/2027 and 2/23/2027.",
    "20553 x2; one unit per visit on two separate dates.",
    "20553, two units: 2026-12-01 and 2027-01-12.",
    "64405-50; bilateral occipital neuralgia.",
    "64405-50 x1, tenderness over both greater occipital nerves.",
    "64405-LT; left occipital neuralgia.",
    "64405 RT + LT, bilateral occipital tenderness on exam.",
    "64405-50 x2, dates 12/1/2026 and 3/2/2027, both sides documented.",
    "64483 x1 at L5-S1.",
    "64483 + 64484, L4-5 and L5-S1.",
    "64483-50 + 64484-50, two levels.",
    "62321 at C7-T1.",
    "62322 x1, caudal.",
    "62323 x2 at L4-5, dates 12/1/2026 and 3/1/2027.",
    "62321 C7-T1 on 12/1/2026, 62323 L4-5 two weeks later.",
    "64493 x1, L4-5.",
    "64493 + 64494, L4-5 and L5-S1, bilateral.",
    "64493-50 + 64494-50.",
    "64490 + 64491 at C4-5 and C5-6.",
    "64635 + 64636, L4-5 and L5-S1 joints.",
    "64635 x1, right L4-5.",
    "27096-50.",
    "27096-RT and 27096-LT.",
    "J0585 155 units.",
    "J0585 x 155, 31 sites.",
    "64615 x1 + J0585 155 units.",
    "E2103 x1.",
    "E2103 x1 + A4239 x1.",
    "A4239 x3 (three months).",
    "E0601 x1, A7030 x1, A7037 x1.",
    "E1390 x1 and E0431 x1.",
    "K0823 x1.",
    "27447-RT; right knee osteoarthritis, KL 4 on right knee x-ray.",
    "27447-50, bilateral knee osteoarthritis on imaging and exam.",
    "81162; no prior BRCA testing.",
    "81162 x1, patient never tested for BRCA.",
    "93798 x 36 over 12 weeks.",
    "93798 x 36 over 36 weeks.",
    "93798 x 24, two sessions per day.",
    "93798 x 72, further 36 sessions approved by the contractor.",
    "93798 x 20, started 2026-06-01, ends 2026-12-01.",
    "G0277 x 4, 120 minutes.",
    "G0277 x 120, 30 sessions of 120 minutes.",
    "63650 x2.",
    "63685 x1.",
    "43775 x1.",
)

PHRASES_NOT_MET = (
    "20553 x1, trapezius only.",
    "20553 x1; one muscle injected.",
    "20553 x1, only two muscles documented: QL and gluteus medius.",
    "20552 x1, three muscles: trapezius, rhomboid, levator.",
    "20552 x3 for three injections into the trapezius.",
    "20553 x6 injections.",
    "20553 x2 on the same day.",
    "Two units of 20553 on 12/1/2026.",
    "20552 + 20553 same session.",
    "64405-50; exam documents right side only.",
    "64405-50; right occipital pain documented, left side asymptomatic.",
    "64405-LT; note documents right occipital neuralgia.",
    "64405 x4 same session.",
    "64405 x5.",
    "64483 + 64484 x2.",
    "64483, 64484, 64484 at L3-4, L4-5 and L5-S1.",
    "64483 at L3-4, L4-5 and L5-S1.",
    "64479 + 64480 x2, three cervical levels.",
    "64483 + 64484, one level only.",
    "64483 at C5-6.",
    "62321 at L4-5.",
    "62323 at L3-4, L4-5.",
    "62323 x2 same day.",
    "64483 lumbar and 64479 cervical in one sitting.",
    "64493 + 64494 + 64495.",
    "64490, 64491, 64492 bilateral.",
    "64495 x1.",
    "64493 at L2-3, L3-4, L4-5 and L5-S1 (four levels).",
    "64490 C4-5 and 64493 L4-5, same visit.",
    "64635 + 64636 x2.",
    "64633 + 64634 x2, 3 joints.",
    "64635 x1 and 64633 x1, same day.",
    "27096 x3.",
    "27096-50; only the left SI joint is documented as painful.",
    "64625 x1.",
    "64625-50, both SI joints.",
    "J0585 400 units for chronic migraine.",
    "260 units of J0585.",
    "64615 x2 same day.",
    "E2103 x2.",
    "E0601 + E0470.",
    "Two units of E0601.",
    "E1390 x2.",
    "E0431 + E1392, two portable systems.",
    "K0823 x2.",
    "K0823 and K0800 on one order.",
    "27447-LT; x-ray shows right knee osteoarthritis, exam right knee.",
    "27447-50; left knee arthritis, right knee normal.",
    "81162; comprehensive BRCA1/2 testing completed in 2020.",
    "81162 x2.",
    "93798 x 36 over 40 weeks.",
    "93798 x 40 sessions.",
    "93798, 3 sessions a day.",
    "93797 x 36 + 93798 x 36.",
    "93798 x 36; 10 sessions already completed.",
    "93798 x 3, same day.",
    "G0277 x 4 for one session of 60 minutes.",
    "63685 x2.",
    "43644 + 43775.",
    "43775 x2.",
)

PHRASES_OPEN = (
    "20553 x1, bilateral trapezius and right levator.",
    "20553 x1, multiple cervical muscles.",
    "20553 x1; muscles not listed.",
    "20553 x3.",
    "20553, 2 units, dates of service missing.",
    "20553 x4, dates 12/1 and 1/5.",
    "20552 and 20553 requested.",
    "64405-50; left occipital neuralgia.",
    "64405-50; laterality not specified.",
    "64405 x1.",
    "64405 x2.",
    "64405 x2; right and left occipital neuralgia documented.",
    "64405 and 64450 same day.",
    "64483 x2.",
    "64484 x1.",
    "64483 x1, level not stated.",
    "64483 + 64484 at L4-5.",
    "62323 x2.",
    "62321 C6-7 and 62323 L5-S1.",
    "64490 and 64493 requested.",
    "64633 right today and left next month.",
    "27096 x2.",
    "J0585 200 units, 45 wasted.",
    "J0585 200 units.",
    "J0585 x 155 and 45 units discarded (JW).",
    "J0585, dose not documented.",
    "64615 x2.",
    "A4239 qty 6.",
    "A7038 x 24.",
    "E1390 x 12, monthly rental.",
    "27447-RT; side of the x-ray not stated.",
    "27447 x1.",
    "27447-LT; x-ray left knee, exam right knee.",
    "81162; prior targeted single-site BRCA test only.",
    "81162; mother had full BRCA test in 2019.",
    "81162; patient thinks she had a BRCA test before.",
    "81162; prior BRCA test, method unknown.",
    "93798 x 72, approval for further sessions pending.",
    "G0277 x 4, 60-minute session.",
    "G0277 x 40.",
    "63650 x4.",
)


@pytest.mark.parametrize(
    ("phrase", "reading"),
    [
        *((phrase, "MET") for phrase in PHRASES_MET),
        *((phrase, "NOT_MET") for phrase in PHRASES_NOT_MET),
        *((phrase, "NOT_DOC") for phrase in PHRASES_OPEN),
    ],
)
def test_a_request_is_held_against_how_its_codes_are_counted(
    kind: readings.Kind, corpus: Corpus, phrase: str, reading: str
) -> None:
    scored = readings.score(Row("U", "UNIT", phrase, READINGS[reading]), kind, corpus, DATES)
    assert WORDS.get(scored.read) == reading, scored.why  # type: ignore[arg-type]
    assert not scored.altered


def findings(kind: readings.Kind, text: str, *lines: ServiceLine) -> list[dict[str, str]]:
    """Statuses by criterion, line by line."""
    case = Case(text=text, services=lines, request_date=DATES.request, service_date=DATES.service)
    read_lines = (read(case, kind.policy, n, today=DATES.request).findings for n in range(len(lines)))
    return [{f.criterion: f.status for f in found} for found in read_lines]


def test_levels_are_counted_over_all_lines_and_only_the_line_beyond_the_limit_crosses_it(kind: readings.Kind) -> None:
    lines = (ServiceLine(code="64493"), ServiceLine(code="64494"), ServiceLine(code="64495"))
    assert [f["X4"] for f in findings(kind, "Facet injections are requested.", *lines)] == ["met", "met", "not_met"]


def test_a_part_that_the_code_is_not_counted_by_does_not_apply(kind: readings.Kind) -> None:
    found = findings(kind, "64493 at L4-5.", ServiceLine(code="64493"))[0]
    assert {id for id, status in found.items() if status == "not_applicable"} == {"X2", "X6", "X7", "X8", "X9", "X10"}


def test_levels_of_an_image_are_not_those_requested(kind: readings.Kind) -> None:
    text = "MRI shows stenosis at L2-3, L3-4, L4-5 and L5-S1. Request: 62323 at L4-5."
    assert findings(kind, text, ServiceLine(code="62323"))[0]["X4"] == "met"


def test_a_day_of_the_past_is_no_day_of_the_units(kind: readings.Kind) -> None:
    text = "20553 x2 requested. Prior injections on 3/2/2026 and 6/1/2026."
    assert findings(kind, text, ServiceLine(code="20553", units=2))[0]["X1"] == "not_documented"
