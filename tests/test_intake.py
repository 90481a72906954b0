"""What comes in: questions, texts and case files; and what is refused, with its place."""

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import intake
from drafter.corpus import Corpus, load, packaged
from drafter.domain import Case
from drafter.errors import InputError
from drafter.text import schedule


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load(packaged())


def lines(case: Case) -> list[tuple[Any, ...]]:
    return [
        (s.code, s.description, s.units, s.modifiers, s.schedule and (s.schedule.interval_days, s.schedule.sessions))
        for s in case.services
    ]


@pytest.mark.parametrize(
    ("words", "interval", "sessions"),
    [
        ("every 4 weeks for 12 weeks", 28, 3),
        ("q4wk x 12 weeks", 28, 3),
        ("every 5 weeks for 12 weeks", 35, 3),
        ("every 3 months", 89, None),
        ("monthly for three months", 28, 3),
        ("series of 3, every two weeks", 14, 3),
        ("4 sessions 84 days apart", 84, 4),
        ("every 12 weeks x 4", 84, 4),
        ("quarterly for a year", 89, 4),
        ("2 visits weekly for 6 weeks", 7, 12),
        ("a single session", None, 1),
        ("x 4, one week apart", 7, 4),
        ("x3 sets, 2 wks apart", 14, 3),
        ("series of 3 sets, 2 weeks apart", 14, 3),
        ("1 session, and", None, 1),
        ("x3 q2wks", 14, 3),
        ("wkly x 4", 7, 4),
        ("as needed", None, None),
        ("when the moon is full", None, None),
    ],
)
def test_schedule_words(words: str, interval: int | None, sessions: int | None) -> None:
    found = schedule.parse(words)
    assert (found.written, found.interval_days, found.sessions) == (words, interval, sessions)
    assert sessions is not None or found.ambiguity


def test_a_schedule_that_ends_on_a_session_says_that_one_more_is_arguable() -> None:
    assert "4" in (schedule.parse("every 4 weeks for 12 weeks").ambiguity or "")
    assert schedule.parse("every 5 weeks for 12 weeks").ambiguity is None


@settings(max_examples=200)
@given(st.text(alphabet="every 0123456789 week month day for x q quarterly series of apart,.()", max_size=80))
def test_schedules_stand_where_they_say(text: str) -> None:
    end = 0
    for found in schedule.find(text):
        assert text[found.start : found.end] == found.schedule.written
        assert found.start >= end
        end = found.end


def test_two_codes_share_the_schedule_that_follows_them(corpus: Corpus) -> None:
    case = intake.load(
        "Are nerve blocks (CPT 64405) and trigger point injections (CPT 20553), weekly for 6 weeks, medically necessary"
        " for a 52 y/o male?",
        corpus,
    )
    assert [(line[0], line[4]) for line in lines(case)] == [("64405", (7, 6)), ("20553", (7, 6))]
    assert (case.age, case.sex) == (52, "male")


def test_a_schedule_beside_one_service_is_its_own(corpus: Corpus) -> None:
    case = intake.load("Request for CPT 64405-50 every 12 weeks x 2, and for CPT 20553 x 3 weekly for 3 weeks.", corpus)
    assert lines(case) == [
        ("64405", corpus.codes["64405"], None, ("50",), (84, 2)),
        ("20553", corpus.codes["20553"], 3, (), (7, 3)),
    ]


@pytest.mark.parametrize(
    ("asked", "of_the_service"),
    [
        ("Request 20553 and physical therapy twice a week for 6 weeks.", None),
        ("Repeat TPI, 20552 x1, continue HEP, NSAID prn.", None),
        ("Requesting 20553, RTC every 4 weeks.", None),
        ("Requesting 20553; continue naproxen 500 mg daily as needed.", None),
        ("Request 20552 for a woman who had PT twice a week for 8 weeks.", None),
        ("Requesting 64405 for headaches three times a week.", None),
        ("Request 64405, along with weekly PT.", None),
        ("Request 64405 x 3, every 4 weeks, along with weekly PT.", "x 3, every 4 weeks"),
        ("We request 64405 with bupivacaine every 4 weeks for 12 weeks.", "every 4 weeks for 12 weeks"),
        ("Request 64405 since gabapentin failed, every 4 weeks for 12 weeks.", "every 4 weeks for 12 weeks"),
        ("Request 64405 for occipital neuralgia every 4 weeks for 12 weeks.", "every 4 weeks for 12 weeks"),
        ("PT continues; request 20553 every 3 weeks x4, tizanidine prn.", "every 3 weeks x4"),
    ],
)
def test_a_schedule_of_something_else_is_not_that_of_the_service(
    asked: str, of_the_service: str | None, corpus: Corpus
) -> None:
    (line,) = intake.load(asked, corpus).services
    assert (line.schedule and line.schedule.written) == of_the_service


def test_services_in_words_get_no_code(corpus: Corpus) -> None:
    case = intake.load("Were retrospective trigger point injections with an occipital nerve block necessary?", corpus)
    assert [(s.code, s.description) for s in case.services] == [
        (None, "trigger point injections"), (None, "occipital nerve block"),
    ]  # fmt: skip
    assert case.review_type == "retrospective"
    assert {"services", "review_type"} <= set(case.inferred)


@pytest.mark.parametrize(
    ("text", "further"),
    [
        ("Are occipital nerve blocks (CPT 64405) and Botox necessary for migraine?", ["Botox"]),
        ("Are Botox and CPT 64405 necessary for migraine, every 12 weeks x 2?", ["Botox"]),
        ("Is 64405 with botulinum toxin injections necessary?", ["botulinum toxin injections"]),
        ("Is 64405, every 12 weeks x 2, & a total knee replacement necessary?", ["total knee replacement"]),
        (
            "Are 64405 + SPG block, RFA and bilateral SI joint injections OK?",
            ["SPG block", "RFA", "SI joint injections"],
        ),
        ("Request: 64405: nerve block, and Botox. Failed epidural injection and MBB.", ["Botox"]),
        ("Request: 64405 and Botox; botulinum toxin and Botox were discussed.", ["Botox"]),
        ("Since PT failed, are 64405 and Botox necessary?", ["Botox"]),
        ("After prior Botox, RFA and 64405, is 20553 necessary?", []),
        ("Request: 64405, a medial branch block and RFA.", ["medial branch block", "RFA"]),
        ("Request: occipital nerve block (64405) and Botox (64615).", []),
        ("Request: nerve blocks (CPT 64405), nerve block, and J0585 (Botox).", []),
        ("Request: 64405 (nerve block) and 20553: trigger point injection.", []),
        ("Is 64405 necessary for a patient with migraine and prior Botox?", []),
        ("Is 64405 necessary after Botox and an epidural injection?", []),
        ("Patient had Botox and RFA. Request: 64405.", []),
    ],
)
def test_a_service_beside_the_requested_one_is_a_line(corpus: Corpus, text: str, further: list[str]) -> None:
    case = intake.load(text, corpus)
    assert [s.description for s in case.services if s.code is None] == further
    assert "64405" in {s.code for s in case.services}


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("Patient had PT and requests occipital nerve blocks.", "occipital nerve blocks"),
        ("Since PT failed, are trigger point injections necessary?", "trigger point injections"),
        ("Is it so? There is no request for occipital nerve blocks.", "the service asked for"),
        ("After trigger point injections, are occipital nerve blocks necessary?", "occipital nerve blocks"),
    ],
)
def test_a_sentence_turns_from_the_past_to_the_request(corpus: Corpus, text: str, service: str) -> None:
    assert [s.description for s in intake.load(text, corpus).services] == [service]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("We are not requesting 64615. Please authorize 64405 RT x1 unit.", ["64405"]),
        ("Prior auth for 62323. Had L4-5 TFESI 64483 in May with 60% x 10 wks.", ["62323"]),
        ("Scheduled for 20553 on 12/01. Not interested in surgery (22551).", ["20553"]),
        ("Patient refused 62323 and asks for 64483.", ["64483"]),
        ("Requests 64405, not 64450.", ["64405"]),
        ("Plan: 64405-50 today, 20553 too. Botox denied 3/2026.", ["64405", "20553"]),
        ("Appeal: 20553 denied 10/1.", ["20553"]),
        ("20553 was denied in May. We now request 20553 again with 64405.", ["20553", "64405"]),
        ("Had 64405 in March, requests 64405 and 20553.", ["64405", "20553"]),
        ("She had 64405 in March. It is requested again.", ["64405"]),
        ("S/p RFA 64633. Now asks repeat RFA 64633, 64634 on the left.", ["64633", "64634"]),
        ("Request auth: 64490, 64491 bilat C4-6 MBB #2.", ["64490", "64491"]),
        ("Request 64490, 64491 and lumbar MBB.", ["64490", "64491", None]),
        ("Requesting trigger point injections. CPT 20553 x1.", ["20553"]),
        ("Plan: request TPI.\nCodes: 20552 LT.", ["20552"]),
        ("Night oxygen. Order E1390, 1 unit. She asks that E0431 go on this request too.", ["E0431", "E1390"]),
        ("Requesting TPI. CPT 20553 in May, CPT 20552 in June.", [None]),
        ("Auth request for TPI.\nPlan: 20552 LT.", ["20552"]),
        ("Requesting E1390.\nPlan: portable O2 (E0431) & E1390 x1.", ["E1390", "E0431"]),
        ("Requesting 64405.\nPlan: 64405-50 today; consider 20553 later.", ["64405"]),
        ("Requesting 64405.\nPrior procedures: 20552, 20553", ["64405"]),
    ],
)
def test_what_is_named_and_not_asked_for_is_no_line(text: str, codes: list[str | None], corpus: Corpus) -> None:
    assert [line.code for line in intake.load(text, corpus).services] == codes


def test_an_unknown_code_outside_the_request_stops_nothing(corpus: Corpus) -> None:
    case = intake.load("Requesting 64405.\nHistory: billed CPT 90000 in May.", corpus)
    assert [s.code for s in case.services] == ["64405"]


def test_a_code_named_again_adds_what_was_not_told(corpus: Corpus) -> None:
    case = intake.load("Appeal: denial of 20553 dated 10/1. Please reconsider 20553-RT x2.", corpus)
    assert [(s.code, s.units, s.modifiers) for s in case.services] == [("20553", 2, ("RT",))]


def test_a_certified_service_asked_for_once_more_is_judged(corpus: Corpus) -> None:
    case = intake.load("64493 was approved on 9/3/26. A second diagnostic block 64493 is requested.", corpus)
    assert ([s.code for s in case.services], case.prior_determinations) == (["64493"], ())


@pytest.mark.parametrize(
    ("text", "age", "sex"),
    [
        ("F 34, migraine. Request 64405.", 34, "female"),
        ("Pt: M/52 requests 20553", 52, "male"),
        ("64405 for a 36 y.o. woman", 36, "female"),
        ("Age: 44. Request 20553", 44, None),
        ("Mrs. B, 58, requests 20553", 58, None),
        ("Patient is 47. Request 20553", 47, None),
        ("Her mother, 71 y/o, had a stroke. Request 20553 for this 40M.", 40, "male"),
        ("Walks 50 M. Request 20553", None, None),
        ("Pain since age 34. Request 20553", None, None),
        ("Request 20553 for M 54.2", None, None),
        ("34 weeks pregnant, F 12 weeks of PT. Request 20553", None, None),
    ],
)
def test_age_and_sex_of_the_patient(text: str, age: int | None, sex: str | None, corpus: Corpus) -> None:
    case = intake.load(text, corpus)
    assert (case.age, case.sex) == (age, sex)


FAX = """FAX to Utilization Management, 11/20/2026
Member: Nadia Okonjo, 71, Medicare Advantage
Codes on this sheet:
   20553 x1 (trapezius) - you approved this 9/24, it was done 10/06/26
   64483-LT x1, left L5-S1 transforaminal epidural, 12/01/26
Office note 11/17/26
Right TKA 2020, sleep apnea on CPAP, her mother had a gastric bypass. MRI of the lumbar spine in August.
If this fails, consider RFA (64635) next year. Botox 64615 for migraine stopped in 2024."""


def test_a_sheet_of_codes_asks_for_what_stands_on_it_and_for_nothing_of_the_history(corpus: Corpus) -> None:
    case = intake.load(FAX, corpus)
    assert [(s.code, s.units, s.modifiers) for s in case.services] == [("64483", 1, ("LT",))]
    assert (case.age, case.line_of_business, case.service_date) == (71, "medicare_advantage", dt.date(2026, 12, 1))
    assert {"age", "line_of_business", "service_date", "services"} <= set(case.inferred)
    assert case.prior_determinations == ()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("HBO authorization request 11/18\nG0277  120 units (30 tx)\n99183  30 units", ["G0277 120", "99183 30"]),
        ("CONTINUATION REQUEST - onabotulinumtoxinA\nCPT 64615 x1 and J0585 x155.", ["64615 1", "J0585 155"]),
        ("Med: Vyepti 100 mg IV, HCPCS J3032.\nWill Botox be given with the requested drug? Yes", ["J3032 None"]),
        ("Requesting 62321, C7-T1 interlaminar epidural steroid injection, 1 unit, on 12/01/2026.", ["62321 1"]),
        ("Order: K0835 power wheelchair, grp 2 single power, one, 12/01/2026. Botox to biceps in May.", ["K0835 1"]),
        ("Requested: E1390 oxygen concentrator (1), E0431 portable gas system (1).", ["E1390 1", "E0431 1"]),
        ("I ask for 64635-LT and 64636-LT, one unit each, on December 1, 2026.", ["64635 1", "64636 1"]),
        ("1: E2103 non-adjunctive CGM receiver, qty 1\n2: A4239 monthly supply, qty 1", ["E2103 1", "A4239 1"]),
        ("Ordering E2103. Tresiba 18 units at night.", ["E2103 None"]),
        ("Requesting 64405. 20553 is also requested. Trigger finger release in May.", ["64405 None", "20553 None"]),
        ("Request: 64405, and trigger point injections.", ["64405 None", "None None"]),
        ("A request for a left SI joint injection for Mr. Falk, 71, 27096 LT, to be done 12/01/26.", ["27096 None"]),
        ("Patient: P. Lemieux, 52 F\nService: MRI lumbar without and with contrast 72158 x1.", ["72158 1"]),
        ("I'd like a stimulator trial. Temporary leads, six-three-six-five-zero, in May.", ["63650 None"]),
        ("CPT 72158 (MRI L-spine w/o + w gad) qty 1", ["72158 1"]),
        ("Test: 81162, BRCA1/2 full sequence + del/dup, germline, 1 unit.", ["81162 1"]),
        ("Req: 64483-RT, 1 unit, R S1 transforaminal ESI, 12/1/26", ["64483 1"]),
        ("62323 on the form; the plan in the note describes a transforaminal injection.", ["62323 None", "None None"]),
        ("Line: 62323. Order text: transforaminal injection, right L5.", ["62323 None", "None None"]),
        ("RIGHT TKA, CPT 27447-RT, 1 unit, 12/1/26.\nHer husband's hip (27130) was approved last week.", ["27447 1"]),
        (
            "Request to repeat radiofrequency ablation of the cervical medial branches for the C4-5 and C5-6 joints, "
            "64633 left side, one unit, and 64634 left side, one unit.",
            ["64633 1", "64634 1"],
        ),
        ("Requesting lumbar RFA and 64633 x1.", ["None None", "64633 1"]),
        ("64405 requested. Her husband's 27096 was approved in May.", ["64405 None"]),
        ("Request for son's E2103, x1.", ["E2103 1"]),
        ("requesting e0601, 1 unit; a4239 x3; room b1234", ["E0601 1", "A4239 3"]),
        ("payer: fep\nrequest: e0601 x1", ["E0601 1"]),
        ("Requesting  64493  x1  and  64494  x1,  both  in  one  session.", ["64493 1", "64494 1"]),
        ("Seen today.\\nRequested: 64493 x1\\n64494 x1", ["64493 1", "64494 1"]),
        ("Need auth for 1 stationary concentrator E1390 and 1 portable gas system E0431.", ["E1390 1", "E0431 1"]),
        ("Request: FreeStyle Libre 3 reader E2103.", ["E2103 None"]),
        ("Asking for: E2103 receiver, one; A4239, 3 (three months).", ["E2103 1", "A4239 3"]),
        ("I ask for approval of a gastric bypass, CPT 43644, one operation, on December 1.", ["43644 1"]),
        ("HBO auth\n  G0277  120 units  (30 tx)\n  99183  30\n  first tx 12/1/26", ["G0277 120", "99183 30"]),
        ("I request two leads, 63650 times two, and one generator, 63685 times one.", ["63650 2", "63685 1"]),
        ("Order: A4239 x 3, resupply, continued coverage, Dexcom G7 (in use since 2025).", ["A4239 3"]),
        ("Order: A4239 x 3 and a Dexcom.", ["A4239 3", "None None"]),
        ("64405 requested. Considering a CGRP antibody in spring, not requested now.", ["64405 None"]),
        ("64615 is requested, one unit. The drug comes from the pharmacy, J0585 is not part of this.", ["64615 1"]),
    ],
)  # fmt: skip
def test_what_a_request_asks_for_and_how_much(text: str, asked: list[str], corpus: Corpus) -> None:
    assert [f"{s.code} {s.units}" for s in intake.load(text, corpus).services] == asked


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Requesting 64635 x1. Also 64636 x1.", ["64635", "64636"]),
        ("Please authorize 64405. In addition we need 20553 x1.", ["64405", "20553"]),
        ("Order: K0823 x1. Also seat cushion E2601 x1.", ["K0823", "E2601"]),
        ("Request K0823, E2601, E0973 and E1028.", ["K0823", "E2601", "E0973", "E1028"]),
        ("64493, 64494, J3301 requested", ["64493", "64494", "J3301"]),
        ("Requesting 64405 and 99213.", ["64405", "99213"]),  # neither list knows the second one
        ("Requesting 95816.", ["95816"]),
        ("Please approve 64405. Mail it to Reno NV 89501.", ["64405"]),
        ("64405 requested; MRN 44871.", ["64405"]),
        ("Requesting 64405 for M5481.", ["64405"]),  # a diagnosis without its dot
        ("Auth for 64405, Dx G4489, E1165", ["64405"]),
        ("Requesting 64635. Also had 64493 in March.", ["64635"]),
        ("Need approval:\n - 62323 lumbar ESI, 1\n - 77003 fluoro, 1\n - J1100 x 10", ["62323", "77003", "J1100"]),
        ("Please certify 20553, not the nerve block (64405), that one was done 10/2.", ["20553"]),
        ("Codes requested: 63650 (2), 95972 (1)\nNot requested today: 63685", ["63650", "95972"]),
        ("Please authorize 27447. Also on file: 27446 denied in May.", ["27447"]),
    ],
)
def test_no_code_that_is_asked_for_is_forgotten(text: str, codes: list[str], corpus: Corpus) -> None:
    assert [line.code for line in intake.load(text, corpus).services] == codes


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("64405-50, DOS 12/13/2026. Seen 11/20/2026.", dt.date(2026, 12, 13)),
        ("Please authorize 64405 for Tue 12/15/2026.", dt.date(2026, 12, 15)),
        ("Request for 64405; last 64405 on 09/15/2026.", None),
        ("Dr. Ott dictating, 11/17/2026, request for 64405.", None),
        ("64405 on 12/15/2026 and 20553 on 12/22/2026 are requested.", None),
        ("Requesting 64405 on 05/06/2026.", None),  # of May or of June
        ("Fax 11/20/2026\n64405-50, DOS 12/3. Seen 11/13.", dt.date(2026, 12, 3)),
        ("Fax 11/20/2026\nPlease authorize 64405 for Jan 5, last seen Nov 2.", dt.date(2027, 1, 5)),
        ("Date of request: 11/20/2026. 64405 was given, DOS 10/28. Retro review please.", dt.date(2026, 10, 28)),
        ("64405-50, DOS 12/13.", None),  # of which year
        ("Fax 11/20/2026\nPlease authorize 64405 for a pain of 7/10.", None),
        ("Fax 11/20/2026\nRequesting 20553 x1, first tx 12/1/26.", dt.date(2026, 12, 1)),  # or a January that is over
        ("Fax 11/20/2026\n64405 booked 12/15/26.", dt.date(2026, 12, 15)),
        ("Fax 11/20/2026\n27447, OR date 12/15/26.", dt.date(2026, 12, 15)),
        ("Fax 11/20/2026\n20553 x1 Tues Dec 15th", dt.date(2026, 12, 15)),
        ("Fax 11/20/2026\nPlease authorize 64405 on 12/15, first block 8/14.", dt.date(2026, 12, 15)),
        ("Fax 11/20/2026\nPlease authorize 64405, note dated 11/13/26.", None),
        ("Fax 11/20/2026\nLine 1  20553  1 unit  12/15/2026  TPI\nLine 2  97110  8 units  from 12/17/2026", None),
        ("Fax 11/20/2026\nHBO: 99183 x 40. Start 11/30/2026.", dt.date(2026, 11, 30)),
        ("Fax 11/20/2026\nRequesting 64405. Start 3/2/26 gabapentin, no help.", None),
        ("TO: Aetna UM    FR: Valley Pain    DATE 11-19-26\nPROC 20552, tx date 12-2-26", dt.date(2026, 12, 2)),
    ],
)
def test_the_day_of_service_that_a_request_gives(text: str, day: dt.date | None, corpus: Corpus) -> None:
    assert intake.load(text, corpus).service_date == day


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Medicare (Oregon, Eugene)\n20552 x1 requested", "OR"),
        ("Dictated by H. Lindahl DO, Spokane, Washington. Medicare.\nRe: 20552, requested", "WA"),
        ("Cascade Physical Medicine, Eugene OR\nMedicare pt\nRequest 20552", "OR"),
        ("SOAP 11/19/26   Dr. Castellane   Dayton OH   Medicare\n64493 requested", "OH"),
        ("Medicare pt. Dr. Ann Smith, MD, moved from Salem, Oregon. 20552 requested", None),
        ("University of Washington, Medicare. 20552 requested", None),
        ("Medicare, Boise, Idaho. Also seen in Salem, Oregon. 20552 requested", None),
        ("Aetna PPO, Spokane, Washington. 20552 requested", None),
        ("Prior auth\n\n\n\nOriginal Medicare. OH.\n20552 requested", "OH"),
        ("Pt has Medicare and lives in Utah. 20552 requested", "UT"),
        ("Medicare beneficiary in California, 20552 requested", "CA"),
        ("Medicare. CT, MRI and films reviewed. 20552 requested", None),
        ("Medicare. OR, anesthesia and facility as usual. 20552 requested", None),
    ],
)
def test_where_medicare_is_asked(text: str, state: str | None, corpus: Corpus) -> None:
    assert intake.load(text, corpus).state == state


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Date of request: 11/20/2026\nService: 64405", dt.date(2026, 11, 20)),
        ("FAX  3 pp.   11/19/2026\nFROM: Harbor Neurology\n64405 x 1 requested.", dt.date(2026, 11, 19)),
        ("Auth request 11/20/2026. 64405, DOS 12/13/2026.", dt.date(2026, 11, 20)),
        ("Portal entry | submitted 20-Nov-2026 | 64405 for 12/13/2026", dt.date(2026, 11, 20)),
        ("Please review 64405.\nDate received: 2026-11-20. Records sent 11/02/2026.", dt.date(2026, 11, 20)),
        ("ONLINE FORM   ref 88-2201   received 11/20/2026\n64405 requested", dt.date(2026, 11, 20)),
        ("Evaluation, home visit 11/10/2026. With request 11/20/2026: K0823", dt.date(2026, 11, 20)),
        ("Request for 64405, 12/13/2026", None),  # the day of service
        ("Intake: 64405, planned 12/13/2026", None),
        ("Call 11/13/2026: patient asks for a refill.\n64405 is requested.", None),
        ("64405 is requested. MRI requested 10/13/2026.", None),
        ("Fax 05/06/2026. 64405 requested.", None),  # of May or of June
        ("64405. Submitted 11/20/2026. Date received: 11/21/2026.", None),
    ],
)
def test_the_day_of_a_request_that_its_text_gives(text: str, day: dt.date | None, corpus: Corpus) -> None:
    case = intake.load(text, corpus)
    assert case.request_date == day
    assert ("request_date" in case.inferred) == (day is not None)


def test_a_day_of_request_read_from_the_text_moves_no_clock_beyond_today() -> None:
    today = dt.date(2026, 11, 20)
    case = Case(text="-", request_date=dt.date(2027, 11, 19))
    assert case.clock_date(today).year == 2027
    assert case.model_copy(update={"inferred": ("request_date",)}).clock_date(today) == today


def test_a_day_of_service_to_come_moves_no_clock() -> None:
    today, to_come = dt.date(2026, 11, 20), dt.date(2026, 12, 1)
    assert Case(text="-", service_date=to_come).clock_date(today) == today
    assert Case(text="-", service_date=to_come, request_date=dt.date(2026, 11, 2)).clock_date(today).day == 2
    assert Case(text="-", service_date=dt.date(2026, 11, 3), review_type="retrospective").clock_date(today).day == 3


@pytest.mark.parametrize(
    ("text", "coverage"),
    [
        ("64405. Medicare FFS pt.", "medicare"),
        ("64405, 61 F   Medicare   12/15/2026", "medicare"),
        ("64405, MA plan.", "medicare_advantage"),
        ("64405, commercial PPO.", "commercial"),
        ("64405. Told her Medicare does not pay for RFA.", None),
        ("64405. Medicare, Medicaid", None),
        ("64405. She is on Medicare", "medicare"),
        ("64405 for a 64M with Medicare, stent 10/2.", "medicare"),
        ("64405 for Ms. Adler (Medicare B).", "medicare"),
        ("64405. Ins: MCR A&B", "medicare"),
        ("64405. Medicare HMO, Aetna", "medicare_advantage"),
        ("64405. She is not on Medicare; her husband is on Medicare", None),
    ],
)
def test_the_kind_of_coverage_that_a_request_names(text: str, coverage: str | None, corpus: Corpus) -> None:
    assert intake.load(text, corpus).line_of_business == coverage


def test_many_services_are_found_in_no_time(corpus: Corpus) -> None:
    assert len(intake.load("Is 64405" + ", Botox and RFA" * 5_000 + " necessary?", corpus).services) == 3


@pytest.mark.parametrize(
    "text",
    [
        "CPT 64405 x2 has already been certified. Is CPT 20553 medically necessary for neck pain?",
        "Is CPT 20553 medically necessary for a patient whose nerve blocks (CPT 64405 x2) were certified?",
        "Since CPT 64405 x2 is already approved, is CPT 20553 medically necessary?",
    ],
)
def test_a_certified_service_is_a_decision_on_file(corpus: Corpus, text: str) -> None:
    case = intake.load(text, corpus)
    assert [(p.code, p.outcome, p.units) for p in case.prior_determinations] == [("64405", "certify", 2)]
    assert {line.code for line in case.services} == {"64405", "20553"}


@pytest.mark.parametrize(
    "text",
    [
        "Should CPT 64405 be certified for neuralgia?",
        "Was CPT 64405 certified for neuralgia, and is it medically necessary?",
        "Request for CPT 64405. It is unknown whether CPT 64405 was certified.",
        "CPT 64405 has not been certified. Is it medically necessary?",
        "Blocks (CPT 64405) were approved in 2024. Is CPT 64405 medically necessary?",
        "The drug for CPT 64405 was approved by the FDA. Is it medically necessary?",
    ],
)
def test_an_open_question_is_no_decision(corpus: Corpus, text: str) -> None:
    assert not intake.load(text, corpus).prior_determinations


@pytest.mark.parametrize(
    ("text", "payer"),
    [
        ("Is 20553 medically necessary under Aetna for a woman with neck pain?", "Aetna"),
        ("Is 20553 medically necessary under her Aetna plan?", "Aetna"),
        ("20553 requested, covered by UHC.", "UHC"),
        ("Is 20553 medically necessary? She had it under Aetna last year.", None),
        ("Is 20553 medically necessary under Aetna? UHC paid for the last one.", None),
        ("Is 20553, which Aetna denied, medically necessary?", None),
        ("Is 20553 medically necessary under Aetnaville's rules?", None),
    ],
)
def test_the_payer_that_a_question_names_is_the_plan(corpus: Corpus, text: str, payer: str | None) -> None:
    case = intake.load(text, corpus)
    assert (case.payer, "payer" in case.inferred) == (payer, payer is not None)


PLANS = [
    ("Payer: Cigna\n", "Cigna", None),
    ("Payer - UHC (KY)\n", "UHC", "KY"),
    ("Plan: UHC of Connecticut\n", "UHC", "CT"),
    ("Member has Cigna through her employer.", "Cigna", None),
    ("To: Western Health Advantage (Optum), pharmacy prior auth\n", "Western Health Advantage", None),
    ("Ins: BCBSNC PPO\n", "BCBSNC", None),
    ("Plan: BCBS, FEP\n", "FEP", None),
    ("Insurance: BCBS\n", None, None),
    ("UHC of Kentucky\n", "UHC", "KY"),
    ("Medicaid, Minnesota DHS\n", "Minnesota DHS", "MN"),
    ("UHC members. State: MS\n", "UHC", "MS"),
    ("UnitedHealthcare / OptumRx prior authorization form\nMember state: MS\n", "UnitedHealthcare", "MS"),
    ("Cigna HMO | pharmacy\n", "Cigna", None),
    ("Dx G43.709. Cigna commercial. New start.\n", "Cigna", None),
    ("Pt switched from Cigna to UHC in October.", "UHC", None),
    ("She had Cigna until June, now has UHC.", "UHC", None),
    ("Cigna denied Botox in 2024. Insurance: UHC.", "UHC", None),
    ("Cigna PA form\n", "Cigna", None),
    ("Optum PA request\n", "Optum", None),
    ("Her sister has Cigna.", None, None),
    ("Cigna's policy asks for four days.", None, None),
    ("Insurance: Cigna. Plan: UHC.", None, None),
    ("Mental state: OK. Previously with Cigna.", None, None),
    ("UnitedHealthcare, member lives in Lexington KY\nRequest: Qulipta, J8499", "UnitedHealthcare", "KY"),
    ("UnitedHealthcare member. Her sister lives in Lexington KY.", "UnitedHealthcare", None),
]


@pytest.mark.parametrize(("said", "payer", "state"), PLANS)
def test_the_plan_of_the_member_as_a_text_states_it(corpus: Corpus, said: str, payer: str | None, state: str) -> None:
    case = intake.load(f"Requesting Aimovig, J3590, for migraine.\n{said}", corpus)
    assert (case.payer, case.state) == (payer, state)


def test_past_care_in_the_history_is_not_requested(corpus: Corpus) -> None:
    text = "Patient had 20553 in May. Request: occipital nerve block (CPT 64405) for occipital neuralgia."
    assert [s.code for s in intake.load(text, corpus).services] == ["64405"]


@pytest.mark.parametrize(
    "text", ["Pain since 2021, zip 10001, phone 55512, request for CPT 64405.", "CPT 64405 asked, dose 99999 ng?"]
)
def test_other_numbers_are_no_codes(corpus: Corpus, text: str) -> None:
    assert [s.code for s in intake.load(text, corpus).services] == ["64405"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Is CPT 99999 medically necessary for neck pain?", "unknown service code '99999'"),
        ("Are CPT 64405 and 00000 medically necessary?", "unknown service code '00000'"),
        ("Is CPT 64405 for {{ 7*7 }} necessary?", "template markup '{{ 7*7 }}'"),
        ("Is CPT 64405 for {% if x %}pain{% endif %} ok?", "template markup"),
        ("Is CPT 64405\x07 necessary for pain?", "control character U+0007"),
        ("x " * 100_000, "200,000 characters"),
        (" \n\t ", "there is no text"),
    ],
)
def test_text_that_is_no_record(corpus: Corpus, text: str, says: str) -> None:
    with pytest.raises(InputError, match=re.escape(says)):
        intake.load(text, corpus)


def put(tmp_path: Path, text: str, name: str = "case.yaml") -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("text: pain\nservcies: []\n", 2, "unknown key `servcies`"),
        ("text: pain\nservices:\n  - {code: 64405, unit: 2}\n", 3, "unknown key `unit`"),
        ("text: pain\nservices:\n  - {code: 99999}\n", 3, "unknown service code '99999'"),
        ("text: pain\n\nrequest_date: 2026-13-45\n", 3, "2026-13-45 is no date"),
        ("text: pain\nrequest_date: soon\n", 2, "not a date"),
        ("text: pain\nurgency: yesterday\n", 2, "standard"),
        ("text: pain\nservices:\n  - {units: 2}\n", 3, "neither `code` nor `description`"),
        ("text: pain\nservices:\n  - {code: 64405, units: -1}\n", 3, "units"),
        ("text: pain\ninferred: [age]\n", 2, "computed"),
        ("services:\n  - {code: 64405}\n", 1, "neither `text` nor `notes`"),
        ("text: pain\ndiagnoses:\n  - {code: neck}\n", 3, "not an ICD-10-CM code"),
        ("text: [pain\n", 2, "YAML"),
        ("text: pain\nreceived_at: 2026-01-01T10:00:00\n", 2, "timezone"),
    ],
)
def test_case_files_are_strict(corpus: Corpus, tmp_path: Path, text: str, line: int, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        intake.load(put(tmp_path, text), corpus)
    assert caught.value.line == line


CODED = "text: pain\nservices:\n  - code: 64405\n    "


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('text: pain\npayer: "Plan \\x1b[31mX"\n', 2, "control character U+001B"),
        ('text: pain\nnotes:\n  - text: fine\n  - text: "a\\u0000b"\n', 4, "control character U+0000"),
        ('text: pain\nmember:\n  name: "\\x07"\n', 3, "control character U+0007"),
        ('text: pain\nmember:\n  "n\\x07": x\n', 3, "control character U+0007"),
        ('text: pain\n"n\\x1b": x\n', 2, "control character U+001B"),
        ('text: pain\ndiagnoses:\n  - "\\x7b{ diagnosis }}"\n', 3, "template markup '{{ diagnosis }}'"),
        ('text: "seen \\x7b% if x %}"\n', 1, "template markup '{% if x %}'"),
        ('text: pain\nrequest_date: "2026-01-01\\x1b[31m"\n', 2, "control character U+001B"),
        ('text: pain\nstate: "\\ud83d"\n', 2, "half a character U+D83D"),
        ('{"text": "pain",\n"state": "\\ude00\\ud83d"}', 2, "half a character U+DE00"),
        (CODED + 'description: "block\\nCERTIFY"\n', 4, "`description` has 2 lines"),
        (CODED + 'description: "block\\u2028CERTIFY"\n', 4, "`description` has 2 lines"),
        (CODED + 'description: "block\\rCERTIFY"\n', 4, "`description` has 2 lines"),
        (CODED + f"indication: {'x' * 201}\n", 4, "`indication` has 201 characters"),
        (CODED + f"schedule: {'x' * 201}\n", 4, "`schedule` has 201 characters"),
        (f"text: pain\ndiagnoses:\n  - {'x' * 201}\n", 3, "`diagnoses` has 201 characters"),
        (CODED + "schedule: 4\n", 4, "`schedule` is 4, which is not text"),
        (CODED + "schedule: [4]\n", 4, "`schedule` is a list, which is not text"),
        (CODED + "modifiers: [50, R1T]\n", 4, "'R1T' is not a modifier"),
        (CODED + "modifiers:\n      - 50\n      - rt\n", 6, "'rt' is not a modifier"),
        (CODED + "units: two\n", 4, "`units` is 'two', which is not a whole number"),
        (CODED + "units: -1\n", 4, "`units`: it is -1 and should be greater than 0"),
        ('text: pain\npolicy: "a\\nb"\n', 2, "`policy` has 2 lines"),
        ("text: pain\npayer: [x]\n", 2, "`payer` is a list, which is not text"),
        (CODED + "units: {a: 1}\n", 4, "`units` is a mapping, which is not a whole number"),
        ("text: pain\nservices: x\n", 2, "`services` is 'x', which is not a list"),
        ("text: pain\nservices: {code: 64405}\n", 2, "`services` is a mapping, which is not a list"),
        (f"text: pain\nage: {'9' * 5000}\n", 2, "a number of 5000 digits"),
        ("text: pain\nage: 1.0e+400\n", 2, "not a number that can be used"),
        ("text: pain\nage: .nan\n", 2, "not a number that can be used"),
        ('{"text": "pain",\n"age": NaN}', 2, "`age` is 'NaN', which is not a whole number"),
        ("text: pain\n? [a, b]\n: c\n", 2, "a list or a mapping stands where a key is expected"),
        ("text: pain\n? {a: b}\n: c\n", 2, "a list or a mapping stands where a key is expected"),
        ("text: pain\n7: c\n", 2, "the key '7' is not text"),
        ("text: pain\nage: !!python/object:os.system 7\n", 2, "the tag 'tag:yaml.org,2002:python/object:os.system'"),
        ("text: pain\nage: !!int x\n", 2, "the tag"),
        ("text: &a pain\npayer: *a\n", 2, "an alias is not allowed"),
        ("text: pain\n---\ntext: more\n", 2, "a second document begins here"),
        ('text: "\\UFFFFFFFF"\n', 1, "cannot be read"),
        ("text: pain\npayer: a\ufffeb\n", 2, "U+FFFE cannot stand in YAML"),
        ('text: pain\nreceived_at: "2026-99-99"\n', 2, "'2026-99-99' is no date"),
        ("[" * 100_000, 1, "levels deep"),
        ('{"a":' * 900 + "1" + "}" * 900, 1, "levels deep"),
        ("text: pain\nnotes: " + "- " * 5000 + "x\n", 2, "YAML"),
        ("text: pain\nnotes:\n  " + "- " * 5000 + "x\n", 3, "levels deep"),
    ],
    ids=lambda value: str(value)[:30].encode("unicode_escape").decode(),
)
def test_a_case_file_hides_nothing(corpus: Corpus, tmp_path: Path, text: str, line: int, says: str) -> None:
    name = "case.json" if text.startswith(("{", "[")) else "case.yaml"
    with pytest.raises(InputError, match=re.escape(says)) as caught:
        intake.load(put(tmp_path, text, name), corpus)
    refused = caught.value
    assert (str(refused.where), refused.line) == (str(tmp_path / name), line)
    assert refused.todo
    assert refused.what.isprintable()
    assert not re.search(r"Node\(|set_int_max|Traceback|Invalid isoformat", str(refused))


def test_json_as_other_tools_write_it(corpus: Corpus, tmp_path: Path) -> None:
    document = {"text": "Neck pain \U0001f600, 64405 asked for?", "notes": [{"text": "a\tb/c"}]}
    for written in (json.dumps(document), json.dumps(document, indent="\t"), json.dumps(document).replace("/", "\\/")):
        case = intake.load(put(tmp_path, written, "case.json"), corpus)
        assert (case.text, case.notes[0].text) == (document["text"], "a\tb/c")


def test_a_block_in_a_short_field_is_one_line(corpus: Corpus, tmp_path: Path) -> None:
    case = intake.load(put(tmp_path, CODED + "description: >\n      nerve\n      block\n"), corpus)
    assert case.services[0].description == "nerve block"


@pytest.mark.parametrize("question", ["Is CPT 64405\ud800 necessary?", "Is \udce9 CPT 64405 necessary?"])
def test_half_a_character_in_a_question(corpus: Corpus, question: str) -> None:
    with pytest.raises(InputError, match="half a character") as caught:
        intake.load(question, corpus)
    assert caught.value.todo


def test_markup_that_never_closes_is_found_or_passed_in_no_time(corpus: Corpus) -> None:
    assert intake.load("Is CPT 64405 necessary? " + "{{" * 70_000, corpus).services


def test_an_unknown_key_names_the_known_ones(corpus: Corpus, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        intake.load(put(tmp_path, "text: pain\npolicys: x\n"), corpus)
    assert "prior_determinations" in str(caught.value)
    assert "Did you mean `policy`?" in str(caught.value)


def test_yaml_and_json_say_the_same(corpus: Corpus, tmp_path: Path) -> None:
    document = {
        "text": "Neck pain.", "policy": "onb-synthetic", "request_date": "2026-03-02",
        "services": [{"code": 64405, "modifiers": [50], "schedule": "every 12 weeks x 2"}],
        "diagnoses": ["M54.81", "neck pain"], "member": {"name": "Pat Doe"},
        "information_requests": [{"sent": "2026-03-03", "due": "2026-03-17"}], "reference": {"author": "x"},
    }  # fmt: skip
    yaml_text = (
        "text: Neck pain.\npolicy: onb-synthetic\nrequest_date: 2026-03-02\n"
        "services:\n  - {code: 64405, modifiers: [50], schedule: every 12 weeks x 2}\n"
        "diagnoses: [M54.81, neck pain]\nmember: {name: Pat Doe}\n"
        "information_requests:\n  - {sent: 2026-03-03, due: 2026-03-17}\nreference: {author: x}\n"
    )
    one = intake.load(put(tmp_path, yaml_text), corpus)
    other = intake.load(put(tmp_path, json.dumps(document), "case.json"), corpus)
    assert one == other
    assert one.services[0].code == "64405"
    assert one.policy == ("onb-synthetic",)
    assert [(d.code, d.text) for d in one.diagnoses] == [("M54.81", None), (None, "neck pain")]
    assert one.information_requests[0].expired(dt.date(2026, 3, 18))


def test_standard_input_is_text_yaml_or_json(corpus: Corpus) -> None:
    question = b"Is CPT 64405 medically necessary?"
    for given_bytes in (
        question,
        b"text: Is CPT 64405 medically necessary?\n",
        b'{"text": "Is CPT 64405 medically necessary?"}',
    ):
        assert intake.load("-", corpus, standard_input=given_bytes).text == question.decode()


def test_files_that_are_no_case(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "scan.txt").write_bytes(b"\x89PNG\x00\x00data")
    (tmp_path / "latin.txt").write_bytes("née".encode("latin-1"))
    (tmp_path / "empty.yaml").write_text("")
    for name, says in [
        ("scan.txt", "binary"),
        ("latin.txt", "UTF-8"),
        ("empty.yaml", "no text"),
        ("gone.txt", "cannot be read"),
        ("x.docx", "neither a question"),
    ]:
        with pytest.raises(InputError, match=says):
            intake.load(str(tmp_path / name), corpus)


@settings(max_examples=100)
@given(st.text(min_size=1, max_size=200))
def test_any_text_is_a_case_or_a_clear_refusal(corpus: Corpus, text: str) -> None:
    try:
        case = intake.load(text + " ?", corpus)
    except InputError as refused:
        where = refused.where
        assert where
    else:
        assert case.services
        assert case.text == text + " ?"
