"""Whether a stop belongs to an abbreviation or an initial, and ends no sentence."""

from __future__ import annotations

import re

from drafter.text import words

_NAMED = re.compile(
    r"(?:,|\(|\bw/|\b(?:with|by|to|from|see|sees|saw|of|per|dr\.?|mr\.?|ms\.?|mrs\.?))\s?$", re.IGNORECASE
)
_SURNAME = re.compile(r" [A-Z][a-z]+")
"""What stands before the initial of a person's name, and behind it."""
_OPENING_NAME = re.compile(
    r" [A-Z][a-z]+,? (?:MD|DO|NP|PA|PA-C|RN|LPN|PT|DPT|DC|OT|LMT|LCSW|LMSW|MSW|LPC|LPCC|LMHC|LMFT|PsyD|PhD|PharmD)\b"
)
"""Behind the initial of a name that opens a sentence: "J. Coe LMHC every other week"."""
_ENTRY = re.compile(r"\s*\d{1,2}/\d{1,2}/\d{2,4}\s*(?::|[A-Z](?:/P)?\s*:)")
"""The date that heads the next entry of a line."""


def holds_stop(text: str, at: int, end: int) -> bool:
    """Whether the stop at `at` belongs to an abbreviation."""
    if text[at] != "." or end - at > 1:
        return False
    before = text[max(0, at - 12) : at]
    word = re.split(r"[\s(\"'“‘]", before)[-1].lower()
    after = text[end : end + 3].lstrip()
    if after[:1].isdigit() and 0 < len(word) <= 5 and word.isalpha() and before[: -len(word)].endswith("("):
        return True  # "(rev. 2023)"
    if len(word) == 1 and word.isalpha() and before[-1:].isupper() and len(before.strip()) == 1:
        return True
    if len(word) == 1 and after[:1].islower() and before[:-1].lower().endswith(("dr. ", "mr. ", "ms. ", "mrs. ")):
        return True  # "Dr. S. wrote"
    if len(word) == 1 and word not in "lr" and before[-1:].isupper() and _NAMED.search(text[max(0, at - 14) : at - 1]):
        return bool(_SURNAME.match(text, end))
    if len(word) == 1 and word not in "soap" and before[-1:].isupper() and not before[:-1].strip(" \n")[-1:].isalnum():
        return bool(_OPENING_NAME.match(text, end))
    if word not in words.listed("grammar", "abbreviations") or before[-1:] == "P":
        return False  # "P. 3 sessions" opens a plan
    if _ENTRY.match(text, end):
        return False  # "6/10, 3 wk. 11/17/26: same pain"
    return word in words.listed("grammar", "never_last") or after[:1].islower() or after[:1].isdigit()
