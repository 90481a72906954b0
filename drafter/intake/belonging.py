"""Whose schedule it is: "20553 and physical therapy twice a week for 6 weeks" asks for no injection twice a week.

A schedule right behind a drug, another treatment, a visit or attacks is theirs; one behind a comma goes back to the
service that the sentence asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafter.text import words
from drafter.text.schedule import Scheduled
from drafter.text.tokens import fold, tokenise

_NOT_OTHER = ("botulinum_toxin", "joint_injection", "spinal_surgery", "standard_wound_care", "any_conservative_word")
"""Treatments that a request may ask for itself, or that go with one."""
_OTHER = re.compile(
    r"\b(?:rtc|return(?:s|ing)?(?: to clinic)?|follow[- ]?ups?|f/?u|fup|recheck\w*|seen|appointments?|appts?|"
    r"had|received|underwent|completed|previous(?:ly)?|prior|after|since|lasted|lasting|relief|improv\w+|"
    r"exercis\w+|stretch\w*|h\.?e\.?p\.?|acupuncture|massages?|counsel\w+|takes|taking|uses|using|"
    r"occurring|happening|coming|recurring|returning|"
    r"(?:headaches|migraines|attacks|episodes|flares|spells|jolts|zaps)(?: on average| about| up to)?"
    r"(?=\s*\W*(?:\d|once|"
    r"twice|thrice|one|two|three|four|five|six|seven|daily|weekly|every day)))\b",
    re.IGNORECASE,
)
"""What has a schedule of its own: visits, exercises, what is taken, attacks."""
_VISITS = re.compile(r"\s*(?:follow[- ]?ups?|visits?|checks?|calls?|appointments?)\b", re.IGNORECASE)
"""Right behind "monthly", what comes in that time."""
_GOES_BACK = re.compile(r"[,;:(–—]\s*(?:(?:to be )?(?:given|done|repeated|performed)\s+)?$")
"""Right before a schedule that goes back to the service."""
_ADVERB = re.compile(r"\w+ly$", re.IGNORECASE)


def of_others(
    sentence: str, schedules: Iterable[Scheduled], services: Iterable[tuple[int, int]]
) -> Iterator[Scheduled]:
    """The schedules that belong to something else than the services, whose places in the sentence are given."""
    places = sorted(services)
    others = [place for place in _others(sentence) if not any(a < place[1] and place[0] < b for a, b in places)]
    for found in schedules:
        before = [end for _, end in others if end <= found.start]
        service = max((end for _, end in places if end <= found.start), default=0)
        goes_back = _GOES_BACK.search(sentence[: found.start])
        behind = any(sentence[found.end : start].strip() == "" for start, _ in others if start >= found.end)
        if before and max(before) > service and not goes_back:
            yield found
        elif _ADVERB.search(found.schedule.written) and (behind or _VISITS.match(sentence, found.end)):
            yield found  # "along with weekly PT"


def _others(sentence: str) -> list[tuple[int, int]]:
    """Places of treatments, visits and attacks."""
    hits = words.lexicon().find(tokenise(sentence), fold(sentence), 0)
    named = [
        (h.start, h.end)
        for h in hits
        if words.concept(h.name).family in ("treatments", "programme") and h.name not in _NOT_OTHER
    ]
    return [*named, *(m.span() for m in _OTHER.finditer(sentence))]
