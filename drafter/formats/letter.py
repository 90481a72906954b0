"""A plain-text letter from a draft: a part for the member in plain words, and a clinical part.

Nothing is decided in a draft, so every letter says so at its top and end, and an adverse line is written as
recommended for physician review. The names of member and provider join here and nowhere else.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from drafter import card
from drafter.card.words import VERIFIED, plain
from drafter.domain import Draft, Page, PageFinding, PageGap, PageLine
from drafter.errors import InputError

WIDTH = 78
Audience = Literal["member", "clinician"]

_CODE = re.compile(r"\s*[(\[]?\b(?:(?:CPT|HCPCS)\s*(?:codes?)?[\s:#]*)?(?:\d{4}[0-9A-Z]|[A-Z]\d{4})\b[)\]]?")
_SHORT_FORM = re.compile(r"\b[A-Z][A-Z0-9-]*[A-Z]s?\b")
_PLACEHOLDER = "(name not given)"
_LETTER = re.compile(
    r"\s*DRAFT - NOT A DECISION\s+[0-9-]+\s+Member: .{0,400}?^Reference: (d-[0-9a-f]{16})$", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True)
class Part:
    """One service line as a letter tells it."""

    line: PageLine
    """The line."""
    service: str
    """The service in plain words, without codes."""
    kind: Literal["certify", "pend", "review", "no_policy", "decided", "routed"]
    """Which paragraph it gets."""
    missing: tuple[str, ...]
    """Short names of what the provider is asked for, in plain words."""
    requests: tuple[PageGap, ...]
    """What the provider is asked for, in full."""
    unmet: tuple[PageFinding, ...]
    """Criteria that the record shows to be unmet."""
    unsettled: tuple[PageFinding, ...]
    """Criteria that the record does not settle."""
    settled: tuple[PageFinding, ...]
    """Criteria met."""
    policy: str
    """The policy by title, owner and version."""


def render(draft: Draft, *, audience: Audience | None = None, **given: object) -> str:
    """The letter, lines of at most 78 characters; one part for one `audience`, both where none is named.

    Raises an InputError for a blocked draft, which has no letter, and for an unknown audience.
    """
    if audience is not None and audience not in get_args(Audience):
        raise InputError(f"there is no letter for {audience!r}", where="audience", todo="Known are member, clinician.")
    if draft.status == "blocked":
        codes = ", ".join(dict.fromkeys(v.code for v in draft.violations if v.severity == "error"))
        raise InputError(
            f"a blocked draft has no letter: the checks found {codes or 'errors'}",
            where=draft.id,
            todo="Read the violations with `--format card`, put their cause right, and draft the case again.",
        )
    page = card.shown(draft)
    letter = _template().render(
        draft=draft,
        page=page,
        parts=[_part(line, page, draft) for line in page.lines],
        member=draft.case.member.get("name", _PLACEHOLDER),
        provider=draft.case.provider.get("name", _PLACEHOLDER),
        audience=audience,
        plain=plain,
    )
    return re.sub(r"\n{3,}", "\n\n", letter).strip("\n") + "\n"


def draft_of(text: str) -> str | None:
    """The id of the draft that a letter of ours was written from; none where the text is no such letter."""
    found = _LETTER.match(text)
    return found[1] if found else None


@cache
def _template() -> Any:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent), autoescape=False, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["para"] = paragraph
    return environment.get_template("letter.txt.jinja")


def paragraph(text: str, first: str = "", rest: str | None = None) -> str:
    """The text on lines of at most 78 characters, `first` before the first and `rest` before the others."""
    words = "".join(c if c.isprintable() else " " for c in text)
    rest = " " * len(first) if rest is None else rest
    return textwrap.fill(words, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def _part(line: PageLine, page: Page, draft: Draft) -> Part:
    mine = [f for f in page.findings if f.line == line.line]
    asked = tuple(g for g in page.gaps if g.line == line.line and g.holder == "provider")
    labels = {f.criterion: f.label for f in mine}
    named = (labels.get(gap.about, "") for gap in asked if gap.stage is None)
    return Part(
        line=line,
        service=_plain_service(line),
        kind=_kind(line),
        missing=tuple(name for name in named if name and _is_plain(name)),
        requests=asked if line.outcome == "pend" else (),
        unmet=tuple(f for f in mine if f.status == "not_met"),
        unsettled=tuple(f for f in mine if f.status == "not_documented"),
        settled=tuple(f for f in mine if f.status == "met"),
        policy=_policy(line, draft),
    )


def _kind(line: PageLine) -> Any:
    if line.outcome:
        return line.outcome if line.outcome in ("certify", "pend") else "review"
    if line.no_outcome == "no_policy":
        return "no_policy"
    return "decided" if line.basis == "already_decided" else "routed"


def _plain_service(line: PageLine) -> str:
    """The requester's words without codes; where they hold short forms, the place of the service in the request."""
    words = " ".join(_CODE.sub(" ", line.service).split()).strip(" ,;:-")
    return words if words and _is_plain(words) else f"service {line.line + 1} of the request"


def _is_plain(words: str) -> bool:
    return not _SHORT_FORM.search(words) and not _CODE.search(words)


def _policy(line: PageLine, draft: Draft) -> str:
    """Title, owner, number and version, with how our copy was checked; the id where no passage tells more."""
    if not line.policy:
        return "none"
    source = next((p.source for p in draft.passages if p.policy == line.policy and p.type == "policy"), None)
    name = f"{source.title}, {source.organisation}" if source else line.policy
    number = f", {source.document}" if source and source.document else ""
    version = f", version {line.policy_version}" if line.policy_version else ""
    verified = f" ({VERIFIED[line.verified]})" if line.verified else ""
    return f"{name}{number}{version}{verified}"
