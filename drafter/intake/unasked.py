"""What a request names without asking for it: services of the past, refused ones, and such as are not wanted."""

from __future__ import annotations

import re

_EARLIER = re.compile(
    r"\b(?:no(?! contrast)|not|never|without(?! (?:and with |or with )?contrast)|denies|prior(?!\s+auth)|previous|"
    r"previously|past|"
    r"earlier|last|history of|h/o|s/p|status post|had|received|underwent|after|since|response to|relief from)\b"
    r"[^.?!;]{0,30}$",
    re.IGNORECASE,
)
"""Words before a service that make it one of the past, or none at all."""
_TURNS = re.compile(
    r"(?<!\bno )(?<!\bnot )\b(?:requests?|requesting|asks? for|asking for|seeks?|seeking)\b|"
    r",\s*(?:is|are|was|were|would|should)\b",
    re.IGNORECASE,
)
"""Words with which a sentence turns from the past to what is asked for."""
_WITH_RESULT = re.compile(
    r"\W{0,2}(?:(?:with|each|both|that|which|gave|giving|provided|providing|providing at least|at|of)\s+){1,3}"
    r"(?:at least |about |over )?\d{1,3} ?%",
    re.IGNORECASE,
)
"""Behind a service that was given: its result."""
_HAD = re.compile(
    r"\b(?:had|received|underwent|s/p|status post|h/o|history of|prior(?!\s+auth)|previous)"
    r"(?:\s+(?!(?:for|with|without|no|relief|pain|pt|therapy|failed|and|or|to|is|are|asks?|requests?)\b)[\w/-]+){0,4}"
    r"\s*\(?$",
    re.IGNORECASE,
)
"""Right before the code of a service that was given, with its own name between."""
_NOT_WANTED = re.compile(
    r"(?:\b(?:without|w/o|no|not|instead of|rather than|excluding|in place of)\s+(?:the\s+)?(?:code\s+)?|"
    r"(?:\bnot|n't|\bno longer)\s+(?:\w+\s+){0,2}?(?:requesting|request|asking for|ask for|seeking|seek|interested in|"
    r"considering|planning|planned|want|wanting)\b(?!\s+only\b)[^.?!;,]{0,40}|"
    r"[,;(]\s*(?:but )?not (?:for )?(?:the |an? )?(?!only\b|just\b)(?:[A-Za-z-]+ ){1,4}\(?|"
    r"\bnot (?:being )?(?:requested|asked for|sought|needed)\b(?! again)[^.?!;,]{0,25}|"
    r"\b(?:declin|refus)\w+\s+(?:(?!\b(?:and|but|asks?|wants?|requests?)\b)[^.?!;,]){0,25})$",
    re.IGNORECASE,
)
"""Right before a service that is not asked for."""
_REFUSED = re.compile(r"\W{0,3}(?:(?:was|were|is|has been|already)\s+)*(?:denied|declined|refused)\b", re.IGNORECASE)
"""Right behind a service that was refused."""
_NO_PART = re.compile(
    r"[^.?!;\n]{0,40}?\b(?:(?:is |are )?not (?:being )?(?:requested|asked for|sought|part of this)|no part of this)\b"
    r"(?! again)",
    re.IGNORECASE,
)
"""Behind a service that is not asked for: "a CGRP antibody in spring, not requested now"."""
_OF_KIN = re.compile(
    r"\b(?:his|her|their|(?:pt|patient|member)['’]s)\s+(?:husband|wife|spouse|partner|mother|father|mom|dad|sister|brother|"
    r"son|daughter|twin|aunt|uncle|cousin|friend|neighbou?r)['’]s?\s[^.;?!\n]{0,25}$",
    re.IGNORECASE,
)
"""Before a service of somebody else: "her husband's hip (27130)"."""
_AGAIN = re.compile(
    r"\b(?:appeal\w*|reconsider\w*|re-?submi\w+|re-?review\w*|peer[- ]to[- ]peer|p2p|overturn\w*)\b", re.I
)
"""Words with which a refused service is asked for once more."""


def is_earlier(before: str) -> bool:
    """Whether the words before a service make it one of the past, or none at all."""
    said = _EARLIER.search(before)
    return said is not None and not _TURNS.search(before, said.start())


def was_given(before: str) -> bool:
    """Whether the words right before a code say that its service was given."""
    return _HAD.search(before) is not None


def has_result(sentence: str, end: int) -> bool:
    """Whether a service that ends there is followed by what it did."""
    return _WITH_RESULT.match(sentence, end) is not None


def is_refused(sentence: str, start: int, end: int) -> bool:
    """Whether the service at this place is not wanted, another's, or was refused and not asked for again."""
    if _NOT_WANTED.search(sentence, 0, start) or _OF_KIN.search(sentence, 0, start) or _NO_PART.match(sentence, end):
        return True
    return _REFUSED.match(sentence, end) is not None and not _AGAIN.search(sentence)
