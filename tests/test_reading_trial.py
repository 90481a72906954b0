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
    ],
)
def test_trial(phrase: str, expected: str) -> None:
    assert read("TRIAL", phrase) == expected
