"""Whether the sentence of a diagnosis says that it is there, by a verb with what states it or a noun of its own.

A name that stands alone, under a heading or in a list states itself. As the subject of "is" or "remains", or behind an
"of" or "against", it states nothing unless the words there are of those that do: of what else can be said of a
diagnosis ("is among my thoughts", "has all the makings of") there is no end.
"""

from __future__ import annotations

from functools import cache

from drafter.reading.said import Said
from drafter.text import Mention, words
from drafter.text.cueless import HELD_TO_BE
from drafter.text.patterns import Pattern

_NOUN_OF = Pattern(
    r"\b(?P<noun>[a-z]+) of (?:(?:an?|the|left|right|bilateral|chronic|greater|lesser|true|classic|acute) )*$"
)
_SKIPPED = (
    r"(?:(?:an?|the|left|right|bilateral|both|chronic|greater|lesser|true|classic|acute|recurrent|refractory|"
    r"severe|known|active|"
    r"post-?traumatic|idiopathic|his|her|my|their|this|that|right-sided|left-sided|one-sided|old|l|r|"
    r"cervical|thoracic|lumbar|lumbosacral|sacral|[clts]\d{1,2}(?:[-/][clts]?\d{1,2})?)\s+)*"
)
_LAST = Pattern(rf"(?P<word>[a-z][a-z']*|[^\sa-z])\s*{_SKIPPED}$")
"""The word or sign before a name, past what describes it."""
_ONLY_DESCRIBED = Pattern(rf"\s*{_SKIPPED}")
_PROSE = Pattern(
    r"\b(?:i|we|she|he|they|it|you|who|which|is|was|are|were|has|have|had|does|did|do|will|would|wants?|said|"
    r"says|what|there|us)\b"
)
"""Before the name: words of a sentence that tells, and not of a field, a heading or a list."""
_SOUGHT = Pattern(
    r"\b(?:examin\w+|test(?:ed|ing)?|work(?:ed|ing)[- ]up|screen\w*|check\w*|eligible|criteria|evaluat\w+|"
    r"assess\w*|probed|"
    r"considered|code|codes|candidate|label|term|word|article|leaflet|study|trial)(?: (?:him|her|them|"
    r"the patient|pt))? for "
    rf"{_SKIPPED}$"
)
"""Before what was only looked for."""
_MEETS = Pattern(
    r"\b(?:meets?|met|meeting|fulfil+s?|fulfil+ed|fulfil+ing|satisf(?:y|ies|ied|ying)) (?:the |all |full |every |"
    r"all of the )*"
    rf"(?:[\w.-]+ ){{0,3}}?criteri(?:a|on) (?:for|of) {_SKIPPED}$"
)
_CRITERIA_OF = Pattern(rf"\bcriteri(?:a|on) (?:for|of) {_SKIPPED}$")
_ARE_MET = Pattern(r"^\W*(?:(?:are|is|were|was|have|has|been|all|fully|now|clearly) )*(?:met|fulfil+ed|satisfied)\b")
_NOT_ALL = Pattern(
    r"\b(?:some|most|several|few|many|part|partly|partially|nearly|almost|not|no|never|none|(?:two|three|half|\d) of|"
    r"if|whether|"
    r"does|do|did|would|may|might|could)\b|n't\b"
)
_ICHD = Pattern(r"\bichd(?:[ -]?3)?(?: beta)?(?: [\d.]+)?")
"""Before a name: that all its criteria are met, and words by which they are not, or not all."""
_SET_AGAINST = Pattern(
    r"\b(?:against|like|unlike|versus|between|among|towards?|about|short of|shy of|to do with)(?: (?:an?|the|"
    r"true|classic))* $"
)
_LIKENESS = Pattern(
    r"^ ?-? ?(?:like|ish|esque|type|style)\b|^[ -]{0,2}(?:features?|traits?)\b|^ (?:or not|in (?:it|there))\b"
)
_SUBJECT = Pattern(
    r"^\W*(?:\([^)]*\)\W*)?(?:(?:left|right|bilateral|on the (?:left|right)|l|r|too|also|itself|thus|then|"
    r"therefore)\W+)*(?:is|was|are|were|remains|remained|stays|stayed|becomes|became|plays|ranks|tops|leads|heads|"
    r"figures|features|belongs|counts|passes|serves|suits|looms|hovers|fits|means|sounds|looks|feels|seems|appears|"
    r"makes sense|would|could|might|may|should|can|will|or not|runs)\b(?P<rest>[^;]*)"
)
"""A naming that is the subject of a verb of being."""
_ADVERB = r"(?:once more|at present|beyond question|without doubt|in my (?:opinion|view)|to my mind|[a-z]+ly|{adverbs})"
_STATES = (
    r"^\W*(?:{adverb}\W+)*(?:(?:my|our|the|her|his|an?|your|their) (?!(?:old|former|previous|prior|"
    r"earlier|original|initial) )(?:[\w-]+ ){{0,3}}?(?:{nouns})\b|"
    r"(?:{words}|wors\w+|flar\w+|post\w*|persist\w+|troubl\w+|limit\w+|interfer\w+|affect\w+|classic\w*|to blame|"
    r"what (?:she|he|they|the patient|mrs?\.? \w+|ms\.? \w+|we|i) (?:has|have|had|suffers?|diagnos\w+|treat\w*|"
    r"see|found|am|are)|"
    r"(?:be (?:treated|blocked|managed|reassessed|re-assessed|followed|reviewed|seen)|need|require|respond|"
    r"continue|benefit)|"
    r"at its|as bad|no (?:better|different)|in (?:full|flare|my)|one of (?:my|her|his|the) (?:two|three) diagnoses)\b|"
    r"not (?:controlled|in doubt|improv\w+|gone|resolved|better|settled|well|responding|adequately|fully|"
    r"yet (?:controlled|gone|better|resolved|settled))\b|$|[,.])"
)
"""What such a verb says where the condition is stated as there."""


def _told(key: str) -> str:
    return "|".join(sorted(words.listed("predicates", key), key=lambda w: (-len(w), w)))


@cache
def _says_so() -> Pattern:
    adverb = _ADVERB.format(adverbs=_told("adverbs"))
    return Pattern(_STATES.format(adverb=adverb, nouns=_told("nouns"), words=_told("states")))


def unstated(said: Said, mention: Mention) -> bool:
    """Whether a naming stands where its sentence says something of it other than that it is there.

    Of a complaint a note tells how strong it is and when, so that no such words are asked for.
    """
    if complaint(mention.concept):
        return False
    before, behind = said.ahead(mention.start), said.behind(mention.end)
    met = _MEETS.search(before) or (_CRITERIA_OF.search(before) and _ARE_MET.match(behind))
    if met and not _NOT_ALL.search(_ICHD.sub(" ", before)):
        return False
    if (held := HELD_TO_BE.search(before)) and _ONLY_DESCRIBED.fullmatch(before[held.end() :]):
        return False
    of = _NOUN_OF.search(before)
    if of and of["noun"] not in words.listed("predicates", "of_it"):
        return True
    if _PROSE.search(before) and (last := _LAST.search(before)) and not _governs(last["word"]):
        return True
    if _SOUGHT.search(before) or _SET_AGAINST.search(before) or _LIKENESS.match(behind):
        return True
    told = _SUBJECT.match(behind)
    return told is not None and not _says_so().match(told["rest"])


def _governs(word: str) -> bool:
    """Whether a word right before a name states it, or is a sign that sets it off from what is told before."""
    return not word[0].isalpha() or word in words.listed("predicates", "governs") or word.endswith("ly")


def complaint(name: str) -> bool:
    """Whether it is a complaint, or a kind of one."""
    kinds = (name, *words.concept(name).broader)
    return any(words.concept(k).about.get("complaint") for k in kinds if k in words.concepts())
