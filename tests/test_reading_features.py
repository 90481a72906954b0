"""Criteria of packaged policies, each with twins: features of a head pain, one procedure at a time, exclusions."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from drafter import corpus, reading
from drafter.domain import Case, Policy

TODAY = dt.date(2026, 11, 20)
TENDER = "The right occipital nerve is tender at its exit. "
JABS = "He has stabbing pains at the right occiput. "


@cache
def _policy(name: str) -> Policy:
    return next(p for p in corpus.load(corpus.packaged()).policies if p.id == name)


def _status(policy: str, criterion: str, text: str) -> str:
    service = {"code": _policy(policy).services[0].code, "units": 1}
    given = {"id": "x", "policy": policy, "request_date": TODAY, "service_date": "2026-12-01", "services": [service]}
    case = Case.model_validate({**given, "text": text})
    findings = reading.read(case, _policy(policy), 0, today=TODAY).findings
    return next(f.status for f in findings if f.criterion == criterion)


SHARP = [
    "Short shocks from the left nape to the top of the head.",
    "Electric shots at the nape, 10+/d.",
    "Lightning pain, gone in a blink, dozens a day.",
    "Sharp jabs lasting a second or so behind the left ear.",
    "The shocks crept back in October. They are brief, a second at a time, on both sides of the occiput.",
    "Pains like a needle, one or two seconds, from below the skull to above the ear.",
    "It strikes like a spark at the back of the head, lasts a moment and goes.",
    "The pains are sudden and sharp, and shoot from the neck to the crown.",
    "She says it is as if someone stuck a hot needle into the back of her head.",
    "Zapping from the occiput to the vertex, 1-2 sec, twenty a day.",
    "Volleys of stabs up the right side of the head.",
    "Attacks of stabbing pain in the occiput that come out of nowhere and are gone within seconds.",
    "Stabs at the nape of 9/10. They crept back, now 8/10. Seconds long, from the neck to above the eye.",
    "The shocks are back at the occiput. A second or two each.",
    "Jolts like a wire from the nape up over the right side of the scalp, each over in a couple of seconds.",
]
PLAIN_PAINS = [
    "The head pain is a constant dull ache, without jabs or stings.",
    "She has attacks of vertigo lasting a few seconds.",
    "He felt a brief sting during the injection, for a second or two.",
    "A dull ache all day. The nausea is brief, a few seconds at a time.",
    "Chest pain for a second last week. Occipital ache all day.",
    "Dull headache for hours at a time. Seconds of blurred vision.",
    "Rest of ten seconds between exercises. Dull headache.",
]
SKIN = [
    "She cannot lie on that side because the pillow burns.",
    "Washing her hair stings on both sides.",
    "The comb still hurts.",
    "Tight ponytails are out of the question, the scalp there is too sensitive.",
    "He has given up wearing his helmet because it hurts the back of his head.",
    "The skin above it is unpleasantly sensitive to a light stroke.",
    "Between attacks the skin behind the right ear feels sunburnt.",
    "He cannot bear to rest the back of his head on a pillow.",
]
NO_SKIN = [
    "Scalp sensation is normal, nothing hurts on touch.",
    "She uses a silk pillowcase.",
    "He cannot lie on the right side because of his shoulder.",
    "Brushing her hair does not hurt.",
    "The scalp is not sensitive; she wears hats without trouble.",
    "Stiff neck on waking if the pillow is too high.",
]
NERVE = [
    "The right nerve, where it comes over the bone, is very tender.",
    "When I tap over the occipital nerve he jumps.",
    "Pressing where the right greater occipital nerve comes out set off a jolt at once.",
    "Right GON exit point tender, percussion sends a shock to the vertex. Left GON nontender.",
    "Today the right nerve is tender on pressure as before; the left is normal.",
    "A finger on the exit of the greater occipital nerve reproduces the pain.",
]
NO_NERVE = [
    "A block is planned to see whether it gives relief.",
    "Pressing on the occipital nerve causes no pain.",
    "Tapping over the right GON does nothing.",
    "Ulnar nerve tender at the elbow.",
    "Will press on the occipital nerve at the next visit.",
]


@pytest.mark.parametrize(
    ("wanted", "after"), [("met", "after twenty minutes 1/10"), ("not_documented", "after twenty minutes 7/10")]
)
def test_scores_around_a_block(wanted: str, after: str) -> None:
    assert _status("onb-synthetic", "S2", f"{TENDER}Right occipital nerve block. Pain before 7/10, {after}.") == wanted


@pytest.mark.parametrize("phrase", [TENDER + p for p in SHARP + SKIN] + [JABS + p for p in NERVE])
def test_second_feature_is_shown(phrase: str) -> None:
    assert _status("onb-synthetic", "S2", phrase) == "met"


@pytest.mark.parametrize("phrase", [TENDER + p for p in PLAIN_PAINS + NO_SKIN] + [JABS + p for p in NO_NERVE])
def test_one_feature_is_not_two(phrase: str) -> None:
    assert _status("onb-synthetic", "S2", phrase) == "not_documented"


@pytest.mark.parametrize(
    ("status", "phrase"),
    [
        (
            "not_met",
            "On December 1 trigger point injections and, in the same session, an occipital block, so he comes once.",
        ),
        (
            "not_met",
            "I will inject the trigger points and then, without her getting up, block the occipital nerve.",
        ),
        (
            "not_met",
            "While she is on the table for the trigger point injections I will also do the occipital nerve block.",
        ),
        (
            "not_documented",
            "Trigger point injections December 1. A facet block is planned too. Relief for weeks after each.",
        ),
        ("not_met", "12/1: TPI x3 muscles + R GONB, same visit."),
        ("not_met", "I will inject her left shoulder joint as well as the trigger points, all in one visit."),
        ("met", "The epidural, which we discussed, will not be done."),
        ("not_documented", "The trigger point injections and the occipital nerve block may be done on the same day."),
        (
            "met",
            "Trigger point injections December 1; the medial branch block follows three weeks later, on December 22.",
        ),
    ],
)
def test_one_procedure(status: str, phrase: str) -> None:
    assert _status("tpi-aetna-cpb-0016", "A8", phrase) == status


@pytest.mark.parametrize(
    ("status", "phrase"),
    [
        ("met", "Facet arthrosis on MRI; fracture, tumour and infection are excluded and alignment is normal."),
        ("met", "MRI 8/20: facet arthrosis; no fx, tumor, infxn, no deformity."),
        ("not_met", "MRI shows a compression fracture of L3."),
        ("not_documented", "MRI shows a fracture of L3, but tumour and infection are excluded."),
        ("not_documented", "The MRI was ordered to exclude fracture, tumour and infection."),
        ("not_documented", "Fracture and tumour cannot be excluded on these films."),
    ],
)
def test_lists_of_other_causes(status: str, phrase: str) -> None:
    assert _status("facet-medicare-l38773", "F4", phrase) == status


@pytest.mark.parametrize(
    ("status", "phrase"),
    [
        ("met", "She is 71. No infection, neuropathic joint, paralysis, muscle weakness or progressive neuro disease."),
        (
            "not_documented",
            "Aged 16. No infection, neuropathic joint, paralysis, weakness or progressive neuro disease.",
        ),
        ("not_documented", "66 F. No active infection, no neuropathic joint."),
        ("not_met", "66 F with an infected knee."),
    ],
)
def test_what_age_and_common_words_rule_out(status: str, phrase: str) -> None:
    assert _status("tka-lcd-l40231", "N5", phrase) == status


def test_a_finger_that_measures_is_no_region() -> None:
    found = "Left gluteus medius: trigger point two fingers below the crest, ache into the thigh. Inject it 12/1."
    assert _status("tpi-medicare-lcd", "B12", f"{found} No other block.") == "met"
