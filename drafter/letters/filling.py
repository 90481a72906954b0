"""Filling in a template: nothing is left open, and no value is taken for markup."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from drafter.errors import InputError
from drafter.letters.structure import Raw, filled, paragraphs

_TEMPLATES = Path(__file__).parent / "templates"


def template_of(folder: Path | None, name: str) -> Any:
    """A template, the organisation's own before ours; ours is always there as `standard/…`.

    Raises InputError for one that cannot be read.
    """
    import jinja2

    try:
        return _environment(folder).get_template(name)
    except jinja2.TemplateSyntaxError as error:
        raise InputError(
            f"the template cannot be read: {error.message}", where=error.filename, line=error.lineno,
            todo="Mend it, or take it out: ours is used then.",
        ) from None  # fmt: skip


@lru_cache(maxsize=16)
def _environment(folder: Path | None) -> Any:
    import jinja2

    ours = jinja2.FileSystemLoader(_TEMPLATES)
    own = [jinja2.FileSystemLoader(folder / "templates")] if folder else []
    return environment(jinja2.ChoiceLoader([*own, ours, jinja2.PrefixLoader({"standard": ours})]))


def environment(loader: Any) -> Any:
    """How templates are filled in: nothing left open, and no value taken for markup."""
    import jinja2

    made = jinja2.Environment(
        loader=loader, autoescape=False, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        finalize=filled_or_open, keep_trailing_newline=True,
    )  # fmt: skip
    made.concat = _joined  # type: ignore[method-assign]
    made.filters["paragraphs"] = paragraphs
    made.filters["first_upper"], made.filters["quoted"] = first_upper, quoted
    return made


def quoted(text: str) -> str:
    """The text in quotation marks at the end of a sentence, which it may close itself."""
    return f"“{text}”" + ("" if text.rstrip().endswith((".", "!", "?")) else ".")


def first_upper(text: str) -> str:
    """The text with a capital first, the rest as it is."""
    return text[:1].upper() + text[1:]


def _joined(parts: Iterable[str]) -> Raw:
    """What a block or a macro has written, whose markup holds where it is taken over with `super()`."""
    return Raw("".join(parts))


def filled_or_open(value: object) -> object:
    """A value for a template; one that is left open stays so, and is an error when it is written."""
    import jinja2

    return value if isinstance(value, (jinja2.Undefined, Raw)) else filled(value)


def filling(template: Any, **given: Any) -> str:
    """A template filled in. Raises InputError for a variable that is left open."""
    import jinja2

    try:
        return str(template.render(**given))
    except jinja2.UndefinedError as error:
        raise InputError(
            f"the template leaves a variable open: {error.message}",
            where=template.filename or template.name,
            todo="Take it out, or give it a value: f and o hold what a letter may say.",
        ) from None
    except (TypeError, ValueError, IndexError, KeyError) as error:
        todo = "Compare it with the template of the same name that drafter brings."
        raise InputError(f"the template cannot be filled in: {error}", where=template.filename, todo=todo) from None
