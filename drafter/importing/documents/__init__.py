"""Documents that can be imported. One format is one module, and the folder is the registry.

A module has `SUFFIXES` and `read(file, on_progress) -> Document`; it raises InputError for a file that holds no text.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path

from drafter.errors import InputError
from drafter.importing.blocks import Document

OnProgress = Callable[[int, int], None]
"""Told how many pages are read, and of how many."""


def read(file: Path, on_progress: OnProgress = lambda done, total: None) -> Document:
    """The document in a file, by its suffix. Raises InputError for a format nobody reads, or a file without text."""
    if not file.is_file():
        raise InputError("no such file", where=file, todo="Name a document.")
    modules = [importlib.import_module(f"{__name__}.{one.name}") for one in pkgutil.iter_modules(__path__)]
    suffix = file.suffix.lower()
    module = next((one for one in modules if suffix in one.SUFFIXES), None)
    if module is None:
        known = ", ".join(sorted(known for one in modules for known in one.SUFFIXES))
        raise InputError(f"documents of type {suffix or 'none'!r} are not read", where=file, todo=f"Known are {known}.")
    try:
        document: Document = module.read(file, on_progress)
    except ModuleNotFoundError as error:
        what = f"the library {error.name!r}, which reads {suffix}, is not installed"
        raise InputError(what, where=file, todo="Install it with `pip install 'drafter[documents]'`.") from error
    if not any(block.text.strip() for block in document.blocks):
        raise InputError("holds no text", where=file, todo="Check that this is the right document.")
    return document


def decoded(file: Path) -> tuple[str, tuple[str, ...]]:
    """The text of a file, and a notice where it is not UTF-8."""
    given = file.read_bytes()
    if given.startswith((b"\xff\xfe", b"\xfe\xff")):
        return given.decode("utf-16"), ()
    try:
        return given.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return given.decode("cp1252", "replace"), (f"{file.name} is not UTF-8; it was read as Windows-1252.",)
