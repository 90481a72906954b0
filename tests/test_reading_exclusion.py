"""Exclusions: what clears one, what shows it, and what leaves it open."""

from __future__ import annotations

import pytest
from phrasings import read
from test_reading import MET, NOT_MET, OPEN, status

from drafter.reading import usage

INFECTION_AT_SITE = [
    ("Erythema, warmth and purulence over the trapezius at the planned site.", NOT_MET),
    ("Open draining wound right where we would inject.", NOT_MET),
    ("Active cellulitis over the injection area, started Keflex yesterday.", NOT_MET),
    ("Local skin infection at the target area.", NOT_MET),
    ("No local infection.", MET),
    ("Infection at site: absent.", MET),
    ("Impetigo over the neck cleared two months ago, skin normal now.", MET),
    ("Recent pneumonia, on antibiotics.", OPEN),
    ("Infection status not mentioned.", OPEN),
    ("Tooth infection, on amoxicillin.", OPEN),
    ("MRSA carrier screening sent.", OPEN),
    ("Afebrile.", OPEN),
    ("Rash on the forearm.", OPEN),
    ("Unable to assess for infection by phone.", OPEN),
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
    ("Cervical radiculopathy, no treatment so far.", NOT_MET),
    ("L5 radiculopathy left untreated.", NOT_MET),
    ("Radiculopathy decompressed in 2024, no residual symptoms.", MET),
    ("No radicular pain, Spurling negative.", MET),
    ("NCS/EMG negative.", MET),
    ("History of sciatica in 2019.", OPEN),
    ("Tingling in fingers.", OPEN),
    ("MRI shows C5-6 disc herniation.", OPEN),
    ("C6 radiculopathy under treatment with the spine surgeon.", MET),
    ("Rule out radiculopathy.", OPEN),
    ("Radicular symptoms, EMG scheduled.", OPEN),
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
    ("Indication is myofascial pain; fibromyalgia was excluded by rheumatology.", MET),
    ("Requesting injections for fibromyalgia tender points.", NOT_MET),
    ("Diagnosis for this request: fibromyalgia (M79.7).", NOT_MET),
    ("Dx: fibromyalgia, myofascial pain syndrome.", OPEN),
    ("PMH: fibromyalgia.", OPEN),
    ("Fibromyalgia per PCP, not evaluated by us.", OPEN),
    ("Tender points 11/18.", OPEN),
    ("Widespread pain absent, does not have FM.", MET),
    ("FM suspected.", OPEN),
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
    ("On warfarin, INR 3.8, no plan to hold.", NOT_MET),
    ("Takes Plavix and aspirin, stent last month, cardiology refuses interruption.", NOT_MET),
    ("Plavix held 7 days per cardiology.", MET),
    ("Pradaxa last taken 4 days ago on cardiology's advice.", MET),
    ("Not anticoagulated, no bleeding history.", MET),
    ("Heparin bridge arranged, warfarin stopped 5 days before, INR 1.2.", MET),
    ("Eliquis 5 mg bid.", OPEN),
    ("Takes a blood thinner.", OPEN),
    ("Warfarin; awaiting cardiology's clearance.", OPEN),
    ("INR due tomorrow.", OPEN),
    ("Anticoagulation: see med list.", OPEN),
    ("Bleeding risk discussed.", OPEN),
    ("Thrombocytopenia, platelets 28, not worked up.", NOT_MET),
    ("Thrombocytopenia resolved, platelets 180.", MET),
    ("Platelets 85.", OPEN),
    ("Stopped Xarelto in August, completed DVT treatment.", MET),
    ("Low-dose aspirin continued.", OPEN),
    ("Last dose of Eliquis this morning.", OPEN),
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
    # a hold that hangs on another's word, was only asked for, or is what is done in general
    ("Stop Coumadin 5 days before, provided hematology allows it.", OPEN),
    ("Hold Brilinta once the cardiologist approves.", OPEN),
    ("Xarelto hold proposed.", OPEN),
    ("Routine instructions: hold anticoagulants before the procedure.", OPEN),
    ("No bleeding disorder or anticoagulant in the documents sent to us.", OPEN),
    ("No bleeding disorder, no anticoagulants; records received and reviewed.", MET),
    ("Hematology allows it: Coumadin stopped 5 days before.", MET),
    ("Brilinta held since 11/25, the cardiologist approves.", MET),
    ("INR goal 2-3.", OPEN),
    ("INR 1.1 in March 2024.", OPEN),
    ("Should Eliquis be held?", OPEN),
    ("No hold plan documented for apixaban.", OPEN),
    ("Family history of hemophilia.", OPEN),
    ("Anticoagulation status not documented.", OPEN),
    ("Aspirin 81 mg daily.", OPEN),
]

MEDICATION_OVERUSE = [
    ("Sumatriptan 6 times a month.", MET),
    ("Eletriptan less than 10 days a month.", MET),
    ("Imitrex 3-4 times a week for a year.", NOT_MET),
    ("Uses Norco 15 days every month since March.", NOT_MET),
    ("Tylenol daily for 4 months.", NOT_MET),
    ("Advil 2 days per week.", MET),
    ("Tylenol 14-16 days a month for 6 months.", OPEN),
    ("Takes Imitrex when needed.", OPEN),
    ("Overuses caffeine.", OPEN),
    ("Meets ICHD-3 criteria for medication overuse headache.", NOT_MET),
    ("No analgesic overuse, takes triptans 4 days per month.", MET),
    ("Concern for medication overuse.", OPEN),
    ("Had medication overuse headache in 2022.", OPEN),
    ("Takes Nurtec 8 days a month.", OPEN),
    ("Sumatriptan refilled, 18 tablets.", OPEN),
    ("Fioricet 12 d/mo x 5 mo.", NOT_MET),
    ("DHE 10 days/month for 4 months.", NOT_MET),
    ("Goody's powder 5 days a month.", MET),
    ("Rescue meds 7/30 days.", MET),
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
    ("beta-hCG <5 on 11/17.", MET),
    ("8 weeks gestation by ultrasound.", NOT_MET),
    ("She is 20 wks pregnant.", NOT_MET),
    ("Breastfeeding.", OPEN),
    ("LMP 11/2.", OPEN),
    ("Hysterectomy 2015.", MET),
    ("Pregnancy: not asked.", OPEN),
    ("Pregnancy excluded.", MET),
    ("Considering hysterectomy.", OPEN),
    ("No hysterectomy.", OPEN),
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
    ("Allergic to sulfa.", OPEN),
    ("No drug allergies.", MET),
    ("Lidocaine allergy (anaphylaxis), injection with lidocaine planned.", NOT_MET),
    ("Allergic to procaine, plan lidocaine.", OPEN),
    ("Tolerated lidocaine before without reaction; no known allergies.", MET),
    ("Shellfish allergy.", OPEN),
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
        ("13 days in july, 12 in august, 15 in september and already 4 in october", 12, 15),
    ],
)
def test_days_of_use_a_month(text: str, least: float, most: float) -> None:
    (rate,) = usage.find(text)
    assert (rate.least, rate.most) == pytest.approx((least, most), abs=0.1)


@pytest.mark.parametrize("text", ["12 days for 6 months", "20 mg a day for pain", "6 months", "a month ago", "5/10"])
def test_no_days_of_use(text: str) -> None:
    assert usage.find(text) == []


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("She takes Eliquis. Her hematologist told us she may skip it for two days before the injection.", MET),
        ("Pradaxa will be left out for 48 hours before the block as agreed with her cardiologist.", MET),
        ("On Plavix; we have asked cardiology whether he may omit it and have not heard back.", OPEN),
        ("On Plavix; his cardiologist will not allow it to be left off, and the needling is to go ahead.", NOT_MET),
        ("He takes Xarelto and would rather not leave it off.", OPEN),
        ("Rivaroxaban course ended in May, not restarted.", MET),
        ("He says the Eliquis was finished, but the pharmacy filled it on 11/10.", OPEN),
        ("Pharmacy record: apixaban filled 11/02/2026. The note is silent about a hold.", OPEN),
        ("Medication list: Coumadin. Nothing in the note about stopping it.", OPEN),
        ("Med list: rivaroxaban 20 mg. Hold: ____", OPEN),
        ("Skin at the planned sites is intact. No redness, no warmth, no drainage.", MET),
        ("His leg ulcer is clean. No redness or drainage there.", OPEN),
        ("Order form. Indication for TPI: fibromyalgia (M79.7).", NOT_MET),
        ("Request form: [x] fibromyalgia [ ] myofascial pain", OPEN),
        ("She is 58, her periods stopped nine years ago.", MET),
        ("Allergies: NKDA", MET),
        ("Allergies: none", MET),
        ("Allergies: penicillin", OPEN),
        ("Lidocaine she has had many times at the dentist without any reaction.", MET),
        ("Given bupivacaine he came out in hives; we shall use bupivacaine again.", NOT_MET),
        ("G1P0 at 14 wks.", NOT_MET),
        ("Fibromyalgia was considered by her rheumatologist and rejected; the injections are for the neck.", MET),
        ("What she wants treated with the injections is her fibromyalgia.", NOT_MET),
        ("s/p TAH 2012.", MET),
        ("61M, TPI R trap.", MET),
        ("Allergic to lidocaine (urticaria); TPI w/ 1% lidocaine.", NOT_MET),
        ("Her diary shows painkillers on five days in September, six in October and four so far in November.", MET),
        ("Around the shoulder blade, where we will inject, the skin is sound.", MET),
        ("The skin over the lumbar area is clean.", OPEN),
        ("The shin is numb and the foot weak. He has seen nobody about this radiculopathy.", NOT_MET),
        ("She is trying to become pregnant.", OPEN),
        ("She had her uterus removed in 2015.", MET),
        ("Anticoag: Eliquis. Hold: no. Procedure 12/1.", NOT_MET),
        ("Anticoag: Eliquis. Hold: ?", OPEN),
        ("A furuncle sits in the middle of the area I would have to inject.", NOT_MET),
        ("He stopped his Plavix last year for surgery.", OPEN),
    ],
)
def test_what_is_told_of_an_exclusion_in_plain_words(phrase: str, expected: str) -> None:
    assert read("EXCL", phrase) == expected


@pytest.mark.parametrize(
    ("wanted", "phrase"),
    [
        ("met", "Anticoag: none | Bleeding d/o: none | Site infxn: none | Radiculopathy: none | FM: none | MOH: none"),
        ("not_documented", "Bleeding d/o: ____"),
        ("met", "She uses a triptan, but it was never on more than five days in any month of her diary."),
        ("not_documented", "Her diary shows that she took a triptan on more than five days in some months."),
        ("met", "The plan wishes to know whether he has fibromyalgia. He does not."),
        (
            "not_documented",
            "Whether he has fibromyalgia is asked. He will see the rheumatologist about it.",
        ),
        ("not_met", "The injections are being asked for as a treatment of the patient's fibromyalgia."),
        ("met", "The injections are not meant as a treatment of her fibromyalgia."),
        ("not_documented", "Her fibromyalgia is treated with duloxetine; the injections are for another pain."),
    ],
)
def test_told_in_rows_pronouns_and_answers(wanted: str, phrase: str) -> None:
    assert read("EXCL", phrase) == wanted


@pytest.mark.parametrize(
    ("wanted", "phrase"),
    [
        (MET, "Medication overuse: assessed, negative."),
        (MET, "Acute use (days per month): sumatriptan 3, ibuprofen 4."),
        (OPEN, "Acute meds, d/mo: sumatriptan 6, naproxen 7."),
        (MET, "Eletriptan days, past 4 months: 2, 2, 4, 3."),
        (NOT_MET, "Eletriptan days, past 4 months: 12, 14, 11, 13."),
        (
            MET,
            "According to the headache app he used zolmitriptan on three days in September and on two in "
            "October, and took no other pain medicine.",
        ),
        (
            NOT_MET,
            "She swallows her butalbital pills on five days out of each week and has been doing this for "
            "more than a year.",
        ),
        (OPEN, "He uses his triptan on three or four days out of each week, but cannot say since when."),
        (NOT_MET, "C6 radiculopathy on EMG 10/2026. Treatment for this: none."),
        (MET, "C6 radiculopathy. Treatment for this: ESI x2, PT, resolved."),
        (
            NOT_MET,
            "She takes apixaban for atrial fibrillation, and no steps have been taken to pause it before "
            "the injections.",
        ),
        (
            MET,
            "She takes apixaban for atrial fibrillation; cardiology has agreed to stop it two days before, "
            "and she has written instructions.",
        ),
        (NOT_MET, "Over the muscle I had intended to needle there is a crop of pustules on red, swollen skin."),
        (
            OPEN,
            "Dr. Wu's note says the skin is intact; the RN note the same day describes cellulitis at the "
            "injection site.",
        ),
    ],
)
def test_lists_of_use_and_steps_not_taken(wanted: str, phrase: str) -> None:
    assert read("EXCL", phrase) == wanted
