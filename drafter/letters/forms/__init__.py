"""Forms whose text a law prescribes. Only the parts that the law leaves free are written; all else is a file.

A file is known by its hash, so that a changed form is an error. What drafter brings stands in for the form, in our own
words: the prescribed text is the organisation's to supply, in `forms/` of its folder.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from drafter.corpus.located import parse, read_text
from drafter.errors import InputError
from drafter.letters.facts import Facts
from drafter.letters.filling import environment, filling, template_of
from drafter.letters.plain import glossary
from drafter.letters.structure import Raw, filled, flat, paragraphs, words
from drafter.letters.structure import parse as parse_markup

_HERE = Path(__file__).parent
_HOLE = "\ue001"
TITLE = "Notice of Denial of Medical Coverage"


def written(facts: Facts) -> tuple[str, str] | None:
    """Title and text of the member's letter where the law prescribes its form; none where it does not."""
    name = prescribed(facts)
    if name is None:
        return None
    template = environment(None).from_string(_fixed(name, facts))
    return TITLE, filling(template, **_given(facts))


def prescribed(facts: Facts) -> str | None:
    """The law that prescribes the form of this letter; a letter that decides an appeal has none."""
    found = facts.overlay.form()
    return found[0].id if found and facts.adverse and facts.decision and not facts.on_appeal else None


def stands_in(facts: Facts) -> bool:
    """Whether the form is in our own words, because the organisation has not supplied the prescribed text."""
    name = prescribed(facts)
    return name is not None and _own(name, facts) is None


def fixed_parts(facts: Facts) -> tuple[str, ...]:
    """The stretches of fixed text, in order, as they have to stand in the rendered letter."""
    name = prescribed(facts)
    if name is None:
        return ()
    holes = dict.fromkeys(_given(facts), Raw(_HOLE))
    text = filling(environment(None).from_string(_fixed(name, facts)), **holes)
    return tuple(part for one in words(parse_markup(text)).split(_HOLE) if len(part := flat(one)) > 1)


def _given(facts: Facts) -> dict[str, Raw]:
    one = facts.organisation.identity
    return {
        "date": Raw(facts.date), "name": Raw(filled(facts.name)), "number": Raw(filled(facts.number)),
        "action": Raw(", ".join(dict.fromkeys(line.action for line in facts.lines if line.adverse))),
        "plan": Raw(filled(one.name)), "phone": Raw(filled(one.phone)),
        "service": _service(facts), "reason": _reason(facts),
        "appeal_address": Raw(filled(one.appeal_address)), "appeal_phone": Raw(filled(one.appeal_phone)),
        "appeal_fax": Raw(filled(one.appeal_fax or "ask us for it")),
        "language_help": paragraphs(one.language_help),
    }  # fmt: skip


def _service(facts: Facts) -> Raw:
    """The service block: one of the two that are free."""
    said = []
    for line in facts.lines:
        asked = f", {line.asked} asked for" if line.asked else ""
        approved = f" ({line.approved} approved)" if line.approved else ""
        said.append(f"- {filled(line.service)}{asked}: {line.action}{approved}")
    return Raw("\n".join(said))


def _reason(facts: Facts) -> Raw:
    """The reason block: the other one. It names the rule, and what of this person's record does not meet it."""
    template = template_of(facts.organisation.folder, "member/reason.jinja")
    bare = filling(template, f=facts, words={})
    said = words(parse_markup(f"{bare}\n\n{_service(facts)}"))
    return Raw(filling(template, f=facts, words=glossary(facts.organisation.glossary).used(said)))


def _fixed(name: str, facts: Facts) -> str:
    """The text of the form. Raises InputError where it is not the text that its hash is of."""
    own = _own(name, facts)
    file = own or _HERE / f"{name}.jinja"
    recorded = facts.organisation.identity.forms.get(name) if own else _hashes().get(name)
    raw = file.read_bytes()
    found = hashlib.sha256(raw).hexdigest()
    if found != recorded:
        where = "organisation.yaml, forms" if own else "forms.yaml"
        raise InputError(
            f"the fixed text of this form was changed: its hash is {found}, and {where} has {recorded or 'none'}",
            where=file, todo="Put the prescribed text back; only service and reason are written freely.",
        )  # fmt: skip
    return raw.decode()


def _own(name: str, facts: Facts) -> Path | None:
    folder = facts.organisation.folder
    file = folder / "forms" / f"{name}.jinja" if folder else None
    return file if file and file.is_file() else None


@cache
def _hashes() -> dict[str, str]:
    file = _HERE / "forms.yaml"
    return dict(parse(read_text(file), file).data)
