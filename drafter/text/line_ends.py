"""Where a line break ends a sentence, and where it only wraps a line."""

from __future__ import annotations

import itertools
import re

_BULLET = re.compile(r"[ \t]*(?:[-*•·>]|\(?\d{1,2}[.)]|#\d{1,2}[.):]?|[a-z][.)]|\[[ \t]?[xX✓✔]?[ \t]?\]|[☐☑☒])[ \t]+\S")
HEADING = re.compile(
    r"[ \t]*(?:[-*•#\"“]+[ \t]*)?(?:\*\*)?(?P<name>[A-Za-z][A-Za-z/&' -]{0,48}?|[A-Z]{4}[A-Z/& -]{0,20}, "
    r"[A-Z/& -]{3,24})(?:\*\*)?[ \t]*(?P<day>\(?(?:for |on |of )?\d{1,2}/\d{1,2}(?:/\d{2,4})?\)?[ \t]*)?:(?!\d)"
)
_FIELD = re.compile(r"[ \t]*[A-Z][A-Za-z0-9/&'()# -]{0,40}:(?=[ \t]|$)")
"""A line that opens with the name of a field, figures and all: "Blocks last 12 mo: none"."""
_OPEN_END = re.compile(
    r"[A-Za-z,;]\s+(?:at|of|the|and|or|to|with|in|for|an?|by|from|on|no|not|has|had|have|is|was|are|were|her|"
    r"his|their|our|"
    r"every|each|per|than|after|before|since|over|w/)[ \t]*$"
)
"""A line that ends with a word that wants another one behind it."""
_VALUED = re.compile(
    r":[ \t]*(?:none|nil|negative|absent|present|positive|unknown|yes|no|n/?a|0|_+|pending)[ \t]*$", re.IGNORECASE
)
"""A line that ends in the value of a field."""
_WIDE = 45
"""Characters from which on a line can be one that was wrapped."""
_NO_MORE = re.compile(r"\bno[ \t]*$", re.IGNORECASE)
_NOUN = re.compile(r"[ \t]*[a-z][\w -]{2,40}[.,;]")
"""Behind a line that ends in "no": what there is none of."""
_ROW = re.compile(r"[ \t]*[A-Za-z]{1,9}\.? ?#?\d{1,3} ?[:=] ?\d")
"""A line of a list of figures: "wk 4: 2"."""
_DOSED = re.compile(
    r"[ \t]*[A-Za-z][A-Za-z-]{3,20}(?: [A-Za-z]{2,10}){0,2} \d{1,4}(?:[.,]\d{1,3})? ?(?:mg|mcg|g|units?)\b"
)
"""A line of a list of medicines: "propranolol 80 mg twice a day …"."""
_LED = re.compile(r"\S ?\.{4,} ?\S")
"""A line of a report in which dots lead from a name to its value."""
_MEASURED = re.compile(
    r"[ \t]*(?:(?:low(?:est)?|min|minimum|mean|avg|average|n?rem|supine|lateral|overall|total|residual|est\.?|fasting|"
    r"awake|resting) ){0,2}(?:ahi|rdi|rei|odi|spo2|sao2|pao2|po2|paco2|pco2|ph|sats?|nadir|lvef|ef|rvsp|pasp|mpap|bmi|"
    r"hba1c|a1c|hct|hgb|ess|epworth|nyha|abi|tst|trt|apneas|hypopneas|fev1|fvc|dlco|ldl|egfr|phq-?[29])\b"
    r"[^.;\n]{0,20}\d|"
    r"[ \t]*(?:awake|asleep|mean|median|nadir|lowest|supine|lateral|n?rem|resting|walking)(?: (?:sats?|spo2))?"
    r"[ \t:=]{1,20}\d",
    re.IGNORECASE,
)
_ENDS_MEASURED = re.compile(r"\d[^\d\n]{0,24}[^\d\s:,]?[ \t]*$")
"""A line of a report that opens with the name of what was measured, behind one that ends in a value."""
_DATED = re.compile(
    r"[ \t]*(?:(?:office |clinic |progress |procedure )?(?:visit|note|ov|visit note)(?: of)?[:,]? )?"
    r"(?:\d{1,2}[/-]\d{1,2}[/-](?:\d\d)?\d\d|\d{4}-\d\d-\d\d|"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}, \d{4})"
    r"(?P<head>[ \t]*(?:$|[:|(–—-](?!\d)|,? (?:dr\b|visit|note|ov\b|office|clinic|seen|pt\b|"
    r"h&p|consult|exam|s:|hpi)))?",
    re.IGNORECASE,
)
"""A line that opens with the day of an entry of its own."""
_ENDS_DATED = re.compile(r"\d[/-]\d{1,2}[/-](?:\d\d)?\d\d\)?[.,]?[ \t]*$")
"""A line that ends in a day; "12/01/2026" before "11/17/2026 Dr. Lowe" is no list."""
_TITLE_DATED = re.compile(
    r"(?:[-–—|,:;•(][ \t]*|\b(?:dos|dates?|service|received|printed|sent|faxed|submitted|rec'?d|exported|generated|"
    r"planned|scheduled|requested for)[ \t]+|\b(?:\d{5}|[A-V]\d{4})\b[^.;\n]{0,60}\b(?:on|for)[ \t]+)"
    r"\d{1,2}[/-]\d{1,2}[/-](?:\d\d)?\d\d\)?[ \t]*$",
    re.IGNORECASE,
)
"""A line of a title or of a request that ends in its day: "provider portal - 11/20/2026", "20552 x1, DOS 12/1/26"."""
_OPENS_ANEW = re.compile(r"[ \t]*[A-Z\d(\[☐☑☒]")
_SUMS_UP = re.compile(
    r"(?:Neither|None|Both|Nothing|All|Each|Not one|No (?:relief|benefit|change|effect|improvement|gain))\b"
)
"""The beginning of a line that tells of the items of a list above it."""
_PARAGRAPH, _ROOM = 1200, 20
"""Code points on each side of a line break in which the widest line is looked for, and by which it is wider."""
_AROUND, _LINES = 400, 4
"""Code points looked at on each side of a line break, and lines there from which on a narrow column can be told."""


def ends(text: str, start: int, at: int) -> bool:
    """Whether the line break at `at` ends a sentence, rather than wrapping a line."""
    following = text[at + 1 : at + 120].split("\n", 1)[0]
    line = text[max(start, text.rfind("\n", max(0, at - 400), at) + 1) : at]
    if not following.strip() or not line.strip() or _BULLET.match(following):
        return True
    whole = text[text.rfind("\n", max(0, at - 400), at) + 1 : at]
    headed = HEADING.match(following) is not None
    if _DOSED.match(line) and _DOSED.match(following):
        return True
    led = _LED.search(line) or _LED.search(following)
    if led or (_MEASURED.match(following) and _ENDS_MEASURED.search(line) and not _OPEN_END.search(line)):
        return True
    if (
        following.lstrip()[:1].islower()
        and len(whole.rstrip()) >= _WIDE
        and not (_VALUED.search(line) or HEADING.fullmatch(line.strip()) or (headed and ":" in whole))
    ):
        return False
    if headed or _FIELD.match(following):
        return True
    if _SUMS_UP.match(following) and _BULLET.match(text, text.rfind("\n", 0, start) + 1):
        return True
    valued = _VALUED.search(line) is not None and not (_NO_MORE.search(line) and _NOUN.match(following))
    if line.rstrip().endswith((":", ";")) or following.lstrip().startswith("|") or valued:
        return True
    if _ROW.match(following) and (_ROW.match(line) or not line.rstrip().endswith(",")):
        return True
    if following.lstrip()[:1].islower() or _OPEN_END.search(line):
        return False
    if _dated_apart(line, following):
        return not _narrow(text, at)
    short = (len(whole.rstrip()) < _WIDE or _had_room(text, at)) and not line.rstrip().endswith(",")
    return short and not _narrow(text, at)


def _dated_apart(line: str, following: str) -> bool:
    """Whether a day at the end of a line, or at the head of the next, shows that the line was not wrapped."""
    if line.rstrip().endswith(","):
        return False
    entry = _DATED.match(following)
    if entry and (entry["head"] or _ENDS_DATED.search(line)):
        return True
    return _TITLE_DATED.search(line) is not None and _OPENS_ANEW.match(following) is not None


def _had_room(text: str, at: int) -> bool:
    """Whether a line is so much shorter than the widest of its paragraph that nothing but its writer broke it."""
    first, last = text.rfind("\n\n", max(0, at - _PARAGRAPH), at), text.find("\n\n", at, at + _PARAGRAPH)
    before = text[first + 2 if first >= 0 else max(0, at - _PARAGRAPH) : at].split("\n")
    behind = text[at + 1 : last if last >= 0 else at + _PARAGRAPH].split("\n")
    width = max(len(line.rstrip()) for line in (*before, *behind))
    return len(before[-1].rstrip()) + 1 + len(behind[0].split()[0]) + _ROOM <= width


def _narrow(text: str, at: int) -> bool:
    """Whether the lines around a break are those of a narrow column: none of them had room for the next one's word."""
    before = text[max(0, at - _AROUND) : at].split("\n")[1:] if at > _AROUND else text[:at].split("\n")
    behind = text[at + 1 : at + 1 + _AROUND].split("\n")[: -1 if len(text) > at + 1 + _AROUND else None]
    first = next((n for n in range(len(before), 0, -1) if not before[n - 1].strip()), 0)
    last = next((n for n, line in enumerate(behind) if not line.strip()), len(behind))
    lines = [line.rstrip() for line in (*before[first:], *behind[:last])]
    width = max(map(len, lines), default=0)
    open_ = [(a, b) for a, b in itertools.pairwise(lines) if not a.endswith((".", ":", ";", "!", "?"))]
    full = all(len(a) + 1 + len(b.split()[0]) > width for a, b in open_)
    return full and len(open_) >= _LINES and not any(_BULLET.match(b) or HEADING.match(b) for b in lines)
