"""On a scale: whether a statement gives a score of pain or of function, at the moment that is asked for."""

from __future__ import annotations

import re

from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import spelt
from drafter.text.patterns import Pattern

_UNSCORED = "days? visits? nights? weeks? sessions? times pounds points patients? trials? minutes".replace(" ", "|")
_OUT_OF_TEN = rf"(?:out )?of (?:10|ten)\b(?! (?:{_UNSCORED}))"
SCORE = Pattern(
    rf"(?<![\d/])\d{{1,3}}(?:\.\d)?\s*(?:/\s*(?:10|100|50)\b|%|{_OUT_OF_TEN})|"
    r"\b(?:nrs|vas|odi|ndi|score)\b[^.;]{0,15}\d"
)
_PAIN = Pattern(r"\b(?:pain|nrs|n?prs|vas|vnrs|headache|ache|hurts|numeric(?:al)?(?: (?:rating|pain))? scale)\b")
_FUNCTION = Pattern(
    r"\b(?:odi|ndi|neck disability|oswestry|disability index|function\w*|roland|promis|pdi|quick ?dash|dash|rmdq|"
    r"psfs|womac|koos|hoos|oks|oxford|lefs|kss|knee society|lequesne|lysholm|ikdc|hss|hospital for special surgery|"
    r"kujala|"
    r"tegner|lower (?:extremity|limb) function\w*|activities of daily living scale|adls?|western ontario|"
    r"knee outcome)\b"
)
_OF_TEN = Pattern(rf"(?<![\d/])(?:10|\d)(?:\.\d)?\s*(?:/\s*10\b|{_OUT_OF_TEN})")
_PAIN_SCALE = Pattern(
    r"\b(?:nrs|vas|vnrs|nprs|numeric(?:al)? (?:rating )?scale|pain (?:score|scale|level|rating|intensity))\b"
)
_RATED = Pattern(
    r"\b(?:(?:gives?|gave|rates?|rated|scores?|puts?) (?:it|this|that|them|itself)(?: at)?|rated(?: at)?|still|now|"
    r"today|currently|stays? at|"
    r"remains?(?: at)?|hovers? (?:at|around)) (?:a |an |about |around )?(?:10|\d)(?:\.\d)?\s*(?:/\s*10\b|(?:out )?of "
    r"(?:10|ten)\b)"
)
"""A figure of ten by which the patient rates what was told before."""
TOP = 10
"""The end of a scale of pain."""
_NEAR = 30
"""Code points before a figure within which the name of a scale of function makes it one of that."""
_BY_SHORT_NAME = Pattern(
    r"\b(?:mbbs?|tpis?|t?f?esis?|gonbs?|onbs?|rfas?)\b|\b(?:after|since|following) (?:the )?(?:jan|feb|mar|apr|may|"
    r"june?|july?|aug|sep|oct|"
    r"nov|dec)[a-z]*\b(?: (?:one|set|block|session|injection))?"
)
"""A session by its short name, or by its month."""
_SUBSCALE = Pattern(
    r"\b(?:womac|koos|hoos|kss|knee society(?: score)?|hss|oks|promis)\b[^.;]{0,40}?\bpain\b"
    r"(?: (?:interference|intensity|behaviou?r|subscale|score|domain|t-?score|part))*[^.;\d]{0,12}\d{1,3}"
)
"""Pain as a part of a questionnaire of function: "WOMAC pain 14/20"."""
_ON_SCALE = Pattern(
    r"\bpain\b[^.;\d]{0,20}(?<![\d/])(?:10|\d)(?:\.\d)?\W{0,3}(?:(?:on|by) (?:the |an? )?)?"
    r"(?:vas|nrs|vnrs|n?prs|numeric)\b|\bpain\b[^.;\d]{0,12}\(?0 ?(?:-|to) ?10\)?\W{1,3}(?:10|\d)\b(?!/)|"
    r"\b0 ?(?:-|to) ?10 (?:\w+ )?pain(?: scale| score)?\W{1,3}(?:10|\d)\b"
)
"""A figure of pain with its scale behind it or before it: "pain 8 on VAS", "pain (0-10): 8"."""
_OWN_SCALE = Pattern(
    r"\b(?:koos|womac|lequesne|lysholm|kujala|hss|lower (?:extremity|limb) function\w*(?: scale)?|"
    r"hospital for special surgery|knee outcome survey|western ontario|"
    r"ikdc|oks|oxford knee|oxford score|oxford(?= \d)|hoos|lefs|promis|odi|ndi|oswestry|knee society|kss|nrs|vas|vnrs|"
    r"npr?s)\b[^.;\d]{0,25}\d"
)
"""A scale with its figure."""
_BEGINS = Pattern(r"\b(?:before(?:hand)?|pre|baseline)\b")
_AFTER = Pattern(
    r"\b(?:after|post|following|since) (?:the |her |his |last |prior |previous |"
    r"an? )?(?:\w+ ){0,2}(?:injections?|blocks?|procedure|tpis?|session)\b|"
    r"\bpost-?(?:injection|procedure|block)\b|\bafterwards?\b"
)
_BEFORE = Pattern(
    r"\b(?:before|pre|prior to) (?:the |her |his |an? )?(?:\w+ ){0,2}(?:injections?|blocks?|"
    r"procedure|tpis?|session)\b|\bpre-?(?:injection|procedure|block)\b|\bbaseline\b"
)


_COUNTED = (
    r"(?![\d/%]|[.-]\d| ?(?:x\b|mg|ml|weeks?|wks?|months?|mos?|years?|yrs?|days?|hours?|hrs?|minutes|visits?|"
    r"sessions?))"
)
_N = r"(?<![\d/.-])(?:10|\d)(?:\.\d)?"
_TEN = rf"{_N}\s*(?:/\s*10\b(?![/\d])|{_OUT_OF_TEN})"
_RATES = (
    r"(?:nrs|n?prs|vnrs|vrs|vas|numeric(?:al)?(?: (?:rating|pain))?(?: scale)?|pain (?:scores?|scale|level|rating|"
    r"intensity))"
)
_PAIN_NOW = (
    Pattern(rf"\b(?:pain|ache|aching|hurts?|headaches?|lbp|clbp|{_RATES})\b.*?{_TEN}"),
    Pattern(rf"{_TEN}.*?\b(?:pain|ache|aching|hurts?|headaches?|lbp|clbp|{_RATES})\b"),
    Pattern(rf"\b{_RATES}\b[^.;\d]{{0,20}}(?:\(?0 ?(?:-|to) ?10\)?\W{{0,3}})?{_N}{_COUNTED}"),
    Pattern(r"\bvas\b[^.;\d]{0,20}\d{1,3} ?(?:mm\b|/ ?100\b)"),
    Pattern(rf"\bpain\s*[:=|]\s*{_N}{_COUNTED}"),
    Pattern(
        rf"\b(?:rates?|rated|gives?|gave|scores?|puts?) (?:it|this|that|(?:the|her|"
        rf"his) (?:\w+ ){{0,2}}?pain)(?: (?:at|as))? (?:an? )?{_N}{_COUNTED}"
    ),
    Pattern(rf"\b(?:intensity|severity)\W{{1,3}}(?:now |today |at |is |was )?{_TEN}"),
    Pattern(rf"\bbaseline\W{{1,3}}(?:(?:score|was|of|at)\W+)?{_TEN}"),
    _ON_SCALE,
)
"""A figure of ten for pain, with the word of pain or of its scale."""
_ALONE = Pattern(rf"^\W*{_TEN}(?=\s*(?:$|[.,;)]|today|now|most|at\b|on (?:average|most)|currently|with\b|worst|best))")
"""A figure of ten that opens a statement: that of the pain told right before."""
_INDICES = (
    r"(?:odi|ndi|oswestry|neck disability|(?:pain )?disability (?:index|score|scale|questionnaire|rating)|"
    r"roland|rmdq|rdq|"
    r"quebec|qbpds|pdq|pdi|quick ?dash|dash|promis|psfs|womac|koos|hoos|fri|functional rating|spadi|hit-?6|midas|lefs|"
    r"(?:function(?:al)?|disability) (?:score|scale|index))"
)
_FUNCTION_NOW = (
    Pattern(rf"\b{_INDICES}\b[^.;\d]{{0,30}}(?<![\d/])\d{{1,3}}(?:\.\d)?(?:\s*/\s*\d{{2,3}}\b|\s*%|{_COUNTED})"),
    Pattern(rf"(?<![\d/.])\d{{1,3}}\s*(?:%|/\s*\d{{2,3}}\b|points?\b)?,? (?:on|by|in) (?:the |an? )?{_INDICES}\b"),
)
"""A figure with the name of a questionnaire of function or disability."""
_DAY = Pattern(
    r"\b\d{1,2}/\d{1,2}/(?:\d\d)?\d\d\b|\(\d{1,2}/\d{1,2}\)|"
    r"\b(?:(?:on|since|seen|visit|dated?) \d{1,2}/\d{1,2}|(?:of|by|from) \d{1,2}/(?!10\b)\d{1,2})\b(?!/)"
)
_OF_A_LIMB = Pattern(
    r"\b(?:knees?|elbow|wrist|ankle|thumb|fingers?|toes?|foot|feet|tooth|teeth|jaw|chest|abdom\w+|stomach|belly|"
    r"menstrual)\b"
)


_LEADERS = re.compile(r"[._…]{3,}")
"""Dots or strokes that lead from the name of a field to its value."""


def _now(record: Record, said: Said, scale: str) -> bool:
    """Whether a statement gives a figure of pain, or of function, by the name of its scale."""
    low = _DAY.sub(lambda m: " " * len(m[0]), spelt.digits(said.low).text)
    if scale != "pain":
        return any(p.search(low) for p in _FUNCTION_NOW)
    if "limb" not in record.regions and _OF_A_LIMB.search(low) and said.regions() <= {"limb"}:
        return False
    if any(p.search(low) for p in _PAIN_NOW):
        return True
    return _ALONE.search(low) is not None and any(_PAIN.search(s.low) for s in record.preceding(said)[:2])


def measures(record: Record, said: Said, scale: str, moment: str, again: bool) -> bool:
    """Whether a clause gives a score of the scale at the moment: by words of time, or as one of a pair."""
    low = spelt.digits(said.low).text if moment == "any" else said.low
    low = _LEADERS.sub(" ", low)
    spoken = said.written_sentence.lower() if moment == "any" and scale == "pain" else low
    if moment == "now":
        return _now(record, said, scale) and not (again and _AFTER.search(low))
    match = _RATED.search(low) if scale == "pain" else None
    rated = match is not None and not _FUNCTION.search(low[max(0, match.start() - _NEAR) : match.start()])
    fell = scale == "pain" and _BY_SHORT_NAME.search(low) is not None and _FUNCTION.search(low) is None
    rated = rated or (fell and any(c.before <= TOP for c in said.statement.changes))
    if not (rated or (_PAIN if scale == "pain" else _FUNCTION).search(spoken)):
        return False
    if moment == "any" and scale == "pain" and (_SUBSCALE.search(low) or _ON_SCALE.search(low)):
        return True
    if moment == "any" and _OWN_SCALE.search(low) and (scale == "function" or _PAIN_SCALE.search(low)):
        return True
    if again and _BEGINS.search(low) and any(c.scale for c in said.statement.changes):
        return True
    if list(said.statement.changes) and (
        _AFTER.search(low) or _BEFORE.search(low) or "injection" in low or "block" in low or _BY_SHORT_NAME.search(low)
    ):
        return True
    if moment == "any":
        return bool((_OF_TEN if scale == "pain" else SCORE).search(low))
    return bool(SCORE.search(low)) and bool((_BEFORE if moment == "before" else _AFTER).search(low))
