"""The record as it is read, laid out plainly and without shorthand, and what was found in it in the words as given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from drafter.domain import Case, Citation, Noun
from drafter.text import capitals, layout, shorthand, spelling
from drafter.text.spelt import Digits

_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"")
_N = TypeVar("_N", bound=Noun)


@dataclass(frozen=True)
class _Read:
    """A text as it is read, and the steps that led to it."""

    text: str
    steps: tuple[Digits, ...]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of it stands in the text as given, with all of what it cuts."""
        for step in reversed(self.steps):
            start, end = step.around(start, end)
        return start, end


@dataclass(frozen=True)
class AsGiven:
    """A case with the texts that are read otherwise than they are written."""

    given: Case
    """As it came."""
    read: Case
    """As it is read."""
    texts: Mapping[str, tuple[str, _Read]]
    """By their places, the texts that differ: as given, and as read."""

    def back(self, found: _N) -> _N:
        """What was found in the case as read, its quotations those of the case as given."""
        return self._noun(found) if self.texts else found

    def _noun(self, found: _N) -> _N:
        if isinstance(found, Citation):
            return self._citation(found)  # type: ignore[return-value]
        own = {name: getattr(found, name) for name in type(found).model_fields}
        changed = {name: new for name, old in own.items() if (new := self._any(old)) is not old}
        return found.model_copy(update=changed) if changed else found

    def _any(self, value: Any) -> Any:
        if isinstance(value, str):
            return _QUOTED.sub(self._words, value)
        if isinstance(value, Noun):
            return self._noun(value)
        return tuple(map(self._any, value)) if isinstance(value, tuple) else value

    def _citation(self, cited: Citation) -> Citation:
        if cited.place not in self.texts:
            return cited
        given, read = self.texts[cited.place]
        start, end = read.around(cited.start, cited.end)
        return cited.model_copy(update={"start": start, "end": end, "quote": given[start:end]})

    def _words(self, quoted: re.Match[str]) -> str:
        """Quoted words as they stand in the text as given."""
        words = quoted[1] or quoted[2]
        for given, read in self.texts.values():
            at = read.text.lower().find(words.lower())
            if at >= 0 and words.lower() not in given.lower():
                start, end = read.around(at, at + len(words))
                return quoted[0].replace(words, given[start:end])
        return quoted[0]


def written_out(case: Case) -> AsGiven:
    """The case with its texts laid out plainly, capitals set, slips mended and shorthand written out."""
    texts: dict[str, tuple[str, _Read]] = {}

    def read(place: str, given: str) -> str:
        plain = layout.plain(given)
        spelt = spelling.corrected(capitals.recased(plain[-1].text))
        shown = shorthand.written_out(spelt.text)
        if shown.text != given:
            texts[place] = (given, _Read(shown.text, (*plain, spelt, shown)))
        return shown.text

    notes = [(note, read(f"notes/{n}", note.text)) for n, note in enumerate(case.notes)]
    text = read("text", case.text) if case.text else case.text
    if not texts:
        return AsGiven(case, case, texts)
    update = {"text": text, "notes": tuple(note.model_copy(update={"text": shown}) for note, shown in notes)}
    return AsGiven(case, case.model_copy(update=update), texts)
