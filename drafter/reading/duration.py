"""Duration: how long symptoms have lasted. A note tells it up to its own day; both ends of what it tells are tested."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from dateutil.relativedelta import relativedelta

from drafter.domain import DurationCriterion, Finding, Value
from drafter.reading import (
    amended,
    begun,
    contested,
    diagnosis,
    logged,
    persistence,
    symptom_free,
    treated_before,
    visit_by_visit,
)
from drafter.reading.complaint import heads, hits, ours
from drafter.reading.lasting import by_length, in_reply
from drafter.reading.onset import Onset, by_date, by_log, none_before
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, listed, settle, stated
from drafter.text import assertion, lengths, words
from drafter.text.patterns import Pattern

_ON_LIST = Pattern(r"\b(?:on|in) (?:the |her |his )?(?:problem|diagnosis|pmh|medication) list\b")
_UNSURE = Pattern(
    r"\b(?:possibly|perhaps|maybe|or|probably) (?:even )?(?:earlier|longer|before that|sooner|a good deal longer)\b|"
    r"\b(?:(?:she|he|pt|patient|they) (?:is|are) (?:not sure|unsure|uncertain|unclear)|"
    r"(?:cannot|can't|could not|does not|doesn't|unable to) (?:\w+ )?(?:say|recall|remember|tell|date)\b"
    r"(?! (?:a|one|any|even one) (?:single )?(?:good|better|easy|free|pain|day|night|hour|week))|"
    r"(?:two|conflicting|different|differing) (?:histories|accounts|versions|onset dates|"
    r"dates of onset|onsets|stories)\b|"
    r"(?:exact )?(?:date|onset|duration|start) (?:is |was )?(?:not known|unknown|unclear|uncertain))\b"
)
_UNTIL_THEN_NONE = Pattern(
    r"\b(?:until|till|up to)\b[^.]{3,60}?[;,–-] ?(?:and |but )?(?:none|nothing|no pain|gone|free|pain[- ]free|well|"
    r"quiet|fine)"
    r" (?:at all |of it |whatsoever )?since\b"
)
"""That what lasted until a day has not been there since."""
_WHICH_IS_RIGHT = Pattern(
    r"\bwhich (?:one |of (?:them|the two|these|both) )?(?:is|was) (?:right|correct|true)\b[^.;]{0,25}\b(?:ask|not|"
    r"un\w+|find "
    r"out|check|clarif\w+|open)\b"
)
_PART_NEWLY = Pattern(
    r"[,;] (?:and |but )?(?:the|her|his) \w+ (?:pain |ache )?(?:only|just) (?:lately|recently|of late|these days|this "
    r"(?:week|month))\b"
)
"""One part for so long, and another only lately: "shoulder since February, the neck only lately"."""
_STATUS_OVER = Pattern(
    r"^\W*(?:current |present )?(?:status|course|state|outcome|now|currently)\s*[:=]\s*(?:fully |completely |now )?"
    r"(?:resolved|inactive|cleared|gone|over|recovered|asymptomatic|symptom[- ]free|pain[- ]free)\W*$"
)
"""A field that says that the complaint is over."""
_SHOWS = 6
"""Months for which a note shows that symptoms go on; an older one alone shows them only up to its own day."""


def read(record: Record, criterion: DurationCriterion) -> Finding:
    """The finding on a duration criterion; it does not apply to a condition for which no length is asked."""
    if criterion.not_for and (cited := diagnosis.stated_plainly(record, criterion.not_for)):
        why = f"No length of time is asked for {listed((words.names(c) for c in criterion.not_for), 'or')}."
        return stated(record, criterion, "not_applicable", why, citations=cited)
    weighed: list[Weighed] = []
    free = symptom_free.free(record, criterion)
    seen: list[tuple[dt.date, Said]] = []
    later: list[Weighed] = []
    for said in record.said:
        found = list(_weigh(record, criterion, said, free, seen))
        weighed += found
        against = [w for w in found if w.bearing == "against"]
        if against and not _names_the_complaint(record, criterion, said):
            later += against
    if not free and any(w.bearing == "for" for w in weighed):
        weighed = [w for w in weighed if w not in later]  # of a course, a paper or a plan beside an onset that is told
    differing = any(w.why.endswith(_OTHERWISE) for w in weighed)
    if not differing and not any(w.bearing != "open" for w in weighed):
        weighed += visit_by_visit.series(record, criterion, seen, free)
    if not free and any(w.bearing != "open" for w in weighed) and contested.accounts_differ(record, criterion):
        weighed = [
            w if w.bearing == "open" else replace(w, bearing="open", why=f"{w.why}{_OTHERWISE}") for w in weighed
        ]
    weighed = amended.outranked(record, _disputed(record, criterion, weighed, free))
    if over := symptom_free.over_now(record, criterion):
        told = [replace(w, bearing="open", why=_IS_OVER) if w.bearing != "open" else w for w in weighed]
        weighed = told or [Weighed("open", over.cite(), _IS_OVER)]
        free = None
    if free and not any(w.bearing != "open" for w in weighed) and symptom_free.free_since(record, criterion, free):
        weighed.append(Weighed("against", free[1].cite(), f"the symptoms are said to be gone since {free[0]}"))
    if free and not any(w.bearing != "open" for w in weighed):
        weighed.append(
            _tested(record, criterion, Onset(free[1], free[0], symptom_free.last_ease(free) or record.clock), None)
        )
    if not any(w.bearing != "open" for w in weighed):
        weighed += list(persistence.undated(record, criterion))
    if not free:
        weighed = treated_before.weighed(record, criterion, weighed)
    return settle(
        record,
        criterion,
        _settled(weighed),
        met=f", so they have lasted {criterion.lasting}",
        not_met=f", so they have not lasted {criterion.lasting}",
        silent=f"Nothing shows that the symptoms have lasted {criterion.lasting}",
        looked_for=(
            "duration of symptoms",
            f"onset on or before {lengths.since(criterion.lasting, record.clock).isoformat()}",
        ),
    )


_IS_OVER = "the symptoms are said to be over"
_OTHERWISE = ", and another source says otherwise"


def _names_the_complaint(record: Record, criterion: DurationCriterion, said: Said) -> bool:
    """Whether a statement names the symptoms itself and does not tell of their ups and downs."""
    named = any(ours(h) for h in heads(record, criterion, said)) or said.search(_ONSET)
    return bool(named) and not said.search(contested.UPS_AND_DOWNS)


_ONSET = Pattern(r"\bonset\b|\b(?:began|begun|started|came on|set in)\b")


def _settled(weighed: list[Weighed]) -> list[Weighed]:
    """A statement that shows the length outweighs one that was true earlier and could not show it yet."""
    return (
        weighed
        if any(w.bearing == "against" for w in weighed)
        else [w for w in weighed if w.bearing == "for"] or weighed
    )


def _weigh(
    record: Record, criterion: DurationCriterion, said: Said, free: tuple[dt.date, Said] | None,
    seen: list[tuple[dt.date, Said]],
) -> Iterator[Weighed]:  # fmt: skip
    """What a statement tells of the length; onsets that an older note shows up to its own day are put to `seen`."""
    for onset in _onsets(record, criterion, said, free):
        objection = _objection(record, criterion, said, onset)
        if objection:
            yield Weighed("open", said.cite(), objection)
            continue
        found = _tested(record, criterion, onset, free)
        if found.bearing != "open" and contested.sources_differ(record, criterion, said):
            found = replace(found, bearing="open", why=f"{found.why}{_OTHERWISE}")
        if found.bearing == "for" and contested.beside_a_new_one(record, criterion, said):
            found = replace(found, bearing="open", why="another complaint is said to be new")
        if found.bearing != "open" and contested.of_another_place(record, criterion, said):
            found = replace(found, bearing="open", why="it may be told of another place than the one asked for")
        if found.bearing == "against" and _typed(said):
            found = replace(found, bearing="open", why=f"{found.why}, as only a form tells")
        if found.bearing == "for" and persistence.untold(record, said):
            found = replace(found, bearing="open", why="the time of the complaint is said not to be told")
        shown = onset.seen or said.written
        if found.bearing == "open" and not free and not onset.negated and shown and shown < record.clock:
            seen.append((onset.latest, said))
        yield found


def _disputed(
    record: Record, criterion: DurationCriterion, weighed: list[Weighed], free: tuple[dt.date, Said] | None
) -> list[Weighed]:
    """What is said, open where a source that does not count by itself says the opposite of what counts against it."""
    if free or not any(w.bearing == "against" for w in weighed) or any(w.bearing == "for" for w in weighed):
        return weighed
    longer = (
        _tested(record, criterion, onset, None)
        for said in record.said
        if contested.other_source(said) and not contested.corrected(record, said)
        for onset in _onsets(record, criterion, said, None)
        if not (onset.denied or onset.over or onset.negated)
    )
    other = next((w for w in longer if w.bearing == "for"), None)
    if other is None:
        if any(contested.off_and_on(record, criterion, said) for said in record.said):
            why = "the symptoms are said to have come and gone for longer"
            return [replace(w, bearing="open", why=f"{w.why}, and {why}") for w in weighed]
        return weighed
    return [replace(w, bearing="open", why=f"{w.why}, and another source says longer") for w in weighed]


def _tested(record: Record, criterion: DurationCriterion, onset: Onset, free: tuple[dt.date, Said] | None) -> Weighed:
    """Both ends of an onset against the bound: up to the note for what is shown, up to the clock for what may be."""
    note = min(onset.seen or onset.said.written or record.clock, record.clock)
    earliest, latest, cited = onset.earliest, onset.latest, onset.said.cite()
    if free and free[0] > latest:
        earliest, latest, cited = free[0], record.clock, free[1].cite()
    elif free and free[0] > earliest:
        earliest = free[0]  # of two readings of a date the one behind the time without symptoms
    shown = latest <= lengths.since(criterion.lasting, note) and not _of_old(record, criterion, note)
    possible = earliest <= lengths.since(criterion.lasting, record.clock)
    values = (Value(name="onset, latest", value=latest.isoformat()),)
    if shown and not onset.negated:
        return Weighed("for", cited, f"the symptoms began no later than {latest.isoformat()}", values)
    if not possible:
        reason = "that length is denied" if onset.negated else f"the symptoms began no earlier than {earliest}"
        return Weighed("against", cited, reason, values)
    if note < record.clock and latest <= lengths.since(criterion.lasting, record.clock):
        return Weighed("open", cited, f"the note of {note.isoformat()} shows the symptoms only up to that day", values)
    return Weighed("open", cited, "the time stated may be longer or shorter than that", values)


def _of_old(record: Record, criterion: DurationCriterion, note: dt.date) -> bool:
    """Whether a note is too old to show that the symptoms go on, and no later one speaks of them."""
    edge = record.clock - relativedelta(months=_SHOWS)
    later = (
        s
        for s in record.said
        if ((s.written if s.document.place == "text" else s.document.written) or note) >= edge  # a copied line, too
    )
    return note < edge and not any(ours(h) for s in later for h in heads(record, criterion, s))


_AT_FIRST = Pattern(
    r"\b(?:on and off|off and on|intermittent\w*|comes and goes|came and went)\b[^.;]{0,12}\b(?:at first|initially)\b"
)
"""What came and went only in the beginning."""


_WHY_SEEN = ("reason for visit", "reason for consult", "reason for consultation")
"""Labels of the complaint, which leave a diagnosis open and no complaint."""


def _objection(record: Record, criterion: DurationCriterion, said: Said, onset: Onset) -> str | None:
    clause = said.statement.clause
    if onset.denied:
        return "the symptoms are denied for that time, which does not tell how long they last"
    if _ON_LIST.search(said.low):
        return "it stands on a list"
    if hits("intermittent", said) and not said.search(_AT_FIRST):
        return "the symptoms come and go, and their present stretch is not dated"
    at = assertion.at(said.statement.cues, len(clause.tokens) - 1, len(clause.tokens))
    planned = at.time == "planned" and clause.section != "plan"
    replied = onset.place >= 0 and in_reply(record, criterion, said, onset.place)
    if planned or (at.time == "conditional" and (replied or _wished_behind(said))):
        at = said.statement.cues.whole
    if said.statement.cues.whole.speaker == "proxy":
        return "it is reported by another person"
    over = any(s.search(_STATUS_OVER) for s in record.following(said)[:2] if not s.statement.mentions)
    if (at.resolved or onset.over or over) and not onset.negated:
        return _IS_OVER
    if at.certainty == "hedged" and at.cues and all(cue.lower() in _WHY_SEEN for cue in at.cues):
        at = replace(at, certainty="sure")
    objection = record.objection(said, at, past_counts=True, stale_counts=True)
    which = _WHICH_OF_TWO.search(said.sentence) is not None and _OF_TWO.search(said.sentence) is not None
    typed = at.speaker != "form" and _typed(said)
    bounded = onset.earliest > lengths.since(criterion.lasting, record.clock) and _AT_MOST.search(said.low)
    put_right = _PUT_RIGHT.search(said.low)
    if put_right and 0 <= onset.place < said.statement.clause.start + put_right.start():
        objection = None
    if (
        objection
        and not ((onset.negated or bounded or which) and "uncertain" in objection)
        and not (typed and objection.endswith(_ON_FORM))
    ):
        return objection
    if contested.corrected(record, said):
        return "a later statement corrects it"
    if said.written and said.written < record.stale_before:
        return f"the note of {said.written} is too old to show that the symptoms go on"
    if _UNTIL_THEN_NONE.search(said.sentence):
        return _IS_OVER
    if any(s.search(_WHICH_IS_RIGHT) for s in record.following(said)[:2]):
        return "which of two accounts is right is said not to be known"
    if (_UNSURE.search(said.sentence[:600]) and not which) or _PART_NEWLY.search(said.sentence):
        return "the time is said to be uncertain"
    return None


_PUT_RIGHT = Pattern(
    r",? (?:and )?not (?:the |for )?(?:\d{1,2}|[a-z]+) (?:days?|weeks?|wks?|months?|mos?|years?) (?:(?:as|that|which|"
    r"given|stated|"
    r"told|is|was|stands|written) )*(?:on|in) (?:the|her|his|our) (?:\w+ )?(?:referral|form|intake|letter|order|sheet|"
    r"portal|"
    r"request)\b"
)
"""Behind a length: another one, of a paper, which is wrong: "eight weeks, not the five months on the referral"."""
_WHICH_OF_TWO = Pattern(
    r"\b(?:cannot|can't|could not|couldn't|unable to|does not|doesn't|do not|don't) (?:say|tell|recall|remember|"
    r"know) which"
    r"(?: (?:one|of the two|month|it was))?(?=\W*(?:$|[,.;]))|\b(?:is |are )?(?:not sure|unsure|uncertain|"
    r"unclear) which"
    r"(?: (?:one|of the two|month|it was))?(?=\W*(?:$|[,.;]))"
)
_OF_TWO = Pattern(
    r"\bor (?:in |early |late |mid |maybe |perhaps )*(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)"
)
"""A doubt of two months both of which are named, so that both ends are known."""
_AT_MOST = Pattern(
    r"\b(?:at (?:the )?(?:most|outside|utmost|longest)|no (?:more|longer)\b(?! than)|not (?:any )?(?:more|"
    r"longer)\b(?! than)|tops|max(?:imum)?)\b"
)
"""A bound that holds whatever is uncertain below it: "maybe seven weeks, no more"."""
_ON_FORM = "only in a form or template"
_FIELD = Pattern(r"^[^\[\]☐☑☒:]{0,40}:[^\[\]☐☑☒]*$")


def _typed(said: Said) -> bool:
    """Whether somebody typed it into a field of a form, where a box would only have been ticked."""
    return said.document.speaker == "form" and _FIELD.match(said.written_sentence) is not None


def _wished_behind(said: Said) -> bool:
    """Whether all that is only wished stands behind a comma and behind the lengths: "for 2 years, and I would …"."""
    start = said.statement.clause.start
    wished = [h.start - start for kind, h in said.statement.cues.before if kind == "conditional"]
    told = [x.end - start for x in said.statement.lengths()]
    return bool(wished and told) and "," in said.low[max(told) : min(wished)]


def _onsets(
    record: Record, criterion: DurationCriterion, said: Said, free: tuple[dt.date, Said] | None
) -> Iterator[Onset]:
    """Onsets told in a statement: lengths that belong to the symptoms, and dates after "since" or "began"."""
    told = [*by_length(record, criterion, said), *by_date(record, criterion, said)]
    if "headache" in criterion.of:
        told = [onset for onset in told if onset.place < 0 or not logged.counted_at(record, said, onset.place)]
    grew_worse = None if free else begun.grew_worse(said)
    if grew_worse != begun.SINCE_THEN:
        yield from (onset for onset in told if onset.place != grew_worse)
    yield from (*none_before(record, criterion, said), *by_log(record, said))
    if (
        "headache" in criterion.of
        and not said.statement.cues.whole.other_person
        and (day := logged.since(record, said))
    ):
        yield Onset(said, dt.date.min, day)
    if day := symptom_free.came_back(record, said, free):
        yield Onset(said, day, record.clock)
    if days := begun.in_table(record, criterion, said) or begun.in_answer(record, criterion, said):
        yield Onset(said, *days)
    if days := persistence.first_ever(record, criterion, said) or begun.with_birth(record, criterion, said):
        yield Onset(said, *days)
