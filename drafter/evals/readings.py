"""Single phrasings: each is read as a whole record against one small policy of its type, and scored.

`readings/<TYPE>.yaml` names the policy, the service asked for, and the parts of the policy a phrase may speak to. Only
the parts that a phrase speaks to are judged; one shown unmet decides, then one left open, else all are met.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pydantic import Field

from drafter import drafting, logic
from drafter.corpus import Corpus
from drafter.corpus.faults import build
from drafter.corpus.located import parse, read_text
from drafter.corpus.policies import load_policy
from drafter.domain import Case, Citation, Logic, Noun, Policy, ReaderName, Reading, ServiceLine, Status
from drafter.errors import ModelUnreachable, near
from drafter.evals.rows import Row
from drafter.evals.scored import Scored, altered, failed
from drafter.intake import question
from drafter.llm import Model

STAGE = "stage"
"""Stands in a part's logic for the logic and the limits of the stage to which the service line belongs."""


class Part(Noun):
    """Something a phrase may speak to."""

    name: str
    """What it is, in words."""
    named_by: tuple[str, ...] = ()
    """Words of the phrase that name it; where they name any part, only named parts are judged."""
    logic: Logic
    """How its criteria combine; `stage` for those of the line's stage."""


class Readings(Noun):
    """How the rows of one type are read."""

    type: str
    """The type, as in the rows and in the file's name."""
    policy: str
    """Id of the policy, a folder of the suite's corpus."""
    service: ServiceLine | Literal["from_phrase"]
    """The service asked for; `from_phrase` where the phrase itself is the request."""
    parts: tuple[Part, ...] = Field(min_length=1)
    """What a row may speak to."""


@dataclass(frozen=True)
class Kind:
    """One type with its policy."""

    readings: Readings
    """How its rows are read."""
    policy: Policy
    """What they are read against."""


@dataclass(frozen=True)
class Dates:
    """The days assumed for every phrase; a note is of the request date unless the phrase says otherwise."""

    request: dt.date
    """Day of the request."""
    service: dt.date
    """Day of the service."""


def types(folder: Path) -> tuple[str, ...]:
    """The types that have a readings file in the suite."""
    return tuple(sorted(file.stem for file in folder.glob("readings/*.yaml")))


def load(folder: Path, type: str) -> Kind:
    """One type of the suite in `folder`. Raises CorpusError with file and line."""
    file = folder / "readings" / f"{type}.yaml"
    tree = parse(read_text(file), file)
    found = build(Readings, tree)
    if found.type != type:
        raise tree.at("type").error(f"the type {found.type!r} is not the file's name `{type}`", "Make the two alike.")
    source = folder / "corpus" / found.policy
    if not (source / "policy.yaml").is_file():
        held = [path.name for path in sorted((folder / "corpus").glob("*")) if path.is_dir()]
        todo = near(found.policy, held) or f"Held: {', '.join(held) or 'none'}."
        raise tree.at("policy").error(f"no policy {found.policy!r} in {folder / 'corpus'}", todo)
    policy = load_policy(source)[0].policy
    ids = [criterion.id for criterion in policy.criteria]
    for n, part in enumerate(found.parts):
        for id in part.logic.leaves():
            if id not in (*ids, STAGE):
                known = f"{policy.id} has {', '.join(ids)}"
                raise tree.at("parts", n, "logic").error(f"no criterion {id}; {known}", near(id, ids))
    return Kind(found, policy)


def score(
    row: Row, kind: Kind, corpus: Corpus, dates: Dates, reader: ReaderName = "lexical", model: Model | None = None
) -> Scored:
    """The row read and compared. A row on which the reader or the intake fails is said to be not scored, with why; only
    that a model's endpoint does not answer is raised.
    """
    means = drafting.Judging(corpus=corpus, today=dates.request, reader=reader, model=model)
    try:
        case = _case(row, kind, corpus, dates)
        found = list(_read(case, kind, means))
    except ModelUnreachable:
        raise
    except Exception as error:  # any fault is a result here: a row that cannot be scored is counted, not passed over
        return _scored(row, None, failed(error))
    status = combined(part.status for part in found if part.spoken_to)
    deciding = sorted((p for p in found if p.status == status), key=lambda p: not p.spoken_to)
    citations = tuple(dict.fromkeys(c for part in found for c in part.citations))
    why = deciding[0].why if deciding else "No part of the policy is asked of this phrase."
    return replace(
        _scored(row, status, why), citations=citations, altered=altered(citations, case),
        disputed=any(part.disputed for part in found),
    )  # fmt: skip


def _scored(row: Row, read: Status | None, why: str) -> Scored:
    return Scored(
        id=row.id, type=row.type, reference=row.reference, read=read, why=why, label=row.why, phrase=row.phrase,
        family=row.family, half=row.half,
    )  # fmt: skip


def combined(statuses: Iterable[Status]) -> Status:
    """The reading of a phrase from those of the parts it speaks to: unmet, else open, else met; of none, open."""
    found = set(statuses)
    return "not_met" if "not_met" in found else "met" if found == {"met"} else "not_documented"


def judged(phrase: str, parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts that a phrase is judged by: those it names, else those that need no name.

    A name within a longer one of another part names nothing: "15, or 5-14" is the whole, and "15" one half of it.
    """
    places = [(part, place) for part in parts for word in part.named_by for place in _places(word, phrase)]
    whole = [
        part for part, (a, b) in places
        if not any(other is not part and c <= a and b <= d and (c, d) != (a, b) for other, (c, d) in places)
    ]  # fmt: skip
    named = tuple(part for part in parts if any(part is one for one in whole))
    return named or tuple(part for part in parts if not part.named_by)


def _places(word: str, phrase: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(rf"(?<!\w){re.escape(word)}s?(?!\w)", phrase, re.IGNORECASE)]


# --------------------------------------------------------------------------------------------------------- reading


@dataclass(frozen=True)
class _Judged:
    """The reading of one part."""

    status: Status
    why: str
    citations: tuple[Citation, ...]
    spoken_to: bool
    """Whether any criterion of it is settled or has a near miss."""
    disputed: bool
    """Whether two readings of any criterion of it differed."""


def _case(row: Row, kind: Kind, corpus: Corpus, dates: Dates) -> Case:
    case = Case(text=row.phrase, request_date=dates.request, service_date=dates.service, policy=(kind.policy.id,))
    if kind.readings.service == "from_phrase":
        # of the suite's policies its own alone joins: what a row comes to must not hang on the rows beside it
        held = replace(corpus, policies=(*corpus.policies, kind.policy))
        return question.complete(case, f"row {row.id}", held)
    return case.model_copy(update={"services": (kind.readings.service,)})


def _read(case: Case, kind: Kind, means: drafting.Judging) -> Iterator[_Judged]:
    """The parts that the phrase is judged by, line by line."""
    for n, line in enumerate(case.services):
        found = drafting.read(case, kind.policy, n, means)
        for part in judged(case.text or "", kind.readings.parts):
            for whole in _logics(part.logic, kind.policy, line):
                yield _judge(whole, found)


def _logics(given: Logic, policy: Policy, line: ServiceLine) -> tuple[Logic, ...]:
    """What a part asks of a line: its own logic, or that of the line's stage; nothing where no stage is the line's."""
    if given.criterion != STAGE:
        return (given,)
    service = policy.service(line)
    mine = [s for s in policy.stages if service and (not s.when.codes or service.code in s.when.codes)]
    if not mine:
        return ()
    limits = tuple(Logic(op="criterion", criterion=id) for id in mine[0].limits)
    return (Logic(op="all", members=(mine[0].logic, *limits)),)


def _judge(asked: Logic, found: Reading) -> _Judged:
    ids = dict.fromkeys(asked.leaves())
    findings = {finding.criterion: finding for finding in found.findings}
    mine = [findings[id] for id in ids]
    disputed = any(one.criterion in ids for one in found.disagreements)
    spoken_to = any(f.status in ("met", "not_met") or (f.status == "not_documented" and f.rejected) for f in mine)
    status = logic.evaluate(asked, {f.criterion: f.status for f in mine}) if spoken_to else "not_documented"
    deciding = sorted((f for f in mine if f.status == status), key=lambda f: not (f.citations or f.rejected))
    cited = (*(c for f in mine for c in f.citations), *(miss.cited for f in mine for miss in f.rejected))
    return _Judged(status, (deciding or mine)[0].why, tuple(dict.fromkeys(cited)), spoken_to, disputed)
