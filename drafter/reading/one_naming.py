"""One naming: what one naming of a fact comes to: shown, denied, or open for what stands beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from drafter.reading import boxes, facts, narrowed
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed
from drafter.text import assertion
from drafter.text.patterns import Pattern
from drafter.text.standing import Assertion
from drafter.text.words import Hit

Shown = Literal["shown", "denied", "open"]
_NO = re.compile(
    r"\b(?:no(?! longer\b)|denies|denied|negative for|neg for|"
    r"without(?! (?:(?:a|his|her|the) (?:wheel)?chair|(?:a |any )?(?:device|walker|help|assistance))))\b"
)
_AFFIRMS = re.compile(
    r"\b(?:but|has|have|(?<!trouble )(?<!problem )(?<!problems )(?<!difficulty )(?<!difficulties )(?<!issues )with|"
    r"positive|known|documented|treated|except|other than|however|and (?:has|is))\b"
)


_CANNOT = re.compile(
    r"(?:can(?:not| not|'t)|could(?: not|n't)|unable|not able|incapable|impossible|does(?: not|n't)|no longer)\b"
)
"""An expression that begins so is no less true where something else is denied before it."""
_NOT_RIGHT_BEFORE = re.compile(r"\b(?:not|isn't|never|no longer)\s+(?:\w+\s+)?$")
ANOTHER = re.compile(
    r"\b(?:mother|father|parents?|sister|brother|daughter|son|wife|husband|spouse|partner|aunt|uncle|cousin|grand\w+|"
    r"family|relatives?|neighbou?r|friend|caregiver|roommate)\b"
    r"(?!'s (?:\w+ ){0,2}(?:wheelchair|chair|scooter|walker|rollator|cane)\b)"
)
"""Another person, before what is told of them; not as the owner of what the patient used."""
_BEFORE_IT = re.compile(r"\b(?:pre|peri)-?\s?$")
"""What comes before a thing is named after it: "pre-TAVR catheterization"."""
EXPRESSED = "expressed"
"""Stands for the name of a fact in a hit that an expression found."""


def weigh(record: Record, said: Said, hit: Hit, name: str, denied_only: bool) -> Weighed | None:
    """What a naming comes to, or none where it says nothing; `denied_only`: by a word that counts only where denied."""
    stands = assertion.at(said.statement.cues, hit.first, hit.last)
    if stands.speaker == "form" and boxes.remarked(said):
        stands = replace(stands, speaker="clinician")
    what, cited = facts.what(name), said.cite()
    answered = not denied_only and narrowed.answered_yes(record, said) is not None
    if narrowed.answered_no(record, said, hit):
        told = replace(stands, negated=True, certainty="sure", time="current", speaker="clinician")
        if facts.entry(name).get("anyone") == "true":
            told = replace(told, other_person=False)
        objection = record.objection(said, told, stale_counts=True)
        if any(p.search(hit.phrase.lower()) for p in facts.patterns(name, "one_of_them")):
            return None
        return Weighed("open" if objection else "against", cited, f"{what} answered with no")
    answered = answered or facts.entry(name).get("wish") == "true"
    if answered:
        stands = replace(stands, certainty="sure")
    if facts.entry(name).get("affirms") == "true" and not _NOT_RIGHT_BEFORE.search(said.ahead(hit.start)):
        stands = replace(stands, negated=False)
        state: Shown = "shown"
    elif facts.entry(name).get("denied_by") == "opposite":
        if _CANNOT.match(hit.phrase) and not _NOT_RIGHT_BEFORE.search(said.ahead(hit.start)):
            stands = replace(stands, negated=False, refused=False)
        elif stands.negated or stands.refused or _listed(said, hit, stands) != "shown":
            return None
        if hit.name == EXPRESSED and _told_behind(said, hit):
            stands = replace(stands, other_person=False)
        state = "shown"
    elif narrowed.stands_apart(said, hit, name) and not (stands.refused or stands.resolved):
        stands = replace(stands, negated=False)
        state = "shown"
    else:
        state = _listed(said, hit, stands)
    if state == "denied" and narrowed.part_denied(said, hit, name):
        return None
    if not denied_only and narrowed.of_other(record, said, name):
        return Weighed("open", cited, f"{facts.called(name)}: it is of something else")
    if not (denied_only or answered) and narrowed.left_blank(said, hit):
        return Weighed("open", cited, f"{facts.called(name)}: the field is left blank")
    if stands.time == "planned" and set(stands.cues) == {said.statement.clause.heading} and _problem(said, hit, name):
        stands = replace(stands, time="current")
    if stands.time == "planned" and facts.entry(name).get("disease") == "true" and _BORNE.search(said.ahead(hit.start)):
        stands = replace(stands, time="current")
    if denied_only and (narrowed.limited(said, hit, name) or (stands.refused and not stands.negated)):
        return None
    if reason := narrowed.doubt(record, said, hit, name):
        return Weighed("open", cited, f"{facts.called(name)}: {reason}")
    if narrowed.stopped(said, hit, name):
        return Weighed("open", cited, f"{facts.called(name)}: it was stopped")
    if (denied_only and state != "denied") or _BEFORE_IT.search(said.ahead(hit.start)):
        return None
    if _UNLISTED.match(_behind(said, hit)):
        return None
    past = facts.entry(name).get("past") == "true"
    ordered = stands.time == "planned" and (_WAS_DONE.match(_behind(said, hit)) or _ON_ORDER.search(said.low))
    planned = stands.time == "planned" or (stands.time == "conditional" and set(stands.cues) == {"would"})
    if ordered or (planned and (facts.entry(name).get("plans") == "true" or _done_under_plan(said, stands))):
        stands = replace(stands, time="current")
    if stands.other_person and (facts.entry(name).get("anyone") == "true" or narrowed.helped(said, name)):
        stands = replace(stands, other_person=False)
    if facts.entry(name).get("conforms") == "true" and narrowed.conforms(stands):
        stands = replace(stands, certainty="sure")
    objection = record.objection(said, stands, past_counts=past or stands.time == "past", stale_counts=past)
    if objection and not (stands.negated and objection.startswith("it is mentioned only as uncertain")):
        return Weighed("open", cited, f"{facts.called(name)}: {objection}")
    if _WITH_ONE_OF_THEIR_OWN.search(said.document.text[max(0, hit.start - 120) : hit.end].lower()):
        return Weighed("open", cited, f"{facts.called(name)}: it is mentioned for another person")
    if state == "denied" and facts.entry(name).get("anyone") != "true" and _IN_FAMILY.match(said.rest(hit.end)):
        return Weighed("open", cited, f"{facts.called(name)}: it is said of the family")
    if state == "denied" and _REFUSED_BY_PLAN.search(said.rest(hit.end)):
        return Weighed("open", cited, f"{facts.called(name)}: what was denied was a request to a plan")
    if state == "denied" and any(p.search(hit.phrase.lower()) for p in facts.patterns(name, "one_of_them")):
        return None  # to deny one sort of a thing denies no other
    if state == "denied":
        return Weighed("against", cited, f"{what} recorded as absent")
    if state == "open":
        return Weighed("open", cited, f"{what} named in a list behind a denial")
    return Weighed("for", cited, f"{what} documented")


_WITH_ONE_OF_THEIR_OWN = re.compile(
    r"\b(?:mother|mom|mum|father|dad|parents?|sister|brother|daughter|son|wife|husband|spouse|partner|aunt|"
    r"uncle|cousin|"
    r"grand\w+|roommate|friend|neighbou?r)\b(?: \w+){0,2}? (?:on|uses?|has|had|wears?|with|got)\b[^.;]*,\s*"
    r"(?:and )?(?:was |were )?(?:train|taught|educat|instruct|shown)\w*"
)
"""What is told of another person's own device, without a word for who: "mom on Dexcom, trained by …"."""
_IN_FAMILY = Pattern(
    r"^[^.;:]{0,40}\b(?:in|on|among) (?:the |her |his |their |either |both |any )?(?:\w+ )?"
    r"(?:family|relatives?|sides?|pedigree)\b"
)
"""Behind what is denied: of whom."""
_REFUSED_BY_PLAN = re.compile(
    r"^[^.;]*\b(?:pa|prior auth\w*|authori[sz]ation|coverage|claim|request)?\s*denied by\b[^.;]{0,25}"
    r"\b(?:plan|insur\w+|payer|payor|carrier|pbm|pharmacy|medicare|medicaid)\b"
)


def _told_behind(said: Said, hit: Hit) -> bool:
    """Whether another person is named behind a naming alone, as who helps: "cannot bathe unless her son lifts her"."""
    return said.statement.clause.section != "family" and not ANOTHER.search(said.ahead(hit.start))


def _behind(said: Said, hit: Hit) -> str:
    """The folded words of the sentence behind a naming."""
    return said.rest(hit.end)


_UNLISTED = Pattern(
    r"\W*(?:is |was )?(?:not|nowhere) (?:on|in|among) (?:the |her |his |any )?(?:\w+ )?(?:list|chart|record|history)\b"
)
"""Behind what a list does not hold, which is silence."""
_WAS_DONE = Pattern(
    r"[^.;]{0,30}?\b(?:which|that|it|and)\b(?: then| subsequently)? (?:was|were|has been|took) "
    r"(?:then |later )?(?:done|performed|carried out|completed|recorded|place|obtained)\b|"
    r"[^.;]{0,40}?[,(] ?(?:done|performed|carried out|completed|recorded|obtained) (?:on |in )?(?:\d|[a-z]{3,9}\.? \d)|"
    r"[^.;,]{0,40}?\b(?:was|were|ended|took place) (?:back )?(?:in|on) (?:\d|[a-z]{3,9}\.? \d)"
)
"""Behind what was ordered: that it was done."""


_ON_ORDER = Pattern(
    r"\b(?:on|by|per|at) (?:my|our|her|his|the|dr\.? [\w-]+(?:'s)?) (?:order|orders|request|referral),? "
    r"(?:(?:then|also|last \w+|[\w.'-]+) ){0,3}?(?:wore|had|underwent|slept|did|completed)\b"
)
"""What was done on an order: "on my order she wore a recorder"."""


def _done_under_plan(said: Said, stands: Assertion) -> bool:
    """Whether what stands under the heading of a plan is told as done: "Plan: patient was taught the sensor"."""
    heading = said.statement.clause.heading
    return bool(heading) and heading in stands.cues and _DONE.search(said.low) is not None


def _problem(said: Said, hit: Hit, name: str) -> bool:
    """Whether a disease opens an item under the heading of a plan, which is a problem and no plan: "1. T2DM"."""
    opens = _ITEM_OPENS.match(said.ahead(hit.start)) is not None
    return facts.entry(name).get("disease") == "true" and opens and not _LOOKED_INTO.match(_behind(said, hit))


_BORNE = Pattern(r"\b(?:adult|patient|pt|member|man|woman|male|female|person|[fm]) (?:with|has|who has) (?:\w+ ){0,2}$")
"""Before a disease of the one for whom something is ordered: "use per order, adult with DM"."""
_ITEM_OPENS = Pattern(
    r"^\W*(?:\d{1,2}[.)])?\W*(?:(?:chronic|stable|known|moderate|severe|mild|compensated|advanced) )*$"
)
_LOOKED_INTO = Pattern(
    r"^\W*(?:screen\w*|work-?up|evaluation|testing|labs?|education|prevention|risk|clinic|referral|eval|panel|"
    r"educat\w+|[?]|to be|will be|to start|to be excluded)\b|^ ?\?"
)
_DONE = re.compile(
    r"\b(?:was|were|has been|have been|had|completed|done|already|(?<!be )(?<!to )signed (?:by|on|same)|"
    r"(?:i|we) (?:find|consider|judge|hold|conclude|deem))\b"
)


def _listed(said: Said, hit: Hit, stands: Assertion) -> Shown:
    """Whether it is shown or denied; in a list behind a "no" without "or" it may be either."""
    if stands.negated or stands.refused:
        return "denied"
    if stands.resolved:
        return "open"
    low = said.low[: hit.start - said.statement.clause.start]
    denials = list(_NO.finditer(low))
    if not denials:
        return "shown"
    between = low[denials[-1].end() :]
    if _AFFIRMS.search(between) or ":" in between:
        return "shown"
    items = re.split(r",|\b(?:or|nor)\b", between)
    return "denied" if all(len(item.split()) <= 3 for item in items) and " and " not in between else "open"
