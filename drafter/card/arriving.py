"""A stranger's page as it arrives: its bytes as text, and its verdicts numbered as the services of a case."""

from __future__ import annotations

import codecs

from drafter.domain import Case, Page

_MIXED = "one_byte"


def decoded(raw: bytes) -> str:
    """The text of a page: UTF-8, and bytes that are none as the older encoding of the web has them.

    A byte that is neither becomes the mark of a lost character, which the page then names as unparsed. Raises nothing.
    """
    return raw.decode("utf-8-sig", errors=_MIXED).replace("\r\n", "\n").replace("\r", "\n")


def _one_byte(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error(_MIXED, _one_byte)


def in_order_of(case: Case, page: Page) -> Page:
    """A stranger's page with its verdicts numbered as the services of the case; those it does not have come last."""
    places = {service.code: n for n, service in enumerate(case.services) if service.code}
    others = [line.code for line in page.lines if line.code and line.code not in places]
    places |= {code: len(case.services) + n for n, code in enumerate(dict.fromkeys(others))}
    lines = (line.model_copy(update={"line": places.get(line.code or "", line.line)}) for line in page.lines)
    return page.model_copy(update={"lines": tuple(sorted(lines, key=lambda line: line.line))})
