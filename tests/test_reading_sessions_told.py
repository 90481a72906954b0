"""Sessions, courses and counts as they are told in passing: what a person came down to and for how long, results that
point back, days of migraine among those counted before, walking without symptoms, ages in running text."""

from __future__ import annotations

import datetime as dt

import pytest
from phrasings import _corpus
from phrasings import status as status_of

from drafter import reading
from drafter.domain import Case

FACET, ESI, SIJ = "facet-medicare-l38773", "esi-medicare-lcd", "sij-medicare-lcd"
BOTOX, CGRP = "botox-chronic-migraine", "cgrp-preventives"
ASKED, SERVICE = dt.date(2026, 11, 20), dt.date(2026, 12, 10)


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (
            "met",
            "We ablated on October 7, 2025; he came down to 3 and stayed there until early August of "
            "this year. On the 0 to 10 scale he began at 8.",
        ),
        (
            "met",
            "On the 0 to 10 scale he began at 8. We ablated on October 7, 2025; he came down to 3 "
            "and stayed there until early August of this year.",
        ),
        (
            "met",
            "Ablated 10/17/25. From 8 he went down to 2. It stayed that low until July, and by September he was at 7.",
        ),
        ("met", "Lumbar RFA 10/17/2025. She was at 8 before it. She lived at a 2 or 3 for nine months after it."),
        ("not_documented", "RFA 10/17/2025. She was at 8 before it. She came down to 3."),
        (
            "not_documented",
            "RFA 10/17/2025. She was at 8 before it. Her sister came down to 3 and stayed there until July 2026.",
        ),
        (
            "not_documented",
            "RFA 10/17/2025. She was at 8 before it. We hope she comes down to 3 and stays there until July 2026.",
        ),
        ("not_documented", "RFA 10/17/2025. She began at 8 a.m. and was back at 3 and stayed until July 2026."),
        (
            "not_documented",
            "RFA 10/17/2025. She came down to 3 tablets a day and stayed there until July 2026; she began at 8.",
        ),
        (
            "not_documented",
            "RFA 10/17/2025. On gabapentin she came down to 3 and stayed there until July 2026; she began at 8.",
        ),
    ],
)
def test_a_course_told_of_a_person(status: str, text: str) -> None:
    found, why = status_of(FACET, "F12", "Repeat right RFA L4-5 and L5-S1. " + text, "64635")
    assert found == status, why


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (
            "met",
            "C7-T1 ILESI 05/14/2026, first ever. May shot: 8 going in, 3 at 2-wk call, still 3 at "
            "the visits 07/09 and 09/17, she was back to gardening and off tramadol.",
        ),
        (
            "not_documented",
            "CESI 5/14/26. 8 going in, 3 at 2-wk call, still 3 at the visits 07/09 and 09/17 on tramadol.",
        ),
        (
            "not_met",
            "#1 (only one so far) 7/16/26, same level.\n  pre:  NRS 8, NDI 52%\n  7/30: NRS 3, NDI "
            "28%\n  9/1:  NRS 8, NDI 50%.",
        ),
        (
            "not_documented",
            "#1 Low back pain since 7/16/26.\n  pre:  NRS 8, NDI 52%\n  7/30: NRS 3, NDI 28%\n  9/1:  NRS 8, NDI 50%.",
        ),
    ],
)
def test_a_session_by_its_number(status: str, text: str) -> None:
    found, why = status_of(ESI, "D7", "Repeat ESI. " + text, "62321")
    assert found == status, why


def test_numbered_blocks_are_no_ablations() -> None:
    text = "RFA left L4-5. Blocks, left medial branches:\n  #1 10/07/2026: NRS 8 before, 1 after\n  #2 11/04/2026."
    assert status_of(FACET, "F11", text, "64635")[0] == "not_documented"


@pytest.mark.parametrize(
    ("status", "text"),
    [
        ("met", "3/10/26 therapeutic L SIJ. Pain 7 before, 2 on 4/7/26, 3 on 6/30/26. Back in September."),
        (
            "not_met",
            "06/09/2026 diagnostic L SIJ, pain 8 to 1. 08/04/2026 therapeutic L SIJ (the first and "
            "only one). Pain 7 before, 3 at the two-week call. On 09/10/2026, her visit note says "
            "pain is 7 again.",
        ),
        ("not_documented", "3/10/26 therapeutic L SIJ exercises. Pain 7 before, 2 on 4/7/26, 3 on 6/30/26."),
    ],
)
def test_a_session_by_the_joint_alone(status: str, text: str) -> None:
    found, why = status_of(SIJ, "G7", "Repeat therapeutic SIJ injection left. " + text, "27096")
    assert found == status, why


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (
            "met",
            "1. Topiramate 100 mg daily 1/12/26 to 4/20/26, no drop in attacks\n2. Propranolol 120 "
            "mg daily 5/4/26 to 7/31/26, same result as #1",
        ),
        (
            "met",
            "Topiramate 100 mg daily 1/12/26 to 4/20/26, no benefit. Propranolol 120 mg daily 5/4/26 "
            "to 7/31/26, the same.",
        ),
        (
            "met",
            "Topiramate 100 mg daily 1/12/26 to 4/20/26: useless. Propranolol 120 mg daily 5/4/26 to "
            "7/31/26: same again.",
        ),
        (
            "met",
            "Topiramate 100 mg daily 1/12/26 to 4/20/26 - no change. Propranolol 120 mg daily 5/4/26 "
            "to 7/31/26 - same outcome.",
        ),
        (
            "met",
            "Topiramate 100 mg daily 1/12/26 to 4/20/26 no change. Propranolol 120 mg daily 5/4/26 "
            "to 7/31/26 with an identical result.",
        ),
        (
            "met",
            "Topiramate 100 mg daily 1/12/26 to 4/20/26 failed. Propranolol 120 mg daily 5/4/26 to "
            "7/31/26. Same, ineffective.",
        ),
        (
            "met",
            "Topiramate 100 mg daily 1/12/26 to 4/20/26 failed. Propranolol 120 mg daily 5/4/26 to "
            "7/31/26, as with topiramate.",
        ),
        (
            "not_documented",
            "Topiramate 100 mg daily 1/12/26 to 4/20/26 helped well. Propranolol 120 mg daily 5/4/26 "
            "to 7/31/26, same story.",
        ),
        (
            "not_documented",
            "Topiramate 100 mg daily 1/12/26 to 4/20/26 failed. Propranolol 120 mg daily since 5/4/26, same dose.",
        ),
        (
            "not_documented",
            "Topiramate 100 mg daily 1/12/26 to 4/20/26 failed. Propranolol 120 mg daily 5/4/26 to "
            "7/31/26. Same side effects as her sister.",
        ),
        (
            "not_documented",
            "Topiramate 100 mg daily 1/12/26 to 4/20/26 failed. She also had PT. Propranolol 120 mg "
            "daily 5/4/26 to 7/31/26, same.",
        ),
        (
            "not_documented",
            "1. Topiramate 100 mg daily 1/12/26 to 4/20/26, continues\n2. Propranolol 120 mg daily "
            "5/4/26 to 7/31/26, same result.",
        ),
        (
            "not_documented",
            "Topiramate 100 mg daily 1/12/26 to 4/20/26 failed. Her sister's propranolol 120 mg "
            "daily 5/4/26 to 7/31/26, same story.",
        ),
        (
            "not_documented",
            "Topiramate 100 mg daily 1/12/26 to 4/20/26 stopped for rash. Propranolol 120 mg daily "
            "5/4/26 to 7/31/26, same pharmacy.",
        ),
    ],
)
def test_a_result_points_back(status: str, text: str) -> None:
    found, why = status_of(BOTOX, "C4", "Chronic migraine. " + text, "64615")
    assert found == status, why


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (
            "met",
            "Headache days Aug/Sep/Oct: 22 / 21 / 23. Of those, throbbing one-sided w/ nausea + "
            "photophobia: 12 / 11 / 13.",
        ),
        (
            "met",
            "Diary Aug-Sep-Oct: 19, 18, 20 headache days; throbbing, nausea and light sensitive on "
            "12, 11, 13 of those.",
        ),
        (
            "met",
            "Diary: 22, 20 and 21 headache days. She starred 12, 11 and 13 of those, the ones that "
            "throb on one side with nausea.",
        ),
        ("met", "20 headache days a month; 12 are one-sided, pounding, with light sensitivity and vomiting."),
        ("met", "HA d/mo: 20. Full migraine: 12."),
        ("met", "HA 20 d/mo, with phono/photophobia and nausea 12 d/mo."),
        ("not_met", "20 headache days a month; 5 are one-sided, pounding."),
        ("not_documented", "20 headache days a month; 12 are without nausea and mild."),
        ("not_documented", "20 headache days a month; 12 are treated with rizatriptan and nausea medicine."),
        ("not_documented", "20 headache days a month, maybe 12 of them throbbing with nausea."),
        ("not_documented", "Headache days Aug/Sep/Oct: 22 / 21 / 23. Of those, treated: 12 / 11 / 13."),
        ("not_documented", "HA d/mo: 20. Migraine meds: 12."),
        ("not_documented", "20 headache days a month; she was at work on 12."),
    ],
)
def test_days_of_migraine_among_those_before(status: str, text: str) -> None:
    found, why = status_of(BOTOX, "C1", "Chronic migraine since April 2026. " + text, "64615")
    assert found == status, why


@pytest.mark.parametrize(
    ("status", "text"),
    [
        ("met", "One she leaves alone runs eight to ten hours."),
        ("met", "Left alone a headache goes 6 to 8 hrs."),
        ("met", "If she lets it go alone it lasts 8 hours."),
        ("not_met", "One she leaves alone runs one to two hours."),
        ("not_documented", "The aura she leaves alone runs 20 minutes."),
        ("not_documented", "She was left alone for 6 hours at the ER."),
    ],
)
def test_hours_of_one_left_alone(status: str, text: str) -> None:
    found, why = status_of(BOTOX, "C2", text, "64615")
    assert found == status, why


@pytest.mark.parametrize(
    ("status", "text"),
    [
        ("met", "Rosalind Teague is 41 and teaches middle school orchestra."),
        ("met", "52 y M with migraine"),
        ("met", "Ms. Teague (46) comes for Botox."),
        ("met", "a woman of 44 with migraine"),
        ("not_documented", "Her daughter Amy Teague is 12 and plays the violin."),
        ("not_documented", "Amy Teague, her daughter, is 12."),
        ("not_documented", "Neck Disability is 41 and HIT is 60."),
        ("not_documented", "Ms. Fennimore (46%) relief"),
        ("not_documented", "Mr. Teague (41 units given)"),
    ],
)
def test_an_age_in_running_text(status: str, text: str) -> None:
    found, why = status_of(BOTOX, "C3", text, "64615")
    assert found == status, why


@pytest.mark.parametrize(
    ("status", "text"),
    [
        ("met", "There is nothing down the leg, he walks as far as he likes."),
        ("met", "No leg sx, no numbness, walks/stands w/o leg heaviness."),
        ("met", "No leg component. No walking intolerance to suggest claudication."),
        ("met", "No leg pain. Walks two miles without trouble."),
        ("met", "Pain does not go into the legs and he has no trouble walking any distance."),
        ("met", "Nothing below the buttock; no leg pain walking or standing. No radiculopathy."),
        ("met", "Legs are free of pain at rest and on walking."),
        ("met", "w/o radic, no claud"),
        ("not_documented", "There is nothing down the leg."),
        ("not_documented", "Walks as far as he likes."),
        ("not_documented", "Relief not into the legs yet. Walks as far as the mailbox, then legs go heavy."),
        ("not_documented", "His wife walks as far as she likes and has no pain down the legs."),
        ("not_documented", "Before the accident he could walk as far as he liked with no pain down the leg."),
        ("not_documented", "No pain down the left leg. Right leg burns to the foot."),
    ],
)
def test_legs_and_walking_without_symptoms(status: str, text: str) -> None:
    found, why = status_of(FACET, "F3", "Low back pain from lumbar spondylosis. " + text, "64635")
    assert found == status, why


@pytest.mark.parametrize(
    ("status", "text"),
    [
        ("met", "PT 1/5-2/27/26 and meloxicam x 3 mo: neither got her below 6."),
        ("met", "PT in fall 2025 (10 visits), naproxen, then TENS; none did it."),
        ("met", "PT 10 visits, then naproxen. Nothing brought it under 6."),
        ("not_documented", "PT and naproxen: neither got a refill."),
        ("not_documented", "PT is planned; nothing got her below 6."),
    ],
)
def test_care_that_brought_it_no_lower(status: str, text: str) -> None:
    found, why = status_of(FACET, "F2", "Back pain since spring 2025. " + text, "64635")
    assert found == status, why


@pytest.mark.parametrize(
    ("status", "text"),
    [
        ("met", "Neither the hip nor the lumbar spine explains it."),
        (
            "met",
            "Lumbar MRI and hip films in April were read as not explaining it, and Dr. Sorbo wrote "
            '"hip and spine excluded."',
        ),
        ("met", "Pain is not from the hip or the spine."),
        ("met", "MRI and hip films do not account for the pain."),
        ("not_documented", "Neither spine nor hip has been imaged."),
        ("not_documented", "Hip and spine to be excluded."),
        ("not_documented", "MRI may not explain it."),
        ("not_met", "The hip explains the pain."),
    ],
)
def test_neither_the_hip_nor_the_spine(status: str, text: str) -> None:
    found, why = status_of(SIJ, "G5", "Left SIJ pain. " + text, "27096")
    assert found == status, why


@pytest.mark.parametrize(
    ("status", "text"),
    [
        ("met", "Any other CGRP preventive, now or alongside?  No, none before and none planned."),
        ("met", "She has not had any medicine of the Aimovig kind before and takes no other now."),
        ("met", "She takes nothing else of its class and will not."),
        ("not_documented", "Any other CGRP preventive, now or alongside? No record of it."),
        ("not_documented", "Any other CGRP preventive, now or alongside? Yes, Qulipta."),
        ("not_documented", "Any other CGRP preventive, now or alongside?"),
        ("not_documented", "Her aunt has not had any medicine of the Aimovig kind."),
        ("not_documented", "She does not drink. Headache of the migraine type."),
    ],
)
def test_another_drug_of_its_kind(status: str, text: str) -> None:
    found, why = status_of(CGRP, "E7", "Please start Aimovig 70 mg monthly for migraine. " + text, "J3590")
    assert found == status, why


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (
            "met",
            "Headache days 12, 11 and 12 a month, and of those 10, 9 and 10 were migraine. The rest "
            "are mild tension days.",
        ),
        ("met", "Headache on 12 days a month, migraine on 10; the others are dull tension headaches."),
        ("met", "Nearly all of hers are migraine, the odd tension day is a minor player."),
        ("not_documented", "12 headache days a month, 10 of them migraine."),
        ("not_documented", "12 headache days a month, 4 of them migraine. The rest are mild tension days."),
        ("not_documented", "12 headache days a month, 6 of them migraine, the rest tension."),
    ],
)
def test_the_rest_is_something_else(status: str, text: str) -> None:
    found, why = status_of(CGRP, "E4", "Please start Aimovig 70 mg monthly for migraine. " + text, "J3590")
    assert found == status, why


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (
            "not_met",
            "Date | Entry | HA days/mo | HA hrs/mo | migraine days/mo\n05/2026 | baseline diary, "
            "before any Botox | 19 | 190 | 11\n06/19/2026 | CYCLE 1, 155 U | - | - | -\n07/2026 | "
            "diary | 16 | 160 | 8\n10/2026 | diary | 13 | 125 | 4",
        ),
        (
            "met",
            "Date | Entry | HA days/mo | HA hrs/mo | migraine days/mo\n05/2026 | baseline diary, "
            "before any Botox | 19 | 190 | 11\n06/19/2026 | CYCLE 1, 155 U | - | - | -\n07/2026 | "
            "diary | 16 | 160 | 8\n10/2026 | diary | 9 | 125 | 4",
        ),
        ("not_documented", "Month | Note | HA days | MMD\n09/2026 | diary | 22 | 14\n10/2026 | diary | 12 | 6"),
        (
            "not_documented",
            "Month | Note | NRS | MIDAS\nbaseline | before Botox | 22 | 14\n10/2026 | after cycle 2 | 12 | 6",
        ),
        (
            "not_documented",
            "Month | Whose | HA days | MMD\nbaseline | sister, before Botox | 22 | 14\n10/2026 | sister | 12 | 6",
        ),
    ],
)
def test_a_table_with_words_in_its_rows(status: str, text: str) -> None:
    found, why = status_of(BOTOX, "C7", "Continuation of Botox for chronic migraine, cycle 3.\n" + text, "64615")
    assert found == status, why


@pytest.mark.parametrize(
    ("status", "text"),
    [
        ("met", "Prior cycles: three. 02/12/26, 05/14/26, 08/20/26. Each 155 units."),
        ("met", "Last treated 9/8/26."),
        ("met", "Tx #1 3/10/26, tx #2 6/9/26, tx #3 9/8/26."),
        ("not_met", "Prior cycles: two. 05/14/26, 10/20/26."),
        ("not_documented", "Last treated for sinusitis 9/8/26."),
        ("not_documented", "PT. Last treated 9/8/26."),
        ("not_documented", "Prior PT cycles: two. 05/14/26, 08/20/26."),
        ("not_documented", "Prior cycles: two. Her periods 05/14/26, 08/20/26."),
        ("not_documented", "Her sister's cycles: 3/10/26, 6/9/26, 9/8/26."),
    ],
)
def test_days_of_cycles_stand_alone(status: str, text: str) -> None:
    """The day of the service is known, so that the time since the last cycle can be counted."""
    policy = next(p for p in _corpus().policies if p.id == BOTOX)
    told = f"Continuation of Botox for chronic migraine, 64615. 155 units. {text}"
    given = {"text": told, "services": ({"code": "64615"},), "request_date": ASKED, "service_date": SERVICE}
    found = reading.read(Case.model_validate(given), policy, 0, today=ASKED).findings
    read = next(f for f in found if f.criterion == "C5")
    assert read.status == status, read.why


@pytest.mark.parametrize(
    ("status", "text"),
    [
        ("not_met", "My plan is to continue the Botox every twelve weeks together with the Vyepti."),
        ("not_met", "We will continue Botox alongside the Vyepti."),
        ("met", "We will not continue Botox together with Vyepti."),
        ("not_documented", "If we continue Botox together with Vyepti the plan will object."),
    ],
)
def test_botulinum_toxin_kept_beside_it(status: str, text: str) -> None:
    policy = next(p for p in _corpus().policies if p.id == CGRP and p.version == "FEP")
    given = {"text": text, "services": ({"code": "J3032"},), "request_date": ASKED}
    found = reading.read(Case.model_validate(given), policy, 0, today=ASKED).findings
    read = next(f for f in found if f.criterion == "E21")
    assert read.status == status, read.why
