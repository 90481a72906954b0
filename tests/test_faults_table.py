"""The table of faults in the rules' README: every code and fixture it names is there and shows the fault."""

from __future__ import annotations

import re
from pathlib import Path

import foreign_pages
import pytest
import yaml

from drafter import rules

README = Path(rules.__file__).parent / "README.md"
FIXTURES = Path(__file__).parent / "rules"
ROWS = [
    tuple(cell.strip(" `") for cell in line.strip("|").split("|"))
    for line in README.read_text(encoding="utf-8").splitlines()
    if re.match(r"\| T\d\d \|", line)
]
NO_CHECK = "T42"


def test_there_is_one_row_for_each_of_the_forty_two_faults() -> None:
    assert [fault for fault, *_ in ROWS] == [f"T{n:02}" for n in range(1, 43)]


@pytest.mark.parametrize(("fault", "codes", "fixture"), [(f, c, x) for f, _, c, x in ROWS], ids=[r[0] for r in ROWS])
def test_every_code_fires_in_a_fixture(fault: str, codes: str, fixture: str) -> None:
    if fault == NO_CHECK:
        assert codes == "–"
        assert fixture
        return
    firing = [one for one in yaml.safe_load((FIXTURES / f"{fixture}.yaml").read_text(encoding="utf-8")) if one["fires"]]
    first, *others = codes.split(", ")
    own = {code for one in firing for code in one["fires"]}
    assert own & {first, *others}
    for code in (first, *others):
        assert rules.explain(code).code == code
        named = next(FIXTURES.glob(f"{code.lower()}_*.yaml"))
        assert any(code in one["fires"] for one in yaml.safe_load(named.read_text(encoding="utf-8")))


def test_no_rule_names_a_page_or_repeats_a_fixture() -> None:
    said = [one.get("add", "") for path in FIXTURES.glob("*.yaml") for one in yaml.safe_load(path.read_text("utf-8"))]
    sentences = {line.strip() for words in said for line in words.splitlines() if len(line) > 40}
    for module in Path(rules.__file__).parent.glob("*.py"):
        text = module.read_text(encoding="utf-8").lower()
        assert "seed" not in text
        assert not [sentence for sentence in sentences if sentence.lower() in text]


def _errors(path: Path) -> list[str]:
    page, ground = foreign_pages.checked(path.read_text(encoding="utf-8"))
    return [f"{v.code} {v.message}" for v in rules.check(page, ground).errors]


def test_sound_pages_average_at_most_half_a_false_error() -> None:
    pages = foreign_pages.files("sound")
    assert len(pages) >= 30
    found = {path.stem: _errors(path) for path in pages}
    assert sum(map(len, found.values())) <= 0.5 * len(pages), {name: e for name, e in found.items() if e}


@pytest.mark.parametrize("path", foreign_pages.files("twins"), ids=lambda path: path.stem)
def test_a_corrected_twin_has_hardly_a_false_error(path: Path) -> None:
    assert _errors(path) == []
