"""Relief: how much a stretch of the record tells of it, how long it held, and whether there was any."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.domain import Bound
from drafter.reading import held, rated
from drafter.reading.said import Said
from drafter.reading.stretches import Stretch
from drafter.text import dates, lengths, numbers
from drafter.text.dates import When
from drafter.text.outcomes import Told
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

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
    r"^\s*(?:\d+(?:\.\d+)? ?(?:ml|cc)\b|lidocaine|lido\b|bupi?v?\b|"
    r"bupivac\w*|ropi?v?\b|ropivac\w*|mepi?v?\b|marcaine|mepivac\w*|xylocaine|"
    r"dextrose|saline|phenol|"
    r"solution|concentration|preservative|of (?:the |all )?(?:time|patients?|people|days|cases|nights)|"
    r"chance|confidence|oxygen|"
    r"room air|body|stenosis|disability rating|compression|tear|visits|sessions|adheren\w*|complian\w*)"
)
"""Behind a percentage that measures no relief."""
_SOLUTION = Pattern(
    r"\b(?:lidocaine|lido|bupi?v?|ropi?v?|mepi?v?|\w+vacaine|marcaine|xylocaine|sensorcaine|dextrose|saline|phenol|alcohol)\s+$"
)
"""Before a percentage that is the strength of a solution."""
_INDEX = Pattern(
    r"\b(?:odi|ndi|oswestry|disability index|roland|promis|pdi|womac)\b(?: (?:score|index|disability|was|is|of|at|now|"
    r"today|today's|currently|baseline|before|after|from|pre|post|initially|then|"
    r"(?:the |her |his |that )?(?:last |first )?(?:tpis?|injections?|blocks?|esi|session|set|"
    r"procedure)))*(?:\W{0,3}|[ \t|]*)"
    r"(?:\d+(?:\.\d+)? ?%(?:\W{1,3}[a-z]+){0,4}\W{1,4})?$"
)
"""Before a percentage that is the score of an index, where no words of change follow."""
_INDEX_ON = Pattern(
    r"\b(?:odi|ndi|oswestry|disability index|roland|promis|pdi|womac)\b(?:(?!\b(?:pain|relief|reliev\w*|better|"
    r"improv\w*|reduc\w*|less|lower\w*|gain\w*|drop\w*|by|change\w*|decreas\w*|fell|down|cut|halved)\b)[^.;%=(]){0,45}$"
)
"""The same with a day or a visit between: "NDI on those two days 48 %"."""
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
    r"^\s*(?:of (?:the |her |his |their )?(?:original|baseline|former|previous|usual|what)|residual|remain\w*|left\b|"
    r"of (?:the |her |his |their )?(?:\w+ )?(?:pain|headaches?|ache|it) (?:(?:was|is|were|are|had|has|still|"
    r"only) )*(?:left|remain\w*|"
    r"there|present|persist\w*|stayed|with (?:her|him|them))\b)"
)
_TAKEN = Pattern(
    r"\b(?:reliev\w+|remov\w+|eliminat\w+|abolish\w+|took away|taken away|takes away|rid (?:\w+ )?of|took|lost|cleared|"
    r"reduced by|better by|less by) (?:\w+ ){0,2}$"
)
"""Before a share of the pain that went, and did not stay."""
_DOWN_TO = Pattern(r"\b(?:down|reduced|decreased|dropped|cut|fell|improved) to (?:about |around |only )?$")
_NOT_IT = Pattern(r"(?:, |\b(?:and|is|was) )(?:not|rather than|instead of) (?:the )?$")
"""Before a figure that is put right: "70 %, not 30 %"."""
_WORSE = Pattern(r"^\s*(?:worse|more pain|increase)")
_UP = Pattern(
    r"\b(?:pain|headaches?|symptoms?|nrs|vas|ache)(?: (?:was|is|are|has|have|went|gone|been|now))* (?:up|increased|"
    r"rose|risen|"
    r"worse|worsened|higher)(?: (?:by|about|some|nearly|another))*\s*$"
)
"""Before a percentage by which pain grew."""
_SCALES = Pattern(r"\b(nrs|vas|vnrs|vrs)\b")
_ANY_SCALE = Pattern(r"\b(nrs|vas|vnrs|vrs|odi|ndi)\b")
_PARTS_OF_SCALES = Pattern(r"\d\s*/\s*(10{1,2})\b|\d\s*(mm)\b")

_BEFORE_AFTER = Pattern(
    r"\b(?:before|pre|baseline)\b\W{0,3}(nrs|vas|vnrs|vrs|odi|ndi)\b[^.;a-z]{0,12}\b(?:after|post|now|then)\b\W{0,3}"
    r"(nrs|vas|vnrs|vrs|odi|ndi)\b"
)
"""Before and after, each behind its word with the name of its scale."""
_SCORED_APART = Pattern(
    r"\b(nrs|vas|vnrs|vrs|odi|ndi|promis|pdi|womac|koos|dash|quickdash|rmdq|psfs|hit-?6|midas|phq-?9)\b\W{0,3}\d{1,3} "
    r"(?:before|pre|beforehand|at baseline)\b\W{0,3}(?:and )?"
    r"(nrs|vas|vnrs|vrs|odi|ndi|promis|pdi|womac|koos|dash|quickdash|rmdq|psfs|hit-?6|midas|phq-?9)\b\W{0,3}\d{1,3} "
    r"(?:after\w*|post|now|then|since)\b"
)
"""The same with the words behind each figure: "NRS 7 before, PROMIS 41 after"."""
_OF_WHAT_WENT = Pattern(
    r"^\s*of (?:(?:the|her|his|their|its) )?(?:[\w-]+ ){0,2}(?:pain|it|headaches?|ache)\b[^.;,]{0,12}\b(?:gone|"
    r"relieved|away|"
    r"disappeared|removed|abolished|taken|better)\b"
)
"""Behind a percentage: that so much of the pain went: "85 percent of his usual pain was gone"."""
_SHORT = Pattern(
    r"\bshort[- ]?(?:lived|lasting|term)\b|\b(?:brief|transient|temporary|fleeting|few hours of|few days of)\b"
    r"[^.;]{0,15}\b(?:relief|benefit|improvement|response|help)\b|"
    r"\brelief (?:was |is )?(?:brief|transient|temporary|fleeting)\b|"
    r"\b(?:one|two|three|four|five|six|a few|a couple of|\d) (?:good|better|easier|pain-?free|"
    r"quiet) days?\b,? (?:only|and |then|"
    r"before|at (?:most|best)|in all)|"
    r"\b(?:got|had|only|gave|bought|brought|enjoyed|with|about|just) (?:(?:her|him|them|pt|patient|only|about|just|"
    r"a|some|the) )*"
    r"(?:(?!1\d\d)\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|a few|several) (?:good|better|easier|"
    r"pain-?free|quiet) "
    r"days? (?:out of|from|with|of|after) (?:it|the|her|his|that|this|each)\b|"
    r"\bbefore (?:the|that|a|one) (?:week|fortnight|month) (?:was|had) (?:out|over|up|ended|passed|gone)\b|"
    r"\b(?:relief|help\w*|for|lasted|better|benefit|few|couple(?: of)?|some|one|two|three|four|five|"
    r"\d{1,2})\W{1,2}(?:hours?|days?) only\b|"
    r"\bonly (?:for )?(?:a (?:few|couple of) |some |a )?(?:hours?|days?)\b|"
    r"\b(?:did not|didn't|never) last\b|\bnot (?:sustained|lasting|durable)\b|"
    r"\b(?:faded|wore off|worn off|wears off|returned|recurred|came back|gone|dissipated|lost)\b[^.;]{0,20}"
    r"\b(?:quickly|rapidly|soon|fast|immediately|right away|(?:the )?(?:next|same) day|overnight|"
    r"within (?:hours|days))\b|"
    r"\bfor (?:just |only |about |all of |barely )?(?:an?|one|the|part of an?) (?:afternoon|evening|morning|day|night|"
    r"weekend|hour)\b"
    r"(?! (?:each|per|of)\b)|"
    r"\b(?:nothing|none|nil|no relief|no benefit)(?: (?:left|of it|at all))? (?:by|after|on|from) (?:the )?(?:next|"
    r"following|"
    r"second|same) (?:day|morning|evening|night)\b|"
    r"\b(?:quickly|rapidly|soon) (?:faded|wore off|returned|recurred|came back|dissipated)\b"
)
_NO_MEASURE = Pattern(
    r"stood at|wors|longer|stopp|quit|lost|refractory|resist|recalcitrant|intract|despite|persist|continu"
)
"""Words of failure that do not say that a session gave nothing."""
_CAME_BACK = Pattern(
    r"\bsame (?:\w+ ){0,2}(?:pains?|aches?|headaches?|stabs?|jolts?|symptoms?)\b (?:has |have |had "
    r")?(?:then |slowly |gradually |"
    r"all )?(?:crept|creeping|came|come|returned|recurred|(?:is|was|are|were) back)\b"
)
"""The same pain that came back was away before: "then the same pain crept back"."""
_ONLY_WORSE = Pattern(
    r"^\W*(?:(?:the |her |his )?(?:pain|symptoms?|headaches?) )?(?:was |were |is |got |only |much |even |a lot |"
    r"overall )*wors(?:e|ened) (?:after|since|following|with|from) "
    r"(?:(?:the|her|his|last|latest|first|second|prior|previous|that|this|an?|left|right|lumbar|cervical) "
    r")*(?:\w+ ){0,2}\w+\W*$|"
    r"\b(?:made|left) (?:her|him|it|them|me|things|(?:the |her |his )?(?:pain|symptoms?|headaches?)) (?:only |"
    r"much |even )?worse\W*$"
)
"""A session told to have made it worse, and nothing else: "worse after the TPI"."""
_FOR_A_DAY = Pattern(
    r"\b(?:worse\w*|sore\w*|flar\w+|aggravat\w+|bruis\w+|numb\w*|weak\w*)\b[^.;,]{0,25}\bfor (?:just |only |"
    r"about )?(?:an?|one|two|three|the|\d+) (?:\w+ )?(?:hours?|days?|"
    r"evening|night|weekend|weeks?)\b"
)
"""How long something lasted that is no relief: "sore for a day"."""
_NOT_EFFECT = Pattern(
    r"\s*(?:was |is |were )?(?:made )?(?:in|to|of) (?:the |her |his |my |our |this )?(?:current |present )?(?:\w+ )?"
    r"(?:plans?|management|regimen|medications?|meds|medicines?|doses?|dosing|dosage|schedule|orders|weight|vitals?|"
    r"exam\w*|gait|appetite|history|insurance|address|work|diet|approach|diagnos\w+)\b|"
    r"\s*(?:yet )?to (?:report|tell|compare|judge|record)\b"
)
_NOT_WRITTEN = Pattern(
    r"^\s*(?:(?:was|is|were|are|has been|yet|ever) )*(?:recorded|documented|noted|entered|charted|on file|"
    r"available|given|stated|"
    r"obtained|known|in (?:the |our |her |his |this )?(?:file|chart|record|notes?|hand))\b"
)
"""Behind "no result": that none was written down, which is no lack of an effect."""
"""Behind words of no effect that tell of no treatment: "no change in plan", "no earlier result to report"."""
_EFFECT = Pattern(
    r"\b(?:bought|brought|gave|got|earned|gained) (?:(?:her|him|them|pt|the patient) )?(?:only |just |about |barely )?"
    r"(?:an?|one|two|three|four|five|six|seven|eight|ten|twelve|\d{1,2}) |"
    r"\b(?:wore|worn|wears|returned|recurred|came back|relapsed|faded|effects?|short)\b|"
    r"(?:\b(?:tpis?|esis?|rfas?|g?onbs?|mbbs?|relief|benefits?|effects?|injections?|blocks?|epidurals?|shots?|"
    r"all of it)|[%:,])"
    r"\W+(?:(?:was|were|had|is|been|all) )*gone (?:again )?(?:by|in|within|after|inside)\b|"
    r"\b(?:was|is|were|are|pain|symptoms?|headaches?)(?: (?:all|fully|right))? back\b(?! pain)|\bback (?:to "
    r"baseline|by|within|after)\b"
)


@dataclass(frozen=True)
class Relief:
    """What a stretch tells of the effect of a session."""

    amounts: tuple[tuple[float, float, bool], ...]
    """Least and most percent of each amount told, and whether the least itself is excluded."""
    time: held.Time | None
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
    time = held.time(stretch, text, bound, anchor)
    short = _SHORT.search(_FOR_A_DAY.sub(lambda m: " " * len(m[0]), low))
    failed = [
        t
        for s in stretch.said
        for t in s.statement.told
        if t.kind == "failed"
        and not _NO_MEASURE.search(t.words.lower())
        and not _of_nothing(s, t)
        and not s.search(_CAME_BACK)
    ]
    outcomes = [t for s in stretch.said for t in s.statement.told]
    if (
        not found
        and not short
        and not outcomes
        and not _ONLY_WORSE.search(low)
        and not (time and _tells_effect(stretch, low))
    ):
        return None
    place = found[0][0] if found else short.start() if short else _outcome_place(stretch)
    nothing = (
        bool(failed or _ONLY_WORSE.search(low)) and not found and not (time and time.passed is not False) and not short
    )
    return Relief(tuple(a for _, a in found), time, nothing, bool(short), _two_scales(low), place, scores)


def _of_nothing(said: Said, told: Told) -> bool:
    """Whether words of no effect are of something else than a treatment, or of none that was given."""
    tokens, start = said.statement.clause.tokens, said.statement.clause.start
    behind = said.low[tokens[told.last - 1].end - start :]
    untold = re.search(r"\b(?:results?|outcomes?|responses?)\b", told.words.lower())
    return bool(_NOT_EFFECT.match(behind)) or bool(untold and _NOT_WRITTEN.match(behind))


def _scores(
    stretch: Stretch, own: frozenset[str], of: str, text: str, bound: Bound, anchor: dt.date
) -> rated.Rated | None:
    """Scores before and after the session that the stretch tells of."""
    first = stretch.said[0]
    mine, bare, others = stretch.names(own)
    if others:
        return None

    def since(start: When, end: When) -> bool | None:
        between = held.between(start, end, bound)
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
    apart = any(m[1] != m[2] for m in _BEFORE_AFTER.finditer(low))
    apart = apart or any(m[1] != m[2] for m in _SCORED_APART.finditer(low))
    return apart or len(set(_SCALES.findall(low))) > 1 or len(tops) > 1 or mixed


# ------------------------------------------------------------------------------------------------------- how much


def _amounts(
    stretch: Stretch, own: frozenset[str], of: str, low: str
) -> Iterator[tuple[int, tuple[float, float, bool]]]:
    """Place and amount of every relief told, in percent; by scores only where no percentage is."""
    measured = _without_scores(low, numbers.percents(low))
    percents = [p for p in measured if _measures(low, p) and _of_session(stretch, own, p.start)]
    percents = [p for p in percents if not _of_another(of, low, p)]
    percents = [p for p in percents if not _UP.search(low[max(0, p.start - 45) : p.start])]
    percents = [p for p in percents if not _NOT_IT.search(low[max(0, p.start - 20) : p.start])] or percents
    for p in percents:
        least, most = p.least, p.most
        if _WORSE.match(low[p.end : p.end + 30]):
            least, most = 0.0, 0.0
        elif (_left(low[p.end : p.end + 60]) and not _TAKEN.search(low[: p.start])) or _DOWN_TO.search(
            low[max(0, p.start - 30) : p.start]
        ):
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


def _left(behind: str) -> bool:
    """Whether so much of the pain is what stayed."""
    return _LEFT.match(behind[:40]) is not None and not _OF_WHAT_WENT.match(behind)


def _without_scores(low: str, percents: Sequence[numbers.Percent]) -> list[numbers.Percent]:
    """Percentages without those that go on with the score of an index: "NDI 54 % before the TPI, 24 % on 9/22"."""
    kept, last = [], 0
    for p in percents:
        index = _of_index(low[max(0, p.start - 60) : p.start])
        goes_on = bool(last) and not _NEW_MEASURE.search(low[last : p.start])
        if (index or goes_on) and not _CHANGED.match(low[p.end : p.end + 30]):
            last = p.end
        else:
            kept.append(p)
            last = 0
    return kept


def _of_index(lead: str) -> bool:
    """Whether a percentage behind these words is the score of an index."""
    return bool(_INDEX.search(lead) or _INDEX_ON.search(lead))


_NEW_MEASURE = Pattern(
    r"[.;\n]|\b(?:pain|relief|reliev\w*|better|improv\w*|reduc\w*|less|gain\w*|drop of|by|or|i\.?e\.?)\b|[=(]"
)
"""Between two percentages: that the second one is no score of the index before it."""


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
    scored = _of_index(lead) and not _CHANGED.match(behind)
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
