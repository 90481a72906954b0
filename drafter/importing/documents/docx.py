"""Word documents: headings by their styles, lists and tables kept; running heads and feet are no part of the text."""

from __future__ import annotations

from pathlib import Path

from drafter.errors import InputError
from drafter.importing.blocks import Document
from drafter.importing.documents import OnProgress, html

SUFFIXES = (".docx",)


def read(file: Path, on_progress: OnProgress) -> Document:
    """The blocks of a document."""
    import mammoth

    try:
        with file.open("rb") as opened:
            markup = mammoth.convert_to_html(opened, convert_image=mammoth.images.img_element(lambda image: {})).value
    except Exception as error:  # the library hands through whatever its parts raise
        what = f"this cannot be read as a Word document ({str(error)[:100] or type(error).__name__})"
        raise InputError(what, where=file, todo="Open it in a word processor and save it as .docx again.") from error
    return Document(tuple(html.blocks(markup)))
