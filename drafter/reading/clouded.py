"""Clouded: why relief that is told is not shown to be that of the last session, or not for so long.

Another procedure shares in it, the last session has no result, its length is in doubt, the share is one of something
else.
"""

from __future__ import annotations

from collections.abc import Collection

from drafter.reading.record import Record
from drafter.reading.stretches import Stretch
from drafter.text import spelt, words
from drafter.text.patterns import Pattern

_SHARED = Pattern(
    r"\b(?:plus|and|with|combined with|followed by|then) (?:the |a |an |her |his )?(?:(?:lumbar|cervical|spinal|back|"
    r"neck|"
    r"spine) )?(?:surgery|operation|fusion|discectomy|laminectomy|decompression)\b(?! (?:scheduled|planned|declined|"
    r"avoided|not|put off|postponed|cancell?ed|is|was|could|can))"
)
"""A procedure that was done beside the session, and may have given the relief."""
_ELSEWHERE = Pattern(
    r"\brequest\w*\b[^.;]{0,30}\b(?:different|other|another|new) (?:level|side|region|site|area|segment|joint|place)\b"
)
"""That the request is for another place than that of the session."""
_FADED = Pattern(
    r"% at (?:the )?[\w-]+ (?:days?|weeks?|wks?|months?|mos?)\b[^.;%\d]{0,12}\W[\"“'‘]?(?:some|a little|a bit|slight|"
    r"less|"
    r"partial|fading|mild|minimal|not much|unclear|unknown|not (?:rated|recorded|told|known))\b[^.;%\d]{0,15}\bat \w"
)
"""A share at one time, and words without a figure at a later one: "70 % at 2 weeks, some at 4 months"."""
_UNRATED = Pattern(
    r"\b(?:not (?:yet )?(?:been )?(?:rated|assessed|reviewed|charted|recorded|scored|told|known)|unrated|unscored|"
    r"to be (?:seen|rated|assessed|judged)|too (?:soon|early) to (?:tell|say|judge|rate)|no (?:note|result|rating|"
    r"score)s?(?=\W*$)|"
    r"(?:results?|outcomes?|response|effect|relief)(?: (?:is|are|still|yet))* (?:pending|unknown|open|awaited))\b"
)
"""Of a session: that what it did is not told."""
_LAST = Pattern(r"\b(?:last|latest|most recent|second|repeat)\b(?! (?:note|visit|seen|week|month|year))")
_OR_LESS = Pattern(
    r"\b(?P<a>\d{1,2}) ?(?:days?|weeks?|wks?|months?|mos?)\b[^.;\d]{0,25}\b(?:maybe|perhaps|possibly|or was it|or only|"
    r"or just|more like)\b (?:only |just |even )?(?P<b>\d{1,2})\b"
)
"""A length and, with a doubt, another."""
_OTHER_SIDE_BETWEEN = Pattern(
    r"%[^.;%]{0,25}[,(] ?(?:l|r|lt|rt|left|right)\b[^,;.%]{0,15}\b(?:not|never|un\w+)\b[^.;%]{0,25}\b\d{1,2} ?"
    r"(?:weeks?|wks?|months?|mos?)\b"
)
"""Between a share and a length: that the other side was not treated, so that the length may be of either."""
_NOT_RATED = Pattern(
    r"\bpain (?:was |is |itself )?(?:not|never|un)[ -]?(?:rated|scored|recorded|asked|measured|assessed)\b"
)
_WHICH = Pattern(r"\bwhich (?:one |block )?of (?:the |them )?(?:two|both|blocks?|three)?\b[^.;]{0,20}\b(?:not|un\w+)\b")
_LESS_OF = Pattern(
    r"% (?:less|fewer|lower|(?:reduction|drop|cut|decrease|fall) (?:in|of)) (?:(?:of|her|his|the|use) )*"
)
"""Before what there was less of."""
_THEN_UNTOLD = Pattern(
    r"\b(?:after that|thereafter|afterwards|from then on|since then|beyond that|later|"
    r"then)\b[^.;]{0,20}\b(?:not (?:told|"
    r"known|recorded|stated|charted|asked)|unknown|unrecorded|lost to follow|no (?:note|entry|record))"
)
"""That what came behind a short while is not told."""


def relief(record: Record, stretch: Stretch, own: Collection[str]) -> str | None:
    """Why relief that suffices by its figures settles nothing, as a clause, or none."""
    low = spelt.digits(stretch.text.lower()).text
    if _SHARED.search(low):
        return "another procedure was done beside it, and may have given the relief"
    if any(s.search(_ELSEWHERE) for s in (*stretch.said, *record.following(stretch.said[-1])[:2])):
        return "it is told of another place than the request"
    if _FADED.search(low) or _OTHER_SIDE_BETWEEN.search(low):
        return "how long the relief lasted is not stated"
    if (match := _OR_LESS.search(low)) and int(match["b"]) < int(match["a"]):
        return "how long the relief lasted is in doubt"
    if _NOT_RATED.search(low) or _of_drugs(stretch, low):
        return "the share is one of something else than the pain"
    if _WHICH.search(low):
        return "of which session it is told is not stated"
    return _last_untold(record, stretch, own)


def short(stretch: Stretch) -> bool:
    """Whether relief that is told for a short while is not told any further."""
    return _THEN_UNTOLD.search(stretch.text.lower()) is not None


def _of_drugs(stretch: Stretch, low: str) -> bool:
    """Whether a share is of medicines taken less: "80 % less Norco"."""
    if len(low) != len(stretch.text) or not (match := _LESS_OF.search(low)):
        return False
    at = stretch.start + match.end()
    return any(m.start == at and words.concept(m.concept).about.get("group") == "drug" for m in stretch.mentions)


def _last_untold(record: Record, stretch: Stretch, own: Collection[str]) -> str | None:
    """Whether a later session is told of, without what it did."""
    first = stretch.said[0]
    behind = [s for s in record.said if s.document is first.document and s.number > first.number]
    for said in behind:
        if said.search(_UNRATED) and not said.statement.cues.whole.other_person:
            named = said.statement.of(*own)
            if any(m.stands.time == "current" for m in named) or (not named and said.search(_LAST)):
                return "the last session is told of without what it did"
    return None
