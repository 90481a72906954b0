"""Programmes of care told in many ways: parts under way, parts not needed, evaluations and what they conclude."""

from __future__ import annotations

import pytest
from phrasings import read

MET, NOT_MET, OPEN = "met", "not_met", "not_documented"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        # no care beside the injections, and twins that do not say so
        ("Blocks as stand-alone treatment.", NOT_MET),
        ("TPI is her only treatment.", NOT_MET),
        ("The only treatment that has helped is TPI.", OPEN),
        ("No other treatment has worked.", OPEN),
        ("Injections alone are not enough; PT ordered.", OPEN),
        ("There is no programme near his home.", OPEN),
        ("Takes pregabalin; no other therapy documented.", OPEN),
        ("Quit PT and dropped out of counseling.", NOT_MET),
        ("Stopped PT while travelling; sees a psychologist.", OPEN),
        ("PT and education ongoing, on meds, psychologist not yet arranged.", OPEN),
        ("Psychological clearance for SCS obtained 10/5/2026.", MET),
        ("Psychological clearance has not been received yet.", OPEN),
        # all parts
        ("In PT twice a week, attended pain school on 10/5, weekly CBT, and takes duloxetine 60 mg daily.", MET),
        ("Currently attends physiotherapy and counseling; education sessions completed; on nortriptyline.", MET),
        ("PT weekly, education given, on gabapentin. No need for psychological support identified.", MET),
        ("Ongoing PT, weekly psychologist visits and pain classes; no oral medication indicated.", MET),
        ("Not only medication but also PT, education and counseling are in progress; takes naproxen.", MET),
        # told by a nurse, in a letter, under the heading of a plan, with relatives beside
        ("PT weekly, CBT and gabapentin go on.\nP: TPI. Taught lifting technique today, she showed it back.", MET),
        ("PT weekly, CBT and gabapentin go on.\nP: TPI. To be taught lifting technique next week.", OPEN),
        ("PT weekly, CBT and gabapentin go on.\nP: TPI. Went over pain education module with her today.", MET),
        ("PT weekly, CBT and gabapentin go on.\nTeaching: chair and loupe angle; patient demonstrates correctly.", MET),
        ("PT weekly, CBT and gabapentin go on. Went through posture, gave her the sheet, she said it back.", MET),
        ("PT weekly, CBT and gabapentin go on.\nTeaching: none.", OPEN),
        ("PT weekly, CBT and gabapentin go on. She was instructed to call back.", OPEN),
        (
            "She began physical therapy at our center in October, three visits. Pain class done, CBT, Mobic.",
            MET,
        ),
        ("Our center has physical therapy. Pain class done, weekly CBT, takes gabapentin.", OPEN),
        ("PT weekly, pain class done, gabapentin. Their psychologist sees her monthly, she lost her husband.", MET),
        ("PT weekly, pain class done, gabapentin. Their psychologist sees her husband monthly.", OPEN),
        ("PT weekly, pain class done, gabapentin. Counseling every other week since her sister died.", MET),
        ("PT weekly, pain class done, gabapentin. Her sister is in counseling since their mother died.", OPEN),
        ("PT weekly, back educ class 10/19 done, sees S. Kerr LMHC q wk, Cymbalta 30 qd.", MET),
        ("PT: active (8/12 visits) | Educ: done 10/6 | Psych: CBT #5 on 11/10 | Meds: gabapentin 300 tid", MET),
        ("PT: active (8/12 visits) | Educ: not done | Psych: CBT #5 on 11/10 | Meds: gabapentin 300 tid", NOT_MET),
        (
            "Program: PT weekly. Meets Dr. Liu, pain psychologist, monthly. Pain class done 10/29. Takes gabapentin.",
            MET,
        ),
        ("PT weekly, pain class done, gabapentin. Psychosocial: Dr. Amsel saw her, no needs identified.", MET),
        ("PT weekly, pain class done, gabapentin. The psychologist identified many needs.", MET),
        ("Nor are the injections given by themselves. PT weekly.", OPEN),
        ("The order names TPI as the only intervention that day. PT weekly.", OPEN),
        ("The order names TPI as the only intervention.", NOT_MET),
        (
            "Offered PT, pain class and counseling. She declined all three and wishes to have the injections alone.",
            NOT_MET,
        ),
        ("Offered PT, pain class and counseling. She declined all three dates and will choose another.", OPEN),
        # a part is missing, planned, over, another's, or no part at all
        ("PT weekly, education given, on gabapentin. Psychosocial stressors at work.", OPEN),
        ("PT weekly, education given, on gabapentin. No mental health history.", OPEN),
        ("PT weekly, pain class and CBT. Allergies: naproxen.", OPEN),
        ("PT weekly, pain class and CBT; uses a lidocaine patch.", OPEN),
        ("PT 1/5-3/20/2026, pain class, CBT and gabapentin.", OPEN),
        ("Plan: PT, pain class, CBT and gabapentin.", OPEN),
        ("Referred to PT, pain class and CBT; gabapentin prescribed.", OPEN),
        ("Completed PT, CBT and education in 2023; takes gabapentin.", OPEN),
        ("Her sister attends PT, CBT and pain classes and takes gabapentin.", OPEN),
        ("Multidisciplinary program: PT, CBT, education, medication.", OPEN),
        ("Most patients in our program receive PT, CBT, education and medication.", OPEN),
        ("PT, CBT, education: [ ] yes [ ] no.", OPEN),
        ("No psychologist within 100 miles; PT, pain class and gabapentin ongoing.", OPEN),
        ("PT not covered by her insurance.", OPEN),
        ("Has not tried oral medication.", OPEN),
        # refused or absent
        ("Declines counseling; PT, pain class and gabapentin ongoing.", NOT_MET),
        ("Wants injections and nothing else.", NOT_MET),
        ("She is not enrolled in any pain program.", NOT_MET),
        ("Refuses to see a psychologist.", NOT_MET),
        # evaluations
        ("Psychological evaluation 10/2/2026: suitable candidate for the stimulator.", MET),
        ("Psych clearance obtained. Cleared for SCS trial.", MET),
        ("SCS: psychiatric evaluation on 9/9/2026 found no contraindications.", MET),
        ("SCS: psychologist found her not suitable.", NOT_MET),
        ("Psychological evaluation: high risk, implant not recommended.", NOT_MET),
        ("Psychological evaluation done 10/2/2026.", OPEN),
        ("Psychological evaluation pending.", OPEN),
        ("Psychological evaluation not yet done, scheduled for 12/9.", OPEN),
        ("Psychological evaluation of 3/2019: suitable candidate.", OPEN),
        ("Psychological evaluation: clearance expected.", OPEN),
        ("If psychological evaluation clears her, SCS trial.", OPEN),
        ("Her brother's psychological evaluation: cleared.", OPEN),
        ("SCS planned; PHQ-9 score 4.", OPEN),
        ("Was psychological evaluation cleared?", OPEN),
        ("Patient declined the psych evaluation before the implant.", NOT_MET),
        ("Never had a psychological evaluation.", NOT_MET),
        ("No psychological evaluation on file.", OPEN),
        # found by trying: pauses, conditions, hearsay
        ("PT on hold due to insurance; CBT, education, gabapentin ongoing.", OPEN),
        ("PT ongoing, educated on posture, psychosocial support declined by insurer, meloxicam daily.", OPEN),
        ("PT ongoing, educated on posture, counseling weekly, meloxicam daily.", MET),
        ("Psych eval for the stimulator: suitable if depression is treated.", OPEN),
        ("Patient says the psychologist cleared her for the stimulator.", OPEN),
        ("Implant: psychologist does not recommend implantation.", NOT_MET),
        ("Injections are given as sole treatment.", NOT_MET),
        ("Nor are the injections given by themselves. In PT and counseling, spine class done, on gabapentin.", MET),
        ("The injections are never given as sole treatment.", OPEN),
        ("The order names the trigger point injections as the only intervention that day.", OPEN),
        ("The trigger point injections are the sole treatment at this visit and an adjunct to the program.", OPEN),
        ("The injections are her only treatment, given every month.", NOT_MET),
        ("The injections are her only treatment, given every month. In PT weekly since June.", OPEN),
        # what is offered to all, wished for, left blank, arranged or missed is not given to her
        ("Most patients here receive PT, counseling, education and oral medication.", OPEN),
        ("The hospital provides PT, counseling, education and oral medication.", OPEN),
        ("PT, counseling, education and gabapentin would be best for her.", OPEN),
        ("In PT and counseling; takes gabapentin; education not commented on.", OPEN),
        ("In PT and counseling, pain class finished; oral medication left blank.", OPEN),
        ("In PT, pain class finished, takes gabapentin; no-showed the psychologist.", OPEN),
        ("In PT, pain class finished, takes gabapentin; skipped counseling so far.", OPEN),
        ("In PT and counseling, takes gabapentin; signed up for a pain class.", OPEN),
        ("In PT and counseling, takes gabapentin; signed up for a pain class and attended on 10/8.", MET),
        ("Pain class finished, in counseling, takes gabapentin; PT authorized through March.", OPEN),
        ("In PT and counseling, pain class finished; gabapentin sent to pharmacy.", OPEN),
        ("In PT and counseling, spine class finished; oral medication considered and not needed.", MET),
        # a care excepted from what is denied, evaluations that are named shortly, words in haste
        ("No counseling besides weekly CBT, which goes on with PT, pain school and duloxetine.", MET),
        ("No other care in place than PT, counseling, back school and gabapentin, all ongoing.", MET),
        ("PT weekly, ed. class 10/2, counseling monthly, takes meloxicam.", MET),
        ("Psych: cleared for the stimulator.", MET),
        ("The psychologist's evaluation of 10/2/2026 advises against the implant.", NOT_MET),
        ("She left the pain program and isn't attending any therapy now.", NOT_MET),
        ("She quit the pain program and PT in June and has not gone back.", NOT_MET),
        (
            "In PT, pain class done, takes gabapentin. Counseling: none.\nAddendum: wrong, counseling is weekly.",
            MET,
        ),
        ("Nothing else is being done besides the injections.", NOT_MET),
        ("No counselor on staff.", OPEN),
        ("In PT, spine class finished, takes gabapentin; psychologist saw no need for counseling.", MET),
    ],
)
def test_programme(phrase: str, expected: str) -> None:
    assert read("PROG", phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("He has turned down physical therapy, education and counselling alike. All he wants is the shots.", "not_met"),
        (
            "Physical therapy weekly and naproxen daily. Education given. No word in the chart about counselling.",
            "not_documented",
        ),
        ("PT: none. Education: none. Counselling: none. Injections only.", "not_met"),
        ("Programme abandoned in July. He says he won't be back.", "not_met"),
        ("Psychologist's letter 11/3: I cannot support implantation of the pump at this time.", "not_met"),
        ("Psychologist will see her before the stimulator; she is not cleared yet.", "not_documented"),
        (
            "Dr. Ames (psychology) met her twice and considers her a good candidate for the spinal cord stimulator.",
            "met",
        ),
        ("No psych assessment was done before the implant request, and none is planned.", "not_met"),
        ("Attended PT and counselling until September, then quit them both and says he won't go back.", "not_met"),
        (
            "PT: weekly | Education: not done yet, class booked 12/3 | Counselling: q2wk | Meds: naproxen",
            "not_documented",
        ),
        ("PT: no | Educ: no | Psych: no | Meds: none | wants shots only", "not_met"),
        ("PT: attends | Educ: completed 10/1 | Psych: CBT weekly | Meds: duloxetine 60", "met"),
        (
            "There is not a line in the notes on education; PT, counselling and naproxen are under way.",
            "not_documented",
        ),
        ("She left the pain programme after two weeks and refuses to go back.", "not_met"),
        ("He left the pain programme in June but has since rejoined it.", "not_documented"),
        (
            "He left the pain programme in June; since August he is back: PT twice weekly, pain class "
            "finished, psychologist fortnightly, nortriptyline nightly.",
            "met",
        ),
        ("The psychologist has not cleared him yet for the stimulator; a second visit is set.", "not_documented"),
        ("No psychological evaluation has been made for the stimulator and he will not have one.", "not_met"),
        ("I advised a psychological evaluation before the stimulator.", "not_documented"),
        (
            "Guided exercise with the physical therapist weekly, nurse education on 10/2, support from our "
            "social worker monthly, gabapentin 300 tid.",
            "met",
        ),
        (
            "He quit all of them in the summer, PT, classes and counselling, and never wants to see them again.",
            "not_met",
        ),
        ("She quit smoking. PT ongoing.", "not_documented"),
    ],
)
def test_care_given_up_fields_of_no_and_conclusions(phrase: str, expected: str) -> None:
    assert read("PROG", phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        (
            "Intake: in PT. Visit, same day: stopped PT in June. Education, CBT and gabapentin ongoing.",
            "not_documented",
        ),
        ("PT stopped in 2025. Back in PT since September. Education done, CBT weekly, gabapentin nightly.", "met"),
        ("Injections as sole therapy by patient choice; PT and behavioral health turned down.", "not_met"),
        ("Her claim for CBT was turned down by the insurer; PT, class and gabapentin ongoing.", "not_documented"),
        ("Dropped out of PT in July. He won't see a counsellor or sit in a class, and takes no pills.", "not_met"),
        ("She won't see the psychologist before January; PT, class and gabapentin ongoing.", "not_documented"),
        ("Pt isn't taking part in any pain programme or therapy.", "not_met"),
        ("Not attending any formal programme that we know of.", "not_documented"),
        ("Elements: PT - weekly; education - completed; counselling - monthly; meds - duloxetine.", "met"),
        ("Elements: PT; education; counselling; medication.", "not_documented"),
        ("On no tablets because of liver failure. PT weekly, pain class finished, CBT fortnightly.", "met"),
        ("From the 2023 records: attended PT, pain class and CBT, took amitriptyline.", "not_documented"),
    ],
)
def test_parts_given_up_further_on_turned_down_and_listed(phrase: str, expected: str) -> None:
    assert read("PROG", phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        (
            "PT each Thursday, a pain class finished 10/22, the social worker, who helps with the worry about her son, "
            "every other week, and trazodone 50 mg nightly.",
            MET,
        ),
        ("Her son is in PT each Thursday, took a class on 10/22 and sees a social worker; he takes trazodone.", OPEN),
        ("pgm: pt wkly w/ kim since 9/1, still going. pain school 9/22 done. lmft q2wk. amitriptyline 10 qhs.", MET),
        ("pgm: migraine, stroke. on amitriptyline 10 qhs, pain school 9/22 done.", OPEN),
        (
            "PT and counselor continue, patient school completed 8/26, on duloxetine. The injections alone, no other "
            "procedure.",
            MET,
        ),
        ("Takes duloxetine. No PT. The injections alone, no other therapy.", NOT_MET),
    ],
)
def test_persons_cared_about_the_programme_in_short_and_one_procedure(phrase: str, expected: str) -> None:
    assert read("PROG", phrase) == expected
