"""Checking whatever comes: drafts, cards beside their case, standard input, many files, and the reports of it."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import clean_drafts
import pytest
from typer.testing import CliRunner, Result

from drafter import card, checking, formats, intake, reports, rules
from drafter.cli import app
from drafter.domain import Draft, Waiver
from drafter.errors import InputError
from drafter.evals.faults import clean

SEEDS = Path(__file__).parents[1] / "evals" / "seeds" / "cases"
WAIVER = {"code": "FRM004", "reason": "six services were asked for", "by": "A. Reviewer"}


@cache
def drafted(name: str = "s1") -> Draft:
    """The draft of a seed; `long` asks for so much that its first screen is too long, which is a warning."""
    held = clean_drafts.held()
    case = intake.load(str(SEEDS / "s1.yaml"), held)
    if name == "long":
        case = case.model_copy(update={"services": case.services * 3})
    [(_, made)] = clean.drafts(iter([(name, case)]), held)
    return made


def bound(**given: Any) -> checking.Bound:
    return checking.Bound(corpus=clean_drafts.held(), today=clean.TODAY, **given)


def check(text: str, **given: Any) -> reports.Report:
    return checking.check("-", bound(**given), standard_input=text.encode())


def codes(report: reports.Report) -> set[str]:
    return {violation.code for violation in report.violations}


def run(*arguments: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["check", *arguments], input=given)


def test_a_draft_and_its_card_are_held_to_the_case_drafted_again() -> None:
    made = drafted()
    for text, given in ((made.to_json(), {}), (card.render(made), {"case": made.case})):
        report = check(text, **given)
        assert report.violations == ()
        assert "FRM013" not in report.not_checked


def test_a_page_in_html_is_checked_as_the_card_that_it_shows() -> None:
    made = drafted()
    page = formats.render("html", made)
    for given in ({"case": made.case}, {}):
        assert check(page, **given).violations == ()
        assert check(page, **given).page.text == card.render(made)
    assert "FRM018" in codes(check(page.replace(">PEND<", ">CERTIFY<", 1)))
    other = made.model_copy(update={"case": made.case.model_copy(update={"text": "Another record."})})
    assert "FRM018" in codes(check(formats.render("html", other), case=made.case))
    assert check(page.replace('<template id="card">', "<template>")).errors


@pytest.mark.parametrize("audience", ["member", "clinician", None])
def test_a_letter_carries_no_verdict_to_check_and_the_check_says_so(audience: str | None) -> None:
    made = drafted()
    with pytest.raises(InputError, match=rf"this is a letter(?s:.*)Check the draft .* {made.id}"):
        check(formats.render("letter", made, audience=audience))


def test_a_finding_that_nobody_would_read_again_is_found_however_the_draft_agrees_with_itself() -> None:
    made = drafted()
    data = json.loads(made.to_json())
    finding = data["determination"]["lines"][1]["findings"][0]
    assert finding["status"] == "not_documented"
    finding["why"] = "The listed diagnoses were weighed."
    forged = Draft.model_validate(data)
    forged = forged.model_copy(update={"id": forged.content_id()})
    assert codes(check(forged.to_json())) == {"FRM013", "OUT005"}
    assert codes(check(card.render(forged), case=made.case)) == {"FRM013", "OUT005"}
    assert codes(check(card.render(forged))) == set()  # alone and sealed anew, nothing tells; the report says so
    assert "FRM013" in check(card.render(forged)).not_checked


def _by_a_model(old: str, new: str, **made_with: str) -> Draft:
    """The draft as if a model had made it, with one sentence of its reasoning reworded."""
    data = json.loads(drafted().to_json())
    data["provenance"] |= {"writer": "model", "model": "a model", **made_with}
    [said] = [t for s in data["determination"]["sections"] for t in s["statements"] if old in t["text"]]
    said["text"] = said["text"].replace(old, new)
    made = Draft.model_validate(data)
    return made.model_copy(update={"id": made.content_id()})


PLAIN = "Records that answer the requests settle what is open. Which"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (PLAIN, set()),
        ("Records that answer the requests settle what is open Which", set()),
        ("What is open is settled by records that answer the requests. Which", set()),
        ("Records that answer the requests do not settle what is open. Which", {"WRT001"}),
        ("Records that answer the requests settle what is open; all criteria are met. Which", {"WRT001"}),
        ("The 3 records that answer the requests settle what is open. Which", {"WRT001"}),
    ],
)
def test_the_words_of_a_model_are_held_to_the_template_s_after_it_wrote_too(said: str, found: set[str]) -> None:
    made = _by_a_model(PLAIN, said)
    assert codes(check(made.to_json())) & {"WRT001", "FRM013"} == found
    assert codes(check(card.render(made), case=made.case)) & {"WRT001", "FRM013"} == found


def test_a_draft_that_a_model_read_is_not_held_to_one_made_again() -> None:
    report = check(_by_a_model(PLAIN, PLAIN, reader="both").to_json())
    assert (codes(report), report.not_checked) == (set(), ("FRM013", "FRM021"))


@pytest.mark.parametrize("reader", ["lexical", "both"])
def test_a_sentence_put_into_a_card_by_the_template_is_found_on_the_card_alone(reader: str) -> None:
    made = drafted()
    read = made.provenance.model_copy(update={"reader": reader})
    written = card.render(made.model_copy(update={"provenance": read}))
    at = written.index("\n- ", written.index("## Reasoning")) + 1
    assert codes(check(card.sealed(written))) == set()
    assert codes(check(card.sealed(f"{written[:at]}- The plan has no doubts.\n{written[at:]}"))) == {"FRM021"}
    without = written[:at] + written[written.index("\n", at) + 1 :]
    assert "FRM021" in codes(check(card.sealed(without)))


def test_a_draft_of_another_case_is_found() -> None:
    made = drafted()
    other = made.case.model_copy(update={"age": 63})
    assert "FRM014" in codes(check(made.to_json(), case=other))
    assert codes(check(made.to_json(), case=made.case)) == set()


def test_standard_input_is_a_draft_or_a_page() -> None:
    assert run("-", given=drafted().to_json().encode()).exit_code == 0
    assert run("-", given=card.render(drafted()).encode()).exit_code == 0
    assert run("-", given=b"{").exit_code == 2
    assert run("-", given=b"").exit_code in (0, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_card_is_read_in_the_usual_encodings(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "card.md").write_bytes(card.render(drafted()).encode(encoding))
    assert checking.check(str(tmp_path / "card.md"), bound(case=drafted().case)).violations == ()


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    raw = card.render(drafted()).encode().replace(b"Requested", b"Requested \xff\x81", 1)
    (tmp_path / "card.md").write_bytes(raw)
    report = checking.check(str(tmp_path / "card.md"), bound())
    assert {"FRM003"} <= codes(report)
    assert report.page.unparsed
    (tmp_path / "card.md").write_bytes(b"\x00" * 99)
    with pytest.raises(InputError, match="no"):
        checking.check(str(tmp_path / "card.md"), bound())


def test_many_files_are_checked_in_one_run_and_one_that_cannot_be_read_stops_none(tmp_path: Path) -> None:
    faulty = card.render(drafted()).replace("PEND", "CERTIFY", 1)
    files = []
    for n in range(14):
        files.append(str(tmp_path / f"card-{n}.md"))
        Path(files[-1]).write_text(faulty if n == 3 else card.render(drafted()), encoding="utf-8")
    result = run(*files)
    assert result.exit_code == 1
    assert "OUT006  verdict-against-rows" in result.stdout
    assert "14 pages: 13 without errors; 8 errors, 0 warnings" in result.stdout
    result = run(*files, str(tmp_path / "none.md"), "--format", "json")
    assert result.exit_code == 2
    told = json.loads(result.stdout)
    assert [bool(document["violations"]) for document in told] == [n in (3, 14) for n in range(15)]
    assert [violation["code"] for violation in told[14]["violations"]] == [checking.UNREAD]
    assert "none.md" in result.stderr


# ---------------------------------------------------------------------------------------------------------- reports


def _report() -> reports.Report:
    faulty = card.render(drafted()).replace("PEND", "CERTIFY", 1).replace("six", "\x0c", 1)
    return check(faulty, case=drafted().case)


def test_junit_is_xml_in_which_a_failed_rule_is_a_failed_case() -> None:
    report = _report()
    root = ElementTree.fromstring(reports.render("junit", [report, check(card.render(drafted()))]).encode())
    first, second = root.findall("testsuite")
    failed = {case.get("name", "")[:6] for case in first.findall("testcase") if case.find("failure") is not None}
    assert failed == {v.code for v in report.violations if v.severity == "error"}
    assert first.get("failures") == str(len(failed))
    assert (second.get("failures"), second.get("tests")) == ("0", str(len(rules.catalogue())))
    assert len(second.findall("testcase/skipped")) == int(second.get("skipped", ""))
    assert root.get("failures") == first.get("failures")
    assert all(len(case.findall("failure")) <= 1 for case in first.findall("testcase"))


def test_sarif_names_rules_places_and_fingerprints() -> None:
    report = _report()
    log = json.loads(reports.render("sarif", [report]))
    assert log["version"] == "2.1.0"
    [made] = log["runs"]
    known = {rule["id"] for rule in made["tool"]["driver"]["rules"]}
    assert len(known) == len(made["tool"]["driver"]["rules"]) == len(rules.catalogue())
    assert [result["ruleId"] for result in made["results"]] == [v.code for v in report.violations]
    lines = report.page.text.split("\n")
    for result, violation in zip(made["results"], report.violations, strict=True):
        assert result["ruleId"] in known
        assert result["level"] in ("error", "warning")
        region = result["locations"][0]["physicalLocation"].get("region")
        if region and region["startLine"] == region["endLine"]:
            words = lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
            assert words == reports.words_of(violation, report.page)


def test_a_fingerprint_stays_where_the_page_moves_and_differs_between_breaches() -> None:
    page = "# Determination\n\nThe request is hereby denied. It always fails.\n"
    one, two = check(page), check(page.replace("# Determination", "# Determination\n\nA line more, of no matter."))
    marks = dict(zip(reports.fingerprints(one), (v.code for v in one.violations), strict=True))
    assert len(marks) == len(one.violations)
    kept = [m for m, code in marks.items() if code in ("SAF003", "SAF004")]
    assert kept
    assert set(kept) <= set(reports.fingerprints(two))


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(InputError, match="Did you mean `sarif`"):
        reports.render("sarf", [])


# ---------------------------------------------------------------------------------------------------------- waivers


def _waiver(**given: str) -> Waiver:
    return Waiver(**{**WAIVER, **given}, at=dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC))  # type: ignore[arg-type]


def test_a_waived_warning_is_kept_with_its_reason_in_a_child_of_the_draft(tmp_path: Path) -> None:
    parent, child = drafted("long"), tmp_path / "child.json"
    (tmp_path / "long.json").write_text(parent.to_json(), encoding="utf-8")
    assert codes(check(parent.to_json())) == {"FRM004"}
    options = ("--waive", "frm004", "--reason", WAIVER["reason"], "--by", WAIVER["by"], "--out", str(child))
    assert run(str(tmp_path / "long.json"), *options).exit_code == 0
    made = Draft.model_validate_json(child.read_text(encoding="utf-8"))
    assert (made.parent, made.id) == (parent.id, made.content_id())
    assert made.id != parent.id
    report = checking.check(str(child), bound())
    assert report.violations == ()
    assert [(v.code, w.by) for v, w in report.waived] == [("FRM004", "A. Reviewer")]
    assert "six services were asked for" in card.render(made)
    assert json.loads(reports.render("json", [report]))["waived"][0]["waiver"]["reason"] == WAIVER["reason"]
    [suppressed] = json.loads(reports.render("sarif", [report]))["runs"][0]["results"]
    assert suppressed["suppressions"][0]["justification"] == "A. Reviewer: six services were asked for"
    assert card.unplaced(card.parse(card.render(made))) == card.shown(made)


@pytest.mark.parametrize(
    ("code", "name", "said"),
    [
        ("OUT001", "s1", "is an error and cannot be waived"),
        ("FRM004", "s1", "there is no warning FRM004"),
        ("FRM999", "long", "there is no warning FRM999"),
    ],
)
def test_what_is_no_warning_found_there_cannot_be_waived(code: str, name: str, said: str) -> None:
    given = drafted(name).to_json().encode()
    with pytest.raises(InputError, match=said):
        checking.waive("-", bound(), _waiver(code=code), standard_input=given)


def test_a_waiver_needs_a_draft_a_reason_and_a_name() -> None:
    given = drafted("long").to_json().encode()
    for options in (("--waive", "FRM004"), ("--waive", "FRM004", "--reason", " ", "--by", "X"), ("--reason", "none")):
        assert run("-", *options, given=given).exit_code == 2
    with pytest.raises(InputError, match="only a draft in JSON"):
        checking.waive("-", bound(), _waiver(), standard_input=card.render(drafted("long")).encode())


def test_an_error_waived_by_hand_is_an_error_more() -> None:
    made = drafted()
    forged = made.model_copy(update={"waivers": (_waiver(code="OUT001"),)})
    forged = forged.model_copy(update={"id": forged.content_id()})
    assert codes(check(forged.to_json())) == {"WAI001", "FRM015"}
