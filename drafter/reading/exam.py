"""Exam: findings on examination, or features of the complaint, counted; a diagnosis is none of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from drafter.domain import Citation, ExamCriterion, Finding
from drafter.reading import (
    answered,
    boxes,
    doubted,
    examdate,
    features,
    further,
    gridded,
    itemised,
    movement,
    outdated,
    provocation,
    site,
    unfound,
    unremarkable,
)
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.site import Place, sides_asked
from drafter.reading.weighing import Weighed, be, listed, objected, sentence, settle, stated, undocumented
from drafter.reading.withdrawn import voided
from drafter.text import Mention, assertion, words
from drafter.text.assertion import Assertion
from drafter.text.patterns import Pattern

_NOT_LOOKED = Pattern(
    r"\b(?:not (?:done|sought|looked for|searched for|performed|examined|assessed|tested|checked|evaluated|"
    r"attempted|possible)|deferred|"
    r"(?:unable to|could not|cannot|can't|couldn't) (?:be )?(?:palpated?|examined?|assess(?:ed)?|tested|test))\b"
)
"""The examination was not made, which shows nothing absent."""
_TO_INJECT = Pattern(r"\b(?:will|shall|would|to) be (?:injected|treated|needled|targeted)\b")
_EXAMINED = Pattern(
    r"\b(?:palpa\w*|exam\w*|found|noted|felt|identified|detected|present|tender\w*|active|reproduc\w*|jump|twitch\w*)\b"
)
_DRAWN = Pattern(
    r"\b(?:diagrams?|drawings?|body (?:map|chart)|pain (?:map|chart|sketch)|sketch|mannequin|shaded|circled)\b|"
    r"\b(?:google\w*|internet|online|web ?sites?|app|chatbot|videos?|forums?)\b"
)
"""What was drawn on a form, or read, and not felt."""
_DENIES = frozenset({"denies", "denied", "denying"})
_ONE_SIDE = " only"
_GONE = " recorded as gone"
_AS_DIAGNOSIS = " as a diagnosis, without the examination that shows it"
_DIAGNOSED = Pattern(r"^\W*(?:\d\W+)?(?:dx|diagnos[ei]s|impression|imp|assessment|a|a/p)\b\s*[:\-]")
_BY_ASSESSMENT = Pattern(
    r"\b(?:assessment|impression|diagnos[ei]s|dx|conclusion|summary|plan)\b[^.;,]{0,40}\b(?:says?|speaks?|lists?|"
    r"names?|"
    r"mentions?|reads?|gives?|carries|states?|calls?|refers?|records?|notes?|has|puts?)\b(?:(?!exam|palp|felt|"
    r"found)[^.;]){0,30}$"
)
"""The assessment, and not the examination, that names it."""
_THING = Pattern(
    r"\W{1,2}(therapy|release|massage|handouts?|education|injections?|needling|dry needling|treatments?|tools?|balls?|"
    r"kit|models?|theory|concept|literature|books?|posters?|manual|supplies|tray|sets?|protocol|procedure|clinic|"
    r"chart|map|diagram|drawing|log|list|referral (?:chart|map))\b"
)
"""What carries the name of a finding and is none."""
_OTHERS = Pattern(r"\b(?:other|others|further|additional|more|another)\W+(?:\w+ )?$")
"""Right before a finding that is denied beyond those already named: "no other trigger points"."""
_ACTED = Pattern(
    r"^[^.;,]{0,25}?\b(?:was|were|is|are|has been|have been|will be|had been) (?:\w+ )?(?:injected|treated|"
    r"needled|marked|addressed|"
    r"targeted|released|photographed|mapped|chosen|selected)\b"
)
"""Behind a finding that is not denied: what was not done to it."""
_CAME_BACK = Pattern(
    r"^[^.;:]{0,40}\b(?:(?:is|are) back|(?:has|have) (?:returned|recurred|come back)|(?:is|are) there again)\b"
)
_REPORTED = Pattern(
    r"^\W*(?:the )?(?:pt |patient |she |he )?(?:reports?|describes?|endorses?|complains?|c/o|reported|described|"
    r"complained)\b"
)
_SPOKEN_OF = Pattern(
    r"^\W*(?:cc|c\.c\.|chief complaint|rfv|re|subject|topic|title|reason for (?:the )?(?:visit|call|request|"
    r"appointment)|"
    r"visit reason|appt reason|complaint|consent(?: form)?|order(?:ed)?|auth\w*|booking|superbill|claim)\s*[:=-]|"
    r"\b(?:re|regarding|concerning|consent(?:ed|s)?(?: form)?|auth\w*|approval|paperwork|referral|appointment|appt|"
    r"booking|"
    r"slot|time|quote|coverage|claim|bill(?:ed|ing)?|coded|order(?:ed)?|here|in|back|called|calls|phoned|e-?mailed|"
    r"scheduled|seen) (?:(?:for|re|regarding|concerning|about|due to)\b:? ?)+(?:[\w-]+ ){0,3}?$|"
    r"\b(?:wants?|wanted|wishes|wished|seeks?|sought|hopes?|hoped|would like|requests?|requested|prefers?|insists? on|"
    r"demands?|expects?|craves?|shows?(?: me)? where|requesting|seeking|wanting|(?:ask(?:s|ed|ing)?|request|order(?:ed|"
    r"ing)?) for)\b(?:,? (?!(?:has|have|with|shows?|there|who)\b)[\w-]+){0,6}?,? ?$"
)
"""Before a finding: that it is what somebody comes, asks or is billed for, which is no examination."""
_PLACE_DOUBTED = Pattern(
    r"^\W*(?:(?:is|are|was|were|in|at|of|the|located|most) )*(?:maybe|perhaps|likely|probably|possibly|presumably|"
    r"probable|possible)(?=\W)|^\W*\?(?! ?$)|"
    r"^\W*(?:would|might|may|should|could) (?:\w+ )?(?:be|have been) (?:expected|anticipated|present|there|explained|"
    r"looked for|sought|typical|likely|no surprise)\b"
)
"""Behind a finding: a doubt before its place, or that it would be expected there."""
_SNAPPED = Pattern(r"\b(?:snap\w*|strum\w*|flick\w*|pluck\w*|cross[- ]fib\w*|needl\w*)\b")
_ON_LIST = Pattern(r"\b(?:problems?|diagnos[ie]s|dx|pmhx?) list\b")
_EACH_MUSCLE = Pattern(
    r"\b(?:in )?(?:each|both|all(?: (?:two|three|four|five|\d))?|every one|every) (?:of (?:the|them|these|those) )?"
    r"(?:(?:two|three|four|five|\d|named|requested|same|said) )?(?:muscles?|of them)\b|"
    r"\bthe (?:same|above|named) (?:\w+ )?muscles\b"
)
"""The muscles for which the injections are asked."""
_IN_PAPER = Pattern(
    r"^[^.;]{0,30}\b(?:described|mentioned|noted|reported|recorded|listed|documented|named)\b"
    r"(?:dr\.|[^.;]){0,25}\b(?:in|per) "
    r"(?:his|her|their|the|an?)(?: \w+)? (?:letter|report|referral|fax|e-?mail|message)\b"
)
"""Behind a finding: that it stands in somebody's letter."""
_BY_STUDY = Pattern(
    r"^\W*(?:the |her |his )?(?:mri|mra|ct|emg|ncs|x-?rays?|imaging|ultrasound|scans?|films?|"
    r"radiographs?)\b(?![^.;]*\b(?:palpa\w*|"
    r"exam\w*|i (?:felt|feel))\b)"
)
"""A sentence that tells what a study shows or does not."""
_SO_CALLED = Pattern(
    r"\bwhat (?:she|he|they|(?:the |her |his )?(?:pt|patient|pcp|gp|therapist|\w+er|\w+or)) (?:calls?|called|"
    r"labels?|labell?ed|terms?|"
    r"termed|takes for|took for|describes? as|described as|thinks? (?:is|are)|thought (?:was|were))"
    r"(?: (?:an?|her|his|the|\"|active))* ?$"
)
"""Before a finding: that it is somebody's word for something."""
_BY_HAND = Pattern(r"\b(?:palpa\w*|snap\w*|press\w*|compress\w*|needl\w*|elicit\w*)\b")
_NONE_ELSEWHERE = Pattern(r"\b(?:none|nothing|no others?|neither)\b[^.;,]{0,12}\b(?:elsewhere|anywhere(?: else)?)\b")
_SINCE = Pattern(r"\b(?:since|from|until|after|before)\W*$")
_SAME_PLACE = Pattern(
    r"\b(?:felt|feel|found|find|confirm\w*|palpat\w+|press\w*|roll\w*|squeez\w*|pinch\w*|snap\w*|strum\w*|examin\w+|"
    r"compress\w*|locat\w+)(?: (?:for|on|over|across))? (?:it|them|there)\b|"
    r"\b(?:in|within|inside|along|throughout) (?:it|them|there)\b|\bthe muscle\b|\b(?:that|the same|this) (?:spot|"
    r"place|site|muscle)\b"
)
"""Words by which a sentence without a place goes on about the place of the one before it."""
_PRESENT = ("neck", "shoulder", "upper_back", "low_back", "head", "unplaced", "limb")


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
    if criterion.on_examination and (record.secondhand(said) or _earlier(record, said)):
        return "it is named, but not on the treating clinician's own examination of now"
    if said.written and said.written < record.stale_before:
        return "it is of an old note"
    return "it is of the other side" if _other_side(record, said) else None


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
        for mention in _naming(record, said, name, about):
            if "|" in said.low and said.document.place in rows:
                continue  # a row of the table, or its head
            found = _weigh(record, criterion, said, mention, name)
            everywhere = found.bearing == "against" and said.search(_NONE_ELSEWHERE)
            placed.append((found, Place() if everywhere else _place(record, said, mention)))
        if name == "limited_movement" and not said.statement.of(name) and movement.measured(record, said):
            placed.append((Weighed("for", said.cite(), f"{be(name)} measured"), site.among(site.here(said))))
        told = further.counted(record, said, name)
        told = told or further.old_one(record, said, name)
        if told is not None and record.objection(said, _here(said)) is None and not said.document.remote:
            there, place = told
            some = Weighed("for", said.cite_sentence(), f"{be(name)} recorded{_where(criterion, said)}")
            placed.append((some if there else _absent(record, said, some.cited, be(name), place), place))
        if (short := features.brief(record, said, about)) and not said.statement.of(name):
            placed.append((Weighed("for", short, f"{be(name)} recorded"), site.among(site.here(said))))
        if features.fell(record, said, about):
            placed.append((Weighed("for", said.cite(), f"{be(name)} measured"), site.among(site.here(said))))
        opposite = unremarkable.told(said, about)
        if opposite and record.objection(said, said.statement.cues.whole) is None and not said.statement.of(name):
            place = Place() if about.get("sideless") == "true" else unremarkable.where(said, opposite)
            placed.append((_absent(record, said, said.cite(), be(name), place), place))
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
    if weighed.bearing == "open" and weighed.why.endswith(_ONE_SIDE) and any(not place.apart(p) for p in found):
        return replace(weighed, bearing="against")
    if weighed.why.endswith(_AS_DIAGNOSIS) and not any(w.bearing == "against" for w, _ in placed):
        return replace(weighed, bearing="open")
    return weighed


def _naming(record: Record, said: Said, name: str, about: object) -> Iterator[Mention]:
    """Namings of a finding: by its words, by one that stands for it alone, by two that do together."""
    own = said.statement.of(name)
    yield from own
    if own or not isinstance(about, dict):
        return
    yield from said.statement.of(*about.get("alone", ()))
    yield from (
        m for m in said.statement.of(*about.get("alone_felt", ())) if _responds(said, m) and not _without(said, m)
    )
    parts = {m.concept: m for m in said.statement.of(*about.get("two_of", ()))}
    if len(parts) == 1 and said.regions():
        parts |= {m.concept: m for s in _rest(record, said) for m in s.statement.of(*about.get("two_of", ()))}
    if len(parts) == 1 and said.regions() and _recognised(record, said):
        yield from (m for m in parts.values() if m in said.statement.mentions and m.stands.plain)
    if len(parts) >= 2 and all(m.stands.plain or (m.stands.negated and _excepted(said, m)) for m in parts.values()):
        mine = [m for m in parts.values() if m in said.statement.mentions]
        yield min(mine, key=lambda m: not m.stands.negated)


_MY_PAIN = Pattern(
    r"[\"\u201c'\u2018][^\"\u201d]{0,30}\b(?:that's|that is|thats|it's|this is|there's|you(?:'ve)? (?:got|found|hit)) "
    r"(?:(?:exactly|just|right|precisely) )?(?:it\b[^\"\u201d]{0,12})?(?:my (?:\w+ )?(?:pain|headache|ache|migraine)|"
    r"the (?:pain|headache|ache|spot|one))\b"
)
"""Words of a patient who knows the pain again."""
_AS_PRESSED = Pattern(
    r"\b(?:press\w*|palpa\w*|compress\w*|squeez\w*|pinch\w*|snap\w*|roll\w*)\b(?![^.;]{0,40}\b(?:hand-?out|chart|"
    r"diagram|picture|model)\b)"
)


def _recognised(record: Record, said: Said) -> bool:
    """Whether the patient knows the pain again as the hand presses: "that's my headache!" as I pressed a taut band."""
    behind = [s for s in record.following(said)[:2] if s.in_sentence_of(said)]
    near = [*record.preceding(said)[:1], said, *behind]
    pressed = any(s.search(_AS_PRESSED) for s in (said, *behind))
    return pressed and any(s.search(_MY_PAIN) and not s.statement.cues.whole.negated for s in near)


def _rest(record: Record, said: Said) -> list[Said]:
    """The statements behind in the same sentence, which name no place of their own."""
    sentence = said.statement.clause.sentence
    behind = [s for s in record.following(said) if s.statement.clause.sentence == sentence]
    return [s for s in behind if not site.among(s.statement.clause.tokens).muscles and s.statement.cues.whole.plain]


def _responds(said: Said, mention: Mention) -> bool:
    """Whether it is named as a response to the examining hand: "local twitch response on palpation"."""
    start = said.statement.clause.start
    named = said.low[mention.start - start : mention.end - start]
    by_hand = _BY_HAND if "response" in named else _SNAPPED
    return mention.stands.plain and by_hand.search(said.low) is not None


def _weigh(record: Record, criterion: ExamCriterion, said: Said, mention: Mention, name: str) -> Weighed:
    stands, cited, what = mention.stands, said.cite(), be(name)
    if stands.resolved and features.passing(said, words.concept(name).about):
        stands = replace(stands, resolved=False)
    if stands.negated and _CAME_BACK.search(said.behind(mention.end)):
        stands = replace(stands, negated=False)
    if match := _THING.match(said.low[mention.end - said.statement.clause.start :]):
        return Weighed("open", cited, f"{words.names(name)} named only in “{match[1]}”")
    about = words.concept(name).about
    if any(p.search(said.low) for p in words.patterns(tuple(map(str, about.get("elsewhere", ()))))):
        return Weighed("open", cited, f"{what} recorded of another part of the body or another occasion")
    in_error, by_paper = voided(record, said), unfound.named_by_paper(said, mention)
    before = _earlier(record, said) or examdate.before_now(said, mention.start - said.statement.clause.start)
    if why := unfound.taken_back(record, said, mention, in_error or by_paper or before):
        return Weighed("against", cited, f"{what} {why}")
    if answer := answered.reply(record, said, mention):
        return _answer(record, criterion, said, what, answer)
    if by_paper and not unfound.confirmed(record, said):
        return Weighed("open", cited, f"{what} named by a request or a letter, not by the examination")
    if in_error or unfound.struck(said, mention):
        return Weighed("open", cited, f"{what} named in an entry that is said to be an error")
    if unfound.only_looked_for(record, said, mention):
        return Weighed("open", cited, f"{what} named as what was looked for, without what was found")
    if boxes.answered_no(said, mention) or (criterion.on_examination and boxes.none_marked(said, mention)):
        return Weighed("against", cited, f"{what} answered with no on a form")
    ever = about.get("past") == "true"
    past = ever or stands.resolved
    objection = record.objection(said, stands, past_counts=past)
    if objection:
        return Weighed("open", cited, objected(name, objection))
    if criterion.on_examination and said.document.remote and not stands.negated and not examdate.by_hand(record, said):
        return Weighed("open", cited, f"{what} named at a visit without an examination by hand")
    if criterion.on_examination and not said.search(unremarkable.FELT):
        if said.search(_BY_STUDY):
            return Weighed("open", cited, f"{what} named of a study, which is no examination by hand")
        if said.search(_DRAWN):
            return Weighed("open", cited, f"{what} drawn or read, not found by an examination")
        if stands.negated and _DENIES & set(stands.cues):
            return Weighed("open", cited, f"{what} denied by the patient, which is no examination")
    if stands.refused:
        return Weighed("open", cited, "the examination was put off or declined")
    if _not_looked(said, mention, stands.negated or _without(said, mention)):
        return Weighed("open", cited, f"{what} named where the examination was not done")
    if stands.resolved and _excepted(said, mention) and not record.secondhand(said):
        return Weighed("for", cited, f"{what} recorded at the place that is excepted")
    if criterion.on_examination and said.search(_REPORTED) and not said.search(_BY_HAND):
        return Weighed("open", cited, f"{what} reported, which is no examination")
    asked = not (stands.negated or said.search(_EXAMINED))
    if criterion.on_examination and asked and _SPOKEN_OF.search(said.ahead(mention.start)):
        return Weighed("open", cited, f"{what} named as what is asked or come for, not as found")
    if criterion.on_examination and _IN_PAPER.match(said.behind(mention.end)) and not unfound.confirmed(record, said):
        return Weighed("open", cited, f"{what} named by a letter, not by the examination")
    if _SO_CALLED.search(said.ahead(mention.start)):
        return Weighed("open", cited, f"{what} named as somebody's word for something")
    if criterion.on_examination and not stands.negated and _PLACE_DOUBTED.match(said.behind(mention.end)):
        return Weighed("open", cited, f"{what} named with a doubt where, or as what may be there")
    unseen = not any(s.statement.of(name) for s in record.following(said)[:2])
    if criterion.on_examination and unseen and doubted.not_taken_over(record, said):
        return Weighed("open", cited, f"{what} named by a trainee, and not by the one who signs")
    if stands.negated and _ACTED.match(said.behind(mention.end)):
        return Weighed("open", cited, f"{what} said not to have been treated, which denies none")
    if criterion.on_examination and unfound.copied(record, said):
        return Weighed("open", cited, f"{what} named in text that is copied from note to note")
    if criterion.on_examination and stands.negated and unfound.by_another(record, said, mention):
        return Weighed(
            "open", cited, f"{what} said by another not to be there, which is no examination of the clinician's own"
        )
    if stands.negated and _OTHERS.search(said.low[: mention.start - said.statement.clause.start]):
        return Weighed("open", cited, f"{what} said not to be in other places")
    if stands.negated or _without(said, mention) or unfound.counted_none(said, mention):
        if _excepted(said, mention):
            return Weighed("for", cited, f"{what} recorded at the place that is excepted")
        place = site.among(site.here(said))
        if (where := place.elsewhere(site.of(record))) and about.get("anywhere") != "true":
            return Weighed("open", cited, f"{what} recorded as absent {where} than the one asked for")
        return _absent(record, said, cited, what, place)
    if stands.resolved and not record.secondhand(said):
        return Weighed("against", cited, f"{what}{_GONE}")
    read_out = examdate.read_out(said, mention.start - said.statement.clause.start)
    own = not record.secondhand(said) or read_out or unfound.confirmed(record, said)
    if criterion.on_examination and (not own or unfound.deferred(record, said) or unfound.unsigned(record, said)):
        return Weighed("open", cited, f"{what} named, but not on the treating clinician's own examination")
    if (not ever and outdated.long_ago(record, said, mention)) or (criterion.on_examination and _earlier(record, said)):
        return Weighed("open", cited, f"{what} named with a date long before")
    if criterion.on_examination and examdate.not_again(record, said):
        return Weighed("open", cited, f"{what} named for an earlier day, and not examined since")
    if further.left_out(record, said, mention):
        return Weighed("against", cited, f"{what} recorded everywhere but at the place asked for")
    if criterion.located and not _located(record, said):
        return Weighed("open", cited, f"{what} named without a muscle or region")
    if criterion.on_examination and said.search(_ON_LIST):
        return Weighed("open", cited, f"{what} named only on a list")
    if criterion.on_examination and said.search(_TO_INJECT) and not _examined(record, said, name):
        return Weighed("open", cited, f"{what} named as what will be injected, not as found")
    if _other_side(record, said):
        return Weighed("open", cited, f"{what} named on the other side")
    if criterion.located and (where := site.among(site.here(_placing(record, said))).elsewhere(site.of(record))):
        return Weighed("open", cited, f"{what} named {where} than the one asked for")
    if criterion.on_examination and _only_diagnosed(said, mention):
        return Weighed("for", cited, f"{what} named{_AS_DIAGNOSIS}")
    return Weighed("for", cited, f"{what} recorded{_where(criterion, said)}")


def _answer(record: Record, criterion: ExamCriterion, said: Said, what: str, answer: answered.Answer) -> Weighed:
    """What the clinician answers to a question whether it was found."""
    later = record.following(said)[0]
    if answer == "no":
        return Weighed("against", later.cite(), f"{what} said not to be there, in answer to a question")
    if criterion.located and not (_located(record, later) or _located(record, said)):
        return Weighed("open", later.cite(), f"{what} named without a muscle or region")
    return Weighed("for", later.cite(), f"{what} said to be there, in answer to a question")


def _only_diagnosed(said: Said, mention: Mention) -> bool:
    """Whether a heading or a verb says that it is the assessment which names it, and no word that it was felt."""
    before = said.low[: mention.start - said.statement.clause.start]
    headed = said.search(_DIAGNOSED) is not None or said.statement.clause.section == "assessment"
    return (headed and not said.search(_EXAMINED)) or _BY_ASSESSMENT.search(before) is not None


def _here(said: Said) -> Assertion:
    """How a statement stands as a whole, whatever it says at its end of what is planned."""
    return assertion.at(said.statement.cues, 0, 1)


def _absent(record: Record, said: Said, cited: Citation, what: str, place: Place) -> Weighed:
    """A finding that an examination did not find; on one side only where the record is about the other one too."""
    one_side = set(place.sides)
    if len(one_side) == 1 and sides_asked(record) != one_side and not further.only_side(record, one_side):
        return Weighed("open", cited, f"{what} recorded as absent on the {next(iter(one_side))}{_ONE_SIDE}")
    return Weighed("against", cited, f"{what} recorded as absent")


def _where(criterion: ExamCriterion, said: Said) -> str:
    """On examination, and in which muscles or regions, in words."""
    tokens = said.statement.clause.tokens
    hits = [h for h in said.statement.hits("regions") if h.name in _PRESENT]
    muscles = [h for h in hits if not (h.first and tokens[h.first - 1].word == "my")]  # the examiner's own finger
    names = listed(" ".join(t.word for t in tokens[h.first : h.last]) for h in muscles)
    place = ""
    if criterion.located and muscles:
        behind = tokens[muscles[-1].last].word if muscles[-1].last < len(tokens) else ""
        noun = (
            "muscles"
            if behind in ("muscle", "muscles", "musculature")
            else "region"
            if len(names.split()) == 1
            else "regions"
        )
        place = f" in the {names} {noun}"
    return f"{' on examination' if criterion.on_examination else ''}{place}"


def _not_looked(said: Said, mention: Mention, denied: bool) -> bool:
    """Whether the examination was not made: anywhere beside a denied finding, right behind one that is named."""
    behind = said.low[mention.end - said.statement.clause.start :]
    for match in _NOT_LOOKED.finditer(said.low if denied else behind):
        if denied or not re.search(r"[,;:.]", behind[: match.start()]):
            return True
    return False


def _without(said: Said, mention: Mention) -> bool:
    """Whether an outcome word denies the finding: "no relief with the block"; "worsening weakness" has its own."""
    if words.concept(mention.concept).about.get("own_result") == "true":
        return False
    return any(t.kind == "failed" and t.first < mention.last and mention.first < t.last for t in said.statement.told)


def _excepted(said: Said, mention: Mention) -> bool:
    """Whether "other than" and a place follow: "no trigger points other than in the trapezius"."""
    exceptions = [e for e in said.statement.cues.exceptions if e.first >= mention.last]
    return bool(exceptions) and bool(words.cues("regions").find(said.statement.clause.tokens[exceptions[0].last :]))


def _adopted(said: Said) -> bool:
    return bool(said.statement.hits("assertion", "adopted"))


def _located(record: Record, said: Said) -> bool:
    """Whether a muscle or region is named, in it or in the field before it, or another's place is adopted."""
    fields = (s for s in record.preceding(said)[:2] if s.search(itemised.PLACE))
    named = any(_named_place(s) for s in (_placing(record, said), *fields))
    return named or _adopted(said) or bool(said.search(_EACH_MUSCLE) and site.of(record).muscles)


def _named_place(said: Said) -> bool:
    aside = [(a, b) for a, b in site.referred(said)]
    hits = [h for h in said.statement.hits("regions") if not any(a <= h.first < b for a, b in aside)]
    return bool({h.name for h in hits} & set(_PRESENT))


def _placing(record: Record, said: Said) -> Said:
    """The statement that says where: itself, else a place set before an aside, else the one it points back to."""
    if _named_place(said):
        return said
    for before in record.preceding(said)[:1]:
        others = [m for m in before.statement.mentions if m.concept != "physical_evaluation"]  # the heading "PE"
        opens = before.statement.clause.sentence == said.statement.clause.sentence and not others
        points = said.search(_SAME_PLACE) and not before.statement.cues.whole.other_person
        if _named_place(before) and (opens or points):
            return before
    for behind in record.following(said)[:1]:
        dash = said.document.text[said.statement.clause.end : behind.statement.clause.start].strip() in (
            "-",
            "–",
            "—",
            ":",
        )
        if dash and not behind.statement.mentions and _named_place(behind) and behind.statement.cues.whole.plain:
            return behind  # "TrPs palp - L upper trap, L rhomboid minor"
    return said


def _place(record: Record, said: Said, mention: Mention) -> Place:
    """The place of a naming: that between commas, where the finding is named in several parts of a clause."""
    tokens = said.statement.clause.tokens
    if len(said.statement.of(mention.concept)) > 1:
        ends = [n for n, t in enumerate(tokens) if t.word in (",", ";")]
        first = max((n for n in ends if n < mention.first), default=-1) + 1
        last = min((n for n in ends if n >= mention.last), default=len(tokens))
        if (own := site.among(tokens[first:last])).muscles:
            return own
    return site.among(site.here(_placing(record, said)))


def _other_side(record: Record, said: Said) -> bool:
    sides = site.among(site.here(_placing(record, said))).sides
    wanted = sides_asked(record)
    return bool(sides and wanted and not sides & wanted)


def _earlier(record: Record, said: Said) -> bool:
    """Whether the clause tells of an examination before this one."""
    return examdate.earlier(record, said, said.search(_NOT_LOOKED) is not None)


def _examined(record: Record, said: Said, name: str) -> bool:
    """Whether words of an examination stand in the clause, or its sentence compares with another place."""
    beside = (s for s in record.preceding(said) if s.statement.clause.sentence == said.statement.clause.sentence)
    return said.search(_EXAMINED) is not None or any(s.statement.of(name) or s.search(_EXAMINED) for s in beside)
