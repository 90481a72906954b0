"""The age of a person as records write it: "71F", "52/F", "F 34", "61 y.o.", "age: 44", "Mrs. B, 58, …", "she is 47".

Single letters for the sex are read as capitals alone, since "walks 50 m" tells no age.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SEX = r"(?:[Ff]emale|FEMALE|[Mm]ale|MALE|[Ww]oman|WOMAN|[Mm]an|MAN|[Ll]ady|[Gg]entleman|F|M)"
_NO_AGE = r"(?!\s*(?:%|/\s*\d|-\s*\d|\.\d|(?:days?|weeks?|wks?|months?|mos?|mg|lbs?|kg|cm|ft|x|visits?|sessions?)\b))"
_NAME = r"[A-Z][\w.'’-]*"
_GIVEN = (
    r"(?!(?:Pain|Score|Index|Oswestry|Disability|Total|Average|Mean|Baseline|Weight|Heart|Blood|Rate|Left|Right)\b)"
    r"[A-Z][a-z'’-]+"
)
"""A name in running text, and no name of a measure: "Rosalind Teague is 41 and teaches"."""
_TOLD = re.compile(
    r"\b(?P<old>\d{1,3})[\s-]*(?:(?i:years?|yrs?|y)\b[\s.-]*(?i:old\b|o\b|of age\b)|(?i:yo|y/o)\b)|"
    rf"\b(?i:aged?)(?i:\s+is|\s*[:=])?\s+(?P<aged>\d{{1,3}})\b(?!\s*(?i:or|and|to)\b){_NO_AGE}|"
    rf"(?<![\d.,/-])\b(?P<before>\d{{2,3}})(?: ?(?i:yrs?|y))?[ /-]?(?P<sex>{_SEX})\b(?![/.]\w|\s?\d)|"
    rf"(?:^|(?<=[\s(]))(?P<led>{_SEX})(?:,\s?|\s|/)(?P<behind>\d{{2}})\b(?=\W){_NO_AGE}|"
    rf"\b(?:(?:[Mm]rs?|MRS?|[Mm]s|MS|[Mm]iss)\.?|(?i:patient|pt|member|client|name|re|for)\b(?:\s*:)?(?:\s+(?i:mrs?|ms)\.?)?)"
    rf"(?:\s+{_NAME}){{1,3}}(?:,|\s+-|\s*\()?\s*(?:(?i:age)\s+)?(?P<named>\d{{2}})(?=\s*(?:[,.;)]|$|\n|(?i:yrs?|years?)\b)){_NO_AGE}|"
    rf"\b(?i:client|patient|pt|member),\s*(?P<plain>\d{{2}})(?=\s*[,.;)]){_NO_AGE}|"
    r"\b(?i:patient|pt|member|she|he|mrs?\.? \w+|ms\.? \w+)(?:\s+is|['’]s)\s+(?P<said>\d{2})(?=\s*(?:[.,;)]|$|and\b))|"
    rf"(?:^|(?<=[.\n]\s)){_GIVEN} {_GIVEN} is (?P<full>\d{{2}})(?=,? (?:and|an?|who|with)\b (?!\d)|\s*[.;]|,? years)|"
    r"\b(?i:woman|man|lady|gentleman|patient) of (?P<of>\d{2})(?=\s*(?:[.,;)]|$|\n|who\b|with\b|whose\b))|"
    r"\b(?i:she|he|patient|pt) (?:just |recently |has )?turned (?P<turned>\d{2})"
    r"(?= (?:last (?:week|month)|this (?:week|month|year|spring|summer|fall|winter)|yesterday|today)\b)"
)
_GROUPS = ("old", "aged", "before", "behind", "named", "plain", "said", "full", "of", "turned")
_THEN = re.compile(
    r"\b(?:at|since|from|when|until|by|over|under|than)\s+(?:the\s+)?(?:age\s+(?:of\s+)?)?$", re.IGNORECASE
)
"""Before an age that was that of an event, or a bound: "at age 34", "under 65 years of age"."""
_MEASURED = re.compile(
    r"\b(?:walk\w*|run|ran|runs|distance|feet|metres|meters|room|bed|unit|suite|apt)\W*(?:\w+\W+)?$", re.I
)
"""Before a figure that is no age: "walks 50 M", "room 12"."""
_FEMALE = re.compile(r"(?:f|female|woman|lady)$", re.IGNORECASE)
_NEAR = 40
"""Code points looked at before an age."""
_OLDEST = 120
"""Years above which a figure is no age."""


@dataclass(frozen=True)
class Age:
    """An age in a text, in years, with the sex told beside it."""

    years: int
    start: int
    end: int
    sex: str | None = None


def find(text: str) -> Iterator[Age]:
    """The ages that a text tells of somebody now, in order; ages of an event and bounds are left out."""
    for match in _TOLD.finditer(text):
        years = int(next(match[name] for name in _GROUPS if match[name]))
        start = match.start()
        near = (text, max(0, start - _NEAR), start)
        bare = match["before"] or match["led"]
        if years > _OLDEST or _THEN.search(*near) or (bare and _MEASURED.search(*near)):
            continue
        told = match["sex"] or match["led"]
        sex = None if told is None else "female" if _FEMALE.match(told) else "male"
        yield Age(years, start, match.end(), sex)
