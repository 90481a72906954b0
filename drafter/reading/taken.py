"""Taken: whether a treatment that was taken counts as a trial: its result, its dose, and for how long."""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafter.domain import Citation, TrialCriterion, Value
from drafter.reading import cut_short, purpose, tried
from drafter.reading.record import Record
from drafter.reading.tried import Tried
from drafter.reading.weighing import Weighed, agreed
from drafter.text import outcomes, words
from drafter.text.patterns import Pattern

_CLOSED = Pattern(
    r"\b(?:stopped|discharged|completed|finished|ended|quit|discontinued|d/c'?d?|dropped out|self-discharged)\b"
)
_GOING_ON = Pattern(
    r"\b(?:so far|started|began|begun|still|ongoing|continu\w*|current\w*|to date|since|in progress|underway)\b"
)
_SO_FAR = Pattern(
    r"\b(?:only|just|so far|to date|no more than|not more than|a total of|barely|merely|as yet|thus far|(?:less|"
    r"fewer) than)\b"
)
"""Words by which a length is all there has been."""
NOTHING_ELSE = Pattern(
    r"\b(?:no|without|nor any|never any|not any|denies any) (?:other|further|additional|previous|prior|earlier) "
    r"(?:[\w-]+ ){0,2}?(?:drugs?|medic\w+|meds?|pills?|tablets?|agents?|pt|therapy|physio\w*|exercises?|treatments?|"
    r"trials?|"
    r"programs?|programmes?|courses?|care)\b(?! (?:on file|in (?:the|our)|record\w*|document\w*|sent|than))|"
    r"\bthat(?: is|'s) (?:all|it)\W*$|\bonly (?:drug|medicine|medication|tablet|pill)\W{1,3}(?:was |is )?|"
    r"\b(?:nothing|none) (?:else|other|further|besides|beyond (?:that|this|it))\b(?! (?:on file|record\w*|"
    r"document\w*|sent))|"
    r"\b(?:her|his|their|the|a) (?:very )?first(?: ever)? (?:[\w-]+ ){0,2}?(?:pt|physical therapy|therapy|physio\w*|"
    r"medic\w+|drug)\b|^\W*(?:very )?first(?: ever)? (?:[\w-]+ ){0,2}?(?:pt|physical therapy|therapy|physio\w*|"
    r"medic\w+|"
    r"drug)(?: ever)?\b(?! (?:visit|session|appointment|note|eval))|"
    r"\b(?:entire|whole) (?:medication|drug|medicine|pt|therapy|physical therapy) (?:trial|course|history)\b|"
    r"\b(?:first|one|only|sole|single) (?:[\w-]+ ){1,3}?(?:she|he|they|pt|patient)(?: has| had| have| was| were|"
    r"'s|'d)? "
    r"(?:ever )?(?:been )?(?:taken|tried|used|had|done|given|took|prescribed)\b"
)
"""Words by which there was no other trial beside the one told of."""
ONLY_ONE = Pattern(
    r"\b(?:the |her |his )?only (?:\w+ ){0,3}?(?:treatments?|therapy|therapies|care|trial|management|measures?)\b|"
    r"\b(?:the |her |his )?(?:entire|whole) (?:\w+ ){0,2}?(?:treatment|therapy|trial|course|management)\b|"
    r"\b(?:only|just|no more than) (?:\w+ ){0,2}?(?:days|weeks|months)\b[^.;]{0,30}\bso far\b|"
    r"\b(?:days|weeks|months) only so far\b"
)
"""Words by which a treatment is all there has been."""


@dataclass(frozen=True)
class Judged:
    """One naming of a treatment with what it says about the criterion."""

    tried: Tried
    weighed: Weighed
    weak: bool = False
    """Whether it speaks against this one trial alone, and leaves open that there was another."""

    @property
    def alive(self) -> bool:
        """Whether the treatment was, or may have been, taken: a question left open, beside one that is answered."""
        t = self.tried
        return self.weighed.bearing == "open" and not (t.refused or t.denied or t.never) and t.objection is None


_SOURCES = Pattern(
    r"\b(?:pt|md|rn|np|pa|do|ot|therapist|physician|doctor|nurse)(?:'s)? (?:discharge |closing |final |"
    r"d/c )?(?:notes?|reports?|letter|summary|chart)\b|"
    r"\bhpi\b|\bmy (?:own )?notes?\b|\b(?:d/c|discharge) summary\b|\bper (?:the )?(?:pt|patient|therapist|physician|"
    r"her|him|md)\b|"
    r"\b(?:she|he|patient|pt|therapist|physician|doctor|md|rn) (?:says?|said|reports?|states?|writes?|wrote|told)\b|"
    r"^\W*(?:therapist|physician|doctor|md|patient|pt) ?:|(?<=[.;,] )(?:therapist|physician|doctor|md|patient) ?:"
)
"""Who tells what a treatment did."""


def _two_accounts(record: Record, t: Tried) -> bool:
    """Whether its sentence gives two accounts of what it did, one that it helped and one that it did not."""
    sentence = t.said.sentence
    if len([*_SOURCES.finditer(sentence)]) < 2:
        return False
    near = [s for s in (*record.preceding(t.said), t.said, *record.following(t.said)) if s.in_sentence_of(t.said)]
    kinds = {told.kind for s in near for told in s.statement.told}
    return "helped" in kinds and ("failed" in kinds or _DID_NOT.search(sentence) is not None)


_DID_NOT = Pattern(r"\b(?:did not|didn't|has not|hasn't)\W*(?:$|[.;,])")
A_DOSE = Pattern(
    r"\b(?:a|an|one|1|single|two|2)(?: single)? (?:[\w-]+ )?(?:doses?|tablets?|pills?|capsules?|tabs?|caps?)\b"
    r"(?! (?:a|per|every|each|daily|twice|bid|tid|nightly|at|q\w*|in the|with|of [\w-]+ (?:daily|nightly|bid|tid))\b)|"
    r"\b(?:once|twice)\b(?! (?:a|per|daily|weekly|nightly|every|each|more|again)\b)(?!-)"
)
"""A medicine that was taken once or twice in all."""


def _a_dose_or_two(record: Record, t: Tried) -> bool:
    """Whether a medicine was taken once or twice, and nothing else was."""
    drug = words.concept(t.concept).about.get("group") == "drug"
    return drug and t.said.search(A_DOSE) is not None and not t.reason and _nothing_else(record, t)


def named(t: Tried) -> tuple[str, bool]:
    """The treatment as a sentence calls it, and whether that is plural: a drug by its own name."""
    about = words.concept(t.concept).about
    if about.get("group") != "drug" or about.get("generic") or not t.written:
        return words.names(t.concept), words.plural(t.concept)
    name = " ".join(t.written.split())
    return name, name.endswith("s") and not name.endswith(("ss", "us", "is"))


def weigh(record: Record, criterion: TrialCriterion, t: Tried, cited: Citation, answers: bool, alone: bool) -> Judged:
    """A treatment of the criterion that this patient took: its result, its dose and its length."""
    name, many = named(t)
    if t.result in ("helped", "failed") and _two_accounts(record, t):
        return Judged(t, Weighed("open", cited, f"{agreed(name, many)} told by two sources to have helped and not"))
    if t.result == "none" and alone and criterion.lasting and _a_dose_or_two(record, t):
        return Judged(t, Weighed("against", cited, f"{agreed(name, many, 'was')} taken once or twice only"), True)
    if t.result == "helped" and purpose.helped_elsewhere(record, t.result_said):
        return Judged(t, Weighed("open", cited, f"{name} helped another place than the one asked for"))
    if t.result == "helped" and _wore_off(t):
        return Judged(t, Weighed("open", cited, f"{name} helped for a short time only"), True)
    if t.result == "helped":
        now_and_then = tried.now_and_then(t)
        helped = f"{agreed(name, many, 'was')} taken now and then" if now_and_then else f"{name} helped"
        return Judged(t, Weighed("open" if now_and_then else "against", cited, helped))
    if (
        t.result in ("failed", "none")
        and (few := cut_short.few(t))
        and (t.result == "none" or cut_short.LEFT.search(t.said.low) or cut_short.no_further(t))
    ):
        kept = f"no more than {few} of {name} {'was' if few == '1 visit' else 'were'} kept"
        left = t.other_reason or (alone and (cut_short.left(t) or _nothing_else(record, t)))
        return Judged(t, Weighed("against" if criterion.lasting and left else "open", cited, kept), True)
    if t.result == "none":
        if short := _too_short(record, criterion, t, alone):
            return Judged(t, Weighed("against", cited, f"{agreed(name, many, 'was')} taken {_plain(short)} only"), True)
        reason = (
            f"{agreed(name, many, 'was')} stopped for {t.other_reason}, which shows no failure"
            if t.other_reason
            else f"{agreed(name, many)} mentioned without a result that shows failure"
        )
        return Judged(t, Weighed("open", cited, reason))
    result = _RESULTS[t.result].format(agreed(name, many, "is" if t.result == "contraindicated" else "was"))
    if t.result not in criterion.accepts:
        return Judged(t, Weighed("open", cited, f"{result}, which is not the result asked for"))
    if t.result == "not_tolerated" and not t.reason:
        return Judged(t, Weighed("open", cited, f"{result}, and no reason is stated"))
    if t.result == "contraindicated" and t.words.lower().startswith("could") and not _harm_named(record, t):
        return Judged(t, Weighed("open", cited, f"{result}, and no reason is stated"))
    if t.result == "contraindicated":
        return Judged(t, Weighed("for", cited, f"{result}{_put(t)}"))
    if criterion.adequate_dose and (low := tried.too_low(record, t)):
        return Judged(t, Weighed("open", cited, f"{agreed(name, many, 'was')} {low}"))
    return for_long_enough(record, criterion, t, cited, answers, alone)


_A_WHILE = (
    r"(?:(?:about|only|just|maybe|roughly|perhaps|at most|the first|some|up to|under|less than|barely|~) ?)*"
    r"(?:(?:a|one|two|three|[1-3]|1-2|2-3|1 to 2|2 to 3) ?(?:months?|mos?)|(?:a|one|two|three|four|five|six|seven|"
    r"eight|"
    r"nine|ten|twelve|\d|1[0-2]|\d ?(?:-|to) ?\d{1,2}|a few|a couple(?: of)?|few|several) ?(?:weeks?|wks?|days?|"
    r"hours?))"
)
_EASED = r"(?:relief|benefit|eas(?:e|ed)|better|help(?:ed|s)?|improve(?:d|ment)|comfort|effect|worked)"
_SHORT_RELIEF = Pattern(
    rf"\b{_EASED}\b(?: (?:her|him|it|the (?:pain|knee)|well|some|a (?:lot|bit|little)|in pain|only|that|which|was|the|"
    rf"lasted|lasting|but|for|over|x|of|good|about))*\W{{0,3}}(?:for |x ?|lasted |lasting |"
    rf"over )*{_A_WHILE}\b(?! (?:ago|later|"
    rf"after|before|prior|post))|\b{_A_WHILE}(?:'s?)?(?: of)?(?: (?:\w+ )?(?:good|partial|some|modest|great|decent|"
    rf"fair|mild|"
    rf"moderate|pain|short))? ?{_EASED}\b"
)
"""Relief that is told with its end, "relief for 3 weeks"."""
_STILL = Pattern(r"\b(?:still|ongoing|to date|so far|since then|continues|and counting)\b")


def _wore_off(t: Tried) -> bool:
    """Whether an injection helped for a few weeks, which shows neither that it did its work nor that it failed."""
    if words.concept(t.concept).about.get("group") != "injection":
        return False
    near = (t.said, t.result_said)
    return any(s.search(_SHORT_RELIEF) and not s.search(_STILL) for s in near)


def _harm_named(record: Record, t: Tried) -> bool:
    """Whether a reason of medicine stands in its sentence, and no other one."""
    near = [s for s in (t.said, *record.following(t.said)) if s is t.said or s.in_sentence_of(t.said)]
    return not t.other_reason and any(outcomes.reason(s.statement.clause) for s in near)


def _too_short(record: Record, criterion: TrialCriterion, t: Tried, alone: bool) -> str | None:
    """The length of a trial without a result that is too short, and all there was; or none."""
    if not alone or criterion.lasting is None or t.reason or cut_short.HARMED.search(t.said.low):
        return None
    passed, told = tried.lasted(record, t, criterion.lasting)
    all_there_was = _SO_FAR.search(t.said.low) or _is_over(t) or _nothing_else(record, t)
    return told if told and passed is False and all_there_was else None


def _nothing_else(record: Record, t: Tried) -> bool:
    """Whether it is said beside a trial that there was no other: "her first course of PT", "no other drug tried"."""
    return any(s.search(NOTHING_ELSE) for s in (t.said, *record.following(t.said)[:2]))


_KEPT_UNKNOWN = Pattern(
    r"\b(?:attend\w*|adheren\w*|complian\w*|visits|sessions|appointments|(?:she|he|they|pt|patient) (?:took|did|used|"
    r"kept|swallowed))\b[^.;]{0,40}\b(?:(?:is|are|was|were) )?(?:not (?:known|told|stated|recorded|documented|clear|"
    r"given|verified|confirmed)|unknown|unclear|uncertain|unverified|unconfirmed|in doubt|doubtful)\b|"
    r"\b(?:unknown|unclear|not (?:known|clear|stated|recorded)|uncertain)\b[^.;]{0,25}\b(?:how (?:many|much|often|"
    r"regularly)|whether|if)\b[^.;]{0,30}\b(?:attended|took|taken|kept|went|did|done|used)\b"
)
"""That it is not known how much of a treatment was really taken."""


def _kept_unknown(record: Record, t: Tried) -> bool:
    """Whether the statements of a trial, or the next one, say that it is not known how much of it was taken."""
    near = (t.said, t.result_said, *record.following(t.result_said)[:1])
    return any(s.search(_KEPT_UNKNOWN) and not (s is not t.said and s.names_care) for s in near)


def for_long_enough(
    record: Record, criterion: TrialCriterion, t: Tried, cited: Citation, answers: bool, alone: bool
) -> Judged:
    """A trial with a result that counts: whether it was long enough, and recent enough."""
    name, many = named(t)
    result = _RESULTS[t.result].format(agreed(name, many, "was"))
    if t.result == "failed" and _kept_unknown(record, t):
        return Judged(t, Weighed("open", cited, f"{result}, but how much of it was taken is not known"))
    harmed = t.result == "not_tolerated" and criterion.tolerated_first  # what harms is stopped, however soon
    if criterion.lasting is None or harmed:
        return Judged(t, Weighed("for", cited, f"{result}{_put(t)}"))
    passed, told = tried.lasted(record, t, criterion.lasting)
    values = (Value(name="length of trial", value=told),) if told else ()
    if not told:
        return Judged(t, Weighed("open", cited, f"{result}, but for how long is not stated"))
    if not passed:
        over = (
            passed is False
            and t.result == "failed"
            and answers
            and ((alone and not cut_short.harmed(t)) or _is_over(t))
        )
        over = over or (passed is False and t.result == "failed" and bool(ONLY_ONE.search(t.said.low)))
        short = f"{agreed(name, many, 'was')} taken {_plain(told)}, which does not show {criterion.lasting}"
        return Judged(t, Weighed("against" if over else "open", cited, short, values), True)
    if criterion.within and not tried.recent(record, t, criterion.within, criterion.lasting):
        span = str(criterion.within).removeprefix("at least ")
        return Judged(t, Weighed("open", cited, f"{result}, but not shown to be within {span}", values))
    return Judged(t, Weighed("for", cited, f"{result} {_plain(told)}{_put(t)}", values))


def _is_over(t: Tried) -> bool:
    """Whether a trial is over, so that its length is all there will be; one cut short by harm was not tolerated."""
    low = f"{t.said.low} {t.result_said.low}"
    if cut_short.harmed(t):
        return False
    return bool(_CLOSED.search(low) or tried.ended_by_date(t)) and not _GOING_ON.search(low)


_RESULTS = {
    "failed": "{} tried without success", "not_tolerated": "{} not tolerated", "contraindicated": "{} contraindicated",
}  # fmt: skip


_ENDS = re.compile(r"(?:from|since|between|through|until)\b", re.IGNORECASE)
_DAYS = re.compile(r"(?:[A-Za-z]{3,9}\.? \d|\d{1,4}[/-]\d).*\b(?:through|thru|to|until)\b", re.IGNORECASE)
"""How a length of the record is told by its ends."""


def _plain(length: str) -> str:
    """A length of the record as it stands behind a verb: "for 8 weeks", "since 10/01", "from May 3 to July 1"."""
    bare = re.sub(r"^(?:x\s*|for (?:the )?(?:last |past )?)", "", " ".join(length.split()))
    return bare if _ENDS.match(bare) else f"from {bare}" if _DAYS.match(bare) else f"for {bare}"


def _put(t: Tried) -> str:
    """The words that tell the result, in brackets, as they stand in the record."""
    if not t.words:
        return " (by the scores before and after)"
    spelt = r"\s*".join(re.escape(word) for word in t.words.split())
    found = re.search(spelt, cited(t).quote, re.IGNORECASE) or re.search(spelt, t.said.written_sentence, re.I)
    return f" (“{' '.join(found[0].split())}”)" if found else ""


def cited(t: Tried) -> Citation:
    """The clause, or the whole sentence where the result stands in another part of it."""
    return t.said.cite() if t.result_said is t.said else t.said.cite_sentence()
