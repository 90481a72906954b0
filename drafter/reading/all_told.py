"""All told: that the treatments told of are all there were, or that no daily medicine against headaches ever was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from drafter.domain import TrialCriterion
from drafter.reading import tried
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.tried import Tried
from drafter.reading.weighing import Weighed
from drafter.text import lengths
from drafter.text.patterns import Pattern

_OWN = {"beta_blocker", "tricyclic"}
_PREVENTIVES = {
    *_OWN, "angiotensin_blocker", "calcium_blocker", "anticonvulsant", "topiramate", "divalproex", "snri",
    "botulinum_toxin",
}  # fmt: skip
"""Classes of preventives of headache: a criterion that counts these alone asks for them."""
_PREVENTIVE = (
    r"(?:(?:daily|oral|migraine|headache|other|standard|conventional) ){0,2}(?:preventives?\b(?: (?:medic\w+|drugs?|"
    r"agents?|meds?|"
    r"therapy|treatment))?|prophyla\w+(?: (?:medic\w+|drugs?|agents?|meds?))?|daily (?:medicines?|medications?|"
    r"meds?|drugs?))"
)
_NEVER = Pattern(
    rf"\b(?:never|not|n't) (?:yet |ever |been |once )*(?:taken|tried|used|had|on|given|prescribed|"
    rf"started)\b (?:on )?(?:an?|any|one)? ?"
    rf"{_PREVENTIVE}|\bno {_PREVENTIVE}\b[^.;,]{{0,25}}\b(?:ever|tried|taken|used|so far|to date|before)\b|"
    rf"\b(?:preventive|prophyla\w+|prevention)[- ]na[iï]ve\b|\b{_PREVENTIVE}(?: (?:tried|taken|used|so far|to date|"
    rf"history))*\s*[:?=–-]+"
    r"\s*(?:none|never|no)\W*$|\bno (?:trials? of|history of) (?:an?|any)? ?(?:preventives?|prophyla\w+)"
)
_WEIGHT = {"diet_programme", "weight_loss_drug", "weight_loss_care"}
"""Classes of treatments of obesity."""
_NEVER_DIETED = Pattern(
    r"\b(?:no|never any|without any|denies(?: any)?) (?:prior |previous |earlier |past |other )?"
    r"(?:medical )?(?:weight[- ]loss|dieting|weight management) (?:attempts?|efforts?|trials?|treatments?|history)\b|"
    r"\b(?:no|never any|without any|denies(?: any)?) (?:prior |previous |earlier |past |medical |formal |documented )*"
    r"(?:attempts?|efforts?|history|trials?) (?:at|of|to) (?:medical |supervised |formal )?"
    r"(?:weight[- ](?:loss|reduction)|los\w+ weight|diet\w*)\b|"
    r"\b(?:prior|previous|past|earlier) (?:medical )?(?:weight[- ](?:loss|management|reduction)|obesity)"
    r"(?: (?:attempts?|treatments?|history|efforts?))?\W{1,3}(?:none|no|never|nil)\W*(?=$|[;,|])|"
    r"\bnever (?:tried|attempted|made|had) (?:an? |any )?(?:attempts? |efforts? )?(?:at |to )?"
    r"(?:weight[- ]loss|lose weight|losing weight)\b|"
    r"\b(?:never|not) (?:yet )?(?:tried|had|been on|attempted) (?:an? |any )?(?:diets?|dieting)\b[^.;]{0,30}"
    r"\b(?:or|nor|and)\b[^.;]{0,20}\b(?:drugs?|medicines?|medications?|pills?|meds)\b"
)
"""That no treatment of the weight was ever tried, by whatever means."""
_ALL = Pattern(
    r"\b(?:that|this|which|it) is (?:the |his |her |a |my )?(?:complete|full|whole|entire) (?:list|history)\b|"
    r"\b(?:that|this) is (?:all|everything)(?=\W*$|[.,;]| (?:she|he|there|that))|"
    r"\b(?:complete|full|entire) list of (?:her |his |all )?(?:preventives|prophyla\w+|trials|treatments)\b|"
    r"\bno other (?:preventives?|prophyla\w+|daily medic\w+)\b(?! (?:now|at present|currently|today))|"
    r"\bnothing else (?:was |has been |had been )?(?:ever )?(?:tried|taken|used|given|done)\b|"
    r"\b(?:these|those|they) (?:two |three )?(?:are|were) (?:all(?=\W*$|[.,;]| (?:that|she|he|there))|"
    r"the only (?:ones|two|three))|"
    r"\bonly (?:these|those)(?: two| three)? (?:were|have been|had been) (?:tried|taken|used)\b|"
    r"\bno (?:other|further) (?:preventive )?trials? (?:was|were|has been|have been)\b|"
    r"\b(?:before (?:that|then|this)|previously|prior to (?:that|this|then))\b[^.;]{0,40}\b"
    r"(?:no|never any|without any) (?:\w+ )?(?:treatment|care|therapy)\b(?! (?:of|for) (?!any\b|the knee|it\b|this\b))|"
    r"\b(?:no|never any) (?:\w+ )?(?:treatment|care|therapy)(?: of any kind)? "
    r"(?:before (?:that|then|this)|previously)\b"
)
_EXCEPT = Pattern(
    r"\b(?:has|have|had|has had|was|were|took|taken|tried|received|done|"
    r"did) (?:had )?nothing (?:\w+ ){0,3}?(?:except|but|other than|"
    r"besides|apart from|beyond)\b|\bno (?:treatment|care|therapy) (?:\w+ ){0,3}?(?:except|but|other than|besides|"
    r"apart from|beyond)\b"
)
"""That there was nothing but what follows."""
_ONCE = Pattern(r"\b(?:once|twice|(?:a|one|two|three|single|few) (?:doses?|tablets?|pills?|times))\b")
_OF_PAPERS = Pattern(r"\b(?:records?|chart|file|documented|document\w*|notes?|listed|available|claims?)\b")
"""Words by which it is a list of papers, whatever was taken."""
_SINCE = Pattern(r"\b(?:before this year|before (?:19|20)\d\d|in (?:the last|19|20)|recently|lately|this year|since)\b")
_FOLLOWS = Pattern(r"\b(?:except|other than|besides|apart from|beyond|but)\b")


def too_few(
    record: Record, criterion: TrialCriterion, found: Iterable[Tried], shown: set[str], counted: Sequence[str]
) -> Weighed | None:
    """What shows that there were not enough trials: that no preventive was ever taken, or that those told of are
    all and too few of them can count; none where that is not said."""
    mine = [t for t in found if t.concept in counted and not t.said.statement.cues.whole.other_person]
    may = {t.concept for t in mine if _may_count(record, criterion, t)} | shown
    may -= {c for c in may - shown if _settled(record, criterion, [t for t in mine if t.concept == c])}
    preventives = _OWN <= set(counted) <= _PREVENTIVES
    none = next(
        (s for s in record.having(_NEVER) if _stands(s) and not _SINCE.search(s.low) and not _FOLLOWS.search(s.low)),
        None,
    )
    if preventives and none is not None and not may:
        return Weighed("against", none.cite(), "no preventive was ever taken")
    if set(counted) >= _WEIGHT and not may:
        undieted = next((s for s in record.having(_NEVER_DIETED) if _stands(s) and not _SINCE.search(s.low)), None)
        if undieted is not None:
            return Weighed("against", undieted.cite(), "no treatment of the weight was ever tried")
    if criterion.lasting is None:
        return None
    told = next((s for s in (*record.having(_ALL), *record.having(_EXCEPT)) if _stands(s)), None)
    if told is not None and mine and len(may) < criterion.count:
        fit = "one" if may else "none"
        return Weighed("against", told.cite(), f"what is told is said to be all, and {fit} of it can count")
    return None


def _stands(said: Said) -> bool:
    whole = said.statement.cues.whole
    sure = whole.certainty == "sure" and whole.time not in ("planned", "conditional") and not whole.other_person
    return sure and not said.document.late and not said.statement.clause.question and not said.search(_OF_PAPERS)


def _settled(record: Record, criterion: TrialCriterion, told: Sequence[Tried]) -> bool:
    """Whether of the namings of one treatment those with a length or a day cannot count, and no other tells of one."""
    out = [t for t in told if not _may_count(record, criterion, t)]
    rest = [t for t in told if t not in out]
    bare = all(t.result == "none" and not t.said.statement.whens() and not t.said.statement.lengths() for t in rest)
    return bool(out) and bare


_GOES_ON = Pattern(r"\b(?:continu\w*|resum\w*|keep\w*|refill\w*|still|on)\b")
"""In a plan: that something was taken before."""


def _may_count(record: Record, criterion: TrialCriterion, t: Tried) -> bool:
    """Whether a trial counts, or may: not denied, declined, planned, too short or without the result asked for."""
    if t.never or t.denied or t.refused or t.result in ("helped", "not_failed"):
        return False
    if t.objection:
        return "planned" not in t.objection and "another" not in t.objection
    if t.result in ("not_tolerated", "contraindicated"):
        return t.result in criterion.accepts
    if criterion.lasting is None:
        return True
    planned = t.said.statement.clause.section in ("plan", "assessment") and not t.said.search(_GOES_ON)
    if t.result == "none" and (planned or t.said.search(_ONCE)):
        return False
    passed, _ = tried.lasted(record, t, criterion.lasting)
    if passed is not None:
        return bool(passed)
    days = [w.earliest for w in t.said.statement.whens() if w.earliest <= record.clock]
    return not days or min(days) <= lengths.since(criterion.lasting, record.clock)
