"""No identifier is sent or written: what is found in a record, what stays, and what every door lets out."""

from __future__ import annotations

import importlib.util
import json
import re
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from openai_server import Endpoint, says, serving
from suites import suite
from typer.testing import CliRunner, Result

from drafter import config, embedding, privacy, retrieval
from drafter.cli import app
from drafter.corpus import Corpus
from drafter.domain import Case, Draft
from drafter.privacy import apart, masked
from drafter.retrieval import Index

BENCH = Path(__file__).parents[1] / "evals" / "bench" / "identifiers.py"
SEED = Path(__file__).parents[1] / "evals" / "seeds" / "cases" / "s1.yaml"
TODAY = "2026-11-20"


def bench() -> Any:
    spec = importlib.util.spec_from_file_location("identifiers_bench", BENCH)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.mark.parametrize("half", ["develop", "held_out"])
def test_planted_identifiers_are_masked_and_clinical_words_stay(half: str) -> None:
    measured = bench()
    wrong, number = measured.missed(half, measured.ours())
    planted = sum(n for kind, n in number.items() if kind != "other")
    left = [value for kind, values in wrong.items() if kind != "other" for value in values]
    assert planted >= 29
    assert len(left) <= planted * 0.03, left
    assert len(wrong.get("other", ())) <= number["other"] * 0.005, wrong["other"]


CLINICAL = [
    "Patient: 72 F, right knee osteoarthritis. Provider: Pain Management. Name: Botulinum toxin.",
    "MR Lumbar Spine of 09/30/2026, CT 10/01/2026; DOS 10/14/2026; policy L39671, LCD L34555, NCT01234567.",
    "CPT 64405 x 2, J0585 155 units, ICD-10 M54.81, G43.709; claim 20552 x1; NDC 00023-1145-01.",
    "Spurling and Kemp negative, Tinel positive; Baker cyst; PHQ-9 14; VAS 8/10; BP 128/82; age 54; 12 sessions.",
    "Headache 20 days per month since May 2024. Dr visits: 3. 2 Lumbar Injections. Mild relief, 75%, for 6 weeks.",
    "Assessment: Chronic Migraine Without Aura. Plan: Physical Therapy. From: Neurology. To: Utilization Management.",
]


@pytest.mark.parametrize("text", CLINICAL)
def test_what_a_reviewer_decides_by_is_never_masked(text: str) -> None:
    assert masked(text) == text


def test_a_name_is_known_again_in_the_other_notes_of_the_case_and_in_other_letters() -> None:
    notes = ({"text": "Patient: ROE, JANE\nMiles Ott, DPT, treated her."}, {"text": "Roe walks 2 miles; Ott agrees."})
    case = Case.model_validate({"notes": notes})
    known = privacy.of_case(case)
    assert masked(case.notes[1].text, known) == "███ walks 2 miles; ███ agrees."
    assert privacy.without(case.notes[1].text, known) == " walks 2 miles;  agrees."


@given(st.text(alphabet="ab c.", max_size=40), st.sets(st.text(alphabet="abc", min_size=1, max_size=3), max_size=3))
def test_masking_keeps_every_place_and_leaves_no_identifier(text: str, planted: set[str]) -> None:
    painted = masked(text, planted)
    assert len(painted) == len(text)
    assert all(was == now or now == "█" for was, now in zip(text, painted, strict=True))
    for identifier in planted:
        if len(identifier) > 1:
            assert not re.search(rf"(?<!\w){identifier}(?!\w)", painted)


def test_what_is_given_apart_is_values_and_the_words_of_names() -> None:
    found = apart({"name": "Jane Q Roe", "id": "W12 345"}, {"npi": "1999999999", "fax": ""})
    assert found == {"Jane Q Roe", "Jane", "Roe", "W12 345", "1999999999"}
    assert masked("Ms. Roe (jane) W12 345, Roerich", found) == "Ms. ███ (████) ███████, Roerich"


@pytest.mark.parametrize("text", ["A" * 40_000, "Aa " * 15_000, "1-" * 20_000, "Patient: " * 5_000, "12 St. " * 6_000])
def test_a_text_of_one_thing_takes_no_longer_than_others(text: str) -> None:
    began = time.process_time()
    assert len(masked(text)) == len(text)
    assert time.process_time() - began < 20  # a backtracking expression would take hours


# ------------------------------------------------------------------------------------------------------ every door

MEMBER = {"name": "Zephyrine Quackenbush", "id": "W7712039455", "date_of_birth": "1987-03-09"}
PROVIDER = {"name": "Bartholomew Inglethorpe", "npi": "1234567893", "phone": "212-555-0187"}
NOTE = (
    "Patient: Zephyrine Quackenbush  DOB: 03/09/1987  MRN: 00482913. Home address: 418 Maple Avenue, Albany, NY 12207."
    "\n"
    "Ms. Quackenbush is seen by Thaddeus Vanderlinde, MD, fax 212-555-0188, t.vander@example.org, SSN 123-45-6789.\n"
    "Myofascial pain syndrome of the neck. Neck pain for over 3 months. Quackenbush has trigger points in the left "
    "trapezius, seen by Dr. Vanderlinde. Ibuprofen and massage did not help.\n"
)
ASKED = "Are trigger point injections (CPT 20553) medically necessary? "
QUOTE = "Quackenbush has trigger points in the left trapezius"
SECRETS = (
    "Zephyrine", "Quackenbush", "W7712039455", "1987-03-09", "03/09/1987", "Inglethorpe", "1234567893", "555-0187",
    "00482913", "Maple", "12207", "Vanderlinde", "555-0188", "t.vander", "123-45-6789",
)  # fmt: skip
STRUCTURED = {"text": ASKED + NOTE, "services": [{"code": "20553"}], "request_date": "2026-11-10", "member": MEMBER,
              "provider": PROVIDER, "notes": [{"date": "2026-11-01", "text": NOTE}]}  # fmt: skip
FORMATS = ("case.yaml", "case.json", "case.txt", "question")


def leaked(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret.casefold() in text.casefold()]


def put(folder: Path, form: str, data: dict[str, Any] = STRUCTURED) -> str:
    """What to give as CASE."""
    if form == "question":
        return " ".join((ASKED + NOTE).split())
    text = {"case.yaml": yaml.safe_dump(data), "case.json": json.dumps(data), "case.txt": ASKED + NOTE}[form]
    (folder / form).write_text(text, encoding="utf-8")
    return str(folder / form)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    """A language model that quotes what it was shown of one sentence."""
    quote = masked(NOTE)[NOTE.index(QUOTE) :][: len(QUOTE)]
    said = {
        "criterion": "A4",
        "status": "met",
        "quotes": [{"place": "text", "quote": quote}],
        "why": "",
        "measured": [],
    }

    def answer(handler: Any, body: dict[str, Any]) -> None:
        asks_to_write = '"slots"' in json.dumps(body["response_format"])
        says({"slots": []} if asks_to_write else {"findings": [said]})(handler, body)

    with serving(answer) as served:
        monkeypatch.setenv("DRAFTER_BASE_URL", served.url)
        monkeypatch.setenv("DRAFTER_EMBEDDING", "hashed")
        yield served


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, packaged_corpus: Corpus) -> Path:
    """An index on disk of a few passages, made once."""
    folder, embedder = tmp_path_factory.mktemp("index"), embedding.load("hashed")
    passages = [passage for passage in packaged_corpus.passages if passage.type != "policy"][:20]
    retrieval.refresh(folder, passages, embedder, source="few")
    return folder


def test_an_index_keeps_nothing_that_lay_in_memory_when_it_was_made(tmp_path: Path, packaged_corpus: Corpus) -> None:
    """The files for vectors of which none is there yet, which Chroma writes as it finds them in memory."""
    embedder, passages = embedding.load("hashed"), packaged_corpus.passages[:5]
    retrieval.refresh(tmp_path / "i", passages, embedder, source="few")
    [file] = (tmp_path / "i").glob("*/data_level0.bin")
    with Index(tmp_path / "i", embedder) as opened:
        assert opened.search(passages[0].text)
        file.write_bytes((b"Quackenbush " * file.stat().st_size)[: file.stat().st_size])
    assert leaked(file.read_bytes().decode("latin-1")) == []
    with Index(tmp_path / "i", embedder) as opened:
        assert opened.search(passages[0].text)


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch, packaged_corpus: Corpus, index: Path) -> Path:
    monkeypatch.setattr(config, "corpus", lambda given: packaged_corpus)
    monkeypatch.setattr(config, "index", lambda given, held, **more: (Index(index, embedding.load("hashed")), None))
    return index


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_sent_or_written_beside_the_record_holds_an_identifier(
    form: str, endpoint: Endpoint, cheap: Path, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries: list[str] = []
    search = Index.search
    monkeypatch.setattr(Index, "search", lambda self, q, **more: queries.append(q) or search(self, q, **more))
    bound = ("--policy", "tpi-aetna-cpb-0016", "--today", TODAY, "--model", "m", "--reader", "model")
    made = run("draft", put(tmp_path, form), *bound, "--writer", "model", "--format", "json", "--keep", "Nell Ruiz")
    assert made.stdout, (made.stderr, made.exception)
    draft = Draft.model_validate_json(made.stdout)
    sent = json.dumps(endpoint.requests, ensure_ascii=False)
    assert "trigger points in the left" in sent  # the record itself is read
    assert queries
    assert (leaked(sent), leaked(" ".join(queries)), leaked(made.stderr)) == ([], [], [])
    [line] = draft.determination.lines
    [cited] = next(finding.citations for finding in line.findings if finding.criterion == "A4")
    assert QUOTE.split() == cited.quote.split()  # restored, and of the text as given
    assert (draft.case.text or "")[cited.start : cited.end] == cited.quote
    with sqlite3.connect(home / "store.db") as store:
        events = json.dumps(store.execute("SELECT * FROM events").fetchall())
        bodies = [json.loads(body) for [body] in store.execute("SELECT body FROM documents")]
    store.close()
    assert leaked(events) == []
    for body in bodies:  # beside the record and what is quoted from it
        assert body["case"]["member"] == body["case"]["provider"] == {}
        body["case"].pop("text"), body["case"].pop("notes")
        assert leaked(re.sub(r"“[^”]*”|\"(quote|text)\": \"[^\"]*\"", "", json.dumps(body, ensure_ascii=False))) == []
    written = {file.name: leaked(file.read_bytes().decode("latin-1")) for file in cheap.rglob("*") if file.is_file()}
    assert {name: found for name, found in written.items() if found} == {}


def test_a_run_keeps_no_identifier_in_its_log_its_page_or_its_replies(
    endpoint: Endpoint, cheap: Path, tmp_path: Path, home: Path
) -> None:
    case = yaml.safe_load(SEED.read_text("utf-8"))
    case["notes"].append({"kind": "letter", "text": NOTE.replace("trigger points", "tender points")})
    case |= {"member": MEMBER, "provider": PROVIDER}
    folder, out = suite(tmp_path / "s", {"one": case}), tmp_path / "run"
    ran = run("eval", str(folder), "--model", "m", "--reader", "both", "--out", str(out), "--workers", "1")
    assert ran.exit_code == 0, (ran.stderr, ran.exception, ran.exc_info)
    assert leaked(ran.stdout + ran.stderr) == []
    kept = [file for place in (out, home) for file in place.rglob("*") if file.is_file()]
    assert {"log.jsonl"} < {file.name for file in kept}
    assert [(file.name, found) for file in kept if (found := leaked(file.read_bytes().decode("latin-1")))] == []
    assert "████" in (out / "log.jsonl").read_text("utf-8")


BROKEN: dict[str, Any] = {
    "markup": {"notes": [{"text": NOTE + "{{ patient }}"}]},
    "control": {"notes": [{"text": NOTE + "\x07"}]},
    "list": {"member": [MEMBER["name"], MEMBER["id"]]},
    "nested": {"member": {"name": {"first": "Zephyrine", "last": "Quackenbush"}}},
    "text": {"text": [NOTE]},
    "long": {"text": NOTE * 400},
    "note": {"notes": NOTE},
}


@pytest.mark.parametrize("form", ["case.yaml", "case.json"])
@pytest.mark.parametrize("fault", BROKEN)
def test_messages_name_the_place_and_no_identifier(fault: str, form: str, tmp_path: Path, cheap: Path) -> None:
    refused = run("read", put(tmp_path, form, STRUCTURED | BROKEN[fault]), "--policy", "tpi-aetna-cpb-0016")
    assert refused.exit_code == 2, refused.stdout[:300]
    assert leaked(refused.stderr) == []


def test_a_draft_of_a_case_without_identifiers_asks_the_index_as_before(packaged_corpus: Corpus) -> None:
    text = "Neck pain for 3 months. Trigger points in the left trapezius."
    assert privacy.without(text, privacy.of_case(Case(text=text))) == text
