"""Keeping the index and searching it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.domain import Passage, Source
from drafter.embedding import HashedEmbedder, Vectors
from drafter.errors import IndexUnavailable, InputError
from drafter.retrieval import Index, discard, refresh, up_to_date
from drafter.retrieval.lexical import tokens
from drafter.retrieval.rows import WINDOW, windows
from drafter.retrieval.store import Store


class Counting(HashedEmbedder):
    """Remembers what it was asked to embed."""

    def __init__(self, size: int = 256) -> None:
        super().__init__(size)
        self.seen: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.seen += texts
        return super().embed(texts)


def passage(text: str, **given: Any) -> Passage:
    source = Source(
        title="A source", organisation="An author", document=given.pop("document", None), verified="synthetic"
    )
    number = sha256(text.encode()).hexdigest()[:12]
    return Passage(
        **{"id": f"p-{number}", "type": "guideline", "source": source, "heading": "Part", "text": text, **given}
    )


PASSAGES = (
    passage("Trigger point injections may be used when trigger points are found on palpation.", topics=("20553",)),
    passage("An occipital nerve block is weakly recommended for the short-term treatment of migraine."),
    passage("Steroid in a greater occipital nerve block is weakly advised against.", type="research"),
    passage("Conservative care was tried and failed before trigger point injections.", type="policy", criteria=("A2",)),
    passage("Symptoms have lasted more than three months.", type="policy", criteria=("A3",)),
    passage(
        "Trigger point injections were not certified: no palpation finding.",
        type="determination", decided=dt.date(2025, 3, 1), outcome="not_certify", document="D-1",
    ),
    passage(
        "Trigger point injections were certified after a documented palpation finding.",
        type="determination", decided=dt.date(2025, 9, 1), outcome="certify", document="D-2",
    ),
)  # fmt: skip


@contextmanager
def indexed(
    folder: Path, passages: Sequence[Passage] = PASSAGES, embedder: HashedEmbedder | None = None
) -> Iterator[Index]:
    embedder = embedder or HashedEmbedder()
    refresh(folder, passages, embedder)
    with Index(folder, embedder) as index:
        yield index


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with indexed(tmp_path_factory.mktemp("index") / "store") as opened:
        yield opened


# ------------------------------------------------------------------------------------------------------ keeping it


def test_only_what_is_new_is_embedded_and_what_is_gone_is_removed(tmp_path: Path) -> None:
    embedder = Counting()
    first = refresh(tmp_path / "i", PASSAGES[:5], embedder)
    assert (first.added, first.removed, first.kept, first.embedded) == (5, 0, 0, 5)
    embedder.seen.clear()
    second = refresh(tmp_path / "i", PASSAGES[1:6], embedder)
    assert (second.added, second.removed, second.kept, second.embedded) == (1, 1, 4, 1)
    assert [PASSAGES[5].text in text for text in embedder.seen] == [True]
    embedder.seen.clear()
    third = refresh(tmp_path / "i", PASSAGES[1:6], embedder)
    assert (third.added, third.removed, third.kept, third.embedded) == (0, 0, 5, 0)
    assert embedder.seen == []
    with Index(tmp_path / "i", embedder) as opened:
        found = [opened.search(p.text, k=9).hits for p in PASSAGES[:6]]
        assert {hits[0].passage.id for hits in found[1:]} == {p.id for p in PASSAGES[1:6]}
        assert PASSAGES[0].id not in {hit.passage.id for hits in found for hit in hits}


def test_a_changed_text_is_embedded_again_even_under_an_old_id(tmp_path: Path) -> None:
    embedder = Counting()
    refresh(tmp_path / "i", PASSAGES, embedder)
    embedder.seen.clear()
    changed = PASSAGES[0].model_copy(update={"claims": ("A new claim.",)})
    done = refresh(tmp_path / "i", (changed, *PASSAGES[1:]), embedder)
    assert (done.added, done.removed, done.embedded) == (1, 0, 1)
    assert "A new claim." in embedder.seen[0]


def test_a_store_of_many_rows_is_read_and_emptied_in_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "PAGE", 3)
    many = [passage(f"Statement number {i} about something.") for i in range(20)]
    refresh(tmp_path / "i", many, HashedEmbedder())
    done = refresh(tmp_path / "i", many[10:], HashedEmbedder())
    assert (done.added, done.removed, done.kept, done.embedded) == (0, 10, 10, 0)
    with Store(tmp_path / "i", HashedEmbedder(), create=False) as store:
        assert set(store.rows().values()) == {one.id for one in many[10:]}


def test_progress_counts_the_texts_embedded(tmp_path: Path) -> None:
    many = [passage(f"Statement number {i} about something.") for i in range(70)]
    seen: list[tuple[int, int]] = []
    refresh(tmp_path / "i", many, HashedEmbedder(), on_progress=lambda done, total: seen.append((done, total)))
    assert seen[0] == (0, 70)
    assert seen[-1] == (70, 70)
    assert seen == sorted(seen)
    seen.clear()
    refresh(tmp_path / "i", many, HashedEmbedder(), on_progress=lambda done, total: seen.append((done, total)))
    assert seen == []


def test_another_embedder_builds_anew_and_the_old_vectors_go(tmp_path: Path) -> None:
    refresh(tmp_path / "i", PASSAGES, HashedEmbedder(64))
    with pytest.raises(IndexUnavailable, match=r"hashed-128(.|\n)*drafter index"):
        Index(tmp_path / "i", HashedEmbedder(128))
    assert refresh(tmp_path / "i", PASSAGES, HashedEmbedder(128)).added == len(PASSAGES)
    with Index(tmp_path / "i", HashedEmbedder(128)) as opened:
        assert opened.search(PASSAGES[1].text).hits[0].passage == PASSAGES[1]
    with pytest.raises(IndexUnavailable, match="hashed-64"):
        Index(tmp_path / "i", HashedEmbedder(64))


def test_an_index_that_is_missing_or_behind_says_so(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailable, match=r"no index yet(.|\n)*drafter index"):
        Index(tmp_path / "none", HashedEmbedder())
    assert not (tmp_path / "none").exists()
    refresh(tmp_path / "i", PASSAGES[:3], HashedEmbedder(), source="three")
    assert up_to_date(tmp_path / "i", HashedEmbedder(), "three")
    assert not up_to_date(tmp_path / "i", HashedEmbedder(), "seven")
    assert not up_to_date(tmp_path / "i", HashedEmbedder(64), "three")
    assert not up_to_date(tmp_path / "none", HashedEmbedder(), "three")


def test_an_index_that_lost_vectors_says_so(tmp_path: Path) -> None:
    refresh(tmp_path / "i", PASSAGES, HashedEmbedder())
    with Store(tmp_path / "i", HashedEmbedder(), create=False) as store:
        store.remove(list(store.rows())[:2])
    with pytest.raises(IndexUnavailable, match=r"2 of 7(.|\n)*drafter index"):
        Index(tmp_path / "i", HashedEmbedder())
    for path in (tmp_path / "i").glob("generation-*/words/*.npy"):
        path.write_bytes(b"nonsense")
    with pytest.raises(IndexUnavailable, match="drafter index --rebuild"):
        Index(tmp_path / "i", HashedEmbedder())


def test_an_open_index_answers_from_the_state_it_opened(tmp_path: Path) -> None:
    with indexed(tmp_path / "i", PASSAGES[:6]) as opened:
        refresh(tmp_path / "i", PASSAGES[1:], HashedEmbedder())
        assert {hit.passage.id for hit in opened.search("trigger points", k=9).hits} <= {p.id for p in PASSAGES[:6]}
        with Index(tmp_path / "i", HashedEmbedder()) as fresh:
            assert PASSAGES[0] not in [hit.passage for hit in fresh.search("trigger points", k=9).hits]
        refresh(tmp_path / "i", PASSAGES, HashedEmbedder(64))
        with pytest.raises(IndexUnavailable, match="drafter index"):
            opened.search("trigger points")


def test_an_empty_corpus_is_an_index_that_abstains(tmp_path: Path) -> None:
    with indexed(tmp_path / "i", ()) as opened:
        assert opened.search("trigger point").abstained


def test_a_foreign_folder_is_never_written_to_nor_deleted(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    (tmp_path / "chroma.sqlite3").write_text("somebody else's store")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for attempt in (
        lambda: refresh(tmp_path, PASSAGES, HashedEmbedder()),
        lambda: Index(tmp_path, HashedEmbedder()),
        lambda: discard(tmp_path),
    ):
        with pytest.raises(IndexUnavailable, match="not an index of drafter"):
            attempt()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "i").write_text("a file")
    with pytest.raises(IndexUnavailable):
        refresh(tmp_path / "i", PASSAGES, HashedEmbedder())
    assert (tmp_path / "i").read_text() == "a file"


@pytest.mark.parametrize("damage", ["garbage", "cut"])
def test_a_damaged_store_says_what_to_do_and_can_be_built_again(damage: str, tmp_path: Path) -> None:
    folder = tmp_path / "i"
    refresh(folder, PASSAGES, HashedEmbedder())
    file = folder / "chroma.sqlite3"
    file.write_bytes(b"nonsense " * 999 if damage == "garbage" else file.read_bytes()[: file.stat().st_size // 2])
    for _ in range(2):
        with pytest.raises(IndexUnavailable, match="drafter index --rebuild"):
            refresh(folder, PASSAGES, HashedEmbedder())
        with pytest.raises(IndexUnavailable, match="drafter index --rebuild"):
            Index(folder, HashedEmbedder())
    (folder / "note.txt").write_text("not part of the index")
    discard(folder)
    assert [path.name for path in folder.iterdir()] == ["note.txt"]
    (folder / "note.txt").unlink()
    with indexed(folder) as opened:
        assert opened.search(PASSAGES[1].text).hits[0].passage == PASSAGES[1]
    discard(folder)
    assert not folder.exists()
    discard(folder)


# ------------------------------------------------------------------------------------------------------- searching


def test_every_hit_carries_its_parts_best_first(index: Index) -> None:
    found = index.search("palpation of trigger points", k=4)
    assert not found.abstained
    assert len(found.hits) == 4
    assert [hit.score for hit in found.hits] == sorted((hit.score for hit in found.hits), reverse=True)
    for hit in found.hits:
        assert 0 <= hit.score <= 1
        assert 0 <= hit.dense <= 1
        assert 0 <= hit.lexical <= 1
    assert "palpation" in found.hits[0].passage.text


@pytest.mark.parametrize("query", ["20553", "A2", "steroid"])
def test_a_word_that_only_one_passage_holds_finds_it(index: Index, query: str) -> None:
    top = index.search(query).hits[0].passage
    assert query in (*top.topics, *top.criteria) or query in top.text.lower()


def test_types_dates_and_exclusions_are_kept_to(index: Index) -> None:
    query = "trigger point injections palpation"
    past = index.search(query, types=["determination"], k=9).hits
    assert {hit.passage.source.document for hit in past} == {"D-1", "D-2"}
    both = index.search("conservative care tried; steroid in a nerve block", types=["policy", "research"], k=9).hits
    assert {hit.passage.type for hit in both} == {"policy", "research"}
    earlier = index.search(query, types=["determination"], before=dt.date(2025, 9, 1)).hits
    assert [hit.passage.source.document for hit in earlier] == ["D-1"]
    assert index.search(query, types=["determination"], before=dt.date(2025, 3, 1)).abstained
    others = index.search(query, exclude=["D-2", PASSAGES[0].id], before=dt.date(2026, 1, 1), k=9).hits
    assert {PASSAGES[0].id, PASSAGES[6].id}.isdisjoint(hit.passage.id for hit in others)
    assert {PASSAGES[3].id, PASSAGES[5].id} <= {hit.passage.id for hit in others}


def test_an_undated_determination_is_no_precedent(tmp_path: Path) -> None:
    undated = passage("Trigger point injections were certified.", type="determination")
    with indexed(tmp_path / "i", [undated]) as opened:
        assert opened.search("trigger point injections certified").hits
        assert opened.search("trigger point injections certified", before=dt.date(2030, 1, 1)).abstained


def test_what_is_not_allowed_does_not_crowd_out_what_is(tmp_path: Path) -> None:
    later = dt.date(2026, 1, 1)
    crowd = [
        passage(f"Block of the occipital nerve, note {i}.", type="determination", decided=later) for i in range(260)
    ]
    old = passage("Occipital nerve: an early block.", type="determination", decided=dt.date(2020, 1, 1))
    with indexed(tmp_path / "i", [*crowd, old]) as opened:
        hits = opened.search("block of the occipital nerve", before=later).hits
    assert [hit.passage.id for hit in hits] == [old.id]
    assert hits[0].dense > 0.2


@pytest.mark.parametrize("query", ["quarterly shipping revenue", "zzz qqq", "???", "日本の天気", "🍞"])
def test_nothing_that_bears_on_it_is_an_abstention(index: Index, query: str) -> None:
    found = index.search(query)
    assert (found.hits, found.abstained) == ((), True)


def test_the_answer_is_the_same_from_any_order_and_any_build(tmp_path: Path) -> None:
    query = "trigger point injections"
    twins = [passage("Same words here about trigger point injections.", id=f"p-{i:012x}") for i in range(6)]
    answers = []
    for name, passages in (("a", [*PASSAGES, *twins]), ("b", [*reversed(twins), *reversed(PASSAGES)])):
        with indexed(tmp_path / name, passages) as opened:
            answers.append([(hit.passage.id, hit.score) for hit in opened.search(query, k=20).hits])
            assert answers[-1] == [(hit.passage.id, hit.score) for hit in opened.search(query, k=20).hits]
    assert answers[0] == answers[1]
    tied = [name for name, _ in answers[0] if name.startswith("p-00000000000")]
    assert tied == sorted(tied)
    assert len(tied) == 6


def test_an_embedder_without_a_floor_is_gated_by_words_alone(tmp_path: Path) -> None:
    embedder = HashedEmbedder()
    embedder.floor = None
    with indexed(tmp_path / "i", embedder=embedder) as opened:
        assert opened.search("palpation of trigger points").hits
        assert opened.search("quarterly shipping revenue").abstained


@pytest.mark.parametrize(("query", "k"), [("", 3), (" \n\t", 3), ("block", 0), ("block", -1)])
def test_an_empty_query_or_no_hits_wanted_is_an_input_error(index: Index, query: str, k: int) -> None:
    with pytest.raises(InputError):
        index.search(query, k=k)


def test_a_long_passage_is_found_by_its_last_sentence_and_counts_once(tmp_path: Path) -> None:
    filler = " ".join(f"Filler sentence {i} about administration." for i in range(120))
    long = passage(f"{filler} Ketorolac provoked urticaria.")
    embedder = Counting()
    with indexed(tmp_path / "i", [long, *PASSAGES], embedder) as opened:
        rows = [text for text in embedder.seen if "Filler" in text]
        assert len(rows) > 3
        assert all(len(row.split()) <= WINDOW + 4 for row in rows)
        hits = opened.search("ketorolac urticaria", k=20).hits
    assert hits[0].passage == long
    assert len({hit.passage.id for hit in hits}) == len(hits)


def test_a_long_case_summary_is_read_window_by_window(index: Index) -> None:
    beginning = "The member was seen for an unrelated cough. " * 60
    ending = "Trigger points were found on palpation and trigger point injections may be used. " * 12
    assert index.search(beginning).abstained
    assert "rigger point" in index.search(beginning + ending).hits[0].passage.text
    assert "rigger point" in index.search((beginning + ending) * 50).hits[0].passage.text


@given(st.text(alphabet=st.sampled_from("ab \n.,é-"), max_size=400).map(lambda s: s * 4))
@settings(max_examples=50)
def test_windows_hold_every_word_in_order(text: str) -> None:
    words = text.split()
    pieces = windows(text)
    assert pieces
    assert all(len(piece.split()) <= WINDOW for piece in pieces)
    rebuilt = pieces[0].split()
    for piece in pieces[1:]:
        rebuilt += piece.split()[30:]
    assert rebuilt == words


# ------------------------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Diagnosis M79.18, CPT 64405-50 or 20552/20553", ["m79.18", "64405-50", "64405", "20552", "20553"]),
        ("J3301 and onabotulinumtoxinA", ["j3301", "onabotulinumtoxina"]),
        ("a beta-blocker, 5-HT1 agonists", ["beta-blocker", "beta", "blocker", "5-ht1", "ht1", "agonist"]),
        ("Juškys’ biopsies", ["jusky", "biopsy"]),
        ("diagnosis, status, injections, mass", ["diagnosis", "status", "injection", "mass"]),
        ("VA/DoD 2023", ["va/dod", "va", "dod", "2023"]),
    ],
)
def test_codes_drugs_and_abbreviations_stay_whole(text: str, held: list[str]) -> None:
    assert set(held) <= set(tokens(text))


def test_function_words_are_left_out() -> None:
    assert tokens("What is it that they would do?") == []
