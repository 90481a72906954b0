"""What it costs to check a card, in this process: `python evals/bench/check.py [CARDS]`.

Cards of synthetic cases are drafted, some to warm up on and others to measure. Each is measured once, so no card has
been seen before; the sentences that all cards share have. Times are of the processor, medians over the cards, and the
ratio is to reading the JSON of the same draft with its types checked.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from drafter import card, checking, corpus, rules
from drafter.domain import Draft, Ground, Page
from drafter.evals.faults import clean

CASES = Path(__file__).parents[1] / "faults" / "cases.yaml"


def milliseconds(work: Callable[[Draft], object], drafts: Iterable[Draft]) -> float:
    """The median over the drafts."""
    times = []
    for draft in drafts:
        start = time.process_time_ns()
        work(draft)
        times.append((time.process_time_ns() - start) / 1e6)
    return statistics.median(times)


def main(number: int) -> None:
    """Drafts so many cards and prints a line for every way of checking."""
    held = corpus.load()
    made = [draft for _, draft in clean.drafts(clean.cases(CASES, held, 2 * number), held)]
    warm, fresh = made[::2], made[1::2]
    given = checking.Bound(corpus=held, today=clean.TODAY)
    pages: dict[str, Page] = {draft.id: card.parse(card.render(draft)) for draft in made}
    grounds = {draft.id: checking.ground(pages[draft.id], draft, given) for draft in made}
    text = {draft.id: draft.to_json().encode() for draft in made}
    written = {draft.id: card.render(draft).encode() for draft in made}

    ways: dict[str, Callable[[Draft], object]] = {
        "JSON with its types": lambda d: Draft.model_validate_json(text[d.id]),
        "the rules on a card, all of them": lambda d: rules.check(pages[d.id], grounds[d.id]),
        "the rules on a card, nothing beside": lambda d: rules.check(pages[d.id], Ground()),
        "a card in Markdown, read and checked": lambda d: checking.check("-", given, standard_input=written[d.id]),
        "a draft in JSON, its case drafted anew": lambda d: checking.check("-", given, standard_input=text[d.id]),
    }
    plain = 0.0
    print(f"{len(fresh)} cards of {len({line.policy for d in fresh for line in d.determination.lines})} policies")
    for name, work in ways.items():
        milliseconds(work, warm)
        took = milliseconds(work, fresh)
        plain = plain or took
        print(f"{name:<42}{took:8.2f} ms{took / plain:8.1f} times the JSON")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
