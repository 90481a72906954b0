"""The errors of drafter, one tree.

    DrafterError               the root; the command line prints it and exits with 2
    ├── InputError             a case, question or file that cannot be used
    ├── CorpusError            a policy, passage, code set or prompt that cannot be loaded
    ├── IndexUnavailable       the vector store cannot be opened or built
    ├── StoreUnavailable       the store of cases and decisions cannot be opened or written
    ├── Refused                a decision or a letter that may not be recorded, or not issued
    └── ModelError             the language model gave nothing usable
        ├── ModelUnreachable   refused connection, dropped connection, time-out, server error
        ├── ModelRefused       the model declined to answer
        ├── ModelTruncated     the reply stopped before its end
        └── ModelMalformed     the reply is not JSON, or not of the schema asked for

A message says what is wrong (quoting the value), where it stands, and what to do next.
Foreign exceptions are translated at the door where their library enters.
A violation of a rule is a result, never an exception.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path


class DrafterError(Exception):
    """Something went wrong that a person can put right.

    `what` names the fault and quotes the value; `where` is a file or field; `line` counts from 1;
    `todo` says what to do next.
    """

    def __init__(
        self, what: str, *, where: str | Path | None = None, line: int | None = None, todo: str | None = None
    ) -> None:
        self.what, self.where, self.line, self.todo = what, where, line, todo
        super().__init__(str(self))

    def __str__(self) -> str:
        place = "" if self.where is None else f"{self.where}" + ("" if self.line is None else f", line {self.line}")
        return (f"{place}: " if place else "") + self.what + (f"\n  {self.todo}" if self.todo else "")


class InputError(DrafterError):
    """A case, question or file that cannot be used as given."""


class CorpusError(DrafterError):
    """A policy, passage, code set or prompt that cannot be loaded."""


class IndexUnavailable(DrafterError):
    """The vector store cannot be opened or built."""


class StoreUnavailable(DrafterError):
    """The store of cases and decisions cannot be opened, read or written; nothing of the act was kept."""


class Refused(DrafterError):
    """A decision that may not be recorded, or a letter that may not be issued; every reason is told."""


class ModelError(DrafterError):
    """The language model gave nothing usable."""


class ModelUnreachable(ModelError):
    """No answer: connection refused or dropped, time-out, rate limit outlasted, server error."""


class ModelRefused(ModelError):
    """The model declined to answer."""


class ModelTruncated(ModelError):
    """The reply stopped before its end."""


class ModelMalformed(ModelError):
    """The reply is not JSON, or does not follow the schema asked for."""


def near(word: str, known: Iterable[str]) -> str | None:
    """A question after the known word that was probably meant, if one is close; what to do next, in an error."""
    close = difflib.get_close_matches(word, list(known), n=1)
    return f"Did you mean `{close[0]}`?" if close else None
