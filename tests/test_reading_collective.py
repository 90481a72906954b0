"""Results told of several treatments at once, further on than the next statement, or in answer to a question."""

from __future__ import annotations

import pytest
from test_reading import FAILED, MET, NOT_MET, OPEN, case, read

LONG = {"id": "X4", "kind": "trial", "classes": ["any_drug"], "lasting": {"value": 4, "unit": "weeks"}}
THERAPY = {"id": "X5", "kind": "trial", "classes": ["any_physical"], "lasting": {"value": 4, "unit": "weeks"}}


def status(criterion: dict[str, object], text: str) -> str:
    return read(case(text), criterion).findings[0].status


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lodine 400 mg twice a day for six weeks in May. Got new glasses. None of it helped.", MET),
        ("Keppra 500 mg bid 3/2/26 to 5/4/26, Trileptal 300 mg bid 5/10/26 to 7/12/26. Neither did anything.", MET),
        ("Pamelor 50 mg nightly for nine weeks. Despite the tablets, as she says, the attacks did not budge.", MET),
        ("Pamelor 50 mg nightly for nine weeks. Headache days 18 a month before, 18 a month after.", MET),
        ("Pamelor 50 mg nightly for nine weeks. Did Pamelor do anything? No, no change at all.", MET),
        ("Pamelor 50 mg nightly for nine weeks. Did Pamelor help? Yes, much better.", NOT_MET),
        ("Pamelor 50 mg nightly for nine weeks. Jabs the same.", MET),
        ("Pamelor 50 mg nightly for nine weeks. Both of them helped a great deal.", NOT_MET),
        # not of this treatment, or no result
        ("Pamelor 50 mg nightly for nine weeks. The occipital block did nothing.", OPEN),
        ("Pamelor 50 mg nightly for nine weeks. None of the X-rays was repeated.", OPEN),
        ("Takes Pamelor 50 mg nightly, now for nine weeks. Tried PT and heat before; none of it helped.", OPEN),
        ("Pamelor 50 mg nightly for nine weeks. Exam: pain unchanged by extension.", OPEN),
        ("Pamelor. Pain about the same.", OPEN),
    ],
)  # fmt: skip
def test_medicines(text: str, expected: str) -> None:
    assert status(LONG, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PT for the neck 7/6/26 to 8/28/26, 10 visits. Pain 7/10 on the first and on the last visit.", MET),
        ("Our physiotherapist saw her every week from May 4 through June 29, 2026. Her closing letter calls the pain "
         "unchanged.", MET),
        ("Asked about PT: yes, started 7/8, last visit 8/26/2026, eleven sessions over seven weeks. And PT? No change "
         "in head pain.", MET),
        ("Asked about PT: no, never.", OPEN),
    ],
)  # fmt: skip
def test_physical_treatment(text: str, expected: str) -> None:
    assert status(THERAPY, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Relafen, a collar at night and a regular exercise plan brought him nothing.",
        "Aleve for four weeks, then Zanaflex. Massage every week. The wedding was lovely. None of those three gave him "
        "relief to speak of.",
        "Ibuprofen as needed; heat pad; massage in summer. The doctor writes that all of it failed to ease the pain.",
        "What had been tried? A heat wrap and neck exercises. What came of it? Nothing helped her.",
    ],
)
def test_any_care(text: str) -> None:
    assert status(FAILED, text) == MET
