"""The language model: one method, a client for every OpenAI-protocol endpoint, and a double that ships.

A provider is a base URL and a key: OpenAI, Azure, vLLM, Ollama and llama.cpp are all served by `OpenAIModel` over chat
completions (the newer responses interface is known to ignore a schema without a word on some servers).
`ask` is the door that rooms use: it holds the reply to a pydantic class, from which the schema is made too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, ValidationError

from drafter.errors import (
    InputError,
    ModelError,
    ModelMalformed,
    ModelRefused,
    ModelTruncated,
    ModelUnreachable,
)

if TYPE_CHECKING:
    import openai
    from openai.types.chat import ChatCompletion


class Model(Protocol):
    """A language model."""

    name: str
    """Its name, as provenance records it."""

    def complete(self, system: str, user: str, schema: Mapping[str, Any], *, max_tokens: int) -> dict[str, Any]:
        """One JSON object written after the schema, or a ModelError."""

    def turn(self, n: int) -> Model:
        """The model for the n-th reading of the same thing, from 0: the first is as repeatable as it can be, the
        others are free to differ, so that what they share means something."""


@dataclass
class Spent:
    """What a model was given and wrote, in tokens."""

    tokens_in: int = 0
    """Tokens of prompts."""
    tokens_out: int = 0
    """Tokens of replies."""

    def add(self, tokens_in: int, tokens_out: int) -> None:
        """Count the tokens of one answer; what a model is given as `on_usage`."""
        self.tokens_in += tokens_in
        self.tokens_out += tokens_out


class Reply(BaseModel):
    """The manner of every structured reply: closed, every field required, every string and list bounded."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


R = TypeVar("R", bound=Reply)


def ask(
    model: Model,
    system: str,
    user: str,
    reply: type[R],
    *,
    max_tokens: int,
    choices: Mapping[str, Sequence[str]] = {},
    most: Mapping[str, int] = {},
) -> R:
    """The model's reply as `reply`; ModelMalformed where it does not follow that class.

    In the schema that is sent, `choices` narrows string fields of that name, at any depth, to an enumeration, and
    `most` the length of lists. The class stays wider: a reply that goes beyond is the caller's to judge.
    """
    answer = model.complete(system, user, _narrowed(reply.model_json_schema(), choices, most), max_tokens=max_tokens)
    try:
        return reply.model_validate_json(json.dumps(answer))
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the whole reply"
        raise ModelMalformed(
            f"the reply does not follow the schema: {first['msg']} (at {place})", where=model.name, todo=_TODO_MALFORMED
        ) from None
    except (TypeError, ValueError, RecursionError):
        raise ModelMalformed("the reply is not JSON", where=model.name, todo=_TODO_MALFORMED) from None


_TODO_MALFORMED = "Try again, or use a model that honours a JSON schema; the built-in reader and writer need none."


def _narrowed(schema: dict[str, Any], choices: Mapping[str, Sequence[str]], most: Mapping[str, int]) -> dict[str, Any]:
    """The schema with every named field narrowed; titles are dropped, they only cost tokens."""

    def walk(node: Any, name: str | None) -> Any:
        if isinstance(node, list):
            return [walk(item, None) for item in node]
        if not isinstance(node, dict):
            return node
        if name is not None and name in choices and node.get("type") == "string":
            return {"type": "string", "enum": list(choices[name])}
        kept = {key: value for key, value in node.items() if not (key == "title" and isinstance(value, str))}
        if name is not None and name in most and node.get("type") == "array":
            kept["maxItems"] = most[name]
        return {
            key: {field: walk(below, field) for field, below in value.items()}
            if key in ("properties", "$defs")
            else walk(value, None)
            for key, value in kept.items()
        }

    narrowed: dict[str, Any] = walk(schema, None)
    return narrowed


# ------------------------------------------------------------------------------------------------ the real endpoint

OPENAI_URL = "https://api.openai.com/v1"
"""Where OpenAI itself answers."""

_FREEDOM = 0.7
"""Temperature of the second and later readings: enough to differ where the first was a close call."""

_CAN_BE_GIVEN_UP = ("response_format", "max_tokens", "temperature", "seed")
"""Parameters an endpoint may refuse: a schema gives way to plain JSON mode with the schema in the prompt, `max_tokens`
to its newer name, the other two go."""


@dataclass
class OpenAIModel:
    """A model behind an OpenAI-protocol endpoint."""

    name: str
    """Name of the model, as the endpoint knows it."""
    base_url: str = OPENAI_URL
    """Address of the endpoint, up to and with `/v1`."""
    key: str | None = field(default=None, repr=False)
    """The key; none for an endpoint that asks for none."""
    key_name: str = "OPENAI_API_KEY"
    """Where the key is looked for, so that a message can say so."""
    timeout: float = 120.0
    """Seconds one attempt may take."""
    retries: int = 2
    """Attempts after the first on a rate limit (waiting as `Retry-After` says), a server error or a lost connection."""
    seed: int = 20
    """Sent, so that a run can be repeated as far as the endpoint allows."""
    temperature: float = 0.0
    """How freely it chooses its words."""
    on_usage: Callable[[int, int], None] = field(default=lambda prompt, reply: None, repr=False, compare=False)
    """Told the tokens of prompt and reply of every answer that says them, in the thread that asked."""
    _given_up: frozenset[str] = field(default=frozenset(), init=False, repr=False)
    """Parameters this endpoint has been found not to take."""

    def __post_init__(self) -> None:
        if not _is_address(self.base_url):
            todo = "Give it as http://host:port/v1 or https://host/v1."
            raise InputError("the address of the language model's endpoint is none", where=self.endpoint, todo=todo)
        if self.key is not None and not (self.key.isascii() and self.key.isprintable()):
            raise InputError(f"the key in {self.key_name} holds characters that no key has", todo="Set it again.")

    def turn(self, n: int) -> OpenAIModel:
        """The same model with another seed and, after the first, with some freedom."""
        if n == 0:
            return self
        other = replace(self, seed=self.seed + n, temperature=_FREEDOM)
        other._given_up = self._given_up
        return other

    def complete(self, system: str, user: str, schema: Mapping[str, Any], *, max_tokens: int) -> dict[str, Any]:
        """One JSON object written after the schema, or a ModelError; the wording of neither key nor prompt is shown."""
        import openai

        given_up = self._given_up
        while True:
            arguments = _arguments(system, user, schema, max_tokens, self.seed, self.temperature, given_up)
            try:
                answer = self._client.chat.completions.create(model=self.name, **arguments)
                break
            except openai.OpenAIError as error:
                refused = _refused_parameter(error, given_up)
                if refused is None:
                    # The cause is left out: it carries what the endpoint echoed, which may be key or prompt.
                    raise self._translated(error) from None
                given_up |= {refused}
            except UnicodeEncodeError:
                raise InputError("the case holds half a surrogate pair, which cannot be sent") from None
            except ValueError:
                raise self._malformed("the endpoint's answer is not JSON") from None
        self._given_up = given_up
        usage = getattr(answer, "usage", None)
        used = (getattr(usage, "prompt_tokens", None), getattr(usage, "completion_tokens", None))
        self.on_usage(*(tokens if isinstance(tokens, int) else 0 for tokens in used))
        return self._object(answer)

    @cached_property
    def _client(self) -> openai.OpenAI:
        import openai

        # A key is always given: without one the library would send the one in the environment to any address.
        return openai.OpenAI(
            api_key=self.key or "none", base_url=self.base_url, timeout=self.timeout, max_retries=self.retries
        )

    @property
    def endpoint(self) -> str:
        """The address as it may be shown: without user, password or query."""
        return re.sub(r"//[^/@]*@|[?#].*", lambda found: "//" if found[0][0] == "/" else "", self.base_url)

    def _object(self, answer: ChatCompletion) -> dict[str, Any]:
        """The object in the answer."""
        # Nothing of an endpoint's answer is sure to be there, or of its kind: the library builds what it is given.
        choices = getattr(answer, "choices", None)
        choice = choices[0] if isinstance(choices, list) and choices else None
        message = getattr(choice, "message", None)
        if message is None:
            raise self._malformed("the endpoint's answer is no chat completion")
        finish = getattr(choice, "finish_reason", None)
        if getattr(message, "refusal", None) or finish == "content_filter":
            raise ModelRefused("the model declined to answer", where=self.endpoint, todo=_TODO_REFUSED)
        if finish == "length":
            raise ModelTruncated("the reply stopped before its end", where=self.endpoint, todo=_TODO_TRUNCATED)
        content = getattr(message, "content", None)
        try:
            value = json.loads(content if isinstance(content, str) else "", parse_constant=_no_constant)
        except (ValueError, RecursionError):
            raise self._malformed("the reply is not JSON") from None
        if not isinstance(value, dict):
            raise self._malformed(f"the reply is a JSON {type(value).__name__}, not an object")
        return value

    def _malformed(self, what: str) -> ModelMalformed:
        return ModelMalformed(what, where=self.endpoint, todo=_TODO_MALFORMED)

    def _translated(self, error: openai.OpenAIError) -> ModelError:
        """The error of our tree for one of the library's."""
        import openai

        if isinstance(error, openai.APITimeoutError):
            return self._unreachable(f"no answer within {self.timeout:g} s", "Give it more time, or a smaller model.")
        if isinstance(error, openai.APIConnectionError):
            return self._unreachable("cannot be reached", "Check that the endpoint is up and its address right.")
        if not isinstance(error, openai.APIStatusError):
            return self._malformed("the endpoint's answer cannot be understood")
        code = error.code if isinstance(error.code, str) and error.code.replace("_", "").isalnum() else ""
        if code == "content_filter":
            return ModelRefused("the endpoint declined the request", where=self.endpoint, todo=_TODO_REFUSED)
        what = f"the endpoint answers {error.status_code}" + (f" ({code[:40]})" if code else "")
        todo = _TODO_STATUS.get(error.status_code, "Try again later." if error.status_code >= 500 else None)
        if error.status_code in (400, 413, 422):
            return ModelError(f"{what} to model {self.name!r}", where=self.endpoint, todo=_TODO_REJECTED)
        return self._unreachable(what, (todo or "Check the endpoint's settings.").format(self=self))

    def _unreachable(self, what: str, todo: str) -> ModelUnreachable:
        return ModelUnreachable(what, where=self.endpoint, todo=todo)


def _is_address(url: str) -> bool:
    """Whether it is the address of a web service."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and " " not in url
    except ValueError:
        return False


_TODO_REFUSED = "Draft this case with the built-in reader and writer, or by hand."
_TODO_TRUNCATED = "Use a model that writes longer replies, or give the record in shorter notes."
_TODO_REJECTED = "The request may be too long for this model, or the model may not serve chat completions."
_TODO_STATUS = {
    401: "Check the key in {self.key_name}.",
    403: "Check that the key in {self.key_name} may use model {self.name!r}.",
    404: "Check the address, and that it serves a model named {self.name!r}.",
    429: "The rate limit outlasted every retry; try again later.",
}


def _arguments(
    system: str,
    user: str,
    schema: Mapping[str, Any],
    max_tokens: int,
    seed: int,
    temperature: float,
    given_up: Iterable[str],
) -> dict[str, Any]:
    """The arguments of one request, without what the endpoint has been found not to take."""
    arguments: dict[str, Any] = {"temperature": temperature, "seed": seed, "max_tokens": max_tokens}
    arguments["response_format"] = {
        "type": "json_schema",
        "json_schema": {"name": "reply", "schema": schema, "strict": True},
    }
    for name in given_up:
        del arguments[name]
    if "response_format" in given_up:
        arguments["response_format"] = {"type": "json_object"}
        system += f"\n\nReply with one JSON object and nothing else. Its JSON schema:\n{json.dumps(schema)}"
    if "max_tokens" in given_up:
        arguments["max_completion_tokens"] = max_tokens
    arguments["messages"] = [{"role": "system", "content": system}, {"role": "user", "content": user}]
    return arguments


def _refused_parameter(error: openai.OpenAIError, given_up: Iterable[str]) -> str | None:
    """The parameter to do without, where the endpoint rejected the request for one; each is given up once."""
    import openai

    if not isinstance(error, openai.BadRequestError | openai.UnprocessableEntityError):
        return None
    if error.code in ("content_filter", "context_length_exceeded"):
        return None
    # Many servers reject a schema without naming the parameter at fault.
    named = str(error.param or "response_format").split(".")[0]
    return named if named in _CAN_BE_GIVEN_UP and named not in given_up else None


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


# ------------------------------------------------------------------------------------------------------- the double

Scripted = Mapping[str, Any] | Exception
"""A scripted reply, or the error to raise."""


@dataclass
class ScriptedModel:
    """A double: replies from a list, in order, or from a function of system prompt, user prompt and schema."""

    replies: Sequence[Scripted] | Callable[[str, str, Mapping[str, Any]], Scripted]
    """What it answers."""
    name: str = "scripted"
    """Its name."""
    prompts: list[tuple[str, str]] = field(default_factory=list)
    """Every pair of system and user prompt it was given."""

    def turn(self, n: int) -> ScriptedModel:
        """Itself: the script goes on."""
        return self

    def complete(self, system: str, user: str, schema: Mapping[str, Any], *, max_tokens: int) -> dict[str, Any]:
        """The next reply of the script; ModelUnreachable when a list is used up."""
        self.prompts.append((system, user))
        if callable(self.replies):
            reply = self.replies(system, user, schema)
        elif len(self.prompts) <= len(self.replies):
            reply = self.replies[len(self.prompts) - 1]
        else:
            raise ModelUnreachable(
                f"the script holds {len(self.replies)} replies and was asked for one more", where=self.name
            )
        if isinstance(reply, Exception):
            raise reply
        return dict(reply)
