"""The stage that a request names in words, such as a therapeutic injection rather than a diagnostic one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from drafter.domain import Stage
from drafter.reading import past, spoken_of
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

_ASKED = Pattern(
    r"\b(?:request\w*|ask(?:s|ed|ing)? for|seek\w*|propos\w+|plan(?:s|ned)?|to be (?:done|given|repeated)|proceed\w*|"
    r"recommend\w*|authori[sz]ation for|candidate for|schedul\w+|will (?:do|perform|give|repeat)|wants?|would like)\b"
)
_FIELD = Pattern(
    r"^\W*(?:(?:requested|planned|proposed)\W+)?(?:purpose|procedures?|services?|proc|treatment|surgery|item|"
    r"order|rx|what)"
    r"(?: (?:requested|name|description|asked for))?\s*[:=-]"
)
"""How a field of a request opens that gives what is asked for."""
_BETWEEN = r"(?:(?: (?:prior|pre))? ?-?(?:auth\w*|approval|pa))? $"
"""What may stand between the word of a stage and the one that asks: "renewal prior authorization request"."""
_NOT_NOW = Pattern(r"\b(?:later|eventually|not|no|denied|declin\w+|instead of|rather than|before)\b")
_MAYBE = Pattern(r"\b(?:if|once|should|unless|depend\w*)\b")


def named(record: Record) -> tuple[str, ...]:
    """Names of the stages that the line names, else those that the record names where it asks for the service."""
    stages = [stage for stage in record.policy.stages if stage.when.words]
    if not stages:
        return ()
    fields = (record.field(name) for name in ("description", "indication", "schedule"))
    if found := _first(stages, " ".join(fold(field.quote) for field in fields if field), 0):
        return _following(record, stages, found)
    told = [names for said in record.said if (names := tuple(_told(record, stages, said)))]
    common = tuple(name for name in told[0] if all(name in names for names in told)) if told else ()
    return _following(record, stages, common)


def _following(record: Record, stages: list[Stage], names: tuple[str, ...]) -> tuple[str, ...]:
    """Of several stages, the last one whose kind of earlier session is told, where one is."""
    told = [s.name for s in stages if s.name in names and any(_went_before(record, word) for word in s.when.after)]
    return tuple(told[-1:]) or names


def _went_before(record: Record, word: str) -> bool:
    """Whether an earlier session of that kind is told, by the claims or in the record."""
    claimed = (e.description for e in record.case.history if e.description and e.date < record.clock)
    days = [e.date for e in past.read(record).events]
    had = (
        said.low
        for said in record.said
        if not said.document.late and (_dates(record, said, days) or past.told_as_had(record, said))
    )
    told = (_DX.sub("diagnostic", fold(text)) for text in (*claimed, *had))
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for text in told)


_DX = re.compile(r"\bdx(?= (?:\w+ ){0,3}?(?:inj\w*|blocks?|sij?)\b)")
"""Shorthand of a diagnostic session, which is no diagnosis."""


def _dates(record: Record, said: Said, days: list[dt.date]) -> bool:
    """Whether a statement tells an earlier session of one of these days."""
    whens = said.statement.whens() if days and spoken_of.speaks_of(record, said) else []
    return any(when.earliest <= day <= when.latest for when in whens for day in days)


def _told(record: Record, stages: list[Stage], said: Said) -> Iterator[str]:
    """The stages that a statement names behind the words by which it asks for the service."""
    asked = said.search(_ASKED) or said.search(_FIELD)
    coded = record.line.code is not None and _beside_code(said, fold(record.line.code))
    again = said.search(_AGAIN) if asked is None else None
    if again and not (said.document.late or said.statement.cues.whole.other_person) and _all_of_policy(record):
        if not again["of"] or _about(record, said):
            yield from _first(stages, said.low, again.start("word"))
        return
    if asked is None and said.number <= _HEAD and (head := said.search(_HEADED)) and not said.names_care:
        if not said.document.late and _all_of_policy(record):
            yield from _first(stages, said.low, head.start("word"))
        return
    if asked is None and _gone_by(record, said):
        return  # "10/20/2026 27096 LT diagnostic": a session that was
    if asked is None and (coded or said.statement.clause.section == "plan"):
        start = 0  # the code and what stands beside it are the request
    elif asked is None:
        return
    else:
        start = asked.end()
    lead = said.low[: asked.start()] if asked else ""
    form = bool(lead and _last(stages, lead)) and _all_of_policy(record)  # "CGRP renewal request"
    if said.document.late or said.statement.cues.whole.other_person or not (form or _about(record, said)):
        return
    if lead and not _NOT_NOW.search(lead) and (right_before := _last(stages, lead)):
        yield from right_before
        return
    if start and not _first(stages, said.low, start) and record.line.code and fold(record.line.code) in said.low:
        start = 0  # "27096 LT, therapeutic (first therapeutic), planned 12/1/26"
    if found := _first(stages, said.low, start):
        end = min(m.start() for m in _hits(stages, said.low, start))
        if not (_NOT_NOW.search(said.low[start:end]) or _MAYBE.search(said.low[:end])):
            yield from found


def _gone_by(record: Record, said: Said) -> bool:
    """Whether all days of a statement, where it has any, are gone by; one since which something goes on is not."""
    whens = said.statement.whens()
    ahead = [said.ahead(w.start) for w in whens]
    return bool(whens) and all(w.latest < record.clock for w in whens) and not any(_SINCE.search(a) for a in ahead)


_SINCE = Pattern(r"\bsince (?:about |around |early |late )?$")


def _beside_code(said: Said, code: str) -> bool:
    """Whether a code stands in a statement, or in a line right above it or below it at the head of a document."""
    if code in said.low:
        return True
    text, clause = said.document.text, said.statement.clause
    head = text.find("\n\n")
    return clause.end <= head and code in fold(text[:head])


_OF_REQUEST = Pattern(
    r"^\W*(?:purpose|(?:injection|block|procedure|service) (?:type|kind)|type of request|"
    r"request(?:ed)?(?: type)?|reason for request|this request|re)\b"
)
"""The line of a form that says what sort of request it is."""


_AGAIN = Pattern(
    r"^\W*(?:re\W+)?(?P<word>renewal|reauthori[sz]ation|re-authori[sz]ation|continuation|"
    r"continued (?:coverage|use|therapy|rental))(?:$|[,.;:]| (?:beyond|past|after) (?:the )?(?:first|initial|"
    r"trial|\d|week|day)| (?P<of>of|for) (?!(?:\w+ )?(?:pt|physical|therapy|care|supplies)\b))"
    r"(?![^;]*\b(?:was|were|denied|declin\w+|discuss\w*|last|previous|if|once|pending|not|no)\b)"
)
"""A line that opens with the word for a request made again: "Renewal, current approval ends 11/30"."""


_HEAD = 2
"""Statements that open a record, where a few words may say what sort of request it is."""
_HEADED = Pattern(
    r"^\W*(?:(?!(?:no|not|last|previous|prior|former|denied|license|prescription|rx|policy|lease|after|before)\b)"
    r"[\w'&/-]+ ){1,4}(?P<word>renewal|reauthori[sz]ation|re-authori[sz]ation|continuation)\W*$"
)
"""A short statement that ends with the word for a request made again: "MN DHS renewal"."""


def _all_of_policy(record: Record) -> bool:
    """Whether nothing but services of this policy is asked for."""
    return all(record.policy.service(line) for line in record.case.services)


def _about(record: Record, said: Said) -> bool:
    if (said.search(_OF_REQUEST) or _opens_request(record, said)) and _all_of_policy(record):
        return True
    codes = {service.code for service in record.policy.services if service.code}
    service = record.policy.service(record.line)
    named = (*codes, *(service.words if service else ()))
    return bool(record.procedure and said.statement.of(record.procedure)) or any(n.lower() in said.low for n in named)


def _opens_request(record: Record, said: Said) -> bool:
    """Whether the word of a stage with "request" behind it opens a line: "Resupply request, continued coverage"."""
    stages = [stage for stage in record.policy.stages if stage.when.words]
    match = _REQUEST.match(said.low)
    return bool(match and _last(stages, match["lead"]))


_REQUEST = Pattern(r"^\W*(?P<lead>(?:[\w-]+ ){1,4})request\b")


def _hits(stages: Iterable[Stage], low: str, start: int) -> Iterator[re.Match[str]]:
    for stage in stages:
        for word in stage.when.words:
            if match := re.compile(rf"(?<!\w){re.escape(fold(word))}(?!\w)").search(low, start):
                yield match


def _first(stages: list[Stage], low: str, start: int) -> tuple[str, ...]:
    """The stages of the word that comes first, the longest where several begin there."""
    hits = sorted(_hits(stages, low, start), key=lambda m: (m.start(), -len(m[0])))
    if not hits:
        return ()
    names = _of_word(stages, hits[0][0])
    closer = (_of_word(stages, hit[0]) for hit in hits[1:])  # "therapeutic injection, first therapeutic"
    return next((c for c in closer if set(c) < set(names)), names)


def _of_word(stages: list[Stage], word: str) -> tuple[str, ...]:
    return tuple(stage.name for stage in stages if word in map(fold, stage.when.words))


def _last(stages: list[Stage], lead: str) -> tuple[str, ...]:
    """The stages whose word stands right before the one that asks: "renewal request"."""
    return tuple(
        stage.name
        for stage in stages
        if any(re.search(rf"(?<!\w){re.escape(fold(word))}{_BETWEEN}", lead) for word in stage.when.words)
    )
