"""Sentences that say that papers are missing: "no therapy records came with the request". They deny no treatment."""

from __future__ import annotations

import re

from drafter.text.patterns import Pattern

_PAPER = (
    r"(?:notes?|records?|lists?|documentation|documents?|paperwork|logs?|discharge summar(?:y|ies)|mention|"
    r"reports? (?:came|is|are|was|were|on|in|sent|received|available|attached|submitted))"
)
_NO_NAME = (
    r"(?:with|from|per|after|of|on|in|for|to|by|is|was|has|had|relief|benefit|improvement|response|but|see|change|"
    r"longer|new)\b"
)
_SENT = (
    r"(?:fax(?:es)?|packets?|submissions?|uploads?|attachments?|enclosures?|bundle|"
    r"(?:what|all that) (?:was|were|is|has been|had been|we|i|they|you) (?:have |had |were |was )?"
    r"(?:sent|received|submitted|faxed|uploaded|supplied|provided|got|given))"
)
"""What came with a request."""
_NONE = Pattern(
    rf"\b(?:no|without|lacks?|lacking|absence of|neither|missing)\s+"
    rf"(?:(?!{_NO_NAME})[\w/-]+,?\s+(?:(?:or|and|nor)\s+)?){{0,8}}{_PAPER}\b|"
    r"\bnothing (?:is |was |came )?(?:on file|in (?:the|our) (?:files?|records?|chart)|documented|submitted|sent)\b|"
    r"\b(?:not|never) (?:documented|on file|found|seen|recorded|mentioned|listed) in (?:the|our|any|this|"
    r"these) (?:\w+ )?"
    r"(?:files?|records?|charts?|notes?|documents?)\b|"
    r"\b(?:no|without|nothing|neither)\b[^.;]{0,60}?\b(?:in|among|on) (?:(?:the|any|our|all|those|these) )?"
    r"(?:\w+ ){0,2}(?:files?|records?|notes?|documents?|papers?|paperwork|pages|faxe?s?) (?:(?:that|which) )?"
    r"(?:(?:we|i) (?:have\b|had\b|got\b|hold\b|were (?:sent|given))|(?:(?:we|i) )?(?:(?:was|were|have been) )?"
    r"(?:received|sent|submitted|supplied|forwarded|faxed|available|on file|at hand|to hand))|"
    r"\b(?:no|without|nothing|neither|not|n't)\b[^.;]{0,60}?\b(?:in|among|amongst|on|with) "
    rf"(?:(?:the|any|our|your|their|this) )?(?:\w+ ){{0,2}}?{_SENT}\b|"
    rf"\b{_SENT} (?:\w+ )?(?:has|had|have|holds?|held|contains?|contained|includes?|included) (?:no|nothing|neither)\b|"
    r"\bno (?:(?!will\b|would\b|given\b|used\b|taken\b)[\w-]+ ){1,5}(?:came |come )?"
    r"(?:attached|enclosed|faxed|uploaded|forwarded|with (?:this|it)\W*$)|"
    r"\bno (?:[\w-]+ ){0,4}(?:plans?|itps?|reports?|letters?|results?|forms?|orders?|sheets?|studies|study) "
    r"(?:(?:was|were|is|are) )?(?:yet )?(?:sent|submitted|received|provided|supplied)\b"
)
_HELD = r"(?:charts?|records?|notes?|files?|papers?|documentation|emr|ehr|portal)"
_NO_FIND = (
    r"(?:found (?:none|nothing|neither|no (?:trace|entry|mention|sign))|(?:nothing|none|neither)(?: (?:is|was|were|"
    r"of (?:it|them|either|these)))* (?:found|seen|there|turned up|came up|to be (?:found|seen))|"
    r"nothing (?:for|on|about) (?:either|both|it|them)|no (?:trace|entry|entries|mention) (?:of|for|on))\b"
)
_SOUGHT = Pattern(
    rf"\b{_HELD}\b[^.]{{0,20}}\b(?:checked|searched|review(?:ed)?|combed|gone through|looked through|"
    rf"scanned)\b[^.]{{0,25}}"
    rf"\bfor\b[^.]{{0,120}}\b{_NO_FIND}|"
    rf"\b(?:check|search|review|comb|look|scann|went through)\w*\b[^.]{{0,90}}\b{_HELD}\b[^.]{{0,120}}\b{_NO_FIND}|"
    rf"\b(?:find|found|see|saw|seen|locate[ds]?) (?:no|neither|nothing)\b[^.]{{0,80}}\b(?:in|on|among) (?:the|these|"
    rf"her|his|"
    rf"our|any|this|those) (?:\w+ )?{_HELD}\b|"
    rf"\b{_NO_FIND} (?:in|on|among) (?:the|these|her|his|our|any|this|those) (?:\w+ )?{_HELD}\b|"
    rf"\bas (?:to|for)\b[^.]{{0,80}}\b{_HELD} (?:is|are|was|were) (?:bare|blank|empty|silent|mute)\b"
)
"""Papers that were searched for something in vain, wherever in the sentence it is named."""
_SEEKS = Pattern(
    r"\b(?:check|search|review|comb|look|scann|found|find|see|saw|seen|locate|bare|blank|empty|silent|mute)\w*\b"
)
_NOT_HERE = Pattern(
    rf"\b{_PAPER}\b[^.;]{{0,110}}?\b(?:not|never|\w+n't)\s+(?:\w+\s+){{0,2}}?(?:available|on file|received|submitted|"
    r"provided|attached|included|enclosed|sent|supplied|found|here)\b|"
    rf"\b{_PAPER} (?:\w+ ){{0,6}}?(?:is|are|was|were) (?:missing|unavailable|lacking|outstanding|absent)\b"
)

_SILENT = Pattern(
    r"\b(?:no|not|without)\b[^.;]{0,60}\b(?:described|mentioned|documented|stated|listed|addressed|"
    r"specified|discussed in)\b|"
    r"\b(?:does not|doesn't|did not|didn't|do not|don't|fails to|makes? no|without) (?:\w+ )?(?:comments?|mention|"
    r"describe|address|document|record|speak|include|discuss|state|specify|"
    r"refer(?! (?:anywhere|pain|down|up|into|out|away|elsewhere|to (?:the )?(?:temple|head|arm|shoulder|neck|"
    r"ear|eye|hip|"
    r"leg|hand|scalp)))\b)\b|"
    r"\b(?:no|not an?|not one|without an?|hardly an?) (?:single )?(?:comment|mention|word|remark|description|note|"
    r"entry|"
    r"information|details?|line|sentence|reference)s? "
    r"(?:(?:is |was )?(?:\w+ )?(?:anywhere )?(?:in|on) (?:the|this|her|his|our|my|any) (?:\w+ ){1,2})?"
    r"(?:on|of|about|regarding|concerning|to)\b|"
    r"\bsilent (?:on|about|as to|regarding|concerning)\b|"
    r"\bnothing (?:(?:is|was|has been) )?(?:(?:said|written|noted|told|stated|recorded|documented|entered) )?"
    r"(?:(?:in|on) (?:the|this|her|his|our|any) (?:\w+ )?(?:notes?|charts?|records?|files?|letters?) )?"
    r"(?:about|regarding|concerning|as to)\b"
)


_NOT_LISTED = re.compile(r"\b(?:not|never) (?:yet |currently |been )*(?:wait)?listed\b(?! in)")
"""Of a transplant: that the patient waits for none."""


def silent(low: str) -> bool:
    """Whether a folded clause says that a note does not speak of something: "no trigger points described"."""
    return bool(_SILENT.search(_NOT_LISTED.sub(" ", low) if "transplant" in low else low))


def missing(low: str, tells_result: bool) -> bool:
    """Whether a folded clause says that papers are missing.

    One that tells a result as well ("physical therapy failed, notes not available") speaks of the treatment.
    """
    return bool(_NONE.search(low)) or (not tells_result and bool(_NOT_HERE.search(low)))


def sought(sentence: str) -> bool:
    """Whether a folded sentence says that papers were searched in vain: "chart checked for CBT: nothing found"."""
    return bool(_SEEKS.search(sentence)) and bool(_SOUGHT.search(sentence))
