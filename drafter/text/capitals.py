"""A text all in capitals or all in small letters, with the capitals that a writer who minds them would set.

Dictation, old systems and telephones leave texts without a difference between "ON" and "on", "TrPs" and "TRPS", "R" and
"r". The words that the vocabulary knows by their capitals get them, sentences begin with one, and the rest is small.
Nothing moves: the text is as long as before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from drafter.text import words
from drafter.text.tokens import tokenise

_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_LEAST = 4
"""Words from which on a paragraph in capitals is no heading."""
_WORD = re.compile(r"[^\W_]+")
_FIRST = re.compile(
    r"(?:^|(?<=[.!?])\s|\n)[\s\"'“(•*-]*[a-z]|(?<=\b[dm]r )[a-z]|\bi\b|\b[rl]\b|\b[ltcs](?=\d)|(?<=\d-)(?:lt|rt)\b"
)
"""What is a capital wherever capitals are set: the beginning of a sentence, names behind a title, sides, levels."""
_MONTH = re.compile(
    r"\b(?:january|february|april|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b|"
    r"\b(?:in|since|mid|late|early|until|by|through|last|of)[ -](?:may|march)\b|"
    r"\b(?:may|march)(?= \d)|(?<=\d )(?:may|march)\b"
)
_PERSON = re.compile(
    r"(?:^|(?<=[.;:] )|\n)pt(?= (?:reports?|reported|states?|stated|denies|denied|says|said|complains|presents|"
    r"presented|notes|wants|asks|carries|describes|feels|felt|takes|took|requests|recalls|tells|told|admits|endorses|cannot|"
    r"thinks|c/o)\b)"
)
"""The patient, of whom something is told that no therapy does."""
_OFTEN = (
    r"(?:wkly|weekly|qwk|q ?wk|[1-4] ?x ?/ ?(?:wk|week)|(?:once|twice) (?:a|per) week|(?:2|two) times (?:a|per) week)"
)
_THERAPY = re.compile(
    r"\bpt(?= (?:(?:for )?(?:the )?(?:neck|c-?spine|t-?spine|l-?spine|cervical|lumbar|back|shoulder) "
    rf"(?={_OFTEN}|x ?\d|\d)|{_OFTEN}(?:[.,;]| (?:w/|with|since|at|@|x ?\d|for|from|until|thru|through|\d))|"
    r"x ?\d{1,2} ?(?:v|visits|sess\w*)?\b"
    r"(?! ?(?:y|d|days?|calls?)\b)|\d{1,2} ?x\b|\d{1,2} (?:visits|sess\w*)\b|(?:visits|sessions|eval|d/c summary)\b))"
)
"""The therapy, in small letters, by how often, where or from what day it is: "pt wkly w/ kim since 9/1"."""
_ABBREVIATED = re.compile(
    r"\s*(?:$|[,;:()?!]|\.(?:\s|$)|[-–=]\s|(?:was|is|has|had|excluded|resolved|ruled|entered|cleared|confirmed|persist\w*|"
    r"remains?|denied|fully|never|no longer|in remission|suspected|likely|probable|unlikely|on|vs)\b)"
)
"""Behind an ON among capitals that is a condition."""
_SIDED = re.compile(r" (?:bilat\w*|l|r|left|right|lt|rt)\b *(?:[,.;:(>]|$)")
_OPENS = re.compile(r"(?:^|[:;.?!\n])\s*$")


def recased(text: str) -> str:
    """The text as it would be written with capitals where they belong; one that has both kinds of letters stays."""
    if text.islower():
        return _set(text, small=True) if len(text.split()) >= _LEAST else text
    if text.isupper():
        return _set(text.lower(), small=False) if len(text.split()) >= _LEAST else text
    pieces, at, found = [], 0, False
    for end, next_ in _paragraphs(text):
        piece = text[at:end]
        if piece.isupper() and len(piece.split()) >= 2 * _LEAST:
            piece, found = _set(piece.lower(), small=False), True
        pieces += [piece, text[end:next_]]
        at = next_
    return "".join(pieces) if found else text


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where each paragraph ends, and where the next one begins."""
    yield from (m.span() for m in _PARAGRAPH.finditer(text))
    yield len(text), len(text)


def _set(low: str, *, small: bool) -> str:
    """The capitals of a text in small letters; one that was `small` says nothing by the letters of "on" and "pt"."""
    known = _known()
    plain = words.listed("grammar", "also_words") | (words.listed("grammar", "also_small") if small else frozenset())

    def written(match: re.Match[str]) -> str:
        word = match[0]
        if not small and word in ("on", "may"):
            return word.upper() if word == "may" or _condition(low, match.start(), match.end()) else word
        return word if word in plain else known.get(word, word)

    marked = _PERSON.sub(lambda m: m[0].replace("pt", "Pt"), low)
    text = _WORD.sub(written, _THERAPY.sub("PT", marked) if small else marked)
    return _MONTH.sub(_named, _FIRST.sub(_opened, text))


def _opened(match: re.Match[str]) -> str:
    """The beginning of a sentence or a name with its capital; what stands behind another abbreviation begins none."""
    before = match.string[max(0, match.start() - 8) : match.start()].lower()
    short = re.split(r"[\s(]", before[:-1])[-1] if before.endswith(".") else ""
    if short in words.listed("grammar", "abbreviations") and short not in ("dr", "mr", "mrs", "ms"):
        return match[0]
    return match[0].upper() if match[0] in ("lt", "rt") else match[0][:-1] + match[0][-1].upper()


def _named(match: re.Match[str]) -> str:
    at = max(match[0].rfind(" "), match[0].rfind("-")) + 1
    return match[0][:at] + match[0][at:].capitalize()


def _condition(low: str, start: int, end: int) -> bool:
    """Whether "on" at a place was an abbreviation among capitals."""
    before = low[max(0, start - 30) : start]
    if before.split()[-1:] and before.split()[-1] in words.listed("grammar", "not_after"):
        return False
    return bool(_ABBREVIATED.match(low, end) or (_OPENS.search(before) and _SIDED.match(low, end)))


@cache
def _known() -> Mapping[str, str]:
    """The words that the vocabulary knows by their capitals, by their small letters, with their plurals."""
    found: dict[str, str] = {}
    for name in words.files():
        for phrase in _strings(words.load(name)):
            for token in tokenise(phrase):
                if token.raw.isalnum() and (bare := words.capitals(token.raw)):
                    found |= {bare.lower(): bare, f"{bare.lower()}s": f"{bare}s"}
    return found


def _strings(given: Any) -> Iterator[str]:
    if isinstance(given, str):
        yield given
    elif isinstance(given, dict):
        yield from (text for pair in given.items() for part in pair for text in _strings(part))
    else:
        yield from (text for part in given for text in _strings(part))
