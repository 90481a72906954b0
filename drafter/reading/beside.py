"""What a policy wants documented: a condition beside another, an event, what a patient can do, help from another."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from drafter.domain import Bound
from drafter.reading import (
    benefit,
    boxes,
    breast_situation,
    carried,
    facts,
    figures,
    labels,
    measurement,
    narrowed,
    one_naming,
    recovery,
    reevaluated,
    score_names,
    sexes,
    values,
)
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed
from drafter.text import assertion, lengths
from drafter.text.patterns import Pattern
from drafter.text.words import Hit


def find(record: Record, name: str, within: Bound | None = None) -> list[Weighed]:
    """All that the record says about one condition or event; `within`: how long ago it may have been at most."""
    found: list[Weighed] = []
    for said in record.said:
        opposed = [m for p in facts.patterns(name, "opposite_patterns") if (m := p.search(said.low))]
        elsewhere = any(p.search(said.low) for p in facts.patterns(name, "unless"))
        own = [] if elsewhere else _named(record, said, name, opposed) or _headed(record, said, name)
        for hit, denied_only in own:
            weighed = one_naming.weigh(record, said, hit, name, denied_only)
            if weighed:
                told = narrowed.answered_yes(record, said) or said
                found.append(_dated(record, told, name, weighed, within) if within else weighed)
        opposed = [m for m in opposed if not any(_begins_first(said, hit, m) for hit, _ in own)]
        if (opposed or _opposite(said, name)) and not narrowed.passed(record, said, name):
            place = min((m.start() for m in opposed), default=0)
            found.append(_against(record, said, name, place, within, expressed=bool(opposed)))
        if weighed := narrowed.since(record, said, name):
            found.append(weighed)
        if not own and not opposed:
            found += (w for w in _around(record, said, name) if not (elsewhere and w.bearing == "for"))
            found += _pointing(record, said, name)
    found += carried.told(record, name)
    found += _by_kind(record, name, within)
    found += _by_age(record, name)
    if computed := _COMPUTED.get(str(facts.entry(name).get("computed"))):
        found += computed(record)
    found += sexes.denied(record, name)
    found += _screened(record, name, found)
    found += _broader(record, name, found)
    found += _otherwise(record, name, found)
    if reason := facts.entry(name).get("denied_is_open"):
        found = [replace(w, bearing="open", why=f"{w.why}; {reason}") if w.bearing == "against" else w for w in found]
    if facts.entry(name).get("outweighs") == "true" and any(w.bearing == "for" for w in found):
        found = [w for w in found if w.bearing != "against"]
    return _latest(found) + _by_score(record, name)


_COMPUTED = {
    "saturation_on_oxygen": recovery.shown,
    "days_after_set_up": reevaluated.shown,
    "epworth_under_treatment": benefit.shown,
    "breast_past_the_age": breast_situation.shown,
}
"""What figures and days of the record tell of a fact, by the key of its entry."""


def _begins_first(said: Said, hit: Hit, opposite: re.Match[str]) -> bool:
    """Whether a naming by an expression overlaps its opposite and begins before it, as in "not able to propel"."""
    start, end = hit.start - said.statement.clause.start, hit.end - said.statement.clause.start
    return hit.name == one_naming.EXPRESSED and start < opposite.start() < end


def _against(
    record: Record, said: Said, name: str, place: int, within: Bound | None = None, expressed: bool = False
) -> Weighed:
    """What the opposite of a fact comes to that is told at a place of a clause."""
    whole = replace(said.statement.cues.whole, negated=False)
    if facts.entry(name).get("anyone") == "true" or (place and not one_naming.ANOTHER.search(said.low[:place])):
        whole = replace(whole, other_person=False)
    unplanned = expressed and said.statement.clause.section != "plan"  # "no admissions and none planned" plans nothing
    if whole.time == "planned" and (unplanned or facts.entry(name).get("plans") == "true"):
        whole = replace(whole, time="current")
    if whole.speaker == "form" and boxes.field_denies(said):
        whole = replace(whole, speaker="clinician")
    past = facts.entry(name).get("past") == "true"
    objection = record.objection(said, whole, past_counts=past) or narrowed.since_too_late(record, said, within)
    why = f"{facts.called(name)}: {objection}" if objection else f"{facts.what(name)} recorded as absent"
    return Weighed("open" if objection else "against", said.cite(), why)


def _around(record: Record, said: Said, name: str) -> Iterator[Weighed]:
    """What a clause tells with the label of its line before it, and what only the whole sentence tells."""
    entry, clause = facts.entry(name), said.statement.clause
    whole = replace(said.statement.cues.whole, negated=False)
    if entry.get("anyone") == "true":
        whole = replace(whole, other_person=False)
    labelled = labels.with_label(said) if "field_patterns" in entry or "field_opposite" in entry else None
    opens = ("across" in entry or "across_opposite" in entry) and clause.start == clause.within[0]
    sides = (("for", "field_patterns", "across"), ("against", "field_opposite", "across_opposite"))
    told = {
        bearing
        for bearing, in_field, across in sides
        if (labelled and any(p.search(labelled) for p in facts.patterns(name, in_field)))
        or (opens and any(p.search(said.sentence) for p in facts.patterns(name, across)))
    }
    for bearing in sorted(told):
        objection = record.objection(said, whole)
        how = "documented" if bearing == "for" else "recorded as absent"
        why = f"{facts.called(name)}: {objection}" if objection else f"{facts.what(name)} {how}"
        cited = said.cite_sentence() if opens else said.cite()
        yield Weighed("open" if objection else bearing, cited, why)  # type: ignore[arg-type]


def _pointing(record: Record, said: Said, name: str) -> Iterator[Weighed]:
    """What a statement tells of what those right before it name: "Neither one solves the problem"."""
    bearings = (("for", "pointing"), ("against", "pointing_opposite"))
    told = [b for b, key in bearings if any(p.search(said.low) for p in facts.patterns(name, key))]
    near = record.preceding(said)[:_NEAR] if told else []
    if any(p.search(s.low) for s in near for p in facts.patterns(name, "pointed_at")):
        objection = record.objection(said, replace(said.statement.cues.whole, negated=False))
        how = "documented" if told == ["for"] else "recorded as absent"
        why = f"{facts.called(name)}: {objection}" if objection else f"{facts.what(name)} {how}"
        yield Weighed("open" if objection or len(told) > 1 else told[0], said.cite(), why)  # type: ignore[arg-type]


_NEAR = 3
"""Statements before one that points back, among which stands what it means."""


def _screened(record: Record, name: str, found: Sequence[Weighed]) -> Iterator[Weighed]:
    """Tests for it that found nothing (`screened`), which deny it where nothing tells of it: who is treated for it may
    score low."""
    if not facts.patterns(name, "screened") or any(w.bearing == "for" for w in found):
        return
    for said in record.said:
        if place := next((m for p in facts.patterns(name, "screened") if (m := p.search(said.low))), None):
            yield _against(record, said, name, place.start())


def _broader(record: Record, name: str, found: Sequence[Weighed]) -> list[Weighed]:
    """What denies that of which it is a sort (`sort_of`), where nothing shows that: who has no such cancer has no such
    cancer with metastases."""
    kind = facts.entry(name).get("sort_of")
    if not kind or any(w.bearing == "for" for w in found):
        return []
    alike = find(record, str(kind))
    return [] if any(w.bearing == "for" for w in alike) else [w for w in alike if w.bearing == "against"]


def _otherwise(record: Record, name: str, found: Sequence[Weighed]) -> Iterator[Weighed]:
    """What denies all that is not told, "no other cancer", where nothing else speaks of it, or of what it is a sort
    of, for this patient, and one of another kind is the patient's own."""
    patterns = facts.patterns(name, "otherwise")
    if not patterns or any(w.bearing != "open" or not w.why.endswith(_ANOTHERS) for w in found):
        return
    kind = facts.entry(name).get("sort_of")
    alike = find(record, str(kind)) if kind else ()
    if any(w.bearing == "for" or (w.bearing == "open" and not w.why.endswith(_ANOTHERS)) for w in alike):
        return
    if not any(w.bearing == "for" for w in find(record, _OWN_CANCER)):
        return  # "other" than one that was not understood, which may be this very one
    for said in record.said:
        place = next((m for p in patterns if (m := p.search(said.low))), None)
        if place and said.statement.clause.section != "family" and not _OF_KIN.search(said.low):
            yield _against(record, said, name, place.start())


_ANOTHERS = "mentioned for another person"
_OWN_CANCER = "own_cancer"
"""The fact that shows what "no other" is other than."""
_OF_KIN = re.compile(r"\b(?:famil(?:y|ial)|relatives?|either side|both sides|kin(?:dred)?|pedigree|siblings)\b")


def _by_age(record: Record, name: str) -> Iterator[Weighed]:
    """What the age of the patient shows: who is 41 had her cancer at 41 at most."""
    young = facts.entry(name).get("young")
    if not young or record.case.age is None or record.case.age > int(young["most"]):
        return
    for shown in find(record, str(young["fact"])):
        if shown.bearing == "for":
            yield replace(
                shown, why=f"{facts.what(str(young['fact']))} in a patient who is {record.case.age} years old"
            )


def _by_kind(record: Record, name: str, within: Bound | None) -> Iterator[Weighed]:
    """Documents whose kind shows it: a clinician's note of a visit is an evaluation. That one is old says nothing of
    later ones."""
    kinds = [str(k) for k in facts.entry(name).get("kinds", ())]
    opened: set[str] = set()
    for said in record.said if kinds else ():
        opens = said.document.place not in opened and said.document.place.startswith("notes/")
        opened.add(said.document.place)
        if opens and not said.document.late and not said.document.restates and said.document.speaker is None:
            note = record.case.notes[int(said.document.place.removeprefix("notes/"))]
            old = within and (said.written is None or said.written < lengths.since(within, record.clock))
            if any(kind in (note.kind or "").lower() for kind in kinds) and old:
                yield Weighed("open", said.cite(), f"{facts.called(name)}: the {note.kind} is of {said.written}")
            elif any(kind in (note.kind or "").lower() for kind in kinds):
                yield Weighed("for", said.cite(), f"{facts.what(name)} documented in a {note.kind}")


def _opposite(said: Said, name: str) -> bool:
    given = tuple(str(w) for w in facts.entry(name).get("opposite", ()))
    return bool(given and said.statement.hits_of(given))


def _dated(record: Record, said: Said, name: str, weighed: Weighed, within: Bound) -> Weighed:
    """The same with the day of the event held against the bound; a visit is of the day of its note."""
    if weighed.bearing != "for":
        return weighed
    edge, when = lengths.since(within, record.clock), _when(said, name)
    if when is None:
        return replace(weighed, bearing="open", why=f"{facts.called(name)}: its day is not told")
    if when[0] > record.clock:
        return replace(weighed, bearing="open", why=f"{facts.called(name)}: its day has not come")
    if when[1] < edge:
        return replace(weighed, bearing="against", why=f"{facts.called(name)}{TOO_OLD} {edge}")
    if when[0] < edge:
        return replace(weighed, bearing="open", why=f"{facts.called(name)}: it may have been before {edge}")
    return weighed


TOO_OLD = " was before"
"""What is said of an event that lies too far back."""


def _latest(found: list[Weighed]) -> list[Weighed]:
    """What was too long ago takes nothing from what was not."""
    if not any(w.bearing == "for" for w in found):
        return found
    return [w for w in found if not (w.bearing == "against" and TOO_OLD in w.why)]


def _when(said: Said, name: str) -> tuple[dt.date, dt.date] | None:
    """First and last day on which it can have been: of the nearest date of its clause, or length of time before it."""
    clause = said.statement.clause
    whens = said.statement.whens()
    if whens:
        days = [measurement.days(said, w) for w in whens]
        return min(a for a, _ in days), max(b for _, b in days)
    ago = [x for x in said.statement.lengths() if _AGO.match(clause.low[x.end - clause.start :])]
    if ago and said.written:
        first, last = ago[0].back(said.written)
        return first, last
    if said.written and (facts.entry(name).get("dated") == "note" or _THIS_STAY.search(clause.low)):
        return said.written, said.written
    return None


_THIS_STAY = re.compile(r"\b(?:principal|admitting|admission|discharge|final|primary) (?:diagnosis|diagnoses|dx)\b")
"""The stay that a summary tells of is of its day."""
_AGO = re.compile(r"\s*(?:ago|prior|earlier|post|out\b|after|s/p)")


def _named(record: Record, said: Said, name: str, opposed: Sequence[re.Match[str]]) -> list[tuple[Hit, bool]]:
    """Namings of it, and of the shorter words that count only where they are denied; an expression that begins inside
    what says the opposite is none."""
    terms = tuple((n, tuple(w)) for n, w in record.terms.items())
    in_men = facts.entry(name).get("if_male", ())
    if in_men and sexes.is_a(record, "male"):
        terms = (*terms, *((name, (str(w),)) for w in in_men))
    full = [
        h
        for h in score_names.phrases(facts.every()[name][0], terms).find(said.statement.clause.tokens)
        if h.name == name
    ]
    short = said.statement.hits_of(tuple(str(w) for w in facts.entry(name).get("denied", ())))
    if before := facts.patterns(name, "not_behind"):
        full, short = (
            [h for h in hits if not any(p.search(said.ahead(h.start)) for p in before)] for hits in (full, short)
        )
    full = [h for h in full if not any(_inside(said, h, m) for m in opposed)]
    by_opposite = facts.entry(name).get("denied_by") == "opposite"
    if not full or (by_opposite and not any(_plain(said, h) for h in full)):
        hits = [_by_pattern(said, p) for p in facts.patterns(name, "patterns") if _affirms(said, p)]
        hits = [h for h in hits if not any(_inside(said, h, m) for m in opposed)]
        full = sorted(hits, key=lambda h: (not _plain(said, h), h.start if by_opposite else 0))[:1] or full
    return [*((h, False) for h in full), *((h, True) for h in short if not full)]


def _headed(record: Record, said: Said, name: str) -> list[tuple[Hit, bool]]:
    """A dated heading (`heads`) that names it where its topic stands in it or in what is below: "Visit 11/4/26"."""
    given = [p for p in facts.patterns(name, "heads") if p.search(said.low)]
    if not given or not said.statement.whens():
        return []
    topic, below = facts.patterns(name, "topics"), (said, *record.following(said)[:_BELOW])
    return [(_by_pattern(said, given[0]), False)] if any(p.search(s.low) for p in topic for s in below) else []


_BELOW = 5
"""Statements below a heading that tell what it is about."""


def _inside(said: Said, hit: Hit, opposite: re.Match[str]) -> bool:
    start = hit.start - said.statement.clause.start
    return opposite.start() <= start < opposite.end()


def _plain(said: Said, hit: Hit) -> bool:
    return assertion.at(said.statement.cues, hit.first, hit.last).plain


def _affirms(said: Said, pattern: Pattern) -> bool:
    """Whether an expression is found, and swallows no denial that is none of its own words; one between two commas
    is of something else: "hallway 42 inches, no carpet, passes everywhere"."""
    match = pattern.search(said.low)
    if match is None:
        return False
    parts = match[0].split(",")
    return all(_own_word(word, pattern.pattern) for word in _DENIAL.findall(f"{parts[0]},{parts[-1]}"))


@cache
def _own_word(word: str, expression: str) -> bool:
    """Whether an expression itself asks for a word, and not only for a longer one that holds it."""
    return re.search(rf"(?:\\b|[^a-z]){word}(?![a-z])", expression) is not None


_DENIAL = re.compile(r"\b(?:no|not|without|never|denies|denied|negative|neg|nor|neither)\b")


def _by_pattern(said: Said, pattern: Pattern) -> Hit:
    """A place found by an expression, with its tokens."""
    clause, match = said.statement.clause, pattern.search(said.low)
    assert match is not None
    start, end = match.start() + clause.start, match.end() + clause.start
    inside = [n for n, t in enumerate(clause.tokens) if t.end > start and t.start < end]
    return Hit(one_naming.EXPRESSED, inside[0], inside[-1] + 1, start, end, match[0])


def _by_score(record: Record, name: str) -> list[Weighed]:
    """What a score tells of it, such as an Epworth score of sleepiness."""
    found = []
    for measure, least in facts.entry(name).get("shown_by", {}).items():
        for m in values.find(record, measure):
            if m.former or record.objection(m.said, m.stands):
                continue
            text = f"{figures.called(measure)} is {m.written}"
            if m.quantity.least >= float(least):
                found.append(Weighed("for", m.said.cite(), text))
            elif m.quantity.most < float(least):
                found.append(Weighed("against", m.said.cite(), text))
    return found


def settled(weighed: Sequence[Weighed]) -> bool | None:
    """Whether it is shown or denied; none where the record does not tell or tells both."""
    shown, denied = (any(w.bearing == b for w in weighed) for b in ("for", "against"))
    return None if shown == denied else shown
