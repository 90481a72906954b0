"""Documentation: something is written down: scores before and after, or another named element."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from drafter.domain import Bound, DocumentationCriterion, Finding, PastSessions, Policy
from drafter.reading import (
    beside,
    earlier,
    facts,
    fallen,
    fielded,
    gathered,
    headaches,
    kindred,
    on_scale,
    one_by_one,
    spoken_of,
    tabled,
    timeline,
)
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, be, listed, objected, sentence, stated, undocumented
from drafter.text import assertion, lengths, numbers, words
from drafter.text.patterns import Pattern
from drafter.text.standing import Assertion
from drafter.text.tokens import fold, tokenise
from drafter.text.words import Hit

_SERVICE = Pattern(r"\b(?:injections?|blocks?)\b")
_JUDGED = Pattern(
    r"\b(?:i|we) consider(?:ed)? (?:her|him|them|the|his|their|these|this|all|mr|mrs|ms)\b(?! (?:for|as|to)\b)"
)
"""What a clinician holds something to be, which is no plan."""
_OF_REQUEST = Pattern(
    r"(?:^|[|;.]|\s{2,})\s*(?:(?:image |imaging )?guidance|contrast|technique)\b[^:=?\[\]☐☑☒]{0,20}[:=?]\s*[a-z]"
)
"""A field in which the office says how the service is to be given."""
_UNMARKED = Pattern(r"^[^a-z]{0,6}?(?:\[ ?\]|☐|\( ?\))")
"""Behind what is named: a box that nobody marked."""
_PRESCRIBED = frozenset({"prescribed", "prescribing", "prescribes"})
_YET = Pattern(r"\b(?:will|would|should|must|to|yet|once|if|until|needs?|not|before) (?:yet )?(?:be|get|become|been)\b")
"""Within the words themselves: that it has not come about."""


def read(record: Record, criterion: DocumentationCriterion, past: PastSessions) -> Finding:
    """The finding on a documentation criterion; it does not apply where only repeats need it and none went before."""
    stages = [s for s in record.policy.stages if criterion.id in s.criteria()]
    if past.state == "none" and stages and all(s.when.history == "some" for s in stages):
        return stated(
            record,
            criterion,
            "not_applicable",
            "No session of this service went before, so nothing after one can be recorded.",
            citations=past.citations,
        )
    if criterion.beyond and (short := _within(record, criterion.beyond, past)):
        return stated(record, criterion, "not_applicable", short, citations=past.citations)
    if criterion.relatives is not None:
        return kindred.read(record, criterion, criterion.relatives)
    if all(facts.known(element) for element in criterion.elements):
        return _facts(record, criterion)
    if criterion.codes and record.line.code in criterion.codes and (cited := record.field("code")):
        why = f"{record.line.code} stands for it: {listed(words.names(e) for e in criterion.elements)}."
        return stated(record, criterion, "met", why, citations=[cited])
    if unasked := _not_asked(record, criterion, past):
        return stated(record, criterion, "not_applicable", unasked, citations=past.citations)
    if said := _said_otherwise(record, criterion):
        why = "The record says that the service is not for that."
        return stated(record, criterion, "not_applicable", why, citations=[said.cite()])
    if criterion.only_after and (unknown := one_by_one.missing(record, criterion.only_after)):
        near = [Weighed("open", unknown.cite(), "what a session did is not told")]
        each = tuple(words.names(e) for e in criterion.elements)
        return undocumented(record, criterion, f"Not recorded of each session: {listed(each)}.", each, near)
    told = timeline.sessions(record, criterion.only_after, past).courses()
    found = {
        e: [
            *_one(record, e, past.state == "some"),
            *gathered.told(record, e),
            *_in_course(told, e),
            *_one_by_one(record, criterion, e),
            *_fallen(record, e),
            *(headaches.mostly_migraine(record) if words.concept(e).about.get("counted") else ()),
        ]
        for e in criterion.elements
    }
    looked_for = tuple(words.names(e) for e in criterion.elements)
    shown = {e: [w for w in each if w.bearing == "for"] for e, each in found.items()}
    against = {e: [w for w in each if w.bearing == "against"] for e, each in found.items()}
    if both := [e for e in criterion.elements if shown[e] and against[e]]:
        why = f"The record contradicts itself on {listed(words.names(e) for e in both)}."
        return undocumented(record, criterion, why, looked_for, [w for e in both for w in (*shown[e], *against[e])])
    if otherwise := [w for each in against.values() for w in each]:
        return stated(record, criterion, "not_met", sentence(otherwise[0].why), otherwise)
    if all(shown.values()):
        return stated(
            record, criterion, "met", f"Recorded: {listed(looked_for)}.", [each[0] for each in shown.values()]
        )
    lack = [words.names(e) for e in criterion.elements if not shown[e]]
    near = [w for each in found.values() for w in each]
    return undocumented(record, criterion, f"Not recorded: {listed(lack)}.", looked_for, near)


def _within(record: Record, bound: Bound, past: PastSessions) -> str | None:
    """Why the treatment does not reach back further than a bound, or none where it does or is not dated."""
    day = record.case.service_date or record.clock
    edge = lengths.since(bound, day)
    if not past.events or past.events[0].date < edge or _told_before(record, edge):
        return None
    first = past.events[0].date.isoformat()
    told = f"{bound.value:g} {bound.unit}"
    return f"The first session known is that of {first}; up to {day.isoformat()} treatment is not beyond {told}."


_OTHERS = Pattern(r"^\W*(?:and )?(?:the )?(?:others?|earlier|previous|prior|first|before that|the ones)\b")
"""Sessions that are named by what went before alone."""


def _told_before(record: Record, edge: dt.date) -> bool:
    """Whether a session of the treatment is told, if only by its month, in the year before a day."""
    asked = {h.name for h in words.cues("regions").find(tokenise(record.line.description or ""))}
    for said in record.said:
        here = {h.name for h in said.statement.hits("regions")} - {"unplaced", "limb"}
        near = (said, *(record.preceding(said)[:1] if said.search(_OTHERS) else ()))
        if said.document.late or (here and asked and not here & asked):
            continue
        if not any(spoken_of.speaks_of(record, s) for s in near):
            continue
        if any(edge - dt.timedelta(days=_YEAR) <= w.latest < edge for w in said.statement.whens()):
            return True
    return False


def _facts(record: Record, criterion: DocumentationCriterion) -> Finding:
    """Facts that the record may show and may deny: all are needed, and one that is denied fails it."""
    found = {element: beside.find(record, element, criterion.within) for element in criterion.elements}
    looked_for = tuple(word for e in criterion.elements for word in facts.named_by(e))
    state = {e: beside.settled(each) for e, each in found.items()}
    denied = [w for e, each in found.items() if state[e] is False for w in each if w.bearing == "against"]
    if denied:
        return stated(record, criterion, "not_met", sentence(denied[0].why), denied)
    if all(state.values()):
        shown = [next(w for w in each if w.bearing == "for") for each in found.values()]
        return stated(record, criterion, "met", sentence(listed(w.why for w in shown)), shown)
    open_ = [w for e, each in found.items() if not state[e] for w in each]
    lack = listed(facts.called(e) for e in criterion.elements if not state[e])
    why = f"The record does not settle {lack}." if open_ else f"Nothing is said of {lack}."
    return undocumented(record, criterion, why, looked_for, open_)


def _not_asked(record: Record, criterion: DocumentationCriterion, past: PastSessions) -> str | None:
    """Why nothing has to be written down here, or none."""
    named = [c for said in record.said for c in criterion.only_with if said.statement.of(c)]
    if criterion.only_with and not named:
        return f"The record does not name {listed((words.names(c) for c in criterion.only_with), 'or')}."
    own = frozenset({record.procedure or ""})
    first = past.state == "none" and any(fielded.alike(c, own) for c in criterion.only_after)
    if criterion.only_after and (first or not _went_before(record, criterion.only_after)):
        return f"No earlier {listed((words.names(c) for c in criterion.only_after), 'or')} is told."
    bound = criterion.beyond_last
    if bound and past.events:
        last, day = past.events[-1].date, record.case.service_date or record.clock
        if last > lengths.since(bound, day):
            return f"The last session was on {last.isoformat()}, less than {bound.value:g} {bound.unit} before."
    return None


def _went_before(record: Record, concepts: tuple[str, ...]) -> bool:
    return earlier.told_of(record, concepts) or bool(one_by_one.find(record, concepts))


def _said_otherwise(record: Record, criterion: DocumentationCriterion) -> Said | None:
    """What says that the service is for something else, by `not_asked`, where nothing names what is asked after."""
    given = [str(g) for e in criterion.elements for g in words.concept(e).about.get("not_asked", ())]
    named = [m.stands for s in record.said for m in s.statement.of(*criterion.elements)] if given else []
    if not given or any(not (stands.negated or stands.other_person) for stands in named):
        return None
    found = (s for s in record.said for p in s.among(words.patterns(tuple(given))) if s.search(p))
    return next((s for s in found if _is_of_service(record, s)), None)


def _is_of_service(record: Record, said: Said) -> bool:
    """Whether a statement speaks for sure of what is asked for now."""
    whole = said.statement.cues.whole
    unsure = whole.certainty != "sure" or whole.other_person or said.document.late or said.statement.clause.question
    return not unsure and whole.time in ("current", "planned") and not _of_another(record, said)


def _one(record: Record, element: str, again: bool) -> list[Weighed]:
    """Places that record one element; `again` where a session went before, of which scores before and after tell."""
    about = words.concept(element).about
    weighed = [
        Weighed("for", c.cited, f"{be(element)} recorded") for c in tabled.find(record) if c.scale == about.get("scale")
    ]
    for said in record.said:
        named = said.statement.of(element)
        if _is_opposite(said, about) and not _opposite_objection(record, said):
            weighed.append(Weighed("against", said.cite(), f"the record says otherwise of {words.names(element)}"))
        elif "scale" in about and (where := _other_side(record, said)) and (named or said.search(on_scale.SCORE)):
            weighed.append(Weighed("open", said.cite(), where))
        elif "scale" in about:
            if (named and said.search(on_scale.SCORE)) or on_scale.measures(
                record, said, str(about["scale"]), str(about["moment"]), again
            ):
                weighed.append(_standing(record, said, element))
        elif opposed := said.statement.hits_of(about.get("opposite", ())):
            weighed.append(_opposed(record, said, element, opposed[0]))
        elif named and _of_other_care(said, about):
            weighed.append(Weighed("open", said.cite(), f"{be(element)} told of other care"))
        elif named and "planned" in about and (_of_another(record, said) or _of_then(record, said)):
            weighed.append(Weighed("open", said.cite(), f"{be(element)} told of another procedure"))
        elif named:
            plain = named[0].stands
            intended = about.get("considered") == "counts"
            how = "planned" in about or said.search(_SERVICE)
            filled = said.search(_OF_REQUEST) and not _UNMARKED.match(said.behind(named[0].end))
            if "planned" in about and plain.speaker == "form" and filled:
                plain = replace(plain, speaker="clinician")  # how it is to be given is for those to say who ask for it
            if how and said.intends(plain):
                plain = replace(plain, time="current")  # what kind of service is asked for stands in the plan
            if about.get("prescribed") == "counts" and _PRESCRIBED.issuperset(plain.cues) and plain.time == "planned":
                plain = replace(plain, time="current")  # who is consulted by the one who prescribes
            if said.search(_JUDGED) and plain.time == "planned":
                plain = replace(plain, time="current")
            if plain.time == "planned" and _came_back(record, said, plain):
                plain = replace(plain, time="current")
            if intended and (plain.certainty == "hedged" or plain.time in ("planned", "conditional")):
                plain = replace(plain, certainty="sure", time="current")
            if not intended and _YET.search(fold(said.document.text[named[0].start : named[0].end])):
                plain = replace(plain, time="planned")
            bearing = None if plain.negated else record.objection(said, plain, past_counts=not intended)
            ok = bearing is None and not plain.negated
            weighed.append(
                Weighed(
                    "for" if ok else "open",
                    said.cite(),
                    f"{be(element)} recorded" if ok else objected(element, bearing or "it is denied"),
                )
            )
    return weighed


def _came_back(record: Record, said: Said, plain: Assertion) -> bool:
    """Whether nothing but the heading of a plan makes it planned, and its sentence tells of an evaluation that is back:
    "Plan: … Medical eval back from Dr. O. 11/12: nothing left to tune up"."""
    within = [said, *(s for s in record.preceding(said) if s.in_sentence_of(said))]
    return set(plain.cues) <= {said.statement.clause.heading} and any(s.search(_BACK) for s in within)


_BACK = Pattern(
    r"\b(?:eval\w*|clearance|pre-?op\w*|consult\w*|letter|note|visit|report)\b[^.;]{0,20}\b(?:is |came |"
    r"now )?(?:back|received|in hand|on file|done|"
    r"complete\w*)\b(?! (?:when|if|once|by|to be))"
)


def _fallen(record: Record, element: str) -> Iterator[Weighed]:
    """Scores before and now by which it is better, or is not."""
    for before, after, said in fallen.scores(record, tuple(map(str, words.concept(element).about.get("falls", ())))):
        told = f"the scores before and now are {before:g} and {after:g}"
        yield Weighed("for" if after < before else "against", said.cite(), told)


def _in_course(told: Sequence[timeline.Course], element: str) -> Iterator[Weighed]:
    """Scores before or after the last session, by their days."""
    about = words.concept(element).about
    for course in told:
        said = {"before": course.before, "after": course.after}.get(str(about.get("moment")))
        if said and course.scale == about.get("scale"):
            yield Weighed("for", said.cite(), f"{be(element)} recorded")


def _one_by_one(record: Record, criterion: DocumentationCriterion, element: str) -> Iterator[Weighed]:
    """Scores around earlier sessions that stand one to a line, or in a sentence behind one that names them."""
    about = words.concept(element).about
    of_pain, moment = about.get("scale") == "pain", about.get("moment")
    sessions = criterion.only_after if moment == "after" else _sessions(record.policy) if moment == "now" else ()
    if not (of_pain and sessions):
        return
    for one in one_by_one.find(record, sessions):
        if one.scored:
            yield Weighed("for", one.said.cite(), f"{be(element)} recorded")
    for said in record.said if moment == "after" else ():
        near = (said, *record.preceding(said))
        fell = any(c.before <= on_scale.TOP and c.scale not in numbers.FUNCTION_SCALES for c in said.statement.changes)
        if fell and any(one_by_one.names_any(record, s, sessions) for s in near):
            yield _standing(record, said, element)


def _sessions(policy: Policy) -> tuple[str, ...]:
    """The procedures of whose sessions the policy asks for scores."""
    parts = [part for c in policy.criteria for part in getattr(c, "parts", (c,))]
    return tuple(dict.fromkeys(name for part in parts for name in getattr(part, "only_after", ())))


def _opposed(record: Record, said: Said, element: str, hit: Hit) -> Weighed:
    """What words say that name another way than the one that must be recorded."""
    stands = assertion.at(said.statement.cues, hit.first, hit.last)
    plain = replace(stands, time="current") if said.intends(stands) else stands
    own_no = hit.phrase.startswith(("no ", "without "))
    if (stands.negated and not own_no) or record.objection(said, replace(plain, negated=False), past_counts=True):
        return Weighed("open", said.cite(), f"{words.names(element)} is not told")
    return Weighed("against", said.cite(), f"the record says “{hit.phrase}”, which is not {words.names(element)}")


def _of_another(record: Record, said: Said) -> bool:
    """Whether a statement names another procedure, and not the one asked for."""
    named = {m.concept for m in said.statement.mentions if words.concept(m.concept).family == "procedures"}
    named = {name for name in named if words.concept(name).about.get("generic") != "true"}
    if record.procedure in _INTO_JOINT and said.search(_INTRA) and "limb" not in said.regions():
        named -= _ANY_JOINT
    return bool(named) and record.procedure not in named


_INTO_JOINT = ("sacroiliac_injection", "facet_injection")
_ANY_JOINT = frozenset({"joint_injection", "other_block", "intra_articular_injection"})
_INTRA = Pattern(r"\bintra-? ?articular\b(?! (?:facet|hip|knee|shoulder))")
"""An injection into the joint that is asked for, by no name of its own."""


def _of_then(record: Record, said: Said) -> bool:
    """Whether a statement tells how something was done on a day gone by, where a service to come is asked for."""
    days = [w for w in said.statement.whens() if (w.latest - w.earliest).days <= _YEAR]
    gone = bool(days) and all(w.latest < record.clock - dt.timedelta(days=1) for w in days)
    long_ago = (
        gone and not said.search(_AS_THEN) and all(w.latest < record.clock - dt.timedelta(days=_LONG) for w in days)
    )
    then = long_ago or (gone and said.search(_WAS_DONE) is not None)
    return then and record.case.review_type != "retrospective"


_YEAR = 366
_AS_THEN = Pattern(
    r"\b(?:as|like|same)(?: \w+)? (?:in|on|at|then)\b|\b(?:the )?same (?:as|plan|way|approach|set-?up)\b|\btechnique\b"
)
"""That it is to be done as it was."""
_LONG = 90
"""Days after which a day named beside it is no day of a plan of now."""
_WAS_DONE = Pattern(r"\b(?:was|were|had|used|done|performed|given|last|previous|prior)\b")


def _other_side(record: Record, said: Said) -> str | None:
    """Whether a score is told of the side alone that is not asked for, as a clause."""
    asked, here = record.sides_asked, said.sides()
    return "it is of the other side" if asked and here and not here & asked else None


def _of_other_care(said: Said, about: Mapping[str, Any]) -> bool:
    """Whether it names care that has nothing to do with the service, and nothing of the service itself."""
    given = about.get("of_other_care", ())
    if not given or not any(p.search(said.sentence) for p in words.patterns(tuple(map(str, given)))):
        return False
    return not any(p.search(said.sentence) for p in words.patterns((str(about["unless_named"]),)))


def _opposite_objection(record: Record, said: Said) -> str | None:
    """Why the opposite does not count; in a plan it does, since the plan says how the service is to be given."""
    whole = said.statement.cues.whole
    stands = replace(whole, time="current") if said.intends(whole) else whole
    stands = replace(stands, speaker="clinician") if said.search(_OF_REQUEST) else stands
    return record.objection(said, replace(stands, negated=False), past_counts=True)


def _is_opposite(said: Said, about: Mapping[str, Any]) -> bool:
    """Whether a statement says the opposite of an element, by its `opposite_patterns`."""
    return any(p.search(said.low) for p in words.patterns(tuple(map(str, about.get("opposite_patterns", ())))))


def _standing(record: Record, said: Said, element: str) -> Weighed:
    objection = record.objection(said, said.statement.cues.whole, past_counts=True, stale_counts=True)
    if objection:
        return Weighed("open", said.cite(), objected(element, objection))
    return Weighed("for", said.cite(), f"{be(element)} recorded")
