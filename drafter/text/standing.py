"""Standing: how a statement can stand, and what the whole of its clause says of that, before any cue in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from drafter.text import cueless, fields, ticks
from drafter.text.clauses import Clause
from drafter.text.patterns import Pattern
from drafter.text.words import Hit, listed, sense_patterns

Time = Literal["current", "past", "planned", "conditional"]
Speaker = Literal["clinician", "other_clinician", "patient", "proxy", "form"]
_TICKED = Pattern(r"(?:[:?]|\.{3,}|_{2,})\s*(?:yes|no|y/n|y|n|true|false)\W*$")
_BLANK = Pattern(
    r"[□▢◻❏❑○◯]|_{2,}|\*{3,}|\b(?:y|yes)\s*(?:/|or)\s*(?:n|no)\b|\((?:please )?(?:circle|tick|check|mark)\b|"
    r"[:=]\s*\.{3,}\s*$"
)
"""A field of a form that nobody has filled in."""
_DONE = Pattern(
    r"\b(?:has|have|had|already|previously|given)\s+(?:(?:already|also|previously|since|now)\s+)?"
    r"(?:completed|tried|failed|finished|undergone|attended|taken|received|exhausted|failure|been (?:through|tried))\b|"
    r"^\W*(?:\d\W+)?(?:(?:she|he|they|patient|pt|the patient) )?(?:s/p|status post|completed|finished|failed|tried|"
    r"attended|underwent)\b|"
    r"\bcont(?:'d|d)\b|\b\w+ (?:qd|bid|tid|qhs|prn|daily|nightly)? ?cont\W*(?:,|$)|"
    r"\blast (?:visit |seen )?\d{1,2}/\d{1,2}\b|"
    r"(?:#\s?\d+|\d-\d+) done\b|\b(?:enrolled|attending) (?:since )?\d{1,2}/\d{1,2}\b|"
    r"(?<!if )(?<!how )\b(?:goes on|is going on|on-?going|continues(?! to have)|under ?way|in progress|attending)\b|"
    r"\bsince (?:about |early |mid |late |the )*(?:\d{1,2}/\d|20\d\d\b|"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b|spring\b|summer\b|fall\b|autumn\b|winter\b)"
)
"""Words of something done or under way, which it stays under the heading of a plan."""
_SPOKEN_BY = Pattern(
    r"\b(?:by|per|from) (?:(?:her|his|their|the|a|an|our|outside|your) )?(?:\w+ )?(?:chiropractor|physical therapist|"
    r"occupational therapist|physiotherapist|therapist|nurse(?! practitioner)|rn|medical assistant|student|trainer|"
    r"acupuncturist|masseuse|masseur|lmt|coach|referral|referring (?:\w+))\b|"
    r"\bfelt to (?:the|her|his) (?:nurse|therapist|pt|student|trainer|chiropractor)\b"
)
"""A finding or diagnosis of another clinician."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """How one statement stands."""

    negated: bool = False
    """Denied, or shown absent."""
    certainty: Literal["sure", "hedged", "question"] = "sure"
    """Sure, or only suspected, or asked."""
    time: Time = "current"
    """When it holds. `planned` is not done."""
    other_person: bool = False
    """About somebody other than the patient."""
    general: bool = False
    """About people in general, a rule or a definition; then it is about another person too."""
    speaker: Speaker = "clinician"
    """Who says it."""
    refused: bool = False
    """The patient declined it."""
    resolved: bool = False
    """It was so and is over."""
    cues: tuple[str, ...] = ()
    """The words that made it so; those of a doubt or a plan come last."""

    @property
    def plain(self) -> bool:
        """Affirmed, sure, current, and about the patient."""
        return not (self.negated or self.other_person or self.refused or self.resolved) and (
            self.certainty == "sure" and self.time == "current"
        )


_SAID, _ASKED = Assertion(), Assertion(certainty="question")
"""What is said, and what is asked, where nothing else bears on it."""


_OF_THE_VISIT = Pattern(
    r"\b(?:doctor|physician|provider|surgeon|specialist|clinician|dr\.? [\w-]+|md|np|pa)(?:['’]s)? (?:own |exact )?"
    r"(?:words?|note|visit note|dictation|assessment)\b[^.;:]{0,40}\b(?:copied|pasted|verbatim|word for word)\b"
    r"(?: (?:out|over))?(?: (?:from|of) (?:(?:his|her|the|their|our) )?(?:[\d/]+ )?"
    r"(?:visit|note|chart|office|letter|dictation))?"
)
"""An office that passes on the doctor's own words, which are no template."""


def of_whole(clause: Clause, hits: Mapping[tuple[str, ...], list[Hit]]) -> Assertion:
    """What the section, the question mark and the clause's own cues say of all of it."""
    said = _ASKED if clause.question else _SAID
    if clause.section == "plan" and not _DONE.search(clause.low):
        said = replace(said, time="planned", cues=(clause.heading or "plan",))
    if clause.section == "family":
        said = replace(said, other_person=True, cues=(clause.heading or "family",))
    if clause.section == "denied":
        said = replace(said, negated=True, cues=(clause.heading or "denied",))
    if clause.section == "general" or any(p.first(clause.low) for p in clause.among(sense_patterns("general"))):
        said = replace(said, other_person=True, general=True)
    said = _valued(clause, said)
    if clause.section == "past":
        said = replace(said, time="past", cues=(clause.heading or "past",))
    if clause.section == "differential" or (hedges := hits.get(("hedged", "clause"), [])):
        word = clause.heading if clause.section == "differential" else hedges[0].phrase
        said = replace(said, certainty="hedged", cues=(*said.cues, word or "differential"))
    said = _person(clause, said, cueless.people(clause.tokens, hits.get(("other_person", "clause"), ())))
    unfilled = ticks.unfilled(clause) or clause.search(_BLANK)
    if (("form",) in hits and not clause.search(_OF_THE_VISIT)) or clause.search(_TICKED) or unfilled:
        said = replace(said, speaker="form")
    elif ("other_clinician",) in hits or clause.search(_SPOKEN_BY) or _told_by_role(clause, hits):
        said = replace(said, speaker="other_clinician")
    elif ("patient_says",) in hits and not clause.search(_HIS_PAIN):
        said = replace(said, speaker="patient")
    return said


_HIS_PAIN = Pattern(
    r"\b(?:reproduc\w*|gives?|gave|press\w*|palpat\w*|pressure)\b[^.;]{0,60}"
    r"\b(?:pain|ache|symptoms?|complaint|headache)s? (?:that |which |of which )?"
    r"(?:she|he|they|pt|the patient) (?:complains|complained|describes|described|reports|reported)\b"
)
"""The complaint that the examining hand brings on, by the patient's words for it."""


def _told_by_role(clause: Clause, hits: Mapping[tuple[str, ...], list[Hit]]) -> bool:
    """Whether another clinician tells it: "PT noted", "the chiropractor's exam"; a nurse practitioner is none."""
    says = {h.first for h in hits.get(("role_says",), ())}
    for role in hits.get(("roles",), ()):
        behind = [t.word for t in clause.tokens[role.last : role.last + 1]]
        if behind != ["practitioner"] and (role.last in says or role.last + 1 in says or behind == [":"]):
            return True
    return False


def _valued(clause: Clause, said: Assertion) -> Assertion:
    """What the value says that ends a clause made of a name and its value."""
    if not (found := fields.valued(clause)):
        return said
    how, cue = found
    cues_ = (*said.cues, cue)
    if how == "hedged":
        return replace(said, certainty="hedged", cues=cues_)
    if how == "planned":
        return replace(said, time="planned", cues=cues_)
    return replace(said, negated=how == "negated", refused=how == "refused", cues=cues_)


def _person(clause: Clause, said: Assertion, people: list[Hit]) -> Assertion:
    """Whether the clause is about another person, or only told by one."""
    if not people:
        return said
    following = [t.word for t in clause.tokens[people[0].last : people[0].last + 1]]
    if following and following[0] in {
        "report",
        "state",
        "say",
        "note",
        "think",
        "believe",
        "reported",
        "confirm",
        "agree",
        "attest",
        "vouch",
        "verify",
    }:
        return replace(said, speaker="proxy", cues=(*said.cues, people[0].phrase))
    if _steps_in(clause, people[0]):
        return said
    if any(_WHO_HAS.match(clause.low, p.end - clause.start) for p in people):
        return replace(said, other_person=True, cues=(*said.cues, people[0].phrase))
    if people[0].phrase not in ("family history", "family hx", "fam history", "fam hx", "fhx") and people[0].first > 0:
        n = people[0].first - 1
        n -= clause.tokens[n].word in ("her", "his", "their", "the", "a", "my") and n > 0
        before = clause.tokens[n].word
        given = before == "to" and clause.tokens[n - 1].word in listed("assertion", "given_to")
        taken = before == "by" and clause.tokens[n - 1].word in ("tried", "taken", "used", "swallowed", "attended")
        if "patient" in people[0].phrase or given or taken:
            return replace(said, other_person=True, cues=(*said.cues, people[0].phrase))
        if (before in listed("assertion", "beside_person") and n > 1) or (
            before == "of" and clause.tokens[n - 1].word in listed("assertion", "of_person")
        ):
            return said
    return replace(said, other_person=True, cues=(*said.cues, people[0].phrase))


_WHO_HAS = Pattern(
    r"(?:'s)?,? (?:who|that) (?:also |too |now |once |only |just )*"
    r"(?:(?:has|had|have)(?! (?:just |now |recently |already )?(?:turned|reached)\b)|takes|took|uses|used|wears|"
    r"suffer\w*|developed|got|lost|died|"
    r"needs|needed|(?:is|was) (?!an? |the |his |her |their |our |with |in |at |here|present|very|\w+ing\b))"
)
"""Behind a person: what this one has, takes or is: "cares for her husband, who has sleep apnea"."""
_STEPS_IN = Pattern(
    r"^ (?:now )?(?:does|did|do|takes over|took over|handles|handled|carries|carried|lifts|lifted|drives|drove|"
    r"helps with|helped with) "
    r"(?:the|all|most|her|his) (?!exercis\w*|stretch\w*|therapy|same)"
)
"""Behind a person: what this one does in the place of the patient."""


def _steps_in(clause: Clause, person: Hit) -> bool:
    """Whether a person behind a comma only does the patient's work: "rested as told, nephew does the hay"."""
    n = person.first - 1
    n -= n > 0 and clause.tokens[n].word in ("her", "his", "their", "the", "a", "my")
    return n > 0 and clause.tokens[n].word == "," and bool(_STEPS_IN.match(clause.low[person.end - clause.start :]))
