"""Whether the sentence of a diagnosis says that it is there, by a verb with what states it or a noun of its own.

A name that stands alone, under a heading or in a list states itself. As the subject of "is" or "remains", or behind an
"of" or "against", it states nothing unless the words there are of those that do: of what else can be said of a
diagnosis ("is among my thoughts", "has all the makings of") there is no end.
"""

from __future__ import annotations

from functools import cache

from drafter.reading.record import Said
from drafter.text import Mention, words
from drafter.text.patterns import Pattern

_NOUN_OF = Pattern(
    r"\b(?P<noun>[a-z]+) of (?:(?:an?|the|left|right|bilateral|chronic|greater|lesser|true|classic|acute) )*$"
)
_SET_AGAINST = Pattern(
    r"\b(?:against|like|unlike|versus|between|among|towards?|about|short of|shy of)(?: (?:an?|the|true|classic))* $"
)
_LIKENESS = Pattern(r"^ ?-? ?(?:like|ish|esque|type|style)\b")
_SUBJECT = Pattern(
    r"^\W*(?:\([^)]*\)\W*)?(?:(?:left|right|bilateral|on the (?:left|right)|l|r|too|also|itself|thus|then|"
    r"therefore)\W+)*(?:is|was|are|were|remains|remained|stays|stayed|becomes|became|plays|ranks|tops|leads|heads|"
    r"figures|features|belongs|counts|passes|serves|suits|looms|hovers|fits|means|sounds|looks|feels|seems|appears|"
    r"makes sense)\b(?P<rest>[^;]*)"
)
"""A naming that is the subject of a verb of being."""
_ADVERB = r"(?:once more|at present|beyond question|without doubt|in my (?:opinion|view)|to my mind|[a-z]+ly|{adverbs})"
_STATES = (
    r"^\W*(?:{adverb}\W+)*(?:(?:my|our|the|her|his|an?|your|their) (?:[\w-]+ ){{0,3}}?(?:{nouns})\b|"
    r"(?:{words}|wors\w+|flar\w+|post\w*|persist\w+|troubl\w+|limit\w+|interfer\w+|affect\w+|classic\w*|to blame|"
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
    if _complaint(mention.concept):
        return False
    before, behind = said.ahead(mention.start), said.behind(mention.end)
    of = _NOUN_OF.search(before)
    if of and of["noun"] not in words.listed("predicates", "of_it"):
        return True
    if _SET_AGAINST.search(before) or _LIKENESS.match(behind):
        return True
    told = _SUBJECT.match(behind)
    return told is not None and not _says_so().match(told["rest"])


def _complaint(name: str) -> bool:
    """Whether it is a complaint, or a kind of one."""
    kinds = (name, *words.concept(name).broader)
    return any(words.concept(k).about.get("complaint") for k in kinds if k in words.concepts())
