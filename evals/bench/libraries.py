"""Well-kept libraries beside the sentence layer, on the sentences of `sentences.yaml`.

    python evals/bench/libraries.py

Each library is measured where it is installed; none is needed by drafter. Prints, for every task, how many were right,
milliseconds for one sentence after warm-up, and seconds of the import (of a fresh interpreter).
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

DATA = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8"))
ANCHOR = dt.date(2026, 11, 20)
Judge = Callable[[dict[str, Any]], bool]


def drafter_assertions() -> Judge:
    """The sentence layer."""
    from drafter import text
    from drafter.text import assertion

    def right(row: dict[str, Any]) -> bool:
        at = row["text"].index(row["find"])
        for statement in text.analyse(row["text"], ANCHOR).statements:
            tokens = statement.clause.tokens
            inside = [n for n, t in enumerate(tokens) if at <= t.start < at + len(row["find"])]
            if inside:
                stands = assertion.at(statement.cues, inside[0], inside[-1] + 1)
                return bool(_state(stands) == row["state"])
        return False

    return right


def _state(stands: Any) -> str:
    if stands.other_person:
        return "other_person"
    if stands.certainty != "sure":
        return "hedged"
    if stands.time in ("planned", "conditional"):
        return "planned"
    if stands.time == "past" or stands.resolved:
        return "past"
    return "negated" if stands.negated or stands.refused else "affirmed"


def medspacy_assertions() -> Judge:
    """ConText with its own rules, told the phrases to look at."""
    import medspacy
    from medspacy.ner import TargetRule

    nlp = medspacy.load(enable=["medspacy_pyrush", "medspacy_target_matcher", "medspacy_context"])
    nlp.get_pipe("medspacy_target_matcher").add([TargetRule(row["find"], "FACT") for row in DATA["assertions"]])

    def right(row: dict[str, Any]) -> bool:
        found = [e for e in nlp(row["text"]).ents if e.text.lower() in row["find"].lower()]
        if not found:
            return False
        its = found[0]._
        states = {
            "other_person": its.is_family, "hedged": its.is_uncertain, "planned": its.is_hypothetical,
            "past": its.is_historical, "negated": its.is_negated,
        }  # fmt: skip
        return bool(next((s for s, holds in states.items() if holds), "affirmed") == row["state"])

    return right


def negspacy_assertions() -> Judge:
    """NegEx on a blank pipeline, told the phrases to look at."""
    import spacy
    from negspacy.negation import Negex  # noqa: F401 - registers the pipe

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "FACT", "pattern": row["find"]} for row in DATA["assertions"]])
    nlp.add_pipe("negex", config={"ent_types": ["FACT"]})

    def right(row: dict[str, Any]) -> bool:
        found = nlp(row["text"]).ents
        return bool(found) and ("negated" if found[0]._.negex else "affirmed") == row["state"]

    return right


def drafter_sentences() -> Judge:
    """The sentence layer: sentences, with a heading kept beside its line."""
    from drafter.text import clauses

    return lambda row: len({clause.within for clause in clauses.split(row["text"])}) == row["count"]


def pysbd_sentences() -> Judge:
    """Its rules for English."""
    import pysbd

    splitter = pysbd.Segmenter(language="en", clean=False)
    return lambda row: len([s for s in splitter.segment(row["text"]) if s.strip()]) == row["count"]


def drafter_dates() -> Judge:
    """Both ends of the first date."""
    from drafter.text import dates

    def right(row: dict[str, Any]) -> bool:
        found = dates.find(row["text"], ANCHOR)
        return (found[0].earliest, found[0].latest) == (row["first"], row["last"]) if found else row["first"] is None

    return right


def dateparser_dates() -> Judge:
    """The first date it finds; it gives one day."""
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": dt.datetime(2026, 11, 20), "PREFER_DATES_FROM": "past"}

    def right(row: dict[str, Any]) -> bool:
        found = search_dates(row["text"], languages=["en"], settings=settings)
        if not found:
            return row["first"] is None
        # It gives one day; a day within the month or season meant is counted as right.
        return row["first"] is not None and row["first"] <= found[0][1].date() <= row["last"]

    return right


def drafter_quantities() -> Judge:
    """The least value of any length, percentage or measurement."""
    from drafter.text import lengths, measurements, numbers

    def right(row: dict[str, Any]) -> bool:
        text = row["text"]
        values = [x.least for x in lengths.find(text)] + [p.least for p in numbers.percents(text)]
        values += [q.least for q in measurements.quantities(text)]
        return any(abs(value - row["least"]) < 0.01 for value in values)

    return right


def quantulum3_quantities() -> Judge:
    """Value and unit."""
    from quantulum3 import parser

    def right(row: dict[str, Any]) -> bool:
        found = parser.parse(row["text"])
        return any(
            abs(q.value - q.uncertainty if q.uncertainty else q.value - row["least"]) < 0.01
            and q.unit.name == row["unit"]
            for q in found
        )

    return right


def pint_quantities() -> Judge:
    """Value alone."""
    import pint

    registry = pint.UnitRegistry()

    def right(row: dict[str, Any]) -> bool:
        try:
            return abs(registry.parse_expression(row["text"]).magnitude - row["least"]) < 0.01
        except Exception:  # it parses expressions, not sentences, and has many ways to say so
            return False

    return right


TASKS: dict[str, list[tuple[str, str, Callable[[], Judge]]]] = {
    "assertions": [
        ("drafter", "drafter.text", drafter_assertions), ("medspaCy", "medspacy", medspacy_assertions),
        ("negspacy", "negspacy", negspacy_assertions),
    ],
    "sentences": [("drafter", "drafter.text", drafter_sentences), ("pysbd", "pysbd", pysbd_sentences)],
    "dates": [("drafter", "drafter.text", drafter_dates), ("dateparser", "dateparser", dateparser_dates)],
    "quantities": [
        ("drafter", "drafter.text", drafter_quantities), ("quantulum3", "quantulum3", quantulum3_quantities),
        ("pint", "pint", pint_quantities),
    ],
}  # fmt: skip


POLARITY = ("negspacy",)
"""What knows denied and affirmed alone, and is judged on those rows."""


def importing(module: str) -> float:
    """Seconds a fresh interpreter takes to import a module, beyond its own start; the best of three."""

    def best(code: str) -> float:
        times = []
        for _ in range(3):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
            times.append(time.perf_counter() - start)
        return min(times)

    return best(f"import {module}") - best("pass")


def main() -> None:
    """The table."""
    print(f"{'task':<12} {'library':<28} {'right':>9} {'ms each':>9} {'import s':>9}")
    for task, tried in TASKS.items():
        for name, module, build in tried:
            if importlib.util.find_spec(module.split(".")[0]) is None:
                print(f"{task:<12} {name:<28} {'not installed':>29}")
                continue
            judge = build()
            rows = [r for r in DATA[task] if name not in POLARITY or r["state"] in ("negated", "affirmed")]
            right = sum(judge(row) for row in rows)
            start = time.perf_counter()
            for row in rows:
                judge(row)
            each = (time.perf_counter() - start) * 1000 / len(rows)
            print(f"{task:<12} {name:<28} {right:>4}/{len(rows):<4} {each:>9.2f} {importing(module):>9.2f}")


if __name__ == "__main__":
    main()
