"""Exam: findings on examination, or features of the complaint, counted; a diagnosis is none of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from drafter.domain import Bound, ExamCriterion, Finding
from drafter.reading import (
    age,
    examdate,
    examined,
    features,
    further,
    gridded,
    itemised,
    located,
    movement,
    namings,
    provocation,
    short_illness,
    site,
    unremarkable,
)
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.site import Place, sides_asked
from drafter.reading.weighing import Weighed, be, listed, sentence, settle, stated, undocumented
from drafter.text import assertion, words
from drafter.text.patterns import Pattern
from drafter.text.standing import Assertion

_NONE_ELSEWHERE = Pattern(r"\b(?:none|nothing|no others?|neither)\b[^.;,]{0,12}\b(?:elsewhere|anywhere(?: else)?)\b")
_SINCE = Pattern(r"\b(?:since|from|until|after|before)\W*$")


def read(record: Record, criterion: ExamCriterion) -> Finding:
    """The finding on an examination criterion."""
    tests = provocation.tests_among(criterion.findings)
    found = {name: _one(record, criterion, name) for name in criterion.findings if name not in tests}
    found |= provocation.weigh(record, tests, lambda said: _not_ours(record, criterion, said))
    looked_for = (*(words.names(n) for n in criterion.findings), *(("muscle or region",) if criterion.located else ()))
    if tests and (
        counted := provocation.counted(record, criterion.count, lambda said: _not_ours(record, criterion, said))
    ):
        return settle(record, criterion, counted, silent="How many provocative tests were positive is not settled")
    few = tests and provocation.all_made(
        record, tests, criterion.count, lambda said: _not_ours(record, criterion, said)
    )
    if few and not any(w.bearing == "open" for each in found.values() for w in each):
        return settle(record, criterion, few, silent="How many provocative tests were positive is not settled")
    if criterion.count == 1:
        weighed = [w for each in found.values() for w in each]
        return settle(
            record,
            criterion,
            weighed,
            silent=f"{'No examination records' if criterion.on_examination else 'The record does not show'} "
            f"{listed(looked_for[: len(found)], 'or')}{' in a named muscle or region' if criterion.located else ''}",
            looked_for=looked_for,
        )
    return _counted(record, criterion, found, looked_for)


def _not_ours(record: Record, criterion: ExamCriterion, said: Said) -> str | None:
    """Why tests in a statement are none of the present examination, on the side asked for."""
    if said.statement.cues.whole.certainty == "hedged" or said.statement.cues.whole.time in ("planned", "conditional"):
        return "it is not told as done"
    remote = said.document.remote and not examdate.by_hand(record, said)
    if said.document.late or remote or said.statement.cues.whole.other_person:
        return "it is no examination by hand before the request"
    if any(w.latest < record.stale_before for w in said.statement.whens()):
        return "it is dated long before"
    if criterion.on_examination and (record.secondhand(said) or examined.earlier(record, said)):
        return "it is named, but not on the treating clinician's own examination of now"
    if said.written and said.written < record.stale_before:
        return "it is of an old note"
    return "it is of the other side" if located.other_side(record, said) else None


def _counted(
    record: Record, criterion: ExamCriterion, found: dict[str, list[Weighed]], looked_for: tuple[str, ...]
) -> Finding:
    """At least so many different findings: shown, out of reach, or open."""
    shown = {n: w for n, each in found.items() if (w := _only("for", each))}
    absent = {n: w for n, each in found.items() if (w := _only("against", each))}
    some = [w for each in shown.values() for w in each]
    if len(shown) >= criterion.count:
        why = sentence(f"{listed(words.names(n) for n in shown)} are recorded; {criterion.count} findings are needed")
        return stated(record, criterion, "met", why, some)
    if len(found) - len(absent) < criterion.count:
        names = listed(words.names(n) for n in absent)
        why = sentence(f"recorded as absent: {names}; {criterion.count} findings cannot be reached")
        return stated(record, criterion, "not_met", why, [w for each in absent.values() for w in each])
    have = f"only {be(next(iter(shown)))} recorded" if len(shown) == 1 else "none is recorded clearly"
    if len(shown) > 1:
        have = f"recorded are {listed(words.names(n) for n in shown)}"
    why = f"At least {criterion.count} of {len(found)} findings are needed; {have}."
    near = [w for each in found.values() for w in each]
    return undocumented(record, criterion, why, looked_for, near)


def _only(bearing: str, weighed: list[Weighed]) -> list[Weighed]:
    """The places that say so, where none says the opposite."""
    other = "against" if bearing == "for" else "for"
    return [] if any(w.bearing == other for w in weighed) else [w for w in weighed if w.bearing == bearing]


def _one(record: Record, criterion: ExamCriterion, name: str) -> list[Weighed]:
    """All that the record says about one finding."""
    placed: list[tuple[Weighed, Place]] = list(gridded.weighed(record, name, sides_asked(record)))
    about = words.concept(name).about if name in words.concepts() else {}
    rows = {w.cited.place for w, _ in placed}
    placed += itemised.weighed(record, name, about, sides_asked(record)) if criterion.on_examination else ()
    for said in record.said:
        for mention in namings.of(record, said, name, about):
            if "|" in said.low and said.document.place in rows:
                continue  # a row of the table, or its head
            found = examined.weigh(record, criterion, said, mention, name)
            everywhere = found.bearing == "against" and said.search(_NONE_ELSEWHERE)
            placed.append((found, Place() if everywhere else located.place(record, said, mention)))
        if name == "limited_movement" and not said.statement.of(name) and movement.measured(record, said):
            placed.append((Weighed("for", said.cite(), f"{be(name)} measured"), site.among(site.here(said))))
        told = further.counted(record, said, name)
        told = told or further.old_one(record, said, name)
        if told is not None and record.objection(said, _here(said)) is None and not said.document.remote:
            there, place = told
            some = Weighed("for", said.cite_sentence(), f"{be(name)} recorded{located.where(criterion, said)}")
            placed.append((some if there else examined.absent(record, some.cited, be(name), place), place))
        if (short := features.brief(record, said, about)) and not said.statement.of(name):
            placed.append((Weighed("for", short, f"{be(name)} recorded"), site.among(site.here(said))))
        if features.fell(record, said, about):
            placed.append((Weighed("for", said.cite(), f"{be(name)} measured"), site.among(site.here(said))))
        opposite = unremarkable.told(said, about)
        opposite = None if opposite and unremarkable.but_sore(record, said) else opposite
        ever = about.get("past") == "true"
        silent = record.objection(said, said.statement.cues.whole, past_counts=ever) is None
        if opposite and silent and not said.statement.of(name):
            place = Place() if about.get("sideless") == "true" else unremarkable.where(said, opposite)
            placed.append((examined.absent(record, said.cite(), be(name), place), place))
    if (young := about.get("no_younger_than")) and not any(w.bearing == "for" for w, _ in placed):
        placed += [(w, Place()) for w in short_illness.shown(record, Bound(value=young["value"], unit=young["unit"]))]
    if (old := about.get("not_below")) and not any(w.bearing == "for" for w, _ in placed):
        years = list(age.told(record))
        young = years if years and all(n < int(old) for n, _ in years) else []
        placed += [(Weighed("against", cited, f"the patient is {n} years old"), Place()) for n, cited in young]
    return [_apart(w, place, placed, name) for w, place in _superseded(record, placed, name)]


def _superseded(record: Record, placed: list[tuple[Weighed, Place]], name: str) -> list[tuple[Weighed, Place]]:
    """What was found, where the later examination outranks the earlier: a finding gone since, or back since."""
    gone = [(w, place) for w, place in placed if w.bearing == "against"]
    if not gone:
        return placed
    days = {(s.document.place, s.statement.clause.start): _day(s) for s in record.said}

    def ended(weighed: Weighed, place: Place) -> bool:
        day = days.get((weighed.cited.place, weighed.cited.start))
        ends = [days.get((w.cited.place, w.cited.start)) for w, at in gone if not place.apart(at)]
        return weighed.bearing == "for" and any(day and end and day < end for end in ends)

    def back(weighed: Weighed, place: Place) -> bool:
        day = days.get((weighed.cited.place, weighed.cited.start))
        again = [
            days.get((w.cited.place, w.cited.start)) for w, at in placed if w.bearing == "for" and not at.apart(place)
        ]
        return weighed.bearing == "against" and any(day and found and day < found for found in again)

    over = f"{be(name)} recorded on an earlier day, and otherwise since"
    return [(replace(w, bearing="open", why=over) if ended(w, p) or back(w, p) else w, p) for w, p in placed]


def _day(said: Said) -> dt.date | None:
    """The day of an examination: that which it gives itself, "no trigger points in August", else of the note."""
    told = [w.latest for w in said.statement.whens() if not _SINCE.search(said.ahead(w.start))]
    earlier = [d for d in told if said.written and d < said.written]
    return max(earlier) if earlier and said.statement.cues.whole.time != "planned" else said.written


def _apart(weighed: Weighed, place: Place, placed: list[tuple[Weighed, Place]], name: str) -> Weighed:
    """A finding absent from one place takes nothing from one that is recorded in another; in the same place it does.

    One that only a diagnosis names is shown by no examination; against an examination it is a contradiction.
    """
    found = [p for w, p in placed if w.bearing == "for"]
    if weighed.bearing == "against" and any((p.muscles or place.sides) and place.apart(p) for p in found):
        return Weighed("open", weighed.cited, f"{be(name)} recorded as absent from another place")
    if weighed.bearing == "open" and weighed.why.endswith(examined.ONE_SIDE) and any(not place.apart(p) for p in found):
        return replace(weighed, bearing="against")
    if weighed.why.endswith(examined.AS_DIAGNOSIS) and not any(w.bearing == "against" for w, _ in placed):
        return replace(weighed, bearing="open")
    return weighed


def _here(said: Said) -> Assertion:
    """How a statement stands as a whole, whatever it says at its end of what is planned."""
    return assertion.at(said.statement.cues, 0, 1)
