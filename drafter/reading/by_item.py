"""By item: results that one list tells by the labels of another.

"(1) Neurontin, 8 wks. (2) PT, 8 wks. Response: (1) none. (2) 0."
"""

from __future__ import annotations

import re

from drafter.reading.said import Said
from drafter.text import Mention
from drafter.text.outcomes import Told
from drafter.text.tokens import fold

_LABEL = re.compile(r"(?:^|[\s(:;#])([1-6a-e])[.):]\s*(?:[\w-]+ ){0,2}$")
"""Right before a treatment: its label."""
_HEAD = re.compile(
    r"(?:^|[\n.;])\W*(?:responses?|results?|outcomes?|effects?|benefits?)"
    r"(?: (?:of|to) (?:treatments?|trials?|each|these))?\s?:"
)
"""The head of the list of results."""
_AGAIN = re.compile(r"\n\W*[1a][.):]\s")
"""A line that begins a second list with the same labels."""
_NO_HELP = (
    r"no (?:\w+ )?(?:relief|benefit|help|effect|change|difference|improvement|better|response|good|carry-?over|use)|"
    r"failed|ineffective|unchanged|useless|not helpful|did (?:nothing|not help)|didn't help"
)
_HARM = r"\W*(?:(?:upset stomach|nausea|drowsy|drowsiness|dry mouth|tired|sleepy|weight gain)\W+)?"
_NONE = re.compile(rf"{_HARM}(?P<none>none|nil|zero|zilch|nothing|0(?![.\d/])|{_NO_HELP})\b")
"""An item of that list: that there was none."""
_TOLD = re.compile(rf"{_HARM}(?P<none>{_NO_HELP})\b")
"""The same where no head says what is listed."""
_ROOM = 700
"""Code points behind a treatment within which the results of its list stand."""


def failed(said: Said, mention: Mention) -> Told | None:
    """The failure that a later list tells under the label of a treatment, or none."""
    text, clause = said.document.text, said.statement.clause
    label = _LABEL.search(fold(text[max(0, clause.start - 6) : mention.start]))
    if not label:
        return None
    behind = fold(text[mention.end : mention.end + _ROOM])
    head = _HEAD.search(behind)
    again = head or _AGAIN.search(behind)
    item = re.compile(rf"(?:^|[\s(:;#]){label[1]}[.):]\s*").search(behind, again.start()) if again else None
    told = (_NONE if head else _TOLD).match(behind, item.end()) if item else None
    return Told("failed", 0, 1, told["none"]) if told else None
