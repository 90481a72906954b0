"""Duration: how long symptoms have lasted. A note tells it up to its own day; both ends of what it tells are tested."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateutil.relativedelta import relativedelta

from drafter.domain import DurationCriterion, Finding, Value
from drafter.reading.record import STALE_MONTHS, Record, Said
from drafter.reading.weighing import Weighed, settle
from drafter.text import Mention, assertion, dates, lengths, words
from drafter.text.patterns import Pattern
from drafter.text.words import Hit

_OWN = ("conditions",)
_AGO = Pattern(r"\s*(?:ago|back|earlier|before|prior|later)\b")
_EVER_SINCE = Pattern(r"\b(?:ever since|since then|since that time|ever after)\b")
_TO_THIS_DAY = Pattern(r"\b(?:to|until|through|till) (?:the )?(?:present|now|date|today|this day)\b|\bonwards?\b")
_SHORT = 12
"""Tokens up to which a clause without a head may carry on about the symptoms of the one before."""
_COURSE = Pattern(
    r"\b(?:duration|going on|present|suffer\w*|last(?:ing|ed)|bother\w*|persist\w*|unchanged|course|history|hx|h/o|"
    r"had (?:it|this|them|these)|hurt\w*|ach(?:es|ing)|struggl\w*|dealing|onset|chronic|"
    r"been (?:there|this way|like this|symptomatic))\b"
)
_SOMEBODY = Pattern(r"\b(?:she|he|they|patient|pt|who)\b")
_AT_EASE = ("range", "rom", "motion", "interval")
_FOREIGN = ("treatments", "procedures", "programme")


@dataclass(frozen=True)
class _Onset:
    """When the symptoms began, as one statement tells."""

    said: Said
    earliest: dt.date
    latest: dt.date
    negated: bool = False
    vague: bool = False
    """Whether the number behind it is itself vague, as in "a couple of months"."""


def read(record: Record, criterion: DurationCriterion) -> Finding:
    """The finding on a duration criterion."""
    weighed: list[Weighed] = []
    free = _free_of_symptoms(record, criterion)
    for said in record.said:
        weighed += list(_weigh(record, criterion, said, free))
    weighed += _visits(record, criterion, weighed)
    if free and not any(w.bearing != "open" for w in weighed):
        weighed.append(_tested(record, criterion, _Onset(free[1], free[0], record.clock), None))
    if not any(w.bearing != "open" for w in weighed):
        weighed += list(_undated(record, criterion))
    return settle(
        record,
        criterion,
        _settled(weighed),
        met=f", so they have lasted {criterion.lasting}",
        not_met=f", so they have not lasted {criterion.lasting}",
        silent=f"Nothing shows that the symptoms have lasted {criterion.lasting}",
        looked_for=("onset", "duration of symptoms"),
    )


def _settled(weighed: list[Weighed]) -> list[Weighed]:
    """A statement that shows the length outweighs one that was true earlier and could not show it yet."""
    return (
        weighed
        if any(w.bearing == "against" for w in weighed)
        else [w for w in weighed if w.bearing == "for"] or weighed
    )


def _weigh(
    record: Record, criterion: DurationCriterion, said: Said, free: tuple[dt.date, Said] | None
) -> Iterator[Weighed]:
    for onset in _onsets(record, criterion, said):
        objection = _objection(record, said, onset)
        if objection:
            yield Weighed("open", said.cite(), objection)
            continue
        yield _tested(record, criterion, onset, free)


def _tested(record: Record, criterion: DurationCriterion, onset: _Onset, free: tuple[dt.date, Said] | None) -> Weighed:
    """Both ends of an onset against the bound: up to the note for what is shown, up to the clock for what may be."""
    note = min(onset.said.written or record.clock, record.clock)
    earliest, latest, cited = onset.earliest, onset.latest, onset.said.cite()
    if free and free[0] > latest:
        earliest, latest, cited = free[0], record.clock, free[1].cite()
    shown = latest <= lengths.since(criterion.lasting, note)
    possible = earliest <= lengths.since(criterion.lasting, record.clock)
    values = (Value(name="onset, latest", value=latest.isoformat()),)
    if shown and not onset.negated:
        return Weighed("for", cited, f"the symptoms began no later than {latest.isoformat()}", values)
    if not possible or onset.negated:
        reason = "that length is denied" if onset.negated else f"the symptoms began no earlier than {earliest}"
        return Weighed("against", cited, reason, values)
    if note < record.clock and latest <= lengths.since(criterion.lasting, record.clock):
        return Weighed("open", cited, f"the note of {note.isoformat()} shows the symptoms only up to that day", values)
    return Weighed("open", cited, "the time stated may be longer or shorter than that", values)


def _objection(record: Record, said: Said, onset: _Onset) -> str | None:
    clause = said.statement.clause
    if _has("intermittent", said):
        return "the symptoms come and go, and their present stretch is not dated"
    stands = assertion.at(said.statement.cues, len(clause.tokens) - 1, len(clause.tokens))
    if stands.time == "planned" and clause.section != "plan":
        stands = said.statement.cues.whole
    if said.statement.cues.whole.speaker == "proxy":
        return "it is reported by another person"
    objection = record.objection(said, stands, past_counts=True, stale_counts=True)
    if objection and not (onset.negated and "uncertain" in objection):
        return objection
    if said.written and said.written < record.clock - relativedelta(months=STALE_MONTHS):
        return f"the note of {said.written} is too old to show that the symptoms go on"
    return None


def _onsets(record: Record, criterion: DurationCriterion, said: Said) -> Iterator[_Onset]:
    """Onsets told in a statement: lengths that belong to the symptoms, and dates after "since" or "began"."""
    anchor = said.written or record.clock
    for length in said.statement.lengths():
        first = _token_at(said, length.start)
        if length.unit == "hours":
            continue
        if first is None or _AGO.match(_behind(said, length.end)) or not _of_symptoms(record, criterion, said, first):
            continue
        negated = assertion.at(said.statement.cues, first, first + 1).negated
        earliest, latest = length.back(anchor)
        yield _Onset(said, earliest, latest, negated and length.strict)
    carried = _ever_since(record, said)
    for when in (*said.statement.whens(), *carried):
        first = _token_at(said, when.start)
        if first is None or not (carried or _started(said, first)) or not _of_symptoms(record, criterion, said, first):
            continue
        if when.earliest <= anchor:
            yield _Onset(said, when.earliest, min(when.latest, anchor))


def _ever_since(record: Record, said: Said) -> list[dates.When]:
    """The date that the statement before gives, where this one says "ever since", set at those words."""
    match = _EVER_SINCE.search(said.low)
    if not match or said.statement.whens():
        return []
    start = said.statement.clause.start
    before = [w for s in record.preceding(said)[:1] for w in s.statement.whens()]
    return [replace(w, start=start + match.end() - 1, end=start + match.end()) for w in before[-1:]]


def _behind(said: Said, end: int) -> str:
    return said.low[end - said.statement.clause.start :]


def _token_at(said: Said, start: int) -> int | None:
    return next((n for n, t in enumerate(said.statement.clause.tokens) if t.end > start), None)


def _has(kind: str, said: Said) -> list[Hit]:
    return said.statement.hits("duration", kind)


def _started(said: Said, first: int) -> bool:
    """Whether a word of beginning stands shortly before a date."""
    if _TO_THIS_DAY.search(said.low) and said.statement.clause.tokens[first - 1].word == "from":
        return True
    return any(h.last <= first and first - h.last <= 7 for h in _has("started", said))


def _sorted_heads(record: Record, criterion: DurationCriterion, said: Said) -> list[tuple[int, str]]:
    """The heads of a statement in order, found once."""
    key = (criterion.id, said.document.place, said.number)
    if key not in record.heads:
        record.heads[key] = sorted(_heads(record, criterion, said))
    return record.heads[key]


def _of_symptoms(record: Record, criterion: DurationCriterion, said: Said, first: int) -> bool:
    """Whether the length or date at a token belongs to the symptoms: the nearest head before it, else behind it."""
    heads = _sorted_heads(record, criterion, said)
    before = [h for h in heads if h[0] <= first]
    if before:
        near = before[-1]
        return near[1] == "own" or (
            near[1] == "symptom" and all(h[1] != "foreign" or h[0] < near[0] - 8 for h in before)
        )
    behind = [h for h in heads if h[0] > first]
    if behind:
        return behind[0][1] in ("own", "symptom")
    return _carried(record, criterion, said)


def _heads(record: Record, criterion: DurationCriterion, said: Said) -> Iterator[tuple[int, str]]:
    """Places in the clause of words that a length can belong to, and whether they are the symptoms meant."""
    for m in said.statement.mentions:
        family = words.concept(m.concept).family
        if family in _OWN:
            yield m.last - 1, "own" if _meant(record, criterion, m) else "foreign"
        elif family in _FOREIGN and m.concept != "oral_medication":
            yield m.last - 1, "foreign"
    own = {
        n for m in said.statement.mentions if words.concept(m.concept).family in _OWN for n in range(m.first, m.last)
    }
    for kind, sort in (
        ("symptoms", "symptom"),
        ("schedule", "foreign"),
        ("relief", "foreign"),
        ("flare", "foreign"),
        ("life", "foreign"),
    ):
        for hit in _has(kind, said):
            if hit.first not in own and not (hit.phrase == "lasted" and _lasted(said)):
                yield hit.last - 1, _limb(said, hit) or sort


def _lasted(said: Said) -> bool:
    """Whether "lasted" is said of the symptoms, because nothing that relieves is named."""
    return len(_has("relief", said)) == 1 and all(
        words.concept(m.concept).family not in _FOREIGN for m in said.statement.mentions
    )


def _limb(said: Said, hit: Hit) -> str | None:
    """Pain of a limb is not the complaint."""
    near = said.statement.clause.tokens[max(0, hit.first - 2) : hit.first]
    return "foreign" if any(h.name == "limb" for h in words.cues("regions").find(near)) else None


def _meant(record: Record, criterion: DurationCriterion, mention: Mention) -> bool:
    """Whether a condition is one whose symptoms the criterion counts."""
    meant = set(criterion.of) or set(record.conditions)
    if not meant:
        return True
    meant |= {b for c in meant for b in words.concept(c).broader if b != "headache"}
    return mention.concept in meant or any(b in meant for b in words.concept(mention.concept).broader)


def _carried(record: Record, criterion: DurationCriterion, said: Said) -> bool:
    """Whether a statement without a head of its own goes on about the symptoms of the one before."""
    elsewhere = len(said.statement.clause.tokens) > _SHORT or _SOMEBODY.search(said.low)
    if elsewhere and not _COURSE.search(said.low) and not _has("started", said):
        return False
    for before in record.preceding(said):
        heads = _sorted_heads(record, criterion, before)
        if heads:
            return any(h[1] in ("own", "symptom") for h in heads) and heads[-1][1] != "foreign"
    return True


def _free_of_symptoms(record: Record, criterion: DurationCriterion) -> tuple[dt.date, Said] | None:
    """The last dated statement that the patient was free of symptoms."""
    found = None
    for said in record.said:
        hits = _has("free", said) or _gone(record, criterion, said)
        if not hits or said.document.late or any(m.stands.other_person for m in said.statement.mentions):
            continue
        behind = said.statement.clause.tokens[hits[0].last : hits[0].last + 1]
        if said.statement.of(*words.family("procedures")) or (behind and behind[0].word in _AT_EASE):
            continue
        whens = [w.earliest for w in said.statement.whens() if w.earliest < record.clock]
        day = whens[-1] if whens else said.written if said.written and said.written < record.clock else None
        if day and (found is None or day > found[0]):
            found = (day, said)
    return found


def _gone(record: Record, criterion: DurationCriterion, said: Said) -> list[Hit]:
    """Words by which the symptoms went away, where the nearest head before is theirs."""
    found = []
    for hit in _has("gone", said):
        before = [h for h in _sorted_heads(record, criterion, said) if h[0] < hit.first]
        denied = assertion.at(said.statement.cues, hit.first, hit.last)
        plain = not denied.negated and denied.certainty == "sure" and denied.time not in ("planned", "conditional")
        if before and before[-1][1] in ("own", "symptom") and plain:
            found.append(hit)
    return found


def _visits(record: Record, criterion: DurationCriterion, weighed: list[Weighed]) -> list[Weighed]:
    """Dated statements of the same symptoms that span the bound, the last of them near the clock."""
    if any(w.bearing != "open" for w in weighed):
        return []
    seen: list[tuple[dt.date, Said]] = []
    for said in record.said:
        named = [
            m
            for m in said.statement.mentions
            if words.concept(m.concept).family in _OWN and _meant(record, criterion, m)
        ]
        plain = [
            m for m in named if record.objection(said, m.stands, stale_counts=True) is None and not m.stands.negated
        ]
        bare = not named and _has("symptoms", said) and not _has("free", said) and not said.statement.cues.before
        if not plain and not bare:
            continue
        days = [w.latest for w in said.statement.whens() if "visit" in said.low or "seen" in said.low]
        dated = [said.written] if said.written and said.written < record.clock and said.document.place != "text" else []
        seen += [(day, said) for day in (*days, *dated) if day <= record.clock]
    if len(seen) < 2:
        return []
    seen.sort(key=lambda s: s[0])
    (first, a), (last, b) = seen[0], seen[-1]
    if first <= lengths.since(criterion.lasting, last) and last >= record.clock - relativedelta(months=3):
        return [
            Weighed("for", a.cite(), f"the symptoms are recorded from {first} to {last}"),
            Weighed("for", b.cite(), "the symptoms are recorded again"),
        ]
    return []


def _undated(record: Record, criterion: DurationCriterion) -> Iterator[Weighed]:
    """Words such as chronic or persistent beside the symptoms: they give no dates."""
    for said in record.said:
        if _has("vague", said) and any(sort != "foreign" for _, sort in _sorted_heads(record, criterion, said)):
            yield Weighed("open", said.cite(), f"“{_has('vague', said)[0].phrase}” gives no dates")
