"""The clean drafts of `tests/drafts`, completed by the real code, and small changes to them.

A file gives what a person would write: the case, per line the policy and the findings with their quotations, the
passages under a short name, and the sections. From it come the outcomes (by logic), the spans of the quotations, the
content ids of the passages and the numbered references, so that an untouched draft is sound by construction.
"""

from __future__ import annotations

import copy
import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from drafter import corpus, logic
from drafter.corpus.passages import passage_id
from drafter.domain import Case, Draft, Finding, Ground, PastSessions, Policy, Reading, Source
from drafter.evals.faults.forging import measure
from drafter.text import quotes

FOLDER = Path(__file__).parent / "drafts"
TODAY = dt.date(2026, 11, 20)


@cache
def held() -> corpus.Corpus:
    return corpus.load(corpus.packaged())


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


@cache
def draft(name: str) -> Draft:
    """The clean draft of that name."""
    given = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return named(Draft.model_validate(_completed(given)))


def named(made: Draft) -> Draft:
    """The draft under the id that its content gives."""
    return made.model_copy(update={"id": made.content_id()})


@cache
def passage_ids(name: str) -> dict[str, str]:
    """The content ids of a draft's passages by the short names of its file, written there as `@name`."""
    given = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")).get("passages", {})
    return {f"@{short}": passage.id for short, passage in zip(given, draft(name).passages, strict=True)}


def changed(clean: Draft, operations: list[dict[str, Any]], *, keep_ids: bool = False) -> Draft:
    """The draft with operations applied to its JSON; quotations are measured, passages and draft named anew."""
    data = clean.model_dump(mode="json", by_alias=True)
    apply(data, operations)
    measure(data)
    if not keep_ids:
        _name_passages(data)
    return named(Draft.model_validate(data))


def ground_of(of: Draft, operations: list[dict[str, Any]] | None = None) -> Ground:
    """All that is known beside the draft, with operations applied to it; `{delete: /case}` takes the case away."""
    used = {line.policy for line in of.determination.lines}
    policies = tuple(p for p in held().policies if p.id in used)
    whole = Ground(
        case=of.case, determination=of.determination, passages=of.passages, policies=policies,
        codes=dict(held().codes), today=of.provenance.today, draft=of, again=of, written=(),
    )  # fmt: skip
    if not operations:
        return whole
    data = whole.model_dump(mode="json", by_alias=True)
    apply(data, operations)
    return Ground.model_validate(data)


def apply(data: Any, operations: list[dict[str, Any]]) -> None:
    """Carry out `{path, value}`, `{delete}` and `{append, value}` on JSON, each path written as /a/0/b."""
    for operation in operations:
        kind = next(key for key in ("path", "delete", "append") if key in operation)
        *above, last = operation[kind].strip("/").split("/")
        place = data
        for step in above:
            place = place[int(step)] if isinstance(place, list) else place[step]
        key: Any = int(last) if isinstance(place, list) else last
        if kind == "delete":
            del place[key]
        elif kind == "append":
            place[key].append(copy.deepcopy(operation["value"]))
        else:
            place[key] = copy.deepcopy(operation["value"])


def _completed(given: dict[str, Any]) -> dict[str, Any]:
    case = Case.model_validate(given["case"])
    lines = [_decided(n, case, line) for n, line in enumerate(given["lines"])]
    sections = given.get("sections", [])
    passages = [{"id": name, **passage} for name, passage in given.get("passages", {}).items()]
    references = [
        {"number": n, "type": p["type"], "passage": p["id"], "text": _entry(p)} for n, p in enumerate(passages, start=1)
    ]
    data = {
        "id": "d-0123456789abcdef",
        "status": "drafted",
        "case": given["case"],
        "determination": {"lines": lines, "sections": sections, "reported": given.get("reported", [])},
        "passages": passages,
        "references": references,
        "provenance": {
            "drafter": "0", "drafted_at": "2026-11-20T10:00:00+00:00", "today": str(TODAY), "reader": "lexical",
            "writer": "template", "embedding": "hashed", "corpus": "0",
        },
    }  # fmt: skip
    _name_passages(data)
    return data


def _entry(passage: dict[str, Any]) -> str:
    return f"{passage['source']['title']}, {passage['heading']}{known_as(passage['source']['verified'])}"


def known_as(verified: str) -> str:
    """What an entry says of a source that was not read itself."""
    return {"summary": " (seen in a summary)", "recalled": " (recalled)", "synthetic": " (synthetic)"}.get(verified, "")


def _decided(n: int, case: Case, line: dict[str, Any]) -> dict[str, Any]:
    if "policy" not in line:
        return {"line": n, "code": case.services[n].code, "service": case.services[n].label, **line}
    policy = next(p for p in held().policies if p.id == line["policy"])
    findings = tuple(_finding(n, id, case, told) for id, told in line["findings"].items())
    past = PastSessions(state=line["past"], why="As given.")
    made = logic.decide(n, case, policy, Reading(findings=_in_order(policy, findings), past=past), TODAY)
    return made.model_dump(mode="json", by_alias=True)


def _in_order(policy: Policy, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda f: [c.id for c in policy.criteria].index(f.criterion)))


def _finding(n: int, id: str, case: Case, told: dict[str, Any]) -> Finding:
    cited = [_citation(case, *pair) for pair in told.get("quotes", [])]
    rest = {key: value for key, value in told.items() if key != "quotes"}
    return Finding.model_validate({"line": n, "criterion": id, "citations": cited, **rest})


def _citation(case: Case, place: str, quote: str) -> dict[str, Any]:
    span = quotes.find(quote, case.quotable()[place])
    assert span, f"{quote!r} is not in {place}"
    return {"in": place, "start": span[0], "end": span[1], "quote": case.quotable()[place][span[0] : span[1]]}


def _name_passages(data: dict[str, Any]) -> None:
    """Give every passage the id of its content, wherever it is cited."""
    for passage in data["passages"]:
        old = passage["id"]
        new = passage_id(passage["type"], Source.model_validate(passage["source"]), passage["heading"], passage["text"])
        if new != old:
            _rename(data, old, new)


def _rename(data: Any, old: str, new: str) -> None:
    """Name a passage anew wherever it is meant: as `id`, `passage`, `in: passage:…`, or in `cites`."""
    for key, value in data.items() if isinstance(data, dict) else ():
        if key in ("id", "passage", "in") and value in (old, f"passage:{old}"):
            data[key] = value.replace(old, new)
        elif key == "cites":
            data[key] = [new if cited == old else cited for cited in value]
        else:
            _rename(value, old, new)
    for item in data if isinstance(data, list) else ():
        _rename(item, old, new)
