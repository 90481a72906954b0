"""Passages: the parts of a policy's source, evidence, and past determinations."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import Field

from drafter.corpus.faults import build
from drafter.corpus.located import Place, Tree, front_matter
from drafter.corpus.markdown import Part, parts, stated
from drafter.corpus.policies import Held
from drafter.domain import Noun, Outcome, Passage, Source, SourceType, Verified

TOLD = ("Recommendation", "Criteria", "Reasoning")
"""Sections of a card that tell of the case; the others are its furniture, and no precedent."""
WHOLE = 350
"""Words up to which a past determination stays one passage."""


_WEAKER: tuple[Verified, ...] = ("read", "summary", "recalled", "synthetic")
"""Ways of checking, each weaker than the one before: a passage is as good as its weakest criterion."""


class EvidenceFront(Noun):
    """Front matter of a file in `guidelines/`: one file is one passage."""

    type: Literal["guideline", "research"]
    """What it is taken from."""
    title: str
    """Title of the document."""
    organisation: str
    """Who publishes it: a society, a payer, or the authors with the journal."""
    year: int | None = None
    """Year of the text."""
    document: str | None = None
    """DOI or number."""
    verified: Verified
    """How the facts were checked."""
    note: str | None = None
    """What a careful reader must know about this copy."""
    topics: tuple[str, ...] = Field(min_length=1)
    """Codes and service words."""
    indications: tuple[str, ...] = ()
    """Conditions, as concepts of the vocabulary or in words."""
    strength: str | None = None
    """In the source's own scale."""
    population: str | None = None
    """Who was studied."""
    comparator: str | None = None
    """Compared with what."""
    claims: tuple[str, ...] = Field(min_length=1)
    """What it says, one sentence each."""
    does_not_show: tuple[str, ...] = ()
    """What it is cited for and does not show."""
    retired: dt.date | None = None
    """Last day in force, for a document that no longer is: it is named as such and never an authority."""
    replaced_by: str | None = None
    """What stands in its place."""
    cited_as: tuple[str, ...] = ()
    """Names by which it is cited; without them it is not recognised as retired."""


class DeterminationFront(Noun):
    """What the front matter of a past determination must say; a card's other entries are passed over."""

    synthetic: bool
    """Whether we made it up."""
    decided: dt.date
    """The day it was decided."""
    outcome: Outcome | Literal["mixed"]
    """What came of it."""
    codes: tuple[str, ...]
    """Codes of its service lines."""
    policy: tuple[str, ...]
    """Ids of the policies it applied."""
    title: str
    """What it is about, in a line."""


def passage_id(type: SourceType, source: Source, heading: str, text: str) -> str:
    """The id that follows from what a passage is and says."""
    content = "|".join((type, source.organisation, source.document or "", heading, text))
    return "p-" + hashlib.sha256(content.encode()).hexdigest()[:12]


def of_policies(held: Iterable[Held]) -> list[tuple[Passage, Place]]:
    """One passage per heading and version; where several versions say the same of one document, it has no version."""
    found: dict[str, tuple[Passage, Place]] = {}
    for one in held:
        for part in one.parts:
            passage = _of_policy(one, part)
            twin = found.get(passage.id)
            if twin is None:
                found[passage.id] = passage, part.place
            elif twin[0].policy == passage.policy and twin[0].version != passage.version:
                found[passage.id] = passage.model_copy(update={"version": None}), part.place
            else:
                raise part.place.error(f"the passage `{part.heading}` is there twice", f"First: {twin[1].file}.")
    return list(found.values())


def _of_policy(held: Held, part: Part) -> Passage:
    policy = held.policy
    topics = [word for service in policy.services for word in (service.code, *service.words)]
    checked = [policy.criterion(id).verified for id in part.criteria] or [policy.source.verified]
    source = policy.source.model_copy(update={"verified": max(checked, key=_WEAKER.index)})
    return Passage(
        id=passage_id("policy", policy.source, part.heading, part.text), type="policy", source=source,
        heading=part.heading, text=part.text, policy=policy.id, version=policy.version, criteria=part.criteria,
        topics=tuple(dict.fromkeys(topics)),
    )  # fmt: skip


def load_evidence(file: Path) -> tuple[Passage, Place]:
    """The one passage of a guideline or research file."""
    tree, body, line = front_matter(file)
    front = build(EvidenceFront, tree)
    found = stated(body, Place(file, line))
    if len(found) > 1:
        raise found[1].place.error("a second heading: one evidence file is one passage", "Move it to its own file.")
    part = found[0]
    if part.criteria:
        raise part.place.error("evidence states no criteria of a policy", "Take the ids out of the heading.")
    source = Source(**front.model_dump(include=set(Source.model_fields)))
    rest = front.model_dump(exclude={"type", *Source.model_fields})
    id = passage_id(front.type, source, part.heading, part.text)
    return Passage(id=id, type=front.type, source=source, heading=part.heading, text=part.text, **rest), part.place


def load_determination(file: Path) -> tuple[list[tuple[Passage, Place]], Tree, DeterminationFront]:
    """The passages of a past determination: one, or one per `## ` heading where the card is long."""
    tree, body, line = front_matter(file)
    wanted = {key: value for key, value in tree.data.items() if key in DeterminationFront.model_fields}
    for key in ("codes", "policy"):  # a card writes them in one string, where a single code looks like a number
        if (written := tree.at(key).written) is not None and key in wanted:
            wanted[key] = re.split(r",\s*", written)
    front = build(DeterminationFront, Tree(wanted, tree.places))
    start = Place(file, line)
    if not body.strip():
        raise start.error("this holds no passage", "Write the card below the front matter.")
    cut = [Part(front.title, (), body.strip(), start)] if len(body.split()) <= WHOLE else _cut(body, start, front.title)
    return [(_of_determination(file, front, part), part.place) for part in cut], tree, front


def _cut(body: str, start: Place, title: str) -> list[Part]:
    found = parts(body, start)
    for part in found:
        if not part.text:
            raise part.place.error(f"heading `{part.heading}` has no text below it")
    found = [part for part in found if part.heading in TOLD] or found
    return [part if part.heading else Part(title, (), part.text, part.place) for part in found]


def _of_determination(file: Path, front: DeterminationFront, part: Part) -> Passage:
    source = Source(
        title=front.title, organisation="Past determinations" + (" (synthetic)" if front.synthetic else ""),
        year=front.decided.year, document=file.stem, verified="synthetic" if front.synthetic else "read",
    )  # fmt: skip
    return Passage(
        id=passage_id("determination", source, part.heading, part.text), type="determination", source=source,
        heading=part.heading, text=part.text, policy=front.policy[0] if len(front.policy) == 1 else None,
        topics=front.codes, outcome=front.outcome, decided=front.decided,
    )  # fmt: skip
