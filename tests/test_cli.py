"""The command line as its users and other tools call it: exit codes, JSON, messages, and what it does not load."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from drafter.cli import app
from drafter.domain import Draft

SEEDS = Path(__file__).parents[1] / "evals" / "seeds" / "cases"
BOUND = ("--policy", "tpi-aetna-cpb-0016", "--policy", "onb-synthetic")
QUESTION = (
    "Are occipital nerve blocks (CPT 64405) and trigger point injections (CPT 20553) medically necessary for a"
    " 36-year-old woman with bilateral occipital neuralgia and migraines, every 4 weeks for 12 weeks?"
)


@pytest.fixture(autouse=True)
def _small_embedder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_EMBEDDING", "hashed")


def run(*arguments: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=given)


def document(result: Result) -> Any:
    return json.loads(result.stdout)


def test_draft_prints_one_json_document_and_notices_apart() -> None:
    result = run("draft", QUESTION, *BOUND, "--format", "json", "--today", "2026-11-20")
    assert result.exit_code == 0, result.stderr
    made = document(result)
    assert {"schema", "id", "status", "case", "determination", "passages", "references"} <= set(made)
    assert {"violations", "not_checked", "provenance"} <= set(made)
    lines = made["determination"]["lines"]
    assert [(line["line"], line["code"], line["outcome"]) for line in lines] == [
        (0, "64405", "pend"),
        (1, "20553", "pend"),
    ]
    assert set(lines[0]["blocking"]) == {"S2", "S3", "S4", "stage"}
    assert (lines[0]["certified"]["sessions"], lines[0]["certified"]["of"]) == (1, 3)
    assert set(lines[1]["blocking"]) == {"A1", "A2", "A3", "A4", "A5", "A8"}
    text = made["case"]["text"]
    quoted = [c for line in lines for f in line["findings"] for c in f["citations"] if c["in"] == "text"]
    assert quoted
    assert all(text[c["start"] : c["end"]] == c["quote"] for c in quoted)
    assert result.stderr.count("built-in reader and writer") == 1
    assert Draft.model_validate_json(result.stdout).to_json() == result.stdout.strip()


def test_the_same_draft_twice_has_the_same_id() -> None:
    ids = {
        document(run("draft", QUESTION, *BOUND, "--format", "json", "--today", "2026-11-20"))["id"] for _ in range(2)
    }
    assert len(ids) == 1


@pytest.mark.parametrize("format", ["card", "letter", "html"])
def test_formats_go_to_a_file_whole(format: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run("draft", str(SEEDS / "s1.yaml"), "--format", format, "--out", str(out))
    assert (result.exit_code, result.stdout) == (0, "")
    text = out.read_text(encoding="utf-8")
    assert {"card": "## Recommendation", "letter": "DRAFT", "html": "<!doctype html>"}[format].lower() in text.lower()


def test_a_field_without_a_policy_says_so() -> None:
    result = run("draft", "Is a cochlear implant (CPT 69930) medically necessary for a 70M with hearing loss?")
    assert result.exit_code == 1
    assert "no policy" in result.stdout.lower()
    assert "refer" in result.stdout.lower()
    words = run("draft", "Is a cochlear implant medically necessary for hearing loss?", "--format", "json")
    assert (words.exit_code, document(words)["status"]) == (1, "no_policy")
    assert document(words)["determination"]["lines"][0]["outcome"] is None


def test_several_policies_are_listed_and_one_binds() -> None:
    question = "Are trigger point injections (CPT 20553) medically necessary for neck pain?"
    open_ = run("draft", question, "--format", "json")
    line = document(open_)["determination"]["lines"][0]
    assert open_.exit_code == 1
    assert set(line["candidates"]) == {"tpi-aetna-cpb-0016", "tpi-medicare-lcd"}
    assert (document(open_)["status"], document(open_)["violations"]) == ("no_policy", [])
    bound = run("draft", question, "--policy", "tpi-aetna-cpb-0016", "--format", "json")
    assert (bound.exit_code, document(bound)["determination"]["lines"][0]["policy"]) == (0, "tpi-aetna-cpb-0016")


def test_a_line_without_a_policy_stops_and_the_others_go_on() -> None:
    result = run("draft", QUESTION, "--policy", "onb-synthetic", "--format", "json")
    lines = document(result)["determination"]["lines"]
    assert result.exit_code == 1
    assert [(line["outcome"], line["no_outcome"]) for line in lines] == [("pend", None), (None, "no_policy")]


BAD = {
    "markup.txt": b"Is CPT 64405 for {{ 7*7 }} medically necessary?",
    "control.txt": b"Is CPT 64405 \x07 medically necessary?",
    "long.txt": b"pain and more pain. " * 10_240,
    "empty.txt": b"",
    "binary.txt": b"\x7fELF\x00\x00\x01",
    "date.yaml": b"text: pain\nrequest_date: 2026-02-31\n",
    "code.yaml": b"text: pain\nservices:\n  - {code: 99999}\n",
    "key.yaml": b"text: pain\nservcies: []\n",
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_exit_2_with_a_message_and_nothing_written(name: str, tmp_path: Path, home: Path) -> None:
    (tmp_path / name).write_bytes(BAD[name])
    out = tmp_path / "card.md"
    result = run("draft", str(tmp_path / name), *BOUND, "--out", str(out))
    assert (result.exit_code, result.stdout) == (2, "")
    assert str(tmp_path / name) in result.stderr
    assert len(result.stderr.strip().splitlines()) >= 2, "what is wrong, and what to do next"
    assert not out.exists()
    assert list(home.iterdir()) == []


def test_other_bad_arguments() -> None:
    for arguments in (
        ["draft", "missing.yaml"],
        ["draft", QUESTION, "--policy", "tpi-aetna"],
        ["draft", QUESTION, "--reader", "model"],
        ["draft", QUESTION, "--today", "yesterday"],
        ["draft", QUESTION, "--out", "/no/such/folder/card.md", *BOUND],
        ["search", " "],
        ["search", "migraine", "--type", "gossip"],
        ["explain", "XYZ999"],
        ["check", "missing.md"],
        ["index", "--corpus", "/no/such/folder"],
        ["frobnicate"],
    ):
        result = run(*arguments)
        assert (result.exit_code, result.stdout) == (2, ""), arguments
        assert result.stderr.strip(), arguments


@pytest.mark.parametrize("number", ["0", "-3", "1001", "100000000000000000000"])
def test_a_search_for_too_many_is_refused(number: str) -> None:
    result = run("search", "migraine", "-k", number)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "-k" in result.stderr


def test_an_empty_code_names_the_known_ones() -> None:
    result = run("explain", "")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "CIT001" in result.stderr


READ = ("read", QUESTION, *BOUND)


def test_only_a_regular_file_is_written(tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("kept")
    (tmp_path / "link").symlink_to(kept)
    (tmp_path / "dangling").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "dangling", "pipe", ""):
        before = sorted(tmp_path.iterdir())
        result = run(*READ, "--out", str(tmp_path / name))
        assert (result.exit_code, result.stdout) == (2, ""), name
        assert "is not a regular file" in result.stderr
        assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "link").is_symlink()
    assert kept.read_text() == "kept"


def test_an_empty_out_is_refused() -> None:
    result = run(*READ, "--out", "")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "names no file" in result.stderr


def test_an_input_is_never_written_over(tmp_path: Path) -> None:
    case, card, corpus = tmp_path / "case.yaml", tmp_path / "card.md", tmp_path / "more"
    case.write_bytes((SEEDS / "s1.yaml").read_bytes())
    card.write_text("A determination.")
    corpus.mkdir()
    (corpus / "README.md").write_text("Ours.")
    os.link(case, tmp_path / "same.yaml")
    for arguments, out in (
        (["draft", str(case)], case),
        (["draft", str(case)], tmp_path / "more" / ".." / "case.yaml"),
        (["draft", str(case)], tmp_path / "same.yaml"),
        (["read", str(case)], case),
        (["check", str(card)], card),
        (["check", str(card), "--case", str(case)], case),
        (["search", "migraine", "--corpus", str(corpus)], corpus / "README.md"),
    ):
        before = out.read_bytes()
        result = run(*arguments, "--out", str(out))
        assert (result.exit_code, result.stdout) == (2, ""), arguments
        assert "is read by this command" in result.stderr
        assert out.read_bytes() == before


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "findings.txt"
    out.write_text("old")

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fails)
    result = run(*READ, "--out", str(out))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "No space left" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["findings.txt"]
    assert out.read_text() == "old"


def test_a_new_file_has_the_users_mode_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("old")
    old.chmod(0o600)
    mask = os.umask(0o027)
    try:
        assert [run(*READ, "--out", str(path)).exit_code for path in (old, new)] == [0, 0]
    finally:
        os.umask(mask)
    assert [path.stat().st_mode & 0o777 for path in (old, new)] == [0o600, 0o640]
    assert old.read_bytes() == new.read_bytes()


ASKED = "read 'Is CPT 64405 necessary?' --policy onb-synthetic"


def shell(command: str) -> subprocess.CompletedProcess[str]:
    program = shlex.join([sys.executable, "-m", "drafter"])
    return subprocess.run(
        ["bash", "-c", command.replace("DRAFTER", program)], capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize("arguments", [ASKED, "explain --all", "policies"])
def test_a_full_device_is_a_message(arguments: str) -> None:
    done = shell(f"DRAFTER {arguments} >/dev/full")
    assert done.returncode == 2
    assert done.stderr.startswith("drafter: ")
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


def test_closed_streams_and_odd_bytes_are_no_tracebacks() -> None:
    closed = shell(f"DRAFTER {ASKED} >&-")
    assert (closed.returncode, "output is closed" in closed.stderr) == (2, True)
    gone = shell(f"DRAFTER {ASKED} | true; exit ${{PIPESTATUS[0]}}")
    assert (gone.returncode, gone.stderr) == (141, "")
    silent = shell("DRAFTER read - <&-")
    assert (silent.returncode, "input is closed" in silent.stderr) == (2, True)
    for argument in ("$'Is CPT 64405 for n\\xe9e necessary?'", "$'n\\xe9e.yaml'", "$'n\\xe9e'"):
        odd = shell(f"DRAFTER read {argument}")
        assert (odd.returncode, odd.stdout) == (2, "")
        assert odd.stderr.startswith("drafter: ")
        assert "Traceback" not in odd.stderr


def test_a_near_policy_id_is_suggested() -> None:
    assert "tpi-aetna-cpb-0016" in run("draft", QUESTION, "--policy", "tpi-aetna-0016").stderr


def test_read_prints_findings_with_their_spans() -> None:
    result = run("read", QUESTION, "--policy", "onb-synthetic", "--format", "json")
    assert result.exit_code == 0
    findings = document(result)["findings"]
    assert [f["criterion"] for f in findings] == [f"S{n}" for n in range(1, 10)]
    assert {f["line"] for f in findings} == {0}
    assert all(
        QUESTION[c["start"] : c["end"]] == c["quote"] for f in findings for c in f["citations"] if c["in"] == "text"
    )


def test_a_case_on_standard_input() -> None:
    result = run("draft", "-", "--format", "json", given=(SEEDS / "s2.yaml").read_bytes())
    lines = document(result)["determination"]["lines"]
    assert [(line["outcome"], line["basis"]) for line in lines] == [
        ("pend", "insufficient_information"),
        (None, "already_decided"),
    ]


def test_our_own_card_and_draft_pass_the_check(tmp_path: Path) -> None:
    for name, format in (("card.md", "card"), ("draft.json", "json")):
        path = tmp_path / name
        run("draft", str(SEEDS / "s1.yaml"), "--format", format, "--out", str(path))
        result = run("check", str(path), "--format", "json")
        assert result.exit_code == 0, result.stdout
        assert document(result)["violations"] == []
        assert document(result)["unparsed"] == []


def test_a_changed_card_does_not_pass(tmp_path: Path) -> None:
    path = tmp_path / "draft.json"
    run("draft", str(SEEDS / "s1.yaml"), "--format", "json", "--out", str(path))
    changed = json.loads(path.read_text(encoding="utf-8"))
    line = changed["determination"]["lines"][1]
    line |= {"outcome": "certify", "basis": "medical_necessity", "blocking": [], "certified": {"sessions": 3, "of": 3}}
    path.write_text(json.dumps(changed), encoding="utf-8")
    result = run("check", str(path))
    assert result.exit_code == 1
    assert "error" in result.stdout


def test_a_card_carries_its_own_proof(tmp_path: Path) -> None:
    path = tmp_path / "card.md"
    run("draft", str(SEEDS / "s1.yaml"), "--out", str(path))
    path.write_text(path.read_text(encoding="utf-8").replace("PEND", "CERTIFY"), encoding="utf-8")
    result = run("check", str(path), "--format", "json")
    assert result.exit_code == 1
    assert "OUT006" in {v["code"] for v in document(result)["violations"]}


def test_a_case_is_not_a_determination() -> None:
    result = run("check", str(SEEDS / "s1.yaml"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "a case" in result.stderr


def test_search_finds_abstains_and_filters() -> None:
    found = document(run("search", "greater occipital nerve block for migraine", "-k", "3", "--format", "json"))
    assert (len(found["results"]), found["abstained"]) == (3, False)
    assert {"passage", "policy", "type", "score", "text"} <= set(found["results"][0])
    only = document(run("search", "occipital nerve block", "--type", "research", "--format", "json"))
    assert {row["type"] for row in only["results"]} == {"research"}
    nothing = run("search", "zebra telescope quarterly dividend", "--format", "json")
    assert (nothing.exit_code, document(nothing)) == (0, {"results": [], "abstained": True})


def test_the_index_is_built_once(home: Path) -> None:
    first, second = run("index"), run("index")
    assert "0 unchanged" in first.stdout
    assert second.stdout.startswith("0 passages added, 0 removed")
    assert (home / "index").is_dir()
    assert "0 unchanged" in run("index", "--rebuild").stdout


def test_a_further_corpus_has_an_index_of_its_own(home: Path, tmp_path: Path) -> None:
    (tmp_path / "guidelines").mkdir()
    front = "type: guideline\ntitle: Own\norganisation: Us\nverified: read\ntopics: [x]\nclaims: [Zebras graze.]\n"
    note = f"---\n{front}---\n## Zebra\nZebras graze.\n"
    (tmp_path / "guidelines" / "own.md").write_text(note, encoding="utf-8")
    run("index")
    found = document(run("search", "do zebras graze", "--corpus", str(tmp_path), "--format", "json"))
    assert found["results"][0]["text"] == "Zebras graze."
    assert run("index").stdout.startswith("0 passages added, 0 removed")


def test_every_rule_explains_itself() -> None:
    table = run("explain", "--all")
    assert table.exit_code == 0
    text = run("explain", "CIT001").stdout
    assert all(word in text for word in ("CIT001", "dangling-citation", "Wrong:", "Right:"))


def test_the_version_is_told() -> None:
    assert run("--version").stdout.startswith("drafter ")


def test_policies_are_listed() -> None:
    listed = run("policies").stdout
    assert all(id in listed for id in ("tpi-aetna-cpb-0016", "tpi-medicare-lcd", "onb-synthetic", "L34211"))


HEAVY = ("chromadb", "torch", "sentence_transformers", "openai", "fastapi", "transformers", "sqlalchemy", "alembic")


@pytest.mark.parametrize(
    "arguments", [["--help"], ["read", QUESTION, *BOUND], ["check", "README.md"], ["policies"]], ids=lambda a: a[0]
)
def test_light_verbs_load_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys\nfrom typer.testing import CliRunner\nfrom drafter.cli import app\n"
        f"result = CliRunner().invoke(app, {arguments!r})\n"
        f"print(result.exit_code, *[name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    code, *loaded = done.stdout.split()
    assert code in "01"
    assert loaded == []


def test_a_reader_that_reads_the_same_every_time_is_not_asked_to_repeat() -> None:
    result = run("read", QUESTION, *BOUND, "--repeat", "3", "--reader", "lexical")
    assert result.exit_code == 2
    assert "--repeat 3" in result.stderr


def test_help_waits_for_no_library_but_its_own() -> None:
    code = "import sys, drafter.cli; print({'numpy', 'pydantic', 'yaml', 'drafter.domain'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=dict(os.environ))
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "set()\n", "")
