"""Fields of a form: what the value says that stands behind a name and a colon, as in "physical therapy: declined"."""

from __future__ import annotations

from typing import Literal

from drafter.text.clauses import Clause
from drafter.text.patterns import Pattern

_UNKNOWN = (
    r"unknown|unclear|uncertain|undetermined|undecided|tbd|tbc|to (?:be(?! (?:held|stopped|paused|omitted|"
    r"withheld|restarted|bridged|left off|interrupted|skipped)\b)|follow)\b.*|pending.*|n/?a|"
    r"not (?:known|stated|recorded|documented|assessed|available|applicable|tested|examined|evaluated).*|\?+"
)
_NONE_OF_IT = (
    r"(?:(?:screened|assessed|asked|checked|evaluated|reviewed|considered|tested|examined|"
    r"looked)(?: (?:for|about))?(?: (?:again|today|now|(?:at )?(?:this|each|every) visit))?\s*"
    r"[,;-]?\s*(?:and |but )?)?(?:negative|neg|none|nil|absent|zero|0(?:/\d{1,2})?|denied|denies|not (?:present|found)|"
    r"all (?:of (?:them|these) )?(?:are )?(?:absent|negative|denied|ruled out|excluded|no|none|not present)|"
    r"none (?:of (?:these|them|the above)(?: (?:is |are )?(?:present|apply|applies))?|present|applies|apply|noted|"
    r"known|"
    r"identified|reported|(?:is|are) present)|no to all)"
)
_PLANNED = (
    r"(?:re-?)?ordered|referred|referral(?: (?:placed|sent|made|in|pending|written|faxed))?|scheduled|planned|"
    r"recommended|suggested|proposed|requested|"
    r"offered|discussed|advised|considered|considering|prescribed|authori[sz]ed|auth(?:orization)? (?:pending|"
    r"requested|received)|"
    r"approved|booked|wait-?listed|(?:on )?wait(?:ing)? ?list|to (?:start|begin|commence)|"
    r"will (?:start|begin)|starts|"
    r"not (?:yet )?(?:started|begun|scheduled|enrolled|initiated|attended)(?: yet)?"
)
_REFUSED = (
    r"declined|refused|(?:pt|patient|she|he) (?:declines?|declined|refuses?|refused|does not want(?: it)?)|declines|"
    r"refuses|"
    r"(?:none|no)\W+(?:pt |patient |she |he )?(?:declined|refused|declines|refuses)|not wanted|not interested"
)
_VALUE = Pattern(
    rf"^(?P<label>[^:=;]{{2,260}}?)\s*(?:[:=]|\s-{{1,2}}|\||\.{{4,}}(?=\s))\s*(?:(?P<unknown>{_UNKNOWN})|"
    rf"(?P<none>{_NONE_OF_IT}|(?<=tried: )no|(?<=attempted: )no|(?<=taken: )no|(?<=received: )no|(?<=used: )no)|"
    r"(?:(?:group|individual|class(?:es)?|courses?|sessions?|therapy|program(?:me)?|visits?|"
    r"counsell?ing|cbt|support) ){0,2}"
    rf"(?P<planned>{_PLANNED})(?P<then>\b[^:;]{{0,40}})|(?P<refused>{_REFUSED})(?! (?:the |an? |"
    rf"that )?(?:\w+ )?(?:date|day|slot)\b)(?:\b[^:;]{{0,40}}))\W*$"
)
"""A name and its value, as in "twitch response: absent"."""
_ANSWERED_NO = Pattern(
    r"^(?:[^:;]{0,60}:\s*)?(?:(?!(?:is|was|are|were|has|have|had|says?|said|asked|answers?|answered|replied|"
    r"reports?|and|but|"
    r"or|not?|he|she|they|i|we|\w+ed|held|begun|done|given|taken|off)\b)[a-z][a-z/-]+(?: |"
    r"(?=,))){1,4}(?:, |-{1,2} ?)?"
    r"(?:no?|none|nil)\W*$"
)
"""A name and the bare answer behind it, as an item of a screen: "local infection none; fibromyalgia no"."""
_NO_TO_EACH = Pattern(
    r"^\W*(?:no|negative) to (?:each|all|every|any|both)\b(?P<by>[^:;]{0,60}):|^(?!\W*\[\s*\]|"
    r"\W*[☐□])\W*(?:x\W*)?none:|"
    r"^\W*(?:[a-z][a-z /-]{2,40}: ?)?(?:(?:she|he|they|pt|(?:the )?patient|member) )?(?:has |have |with |"
    r"there (?:is|are) )?"
    r"none of (?:(?:these|those|the (?:following|listed|excluded|usual))(?: [a-z-]+){0,3}? ?[:(–-]|"
    r"(?!the\b|it\b|this\b|that\b|these\b|those\b|them\b|which\b|her\b|his\b|our\b|my\b)"
    r"[a-z' -]{3,50}(?: ?[,/] ?(?:or |nor )?[a-z'() -]{3,60}){2,}\W*$)"
)
"""Before a list: that the answer to all of it is no."""
_FORM = Pattern(r"\b(?:form|questionnaire|portal|intake|survey|checklist)\b")
_CAME_ABOUT = Pattern(
    r"\b(?:and|now|attend\w*|complet\w*|done|given|started|taken|tak(?:es|ing)|visits?|sessions?|"
    r"weekly|monthly|daily|"
    r"ongoing|"
    r"current\w*|continu\w*|finished|under ?way|but|since)\b"
)
"""Behind a plan: that it was carried out, or more than the plan."""
_ROW_OF_CARE = Pattern(
    r"\|[^|]*(?:\d{1,2}/\d{1,2}|\d ?(?:wks?|weeks?|mos?|months?|visits?|sessions?|mg)\b)[^|]*(?:\|[^|]*){0,2}$"
)
"""A row one of whose last cells holds the dates, length or dose of a treatment."""
_GIVEN = Pattern(
    r"(?:\b(?:x|for) ?\d{1,2} ?(?:wks?|weeks?|mos?|months?)|"
    r"\b\d{1,2} ?(?:visits?|sessions?)|\b\d+ ?mg|\b(?:bid|tid|qid|qd|qhs|hs))\W*$"
)
"""A label that ends in the dose, length or visits of a treatment: its value is what it did."""
_FRONTED = Pattern(
    r"^\W*(?:(?:and|but|as for|of|so) )?(?:[a-z][a-z'/-]+ ){1,4}(?:he|she|they|pt|(?:the )?patient|member) "
    r"(?:(?:does not|doesn't|do not|don't|has never|have never|has not|hasn't|never|did not) "
    r"(?:have|had|suffer from|suffered from|get)|denies)\W*$"
)
"""A name set before the clause that denies it: "insomnia he does not have"."""
_LAST = Pattern(
    r"\b(?:likely|probable|possible|questionable|queried|unproven|unverified|doubtful|rule out|r/o|"
    r"question mark|query|"
    r"among others)\W*$"
)
"""A doubt as the last word of a clause."""
_RESULT = Pattern(r"\b(?:relief|benefit|improve\w*|response to|effect\w*|change|help\w*|success)\b")


def valued(clause: Clause) -> tuple[Literal["hedged", "negated", "planned", "refused"], str] | None:
    """How the value that ends a clause makes it stand, with its words; that of a result is read elsewhere."""
    if doubt := clause.search(_LAST):
        return "hedged", doubt[0].rstrip(" .")
    if clause.search(_FRONTED):
        return "negated", "not"
    if each := clause.search(_NO_TO_EACH):
        return ("hedged" if _FORM.search(each["by"] or "") else "negated"), "no"
    match = clause.search(_VALUE)
    if not match and clause.search(_ANSWERED_NO) and not clause.search(_RESULT):
        return "negated", "no"
    if not match or _RESULT.search(match["label"]):
        return None
    if match["unknown"]:
        return "hedged", match["unknown"]
    if match["none"] and (_ROW_OF_CARE.search(match["label"]) or _GIVEN.search(match["label"])):
        return None  # "PT | 5/18-7/20 | none": what it did, not that it was not done
    if match["none"]:
        return "negated", match["none"]
    if match["refused"]:
        return "refused", match["refused"]
    return None if _CAME_ABOUT.search(match["then"]) else ("planned", match["planned"])
