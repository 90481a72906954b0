"""Letters: what a member and a practitioner are told, composed from a decision, the law and an organisation's text.

`compose(facts, audience)` gives a letter as data, `render(format, letter)` its bytes in a format, and
`rules.check(letter, facts, text)` what is wrong with it as rendered.
"""

from __future__ import annotations

import importlib
from typing import Literal, get_args

from drafter.errors import InputError, near
from drafter.letters import formats, forms, structure
from drafter.letters.facts import Asked, Facts, gather
from drafter.letters.filling import filling, template_of
from drafter.letters.organisation import Organisation
from drafter.letters.plain import glossary
from drafter.letters.structure import Letter, parse

__all__ = ["Asked", "Audience", "Facts", "Letter", "compose", "gather", "names", "render", "text_of"]

Audience = Literal["member", "clinician"]

UNDECIDED = "DRAFT - NOT A DECISION"
UNISSUED = "DRAFT - NOT ISSUED"
"""Marks that stand on every page of what may not be sent."""


def names() -> tuple[str, ...]:
    """Names of the formats, sorted."""
    return formats.names()


def compose(facts: Facts, audience: Audience, *, issued: bool = False) -> Letter:
    """The letter of one audience. It is marked as a draft unless it is `issued`, which an undecided one never is.

    Raises InputError for a template that leaves a variable open or cannot be read, and for a form whose fixed text was
    changed.
    """
    if audience not in get_args(Audience):
        raise InputError(f"there is no letter for {audience!r}", where="audience", todo="Known are member, clinician.")
    written = forms.written(facts) if audience == "member" else None
    title, text = written or _written(facts, audience)
    mark = UNDECIDED if facts.kind == "undecided" else None if issued else UNISSUED
    return Letter(
        title=title, audience=audience, letterhead=facts.organisation.letterhead, reference=facts.draft.id,
        day=facts.day.isoformat(), mark=mark, blocks=parse(text),
    )  # fmt: skip


def render(format: str, letter: Letter, organisation: Organisation) -> bytes:
    """The letter in a format. Raises InputError for an unknown one, or where its library is not installed."""
    if format not in names():
        todo = f"{near(format, names()) or ''} Known are {', '.join(names())}.".strip()
        raise InputError(f"there is no letter in {format!r}", where="format", todo=todo)
    module = importlib.import_module(f"{formats.__name__}.{format}")
    try:
        done: bytes = module.render(letter, organisation)
    except ModuleNotFoundError as error:
        what = f"the library {error.name!r}, which writes {format}, is not installed"
        raise InputError(what, where="format", todo="Install it with `pip install 'drafter[letters]'`.") from error
    return done


def text_of(letter: Letter, organisation: Organisation) -> str:
    """The letter as plain text, on which the rules run."""
    return render("text", letter, organisation).decode()


def _written(facts: Facts, audience: Audience) -> tuple[str, str]:
    """Title and text: written once to see which words it uses, then with those words explained."""
    given = {"f": facts, "o": facts.organisation.identity}
    template = template_of(facts.organisation.folder, f"{audience}/{facts.kind}.jinja")
    words: dict[str, str] = {}
    if audience == "member":
        bare = filling(template, **given, words={})
        said = structure.words(parse(bare), attached=False)
        words = glossary(facts.organisation.glossary).used(_without_names(said, facts))
    text = filling(template, **given, words=words)
    heading = next((block.text for block in parse(text) if block.kind == "heading"), "Letter")
    return heading, text


def _without_names(said: str, facts: Facts) -> str:
    """The text without what is no word of ours: a name may hold anything."""
    one = facts.organisation.identity
    for words in (facts.name, facts.provider, one.name, one.language_help, one.appeal_address, one.address):
        said = said.replace(" ".join(words.split()), " ")
    return said
