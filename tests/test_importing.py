"""Documents in every format become passages and candidate criteria, and load only once a person has confirmed them."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import docx
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from typer.testing import CliRunner

from drafter.cli import app
from drafter.corpus import load, packaged
from drafter.errors import CorpusError, InputError
from drafter.importing import documents, import_policy
from drafter.importing.blocks import Block
from drafter.importing.candidates import candidates, figures, guessed, not_covered
from drafter.importing.confirming import confirm, left_to_do
from drafter.importing.determinations import import_determinations, parted
from drafter.importing.lines import joined
from drafter.importing.sections import sections

FILLING = "The sacroiliac joint bears the weight of the trunk and is affected by conflicting forces of gait. " * 9
BODY = f"""
= Acme Sacroiliac Injection
Policy number MP-101. Effective date: January 1, 2026.

== Description
{FILLING * 4}

== Criteria
An injection is considered medically necessary when all of these are met:
- Low back pain has lasted more than 3 months.
- At least 4 weeks of conservative treatment, such as physical therapy, have failed.
+ The diagnostic block gave at least 75% relief.
+ No more than 4 therapeutic injections are given per rolling 12 months.

== Codes
#table(columns: 2, table.header([*CPT code*], [*Note*]), ..range(0, 60).map(i => ([27096], [row #i])).flatten())

== Not covered
Radiofrequency ablation of the joint (64625) is considered investigational. The joint is large.

== Criteria again
- Low back pain has lasted more than 3 months.
"""
PAGE = """#set page(width: 400pt, height: 520pt, header: [Acme Health Plan #h(1fr) MP-101],
  footer: context [Page #counter(page).display() #h(1fr) Confidential])
#set text(size: 10pt, hyphenate: true, lang: "en")
#set par(justify: true)
"""


def pdf(folder: Path, body: str, page: str = PAGE) -> Path:
    (folder / "made.typ").write_text(page + body, "utf-8")
    typst.compile(str(folder / "made.typ"), output=str(folder / "made.pdf"))
    return folder / "made.pdf"


@pytest.fixture(scope="module")
def policy_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pdf(tmp_path_factory.mktemp("pdf"), BODY)


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.stdout, result.stderr


def test_a_pdf_keeps_headings_pages_and_tables_and_loses_what_is_printed_on_every_page(policy_pdf: Path):
    made = sections(documents.read(policy_pdf).blocks, "Acme Sacroiliac Injection")
    by = {section.heading: section for section in made}
    assert list(by) == [
        "Acme Sacroiliac Injection",
        "Description",
        "Criteria",
        "Codes",
        "Not covered",
        "Criteria again",
    ]
    whole = " ".join(section.text for section in made)
    assert "Confidential" not in whole
    assert "Acme Health Plan" not in whole
    assert not re.search(r"Page \d", whole)
    assert " ".join(by["Description"].text.split()) == (FILLING * 4).strip()  # cut words and paragraphs are whole again
    assert by["Codes"].text.count("| CPT code |") == 1
    assert by["Codes"].text.count("| 27096 |") == 60
    pages = [section.page for section in made]
    assert pages == sorted(pages)
    assert pages[0] == 1 < pages[-1]


def test_two_columns_are_read_one_after_the_other(tmp_path: Path):
    body = (
        "#columns(2, gutter: 24pt)[" + "Left words come first here. " * 40 + "#colbreak()" + "Right words follow. " * 40
    )
    text = " ".join(b.text for b in documents.read(pdf(tmp_path, body + "]")).blocks)
    assert text.rindex("Left") < text.index("Right")


def test_a_scan_is_named_and_one_page_of_it_too(tmp_path: Path):
    Image.new("RGB", (20, 20)).save(tmp_path / "dot.png")
    picture = '#page(header: none, footer: none)[#image("dot.png", width: 90%)]\n'
    with pytest.raises(InputError, match="pictures of pages and no text"):
        documents.read(pdf(tmp_path, picture * 2))
    read = documents.read(pdf(tmp_path, "#page(header: none, footer: none)[Some words.]\n" + picture))
    assert [block.text for block in read.blocks] == ["Some words."]
    assert "no text on page 2" in read.notices[0]


def test_what_is_no_pdf_is_said(tmp_path: Path):
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7 broken")
    with pytest.raises(InputError, match="cannot be read as PDF"):
        documents.read(tmp_path / "x.pdf")
    (tmp_path / "x.xls").write_bytes(b"x")
    with pytest.raises(InputError, match=r"Known are .*\.pdf"):
        documents.read(tmp_path / "x.xls")
    with pytest.raises(InputError, match="no such file"):
        documents.read(tmp_path / "none.pdf")


def word(folder: Path) -> Path:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Running head"
    made.add_heading("A Policy", 1)
    made.add_heading("Criteria", 2)
    made.add_paragraph("Pain has lasted at least 3 months.", style="List Bullet")
    table = made.add_table(rows=2, cols=2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("Code", "Note", "27096", "a"), strict=True):
        cell.text = text
    made.save(str(folder / "x.docx"))
    return folder / "x.docx"


HTML = """<html><head><script>var x = "Criteria";</script></head><body><nav>Menu</nav>
<h1>A Policy</h1><h2>Criteria</h2>
<ul><li>Pain has lasted at least 3 months.</li></ul>
<table><tr><th>Code</th><th>Note</th></tr><tr><td>27096<td>a</tr></table>
<footer>Running head</footer></body></html>"""
MARKDOWN = """# A Policy

## Criteria

- Pain has lasted
  at least 3 months.

| Code | Note |
|---|---|
| 27096 | a |
"""
TEXT = "A POLICY\n\nCRITERIA\n\n* Pain has lasted\n  at least 3 months.\n"


@pytest.mark.parametrize("suffix", ["docx", "html", "md", "txt"])
def test_every_format_gives_the_same_blocks(tmp_path: Path, suffix: str):
    file = tmp_path / f"x.{suffix}"
    if suffix == "docx":
        word(tmp_path)
    else:
        file.write_text({"html": HTML, "md": MARKDOWN, "txt": TEXT}[suffix], "utf-8")
    blocks = [(b.kind, b.text.casefold()) for b in documents.read(file).blocks]
    assert blocks[:3] == [
        ("heading", "a policy"), ("heading", "criteria"), ("item", "pain has lasted at least 3 months."),
    ]  # fmt: skip
    assert suffix == "txt" or blocks[3:] == [("table", "| code | note |\n|---|---|\n| 27096 | a |")]


def test_another_encoding_is_read_and_said(tmp_path: Path):
    (tmp_path / "x.txt").write_bytes(
        "CRITERIA\n\nPain \u2265 is here \u2013 caf\u00e9".replace("\u2265", ">").encode("cp1252")
    )
    read = documents.read(tmp_path / "x.txt")
    assert "café" in read.blocks[1].text
    assert "not UTF-8" in read.notices[0]


@pytest.mark.parametrize(
    ("quote", "kind", "fields"),
    [
        ("Pain has lasted more than 3 months.", "duration",
         {"lasting": {"value": 3, "unit": "months", "strict": True}}),
        ("At least 6 weeks of conservative care have failed.", "trial", {"lasting": {"value": 6, "unit": "weeks"}}),
        ("No more than three injections per year.", "frequency", {"most": 3, "window_months": 12}),
        ("MRI shows nerve root compression.", "imaging", {}),
        ("BMI is at least 35.", "score", {}),
        ("No untreated infection is present.", "exclusion", {}),
        ("Taut bands are found on palpation.", "exam", {}),
        ("The request states the consent.", "documentation", {}),
        ("The last block gave 50 % relief for 3 months.", "response",
         {"relief": {"value": 50, "unit": "percent"}, "lasting": {"value": 3, "unit": "months"}}),
    ],
)  # fmt: skip
def test_kinds_and_figures_are_guessed(quote: str, kind: str, fields: dict[str, object]):
    assert guessed(quote) == kind
    assert figures(quote, guessed(quote)) == fields


@given(st.text(alphabet="ab -\u2010\n1.%", max_size=60))
@settings(max_examples=50)
def test_candidates_are_quoted_word_for_word(words: str):
    block = Block("item", " ".join(f"At least 3 months of {words} pain".split()))
    made = sections([Block("heading", "Criteria", level=1), block], "x")
    for one in [*candidates(made), *not_covered(made)]:
        assert one.quote in block.text


def test_a_word_cut_at_the_end_of_a_line_is_whole_again():
    known = frozenset({"non-invasive", "conservative"})
    assert (
        joined(["all conser-", "vative and non-", "invasive care"], known) == "all conservative and non-invasive care"
    )
    assert joined(["see Table 3-", "5 for more"]) == "see Table 3-5 for more"


def confirmed_text(text: str) -> str:
    """What a person makes of the skeleton of BODY."""
    for before, after in (
        ('"TO CONFIRM: January 1, 2026"\neffective: "TO CONFIRM: January 1, 2026"', '"2026"\neffective: 2026-01-01'),
        ('"TO CONFIRM: MP-101"', "MP-101"), ('payers: ["TO CONFIRM"]', "payers: [Acme]"),
        ('lines_of_business: ["TO CONFIRM"]', "lines_of_business: [commercial]"),
        ('classes: ["TO CONFIRM"]', "classes: [any_conservative]"),
        ('label: "TO CONFIRM", words: []', "label: SI joint injection, words: [SI joint injection]"),
        ('"TO CONFIRM"', "Acme"),
    ):  # fmt: skip
        assert before in text
        text = text.replace(before, after)
    return re.sub(r"  # TO CONFIRM.*", "", text)


def test_an_imported_policy_waits_until_it_is_confirmed_and_then_judges(policy_pdf: Path, home: Path, monkeypatch):
    code, said, _ = run("import", str(policy_pdf), "--id", "acme-mp-101")
    assert (code, "5 candidate criteria" in said or "4 candidate criteria" in said) == (0, True)
    own = home / "corpus"
    file = own / "to-confirm" / "acme-mp-101" / "policy.yaml"
    assert "acme-mp-101" not in run("policies")[1]
    code, said, notice = run("policies", "confirm", "acme-mp-101", "--by", "A. Nurse")
    assert (code, 'owner: "TO CONFIRM"' in said, "nothing was confirmed" in notice) == (1, True, True)
    source = (file.parent / "source.md").read_text("utf-8")
    assert re.search(r"^## Criteria, page \d \(X1, X2, X3, X4\)$", source, re.MULTILINE)
    file.write_text(confirmed_text(file.read_text("utf-8")), "utf-8")
    assert run("policies", "confirm", "acme-mp-101")[0] == 1
    assert run("policies", "confirm", "acme-mp-101", "--by", "A. Nurse")[0] == 0
    assert "acme-mp-101" in run("policies")[1]
    assert (own / "acme-mp-101" / "policy.yaml").read_text("utf-8").startswith("# Confirmed by A. Nurse on ")
    asked = "Low back pain for 8 months. 6 weeks of physical therapy failed. SI joint injection requested."
    read = json.loads(run("read", asked, "--policy", "acme-mp-101", "--format", "json")[1])
    statuses = {finding["criterion"]: finding["status"] for finding in read["findings"]}
    assert (statuses["X1"], statuses["X2"], statuses["X3"]) == ("met", "met", "not_documented")


def test_what_does_not_fit_the_rest_stays_where_it_waits(policy_pdf: Path, tmp_path: Path):
    made = import_policy(policy_pdf, tmp_path, id="acme")
    file = made.folder / "policy.yaml"
    good = confirmed_text(file.read_text("utf-8"))
    file.write_text(good.replace("kind: duration", "kind: length"), "utf-8")
    [one] = left_to_do(tmp_path, "acme")
    assert "length" in one.what
    file.write_text(good.replace('code: "27096"', 'code: "00001"'), "utf-8")
    assert left_to_do(tmp_path, "acme") == ()
    with pytest.raises(CorpusError, match="00001"):
        confirm(tmp_path, "acme", "A. Nurse", dt.date(2026, 1, 1), (packaged(),))
    assert made.folder.is_dir()
    with pytest.raises(InputError, match="there already"):
        import_policy(policy_pdf, tmp_path, id="acme")
    with pytest.raises(InputError, match="waits"):
        left_to_do(tmp_path, "other")


IMR = """Reference ID,Report Year,Diagnosis Sub Category,Treatment Sub Category,Determination,Findings
MN1,2016,Occipital Neuralgia,Nerve block,Overturned Decision of Health Plan,"The patient has shooting pain.
Gabapentin for 8 weeks failed. Therefore, the block is medically necessary."
MN2,2017,Migraine,Nerve block,Upheld Decision of Health Plan,"The record shows no trial. The denial was upheld."
MN3,2017,Migraine,Nerve block,Strange,"Some reasoning."
MN2,2017,Migraine,Nerve block,Upheld Decision of Health Plan,"Again the same."
"""


def test_an_export_of_reviews_becomes_precedents(tmp_path: Path, home: Path):
    (tmp_path / "imr.csv").write_text(IMR, "utf-8")
    code, said, notices = run("import", "--determinations", str(tmp_path / "imr.csv"))
    assert code == 0
    assert "2 past determinations (1 certify, 1 not certify), 2 rows left out" in said
    assert "'Strange' is not known" in notices
    assert "MN2 is there already" in notices
    held = load(packaged(), home / "corpus")
    found = {p.source.document: p for p in held.passages if p.source.organisation.startswith("External")}
    assert (found["MN1"].outcome, found["MN2"].outcome) == ("certify", "not_certify")
    assert found["MN1"].text == "The patient has shooting pain. Gabapentin for 8 weeks failed."
    assert str(found["MN1"].decided) == "2016-12-31"


def test_columns_are_named_and_missing_ones_said(tmp_path: Path):
    (tmp_path / "x.csv").write_text(
        "ref;when;what;for;result;why\n1;2020;knee;surgery;Approved in full;Pain was shown.\n", "utf-8"
    )
    with pytest.raises(InputError, match="no column holds the id"):
        import_determinations(tmp_path / "x.csv", tmp_path)
    columns = dict(zip(("id", "year", "diagnosis", "treatment", "determination", "findings"),
                       ("ref", "when", "what", "for", "result", "why"), strict=True))  # fmt: skip
    made = import_determinations(tmp_path / "x.csv", tmp_path, columns)
    assert (made.taken, made.outcomes) == (1, {"certify": 1})
    (tmp_path / "x.jsonl").write_text('{"id": 1}\nnot json\n', "utf-8")
    with pytest.raises(InputError, match="this is not JSON"):
        import_determinations(tmp_path / "x.jsonl", tmp_path)


def test_the_verdict_is_kept_apart():
    text = "She had six weeks of therapy. It did not help. The plan's denial should be overturned."
    assert parted(text) == ("She had six weeks of therapy. It did not help.", "The plan's denial should be overturned.")
