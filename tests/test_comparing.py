"""Drafts of one case side by side: what differs first, everything accounted for, one page that runs nothing foreign."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import clean_drafts
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openai_server import says, serving
from typer.testing import CliRunner

from drafter.cli import app
from drafter.comparing import compare, html, text
from drafter.comparing.words import difference, statements
from drafter.domain import Draft
from drafter.errors import InputError

WORDS = st.lists(st.sampled_from(["A2", "met", "not", "75 %", "relief.", "weeks,", "(a)", "\n", "x-ray"]), max_size=12)


def edited(name: str = "approved") -> Draft:
    """The draft with one criterion read otherwise, one outcome with it, and a sentence reworded."""
    clean = clean_drafts.draft(name)
    return clean_drafts.changed(
        clean,
        [
            {"path": "/determination/lines/0/findings/1/status", "value": "not_documented"},
            {"path": "/determination/lines/0/findings/1/why", "value": "Nothing tells what came of the therapy."},
            {"path": "/determination/lines/0/outcome", "value": "pend"},
            {"path": "/determination/lines/0/blocking", "value": ["A2"]},
            {"path": "/parent", "value": clean.id},
        ],
    )


@given(WORDS, WORDS)
@settings(max_examples=60)
def test_a_word_level_difference_holds_both_texts(before: list[str], after: list[str]):
    old, new = " ".join(before), " ".join(after)
    told = list(difference(old, new))
    assert "".join(s.text for s in told if s.kind != "new") == old
    assert "".join(s.text for s in told if s.kind != "gone") == new
    lines = list(statements(old, new))
    assert [x for x in ("".join(s.text for s in one.stretches if s.kind != "new") for one in lines) if x] == [
        line for line in old.splitlines() if line
    ]
    assert all(one.same for one in lines) is (old.splitlines() == new.splitlines())


@pytest.mark.parametrize("name", clean_drafts.names())
def test_a_draft_does_not_differ_from_itself(name: str):
    draft = clean_drafts.draft(name)
    made = compare([draft, draft, draft])
    assert all(line.agree for line in made.lines)
    assert (made.differing, made.same_record) == (0, True)
    assert all(section.agree for section in made.sections)


def test_what_differs_stands_first_and_nothing_is_lost():
    first, second = clean_drafts.draft("approved"), edited()
    made = compare([first, second])
    [line] = made.lines
    assert (line.agree, line.outcomes) == (False, ("certify", "pend"))
    assert [one.criterion for one in line.findings if not one.agree] == ["A2"]
    assert line.findings[0].criterion == "A2"
    assert {one.criterion for one in line.findings} == {f.criterion for f in first.determination.lines[0].findings}
    assert made.drafts[1].parent == first.id


def test_drafts_of_different_cases_are_not_compared():
    one, other = clean_drafts.draft("approved"), clean_drafts.draft("pended")
    with pytest.raises(InputError, match="drafts of different cases: neither was made from the other") as refused:
        compare([one, other])
    assert "drafter history DRAFT" in str(refused.value)
    one, other = (
        draft.model_copy(update={"case": draft.case.model_copy(update={"id": f"REQ-{n}"})})
        for n, draft in enumerate((one, one), 1)
    )
    with pytest.raises(InputError, match="their cases bear different references of the plan"):
        compare([one, other])
    with pytest.raises(InputError, match="1 drafts cannot be compared"):
        compare([clean_drafts.draft("approved")])


def test_an_appeal_is_not_set_beside_what_was_recommended_before_it():
    first = clean_drafts.draft("approved")
    case = first.case.model_copy(update={"review_level": "appeal"})
    appeal = clean_drafts.named(first.model_copy(update={"case": case}))
    with pytest.raises(InputError, match="an appeal is judged without sight"):
        compare([first, appeal])


def test_of_a_blocked_draft_no_outcome_is_shown():
    first, second = clean_drafts.draft("approved"), edited().model_copy(update={"status": "blocked"})
    made = compare([first, second])
    assert "no outcome is shown" in text.render(made)
    page = html.render(made, [first, second])
    assert "PEND" not in text.render(made)
    assert "PEND" not in page


def test_the_page_loads_nothing_and_runs_its_own_script_alone():
    page = html.render(compare([clean_drafts.draft("approved"), edited()]), [clean_drafts.draft("approved"), edited()])
    [script] = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{allowed}'" in page
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    for anchor in re.findall(r'href="#([^"]+)"', page):
        assert f'id="{anchor}"' in page


def test_text_of_a_case_is_shown_and_never_run():
    clean = clean_drafts.draft("approved")
    record = (clean.case.text or "") + ' <script>alert("x")</script>'
    draft = clean_drafts.named(clean.model_copy(update={"case": clean.case.model_copy(update={"text": record})}))
    page = html.render(compare([draft, draft]), [draft, draft])
    assert page.count("<script>") == 1
    assert "&lt;script&gt;" in page


def test_compare_on_the_command_line(tmp_path: Path):
    files = []
    for n, draft in enumerate((clean_drafts.draft("approved"), edited())):
        files.append(str(tmp_path / f"{n}.json"))
        Path(files[-1]).write_text(draft.to_json(), "utf-8")
    shown = CliRunner().invoke(app, ["compare", *files])
    assert shown.exit_code == 0
    assert "! A2" in shown.stdout
    document = json.loads(CliRunner().invoke(app, ["compare", *files, "--format", "json"]).stdout)
    assert [one["name"] for one in document["drafts"]] == ["A", "B"]
    assert CliRunner().invoke(app, ["compare", files[0], "none.json"]).exit_code == 2
    (tmp_path / "odd.json").write_bytes(b"{\xff}")
    odd = CliRunner().invoke(app, ["compare", files[0], str(tmp_path / "odd.json")])
    assert (odd.exit_code, "not UTF-8" in odd.stderr) == (2, True)


def test_each_reader_makes_a_set():
    refused = CliRunner().invoke(app, ["draft", "Is 64405 needed?", "--each-reader", "lexical,crystal"])
    assert (refused.exit_code, "'crystal' is no reader" in refused.stderr) == (2, True)


def test_one_call_drafts_with_each_model_and_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with serving(says({"findings": []})) as endpoint:
        monkeypatch.setenv("DRAFTER_BASE_URL", endpoint.url)
        question = "Is 20553 medically necessary for neck pain of 8 months?"
        arguments = ["draft", question, "--policy", "tpi-aetna-cpb-0016", "--each", "one,two"]
        done = CliRunner().invoke(app, [*arguments, "--each-reader", "lexical,model", "--out", str(tmp_path / "set")])
    assert done.exit_code == 0, done.stderr
    made = [Draft.model_validate_json(file.read_text("utf-8")) for file in (tmp_path / "set").glob("d-*.json")]
    by = {(draft.provenance.reader, draft.provenance.model) for draft in made}
    assert by == {("lexical", None), ("model", "one"), ("model", "two")}
    cost = {draft.provenance.model: draft.provenance.tokens_in for draft in made}
    assert cost[None] is None
    assert cost["one"] == cost["two"] == len(endpoint.requests) // 2  # the endpoint counts one for each prompt
    assert "tokens asked" in (tmp_path / "set" / "comparison.txt").read_text("utf-8")
    assert "! A8" in (tmp_path / "set" / "comparison.txt").read_text("utf-8")
