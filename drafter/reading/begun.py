"""Begun: words by which a date is that of the beginning, and beginnings told by an event, a table or an answer."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from dateutil.relativedelta import relativedelta

from drafter.domain import DurationCriterion
from drafter.reading.complaint import heads, hits, ours
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import dates, lengths, words
from drafter.text.lengths import Length
from drafter.text.patterns import Pattern
from drafter.text.tokens import COUNTS

_TO_NOW = Pattern(
    r"^\s*(?:to|until|through|till|-|–)\s*(?:the )?(?:present|now|date|today|current|yesterday|tonight|"
    r"last night|this (?:morning|afternoon|week|visit))\b"
)
_TO_THIS_DAY = Pattern(r"\b(?:to|until|through|till) (?:the )?(?:present|now|date|today|this day)\b|\bonwards?\b")
_FRONTED = Pattern(
    r"^\W*(?:and |but |then )?(?:it was )?(?:only )?"
    r"(?:(?:in|on|around|about|by|during|at|toward|towards|some time in)\s+)?(?:the )?$"
)
"""Before a date that opens a statement: "in early April the pain set in"."""
_BEGINNINGS = frozenset({
    "began", "begun", "started", "came on", "appeared", "developed", "arose", "set in", "woke", "awoke", "woke up",
    "first felt", "first noticed", "first noted", "first appeared", "commenced",
})  # fmt: skip
_FAR = 12
"""Tokens behind a fronted date within which the verb of beginning stands."""
_BORN = Pattern(
    r"\b(?:was|were|is) born\b|\bgave birth\b|\bbirth of\b|\bdeliver(?:ed|y of) (?:her|his|their|the|a|twins)\b|"
    r"\bhad (?:her|the|their) (?:baby|twins|son|daughter|child)\b|\b(?:baby|son|daughter|child|twins?|infant) "
    r"(?:came|arrived)\b"
)
_AGE = Pattern(
    rf"(?<![\w./])(?P<n>\d{{1,2}}|{'|'.join(COUNTS)})[ -](?P<unit>week|month|year)s?[ -](?:old|"
    rf"of age)\b(?! (?:female|male|"
    r"woman|man|patient|lady|gentleman))"
)
"""The age of a child; that of the patient stands in another way."""
_TURNS = Pattern(
    rf"\bturn(?:s|ed|ing) (?P<n>\d|{'|'.join(COUNTS)})\b(?! (?:degrees|times|more))(?: (?:year|years old))?"
    r"(?: (?:today|tomorrow|yesterday|(?:last|this|next) (?:week|month)|soon|on|in)\b|\W*$|[,;])"
)
"""The birthday of a child, about now: "who turns one tomorrow"."""
_ABOUT_A_BIRTHDAY = dt.timedelta(days=45)
_SAYS_BEGAN = Pattern(r"^\W*(?:it |this |all this )?(?:began|begun|started|came on|set in|onset)\b")
_ALL_ALONG = Pattern(
    r"\b(?:in all (?:that|this|of that) time|all (?:of )?(?:that|this) time|ever since|since then|"
    r"(?:every (?:single )?day|daily|constantly|continuously|nonstop|always|unbroken|steadily|pain|there|present)\b"
    r"[^.;]{0,15}\bsince\b(?! (?:the|her|his|a)\b)|the (?:whole|entire) time|throughout|all along)\b|"
    r"^\W*(?:now )?(?:out|after|past|post|on|since|removed)?\b,?(?: (?:from|since|after|the|her|his|their|a|an|that|"
    r"out))*"
    r" (?!onset)(?:[\w-]+ ){0,3}(?:injury|accident|fall|crash|collision|wreck|mva|mvc|strain|sprain|slip|lift|incident|"
    r"whiplash|assault|tumble)\b[^.;]{0,20}\b(?:still|unchanged|no better|persist\w*|not (?:gone|improved|better))\b"
)
"""Words behind the time since an event by which the symptoms have lasted as long."""


_COLUMN = Pattern(
    r"^\W*(?:(?:date|time|duration|onset|since|began|begun|started?|start date|beginning|length)\b[ /(]*"
    r"(?:of )?(?:onset|symptoms?|pain|date|duration)?\b\W*)+$"
)
"""The head of a column that tells since when, or how long."""
_COLUMN_ANY = Pattern(r"\b(?:onset|since|began|begun|started?|duration|beginning|length)\b")


def in_table(record: Record, criterion: DurationCriterion, said: Said) -> tuple[dt.date, dt.date] | None:
    """The days on which symptoms can have begun by the cell of a row that stands under "onset" or "duration"."""
    start, end = said.statement.clause.within
    row = said.document.text[start:end]
    if "|" not in row:
        return None
    found = heads(record, criterion, said)
    cells = row.split("|")
    above = (s.document.text[slice(*s.statement.clause.within)] for s in record.preceding(said))
    head = next((h for h in above if len(h.split("|")) == len(cells) and _COLUMN_ANY.search(h.lower())), None)
    if head is None or not found or not ours(found[0]):
        return None
    column = next((n for n, cell in enumerate(head.split("|")) if _COLUMN.match(cell.lower())), None)
    if not column:
        return None
    anchor = said.written or record.clock
    whens = [w for w in dates.find(cells[column], anchor) if w.earliest <= anchor]
    if whens:
        return whens[-1].earliest, min(whens[-1].latest, anchor)
    told = lengths.find(cells[column])
    return told[0].back(anchor) if told else None


_ASKS = Pattern(
    r"\b(?:how long|since when|when did|when was|date of onset|onset|for how many|duration|symptoms? "
    r"start(?:ed)?(?: date)?|"
    r"start (?:date )?of (?:symptoms|pain)|date (?:symptoms|pain) (?:started|began))\b[^?]*\?\W*$"
)
"""A question about the time of the symptoms."""


_OF_SYMPTOMS = Pattern(r"\b(?:onset|symptoms?|pain|complaint)\b")


_ONLY_ASKS = Pattern(r"^\W*(?:q\W+)?(?:how long|since when)(?: (?:now|so far))?\?\W*$")
_STILL_THERE = Pattern(
    r"\bstill (?:there|here|hurts?|hurting|going(?: on)?|present|aches?|aching|bad|sore|with (?:me|her|him))\b|"
    r"\band counting\b"
)
"""A question of nothing else than how long, and in its answer that the complaint goes on."""


def in_answer(record: Record, criterion: DurationCriterion, said: Said) -> tuple[dt.date, dt.date] | None:
    """The days on which symptoms can have begun, as the answer to a question about their time tells."""
    before = record.preceding(said)[:1]
    if not before or not before[0].search(_ASKS):
        return None
    asked = heads(record, criterion, before[0])
    named = asked or [h for s in record.preceding(before[0])[:1] for h in heads(record, criterion, s)]
    if (named and not any(ours(h) for h in named)) or heads(record, criterion, said):
        return None
    bare = before[0].search(_ONLY_ASKS) and said.search(_STILL_THERE) and not record.preceding(before[0])[:1]
    if not named and not before[0].search(_OF_SYMPTOMS) and not bare:
        return None
    anchor = said.written or record.clock
    if told := said.statement.lengths():
        return told[0].back(anchor)
    whens = [w for w in said.statement.whens() if w.earliest <= anchor]
    return (whens[0].earliest, min(whens[0].latest, anchor)) if whens else None


_BORN_ON = Pattern(r"\b(?:delivered|delivery|born|gave birth|birth|c-section|baby came|baby arrived)\b[^.;,]{0,15}?$")
"""Before the day of a birth."""


_THERE_ALREADY = Pattern(
    r"\b(?:pains?|aches?|headaches?|it|they|symptoms?)\b[^.;]{0,30}\b(?:was|were|has been|have been) (?:already |"
    r"right )?there"
    r"(?: (?:already|when|by|from|on|since|within|that))\b|\bthere from the (?:first|very first) (?:day|hour|night)\b"
)
"""That the symptoms were there about the birth."""


def _born_on(near: Sequence[Said], anchor: dt.date) -> dt.date | None:
    """The day of a birth that statements tell, where it is past."""
    days = (w for s in near for w in s.statement.whens() if w.latest <= anchor and _BORN_ON.search(s.ahead(w.start)))
    return next((w.latest for w in days if w.latest - w.earliest < dt.timedelta(days=32)), None)


_WITH_CHILD = Pattern(
    r"\b(?:while|when|during) (?:she was |her |she was still |the )?(?:\w+ )?(?:pregnan\w+|expecting|carrying "
    r"(?:her|him|the baby|this child))\b|"
    r"\bin (?:her |the )?(?:(?:last|first|second|third) )?(?:pregnancy|trimester)\b"
)
"""A beginning before a birth."""
_TERM = dt.timedelta(days=280)


def with_birth(record: Record, criterion: DurationCriterion, said: Said) -> tuple[dt.date, dt.date] | None:
    """The days on which symptoms can have begun that came with a birth, by the age that the child has now."""
    carrying = said.search(_WITH_CHILD) is not None
    began = hits("started", said) or said.search(_DATES_IT) or said.search(_THERE_ALREADY)
    if not (said.search(_BORN) or carrying) or not began:
        return None
    found = [h for h in heads(record, criterion, said) if ours(h) or not carrying]
    if (found and not ours(found[0])) or (not found and not _SAYS_BEGAN.match(said.low)):
        return None
    near = (said, *record.following(said)[:2])
    anchor = said.written or record.clock
    match = next((m for s in near if (m := s.search(_AGE))), None)
    if match is None and (born := _born_on(near, anchor)):
        return (born - _TERM if carrying else born - dt.timedelta(days=7)), born + dt.timedelta(days=7)
    if match is None:
        turns = next((m for s in near if (m := s.search(_TURNS))), None)
        if turns is None:
            return None
        day = anchor - relativedelta(years=int(COUNTS.get(turns["n"], 0) or turns["n"]))
        return day - _ABOUT_A_BIRTHDAY - (_TERM if carrying else dt.timedelta()), day + _ABOUT_A_BIRTHDAY
    n, unit = int(COUNTS.get(match["n"], 0) or match["n"]), f"{match['unit']}s"
    oldest = anchor - relativedelta(**{unit: n + 1}) - (_TERM if carrying else dt.timedelta())  # type: ignore[arg-type]
    return oldest + dt.timedelta(days=1), anchor - relativedelta(**{unit: n})  # type: ignore[arg-type]


_SINCE_BOTH = Pattern(
    r"\s*(?:now |gone by |passed |have gone by |have passed )?since\b[^;]{3,80}?\b(?:and|"
    r"when) (?:then )?(?:the |her |his |their )?"
    r"(?:[\w-]+ ){1,5}?(?:first )?(?:began|begun|started|came on|set in|seized up|went out)\b"
)
"""Behind a length: since an event with which the symptoms began: "since she was hit and her neck began to hurt"."""


def since_both(said: Said, length: Length) -> bool:
    """Whether a length is the time since an event and the beginning of the symptoms with it."""
    match = _SINCE_BOTH.match(said.low, length.end - said.statement.clause.start)
    return match is not None and "later" not in match[0]


def all_along(record: Record, criterion: DurationCriterion, said: Said, length: Length) -> bool:
    """Whether the symptoms have gone on since the event that a length counts from: "19 weeks out, … all that time"."""
    start = length.end - said.statement.clause.start
    rest = said.rest(length.end)
    close = [s for s in (said, *record.following(said)[:1]) if s.in_sentence_of(said)]
    told = any(ours(h) for s in close for h in heads(record, criterion, s))
    return told and start >= 0 and _ALL_ALONG.search(rest) is not None


_DATES_IT = Pattern(
    r"\b(?:dat(?:e[sd]?|ing)|put(?:s|ting)?|plac(?:e[sd]?|ing)|trac(?:e[sd]?|ing)) (?:(?:the|her|his|its|their|"
    r"this|that) )?"
    r"(?:[\w-]+ ){0,5}?(?:pains?|aches?|headaches?|symptoms?|trouble|complaint|neuralgia|stiffness|it|onset|"
    r"beginning|start) "
    r"(?:back |only )?(?:to|at|in|on)\b"
)
"""Somebody dates the symptoms to a day or an event."""
_DATES_IT_TO = Pattern(
    _DATES_IT.pattern
    + r"(?: (?:the|early|mid|late|about|around|beginning|middle|end|of|week|month|day|in|summer|spring|"
    r"first|last|second|third|[\w-]+ (?=harvest)|harvest|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?))* ?$"
)
_TRACED = Pattern(
    _DATES_IT.pattern
    + r" (?:the |an? |her |his |their |that )?(?!visit|note)[\w-]+(?: (?!seen|noted|and|then|but)[\w'-]+){0,8}?"
    r"(?: (?:on|in|at|over|during|of|around|from|about|back|the|early|mid|late|dated))* ?$"
)
"""Before the date of the event to which somebody traces the symptoms."""
_DATES_TO = Pattern(
    r"^\W*(?:it |this |that |all this |the (?:pain|trouble|ache) )?(?:dates|dated) to "
    r"(?:the |an? |her |his |their |that )?"
    r"(?!visit|note)[\w-]+(?: (?!seen|noted|and|then|but)[\w'-]+){0,6}?"
    r"(?: (?:on|in|at|over|during|of|around|from|about|back|the|early|mid|late|dated))* ?$"
)
"""The same where the symptoms stand in the sentence before: "Dates to a lift in February"."""
_EVENT_ON = Pattern(
    r"\b(?:began|begun|started|came on|set in|developed|appeared)\b[^.;]{0,15}\b(?:day|morning|night|evening|"
    r"weekend|week)\b"
    r" (?:right |just )?(?:after|of|before|following)\b[^.;]{0,40}\b(?:which|that|given|held|was|took "
    r"place)\b[^.;]{0,50}"
    r"\b(?:on|in|dated|of) (?:the )?$"
)
"""Before the date of an event that the symptoms followed or went before by days."""
_ON_DAY_OF = Pattern(
    r"\b(?:began|begun|started|came on|set in|developed|appeared|arrived|start)\b[^.;]{0,12}?\b(?:on|"
    r"in|during|over)? ?"
    r"(?:the|that) (?:very |same |final |first |last |second |third )*(?:day|night|morning|evening|afternoon|"
    r"weekend|week|"
    r"month)\b[^.;]{3,60}?, ?(?:which (?:was|is|fell)|that (?:was|is)|namely|i\.e\.)? ?(?:on |in )?(?:the )?$"
)
"""Before the day of an occasion on which they began: "began on the day they moved house, the 14th of June"."""
_ONLY_BEGAN = Pattern(
    r"^\W*[\w ,/.]{4,20}\s*[:–-]\s*(?:the |her |his )?(?:[\w-]+ ){1,3}(?:first )?(?:began|started|came on|set in)"
    r"(?:\W*$| (?:after|while|when|during|lifting|on waking|at work)\b)"
)
"""A line of a course that says no more than that the symptoms began on its day."""
_A_HEAD = 4
"""Letters before "since", in which the symptoms can be named."""
_SINCE_SHE = Pattern(
    r"\bsince (?:(?:the |that )?(?:day|week|weekend|night|morning|time|month) (?:that |when |in which )?)?"
    r"(?:\w+ing (?:(?:up|out|off|into|in|on|down|from|at) )?(?:her|his|their|an?|the|from|to|with)|she|he|they|"
    r"we|i|the|her|his|their|an?|our|my) [^,.;]{3,80}?\b(?:over|on|in|at|during|around|of|about) "
    r"(?:the )?(?:(?:early|mid|late|beginning|middle|end) (?:of )?)?$|"
    r"\bsince (?:the |that )?(?:day|week|weekend|night|morning|month|time) (?:that |when |in which )?"
    r"(?:she|he|they|her|his|we|i|my|our|the) [^.;]{3,60}?, (?:which|that) (?:was|is|"
    r"would be) (?:(?:in|on|around|about) )?(?:the )?$|"
    r"\bsince (?:an?|the|her|his|she|he|they) [\w -]{2,40}?\b(?:slipped|fell|hit|struck|landed|dropped|rolled|"
    r"came down|gave way|crashed|ran into|rear-?ended|backed into|kicked|lifted)\b[^.;,]{0,25}? $"
)
"""Before the date of an event since which it is so: "since she helped her daughter move in May"."""


_APART = Pattern(
    r"^\s*(?:(?P<after>after|following|post|past|from)|(?:before|prior to|ahead of|shy of))\b(?! (?:the |its |her |"
    r"his )?"
    r"(?:onset|beginning|start|visit|appointment|note|exam|consult)\b)[^,;:]{0,40}$"
)
"""Between a length and the date of an event from which it counts."""


def apart_from(said: Said, when: dates.When) -> dates.When | None:
    """The days on which symptoms began that came so long after, or before, an event dated here; else none.

    "Began 3 weeks after her July 28 surgery" began in August.
    """
    start = said.statement.clause.start
    near = [x for x in said.statement.lengths() if x.end <= when.start]
    match = _APART.match(said.low[near[-1].end - start : when.start - start]) if near else None
    if match is None or not any(h.phrase in _BEGINNINGS | {"onset"} for h in hits("started", said)):
        return None
    length, slack = near[-1], dt.timedelta(days=1)
    if match["after"]:
        earliest, latest = length.ahead(when.earliest)[0], length.ahead(when.latest)[1]
    else:
        earliest, latest = length.back(when.earliest)[0], length.back(when.latest)[1]
    return replace(when, earliest=earliest - slack, latest=latest + slack)


def event_day(said: Said, when: dates.When) -> dates.When | None:
    """The days on which symptoms can have begun that came within days of an event dated here; else none."""
    if apart := apart_from(said, when):
        return apart
    if not _EVENT_ON.search(said.low[: when.start - said.statement.clause.start]):
        return None
    near = dt.timedelta(days=7)
    return replace(when, earliest=when.earliest - near, latest=when.latest + near)


def started(said: Said, first: int, last: int) -> bool:
    """Whether a word of beginning stands shortly before a date, or right behind it."""
    if _TO_NOW.search(said.rest(said.statement.clause.tokens[last - 1].end)):
        return True
    if said.search(_TO_THIS_DAY) and said.statement.clause.tokens[first - 1].word == "from":
        return True
    tokens = said.statement.clause.tokens
    behind = [t.word for t in tokens[last : last + 2]]
    if behind[:1] == ["onset"] or (
        tokens[first - 1].word == "from" and behind[:1] in (["on"], ["onward"], ["forward"])
    ):
        return True
    opened = [t.word for t in tokens[last : last + 1]] not in ([":"], ["-"])
    if (
        opened
        and not (tokens[first].word == "today" and said.statement.lengths())  # "today is 29 weeks since it began"
        and _FRONTED.match(said.low[: tokens[first].start - said.statement.clause.start])
        and any(last <= h.first <= last + _FAR and h.phrase in _BEGINNINGS for h in hits("started", said))
    ):
        return True
    if (
        not opened
        and len(said.statement.whens()) == 1
        and not said.statement.lengths()
        and _ONLY_BEGAN.search(said.low)
    ):
        return True
    ahead = said.low[: tokens[first].start - said.statement.clause.start]
    event = _SINCE_SHE.search(ahead)
    if (
        _DATES_IT_TO.search(ahead)
        or _TRACED.search(ahead)
        or _DATES_TO.search(ahead)
        or ("," in ahead and _ON_DAY_OF.search(ahead))
        or (event and event.start() > _A_HEAD)
    ):
        return True
    for hit in hits("started", said):
        occasion = next((n for n in range(hit.last, first) if tokens[n].word not in _AT_ONCE), first)
        if hit.last <= first <= hit.last + _OCCASION and tokens[occasion].word in _ON_OCCASION:
            rest = {t.word for t in tokens[occasion:first]}
            if not rest & ({",", ";"} | words.listed("duration", "then")):
                return True  # "began while she was packing for the graduation in the middle of May"
        between = [t.word for t in tokens[hit.last : first]]
        told = set(between[between.index(":") :] if ":" in between else between)  # "onset per visit note: March"
        if "first" in told and {"note", "visit", "seen"} & told:
            told -= {"note", "visit", "seen", "dated"}  # "since my first note on it, dated 14 April"
        if {"returned", "from"} <= told:
            told.discard("returned")  # "ever since she returned from leave in March"
        if hit.last <= first and first - hit.last <= 7 and not told & words.listed("duration", "then"):
            return tokens[first].word != "today" or hit.last == first
    return False


_OCCASION = 18
"""Tokens behind the beginning within which the day of its occasion stands."""
_ON_OCCASION = frozenset({"while", "as", "during", "when", "after", "following", "with", "from", "upon", "once"})
_AT_ONCE = frozenset(
    {
        "right",
        "just",
        "shortly",
        "soon",
        "immediately",
        "gradually",
        "slowly",
        "suddenly",
        "abruptly",
        "insidiously",
        "acutely",
        ",",
    }
)
_COURSE = Pattern(
    r"\bas (?:strong|bad|severe|intense|frequent|painful|often) as (?:before|ever|it (?:was|used)|"
    r"they (?:were|used))|"
    r"\b(?:has|have|had|is|are|was|were) (?:(?:been|slowly|gradually|steadily|again|now) )*(?:climbing|creeping|"
    r"rising|building|"
    r"mounting|escalating|crept|risen|climbed)\b|"
    r"\b(?:climb|crept|creep|ris|rose|gone|went|go|built|build)\w* (?:back )?(?:up\b|to \d{1,2}\b)|"
    r"\bback (?:up )?(?:to|at) (?:\d{1,2}\b|(?:the |its |her |his )?(?:old|former|previous|usual|earlier) )"
)
"""A change in how bad symptoms are that were there before: its day is none on which they began."""


SINCE_THEN = -1
"""The place of a time that another statement gives: "since then it has been climbing"."""


def grew_worse(said: Said) -> int | None:
    """Where the time of a change in how bad symptoms are begins: right behind its words, else before them."""
    match = said.search(_COURSE)
    if match is None:
        return None
    start = said.statement.clause.start
    times = sorted([*(x.start for x in said.statement.lengths()), *(w.start for w in said.statement.whens())])
    behind = next((t for t in times if t >= start + match.end()), None)
    if behind is not None and not re.search("[,;]", said.low[match.end() : behind - start]):
        return behind
    return max((t for t in times if t < start + match.start()), default=None if times else SINCE_THEN)
