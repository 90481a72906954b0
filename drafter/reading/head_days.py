"""Days and hours of headache in a month as sentences tell them, each with the time of which it is told.

A count finds its kind (headache, migraine, hours) in its own words, before it, or in the count told last; its time in
the words beside it: "before the first round 24 headache days and 190 hours; now 12 and 80".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafter.reading import diary, lines
from drafter.reading.diary import Entry
from drafter.reading.head_counts import number
from drafter.reading.record import Record
from drafter.reading.said import Document, Said
from drafter.text import spelt
from drafter.text.tokens import fold

_SPELT = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_NUMBER = rf"(?:\d{{1,3}}(?:\.\d)?|{_SPELT})"
_COUNT = re.compile(
    r"(?<![\w/.,$#-])(?:(?P<least>at least|no month (?:was |is )?(?:below|under|with (?:fewer|less) than)|"
    r"(?:no|never|not) (?:fewer|less) than|>=|≥)|(?P<more>more than|over|>)|"
    r"(?P<less>fewer than|less than|under|<|below)|(?P<most>up to|at most|no more than|<=|≤))?\s*~?"
    rf"(?P<a>{_NUMBER})(?:\s?(?:-|–|to|or)\s?(?P<b>{_NUMBER}))?(?P<plus>\+| or more)?"
    r"(?P<share>(?: days?)?\s*(?:of|out of|in)\s*(?:every |each |a )?(?P<whole>7|seven|3|three|4|four|5|five|2|two)\b"
    r"(?: days)?(?! (?:of|month|week|year)))?"
    r"(?P<month1>\s*(?:/|of|out of)\s*(?:the (?:last|past) )?(?:28|30|31)\b)?"
    r"(?:\s*(?:total|monthly|whole|full))?"
    r"(?:[\s-]*(?P<kind>headaches?|has(?=\s?/|\s+days?\b)|ha|head pain|"
    r"migraines?(?: headaches?)?|migrainous|mhds?|mmds?|hads?)(?!\w)"
    r"(?P<free>[- ]free)?)?"
    r"(?:[\s-]*(?P<unit>days?|d|hours?|hrs?|h)(?![\w-]))?"
    r"(?P<month2>\s*(?:/|per|a|each|every|in a|of (?:the|each|every)|out of each)\s*(?:month|mo|30(?: days)?)\b|"
    r"\s*monthly\b)?(?:\s*(?:of|with|to|lost to)\s*(?:an? |any )?(?P<of>headaches?|migraines?|head pain|ha)\b)?"
    r"(?P<month3>\s*(?:/|per|a|each|every|in a|of (?:the|each))\s*(?:month|mo)\b|\s*monthly\b)?"
)
_KIND = re.compile(
    r"(?<![\w-])(?:(?P<migraine>migraines?|migrainous|mmds?)|"
    r"(?P<headache>headaches?|has(?=\s?/|\s+days?\b)|ha|head pain|mhds?|hads?))"
    r"(?![\w]|-free| free)"
)
_NO_COUNT_BEHIND = re.compile(
    r"\s*(?:%|per ?cent|mg|mcg|g\b|u\b|iu\b|units?|ml|cc|sites?|weeks?|wks?|w\b|months?(?! of)|mos?\b|years?|yrs?|y/?o|"
    r"yo\b|minutes?|mins?|am\b|pm\b|th\b|st\b|nd\b|rd\b|/\s?(?!mo|month|30|28|31|d\b)\w|tablets?|tabs?|pills?|cycles?|"
    r"rounds?|treatments?|sessions?|injections?|visits?|points?|pts?\b|kg|lb|x\b|times a (?:day|week)|fewer|less|:\d|"
    r"(?:work|working|school|sick|bed|missed|rescue|acute|triptan|er)\b|of (?:her|his|the) (?:own|children|sisters)|"
    r"(?:days?|d)\s*(?:fewer|less|missed|off|of work|in bed|with (?:a )?\w*(?:triptan|medic|rescue|acute)|"
    r"(?:/|per|a|each)\s*(?:week|wk))|(?:hours?|hrs?|h)\b\s*(?:/|a|per|each|every)\s*(?:day|night|attack|headache|d\b))"
)
_NO_COUNT_AHEAD = re.compile(
    r"(?:\b(?:cycles?|rounds?|visits?|sessions?|week|"
    r"(?<!last )(?<!past )(?<!this )month|day|ages?|aged|midas|hit-?6|phq-?\d|gad-?\d|nrs|vas|"
    r"level|grade|no\.|number|by|reduction(?: of)?|decrease(?: of)?|fall(?: of)?|drop(?: of)?|rounds? so far|"
    r"page|every|q)\s*|\b(?:fewer|less|reduction|decrease)\b[^.;\d]{0,30}[:=]\s*)$"
)
_OTHER_DAYS = re.compile(
    r"\b(?:\w*triptan|naproxen|ibuprofen|excedrin|tylenol|acetaminophen|nsaids?|aspirin|ubrelvy|nurtec|fioricet|"
    r"medications?|meds?|acute|rescue|tablets?|work|school|miss\w*|sick|bed|er|ed|sleep\w*|free|severe|disabling|"
    r"aleve|advil|analgesics?|opioids?|sore\w*|droop\w*|ptosis|weakness|steps?|exercis\w*|mother|father|sister|brother|daughter|son|husband|wife)\b"
)
"""Between the name of a headache and a count, or before it: that it counts days of something or somebody else."""
_ONE_ATTACK = re.compile(
    r"\b(?:last\w*|duration|length|goes on|go on|going on|each|untreated|within|sleeps?|average (?:headache|attack)|"
    r"longest|attacks?)\b[^.;]{0,30}$"
)
"""Before hours that are those of one attack."""
_MONTH_HOURS = 72
"""Hours of headache from which on they can only be those of a month."""
_DRUG = (
    r"(?:botox|onabotulinumtoxina?|botulinum(?: toxin)?|aimovig|ajovy|emgality|vyepti|qulipta|nurtec|erenumab|"
    r"fremanezumab|galcanezumab|eptinezumab|atogepant|rimegepant|cgrp\w*|treatments?|therapy|medication|medicine|drug|"
    r"injections?|infusions?|shots?|cycles?|rounds?|sessions?|doses?|starting|start|tx|rx|it)"
)
_BETWEEN = (
    r"(?: (?:the|any|her|his|my|our|all|both|she|he|we|i|was|were|had|very|first|1st|initial|second|2nd|third|3rd|"
    r"fourth|4th|last|latest|starting|start of|going on|being on|being|set of|round of|course of|these|this|\d|two|"
    r"three|four|five|six|months? (?:of|on)|weeks? (?:of|on)|started|began|month)){0,5}"
)
_BEFORE = (
    rf"(?:before|prior to|until|preceding|ahead of|previous to){_BETWEEN} (?:{_DRUG}|started|began|first|"
    r"1st)\b(?: \d\b)?"
    rf"|\bpre-?(?:treatment|{_DRUG})\b|\b(?:pre|baseline|bl)\b|"
    r"\bat (?:the )?(?:very )?(?:start|outset|beginning|first)\b(?: of treatment)?|\b(?:used to|had been|formerly|"
    r"originally|initially|to begin with|back then|at that time|(?:when|as) (?:we|she|he|i) (?:first )?(?:started|"
    r"began))\b|\bthen(?=\s*[,;.:)|]|\s*$)|\bbefore(?=\s*[,;.:)|=]|\s*$|\s*\(?\d)"
)
_LAST = r"(?:last|past|previous|most recent|latest|preceding)"
_NOW = (
    r"\b(?:now|current(?:ly)?|at present|presently|today|these days|nowadays|still|most recent(?:ly)?|latest|"
    r"follow-?up|down to|this month|this past month)\b|"
    rf"\b(?:the |her |his |this |these ){_LAST} (?:month|quarter|(?:\d{{1,2}}|two|three|four) (?:weeks|months|days))\b|"
    rf"\b{_LAST} (?:month|(?:\d{{1,2}}|four) (?:weeks|days))\b|"
    rf"\b(?:after|since|on|under|following|post)-?{_BETWEEN} {_DRUG}\b(?: \d\b)?|\bpost-?(?:treatment|{_DRUG})\b|"
    r"\bpost(?=\s*[,;.:)|=]|\s*$|\s*\(?\d)|\bafter(?=\s*[,;.:)|=]|\s*$|\s*\(?\d)"
)
_DAY = (
    rf"\d{{1,2}}/\d{{1,2}}/(?:20)?\d\d|20\d\d-\d\d-\d\d|{diary.MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? 20\d\d|"
    rf"\d{{1,2}} {diary.MONTH},? 20\d\d|{diary.MONTH} \d{{1,2}}\s*(?:to|through|thru|until|-|–)\s*"
    rf"(?:{diary.MONTH} )?\d{{1,2}}(?:,? 20\d\d)?\b(?! ?(?:headache|ha\b|migraine|days?\b|d\b|hours?\b|h\b))"
)
_TIME = re.compile(
    rf"(?P<before>{_BEFORE})|(?P<now>{_NOW})|(?P<day>(?<![\d/]){_DAY}(?![\d/]))|"
    rf"(?P<month>(?<![\w-]){diary.MONTH}(?![\w-])|(?<![\d/])\d{{1,2}}/(?:20)?2\d(?![\d/]))"
)
_PARTED = re.compile(
    r"[;.,]|\b(?:and|to|vs|versus|compared (?:with|to)|against|but|while|whereas|down)\b|->|=>|→|\||/(?=\s)"
)
_GOES_ON = re.compile(
    r"\s*(?:$|[,;.:)|(→]|->|=>|/\s?(?:mo|month)|and\b|to\b|at\b|before|now|then|after|in\b|on\b|over\b|this\b|"
    r"last\b|per month|a month|each month|monthly|pre\b|post\b|currently|when|prior|until|versus|vs\b|compared|under\b|"
    r"since\b|for the last|is\b|which|down\b|days?\b|d\b|hours?\b|hrs?\b|h\b|of (?:them|these|those)|migrain)"
)
"""What may follow a count without a unit; any other word is what is counted."""
_RULE = re.compile(
    r"\b(?:goals?|aims?|hop(?:e|es|ed|ing)\b|expect\w*|target|requires?|required|must (?:be|have|meet|show)|"
    r"policy|criteri\w+|threshold)\b"
)
_LASTING = re.compile(r"\bfor (?:about |some |only |just )?$")
"""Before days for which something lasted: "some soreness for two days"."""
_FALLS = re.compile(r"\bfrom\b")
_CARRIED = 2
"""Sentences after a count in which one without a kind may still be of its kind."""


@dataclass(frozen=True)
class _Time:
    start: int
    end: int
    when: str | None
    month: str | None


@dataclass(frozen=True)
class _Count:
    start: int
    end: int
    of: str
    least: float
    most: float
    when: str | None = None
    """Of two that are told as a fall: `before` or `now`."""


@lru_cache(maxsize=8)
def find(record: Record) -> tuple[Entry, ...]:
    """All counts that sentences of the record tell for a month, in order; of tables see `diary`."""
    found: list[Entry] = []
    tabled = {e.cited for e in diary.find(record)}
    for document in record.documents:
        if document.late or not _KIND.search(fold(document.text)):
            continue
        taken = [(c.start, c.end) for c in tabled if c.place == document.place]
        found += _of_document(record, document, taken)
    return tuple(found)


def _of_document(record: Record, document: Document, taken: Sequence[tuple[int, int]]) -> Iterator[Entry]:
    carried = _Carried()
    said_in = [s for s in record.said if s.document.place == document.place]
    for n, (start, end) in enumerate(_stretches(said_in)):
        inside = [s for s in said_in if s.statement.clause.start < end and s.statement.clause.end > start]
        written = spelt.digits(fold(document.text[start:end]).replace("\n", " "))
        low = written.text
        if not inside or _RULE.search(low) or any(start < b and a < end for a, b in taken):
            continue
        if any(s.statement.cues.whole.other_person for s in inside) or diary.ANOTHER.search(low):
            continue
        times = [_time(m) for m in _TIME.finditer(low)]
        if _ASKED.search(low):
            carried = _Carried(n, _kinds_named(low), times, True)
            continue
        told_of = times or (carried.times if n == carried.since + 1 else [])
        kinds = carried.kinds if n <= carried.since + (_CARRIED if told_of else carried.asked) else ()
        counts = list(_Sentence(low, times, kinds, n <= carried.since + 1).counts())
        if not counts:
            continue
        cited = lines.cite(document, start, end)
        for count, told in zip(
            counts, _assigned(low, counts, times) if times else [told_of] * len(counts), strict=True
        ):
            when = next((t.when for t in told if t.when), count.when)
            month = next((t.month for t in told if t.month), None)
            place = start + written.place(count.start)
            said = next((s for s in inside if s.statement.clause.end > place), inside[-1])
            yield Entry(
                count.of,
                count.least,
                said,
                cited,
                when,
                month,
                count.most,
                place,
                carried.asked and n == carried.since + 1,
            )
        kinds = [c.of for c in counts]
        carried = _Carried(n, kinds if len(set(kinds)) == len(kinds) else kinds[:1])


@dataclass(frozen=True)
class _Carried:
    """What a sentence leaves to the next ones."""

    since: int = -9
    kinds: Sequence[str] = ()
    times: Sequence[_Time] = ()
    asked: bool = False
    """Whether it is a question, which the next sentence may answer without a time."""


_ASKED = re.compile(r"(?:\?|[^\d]:)\s*$")
"""The end of a question, or of a label whose value stands in the next line."""


def _kinds_named(low: str) -> Sequence[str]:
    """The kind of count that a question or a label names."""
    named = [_named(m) for m in _KIND.finditer(low)]
    if not named or _OTHER_DAYS.search(low) or not _DAYS_NAMED.search(low):
        return ()
    return ("headache_hours",) if _HOURS.search(low) else named[-1:]


def _stretches(said: Sequence[Said]) -> Iterator[tuple[int, int]]:
    """Sentences in order, cut at the ends of lines of which the next one opens like a line of its own."""
    for start, end in dict.fromkeys(s.statement.clause.within for s in said):
        text, at = said[0].document.text[start:end], start
        for m in _OPENS.finditer(text):
            yield at, start + m.start()
            at = start + m.end()
        yield at, end


_OPENS = re.compile(r"\n\s*(?=[A-Z0-9|*•-]|\w[\w /(),-]{2,40}[:=]|[a-z]+[\w ()/-]*\s{2,}\d)")


def _time(m: re.Match[str]) -> _Time:
    when = "before" if m["before"] else "now" if m["now"] else None
    return _Time(m.start(), m.end(), when, m["month"] or m["day"])


class _Sentence:
    """A sentence while its counts are found."""

    def __init__(self, low: str, times: Sequence[_Time], carried: Sequence[str], after_days: bool) -> None:
        self.low, self.times = low, times
        self.after_days = after_days
        """Whether the sentence before counts days, of which "five of them" may be some."""
        self.named = {m.end(): _named(m) for m in _KIND.finditer(low)}
        self.carried = list(carried)
        """Kinds for counts that name none, in their order."""
        self.found = False
        """Whether a count was found before."""
        self.end = 0
        """Where the count before ends."""

    def counts(self) -> Iterator[_Count]:
        """Its counts in order."""
        at = 0
        for m in _COUNT.finditer(self.low):
            first = m.start("a")
            if first < at or any(t.start <= first < t.end for t in self.times) or self._counts_otherwise(m):
                continue
            of = self._kind(m)
            if of is None:
                continue
            self.found, self.end, at = True, m.end(), m.end()
            if m["b"] and self._falls(m):
                was, now = number(m["a"]), number(m["b"])
                yield _Count(m.start("a"), m.end("a"), of, was, was, "before")
                yield _Count(m.start("b"), m.end(), of, now, now, "now")
            else:
                yield _bounded(m, of)

    def _counts_otherwise(self, m: re.Match[str]) -> bool:
        """Whether the words beside a number say that it is no count, or one of something else."""
        behind = _NO_COUNT_BEHIND.match(self.low, m.end("b") if m["b"] else m.end("a"))
        if behind or m["free"] or _NO_COUNT_AHEAD.search(self.low[: m.start("a")]):
            return True
        told = m["kind"] or m["of"] or m["month1"] or m["month2"] or m["month3"]
        if not told and _LASTING.search(self.low[: m.start("a")]):
            return True
        return bool(m["kind"]) and _OTHER_DAYS.match(self.low[m.end() :].lstrip()) is not None

    def _falls(self, m: re.Match[str]) -> bool:
        """Whether two numbers are no range: one that falls, or "from 12 to 14"."""
        joined = self.low[m.end("a") : m.start("b")]
        after_from = "to" in joined and _FALLS.search(self.low[: m.start("a")][-8:])
        return number(m["b"]) < number(m["a"]) or after_from is not None

    def _kind(self, m: re.Match[str]) -> str | None:
        """What a number counts in a month, or none."""
        lead = self.low[: m.start("a")]
        near = max((end for end in self.named if end <= m.start("a")), default=0)
        own, monthly = m["kind"] or m["of"], m["share"] or m["month1"] or m["month2"] or m["month3"]
        if not own and _OTHER_DAYS.search(self.low[near : m.start("a")]):
            return None
        if (m["unit"] or "").startswith("h"):
            return self._hours(m, lead, bool(own or near), bool(monthly))
        if own and (m["unit"] or monthly or own in _DAYS_THEMSELVES):
            return "migraine_days" if own.startswith(("mig", "mmd")) else "headache_days"
        hours = not m["unit"] and _hours_named(lead)
        if _AMONG.match(self.low, m.end()) or (self.found and self._part(m)):
            if (not self.found and not self.after_days) or _PEOPLE.search(self.low):
                return None
            weekly = any(share["share"] for share in _COUNT.finditer(self.low))
            return "migraine_days" if not weekly and _MIGRAINOUS.match(self.low, m.end()) else None
        if own or (number(m["a"]) > 31 and not hours):
            return None
        if monthly and self.found and _MIGRAINOUS.match(self.low[self.end : m.start("a")]):
            return "migraine_days"
        if m["unit"] or monthly:
            return "headache_hours" if hours else self.named.get(near) or self._ahead(m) or self._carried()
        if not _GOES_ON.match(self.low, m.end()):
            return None
        if near and self.after_days and _LABELLED.fullmatch(self.low, near, m.start("a")):
            return self.named[near]
        if near and (self.found or _DAYS_NAMED.search(self.low[max(0, near - 12) : m.start("a")])):
            return "headache_hours" if hours else self.named[near]
        if hours and (self.found or self.after_days or self.carried):
            return "headache_hours"
        return self._carried()

    def _part(self, m: re.Match[str]) -> bool:
        """Whether a number behind a count is told to have features, as some of it: "20 days; 12 are throbbing"."""
        way = _HAVE if not _ON.search(self.low[: m.start("a")]) else _ON_WHICH
        return not m["kind"] and not m["unit"] and way.match(self.low, m.end()) is not None

    def _hours(self, m: re.Match[str], lead: str, spoken: bool, monthly: bool) -> str | None:
        """Hours of headache, where they are those of a month and not of one attack."""
        if not (spoken or self.found or self.carried) or (_ONE_ATTACK.search(lead) and not monthly):
            return None
        told = monthly or m["of"] or m["kind"] or self.found or _TOTAL.search(lead)
        value = number(m["b"] or m["a"])
        return "headache_hours" if value > _MONTH_HOURS or (told and value > _DAY_HOURS) else None

    def _ahead(self, m: re.Match[str]) -> str | None:
        """The kind named soon behind a number, or behind the next one where one of before and one of now are told."""
        ahead = _KIND.search(self.low, m.end())
        if ahead is None:
            return None
        near = ahead.start() - m.end() < _NEAR and not re.search(r"[.;\d]", self.low[m.end() : ahead.start()])
        return _named(ahead) if near or {"before", "now"} <= {t.when for t in self.times} else None

    def _carried(self) -> str | None:
        return self.carried.pop(0) if self.carried else None


def _named(m: re.Match[str]) -> str:
    return "migraine_days" if m["migraine"] else "headache_days"


def _bounded(m: re.Match[str], of: str) -> _Count:
    least, most = number(m["a"]), number(m["b"] or m["a"])
    if m["share"]:  # "five of seven days"
        least, most = 28 * least / number(m["whole"]), 31 * most / number(m["whole"])
    top = 744.0 if of == "headache_hours" else 31.0
    if m["least"] or m["plus"]:
        most = top
    elif m["more"]:
        least, most = least + 1, top
    elif m["less"]:
        least, most = 0.0, least - 1
    elif m["most"]:
        least = 0.0
    return _Count(m.start("a"), m.end(), of, least, most)


_DAYS_THEMSELVES = ("mhd", "mhds", "mmd", "mmds", "had", "hads")
_DAYS_NAMED = re.compile(r"\b(?:days?|d|hours?|frequency|count|mhds?|mmds?|hads?)\b")
_HOURS = re.compile(r"\b(?:hours?|hrs?)\b")


def _hours_named(lead: str) -> bool:
    """Whether hours, and no days behind them, are named before a number."""
    hours = max((m.end() for m in _HOURS.finditer(lead)), default=-1)
    days = max((m.end() for m in _DAYS.finditer(lead)), default=-1)
    return hours > days


_DAYS = re.compile(r"\bdays?\b")
_AMONG = re.compile(r"\s*(?:days? )?of (?:(?:them|these|those|which)\b|the(?:se)? (?:\d|days?|headaches?))")
_HAVE = re.compile(
    r"\s*(?:are|were|is|was|have|had|has|come with|came with|bring|brought)\b(?! (?:\w+ "
    r")?(?:treat|medic|tak|took|spent|miss|lost))"
)
_ON_WHICH = re.compile(r"\s*,? ?(?:she|he|they|it|these|this|the pain)\b")
_ON = re.compile(r"\b(?:on|in)\s*(?:about |some )?$")
_LABELLED = re.compile(r"\s*[:=(]\s*")
"""Between the name of a count and its number."""
_MIGRAINOUS = re.compile(
    r"(?:(?!\b(?:no|not|without|never|nor|neither|free)\b|n't\b)[^.;]){0,60}?\b(?:migrain\w+|throb\w+|pulsat\w+|pounding|nause\w+|vomit\w+|photophobi\w+|"
    r"phonophobi\w+|one[- ]sided)"
)
_PEOPLE = re.compile(r"\b(?:boys?|girls?|twins?|kids?|child(?:ren)?|sons?|daughters?|sisters?|brothers?|siblings?)\b")
_TOTAL = re.compile(r"\b(?:total|altogether|hours)\b")
_NEAR = 40
"""Characters behind a number in which what it counts may still be named."""
_DAY_HOURS = 24
"""Hours that a day has."""


def _assigned(low: str, counts: Sequence[_Count], times: Sequence[_Time]) -> list[list[_Time]]:
    """For each count the times that are told of it: those beside it, else those of the count beside it."""
    own: list[list[_Time]] = [[] for _ in counts]
    trailing = bool(times) and times[-1].start >= counts[-1].end
    leading = bool(times) and times[0].start < counts[0].start
    for time in times:
        n = sum(c.start <= time.start for c in counts)  # counts before it
        if n == 0 or n == len(counts):
            own[min(n, len(counts) - 1)].append(time) if n == 0 else own[-1].append(time)
            continue
        ahead = _PARTED.search(low, counts[n - 1].end, time.start)
        behind = _PARTED.search(low, time.end, counts[n].start)
        back = not ahead if bool(ahead) != bool(behind) else (trailing or not leading)
        own[n - 1 if back else n].append(time)
    told = list(own)
    backward = trailing and not leading
    order = range(len(counts) - 1, -1, -1) if backward else range(len(counts))
    step = 1 if backward else -1
    for n in order:
        if not told[n] and 0 <= n + step < len(counts) and counts[n + step].of != counts[n].of:
            told[n] = told[n + step]
    return told
