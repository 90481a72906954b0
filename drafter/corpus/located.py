"""YAML that remembers its places: every key and value keeps the file and line it was written on."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from drafter.errors import CorpusError

Keys = tuple[str | int, ...]
"""The way from the top of a document to a value: keys and positions."""


@dataclass(frozen=True)
class Place:
    """Where a value stands."""

    file: Path
    """The file."""
    line: int
    """Its line, counted from 1."""
    written: str | None = None
    """The scalar as written, before YAML makes a number or a date of it."""

    def error(self, what: str, todo: str | None = None) -> CorpusError:
        """The error that names this place."""
        return CorpusError(what, where=self.file, line=self.line, todo=todo)


@dataclass(frozen=True)
class Tree:
    """A document: its plain data and the place of every key and item."""

    data: dict[str, Any]
    """Mappings, lists and scalars."""
    places: Mapping[Keys, Place]
    """By the way to the value; `()` is the document itself."""

    def at(self, *keys: str | int) -> Place:
        """The place of a value, or of the nearest thing around it that is written down."""
        way: Keys = keys
        while way not in self.places:
            way = way[:-1]
        return self.places[way]

    def below(self, keys: Keys) -> Iterator[tuple[Keys, Place]]:
        """What stands at and under a key, with the rest of the way to it."""
        for way, place in self.places.items():
            if way[: len(keys)] == keys:
                yield way[len(keys) :], place


MOST_LEVELS = 30
"""Deepest nesting taken; the deepest document of ours has a third of it."""
MOST_DIGITS = 18
"""Longest whole number taken."""

_TODO_SYNTAX = "Check brackets, quotation marks, indentation and the blank after each colon."
_SECOND = "but found another document"
"""How the library says that a document has ended and another begins."""


class _Loader(yaml.SafeLoader):
    """Plain YAML: no aliases, so that a value is written where it holds, no tags, and no depth without end."""

    level = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent):
            raise _refused(event, "an alias is not allowed here", "Write the value out.")
        if event.tag is not None:
            raise _refused(event, f"the tag {event.tag!r} is not allowed here", "Leave it out; put text in quotes.")
        if self.level == MOST_LEVELS:
            raise _refused(event, f"this is nested more than {MOST_LEVELS} levels deep", "Take brackets or levels out.")
        self.level += 1
        node = super().compose_node(parent, index)
        self.level -= 1
        return node


def _refused(event: yaml.NodeEvent, what: str, todo: str) -> yaml.MarkedYAMLError:
    return yaml.composer.ComposerError(problem=what, problem_mark=event.start_mark, note=todo)  # type: ignore[arg-type]


def read_text(file: Path) -> str:
    """The text of a file; a CorpusError where it cannot be read as UTF-8."""
    try:
        raw = file.read_bytes()
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise CorpusError("this is not UTF-8 text", where=file, line=line, todo="Save the file as UTF-8.") from None
    except OSError as error:
        raise CorpusError(f"cannot be read: {error.strerror}", where=file, line=1, todo="Check the path.") from None


def parse(text: str, file: Path, *, first: int = 1) -> Tree:
    """A YAML mapping with its places; `first` is the line of the file on which the text begins."""
    if (tree := _quickly(text, file, first)) is not None:
        return tree
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise Place(file, first).error("this is not a YAML mapping", "Write `key: value` lines.")
        places = dict(_walk(node, (), file, first))
        return Tree(loader.construct_document(node), places)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first + (mark.line if mark else 0)
        if error.problem == _SECOND:
            raise Place(file, line).error("a second document begins here", "Keep one to a file.") from None
        raise Place(file, line).error(f"YAML: {error.problem or error.context}", error.note or _TODO_SYNTAX) from None
    except yaml.reader.ReaderError as error:
        line = first + text[: error.position].count("\n")
        what = f"the character U+{ord(text[error.position]):04X} cannot stand in YAML"
        raise Place(file, line).error(what, "Save the file as plain text again.") from None
    except (ValueError, OverflowError):  # an escape beyond the last character of Unicode
        raise Place(file, first).error("YAML: a value cannot be read", "Check numbers, dates and escapes.") from None


_ODD = re.compile(r"(?:^|[\s\[{,])[&*!]\S|^ {40}|(?:- ){5}|[\[{](?:[^\n\]}]*[\[{]){8}", re.MULTILINE)
"""What may be an alias, an anchor, a tag or a deep nesting: such a text goes the careful way."""


def _quickly(text: str, file: Path, first: int) -> Tree | None:
    """The same by the library's parser in C, of a text that holds nothing odd; none where it has to be looked at
    with care, or holds a fault that has to be told."""
    if not yaml.__with_libyaml__ or _ODD.search(text):
        return None
    loader = yaml.CSafeLoader(text)
    try:
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            return None
        return Tree(loader.construct_document(node), dict(_walk(node, (), file, first)))
    except (yaml.YAMLError, ValueError, OverflowError, CorpusError):
        return None
    finally:
        loader.dispose()


def front_matter(file: Path) -> tuple[Tree, str, int]:
    """The front matter of a Markdown file, its body, and the line on which the body begins."""
    lines = read_text(file).split("\n")
    ends = [n for n, line in enumerate(lines) if line.rstrip() == "---"]
    if len(ends) < 2 or ends[0] != 0:
        raise Place(file, 1).error("no front matter", "Begin the file with YAML between two lines of `---`.")
    tree = parse("\n".join(lines[1 : ends[1]]), file, first=2)
    return tree, "\n".join(lines[ends[1] + 1 :]), ends[1] + 2


def _walk(node: yaml.Node, way: Keys, file: Path, first: int) -> Iterator[tuple[Keys, Place]]:
    """The places of a node and of all below it; duplicate keys and odd values are errors."""
    here = Place(file, first + node.start_mark.line, node.value if isinstance(node, yaml.ScalarNode) else None)
    yield way, here
    if isinstance(node, yaml.SequenceNode):
        for n, item in enumerate(node.value):
            yield from _walk(item, (*way, n), file, first)
    elif isinstance(node, yaml.MappingNode):
        yield from _walk_keys(node, way, file, first)
    elif node.tag == "tag:yaml.org,2002:timestamp":
        _check_date(node.value, here)
    elif node.tag == "tag:yaml.org,2002:float" and not math.isfinite(_number(node.value)):
        raise here.error(
            f"{_short(node.value)} is not a number that can be used", "Write it in digits, or leave it out."
        )
    elif node.tag == "tag:yaml.org,2002:int" and len(node.value) > MOST_DIGITS:
        what = f"{_short(node.value)} is a number of {len(node.value)} digits"
        raise here.error(what, f"Put it in quotes where it is no quantity; a number has at most {MOST_DIGITS}.")


def _walk_keys(node: yaml.MappingNode, way: Keys, file: Path, first: int) -> Iterator[tuple[Keys, Place]]:
    seen: dict[str, int] = {}
    for key, value in node.value:
        here = Place(file, first + key.start_mark.line)
        if not isinstance(key, yaml.ScalarNode):
            raise here.error("a list or a mapping stands where a key is expected", "Write `key: value` lines.")
        if key.tag != "tag:yaml.org,2002:str":
            raise here.error(f"the key {_short(key.value)!r} is not text", "Put the key in quotes.")
        if key.value in seen:
            raise here.error(
                f"duplicate key `{_short(key.value)}`, already on line {seen[key.value]}", "Keep one of the two."
            )
        seen[key.value] = here.line
        for keys, place in _walk(value, (*way, key.value), file, first):
            # a value belongs to the line of its key, also where it is written on the lines below
            yield keys, Place(file, here.line, place.written) if len(keys) == len(way) + 1 else place


def _check_date(written: str, here: Place) -> None:
    """An error at its place for a date that no calendar has, such as 31 February."""
    try:
        yaml.safe_load(written)
    except ValueError as error:
        raise here.error(f"{written} is no date: {error}", "Write it as 2026-01-31.") from None


def _number(written: str) -> float:
    """The float of a YAML scalar; not finite for `.inf`, `.nan` and what is too large for a float."""
    if written.lower().lstrip("+-") in (".inf", ".nan"):
        return math.nan
    try:
        return float(written.replace("_", ""))
    except ValueError:  # YAML's minutes and seconds, such as 1:30.5
        return 0.0


def _short(written: str) -> str:
    """The value for a message: not too long, and nothing unseen in it."""
    seen = "".join(char if char.isprintable() else "?" for char in written[:60])
    return seen if len(written) <= 60 else f"{seen[:57]}..."
