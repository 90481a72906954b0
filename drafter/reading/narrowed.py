"""Narrowed: what of a naming counts, by the keys of its fact: a sort alone denied, stopped, of something else."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from drafter.domain import Bound
from drafter.reading import answered, boxes, facts
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed
from drafter.text import lengths, words
from drafter.text.patterns import Pattern
from drafter.text.standing import Assertion
from drafter.text.words import Hit

CONFORMS = {"consistent with", "in line with", "compatible with", "in keeping with", "in accordance with"}
"""Words that elsewhere leave a doubt; of what has to conform (`conforms`) they say that it does."""


def conforms(stands: Assertion) -> bool:
    """Whether nothing leaves a doubt but such words."""
    return not ({cue.lower() for cue in stands.cues} & _hedges()) - CONFORMS


@cache
def _hedges() -> frozenset[str]:
    given = words.load("assertion")["hedged"]
    return frozenset(str(w).lower() for each in given.values() for w in each)


HELPER = Pattern(
    r"\b(?:wife|husband|spouse|partner|mother|father|mom|dad|daughter|son|sister|brother|roommate|co-?worker|neighbou?r|"
    r"friend|caregiver|aide)s?\b(?: (?:then|had to|who|also|quickly|promptly))* (?:gave|injected|administered|called|"
    r"helped|treated|found|fed|revived|rubbed|drove|took|squeezed|poured|rescued|assisted|phoned|spooned|sprayed|"
    r"(?<=had to )(?:give|inject|administer|call|help|treat|find|feed|revive|rub|drive|squeeze|pour|rescue|assist|"
    r"spoon))\b|"
    r"\b(?:wife|husband|spouse|partner|mother|father|daughter|son|sister|brother|roommate|neighbou?r|friend|caregiver|"
    r"aide)'s (?:\w+ )?(?:help|assistance|aid)\b|"
    r"\bfound (?:\w+ ){1,6}?by (?:the |a |an |her |his |their )?(?:wife|husband|spouse|partner|mother|father|daughter|"
    r"son|sister|brother|roommate|co-?worker|neighbou?r|friend|caregiver|aide)\b"
)
"""Another person who only helped, so that what is told is of the patient."""
_STOPPED = Pattern(
    r"^[^.;,]{0,25}?\b(?:stopped|discontinued|d/?c'?d|dc'd|weaned off|no longer|ended|held since|given up|off since)\b"
)
_STOPPED_IT = Pattern(
    r"\b(?:stopped|discontinued|d/?c'?d|dc'd|weaned off|came off|taken off|quit|ran out of)(?: of)?(?: taking| using)? "
    r"(?:the |her |his |all )?(?:insulin )?$"
)
_DENIAL = re.compile(r"\b(?:no|not|without|never|denies|denied|negative|nor|neither)\b")
_SINCE = Pattern(r"\bsince\b")


def doubt(record: Record, said: Said, hit: Hit, name: str) -> str | None:
    """Why a naming settles nothing, by the words beside it that its entry knows, as a clause about "it", or none."""
    entry, ahead = facts.entry(name), said.ahead(hit.start)
    if "not_after" in entry and _compiled(str(entry["not_after"])).search(ahead):
        return "it is named as something else, or only looked into"
    if "not_before" in entry and _compiled(str(entry["not_before"])).match(said.rest(hit.end)):
        return "it is of something else"
    if "near" in entry and not _compiled(str(entry["near"])).search(said.sentence):
        return "it is not said of what is asked for"
    if entry.get("yet") == "true" and _YET.search(f"{ahead} {hit.phrase.lower()}"):
        return "it is still to come"
    if entry.get("fresh") == "true" and _of_years_ago(record, said, hit):
        return f"it is of before {record.stale_before}"
    if entry.get("fresh") == "true" and _SUPPOSED.search(hit.phrase.lower()):
        return "it is mentioned only under a condition"
    return "it was only looked for" if _LOOKED_FOR.search(f"{ahead} {hit.phrase.lower()}") else None


def _of_years_ago(record: Record, said: Said, hit: Hit) -> bool:
    """Whether the date nearest to a naming lies too far back: "seen today, leg edema in 2015"."""
    apart = {w: max(hit.start - w.end, w.start - hit.end, 0) for w in said.statement.whens()}
    return any(w.latest < record.stale_before for w, far in apart.items() if far == min(apart.values()))


_YET = Pattern(r"\b(?:will (?:be|see|need|have)|if|once|until|must|should|needs? to|has to|have to|to be|make sure)\b")
_SUPPOSED = Pattern(r"\b(?:would|could|might) (?:mean|be|suggest|show|count|qualify|indicate|point)\b")
_LOOKED_FOR = Pattern(
    r"\b(?:to|for) (?:exclude|rule out|r/o|look for|check for|screen for|assess for|evaluate for|see if)\b[^.;,]*$|"
    r"\b(?:exclude|rule out|r/o) (?:\w+ ){0,2}$"
)


def passed(record: Record, said: Said, name: str) -> bool:
    """Whether what denies a fact only while it lasts (`passes`, in days) is told of a time gone by."""
    days = facts.entry(name).get("passes")
    if not days:
        return False
    whens, edge = said.statement.whens(), record.clock - dt.timedelta(days=int(days))
    return bool(whens and all(w.latest < edge for w in whens)) or said.search(_OF_THEN) is not None


_OF_THEN = Pattern(
    r"\b(?:last|previous|prior|past|earlier|former) (?:\w+ )?(?:admit|admi\w+|hospital\w*|stay|episode|visit)\b|"
    r"\bhistory of\b"
)


def limited(said: Said, hit: Hit, name: str) -> bool:
    """Whether what counts however long ago is denied only for some time, and not for ever: "no surgery this year"."""
    return facts.entry(name).get("past") == "true" and _LIMITED.match(said.rest(hit.end)) is not None


_LIMITED = Pattern(
    r"^[^.;,]{0,15}\b(?:this (?:year|month|week)|since|in (?:the )?(?:past|last|previous)|recently|within|"
    r"lately|so far)\b"
)


def stopped(said: Said, hit: Hit, name: str) -> bool:
    """Whether a medicine is not taken any more, where its entry says that it can be stopped (`stoppable`)."""
    if facts.entry(name).get("stoppable") != "true":
        return False
    return _STOPPED.match(said.rest(hit.end)) is not None or _STOPPED_IT.search(said.ahead(hit.start)) is not None


def left_blank(said: Said, hit: Hit) -> bool:
    """Whether it is only the name of a field that nobody filled in: "date of last visit: not entered"."""
    return _BLANK.match(said.rest(hit.end)) is not None


_BLANK = Pattern(
    r"^\W{0,3}(?:(?:date|on|was|is)\W{1,2})?(?::|=|-|\bis\b|\bwas\b)?\s*"
    r"(?:not (?:entered|stated|given|known|recorded|provided|available|documented|filled in|indicated|listed|"
    r"addressed|mentioned|discussed|answered|specified|commented on|asked about|"
    r"checked|tested|screened|evaluated)|unknown|"
    r"left blank|blank|unanswered|n/?a\b|\?+|_{2,}|tbd\b|to be (?:confirmed|determined|entered))"
)


def answered_no(record: Record, said: Said, hit: Hit) -> bool:
    """Whether it is the name of a field, or what a question asks, and "no" is the answer: "MI: N", "CABG no", "Stent?
    No"; a bare "yes" of a form shows nothing."""
    if said.document.speaker == "form" or said.document.late:
        return False
    in_field = _NO_BEHIND.match(said.rest(hit.end)) is not None or boxes.denied_at(said, hit.end)
    return in_field or answered.no(record, said)


def answered_yes(record: Record, said: Said) -> Said | None:
    """What answers a question for one thing with yes and more than that, "Stent? Yes, 7/4/26"; a bare yes shows
    nothing."""
    if not said.statement.clause.question or _OF_SEVERAL.search(said.low):
        return None
    return next((s for s in record.following(said)[:1] if s.search(_YES_AND)), None)


_OF_SEVERAL = Pattern(r"\b(?:any|other|others|else|anything|or|and)\b|[,/(]")
_YES_AND = Pattern(r"^\W*(?:yes|y)\b\W+\w")
_NO_BEHIND = Pattern(
    r"^(?:[^:=;,.?|\n]{0,25}[:=]\s*|\s*[-–]?\s*)(?:n|no|none|nil|never)\s*"
    r"(?=$|[|;,.(]|[a-z][\w/ -]{0,30}[:=])"
)
"""Behind the name of a field: that it is not so, up to the next field."""


def part_denied(said: Said, hit: Hit, name: str) -> bool:
    """Whether only a sort of it is denied: "no mealtime insulin"."""
    part = facts.entry(name).get("part_denied")
    return bool(part and _compiled(str(part)).search(f"{said.ahead(hit.start)}{hit.phrase.lower()}"))


def of_other(record: Record, said: Said, name: str) -> bool:
    """Whether words beside it say that it is of something else than its topic: a visit for a rash."""
    topic = facts.entry(name).get("topic")
    if topic is None or not any(p.search(said.low) for p in facts.patterns(name, "other_patterns")):
        return False
    return not any(_compiled(str(topic)).search(s.low) for s in (said, *record.following(said)[:2]))


def stands_apart(said: Said, hit: Hit, name: str) -> bool:
    """Whether each part of a list stands for itself (`items`), and no "no" stands in its own part."""
    item = re.split(r"[,;]", said.ahead(hit.start))[-1] + hit.phrase.lower()
    return facts.entry(name).get("items") == "true" and not _DENIAL.search(item)


def helped(said: Said, name: str) -> bool:
    """Whether another person is named only as one who helped, where help is what the fact is about (`helped`)."""
    return facts.entry(name).get("helped") == "true" and HELPER.search(said.low) is not None


def since(record: Record, said: Said, name: str) -> Weighed | None:
    """What goes on since a day, long enough or not: "therapy optimized since June", "optimal therapy reached 8/1"."""
    about = facts.entry(name).get("since")
    if not about:
        return None
    begun = _compiled(str(about["also"])).search(said.low) if "also" in about else None
    if not (begun or any(p.search(said.low) for p in _of_since(name))):
        return None
    told = said.low.rfind("since")
    at = (told if told >= 0 or not begun else begun.end()) + said.statement.clause.start
    whens = [w for w in said.statement.whens() if w.start > at]
    if not whens or record.objection(said, said.statement.cues.whole):
        return None
    edge = lengths.since(Bound(value=float(about["value"]), unit=about["unit"]), record.clock)
    if whens[0].latest <= edge:
        return Weighed("for", said.cite(), f"{facts.what(name)} documented")
    if whens[0].earliest > edge:
        return Weighed("against", said.cite(), f"{facts.called(name)}: it began after {edge}")
    return Weighed("open", said.cite(), f"{facts.called(name)}: it may have begun after {edge}")


def since_too_late(record: Record, said: Said, within: Bound | None) -> str | None:
    """Why "none since" a day clears nothing, where that day lies inside the time that counts."""
    if within is None or not said.search(_SINCE):
        return None
    edge = lengths.since(within, record.clock)
    late = any(w.latest > edge for w in said.statement.whens())
    return f"it may have been after {edge}" if late else None


@cache
def _of_since(name: str) -> tuple[Pattern, ...]:
    return tuple(Pattern(str(p)) for p in facts.entry(name).get("since", {}).get("patterns", ()))


@cache
def _compiled(expression: str) -> Pattern:
    return Pattern(expression)
