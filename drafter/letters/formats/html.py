"""A letter as one HTML file that needs nothing else, for a portal or a browser's print."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from drafter.letters.organisation import Organisation
from drafter.letters.structure import Letter


def render(letter: Letter, organisation: Organisation) -> bytes:
    """The letter in UTF-8."""
    return str(_template().render(letter=letter)).encode()


@cache
def _template() -> Any:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("letter.html.jinja")
