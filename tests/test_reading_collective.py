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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a first date, and one until which it was kept up
        ("Put on Keppra 500 mg bid in February, which he took faithfully until the end of April. It did nothing.", MET),
        ("Put on Keppra 500 mg bid in February. He saw the dentist at the end of April. It did nothing.", OPEN),
        ("Keppra 500 mg bid, first fill 5/1/26, taken daily to 6/30/26. I asked what it had done, and the answer was "
         "nothing.", MET),
        ("Keppra 500 mg bid, first fill 5/1/26, last fill 6/30/26. It did nothing.", OPEN),
        ("Keppra 500 mg bid, 9/15-10/31/25, without effect.", MET),
        ("Keppra 500 mg bid. Started 2/2/2026, stopped 4/20/2026. Reason for stopping: no benefit.", MET),
        ("Keppra 500 mg bid. Started 2/2/2026, stopped 4/20/2026. Reason for stopping: she moved away.", OPEN),
        # what goes on as before, what harmed, and what is no result
        ("Keppra 500 mg bid from March to May 2026, and the sparks kept coming at the same rate.", MET),
        ("Keppra 500 mg bid from March to May 2026, and the yoga class kept coming at the same rate.", OPEN),
        ("She took Keppra 500 mg bid for eight weeks and then weaned off. The jabs came as often as ever.", MET),
        ("Keppra 500 mg bid left her so unsteady in week seven that she fell.", MET),
        ("Keppra 500 mg bid for nine weeks. The record does not comment on results.", OPEN),
    ],
)  # fmt: skip
def test_stretches_of_time_and_what_came_of_them(text: str, expected: str) -> None:
    assert status({**LONG, "accepts": ["failed", "not_tolerated"], "tolerated_first": True}, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Physical therapy. Fourteen visits, July 6 to August 28, 2026. The discharge summary reads: completed plan of "
         "care, pain unchanged.", MET),
        ("PT 3/2/26 to 5/8/26. It was good for her posture and nothing else.", MET),
        ("Ten weeks of PT did not help. The therapist's discharge letter calls him greatly improved.", OPEN),
        ("Ten weeks of PT did not help. The therapist's discharge letter notes improved range of motion.", MET),
        ("I offered him physical therapy twice. He declined each time, because he does not believe that exercises can "
         "help a nerve.", NOT_MET),
        ("When I suggested physical therapy he declined.", NOT_MET),
        ("He declined physical therapy at first and is to start next week.", OPEN),
    ],
)  # fmt: skip
def test_courses_and_refusals(text: str, expected: str) -> None:
    assert status(THERAPY, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He used ice and swallowed Aleve twice a day in spring. The entry for August reads: conservative measures have "
        "failed.",
        "Motrin for a month, hot showers and stretches. He was no better for any of it.",
        "Tylenol, a back brace and a walking plan. Despite all this she is worse.",
        "Before that bed rest, ibuprofen and ice. The others: nothing.",
        "Neither Motrin nor yoga changed the ache.",
    ],
)
def test_all_at_once(text: str) -> None:
    assert status(FAILED, text) == MET


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zanaflex 4 mg in May, Mobic 15 mg since then, heat after work. I asked what came of these. Zero.", MET),
        ("Had Flexeril in March, Aleve in spring, a heating pad. Despite the lot she is no better off.", MET),
        ("Motrin 600 mg from April to July. Pain was 7/10 when we began and is 7/10 now.", MET),
        (
            "Etodolac in spring, then cyclobenzaprine, ice and heat. Sad to say, all of this left him where he was.",
            MET,
        ),
        ("Naproxen, a heat wrap and massage. By her account nothing on that list bought her more than an hour.", MET),
        ("Motrin 600 mg from April to July. How did they do? Very well, hardly any pain.", NOT_MET),
        ("Motrin 600 mg from April to July, no fewer than 200 tablets.", OPEN),
    ],
)
def test_in_answer_and_after_all(text: str, expected: str) -> None:
    assert status(FAILED, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "She took ibuprofen 600 mg tid for eight weeks in spring. It was a hard spring; nothing changed at work.",
        "Gabapentin 600 mg tid from March to June 2026. Headaches unchanged since the block in October.",
        "Meloxicam 15 mg from March to June 2026. Response not recorded.",
        "Amitriptyline 50 mg nightly for ten weeks. Mood no better.",
        "Cymbalta 60 mg March to June 2026. Neither she nor her husband had side effects.",
        "Gabapentin 600 mg tid for nine weeks. Whether any of it helped is not known.",
        "Lyrica 150 mg for nine weeks helped the burning in her feet.",
    ],
)
def test_what_tells_no_result(text: str) -> None:
    assert status(LONG, text) == OPEN


@pytest.mark.parametrize(
    "text",
    [
        "Amitriptyline 50 mg over ten weeks this spring. All it gave her was a dry mouth.",
        "Baclofen 10 mg tid, ten weeks to mid-September, pain score stuck at 7 throughout.",
        "Trileptal 300 mg bid, March 2 to May 4, 2026, stopped for want of any effect.",
        "Propranolol 80 mg daily, May through July 2026: headache days 16 in April, 16 in July.",
        "Meloxicam 15 mg daily for nine weeks; she might as well not have taken it.",
    ],
)
def test_failures_put_otherwise(text: str) -> None:
    assert status(LONG, text) == MET


UNCHANGED = [
    "The zaps never slowed.", "Attack count held at 12 a day.", "Attacks 12/day before, 12/day after.",
    "From 18 headache days to 18.", "Attacks neither fewer nor weaker.", "Her neck was as stiff on the last visit as "
    "on the first.", "Headaches 20 a month before, 21 now.", "Attacks undiminished.", "Benefit nil.", "0% better.",
    "Ineffective per pt.", "Not helpful.", "Dropped for lack of benefit.", "Came away no better.", "Relief? None to "
    "speak of.", "Any better? Not really.",
]  # fmt: skip
OTHERWISE = [
    "No change in dose.", "Weight unchanged.", "Pain 7/10 before, 3/10 after.", "Not as many attacks as before.",
    "Headaches 20 a month before, 9 now.", "Sleep was as bad as before.", "Slowed the zaps.", "BP was no different.",
]  # fmt: skip


@pytest.mark.parametrize(("told", "expected"), [*((t, MET) for t in UNCHANGED), *((t, OPEN) for t in OTHERWISE)])
def test_a_complaint_that_went_on_as_it_was(told: str, expected: str) -> None:
    text = f"Shocks at the left occiput. Gabapentin 900 mg daily, March 2 to May 30, 2026. {told}"
    found = status(LONG, text)
    assert found == MET if expected == MET else found != MET


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The nighttime pill left him with the same number of shocks.\n\nTaken: nortriptyline 50 mg, June 8 to August "
         "10, 2026.", MET),
        ("The nighttime pill left him with the same number of shocks.\n\nTaken: nortriptyline 50 mg, June 8 to August "
         "10, 2026; Keppra 500 mg, May 1 to June 5.", OPEN),
        ("You put her on Tegretol on 2 April. She kept it up until the middle of June, and the volleys came just as "
         "often as before.", MET),
        ("Nortriptyline was started July 6. She took it until July 20 and the volleys came as often as "
         "before.", NOT_MET),
        ("Tegretol 200 bid begun 3/3.\n\nTegretol: confusion, ED visit. D/c'd.", OPEN),
    ],
)  # fmt: skip
def test_told_before_it_is_named_or_in_parts(text: str, expected: str) -> None:
    assert status(LONG, text) == expected


def test_what_was_begun_at_one_visit_and_its_end_at_another() -> None:
    notes = [
        {"date": "2026-06-15", "text": "Start Elavil 25 mg at bedtime, up to 50 mg after a week."},
        {
            "date": "2026-08-14",
            "text": "Took the Elavil every night up to last week. Stabs no fewer, stopped.",
        },
    ]
    assert read(case("", notes=notes), LONG).findings[0].status == MET


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pregabalin 75 mg BID. Start 06/08/2026, stop 07/17/2026.\nReason: cost.", OPEN),
        ("TPM 50 bid Feb->Apr 26. HA days unchanged.", MET),
        ("Pamelor, 50 mg at night, June 1 to about July 20. The stabs were no fewer.", MET),
        ("Pamelor, 50 mg at night, June 1 to about June 20. The stabs were no fewer.", NOT_MET),
        ("Elavil 50 mg for nine weeks. It made her sleep well and that is all it did.", MET),
        ("Etodolac 400 bid x 6 wk - nil. ", MET),
        ("Tegretol, January 5 to March 9: wife kept a count and the number never dropped.", MET),
        ("His wife took Tegretol, January 5 to March 9, and the number never dropped.", OPEN),
        ("Zonegran 100 mg, July 6 through September 14. She told us the stabs had kept their pace.", MET),
        ("Zonegran 100 mg, July 6 through September 14. The stabs have come back to where they were.", OPEN),
    ],
)  # fmt: skip
def test_why_it_ended_and_who_watched(text: str, expected: str) -> None:
    assert status(LONG, text) == expected


@pytest.mark.parametrize(
    ("told", "expected"), [("The bursts did not.", MET), ("The bursts did too.", OPEN), ("The wife did not.", OPEN)]
)
def test_what_did_not_improve_beside_what_did(told: str, expected: str) -> None:
    text = f"Neck physical therapy, ten visits, February 2 through March 27. Strength improved. {told}"
    assert status(THERAPY, text) == expected


def test_harm_in_a_field_of_its_own() -> None:
    harm = {**LONG, "accepts": ["failed", "not_tolerated"], "tolerated_first": True}
    taken = "Pregabalin 75 mg BID. Start 06/08/2026, stop 07/17/2026.\n"
    assert status(harm, f"{taken}Reason: swelling of both ankles.") == MET
    assert status(harm, f"{taken}Reason: cost.") == OPEN


@pytest.mark.parametrize(
    ("told", "expected"), [("Elavil made her sleep and that is all it did.", MET), ("Elavil keeps her asleep.", OPEN)]
)
def test_the_dates_of_an_office_form_behind_the_clinician_s_word(told: str, expected: str) -> None:
    form = {"author": "office", "kind": "portal form", "date": "2026-11-17"}
    field = "Medication tried: Elavil 50 mg HS, 03/02/2026 - 05/04/2026"
    notes = [{**form, "text": field}, {"date": "2026-11-17", "text": told}]
    assert read(case(None, notes=notes), LONG).findings[0].status == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6 wks of PT, wrapped up 8/14. Same story.", MET),
        ("Manual therapy, C. Ruiz DPT, 10/06/2025-11/21/2025, weekly. Result: nil.", MET),
        ("Chiro x 10, 4/13-5/29/26, goal of fewer attacks not achieved.", MET),
        ("Six weeks of PT, better posture but the ache is what it was.", MET),
        ("Six weeks of PT, better posture.", OPEN),
    ],
)  # fmt: skip
def test_courses_in_a_few_words(text: str, expected: str) -> None:
    assert status(THERAPY, text) == expected


def test_a_course_that_runs_over_visits() -> None:
    notes = [
        {"date": "2026-05-11", "text": "PT referral placed."},
        {"date": "2026-07-20", "text": "Going to PT twice weekly, started 6/1."},
        {"date": "2026-11-12", "text": "Finished PT at the end of July (16 visits) with nothing to show for it."},
    ]
    assert read(case(None, notes=notes), THERAPY).findings[0].status == MET


def test_a_field_with_figures_in_its_name_begins_a_line_of_its_own() -> None:
    text = "Therapy for the neck, six weeks: goal of fewer attacks not achieved\nBlocks last 12 mo: the 7/14 one only"
    relief = {"id": "X6", "kind": "response", "relief": {"value": 50, "unit": "percent"}, "of": "pain"}
    assert read(case(text), relief).findings[0].status == OPEN


HARM = {**LONG, "accepts": ["failed", "not_tolerated"], "tolerated_first": True}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # counts of before and after, in one statement or in two
        ("Keppra 500 mg bid from March to May. Seventeen headache days when he began. Seventeen when both ended.", MET),
        ("Keppra 500 mg bid from March to May. Seventeen headache days when he began. Six when it was over.", OPEN),
        ("Keppra 500 mg bid, Jan to Apr 2026. Diary: 18 HA days in January; 17 in April.", MET),
        ("Keppra 500 mg bid, Jan to Apr 2026. Diary: 18 HA days in January; 9 in April.", OPEN),
        ("Keppra 500 mg bid from March to May. Migraine days by month: 14, 15, 14.", MET),
        ("Keppra 500 mg bid from March to May. Migraine days by month: 14, 10, 6.", OPEN),
        ('Keppra 500 mg bid from March to May. Pt states "still get 20 a day, was 20 before."', MET),
        ("Keppra 500 mg bid from March to May. 20 cigarettes a day before, 20 a day now.", OPEN),
        ("Keppra 500 mg bid from March to May. She has 20 jolts a day now. Her sister had 20 a day before.", OPEN),
        ("Keppra 500 mg bid from March to May. 18 headache days before the block, 17 after it.", OPEN),
        # what it was before, and what came back
        ("Keppra 500 mg bid from March to May. Afterwards the attack count was what it had been before.", MET),
        ("Keppra 500 mg bid from March to May. The headaches are back where they were before the block.", OPEN),
        ("Keppra 500 mg bid from March to May. Her weight is what it was.", OPEN),
        ("Keppra 500 mg bid from March to May. I cannot credit the tablets with anything.", MET),
        ("Keppra 500 mg bid from March to May. I cannot credit the report of relief.", OPEN),
        ("Keppra 500 mg bid from March to May, no let-up in the shocks.", MET),
        ("Keppra 500 mg bid from March to May. No drop in blood pressure.", OPEN),
        ("Keppra 500 mg bid from March to May. I had hoped that it would settle the nerve. It has not.", MET),
        ("Keppra 500 mg bid from March to May. Her brother did not come. Neither did she.", OPEN),
        # an end told for harm, one told in weeks, and one without a length
        ("Keppra 500 mg bid from 2 May. On 3 June she could not pass water. Told to stop it.", MET),
        ("Keppra 500 mg bid from 2 May. Her father could not pass water. Told to stop smoking.", OPEN),
        ("She started Keppra on March 1. Twelve weeks later the jabs had not changed and she stopped it.", MET),
        ("She started Keppra on March 1. Twelve weeks later the jabs had not changed.", OPEN),
        ("Keppra 500 mg bid was begun on 2 March. It was given up on 20 April. It did nothing.", MET),
        ("Keppra 500 mg bid from November to February did nothing.", MET),
        ("Keppra 500 mg bid from 11/2026 to 02/2026 did nothing.", NOT_MET),
        ("Keppra 500 mg bid, six weeks. Pain log 7, 7, 6, 7 by month.", MET),
        ("Keppra 500 mg bid, six weeks. Pain log 7, 5, 3, 2 by month.", OPEN),
        ("Keppra 500 mg bid, six weeks. NRS today: arm 7, leg 7, neck 7.", OPEN),
        ("Keppra 500 mg bid, May-July. Reports being right back where she started.", MET),
        ("Keppra 500 mg bid, May-July. He is back where he was before the block.", OPEN),
        ("Keppra 500 mg bid. Start: 02/10/26. Stop: 04/17/26. Why stopped: no change in attacks.", MET),
        ("Keppra 500 mg bid. Start: 02/10/26. Stop: 04/17/26. Why stopped: insurance change.", OPEN),
        ('Keppra x 10 wk. Per neuro note 1/6/26: "neither has altered frequency."', MET),
        ("Keppra x 10 wk. Outcome per 7/28 note: inadequate.", MET),
        ("Keppra x 10 wk. Outcome per 7/28 note: see scan.", OPEN),
        ("Keppra 500 qhs, 5/4 - 7/20. Nil.", MET),
        ("Keppra 500 qhs, 5/4 - 7/20. Side effects? None.", OPEN),
        ("Keppra 200 BID, 3/9 - 4/30. D/c'd: Na 124.", MET),
        ("Keppra 200 BID, 3/9 - 4/30. Na 139.", OPEN),
        ('Keppra 500 bid, 3/9-5/1. "I\'m the same, only my mouth is drier."', MET),
        ('Keppra 500 bid, 3/9-5/1. "I\'m the same age as my sister."', OPEN),
        ("Took the Keppra two months, rested as told, nephew does the hay. No better at all.", MET),
        # the reader is spoken to; a field of medicines
        ("You will recall that Keppra was taken from March to May. It did nothing.", MET),
        ("As you will see, Keppra will be started in May.", OPEN),
        ("Medicines: he has never taken any for these pains.", NOT_MET),
        ("Medicines: never taken regularly.", OPEN),
        ("Medicines: list attached.", OPEN),
    ],
)
def test_counts_likenesses_and_ends(text: str, expected: str) -> None:
    assert status(HARM, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Keppra 500 mg bid for 10 wks, PT for 7 wks. No drop in attacks with the Keppra. None with PT.", MET),
        ("Keppra 500 mg bid for 10 wks, PT for 7 wks. Keppra helped. None with PT.", OPEN),
        ("Keppra 500 mg bid for 10 wks. Then PT for 7 wks. The former helped. The latter did nothing.", MET),
        ("Keppra 500 mg bid for 10 wks. Then PT for 7 wks. The former did nothing.", OPEN),
        ("Keppra 500 mg bid for 10 wks. Then PT for 7 wks. The first visit did nothing.", OPEN),
        ("Keppra, Jan to Apr. PT, Feb to Apr, weekly. When I saw her in May the jolts were no rarer.", MET),
        ("PT, Feb to Apr, weekly. Keppra, May to July. When I saw her the jolts were no rarer.", OPEN),
        ("Keppra 1/5-3/9. Over the same weeks PT twice weekly. Neither helped.", MET),
        ("Keppra 1/5-3/9. Over the same weeks a single PT visit. Neither helped.", OPEN),
        ("8 visits of PT across Mar and Apr. PT didn't help.", MET),
        ("PT visits missed in March and April. PT did nothing.", OPEN),
        ("Keppra Mar-May, PT 4/6-5/29. A: neuralgia that has yielded to neither medication nor therapy.", MET),
        ("Failed treatments:\n1. Keppra - Feb 1 to Apr 30\n2. Physical therapy - Mar 2 to Apr 24", MET),
        ("No benefit from the following: Keppra for 12 weeks; physical therapy for 8 weeks.", MET),
        ("Failed treatments:\n1. Keppra - Feb 1 to Apr 30\nCurrent:\n- PT - Mar 2 to Apr 24", OPEN),
        ("Which treatments failed?\n- Keppra for 12 weeks\n- PT for 8 weeks", OPEN),
        ("Treatments to use if the block failed: PT for 8 weeks.", OPEN),
        ("PT at Bayside: IE 6/1, 13 visits, DC 7/20. NPRS 7 → 7.", MET),
        ("PT at Bayside: IE 6/1, 13 visits, DC 7/20. NPRS 7 → 2.", NOT_MET),
        ("PT at Bayside: IE 6/1, 13 visits, DC 7/20. NPRS 3 to 8.", OPEN),
        ("TRIALS: (a) Keppra, 10 wks; (b) PT, 7 wks. RESPONSE: a) good b) 0", MET),
        ("TRIALS: (a) Keppra, 10 wks; (b) PT, 7 wks. RESPONSE: a) 0 b) some", OPEN),
        ("TRIALS: (a) Keppra, 10 wks; (b) PT, 7 wks. SIDE EFFECTS: a) none b) none", OPEN),
        ("Tx: 1) Keppra Mar 3-Apr 14; 2) PT Apr 20-Jun 5.\n1) nausea, no relief. 2) no carryover.", MET),
        ("Previously failed: epidural, facet block.\nPT for 10 weeks", OPEN),
        ("PT in March and April: 2 visits. It did nothing.", OPEN),
        ("PT from 7/13 to 8/28. Her brother has the same pain; nothing helped him.", OPEN),
        ("1. Keppra for 10 wks.\n2. PT for 7 wks.\nQuestions\n1. none\n2. none", OPEN),
        ("Keppra from May 4 to July 6 did nothing. Neither did the course of PT, March 9 to May 1.", MET),
        ("Keppra from May 4 to July 6 did nothing. Neither did her husband with PT from March 9 to May 1.", OPEN),
        ("PT for 6 weeks. The tablets made no dent and the therapist discharged him unimproved.", MET),
        ("PT for 6 weeks. The tablets made no dent and the therapist discharged him.", OPEN),
        ("PT for 8 weeks. Response: pt states she will think about it.", OPEN),
        ("PT for 8 weeks. Response: pt states much better.", NOT_MET),
        ("PT from 7/13 to 8/28. The shocks were just as frequent. He has taken nothing for this pain.", MET),
        ("PT from 7/13 to 8/28. The neck work left her headaches where they were.", MET),
        ("PT from 7/13 to 8/28; she left it with the pain as she came.", MET),
        ("PT from 7/13 to 8/28. He left the house as he came.", OPEN),
        ("PT from 7/13 to 8/28. Discharge status: unchanged.", MET),
        ("PT from 7/13 to 8/28. Discharge status: max benefit reached.", OPEN),
        ("PT from 7/13 to 8/28; none of it got me past square one.", MET),
        ("Keppra 9/1-12/5. Chiropractic and exercise for the neck, 10/6-12/12. Neither made a difference.", MET),
    ],
)
def test_which_of_several_treatments_a_result_is_told_of(text: str, expected: str) -> None:
    assert status(THERAPY, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lyrica 75 mg bid, 2/2 -> 4/20/26. Helped none; dizzy.", MET),
        ("Pamelor 50 hs Oct '25 - Jan '26, no diff in zaps.", MET),
        ("He was given Pamelor, 50 mg nightly. That was from January to the end of March. He had a dry mouth and the "
         "jolts were no fewer.", MET),
        ("Topamax: began 2/9/26, 50 bid by March, last dose 4/30/26. HA days/mo 19 at the start, 20 at the end.", MET),
        ("Topamax: began 2/9/26, 50 bid by March, last dose 4/30/26. HA days/mo 19 at the start, 8 at the end.", OPEN),
        ("Took Cymbalta 60 mg, April 6 through June 25. Attack count stayed at about thirty a day.", MET),
        ("Candesartan 16 mg daily from 4/20 to 7/27/2026. Number of days stayed at 17.", MET),
        ("Inderal LA 80 daily, Sept thru Dec 2025. PT, 1/19-3/13/26. Neither the Inderal nor the PT lowered her "
         "headache days.", MET),
        # of another cause, another place, what was injected, another person
        ("Pamelor 50 mg nightly from June 8 through July 31. The attacks stopped. In October she was rear-ended and "
         "since then the attacks have been as bad as ever.", OPEN),
        ("Pamelor 50 mg nightly, 1/5/26 -> 3/9/26. Then a nerve block on 3/20. Zaps same as before.", OPEN),
        ("Pamelor 50 mg nightly from June 8 through July 31. Weight unchanged.", OPEN),
    ],
)  # fmt: skip
def test_the_state_of_the_complaint_behind_a_medicine(text: str, expected: str) -> None:
    assert status(LONG, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chiropractic, Dr. Yoder, 5/18 -> 7/10, 2x/wk. Pain log same before and after.", MET),
        ("She went to physical therapy from March 2 through April 24. Her sleep is better for it. The jolts are not.",
         MET),
        ("A course of physical therapy, November 3, 2025 to January 9, 2026. The volleys were not affected.", MET),
        ("PHYSICAL MODALITIES\nPhysical therapy, 4/13/2026 to 6/5/2026, 16 visits\n\nRESPONSE\nPT: no fewer attacks.",
         MET),
        ("PT (neck) 4/6-5/29/26, 15 visits\nstabs: no change", MET),
        ("She went to physical therapy from March 2 through April 24. The head pain is better for it. Her neck motion "
         "is not.", OPEN),
        ("PT twice weekly from June 8 through July 31. If the head pain does not change we will do a block.", OPEN),
    ],
)  # fmt: skip
def test_the_state_of_the_complaint_behind_therapy(text: str, expected: str) -> None:
    assert status(THERAPY, text) == expected
