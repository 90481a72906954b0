"""Doubts about a diagnosis that end in its denial: another one was made, or it was thought of and ruled out."""

from __future__ import annotations

from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import Mention, words
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold, tokenise

_THOUGHTS = ("think", "believe", "feel", "suspect", "favor")
_NOT_THOUGHT = Pattern(
    r"(?:^\W*|\b(?:i|we|neurology|neurologist|provider|physician|clinician|attending)\W+)"
    r"(?:do not|don't|does not|doesn't|did not|no longer|cannot) (?:\w+ )?(?:think|believe|feel|suspect|favor)\b"
)
_AT_FIRST = Pattern(
    r"\b(?:initial(?:ly)?|at first|original(?:ly)?|first|early on|previously|formerly|was|were|had been)\W+"
    r"(?:\w+\W+){0,3}?(?:thought|felt|believed|considered|suspected|presumed|labell?ed|treated|called|diagnosed)"
    r"(?: (?:to be|to have|as|with|for))?(?: (?:an?|left|right|bilateral|chronic))*\s*$"
)
_THEN_OUT = Pattern(
    r"\W*(?:(?:was|were|is|had been|has been) )?(?:\w+ly )?(?:considered|suspected|entertained|raised|queried|"
    r"questioned|"
    r"discussed|evaluated|thought of|looked for|worked up)\b[^.;?]{0,25}?\b(?:and|but|then)\b (?:\w+ ){0,3}?"
    r"(?:excluded|ruled out|rejected|discarded|dismissed|refuted|eliminated|disproved|dropped|"
    r"abandoned)\b(?! (?:if|once|when|pending))"
)
_LOOKED_FOR = Pattern(r"\b(?:work-?up|w/u|test(?:s|ing|ed)?|evaluat\w+|assess\w+) (?:of|for) (?:\w+ )?$")
_SOUGHT = Pattern(
    r"\b(?:work(?:ed)?[- ]?up|w/u|tested|evaluated|assessed|examined|screened|checked|seen|referred|investigated)"
    r"(?: (?:her|him|them|the patient|pt|this|her today|him today))? (?:for|about) (?:an? |possible |suspected |any )*$"
)
_HAS_IT_NOT = Pattern(
    r"^(?: by (?:\w+ ){1,2}\w+)?,? (?:and|but|who says) (?:she|he|they|pt|the patient) (?:(?:does|do|did)(?: not|"
    r"n't) have"
    r"(?: (?:it|that|one|this))?|has (?:none|no such \w+)|(?:was|is) (?:found )?not to have (?:it|that|this|one)|"
    r"(?:was|is) free of it|(?:was|is) clear of it)\W*(?:$|[;,.])"
)
"""Around what was looked for, that the patient does not have it."""
_RELABELLED = Pattern(
    r"\bwhat (?:was|had been|has been|is|were) (?:(?:once|first|initially|earlier|so far|at first|"
    r"originally) )?(?:labell?ed|called|termed|"
    r"diagnosed as|thought to be|taken for|put down as|treated as)\W+(?:an? )?$"
)
_IS_ANOTHER = Pattern(
    r"^\W*(?:is|was|proved|turned out|proves) (?:\w+ly )?(?:to be )?(?:in (?:fact|truth) )?(?:an? |her |his )?[a-z]"
)
"""What was called so, and what it is: "what was once labelled neuralgia is plainly a cluster headache"."""
_EXAMINED_FOR = Pattern(r"\b(?:examin\w+|test\w*|search\w*|look\w*|check\w*)(?: \w+){0,2} for (?:an? )?$")
_FOUND_NO = Pattern(r"^[^.;]{0,15}\b(?:and|but) (?:i |we )?(?:found|saw|felt|detected) (?:no|none|nothing|not)\b")
_FOUND_NONE = Pattern(
    r"^\W*(?:(?:was|were|is|has been|came back|returned|all|entirely) )*(?:negative|neg|unrevealing|normal)\b"
)
_IN_THE_END = Pattern(
    r"^[^.;?]{0,30}?\b(?:but|however|now|later|then|ultimately|eventually|finally|instead)\b[^.;?]{0,60}?\b"
    r"(?:(?:final|actual|true|correct|current|revised|established|definitive) (?:diagnosis|dx)|turned out|proved|"
    r"found to be|shown to be|is actually|are actually|is really)\b(?! (?:to be )?(?:right|correct|true|so))|"
    r"\b(?:diagnosis|dx|impression|label)\b (?:was |is |has been |had been |now |then )*"
    r"(?:changed|revised|corrected|amended|updated) (?:to|into)\b"
)
_MADE = Pattern(r"\b(?:this is|it is|it's|is rather|more in keeping|i diagnose|diagnosis is|dx is|dx|imp|impression)\b")
_COMMA = Pattern(r"^\W*[,;(]\W*(?:i |we |but |and )*$|^\W*[,;(]\W*(?:i |we |but |and )*doubts?\b")


_NOT_SHARED = Pattern(
    r"\b(?:i|we)\W+(?:\w+ )?(?:do not|don't|cannot|can't|could not|did not) (?:\w+ )?(?:share|agree|subscribe|accept|"
    r"concur|support|endorse)\b(?:(?! (?:if|unless|until|lacks?|lacking|not|no|never|without|"
    r"absent)\b) [\w'-]+){0,9}\W*$"
)
_ONE_NOT_SHARED = Pattern(
    r"^[^.;,]{0,40}\b(?:i|we) (?:do not|don't|cannot|can't) (?:\w+ )?(?:share|accept|support|endorse|subscribe to|"
    r"agree with)\W*$"
)


def not_shared(said: Said, mention: Mention) -> bool:
    """Whether the writer does not share the view that names it: "I do not share the view that she has it"."""
    start = said.statement.clause.start
    if mention.stands.negated and not any(c.startswith(("cannot", "do not", "don't")) for c in mention.stands.cues):
        return False
    before, behind = said.low[: mention.start - start], said.low[mention.end - start :]
    return _NOT_SHARED.search(before) is not None or _ONE_NOT_SHARED.search(behind) is not None


def rejects(said: Said, mention: Mention) -> bool:
    """Whether a thought is denied: "I do not think she has migraine"."""
    before = said.low[: mention.start - said.statement.clause.start]
    thought = mention.stands.negated and any(c.startswith(_THOUGHTS) for c in mention.stands.cues)
    return thought or _NOT_THOUGHT.search(before) is not None


def for_another(said: Said, mention: Mention) -> bool:
    """Whether a doubt stands beside another diagnosis that is plainly made: "doubt ON, this is migraine"."""
    if not (mention.stands.certainty == "hedged" and mention.stands.cues[-1:] in (("doubt",), ("doubts",))):
        return False
    start = said.statement.clause.start
    others = [
        m for m in said.statement.mentions
        if m.concept not in words.concept(mention.concept).broader and words.concept(m.concept).family == "conditions"
    ]  # fmt: skip
    behind = any(m.first > mention.last and said.search(_MADE) for m in others)
    before = [m for m in others if m.last < mention.first and m.stands.plain]
    return behind or any(_COMMA.search(said.low[m.end - start : mention.start - start]) for m in before)


_NOTHING_FOR = Pattern(
    r"\b(?:nothing|(?:no|not a single) (?:\w+ )?(?:findings?|features?|signs?|symptoms?|elements?|evidence|tests?|"
    r"part)|"
    r"neither[^.;]{0,40}\bnor|none of (?:this|these|it|the \w+)|(?:history|examination|exam|findings?|"
    r"tests?|picture) "
    r"(?:do|does|did)(?: not|n't))\b[^.;]{0,50}\b(?:supports?|suggests?|points? (?:to|toward|towards)|speaks? for|"
    r"indicates?|"
    r"favou?rs?|argues? for|fits?(?: with)?|bears? out|warrants?|justif(?:y|ies)|amounts? to)\b(?: [\w-]+){0,4} $"
)
"""The writer finds nothing that speaks for it."""


def unsupported(said: Said, mention: Mention) -> bool:
    """Whether it is said that nothing speaks for it: "nothing in the examination supports ON"."""
    return _NOTHING_FOR.search(said.low[: mention.start - said.statement.clause.start]) is not None


_UNSUPPORTED = Pattern(
    r"^\W*(?:(?:was|is|were) )?(?:considered|suspected|entertained|raised|thought of),? (?:but |and |it is |"
    r"was |is )*not (?:supported|"
    r"borne out|backed) by\b"
)
_ACTIVE_OUT = Pattern(
    r"\b(?:work-?up|w/u|mri|ct|imaging|exam\w*|tests?|testing|blocks?|labs?|which|having|evaluation|"
    r"neurology)(?: \w+)? (?:had |has )?"
    r"(?:excluded|ruled out|refuted|disproved) (?!by\b|on\b|it\b|this\b|that\b|and\b|today\b|now\b|with\b|"
    r"after\b|as\b)\w"
)
"""Behind a name: that something else was ruled out: "ON after work-up excluded facet pain"."""


def other_out(said: Said, mention: Mention) -> bool:
    """Whether the words that seem to deny a diagnosis name what was ruled out behind them: another one."""
    denied = mention.stands.cues[-1:] in (("excluded",), ("ruled out",), ("refuted",), ("disproved",))
    return mention.stands.negated and denied and _ACTIVE_OUT.search(said.behind(mention.end)) is not None


def considered_out(said: Said, mention: Mention) -> bool:
    """Whether what was thought of was then excluded: "considered and ruled out"."""
    behind = said.rest(mention.end)
    before = said.low[: mention.start - said.statement.clause.start]
    if _RELABELLED.search(before) and _IS_ANOTHER.match(behind):
        named = words.lexicon().find(tokenise(behind), fold(behind), 0)
        return any(words.concept(h.name).family == "conditions" and h.name != mention.concept for h in named[:1])
    if _SOUGHT.search(before) and _HAS_IT_NOT.match(behind):
        return True
    if _EXAMINED_FOR.search(before) and _FOUND_NO.match(behind):
        return True
    if _UNSUPPORTED.match(behind):
        return True
    return _THEN_OUT.match(behind) is not None or bool(_LOOKED_FOR.search(before) and _FOUND_NONE.match(behind))


_ONCE_THOUGHT = Pattern(
    r"\b(?:initially|at first|originally|early on|earlier|once|at one (?:time|point)|for a (?:time|while)|previously|"
    r"formerly|"
    r"before(?:hand)?|had|have been|were|was|has been)\b[^.;]{0,40}?\b(?:thought|leaned|inclined|entertained|wondered|"
    r"considered|"
    r"suspected|put down|attributed|ascribed|taken|mistaken|blamed)(?: (?:of|to|for|on|toward|towards|about|as|the|"
    r"idea|an?|"
    r"left|right|bilateral|it|this|that|these|was|were|is|to be|to have|possible|her|his))*\s*$"
)
_WHAT_IT_IS = Pattern(
    r"\b(?:what (?:she|he|they|the patient|we) (?:really |actually )?(?:has|have) is|turn(?:ed|s) out to be|"
    r"prov(?:ed|es) to be|"
    r"(?:the|my|final|present|current|working) (?:diagnosis|dx) (?:is|was)|this is|it is|in fact|in truth|really)\b"
)


def once_thought(said: Said, mention: Mention) -> bool:
    """Whether it was once thought of and the sentence ends in another diagnosis: "…, but what she has is migraine"."""
    end = said.statement.clause.within[1]
    if not _ONCE_THOUGHT.search(said.lead(mention.start)):
        return False
    behind = said.document.text[mention.end : end]
    is_ = _WHAT_IT_IS.search(behind.lower())
    named = words.lexicon().find(tokenise(behind[is_.end() :]), fold(behind[is_.end() :]), 0) if is_ else []
    return any(words.concept(h.name).family == "conditions" and h.name != mention.concept for h in named[:1])


_HAD_THOUGHT = Pattern(
    r"\bhad (?:once |first |always |long |both |earlier |previously )?(?:thought|believed|supposed|assumed|suspected|"
    r"figured|presumed) (?:that )?(?:(?:it|this|that|these|she|he|they|the \w+) )?(?:to )?(?:was|were|is|be|had|have) "
    r"(?:an? |left |right |bilateral |chronic )*$"
)


def had_thought(said: Said, mention: Mention) -> bool:
    """Whether it is what had been thought, which says nothing of what is thought now."""
    return _HAD_THOUGHT.search(said.ahead(mention.start)) is not None


def at_first(said: Said, mention: Mention) -> bool:
    """Whether it was thought at first and another one turned out: "thought to be ON, but the final dx is migraine"."""
    before = said.lead(mention.start)
    return bool(_AT_FIRST.search(before) and _IN_THE_END.search(said.rest(mention.end)))


_NOT_MINE = Pattern(
    r"\b(?:i|we)\b[^.;]{0,60}?\b(?:disagree\w*|(?:do not|don't|did not|cannot|can't|"
    r"could not) (?:\w+ )?(?:share|agree|"
    r"accept|concur|endorse|support|subscribe))\b"
)
"""The writer does not share what somebody else says."""
_MINE = Pattern(
    r"\b(?:and|but|instead|rather)\b (?:i |we |have |has |instead |now |therefore |rather |made |make |my |own )*"
    r"(?:diagnos\w+|call(?:ed)? (?:it|this)|label(?:led|ed)? (?:it|this))\b|"
    r"(?<!following)(?<!diagnosis)(?<!label)(?<!this):|"
    r"(?<!that )(?<!with )\b(?:this|it|(?:the|my) (?:own )?(?:diagnosis|impression)|she|he|"
    r"the patient|pt) (?:is|has)\b"
)
"""Behind it: the diagnosis that the writer makes."""
_DENIED = Pattern(r"\b(?:no|not|never|neither|nor|without|isn't|doesn't)\b")
_THIS_VIEW = Pattern(
    r"\b(?:i|we)\b[^.;]{0,60}?\b(?:(?:do not|don't|did not|cannot|can't|could not|no longer) (?:\w+ )?(?:share|agree|"
    r"accept|concur|endorse|support|subscribe|hold|favou?r|entertain|believe)|disagree\w*|"
    r"(?:see|find|have|had) no (?:reason|grounds|basis|cause) to (?:think|believe|agree|accept)(?: so)?|"
    r"(?:have|had) (?:since |now |therefore )?(?:abandoned|dropped|given up|discarded|set aside|put aside|moved "
    r"away from|"
    r"revised|reversed|changed))\b(?: (?:with|to|in))?(?: (?:that|this|his|her|their|the|my|our|it) ?"
    r"(?:view|opinion|diagnosis|label|reading|assessment|impression|conclusion|idea|thought|belief|suspicion|"
    r"mind)?)?\W*(?:$|\b(?:and|but)\b|[.,;:])"
)
"""The writer does not share the view told right before."""


def ours_instead(said: Said, mention: Mention) -> bool:
    """Whether the writer makes this diagnosis against another's view: "I disagree: this is ON"."""
    before = said.lead(mention.start)
    rejected = _NOT_MINE.search(before)
    made = _MINE.search(before, rejected.end()) if rejected else None
    denied = made is not None and _DENIED.search(before, made.end())
    return made is not None and not denied and mention.stands.certainty == "sure"


_IT_IS_SO = Pattern(r"^\W*(?:but |and |however,? )?(?:it|this|that) (?:\w+ly )?(?:is|does)(?: so)?\W*$")


def it_is(record: Record, said: Said, mention: Mention) -> bool:
    """Whether another one denies it and the rest of the sentence says that it is: "the ED said it was not ON; "
    "it is"."""
    after = [s for s in record.following(said)[:1] if s.in_sentence_of(said)]
    return mention.stands.negated and record.secondhand(said) and any(s.search(_IT_IS_SO) for s in after)


_MY_OWN = Pattern(
    r"\b(?:my|our) (?:own )?(?:final )?(?:diagnosis|dx|impression|assessment|conclusion)\b"
    r"(?: (?:after|on|from|following|today|now|at|in|by)\b[^.;,]{0,40})?(?: is| remains| was|:)(?: (?:an?|"
    r"chronic|left|right|bilateral|"
    r"now|of|that of|rather|clearly))* ?"
)
"""The writer's own diagnosis, whatever another one said."""


def mine(said: Said, mention: Mention) -> bool:
    """Whether it is told as the writer's own diagnosis: "although the ED wrote migraine, my diagnosis is ON"."""
    return any(m.end() == len(said.ahead(mention.start)) for m in _MY_OWN.finditer(said.ahead(mention.start)))


def mine_instead(said: Said, mention: Mention) -> bool:
    """Whether the rest of its sentence gives another condition as the writer's own diagnosis."""
    rest = said.document.text[mention.end : said.statement.clause.within[1]]
    made = _MY_OWN.search(rest.lower())
    named = words.lexicon().find(tokenise(rest[made.end() :]), fold(rest[made.end() :]), 0) if made else []
    first = [h for h in named if h.start < 3]
    return any(words.concept(h.name).family == "conditions" and h.name != mention.concept for h in first)


_AUTHOR = Pattern(
    r"\b(?:dr\.? [a-z'-]+|doctor [a-z'-]+|(?:md|do|np|pa|rn|pcp|ed|er|neuro\w*|pain|ortho\w*|"
    r"attending|resident|fellow|"
    r"intern|nurse|neurologist|internist|physiatrist|surgeon|consultant)(?:'s)?(?: \w+)? (?:note|notes|letter|entry|"
    r"report|says?|writes?|wrote|states?|finds?|calls?|diagnoses|has))\b"
)
"""Who writes one of several accounts."""


def several_authors(said: Said) -> bool:
    """Whether its sentence gives the accounts of two authors."""
    return len({m[0] for m in _AUTHOR.finditer(said.sentence)}) > 1


def two_authors(said: Said, mention: Mention) -> bool:
    """Whether its sentence sets two authors against each other, one who names it and one who denies it."""
    start = said.statement.clause.within[0]
    sentence = said.sentence
    authors = list(_AUTHOR.finditer(sentence))
    if len({m[0] for m in authors}) < 2:
        return False
    at = mention.start - start
    others = (
        [m for m in authors if m.start() > at] if not mention.stands.negated else [m for m in authors if m.end() <= at]
    )
    if mention.stands.negated:
        return len(others) > 1
    return bool(others) and _DENIED.search(sentence, others[0].end()) is not None


_LABEL_REJECTED = Pattern(
    r"^\W*(?:but |and |however,? )?(?:i|we) (?:(?:do not|don't|did not|cannot|can't|could not|no longer) (?:\w+ )?"
    r"(?:agree with|accept|share|support|endorse|use|stand by)|disagree with|reject|disavow)"
    r" (?:that|this|the|her|his|their) (?:\w+ )?(?:label|diagnosis)\W*$"
)


def label_rejected(record: Record, said: Said) -> bool:
    """Whether the writer does not accept another's label: "… called it ON; I do not agree with that label"."""
    after = record.following(said)[:2]
    sentence = said.sentence
    if _LABEL.search(sentence) and any(s.search(_TAKEN_OFF) for s in after):
        return True
    return any(s.search(_LABEL_REJECTED) for s in after[:1]) and _CALLED.search(sentence) is not None


_LABEL = Pattern(r"\b(?:label(?:led)?|diagnos(?:is|ed)|dx|carried|carries|called|list(?:ed)?)\b")
_TAKEN_OFF = Pattern(
    r"\b(?:i|we) (?:(?:am|are|have|now|hereby|therefore|so) )*(?:tak(?:e|ing|en)|took|remov(?:e|ed|"
    r"ing)|drop(?:ped|ping)?|"
    r"delet(?:e|ed|ing)|withdr(?:aw|ew|awn|awing)|str(?:ike|iking|uck)|retir(?:e|ed|ing)) (?:it|this|"
    r"that|(?:the|that|this|"
    r"her|his) (?:\w+ )?(?:label|diagnosis))\b(?! (?:back|over|up|on|as|for))"
)
"""That the writer takes a diagnosis off: "carried an ON label. … today I am taking it off"."""
_CALLED = Pattern(
    r"\b(?:called|labell?ed|termed|diagnosed|named|coded|put down|wrote|considered|read) (?:it|this|that|her|him|"
    r"them|the)\b|"
    r"\b(?:label(?:led)?|diagnosis) (?:of|from|by|as)\b"
)
"""That another named it."""


def another_instead(record: Record, said: Said) -> str | None:
    """The other diagnosis, as words, that the writer makes in the next sentences, not sharing the view told here."""
    here = {m.concept for m in said.statement.mentions}
    after = record.following(said)
    for n, later in enumerate(after[:3]):
        rejected = _THIS_VIEW.search(later.sentence)
        beside = [s for s in after[n:] if s.in_sentence_of(later)]
        for m in (m for s in beside for m in s.statement.mentions) if rejected else ():
            between = later.lead(m.start)[rejected.end() :] if rejected else ""
            made = m.stands.certainty == "sure" and not m.stands.other_person and not _DENIED.search(between)
            if made and words.concept(m.concept).family == "conditions" and m.concept not in here:
                return f"and {words.names(m.concept)} is diagnosed"
    return None


_UNSETTLED = Pattern(
    r"^\W*(?:(?:still|yet|remains?|dx|diagnosis|this|it|both|which|as|is|are|only|so far|for now|final (?:dx|"
    r"diagnosis))\W+)*"
    r"(?:to be (?:confirmed|proven|proved|sorted|settled|determined|reviewed|revisited|reassessed|verified|"
    r"established|clarified|decided|"
    r"worked (?:out|up)|"
    r"differentiated|distinguished)|tbd|provisional(?:ly)?|presumptive|presumed|tentative(?:ly)?|unconfirmed|unproven|"
    r"unverified|unsettled|undecided|working (?:dx|diagnosis)|not (?:yet )?(?:confirmed|proven|certain|settled|clear)|"
    r"pending (?!auth\w*|approval|insurance|scheduling)\w+|too close to call|(?:a )?toss-?up|(?:a )?coin flip|"
    r"(?:cannot|can't|hard to|unable to) (?:tell|say|separate|distinguish))\b[^.;]{0,40}\W*$"
)
"""A remark of its own by which what was named before is not settled."""


def left_open(record: Record, said: Said) -> bool:
    """Whether the next statement is a remark that leaves open what is named here: "ON; to be confirmed"."""
    near = record.following(said)[:1]
    return any(s.search(_UNSETTLED) and not _names_a_condition(s) for s in near)


def _names_a_condition(said: Said) -> bool:
    return any(words.concept(m.concept).family == "conditions" for m in said.statement.mentions)


_EITHER = Pattern(
    r"^\W*(?:\([^)]{0,20}\)\W*)?(?:(?:and/or|or|vs\.?|versus)|/)\s*(?:(?:an?|the|possibly|maybe|just|true|left|right|"
    r"bilateral|chronic) )*$"
)
_NOT_EITHER = Pattern(r"\b(?:with|whether)\b[^.;]{0,20}$")
_OPEN_SLASH = Pattern(r"\?|\b(?:to be|tbd|sort|undecided|unclear|unsettled|which)\b")


def one_of_two(said: Said, mention: Mention) -> bool:
    """Whether it is named as one of two, of which only one is meant: "ON or migraine", "ON and/or TTH"."""
    start = said.statement.clause.start
    kin = {mention.concept, *words.concept(mention.concept).broader}
    for other in said.statement.mentions:
        concept = words.concept(other.concept)
        if concept.family != "conditions" or other.concept in kin or mention.concept in concept.broader:
            continue
        first, second = sorted((mention, other), key=lambda m: m.start)
        between = said.low[first.end - start : second.start - start]
        if not _EITHER.match(between) or _NOT_EITHER.search(said.low[: first.start - start]):
            continue
        if "/" not in between.replace("and/or", "") or _OPEN_SLASH.search(said.low[second.end - start :]):
            return True
    return False


_TRAINEE = Pattern(
    r"^\W*(?:(?:the )?(?:resident|fellow|intern|registrar|(?:med(?:ical)? )?student|trainee|pa|np|scribe|locum))"
    r"(?:'s)?(?: (?:note|dx|impression|a|a/p|assessment|exam))?\s*:"
)
_SENIOR = Pattern(
    r"^\W*(?:(?:attending|staff|faculty|md|physician|supervisor|supervising \w+)(?:'s)?(?: (?:attestation|note|"
    r"cosign\w*|"
    r"addendum|dx|impression))?|attestation|co-?sign\w*)\s*:"
)
_SHARES = Pattern(r"\b(?:agree[sd]?|concur\w*|same|as above|confirm\w*|seen and examined)\b(?! (?:not|except|but))")


def not_taken_over(record: Record, said: Said) -> bool:
    """Whether a trainee names it and the senior's own line does not: "Resident: ON. Attestation: headache"."""
    if not said.search(_TRAINEE):
        return False
    here = {m.concept for m in said.statement.mentions}
    senior = next((s for s in record.following(said)[:2] if s.search(_SENIOR)), None)
    return senior is not None and not (
        senior.search(_SHARES) or any(m.concept in here and m.stands.plain for m in senior.statement.mentions)
    )


_PUT_ASIDE = Pattern(
    r"^\W*(?:but |and |now |since |then |later |this |it |was |has been |is )*(?:ruled out|excluded|withdrawn|"
    r"dropped|abandoned|"
    r"disproved|discarded|refuted|rejected|retracted|no longer(?: (?:held|thought|considered|my diagnosis))?)\b"
    r"(?! (?:if|when|once|unless|pending|until))(?: (?:by|after|on|with|today|now|since|following)\b[^.;]{0,40})?\W*$"
)
"""A remark of its own that ends a doubt told before it: "suspected ON; ruled out by MRI"."""


def put_aside(record: Record, said: Said, mention: Mention) -> bool:
    """Whether what is only doubted here is put aside by the next remark."""
    doubted = mention.stands.certainty == "hedged" and mention.stands.time not in ("planned", "conditional")
    return doubted and any(
        s.search(_PUT_ASIDE) and not _names_a_condition(s) and s.statement.cues.whole.certainty == "sure"
        for s in record.following(said)[:1]
    )
