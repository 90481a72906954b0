"""The lexical reader on whole notes and on the layouts of requests: telegraphic, dictated, boxes, visits, lists."""

from __future__ import annotations

import datetime as dt

import pytest
from phrasings import read as read_phrase
from test_reading import (
    ALONE,
    DRUG,
    EXCLUDED,
    FAILED,
    FEATURES,
    FOUND,
    LASTING,
    MET,
    NECK,
    NOT_MET,
    ONB,
    OPEN,
    PHYSICAL,
    PROGRAMME,
    RELIEF,
    THREE,
    TPI,
    case,
    read,
)

from drafter.domain import Note
from drafter.text import clauses

NERVE = {"id": "X1", "kind": "diagnosis", "conditions": ["occipital_neuralgia", "migraine", "chronic_migraine"]}
KINDS = {
    "neck": (TPI, NECK), "failed": (TPI, FAILED), "found": (TPI, FOUND), "programme": (TPI, PROGRAMME),
    "alone": (TPI, ALONE), "excluded": (TPI, EXCLUDED), "lasting": (TPI, LASTING),
    "nerve": (ONB, NERVE), "drug": (ONB, DRUG), "physical": (ONB, PHYSICAL), "features": (ONB, FEATURES),
    "relief": (ONB, RELIEF), "times": (ONB, THREE),
}  # fmt: skip

SOAP = """S: 48 yo F, neck and R shoulder pain since a fall in March 2026.
Tried OTC ibuprofen and heating pad w/o relief.
Went to PT x8 visits, finished in June, no change.
O: Cervical ROM limited. Palpable trigger points R upper trapezius w/ referral to the head.
A: Myofascial pain syndrome, cervical.
P: TPI R trapezius today. Continue HEP. Start cyclobenzaprine 5 mg qhs. F/u 4 wks."""
LETTER = """Thank you for referring Mrs. K, whom I saw today. She has suffered from headaches for the last two years.
She has been on amitriptyline 50 mg since January without any benefit whatsoever. A six-week course of physiotherapy in
the spring brought no improvement. On examination there was exquisite tenderness over the left greater occipital nerve,
and percussion reproduced her shooting pains. In my opinion she has left-sided occipital neuralgia. I would be grateful
if you could approve a left occipital nerve block, her first."""
SHORT = """Headache: b/l occipital, electric, seconds at a time, 10-20/day, x5y. Touching hair = pain.
Rx: carbamazepine 600/d x3mo failed; pregabalin - dizzy. PT x8wk 2025 failed.
ONB 2/26: 100% x 12 wk. Now back. Imp: ON b/l. Plan: ONB b/l."""
BOXES = """[X] Patient has failed >= 6 weeks conservative therapy: PT, NSAIDs
[X] Trigger points identified by palpation in the trapezius
[X] Myofascial pain syndrome   [ ] Chronic neck pain"""


def status(text: str | None, kind: str, notes: tuple[Note, ...] = ()) -> str:
    line, criterion = KINDS[kind]
    return read(case(text, line, notes=notes), criterion).findings[0].status


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (SOAP, {"neck": MET, "lasting": MET, "failed": MET, "found": MET, "programme": OPEN, "alone": MET}),
        (LETTER, {"nerve": MET, "features": MET, "drug": MET, "physical": MET, "times": MET, "relief": OPEN}),
        (SHORT, {"nerve": MET, "features": MET, "drug": MET, "physical": MET, "relief": MET}),
        (BOXES, {"neck": OPEN, "failed": OPEN, "found": OPEN}),
    ],
)
def test_whole_notes(note: str, expected: dict[str, str]) -> None:
    assert {kind: status(note, kind) for kind in expected} == expected


def test_visits_add_up_and_a_plan_becomes_a_result() -> None:
    notes = (
        Note(date=dt.date(2026, 1, 15), text="New pt. Neck pain x 3 wks. Dx: cervical strain. Plan: PT, naproxen."),
        Note(date=dt.date(2026, 4, 20), text="Neck pain persists. PT for 8 weeks, finished last week, did not help."),
        Note(date=dt.date(2026, 11, 12), text="Pain back. TPs L levator again. Dx: MPS. Plan: TPI."),
    )
    found = {kind: status(None, kind, notes) for kind in ("neck", "lasting", "failed", "found", "programme")}
    assert found == {"neck": MET, "lasting": MET, "failed": MET, "found": MET, "programme": OPEN}


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("nerve", "[x] Occipital neuralgia  [ ] Migraine", OPEN),
        ("nerve", "Her migraines resolved after menopause and have not come back.", OPEN),
        ("nerve", "Her neurologist thinks she has occipital neuralgia. I disagree.", OPEN),
        ("nerve", "Migraine (childhood only). Now tension headache.", OPEN),
        ("nerve", "63yo F w/ refractory ON s/p RFA 2022 here for repeat GONB", MET),
        ("neck", "Patient denies chronic neck pain but has chronic low back pain.", MET),
        ("neck", "She has had neck pain for years, which has become chronic.", MET),
        ("lasting", "Neck pain since childhood.", MET),
        ("lasting", "She has been seeing us for 5 years. Neck pain is new, since last week.", NOT_MET),
        ("lasting", "Over the past 5 years she has gained 20 lb. Neck pain.", OPEN),
        ("lasting", "Neck pain for 3 months and 2 weeks.", MET),
        ("lasting", "Neck pain has lasted between 4 and 6 months.", MET),
        ("lasting", "Neck pain began in 2024, resolved in 2025, and returned in October 2026.", NOT_MET),
        ("lasting", "The neck pain has bothered her ever since the birth of her son in 2019.", MET),
        ("failed", "Tried Advil and heat, nothing helps.", MET),
        ("failed", "Despite 6 weeks of PT and daily naproxen she remains in severe pain.", MET),
        ("failed", "Plan: 1. TPI. 2. Has already completed 8 weeks of PT with no improvement.", MET),
        ("failed", "Plan: complete 8 weeks of PT. If no improvement, TPI.", OPEN),
        ("failed", "Prior Rx: PT (helped), NSAIDs (didn't).", OPEN),
        ("failed", "Neither PT nor NSAIDs gave relief.", MET),
        ("failed", "In my earlier note I wrote that PT had failed. Correction: she has not started PT.", OPEN),
        ("failed", "She has exhausted physical therapy benefits for the year.", OPEN),
        ("failed", "We discussed that most patients fail PT.", OPEN),
        ("failed", "PT helped the range of motion but not the pain.", OPEN),
        ("found", "The note mentions tenderness of the trapezius. No trigger points described.", OPEN),
        ("nerve", "Working dx ON.", OPEN),
        ("neck", "Myofascial pain syndrome considered but not diagnosed.", OPEN),
        ("failed", "She had neither PT nor NSAIDs.", OPEN),
        ("failed", "Naproxen: helps somewhat.", OPEN),
        ("failed", "Aleve does nothing for her.", MET),
        ("failed", "Tried: ice, rest, Motrin. Result: unsuccessful.", MET),
        ("drug", "Trialed gabapentin 8 wks w/out benefit.", MET),
        ("lasting", "Neck pain for the past year and a half.", MET),
        ("found", "Trigger points right QL by palpation.", MET),
        ("physical", "Will not do PT.", NOT_MET),
        ("physical", "She could not attend PT because of cost.", OPEN),
        ("found", "Exam deferred. Trigger points were noted in the trapezius by her chiropractor.", OPEN),
        ("found", "Video visit. Trigger points in the trapezius.", OPEN),
        ("found", "Previously noted trigger points in the trapezius are no longer palpable.", NOT_MET),
        ("found", "Palpation of the cervical musculature was normal.", NOT_MET),
        ("found", "No trigger points on the left.", OPEN),
        ("features", "Pain comes in shooting attacks; scalp hurts when she combs her hair.", MET),
        ("features", "No shooting quality; no allodynia; occipital nerves nontender; a block gave no relief.", NOT_MET),
        ("programme", "Comprehensive program: PT, education, counseling, meds.", OPEN),
        ("programme", "Attends PT and counseling weekly, was taught body mechanics, remains on nortriptyline.", MET),
        ("alone", "Botox is being given every 12 weeks; TPI requested.", OPEN),
        ("alone", "GONB and TPI will be done together on 12/1.", NOT_MET),
        ("alone", "Both injections in one visit.", OPEN),
        ("excluded", "No ultrasound. Not dry needling.", MET),
        ("relief", "Block wore off in 4 days.", NOT_MET),
        ("relief", "After the last ONB she was pain free until it wore off after 9 weeks.", MET),
        ("times", "4 ONBs in the past year", NOT_MET),
        ("times", "Has had two prior blocks, 2/2026 and 6/2026.", MET),
    ],
)
def test_layouts(kind: str, text: str, expected: str) -> None:
    assert status(text, kind) == expected


_NOTE_ON_FORM = """PRIOR AUTH PORTAL
Procedure: 64405-RT

{head}
Impression: occipital neuralgia, right."""


@pytest.mark.parametrize(
    ("author", "head", "expected"),
    [
        ("N. Okereke NP", "Visit note", MET),
        ("K. Li PA-C", "Visit note", MET),
        ("MD B. Haddad", "Visit note", MET),
        ("T. Alvarez RN", "Visit note", OPEN),
        ("office of K. Li NP", "Visit note", OPEN),
        ("front desk, K. Li NP", "Visit note", OPEN),
        ("Clinic portal", "Attached: visit note 11/17/26, N. Okereke NP", MET),
        ("Clinic portal", "Clinical note, 11/17/2026, P. Okoro, MD:", MET),
        ("Clinic portal", "--- Attached office note (J. Lin NP, 11/17/26) ---", MET),
        ("Clinic portal", "Ordering provider: J. Lin, NP", OPEN),
        ("Clinic portal", "Visit note 11/17 J. Lin NP not attached", OPEN),
        ("Clinic portal", "Clinical note requested from Dr. P. Okoro", OPEN),
        ("Clinic portal", "Nurse note 11/17, T. Alvarez RN", OPEN),
    ],
)
def test_a_note_on_a_form_is_its_clinicians(author: str, head: str, expected: str) -> None:
    note = Note(date=dt.date(2026, 11, 18), author=author, kind="portal form", text=_NOTE_ON_FORM.format(head=head))
    assert read(case(None, ONB, notes=(note,)), NERVE).findings[0].status == expected


@pytest.mark.parametrize(
    "lead", ["", "HPI: ", "Per the chart: ", "Seen in the office. ", "PMH: hypertension, on lisinopril.\n"]
)
@pytest.mark.parametrize(
    ("type_", "phrase", "expected"),
    [
        ("DX", "FHx: father - occipital neuralgia, operated. Mother - gout.", OPEN),
        ("DX", "Ruled out: occipital neuralgia. Final diagnosis is tension headache.", NOT_MET),
        ("DUR", "7/8/2026: left neck pain, began 1 wk ago. 11/17/2026: same pain now, never gone.", MET),
        ("DUR", "LOV Aug 1, 2026: neck pain x 6 wks. No notes after that, nothing today.", OPEN),
        ("EXCL", "MOH: screened today, absent.", MET),
        ("EXCL", "Infection at injection site: not assessed today.", OPEN),
        ("EXAM", "Palpation today: trigger points in both rhomboids, jump sign positive.", MET),
        ("EXAM", "No trigger points palpable in the neck muscles.", NOT_MET),
    ],
)
def test_a_lead_changes_nothing(lead: str, type_: str, phrase: str, expected: str) -> None:
    assert read_phrase(type_, lead + phrase) == expected


def test_a_list_under_a_heading_of_history_stays_history() -> None:
    for later in (
        "Occipital neuralgia 2019.",
        "Occipital neuralgia.",
        "Occipital neuralgia, refractory to gabapentin.",
    ):
        assert read_phrase("DX", f"PMH: hypertension.\n{later}\nReflux.") == OPEN


@pytest.mark.parametrize(
    ("type_", "phrase", "expected"),
    [
        ("UNIT", "The order asks for facet injections under 64493 but does not\nname the levels.", OPEN),
        ("UNIT", "The form asks for 64405-50, and the plan says a right block in\none line and both in another.", OPEN),
        ("TRIAL", "My notes say that eight weeks of physical therapy this summer\ndid not help him, while the "
         "therapist's discharge\nletter for the same course calls him greatly improved.", OPEN),
        ("EXCL", "Dr. Lin writes that the neck skin is clear, and the nurse's\nnote of the same hour describes a "
         "pustule at the planned site.", OPEN),
        ("PROG", "SCS work-up complete. Psych eval 10/6/26 Dr. Lund: no\ncontraindication. PT functional evaluation "
         "done. Presented at\nmultidisciplinary board, agreed.", MET),
    ],
)  # fmt: skip
def test_where_a_line_breaks_changes_nothing(type_: str, phrase: str, expected: str) -> None:
    assert read_phrase(type_, phrase.replace("\n", " ")) == read_phrase(type_, phrase) == expected


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Lumbar facet block on the left, 64493 ticked, and how many joints:\nnot entered.", 1),
        ("Despite a careful search, trigger points in the gluteal muscles\nremained elusive: I found none.", 1),
        ("She takes no blood thinner and has no infection, checked today: no\nbleeding disorder, no fever.", 1),
        ("Infection at the site of the injection, as asked on the form: no\nbleeding disorder: no", 2),
        ("The tablets gave no relief, as told at the last visit. Physical examination:\nabsent ankle reflexes.", 3),
        ("Blood thinners: none\nnow pregnant: no", 2),
        ("Neck pain\nonset: May", 2),
    ],
)
def test_a_wide_line_goes_on_in_small_letters(text: str, sentences: int) -> None:
    assert len({c.within for c in clauses.split(text)}) == sentences


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("NEUROLOGIST 11/18: ON. PAIN PHYSICIAN, SAME DAY: NOT ON, IT IS C2-3 FACET PAIN.", OPEN),
        ("HE MAY WELL TURN OUT TO HAVE OCCIPITAL NEURALGIA.", OPEN),
        ("OCCIPITAL NEURALGIA, RIGHT, SINCE MAY. BLOCK ON 12/1.", MET),
        ("LEFT OCCIPITAL NEURALGIA, THE BLOCK IS FROM NOW ON CARRIED ON.", MET),
    ],
)
def test_capitals(phrase: str, expected: str) -> None:
    assert read_phrase("DX", phrase) == expected


def test_a_doubt_in_quotation_marks_is_a_doubt() -> None:
    assert read_phrase("DX", '"? ON"') == read_phrase("DX", "? ON") == OPEN


@pytest.mark.parametrize(
    "layout", ["11/20/2026 Office note\nS: {}\nO: Alert.", "Office note 11/20/2026.\n{}", "HPI: {}"]
)
@pytest.mark.parametrize(
    ("type_", "phrase", "wanted"),
    [
        ("DUR", "Pain since her surgery.", "not_documented"),
        ("DUR", "Pain ever since the fall of 2/20/2026.", "met"),
        ("UNIT", "20553 x 2.", "not_documented"),
        ("UNIT", "20553 x2, both on 12/1.", "not_met"),
        ("DX", "FHx: daughter - occipital neuralgia.", "not_documented"),
        ("DX", "Chief complaint: occipital neuralgia.", "not_documented"),
        ("DX", "Ruled out: Chiari, arteritis, occipital neuralgia.", "not_met"),
        ("EXAM", "MRI mentions no trigger points.", "not_documented"),
        ("EXAM", "Palpation: trigger point in the right trapezius.", "met"),
        ("PROG", "Treatment goals: PT, CBT, education class, gabapentin.", "not_documented"),
        ("DUR", "Chart: 2 years. Intake sheet: 3 weeks.", "not_documented"),
    ],
)
def test_the_head_of_a_note_and_of_its_parts_change_nothing(layout: str, type_: str, phrase: str, wanted: str) -> None:
    assert read_phrase(type_, layout.format(phrase)) == wanted
