"""Injections that stand alone: all other care is denied, refused or given up."""

from __future__ import annotations

from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text.patterns import Pattern

_CARE = r"(?:therap(?:y|ies)|treatments?|tx|care|rehab\w*|program\w*|modalit(?:y|ies)|measures?|interventions?)"
_SHOTS = r"(?:(?:trigger point |the |these |her |his |tp )*(?:injections?|tpis?|blocks?|shots?))"
_NONE_AT_ALL = Pattern(
    rf"\b(?:no|without(?: any)?) (?:(?:concurrent|other|accompanying|adjunctive|adjunct|ongoing|current|"
    rf"additional|active|concomitant) ){{1,2}}{_CARE}\b"
    r"(?! (?:(?:is|was|are|were|has been|has|have|had|ever) )?(?:mention|document|note|record|list|need|requir|"
    r"indicat|recommend|"
    r"plan|describ|address|found|on file|work|help|reliev|benefit|succe|"
    r"options?|change|for (?!the pain|pain|this|it|her|his)))|"
    rf"\b(?:concurrent|concomitant|other|adjunct\w*|additional|accompanying) {_CARE}"
    rf"(?: (?:besides?|other than|apart from|than|beyond) {_SHOTS})?\s*[:=?]\s*(?:none|nil|no|0)\b"
    r"(?! (?:documented|recorded|listed|on file|stated|named|told|given|seen|entered|noted|mentioned|known))|"
    rf"\b{_CARE} (?:besides|other than|apart from|beyond) {_SHOTS}\s*[:=?]\s*(?:none|nil)\W*$|"
    rf"\b(?:no|without(?: any)?) {_CARE}(?: of any (?:kind|sort|type|form)| at all| whatsoever)?"
    r"(?: (?:is |was )?(?:being )?(?:given|done|run|running|going))? (?:alongside|accompanying|"
    r"concurrently|in parallel)\b|"
    rf"\b(?:no|without(?: any)?) (?:rehab\w*|program\w*|care|therap(?:y|ies)) of any (?:kind|sort|type|form)"
    rf" (?:with|beside|besides|around|behind) {_SHOTS}\b|"
    rf"\b(?:attend|receiv|hav|gett|do|undergo)(?:s|es|ing|t?ing)? no (?:(?:other|current|further) )?{_CARE}\b|"
    rf"\b(?:is|are|was) (?:currently |presently |now )?in no (?:other |current |further )?{_CARE}\b|"
    rf"\b(?:not|\w+n't) (?:currently |presently |now )?(?:attending|receiving|getting|doing|having|undergoing|in|"
    rf"taking part in|participating in|engaged in|enrolled in) (?:any|"
    rf"other)(?: other)?(?: (?:pain|such|formal|structured|kind of|sort of|form of|type of|rehab|"
    rf"treatment))? {_CARE}\b|"
    r"\bcurrent (?:supports?|services|therap(?:y|ies)|treatments?|care) ?[:=] ?(?:none|"
    r"nil)\b(?! (?:documented|recorded|listed|on file|noted|known))|"
    rf"\bnothing (?:besides?|other than|apart from|beyond|but|except) {_SHOTS} (?:is |was |are )?(?:being |"
    rf"currently |now )*"
    r"(?:done|given|tried|offered|provided|going on|under ?way|in place)\b|"
    rf"\bnothing else (?:is |was )?(?:being |currently )*(?:done|given|tried|going on|under way) (?:besides?|"
    rf"apart from|other than|but|"
    rf"except) {_SHOTS}|"
    r"\b(?:is|are) no (?:\w+ ){0,2}program(?:me)?s?\b(?! (?:in|near|close|nearby|covered|available|within|that|which|"
    r"notes?|records?))|"
    r"\bno part of (?:an?|any) (?:\w+ ){0,3}program\w*|"
    r"\bnot (?:a )?(?:part of|in|enrolled in|participat(?:e|ing) in|tak(?:e|ing) part in|attend(?:ing)?) (?:an?|"
    r"any) (?:\w+ ){0,3}program\w*|"
    r"\b(?:stopped|ended|quit|discontinued|dropped|over|finished|lapsed|given up)\b[^.;]{0,30}[,;] ?(?:and |"
    r"with )?(?:nothing|no (?:other )?(?:care|treatment|therapy))"
    r"(?: (?:else|done|at all))? since(?: then)?\W*$|"
    r"(?<!not )\b(?:quit|stopped|gave up|given up|dropped|discontinued|abandoned) all (?:(?:other|forms of|the|"
    r"her|his|of her|of his) )*"
    r"(?:therap(?:y|ies)|treatments?|care|rehab)\b(?![^.;]{0,40}\b(?:until|till|resum\w*|restart\w*|back|but|"
    r"except|other than|for now)\b)|"
    rf"^\W*(?:just|only) (?:the |wants )?{_SHOTS},? (?:and |with )?no (?:pain |rehab |other )?(?:program(?:me)?|"
    rf"therapy|care|treatment)\W*$|"
    rf"\b{_CARE} (?:consists|is limited|limited) (?:only |solely )?(?:of|to) {_SHOTS}"
)
"""All care beside the injections is denied."""
_ALONE = Pattern(
    rf"(?<!not )\b(?:as (?:a |the )?)?(?:sole|lone|stand[- ]?alone|isolated) {_CARE}\b|"
    r"\bnothing else (?:is |was |at all )?(?:being |currently )*(?:ongoing|given|done|under ?way|going on|"
    r"in place|alongside)\b"
    r"(?! (?:with|for) (?:the |her |his )?(?:work|family|home))|"
    rf"\b(?:is|are|was) the (?:whole|sum|entirety|extent|total) of (?:all )?(?:his|her|the|"
    rf"their) {_CARE}(?=\W*$|\W*[,;.])|"
    rf"(?<!not )\bas (?:a )?(?:monotherapy|stand[- ]?alone)\b|"
    rf"^\W*(?:just|only|purely|solely|exclusively|stand[- ]?alone) (?:the )?{_SHOTS}\W*$|"
    r"\b(?:injections?|tpis?|blocks?)[- ](?:only|monotherapy)(?: (?:approach|plan|care|treatment|management|"
    r"strategy))?(?=\W*$|\W*[,;.]|\W+(?:x|for|since) ?\d)|"
    rf"^\W*monotherapy\b|\bmonotherapy (?:with|of) {_SHOTS}|(?<!not ){_SHOTS}(?: are| is| being)? (?:given |used |"
    rf"done )?(?:in isolation|by themselves|alone|only)\b"
    r"(?! (?:are|is|were|would|will|do|did|has|have|can|cannot)\b)|"
    r"(?<!not a )\bstand[- ]?alone (?:\w+ )?(?:injections?|tpis?|blocks?|shots?)\b(?=[^.]{0,60}\b(?:not|no|\w+n't)\b"
    r"[^.]{0,30}\bprogram)|"
    rf"\b(?:only|sole) (?:current )?{_CARE}\b(?! (?:that (?:is|was) )?(?:billed|"
    rf"requested|ordered|covered|planned|scheduled|proposed|approved|authori[sz]ed|listed|documented|named|"
    rf"coded))(?=[^.;]{{0,30}}(?:$|[.;,]|she|he|now|(?:being )?(?:given|received|"
    rf"provided)))"
    r"(?![^.;]{0,25}\b(?:that|which)? ?(?:help|work|reliev|cover|effective|benefit|option|left|gave|gives|toler))"
)
"""The injections stand alone."""
INJECTED = Pattern(r"\b(?:injections?|tpis?|blocks?|shots?|monotherapy|needles?|needling)\b")
NOTHING_ELSE = Pattern(
    r"\b(?:(?:will|would|'ll) (?:have|hear) (?:none|nothing) of|wants? none of|(?:will|"
    r"would) have nothing to do with)\b"
    r"[^.]{0,60}\b(?:only|just|solely|nothing but)\b[^.;]{0,25}\b(?:needles?|needling|injections?|blocks?|shots?)\b|"
    r"\b(?:wants?|will only|only wants?|interested in|accepts?|insists on)\b[^.;]{0,25}\b(?:injections?|blocks?|"
    r"shots?)\b"
    r"(?:[^.;]{0,10}\b(?:and nothing else|only|alone)\b|,? (?:and |but )?nothing (?:more|else|beyond)\b)|"
    r"\b(?:accepts?|wants?|takes?|agrees? to|consents? to|will (?:accept|have|take|do)) (?:only|just|nothing but|"
    r"solely) "
    r"(?:the |her |his )?(?:trigger point )?(?:needles?|needling|injections?|blocks?|shots?|tpis?)\W*$|"
    r"\ball (?:that )?(?:she|he|they|the patient|patient|pt)(?:'s| is| will| would|'ll)? (?:\w+ )?(?:wants?|wanted|"
    r"asks? for|asked for|"
    r"accepts?|accept|take|after|interested in)\b[^.;]{0,25}?\b(?:is|are|was) (?:the |her |his |more |"
    r"another )?(?:trigger point )?"
    r"(?:needles?|needling|injections?|blocks?|shots?)\b|"
    r"\b(?:nothing|anything) (?:but|other than|except|besides) (?:the |her |his )?(?:injections?|blocks?|shots?)\b"
    r"(?! (?:(?:has|have|had|is|are|was|were|being|ever|really) )*(?:help|work|requested|reliev|touch|"
    r"planned|ask|ma[dk]e|gave|"
    r"giv\w+ (?:her|him|relief)|eas|last|left|will|would|does|did|can)\w*)|"
    r"\b(?:all|every|each)(?: of)?(?: the)? (?:other )?(?:adjuncts?|parts?|components?|elements?|modalit(?:y|ies)) "
    r"(?:(?:is|are|was|were|has been|have been) )?(?:refused|declined|turned down|rejected)(?! by)\b|"
    r"(?<!insurance )(?<!insurer )(?<!payer )(?<!plan )(?<!carrier )(?<!not )(?<!never )"
    r"\b(?:refus\w+|declin\w+|reject\w+|turn\w* down|s(?:ays?|aid) no to|(?:wants?|wanted) no(?:ne| part) of) "
    r"(?:every(?:thing| (?:part|component|element|piece|bit)(?: of (?:it|the \w+|the \w+ \w+))?)|"
    r"all(?: of it| of them)?(?: (?:the )?(?:parts?|components?|elements?|care|treatments?|measures))?|"
    r"the (?:program\w*|rest|lot|pain program\w*)|it|any care) "
    r"(?:but|except(?: for)?|other than|save(?: for)?|besides|beyond|apart from|aside from|bar|outside) "
    r"(?:the |her |his |another )?(?:trigger point )?(?:needles?|needling|injections?|blocks?|shots?|tpis?)\b"
)
"""Everything beside the injections is refused."""
_NOT_BACK = (
    r"(?![^.;]{0,30}\b(?<!not )(?:met (?:all )?(?:her |his |the |of )*goals|"
    r"goals (?:all )?(?:were )?(?:met|reached)|success\w*))"
    r"(?![^.;]{0,40}(?<!not )(?<!not to )(?<!never )(?<!won't )(?<!refuses to )(?<!declines to )(?<!without )"
    r"\b(?:complet|finish|graduat|re-?join|resum|return|back in)\w*)"
)
LEFT = Pattern(
    r"(?<!not )(?<!never )\b(?:quit|left|stopped|(?:walked|stormed|bailed|backed|pulled) out of|bailed on|"
    r"dropped(?: out of)?|withdrew from|withdrawn from|dropped from|"
    r"discharged from|expelled from|"
    r"abandoned|no longer (?:in|attends|attending|enrolled in|part of))\b (?:the |her |his |our |a |"
    r"an )?(?:\w+ ){0,3}?program(?:me)?\b"
    rf"{_NOT_BACK}|"
    r"\bprogram(?:me)? (?:was |has been |had been )?(?:abandoned|given up|quit|discontinued|broken off|dropped)\b"
    rf"{_NOT_BACK}"
)
"""A programme that the patient left before its end."""
LEFT_ALL = Pattern(
    r"(?<!not )(?<!never )\b(?:quit|stopped|dropped|dropped out of|gave up|given up|left|withdrew from|"
    r"walked away from|abandoned|"
    r"(?:is|was) (?:off|out of)|no longer (?:goes to|attends|in|does)) "
    r"(?:them )?(?:both|all (?:of (?:it|them)|four|three)|all|them|everything|the lot|"
    r"every one of them|each of them|the whole of it)\b[^.;]{0,80}?\b"
    r"(?:declin\w+|refus\w+|(?:will|does|would|did) not|won't|doesn't|no (?:wish|intention|interest|desire)|never)\b"
)
"""Everything told before is given up by the patient, who does not mean to take it up again."""

_REFUSED_ALL = Pattern(
    r"\b(?:all|each|every one|both|any|none|neither)(?: of)? ?(?:(?:these|them|those|it|this|which) )?(?:(?:he|she|"
    r"they|the patient|"
    r"patient|pt|was|were|has been|have been|had been) ){0,2}(?:then |again |also |flatly )?(?:refus\w+|declin\w+|"
    r"reject\w+|"
    r"turned (?:it |them )?down|said no to)\b|"
    r"\b(?:refus\w+|declin\w+|reject\w*|turn\w* down|said no to|says no to|saying no to) (?:them )?"
    r"(?:all|each|every one|both|any|everything|the lot|the whole lot|either)\b(?: (?:of )?(?:them|two|three|four|it|"
    r"these|this|"
    r"those|that|"
    r"two|three|four|offers?|the above))*(?: (?:today|again|so far|outright|flatly))*(?:\W*$|,? (?:and|but|"
    r"as) (?:only )?"
    r"(?:wants?|wishes|prefers?|asks?|insists?|he|she|they)\b|[,:] ?[\"“'](?:just|only)\b)|"
    r"\bturn\w* (?:them all|all of (?:them|it)|each|everything) down\b|"
    r"\b(?:wants?|wanted|accept\w*|took|takes|will (?:do|have|accept|take)|would (?:do|have|accept)|agreed to|"
    r"consented to) "
    r"(?:none|neither)(?: of (?:it|them|these|those|this|the (?:two|three|four|above)))?\W*$|"
    r"\b(?:no interest|not interested) in (?:any|either)(?: of (?:it|them|these|those))?\W*$|"
    r"\b(?:does not|doesn't|did not|will not|won't) (?:want|accept|do|consider|take) (?:any|either) of (?:it|them|"
    r"these|those)\W*$"
)
"""What was named before is refused, all of it."""
DENIALS = Pattern(r"\bno [\w'-]+(?: [\w'-]+){0,2},? (?:and |or )?no\b")
"""Several things denied one after the other: "no PT, no teaching"."""
FOR_NOW = Pattern(r"\b(?:until|till|yet|before|after|for now|today|pending|unless|this week|next)\b")
"""Words by which what a plan leaves out is left out for a time."""


def refused_all(record: Record, said: Said) -> bool:
    """Whether what a statement offers is refused altogether, in its own sentence or in the next."""
    near = [said, *record.following(said)[:2]]
    return any(
        s.search(_REFUSED_ALL)
        and s.statement.cues.whole.certainty == "sure"
        and not s.statement.cues.whole.other_person
        for s in near
        if s is said or not s.names_care or s.in_sentence_of(said)
    )


_NOT_SO = Pattern(r"\b(?:not|nor|never|neither|rather than|instead of)\b|n't\b")
_ONE_DAY = Pattern(
    r"^,? (?:and |with )?no other (?:procedures?|injections?|blocks?)\b|"
    r"^[^.;]{0,12}\b(?:(?:on |at |in |for )?(?:that|the same|this) (?:day|visit|session|sitting|date|time|appointment)|"
    r"on (?:\d|[a-z]+ \d|the day)|planned|requested|scheduled|ordered|proposed)\b"
)
"""Behind "the only intervention": that of one day, which says nothing of other care."""


_AS_FAR_AS_KNOWN = Pattern(
    r"\b(?:that|which) (?:we|i) (?:know|are aware|am aware)\b|\b(?:to|as far as) (?:our|my|i|we) know\w*"
)


def no_care(said: Said) -> bool:
    """Whether all care beside the injections is denied."""
    if said.search(_AS_FAR_AS_KNOWN):
        return False
    if said.search(_NONE_AT_ALL):
        return True
    match = said.search(_ALONE) if said.search(INJECTED) else None
    return bool(match and not _NOT_SO.search(said.low[: match.start()]) and not _ONE_DAY.match(said.low[match.end() :]))


_BACK = Pattern(
    r"(?<!not )(?<!never )(?<!not to )(?<!won't )(?<!to )\b(?:re-?join\w*|resum\w*|returned|re-?enrol\w*|"
    r"re-?start\w*|back in|back at it|"
    r"(?:is|was|came|went|goes) back)\b(?! pain)"
)
"""That a programme was taken up again."""


def came_back(record: Record, said: Said) -> bool:
    """Whether the statements behind tell that what was left was taken up again."""
    return any(s.search(_BACK) and s.statement.cues.whole.plain for s in record.following(said)[:3])


def left_all(record: Record, said: Said) -> bool:
    """Whether a statement says that everything told before was given up for good."""
    return said.search(LEFT_ALL) is not None and (
        record.objection(said, said.statement.cues.whole, past_counts=True) is None
    )
