"""Relief: how much a stretch of the record tells of it, how long it held, and whether there was any."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.domain import Bound
from drafter.reading import rated, spans
from drafter.reading.stretches import Stretch
from drafter.text import dates, lengths, numbers
from drafter.text.dates import When
from drafter.text.lengths import Length
from drafter.text.patterns import Pattern
from drafter.text.tokens import COUNTS, fold

_RULE = Pattern(
    r"\([^()]*\b(?:needs?|must|requires?|required|rule|policy|threshold|criteri\w+)\b[^()]*\)|"
    r"\b(?:where |as |but |since |because |while |and )?(?:the |our |her |his |this )?"
    r"(?:rule|policy|plan|lcd|payer|insurer|criteri(?:on|a)|guidelines?|requirement|threshold)\b[^.;]{0,20}"
    r"\b(?:is|are|asks?|requires?|needs?|says?|wants?|states?|demands?)\b[^.;]*|"
    r"\b\d{1,3} ?%(?: relief)?,? (?:is |was |are |being )?(?:required|needed|the (?:rule|threshold|minimum|bar))\b|"
    r"\b(?:required|needed|necessary|minimum|requested) (?:improvement|relief|reduction|response|gain|amount)\b[^.;]*|"
    r"\b(?:need(?:s|ed)?|requir(?:es|ed)|must be) (?:at least |≥|>=|>)?\s*\d[^.;,]*"
)
"""What a rule asks for, which nobody has measured."""
_STUFF = Pattern(
    r"^\s*(?:\d+(?:\.\d+)? ?(?:ml|cc)\b|lidocaine|lido\b|bupivac\w*|ropivac\w*|marcaine|mepivac\w*|xylocaine|"
    r"dextrose|saline|phenol|"
    r"solution|concentration|preservative|of (?:the |all )?(?:time|patients?|people|days|cases|nights)|"
    r"chance|confidence|oxygen|"
    r"room air|body|stenosis|disability rating|compression|tear|visits|sessions|adheren\w*|complian\w*)"
)
"""Behind a percentage that measures no relief."""
_SOLUTION = Pattern(
    r"\b(?:lidocaine|lido|\w+vacaine|marcaine|xylocaine|sensorcaine|dextrose|saline|phenol|alcohol)\s+$"
)
"""Before a percentage that is the strength of a solution."""
_INDEX = Pattern(
    r"\b(?:odi|ndi|oswestry|disability index|roland|promis|pdi|womac)\b(?: (?:score|index|disability|was|is|of|at|now|"
    r"today|today's|currently|baseline|before|after|from|pre|post|initially|then))*\W{0,3}"
    r"(?:\d+(?:\.\d+)? ?%(?:\W{1,3}[a-z]+){0,4}\W{1,4})?$"
)
"""Before a percentage that is the score of an index, where no words of change follow."""
_OF_PAIN = Pattern(
    r"^\s*(?:of )?(?:the |her |his |their )?(?:pain\b|relief\b|(?:less|lower|reduc\w+(?: in| of)?|decrease in|drop in) "
    r"(?:the |her |his |their )?pain\b|improvement (?:in|of) (?:the |her |his |their )?pain\b)"
)
"""Behind a percentage that is one of pain, and so none of function."""
_CHANGING = (
    r"(?: (?:was|is|of|by|at|to|about|around|some|roughly|nearly|improved|increased|rose|better|reduced|decreased|fell|"
    r"dropped|down|up|has|had|been))*\W{0,2}$"
)
_PAIN_IS = Pattern(r"\b(?:pain|relief)" + _CHANGING)
_FUNCTION_IS = Pattern(
    r"\b(?:function|functioning|adls?|activities of daily living|daily activities|mobility)" + _CHANGING
)
"""Before a percentage: what it is of."""
_OF_FUNCTION = Pattern(
    r"^\s*(?:better|improve\w*|gain|increase)?\s*(?:of|in|for|to|with)?\s*(?:the |her |his |their )?(?:daily )?"
    r"(?:function\w*|adls?|activities|mobility)\b"
)
"""Behind a percentage that is one of function, and so none of pain."""
_CHANGED = Pattern(r"^\s*(?:\w+ )?(?:better|improve\w*|reduc\w*|relief|less|lower|gain|decrease\w*|drop)\b")
_LEFT = Pattern(
    r"^\s*(?:of (?:the |her |his |their )?(?:original|baseline|former|previous|usual|what)|residual|remain\w*|left\b)"
)
_DOWN_TO = Pattern(r"\b(?:down|reduced|decreased|dropped|cut|fell|improved) to (?:about |around |only )?$")
_NOT_IT = Pattern(r"(?:, |\b(?:and|is|was) )(?:not|rather than|instead of) (?:the )?$")
"""Before a figure that is put right: "70 %, not 30 %"."""
_WORSE = Pattern(r"^\s*(?:worse|more pain|increase)")
_SCALES = Pattern(r"\b(nrs|vas|vnrs|vrs)\b")
_ANY_SCALE = Pattern(r"\b(nrs|vas|vnrs|vrs|odi|ndi)\b")
_PARTS_OF_SCALES = Pattern(r"\d\s*/\s*(10{1,2})\b|\d\s*(mm)\b")

_ENDED = Pattern(
    r"(?:\b(?:wore off|worn off|wears off|wearing off|recurred|relapsed|faded|returned(?! to)|came back|come back|"
    r"coming back|"
    r"(?:was|is|were|are|pain|symptoms?|headaches?) (?:all |fully )?back(?! to (?!baseline))|"
    r"(?:back|returned) to (?:the |her |his |their )?baseline|"
    r"return of (?:the |her |his )?(?:pain|symptoms?|headaches?)|"
    r"(?<!pain )(?<!pain is )(?<!pain was )(?<!symptoms )(?<!headaches )gone (?:again )?(?=after|by|within|in))\b|"
    r"\b(?:relief|effects?|benefits?|improvement|response)\b[^.;,]{0,20}\b(?:gone|lost|ended|stopped|over|dissipated|"
    r"disappeared|subsided)\b)[^.;,]{0,25}$"
)
_NOT_RELIEF = Pattern(
    r"\b(?:every|next|in|ago|past|last|history of|since|age|q|within|"
    r"(?:pain|headaches?|symptoms?|neuralgia|complaints?)"
    r" (?:for|of|x|since|lasting|over)(?: the (?:last|past))?)\s*$"
)
_LESS_PAIN = Pattern(
    r"\b(?:took away|taken away|takes away|halved|quarters?|thirds?|half|off|relief|reliev\w+|reduc\w+|less|"
    r"decreas\w*|improv\w*|better|free|down|no)\b[^.;]{0,25}$"
)
_RETURNS = (
    r" (?:it|this|that|they|the|her|his|their|any)(?: \w+){0,3}? (?:crept|came|come|returned|recurred|wore|worn|faded|"
    r"started|began|flared|was back|were back|got worse|worsened|went|needed|had to)\b"
)
"""Behind "before": the end of the relief."""
_NOT_RELIEF_AFTER = Pattern(
    rf"^\s*(?:ago|before(?!{_RETURNS})|apart|old|prior|earlier|history|of (?:pain|symptoms|pt|physical|therapy|"
    r"conservative|headache))\b"
)
_AT = Pattern(r"\bat (?:the |about |her |his |around |only )?$")
_FOR = Pattern(r"\b(?:for|x|of|lasting|lasted|held|over) (?:about |only |at least )?$")
_LATER = Pattern(
    r"^\s*(?:later\b|afterwards?\b|out\b|post\b|follow|(?:after|following|since|from) (?:"
    r"(?:the|that|her|his|an?|last|this|each|prior) )*"
    r"(?:injection|block|procedure|esi|epidural|session|shot|rfa|ablation|tpi|treatment)|mark\b|visit)"
)
_GOES_ON = Pattern(
    r"(?<!block )(?<!injection )(?<!session )(?<!one )(?<!blocks )(?<!injections )(?<!only )\b(?:so far|to date)\b|"
    r"\bongoing\b|\band counting\b|\bpersist(?:s|ing)\b|\bas of (?:today|now|this)\b|"
    r"\bstill (?:\d|better|improv|has (?:relief|benefit)|help|last|present|reliev|holding|feels)|"
    r"\bcontinu\w+ to (?:help|have (?:relief|benefit)|do well|benefit|be better|provide)|"
    r"\b(?:relief|benefit) continues\b|"
    r"\bstill\b[^.;]{0,25}\b(?:today|now|currently|at present|"
    r"at (?:the )?(?:today's|this|present) (?:visit|check|review))\b"
)
_ORDINAL = Pattern(r"\b(?P<unit>week|wk|month|mo|day)\s*#?\s*(?P<n>\d{1,2}|" + "|".join(COUNTS) + r")\b")
_SHORT = Pattern(
    r"\bshort[- ]?(?:lived|lasting|term)\b|\b(?:brief|transient|temporary|fleeting|few hours of|few days of)\b"
    r"[^.;]{0,15}\b(?:relief|benefit|improvement|response|help)\b|"
    r"\brelief (?:was |is )?(?:brief|transient|temporary|fleeting)\b|"
    r"\b(?:hours?|days?) only\b|\bonly (?:for )?(?:a (?:few|couple of) |some |a )?(?:hours?|days?)\b|"
    r"\b(?:did not|didn't|never) last\b|\bnot (?:sustained|lasting|durable)\b|"
    r"\b(?:faded|wore off|worn off|wears off|returned|recurred|came back|gone|dissipated|lost)\b[^.;]{0,20}"
    r"\b(?:quickly|rapidly|soon|fast|immediately|right away|(?:the )?(?:next|same) day|overnight|"
    r"within (?:hours|days))\b|"
    r"\b(?:quickly|rapidly|soon) (?:faded|wore off|returned|recurred|came back|dissipated)\b"
)
_NO_MEASURE = Pattern(r"wors|longer|stopp|quit|lost|refractory|resist|recalcitrant|intract|despite|persist|continu")
"""Words of failure that do not say that a session gave nothing."""
_EFFECT = Pattern(
    r"\b(?:wore|worn|wears|returned|recurred|came back|relapsed|faded|effects?|short)\b|"
    r"\b(?:was|is|were|are) back\b|\bback (?:to baseline|by|within|after)\b"
)
_UNTIL = Pattern(
    r"\b(?:until|till|through|thru|up to|up until|until the|till the|"
    r"(?:ongoing|persist\w*|continu\w*|lasting|lasted|present|sustained|maintained|held) (?:on|as of|at|to))\s+"
    r"(?:the )?(?:(?:very )?(?:end|middle|beginning|start) of )?(?:about |around |early |late |mid )?"
)
_BACK_ON = Pattern(
    r"\b(?:returned|recurred|came back|crept back|come back|wore off|worn off|faded|relapsed|baseline|back|"
    r"(?:relief|effects?|benefits?|improvement|response)(?: that)? (?:was|were|had|is|has)(?: all| been)? "
    r"(?:gone|over|lost|spent))\b"
    r"(?: again| to baseline| fully| in full| completely| full force| to where (?:it|she|he) (?:was|started)|"
    r" as bad as ever)?,?"
    r"(?: on| in| by| around| since)?\s+(?:the )?(?:(?:very )?(?:end|middle|beginning|start) of )?"
    r"(?:about |around |early |late |mid )?$"
)
_BEFORE_BACK = Pattern(rf"^\s*before{_RETURNS}")
"""Behind the day up to which it held: "it was late September before they crept back"."""
_AS_EVER = Pattern(
    r"\bby (?:the )?(?:(?:very )?(?:end|middle|beginning|start) of )?(?:about |around |early |late |mid )?$"
)
_BAD_AGAIN = Pattern(
    r"^\W*(?:she says|he says|they say)?\W*"
    r"(?:it|the (?:pain|ache|headaches?)|her pain|his pain|everything|things|all) "
    r"(?:was|were|had)(?: all| been| come| crept)? (?:as bad as (?:ever|before)|back|returned|"
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
    r"around )?$|^\s*(?:-|to|through|until|till|thru|up to)\s*(?:about |around )?$"
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


@dataclass(frozen=True)
class Relief:
    """What a stretch tells of the effect of a session."""

    amounts: tuple[tuple[float, float, bool], ...]
    """Least and most percent of each amount told, and whether the least itself is excluded."""
    time: Time | None
    nothing: bool
    """No effect at all."""
    short: bool
    """Said to be short, without a figure."""
    two_scales: bool
    """Before and after are on different scales."""
    place: int
    """Where in the stretch it is told, in code points."""
    scores: rated.Rated | None = None
    """Scores before and after, where the amounts are theirs and no percentage is told."""

    @property
    def percent(self) -> tuple[float, float] | None:
        """The least and the most of all amounts."""
        if not self.amounts:
            return None
        return min(a[0] for a in self.amounts), max(a[1] for a in self.amounts)

    @property
    def strict(self) -> bool:
        """Whether the least is excluded."""
        return all(a[2] for a in self.amounts if a[0] == min(b[0] for b in self.amounts))


def told(stretch: Stretch, own: frozenset[str], of: str, lasting: Bound | None, anchor: dt.date) -> Relief | None:
    """What the stretch tells of the session meant, or none where it tells nothing."""
    text = _measured(stretch.text)
    low = fold(text)
    found = list(_amounts(stretch, own, of, low))
    bound = lasting or Bound(value=0, unit="days")
    scores = None if numbers.percents(low) else _scores(stretch, own, of, text, bound, anchor)
    if scores and (not found or len(scores.falls) > 1 or any(p is not None for p in scores.passed)):
        found = [(scores.place, (fall, fall, False)) for fall in scores.falls]
    else:
        scores = None
    time = _time(stretch, text, bound, anchor)
    short = _SHORT.search(low)
    failed = [
        t
        for s in stretch.said
        for t in s.statement.told
        if t.kind == "failed" and not _NO_MEASURE.search(t.words.lower())
    ]
    outcomes = [t for s in stretch.said for t in s.statement.told]
    if not found and not short and not outcomes and not (time and _tells_effect(stretch, low)):
        return None
    place = found[0][0] if found else short.start() if short else _outcome_place(stretch)
    nothing = bool(failed) and not found and not (time and time.passed is not False) and not short
    return Relief(tuple(a for _, a in found), time, nothing, bool(short), _two_scales(low), place, scores)


def _scores(
    stretch: Stretch, own: frozenset[str], of: str, text: str, bound: Bound, anchor: dt.date
) -> rated.Rated | None:
    """Scores before and after the session that the stretch tells of."""
    first = stretch.said[0]
    mine, bare, others = stretch.names(own)
    if others:
        return None

    def since(start: When, end: When) -> bool | None:
        between = _between(start, end, bound)
        return between.passed if between else None

    found = rated.read(
        text,
        [(m.start - stretch.start, m.end - stretch.start) for m in (*mine, *bare)],
        lambda given: dates.find(given, first.written, first.statement.order),
        since,
        lambda length: lengths.passes(length, bound, first.written or anchor),
    )
    return found if found and (of == "either" or found.function == (of == "function")) else None


def _measured(text: str) -> str:
    """The text with blanks where it says what a rule asks for."""
    for match in _RULE.finditer(fold(text)):
        text = f"{text[: match.start()]}{' ' * len(match[0])}{text[match.end() :]}"
    return text


def _outcome_place(stretch: Stretch) -> int:
    for said in stretch.said:
        for t in said.statement.told:
            return said.statement.clause.tokens[t.first].start - stretch.start
    return max(0, len(stretch.text) - 1)


def _tells_effect(stretch: Stretch, low: str) -> bool:
    """Whether a time is that of an effect, and not that of a schedule."""
    return any(s.statement.hits("duration", "relief") for s in stretch.said) or bool(_EFFECT.search(low))


def _two_scales(low: str) -> bool:
    tops = {"mm" if m[1] else m[0] for m in _PARTS_OF_SCALES.findall(low)}
    mixed = any(len(set(_ANY_SCALE.findall(low[c.start : c.end]))) > 1 for c in numbers.changes(low))
    return len(set(_SCALES.findall(low))) > 1 or len(tops) > 1 or mixed


# ------------------------------------------------------------------------------------------------------- how much


def _amounts(
    stretch: Stretch, own: frozenset[str], of: str, low: str
) -> Iterator[tuple[int, tuple[float, float, bool]]]:
    """Place and amount of every relief told, in percent; by scores only where no percentage is."""
    percents = [p for p in numbers.percents(low) if _measures(low, p) and _of_session(stretch, own, p.start)]
    percents = [p for p in percents if not _of_another(of, low, p)]
    percents = [p for p in percents if not _NOT_IT.search(low[max(0, p.start - 20) : p.start])] or percents
    for p in percents:
        least, most = p.least, p.most
        if _WORSE.match(low[p.end : p.end + 30]):
            least, most = 0.0, 0.0
        elif _LEFT.match(low[p.end : p.end + 40]) or _DOWN_TO.search(low[max(0, p.start - 30) : p.start]):
            least, most = 100 - p.most, 100 - p.least
        yield p.start, (least, most, p.strict)
    if percents:
        return
    seen: set[tuple[int, int]] = set()
    for c in sorted(numbers.changes(low), key=lambda c: (c.start, -c.end)):
        wanted = of == "either" or (c.scale in numbers.FUNCTION_SCALES) == (of == "function") or c.scale is None
        if wanted and not any(a <= c.start < b for a, b in seen) and _of_session(stretch, own, c.start):
            seen.add((c.start, c.end))
            yield c.start, (c.fall, c.fall, False)


def _of_another(of: str, low: str, percent: numbers.Percent) -> bool:
    """Whether a percentage is told of pain where function is asked for, or of function where pain is."""
    behind, lead = low[percent.end : percent.end + 45], low[max(0, percent.start - 45) : percent.start]
    if of == "function":
        return bool(_OF_PAIN.match(behind) or _PAIN_IS.search(lead))
    return of == "pain" and bool(_OF_FUNCTION.match(behind) or _FUNCTION_IS.search(lead))


def _measures(low: str, percent: numbers.Percent) -> bool:
    """Whether a percentage can be one of relief; that of a solution or of days is none."""
    behind, lead = low[percent.end : percent.end + 30], low[max(0, percent.start - 60) : percent.start]
    dose = re.search(
        r"\b(?:opioids?|opiates?|narcotics?|medications?|meds?|dos(?:e|age)|intake|consumption|mme)\b[^.;,]{0,25}$",
        lead,
    )
    dosed = re.match(
        r"\s*(?:less|fewer|lower|reduction in|decrease in|drop in)?\s*"
        r"(?:opioid|opiate|narcotic|medication|meds|pain pill)",
        behind,
    )
    scored = _INDEX.search(lead) and not _CHANGED.match(behind)
    return not (_STUFF.match(behind) or _SOLUTION.search(lead) or scored or dose or dosed)


def _of_session(stretch: Stretch, own: frozenset[str], place: int) -> bool:
    """Whether a figure is that of the session meant: the nearest name before it, else behind it, is no other's."""
    mine, bare, others = stretch.names(own)
    if not others:
        return True
    at = place + stretch.start
    named = [(m.start, m not in others) for m in (*mine, *bare, *others)]
    before = [n for n in named if n[0] <= at]
    return max(before)[1] if before else min(named)[1]


# -------------------------------------------------------------------------------------------------------- how long


def _time(stretch: Stretch, text: str, bound: Bound, anchor: dt.date) -> Time | None:
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
    for x in lengths.find(low):
        lead, behind = low[max(0, x.start - 60) : x.start], low[x.end : x.end + 40]
        verdict, words_ = lengths.passes(x, bound, anchor), text[x.start : x.end]
        if _NOT_RELIEF_AFTER.match(behind):
            continue
        if _ENDED.search(lead):
            upto = re.search(r"\b(?:within|by|under|less than)\s*$", lead)
            yield Time(None if upto and verdict else verdict, words_, True)
        elif _AT.search(lead) or (_LATER.match(behind) and not _FOR.search(lead)):
            yield Time(verdict or None, words_)
        elif _is_relief(lead):
            yield Time(verdict or None if goes_on else verdict, words_)
    for m in _ORDINAL.finditer(low):
        if _ENDED.search(low[max(0, m.start() - 40) : m.start()]):
            unit = {"w": "weeks", "m": "months", "d": "days"}[m["unit"][0]]
            n = float(m["n"]) if m["n"].isdigit() else float(COUNTS[m["n"]])
            verdict = lengths.passes(Length(m.start(), m.end(), max(0.0, n - 1), n + 0.5, unit), bound, anchor)
            yield Time(verdict, m[0], True)


def _is_relief(lead: str) -> bool:
    if re.search(r"\b(?:after|following)\s*$", lead):
        return False
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
            if between := _between(a, b, bound):
                yield between
            return
    end = next((w for w in whens if _ends(low, w)), None)
    started = [
        w
        for w in whens
        if w is not end and (_SESSION_ON.search(low[max(0, w.start - 40) : w.start]) or len(whens) <= 2)
    ]
    if end and started:
        held = _between(started[0], end, bound)
    elif started and goes_on and first.written:
        held = _between(started[0], When(0, 0, first.written, first.written), bound)
        held = Time(held.passed or None, held.words) if held else None
    else:
        held = None
    if held:
        yield held


def _ends(low: str, when: When) -> bool:
    lead, behind = low[max(0, when.start - 60) : when.start], low[when.end : when.end + 60]
    if _BEFORE_BACK.match(behind) or (_AS_EVER.search(lead) and _BAD_AGAIN.match(behind)):
        return True
    return any(m.end() == len(lead) for m in _UNTIL.finditer(lead)) or bool(_BACK_ON.search(lead))


def _between(start: When, end: When, bound: Bound) -> Time | None:
    """The time between two dates; readings of slashed dates that run backwards are none."""
    found = [s for s in spans.readings(start, end) if s[0][0] < s[1][1]]
    if not found:
        return None
    if found[0][1][0] <= found[0][0][1] < found[0][1][1]:
        found = [(found[0][0], (found[0][1][1], found[0][1][1]))]
    words_ = f"from {found[0][0][1].isoformat()} to {found[0][1][0].isoformat()}"
    return Time(spans.reaches(found, bound), words_)
