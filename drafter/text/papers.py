"""Sentences that say that papers are missing: "no therapy records came with the request". They deny no treatment."""

from __future__ import annotations

from drafter.text.patterns import Pattern

_PAPER = (
    r"(?:notes?|records?|lists?|documentation|documents?|paperwork|logs?|discharge summar(?:y|ies)|mention|"
    r"reports? (?:came|is|are|was|were|on|in|sent|received|available|attached|submitted))"
)
_NO_NAME = (
    r"(?:with|from|per|after|of|on|in|for|to|by|is|was|has|had|relief|benefit|improvement|response|but|see|change|"
    r"longer|new)\b"
)
_NONE = Pattern(
    rf"\b(?:no|without|lacks?|lacking|absence of|neither|missing)\s+"
    rf"(?:(?!{_NO_NAME})[\w/-]+,?\s+(?:(?:or|and|nor)\s+)?){{0,8}}{_PAPER}\b|"
    r"\bnothing (?:is |was |came )?(?:on file|in (?:the|our) (?:files?|records?|chart)|documented|submitted|sent)\b|"
    r"\b(?:not|never) (?:documented|on file|found|recorded|mentioned|listed) in (?:the|our|any|this) (?:\w+ )?"
    r"(?:files?|records?|charts?|notes?|documents?)\b|"
    r"\b(?:no|without|nothing|neither)\b[^.;]{0,60}?\b(?:in|among|on) (?:(?:the|any|our|all|those|these) )?"
    r"(?:\w+ ){0,2}(?:files?|records?|notes?|documents?|papers?|paperwork|pages|faxe?s?) (?:(?:that|which) )?"
    r"(?:(?:we|i) (?:have\b|had\b|got\b|hold\b|were (?:sent|given))|(?:(?:we|i) )?(?:(?:was|were|have been) )?"
    r"(?:received|sent|submitted|supplied|forwarded|faxed|available|on file|at hand|to hand))"
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
    r"describe|address|document|record|speak|refer|include|discuss|state|specify)\b|"
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


def silent(low: str) -> bool:
    """Whether a folded clause says that a note does not speak of something: "no trigger points described"."""
    return bool(_SILENT.search(low))


def missing(low: str, tells_result: bool) -> bool:
    """Whether a folded clause says that papers are missing.

    One that tells a result as well ("physical therapy failed, notes not available") speaks of the treatment.
    """
    return bool(_NONE.search(low)) or (not tells_result and bool(_NOT_HERE.search(low)))
