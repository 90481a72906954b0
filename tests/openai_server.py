"""An OpenAI-protocol endpoint on loopback that behaves as scripted, for tests of the real client."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["_Handler", dict[str, Any]], None]


class Endpoint(ThreadingHTTPServer):
    """The endpoint: behaviours are used up in order, the last one is kept for every later request."""

    daemon_threads = True

    def __init__(self, *behaviours: Behaviour) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behaviours = list(behaviours)
        self.requests: list[dict[str, Any]] = []
        self.headers: list[Mapping[str, str]] = []
        self.closing = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def next_behaviour(self) -> Behaviour:
        return self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is part of the script."""


class _Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append(body)
        self.server.headers.append({name.lower(): value for name, value in self.headers.items()})
        self.server.next_behaviour()(self, body)

    def answer(self, status: int, body: bytes, headers: Mapping[str, str] = {}) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


@contextmanager
def serving(*behaviours: Behaviour) -> Iterator[Endpoint]:
    endpoint = Endpoint(*behaviours)
    thread = threading.Thread(target=endpoint.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.closing.set()
        endpoint.shutdown()
        endpoint.server_close()
        thread.join()


def says(content: object, *, finish: str = "stop", refusal: str | None = None) -> Behaviour:
    """A chat completion with this content: text as it is, anything else as JSON."""
    text = content if isinstance(content, str) or content is None else json.dumps(content)
    message = {"role": "assistant", "content": text, "refusal": refusal}
    completion = {
        "id": "c-1",
        "object": "chat.completion",
        "created": 1,
        "model": "scripted",
        "choices": [{"index": 0, "message": message, "finish_reason": finish, "logprobs": None}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }
    return lambda handler, _: handler.answer(200, json.dumps(completion).encode())


def raw(body: bytes, *, status: int = 200, content_type: str = "application/json") -> Behaviour:
    """These bytes."""
    return lambda handler, _: handler.answer(status, body, {"Content-Type": content_type})


def fails(
    status: int, *, code: str | None = None, param: str | None = None, message: str = "no", **headers: str
) -> Behaviour:
    """An error in the protocol's form; header names are given with underscores."""
    error = {"error": {"message": message, "type": "error", "code": code, "param": param}}
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler, _: handler.answer(status, json.dumps(error).encode(), sent)


def drops(handler: _Handler, _: dict[str, Any]) -> None:
    """The connection is cut in the middle of the answer."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"id": ')
    handler.wfile.flush()
    handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True


def hangs(handler: _Handler, _: dict[str, Any]) -> None:
    """No answer before the endpoint closes."""
    handler.server.closing.wait(10)
    handler.close_connection = True
