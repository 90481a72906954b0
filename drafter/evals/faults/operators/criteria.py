"""Faults of criteria: status, rows, reasons, quotations and their places, and what is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from drafter import logic
from drafter.domain import Finding, PastSessions, Reading, Status
from drafter.errors import CorpusError
from drafter.evals.faults.forging import Clean, Data, citations, each, findings, lines, operator

Places = Iterator[tuple[str, Data]]
_LOOK_ALIKE = str.maketrans({"a": "\u0430", "e": "\u0435", "o": "\u043e", "c": "\u0441", "p": "\u0440"})
_NO = ("not ", "no ", "No ", "without ")


@operator()
def status_flipped(clean: Clean) -> Places:
    """A status is changed to another, and nothing else is."""
    for status in get_args(Status):
        for data, (place, finding) in each(clean, findings):
            if finding["status"] != status:
                finding["status"] = status
                yield f"{place} {status}", data


@operator()
def status_flipped_and_decided_anew(clean: Clean) -> Places:
    """A status is changed and the line decided anew by the policy's own logic, so that the draft agrees with itself."""
    for status in ("met", "not_met"):
        for data, (place, finding) in each(clean, findings):
            line = lines(data)[finding["line"]]
            named = (line["policy"], line["policy_version"])
            policy = next((p for p in clean.corpus.policies if (p.id, p.version) == named), None)
            if policy is None or finding["status"] == status or finding["allows"] is not None:
                continue
            finding["status"] = status
            quote = (clean.case.notes[-1].text if clean.case.notes else clean.case.text or "")[:20]
            where = f"notes/{len(clean.case.notes) - 1}" if clean.case.notes else "text"
            finding["citations"] = finding["citations"] or [
                {"in": where, "start": 0, "end": len(quote), "quote": quote}
            ]
            state = next((s.when.history for s in policy.stages if s.name == line["stage"]), "unknown") or "none"
            read = tuple(Finding.model_validate(f) for f in line["findings"])
            past = PastSessions(state=state if line["stage"] else "unknown", why="As forged.")
            reading = Reading(findings=read, past=past)
            try:
                made = logic.decide(finding["line"], clean.case, policy, reading, clean.draft.provenance.today)
            except CorpusError:  # a group is left without a member that applies, of which nothing follows
                continue
            lines(data)[finding["line"]] = made.model_dump(mode="json", by_alias=True)
            yield f"{place} {status}", data


@operator()
def silence_made_failure(clean: Clean) -> Places:
    """What is not documented becomes not met, quoting the nearest words."""
    for data, (place, finding) in each(clean, findings):
        if finding["status"] == "not_documented" and finding["rejected"]:
            finding |= {"status": "not_met", "citations": [finding["rejected"][0]["cited"]], "rejected": []}
            yield place, data


@operator()
def quotation_taken_away(clean: Clean) -> Places:
    """A settled criterion loses its quotations."""
    for data, (place, finding) in each(clean, findings):
        if finding["citations"]:
            finding["citations"] = []
            yield place, data


@operator()
def criterion_dropped(clean: Clean) -> Places:
    """A criterion of the policy has no row."""
    for data, (place, finding) in each(clean, findings):
        lines(data)[finding["line"]]["findings"].remove(finding)
        yield place, data


@operator()
def criterion_doubled(clean: Clean) -> Places:
    """A criterion has a second row with another status."""
    for data, (place, finding) in each(clean, findings):
        other = "met" if finding["status"] == "not_documented" else "not_documented"
        lines(data)[finding["line"]]["findings"].append({**finding, "status": other})
        yield place, data


@operator()
def criterion_invented(clean: Clean) -> Places:
    """A row is added on a requirement that the policy does not make."""
    for data, (place, finding) in each(clean, findings):
        if finding is lines(data)[finding["line"]]["findings"][0]:
            id = f"{finding['criterion'][0]}{len(lines(data)[finding['line']]['findings']) + 1}"
            why = "No imaging of the region was sent."
            new = {**finding, "criterion": id, "status": "not_documented", "why": why, "citations": [], "rejected": []}
            lines(data)[finding["line"]]["findings"].append(new)
            yield place, data


@operator()
def criteria_swapped(clean: Clean) -> Places:
    """Two rows change their criteria, so that each is told under the other's id."""
    for data, (place, finding) in each(clean, findings):
        rows = lines(data)[finding["line"]]["findings"]
        n = rows.index(finding)
        if n + 1 < len(rows) and _told(finding) != _told(rows[n + 1]):
            finding["criterion"], rows[n + 1]["criterion"] = rows[n + 1]["criterion"], finding["criterion"]
            yield place, data


def _told(finding: Data) -> tuple[object, ...]:
    return finding["status"], finding["why"], str(finding["citations"])


@operator()
def criteria_merged(clean: Clean) -> Places:
    """Two rows become one: its reason tells both, and the other is gone."""
    for data, (place, finding) in each(clean, findings):
        rows = lines(data)[finding["line"]]["findings"]
        n = rows.index(finding)
        if n + 1 < len(rows):
            finding["why"] = f"{finding['why']} {rows[n + 1]['why']}"
            finding["citations"] += rows[n + 1]["citations"]
            del rows[n + 1]
            yield place, data


@operator()
def label_swapped(clean: Clean) -> Places:
    """A criterion is called by the name of another."""
    for n in range(len(clean.lines)):
        for id in clean.lines[n].labels:
            data = clean.copy()
            labels = lines(data)[n]["labels"]
            other = next((words for words in labels.values() if words != labels[id]), None)
            if other:
                labels[id] = other
                yield f"line {n + 1}, {id}", data


@operator()
def allowance_changed(clean: Clean) -> Places:
    """A limit leaves one session more."""
    for data, (place, finding) in each(clean, findings):
        if finding["allows"] is not None:
            finding["allows"] += 1
            yield place, data


# -------------------------------------------------------------------------------------------------------- quotations


@operator()
def quotation_word_changed(clean: Clean) -> Places:
    """One word of a quotation is another."""
    yield from _words(
        clean, lambda words, n: [*words[:n], "steadily" if words[n] != "steadily" else "x", *words[n + 1 :]]
    )


@operator()
def quotation_word_dropped(clean: Clean) -> Places:
    """One word inside a quotation is left out."""
    yield from _words(clean, lambda words, n: [*words[:n], *words[n + 1 :]] if 0 < n < len(words) - 1 else words)


@operator()
def quotation_number_changed(clean: Clean) -> Places:
    """A number in a quotation is one higher."""
    yield from _words(
        clean, lambda words, n: [*words[:n], str(int(words[n]) + 1), *words[n + 1 :]] if words[n].isdigit() else words
    )


@operator()
def quotation_look_alike(clean: Clean) -> Places:
    """A word of a quotation is written with letters of another alphabet that look the same."""
    yield from _words(clean, lambda words, n: [*words[:n], words[n].translate(_LOOK_ALIKE), *words[n + 1 :]])


def _words(clean: Clean, change: object) -> Places:
    for k in range(
        max((len(c.quote.split(" ")) for line in clean.lines for f in line.findings for c in f.citations), default=0)
    ):
        for data, (place, cited) in each(clean, citations):
            words = cited["quote"].split(" ")
            new = change(words, k) if k < len(words) else words  # type: ignore[operator]
            if new != words:
                cited["quote"] = " ".join(new)
                yield f"{place}, word {k + 1}", data


@operator()
def quotation_negation_removed(clean: Clean) -> Places:
    """A "not" or "no" is left out of a quotation."""
    for data, (place, cited) in each(clean, citations):
        for no in _NO:
            if no in cited["quote"]:
                cited["quote"] = cited["quote"].replace(no, "", 1)
                yield place, data
                break


@operator()
def quotation_put_elsewhere(clean: Clean) -> Places:
    """A quotation is said to stand in another text of the case."""
    places = [name for name in clean.case.quotable() if name == "text" or name.startswith("notes/")]
    for data, (place, cited) in each(clean, citations):
        texts = clean.case.quotable()
        other = next((p for p in places if p != cited["in"] and cited["quote"] not in texts[p]), "notes/7")
        cited["in"] = other
        yield f"{place} {other}", data


@operator()
def quotations_swapped(clean: Clean) -> Places:
    """Two findings change their quotations."""
    for data, (place, finding) in each(clean, findings):
        for other in lines(data)[finding["line"]]["findings"]:
            if finding["citations"] and other["citations"] and finding["citations"] != other["citations"]:
                finding["citations"], other["citations"] = other["citations"], finding["citations"]
                yield f"{place} and {other['criterion']}", data
                break


@operator()
def span_shifted(clean: Clean) -> Places:
    """A quotation keeps its words and points somewhere else, which no reader of the card sees."""
    for data, (place, cited) in each(clean, citations):
        cited["start"] += 3
        yield place, data


# ------------------------------------------------------------------------------------------------- what is asked for


def _gaps(data: Data) -> Iterator[tuple[str, Data, Data]]:
    for line in lines(data):
        yield from ((f"line {line['line'] + 1}, {gap['about']}", line, gap) for gap in line["gaps"])


@operator()
def request_dropped(clean: Clean) -> Places:
    """Something that is missing is not asked for."""
    for data, (place, line, gap) in each(clean, _gaps):
        line["gaps"].remove(gap)
        yield place, data


@operator()
def request_put_to_the_other(clean: Clean) -> Places:
    """What the provider holds is looked up, or the other way round."""
    for data, (place, _, gap) in each(clean, _gaps):
        gap["holder"] = "plan" if gap["holder"] == "provider" else "provider"
        yield place, data


@operator()
def request_invented(clean: Clean) -> Places:
    """Something is asked for that nothing needs."""
    for data, (place, line, gap) in each(clean, _gaps):
        held = {f["criterion"] for f in line["findings"] if f["status"] == "met"}
        if held:
            line["gaps"].append({**gap, "about": min(held), "ask": "Please send an MRI of the cervical spine."})
            yield place, data


@operator()
def request_altered(clean: Clean) -> Places:
    """A request asks for more than is missing."""
    for data, (place, _, gap) in each(clean, _gaps):
        gap["ask"] += " Please add two years of records."
        yield place, data


@operator()
def stage_of_request_changed(clean: Clean) -> Places:
    """A request is tied to a stage, or loosed from it."""
    for data, (place, _, gap) in each(clean, _gaps):
        gap["stage"] = None if gap["stage"] else "repeat"
        yield place, data
