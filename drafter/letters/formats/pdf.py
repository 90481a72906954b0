"""A letter as tagged PDF (PDF/UA-1) with its fonts embedded, typeset by Typst."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

from drafter.errors import InputError
from drafter.letters.organisation import Organisation
from drafter.letters.structure import Letter

_TEMPLATE = Path(__file__).parent / "letter.typ"
_NO_SIGN = re.compile(r"the text `\"(.+?)\"` could not be displayed")


def render(letter: Letter, organisation: Organisation) -> bytes:
    """The letter as a file; the same letter gives the same bytes.

    Raises InputError for a sign that no font at hand has: it would be a blank box, and unreadable to a screen reader.
    """
    import typst

    fonts: Any = [organisation.fonts] if organisation.fonts else []
    moment = dt.datetime.fromisoformat(letter.day).replace(tzinfo=dt.UTC)
    try:
        made: bytes = typst.compile(
            _TEMPLATE.read_bytes(), format="pdf", pdf_standards=["ua-1"], font_paths=fonts,
            sys_inputs={"letter": json.dumps(asdict(letter), ensure_ascii=False)}, timestamp=int(moment.timestamp()),
        )  # fmt: skip
    except typst.TypstError as error:
        said = str(error)
        if sign := _NO_SIGN.search(said):
            todo = "Put a font that has it, such as one of Noto, into the folder fonts/ of the organisation."
            raise InputError(f"no font at hand has the sign {sign[1]!r}", where="PDF", todo=todo) from None
        raise InputError(f"the PDF cannot be made: {said[:300]}", where="PDF", todo="Write another format.") from None
    return made
