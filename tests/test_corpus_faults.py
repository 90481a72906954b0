"""Every fault of a corpus is an error that names file and line."""

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

from drafter import corpus
from drafter.errors import CorpusError

AETNA, MEDICARE = "tpi-aetna-cpb-0016", "tpi-medicare-lcd"


def copied(tmp_path: Path, *ids: str) -> Path:
    for id in ids:
        shutil.copytree(corpus.packaged() / id, tmp_path / id)
    return tmp_path


def faulted(folder: Path, file: str, old: str, new: str, at: str | None) -> tuple[CorpusError, int]:
    """The error after one change, and the line on which `at` (else the new text) stands."""
    change(folder / file, old, new)
    with pytest.raises(CorpusError) as caught:
        corpus.load(folder)
    assert isinstance(caught.value.where, Path)
    text = caught.value.where.read_text()
    return caught.value, 1 + text[: text.index(at or new)].count("\n")


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


P, S = f"{AETNA}/policy.yaml", f"{AETNA}/source.md"
FAULTS = [
    (P, "owner: Aetna", "ownr: Aetna", None, "unknown key `ownr`; known here: id, title, owner"),
    (P, "examples_only: true", "example_only: true", None, "Did you mean `examples_only`?"),
    (P, "lasting: {value: 3,", "lasting: {valeu: 3,", None, "unknown key `valeu`; known here: value, unit, strict"),
    (P, "verified: summary\n  note", "verfied: summary\n  note", "verfied", "unknown key `verfied`"),
    (
        P,
        "    count: 1\n",
        "    count: 1\n    kind: trial\n",
        "    kind: trial\n    acc",
        "duplicate key `kind`, already on",
    ),
    (P, "number: CPB 0016\n", "", "id: tpi-aetna", "`number` is missing"),
    (P, "    kind: duration\n", "", "- id: A3", "`kind` is missing"),
    (P, "    kind: duration\n", "    kind: durations\n", None, "Did you mean `duration`?"),
    (P, 'code: "20552"', "code: 20552", None, "`code` is '20552', which is not text\n  Put it in quotes."),
    (P, "most: 4", 'most: "4"', None, "`most` is '4', which is not a whole number"),
    (P, "effective: 2026-01-01", "effective: soon", None, "`effective` is 'soon', which is not a date"),
    (P, "effective: 2026-01-01", "effective: 2026-02-31", None, "2026-02-31 is no date"),
    (P, "examples_only: true", "examples_only: maybe", None, "which is not true or false"),
    (P, "holder: plan", "holder: payer", None, "'payer', which is not one of provider, plan"),
    (P, "accepts: [failed]", "accepts: [fialed]", None, "Did you mean `failed`?"),
    (P, "payers: [Aetna]", "payers: Aetna", None, "`payers` is 'Aetna', which is not a list"),
    (P, "{value: 7, unit: days}", "{value: .nan, unit: days}", None, ".nan is not a number"),
    (P, "- id: A8", "- id: a8", None, "`id`: String should match pattern"),
    (P, "- id: A8", "- id: A7", "- id: A7\n    kind: exc", "duplicate id A7 in `criteria`"),
    (
        P,
        'code: "20553"',
        'code: "20552"',
        'code: "20552"\n    label: trigger point injections, 3',
        "duplicate code 20552",
    ),
    (P, "all: [A1, A2,", "all: [A1, A9,", None, "logic names the missing criterion A9; there are A1, A2"),
    (P, "limits: [A6, A7]", "limits: [A6, A77]", None, "limits names the missing criterion A77"),
    (P, "A5, A8]}", "A5]}", "- id: A8", "criterion A8 is in no stage"),
    (P, "{all: [A1, A2, A3, A4, A5, A8]}", "{al: [A1, A2, A3, A4, A5, A8]}", None, "Did you mean `all`?"),
    (P, "{all: [A1, A2, A3, A4, A5, A8]}", "{all: []}", None, "`all` has nothing to combine"),
    (P, "[A1, A2, A3, A4, A5, A8]}", "[{stage: first}, A8]}", None, "no stage `first` above this one"),
    (P, "[A1, A2, A3,", "[{at_least: {count: 3, of: [A1, A2]}}, A3,", None, "at_least 3 of 2 cannot be"),
    (P, "may_not_apply: [A7]", "may_not_apply: [A1, A2, A3, A4, A5, A8]", None, "a group has nothing left"),
    (P, "limits: [A6, A7]", "limits: [A6, A7, A8]", None, "A8 is both a limit and in the logic"),
    (P, "id: tpi-aetna-cpb-0016", "id: tpi-aetna", None, "not the folder's name `tpi-aetna-cpb-0016`"),
    (P, "title: Back pain", "title: [Back pain", "owner: Aetna", "YAML: "),
    (P, "number: CPB 0016", "number: &x CPB\nversion: *x", "*x", "an alias is not allowed here"),
    (P, "payers: [Aetna]", "retired: 2025-01-01", None, "retired on 2025-01-01, before it was in force"),
    (S, "## Trigger points found by palpation (A4)", "## Trigger points (A9)", None, "names criterion A9"),
    (S, " (A3)", "", "- id: A3", "criterion A3 is stated by no passage"),
    (S, "## How long", "## An empty heading\n\n## How long", None, "heading `An empty heading` has no text below it"),
    (S, "## Conditions", "Words of nobody.\n\n## Conditions", "# Aetna", "stands under no heading"),
]


@pytest.mark.parametrize(("file", "old", "new", "at", "says"), FAULTS)
def test_a_fault_names_file_and_line(tmp_path, file, old, new, at, says):
    error, line = faulted(copied(tmp_path, AETNA), file, old, new, at)
    assert says in str(error)
    assert error.line == line


VERSION = f"{MEDICARE}/versions/L34211.yaml"
VERSION_FAULTS = [
    (
        VERSION,
        "states: [CA, HI, NV]",
        "states: [CA, OR]",
        None,
        "L34211 overlaps version L36859 in dates and",
    ),
    (VERSION, "states: [CA, HI, NV]", "sates: [CA, HI, NV]", None, "unknown key `sates`"),
    (VERSION, "    of: function", "    of: funktion", None, "Did you mean `function`?"),
    (VERSION, "- id: B8", "- id: B88", None, "criterion B88 is in no stage"),
    (VERSION, "number: L34211", f"id: {MEDICARE}\nnumber: L34211", None, "a version file has no `id`"),
    (VERSION, "number: L34211", "version: L1", None, "version 'L1' is not the file's name `L34211`"),
    (VERSION, "criteria:", "without: [B88]\n\ncriteria:", None, "policy.yaml has no criterion B88 to leave out"),
    (f"{MEDICARE}/versions/L34211.md", "(B8)", "(B99)", None, "names criterion B99"),
]


@pytest.mark.parametrize(("file", "old", "new", "at", "says"), VERSION_FAULTS)
def test_a_fault_of_a_version_names_its_own_file(tmp_path, file, old, new, at, says):
    error, line = faulted(copied(tmp_path, MEDICARE), file, old, new, at)
    assert says in str(error)
    assert (error.where, error.line) == (tmp_path / file, line)


def rival(folder: Path, **changes: str) -> Path:
    """A second policy on the codes of the first."""
    copied(folder, AETNA)
    shutil.copytree(folder / AETNA, folder / "tpi-rival")
    change(folder / "tpi-rival/policy.yaml", f"id: {AETNA}", "id: tpi-rival")
    change(folder / "tpi-rival/source.md", "# Aetna", "# Rival")
    change(folder / "tpi-rival/policy.yaml", "document: Clinical", "document: Rival")
    for old, new in changes.values():
        change(folder / "tpi-rival/policy.yaml", old, new)
    return folder


def test_overlapping_code_with_no_precedence(tmp_path):
    with pytest.raises(CorpusError, match="overlapping code with no precedence: 20552 is covered by") as caught:
        corpus.load(rival(tmp_path))
    path = tmp_path / "tpi-rival/policy.yaml"
    assert (caught.value.where, path.read_text().split("\n")[caught.value.line - 1].strip()) == (
        path,
        '- code: "20552"',
    )


@pytest.mark.parametrize(
    "parted",
    [
        ("payers: [Aetna]", "payers: [Another Plan]"),
        ("payers: [Aetna]", "precedence: 2"),
        ("[commercial, exchange, self_funded]", "[medicaid]"),
        ("effective: 2026-01-01", "effective: 2024-01-01\nretired: 2025-12-31"),
    ],
)
def test_policies_that_cannot_meet_may_share_a_code(tmp_path, parted):
    assert len(corpus.load(rival(tmp_path, parted=parted)).policies) == 2


def test_a_policy_of_every_payer_meets_that_of_one(tmp_path):
    with pytest.raises(CorpusError, match="overlapping code"):
        corpus.load(rival(tmp_path, every=("payers: [Aetna]\n", "")))


def test_equal_precedence_does_not_tell(tmp_path):
    rival(tmp_path, set=("payers: [Aetna]", "payers: [aetna]\nprecedence: 1"))
    change(tmp_path / P, "payers: [Aetna]", "payers: [Aetna]\nprecedence: 1")
    with pytest.raises(CorpusError, match="overlapping code with the same precedence 1"):
        corpus.load(tmp_path)


EVIDENCE = """---
type: research
title: A study
organisation: Somebody
verified: read
topics: ["64405"]
claims: [It found something.]
---

## What it found

It found something.
"""
CARD = """---
draft: d-1
synthetic: true
decided: 2026-03-01
outcome: pend
codes: 20553
policy: tpi-aetna-cpb-0016
title: A card
---
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("topics", "topic", 6, "Did you mean `topics`?"),
        ("type: research", "type: policy", 2, "not one of guideline, research"),
        ("claims: [It found something.]", "claims: []", 7, "at least 1 item"),
        ("verified: read\n", "verified: read\nverified: read\n", 6, "duplicate key `verified`, already on line 5"),
        ("\nIt found something.\n", "", 10, "heading `What it found` has no text"),
        ("## What it found\n\nIt found something.\n", "", 9, "this holds no passage"),
        (
            "It found something.\n",
            "\nIt found something.\n\n## More\n\nMore.\n",
            14,
            "one evidence file is one passage",
        ),
        ("---\ntype", "type", 1, "no front matter"),
        ("What it found", "What it found (A1)", 10, "evidence states no criteria"),
    ],
)
def test_a_fault_of_evidence(tmp_path, old, new, line, says):
    file = tmp_path / "guidelines" / "study.md"
    file.parent.mkdir()
    file.write_text(EVIDENCE)
    assert len(corpus.load(tmp_path).passages) == 1
    change(file, old if old != "It found something.\n" else "\nIt found something.\n", new)
    with pytest.raises(CorpusError, match=re.escape(says)) as caught:
        corpus.load(tmp_path)
    assert (caught.value.where, caught.value.line) == (file, line)


def test_the_same_passage_twice(tmp_path):
    (tmp_path / "guidelines").mkdir()
    for name in ("a", "b"):
        (tmp_path / "guidelines" / f"{name}.md").write_text(EVIDENCE)
    with pytest.raises(CorpusError, match=r"duplicate passage, already at .*a.md, line 10"):
        corpus.load(tmp_path)


def determination(tmp_path: Path, body: str, front: str = CARD) -> Path:
    (copied(tmp_path, AETNA) / "determinations").mkdir()
    (tmp_path / "determinations" / "one.md").write_text(front + body)
    return tmp_path


def test_a_short_past_determination_is_one_passage(tmp_path):
    found = [p for p in corpus.load(determination(tmp_path, "\n## Why\n\nBecause.\n")).passages if p.policy is not None]
    card = next(p for p in found if p.type == "determination")
    assert (card.policy, card.topics, card.outcome, card.decided) == (AETNA, ("20553",), "pend", dt.date(2026, 3, 1))
    assert (card.text, card.source.verified) == ("## Why\n\nBecause.", "synthetic")


def test_a_long_past_determination_is_cut_at_its_headings(tmp_path):
    body = f"\nA card.\n\n## Why\n\n{'word ' * 200}\n\n```\n## not a heading\n```\n\n## More\n\n{'word ' * 200}\n"
    cards = [p for p in corpus.load(determination(tmp_path, body)).passages if p.type == "determination"]
    assert [p.heading for p in cards] == ["A card", "Why", "More"]
    assert "## not a heading" in cards[1].text


def test_a_past_determination_names_a_policy_that_is_held(tmp_path):
    folder = determination(tmp_path, "\nWords.\n", CARD.replace(AETNA, "tpi-aetna"))
    with pytest.raises(CorpusError, match="policy tpi-aetna is not held") as caught:
        corpus.load(folder)
    assert caught.value.line == 7


def test_folders_and_files(tmp_path):
    with pytest.raises(CorpusError, match="no such folder"):
        corpus.load(tmp_path / "absent")
    with pytest.raises(CorpusError, match="holds no policy"):
        corpus.load(tmp_path)
    copied(tmp_path, AETNA)
    with pytest.raises(CorpusError, match="duplicate policy"):
        corpus.load(corpus.packaged(), tmp_path)
    (tmp_path / AETNA / "versons").mkdir()
    with pytest.raises(CorpusError, match=r"unknown file.*\n  Did you mean `versions`"):
        corpus.load(tmp_path)


def test_a_service_code_that_no_code_set_knows(tmp_path):
    shutil.copytree(corpus.packaged() / "codes", tmp_path / "codes")
    error, line = faulted(copied(tmp_path, AETNA), P, '"20553"', '"99999"', None)
    assert (error.line, "code 99999 is in no code set" in str(error)) == (line, True)


def test_text_that_is_not_utf8(tmp_path):
    (copied(tmp_path, AETNA) / S).write_bytes(b"# A\n\n\xff\n")
    with pytest.raises(CorpusError, match="not UTF-8") as caught:
        corpus.load(tmp_path)
    assert caught.value.line == 3
