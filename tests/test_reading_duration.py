"""Durations told in many ways with twins that show nothing: denials, intervals, other complaints, other people."""

from __future__ import annotations

import pytest
from phrasings import read

MET, NOT_MET, OPEN = "met", "not_met", "not_documented"


@pytest.mark.parametrize(
    "phrase",
    [
        "Neck pain for 8 months.",
        "He slipped on February 11 of this year. The neck ache has been with him every working day since.",
        "Neck pain since the week she started at the new firm, which was the first week of March 2026.",
        "Neck pain. Since when? Thanksgiving 2025, and continuing.",
        "8-month history of neck pain.",
        "Eight month history of left upper trapezius pain.",
        "Has had neck pain for the better part of a year.",
        "Her pain is now in its seventh month.",
        "Pain began 1/2026 and has persisted to date.",
        "Chronic neck pain, onset 2019, daily.",
        "Pain since last Christmas.",
        "Neck pain since childhood.",
        "Pain has been going on since before Easter.",
        "Neck pain of 7 months duration, seen today.",
        "Symptomatic x 200 days.",
        "She has had a year of neck pain.",
        "It has been 6 months since the pain began.",
        "Pain has lasted well over 3 months.",
        "Neck pain, 4 months of PT without benefit; pain began in February.",
        "neck pain since mid-July",
        "Pain started in early August 2026 (the 2nd).",
        "Daily headaches since the MVA of 4/2/26.",
        "Neck pain since his birthday, 2/2/26.",
        "Neck pain began 5/14/2026 and has not let up.",
        "Going on 6 months of neck pain.",
        "Sx started 2nd week of April.",
        "C/O shoulder girdle pain for the past 18 weeks.",
        "Pain for >12 months.",
        "Duration: since 3/2026.",
        "Symptom onset 01/15/2026 (fall from ladder).",
        "Her neck has bothered her since before last Christmas.",
        "Neck pain dating to a 2023 work injury, never resolved.",
        "It's been over four months now that her neck hurts.",
        "16 wk h/o cervicalgia.",
        "Headaches every day for over six months.",
        "Visit 6/3/2026: neck pain 6/10. Visit 9/14/2026: neck pain 5/10. Visit 11/16/2026: neck pain 6/10.",
        "Neck pain since April without a day of relief.",
        "Neck pain ongoing for quite some time, at least since February 2026.",
        "POD 140, incisional and neck pain since surgery.",
        "Neck pain of 100+ days.",
    ],
)
def test_shown(phrase: str) -> None:
    assert read("DUR", phrase) == MET


@pytest.mark.parametrize(
    "phrase",
    [
        "Neck pain for 8 weeks.",
        "Pain started 10 days ago.",
        "Woke with neck pain last Tuesday, never had it before.",
        "Symptoms began last month.",
        "Less than 12 weeks of pain so far.",
        "Pain began in September.",
        "Not yet 3 months of pain.",
        "Pain since Halloween.",
        "Post-op day 30, neck pain since surgery.",
        "She has not had neck pain longer than 3 months.",
        "Pain resolved in June and came back two weeks ago.",
        "Neck pain x 3 wks.",
        "Pain only since Nov 1.",
        "Neck pain began a month ago.",
        "First noticed 9/28/2026.",
        "Duration: 1 month.",
        "Neck pain since Veterans Day.",
        "Neck pain since October.",
        "Symptoms have been present less than 2 months.",
        "Pain since early September.",
        "Pain began 9/10/26.",
    ],
)
def test_shown_unmet(phrase: str) -> None:
    assert read("DUR", phrase) == NOT_MET


@pytest.mark.parametrize(
    "phrase",
    [
        "Onset 10/1/2026.",
        "No neck pain for 8 months.",
        "Denies neck pain over the past 8 months.",
        "Here for follow-up 8 months after surgery.",
        "Treated for 6 months with gabapentin.",
        "8 mo old infant with torticollis.",
        "Neck injury in 2015.",
        "Neck surgery 2015, pain now.",
        "Neck pain comes and goes for years.",
        "Sciatica for 2 years.",
        "Diabetes for 10 years. Neck pain.",
        "Pain for a while.",
        "Pain since the accident.",
        "Pain for weeks.",
        "Pain lasting months.",
        "Pain for 12 weeks.",
        "Pain since August.",
        "Pain up to 6 months.",
        "Duration of symptoms: ____ months.",
        "Pain may have started in spring, she is not sure.",
        "Mother has had neck pain for 10 years.",
        "Neck pain for 3 months?",
        "Neck pain since March; note dated 2026-04-02.",
        "Note dated 2024-03-01: neck pain for 2 years.",
        "If the pain lasts more than 6 months, refer to surgery.",
        "Relief lasted 5 months after the last injection.",
        "Neck pain returned 2 weeks ago after 8 months of relief.",
        "Employed for 6 years; neck pain.",
        "Last seen 8 months ago.",
        "Has been on duloxetine for neck pain for 7 months.",
        "6 months postpartum, neck pain.",
        "Portal form: symptoms > 6 months [x].",
        "Conflict: HPI says 2 years, intake says 2 weeks of neck pain.",
        "Recurrent episodes of neck pain for 5 years, each lasting a few days.",
        "The neck pain is expected to last 6 months.",
        "Insured for 3 years.",
        "Pain since the birth of her son.",
        "Neck pain, last seen 6 months ago.",
        "Neck pain; prior TPI 8 months ago.",
        "Gabapentin 300 mg for 5 months, neck pain unchanged.",
        "Neck pain. MRI 3/2/2026.",
        "Low back pain for 3 years. TPI requested for the neck.",
        "Headaches for 10 years.  Request concerns knee.",
        "45-year-old with neck pain.",
        "Neck pain, worse for 4 months.",
        "Neck pain flares every 3 months.",
        "Each episode lasts 3-4 months.",
        "Seasonal neck pain, every winter.",
        "Neck pain intermittently since 2020.",
        "Neck pain, onset unclear.",
        "Onset: ?",
        "Neck pain since [date].",
        "Duration >3 months [ ] yes [ ] no",
        "Pain probably since spring.",
        "Thinks it started around March or maybe August.",
        "Patient's mother reports he has had neck pain for a year.",
        "In patients with pain over 3 months, consider TPI.",
        "Coverage requires symptoms lasting more than 3 months.",
        "Expected duration of symptoms 6 months.",
        "Will reassess in 4 months.",
        "Refill x 6 months.",
        "Neck pain 3 months ago, treated.",
        "In 2022 she had 8 months of neck pain.",
        "Pain resolved after 5 months.",
        "Seen 5/2/2026: neck pain for 2 months. No later notes.",
        "Neck pain for 90 days.",
        "Neck pain 3-4 months.",
        "Neck pain since mid August.",
        "Neck pain since her divorce.",
        "Job for 3 years, neck pain.",
        "RA for 12 years with neck pain.",
        "Copied forward: neck pain for 6 months.",
        "Asymptomatic for 8 months.",
        "Neck pain denied for 4 months.",
        "4 months of relief.",
        "Appointment wait 4 months.",
        "Lost 20 lb in 6 months; neck pain.",
    ],
)
def test_left_open(phrase: str) -> None:
    assert read("DUR", phrase) == OPEN


@pytest.mark.parametrize(
    ("phrase", "status"),
    [
        ("Fell on 1/3/26; neck pain from that day on.", MET),
        ("Earlier episode in 2022 resolved. Current pain since February 2026.", MET),
        ("Pain for more than 90 days, since May in fact.", MET),
        ("Neck pain > 100 days.", MET),
        ("Date of injury 4/2/26, pain persists.", MET),
        ("Pain since her surgery on 2/2/2026.", MET),
        ("Has been dealing with this pain for months - since April.", MET),
        ("Migraine for 20 years; neck pain for 6 months.", MET),
        ("Since 2024 continuous neck pain.", MET),
        ("HPI: R neck/shoulder pain, onset Feb 2026, constant.", MET),
        ("Suffering with this for close to two years.", MET),
        ("The low back pain is now of 30 weeks' standing.", MET),
        ("Pain 6/10, present since April, no change.", MET),
        ("Course: gradual onset eleven months ago, steadily worse.", MET),
        ("Old neck pain of 2024 resolved; the present pain started 3 weeks ago.", NOT_MET),
        ("Prior bout last winter gone by spring; new onset 4 weeks ago.", NOT_MET),
        ("Onset: 10/15/26.", NOT_MET),
        ("No pain before October 2026.", NOT_MET),
        ("Pain free until 3 weeks ago.", NOT_MET),
        ("Was well until November 1.", NOT_MET),
        ("No symptoms prior to last month.", NOT_MET),
        ("Neck pain of 8 weeks.", NOT_MET),
        ("Less than 12 weeks of symptoms.", NOT_MET),
        ("Acute neck pain, 10 days.", NOT_MET),
        ("Pain began in September.", NOT_MET),
        ("Neck pain x2 weeks, no prior neck problems.", NOT_MET),
        ("Denies any neck pain before 10/2026.", NOT_MET),
        ("Acute onset 9 days ago.", NOT_MET),
        ("Back pain, day 150 of symptoms.", MET),
        ("Her back is now into its fourth year of pain.", MET),
        ("DOI 3/30/2026, low back pain constant since the injury.", MET),
        ("Pain ongoing since the slip at work on May 18.", MET),
        ("Denies a single pain-free day since March.", MET),
        ("She has lived with this neck pain for two decades.", MET),
        ("Pain started while working in the garden in April 2026.", MET),
        ("ED 4/30/26: neck pain 3 days. Clinic 11/16/26: same pain, has not let up.", MET),
        ("MVC 6/2/2026, neck pn continuous from that day until today.", MET),
        ("54M w/ L shoulder girdle pn x 7 mo.", MET),
        ("Never had back trouble until he slipped on Labor Day.", NOT_MET),
        ("Thigh pain going on 5 to 6 months.", MET),
        ("No neck pain before the crash on 10/14/2026.", NOT_MET),
        ("Neck pain 2.5 months.", NOT_MET),
        ("Neck pain for exactly 3 months.", NOT_MET),
        ("She has not had the pain for 3 months yet.", NOT_MET),
        ("Knee pain 2 years. The neck pain for which injections are requested began ten days ago.", NOT_MET),
        ("Neck pain daily from February on.", MET),
        ("Duration of symptoms (months): 9", MET),
        ("Duration (weeks): 4", NOT_MET),
        ("The present episode has gone on for 5 months.", MET),
        ("The pain is only 5 weeks old.", NOT_MET),
        ("A 5 week old infant; neck pain.", OPEN),
        ("She first came to us for this back pain on May 4, 2026 and it is still the same today.", MET),
        ("Onset the day after Columbus Day 2026, yard work, first episode.", NOT_MET),
        ("Neck pain began Sept 27, and nothing hurt in the two years before.", NOT_MET),
        ("Neck pain since October 2026.\nAddendum: correction, neck pain since March 2026, not October.", MET),
        ("Neck pain began in March and there has not been a day without it since.", MET),
        ("The back pain came with the pregnancy in February 2026 and is there today.", MET),
        ("Shoulder pain for years; when the neck pain began is not recorded.", OPEN),
        ("Neck pain since the day after Mother's Day.", MET),
        ("Neck pain comes for some days every few months.", OPEN),
        ("Denies any break in the pain since it began in April.", MET),
        ("Neck pain on the problem list since 2019; seen for the knee.", OPEN),
        ("Day 210 of the study; neck pain.", OPEN),
        ("Thigh pain for 6 months. TPI requested for the neck.", OPEN),
        ("Pain of several weeks' duration.", OPEN),
        ("Pain for many weeks.", OPEN),
        ("Pain for weeks.", OPEN),
        ("Pain of some months.", OPEN),
        ("Migraine for 8 years; the neck pain started recently.", OPEN),
        ("Back pain 5 years; new neck pain.", OPEN),
        ("Current episode of unknown duration; previous one in 2020 resolved.", OPEN),
        ("No pain since June.", OPEN),
        ("No pain until now.", OPEN),
        ("Pain since the fall.", OPEN),
        ("Injured 1/3/26; pain today.", OPEN),
        ("Neck pain, seen 3/4/26.", OPEN),
        ("Taking gabapentin for 6 months for pain.", OPEN),
        ("Neck pain 3 months ago.", OPEN),
        ("Neck pain for two years, back to 7/10 since October.", "met"),
        ("Neck pain began in May 2025. The therapy sheet shows two visits a week since 10/12.", "met"),
        ("Neck pain since last November. Down to 3 after the set of 9/15, for the past ten days back at 6.", "met"),
        ("Neck pain since last November. Intake: onset 3 weeks ago.", "not_documented"),
        ("Neck pain since the fall of 2025; since mid-October it has been as strong as before.", "met"),
        ("Since September the neck pain has climbed to 7/10.", "not_documented"),
        ("Neck pain for three years, back to 7/10 for the last week.", "met"),
        ("Neck pain back to 7/10 for the last week.", "not_documented"),
    ],
)
def test_classes_and_their_twins(phrase: str, status: str) -> None:
    """What went before, what is new, and days up to which there was nothing."""
    assert read("DUR", phrase) == status


@pytest.mark.parametrize(
    ("phrase", "status"),
    [
        ("Duration (wks): 17", MET),
        ("Symptom duration, mos = 2", NOT_MET),
        ("Back pain for 6 years. The neck pain to be injected: no duration stated.", OPEN),
        ("Chiropractic intake 5/14/26: neck ache x 2 wk. Nothing later.", OPEN),
        ("Physiatry letter, 3 Nov 2026: neck pain for nineteen weeks.", MET),
        ("HPI: pain began 3 weeks ago. Nursing intake: pain since March.", OPEN),
        ("The pain came on the week her son was born, and he is 6 months old now.", MET),
        ("The pain came on the week her son was born, and he is 4 weeks old now.", NOT_MET),
        ("She met me in early June with an ache in the left shoulder blade. Today she says it is still there.", MET),
        ("She met me in early June with an ache in the left shoulder blade.", OPEN),
        ("He is twenty weeks out from the crash, and in all that time the neck pain has not left him.", MET),
        ("He is twenty weeks out from his hernia repair. Neck pain today.", OPEN),
        ("She fell from a ladder on April 2, 2026. The neck pain that followed has never let up.", MET),
        ("She fell from a ladder on April 2, 2026. The cuts that followed healed. Neck pain today.", OPEN),
        ("She woke with neck pain the day after her sister's wedding on the ninth of May this year.", MET),
        ("Her sister has had neck pain since the ninth of May.", OPEN),
        ("Last year's bout had gone by Easter. The pain we are treating now set in three weeks ago.", NOT_MET),
        ("Injury/onset: 10/24/2026 (workplace incident)", NOT_MET),
    ],
)
def test_dated_by_fields_papers_visits_and_events(phrase: str, status: str) -> None:
    assert read("DUR", phrase) == status


@pytest.mark.parametrize(
    ("phrase", "status"),
    [
        ("Chronic neck pain, worse x 2 wks.", OPEN),
        ("Neck pain x 3 yrs, worse x 2 wks.", MET),
        ("L neck pain 2/2 whiplash 11 d ago.", NOT_MET),
        ("Until four weeks ago, when he moved house, he had never known a day of neck pain.", NOT_MET),
        ("Until the move four weeks ago he had slept badly.", OPEN),
        ("Problem | Onset\nNeck pain | 01/2026", MET),
        ("Problem | Onset | Side\nNeck pain | 11/2/2026 | left\nKnee pain | 01/2020 | right", OPEN),
        ("Problem | Onset | Side\nNeck pain | | left", OPEN),
        ("05/22/2026 neck pain, 1 week\n08/14/2026 pain no better\n11/16/2026 pain as before", MET),
        ("05/22/2026 neck pain, 1 week", OPEN),
        ("Subjective: 8/28/2026 neck pain 2 wks", OPEN),
    ],
)
def test_tables_logs_and_what_went_before(phrase: str, status: str) -> None:
    assert read("DUR", phrase) == status


@pytest.mark.parametrize(
    ("phrase", "status"),
    [
        ("It was in the first days of May that the pain began, and it has not left since.", MET),
        ("In May she began a new job. Neck pain at present.", OPEN),
        ("The ache goes back no further than the middle of October.", NOT_MET),
        ("Q: When did the pain start?\nA: January 2026", MET),
        ("Q: How long have you had this pain?\nA: 2 weeks", NOT_MET),
        ("Q: How long have you worked here?\nA: 3 years\nNeck pain reported.", OPEN),
        ("Under our care for hip pain since 2020; of the neck pain the chart gives no onset.", OPEN),
    ],
)
def test_fronted_dates_answers_and_other_complaints(phrase: str, status: str) -> None:
    assert read("DUR", phrase) == status


@pytest.mark.parametrize(
    ("phrase", "status"),
    [
        ("3rd wk of L neck spasm.", NOT_MET),
        ("20th week of neck pain.", MET),
        ("Seen in the third week of October for neck pain.", OPEN),
        ("The last note I have, from the middle of July, speaks of six weeks of neck pain.", OPEN),
        ("A fortnight ago the neck pain set in.", NOT_MET),
        ("Neck pain ever since she returned from leave in March.", MET),
    ],
)
def test_ordinal_weeks_and_papers_dated_behind(phrase: str, status: str) -> None:
    assert read("DUR", phrase) == status


@pytest.mark.parametrize(
    ("phrase", "status"),
    [
        # told of an earlier visit
        ("When I last saw him, on June 2, 2026, he had had the pain for six weeks. He has not returned.", OPEN),
        ("When I first saw him, on June 2, 2026, he had had the pain for six weeks, and it has not let up since.", MET),
        ("My partner saw her in mid-May for the neck pain, which by then had lasted ten days. It goes on today.", MET),
        ("My husband saw her in mid-May for the neck pain, which by then had lasted ten days.", OPEN),
        # since the onset, since an event with its own day
        ("I saw her today, six weeks after the onset of her neck pain.", NOT_MET),
        ("I saw her today, six months after the onset of her neck pain.", MET),
        ("I saw her today, six months after the start of her therapy; neck pain is bad.", OPEN),
        ("The neck pain began the day after her flu shot, which was given on October 6, 2026.", NOT_MET),
        ("The flu shot was given on April 6, 2026. Her neck hurts.", OPEN),
        ("Her neck has hurt since she helped her daughter move over Memorial Day weekend this year.", MET),
        ("Since she moved house in May she has been busy; neck pain today.", OPEN),
        ("He dates the neck pain to the week his grandson was born. The boy turned six months old last Sunday.", MET),
        ("The first time he felt neck pain was on the last Saturday of August this year.", NOT_MET),
        # sources that differ
        ("The form dates the neck pain to May, while the doctor's note puts its onset about five weeks ago.", OPEN),
        # a course is no onset, and relief no length
        ("His neck pain, right-sided, is now two years old. Since September the pain has been climbing.", MET),
        ("Since September the neck pain has been climbing.", OPEN),
        ("Neck pain for two years. Each set took her pain from 7 to around 3 for a month or so.", MET),
        ("Neck pain for two years. Completed the six-week “Living with Pain” course in October.", MET),
        ("Chronic neck pain going back to 2023, there daily.", MET),
        ("Neck symptom-free since August.", NOT_MET),
        ("Visit | NRS neck\n05/11/26 | 6\n08/27/26 | 5\n11/16/26 | 7", MET),
        ("Visit | NRS knee\n05/11/26 | 6\n08/27/26 | 5\n11/16/26 | 7", OPEN),
    ],
)
def test_earlier_visits_events_and_courses(phrase: str, status: str) -> None:
    assert read("DUR", phrase) == status


@pytest.mark.parametrize(
    ("wanted", "phrase"),
    [
        (MET, "Her shoulder ache has by now gone on without pause for twenty weeks."),
        (OPEN, "The portal questionnaire says ten weeks of neck pain; the physician's note says seven months."),
        (MET, "The portal questionnaire says five months of neck pain; the physician's note says seven months."),
        (MET, "05/11/26: neck pain 5/10, 2 wk. 11/18/26: neck pain unchanged, 5/10."),
        (NOT_MET, "10/02/26: neck pain 5/10, 1 wk. 11/18/26: neck pain unchanged, 5/10."),
        (
            MET,
            "The stiffness and pain in her neck came on when she was expecting; her son is now eight months "
            "old and it is still there.",
        ),
        (OPEN, "Neck pain came on during her pregnancy; the child is a few weeks old."),
        (NOT_MET, "First ever episode of neck pain on 9/30/26 after lifting a couch."),
        (
            MET,
            "The pain in his neck set in while he was painting the ceiling of his mother's house at the "
            "beginning of April, and it has been there daily since.",
        ),
        (
            NOT_MET,
            "The pain in his neck set in while he was painting the ceiling of his house at the beginning of "
            "October, and it has been there daily since.",
        ),
        (NOT_MET, "He fell from a ladder on 2 October 2026. The neck pain began that same day and has never stopped."),
        (
            NOT_MET,
            "Asked whether the neck pain had lasted more than three months, he answered that it had not; it "
            "was five weeks.",
        ),
        (MET, "Asked whether the neck pain had lasted more than three months, he said yes, about a year."),
        (MET, "She cannot remember a day free of neck pain in the past half year."),
        (OPEN, "Low back pain 2 yrs; neck pain recent."),
    ],
)
def test_occasions_sources_and_what_goes_on(wanted: str, phrase: str) -> None:
    assert read("DUR", phrase) == wanted


@pytest.mark.parametrize(
    ("wanted", "phrase"),
    [
        (MET, "Day one of neck pain: 04/19/2026. Still there at this visit."),
        (NOT_MET, "First day of shoulder pain: 10/24/2026."),
        (MET, "First day of symptoms - May 5, 2026."),
        (OPEN, "Day one of therapy: 04/19/2026, neck pain."),
        (NOT_MET, "Lifted a mattress 2026-09-28, first neck pain of his life."),
        (NOT_MET, "Strained it August 24, 2026, first episode."),
        (NOT_MET, "Slipped on ice 10/30/26 - first back pain ever."),
        (NOT_MET, "Hurt it 9/14/2026 shoveling, never a problem before."),
        (NOT_MET, "Twisted on a ladder September 20, 2026; never had back pain before that."),
        (MET, "Pulled it on February 11, 2026, first episode, has hurt every day since."),
        (OPEN, "Strained it August 24, 2026, third episode in four years."),
        (OPEN, "Lifted a mattress 2026-09-28, neck pain as always after lifting."),
        (NOT_MET, "Not yet at the 3-month mark, pt is clear on that."),
        (NOT_MET, "We have not hit the 3 month point with this pain."),
        (NOT_MET, "Still a week short of three months."),
        (NOT_MET, "Three-month mark not yet reached."),
        (NOT_MET, "She is not at 12 weeks with it yet."),
        (NOT_MET, "Not quite three months into this pain."),
        (OPEN, "Not yet at the 3-month mark of her new job."),
        (OPEN, "Not yet at the 12-month mark, pain continues."),
        (NOT_MET, "Claim file: today is day 61 from first symptom."),
        (MET, "Today is day 140 from first symptom."),
        (NOT_MET, "This is day 44 of the neck pain."),
        (NOT_MET, "Week 9 of her neck pain."),
        (MET, "This is week nineteen of constant occipital pain."),
        (OPEN, "Week 19 of physical therapy for neck pain."),
        (OPEN, "Day 120 of her treatment, neck pain."),
        (OPEN, "5/29/2026 entry: shoulder pain 2 weeks. No entry after that."),
        (OPEN, "Note 6/21/2026: back pain x 3 wks. No further notes."),
        (MET, "1/22, 4/30, 8/13, 11/12: same shoulder-blade pain each time, NRS 6-7."),
        (MET, "Seen 3/4, 6/9, 9/15 and 11/17, low back pain at every one."),
        (MET, "2/10 - 5/22 - 8/30 - 11/3: neck pain recorded at all four."),
        (OPEN, "1/22, 4/30, 8/13, 11/12: same knee brace each time."),
        (OPEN, "9/22, 10/30, 11/12: same shoulder-blade pain each time."),
        (MET, "Not months but years - daily sacral pain for three of them."),
        (MET, "It is not months but years that his neck has hurt."),
        (MET, "Not weeks, not months: years of low back pain."),
        (OPEN, 'HPI copied fr 2024: "pain 5 mo"; today\'s HPI blank'),
        (MET, "No fewer than five months of right-sided head pain, the patient reports."),
        (MET, "Not less than 6 months of back pain."),
        (MET, "Nothing short of a year of neck pain."),
        (OPEN, "No fewer than two months of neck pain."),
        (OPEN, "No fewer than five months of therapy for right-sided head pain."),
        (MET, "Years of low back pain."),
        (OPEN, "Months of neck pain."),
        (OPEN, "Years of therapy for low back pain."),
        (OPEN, "A week short of four months of back pain."),
        (NOT_MET, "Not quite three months of pain."),
        (OPEN, "Last TPI 9/1/26. Not yet at the 3-month mark."),
        (OPEN, "First episode, March 2025; second now."),
        (OPEN, "First episode in March 2025, pain again now."),
        (OPEN, "Strained it March 2, 2026, first episode, cleared in a week. Pain again."),
        (OPEN, "Pain has not reached her hand in 5 months."),
        (OPEN, "Week 9 of the exercise plan for her neck pain."),
    ],
)
def test_days_counted_marks_ahead_and_first_of_all(wanted: str, phrase: str) -> None:
    assert read("DUR", phrase) == wanted


@pytest.mark.parametrize(
    ("wanted", "phrase"),
    [
        (MET, "Pain every month since the April MVA: Apr, May, Jun, Jul, Aug, Sep, Oct, Nov."),
        (NOT_MET, "Neck trouble is barely a month old."),
        (MET, "Five months and counting with this back."),
        (OPEN, "By New Year's he will have had this pain for over 3 months."),
        (MET, "Next week it will be five months of neck pain."),
        (NOT_MET, "Next week it will be five weeks of neck pain."),
        (OPEN, "He will need PT for 6 months for his neck pain."),
        (OPEN, "Will inject monthly for 4 months for neck pain."),
        (OPEN, "TPI every month since April for neck pain."),
        (MET, "Neck pain every week since April."),
    ],
)
def test_a_second_look_at_short_phrases(wanted: str, phrase: str) -> None:
    assert read("DUR", phrase) == wanted


@pytest.mark.parametrize(
    ("wanted", "phrase"),
    [
        (MET, "Neck pain: Jan - now."),
        (MET, "Symptoms predate the June visit by two months."),
        (NOT_MET, "Still inside the first month of neck pain."),
        (NOT_MET, "Nowhere near three months of neck pain."),
        (OPEN, "TPI predates the June visit by two months, neck pain."),
        (MET, "Neck pain: Feb - present."),
        (OPEN, "PT for neck pain: Jan - now."),
        (MET, "Not nearly two years of neck pain, but 14 months."),
        (OPEN, "Within the first month of neck pain she saw PT."),
    ],
)
def test_a_third_look_at_short_phrases(wanted: str, phrase: str) -> None:
    assert read("DUR", phrase) == wanted


@pytest.mark.parametrize(
    ("wanted", "phrase"),
    [
        (NOT_MET, "No neck pain before mid-October."),
        (MET, "Neck pain has outlived two prescriptions and five months."),
        (NOT_MET, "Symptom onset within past month."),
        (MET, "Symptom onset > 1 yr ago."),
        (NOT_MET, "Onset yesterday."),
        (OPEN, "Neck pain began after her surgery, date not given."),
        (OPEN, "Sister has had neck pain for 2 years."),
        (NOT_MET, "This pain is new, 3 weeks, unlike anything before."),
        (OPEN, "Headache for 5 months in 2021."),
        (MET, "Today is 29 weeks since the neck pain began."),
        (NOT_MET, "A month to the day since the neck pain began."),
        (OPEN, "Plan: treat for 6 months. Neck pain."),
        (OPEN, "Pain over 3 finger breadths, months not stated."),
        (OPEN, "Average neck pain within the past month 6/10."),
        (OPEN, "Seven weeks to the day since the last TPI; neck pain began again."),
    ],
)
def test_a_fourth_look_at_short_phrases(wanted: str, phrase: str) -> None:
    assert read("DUR", phrase) == wanted
