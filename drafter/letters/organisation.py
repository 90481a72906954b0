"""An organisation's own text, in one folder: `organisation.yaml`, and what it likes to say otherwise. The file of that
name beside this module is the example that `drafter organisation` prints.

| in the folder | what it is |
|---|---|
| `organisation.yaml` | name, addresses, telephones, help with language: the fields below |
| `templates/` | templates that go before ours of the same name; `{% extends "standard/member/letter.jinja" %}` |
| `forms/<law>.jinja` | the fixed text of a form that a law prescribes, with its hash in `organisation.yaml` |
| `glossary.yaml` | words explained, before ours |
| `fonts/` | font files, where a name needs signs that no font at hand has |
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from drafter.corpus.faults import build
from drafter.corpus.located import parse, read_text
from drafter.domain import Noun
from drafter.errors import CorpusError, InputError

EXAMPLE = Path(__file__).parent / "organisation.yaml"
"""An `organisation.yaml` with every field, explained."""


class Identity(Noun):
    """Who sends the letters. A field that is not given stands in the letter in square brackets, and is never issued."""

    name: str = "[name of the plan]"
    """Its name, as members know it."""
    address: str = "[address of the plan]"
    """Where it is."""
    phone: str = "[telephone of member services]"
    """Member services."""
    hours: str = ""
    """When that telephone is answered."""
    tty: str = ""
    """Telephone for people who are hard of hearing."""
    appeal_address: str = "[address for appeals]"
    """Where an appeal goes."""
    appeal_phone: str = "[telephone for appeals]"
    """By which a fast appeal is asked for."""
    appeal_fax: str = ""
    """Fax for appeals."""
    peer_to_peer: str = "[telephone of the reviewers]"
    """How a practitioner reaches the reviewer: telephone and hours."""
    provider_line: str = ""
    """Where a practitioner sends records: fax, portal or address."""
    language_help: str = "[notice of help with language and of aids]"
    """The notice of language help and aids, as counsel has it; it may be long, and is printed as it is."""
    external_contact: str = ""
    """Who runs the step after the plan's own appeal, and how to reach them."""
    help_contact: str = ""
    """Who helps members with an appeal, such as the consumer assistance programme of the State."""
    appeal_days: Mapping[str, int] = Field(default={})
    """Days of a step of appeal that the State or the plan has set, by its name, such as `State fair hearing: 120`."""
    forms: Mapping[str, str] = Field(default={})
    """SHA-256 of the fixed text of each form in `forms/`, by law, such as `medicare_advantage`."""


@dataclass(frozen=True)
class Organisation:
    """An identity and the folder it came from."""

    identity: Identity
    """What it says of itself."""
    folder: Path | None
    """Its folder; none for no organisation in particular."""
    glossary: Mapping[str, str]
    """Its own words explained."""

    @property
    def fonts(self) -> Path | None:
        """Its folder of fonts, where there is one."""
        folder = self.folder / "fonts" if self.folder else None
        return folder if folder and folder.is_dir() else None

    @property
    def letterhead(self) -> tuple[str, ...]:
        """Lines of the letterhead."""
        one = self.identity
        phone = one.phone + (f", {one.hours}" if one.hours else "") + (f"; TTY {one.tty}" if one.tty else "")
        return (one.name, one.address, phone)


def load(folder: Path | None) -> Organisation:
    """The organisation of a folder; for none, one whose fields are still to be filled. Raises InputError."""
    if folder is None:
        return Organisation(Identity(), None, {})
    file = folder / "organisation.yaml"
    if not file.is_file():
        todo = "`drafter organisation` prints one to start from, with every field explained."
        raise InputError("no such file", where=file, todo=todo)
    try:
        identity = build(Identity, parse(read_text(file), file))
        own = folder / "glossary.yaml"
        words = {str(k): str(v) for k, v in parse(read_text(own), own).data.items()} if own.is_file() else {}
    except CorpusError as error:
        raise InputError(error.what, where=error.where, line=error.line, todo=error.todo) from None
    return Organisation(identity, folder, words)
