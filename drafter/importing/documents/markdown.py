"""Markdown, tables included."""

from __future__ import annotations

import re
from pathlib import Path

from drafter.importing.blocks import Document
from drafter.importing.documents import OnProgress, decoded, html

SUFFIXES = (".md", ".markdown")

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def read(file: Path, on_progress: OnProgress) -> Document:
    """The blocks of a document; front matter is no part of it."""
    from markdown_it import MarkdownIt

    text, notices = decoded(file)
    markup = MarkdownIt("commonmark").enable("table").render(_FRONT.sub("", text.replace("\r\n", "\n")))
    return Document(tuple(html.blocks(markup)), notices)
