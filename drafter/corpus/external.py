"""Past determinations of others, imported from an export: one file of JSON Lines, one determination a line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pydantic import Field, ValidationError

from drafter.corpus.located import Place, read_text
from drafter.corpus.passages import passage_id
from drafter.domain import Noun, Outcome, Passage, Source


class ExternalDetermination(Noun):
    """One determination as imported."""

    id: str = Field(min_length=1)
    """Its reference in the export."""
    year: int
    """Year of the decision: exports tell no day."""
    diagnosis: str = ""
    """What the export calls the diagnosis."""
    treatment: str = ""
    """What it calls the treatment."""
    outcome: Outcome
    """What was decided."""
    reasoning: str = Field(min_length=1)
    """The findings without the verdict."""
    verdict: str = ""
    """The sentences that pronounce it; no search looks at them."""
    codes: tuple[str, ...] = ()
    """Codes of the services, where the export gives them."""


def load_external(file: Path) -> list[tuple[Passage, Place]]:
    """The passages of a file; a CorpusError with the line of a determination that cannot be read."""
    found = []
    for n, line in enumerate(read_text(file).splitlines(), 1):
        place = Place(file, n)
        if not line.strip():
            continue
        try:
            one = ExternalDetermination.model_validate_json(line)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            field = "/".join(map(str, first["loc"])) or "the line"
            raise place.error(f"`{field}`: {first['msg']}", "Import the export again.") from None
        source = Source(
            title=one.treatment or one.diagnosis or one.id, organisation="External review (imported)", year=one.year,
            document=one.id, verified="read",
        )  # fmt: skip
        heading = ", ".join(filter(None, (one.treatment, one.diagnosis))) or one.id
        passage = Passage(
            id=passage_id("determination", source, heading, one.reasoning), type="determination", source=source,
            heading=heading, text=one.reasoning, topics=tuple(filter(None, (*one.codes, one.treatment))),
            indications=tuple(filter(None, (one.diagnosis,))), outcome=one.outcome,
            decided=dt.date(one.year, 12, 31),  # never taken for earlier than it may have been
        )  # fmt: skip
        found.append((passage, place))
    return found
