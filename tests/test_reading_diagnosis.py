"""Diagnoses told in many ways with twins that show nothing: doubts, referrals, histories, claims, other people."""

from __future__ import annotations

import pytest
from phrasings import read

MET, NOT_MET, OPEN = "met", "not_met", "not_documented"


@pytest.mark.parametrize(
    "phrase",
    [
        "Occipital neuralgia, left.",
        "Diagnosed with occipital neuralgia today.",
        "Impression: greater occipital neuralgia, bilateral.",
        "Patient has occipital neuralgia.",
        "A/P: 1) occipital neuralgia - GONB today.",
        "Occipital nerve neuralgia bilat, established dx.",
        "Arnold's neuralgia, active.",
        "Occipital neuralgia rather than cervicogenic headache.",
        "My diagnosis is occipital neuralgia.",
        "Occipital neuralgia is confirmed.",
        "Clearly occipital neuralgia.",
        "Not only migraine but also occipital neuralgia.",
        "Her occipital neuralgia has flared again.",
        "Occipital neuralgia persists despite gabapentin.",
        "Pt w/ ON, GON tender.",
        "Recurrence of occipital neuralgia.",
        "Assessment: Occipital neuralgia. Mother has migraine.",
        "Differential was broad; final impression occipital neuralgia.",
        "Occipital neuralgia (right).",
        "Pt seen for follow up of occipital neuralgia, which remains active.",
        "Diagnosis: Occipital neuralgia, bilateral. Family history: migraine.",
        "MRI negative. Diagnosis of occipital neuralgia stands.",
        "Occipital neuralgia established by positive block.",
        "Lesser occipital neuralgia, left.",
        "I concur with neurology: occipital neuralgia.",
        "Not migraine. Occipital neuralgia.",
        "Imp: Occipital neuralgia, likely triggered by whiplash.",
        "Occipital neuralgia; r/o cervicogenic headache as contributor.",
        "Occipital neuralgia - worsening.",
        "Dx: ON L. Patient's sister also has migraines.",
        "Occipital Neuralgia: uncontrolled.",
        "History of ON, active today with tender GON; assessment occipital neuralgia.",
    ],
)
def test_shown(phrase: str) -> None:
    assert read("DX", phrase) == MET


@pytest.mark.parametrize(
    "phrase",
    [
        "Occipital neuralgia ruled out.",
        "ON excluded by negative block.",
        "The patient doesn't have ON.",
        "I do not believe this is occipital neuralgia.",
        "Negative for occipital neuralgia.",
        "Previously diagnosed occipital neuralgia was a misdiagnosis; she has migraine.",
        "Diagnosis revised: cervicogenic headache, not occipital neuralgia.",
        "The diagnosis of occipital neuralgia is no longer tenable.",
        "Occipital neuralgia is not the diagnosis.",
        "Occipital neuralgia erroneously listed; removed from the problem list.",
        "Headache is due to C2-3 facet arthropathy, not ON.",
        "ON dx dropped after second opinion.",
        "Not ON.",
        "There is no occipital neuralgia.",
        "Block negative, occipital neuralgia excluded.",
        "We can rule out ON at this point.",
        "Occipital neuralgia resolved in 2022.",
        "H/o occipital neuralgia, fully recovered.",
        "I disagree with the diagnosis of occipital neuralgia.",
        "Symptoms not consistent with occipital neuralgia.",
        "Occipital neuralgia is highly unlikely.",
        "ON has been removed from her diagnoses.",
    ],
)
def test_shown_unmet(phrase: str) -> None:
    assert read("DX", phrase) == NOT_MET


@pytest.mark.parametrize(
    "phrase",
    [
        "Possible occipital neuralgia.",
        "Occipital neuralgia suspected.",
        "Suspicion of occipital neuralgia.",
        "Evaluate for occipital neuralgia.",
        "Consider occipital neuralgia.",
        "?ON",
        "Cannot rule out occipital neuralgia.",
        "Working diagnosis occipital neuralgia.",
        "Symptoms suggestive of occipital neuralgia.",
        "Might be ON.",
        "History of occipital neuralgia.",
        "Family history of occipital neuralgia.",
        "FHx: mother - ON.",
        "Reason for referral: occipital neuralgia.",
        "Referral form says occipital neuralgia.",
        "Patient states she has occipital neuralgia.",
        "Chiropractor's diagnosis: occipital neuralgia.",
        "Old records list occipital neuralgia.",
        "Patient asks whether this is occipital neuralgia.",
        "ICD-10: M54.81.",
        "Superbill: M54.81; note: migraine without aura.",
        "Occipital pain, sharp.",
        "Postherpetic neuralgia.",
        "Migraine and tension-type headache.",
        "Cluster headache.",
        "Discussed occipital neuralgia with the patient.",
        "Medical necessity for occipital neuralgia per policy requires a block.",
        "Will diagnose occipital neuralgia if block positive.",
        "Occipital neuralgia was on the list in 2018.",
        "Copied forward: occipital neuralgia.",
        "Diagnosis: __________",
        "Assessment: ON vs. TTH. Plan: block.",
        "Seen 3/2024 for occipital neuralgia.",
        "Nurse triage: caller with occipital neuralgia.",
        "Radiology: findings may be seen in occipital neuralgia.",
        "ON vs ON mimic",
        "Headache, ? occipital neuralgia",
        "Her friend with occipital neuralgia recommended us.",
        "The possibility of occipital neuralgia was raised.",
        "Patient self-diagnosed occipital neuralgia.",
        "Student note: occipital neuralgia (not cosigned).",
        "Diagnosis code M54.81 on the order; no diagnosis in the note.",
        "Most likely occipital neuralgia.",
        "Occipital neuralgia is suspected.",
        "Favor occipital neuralgia over migraine.",
        "ON versus TTH.",
        "Occipital neuralgia or migraine.",
        "R/O ON, bilateral",
        "Consider diagnosis of ON.",
        "ON on the differential.",
        "Looks like ON.",
        "Query ON.",
        "ON??",
        "Referral: occipital neuralgia.",
        "PCP diagnosis: ON. My impression: headache, etiology undetermined.",
        "She was told she has ON by urgent care.",
        "Outside neurologist diagnosed ON in 2021.",
        "Past history: occipital neuralgia.",
        "Past dx of ON.",
        "H/o ON.",
        "Father: occipital neuralgia.",
        "Daughter was diagnosed with ON last week.",
        "Pt believes she has ON.",
        "Patient reports a diagnosis of ON.",
        "Intake form: occipital neuralgia checked.",
        "Claim dx: M54.81.",
        "Billing sheet lists occipital neuralgia; chart note says migraine.",
        "Problem list: ON (added 2015).",
        "Occipital neuralgia on PMH, not discussed today.",
        "Occipital pain and tenderness.",
        "GON tenderness, positive Tinel.",
        "Occipital headache, nonspecific.",
        "Trigeminal neuralgia; occiput normal.",
        "Occipital lobe epilepsy.",
        "Diagnosis deferred.",
        "Diagnosis pending block result; ON if positive.",
        "Diagnostic GONB to evaluate for ON.",
        "This policy covers occipital neuralgia.",
        "Education on occipital neuralgia provided.",
        "Office visit 3/15/2024. Assessment: ON.",
        "Copy of prior note: occipital neuralgia.",
        'Template: "The patient has occipital neuralgia".',
        "Monday: ON. Thursday: this is not ON.",
        "Medical student: occipital neuralgia; attending note pending.",
    ],
)
def test_left_open(phrase: str) -> None:
    assert read("DX", phrase) == OPEN


@pytest.mark.parametrize(
    ("phrase", "status"),
    [
        ("Without question she has occipital neuralgia.", MET),
        ("ON went into remission in 2024 but came back in August and is now daily.", MET),
        ("Occipital neuralgia, resolved after 2023 RFA, relapsed in spring, active today.", MET),
        ("Problem list reviewed: occipital neuralgia (2018) - active, treated today.", MET),
        ("Diagnosed with ON in 2019; continues with daily attacks.", MET),
        ("ON established by diagnostic blocks last year, pain ongoing.", MET),
        ("She suffers from occipital neuralgia.", MET),
        ("Undoubtedly occipital neuralgia.", MET),
        ("Dx: ON (bilat), uncontrolled on gabapentin.", MET),
        ("Occipital neuralgia; insurance denied the last block.", MET),
        ("Occipital neuralgia, first diagnosed 2017, uncontrolled.", MET),
        ("Occipital neuralgia, in remission 2022-2025, active again since August.", MET),
        ("Occipital neuralgia. Coding: M54.81.", MET),
        ("Diagnosed with occipital neuralgia by me last month, still daily.", MET),
        ("Pain compatible with occipital neuralgia, proven by two blocks.", MET),
        ("Neuralgia of the L GON, ongoing.", MET),
        ("Block requested for cervicogenic headache.", NOT_MET),
        ("Indication for the nerve block: chronic migraine.", NOT_MET),
        ("First treated as occipital neuralgia, but the final diagnosis is giant cell arteritis.", NOT_MET),
        ("Resident note: ON. Attending addendum: this is migraine, not ON.", NOT_MET),
        ("The referral says occipital neuralgia. Exam shows none of its signs. She does not have it.", NOT_MET),
        ("Dr. A: occipital neuralgia. Dr. B: tension-type headache, doubt ON.", OPEN),
        ("A 2020 discharge sheet lists occipital neuralgia.", OPEN),
        ("Occipital neuralgia was suspected and then ruled out.", NOT_MET),
        ("The pain is similar to occipital neuralgia.", OPEN),
        ("Assessment and Plan: 1. Occipital neuralgia - schedule block.", MET),
        ("I would not call it occipital neuralgia.", NOT_MET),
        ("At first thought to be ON; the diagnosis was then changed to zoster.", NOT_MET),
        ("The pain clinic calls it occipital neuralgia; her neurologist does not accept that.", OPEN),
        ("Impression and plan: Occipital neuralgia. Block next week.", MET),
        ("Sent to me as occipital neuralgia. It turned out to be zoster.", NOT_MET),
        ("S/p fall w/ post-traumatic ON, ongoing.", MET),
        ("ON considered, blocks negative, ON r/o'd.", NOT_MET),
        ('CC: "my occipital neuralgia is bad". Assessment not entered.', OPEN),
        ("Diagnosis on referral: ON.", OPEN),
        ("Block requested for headache.", OPEN),
        ("Block requested for possible cervicogenic headache.", OPEN),
        ("Findings suggest occipital neuralgia, to be confirmed by block.", OPEN),
        ("Occipital neuralgia remains a consideration.", OPEN),
        ("ON OD, vision 20/200.", OPEN),
        ("Carbamazepine for occipital neuralgia, medication list of 2022.", OPEN),
        ("Occipital neuralgia in complete remission since 2024.", NOT_MET),
        ("Occipital neuralgia on her chart is a mistake.", NOT_MET),
        ("The diagnosis of ON in previous notes was wrong.", NOT_MET),
        ("Prior ON has resolved completely.", NOT_MET),
        ("Past ON; no symptoms since 2022, considered resolved.", NOT_MET),
        ("She does not suffer from occipital neuralgia.", NOT_MET),
        ("No evidence for occipital neuralgia on exam or by block.", NOT_MET),
        ("Neither ON nor cervicogenic headache; this is tension headache.", NOT_MET),
        ("Blocks failed twice, so ON is off the table.", NOT_MET),
        ("ON was ruled out last year.", NOT_MET),
        ("Occipital neuralgia: none.", NOT_MET),
        ("ON, quiescent for two years, no current symptoms.", NOT_MET),
        ("Occipital neuralgia gone since spring.", NOT_MET),
        ("Occipital neuralgia diagnosis is no longer supported.", NOT_MET),
        ("Coder added ON so that the claim passes.", OPEN),
        ("Front desk entered ON for the authorization.", OPEN),
        ("Occipital neuralgia remission?", OPEN),
        ("Question of occipital neuralgia.", OPEN),
        ("Occipital neuralgia on problem list.", OPEN),
        ("Occipital pain, neuralgia not characterised.", OPEN),
        ("ON 2015.", OPEN),
        ("ON would explain this.", OPEN),
        ("Seen for ON consult.", OPEN),
        ("Prior ON; headaches now of unclear type.", OPEN),
        ("ON if block is positive.", OPEN),
        ("Occipital neuralgia in remission? unclear.", OPEN),
        ("ON listed by mistake or not? unclear.", OPEN),
        ("Rx for ON 2019.", OPEN),
        ("I had written occipital neuralgia in March; I take that back.", NOT_MET),
    ],
)
def test_classes_and_their_twins(phrase: str, status: str) -> None:
    """What came back, is over, is an office's label, or stands on a list alone."""
    assert read("DX", phrase) == status


@pytest.mark.parametrize(
    ("phrase", "status"),
    [
        ("Is there occipital neuralgia? Dr. Poole: no, cluster headache only.", NOT_MET),
        ("Does he have occipital neuralgia? Yes, I confirmed it by palpation.", MET),
        ("Could this be occipital neuralgia? MD: not sure yet.", OPEN),
        ("He wondered whether he had occipital neuralgia. I told him it is not: the nerve is not tender.", NOT_MET),
        ("She asked if this was occipital neuralgia. I said that it is; the nerve is tender.", MET),
        ("The clinic called it migraine. I disagree: occipital neuralgia, left.", MET),
        ("The clinic called it occipital neuralgia. I do not share that view and diagnose migraine.", NOT_MET),
        ("I do not share the view that she has occipital neuralgia.", NOT_MET),
        (
            "In 2019 she was diagnosed with occipital neuralgia, but it cleared years ago and was taken off her list.",
            NOT_MET,
        ),
        ("In 2019 she was diagnosed with occipital neuralgia; it cleared but came back in May.", MET),
        ("In April 2023 Dr. Osei recorded left occipital neuralgia. Nothing newer was sent.", OPEN),
        ("Through the portal she wrote that she has occipital neuralgia.", OPEN),
        ("I have taken back the label of occipital neuralgia.", NOT_MET),
        ("Occipital neuralgia stays on the list of possibilities.", OPEN),
        ("Occipital neuralgia: [ ] active [x] resolved", NOT_MET),
        ("Occipital neuralgia: [ ] active [ ] resolved", OPEN),
    ],
)
def test_answers_rejected_views_and_what_is_over(phrase: str, status: str) -> None:
    assert read("DX", phrase) == status


@pytest.mark.parametrize(
    ("phrase", "status"),
    [
        ("Occipital neuralgia w/u negative; migraine.", NOT_MET),
        ("Occipital neuralgia w/u in progress.", OPEN),
        ("For a while we had thought of occipital neuralgia, but what he has is migraine.", NOT_MET),
        ("For a while we had thought of migraine, but what he has is occipital neuralgia.", MET),
        ("For a while we had thought of occipital neuralgia.", OPEN),
        ("Occipital neuralgia came up again; it is too soon to tell.", OPEN),
        ("On occipital neuralgia I withhold judgment for now.", OPEN),
        ("The fellow's note mentions occipital neuralgia. I have yet to see the patient.", OPEN),
        ("The fellow's note says occipital neuralgia; I examined the patient and agree.", MET),
    ],
)
def test_spoken_of_and_not_diagnosed(phrase: str, status: str) -> None:
    assert read("DX", phrase) == status


@pytest.mark.parametrize(
    ("phrase", "status"),
    [
        ("ON per pt report.", OPEN),
        ("We learned from her husband that she has occipital neuralgia.", OPEN),
        ('Comment: he would like shots for his "occipital neuralgia".', OPEN),
        ("Taken off the list today: occipital neuralgia", NOT_MET),
        ("Occipital neuralgia ..... no", OPEN),
        ("Today's dx ........ occipital neuralgia, left", MET),
    ],
)
def test_hearsay_quotation_marks_and_leaders(phrase: str, status: str) -> None:
    assert read("DX", phrase) == status


@pytest.mark.parametrize(
    ("phrase", "status"),
    [
        ("Poss ON, L.", OPEN),
        ("ON excl'd; migraine.", NOT_MET),
        ("I have no hesitation in calling this occipital neuralgia.", MET),
        ("I used to carry occipital neuralgia on her chart. That was wrong; the diagnosis is migraine.", NOT_MET),
        ("I used to carry occipital neuralgia on her chart.", OPEN),
        ("Nothing in the history or on examination points to occipital neuralgia.", NOT_MET),
        ("The tender nerve and the block point to occipital neuralgia.", OPEN),
        ("Referral question: occipital neuralgia?\nReply: No. Facet pain.", NOT_MET),
        ("Referral question: occipital neuralgia?\nReply: not yet known.", OPEN),
    ],
)
def test_short_hand_doubts_and_what_nothing_supports(phrase: str, status: str) -> None:
    assert read("DX", phrase) == status


@pytest.mark.parametrize(
    ("phrase", "status"),
    [
        ("Occipital neuralgia would be my second guess, and an MRI is ordered.", OPEN),
        ("Occipital neuralgia should be treated with a block, and I diagnosed it today.", MET),
        ("Occipital neuralgia cannot be distinguished from facet pain at present.", OPEN),
        ("My first impression of occipital neuralgia has not held up; this is migraine.", NOT_MET),
        ("He had occipital neuralgia as a student and has had no trace of it these ten years.", NOT_MET),
        ("She brought printouts on occipital neuralgia.", OPEN),
    ],
)
def test_possible_only_and_of_youth(phrase: str, status: str) -> None:
    assert read("DX", phrase) == status


@pytest.mark.parametrize(
    ("phrase", "status"),
    [
        ("On balance I lean towards occipital neuralgia, though facet pain would explain it as well.", OPEN),
        (
            "Dr. A is satisfied that this is occipital neuralgia. Dr. B, who shares her care, writes that it is not.",
            OPEN,
        ),
        ("Dr. A is satisfied that this is occipital neuralgia. Dr. B, who shares her care, writes that it is.", MET),
        ("Her occipital neuralgia settled after the block last year and has never come back.", NOT_MET),
        ("Her occipital neuralgia settled after the block last year.", OPEN),
        ("Occip. neuralgia in 2020, symptom-free since.", NOT_MET),
        (
            "He had occipital neuralgia in 2021. In May the same pain returned, and today I diagnosed a relapse of it.",
            MET,
        ),
        ("He had occipital neuralgia in 2021. In May a different pain began, no relapse of it.", OPEN),
        ("My patient, whom I have treated for occipital neuralgia since November of last year.", MET),
        ("Occipital neuralgia is on the problem list; it is noted at all seven visits since.", MET),
        ("Occipital neuralgia is on the problem list; it is noted in a letter of 2019.", OPEN),
        ("Occipital neuralgia, diagnosed in February 2025 and carried forward in every visit since.", MET),
        ("Occipital neuralgia, carried forward from an old note.", OPEN),
    ],
)
def test_courses_and_other_opinions(phrase: str, status: str) -> None:
    assert read("DX", phrase) == status


@pytest.mark.parametrize(
    ("wanted", "phrase"),
    [
        (
            OPEN,
            "The ED note says occipital neuralgia; the neurology note says cervicogenic headache, no "
            "occipital neuralgia.",
        ),
        (
            OPEN,
            "Dr. Adeyemi calls this occipital neuralgia. Dr. Kline, who saw her the same week, does not think it is.",
        ),
        (MET, "09/02/26 A: r/o ON. 11/02/26 A: ON, confirmed by GON block."),
        (
            NOT_MET,
            "3/14/26 Dx: occipital neuralgia. 10/30/26 Dx: occipital neuralgia ruled out, tension-type headache.",
        ),
        (OPEN, "10/30/26 A: ON. 11/06/26 A: not ON per second reader."),
        (MET, "04/01/26 Imp: not ON, migraine. 11/10/26 Imp: occipital neuralgia, left, confirmed with two blocks."),
        (NOT_MET, "Occipital neuralgia: N | Migraine without aura: Y | e-signed Patel MD 11/18/26"),
        (OPEN, "Occipital neuralgia: N | Migraine: Y | form completed by front desk"),
        (OPEN, "Occipital neuralgia handout given at checkout, not reviewed."),
        (OPEN, "We went over what occipital neuralgia means and how it is treated."),
        (MET, "What she has is occipital neuralgia, and I explained how it is treated."),
        (
            NOT_MET,
            "I once favored occipital neuralgia here. After the negative block I have dropped that idea; "
            "this is tension-type headache.",
        ),
        (
            OPEN,
            "My colleague and I discussed him at conference and could not agree whether this is occipital neuralgia.",
        ),
        (
            OPEN,
            "The alternatives are occipital neuralgia and a C2-3 facet source; an MBB should help decide between them.",
        ),
        (NOT_MET, "An outside clinic labelled her with occipital neuralgia; I reject that diagnosis."),
        (OPEN, "An outside clinic labelled her with occipital neuralgia; I have no records to check that label."),
        (MET, "There is no longer any doubt in my mind that this is occipital neuralgia."),
    ],
)
def test_entries_authors_and_explanations(wanted: str, phrase: str) -> None:
    assert read("DX", phrase) == wanted


@pytest.mark.parametrize(
    ("wanted", "phrase"),
    [
        (NOT_MET, "ON settled in 2024, not one attack since."),
        (NOT_MET, "Occipital neuralgia quieted in 2023 and not a single episode since then."),
        (NOT_MET, "ON burned itself out last winter, no attack since."),
        (NOT_MET, "Occipital neuralgia, no attacks whatsoever since the 2022 decompression."),
        (MET, "ON, no attack since Tuesday."),
        (MET, "ON, not one attack-free day since March."),
        (MET, "Occipital neuralgia: diagnosis settled in 2024, attacks daily since."),
        (MET, "The diagnosis is settled: occipital neuralgia."),
        (MET, "Once read as tension headache; diagnosis revised to ON this visit."),
        (MET, "Diagnosis changed today from migraine to occipital neuralgia."),
        (MET, "Previously labelled cervicogenic headache, now amended to ON."),
        (MET, "Dx updated to occipital neuralgia after today's block."),
        (NOT_MET, "Once read as ON; diagnosis revised to tension headache this visit."),
        (OPEN, "Diagnosis to be revised to ON if the block works."),
        (OPEN, "Diagnosis may be revised to ON."),
        (OPEN, "Billing revised the code to ON."),
        (NOT_MET, "Neurology: ICHD criteria for ON not fulfilled. I concur."),
        (NOT_MET, "ICHD-3 criteria for occipital neuralgia are not met."),
        (NOT_MET, "Does not meet ICHD criteria for ON."),
        (NOT_MET, "ON criteria not fulfilled."),
        (NOT_MET, "Criteria for ON: not met (no paroxysms, no tenderness)."),
        (MET, "ICHD criteria for ON fulfilled."),
        (OPEN, "Whether ICHD criteria for ON are fulfilled cannot be told yet."),
        (OPEN, "Insurer: criteria for ON block not met."),
        (OPEN, "Neurology: ICHD criteria for ON not fulfilled. I disagree."),
        (OPEN, "Chief complaint per the front desk: occipital neuralgia."),
        (OPEN, "Reason for visit (front office): ON."),
        (OPEN, "Check-in: occipital neuralgia."),
        (OPEN, "Scheduler's note: occipital neuralgia."),
        (OPEN, "Receptionist entered occipital neuralgia as the reason for visit."),
        (OPEN, "Appointment type: occipital neuralgia block."),
        (OPEN, "Per scheduling: ON."),
        (NOT_MET, "I disagree with the emergency department, who called this occipital neuralgia; it is not."),
        (NOT_MET, "The ED called it ON. It is not."),
        (NOT_MET, "Her GP wrote occipital neuralgia; that it is not."),
        (NOT_MET, "Urgent care labelled this ON, which it is not."),
        (NOT_MET, "Contrary to the ED's note, this is not ON."),
        (MET, "I disagree with the ED, who called this migraine; it is occipital neuralgia."),
        (MET, "The ED said it was not ON; it is."),
        (OPEN, "The ED called it ON; it may not be."),
        (
            OPEN,
            "I disagree with the ED, who called this occipital neuralgia without examining her; my own "
            "exam is next week.",
        ),
        (NOT_MET, "No longer meets criteria for occipital neuralgia."),
        (NOT_MET, "The label occipital neuralgia was mine and I was wrong."),
        (NOT_MET, "Occipital neuralgia: inactive since the May 2025 decompression."),
        (NOT_MET, "ON dx rescinded by me today."),
        (NOT_MET, "Not ON - this is C2-3 facet pain."),
        (NOT_MET, "This has nothing to do with occipital neuralgia."),
        (NOT_MET, "I would not call this occipital neuralgia."),
        (NOT_MET, "There is no occipital neuralgia here."),
        (NOT_MET, "Occipital neuralgia has been excluded to my satisfaction."),
        (NOT_MET, "Anything but occipital neuralgia: exam normal, blocks x2 no effect."),
        (MET, "Nothing but occipital neuralgia explains this, and that is my diagnosis."),
        (MET, "Occipital neuralgia it is."),
        (MET, "ON again, third relapse, left."),
        (MET, "I have come down on the side of occipital neuralgia."),
        (MET, "We are dealing with occipital neuralgia, right."),
        (MET, "Left ON - established dx, active."),
        (MET, "Working ICD M54.81; my diagnosis after exam and block: occipital neuralgia"),
        (MET, "Both blocks positive; occipital neuralgia diagnosed 10/2026 by me."),
        (OPEN, "Chief complaint: occipital neuralgia."),
        (OPEN, "Her dizziness has nothing to do with the ON."),
        (OPEN, "Occipital neuralgia criteria sheet given."),
        (MET, "CC: neck pain. A: occipital neuralgia."),
        (MET, "Scheduler called; A: occipital neuralgia."),
        (OPEN, "ICHD criteria for ON not yet met."),
        (OPEN, "Policy criteria for occipital neuralgia not met per reviewer."),
        (OPEN, "Once called ON."),
    ],
)
def test_criteria_offices_and_denials_in_a_few_words(wanted: str, phrase: str) -> None:
    assert read("DX", phrase) == wanted


@pytest.mark.parametrize(
    ("wanted", "phrase"),
    [
        (MET, "Final dx ON after work-up excluded C2-3 facet."),
        (MET, "It's ON, not migraine."),
        (NOT_MET, "Occipital neuralgia is off my list."),
        (NOT_MET, "Never had occipital neuralgia; the 2020 entry was a typo."),
        (NOT_MET, "ON considered, not supported by exam or block."),
        (OPEN, "ON poss., TTH poss."),
        (OPEN, "Consistent w/ ON, cannot exclude cervicogenic."),
        (NOT_MET, "MRI excluded ON."),
        (NOT_MET, "ON excluded after work-up."),
        (NOT_MET, "Work-up has ruled out ON."),
        (NOT_MET, "ON was excluded by imaging and exam."),
        (MET, "Occipital neuralgia, left, after imaging ruled out a mass."),
    ],
)
def test_a_second_look_at_short_phrases(wanted: str, phrase: str) -> None:
    assert read("DX", phrase) == wanted


@pytest.mark.parametrize(
    ("wanted", "phrase"),
    [
        (MET, "Though labelled migraine elsewhere, she has occipital neuralgia."),
        (NOT_MET, "I no longer carry ON as a diagnosis."),
        (NOT_MET, "ON was the old diagnosis; it is now cervicogenic headache."),
        (NOT_MET, "She is over her occipital neuralgia."),
        (NOT_MET, "ON behind her now, pain-free 2 years."),
        (NOT_MET, "Cluster headache, wrongly called ON."),
        (OPEN, "ON mentioned in passing."),
        (OPEN, "Dx deferred; ON among options."),
        (OPEN, "ED d/c dx: ON. Our dx: headache NOS."),
        (OPEN, "ON billed; note says head pain."),
        (MET, "Tenderness is over the occipital nerve; dx occipital neuralgia."),
        (OPEN, "Tenderness is over the occipital neuralgia site."),
        (OPEN, "ON was the old diagnosis."),
        (MET, "ON treated today, 1 of 2 problems; TTH mentioned in passing."),
        (OPEN, "ED dx: ON."),
        (MET, "Occipital neuralgia, billed separately from the migraine visit; A: ON."),
        (MET, "Occipital neuralgia: an option is RFA."),
        (OPEN, "She was told elsewhere she has ON."),
        (MET, "ON again; last time it left her pain-free 2 months."),
    ],
)
def test_a_third_look_at_short_phrases(wanted: str, phrase: str) -> None:
    assert read("DX", phrase) == wanted


@pytest.mark.parametrize(
    ("wanted", "phrase"),
    [
        (OPEN, "Letter to GP re occipital neuralgia."),
        (OPEN, "Mother asks if it is occipital neuralgia."),
        (OPEN, "Occipital neuralgia would be my guess."),
        (OPEN, "Coded as occipital neuralgia because the plan wants it."),
        (MET, "Occipital neuralgia is what I am treating."),
        (OPEN, "Could this be ON?"),
        (OPEN, "ON cannot be diagnosed without a block."),
        (MET, "ON, as diagnosed after the block."),
        (OPEN, "Son diagnosed with ON."),
        (NOT_MET, "Not the picture of ON at all, and I am not treating it as such."),
        (OPEN, "Rates of ON are higher after whiplash."),
        (MET, "Letter to GP sent. Occipital neuralgia."),
    ],
)
def test_a_fourth_look_at_short_phrases(wanted: str, phrase: str) -> None:
    assert read("DX", phrase) == wanted
