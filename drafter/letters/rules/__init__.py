"""What a letter must hold and what it must never hold. One rule is one module, and the folder is the registry.

A module has `SEVERITY`, and `check(told) -> Iterator[str]` that gives a sentence for each fault. The rules run on the
rendered text, so that no template can drop what the law asks for.

| severity | means | issuing | `drafter letter` |
|---|---|---|---|
| `error` | the text breaks a rule: a template, a decision or the law held has to be mended | refused | exit code 1 |
| `open` | something is still to be filled in: no fault of the text | refused | told, exit code 0 |
| `warning` | a person should look | allowed | told, exit code 0 |
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from drafter.letters import forms
from drafter.letters.facts import Facts
from drafter.letters.structure import Letter, flat

Severity = Literal["error", "open", "warning"]
"""What a fault does to a letter: the table above."""


@dataclass(frozen=True)
class Told:
    """A letter as it is told, with what is known beside it."""

    letter: Letter
    """The letter."""
    facts: Facts
    """What it was written from."""
    text: str
    """The rendered text, with single blanks."""

    @property
    def member(self) -> bool:
        """Whether it is the member's part."""
        return self.letter.audience == "member"

    @cached_property
    def without_rationale(self) -> str:
        """The text without the signer's own words, which the signer answers for."""
        text = self.text
        for part in self.facts.decision.rationale.split("\n\n") if self.facts.decision else ():
            text = text.replace(flat(part), " ")
        return text

    @cached_property
    def fixed_parts(self) -> tuple[str, ...]:
        """The fixed text of a prescribed form, in order."""
        return forms.fixed_parts(self.facts)

    @cached_property
    def ours(self) -> str:
        """What we say to the member in our own words: no attachment, name, address, number or title of a document."""
        text = self.letter.words(attached=False)
        for part in self.fixed_parts:
            text = text.replace(part, " ")
        one, by = self.facts.organisation.identity, self.facts.decision.by if self.facts.decision else None
        names = [self.facts.name, self.facts.number, self.facts.provider, self.letter.reference]
        names += [value for value in vars(one).values() if isinstance(value, str)]
        names += [f"{by.name}, {by.credential}", by.name, f"{by.licence_state} {by.licence_number}"] if by else []
        for policy in self.facts.policies:
            names += [f"{policy.number}, version {policy.version}", policy.title, policy.owner]
        for name in sorted(filter(None, map(flat, names)), key=len, reverse=True):
            text = text.replace(name, " ")
        return text


@dataclass(frozen=True)
class Fault:
    """One breach of one rule."""

    rule: str
    """Name of the rule."""
    severity: Severity
    """What it does to the letter."""
    message: str
    """What is wrong, and how to put it right."""


def names() -> tuple[str, ...]:
    """Names of the rules, sorted."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def check(letter: Letter, facts: Facts, text: str) -> tuple[Fault, ...]:
    """Everything that is wrong with a letter as rendered."""
    told = Told(letter, facts, flat(text))
    modules = [(name, importlib.import_module(f"{__name__}.{name}")) for name in names()]
    return tuple(Fault(name, module.SEVERITY, said) for name, module in modules for said in module.check(told))
