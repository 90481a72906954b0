"""Trials of treatment told in many ways: length, end, dose, purpose and denial; each with twins that show nothing."""

from __future__ import annotations

import pytest
from phrasings import read

MET, NOT_MET, OPEN = "met", "not_met", "not_documented"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        # lengths by dates, by weeks, by notes
        ("Neck PT from 4/6/2026 through 6/15/2026, 18 visits, pain unchanged.", MET),
        ("PT Mar-Apr 2026, no relief.", OPEN),
        ("Supervised PT June to August 2026 without benefit.", MET),
        ("She has been doing her home exercises every day since 8/1/2026 and is no better.", MET),
        ("Home exercise program for the past 10 weeks, pain is still 8/10.", MET),
        ("Home exercises for the past 10 weeks, pain now 2/10.", OPEN),
        ("Recently completed 8 weeks of physical therapy; symptoms unchanged.", MET),
        ("Started PT 8 weeks ago and attends twice weekly, no improvement to date.", MET),
        ("PT 8 weeks ago, no relief.", OPEN),
        ("Completed PT 8 weeks ago without benefit.", OPEN),
        ("Pain for 8 weeks despite PT.", OPEN),
        ("8-week history of neck pain, PT failed.", OPEN),
        ("Failed PT; return in 8 weeks.", OPEN),
        ("10 weeks of PT in 2024, no relief.", OPEN),
        ("PT 2/2/2026: started, 2x/week. PT 4/20/2026: discharged after all visits, goals not met.", MET),
        ("PT from 6/1/2026 to 6/19/2026, completed, no better.", NOT_MET),
        ("PT started 11/2/2026, no relief so far.", OPEN),
        ("PT 4/1/2026-4/21/2026 stopped, it worsened her pain.", OPEN),
        # passive care and other sites or illnesses
        ("Dry needling and cupping for 3 months this summer, no help.", OPEN),
        ("Pelvic floor PT for incontinence 3/1-6/1/2026, no better.", OPEN),
        ("PT for the shoulder 3/1-6/1/2026 failed. Injection is requested for low back pain.", OPEN),
        ("Amitriptyline 50 mg nightly for insomnia for 3 months, ineffective.", OPEN),
        ("Gabapentin 300 mg tid for restless legs x 3 months, no help.", OPEN),
        # drugs: dose and regularity
        ("Gabapentin 600 mg tid for 10 weeks without benefit.", MET),
        ("Gabapentin 100 mg qhs for 10 weeks without benefit.", OPEN),
        ("Gabapentin titrated from 300 mg to 600 mg tid over 8 weeks, no relief.", MET),
        ("Naproxen for 8 weeks without relief.", MET),
        ("Ibuprofen 800 mg prn for 3 months, no relief.", OPEN),
        ("Ibuprofen 200 mg bid for 8 weeks, no relief.", OPEN),
        ("Meloxicam 15 mg daily, 30-day supply, no relief.", OPEN),
        ("Meloxicam 15 mg for 10 days, no relief.", NOT_MET),
        ("Duloxetine 60 mg daily from January to April 2026, stopped for nausea.", MET),
        ("Duloxetine 20 mg for 5 days, stopped for nausea.", OPEN),
        ("Duloxetine 60 mg daily for 3 months, stopped because of the copay.", OPEN),
        ("NSAIDs are contraindicated: gastric ulcer.", MET),
        ("Baclofen 10 mg tid for 6 weeks helped a lot.", NOT_MET),
        ("Baclofen 10 mg tid for 6 weeks was not without benefit.", NOT_MET),
        ("Naproxen helped. Gabapentin was taken last year.", OPEN),
        ("Gabapentin 300 mg tid for 8 weeks: no help at first, then effective.", NOT_MET),
        ("Cyclobenzaprine 10 mg tid started 3/2/2026. Seen by cardiology. She took it for 8 weeks. No relief.", MET),
        ("6/1: start nortriptyline 50 mg nightly. 8/3: taken every night, pain unchanged.", MET),
        ("6/1: start nortriptyline 50 mg nightly. 8/3: never filled it.", NOT_MET),
        # all that is told is one trial: too short, left, never taken
        ("Two weeks of etodolac 400 mg bid without relief.", NOT_MET),
        ("Two weeks of etodolac 400 mg bid without relief; several other drugs before that.", OPEN),
        ("Gabapentin for 2 weeks without relief, then titrated to 1800 mg/day.", OPEN),
        ("Went to PT twice and quit because of her job.", NOT_MET),
        ("Filled pregabalin in May but never took it.", NOT_MET),
        ("Pregabalin 150 mg bid. She has never had a fall.", OPEN),
        ("She did not start PT until May 2026.", OPEN),
        ("She never started the exercises that were ordered.", NOT_MET),
        ("PT notes for 6/1-6/20/2026 received; remainder requested.", OPEN),
        ("PT 3 weeks so far.", NOT_MET),
        ("PT aggravated the pain and was stopped after 2 weeks.", OPEN),
        ("Tylenol as needed helps a little.", OPEN),
        ("Takes naproxen to control her pain.", OPEN),
        ("Naproxen 500 mg bid is controlling her pain.", NOT_MET),
        ("Muscle relaxants for 6 weeks, no relief.", OPEN),
        ("Cannot take NSAIDs because of a gastric bleed.", MET),
        ("PT 2/9-4/10/2026, NDI 44 at start, 43 at end.", MET),
        # denied, refused, put off, another's
        ("Has not tried physical therapy.", NOT_MET),
        ("No prior physical therapy.", NOT_MET),
        ("Patient denies ever having had PT.", NOT_MET),
        ("No record of physical therapy.", OPEN),
        ("Not currently in PT.", OPEN),
        ("No PT notes received.", OPEN),
        ("Has never tried gabapentin.", OPEN),
        ("Her sister had 10 weeks of PT without relief.", OPEN),
        ("His brother did PT; he never has.", NOT_MET),
        ("PT will be considered after the procedure.", NOT_MET),
        ("Will resume PT after the injection.", OPEN),
        ("PT 3/2-5/11/2026 without relief; will resume PT after the injection.", MET),
        ("Injection put off until PT has failed for 6 weeks.", OPEN),
        ("If 8 weeks of PT fail, an injection will be considered.", OPEN),
        ("Declined physical therapy.", NOT_MET),
        ("Quit PT after 2 of 12 visits: no transportation.", NOT_MET),
        ("Quit PT after 2 of 12 visits, exercises aggravated her pain.", OPEN),
        ("Referred to PT, 12 visits approved.", OPEN),
        ("PT: 8 weeks completed.", OPEN),
        ("PT helped at first, then stopped working; 3/2/2026 to 6/1/2026.", MET),
        ("PT not tried, and has never had it.", NOT_MET),
        # found by trying: ends of a stretch, another's effect, who declined
        ("Patient completed 12 sessions of PT between 6/15/2026 and 8/21/2026 with no significant improvement.", MET),
        ("HEP performed daily June 1 - August 15, 2026 with persistent pain.", MET),
        ("PT started 6/1/2026. Pain much better after surgery.", OPEN),
        ("PT was declined by her insurance.", OPEN),
        ("She stopped going to PT after three visits because of her work schedule.", NOT_MET),
        ("He has had no physical therapy.", NOT_MET),
        ("Unable to do PT because of pain.", OPEN),
        ("Nortriptyline 10 mg nightly x 8 weeks, no relief.", OPEN),
        # denials that are of something else
        ("No PT in the last 2 months.", OPEN),
        ("Has not had PT since 2025.", OPEN),
        ("Has not had relief with PT.", OPEN),
        ("PT has not been able to start because of flooding.", OPEN),
        ("Wife had PT. He did not improve with medication.", OPEN),
        ("Gabapentin helps her diabetic neuropathy.", OPEN),
        ("Failed conservative care. Plan: injection today, PT after the injection.", OPEN),
        ("PT 3/2-3/20/2026 completed, no better. Then HEP 4/1/2026-6/1/2026, no better.", MET),
        ("PT 3/2-3/20/2026, discharged, no better. HEP since.", OPEN),
        ("PT 3/15/2026-5/11/2026 without benefit.", MET),
        # haste, sentences in two parts, one denial for two, what a bare failure contradicts
        ("She hasnt tried PT.", NOT_MET),
        ("He hasn't done any PT.", NOT_MET),
        ("Came to the PT evaluation only.", NOT_MET),
        ("He has never taken anything for it.", NOT_MET),
        ("NSAIDs c/i - ESRD.", MET),
        ("Topiramate 25 qhs x 5 d, stopped - nausea.", OPEN),
        ("Nortriptyline 50 qhs x 3 mo: pain down 70%.", NOT_MET),
        ("Ten weeks of therapy in 2026 left her pain as it was.", MET),
        ("Sent to therapy but never went.", NOT_MET),
        ("Naproxen is out of the question with his kidneys.", MET),
        ("Amitriptyline 50 mg every night for two months did nothing for her.", MET),
        ("Duloxetine 60 mg stopped after five weeks, she could not keep food down.", MET),
        ("After two months of PT he is back at work.", NOT_MET),
        ("She has not completed 6 weeks of PT or exercises.", NOT_MET),
        ("Finished 9 weeks of PT on 10/23/2026. Therapist reports: goals met, pain 6 to 1.", NOT_MET),
        ("Tried naproxen 500 mg bid for 6 weeks with mixed success.", OPEN),
        ("Quit PT after the first session, no time.", NOT_MET),
        ("Propranolol 80 mg bid stopped after seven weeks due to palpitations.", MET),
        ("Insurance would not pay for PT, so nothing was started.", NOT_MET),
        ("Neither ten weeks of PT in 2026 nor naproxen 500 mg bid for 6 weeks helped.", MET),
        ("Gabapentin 600 mg tid from 1/12/2026 to 4/20/2026; it was stopped as it did not relieve the pain.", MET),
        ("Duloxetine 60 mg for 3 months, no side effects.", OPEN),
        ("Baclofen for 3 months, unknown dose, no help.", OPEN),
        ("PT note: pain 6 to 2, goals met. Letter: PT failed.", OPEN),
        # therapy of another place than the service's own, which is the neck
        ("Lumbar PT for 9 weeks in 2026 was no help.", OPEN),
        ("Knee PT 5/4-7/10/2026, no relief.", OPEN),
        ("PT for the shoulder, 9 weeks in 2026, without benefit.", OPEN),
        ("Vestibular therapy 9 weeks in 2026, no improvement.", OPEN),
        ("PT for the neck, 9 weeks, 5/4-7/6/2026, without benefit.", MET),
        ("PT for neck and low back 5/4-7/6/2026, without benefit.", MET),
        ("Carbamazepine 200 mg bid for six weeks given up because of a rash.", MET),
        ("The nortriptyline keeps her almost free of pain.", NOT_MET),
    ],
)
def test_trial(phrase: str, expected: str) -> None:
    assert read("TRIAL", phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "status"),
    [
        ("PT 7 wks, 12 visits, ended 8/21/26: NPRS 6 at entry, 6 at discharge.", MET),
        ("PT 7 wks, 12 visits, ended 8/21/26: NPRS 6 at entry, 1 at discharge.", NOT_MET),
        ("PT closing summary 08/21/2026: all goals achieved, pain 1/10 from 8/10.", NOT_MET),
        ("Gabapentin 300 mg tid for 9 days, then he lost interest; no other drug tried.", NOT_MET),
        ("Gabapentin 300 mg tid for 9 days, then he lost interest; another drug followed.", OPEN),
        ("She started her first course of physical therapy ten days ago and has kept three visits.", NOT_MET),
        ("PT 9/21-10/2/2026, 3 of 10 visits, then quit: no ride. No other therapy or exercise.", NOT_MET),
        ("In June we proposed physical therapy and a trial of tablets; she declined both.", NOT_MET),
        ("In June we proposed physical therapy; she declined at first, then agreed.", OPEN),
        ("PT was offered in June and declined by her insurer.", OPEN),
        ("The neck therapy ordered in April was in fact completed, fifteen sessions from May 4 to July 17, 2026. "
         "The discharge letter shows the same disability index as on admission.", MET),
        ("The neck therapy ordered in April was never carried out.", OPEN),
        ("Home exercises were done daily from March into June 2026. When she was reassessed, pain and motion were just "
         "as they had been.", MET),
        ("Nine weeks of physical therapy took most of his pain away, and every goal was reached.", NOT_MET),
        ("Nine weeks of physical therapy took away some of his pain.", OPEN),
    ],
)  # fmt: skip
def test_courses_told_by_scores_offers_and_what_was_done(phrase: str, status: str) -> None:
    assert read("TRIAL", phrase) == status


@pytest.mark.parametrize(
    ("phrase", "status"),
    [
        ("Eight weeks of PT this summer did the trick.", NOT_MET),
        ("PT may well do the trick.", OPEN),
        ("Tx | Dates | Outcome\nPT | 5/18/26-7/20/26 | resolved", NOT_MET),
        ("Tx | Dates | Outcome\nPT | 5/18/26-7/20/26 | none", MET),
        ("Tx | Dates | Outcome\nPT | 5/18/26-7/20/26 | pending", OPEN),
        ("PT 5/18/26-7/20/26. Benefit: none.", MET),
        ("PT: declined\nHome exercise: declined\nMedication: declined", NOT_MET),
        ("Physical therapy: refused by patient", NOT_MET),
        ("PT: ordered", OPEN),
        ("Physical therapy: denied by insurance", OPEN),
    ],
)
def test_cells_and_fields_of_results(phrase: str, status: str) -> None:
    assert read("TRIAL", phrase) == status


@pytest.mark.parametrize(
    ("phrase", "status"),
    [
        ("Saw the physical therapist 14 times between the end of May and the beginning of August 2026 and came away as "
         "sore as she had gone in.", MET),
        ("Gabapentin 300 mg tid x 8 wks -> HA-free.", NOT_MET),
        ("Neither therapy nor any drug has been tried.", NOT_MET),
        ("Neither the therapy note nor the pharmacy record was sent.", OPEN),
        ("Physical therapy tried? No\nHome exercise tried? No\nMedication tried? No", NOT_MET),
        ("Physical therapy tried? Unknown\nHome exercise tried? Unknown", OPEN),
    ],
)  # fmt: skip
def test_sore_as_before_neither_and_answers(phrase: str, status: str) -> None:
    assert read("TRIAL", phrase) == status


@pytest.mark.parametrize(
    ("phrase", "status"),
    [
        ("PT: 05/11/26-07/06/26, 16 visits, outcome: unchanged", MET),
        ("PT 8/3-9/28/26 -> pain 8 to 1, full ROM, d/c'd.", NOT_MET),
        ("Therapy discharge\nReason: goals met\nPain at start 7, pain at end 1", NOT_MET),
        ("No PT, no HEP, no meds to date.", NOT_MET),
        ("Nine weeks of home exercise until July 2026; she cannot see that it made the slightest difference.", MET),
        ("Nine weeks of home exercise until July 2026; she cannot say whether it made a difference.", OPEN),
    ],
)
def test_one_order_of_dates_and_discharges(phrase: str, status: str) -> None:
    assert read("TRIAL", phrase) == status


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Naproxen 500 mg b.i.d. from 1 June to 20 July 2026 without any effect on the pain.", "met"),
        ("PT ordered 10/20; patient to call for appointment.", "not_documented"),
        ("PT x 6 wks for her knee. The neck has had no treatment on record.", "not_documented"),
        (
            "She was on diclofenac 75 mg twice a day all through June, July and August, and it made no difference.",
            "met",
        ),
        ("PT stopped after 2 weeks because he did not like the therapist. Denies trying any drug.", "not_met"),
        ("Failed conservative treatment.", "not_documented"),
        (
            "He took etodolac, 400 milligrams twice a day, through the whole of May and June 2026, and it "
            "did nothing for him.",
            "met",
        ),
        ("Nor did eight weeks of meloxicam 15 mg daily change anything.", "met"),
        ("Nor did she take naproxen for it.", "not_documented"),
        ("Etodolac 400 mg b.i.d. from 1 May to 30 June 2026; pain stayed at 7 out of 10.", "met"),
        ("Etodolac 400 mg b.i.d. from 1 May to 30 June 2026; pain stayed at 2 out of 10.", "not_documented"),
    ],
)
def test_whole_months_and_what_stayed_as_it_was(phrase: str, expected: str) -> None:
    assert read("TRIAL", phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("She never skipped one of her 18 PT visits from 3/2 to 5/15/2026, yet her pain did not budge.", "met"),
        ("He did not attend PT and missed all appointments; he never started.", "not_met"),
        ("None of it worked: not the ten weeks of PT this spring (3/2-5/8/26), not cupping.", "met"),
        ("Nothing has been tried: not PT, not exercises, not a single pill.", "not_met"),
        ("Physical therapy tried: No | Home exercise tried: No", "not_met"),
        ("Physical therapy tried: [ ] Yes [ ] No", "not_documented"),
        ("PT for the right knee January to March 2026 with little gain (request: neck).", "not_documented"),
        ("PT for the neck January to March 2026 with little gain (request: neck).", "met"),
        ("PT was put to her at every visit since spring; each time the answer is the same: no wish to go.", "not_met"),
        ("PT was put to her in May; her answer is the same as in January, she will think about it.", "not_documented"),
        ("Therapy will wait until the injection has been done. None so far.", "not_met"),
        ("PT will resume after the injection.", "not_documented"),
    ],
)
def test_omissions_denied_apposed_failures_fields_and_answers(phrase: str, expected: str) -> None:
    assert read("TRIAL", phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("PT start 03/16/26; PT end 05/29/26; # visits 18; outcome: plateau, no functional gain", "met"),
        ("Drug: nadolol 80 mg | Start: 03/02/26 | Stop: 07/16/26 | Outcome: no benefit", "met"),
        ("3/2/26 amitriptyline 50 qhs started. 4/6/26 taken nightly, no change. 5/11/26 no benefit, stopped.", "met"),
        ("2/2/26 topiramate 100 started. 3/2/26: no show. 4/6/26: took it for a week; no change.", "not_met"),
        ("5/4/26: PT begins, pain 7/10. 6/29/26: PT visit 15. 7/1/26: PT discharged, goals not reached.", "met"),
        ("PT 5 weeks only, May-June 2026, then quit.", "not_met"),
        ("We talked about PT. He went twice in June and let it drop because the parking was dear.", "not_met"),
        ("We talked about PT. He went twice and will go again next week.", "not_documented"),
        ("Duloxetine 60 mg since March. In week six she was vomiting daily; it was withdrawn.", "met"),
        ("Duloxetine 60 mg since March. In week two she was vomiting daily; it was withdrawn.", "not_documented"),
        ("Gabapentin 300 tid for six weeks. Her husband was dizzy and stopped his tablets.", "not_documented"),
        ("Naproxen 500 bid for six weeks. The pain all but went away with it.", "not_met"),
        ("Naproxen 500 bid for 6 weeks. Exam: comfortable, no distress.", "not_documented"),
        ("Completed PT (April through June 2026, 22 sessions) with only 5% improvement.", "met"),
        ("Completed PT (April through June 2026, 22 sessions) with only 20% improvement.", "not_documented"),
    ],
)
def test_first_and_last_day_harm_and_help_told_further_on(phrase: str, expected: str) -> None:
    assert read("TRIAL", phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        (
            "6/2/26: begins supervised exercise. 7/14/26: has done 12 sessions; pain unchanged. 8/4/26: discharged.",
            "met",
        ),
        ("12/2/26: begins supervised exercise.", "not_documented"),
        ("Conservative care #1: physical therapy / start 2026-02-10 / end / response", "not_documented"),
        ("Meloxicam 15 mg, six weeks, ended with a bleeding ulcer in hospital.", "met"),
        ("Gabapentin 300 mg tid for 10 weeks: sleeps through, pain from 8 down to 2.", "not_met"),
        ("Amitriptyline 25 mg for sleep, 10 weeks, no change in the pain.", "not_documented"),
        ("After a course of 12 PT visits the neck stopped troubling her.", "not_met"),
    ],
)
def test_begun_in_the_past_blank_fields_and_ends(phrase: str, expected: str) -> None:
    assert read("TRIAL", phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Gabapentin 300 mg three times a day from 3/2/2026 to 5/15/2026: same no. of attacks.", MET),
        ("Gabapentin 300 mg TID 3/2/2026-5/15/2026, the same number of jolts.", MET),
        ("PT for the neck, 10 visits 4/6/2026-5/29/2026: NRS 7 in, 7 out.", MET),
        ("PT for the neck, 10 visits 4/6/2026-5/29/2026: NRS 7 in, 3 out.", OPEN),
        ("Weekly physical therapy 1/12/2026 to 3/16/2026; came away with better posture but the same headaches.", MET),
        (
            "Weekly physical therapy 1/12/2026 to 3/16/2026. In between the headaches were the same as her sister's.",
            OPEN,
        ),
        ("Naproxen 500 mg BID from 4/1/2026 to 5/30/2026 and ice were tried. Despite these pain averages 7/10.", MET),
        ("Naproxen 500 mg BID from 4/1/2026 to 5/30/2026 was tried. Despite this her pain is 2/10.", OPEN),
        ("pt neck 1/19/26-3/6/26, 10x: attacks same. wears a cap.", MET),
        ("pt neck pain 7 since 1/19/26, zaps same. gabapentin not yet given.", OPEN),
    ],
)
def test_the_same_number_in_and_out_and_small_letters(phrase: str, expected: str) -> None:
    assert read("TRIAL", phrase) == expected
