"""Faults of citations, references, passages and past determinations, of the case behind a draft, and of its papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from drafter.evals.faults.forging import Clean, Data, each, operator, statements

Places = Iterator[tuple[str, Data]]


def _references(data: Data) -> Iterator[Data]:
    yield from data["references"]


def _passages(data: Data) -> Iterator[Data]:
    yield from data["passages"]


def _cited(data: Data) -> Iterator[tuple[str, Data]]:
    yield from ((place, statement) for place, statement in statements(data) if statement["cites"])


@operator()
def citation_moved(clean: Clean) -> Places:
    """A sentence cites another passage of the list."""
    for data, (place, statement) in each(clean, _cited):
        other = [p["id"] for p in data["passages"] if p["id"] not in statement["cites"]]
        if other:
            statement["cites"] = [other[0], *statement["cites"][1:]]
            yield place, data


@operator()
def citations_swapped(clean: Clean) -> Places:
    """Two sentences change their citations."""
    for data, (place, statement) in each(clean, _cited):
        for _, other in _cited(data):
            if set(other["cites"]).isdisjoint(statement["cites"]):
                statement["cites"], other["cites"] = other["cites"], statement["cites"]
                yield place, data
                break


@operator()
def citation_dropped(clean: Clean) -> Places:
    """A sentence loses its citations."""
    for data, (place, statement) in each(clean, _cited):
        statement["cites"] = []
        yield place, data


@operator()
def citation_of_another_policy(clean: Clean) -> Places:
    """A sentence cites a passage of a policy that was not applied."""
    applied = {line.policy for line in clean.lines}
    foreign = next((p for p in clean.corpus.passages if p.type == "policy" and p.policy not in applied), None)
    for data, (place, statement) in each(clean, _cited) if foreign else ():
        data["passages"].append(foreign.model_dump(mode="json") if foreign else {})
        number = len(data["references"]) + 1
        text = foreign.source.title if foreign else ""
        passage = foreign.id if foreign else ""
        data["references"].append({"number": number, "type": "policy", "passage": passage, "text": text})
        statement["cites"] = [passage]
        yield place, data


@operator()
def reference_deleted(clean: Clean) -> Places:
    """An entry of the reference list is gone."""
    for data, reference in each(clean, _references):
        data["references"].remove(reference)
        yield str(reference["number"]), data


@operator()
def reference_renumbered(clean: Clean) -> Places:
    """An entry bears the next number."""
    for data, reference in each(clean, _references):
        reference["number"] += 1
        yield str(reference["number"]), data


@operator()
def references_swapped(clean: Clean) -> Places:
    """Two entries change their numbers, so that every mark leads to the other."""
    for data, reference in each(clean, _references):
        n = data["references"].index(reference)
        if n + 1 < len(data["references"]):
            after = data["references"][n + 1]
            reference["number"], after["number"] = after["number"], reference["number"]
            data["references"].sort(key=lambda r: r["number"])
            yield str(n + 1), data


@operator()
def reference_doubled(clean: Clean) -> Places:
    """An entry stands twice, the second time under a number of its own."""
    for data, reference in each(clean, _references):
        data["references"].append({**reference, "number": len(data["references"]) + 1})
        yield str(reference["number"]), data


@operator()
def reference_retyped(clean: Clean) -> Places:
    """An entry is of another type: a guideline a policy, research a guideline, a past determination research."""
    other = {"policy": "guideline", "guideline": "policy", "research": "guideline", "determination": "research"}
    for data, reference in each(clean, _references):
        reference["type"] = other[reference["type"]]
        yield str(reference["number"]), data


@operator()
def reference_year_changed(clean: Clean) -> Places:
    """A year in an entry is another."""
    for data, reference in each(clean, _references):
        year = next(
            (word for word in reference["text"].replace("(", " ").replace(")", " ").split() if _is_year(word)), None
        )
        if year:
            reference["text"] = reference["text"].replace(year, str(int(year[:4]) + 1) + year[4:], 1)
            yield str(reference["number"]), data


def _is_year(word: str) -> bool:
    return word[:4].isdigit() and len(word) >= 4 and word[:2] in ("19", "20")


@operator()
def reference_title_altered(clean: Clean) -> Places:
    """The last word of an entry's title is another."""
    for data, reference in each(clean, _references):
        words = reference["text"].split(" ")
        if len(words) > 3:
            words[len(words) // 2] = "prevention"
            reference["text"] = " ".join(words)
            yield str(reference["number"]), data


@operator()
def reference_verification_hidden(clean: Clean) -> Places:
    """An entry does not say any more that its source was seen in a summary, recalled, or made up."""
    for data, reference in each(clean, _references):
        head, _, tail = reference["text"].rpartition(" (")
        if tail.startswith(("seen", "recalled", "synthetic")):
            reference["text"] = head
            yield str(reference["number"]), data


@operator()
def passage_word_changed(clean: Clean) -> Places:
    """A word of a passage's text is another, with its id made anew."""
    for data, passage in each(clean, _passages):
        words = passage["text"].split(" ")
        words[len(words) // 2] = "seldom"
        passage["text"] = " ".join(words)
        yield passage["id"], data


@operator()
def passage_claim_changed(clean: Clean) -> Places:
    """A passage claims what it denies, its id unchanged."""
    for data, passage in each(clean, _passages):
        if passage["does_not_show"]:
            passage["claims"] = [*passage["claims"], passage["does_not_show"][0]]
            passage["does_not_show"] = passage["does_not_show"][1:]
            yield passage["id"], data


@operator()
def passage_strength_raised(clean: Clean) -> Places:
    """A passage is of a stronger recommendation than it was."""
    for data, passage in each(clean, _passages):
        if passage["strength"] and "strong for" not in passage["strength"]:
            passage["strength"] = "strong for"
            yield passage["id"], data


@operator()
def passage_criteria_changed(clean: Clean) -> Places:
    """A policy passage states other criteria than it does."""
    for data, passage in each(clean, _passages):
        if passage["criteria"]:
            passage["criteria"] = [f"{passage['criteria'][0][0]}1", "Z9"]
            yield passage["id"], data


@operator()
def denied_claim_cited(clean: Clean) -> Places:
    """A sentence says that a passage shows what it does not show, and cites it."""
    for data, (place, statement) in each(clean, _cited):
        passage = next((p for p in data["passages"] if p["id"] in statement["cites"] and p["does_not_show"]), None)
        if passage and "It does not show: " in statement["text"]:
            statement["text"] = statement["text"].replace("It does not show: ", "It shows: ")
            yield place, data


@operator()
def evidence_strength_raised(clean: Clean) -> Places:
    """A sentence tells a recommendation as stronger than it is."""
    for data, (place, statement) in each(clean, _cited):
        for weak, strong in (
            ("Weak", "Strong"),
            ("weak", "strong"),
            ("Low", "High"),
            ("low", "high"),
            ("insufficient", "good"),
        ):
            if f"Strength: {weak}" in statement["text"] or f"Strength: {weak.lower()}" in statement["text"]:
                statement["text"] = statement["text"].replace(weak, strong, 1)
                yield place, data
                break


@operator()
def precedent_turned(clean: Clean) -> Places:
    """A past determination is told with another outcome."""
    for data, (place, statement) in each(clean, lambda d: statements(d, "precedents")):
        for said, other in (
            (": not certify.", ": certify."),
            (": certify.", ": not certify."),
            (": pend.", ": certify."),
        ):
            if said in statement["text"]:
                statement["text"] = statement["text"].replace(said, other)
                yield place, data
                break


@operator()
def precedent_made_the_ground(clean: Clean) -> Places:
    """The reasoning rests on a past determination."""
    past = [p for p in clean.draft.passages if p.type == "determination"]
    for data, (place, statement) in each(clean, lambda d: statements(d, "reasoning")):
        if past:
            statement["text"] = "The line follows the earlier case, in which the same was asked for."
            statement["cites"] = [past[0].id]
            yield place, data


@operator(beside=True)
def record_word_changed(clean: Clean) -> Places:
    """A word of the record that the draft keeps is another."""
    for n, note in enumerate(clean.case.notes):
        words = note.text.split(" ")
        for k in range(0, len(words), 3):
            data = clean.copy()
            data["case"]["notes"][n]["text"] = " ".join([*words[:k], "mildly", *words[k + 1 :]])
            yield f"note {n + 1}, word {k + 1}", data


@operator(beside=True)
def record_note_dropped(clean: Clean) -> Places:
    """A note of the record is gone from the case that the draft keeps."""
    for n in range(len(clean.case.notes)):
        data = clean.copy()
        del data["case"]["notes"][n]
        yield f"note {n + 1}", data


@operator(beside=True)
def request_date_moved(clean: Clean) -> Places:
    """The case that the draft keeps was requested on another day."""
    if clean.case.request_date:
        data = clean.copy()
        data["case"]["request_date"] = str(clean.case.request_date + dt.timedelta(days=1))
        yield "request date", data


@operator(beside=True)
def member_exchanged(clean: Clean) -> Places:
    """The case that the draft keeps is of another member."""
    if clean.case.member:
        data = clean.copy()
        data["case"]["member"]["number"] = "XX-0000-00"
        yield "member", data


@operator()
def corpus_hash_changed(clean: Clean) -> Places:
    """The draft says that it was made with another corpus, another drafter, or another version of its policy."""
    for key, value in (("corpus", "0" * 64), ("drafter", "9.9.9")):
        data = clean.copy()
        data["provenance"][key] = value
        yield key, data
    for policy in clean.draft.provenance.policies:
        data = clean.copy()
        data["provenance"]["policies"][policy] = "0" * 64
        yield policy, data


@operator()
def error_waived(clean: Clean) -> Places:
    """An outcome is changed and the rule that finds it is waived."""
    data = clean.copy()
    line = data["determination"]["lines"][0]
    line["outcome"] = "certify" if line["outcome"] != "certify" else "pend"
    line["no_outcome"] = None
    at = "2026-11-20T10:00:00+00:00"
    data["waivers"] = [
        {"code": code, "reason": "reviewed", "by": "A. Reviewer", "at": at} for code in ("OUT001", "FRM013")
    ]
    yield "line 1", data
