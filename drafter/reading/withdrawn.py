"""What a record takes back: a diagnosis withdrawn or changed into another, an entry made in error."""

from __future__ import annotations

from collections.abc import Collection

from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import Mention, words
from drafter.text.patterns import Pattern
from drafter.text.words import Hit

_GAP = 6
"""Words that may stand between a change and what is changed."""
_BETWEEN = 9
"""Small words that may stand between what is taken back and the word that does."""
_RULED = Pattern(r"(?<!not )(?<!never )(?<!yet )\b(?:ruled|rules) (?:\w+ )?$")
_OUT = Pattern(r"^\s*out\b")
_IT_IS_NOT = Pattern(r",? (?:it|this|that) (?:is|was) not\W*$")
"""Behind what it is not: "neuralgia, which I had suspected, it is not"."""
_NEGATIVE = Pattern(r"^\s*[:=-]?\s*(?:neg|negative|-ve|\(\s*[-\u2212\u2013]\s*\))\s*(?:$|[.,;])")
"""Behind what is not there: "neuralgia negative"."""
_TAKEN = Pattern(
    r"\b(?:cross|crossed|crossing|struck|strike|striking|scratch|scratched|take|took|taken|taking|wipe|wiped|"
    r"put|laid|lay|set|"
    r"written|wrote) (?:(?:the|her|his|this|that|my|our|old|diagnosis|label|idea|notion|theory|thought|entry|of|"
    r"an?|left|right) "
    r"){0,5}$"
)
_OFF = Pattern(r"^\W*(?:off|aside|to (?:rest|bed|one side)|behind (?:me|us)|out of (?:my|our) mind)\b")
"""Before and behind what is taken back: "crossed … off the list"."""
_NOT_YET = Pattern(
    r"(?:\b(?:not|never|cannot|to|before|without|would|could|may|might|should|until|if|when|once|unless|hop\w+|"
    r"want\w*|tr(?:y|"
    r"ied)|asked|wish\w*|he|she|they|dr\.? \w+|gp|pcp|neurolog\w+|doctor|colleague)|n't)\b[^.;,]{0,25}$"
)
"""Before the taking back: that it was not done, or that another one did it."""
_HELD = Pattern(
    r"\b(?:i|we)(?: (?:both|all|now|have|therefore|also|come|to))* (?:consider|regard|view|deem|hold|find|think|"
    r"believe|declare|"
    r"considered|regarded)(?: (?:the|that|a|an|diagnosis|possibility|idea|of))* $"
)
_AS_OUT = Pattern(
    r"^\W*(?:(?:to be|to have been|as|is|has been|was) )?(?:ruled out|excluded|disproved|disproven|refuted|"
    r"untenable|unsupported|"
    r"off the table|out of the question|dead)\b(?! (?:if|once|when|only|unless|pending))"
)
"""Before and behind what the writer holds to be ruled out: "we both consider … ruled out"."""
_LABELLED = Pattern(
    r"\b(?:dx|diagnos[ei]s|old|prior|former|previous|label|impression|assessment|revised|changed|updated|"
    r"amended|corrected)\b"
)
_ARROW = Pattern(r"^[\s,(]*(?:left|right|bilateral|l|r)?[\s)]*(?:-{1,2}>|=>|\u2192|\u279c|\u27a1|>)")
"""A diagnosis and what it was changed to: "dx revised: ON -> migraine"."""
_NEVER_HAD = Pattern(
    r"\b(?:she|he|pt|patient|they) (?:has |have )?(?:never|does not|doesn't|did not|didn't) (?:\w+ )?"
    r"(?:had|have) (?:it|this|that)\b"
)
_TURNED_OUT = Pattern(
    r"^\W*(?:but |however |in fact )?(?:it|this|that|the (?:diagnosis|cause)) (?:has |later |"
    r"then )?(?:turned out|proved|was (?:found|"
    r"shown)) to be (?!right|correct|true|so\b)"
)
_THAT_WAS_WRONG = Pattern(
    r"^\W*nothing of the (?:kind|sort)\b|"
    r"^\W*(?:but |however |clearly )?(?:that|this|it|which|the (?:diagnosis|label|entry|name)) (?:was|is|has been|"
    r"proved|"
    r"turned out)(?: to be| to have been)? (?:\w+ly |a |an |my )*(?:mistaken|wrong|error|mistake|incorrect|erroneous|"
    r"misdiagnosis|disproved|refuted|untenable|unfounded|not (?:correct|right|so|accurate))\b"
)
_IT_IS_NOT_SO = Pattern(
    r"^\W*(?:but |and |however,? )?(?:it|this|that|which)(?: it| this)? (?:is|was) (?:most )?(?:\w+ly )?not"
    r"(?: so| it| the case)?\W*$"
)
"""A remark by which it is not what it was called before: "…; it is not"."""
_DROPPED = Pattern(
    r"^\W*(?:but |and )?(?:it|this|that|which|(?:(?:the|that|this|her|his) )?(?:diagnosis|dx|label|entry|idea|view|"
    r"suspicion|theory|thought))\b(?: (?:has|have|had|was|"
    r"is|since|then|now|later|been|finally|therefore|however|today)\b)* (?:removed|taken off|deleted|struck|retired|"
    r"erased|revoked|dropped|abandoned|discarded|withdrawn|"
    r"rejected|dismissed|"
    r"shelved|crossed off|struck off|ruled out|excluded|superseded|laid to rest|overturned|retracted|refuted|"
    r"disproved)\b"
    r"(?! (?:if|once|when|only|unless|pending))"
)
_OFF_NOW = Pattern(
    r"^\W*(?:but |and )?(?:(?:now|today|since|then|later|finally|has been|was|been|will no longer be|no longer)\W+)*"
    r"(?:removed|taken off|deleted|struck(?: off)?|retired|erased|dropped|withdrawn|retracted|holds|applies|valid|"
    r"stands)"
    r"(?: today| now| this visit|(?: from)? (?:the |her |his )?(?:problem )?(?:list|chart|record))*\W*$"
)
"""A remark without a subject by which a label told before it is off: "…, now taken off"."""
_STAYS = Pattern(r"^\W*(?:(?:now|today|still)\W+)*(?:holds|applies|valid|stands)\b")
_AS_LABEL = Pattern(
    r"\b(?:(?:problem )?list|carried|label\w*|diagnos[ei]s|dx|idea|impression|working|thought|considered|suspected|"
    r"called|suspicion|"
    r"theory|hypothesis)\b"
)
"""A name told as what something was called or thought to be, which the next sentence may drop."""
_BACK = Pattern(
    r"\b(?:i|we) (?:now |must |have to |hereby )*(?:take|took|withdraw|withdrew|retract) (?:that|"
    r"this|it)(?: back)?\b"
)
_FAILS_CRITERIA = Pattern(
    r"\b(?:fails?|failed(?: to (?:meet|fulfil+|satisfy))?|(?:falls?|fell) short of|misses|missed) (?:the |all |her |"
    r"his )?"
    r"(?:[\w.-]+ ){0,3}?criteri(?:a|on) (?:for|of)\b|"
    r"(?<!coverage )(?<!policy )(?<!plan )(?<!payer )\bcriteri(?:a|on) (?:for|of) [^.;]{2,60}?(?:\b(?:is|are|"
    r"was|were) |"
    r"[:,-] ?| )(?:clearly |still |again )?(?:not|un)[ -]?(?:met|fulfil+ed|satisfied|reached)\b"
)
_CRITERIA_BEHIND = Pattern(
    r"^ criteri(?:a|on)\b[^.;]{0,15}?(?<!not yet )(?:\bnot|\bun)[ -]?(?:met|fulfil+ed|satisfied|reached)\b"
)
"""Behind a name: that the criteria of it are not met."""
_ANYTHING_BUT = Pattern(r"(?:^\W*|\b(?:this|it|that) (?:is|was|looks like) )(?:anything|everything) but (?:an? )?$")
_WAS_OLD = Pattern(
    r"^\W*was (?:the|her|his|my|our|an) (?:old|former|previous|earlier|prior|original|initial) (?:diagnosis|dx|"
    r"label|impression)\b"
    r"[^.]{0,10}\b(?:it is|it's|this is|she has|he has|the new one is|today)\b(?! (?:now |again |"
    r"still )?(?:confirm\w*|back|active|"
    r"the same|again|unchanged|being))"
)
_NOTHING_TO_DO = Pattern(
    r"^\W*(?:this|it|that|(?:the|her|his) (?:\w+ )?(?:pain|headaches?|picture|presentation))\b[^.;]{0,30}\bnothing "
    r"(?:at all |whatever |whatsoever )?to do with (?:an? |true )*$"
)
_I_WAS_WRONG = Pattern(
    r"^[^.;]{0,40}\b(?:and|but|there|here),? (?:i|we) (?:was|were) (?:wrong|mistaken|in error)\b(?! (?:to|"
    r"in) (?:doubt|drop|"
    r"question|abandon|dismiss|leave|remove))"
)
"""Before or behind a name: that it is not what the patient has."""
_ADDED = Pattern(
    r"^\W*(?:(?:attending|physician|provider|staff|supervising|pain|neurology|my|md|dr\.?|np|pa)(?:'s)? "
    r"(?:[a-z-]+ )??)?(?:addend|amend|late entry|correct)"
)
"""The beginning of what was added to a note."""
_IN_ERROR = Pattern(
    r"\b(?:enter|chart|document|record|written|put in|plac|list|typ|copi|dictat|tick|check|mark|import|carr)\w*\b"
    r"[^.;,]{0,40}\b(?:by mistake|in error|by accident|mistakenly|erroneously|inadvertently|unintentionally)\b|"
    r"\b(?:mistakenly|erroneously|inadvertently|unintentionally|accidentally) (?:enter|chart|document|record|writ|put|"
    r"plac|list|typ|copi|dictat|tick|check|mark|import|carr)\w*\b|"
    r"\b(?:was|were|is|are) (?:only |just )?an? (?:\w+ )?(?:default|artefact|artifact|leftover|carry-?over|slip|"
    r"typo|mistake|macro)\b|\b(?:template|macro|dictation|transcription|copy-?paste) "
    r"(?:default|error|artefact|artifact|"
    r"leftover|carry-?over)\b"
)
"""An entry that was never meant."""
_THOUGHT_OF = Pattern(
    r"\b(?:consider(?:ing)?|may|might|could|would|contemplat(?:e|ing)|(?:think(?:ing)?|thought) (?:of|about)|"
    r"(?:whether|if|when|unless|inclined|tempted) (?:to|we|i|it|this|that)(?: (?:is|be|can|should))?|"
    r"discuss(?:ing)?|ask(?:ed|s|ing)? (?:us |me )?to|propos(?:e|es|ing)(?: to)?|lean(?:ing)? towards?)"
    r"(?: (?:\w+ly|now|then|also|be|the|possible))* $"
)
"""Before a taking back that was only thought of, or asked for."""
_NOT = frozenset(
    {"not", "never", "no", "nor", "neither", "without", "cannot", "can't", "couldn't", "wouldn't", "hardly"}
)


def withdrawn(said: Said, mention: Mention) -> bool:
    """Whether the clause takes this naming back: "ON withdrawn", "I withdraw ON", "changed from ON to migraine"."""
    if _hits(said, "payer"):
        return False
    return (
        any(h.last <= mention.first and _plain(said, h.last, mention.first) and not _denied(said, h)
            for h in _hits(said, "before"))
        or any(h.first >= mention.last and _plain(said, mention.last, h.first) and not _denied(said, h)
               for h in _hits(said, "after"))
        or _changed_from(said, mention) or _ruled_out(said, mention) or _put_aside(said, mention)
        or _pointed_away(said, mention) or _was_now(said, mention)
    )  # fmt: skip


def thought_of(said: Said, mention: Mention) -> bool:
    """Whether the clause only thinks of taking this naming back, or asks for it: "consider removing ON"."""
    return any(
        _plain(said, *((hit.last, mention.first) if hit.last <= mention.first else (mention.last, hit.first)))
        and _THOUGHT_OF.search(said.ahead(said.statement.clause.tokens[hit.first].start))
        for side in ("before", "after")
        for hit in _hits(said, side)
    )


def _ruled_out(said: Said, mention: Mention) -> bool:
    """Whether the name stands within "ruled … out", or the patient's own case fails its criteria."""
    start = said.statement.clause.start
    before, behind = said.low[: mention.start - start], said.low[mention.end - start :]
    sentence = said.rest(mention.end)
    within = _RULED.search(before) is not None and _OUT.search(behind) is not None
    within = within or (_IT_IS_NOT.search(behind) or _NEGATIVE.match(behind)) is not None
    within = within or (_ANYTHING_BUT.search(before) or _NOTHING_TO_DO.search(before)) is not None
    within = within or _WAS_OLD.match(sentence) is not None
    within = within or (_CRITERIA_BEHIND.match(behind) or _I_WAS_WRONG.match(sentence)) is not None
    return within or _NEVER_HAD.search(sentence) is not None or said.search(_FAILS_CRITERIA) is not None


def _put_aside(said: Said, mention: Mention) -> bool:
    """Whether the name stands within "crossed … off the list", told as done by the writer."""
    match = _TAKEN.search(said.ahead(mention.start))
    behind = said.behind(mention.end)
    if _HELD.search(said.ahead(mention.start)) and _AS_OUT.search(behind):
        return True
    return match is not None and _OFF.search(behind) is not None and not _NOT_YET.search(said.low[: match.start()])


def _pointed_away(said: Said, mention: Mention) -> bool:
    """Whether an arrow leads from the name to another condition, where the clause speaks of a label."""
    if not said.search(_LABELLED) or not (arrow := _ARROW.search(said.behind(mention.end))):
        return False
    at = mention.end + arrow.end()
    others = [m for m in said.statement.mentions if at <= m.start <= at + 20 and m.concept != mention.concept]
    return any(words.concept(m.concept).family == "conditions" for m in others)


_WAS = Pattern(r"\b(?:was|had been|formerly|previously|earlier|used to be)\W+(?:an? |the )?$")
_NOW = Pattern(
    r"^\W*(?:and |but )?(?:is )?now\b(?! (?:worse|better|flar\w+|back|again|stable|chronic|active|bilateral|"
    r"confirmed|on|both|"
    r"refractory|treated|resolved))\W+[a-z]"
)


def _was_now(said: Said, mention: Mention) -> bool:
    """Whether the clause says what the diagnosis was and what it is now: "dx revised: was ON, now facet pain"."""
    if not said.search(_LABELLED) or not _WAS.search(said.ahead(mention.start)):
        return False
    return _NOW.match(said.document.text[mention.end : said.statement.clause.within[1]].lower()) is not None


def denied_behind(record: Record, said: Said) -> bool:
    """Whether one of the next statements denies what this one names, and names no other: "She does not have it." """
    for later in record.following(said)[:3]:
        if (
            later.search(_NEVER_HAD)
            or later.search(_BACK)
            or _IT_IS_NOT_SO.match(later.low)
            or _THAT_WAS_WRONG.match(later.low)
            or _TURNED_OUT.match(later.low)
            or (
                (_DROPPED.match(later.low) or (_OFF_NOW.match(later.low) and not _STAYS.match(later.low)))
                and said.search(_AS_LABEL)
            )
        ) and later.statement.cues.whole.certainty == "sure":
            return True
        if any(words.concept(m.concept).family == "conditions" for m in later.statement.mentions):
            return False
    return False


def changed_to_another(said: Said, qualifies: Collection[str]) -> bool:
    """Whether the clause says that the diagnosis is now another one, and names none of those that qualify."""
    changes, labels = _hits(said, "change"), _hits(said, "label")
    if not changes or not labels or abs(changes[0].first - labels[0].first) > _GAP:
        return False
    tokens = said.statement.clause.tokens
    to = next((n for n in range(changes[0].last, len(tokens)) if tokens[n].word in ("to", "into")), None)
    if to is None or any(m.concept in qualifies for m in said.statement.mentions):
        return False
    return any(m.first > to and words.concept(m.concept).family == "conditions" for m in said.statement.mentions)


_OF_BEFORE = Pattern(
    r"\b(?:earlier|previous|prior|former|original|old|first|above|body(?: of (?:the )?note)?)\b(?: (?:text|entry|"
    r"note|line|exam|"
    r"version|wording|statement|report|one))?\b"
)
"""What was written before a correction."""


def voided(record: Record, said: Said) -> bool:
    """Whether the statement is an entry made in error, or one of the next few calls it so."""
    if _in_error(said):
        return True
    return any(
        _in_error(later)
        and not (addendum(said) and later.search(_OF_BEFORE))
        and (addendum(later) or _hits(later, "label") or not _about_itself(later))
        for later in record.following(said)
    )


def _in_error(said: Said) -> bool:
    match = said.search(_IN_ERROR)
    return bool(_hits(said, "entry")) or (match is not None and not _NOT & set(match[0].split()))


def addendum(said: Said) -> bool:
    """Whether the statement was added to a note that was already there."""
    heading = said.statement.clause.heading
    return said.search(_ADDED) is not None or (heading is not None and _ADDED.match(heading.lower()) is not None)


def _about_itself(said: Said) -> bool:
    """Whether an entry in error is named in the statement itself, so that it speaks of no other."""
    families = ("findings", "conditions", "treatments")
    return any(words.concept(m.concept).family in families for m in said.statement.mentions)


def _hits(said: Said, key: str) -> list[Hit]:
    return said.statement.hits("withdrawn", key)


def _plain(said: Said, start: int, end: int) -> bool:
    """Whether nothing but small words stands between two places."""
    gap = said.statement.clause.tokens[start:end]
    return len(gap) <= _BETWEEN and all(t.word in words.listed("withdrawn", "between") for t in gap)


def _denied(said: Said, hit: Hit) -> bool:
    """Whether the taking back is itself denied, or only thought of: "was not withdrawn", "consider removing"."""
    tokens = said.statement.clause.tokens
    if _THOUGHT_OF.search(said.ahead(tokens[hit.first].start)):
        return True
    return any(t.word in _NOT for t in tokens[max(0, hit.first - 3) : hit.first])


def _changed_from(said: Said, mention: Mention) -> bool:
    tokens = said.statement.clause.tokens
    before = [n for n in range(max(0, mention.first - 3), mention.first) if tokens[n].word == "from"]
    return (
        bool(before)
        and any(h.last <= before[-1] for h in _hits(said, "change"))
        and any(t.word in ("to", "into") for t in tokens[mention.last :])
    )
