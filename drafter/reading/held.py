"""Held: how long relief held, told as a length, between two dates, or up to a day on which it was over."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.domain import Bound
from drafter.reading import spans
from drafter.reading.stretches import Stretch
from drafter.text import dates, lengths
from drafter.text.dates import When
from drafter.text.lengths import Length
from drafter.text.patterns import Pattern
from drafter.text.tokens import COUNTS, ORDINALS, fold

_ENDED = Pattern(
    r"(?:\b(?:back (?:in full|full force|fully|completely)|wore off|worn off|wears off|wearing off|recurred|"
    r"relapsed|faded|fading|returned(?! to)|came back|"
    r"come back|"
    r"coming back|"
    r"(?:was|is|were|are|pain|symptoms?|headaches?) (?:all |fully )?back(?! to (?!baseline))|"
    r"(?:back|returned) to (?:the |her |his |their )?baseline|"
    r"(?:^|(?<=[,;] )|(?<=and ))(?:all |fully |completely )?back(?= by\b| in\b| at\b| within\b| after\b)|"
    r"return of (?:the |her |his )?(?:pain|symptoms?|headaches?)|(?:at |to )?baseline again|"
    r"(?<!pain )(?<!pain is )(?<!pain was )(?<!symptoms )(?<!headaches )(?:gone|over) (?:again )?"
    r"(?=after|by|within|in))\b|"
    r"\b(?:relief|effects?|benefits?|improvement|response)\b[^.;,]{0,20}\b(?:gone|lost|ended|stopped|over|dissipated|"
    r"disappeared|subsided)\b)[^.;,]{0,25}$"
)
_NOT_RELIEF = Pattern(
    r"\b(?:sit|stand|walk|drive|work|sleep|lie|ride|type|read|run|play)\w*(?: for)?(?: (?:up to|about|"
    r"over|only|nearly))?\s*$|"
    r"\b(?:worse\w*|sore\w*|flar\w+|aggravat\w+|bruis\w+|numb\w*|weak\w*)\b[^.;,]{0,25}\b(?:for|x|of|"
    r"lasting)\s*(?:about |only |just )?$|"
    r"\b(?:every|next|in|ago|past|last|history of|since|age|q|within|inside|inside of|within about|within just|"
    r"(?:pain|headaches?|symptoms?|neuralgia|complaints?)"
    r" (?:for|of|x|since|lasting|over)(?: the (?:last|past))?)\s*$"
)
_AT_ANY = Pattern(
    r"\bat (?:any|every|each|all|no) (?:\w+ )?(?:visits?|checks?|points?|times?|reviews?|calls?) (?:in|over|"
    r"during|for) "
    r"(?:the )?(?:next |following |whole )?$"
)
"""Before the time over which it held at each visit."""
_LESS_PAIN = Pattern(
    r"\b(?:took away|taken away|takes away|halved|fewer|quarters?|thirds?|half|off|relief|reliev\w+|reduc\w+|less|"
    r"decreas\w*|improv\w*|better|free|down|no)\b[^.;]{0,25}$"
)
_RETURNS = (
    r"(?: (?:it|this|that|they|the|her|his|their|any)(?: \w+){0,3}? (?:crept|came|come|returned|recurred|wore|"
    r"worn|faded|"
    r"started|began|flared|was back|were back|got worse|worsened|went|needed|had to)\b|"
    r" (?:fading|returning|wearing off|coming back|creeping back|recurring|relapsing|dissipating|tapering off)\b)"
)
"""Behind "before": the end of the relief."""
_NOT_RELIEF_AFTER = Pattern(
    rf"^\s*(?:ago|before(?!{_RETURNS})|apart|old|prior|earlier|history|of (?:pain|symptoms|pt|physical|therapy|"
    r"conservative|headache))\b"
)
_ONSET = Pattern(
    r"^\s*(?:of|after|following|from) (?:the |her |his |this |that )?(?:\w+ ){0,2}"
    r"(?:injections?|blocks?|procedure|esi|epidural|session|shot|rfa|ablation|tpis?|g?onb|mbb|treatment)\b"
)
"""Behind the time in which relief set in: "gone within two days of the block"."""
_CAME_BACK = Pattern(
    r"\b(?:back (?:to baseline|in full|full force|fully|completely)|returned|recurred|came back|come back|wore off|"
    r"worn off|"
    r"faded|relapsed)\b[^.;,]{0,25}$"
)
"""Before the time within which the relief was over, not set in."""
_OR_LONGER = Pattern(r"^,? (?:or|maybe|possibly|perhaps)\b(?! (?:so|less|thereabouts|under|fewer|about))")
"""Behind a length that may have been longer: "two months, or possibly four"."""
_NOT_SO_LONG = Pattern(r"(?:[,;] |\b(?:and|is|was) )(?:not|rather than|instead of) (?:for |the |about )?$")
"""Before a length that is put right: "3 weeks, not 3 months"."""
_HELD_BEFORE = Pattern(r"\b(?:until|till|through|held|stayed|lasted|steady|remained)\b")
"""Before the time over which it came back, how long it held: "stayed at 3 until 10/20, then came back over 2 weeks"."""
_EACH = Pattern(r"(?:an?|each|every|the) (?:hour|day|week|month|year)\b")
_SO_MANY = Pattern(
    r"\b(?:dozens?|hundreds?|\d{1,3}\+?|once|twice|times|several|few|many|couple|" + "|".join(COUNTS) + r")\W+$"
)
"""Before "a day" and the like: how often something happens, which is no length."""
_AT = Pattern(r"(?:\bat|@) ?(?:the |about |her |his |around |only )?$")
_FOR = Pattern(r"\b(?:for|x|of|lasting|lasted|held|over) (?:about |only |at least )?$")
_LATER = Pattern(
    r"^\s*(?:later\b|afterwards?\b|out\b|post\b|follow|(?:after|following|since|from) (?:"
    r"(?:the|that|her|his|an?|last|this|each|prior) )*"
    r"(?:injection|block|procedure|esi|epidural|session|shot|rfa|ablation|tpi|treatment)|mark\b|visit)"
)
_BACK_LATER = Pattern(
    r"^,? (?:later|on|after(?: that| it| the \w+)?),? (?:(?:all|most) of (?:it|the pain)|it|they|the (?:\w+ )?(?:pain|"
    r"ache|"
    r"headaches?)|(?:her|his) (?:\w+ )?(?:pain|ache|headaches?)|everything|all)(?: all)? (?:had |was |were |is |"
    r"has )*(?:all |"
    r"fully |completely )?(?:back(?! (?:at|to) (?:work|normal|school|sport)| in )|come back|crept back|returned|"
    r"recurred|came back|crept back)\b"
)
"""Behind a length: that it was over by then: "four months later all of it had come back"."""
_GOES_ON = Pattern(
    r"(?<!block )(?<!injection )(?<!session )(?<!one )(?<!blocks )(?<!injections )(?<!only )(?<!gonb )(?<!onb )"
    r"(?<!gonbs )(?<!onbs )(?<!tpi )(?<!tpis )(?<!set )(?<!sets )(?<!sessions )(?<!shot )(?<!shots )(?<!esi )(?<!esis )"
    r"(?<!rfa )(?<!epidural )(?<!epidurals )(?<!two )(?<!three )(?<!four )(?<!once )(?<!twice )"
    r"\b(?:so far|to date)\b(?! only)|"
    r"\bongoing\b|\band counting\b|\bpersist(?:s|ing)\b|\bas of (?:today|now|this)\b|"
    r"\bstill (?:about |some |roughly |at |down )?(?:\d|half|two[- ]thirds|three[- ]quarters)|\bstill (?:better|"
    r"improv|has (?:relief|benefit)|help|last|present|reliev|holding|feels)|"
    r"\bcontinu\w+ to (?:help|have (?:relief|benefit)|do well|benefit|be better|provide)|"
    r"\b(?:relief|benefit) continues\b|"
    r"\b(?:up to|until|to) (?:this|today's|the present) (?:visit|day)\b|"
    r"\bstill\b[^.;]{0,25}\b(?:today|now|currently|at present|"
    r"at (?:the )?(?:today's|this|present) (?:visit|check|review))\b"
)
_ORDINAL = Pattern(
    r"\b(?P<unit>week|wk|month|mo|day)s?\s*#?\s*(?P<n>\d{1,2}|" + "|".join(COUNTS) + r")\b"
    r"(?:\s*(?:-|–|to|or|and)\s*(?:(?:week|wk|month|mo|day)\s*#?\s*)?(?P<m>\d{1,2}|" + "|".join(COUNTS) + r")\b)?"
)
_NTH = Pattern(
    r"\bby (?:the )?(?:end of )?(?:the )?(?:(?P<unit2>day|week|month) (?P<n2>\d{1,2})|(?P<n>first|second|third|"
    r"fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"\d{1,2}(?:st|nd|rd|th)) "
    r"(?P<unit>day|week|month))\b,? (?:(?:all|most) of )?(?:it|the (?:\w+ )?(?:pain|ache|headaches?)|her pain|"
    r"his pain|everything|she|"
    r"he|they|things)(?: all)? (?:was|were|had|is|felt)(?: all| been| come| crept)? (?:back(?! (?:at|to) work)|"
    r"returned|as bad|the same|gone|at baseline)|"
    r"\b(?:gone|over|back|returned|faded|wore off|worn off|lost|ended|finished|recurred)(?: again)? by (?:the "
    r")?(?:end of )?"
    r"(?:the )?(?P<n3>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th)) "
    r"(?P<unit3>day|week|month)\b"
)
"""The week by which it was over: "by the third week all of it was back"."""
_PART_OF = (
    r"(?:the )?(?:(?:very )?(?:end|middle|beginning|start|(?:first|last) (?:days?|weeks?)) of )?"
    r"(?:about |around |early |late |mid )?"
)
"""Before a month: a part of it."""
_UNTIL = Pattern(
    r"\b(?:until|till|through|thru|up to|up until|until the|till the|"
    r"(?:ongoing|persist\w*|continu\w*|lasting|lasted|present|sustained|maintained|held|holding|holds|intact|the same|"
    r"same|steady|stable|"
    r"unchanged|still "
    r"(?:there|so|good)) (?:on|as of|at|to)|"
    r"(?:lasted|lasts|lasting|held|holding|persisted|stayed|good|went|carried|well) (?:(?:well|far|right|on) )?into|"
    r"(?:stayed|remained|sat|hovered|held|kept)"
    r"(?: (?:at|around|about|near|there|low|down|\d{1,2}(?:-\d{1,2})?(?:/10)?))+ to)\s+" + _PART_OF
)
_BACK_ON = Pattern(
    r"\b(?:(?:started|began|begun) (?:to )?(?:fade|wear off|come back|return|creep back|recur)|"
    r"returned|recurred|came back|crept back|crept up|crept in|crept up again|come back|wore off|worn off|"
    r"wearing off|coming back|creeping back|fading|"
    r"faded|relapsed|baseline|back|"
    r"(?<!pain )(?<!pain is )(?<!pain was )(?<!symptoms )(?<!headaches )(?<!headache )(?<!numbness )gone|"
    r"(?:relief|effects?|benefits?|improvement|response)(?: that)? (?:was|were|had|is|has)(?: all| been)? "
    r"(?:gone|over|lost|spent))\b"
    r"(?: again| to baseline| fully| in full| completely| full force| to where (?:it|she|he) (?:was|started)|"
    r" as bad as ever)?,?"
    r"(?: on| in| by| around| about| since)?\s+" + _PART_OF + "$"
)
_BEFORE_BACK = Pattern(rf"^\s*before{_RETURNS}")
"""Behind the day up to which it held: "it was late September before they crept back"."""
_ONLY_THEN = Pattern(
    r"^\s*did (?:it|they|that|the \w+|her \w+|his \w+)(?: \w+)? (?:(?:begin|start) (?:to )?)?"
    r"(?:come|creep|return|recur|wear|fade|flare|go|worsen)\w*\b"
)
"""Behind the day up to which it held: "only in August did it begin to come back"."""
_AS_EVER = Pattern(r"\bby " + _PART_OF + "$")
_BAD_AGAIN = Pattern(
    r"^\W*(?:she says|he says|they say)?\W*"
    r"(?:it|the (?:\w+ )?(?:pain|ache|headaches?)|her pain|his pain|everything|things|(?:all|most|"
    r"all the rest) of it|all|she|he|they) "
    r"(?:was|were|had)(?: all| been| come| crept)? (?:as bad as (?:ever|before)|back(?! (?:at|to) work)|returned|"
    r"the same as before|at baseline)\b"
)
"""Around the day on which it was over: "by the middle of August it was as bad as ever"."""
_SESSION_ON = Pattern(
    r"(?:inject\w*|blocks?|after|following|esi|epidural|procedure|session|shot|tpis?|rfa|ablation|done|performed|"
    r"given|had|last|"
    r"prior|previous)\b"
    r"[^.;\d]{0,25}$"
)
_NOTE = Pattern(r"\b(?:notes?|visit|seen|letter|dated|form)\b[^.;\d]{0,8}$")
_TO = Pattern(
    r"^\W*(?:and )?from (?:then|there|that (?:day|time|point)) (?:on )?(?:to|until|through|till|up to) (?:about |"
    r"around )?$|^\s*(?:-|to|through|until|till|thru|up to)\s*(?:about |around )?" + _PART_OF + "$"
)


@dataclass(frozen=True)
class Time:
    """How long relief held, as told."""

    passed: bool | None
    """Whether it meets the bound; none where it may or may not."""
    words: str
    """As the record has it, or the days from and to."""
    ended: bool = False
    """Whether it is said that the relief was over then, rather than how long an amount of it held."""


def time(stretch: Stretch, text: str, bound: Bound, anchor: dt.date) -> Time | None:
    """How long the relief held; of several lengths that do not agree none is taken."""
    anchor = stretch.said[0].written or anchor
    goes_on = bool(_GOES_ON.search(fold(text)))
    found = list(_lengths(text, bound, anchor, goes_on)) or list(_spans(stretch, text, bound, goes_on))
    if not found:
        return None
    if any(t.passed is False for t in found) and any(t.passed is True for t in found):
        return Time(None, found[0].words)
    return next((t for t in found if t.passed is not None), found[0])


def _lengths(text: str, bound: Bound, anchor: dt.date, goes_on: bool) -> Iterator[Time]:
    low = fold(text)
    every = lengths.find(low)
    for x in every:
        if len(every) > 1 and _NOT_SO_LONG.search(low[max(0, x.start - 20) : x.start]):
            continue
        lead, behind = low[max(0, x.start - 60) : x.start], low[x.end : x.end + 40]
        verdict, words_ = lengths.passes(x, bound, anchor), text[x.start : x.end]
        if verdict is False and _OR_LONGER.match(behind):
            verdict = None
        onset = _ONSET.match(behind) and re.search(r"\b(?:with)?in\s*$", lead) and not _CAME_BACK.search(lead)
        if onset or _NOT_RELIEF_AFTER.match(behind) or (_EACH.match(low, x.start) and _SO_MANY.search(lead)):
            continue
        if _ENDED.search(lead):
            if low.startswith("over ", x.start) and _HELD_BEFORE.search(low, 0, x.start):
                continue
            upto = re.search(r"\b(?:within|by|under|less than)\s*$", lead)
            yield Time(None if upto and verdict else verdict, words_, True)
        elif _BACK_LATER.match(low[x.end : x.end + 90]):
            yield Time(verdict, words_, True)
        elif _AT.search(lead) or (_LATER.match(behind) and not _FOR.search(lead)):
            yield Time(verdict or None, words_)
        elif _is_relief(lead):
            yield Time(verdict or None if goes_on else verdict, words_)
    for m in _NTH.finditer(low):
        written = m["n"] or m["n3"] or ""
        nth = float(m["n2"] or ORDINALS.get(written, 0) or int(written[:-2]))
        yield Time(
            lengths.passes(
                Length(m.start(), m.end(), 0.0, nth, f"{m['unit'] or m['unit2'] or m['unit3']}s"), bound, anchor
            ),
            m[0],
            True,
        )
    for m in _ORDINAL.finditer(low):
        if _ENDED.search(low[max(0, m.start() - 40) : m.start()]):
            unit = {"w": "weeks", "m": "months", "d": "days"}[m["unit"][0]]
            n, last = (float(x) if x.isdigit() else float(COUNTS[x]) for x in (m["n"], m["m"] or m["n"]))
            verdict = lengths.passes(
                Length(m.start(), m.end(), max(0.0, n - 1), max(n, last) + 0.5, unit), bound, anchor
            )
            yield Time(verdict, m[0], True)


def _is_relief(lead: str) -> bool:
    if re.search(r"\b(?:after|following)\s*$", lead):
        return False
    if _AT_ANY.search(lead):
        return True
    return not _NOT_RELIEF.search(lead) or bool(
        re.search(r"\b(?:for|over|of|x|lasting) (?:the )?(?:last |past )?$", lead) and _LESS_PAIN.search(lead)
    )


def _spans(stretch: Stretch, text: str, bound: Bound, goes_on: bool) -> Iterator[Time]:
    """Relief between two dates: from one to the other, or from the session to the day until which it held."""
    first, low = stretch.said[0], fold(text)
    whens = [
        w for w in dates.find(text, first.written, first.statement.order)
        if not _NOTE.search(low[max(0, w.start - 20) : w.start])
    ]  # fmt: skip
    for a, b in itertools.pairwise(whens):
        if _TO.match(low[a.end : b.start]):
            if found := between(a, b, bound):
                yield found
            return
    if since := next((w for w in whens if _SINCE.search(low[: w.start])), None):
        upto = When(0, 0, first.written, first.written) if first.written else None
        found_since = between(since, upto, bound) if upto and _NOW_TOO.search(low) is None else None
        if found_since:
            yield Time(found_since.passed or None, found_since.words)
            return
    end = next((w for w in whens if _ends(low, w)), None)
    started = [
        w
        for w in whens
        if w is not end and (_SESSION_ON.search(low[max(0, w.start - 40) : w.start]) or len(whens) <= 2)
    ]
    if end and started:
        held = between(started[0], end, bound)
    elif started and goes_on and first.written:
        seen = next((w for w in reversed(whens) if visited_on(low, w.start, w.end)), None)
        held = between(started[0], seen or When(0, 0, first.written, first.written), bound)
        held = Time(held.passed or None, held.words) if held else None
    else:
        held = None
    if held:
        yield held


_SINCE = Pattern(
    r"(?:%|\bpercent|\brelief|\bbetter|\bless(?: pain)?|\bimproved|\bdown|\breduc\w+|\bhalf|\bthirds?|\bquarters?|"
    r"\bgone)\W+"
    r"(?:(?:better|relief|less|pain|improvement|reduction|of|in|her|his|the)\W+)*(?:ever )?since (?:the |her |his |"
    r"an? )?"
    r"(?:(?:esi|tpi|rfa|onb|gonb|block|injection|last|early|mid|late|about)\W+(?:(?:in|on|of)\W+)?)*$"
)
"""Before the day since which there is so much relief: "70 % since February"."""
_NOW_TOO = Pattern(
    r"\b(?:until|till|returned|recurred|back|wore|worn|faded|then|was|were|had|ended|over|lost|gone again|wearing|"
    r"fading|"
    r"returning)\b"
)
"""Words by which it is over, or not told of now."""
_TO_VISIT = Pattern(
    r"\b(?:at|on|by|as of|per|in|when (?:last )?(?:seen|asked|checked|called|examined|reviewed)(?: (?:on|in|at))?)"
    r"(?: (?:the|her|his|our|a|that|last|early|mid|late))*\s*$"
)
_THE_VISIT = Pattern(
    r"^(?:'s)?,? (?:visit|check\w*|re-?check|review|note|call|f/?u|follow-?up|appointment|appt|log|diary|"
    r"entry|contact)\b"
)
_SEEN_ON = Pattern(r"\b(?:seen|asked|checked|called|examined|reviewed)(?: (?:on|in|at))?\s*$")


_SAYS = Pattern(
    r"^(?:'s)?,? (?:visit|check\w*|re-?check|review|note|call|letter|f/?u|follow-?up|message|log|diary|entry)\b,?\W*"
    r"(?:says?|said|has|had|shows?|showed|states?|reads?|gives?|gave|records?|tells?|she|he|they|pt|patient|still|:)"
)
"""Behind the day of a paper: what stands in it."""


def visited_on(low: str, start: int, end: int) -> bool:
    """Whether a date is that of a visit at which something was told: "at the 9/29 visit", "when seen on 07/14"."""
    lead = low[max(0, start - 40) : start]
    if _SEEN_ON.search(lead) or _SAYS.match(low[end : end + 40]):
        return True
    return _TO_VISIT.search(lead) is not None and _THE_VISIT.match(low[end : end + 30]) is not None


def _ends(low: str, when: When) -> bool:
    lead, behind = low[max(0, when.start - 60) : when.start], low[when.end : when.end + 60]
    if _BEFORE_BACK.match(behind) or _ONLY_THEN.match(behind) or (_AS_EVER.search(lead) and _BAD_AGAIN.match(behind)):
        return True
    return any(m.end() == len(lead) for m in _UNTIL.finditer(lead)) or bool(_BACK_ON.search(lead))


def between(start: When, end: When, bound: Bound) -> Time | None:
    """The time between two dates; readings of slashed dates that run backwards are none."""
    found = [s for s in spans.readings(start, end) if s[0][0] < s[1][1]]
    if not found:
        return None
    if found[0][1][0] <= found[0][0][1] < found[0][1][1]:
        found = [(found[0][0], (found[0][1][1], found[0][1][1]))]
    words_ = f"from {found[0][0][1].isoformat()} to {found[0][1][0].isoformat()}"
    return Time(spans.reaches(found, bound), words_)
