"""Every rule against its fixture, the clean drafts against every rule, and the folder as the registry."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import clean_drafts
import foreign_pages
import pytest
import yaml

from drafter import card, rules
from drafter.domain import Ground, Page
from drafter.errors import InputError
from drafter.formats import html
from drafter.rules import table
from drafter.rules.breach import Breach

FOLDER = Path(rules.__file__).parent
FIXTURES = Path(__file__).parent / "rules"
MODULES = sorted(path.stem for path in FOLDER.glob("[a-z][a-z][a-z][0-9][0-9][0-9]_*.py"))


def _faults() -> list[Any]:
    found = []
    for path in sorted(FIXTURES.glob("*.yaml")):
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
        found += [pytest.param(path.stem, fault, id=f"{path.stem[:6]}-{n}") for n, fault in enumerate(given)]
    return found


def _with_ids(value: Any, ids: dict[str, str]) -> Any:
    """The value with every `@name` of a passage replaced by its id."""
    if isinstance(value, dict):
        return {key: _with_ids(item, ids) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_ids(item, ids) for item in value]
    for short, id in ids.items() if isinstance(value, str) and "@" in value else ():
        value = value.replace(short, id)
    return value


def _page(fault: dict[str, Any]) -> tuple[Page, Ground]:
    """The page and the ground of a fixture: patches on the draft, then on the written card, then on the ground; or
    patches on a sound page of strangers, with what it is bound to."""
    if "foreign" in fault:
        return foreign_pages.patched(fault)
    clean = clean_drafts.draft(fault["draft"])
    fault = _with_ids(fault, clean_drafts.passage_ids(fault["draft"]))
    draft = clean_drafts.changed(clean, fault.get("patch", []), keep_ids=fault.get("keep_ids", False))
    written = html.render(draft) if fault.get("html") else card.render(draft)
    for old, new in fault.get("text", []):
        assert old in written, f"{old!r} is not on the card"
        written = written.replace(old, new, 1)
    if page := html.read(written, draft.case if fault.get("beside") else None):
        return page, clean_drafts.ground_of(draft).model_copy(update={"again": None})
    if not fault.get("keep_seal"):
        written = card.sealed(written)
    ground = clean_drafts.ground_of(draft, fault.get("ground"))
    # Beside a draft made again every change is a fault; a fixture is about the rule that names it.
    return card.parse(written), ground if fault.get("again") else ground.model_copy(update={"again": None})


@pytest.mark.parametrize(("module", "fault"), _faults())
def test_a_fixture_fires_exactly_the_codes_it_names(module: str, fault: dict[str, Any]) -> None:
    page, ground = _page(fault)
    checked = rules.check(page, ground)
    fired = list(dict.fromkeys(v.code for v in checked.violations))
    assert set(fired) == set(fault["fires"]), [f"{v.code} {v.where}: {v.message}" for v in checked.violations]
    if fault["fires"]:
        assert fault["fires"][0] == module[:6].upper()
    for violation in checked.violations:
        assert violation.message.endswith(".")
        assert violation.start is None or 0 <= violation.start < (violation.end or 0) <= len(page.text)


@pytest.mark.parametrize("name", clean_drafts.names())
def test_clean_drafts_fire_nothing_and_are_checked_in_full(name: str) -> None:
    draft = clean_drafts.draft(name)
    for page in (card.parse(card.render(draft)), card.shown(draft)):
        assert rules.check(page, clean_drafts.ground_of(draft)) == rules.Checked((), ())


def test_every_rule_has_a_fixture_in_which_it_fires_and_no_fixture_is_left_over() -> None:
    assert sorted(path.stem for path in FIXTURES.glob("*.yaml")) == MODULES
    firing = {param.values[0] for param in _faults() if param.values[1]["fires"]}
    assert firing == set(MODULES)


def test_code_and_name_come_from_the_file_name() -> None:
    listed = {(code, name) for code, name, _, _ in rules.catalogue()}
    assert listed == {(stem[:6].upper(), stem[7:].replace("_", "-")) for stem in MODULES}
    assert len({code for code, _ in listed}) == len(MODULES)


def test_rules_explain_themselves() -> None:
    told = rules.explain("cit001")
    assert (told.code, told.name, told.severity) == ("CIT001", "dangling-citation", "error")
    for code, _, _, _ in rules.catalogue():
        told = rules.explain(code)
        assert told.why
        assert told.wrong != told.right


def test_an_unknown_code_names_the_nearest() -> None:
    with pytest.raises(InputError, match="Did you mean `CIT0"):
        rules.explain("CIT01")


def test_a_rule_without_its_ground_is_listed_and_no_rule_needs_the_ground_it_does_not_name() -> None:
    page = card.parse(card.render(clean_drafts.draft("pended")))
    checked = rules.check(page, Ground())
    assert set(checked.not_checked) == {code for code, *_ in rules.catalogue() if rules.explain(code).needs}
    assert checked.violations == ()
    whole = clean_drafts.ground_of(clean_drafts.draft("pended"))
    for name in Ground.model_fields:
        thin = whole.model_copy(update={name: None})
        assert rules.check(page, thin).violations == ()


def _foreign(text: str, code: str) -> list[str]:
    page = card.parse(text)
    return [v.message for v in rules.check(page, Ground()).violations if v.code == code]


@pytest.mark.parametrize(
    "verdict",
    [
        "DENIED - Not Medically Necessary",
        "Approved for six visits",
        "# The brace is not medically necessary",
        "Denied",
        "REJECTED",
    ],
)
def test_a_verdict_that_stands_like_a_heading_is_final_wording(verdict: str) -> None:
    page = f"The brace was asked for.\n\nFinal decision\n\n{verdict}\n\nThe plan has criteria.\n"
    assert _foreign(page, "SAF003")
    assert not _foreign(f"{page}\nReviewed by: Ann Example, MD\n", "SAF003")


def test_a_heading_that_only_bears_a_word_of_a_verdict_is_none() -> None:
    assert not _foreign("Article status\n\nApproved\n\nApproval process\n\nThe plan has criteria.\n", "SAF003")


def test_a_stranger_who_gives_no_verdict_is_told_so() -> None:
    assert _foreign("Is CPT 64405 needed?\n", "LIN004") == [
        "No verdict was found for 64405; give one outcome or one reason."
    ]


def test_an_empty_page_is_checked_without_a_fault_of_ours() -> None:
    found = rules.check(Page(text=""), clean_drafts.ground_of(clean_drafts.draft("pended"))).violations
    assert not [v for v in found if "could not be checked" in v.message]


def test_a_rule_that_raises_is_an_error_of_that_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    from drafter.rules import frm004_long_first_screen as rule

    def broken(page: Page, ground: Ground) -> Any:
        yield Breach("somewhere", "One sentence.")
        raise ZeroDivisionError("of its own")

    monkeypatch.setattr(rule, "check", broken)
    rules._rules.cache_clear()
    try:
        page = card.shown(clean_drafts.draft("approved"))
        found = rules.check(page, Ground()).violations
    finally:
        rules._rules.cache_clear()
    assert [(v.code, v.severity) for v in found] == [("FRM004", "warning"), ("FRM004", "error")]
    assert "could not be checked" in found[1].message


def test_the_table_in_the_readme_is_the_one_that_the_rules_give() -> None:
    assert table.markdown() in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_checking_loads_no_heavy_library() -> None:
    heavy = ("chromadb", "torch", "sentence_transformers", "openai", "rich", "typer", "numpy", "bm25s")
    code = (
        "import sys, drafter.rules as r; from drafter.domain import Ground, Page; "
        "r.check(Page(text='x'), Ground()); "
        f"print([m for m in {heavy!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
