"""Earlier sessions of the service asked for: from the claims history, and as the record tells them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Literal

from drafter.domain import Citation, Event, PastSessions
from drafter.reading import first, performed, sessiondays
from drafter.reading.record import Record, procedure_of
from drafter.reading.said import Said
from drafter.reading.site import sides_asked
from drafter.text import Mention, dates, words
from drafter.text.patterns import Pattern

_FIRST = Pattern(
    r"\b(?:blocks?|injections?|tpis?|onbs?|gonbs?),? ?\(?(?:1st|first|initial|#1)\b"
    r"(?! (?:gave|helped|in|on|was|lasted|done|given|performed|completed|discussed|declined))|"
    r"\b(?:blocks?|injections?|tpis?|onbs?|gonbs?)\b,? (?:which (?:would|will) be )?"
    r"(?:her|his|their) (?:very )?first\b|"
    r"\b(?:first|initial|1st)[\s-]+(?:ever\s+)?(?:(?:occipital|nerve|trigger|point|gonb?|onb|"
    r"tpi|greater|diagnostic|set of|series of|such|bilateral|right|left|sij?|sacroiliac|joint|lumbar|cervical|"
    r"epidural|steroid|medial|branch|facet|radiofrequency)\s+){0,5}(?:blocks?|"
    r"injections?|sessions?|sets?(?! of (?!inj|trigger|tpi|block))|procedure|tpis?|onbs?|gonbs?|esis?|rfas?|mbbs?|"
    r"epidurals?|ablations?)\b(?!,? (?:\w+ ){1,3}ago\b)|"
    r"\b(?:never|not) (?:yet )?(?:had|received|undergone|been given|"
    r"tried)\b[^.;]{0,40}\b(?:blocks?|injections?|tpis?|onbs?)\b|"
    r"\b(?:no|without) (?:previous|prior|prev|earlier|past)\b[^.;]{0,40}\b(?:blocks?|injections?|"
    r"tpis?|onbs?|sessions?)\b|\b(?:injection|block)[ -]na[iï]ve\b|\b(?:tpi|onb|gonb|esi|rfa|mbb)s?[ -]na[iï]ve\b"
)
_WAS = Pattern(
    r"^(?: (?!is\b|to\b|will\b|would\b)\w+){0,4}? ?\(?(?:was|were|gave|helped|lasted|did|brought|took|relieved|"
    r"worked|wore|eased|"
    r"calmed|bought|settled|made)\b"
)
"""Behind "the first block": that it took place."""
_NOT_GIVEN = Pattern(
    r"\b(?:has|have|had)(?:n't| not| never) (?:yet |ever )?(?:given|injected|done|performed|blocked|had|"
    r"received)\b[^.;,]{0,25}$"
)
_WISHED = Pattern(
    r"\b(?:ask(?:s|ed|ing)?(?: (?:me|us|him|her|again))? (?:for|about)|discuss\w*|enquir\w*|inquir\w*|want(?:s|ed)|"
    r"consider\w*|declin\w*|refus\w*|offer\w*|mention\w*)\b[^.;:]{0,25}$"
)
"""Before a procedure that was only talked about on a day."""
_NOBODY = Pattern(
    r"^\W*(?:and |but |and neither has )?(?:nobody|no ?one|anyone|anybody)(?: else)?(?: (?:has|did|ever has|"
    r"has ever))?\W*$"
)
_DENYING = Pattern(r"n't\b|\b(?:not|never)\b")
_BY_NUMBER = Pattern(
    r"^\W*(?:and )?(?:the )?(?:first|second|third|fourth|last|latest|earlier) (?:pair|set|round) (?:was|were|"
    r"took place|"
    r"followed|came|on)\b|"
    r"^\W*(?:and )?the (?:first|second|third|fourth|last|latest) (?:one )?(?:was|were|took place|followed|came|"
    r"being)\b|"
    r"\b(?:(?:has |have |had )?(?:had|got|received|underwent) (?:her|his|their|a) (?:very )?(?:first|second|"
    r"third|fourth)"
    r"(?: one)?|"
    r"(?:first|last|previous|prior|earlier|second|latest|other|only) one)(?! \w*(?:visit|appointment|time|day|"
    r"week|month|"
    r"year|dose|line|rib|finger|toe|opinion|stage|half|part|attack|episode|child|visit))"
)
"""A session by its number or place in the order alone: "had his first on 8/11"."""
_OTHER_EVENT = Pattern(
    r"\b(?:visit\w*|exam\w*|appointments?|mri|x-?rays?|imaging|scans?|seen|relapse|attacks?|episodes?|doses?|"
    r"child|surger\w*|"
    r"falls?)\b"
)
"""What else is numbered and dated."""
_ASKED_BEFORE = Pattern(r"\b(?:earlier|prior|previous(?:ly)?|past|before|ever|so far|to date|history|hx)\b")
"""A question for earlier sessions."""
_AFTERWARDS = Pattern(
    r"\b(?:carr(?:y|ies)|continu\w+|go(?:es)? on|keeps?|stays?|will|resum\w+|meant|hop\w+)\b[^.;]{0,40}\bafter "
    r"(?:the|her|his|these) \w+"
)
"""What goes on after the session that is asked for."""
_NO_OTHERS = Pattern(
    r"\b(?:no|never an?|not had any) (?:others?|further|additional|more|injections?|blocks?|"
    r"sets?)\b(?: (?!planned|that|the|on|is|are|"
    r"will)\w+){0,4}?[,;]? ?(?:has been |have been |were |was )?(?:here (?:or|nor) elsewhere|here (?:or|"
    r"nor) anywhere|before (?:or|"
    r"nor) (?:since|after)|since (?:the one|then|that one)|"
    r"(?:given |done |had )?(?:anywhere(?: else)?|at any (?:other )?time|ever|so far|to date))\b|"
    r"\bthere (?:have been|were|has been|was) (?:no others?|none(?: other)?|no more)\W*$|"
    r"\b(?:the|her|his|these are the|those are the) only (?:ones?|sets?|sessions?|blocks?|"
    r"injections?) (?:that )?(?:she|he|they|"
    r"the patient|pt) (?:has|have|had)(?: ever)? (?:had|received)\b"
)
"""Other sessions are denied altogether."""
_KIND_ONLY = Pattern(r"\bno (?:\w+ ){0,2}(?:therapeutic|diagnostic|confirmatory|second|third|repeat)\b")
"""One sort of session is denied alone."""
_THE_FIRST = Pattern(
    r",\s*(?:and )?the (?:very )?first (?:one |set |session )?(?:that )?(?:she|he|they|the patient|patient|"
    r"pt) (?:has|have|"
    r"will have)(?: ever)? (?:had|received|got|gotten)\b(?! (?:here|with|at|from|this|in|since))"
)
_BEFORE = Pattern(
    r"\b(?:previous(?:ly)?|prior|earlier|last|past|repeat(?:ed)?|again|had|has had|have had|"
    r"underwent|received|given|got|s/p|status post|after (?:the|her|his|a|each)|from (?:the|"
    r"her|his|two|three|prior) (?:(?:first|last|previous|prior|earlier|second|two|three|occipital|nerve|trigger|"
    r"point|greater|left|"
    r"right|epidural|steroid|facet) ){0,4}(?:blocks?|injections?|shots?|epidurals?|sessions?|sets?|tpis?|onbs?|"
    r"gonbs?|esis?)|"
    r"performed|(?:was|were) done|gave|provided|helped|lasted|relieved|responded|injected|injections? given|"
    r"history of|tolerated|second|third|2nd|3rd|\d+(?:st|nd|rd|th) (?:block|injection|"
    r"session)|blocks? (?:on|in)|sessions?(?!s|:?\s*\d{1,2}(?![\d/.-]))|this year|so far|to date|"
    r"in the (?:last|past) (?:year|12 months|six months|6 months))\b"
)
_SERIES_ASKED = Pattern(
    r"(?<!of a )(?<!of the )(?<!of this )\b(?:series|course|set) of (?:\d+|two|three|four|five|six)\b"
    r"(?=[^.;]{0,30}\b(?:requested|planned|asked|proposed|sought)\b)"
)
_TO_INJECT = Pattern(
    r"\b(?:(?:would like|want|wish|plan|propose|intend|hope|like) to|(?:i|we|dr\.? \w+)(?: will|'ll| shall)) "
    r"(?:inject|needle|block|numb)\b"
)
"""The session asked for by its verb."""
_EITHER = Pattern(r"\bhad (?:either|neither)\b")
"""Denied of two procedures, so that the name between takes nothing from the one before it."""
_EARLIER = Pattern(r"\b(?:prior|previous(?:ly)?|past|before|ever|never|history|earlier)\b")
_NAIVE = Pattern(r"\b(?:toxin|botox|cgrp|injection|block|drug|treatment)[ -]na[iï]ve\b|\bnaive to\b")
_NO_CLAIMS = Pattern(
    r"\bclaims?\b[^.;]{0,30}(?::\s*|\b)(?:none|no (?:prior|previous|earlier|such|other)|empty|zero)\b|"
    r"\bno (?:[\w/]+ ){0,3}claims?\b[^.;]{0,40}\b(?:in|over|during|within)\b"
)
_CLAIMS = Pattern(r"\bclaims?\b(?:\s+(?:history|data|show\w*|for|lists?|listed|listing))*[\s:]*(?:\d|show)")
_SILENT = Pattern(
    r"\b(?:documented|on file|in (?:our|the) (?:file|records?|chart)|records? of|"
    r"documentation of|available|on record|in (?:our|my|these|the present) (?:\w+ )?(?:notes?|system|database|log|"
    r"papers?))\b|"
    r"\b(?:our|the|this|my) (?:own )?(?:charts?|files?|records?|notes?|system|database|log|"
    r"papers?) (?:\w+ )?(?:holds?|shows?|has|"
    r"have|contains?|lists?|gives?|mentions?|reveals?)\b"
)
"""What a file holds, or does not hold: silence of a file denies nothing."""
_CANCELLED = Pattern(
    r"\b(?:cancell?ed|voided|no[- ]?show\w*|not (?:done|performed|given)|rescheduled|denied|"
    r"reversed)\b"
)
_PERHAPS = Pattern(r"\b(?:perhaps|possibly|maybe|probably|may have|might have|could have|likely)\b[^.;]{0,20}$")
"""Before a cancelling that is only supposed, so that the day is open."""
_PAID = Pattern(r"\b(?:paid|reimbursed|rendered)\b(?![^.;]*\b(?:request\w*|planned|scheduled)\b)")
_NOT_ONE = Pattern(
    r"(?:\b(?:none|neither|not one|never|nor|not)\b|n't)(?: (?:of (?:them|these|those|which)|was|were|has been|"
    r"have been|later|since|then)){0,3} $"
)
"""Before a cancelling that is denied: "none of them reversed"."""
_LAST_ONE = Pattern(r"\b(?:the|her|his|for the) last\b(?! (?:year|month|week|visit|time))|\blast one\b")
_ALLOWED = Pattern(r"\b(?:(?:pre-?)?authori[sz]ed|authori[sz]ations?|approved|certified|booked|appointments?)\b")
_REPEAT_BOOKED = Pattern(
    r"\d\W{1,3}(?:and |now |then |so )*(?:the |her |his |a )?(?:repeat|next(?: one)?|another(?: one)?|"
    r"second(?: one)?|redo|"
    r"follow-?up)\b(?: (?:\w+ )?(?:block|session|set|one|injections?))?(?: is| was| now|"
    r" already)* (?:booked|scheduled|"
    r"approved|(?:pre-?)?authori[sz]ed|certified)\b|\d\W{1,3}(?:re-?booked|rescheduled again)\b"
)
"""Behind a day: that the next session is booked, which leaves the day one of a session."""
_GIVEN = Pattern(
    r"\b(?:done|performed|given|had|received|paid|completed|rendered|injected|underwent|last|previous|"
    r"prior|claims?)\b"
)
_CLAIMED = Pattern(r"\bclaims? (?:data |history )?(?:show|list|record|hold)\w* (?P<n>\d{1,2})\b(?![/-])")
_ASKED_FOR = Pattern(
    r"\b(?:request\w*|to be|candidate|medically necessary|ask(?:s|ing)? for|propos\w+|would like|is keen|"
    r"plan(?:s|ned)? (?:is|for|to)|will be (?:billed|given|done|performed)|"
    r"(?:sessions?|sets?|visits?|procedures?) (?:now )?(?:asked|sought|wanted|applied))\b"
)
_ONE_OF_THEM = Pattern(r"\b(?:sets?|sessions?|rounds?|series|blocks?|injections?|shots?)\b")
_ANY_CARE = ("session", "sessions", "procedure", "procedures", "set", "course")
"""Words that name a session of any care."""
_CARE_WORD = Pattern(
    r"\b(?:\w*therap(?:y|ies|ists?)|physio\w*|osteopath\w*|chiro\w*|massage\w*|acupunctur\w*|counsel\w*|psych\w*|"
    r"class(?:es)?|groups?|lessons?|rehab\w*|yoga|pilates|tai chi|gym|coach\w*|trainer|naturopath\w*|reiki|hypno\w*|"
    r"biofeedback|hands[- ]on)\b"
)
"""Care that is given in sessions, and those who give it."""
_NEEDLE = Pattern(r"\b(?:inject\w*|inj|block(?:s|ed)?|blks?|shots?|needl\w*|epidurals?|ablat\w*)\b")


def read(record: Record) -> PastSessions:
    """Whether sessions of the same procedure went before, with their dates where these are known."""
    told = (e for said in record.said for e in _told(record, said) if not sessiondays.voided(record, said, e.date))
    recorded = performed.sessions(record, namings, unnamed)
    events = _merged([*_claims(record), *told, *recorded])
    if events:
        what = (
            f"The record holds {len(events)} dated earlier session{'s' if len(events) > 1 else ''} "
            f"of this service, the last on {events[-1].date.isoformat()}."
        )
        return PastSessions(
            state="some", why=what, citations=tuple(e.cited for e in events if e.cited)[:5], events=tuple(events)
        )
    some = [s for s in record.said if told_as_had(record, s) or (record.one_procedure and s.search(_CLAIMED))]
    none = [s for s in record.said if _never(record, s)]
    if some and none:
        cited = (some[0].cite(), none[0].cite())
        return PastSessions(
            state="unknown",
            why="The record says both that a session went before and that none did.",
            citations=cited,
        )
    if some:
        why = "The record speaks of an earlier session of this service without a date."
        return PastSessions(state="some", why=why, citations=(some[0].cite(),))
    if none:
        why = "The record says that no session of this service went before."
        return PastSessions(state="none", why=why, citations=(none[0].cite(),))
    if record.case.history_complete:
        return PastSessions(
            state="none", why="The claims history is complete and holds no earlier session of this service."
        )
    return PastSessions(state="unknown", why="The record does not tell whether a session of this service went before.")


def _claims(record: Record) -> Iterator[Event]:
    """Entries of the claims history for the same procedure, before the service."""
    until = record.case.service_date or record.clock
    for n, event in enumerate(record.case.history):
        if event.date < until and _same(record, event):
            quote = record.case.quotable()[f"history/{n}"]
            cited = Citation(place=f"history/{n}", start=0, end=len(quote), quote=quote)
            if not _CANCELLED.search((event.description or "").lower()):
                yield event.model_copy(update={"cited": cited})


def _cancelled(low: str) -> bool:
    match = _CANCELLED.search(low)
    return match is not None and not _PERHAPS.search(low[: match.start()]) and not _NOT_ONE.search(low[: match.start()])


def _same(record: Record, event: Event) -> bool:
    if event.code and event.code == record.line.code:
        return True
    return record.procedure is not None and procedure_of(event.code, event.description) == record.procedure


def only_allowed(said: Said) -> bool:
    """Whether its sessions were only allowed or booked."""
    return said.search(_ALLOWED) is not None and not said.search(_GIVEN)


def _told(record: Record, said: Said) -> Iterator[Event]:
    """Dated sessions that a statement tells."""
    if said.document.late or said.statement.cues.whole.other_person:
        return
    answers = in_answer(record, said) or _ones(record, said)
    if not (answers or speaks_of(record, said) or by_number(record, said)):
        return
    kept = sessiondays.all_but_voided(record, said)
    if (only_allowed(said) and not (kept or said.search(_REPEAT_BOOKED))) or _none_of_it(record, said):
        return
    until = record.case.service_date or record.clock
    other = [
        m.start
        for m in said.statement.mentions
        if (
            words.concept(m.concept).family in ("procedures", "treatments")
            or words.concept(m.concept).about.get("procedure")
        )
        and not _generic(m)
        and m.concept != record.procedure
    ]
    clause, names = said.statement.clause, namings(record, said)
    heads = _set_days(record, said) or _code_days(record, said)
    for when in (w for w in said.statement.whens() if not sessiondays.score(said, w)):
        near = [m for m in names if m.start < when.start]
        own = near[-1].start if near else -1
        if near and (
            near[-1].stands.negated or (_to_come(near[-1]) and not (kept or _planned_behind(said, near[-1], when)))
        ):
            continue
        talked = [sessiondays.talked_of(said.ahead(m.start)) for m in names]
        if not near and talked and all(talked):
            continue
        if near and all(_WISHED.search(said.ahead(m.start)) for m in near):
            continue
        day = day_told(when, until, said.search(_PAID) is not None) or sessiondays.month_and_day(
            record, said, when, until, bool(said.search(_ASKED_FOR))
        )
        if day is None or any(own < start < when.start for start in other) or _of_another_code(record, said, when):
            continue
        begin = clause.start + (heads or 0)
        if not (kept or sessiondays.tied(said, names, when) or said.search(_CLAIMS) or _numbered_on(said, when)
                or (answers and sessiondays.ties(sessiondays.bare(said, begin, when.start)))):  # fmt: skip
            continue
        lead, behind = said.ahead(when.start), said.behind(when.end)
        if not kept and sessiondays.another(lead[max(0, near[-1].end - clause.start) :] if near else lead):
            continue
        before, after = _beside(said, when)
        if (
            _cancelled(before)
            or _cancelled(after)
            or (_CANCELLED.search(behind) and _LAST_ONE.search(behind) and when is said.statement.whens()[-1])
        ):
            continue
        side = _side(lead[-12:])
        code, what = record.line.code, record.line.description
        yield Event(code=code, description=what, date=day, side=side, cited=said.cite())


_LINE = 80
"""Characters on either side of a date within which the rest of its line is looked at."""
_CODE = re.compile(r"(?<![\d/.-])\d{5}(?![\d/-])")


def _of_another_code(record: Record, said: Said, when: dates.When) -> bool:
    """Whether the line of a date names the code of another procedure: "09/14/26   20610  paid"."""
    text = said.document.text
    begin, end = max(0, when.start - _LINE), when.end + _LINE
    line = (
        text[begin : when.start].rpartition("\n")[2]
        + text[when.start : when.end]
        + text[when.end : end].partition("\n")[0]
    )
    codes = set(_CODE.findall(line))
    own = {record.line.code, *words.concept(record.procedure).about.get("codes", ())} if record.procedure else set()
    return bool(codes and own) and not codes & own


def _to_come(mention: Mention) -> bool:
    return mention.stands.time in ("planned", "conditional")


def _planned_behind(said: Said, mention: Mention, when: dates.When) -> bool:
    """Whether what is planned stands behind a day on which it says that one was given: "done on 8/25, next planned"."""
    clause = said.statement.clause
    cue, behind = mention.stands.cues[-1:], said.behind(when.end)
    between = clause.low[mention.end - clause.start : when.start - clause.start]
    return bool(cue) and cue[0] in behind and cue[0] not in between and sessiondays.given(between)


_ONES = Pattern(r"^\W*(?:the )?(?:earlier|previous|prior|past) ones?\b")
"""Earlier sessions that go without a name."""


_SETS = Pattern(
    r"^\W*(?:(?:the|her|his|all|our|earlier|previous|prior|past) )*"
    r"(?:sets? dates?|dates? of (?:(?:the|her|his|all|earlier|previous|prior|past) )*sets?)\b"
    r"(?![^;]*\b(?:next|plan\w*|propos\w*|request\w*|ask\w*|schedul\w*|book\w*|not|no|class\w*|tests?)\b)"
    r"[^:;.\d]{0,60}:|"
    r"^\W*(?:interval(?: history)?\W+)?set ?(?:#|no\.? ?)?1 (?:on |was |given )?\W?(?=\d{1,2}/)|"
    r"^\W*(?:(?:the|her|his|all|earlier|previous|prior|past) )*sets? (?:so far |to date )?"
    r"(?:on(?= \d)|were|was|given|done)(?: given| done)?\b"
    r"(?! (?:plan\w*|book\w*|schedul\w*|ask\w*|request\w*|offer\w*))"
)
"""Earlier sets by that word alone, up to their days: "Set dates from her calendar: 2/3, 4/28"."""


def _set_days(record: Record, said: Said) -> int | None:
    """Behind what the days of earlier sets stand, where only the procedure asked for is given in sets."""
    in_sets = words.concept(record.procedure).about.get("in_sets") if record.procedure else None
    match = said.search(_SETS) if in_sets else None
    if match is None or not unnamed(record, said) or said.names_care or of_care(record, said):
        return None
    told = any(s is not said and (speaks_of(record, s) or s.search(_NTH_SET)) for s in record.said)
    return match.end() if told else None


def _code_days(record: Record, said: Said) -> int | None:
    """Behind what the days stand in a field for earlier sessions under the same code."""
    given = first.same_code(said) if unnamed(record, said) and not said.names_care else None
    return None if given is None else len(said.low) - len(given)


_NTH_SET = Pattern(r"\bset (?:#|no\.? ?|number )?\d\b(?! of\b)")
"""A set by its number: "Set 3: 12/1"."""


def _ones(record: Record, said: Said) -> bool:
    """Whether a statement dates "earlier ones" right behind the service asked for, by name or by its code."""
    if _set_days(record, said) is not None or _code_days(record, said) is not None:
        return True
    if said.search(_ONES) is None or not unnamed(record, said) or said.names_care:
        return False
    code = record.line.code
    return any(speaks_of(record, s) or (code is not None and code in s.low) for s in record.preceding(said)[:2])


def in_answer(record: Record, said: Said) -> bool:
    """Whether a statement answers the question for earlier sessions right before it: "Blocks so far? Two in all, …"."""
    before = record.preceding(said)[:1]
    asked = bool(before) and before[0].statement.clause.question and before[0].search(_ASKED_BEFORE) is not None
    return asked and speaks_of(record, before[0]) and unnamed(record, said) and not said.names_care


def by_number(record: Record, said: Said) -> bool:
    """Whether a dated statement names a session by its number alone, right behind one on the procedure."""
    if not said.search(_BY_NUMBER) or not said.statement.whens() or not unnamed(record, said):
        return False
    if said.names_care:
        return False
    if said.search(_CARE_WORD) or said.search(_OTHER_EVENT):
        return False
    return any(speaks_of(record, s) for s in record.preceding(said)[:2])


def _numbered_on(said: Said, when: dates.When) -> bool:
    """Whether a day stands right behind the number of a session: "had his first on 8/11"."""
    lead = said.ahead(when.start)
    match = next(iter(_BY_NUMBER.finditer(lead)), None)
    return match is not None and sessiondays.ties(lead[match.end() :])


def day_told(when: dates.When, until: dt.date, paid: bool = False) -> dt.date | None:
    """The day of a past session; of two readings the one that is past, else the one with the month first.

    `paid`: whether it is told as paid for, which the day of the service asked for is not.
    """
    days = [when.earliest] if when.exact else list(when.readings)
    if until in days and not (paid and len(days) > 1):
        return None
    return next((day for day in days if day < until), None)


def _beside(said: Said, when: dates.When) -> tuple[str, str]:
    """The words that belong to one date of a list: those before it up to a comma, and those behind up to the next."""
    clause, whens = said.statement.clause, said.statement.whens()
    n = whens.index(when)
    start = whens[n - 1].end if n else clause.start
    end = whens[n + 1].start if n + 1 < len(whens) else clause.end
    before = clause.low[start - clause.start : when.start - clause.start]
    after = clause.low[when.end - clause.start : end - clause.start]
    if n + 1 < len(whens):
        after = re.split(r"[,;]|\band\b", after)[0]
    return re.split(r"[,;)]", before)[-1][-25:], " ".join(after.split())[:30]


def _side(lead: str) -> Literal["left", "right", "bilateral"] | None:
    """The side that stands right before a date."""
    match = re.search(r"\b(left|right|bilateral)\W*$", lead)
    return match[1] if match else None  # type: ignore[return-value]


def namings(record: Record, said: Said) -> list[Mention]:
    """Namings of the procedure asked for, and bare words such as "injection" that are no part of another's name."""
    others = said.procedures
    return [
        m
        for m in said.statement.mentions
        if m.concept == record.procedure
        or (_generic(m) and _fits(record, said, m) and not any(o.start < m.end and m.start < o.end for o in others))
    ]


def _fits(record: Record, said: Said, mention: Mention) -> bool:
    """Whether the procedure asked for goes by this bare word: a trigger point injection is never called a block."""
    word = said.low[mention.start - said.statement.clause.start : mention.end - said.statement.clause.start]
    if word in _ANY_CARE and of_care(record, said, beside_only=word.startswith("procedure")):
        return False  # sessions of therapy or of a class
    if re.search(r"\bsets?\b(?! of)", word) and not words.concept(record.procedure or "").about.get("in_sets"):
        return False
    before = said.statement.clause.tokens[max(0, mention.first - 3) : mention.first]
    if {t.word for t in before} & set(words.concept(mention.concept).about.get("of_another_kind", ())):
        return False  # into a joint, of a vaccine or of another medicine
    if _IN_JOINT.match(said.low[mention.end - said.statement.clause.start :]):
        return False
    if record.instead_of and word not in words.concept(record.instead_of).about.get("never_called", ()):
        return False  # it may be the one really asked for
    return record.procedure is None or word not in words.concept(record.procedure).about.get("never_called", ())


_IN_JOINT = Pattern(
    r"[^.;]{0,25}\b(?:cortisone|steroid|gel|kenalog|hyaluronic)\b[^.;]{0,12}\b(?:in|into|to|for)\b[^.;]{0,12}"
    r"\b(?:hip|knee|ankle|joint|thumb|heel|foot|elbow|wrist|finger)s?\b"
)
"""Behind a bare word: an injection into a joint of the limbs."""


def of_care(record: Record, said: Said, *, beside_only: bool = False) -> bool:
    """Whether a session without a name is one of other care: by a word beside it, or by what was told before it."""
    heading = (said.statement.clause.heading or "").lower()
    field = bool(heading) and said.low.startswith(heading)  # a field of a form takes nothing from the one before it
    for told in (said, *(() if field or beside_only else record.preceding(said))):
        if told.names_care or told.search(_CARE_WORD):
            return True
        if (record.procedure and told.statement.of(record.procedure)) or told.search(_NEEDLE) or told.search(_CLAIMS):
            return False
    return False


def _generic(mention: Mention) -> bool:
    return mention.concept == "generic_injection"


def speaks_of(record: Record, said: Said) -> bool:
    """Whether a statement is about the procedure asked for: by name, or by a bare "block" where no other is named."""
    known = record.spoken_of.get(id(said))
    if known is None:
        known = record.spoken_of[id(said)] = (said, _speaks_of(record, said))
    return known[1]


def _speaks_of(record: Record, said: Said) -> bool:
    if said.statement.of(*([record.procedure] if record.procedure else [])):
        return True
    others = said.procedures
    generic = [m for m in said.statement.of("generic_injection") if _fits(record, said, m)]
    bare = bool(generic) or bool(said.search(_CLAIMS) and not said.names_care)
    return bare and not others and (record.one_procedure or (bool(generic) and record.instead_of is not None))


def of_claims(record: Record, said: Said) -> bool:
    """Whether a statement tells of claims, which can only be for the procedure asked for."""
    return "claim" in said.low and record.one_procedure and not said.procedures


def unnamed(record: Record, said: Said) -> bool:
    """Whether a statement names no procedure, where only one is asked for and it is of the patient's own care."""
    whole = said.statement.cues.whole
    apart = said.document.late or whole.other_person or whole.certainty != "sure" or said.statement.clause.question
    return record.one_procedure and not apart and not said.procedures


def to_come(record: Record, said: Said) -> bool:
    """Whether a statement dates only the session asked for, or tells the very session of a retrospective review."""
    service = record.case.service_date or record.clock
    whens = said.statement.whens()
    if whens and all(w.earliest >= service for w in whens):
        return True
    return record.case.review_type == "retrospective" and said.written == service and not whens


_ONE_ALONE = Pattern(r"^\W*(?:just |only |a )?(?:one|1|single) (?:session|visit|sitting|time)(?: only)?\W*$")
_ORDERED = Pattern(r"\b(?:request\w*|ask(?:s|ed|ing)?|cpt|\d{5}|dos|plan(?:ned)?|units?|offered|propos\w*)\b")
"""A sentence of one session alone, and what stands before it where it is the one asked for."""


def asked_alone(record: Record, said: Said) -> bool:
    """Whether a sentence gives the number that is asked for: "64405 RT, 1 unit, 12/01. One session."."""
    before = record.preceding(said)[:2] if said.search(_ONE_ALONE) else []
    return any(s.search(_ORDERED) and not s.search(_GIVEN) and not s.search(_BILLED) for s in before)


_BILLED = Pattern(r"\b(?:billed|rendered|claims?)\b")


def told_as_had(record: Record, said: Said) -> bool:
    """Whether a statement says that an earlier session took place."""
    if (
        not speaks_of(record, said)
        or said.statement.clause.question
        or said.search(_FIRST)
        or asked_alone(record, said)
    ):
        return False
    if _none_of_it(record, said) or said.search(_NAIVE) or first.without_name(said):
        return False
    for mention in namings(record, said):
        stands = mention.stands
        if record.objection(said, stands, past_counts=True, stale_counts=True) or stands.negated or stands.refused:
            continue
        near = said.low[
            max(0, mention.start - said.statement.clause.start - 45) : mention.end - said.statement.clause.start + 45
        ]
        if (
            _BEFORE.search(near)
            and not _CANCELLED.search(near)
            and not (_AFTERWARDS.search(near) and stands.time != "past")
            and not _NOT_GIVEN.search(said.ahead(mention.start))
            and (stands.time == "past" or not (_ASKED_FOR.search(near) or to_come(record, said)))
        ):
            return True
    return False


_UP_TO = Pattern(
    r"\b(?:before|until|till|prior to|after|since|following) (?:the|her|his|their|these|those|each|any) "
    r"(?:\w+ )?$"
)
"""Before a procedure that only tells when something else was so."""


def _never(record: Record, said: Said) -> bool:
    """Whether a statement says that none went before; that none is on file says nothing."""
    if said.search(_NO_CLAIMS) and record.one_procedure:
        return True
    if said.search(_KIND_ONLY):
        return False
    if first.code_never(said) and record.line.code is not None and record.line.code in said.low:
        return not said.document.late and said.statement.cues.whole.speaker != "form"
    none = _none_of_it(record, said) or _carried(record, said) or _first_of_kind(record, said)
    if not (none or speaks_of(record, said)) or said.search(_SILENT) or said.records_missing():
        return False
    ever = bool(said.search(_EARLIER)) and not first.within(said)
    negated = [m for m in namings(record, said) if m.stands.negated and not _UP_TO.search(said.ahead(m.start))]
    denied = (ever and bool(negated)) or said.search(_NAIVE) is not None
    elsewhere = first.at_one_place(_SERIES_ASKED.sub(" ", said.low))
    if (not denied and not none and not _first(record, said)) or elsewhere or _other_side(record, said):
        return False
    whole = said.statement.cues.whole
    return not (whole.other_person or said.document.late or whole.speaker == "form" or whole.certainty == "hedged")


def _none_of_it(record: Record, said: Said) -> bool:
    """Whether any session of the procedure asked for is denied, or of the kind it belongs to: no nerve block at all."""
    spans = first.never(said)
    if not spans:
        return False
    mine = speaks_of(record, said) or record.one_procedure  # "no prior blocks, no RFA"
    named = [(m.start, m.end) for m in namings(record, said)] if mine else []
    named += _of_kind(record, said)
    offset = said.statement.clause.start
    return any(a + offset < end and start < b + offset for a, b in spans for start, end in named)


def _of_kind(record: Record, said: Said) -> list[tuple[int, int]]:
    """Places at which the kind is named to which the procedure asked for belongs."""
    kinds = words.concept(record.procedure).about.get("kind_of", ()) if record.procedure else ()
    return [(h.start, h.end) for h in said.statement.hits_of(tuple(kinds))]


def _first_of_kind(record: Record, said: Said) -> bool:
    """Whether the one asked for is said to be the first of its kind: "this will be his first nerve block"."""
    kinds = _of_kind(record, said)
    if not kinds or said.statement.whens():
        return False
    offset = said.statement.clause.start
    found = [m for m in _FIRST.finditer(said.low) if not _WAS.match(said.low[m.end() :])]
    found = [m for m in found if not _WHEN_FIRST.search(said.low[: m.start()])]
    return any(m.start() + offset < b and a < m.end() + offset for m in found for a, b in kinds)


_OTHER_CARE = {"treatments", "procedures", "programme", "imaging"}
"""Families of what else may be meant by "one" or "this"."""


def _carried(record: Record, said: Said) -> bool:
    """Whether "never had any" or "his first" is said of the procedure that the statements before it name."""
    if first.untouched(said) or first.none_of_same_code(said):
        return record.one_procedure
    if first.untouched_there(said) and record.one_procedure:
        return any(speaks_of(record, s) and not _other_side(record, s) for s in record.preceding(said)[:2])
    asked = record.preceding(said)[:1] if first.answer(said) else []
    if any(s.statement.clause.question and s.search(_ASKED_BEFORE) and (speaks_of(record, s) or _asks_done(record, s))
           for s in asked):  # fmt: skip
        return True
    if said.search(_NOBODY) and any(speaks_of(record, s) and s.search(_DENYING) for s in record.preceding(said)[:1]):
        return True
    if said.search(_THE_FIRST) and speaks_of(record, said) and (said.search(_ASKED_FOR) or to_come(record, said)):
        return True
    if (
        first.as_first(said)
        and speaks_of(record, said)
        and (to_come(record, said) or any(m.stands.time == "planned" for m in namings(record, said)))
    ):
        return True
    if first.right_behind(said) and _named_right_before(record, said):
        return True
    if not first.without_name(said, _SERIES_ASKED):
        return False
    for before in [said, *record.preceding(said)]:
        named = {words.concept(m.concept).family for m in before.statement.mentions}
        if speaks_of(record, before) or (before.search(_TO_INJECT) and unnamed(record, before)):
            return True
        if named & _OTHER_CARE and not said.search(_EITHER):
            return False
    return False


def _named_right_before(record: Record, said: Said) -> bool:
    """Whether the sentence before a statement names the procedure asked for, and no other care."""
    before = record.preceding(said)
    sentence = [s for s in before if s.in_sentence_of(before[0])]
    return any(speaks_of(record, s) for s in sentence) and not any(s.names_care for s in sentence)


_DONE_BEFORE = Pattern(
    r"^\W*(?:q\W+)?(?:(?:was|has|have|had) )?(?:it |this |these |they |any |one |she |he |pt )*(?:been )?(?:ever "
    r")?(?:done|had|given|tried)"
    r"(?: (?:it|this|any|these|one|to (?:her|him)))? (?:before|previously|ever|earlier|so far)\W*$|"
    r"^\W*(?:q\W+)?(?:(?:has|have|had|did) )?(?:(?:she|he|they|pt|patient|the patient|you) )?ever (?:had|have|got|"
    r"received|tried|been given) (?:one|any|it|this|these|them)(?: (?:done|given|of (?:these|those|them)))?\W*$"
)
"""A question whether it was done before, without a name."""


def _asks_done(record: Record, said: Said) -> bool:
    """Whether a question without a name is for the service asked for right before, by name or by its code."""
    if said.search(_DONE_BEFORE) is None or not record.one_procedure or said.names_care:
        return False
    code = record.line.code
    for before in record.preceding(said):
        if speaks_of(record, before) or (code is not None and code in before.low):
            return True
        if {words.concept(m.concept).family for m in before.statement.mentions} & _OTHER_CARE:
            return False
    return False


def only_one(record: Record, past: PastSessions) -> bool:
    """Whether the one dated session that the record tells is said to be the only one, or its first and last."""
    places = [e.cited for e in past.events if e.cited and not e.cited.place.startswith("history/")]
    if len(past.events) != 1 or not places:
        return False
    told = [s for s in record.said if places[0].place == s.document.place and s.cite() == places[0]]
    beside = [s for t in told for s in record.following(t)[:1] if s.in_sentence_of(t)]
    later = (s for s in record.said if s.written and s.written > past.events[0].date)
    since = [s for s in later if _of_it(record, s) or _names_day(record, s, past)]
    return any(first.alone(s.sentence) for s in (*told, *beside, *since))


def _names_day(record: Record, said: Said, past: PastSessions) -> bool:
    """Whether a statement names the day, or the month, of the one session and no other procedure."""
    day = past.events[0].date
    return any(w.earliest <= day <= w.latest for w in said.statement.whens()) and unnamed(record, said)


def nothing_else(record: Record, said: Said) -> bool:
    """Whether it says that no other session than those told was given, anywhere or at any time."""
    if not said.search(_NO_OTHERS) or said.search(_SILENT) or said.document.late:
        return False
    whole = said.statement.cues.whole
    named = speaks_of(record, said) or (
        unnamed(record, said) and any(speaks_of(record, s) for s in record.preceding(said))
    )
    return named and not (whole.other_person or whole.certainty != "sure") and not first.at_one_place(said.low)


def _of_it(record: Record, said: Said) -> bool:
    """Whether a statement is about the procedure asked for, by name or by a word for one of its sessions."""
    return speaks_of(record, said) or (said.search(_ONE_OF_THEM) is not None and unnamed(record, said))


_WHEN_FIRST = Pattern(
    r"\b(?:before|prior to|ahead of|leading up to|up to|until|till|since|after|following|between) (?:the |her |his |"
    r"their |"
    r"that |my |our )?(?:very )?$"
)
"""Before "the first set", which then only tells when something else was so."""


def _first(record: Record, said: Said) -> bool:
    """Whether "first", or that none was had, is said of the procedure asked for rather than of another one."""
    named, offset = namings(record, said), said.statement.clause.start
    others = said.procedures
    for match in _FIRST.finditer(said.low):
        start, end = match.start() + offset, match.end() + offset
        if _WAS.match(said.low[match.end() :]) and not said.search(_NAIVE):
            continue
        if _WHEN_FIRST.search(said.low[: match.start()]):
            continue
        if any(m.start < end and start < m.end for m in named):
            return True
        if not any(m.start < end and start < m.end for m in others) and not said.statement.of("generic_injection"):
            return True
    return False


def _other_side(record: Record, said: Said) -> bool:
    """Whether it speaks of a side alone that is not the one asked for."""
    asked, named = sides_asked(record), said.sides()
    return bool(asked and named) and not asked & named


def _merged(events: list[Event]) -> list[Event]:
    """Events in order, one for each day."""
    days: dict[dt.date, Event] = {}
    for event in sorted(events, key=lambda e: e.date):
        days.setdefault(event.date, event)
    return list(days.values())
