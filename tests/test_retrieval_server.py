"""The vectors on a Chroma server: a real one, on this machine."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_retrieval import PASSAGES, passage
from typer.testing import CliRunner, Result

from drafter.cli import app
from drafter.embedding import HashedEmbedder
from drafter.retrieval import Index, refresh


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("server")
    arguments = ["chroma", "run", "--host", "127.0.0.1", "--port", str(port), "--path", str(folder)]
    code = f"import sys; sys.argv = {arguments!r}; from chromadb.cli.cli import app; app()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            for _ in range(600):
                with socket.socket() as door:
                    if door.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def test_vectors_on_a_server_give_the_same_answers_and_leave_others_theirs(server: str, tmp_path: Path) -> None:
    query, embedder = "palpation of trigger points", HashedEmbedder()
    assert refresh(tmp_path / "here", PASSAGES, embedder).embedded == len(PASSAGES)
    assert refresh(tmp_path / "there", PASSAGES, embedder, server=server).embedded == len(PASSAGES)
    assert not list((tmp_path / "there").glob("chroma*"))
    with Index(tmp_path / "here", embedder) as here, Index(tmp_path / "there", embedder, server=server) as there:
        assert there.search(query) == here.search(query)
        other = refresh(tmp_path / "another", [*PASSAGES[:2], passage("Zebras graze.")], embedder, server=server)
        assert (other.embedded, other.kept) == (1, 2)
        assert there.search(query) == here.search(query)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_the_command_line_takes_a_server_and_says_when_there_is_none(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAFTER_EMBEDDING", "hashed")
    found = run("search", "greater occipital nerve block", "--chroma", server, "--format", "json")
    assert found.exit_code == 0, found.stderr
    assert json.loads(found.stdout)["results"]
    monkeypatch.setenv("DRAFTER_CHROMA", "http://127.0.0.1:9")
    nowhere = run("search", "greater occipital nerve block")
    assert (nowhere.exit_code, "chroma run" in nowhere.stderr) == (2, True)
    for wrong in ("localhost:8000", "ftp://host", "http://host:port", "http://host/path"):
        assert run("index", "--chroma", wrong).exit_code == 2
