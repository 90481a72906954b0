"""Prompts as files: `prompts/<name>.jinja` with the blocks `system` and `user`.

The first comment of a file says what the prompt is for, what it is given and what the model replies with. Text of a
case or passage goes in through the filter `fenced`, as data between marks that the text cannot fake.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import jinja2

from drafter.errors import CorpusError


@dataclass(frozen=True)
class Prompt:
    """A prompt as sent."""

    system: str
    """The standing instruction."""
    user: str
    """The request."""
    sha: str
    """SHA-256 of the template file, in hexadecimal, for the provenance."""


def packaged() -> Path:
    """The folder of the prompts: inside the package in a wheel, beside it in a checkout."""
    inside = Path(__file__).parent / "_data" / "prompts"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "prompts"


def render(name: str, /, *, folder: Path | None = None, **given: object) -> Prompt:
    """The prompt `name` filled with what is given; CorpusError with file and line where the template is at fault."""
    folder = folder or packaged()
    path = folder / f"{name}.jinja"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in folder.glob("*.jinja"))) or "none"
        raise CorpusError(f"there is no prompt {name!r}", where=folder, todo=f"Known prompts: {known}.")
    source = path.read_text(encoding="utf-8")
    try:
        template = _environment(folder).get_template(path.name)
    except jinja2.TemplateSyntaxError as error:
        raise CorpusError(error.message or "the template is broken", where=path, line=error.lineno) from error
    system, user = (_block(template, block, given, path) for block in ("system", "user"))
    return Prompt(system, user, _hash(source))


_EXAMPLE = re.compile(r"^An example, .*?(?=^\{% endblock)", re.MULTILINE | re.DOTALL)


def examples() -> tuple[str, ...]:
    """The made-up examples that the prompts show, for whoever has to know them again."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(packaged().glob("*.jinja")))
    return tuple(found[0] for text in texts for found in _EXAMPLE.finditer(text))


def sha(name: str) -> str:
    """The hash of a packaged prompt, as `render` gives it."""
    return _hash((packaged() / f"{name}.jinja").read_text(encoding="utf-8"))


def _hash(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()


def _environment(folder: Path) -> jinja2.Environment:
    """Jinja as prompts need it: a name not given is an error, and nothing is escaped (the reader is no browser)."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    environment.filters["fenced"] = fenced
    return environment


def _block(template: jinja2.Template, block: str, given: Mapping[str, object], path: Path) -> str:
    """One block of the template, filled and trimmed."""
    if block not in template.blocks:
        raise CorpusError(f"the prompt has no block `{block}`", where=path, todo="Give it `system` and `user`.")
    try:
        return "".join(template.blocks[block](template.new_context(dict(given)))).strip()
    except Exception as error:  # a template may raise anything: what it was given was not what it expects
        line = _template_line(error.__traceback__, template)
        raise CorpusError(f"the template cannot be filled: {error}", where=path, line=line) from error


def _template_line(trace: TracebackType | None, template: jinja2.Template) -> int | None:
    """The last line of the template that was being filled, where the trace tells."""
    line = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == template.filename:
            line = template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return line


def fenced(text: str, label: str) -> str:
    """The text between two marks that carry a token made from it, so that it cannot hold its own closing mark."""
    salt = 0
    token = ""
    while not token or token in text:
        token = hashlib.sha256(f"{salt}\n{label}\n{text}".encode("utf-8", "replace")).hexdigest()[:12]
        salt += 1
    return f"<<<{label} {token}\n{text}\n{token} {label}>>>"
