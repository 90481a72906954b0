"""Earlier sessions that the record numbers without dating each: "2 lumbar and 1 cervical in 12 months", "her third"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from drafter.reading import (
    by_months,
    in_order,
    none_within,
    numbered,
    own_sessions,
    performed,
    recurring,
    sessiondays,
    spoken_of,
    tallied,
    windowed,
)
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.tallied import Tally
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

_BARE = Pattern(
    r"^(?:\S+\s+(?:of\s+|other\s+|total\s+|completed\s+)*)(?:sessions?|visits?|treatments?|rounds?|times|sets?)$"
)
_GONE_BY = Pattern(
    r"\b(?:had|has|have|previous(?:ly)?|prior|earlier|since|so far|to date|received|given|got|gotten|underwent|"
    r"completed|done|"
    r"was|were|last|past|already|ago|this year|history|hx|s/p)\b"
)
_CLAIMED = Pattern(
    r"\bclaims?\b(?:,? (?:data|history|file|search|query|however|though|by contrast|on the other hand|in fact))*"
    r"(?:,? (?:for|over|in|from|of|within|covering|through|since) [^.;:]{2,40}?)?,? "
    r"(?:show|list|record|hold|have|has|give|count|contain|name|report|say|tell of|indicate|reveal|reflect|state|"
    r"come to|carry|"
    r"carries)\w* "
    r"(?:only |just |a total of |in all )?(?P<n>\d{1,2}|one|two|three|four|five|"
    r"six|no|none|zero)\b(?![/-])"
)
_NOT_COUNTED = Pattern(
    r"\b(?:limit|cap|max(?:imum)?|up to|polic(?:y|ies)|allow\w*|at most|no more than|per|each|every|series of|"
    r"request\w*|"
    r"ask\w*(?: for)?|plan\w*|further|additional|next|approved?(?: for)?|authori[sz]\w*|certif\w+|from|cut|covers?)"
    r"(?: (?:of|is|to|for|another|the|a))*\W*$"
)
_NOT_COUNTED_AFTER = Pattern(
    r"^\W*(?:per\b|an? (?:year|month|week|quarter|day)\b|/|apart|(?:\w+ ){0,2}(?:requested|planned|asked|"
    r"proposed|sought|to be given|needed|left|"
    r"remaining|allowed|"
    r"denied|cancell?ed|voided|no-show\w*|not done)\b|each (?:month|year|week)|every\b|q ?\d)"
)
_RECALLED = Pattern(
    r"\b(?:patient|pt|she|he|they|wife|husband|mother|daughter|son) (?:\w+ )?(?:counts?|recalls?|remembers?|"
    r"thinks?|believes?|"
    r"guess\w*|estimates?|claims?|insists?|says?|reports?|states?|tells? (?:me|us)|told (?:me|us)|speaks? of|"
    r"mentions?)\b"
)
"""A number that is the patient's own."""
_USED_UP = Pattern(
    r"\b(?:used|exhausted|spent|gone through|had|received)(?: up)?(?: (?:all|of|her|his|their|the|already))*\s*$"
)
"""Before a number that is a limit and was reached: "has used all 3 sessions allowed"."""
_NONE_IN_CLAIMS = Pattern(
    r"\bclaims?\b(?:[^;]|\n)*?(?::\s*|\b(?:show\w*|find\w*|found|list\w*|with|had)\s+)"
    r"(?:no(?! (?:data|records?|information|info|access|history|entries|feed))|none|zero|nothing|0)\b|"
    r"\bno\b[^.;]{0,50}\b(?:in|on|among|found in) (?:the )?(?:paid )?claims?\b|"
    r"\bno (?:[\w/]+ ){0,3}claims?\b(?= (?:in|for|within|over|during)\b)"
)


def read(record: Record, months: int | None, day: dt.date) -> list[Tally]:
    """What the record numbers, for a window of so many months before `day`; none for no window. Claims outrank what
    is told."""
    found = [
        t
        for said in record.said
        for t in (
            *(_of(record, said, months, day) if own_sessions.told_in(record, said) else ()),
            *_field(record, said, months, day),
        )
    ]
    found += [
        t
        for said in record.said
        if said.search(_ONLY) and own_sessions.goes_on(record, said) and (t := _only(record, said, months, day))
    ]
    found += [t for said in record.having(by_months.THE_ONES) if own_sessions.goes_on(record, said)
              and (t := by_months.that_took_place(said, months, day))]  # fmt: skip
    if corrected := [t for t in found if t.said.search(numbered.CORRECTED)]:
        return corrected
    if any(none_within.last_before(record, t.said, months, day) for t in found):
        found = [t for t in found if t.inside]  # where the last one was before the window, all others were
    claims = [t for t in found if t.claims]
    only = [t for t in found if t.only]
    if only and not any(t.inside and t.least > max(o.sessions for o in only) for t in found):
        return only
    return claims or found


def _only(record: Record, said: Said, months: int | None, day: dt.date) -> Tally | None:
    """So many that are said to be the only ones of a stretch: "the only one within the past year", "only one since"."""
    match = said.search(_ONLY)
    if match is None or months is None or said.statement.cues.whole.time in ("planned", "conditional"):
        return None
    behind, n = said.low[match.end() :], numbered.number(match["n"] or "one")
    if match["since"]:
        at = said.statement.clause.start + match.start()
        sentence = [s for s in (*record.preceding(said), said)
                    if s.statement.clause.sentence >= said.statement.clause.sentence - 1]  # fmt: skip
        before = [w for s in sentence for w in s.statement.whens() if w.end <= at]
        if not before or max(w.latest for w in before) > windowed.edge(months, day):
            return None
        return Tally(n, said, tallied.region(said, 0, 0), True, not tallied.SOME_ONLY.search(behind), only=True)
    window = windowed.WINDOW.search(said.low[match.start("in") : match.end() + _NEAR])
    if window is None or not windowed.covers(window, months):
        return None
    return Tally(
        n,
        said,
        tallied.region(said, 0, 0),
        windowed.within(window, months),
        not tallied.SOME_ONLY.search(said.low),
        only=True,
    )


_NEAR = 30
"""Letters within which the stretch of time stands."""
_ONLY = Pattern(
    r"\b(?:only|just|single)(?: (?P<n>\d{1,2}|one|two|three|four|five|six))?"
    r"(?: (?:of (?:them|these|those)|falls?|fell|was|were|lies?|lie|is|are|ones?|sessions?|sets?|injections?|"
    r"blocks?|given|done|"
    r"took place))*"
    r" (?:(?P<in>(?:with)?in|during|over|inside(?: of)?|for)\b|(?P<since>since(?: then)?)(?=\s*(?:[,.;(:]|$)))"
)
_OF_WHICH = Pattern(r"\b(?:of which|of these|of those|of them|which of|how many of)\b")
"""Where a stretch of time begins to be that of some of them only: "five overall, of which two in the last year"."""
_PARTITIVE = Pattern(r"\bof (?:the|his|her|their|these|those|all)(?: (?:total|all))? $")
"""Before a number of which only a part is then told of."""


def _of(record: Record, said: Said, months: int | None, day: dt.date) -> Iterator[Tally]:
    low = said.undated
    sentence = said.sentence
    inside, whole = tallied.window(said, _of_all(sentence), months, day)
    claims = "claim" in low
    if tallied.SOME_ONLY.search(sentence) and not claims:
        whole = False
    if corrected := numbered.CORRECTED.search(low):
        n = numbered.number(corrected["n"] or corrected["m"])
        yield Tally(n, said, tallied.region(said, *corrected.span()), inside, whole)
        return
    yield from _counted(record, said, inside, whole, day)
    if used := numbered.USED.search(low):
        own_year = numbered.BENEFIT_YEAR.search(sentence) is not None
        yield Tally(numbered.number(used["n"]), said, None, inside and not own_year, whole and not own_year)
    if (reached := numbered.REACHED.search(low)) and not said.search(numbered.NOT_REACHED):
        yield Tally(numbered.number(reached["n"] or reached["m"]), said, tallied.region(said, 0, 0), True, False)
    if (stands := numbered.STANDS.search(low)) and tallied.named_here(record, said) and not said.names_care:
        yield Tally(numbered.number(stands["n"]), said, tallied.region(said, *stands.span()), inside, whole)
    if (paid := numbered.PAID.search(low)) and in_order.named_in_sentence(record, said) and not said.names_care:
        yield Tally(numbered.number(paid["n"]), said, None, inside, whole)
    total = numbered.TOTAL.search(low)
    if (
        total
        and (tallied.named_here(record, said) or spoken_of.in_answer(record, said))
        and not (said.names_care or said.search(recurring.TO_COME) or said.search(_OTHER_COUNT))
    ):
        yield Tally(numbered.number(total["n"] or total["m"]), said, tallied.region(said, *total.span()), inside, whole)
    for each in _BY_REGION.finditer(low):
        placed = tallied.region(said, each.start(), each.start("n") if each["n"] else each.start("times"))
        if placed and in_order.named_in_sentence(record, said):
            yield Tally(numbered.number(each["n"] or each["times"]), said, placed, inside, whole)
    if times := _behind_name(record, said):
        near = record.following(said)[:1] if not said.statement.whens() else []
        here = [s for s in near if s.statement.clause.sentence == said.statement.clause.sentence]
        whens = [w for s in (said, *here) for w in s.statement.whens()]
        dated = len(whens) == times and all(windowed.edge(months, day) < w.earliest and w.latest < day for w in whens)
        named = said.statement.of(record.procedure) if record.procedure else []
        at = named[0].start - said.statement.clause.start if named else 0
        yield Tally(times, said, tallied.region(said, at, at), inside or dated, whole)
    if (none := none_within.denied(record, said, months, day)) is not None:
        yield Tally(0, said, None, True, none and not tallied.SOME_ONLY.search(sentence))
    if match := _CLAIMED.search(_with_claims(record, said)):
        sure = inside or months is None or _year_before(record, said)
        yield Tally(max(0, numbered.number(match["n"]) - _taken_back(sentence)), said, None, sure, whole, True)
    if claims and _NONE_IN_CLAIMS.search(low) and "unless" not in low:
        yield Tally(0, said, None, True, whole and months is not None and windowed.searched(sentence, months), True)
    yield from _by_order(record, said, months, day, inside, whole)
    if none_within.last_before(record, said, months, day):
        yield Tally(0, said, None, True, True)
    if monthly := by_months.told(record, said, months, day):
        yield monthly
    if running := recurring.since_a_day(said, months, day):
        yield Tally(running, said, None, True, False)
    if all_year := recurring.this_year(record, said, months, day):
        yield Tally(all_year, said, None, True, False)


def _counted(record: Record, said: Said, inside: bool, whole: bool, day: dt.date) -> Iterator[Tally]:
    """Sessions by a number before a word for them: "3 sessions in 12 months"."""
    low, sentence = said.undated, said.sentence
    claimed = low.find("claim")
    claims = claimed >= 0
    used = numbered.USED.search(low)
    for counted in numbered.COUNTED.finditer(low):
        if used and used.start() < counted.start() < used.end():
            continue  # the limit: "1 of 3 visits used"
        if said.statement.cues.whole.time == "planned" and not _GONE_BY.search(low) and not claims:
            continue  # what is to come, under the heading of a plan
        if spoken_of.asked_alone(record, said):
            continue
        if _BARE.search(counted[0]) and said.names_care:
            continue  # visits of a therapy, named beside the procedure
        lead, behind = low[: counted.start()], low[counted.end() :]
        if _UNITS.search(lead):
            continue
        if (
            (_NOT_COUNTED.search(lead) or _NOT_COUNTED_AFTER.search(behind)) and not _USED_UP.search(lead)
        ) or none_within.SILENT.search(sentence):
            continue
        if own_sessions.of_something_else(record, said, counted) or own_sessions.guessed(said, counted):
            continue
        placed = tallied.region(said, counted.start(), counted.end())
        by_claims = 0 <= claimed < counted.end()
        if not numbered.number(counted["n"]) and not by_claims:
            continue  # "no other block that day" tells of a day, and that none went before is read elsewhere
        fewest, most = numbered.ends(counted, lead)
        gone = sum(any(w.earliest <= d <= w.latest for d in sessiondays.voided_days(record, said))
                   for w in said.statement.whens())  # fmt: skip
        gone = gone or _taken_back(sentence)
        fewest, most = max(0, fewest - gone), max(0, most - gone)
        recalled = not by_claims and _RECALLED.search(lead) is not None
        some = _PARTITIVE.search(lead) is not None  # "of the six sessions only one falls inside the last year"
        known = whole and not (recalled or some)
        opens = windowed.opens(said, _of_all(sentence), day)
        yield Tally(most, said, placed, inside and not some, known, by_claims, 0 if recalled else fewest, opens=opens)


_UNITS = Pattern(r"(?:\b(?:\d{5}|[a-v]\d{4})(?:\W{1,2}\w\w)*\W{1,3}[x×]|\b(?:units?|qty|quantity))\W*$")
"""Before a number that is one of units asked for: "20553 x 1 trigger point injections"."""


def _of_all(sentence: str) -> str:
    """Its words up to those on some of the sessions only."""
    part = _OF_WHICH.search(sentence)
    return sentence[: part.start()] if part else sentence


def _by_order(
    record: Record, said: Said, months: int | None, day: dt.date, inside: bool, whole: bool
) -> Iterator[Tally]:
    """Sessions by the number that one of them, or the one asked for, has in the order."""
    low = said.undated
    if match := in_order.asked(record, said, day):
        placed = tallied.region(said, match.start(), match.end())
        in_all = said.search(_EVER) is not None
        yield Tally(numbered.nth(match) - 1, said, placed, inside, whole or in_all, by_order=True)
    elif (match := numbered.NTH_WITHIN.search(said.low)) and (
        windowed.WINDOW.search(said.low) or windowed.YEAR.search(said.low) or inside
    ):
        days = [w for w in said.statement.whens() if w.latest - w.earliest < dt.timedelta(days=360)]
        bare = not (days or said.search(_TOLD_OF))  # of the one asked for, or of the last one given
        placed = tallied.region(said, match.start(), match.end())
        yield Tally(numbered.nth(match), said, placed, inside, whole and bare, fewest=numbered.nth(match) - 1)
    elif match := numbered.NTH_DONE.search(low):
        first = [w for w in said.statement.whens() if _is_first(said, w.start)]
        sure = inside or any(w.earliest > windowed.edge(months, day) for w in first)
        yield Tally(numbered.nth(match), said, None, sure, False)
    elif said.document.place in performed.days(record) and (match := numbered.NTH_TODAY.search(low)):
        yield Tally(numbered.nth(match), said, None, months is None, False)


_EVER = Pattern(r"\b(?:ever|overall|altogether|in (?:her|his|their) life(?:time)?|in all)\b")
"""Behind the number of the one asked for: that no other went before."""
_TOLD_OF = Pattern(
    r"\b(?:was|were|gave|helped|lasted|did|done|given|performed|had|received|took|made|failed|brought|got|better|"
    r"worse)\b"
)
"""What is told of a session that was given."""
_TAKEN_BACK = Pattern(
    r"\b(?P<n>one|two|1|2)(?: of (?:them|these|those|which))?,?(?: (?:was|were|being|is|has been|have been|later|"
    r"since|then|"
    r"subsequently))*"
    r" (?:reversed|voided|cancell?ed|refunded|denied|an? duplicate|duplicates?\b|no-?show\w*|billed in error|(?:was "
    r"|were )?"
    r"not (?:done|given|performed))\b"
)
"""Of those counted, how many did not take place: "three billed, the 6/2 one reversed"."""
_OR_NOT = Pattern(
    r"\b(?:possibly|perhaps|maybe|probably|may|might|not sure|unclear|if|whether|none|neither|not one|no one)\b"
)


def _taken_back(sentence: str) -> int:
    """How many of the sessions that a sentence counts it says did not take place."""
    match = _TAKEN_BACK.search(sentence)
    return 0 if match is None or _OR_NOT.search(sentence) else numbered.number(match["n"])


def _with_claims(record: Record, said: Said) -> str:
    """Its words, behind those on claims that open its sentence: "The plan's claims, however, list four"."""
    low = said.undated
    if "claim" in low:
        return low
    for before in record.preceding(said)[:1]:
        if before.statement.clause.sentence == said.statement.clause.sentence and _CLAIMS_OPEN.search(before.low):
            return f"{before.low} {low}"
    return ""


_CLAIMS_OPEN = Pattern(r"\bclaims?(?: (?:data|history|file|search|query))?\W*$")


def _field(record: Record, said: Said, months: int | None, day: dt.date) -> Iterator[Tally]:
    """The number of sessions that a field of a form, or the answer to a question, gives."""
    asked = said.search(numbered.ASKED) or said.search(numbered.OF_YEAR)
    whole = said.statement.cues.whole
    if (
        not asked
        or said.document.late
        or whole.other_person
        or not spoken_of.speaks_of(record, said)
        or recurring.TO_COME.search(_BUT_THIS.sub(" ", said.low))
    ):
        return
    behind = next(iter(record.following(said)), None)
    answer = asked if asked["n"] else behind.search(numbered.ANSWER) if behind else None
    if answer:
        inside, all_of_it = tallied.window(said, said.low, months, day)
        yield Tally(numbered.number(answer["n"]), said, tallied.region(said, 0, 0), inside, all_of_it)


_BUT_THIS = Pattern(
    r"\b(?:(?:this|the present|the current|today's|the new) (?:one|request|session|set|order)?\s?(?:is |was "
    r")?not (?:counted|included)|"
    r"(?:not counting|excluding|not including|before|prior to|without|besides) (?:this|the present|the current|"
    r"today's|the new) (?:one|request|session|set|order)?)(?:\b|$)"
)
"""That the session asked for is none of those counted."""
_OTHER_COUNT = Pattern(r"\b(?:muscles?|sites?|points? injected|levels?|needles?|ml|cc|mg|injections? per)\b")
"""What else may be counted beside a name."""
_BY_REGION = Pattern(
    r"\b(?:lumbar|cervical|thoracic|lumbosacral|sacral|neck|low back)\s*[:=]\s*(?P<n>\d{1,2}|zero|none|no|one|two|"
    r"three|"
    r"four|five|six)\b(?![/.-]\d)|"
    r"\b(?:lumbar|cervical|thoracic|lumbosacral|sacral)\s*[x×] ?(?P<times>\d)\b(?! ?(?:levels?|weeks?|months?|days?))"
)
"""A number behind its region: "cervical: three, lumbar: one"."""


def _behind_name(record: Record, said: Said) -> int | None:
    """So many sessions by a number behind the name of the procedure: "had TPI x3"."""
    offset, low = said.statement.clause.start, said.undated
    days = _ON_DATES.search(low)
    if days and (tallied.named_here(record, said) or spoken_of.of_claims(record, said)):
        return numbered.number(days["n"])
    dated = any(not w.exact and w.latest < record.clock for w in said.statement.whens())
    if not record.procedure or not (
        said.search(_GONE_BY) or windowed.WINDOW.search(low) or said.search(windowed.YEAR) or dated
    ):
        return None
    for mention in said.statement.of(record.procedure):
        match = numbered.TIMES.match(low[mention.end - offset :])
        behind = low[mention.end - offset + match.end() :] if match else ""
        if match and not mention.stands.negated and mention.stands.time not in ("planned", "conditional"):
            if _OR_MORE.match(behind):
                return None
            asked = _NOT_COUNTED_AFTER.search(behind) or _NOT_COUNTED.search(low[: mention.start - offset])
            return None if asked else numbered.number(match["twice"] or match["n"] or match["m"] or match["k"])
    return None


_OR_MORE = Pattern(
    r"^\s*(?:\+|,?\s*(?:-|–|/|to|or|maybe|perhaps|possibly)\s*[x×]?\s*(?:\d(?!\d?/)|more|two|three|four|five|"
    r"twice|thrice))"
)
"""Behind a number: that it may be another."""
_ON_DATES = Pattern(
    r"\bon (?P<n>\d{1,2}|two|three|four|five|six|seven|eight) (?:separate |different |distinct )?"
    r"(?:dates|days|occasions|dos|dates of service|service dates)\b"
)


def _is_first(said: Said, start: int) -> bool:
    """Whether the date at `start` is that of the first one: "the first in February"."""
    return "first" in fold(said.document.text[max(0, start - 14) : start])


def _year_before(record: Record, said: Said) -> bool:
    """Whether claims are set against what the patient tells of this year."""
    beside = [s for s in record.preceding(said) if s.statement.clause.sentence == said.statement.clause.sentence]
    return any(windowed.YEAR.search(s.low) or windowed.WINDOW.search(s.low) for s in beside)
