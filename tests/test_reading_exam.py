"""Findings told in many ways, each with twins that show nothing: other hands, other places, plans, other senses."""

from __future__ import annotations

import pytest
from phrasings import read

MET, NOT_MET, OPEN = "met", "not_met", "not_documented"


@pytest.mark.parametrize(
    "phrase",
    [
        "Trigger points palpated in bilateral upper trapezius.",
        "Active trigger point in the right rhomboid with referral to the scapula.",
        "MTrPs noted in the SCM bilaterally.",
        "Trigger pts: R trap, R levator.",
        "Jump sign elicited over a taut band in the left trapezius.",
        "Myofascial trigger points identified: right quadratus lumborum, left gluteus medius.",
        "Exam today positive for trigger points in the splenius capitis.",
        "I palpated trigger points in both trapezii.",
        "+TP R trapezius",
        "Unremarkable exam other than trigger points in the left trapezius.",
        "Trigger points were found in the trapezius and marked for injection.",
        "Hypersensitive spot in a palpable band of the right SCM, compression refers pain behind the eye.",
        "No trigger points on the left; right trapezius trigger points present, right side requested.",
        "Persistent trigger points in bilateral trapezius, unchanged from last visit.",
        "Exam: TrPs bilateral trapezius and R levator.",
        "Several active trigger points in upper traps b/l on palpation.",
        "PE: MSK - trigger points noted at bilateral rhomboids.",
        "Palpation of the left trapezius reveals a taut band and trigger point.",
        "Trigger points, bilateral cervical paraspinals, tender with referral.",
        "TPs palpable in SCM L.",
        "No spasm but trigger points palpated in the rhomboids.",
        "Nothing abnormal apart from a trigger point in right levator scapulae.",
        "All muscles free of trigger points except the right trapezius.",
        "Hyperirritable nodule in taut band, R trapezius, with referred pain.",
        "Firm pressure over R upper trapezius knot within a taut band recreates her familiar pain.",
        "I confirmed the therapist's finding of a trigger point in the R levator on my own exam.",
        "TPs R trapezius (3), marked with pen.",
        "TP in both trapezii; request is bilateral.",
    ],
)
def test_shown(phrase: str) -> None:
    assert read("EXAM", phrase) == MET


@pytest.mark.parametrize(
    "phrase",
    [
        "No trigger points palpated.",
        "No taut bands or trigger points in the neck or shoulders.",
        "Trigger points: absent.",
        "Exam negative for trigger points.",
        "Trapezius soft, non-tender, no taut band.",
        "There were no myofascial trigger points on exam.",
        "Palpation of the neck and shoulder muscles is normal.",
        "Trigger points have cleared since the last injection.",
        "TPs: none palpated.",
        "No active trigger points on exam.",
        "Trapezius without trigger points.",
        "Trigger points not palpable.",
        "Neither taut bands nor trigger points were found.",
        "Palpation: trapezius supple, no bands, no nodules, no twitch.",
        "Trigger points resolved since last visit.",
        "Examined for trigger points: none.",
        "Palpation of neck unremarkable.",
    ],
)
def test_shown_unmet(phrase: str) -> None:
    assert read("EXAM", phrase) == NOT_MET


@pytest.mark.parametrize(
    "phrase",
    [
        "Tender points 11/18.",
        "Tight trapezius.",
        "Trigger points.",
        "TPI scheduled for trapezius.",
        "Possible trigger points in trapezius.",
        "? trigger points in trapezius",
        "Patient thinks she has trigger points in the neck.",
        "Massage therapist found trigger points in the trapezius.",
        "Telehealth visit: trigger points in trapezius.",
        "Exam deferred. Trigger points in trapezius.",
        "Neck not examined.",
        "Last year she had trigger points in the trapezius.",
        "Trigger points in trapezius, right; left side is to be injected.",
        "Trigger points in the gluteus; TPI requested for the neck.",
        "Migraine triggers include stress.",
        "Trigger point dry needling done by PT in trapezius.",
        "Assessment: myofascial trigger points.",
        "Knots in trapezius per patient.",
        "Decreased ROM neck.",
        "Trigger points in the trapezius: not assessed.",
        "If trigger points are found in trapezius, inject.",
        "Mother has trigger points in trapezius.",
        "Trigger points are hyperirritable spots in a taut band of muscle.",
        "Scribe entry, not attested: trigger points R trapezius.",
        "Student exam: trigger points R trapezius, not seen by attending.",
        "Copied from 2024: trigger points R trapezius.",
        "Resident: trigger points trapezius. Attending: no trigger points trapezius.",
        "Her husband felt knots in her trapezius.",
        "Ultrasound shows taut band in trapezius.",
        "Trigger zone for trigeminal neuralgia at the lip.",
        "Myalgia of trapezius.",
        "Referred pain from the neck.",
        "Taut band in trapezius.",
        "Trapezius tender with spasm, no mention of trigger points.",
        "TP",
        "Multiple trigger points identified.",
        "Tender trapezius.",
        "Tender points throughout, 16/18.",
        "Spasm of trapezius and levator.",
        "Trapezius knots.",
        "Myofascial pain, trapezius.",
        "Dx: trigger points of neck, M79.18.",
        "Pt points to trapezius as her trigger point.",
        "Patient-reported trigger points in both shoulders.",
        "PT eval: TPs R trapezius.",
        "Per LMT, trigger points trapezius.",
        "RN assessment: trigger points R trapezius.",
        "Referring provider found TPs in the trapezius.",
        "Telemedicine: trigger points L trapezius by self-palpation.",
        "Exam limited by video. TPs suspected.",
        "Palpation not performed. TPs trapezius by history.",
        "Neck: not examined",
        "TPs trapezius in 2022.",
        "Six months ago: TPs R trapezius.",
        "TP left trapezius. Right trapezius to be injected.",
        "Trigger point in piriformis; injection planned in trapezius.",
        "Request for cervical TPI; exam shows TP gluteus medius only.",
        "Trigger points vs spasm in trapezius.",
        "Possible taut band R trapezius.",
        "TPI x3 to R trapezius performed last visit.",
        "Will assess trapezius for TPs next time.",
        "To be examined for trigger points.",
        "Trigger finger right hand.",
        "Pain trigger: turning the neck.",
        "TP fracture at C6.",
        "Trigger point therapy handout given for trapezius.",
        "Policy wants trigger points palpated in the trapezius.",
        "[ ] TP trapezius [ ] TP levator",
        "Template normal exam: no trigger points.",
        "Scribe draft, unsigned: TPs R trapezius.",
        "No TPs mentioned.",
        "Exam: neck ROM full. No comment on palpation.",
        "Eyelid twitch.",
        "Nodule R thyroid, neck.",
    ],
)
def test_left_open(phrase: str) -> None:
    assert read("EXAM", phrase) == OPEN


@pytest.mark.parametrize(
    ("phrase", "status"),
    [
        ("Knots in the right trapezius which refer pain to the head on pressure.", MET),
        ("Pressing the knot in the levator scapulae reproduces his headache.", MET),
        ("Firm nodule in infraspinatus, pressure on it shoots pain down the arm.", MET),
        ("Snapping palpation across the right trapezius elicits a twitch.", MET),
        ("Twitch seen on snapping the taut fibres of the levator.", MET),
        ("Strumming the band in the splenius produced a local twitch.", MET),
        ("Tender knots in both rhomboids referring pain to the scapula on palpation.", MET),
        ("Palpable cord in the upper trapezius with twitch and referral.", MET),
        ("Ropy tender band, left upper trapezius, jump sign positive.", MET),
        ("Taut bands with referral on compression in the gluteus medius.", MET),
        ("Palpated knot R trapezius -> refers behind the eye.", MET),
        ("TrPs in all shoulder girdle muscles.", MET),
        ("Trigger pts: L trap, L levator, R splenius, found on palpation today.", MET),
        ("3 discrete TPs in the upper traps, all tender w/ referral.", MET),
        ("Exam negative for trigger points.", NOT_MET),
        ("Palpation of neck negative for TPs.", NOT_MET),
        ("Exam: no TP.", NOT_MET),
        ("Trigger points everywhere but the trapezius, which is to be injected.", NOT_MET),
        ("All muscles palpated: no taut bands, knots or referral.", NOT_MET),
        ("Thorough palpation reveals nothing abnormal in neck and shoulders.", NOT_MET),
        ("Muscles soft, supple, and non-tender throughout.", NOT_MET),
        ("Trigger points no longer palpable.", NOT_MET),
        ("Full muscle exam benign, no triggers.", NOT_MET),
        ("Trigger points were searched for and not found.", NOT_MET),
        ("Palpated neck and shoulders; no trigger point was encountered.", NOT_MET),
        ("Not a single trigger point on palpation.", NOT_MET),
        ("No knots or twitch in any muscle palpated.", NOT_MET),
        ("Trapezius without trigger points or taut bands.", NOT_MET),
        ("No trigger points on the left; three in the right levator scapulae.", MET),
        ("TrPs: R trap none; L rhomboid x2.", MET),
        ("No trigger points apart from two in the left trapezius.", MET),
        ("Firm tender nodule in the right rhomboid; compression reproduces the headache.", MET),
        ("Tight band in the left levator with referral up the neck.", MET),
        ("R trapezius tender, no trigger points felt.", NOT_MET),
        ("Palpation of the left levator fails to disclose any trigger point.", NOT_MET),
        ("No trigger points in the right trapezius; left not examined.", OPEN),
        ("Trigger points palpated in the left piriformis. Requested site: right trapezius.", OPEN),
        ("At the 2022 visit a trigger point was found in the rhomboid.", OPEN),
        ("Trigger points of the rhomboid to be evaluated next time.", OPEN),
        ("Muscles of the neck palpated, entirely normal and painless.", NOT_MET),
        ("Left trapezius (planned site) palpated: no trigger point.", NOT_MET),
        ("I felt a band in the left levator that jumped and gave her the pain she knows.", MET),
        ("The therapist's note names trigger points in the rhomboid, my own exam was limited to reflexes.", OPEN),
        ("Neck and shoulder muscles soft, and nowhere was a trigger point felt.", NOT_MET),
        ("TrP x2 in L UT w/ ref to temple.", MET),
        ("Trigger points of May are gone on today's palpation of the trapezius.", NOT_MET),
        ("Trigger points palpated in the trapezius by the PT; not examined by me.", OPEN),
        ("Knots in the trapezius.", OPEN),
        ("Trapezius pain refers to the head.", OPEN),
        ("Headache reproduced by neck extension.", OPEN),
        ("Last year TPs in the trapezius; today telehealth.", OPEN),
        ("TPs of gluteus; request: upper trapezius injections.", OPEN),
        ("No trigger points in the gluteals; request is for trapezius.", OPEN),
        ("Neuro exam negative, trapezius tender.", OPEN),
        ("Palpation: tender, no further detail.", OPEN),
        ("Twitches at night in the trapezius.", OPEN),
        ("Snapping scapula, rhomboid.", OPEN),
        ("No knots per patient.", OPEN),
        ("Refers to her PT for knots.", OPEN),
        ("Iliotibial band tight, pain radiates to knee.", OPEN),
        ("Rope burn at the neck.", OPEN),
    ],
)
def test_classes_and_their_twins(phrase: str, status: str) -> None:
    """Findings by their definition, searches in vain, and places left out."""
    assert read("EXAM", phrase) == status


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ("Trapezius | L | yes\nLevator | L | no\nSite to inject: L trapezius", MET),
        ("Trapezius | L | no\nLevator | L | yes\nSite to inject: L trapezius", NOT_MET),
        ("Trapezius | R | yes\nLevator | L | -\nSite to inject: L levator", OPEN),
        ("Trapezius | L | not tested\nSite to inject: L trapezius", OPEN),
    ],
)
def test_a_table_of_findings(rows: str, status: str) -> None:
    assert read("EXAM", f"Muscle | Side | TrP\n{rows}") == status


@pytest.mark.parametrize(
    ("phrase", "status"),
    [
        ("Left levator scapulae, the muscle we mean to inject: soft under the thumb, no trigger point.", NOT_MET),
        ("Right piriformis, the muscle to be injected: trigger points to be mapped at the visit.", OPEN),
        ("With her arm relaxed I could pinch two trigger points between finger and thumb in the right trapezius.", MET),
        ("There could be trigger points in the left trapezius.", OPEN),
        ("I was asked about trigger points in the left rhomboid. I looked for them and they were not there.", NOT_MET),
        ("I searched the left trapezius for trigger points.", OPEN),
        ("At her last visit I felt two trigger points in the levator. They are no longer there.", NOT_MET),
        ("The trigger points in the rhomboids are gone, she says; I have not re-examined her.", OPEN),
        ("10/12/2026: TrP L levator. 11/19/2026: L levator soft, no TrP.", NOT_MET),
        ("10/12/2026: L levator soft, no TrP. 11/19/2026: TrP L levator palpated.", MET),
        ("Every muscle of the neck and upper back was soft, and pressing on them caused no pain.", NOT_MET),
        ("Abdomen soft and painless to palpation.", OPEN),
        ("Facet joints painless to palpation.", OPEN),
        ("Addendum: trigger points were entered under PE by mistake.", OPEN),
        ("Addendum: trigger points were entered under PE by mistake; none were felt.", NOT_MET),
        ("The exam describes a supple trapezius, but the assessment lists trigger points of the trapezius.", OPEN),
        ("No trigger points in the scalenes. The left infraspinatus, however, had two of them.", MET),
        ("PE, signed Dr. Osei\n[x] TrP palpated   muscle: L rhomboid major\nPlan: TPI", MET),
        ("Planned site L splenius. On palpation: [ ] trigger point  [x] none", NOT_MET),
        ("Planned site L splenius. On palpation: [ ] trigger point  [ ] none found", OPEN),
        (
            "The request speaks of trigger points; at today's visit there was not one to be felt in the rhomboids.",
            NOT_MET,
        ),
        ("The referral letter speaks of trigger points in the rhomboids.", OPEN),
        ("The resident marked two trigger points in the splenius on the right. I did not see the patient.", OPEN),
        ("Q: Trigger point identified on exam? A: Yes, right quadratus lumborum.", MET),
        ("Palp bilat UT/lev scap: unremarkable.", NOT_MET),
        ("Textbooks place trigger points in the middle of the upper trapezius.", OPEN),
        ("OBJECTIVE\nVitals only (phone)\nASSESSMENT\nTrP R levator", OPEN),
        ("TTP w/ taut band & referral R trap.", MET),
        ("PT eval 11/2: TrP R QL. MD exam 11/18: same, palpated by me.", MET),
        (
            "When seen last month I marked two trigger points in the left infraspinatus; today's palpation is clear.",
            NOT_MET,
        ),
        ("PE  MSK: (-) TrPs b/l UT", NOT_MET),
        ("PE  MSK: (+) TrPs b/l UT", MET),
        ("Palpation chart, Dr. Novak\nMuscle: R levator scapulae\nTrigger point: present", MET),
        ("Palpation chart, Dr. Novak\nMuscle: R levator scapulae\nTrigger point: not examined", OPEN),
        ("She pressed on her own trapezius and said there were trigger points in it.", OPEN),
    ],
)
def test_what_is_told_around_a_finding(phrase: str, status: str) -> None:
    assert read("EXAM", phrase) == status


@pytest.mark.parametrize(
    ("status", "phrase"),
    [
        (NOT_MET, "In September he had a trigger point in the right gluteus medius. Today it was no longer there."),
        (NOT_MET, "In October I felt trigger points in both trapezii; today they are no longer palpable."),
        (MET, "Palpation today: trigger point in the right trapezius. Her fever is no longer there."),
        (MET, "10/15: no TrP felt. 11/19: TrP R splenius cervicis on palpation."),
        (NOT_MET, "10/15: TrP R trapezius on palpation. 11/19: no TrP felt."),
        (MET, "TrP palpable L upper trapezius, refers to temple. No other TrPs."),
        (OPEN, "No other trigger points."),
        (MET, "Nothing on palpation but a single trigger point in the right masseter, to be injected."),
        (OPEN, "Trigger point in the left trapezius, to be injected."),
        (MET, "I came upon two taut bands in her right trapezius, each with a spot that twitched under my finger."),
        (MET, "L quadratus lumborum: firm band with an exquisitely tender point."),
        (OPEN, "A firm band can be felt in the left trapezius."),
    ],
)
def test_what_is_there_now(status: str, phrase: str) -> None:
    assert read("EXAM", phrase) == status


@pytest.mark.parametrize(
    ("status", "phrase"),
    [
        (MET, "Call with Dr. Pell. Examined her himself 11/12. Felt a trigger point in the right trapezius."),
        (MET, "Call summary. Last examination, November 9: the doctor felt trigger points in the left trapezius."),
        (MET, 'Phone call. I asked about examination on the 17th: "I palpated trigger points in the left trapezius."'),
        (OPEN, "Telephone visit. She says that she has trigger points in the left trapezius."),
        (OPEN, "Video visit 11/12. Trigger points in the left trapezius, as she shows me with her finger."),
        (NOT_MET, "Phone call with Dr. Pell. He examined her on 11/12 and felt no trigger points in the trapezius."),
    ],
)
def test_examination_told_in_a_call(status: str, phrase: str) -> None:
    assert read("EXAM", phrase) == status


@pytest.mark.parametrize(
    ("status", "phrase"),
    [
        (
            MET,
            "The chiropractor's letter speaks of trigger points in the trapezius, and I can confirm two.",
        ),
        (OPEN, "The chiropractor's letter speaks of trigger points in the trapezius; I did not examine the back."),
        (NOT_MET, "Contrary to what the request says, I feel no trigger point in the levator or anywhere else."),
        (MET, 'Call. Kelsey read from the 11/9 visit: "Trigger point mid infraspinatus, patient winces."'),
        (OPEN, "Call with the office. Kelsey says there is a trigger point in the infraspinatus."),
        (NOT_MET, "The muscles of the neck are supple and nowhere did pressure hurt her."),
        (NOT_MET, "Trigger point exam: 0/8 sites."),
        (NOT_MET, "Exam. Trigger points: right SCM (0), right scalene (0)."),
        (MET, "Exam. Trigger points: right SCM (1), right scalene (2)."),
        (MET, "Right gluteus minimus: a point with jump sign, referral along the lateral leg."),
    ],
)
def test_papers_and_what_the_examiner_found(status: str, phrase: str) -> None:
    assert read("EXAM", phrase) == status


@pytest.mark.parametrize(
    ("wanted", "phrase"),
    [
        (NOT_MET, "TrPs: none bilaterally, UT/LS/rhomboids palpated."),
        (MET, "TrPs: none L UT; R UT x2 with LTR."),
        (NOT_MET, "TP 0 UT 0 LS 0 rhomb, 11/18/26."),
        (MET, "TrP 2 R UT, 0 L UT, 1 R LS."),
        (NOT_MET, "09/01/26: TrP R UT. 11/12/26: R UT nontender, TrP resolved, none elsewhere."),
        (MET, "05/01/26: no TrP. 11/12/26: TrP R upper trap with LTR."),
        (MET, "Muscle | L | R\nRhomboid | - | TrP +\nLev scap | none | none\nDr. Vance, 11/17/26"),
        (NOT_MET, "Muscle | L | R\nTrapezius TrP | none | none\nRhomboid TrP | none | none\nExam 11/17/26, Dr. Vance"),
        (
            MET,
            "Palpation of the left scalenes was unremarkable. In the right splenius capitis, by contrast, I "
            "felt a distinct trigger point.",
        ),
        (OPEN, "The therapist wrote of a trigger point in the right trapezius. I have not examined that muscle yet."),
        (
            MET,
            "The chiropractor mentioned a trigger point in the right trapezius. I pressed on it myself and "
            "confirm it: a definite trigger point with a jump.",
        ),
        (
            NOT_MET,
            "The chiropractor mentioned a trigger point in the right trapezius. I pressed there myself and found none.",
        ),
        (NOT_MET, "Working my way along both trapezii I met neither knots nor any tender spots."),
        (
            NOT_MET,
            "He asked whether he should have another shot, and I told him that I had found no trigger "
            "points in his neck today.",
        ),
        (NOT_MET, "Trigger points searched for in traps, levator, rhomboids; negative."),
        (MET, "Palp: (+) TrP bilat UT, (-) TrP SCM."),
        (NOT_MET, "Palp: (-) TrP bilat UT, (-) TrP SCM, (-) TrP LS."),
    ],
)
def test_places_pointed_to_and_counts_of_none(wanted: str, phrase: str) -> None:
    assert read("EXAM", phrase) == wanted


@pytest.mark.parametrize(
    ("wanted", "phrase"),
    [
        (OPEN, "TP palpated R gluteus maximus, trapezius to be injected."),
        (OPEN, "TP palpated R gluteus maximus, L gluteus to be injected."),
        (OPEN, "Trigger point felt in left levator scapulae, right levator to be injected."),
        (MET, "Trigger point felt in left levator scapulae, to be injected 12/1."),
        (OPEN, "TrP R trap on palpation, L trap will be injected."),
        (MET, "TrP R trap on palpation, R trap will be injected."),
        (OPEN, "TrP in the right infraspinatus; the left one is to be injected."),
        (NOT_MET, '"TP L trapezius" withdrawn by examiner after re-palpation: nothing there.'),
        (NOT_MET, "TrP R levator retracted by me on repeat palpation, nothing felt."),
        (NOT_MET, "Trigger point in the left trapezius struck from the exam: I could not feel it again."),
        (OPEN, "TP L trapezius withdrawn by billing, duplicate entry."),
        (MET, "TP L trapezius, withdrawn from PT because of cost."),
        (MET, "No new TPs; the L gluteus medius one is still palpable."),
        (MET, "No new trigger points. The right trapezius one persists on palpation."),
        (MET, "No additional TrPs, the old ones in both levators are still felt."),
        (MET, "No further trigger points; that in the left rhomboid is unchanged on palpation."),
        (OPEN, "No new TPs."),
        (NOT_MET, "No new TPs; the L gluteus medius one is gone."),
        (OPEN, "No new TPs; the old one is still there."),
        (OPEN, "No new TPs per the patient; she says the L gluteus one still hurts."),
        (NOT_MET, "Trigger points: (x) absent ( ) present. Signed, treating MD."),
        (NOT_MET, "Trigger points: [ ] present [x] absent - examined and signed by me, Dr. Lund."),
        (NOT_MET, "TrP on palpation: ( ) yes (x) no. Dr. Ames, treating physician."),
        (OPEN, "Trigger points: ( ) absent (x) present. Signed, treating MD."),
        (OPEN, "Trigger points: ( ) absent ( ) present. Signed, treating MD."),
        (NOT_MET, "Not a single taut band, nodule or twitch in any muscle."),
        (NOT_MET, "No taut band, no nodule, no twitch response anywhere in the trapezius."),
        (NOT_MET, "Neither taut band nor tender nodule in either upper trapezius."),
        (NOT_MET, "No palpable bands, knots or twitch in neck and shoulder muscles."),
        (OPEN, "No twitch response with needling of the left trapezius."),
        (OPEN, "TrP L glut med; req = UT"),
        (OPEN, "TrP R infraspinatus. Req: R UT."),
        (OPEN, "trigger point L rhomboid; requested = L levator scap"),
        (MET, "TrP R UT; req = R UT"),
        (OPEN, "TrP R UT; req = L UT"),
        (OPEN, "Her massage therapist located several trigger points in the trapezius."),
        (OPEN, "His chiropractor found a trigger point in the left levator."),
        (OPEN, "Her physical therapist identified trigger points in both trapezii."),
        (OPEN, "The acupuncturist felt a taut band with a jump sign in the right trapezius."),
        (OPEN, "Per her personal trainer there is a trigger point in the left rhomboid."),
        (MET, "Her massage therapist located several trigger points in the trapezius, and I feel them too."),
        (MET, "I located several trigger points in the trapezius."),
        (NOT_MET, "req R UT. L UT TrP+; R UT palp neg"),
        (MET, "req R UT. R UT TrP+; L UT palp neg"),
        (NOT_MET, "Requesting left levator. Right levator TrP present; left levator palpation negative."),
        (OPEN, "req R UT. L UT TrP+"),
        (OPEN, "req R UT. L UT TrP+; R UT not palpated"),
        (OPEN, "Student dictation, attending signature pending: trigger point, right levator."),
        (OPEN, "Resident note, awaiting cosignature: trigger point right trapezius on palpation."),
        (OPEN, "Dictated by med student, not yet signed by attending. TrP left levator."),
        (OPEN, "Draft, unsigned: trigger point in left trapezius."),
        (OPEN, "Preliminary note, attending to sign: taut band w/ twitch, R levator"),
        (MET, "Dictated by resident, cosigned by attending who examined her: trigger point, right levator."),
        (MET, "TrP x2 R LS on palp, none L; req R LS"),
        (MET, "TrP L LS on palpation"),
        (MET, "TrP x1 B LS palp"),
        (OPEN, "TrP x2 R LS on palp, none L; req L LS"),
        (NOT_MET, "Careful palpation of both trapezii, where she wants the injections, was entirely unremarkable."),
        (NOT_MET, "Palpation of the left levator was unremarkable."),
        (NOT_MET, "Palpation of both upper trapezii, the muscles requested, normal throughout."),
        (NOT_MET, "Palpation of trapezius, levator and rhomboids bilaterally: unremarkable."),
        (OPEN, "Palpation of the abdomen was unremarkable."),
        (OPEN, "Palpation of both knees was entirely unremarkable."),
        (OPEN, "Palpation of both trapezii was unremarkable except for tenderness."),
        (MET, "QL L: hyperirrit nodule, ref to SIJ area"),
        (MET, "R infraspinatus: hyperirritable nodule, refers to the deltoid"),
        (MET, "Lev scap R: tender nodule in taut band, refers to temple"),
        (OPEN, "L SIJ: tender, ref to buttock"),
        (OPEN, "Thyroid L: nodule, ref to ENT"),
        (MET, "Palpation revealed taut bands with twitch in left levator, strength normal."),
        (MET, "TPs palpated in R UT, R levator, and R rhomboid, all to be injected."),
        (OPEN, "R LS radiculopathy, tender."),
        (MET, "Consent not yet signed. TrP in right trapezius on palpation."),
        (NOT_MET, "R UT palp negative, req R UT."),
        (OPEN, "MA located a trigger point in the left trapezius."),
        (OPEN, "No new TPs; the old ones in the left trapezius still hurt, she says."),
        (OPEN, "No trigger points removed."),
        (MET, "Trigger points in both levators; bandage removed."),
        (MET, "TP right trapezius palpated; needle withdrawn without incident."),
    ],
)
def test_sites_asked_for_entries_taken_out_and_those_of_others(wanted: str, phrase: str) -> None:
    assert read("EXAM", phrase) == wanted


@pytest.mark.parametrize(
    ("wanted", "phrase"),
    [
        (MET, "Pincer palpation L SCM elicits twitch; band palpable."),
        (NOT_MET, "MTrPs: zero in UT, LS, rhomboids."),
        (NOT_MET, "Trigger points? None that I can feel, neck or shoulders."),
        (NOT_MET, "TrP exam of the neck and shoulder girdle clean."),
        (NOT_MET, "Trapezius devoid of trigger points on palpation."),
        (OPEN, "MRI mentions no trigger points."),
        (OPEN, "EMG needle in trapezius: no trigger point activity recorded."),
        (OPEN, "TrPs likely in the trapezius given referral pattern."),
        (OPEN, "What she calls a trigger point is a lipoma over the trapezius; no muscle finding."),
        (MET, "Ultrasound not done; TrP in right trapezius on palpation."),
        (OPEN, "Ultrasound: hypoechoic trigger point in trapezius."),
        (NOT_MET, "Left trapezius: band not palpable, no twitch, no tenderness."),
        (MET, "What I call a trigger point in the left trapezius reproduces her headache."),
        (MET, "Trigger points in both trapezii, likely from posture."),
        (MET, "MTrPs: two in UT, zero in LS."),
        (NOT_MET, "Zero TrPs in UT or LS."),
    ],
)
def test_a_second_look_at_short_phrases(wanted: str, phrase: str) -> None:
    assert read("EXAM", phrase) == wanted


@pytest.mark.parametrize(
    ("wanted", "phrase"),
    [
        (NOT_MET, "Trigger points, once plentiful, are gone on exam today."),
        (NOT_MET, "Myofascial exam today: nothing to inject."),
        (NOT_MET, "TrPs in both traps, previously marked, have disappeared on palpation."),
        (MET, "Trigger points, once latent, are now active in the left trapezius on palpation."),
        (OPEN, "Trigger points, so the patient says, are gone."),
    ],
)
def test_a_third_look_at_short_phrases(wanted: str, phrase: str) -> None:
    assert read("EXAM", phrase) == wanted


@pytest.mark.parametrize(
    ("wanted", "phrase"),
    [
        (OPEN, "PA student felt a trigger point in the right trapezius; I did not examine it."),
        (MET, "PA student felt a trigger point in the right trapezius; I felt it too."),
        (OPEN, "Trigger points in the trapezius were described by Dr. Roe in his letter."),
        (NOT_MET, "Right trapezius palpated twice, no trigger point either time."),
        (MET, "Right trapezius palpated twice, trigger point both times."),
        (OPEN, "The trapezius is where trigger points usually sit."),
        (OPEN, "Trigger point in the trapezius suspected from the pain drawing."),
        (NOT_MET, "Trapezius: trigger point (-)."),
        (MET, "Trapezius: trigger point (+)."),
        (OPEN, "Trapezius: trigger point ( )."),
        (OPEN, "Left shoulder frozen; trigger points not sought."),
        (MET, "Despite her doubts I found a trigger point in the left rhomboid."),
        (MET, "Trigger points in the left trapezius, as noted in my letter, palpated again today."),
    ],
)
def test_a_fourth_look_at_short_phrases(wanted: str, phrase: str) -> None:
    assert read("EXAM", phrase) == wanted
