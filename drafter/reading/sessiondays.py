"""Days of sessions: what ties a day to a session, days that could be a month and a year, or that are voided later."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence

from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import Mention, dates
from drafter.text.patterns import Pattern

_VOIDED = Pattern(
    r"^\W*(?:\w+ ){0,2}?(?:appointment |visit |session |one |date )?(?:was |were |is |has been |had been |"
    r"got )?(?:later |since |then )?(?:voided|"
    r"cancell?ed|reversed|denied|did not (?:take place|happen|go ahead)|never (?:took place|happened)|fell through|"
    r"a duplicate|no[- ]?show\w*|not (?:done|given|performed|kept)|billed in error|in error)\b(?! ?\?)"
)
"""Behind a day: that what stood there did not take place."""
_MISSED = Pattern(
    r"\b(?:no-?show\w*|did(?:n't| not) (?:show|come|attend|appear|keep|make|go)(?: up| in| it)?|missed|skipped|"
    r"cancell?ed|called off|failed to (?:show|attend|come))(?: (?:on|for|of|the|her|his|visit|appointment|one|"
    r"session|to))* ?$"
)
"""Before a day on which the patient did not come."""
_NOTHING_THEN = Pattern(
    r"\b(?:nothing was|none was|no injections? (?:was|were)|no (?:tpis?|blocks?) (?:was|were)|it was not|"
    r"they were not) "
    r"(?:\w+ )?(?:injected|given|done|performed)\b"
)
"""Behind a day: that nothing was given on it."""


_NOT_THE_DAY = Pattern(
    r"\b(?:note|dated|extract\w*|as of|printout|report|query|queried|run|pulled|download\w*|search\w*|checked(?!:)|"
    r"reviewed|verified|request(?:s|ed|ing)?|auth|authori[sz]\w+|referral|scheduled|planned|born|dob|"
    r"next|on the request of|mri|since(?![^,;]*:)|through|thru|"
    r"until|up to|complete to)\b[^,;]{0,20}$|"
    r"\b(?:calls?|called|calling|tc|t/c|(?:tele)?phone[ds]?|telephon\w+|spoke|spoken|talked|fax\w*|e-?mail\w*|"
    r"messag\w+|contact\w*|rang|voicemail|letter|form|intake|signed|submitted)\b(?:(?! reports?:| says?:|:)[^;]){0,60}$"
)
"""Before a day that is one of a paper, of a talk, of a search or of a bound, and none of a session."""
_ABOUT_IT = Pattern(
    r"\b(?:re|regarding|concerning|about|for) (?:(?:the|her|his|their|this|a|pending|upcoming|requested|repeat|next|"
    r"proposed|planned) )+(?:\w+ ){0,3}$|\bpending (?:\w+ ){0,3}$"
)
"""Before a procedure that is only what is talked about."""


_GIVEN = (
    r"done|given|performed|received|injected|blocked|numbed|infiltrated|placed|administered|carried out|completed|"
    r"undergone|underwent|took place|fell|taken|went ahead|followed|came|kept|had|gave|got|gotten|did|provided|"
    r"repeated|billed|paid|"
    r"rendered|reimbursed"
)
_GIVING = Pattern(rf"\b(?:{_GIVEN})\b")
"""That a session was given, or paid for."""
_TIE = Pattern(
    rf"\b(?:no[- ]?show\w*|on record|on file|no one|{_GIVEN}|on|in|at|of|for|to|into|over|around|with|by|per|plus|"
    rf"from|under|and|or|then|again|also|too|both|all|each|"
    r"every|one|ones|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|look|lookback|following|within|inside|"
    r"during|window|period|rolling|the|a|an|her|his|their|my|our|your|this|that|these|it|its|which|is|was|"
    r"were|are|has|have|been|being|be|she|he|they|him|them|who|i|we|you|patient|pt|me|us|once|twice|thrice|"
    r"before|times?|x ?\d+|"
    r"so(?! far)|first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|sixth|initial|repeat|another|last|latest|"
    r"most recent|"
    r"previous(?:ly)?|prior|earlier|past|already|only|just|ever|so far|to date|altogether|total|yes|checked|no|number|"
    r"not|"
    r"here|there|elsewhere|"
    r"dos|dates?|dated|days?|log|list|ledger|history|hx|claims?|lines?|codes?|found|"
    r"billing|against|insurer'?s?|plan'?s|payer'?s|short|complete|full|as follows|on record|recorded|documented|"
    r"service|services|treatments?|procedures?|sessions?|sets?|rounds?|"
    r"visits?|injections?|blocks?|blks?|shots?|needles?|series|course|tpis?|onbs?|gonbs?|esis?|rfas?|mbbs?|"
    r"gons?|lons?|nerves?|joints?|facets?|muscles?|levels?|sites?|sides?|regions?|branch(?:es)?|roots?|"
    r"areas?|places?|spots?|si|sij|sacroiliac|left|right|bilat(?:eral(?:ly)?)?|lt|rt|l|r|b/l|upper|lower|greater|lesser|neck|back|head|"
    r"shoulder|girdle|"
    r"occipital|cervical|lumbar|thoracic|lumbosacral|sacral|medial|epidural|facet|myofascial|trigger|points?|"
    r"q ?\d+ ?[wmd]\w*|weekly|monthly|diagnostic|therapeutic|steroid|clinic|practice|office|hospital|hospital's|"
    r"department|ed|er|other|clinic's|"
    r"life|lifetime|dr|md|year|years|month|months|week|weeks|last|calendar|late|early|mid|morning|afternoon|"
    r"treated|cancell?ed|voided|denied|reversed|rescheduled|moved|later|since|between|today|same|part|units?|[lcts]\d\d?|\d+)\b"
)
"""Words that may stand between a session and its day: who, where, on what, in which order, and that it was given."""


_PLACE = Pattern(
    r"\b(?:at|in|from|by|with) (?:(?:the|our|this|an?|her|his|another|other) )?(?:\w+ ){0,2}(?:clinic|hospital|"
    r"cent(?:er|re)|"
    r"practice|office|facility|department|suite|surgery)\b|\bdr\.? \w+"
)
"""By whom or where it was given."""
_ASIDE = Pattern(
    r"^ ?(?:in|during|for|within) (?!.*\b(?:was|were|is|are|has|had|have|which|who|when|\d+)\b)(?:\w+ ){1,7}\w+ ?$"
)
"""Between commas: a time in other words."""
_ITEM = Pattern(r"\b(?:trigger points?|tpis?|blocks?|injections?|epidurals?|esis?|rfas?|mbbs?|gonbs?|onbs?|sets?)\b")
"""In a list of care with days: an entry that names a session."""


_SAYING = Pattern(r"^\W{0,3}:\s*\"")
"""Behind a day on which something was said."""


def tied(said: Said, names: Sequence[Mention], when: dates.When) -> bool:
    """Whether a day is the one of a session of its statement: nothing stands between them but what ties the two.

    A day of which something else is told in between (a score, a visit, a talk, how it went on) is none of a session.
    """
    clause = said.statement.clause
    if _SAYING.match(clause.low[when.end - clause.start :]) or _OF_ELSE.match(clause.low[when.end - clause.start :]):
        return False
    before = [m for m in names if m.start < when.start and not _in_bracket(said, m)]
    start = before[-1].end if before else clause.start
    gap = bare(said, start, when.start)
    given = list(_GIVING.finditer(gap))
    if (before or given) and (ties(gap[given[-1].end() :] if given else gap) or (before and ties(gap))):
        return True
    if before and _ITEM.search(item := re.split(r"[,;:]", gap)[-1]) and ties(item):
        return True
    behind = next((m for m in names if m.start >= when.end), None)
    if behind is None or (
        _in_bracket(said, behind) and any(when.end <= w.start < behind.start for w in said.statement.whens())
    ):
        return False
    return ties(bare(said, when.end, behind.start))


_OF_TEN = re.compile(r"(?:10|\d)\s?/\s?10")
_RATED = Pattern(
    r"\b(?:pain|nrs|vas|scores?|scored|rat(?:ed|es|ing)|before|after|later|that (?:very |same )?(?:morning|day|"
    r"evening|night)|"
    r"now|today|worst|average|relief|headaches?|went|fell|dropped|climbed|stayed|held)\b"
)
"""Words of a statement that gives scores."""
ON_DAY = Pattern(r"\b(?:on|by|until|till|thru|through|since|from|dated|visit|note|of)\W*$")
"""Before a day that could be a score of ten as well."""
_IN_ROW = re.compile(r"(?:\d{1,2}/(?!10\b)\d{1,2}(?:/\d{2,4})?(?:,| and| &|, and)\s*)$")


def score(said: Said, when: dates.When) -> bool:
    """Whether what could be a date is a score of ten: "8/10 that morning, 2/10 a week later"."""
    written = said.document.text[when.start : when.end].strip()
    if not _OF_TEN.fullmatch(written) or said.search(_RATED) is None:
        return False
    lead = said.ahead(when.start)
    return not (ON_DAY.search(lead) or _IN_ROW.search(lead) or said.behind(when.end).startswith(":"))


def _in_bracket(said: Said, name: Mention) -> bool:
    """Whether a name stands in brackets behind a day, of which alone it then is: "8/18 (procedure), 11/12"."""
    at = said.statement.clause.start
    low = said.low
    opened = low[: name.start - at].rstrip().endswith("(") and low[name.end - at :].lstrip().startswith(")")
    return opened and any(
        not low[w.end - at : name.start - at].strip(" (") for w in said.statement.whens() if w.end <= name.start
    )


def given(low: str) -> bool:
    """Whether words behind a name say that it was given."""
    return _GIVING.search(low) is not None


def bare(said: Said, start: int, end: int) -> str:
    """A stretch of a statement without its dates, the places named in it and the names of doctors."""
    clause = said.statement.clause
    kept, at = [], start
    spans = [(w.start, w.end) for w in said.statement.whens()]
    spans += [(h.start, h.end) for file in ("regions", "muscles") for h in said.statement.hits(file)]
    for a, b in sorted(spans):
        if start <= a and b <= end and a >= at:
            kept.append(clause.low[at - clause.start : a - clause.start])
            at = b
    kept.append(clause.low[at - clause.start : end - clause.start])
    return _BESIDE.sub(" ", " ".join(kept))


_ELSE = (
    r"[^()]*\b(?:visits?|mri|calls?|phone|notes?|seen|exams?|consult\w*|imaging|x-?rays?|therapy|pt|booked|planned|"
    r"scheduled)\b"
)
_OF_ELSE = Pattern(rf"^ ?\({_ELSE}")
"""Behind a day: what it was, and no session."""
_BESIDE = Pattern(
    rf"\((?!{_ELSE})[^()\d]{{0,40}}\)|"
    r"\b(?:cap|limit|max(?:imum)?)\b[^:;,.()]{0,45}[:;,]|"
    r"\bsince (?:the )?(?:pt|patient|she|he|they)(?: first)? (?:started|began|came|joined|has been|have "
    r"been|established)"
    r"(?: (?:here|to us|with us|care|coming))*|"
    r",? ?\b(?:with|using|w/) (?:[\d.]+ ?(?:%|percent|ml|cc|mg)? ?(?:of )?){0,3}(?:lido\w*|xylo\w*|\w+caine|marcaine|"
    r"\w*steroid|triamcinolone|kenalog|dexamethasone|depo-?medrol|methylprednisolone|betamethasone|celestone|"
    r"cortisone)(?: [\d.]+ ?(?:%|percent|ml|cc|mg))*"
)
"""What is added in brackets, a limit quoted beside the days, and the agent that was injected."""


def ties(gap: str) -> bool:
    """Whether nothing is told in a stretch but what ties a session to its day; places and asides are left out."""
    pieces = [piece for piece in _PLACE.sub(" ", gap).split(",") if not _ASIDE.match(piece)]
    return not re.search(r"[a-z0-9%]", _TIE.sub(" ", " ".join(pieces)))


def another(lead: str) -> bool:
    """Whether the words before a day make it the day of something else than a session."""
    return bool(_NOT_THE_DAY.search(lead))


def talked_of(lead: str) -> bool:
    """Whether the words before a procedure make it one that is asked for or talked about."""
    return bool(_ABOUT_IT.search(lead))


def voided(record: Record, said: Said, day: dt.date) -> bool:
    """Whether one of the next statements says of a day that nothing took place: "the 9/9 line was voided"."""
    return day in voided_days(record, said)


def voided_days(record: Record, said: Said) -> set[dt.date]:
    """The days that the statement itself or the next ones name again as voided."""
    found = set()
    own = said.statement.whens()
    for later in (said, *record.following(said)[:2]):
        for n, when in enumerate(later.statement.whens()):
            if later is said and all(when.earliest != w.earliest for w in own[:n]):
                continue  # named for the first time
            lead, behind = later.ahead(when.start), later.behind(when.end)
            named_ = not lead.strip() or lead.rstrip().endswith(("the", "on", "of", "for", "that"))
            if (named_ and _VOIDED.search(behind)) or _MISSED.search(lead) or (named_ and _NOTHING_THEN.search(behind)):
                found |= {when.earliest, when.latest, *when.readings}
    return found


def all_but_voided(record: Record, said: Said) -> bool:
    """Whether some of its days, but not all, are told to have been missed, so that the others were kept."""
    days = {d for w in said.statement.whens() for d in (w.earliest, *w.readings)}
    gone = days & voided_days(record, said)
    return bool(gone) and len(said.statement.whens()) > 1 and gone != days


def month_and_day(record: Record, said: Said, when: dates.When, until: dt.date, asked: bool) -> dt.date | None:
    """The last such day before the service, for a pair of numbers that could be a month and a year as well.

    `asked`: whether the statement asks for the service. It is a day where another date of the document is one that is
    written so, behind "on", or where the year would be long gone.
    """
    match = re.fullmatch(r"(\d\d?)/(\d\d?)", said.document.text[when.start : when.end])
    others = [w for w in said.statement.whens() if w.exact and w is not when]
    ahead = when.exact and when.earliest > until and any(w.earliest < until for w in said.statement.whens())
    if match is None or ((when.exact or when.readings) and not (ahead and not asked)):
        return None
    others += [when] if ahead else []  # among days gone by it is one of the year before
    others += [w for s in record.said if s.document is said.document for w in s.statement.whens() if _pair(s, w)]
    behind_on = said.between(max(0, when.start - 3), when.start) == "on "
    if not (others or behind_on or until.year - 2000 - int(match[2]) > 2):
        return None
    days = [
        dt.date(year, int(match[1]), int(match[2]))
        for year in (until.year - 1, until.year)
        if _is_day(year, int(match[1]), int(match[2]))
    ]
    return max((day for day in days if day < until), default=None)


def _pair(said: Said, when: dates.When) -> bool:
    """Whether a date is a day written as a pair of numbers that can be nothing else."""
    written = said.document.text[when.start : when.end]
    return when.exact and re.fullmatch(r"\d\d?/\d\d?", written) is not None


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


_SOON = 120
"""Days within which a service that is asked for takes place."""


def day_told(when: dates.When, until: dt.date, paid: bool = False) -> dt.date | None:
    """The day of a past session; of two readings the one that is past, else the one with the month first.

    `paid`: whether it is told as paid for, which the day of the service asked for is not.
    """
    days = [when.earliest] if when.exact else list(when.readings)
    if until in days and not (paid and len(days) > 1):
        return None
    if len(days) > 1 and not paid and 0 < (days[0] - until).days < _SOON:
        return None  # with the month first it is a day on which what is asked for could be given
    return next((day for day in days if day < until), None)
