"""Own cues: how a part stands, without what is said of teaching, a screening or a relative beside it."""

from __future__ import annotations

from dataclasses import replace

from drafter.reading.said import Said
from drafter.text import Mention
from drafter.text.patterns import Pattern
from drafter.text.standing import Assertion

_TEACHING = ("educated ", "education ", "handout ", "information ")
"""Beginnings of cues by which a subject is only taught."""
_GOING = Pattern(
    r"^\W*(?:is |are |being |has been |was )*(?:continu(?:ed|es|ing)|ongoing|in progress|underway|attended|taken|"
    r"done|given|completed)\b"
)
"""Right behind a part: that it goes on, whatever is planned before a comma."""
_ACCEPTED = Pattern(r"^\W*(?:referral )?(?:was |has been )?accepted\b")
_TAKEN_UP = Pattern(
    r"^[^.;]{0,25}?[,;(] ?(?:and )?(?:(?:she|he|patient|pt) )?(?:is )?(?:now )?(?:attending|ongoing|in progress|"
    r"under ?way|continuing)\b|"
    r"^[^.;]{0,45}?\b(?:was|has been|were) (?:taken up|accepted|acted (?:up)?on|followed (?:up|through))\b|"
    r"^[^.;]{0,25}?[,;(] ?(?:and )?(?:(?:she|he|patient|pt) )?(?:is )?(?:now|since|currently) (?:\w+ )?(?:attend\w*|"
    r"sees?|seen|going|"
    r"goes|in (?:weekly|regular|treatment|therapy|care|counsel\w*)|engaged|under ?way|established|meets?|meeting|"
    r"weekly|ongoing|"
    r"active)\b"
)
"""Behind a part that was referred to: that it came about."""
_TAUGHT_VERB = Pattern(r"^(?:instructed|taught|trained|showed|went over|explained|demonstrated|educated)\b")
_RELATIVE = (
    r"(?:wife|husband|spouse|partner|mother|father|sister|brother|daughter|son|mom|dad|parents?|aunt|uncle|"
    r"friend|caregiver|"
    r"grand\w+|child(?:ren)?|twin|fianc\w+|cousin|niece|nephew)"
)
_KIN = Pattern(rf"\b{_RELATIVE}\b")
_KIN_ASIDE = Pattern(
    rf"\b(?:lost|losing|buried|mourns|misses) (?:her|his|their|a) {_RELATIVE}\b|"
    rf"\b(?:death|loss|illness|passing|suicide|dementia|cancer|care) of (?:her|his|their|a) {_RELATIVE}\b|"
    rf"\b(?:since|after|because|when|as) (?:her|his|their) {_RELATIVE} (?:had )?(?:died|passed|left|fell|became|"
    rf"was|moved|went)\b|"
    rf"\b{_RELATIVE}(?: was| is| also)? (?:present|attending|attended|along|in the room|listening|came along|"
    rf"there|too|as well)\b|"
    rf"\b(?:with|and|for) (?:him|her|the patient|pt|patient) (?:and|with) (?:his|her|the) {_RELATIVE}\b|"
    rf"\b(?:him|her|patient|pt|mr\.? \w+|mrs\.? \w+)\b (?:and|with) (?:his|her|the) {_RELATIVE}\b|"
    rf"\bcaregivers?'? (?:support )?(?:group|class|course)\b|"
    rf"\((?:her|his|their|the)? ?{_RELATIVE} (?:has|had|is|was|with)\b[^()]*\)|"
    rf"\bcaregiver (?:stress|strain|burden|fatigue|role|duties)\b|"
    rf"\b(?:grief|bereavement|widowhood)\b[^.;,]{{0,20}}\b{_RELATIVE}\b"
)
"""Relatives who are only there, or whose loss is the reason for care of the patient."""
_SCREENED = Pattern(
    r"\bscreen\w*\b[^;]*[,;] (?:(?:and|now|she|he|pt|patient) )*(?:talks?|sees?|meets?|speaks?|goes|attends)\b[^,;]*$"
)
"""Before somebody whom the patient sees beside a screening: "screened for mood, talks with our counselor weekly"."""


def stands(said: Said, mention: Mention) -> Assertion:
    """How a part stands by the cues that are its own."""
    return _beside_kin(said, _seen_apart(said, mention, _taught_apart(said, mention)))


def _seen_apart(said: Said, mention: Mention, stands: Assertion) -> Assertion:
    """Without the doubt of a screening, where the care stands behind a comma with a verb of its own."""
    doubted = stands.certainty == "hedged" and stands.cues and stands.cues[-1].startswith("screen")
    return (
        replace(stands, certainty="sure", cues=())
        if doubted and _SCREENED.search(said.ahead(mention.start))
        else stands
    )


def _taught_apart(said: Said, mention: Mention) -> Assertion:
    """How a part stands, where a subject of teaching before it ends at a comma: "educated on posture, counseling"."""
    stands = mention.stands
    before = said.low[: mention.start - said.statement.clause.start]
    if stands.certainty == "hedged" and stands.cues and stands.cues[-1].startswith(_TEACHING):
        behind = before.rpartition(stands.cues[-1])[2]
        return replace(stands, certainty="sure", cues=stands.cues[:-1]) if "," in behind else stands
    after = said.low[mention.end - said.statement.clause.start :]
    rest = said.rest(mention.end)
    taken_up = any(cue.startswith(("refer", "order")) for cue in stands.cues) and _TAKEN_UP.match(rest)
    if stands.time == "planned" and (taken_up or _ACCEPTED.match(after)):
        return replace(stands, time="current")
    if stands.time == "planned" and stands.cues and stands.cues[-1] != said.statement.clause.heading:
        behind = before.rpartition(stands.cues[-1])[2]
        told = said.low[mention.start - said.statement.clause.start : mention.end - said.statement.clause.start]
        gone = _GOING.match(after) or _TAUGHT_VERB.match(told)
        return replace(stands, time="current") if "," in behind and gone else stands
    return stands


def _beside_kin(said: Said, stands: Assertion) -> Assertion:
    """How a part stands, where relatives are only there, or lost: "sees a counselor since the death of her sister"."""
    if not stands.other_person or not said.search(_KIN_ASIDE) or _KIN.search(_KIN_ASIDE.sub(" ", said.low)):
        return stands
    return replace(stands, other_person=False)
