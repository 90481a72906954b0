"""Attack hours: for how many hours a headache lasts when it is not treated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from drafter.reading.head_counts import Count, N, counted
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

MOST = 96.0
"""Hours that stand for a headache of days."""
_H = r"(?:hours?|hrs?|h)\b"
_WAYS = tuple(
    re.compile(way)
    for way in (
        rf"\b(?:duration|length|how long|hours)\b[^.;\d]{{0,40}}\((?:hrs?|hours|h)(?:\s*(?:/|per|a) ?(?:day|d|headache|"
        rf"attack))?\)[\s:=.|]*{N}",
        rf"\b{_H}\s*(?:/|per|a|each|of headache (?:per|a|each)) ?(?:headache |migraine |attack |ha )?(?:day|d|attack|"
        rf"headache)\b[\s:=.|?]*{N}(?!\s?(?:days?|d)\b)",
        rf"\b(?:duration|length)\b[^.;\d]{{0,30}}[:=][\s.]*{N}\s*[- ]?{_H}",
        rf"\beach(?: one| headache| attack)?(?: is| lasts?| for)?\s+{N}\s*{_H}",
        rf"\b(?:last(?:s|ed|ing)?|duration|persist\w*|continu\w*|headaches?|attacks?|migraines?|episodes?)\b"
        rf"(?:(?!\b(?:within|after|before|relief|sleep|every|onset|gone|resolv\w+|clear\w*|abort\w*|"
        rf"reliev\w+)\b)[^.;\d]){{0,40}}{N}\s*{_H}",
        rf"\b(?:pain|throbbing|ache|aching|hurts?)\b(?: is)?(?: there| present)?,? for {N}\s*{_H}",
        rf"{N}\s*[- ]?{_H}(?:[- ]long)?(?: (?:of|with))?(?: \w+)? (?:headaches?|attacks?|head pain)\b",
        rf"\b(?:headaches?|ha|head pain|attacks?|migraines?)\b[^.;\d]{{0,40}}{N}\s*[- ]?{_H}\s*(?:/|per|a|each)\s*day",
    )
)
_ALONE = re.compile(rf"{N}\s*[- ]?{_H}")
_ENDS = re.compile(
    rf"\b(?:over|gone|ends?|resolves?|clears?|fades?|stops?|lifts?|goes(?: away)?|subsides?)\b (?:only |again |"
    rf"by itself |on (?:its|their) own )?(?:after|in|within|by) (?:about |some )?"
    rf"(?:{N}\s*{_H}|(?P<hour>an hour(?: or (?:two|so))?))"
)
_MINUTES = re.compile(rf"\b(?:last\w*|duration|untreated|gone|over)\b[^.;\d]{{0,40}}{N}\s*(?:minutes?|mins?)\b")
_ALL_DAY = Pattern(
    r"\b(?:last\w*|headaches?|pain|attacks?|migraines?|runs?|goes on|go on|stays?)\b[^.;]{0,25}\b(?:all day|"
    r"most of (?:the|her|his|that) day|"
    r"the (?:whole|entire) day|(?:the )?(?:better|best|greater) part of (?:the|a) day|around the clock|"
    r"throughout the day|"
    r"from (?:morning|waking|breakfast|dawn|the time (?:she|he) wakes\w*)(?: up)? (?:to|until|till|"
    r"through) (?:\w+ )?(?:night|evening|"
    r"bed(?:time)?|dinner|supper|sleep|dusk)|all (?:morning|afternoon) and)\b|"
    r"\b(?:headaches?|attacks?|migraines?|episodes?|each|they|it|untreated)\b[^.;\d]{0,25}\b(?:last\w*|go(?:es)? on|"
    r"runs?|persist\w*|"
    r"duration)\b[^.;\d]{0,12}(?:[1-3](?: ?(?:-|to) ?[1-5])?|one|two|three|a) (?:full |whole )?days?\b(?! (?:a|per|"
    r"each|every|in) )"
)
_UNTREATED = Pattern(
    r"\b(?:untreated|(?:left|leaves?|leaving|lets?)(?: (?:it|them|one|an? \w+))? alone|left untreated|"
    r"(?:without|w/o|no) (?:treatment|treating|medication|medicine|meds|tx|"
    r"an? triptan|taking (?:\w+ )?(?:anything|medication|meds|triptan))|"
    r"unless (?:she |he |they )?(?:it is |they are )?(?:treat\w*|medicat\w*|takes?)|"
    r"(?:cannot|can't|can not|could not|couldn't|does not|doesn't|do not|don't|did not|didn't|not) (?:be )?"
    r"(?:treat(?:ed)?|medicat(?:ed|e)|tak(?:e|en) (?:anything|her|his|a |meds|medic\w+))|takes? nothing|"
    r"nothing is taken|if not treated|on its own|on their own|"
    r"(?:if|when) (?:not (?:treated|medicated)|(?:she|he) (?:takes|does) (?:nothing|not)))\b"
)
"""In a sentence: that what follows is the length without medicine."""
_TREATED = Pattern(
    r"\b(?:with|after|on|takes?|taking|following) (?:an? |her |his |the )?(?:\w*triptan\w*|treatment|medication|"
    r"medicine|meds|dose|"
    r"naproxen|ibuprofen|nsaids?|excedrin|acetaminophen|ubrelvy|nurtec|rescue)\b"
)
"""That the length is one under medicine, which tells nothing of that without."""
_OF_SOMETHING_ELSE = Pattern(
    r"\W*(?:and |but )?(?:the |her |his )?(?:nausea|vomiting|aura|dizziness|vertigo|photophobia|phonophobia|fatigue|"
    r"fog|neck (?:pain|stiffness)|light sensitivity)\b(?! (?:and|or|with) )[^,;]{0,30}\b(?:last\w*|goes|runs?|stays?)\b"
)
"""What lasts is no headache: "The nausea left alone lasts 6 hours"."""
_HEAD = Pattern(
    r"\b(?:headaches?|ha|head|attacks?|migraines?|episodes?|each one|(?:^|\W)one (?:that |which "
    r")?(?:she|he|they) |it|they)\b"
)
_ASKS = Pattern(r"\b(?:how long|how many hours|hours|duration|lasts?|length)\b")
_ASKS_ELSE = Pattern(r"\b(?:until|relief|works?|between|ago|since|wait\w*|apart)\b")
_REPLY = re.compile(rf"^\W*(?:a(?:nswer)?\s*[:.]\s*)?{N}\s*(?:{_H}|$|\W*$)")


def counts(record: Record, said: Said) -> Iterator[Count]:
    """The lengths that a statement tells, in hours."""
    low = said.low
    untreated = _UNTREATED.search(low) or _UNTREATED.search(said.sentence)
    if _OF_SOMETHING_ELSE.match(low) or (not untreated and _TREATED.search(low)):
        return
    if said.statement.clause.question:
        yield from _answered(said)
        return
    taken: set[int] = set()
    for way in _WAYS:
        for m in way.finditer(low):
            if m.start("a") not in taken:
                taken.add(m.start("a"))
                yield counted(m, said, MOST, 0.01)
    for m in _ENDS.finditer(low) if untreated else ():
        taken.add(m.end())
        yield Count(1, 2, m[0], said, False) if m["hour"] else counted(m, said, MOST, 0.01)
    for m in _MINUTES.finditer(low):
        taken.add(m.end())
        yield counted(m, said, MOST, 0.01, 1 / 60)
    if untreated and not taken and _HEAD.search(said.sentence) and (alone := _ALONE.search(low)):
        taken.add(alone.start())
        yield counted(alone, said, MOST, 0.01)
    if not taken and (reply := _reply(record, said)):
        yield reply
    elif not taken and (found := _ALL_DAY.search(low)):
        yield Count(12, MOST, found[0], said, False)


def _answered(said: Said) -> Iterator[Count]:
    """The hours that stand right behind a question how long a headache lasts, whatever follows them."""
    m = _BEHIND.match(fold(said.document.text[said.statement.clause.end :][:_ROOM]))
    if m is None or _of_treated(said) or not said.search(_ASKS) or not said.search(_HEAD):
        return
    yield replace(counted(m, said, MOST, 0.01), answers=True)


_BEHIND = re.compile(rf"\s*(?:a(?:nswer)?\s*[:.]\s*)?{N}\s*(?:{_H})?(?=\s*(?:\n|$|[.;]))")
_ROOM = 60
"""Code points behind a question in which its answer stands."""


def _of_treated(said: Said) -> bool:
    """Whether a question asks for a headache under medicine, or for something else than its length."""
    treated = said.search(_TREATED) and not said.search(_UNTREATED)
    return bool(treated or said.search(_ASKS_ELSE))


def _reply(record: Record, said: Said) -> Count | None:
    """The answer to a question how long a headache lasts: "How long does it last untreated? 6 to 8 hours"."""
    m = _REPLY.match(said.low)
    before = record.preceding(said)[:1]
    if m is None or not before or not (before[0].statement.clause.question or before[0].low.rstrip().endswith(":")):
        return None
    asked = before[0]
    if _of_treated(asked) or not asked.search(_ASKS) or not asked.search(_HEAD):
        return None
    return counted(m, said, MOST, 0.01)
