"""Exclusions: what clears one, what shows it, and what leaves it open."""

from __future__ import annotations

import pytest
from test_reading import MET, NOT_MET, OPEN, status

from drafter.reading import usage

INFECTION_AT_SITE = [
    ("Skin over the injection sites clean and intact, no sign of infection.", MET),
    ("No cellulitis or abscess where the needle enters.", MET),
    ("No infection, cellulitis or open wound at the injection site.", MET),
    ("Site clean, dry, intact; no erythema or drainage.", MET),
    ("Abscess over the trapezius resolved.", MET),
    ("Wound infection healed over, antibiotics completed in October.", MET),
    ("Cellulitis overlying the planned injection site, on cephalexin day 2.", NOT_MET),
    ("Active shingles at the injection site.", NOT_MET),
    ("Pustules and purulent drainage at the injection site.", NOT_MET),
    ('Form says "no infection"; there is a draining sinus at the site.', NOT_MET),
    ("Risks of infection and bleeding at the injection site were discussed.", OPEN),
    ("Cellulitis of the left calf.", OPEN),
    ("Not a candidate last month due to infection.", OPEN),
    ("Infection at the injection site in 2024, treated.", OPEN),
    ("Ticked: no infection.", OPEN),
    ("Infection: N/A.", OPEN),
    ("Possible infection at the injection site.", OPEN),
    ("Her son has an abscess.", OPEN),
    ("Abscess over the site, still draining, on antibiotics. No infection elsewhere.", OPEN),
]

UNTREATED_RADICULOPATHY = [
    ("No radiculopathy on exam.", MET),
    ("EMG negative for radiculopathy.", MET),
    ("EMG of both arms normal.", MET),
    ("C6 radiculopathy treated with an epidural and therapy, now resolved.", MET),
    ("Denies radicular symptoms; neuro exam intact.", MET),
    ("Prior ACDF for radiculopathy, no radicular symptoms now.", MET),
    ("Untreated L5 radiculopathy.", NOT_MET),
    ("Known sciatica, declines treatment.", NOT_MET),
    ("Shooting pain down the leg, positive straight leg raise, absent ankle reflex; never worked up.", NOT_MET),
    ("C6 radiculopathy.", OPEN),
    ("Lumbar radiculopathy on MRI, referral to spine surgery placed.", OPEN),
    ("Spurling positive.", OPEN),
    ("Spurling negative.", OPEN),
    ("Arm numbness, no workup yet.", OPEN),
    ("Father had sciatica.", OPEN),
    ("EMG ordered.", OPEN),
    ("Possible C7 radiculopathy, not treated.", OPEN),
    ("Radiculopathy, treatment planned.", OPEN),
]

FIBROMYALGIA_AS_INDICATION = [
    ("No fibromyalgia.", MET),
    ("Does not meet ACR criteria for fibromyalgia.", MET),
    ("Fibromyalgia ruled out by rheumatology.", MET),
    ("Indication is myofascial pain syndrome, not fibromyalgia.", MET),
    ("Fibromyalgia is not the indication.", MET),
    ("TPI requested for fibromyalgia.", NOT_MET),
    ("Trigger point injections to treat her fibromyalgia.", NOT_MET),
    ("Reason for injections: FM flare.", NOT_MET),
    ("Fibromyalgia is the only indication listed.", NOT_MET),
    ("Fibromyalgia is on the problem list.", OPEN),
    ("Patient with fibromyalgia here for trigger point injections.", OPEN),
    ("Comorbid fibromyalgia, on duloxetine; injections are for a focal trapezius trigger point.", OPEN),
    ("Indication: fibromyalgia and myofascial pain.", OPEN),
    ("Evaluated for fibromyalgia, work-up pending.", OPEN),
    ("Was told she has fibromyalgia.", OPEN),
    ("Sister has FM.", OPEN),
    ("Fibromyalgia years ago, resolved.", OPEN),
]

BLEEDING_RISK = [
    ("She is not on any blood thinners.", MET),
    ("No anticoagulants or antiplatelet agents. No bleeding disorder.", MET),
    ("Clopidogrel to be stopped 7 days before, agreed by Dr. Lee.", MET),
    ("Last dose of Eliquis will be 72 hours before, cardiology agrees.", MET),
    ("INR 1.2 yesterday, platelets 210.", MET),
    ("Platelets 190,000.", MET),
    ("von Willebrand disease, desmopressin plan cleared with hematology.", MET),
    ("On Plavix, cardiology says it cannot be held.", NOT_MET),
    ("On Coumadin and refuses to stop it.", NOT_MET),
    ("INR 4.2 today.", NOT_MET),
    ("Platelet count 32,000 this week.", NOT_MET),
    ("On apixaban.", OPEN),
    ("Takes warfarin; hold not yet discussed.", OPEN),
    ("On Eliquis, told to ask her cardiologist about stopping.", OPEN),
    ("No bleeding disorder. On Eliquis.", OPEN),
    ("INR 1.8 after holding warfarin.", OPEN),
    ("Warfarin held 5 days, repeat INR pending.", OPEN),
    ("INR goal 2-3.", OPEN),
    ("INR 1.1 in March 2024.", OPEN),
    ("Should Eliquis be held?", OPEN),
    ("No hold plan documented for apixaban.", OPEN),
    ("Family history of hemophilia.", OPEN),
    ("Anticoagulation status not documented.", OPEN),
    ("Aspirin 81 mg daily.", OPEN),
]

MEDICATION_OVERUSE = [
    ("Takes sumatriptan once a week.", MET),
    ("Sumatriptan 2 to 3 tablets a month.", MET),
    ("Acetaminophen up to 10 days per month.", MET),
    ("Rescue medication on fewer than 8 days a month.", MET),
    ("No medication overuse.", MET),
    ("Medication overuse headache ruled out.", MET),
    ("MOH resolved after withdrawal.", MET),
    ("Denies overuse of analgesics; takes ibuprofen 3 days a month.", MET),
    ("Uses sumatriptan 3 days and ibuprofen 4 days a month.", OPEN),
    ("Takes sumatriptan 4 days a week for the past year.", NOT_MET),
    ("Cafergot 11 days monthly for half a year.", NOT_MET),
    ("Daily ibuprofen for 2 years.", NOT_MET),
    ("Hydrocodone 10 days per month for 4 months.", NOT_MET),
    ("Fioricet 3 days a week since January.", NOT_MET),
    ("Naproxen 16 of 30 days for 4 months.", NOT_MET),
    ("MOH diagnosed today.", NOT_MET),
    ("Uses sumatriptan 12 days/month.", OPEN),
    ("Uses sumatriptan 12 days/month for 2 months.", OPEN),
    ("Takes sumatriptan 2-3 days a week for the past year.", OPEN),
    ("Uses rizatriptan 9-11 days a month for 6 months.", OPEN),
    ("Sumatriptan 18 tablets a month for a year.", OPEN),
    ("Daily ibuprofen.", OPEN),
    ("Uses sumatriptan 12 days and ibuprofen 8 days a month.", OPEN),
    ("Ubrelvy 12 days a month for 6 months.", OPEN),
    ("Rescue medication 20 days a month for 6 months.", OPEN),
    ("In 2024 she used sumatriptan 20 days a month for 6 months.", OPEN),
    ("Her sister takes sumatriptan 15 days a month for years.", OPEN),
    ("Advised to limit sumatriptan to 2 days a week.", OPEN),
    ("Medication overuse headache not ruled out.", OPEN),
    ("Topiramate daily for a year.", OPEN),
    ("Aspirin 81 mg daily for 5 years.", OPEN),
]

PREGNANCY = [
    ("Urine hCG negative today.", MET),
    ("UPT neg.", MET),
    ("Denies pregnancy.", MET),
    ("Postmenopausal.", MET),
    ("20 weeks pregnant.", NOT_MET),
    ("Pregnancy test positive on 11/15.", NOT_MET),
    ("Pregnancy test not done.", OPEN),
    ("Pregnancy test pending.", OPEN),
    ("Pregnancy test negative in March.", OPEN),
    ("Trying to conceive.", OPEN),
    ("Was pregnant in 2024.", OPEN),
    ("Her daughter is pregnant.", OPEN),
    ("Headaches since her second pregnancy.", OPEN),
    ("May be pregnant, period is late.", OPEN),
]

ALLERGY_TO_AGENT = [
    ("NKDA.", MET),
    ("No known drug allergies.", MET),
    ("NKDA except penicillin.", MET),
    ("No allergy to local anesthetics.", MET),
    ("Not allergic to lidocaine.", MET),
    ("Anaphylaxis to lidocaine; lidocaine 1% is planned.", NOT_MET),
    ("Allergic to lidocaine.", OPEN),
    ("Allergic to penicillin.", OPEN),
    ("Allergy to contrast dye.", OPEN),
    ("No contrast allergy.", OPEN),
    ("NKDA except lidocaine.", OPEN),
    ("Allergy: bupivacaine. Will use lidocaine.", OPEN),
    ("Latex allergy.", OPEN),
]


ITEMS = {
    "infection_at_site": INFECTION_AT_SITE,
    "untreated_radiculopathy": UNTREATED_RADICULOPATHY,
    "fibromyalgia_as_indication": FIBROMYALGIA_AS_INDICATION,
    "bleeding_risk": BLEEDING_RISK,
    "medication_overuse": MEDICATION_OVERUSE,
    "pregnancy": PREGNANCY,
    "allergy_to_agent": ALLERGY_TO_AGENT,
}


@pytest.mark.parametrize(
    ("item", "text", "expected"), [(item, text, expected) for item, rows in ITEMS.items() for text, expected in rows]
)
def test_an_excluded_thing(item: str, text: str, expected: str) -> None:
    assert status(text, {"id": "X1", "kind": "exclusion", "excludes": [item]}) == expected


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("12 days/month", 12, 12),
        ("9-11 days a month", 9, 11),
        ("no more than 8 days per month", 0, 8),
        ("fewer than 10 days a month", 0, 9),
        ("at least 15 days each month", 15, 31),
        ("twice a week", 8.7, 8.7),
        ("6 tablets a month", 1, 6),
        ("16 of 30 days", 16, 16),
        ("every other day", 14, 16),
        ("nearly every day", 16, 31),
        ("daily as needed", 0, 31),
    ],
)
def test_days_of_use_a_month(text: str, least: float, most: float) -> None:
    (rate,) = usage.find(text)
    assert (rate.least, rate.most) == pytest.approx((least, most), abs=0.1)


@pytest.mark.parametrize("text", ["12 days for 6 months", "20 mg a day for pain", "6 months", "a month ago", "5/10"])
def test_no_days_of_use(text: str) -> None:
    assert usage.find(text) == []
