"""What only its layout adds to a text, taken out before it is read: wide blanks, marks of mail, of pages, of systems.

No grammar then has to know two blanks from one, "&lt;" from "<", "<br>" from a line or "20NOV26" from "11/20/2026"; a
place in the text that is read leads back to the text as given. What sets columns apart stays: a table is read by it.
"""

from __future__ import annotations

import html
import itertools
import re
import unicodedata
from collections.abc import Iterator

from drafter.text import date_forms, dates, words
from drafter.text.spelt import WORDS, Digits, rewritten

_BLANKS, _BREAKS = r"\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000", r"\v\f\x85\u2028\u2029"
_MARKS = re.compile(
    rf"[&<\\\r{_BREAKS}{_BLANKS}\ufb00-\ufb06…]|\.{{3}}|_{{3}}|\*\*|\n>|\d:\d|[a-z]\.[A-Z]|[Pp]er ?cent\b"
)
"""Of which some stand in every text that holds marks of a system."""
_NAMED_DAY = re.compile(
    r"\d[-/.]?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:[nbrylgptvce])[-/]\d\d?[-/]\d", re.IGNORECASE
)
"""Of which one stands in every text with a month's name inside a date."""
_DAY = r"(?:\d{1,2}/\d{1,2}(?:/(?:20)?\d\d)?|20\d\d-\d\d-\d\d)"
_CLOCK = r"(?:,? (?:at )?|T)\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\b\.?)?(?: [A-Z]{2,3}T)?"
_PERSON = (
    r"(?:Dr\.? |RN |NP |PA |MD |MA |LPN |PT )[A-Z][\w.,' -]{1,24}?|"
    r"[A-Z][\w.,' -]{1,24}?,? (?:MD|DO|NP|PA(?:-C)?|RN|LPN|MA|PT|DPT)"
)
_NUMBER = re.compile(rf"(?:\d|\b(?:{'|'.join(WORDS)}))$", re.IGNORECASE)
"""Before a "percent", a number in digits or in words."""
_SYSTEM = re.compile(
    r"(?P<entity>&(?:[a-z]{2,6}|#\d{2,5}|#x[\da-f]{2,4});)|"
    rf"(?P<line></?(?:br|p|div|tr|h[1-6]|ul|ol|li|table)\b[^<>\n]{{0,120}}>[ \t]*\n?|\r\n?|[{_BREAKS}]|"
    r"(?:(?<=[.:;,!?)\s])\\(?-i:n)|\\(?-i:n)(?=[\sA-Z\d•*-])|\\r(?=\\n)))|"
    r"(?P<cell></t[dh]>(?=[ \t]*\n?<t[dh]\b))|"
    r"(?P<nothing></?(?:b|i|u|em|strong|span|font|td|th|thead|tbody|html|body|sup|sub)\b[^<>\n]{0,120}>|"
    r"(?<![*\w])\*\*(?=[\w\"“(])|(?<=[\w:.,;)!?”\"])\*\*(?![*\w]))|"
    rf"(?P<blank>[{_BLANKS}])|"
    r"(?P<letters>[\ufb00-\ufb06])|"
    rf"^[ \t]*(?P<stamp>\[(?P<by>[^\[\]\n\d]{{0,40}})(?P<day>{_DAY}){_CLOCK}"
    r"(?P<who>[^\[\]\n\d]{0,40})\][ \t:–—-]*(?=\S))|"
    rf"^[ \t]*(?P<time>(?P<on>{_DAY}){_CLOCK}[ \t]*(?:(?P<of>(?-i:{_PERSON}))[ \t]*:[ \t]*|[-–—:|][ \t]+)(?=\S))|"
    r"(?<=[\w)%])(?P<leader>[ \t]*(?:\.[ .]{2,}|_{3,}|…+)[ \t]*)"
    r"(?=(?:no|yes|none|neg(?:ative)?|pos(?:itive)?|absent|present|denie[sd]|unknown|never)\b[ \t]*(?:$|[\n(;,.])|"
    r"(?:no|not|none|never|unchanged|normal|failed|worse|the same)\b[^\n._…:;|]{0,60}$)|"
    r"(?P<percent>[ -]?per ?cent\b(?! (?:criteri|rule|desat)))|"
    r"(?P<stop>(?-i:(?<=[a-z]{2})\.(?=[A-Z][a-z])))",
    re.IGNORECASE | re.MULTILINE,
)
_NAMES = ("entity", "line", "cell", "nothing", "blank", "letters", "stamp", "time", "leader", "percent", "stop")
_MAILED = re.compile(r"^[ \t]*>(?:[ \t]?>)*[ \t]?", re.MULTILINE)
_WIDE = 60
"""Characters from which on a line behind ">" is one that a mail broke; shorter ones may be the items of a list."""
_GAP = re.compile(r"(?<=\S)(?:\t[ \t]*| [ \t]+)(?=\S)")
_SPACED, _SINGLE = re.compile(r"[a-z,;](?:\t[ \t]*| [ \t]+)[a-z]"), re.compile(r"[a-z,;] [a-z]")
_COLUMNS = 3
"""Columns from which on a long label before them takes nothing from a table."""
_FEW, _CELL, _MOST, _OFF = 3, 3, 8, 2
"""Wide blanks between words from which on a text can be spaced out; words of a short cell, cells of a row at most, and
characters by which two cells of one column may be apart."""


def plain(text: str) -> tuple[Digits, ...]:
    """The text without marks of systems and without wide blanks between its words, in steps, each with its way back."""
    steps = _unmarked(text)
    if "  " in steps[-1].text or "\t" in steps[-1].text:
        steps.append(rewritten(steps[-1].text, _wide(steps[-1].text)))
    return tuple(steps)


def with_columns(text: str) -> str:
    """The text without marks of systems; wide blanks stay, which part fields, but where every word is so parted."""
    unmarked = _unmarked(text)[-1].text
    return rewritten(unmarked, _wide(unmarked)).text if _is_spaced_out(unmarked) else unmarked


def _unmarked(text: str) -> list[Digits]:
    steps = [Digits(text)]
    if _NAMED_DAY.search(text):
        steps.append(rewritten(text, sorted(_days(text))))
    text = steps[-1].text
    if _MARKS.search(text) or text.startswith(">"):
        steps.append(rewritten(text, sorted((*_mail(text), *_system(text)))))
    return steps


def _is_spaced_out(text: str) -> bool:
    return len(_SPACED.findall(text)) >= max(_FEW, len(_SINGLE.findall(text)))


def _days(text: str) -> Iterator[tuple[int, int, str]]:
    """Days with the name of their month as systems write them, in the order of the slashed ones of the text."""
    order = dates.order(text)
    for start, end, day in date_forms.of_systems(text):
        slashed = order == "month first" or (day.day > 12 and order is None)
        yield start, end, f"{day:%m/%d/%Y}" if slashed else day.isoformat()


def _mail(text: str) -> Iterator[tuple[int, int, str]]:
    """The marks by which mail quotes lines."""
    quoted = [line for line in text.split("\n") if line.lstrip().startswith(">")] if ">" in text else []
    if len(quoted) > 1 and max(map(len, quoted)) >= _WIDE:
        yield from ((*match.span(), "") for match in _MAILED.finditer(text))


def _system(text: str) -> Iterator[tuple[int, int, str]]:
    bold = text.count("**") > 1
    for match in _SYSTEM.finditer(text):
        name = next(n for n in _NAMES if match[n])
        start, end = match.span(name)
        given = match[name]
        if name == "entity":
            full = html.unescape(given).replace("\u00a0", " ")
        elif name == "letters":
            full = unicodedata.normalize("NFKC", given)
        elif name == "stamp":
            who = match["by"].strip(" ,:-") or match["who"].strip(" ,:-")
            full = f"{who} {match['day']}:\n".lstrip()
        elif name == "time":
            full = f"{match['of'] or ''} {match['on']}:\n".lstrip()
        elif name == "percent":
            full = "%" if _NUMBER.search(text, max(0, start - 10), start) else given
        elif name == "stop":
            full = ". " if _ends(text, start) else given
        elif name == "nothing":
            full = given if given == "**" and not bold else ""
        else:
            full = {
                "line": "\n- " if given.lower().startswith("<li") else "\n",
                "cell": " | ",
                "blank": " ",
                "leader": ": ",
            }[name]
        if full != given:
            yield start, end, full


def _ends(text: str, at: int) -> bool:
    """Whether the stop at a place, with no blank behind it, ends a sentence."""
    word = re.split(r"[^A-Za-z]", text[max(0, at - 12) : at])[-1]
    return word.lower() not in words.listed("grammar", "abbreviations")


def _wide(text: str) -> Iterator[tuple[int, int, str]]:
    """Wide blanks and tabs that set no columns apart."""
    spaced = _is_spaced_out(text)
    at, rows = 0, []
    for line in text.split("\n"):
        gaps = [m.span() for m in _GAP.finditer(line)]
        rows.append((at, line, gaps))
        at += len(line) + 1
    pairs = [_table(a[1], a[2], b[1], b[2], spaced) for a, b in itertools.pairwise(rows)]
    for (start, line, gaps), above, below in zip(rows, (False, *pairs), (*pairs, False), strict=True):
        fields = [_parts_fields(line, a, b) for a, b in gaps]
        for (a, b), parts in zip(gaps, fields, strict=True):
            if parts or not (above or below):
                yield start + a, start + b, "; " if parts else " "


_FIELD = re.compile(r"[A-Z][A-Za-z /,()-]{1,45}(?: ?:(?!\d)| ?\.{3,}| ?…)")
"""The name of a field with the mark behind it."""


def _parts_fields(line: str, start: int, end: int) -> bool:
    """Whether a gap parts a field with its value from the next one: "Fall: none    Osteoporosis: no"."""
    named = _FIELD.match(line.lstrip(" -*|"))
    return bool(named and line[start - 1] not in ".;:,…" and _FIELD.match(line, end))


def _table(one: str, gaps: list[tuple[int, int]], two: str, others: list[tuple[int, int]], spaced: bool) -> bool:
    """Whether two lines with wide blanks are rows of one table: cells below each other, or as many short ones."""
    if not gaps or not others or max(len(gaps), len(others)) >= _MOST + 4 * (not spaced):
        return False
    short = not spaced and _short(one) and _short(two)
    labelled = not spaced and len(gaps) >= _COLUMNS and _short(one[gaps[0][1] :]) and _short(two[others[0][1] :])
    mine, theirs = _cells(one, gaps), _cells(two, others)
    if len(gaps) == len(others):
        return short or labelled or _below(mine, theirs) == len(gaps)
    fewer = min(len(gaps), len(others))
    below = _below(mine, theirs, over=short)
    return not spaced and below >= 2 and 3 * below >= 2 * fewer


def _below(mine: list[tuple[int, int]], theirs: list[tuple[int, int]], *, over: bool = False) -> int:
    """How many cells stand above one of the other line, by their beginnings or their ends, or by any part (`over`)."""
    return sum(
        any(abs(a - c) <= _OFF or abs(b - d) <= _OFF or (over and a < d and c < b) for c, d in theirs) for a, b in mine
    )


def _cells(line: str, gaps: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where the cells behind the gaps of a line begin and end."""
    ends = [start for start, _ in gaps[1:]] + [len(line.rstrip())]
    return list(zip((end for _, end in gaps), ends, strict=True))


def _short(line: str) -> bool:
    return all(len(cell.split()) <= _CELL for cell in _GAP.split(line))
