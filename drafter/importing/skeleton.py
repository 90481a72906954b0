"""The two files of a policy that waits to be confirmed: `policy.yaml` and `source.md`."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from drafter.domain import Kind
from drafter.importing.candidates import Candidate
from drafter.importing.sections import Section

TO_CONFIRM = "TO CONFIRM"
"""What stands where a person has to decide; a policy with these words in it is not loaded."""

_NEEDED: Mapping[Kind, str] = {
    "diagnosis": "conditions", "trial": "classes", "exam": "findings", "imaging": "studies", "score": "measure",
    "programme": "elements", "documentation": "elements",
}  # fmt: skip
"""The field of each kind that the quotation cannot fill: words of the vocabulary."""
_LIMITS = ("frequency", "units")
_CODE = re.compile(r"(?<![\w.$])(?:\d{4}[0-9T]|[A-CEGHJKLQS]\d{4})(?![\w%]|\.\d)")
_DIAGNOSIS = re.compile(r"\b[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?\b(?!\d)")
_EFFECTIVE = re.compile(
    r"effective(?:\s+date)?\s*:?\s*(?P<date>[A-Z][a-z]+ \d{1,2},? \d{4}|\d{1,2}[/-]\d{1,2}[/-]\d{4}|\d{4}-\d\d-\d\d)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:policy|guideline|bulletin|document|LCD|NCD)\s*(?:number|no\.?|ID|#)?\s*:?\s*"
    r"(?P<number>(?=[A-Z.\-]*\d)[A-Z]{0,6}[-. ]?\d[\w.\-]*\w|\d)",
    re.IGNORECASE,
)


def source_md(title: str, sections: Sequence[Section], stated: Mapping[str, Sequence[str]]) -> str:
    """The passages; `stated` are the ids of the criteria by the heading they stand under."""
    blocks = [f"# {title}"]
    for section in sections:
        ids = f" ({', '.join(stated[section.heading])})" if stated.get(section.heading) else ""
        blocks.append(f"## {heading(section)}{ids}\n{section.text}")
    return "\n\n".join(blocks) + "\n"


def heading(section: Section) -> str:
    """A section's heading with its pages; parentheses at the end would be read as ids."""
    pages = [str(page) for page in (section.page, *section.also) if page is not None]
    where = f", page{'s' if len(pages) > 1 else ''} {', '.join(pages)}" if pages else ""
    return re.sub(r"\s*\(([^()]*)\)$", r", \1", section.heading) + where


def policy_yaml(id: str, title: str, file: str, sections: Sequence[Section], found: Sequence[Candidate],
                against: Sequence[Candidate], known: Iterable[str]) -> str:  # fmt: skip
    """The policy as far as its text tells; what a person has to decide says so."""
    text = "\n".join(section.text for section in sections)
    excluded = "\n".join(one.quote for one in against)
    effective, number = _EFFECTIVE.search(text), _NUMBER.search(text)
    services = [code for code in _codes(text, known) if text.count(code) > excluded.count(code)]
    lines = [
        f"# Made from {file}. Compare each entry with the source, correct it, and take its mark away.",
        f"# `drafter policies confirm {id}` says what is left to do.",
        f"id: {id}",
        f"title: {json.dumps(title, ensure_ascii=False)}",
        f"owner: {_marked('')}",
        f"number: {_marked(number['number'] if number else '')}",
        f"version: {_marked(effective['date'] if effective else '')}",
        f"effective: {_marked(effective['date'] if effective else '')}",
        f"payers: [{_marked('')}]",
        f"lines_of_business: [{_marked('')}]",
        "source:",
        f"  title: {json.dumps(title, ensure_ascii=False)}",
        f"  organisation: {_marked('')}",
        f"  document: {json.dumps(file, ensure_ascii=False)}",
        "  verified: read",
        "",
        "services:",
        *(_service(code) for code in services or [""]),
        *_diagnoses(text, services),
        *_coverage(against),
        "",
        "criteria:",
        *(line for n, one in enumerate(found, 1) for line in _criterion(f"X{n}", one)),
        "",
        "stages:",
        "  - name: any",
        f"    logic: {{all: [{', '.join(ids_of(found, limits=False)) or _marked('')}]}}  # {TO_CONFIRM}",
    ]
    if limits := ids_of(found, limits=True):
        lines.append(f"    limits: [{', '.join(limits)}]")
    return "\n".join(lines) + "\n"


def ids_of(found: Sequence[Candidate], *, limits: bool) -> list[str]:
    """Ids of the candidates that are limits, or of the others."""
    return [f"X{n}" for n, one in enumerate(found, 1) if (one.kind in _LIMITS) == limits]


def _codes(text: str, known: Iterable[str]) -> list[str]:
    """Codes of services in the text: those that are known, or stand after the name of their set."""
    held = set(known)
    named = " ".join(re.findall(r"(?:CPT|HCPCS)[^.\n]{0,200}|^\|.*\|$", text, re.MULTILINE))
    return [c for c in dict.fromkeys(_CODE.findall(text)) if c in held or c in _CODE.findall(named)]


def _service(code: str) -> str:
    system = "CPT" if not code or code[0].isdigit() else "HCPCS"
    return (
        f"  - {{system: {system}, code: {json.dumps(code) if code else _marked('')}, label: {_marked('')}, words: []}}"
    )


def _diagnoses(text: str, services: Sequence[str]) -> list[str]:
    codes = [code for code in dict.fromkeys(_DIAGNOSIS.findall(text)) if code not in services and "." in code]
    return ["diagnoses:", *(f"  - {{code: {code}}}" for code in codes)] if codes else []


def _coverage(against: Sequence[Candidate]) -> list[str]:
    lines = ["", "coverage:"] if against else []
    for one in against:
        proven = re.search(
            r"investigational|experimental|unproven", f"{one.section.heading} {one.quote}", re.IGNORECASE
        )
        lines += [
            f"  - status: {'investigational' if proven else 'excluded'}  # {TO_CONFIRM}",
            *_folded("text", one.quote, 4),
        ]
        codes = ", ".join(json.dumps(code) for code in dict.fromkeys(_CODE.findall(one.quote)))
        lines += [f"    codes: [{codes}]", "    verified: read"]
    return lines


def _criterion(id: str, one: Candidate) -> list[str]:
    page = f"page {one.page}, " if one.page else ""
    lines = [
        f"  - id: {id}  # {TO_CONFIRM}: {page}under {one.section.heading[:80]!r}",
        f"    kind: {one.kind}",
        *_folded("text", one.quote, 4),
    ]
    if needed := _NEEDED.get(one.kind):
        lines.append(f"    {needed}: {_marked('') if needed == 'measure' else f'[{_marked(str())}]'}")
    lines += [f"    {name}: {_flow(value)}" for name, value in one.fields.items()]
    if one.kind == "duration" and "lasting" not in one.fields:
        lines.append(f"    lasting: {_marked('')}")
    lines.append(f"    ask: {_marked('')}")
    if one.kind == "frequency":
        lines += ["    holder: plan", "    silence: clears"]
    return [*lines, "    verified: read"]


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    return json.dumps(value)


def _folded(key: str, text: str, indent: int) -> list[str]:
    margin = " " * (indent + 2)
    wrapped = textwrap.wrap(text, 110, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False)
    return [f"{' ' * indent}{key}: >-", *wrapped]


def _marked(guess: str) -> str:
    """A value for a person to decide, with what the text seems to say."""
    return json.dumps(f"{TO_CONFIRM}: {guess}" if guess else TO_CONFIRM, ensure_ascii=False)
