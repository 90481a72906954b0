"""Markdown cut at its `## ` headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafter.corpus.located import Place

_IDS = re.compile(r"\s*\(([A-Z]{1,3}[0-9]{1,3}(?:,\s*[A-Z]{1,3}[0-9]{1,3})*)\)\s*$")


@dataclass(frozen=True)
class Part:
    """What stands under one heading."""

    heading: str
    """The heading, without the ids in parentheses at its end; empty for what stands before the first heading."""
    criteria: tuple[str, ...]
    """Those ids."""
    text: str
    """The text below it, stripped."""
    place: Place
    """Where the heading stands."""


def parts(body: str, start: Place) -> list[Part]:
    """The parts of a body that begins at a place; the first may have no heading, and a title (`# `) is dropped."""
    found: list[tuple[str, int, list[str]]] = [("", start.line, [])]
    fenced = False
    for number, line in enumerate(body.split("\n"), start.line):
        fenced ^= line.startswith(("```", "~~~"))
        if line.startswith("## ") and not fenced:
            found.append((line[3:].strip(), number, []))
        elif not (line.startswith("# ") and len(found) == 1):
            found[-1][2].append(line)
    made = [_part(heading, Place(start.file, line), "\n".join(text).strip()) for heading, line, text in found]
    return [part for part in made if part.heading or part.text]


def stated(body: str, start: Place) -> list[Part]:
    """The same, where every word must stand under a heading and every heading must have words."""
    found = parts(body, start)
    if not found:
        raise start.error("this holds no passage", "Write at least one `## ` heading with text below it.")
    for part in found:
        if not part.heading:
            raise part.place.error("this text stands under no heading", "Write a `## ` heading with words above it.")
        if not part.text:
            raise part.place.error(f"heading `{part.heading}` has no text below it", "Write the passage or drop it.")
    return found


def _part(heading: str, place: Place, text: str) -> Part:
    named = _IDS.search(heading)
    ids = tuple(re.split(r",\s*", named[1])) if named else ()
    return Part(_IDS.sub("", heading), ids, text, place)
