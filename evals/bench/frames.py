"""Whether the reader reads every way of saying a thing that a frame and its slots make.

    python evals/bench/frames.py [--each 150] [--show 5] [--slots] [NAME ...]

A frame of `frames.yaml` is a sentence with slots, and one right reading whatever stands in them: "{drug} {time} did not
{ease} {complaint}." is a failed trial with each drug, time, verb and complaint. Of each frame so many sentences are
drawn, always the same ones. Prints how many are read right, left open and read falsely; `--slots` which words of which
slot are read worst, `--show` so many sentences that are not read right. Nothing here is taken from a record: it shows
where the grammar has holes, not how often they are met.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from drafter import corpus, reading
from drafter.corpus import Corpus
from drafter.domain import Case, Policy
from drafter.evals import readings, rows

HERE = Path(__file__).parent
SUITE = HERE.parent / "phrasings"
DATES = readings.Dates(request=dt.date(2026, 11, 20), service=dt.date(2026, 12, 1))
READING = {"MET": "met", "NOT_MET": "not_met", "NOT_DOC": "not_documented"}
Chosen = Mapping[str, str]
Reader = Callable[[str], str | None]


def sentences(frame: str, slots: Mapping[str, Sequence[object]], each: int) -> Iterator[tuple[str, Chosen]]:
    """So many sentences of a frame with what stands in their slots; `{verb:past}` takes one form of a word."""
    draw, seen = random.Random(frame), set()
    for _ in range(4 * each):
        chosen: dict[str, object] = {}
        for name, _, _ in (part.partition(":") for part in re.findall(r"{([\w:]+)}", frame)):
            if name not in chosen:
                chosen[name] = draw.choice(slots[name.rstrip("0123456789")])
        words = frame
        for slot, name, form in re.findall(r"({(\w+):?(\w*)})", frame):
            words = words.replace(slot, _form(chosen[name], form))
        phrase = words[:1].upper() + words[1:]
        if phrase not in seen:
            seen.add(phrase)
            yield phrase, {name: _form(word, "") for name, word in chosen.items()}
        if len(seen) == each:
            return


def _form(word: object, form: str) -> str:
    return str(word[form or next(iter(word))] if isinstance(word, dict) else word)


def reader(name: str, frame: Mapping[str, str], held: Corpus) -> Reader:
    """Reads a sentence by the type of phrasings that opens the name of its frame, or by a criterion of a policy."""
    if "policy" not in frame:
        kind = readings.load(SUITE, name.partition("-")[0])
        return lambda phrase: readings.score(rows.Row("one", name, phrase, "met"), kind, held, DATES).read
    policy = next(p for p in held.policies if p.id == frame["policy"])
    return lambda phrase: _by_policy(phrase, policy, frame)


def _by_policy(phrase: str, policy: Policy, frame: Mapping[str, str]) -> str:
    services = ({"code": str(frame.get("code", policy.services[0].code))},)
    case = Case.model_validate(
        {"text": phrase, "services": services, "request_date": DATES.request, "service_date": DATES.service}
    )
    found = reading.read(case, policy, 0, today=DATES.request).findings
    return next(f.status for f in found if f.criterion == frame["criterion"])


def main() -> None:
    """All frames, or those of the names given."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", help="beginnings of the names of frames")
    parser.add_argument("--each", type=int, default=150, help="sentences of a frame")
    parser.add_argument("--show", type=int, default=0, help="sentences not read right, of each frame")
    parser.add_argument("--slots", action="store_true", help="the words that are read worst")
    given = parser.parse_args()
    data = yaml.safe_load((HERE / "frames.yaml").read_text(encoding="utf-8"))
    held, total = corpus.load(corpus.packaged()), Counter[str]()
    print(f"{'frame':<34}{'n':>5}{'right':>8}{'open':>7}{'false':>7}")
    for name, frame in data["frames"].items():
        if given.names and not name.startswith(tuple(given.names)):
            continue
        read_by, expected = reader(name, frame, held), READING[frame["reading"]]
        found, wrong, words, all_words = Counter[str](), [], Counter[str](), Counter[str]()
        for says in frame["says"]:
            for phrase, chosen in sentences(says, data["slots"], max(1, given.each // len(frame["says"]))):
                read = read_by(phrase)
                how = "right" if read == expected else "open" if read == "not_documented" else "false"
                found[how] += 1
                keys = [says, *(f"{slot}: {word}" for slot, word in chosen.items())]
                all_words.update(keys)
                if how != "right":
                    wrong.append((how, read, phrase))
                    words.update(keys)
        total += found
        n = found.total()
        print(f"{name:<34}{n:>5}{found['right'] / n:>8.1%}{found['open']:>7}{found['false']:>7}")
        for how, read, phrase in sorted(wrong)[: given.show // 2] + wrong[: given.show]:
            print(f"    {how} ({read}): {phrase}")
        if given.slots and wrong:
            for word, count in sorted(words.items(), key=lambda x: -x[1] / all_words[x[0]])[:12]:
                print(f"    {count:>3} of {all_words[word]:<4} {word}")
        sys.stdout.flush()
    n = max(1, total.total())
    print(f"{'all':<34}{n:>5}{total['right'] / n:>8.1%}{total['open']:>7}{total['false']:>7}")


if __name__ == "__main__":
    main()
