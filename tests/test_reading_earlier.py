"""Whether sessions went before: the first one in many words, days that are one's and days that are not, the only."""

from __future__ import annotations

import pytest
from test_reading import MET, NOT_MET, OPEN, TPI, status
from test_reading_frequency import ONB, THREE

from drafter.domain import ServiceLine

LINE = ServiceLine(code="64405", description="greater occipital nerve block")
ASKED = "Trigger point injections are requested for December 1. "
BACK = "He is back for a repeat trigger point injection. "

FIRST = [
    (f"{ASKED}First time for her.", MET),
    (f"{ASKED}First time for her at our clinic.", OPEN),
    (f"{ASKED}It is to be her first set, and nothing else is planned that day.", MET),
    (f"{ASKED}It would be her first set this year.", OPEN),
    (f"{ASKED}It will be his first with us.", OPEN),
    (f"{ASKED}It is her first, and I am asking for this one session only.", MET),
    (f"{ASKED}She has had no injections up to now and needs no other procedure.", MET),
    (f"{ASKED}She has had no injections this year and needs no other procedure.", OPEN),
    (f"{ASKED}The doctor hasn't given this patient TPIs before, nobody has.", MET),
    (f"{ASKED}The doctor hasn't given this patient TPIs before.", OPEN),
    (f"{ASKED}Nobody has injected him before.", MET),
    (f"{ASKED}Nobody here has injected him before.", OPEN),
    (f"{ASKED}No earlier ones.", MET),
    (f"{ASKED}No earlier ones on file.", OPEN),
    ("Will request trigger point injections R trapezius for Dec 1, no earlier ones.", MET),
    ("I shall do trigger point injections and then a left occipital nerve block. She has had neither before.", MET),
    (f"{ASKED}Says the first injection was pretty good.", OPEN),
    ("The letter calls the injections a component of its plan. Request: trigger point injections. "
     "It would be her first set.", MET),
    (f"{ASKED}Earlier injections? None, on either side.", MET),
    (f"{ASKED}Earlier injections? None since June.", OPEN),
    (f"{ASKED}Earlier injections? None in our records.", OPEN),
    (f"{ASKED}He has had none before.", MET),
    (f"{ASKED}Injections before: pt has had none, per Dr. Vance.", MET),
    (f"{ASKED}This is set no. 1.", MET),
    ("Trigger point injection, right trapezius, 12/1, first he will have had.", MET),
    ("Injections in the past: cortisone in the hip years ago. No TPI ever.", MET),
    (f"{ASKED}She has not had injections of any sort before. All of this carries on after the injections.", MET),
]  # fmt: skip

DAYS = [
    ("Trigger point injections on May 12, 2026. It is the only set she has had.", MET),
    (f"{BACK}Had his first on 8/11/26 (only one so far).", MET),
    (f"{BACK}Had his first on 8/11/26.", OPEN),
    (f"{BACK}June 9 was the only one he has had.", OPEN),
    ("The injection on June 9 gave her a good summer. June 9 was the only one she has had. Repeat TPI 12/1.", MET),
    ("Prior TPI sessions, last 12 mo: 02/03/2026 RT; 07/21/2026 RT. (Both at this office. No others.)", MET),
    ("TPI on 6/9/26. She has had no other injections before or since.", MET),
    ("TPI requested. Therapy at Canyon Rehab, 11 sessions over six weeks, ended October 2.", OPEN),
    ("TPI requested. He saw an osteopath, Dr. Moss: one session a week for seven weeks, September 8 to October 20.",
     OPEN),
    ("Prior TPI: 02/19/2026 and 07/14/2026. None others. "
     "Last session results: VAS 76 mm before (07/14), 30 mm on 08/04, still 30 mm on 09/15.", MET),
    ("TPI log checked: 12/16/25, 6/25/26, nothing other. "
     "Matches the 9/22 televisit where he still reported 1/10 (was 7/10 before the injection).", MET),
    ("TPI on 3/3/26 and no other TPI; seen 4/14/26, 6/2/26 and 9/8/26 for review.", MET),
    ("TPI was discussed on 3/3/26, 5/5/26, 7/7/26 and 9/9/26.", OPEN),
    ("Asked for TPI on 3/3/26, 5/5/26, 7/7/26 and again on 9/9/26.", OPEN),
    ("TPI given on 3/3/26, 5/5/26 and 9/9/26.", NOT_MET),
    ("The first set of trigger point injections was given on January 13, 2026 and the second in May, and the patient "
     "received his third on September 2. We ask for another on December 1.", NOT_MET),
    ("TPI 2026-03-04, 2026-06-10 and one in November or December 2025.", OPEN),
    ("Procedure log: 2 TPI sessions in 2026. Op-note folder: 4 TPI sessions in 2026. Not reconciled.", OPEN),
    ("She is firm that there were two sessions of trigger point injections, while the old clinic's letter speaks of "
     "four and gives no dates.", OPEN),
    ("The outside clinic gave trigger point injections on December 15, 2025 and on March 9, 2026, per its claims. "
     "He has had two further sessions with us, one in June and one in September.", NOT_MET),
    ("We know of one session of trigger point injections this year, in April. The pages of his record from May to "
     "October have not reached us.", OPEN),
]  # fmt: skip

BLOCKS = [
    ("Blk #1 L GON 6/9/26 (bupi 0.5% 3 mL). No other blks, here or elsewhere. P: L GONB 12/1/26.", MET),
    ("Blk #1 L GON 10/9/26 (bupi 0.5% 3 mL). No other blks, here or elsewhere. P: L GONB 12/1/26.", NOT_MET),
    ("Wants to schedule a second block. First one was left GON, 07/14/2026, here; there have been no others.", MET),
    ("04/28/2026 - Left occipital nerve block, her first. Uneventful.\n\n"
     "11/12/2026 - Pain back since October. Plan: second block 12/01/2026.", MET),
    ("9/22/2026 - Called about an occipital nerve block.\n\n11/12/2026 - Plan: occipital nerve block 12/01/2026.",
     OPEN),
    ("The last occipital nerve block was done on August 25, 2026, and the next is planned for December 1. She has had "
     "none in between.", MET),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIRST + DAYS)
def test_sessions_that_went_before(text: str, expected: str) -> None:
    assert status(text, THREE, TPI) == expected


@pytest.mark.parametrize(("text", "expected"), BLOCKS)
def test_the_last_block(text: str, expected: str) -> None:
    assert status(text, ONB, LINE) == expected
