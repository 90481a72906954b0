"""What holds for every test: a home of its own, no network beyond this machine, no endpoint from the environment, and
no limit of time."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from drafter import corpus, embedding
from drafter.corpus import Corpus, load
from drafter.embedding import Embedder

_ENDPOINTS = ("OPENAI_", "AZURE_OPENAI_", "DRAFTER_", "CHROMA_")
_PROXIES = {"http_proxy", "https_proxy", "all_proxy"}
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty DRAFTER_HOME; whatever names an endpoint, a key or a proxy outside is hidden."""
    for name in list(os.environ):
        if name.startswith(_ENDPOINTS) or name.lower() in _PROXIES:
            monkeypatch.delenv(name)
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("DRAFTER_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection or a name look-up that would leave this machine fails the test, whatever the code catches."""

    def guarded(original: Callable[..., Any], position: int) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            address = args[position] if len(args) > position else None
            host = address[0] if isinstance(address, tuple) else address
            if isinstance(host, bytes):
                host = host.decode()
            inet = not isinstance(args[0], socket.socket) or args[0].family in (socket.AF_INET, socket.AF_INET6)
            if inet and host not in (None, "", "localhost", "::1") and not str(host).startswith("127."):
                pytest.fail(f"a test tried to reach {host!r}")
            return original(*args, **kwargs)

        return call

    monkeypatch.setattr(socket.socket, "connect", guarded(socket.socket.connect, 1))
    monkeypatch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex, 1))
    monkeypatch.setattr(socket, "getaddrinfo", guarded(socket.getaddrinfo, 0))


@pytest.fixture(scope="session")
def minilm() -> Embedder:
    """The real default embedder with what the packaged corpus ships, loaded once per session."""
    return embedding.Shipped(embedding.load(), [corpus.packaged()])


@pytest.fixture(scope="session")
def packaged_corpus() -> Corpus:
    """The packaged corpus, loaded once per session."""
    return load()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--bless` writes golden files anew; read the difference before committing it."""
    parser.addoption("--bless", action="store_true", help="write golden files anew")
