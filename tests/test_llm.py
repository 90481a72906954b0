"""The model door: the real client over HTTP against an endpoint on loopback, and the double."""

from __future__ import annotations

import subprocess
import sys
from typing import Annotated, Any

import pytest
from openai_server import Behaviour, drops, fails, hangs, raw, says, serving
from pydantic import Field

from drafter.errors import (
    InputError,
    ModelError,
    ModelMalformed,
    ModelRefused,
    ModelTruncated,
    ModelUnreachable,
)
from drafter.llm import OpenAIModel, Reply, ScriptedModel, ask

KEY = "sk-very-secret-0123456789"
PROMPT = "The record of one member."


class Item(Reply):
    colour: Annotated[str, Field(max_length=10)]
    weight: float | None


class Answer(Reply):
    items: Annotated[tuple[Item, ...], Field(max_length=3)]


GOOD = {"items": [{"colour": "red", "weight": 1.5}]}


def model_at(url: str, **given: Any) -> OpenAIModel:
    return OpenAIModel("tiny", base_url=url, key=KEY, **{"timeout": 20.0, "retries": 0, **given})


def answer(model: Any) -> Answer:
    return ask(
        model, "Be exact.", PROMPT, Answer, max_tokens=50, choices={"colour": ["red", "blue"]}, most={"items": 2}
    )


def test_a_good_reply_comes_back_as_the_class_and_the_request_is_bounded_and_repeatable() -> None:
    with serving(says(GOOD)) as endpoint:
        assert answer(model_at(endpoint.url)) == Answer(items=(Item(colour="red", weight=1.5),))
        (request,) = endpoint.requests
    assert (request["temperature"], request["max_tokens"], request["seed"]) == (0, 50, 20)
    sent = request["response_format"]["json_schema"]
    assert sent["strict"] is True
    assert sent["schema"]["properties"]["items"]["maxItems"] == 2
    item = sent["schema"]["$defs"]["Item"]
    assert item["properties"]["colour"] == {"type": "string", "enum": ["red", "blue"]}
    assert item["required"] == ["colour", "weight"]
    assert item["additionalProperties"] is False
    assert endpoint.headers[0]["authorization"] == f"Bearer {KEY}"


def test_without_a_key_none_from_the_environment_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with serving(says(GOOD)) as endpoint:
        answer(OpenAIModel("tiny", base_url=endpoint.url, retries=0))
        assert KEY not in str(endpoint.headers)


@pytest.mark.parametrize(
    ("behaviour", "error"),
    [
        (says(None, refusal="I cannot help with that."), ModelRefused),
        (says("", finish="content_filter"), ModelRefused),
        (fails(400, code="content_filter"), ModelRefused),
        (says('{"items": [', finish="length"), ModelTruncated),
        (says('{"items": ['), ModelMalformed),
        (says("```json\n{}\n```"), ModelMalformed),
        (says(None), ModelMalformed),
        (says([1, 2]), ModelMalformed),
        (says('{"items": NaN}'), ModelMalformed),
        (says("[" * 100_000), ModelMalformed),
        (says({"items": "red"}), ModelMalformed),
        (says({"items": [{"colour": "red"}]}), ModelMalformed),
        (says({"items": [{"colour": "red", "weight": 1, "outcome": "certify"}]}), ModelMalformed),
        (says({"items": [{"colour": "r" * 11, "weight": 1}]}), ModelMalformed),
        (says({"items": [{"colour": "red", "weight": "1"}]}), ModelMalformed),
        (says('{"items": [{"colour": "\\ud800", "weight": 1}]}'), ModelMalformed),
        (raw(b"<html>a proxy</html>", content_type="text/html"), ModelMalformed),
        (raw(b'{"choices": ['), ModelMalformed),
        (raw(b'{"choices": []}'), ModelMalformed),
        (raw(b"{}"), ModelMalformed),
        (raw(b"[]"), ModelMalformed),
        (raw(b"null"), ModelMalformed),
        (raw(b'"text"'), ModelMalformed),
        (raw(b'{"choices": 5}'), ModelMalformed),
        (raw(b'{"choices": {"a": 1}}'), ModelMalformed),
        (raw(b'{"choices": ["x"]}'), ModelMalformed),
        (raw(b'{"choices": [null]}'), ModelMalformed),
        (raw(b'{"choices": [{}]}'), ModelMalformed),
        (raw(b'{"choices": [{"message": null}]}'), ModelMalformed),
        (raw(b'{"choices": [{"message": "{}"}]}'), ModelMalformed),
        (raw(b'{"choices": [{"message": {}}]}'), ModelMalformed),
        (raw(b'{"choices": [{"message": {"content": [{"type": "text", "text": "{}"}]}}]}'), ModelMalformed),
        (raw(b'{"choices": [{"message": {"content": {"items": []}}}]}'), ModelMalformed),
        (raw(b'{"choices": [{"message": {"content": 5}, "finish_reason": ["stop"]}]}'), ModelMalformed),
        (fails(401), ModelUnreachable),
        (fails(404), ModelUnreachable),
        (fails(429), ModelUnreachable),
        (fails(500), ModelUnreachable),
        (fails(503), ModelUnreachable),
        (fails(400, code="context_length_exceeded"), ModelError),
        (drops, ModelUnreachable),
    ],
)
def test_every_failure_is_one_of_our_errors_and_shows_neither_key_nor_prompt(
    behaviour: Behaviour, error: type[ModelError]
) -> None:
    with serving(behaviour) as endpoint, pytest.raises(ModelError) as caught:
        answer(model_at(endpoint.url))
    assert type(caught.value) is error
    assert caught.value.where in (endpoint.url, "tiny")
    assert caught.value.todo
    assert KEY not in str(caught.value)
    assert PROMPT not in str(caught.value)


def test_what_the_endpoint_echoes_is_not_repeated() -> None:
    echo = f"Incorrect API key provided: {KEY}. You sent: {PROMPT}"
    with serving(fails(401, message=echo, code=KEY)) as endpoint, pytest.raises(ModelUnreachable) as caught:
        answer(model_at(endpoint.url.replace("http://", f"http://user:{KEY}@"), key_name="PLAN_KEY"))
    assert KEY not in str(caught.value)
    assert PROMPT not in str(caught.value)
    assert "PLAN_KEY" in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_rate_limit_is_waited_out_as_told() -> None:
    with serving(fails(429, Retry_After_Ms="1"), fails(429, Retry_After="0.01"), says(GOOD)) as endpoint:
        answer(model_at(endpoint.url, retries=2))
        assert len(endpoint.requests) == 3


def test_an_endless_rate_limit_is_given_up_after_the_retries() -> None:
    with serving(fails(429, Retry_After_Ms="1")) as endpoint, pytest.raises(ModelUnreachable, match="429"):
        answer(model_at(endpoint.url, retries=2))
    assert len(endpoint.requests) == 3


def test_a_server_error_is_tried_again() -> None:
    with serving(fails(500, Retry_After_Ms="1"), says(GOOD)) as endpoint:
        answer(model_at(endpoint.url, retries=1))


def test_no_answer_in_time() -> None:
    with serving(hangs) as endpoint, pytest.raises(ModelUnreachable, match=r"within 0\.05 s"):
        answer(model_at(endpoint.url, timeout=0.05))


def test_nobody_there() -> None:
    with serving(says(GOOD)) as endpoint:
        url = endpoint.url
    with pytest.raises(ModelUnreachable, match="cannot be reached"):
        answer(model_at(url))


def test_a_text_that_cannot_be_sent_is_the_inputs_fault() -> None:
    with serving(says(GOOD)) as endpoint, pytest.raises(InputError, match="surrogate"):
        ask(model_at(endpoint.url), "s", "half \ud800 pair", Answer, max_tokens=5)


@pytest.mark.parametrize("status", [400, 422])
@pytest.mark.parametrize("param", [None, "response_format", "response_format.json_schema.schema"])
def test_an_endpoint_without_json_schema_gets_plain_json_once_and_for_all(status: int, param: str | None) -> None:
    with serving(fails(status, param=param), says(GOOD)) as endpoint:
        model = model_at(endpoint.url)
        assert answer(model) == answer(model)
        formats = [request["response_format"]["type"] for request in endpoint.requests]
        first, second = (request["messages"][0]["content"] for request in endpoint.requests[:2])
    assert formats == ["json_schema", "json_object", "json_object"]
    assert "additionalProperties" in second
    assert "additionalProperties" not in first


def test_an_endpoint_that_rejects_both_is_asked_twice_and_not_a_third_time() -> None:
    with serving(fails(400)) as endpoint, pytest.raises(ModelError, match="400"):
        answer(model_at(endpoint.url))
    assert len(endpoint.requests) == 2


def test_parameters_a_reasoning_model_does_not_take_are_given_up() -> None:
    with serving(fails(400, param="max_tokens"), fails(400, param="temperature"), says(GOOD)) as endpoint:
        answer(model_at(endpoint.url))
        last = endpoint.requests[-1]
    assert "temperature" not in last
    assert "max_tokens" not in last
    assert last["max_completion_tokens"] == 50
    assert last["response_format"]["type"] == "json_schema"


def test_the_key_is_not_in_the_repr() -> None:
    assert KEY not in repr(model_at("http://127.0.0.1:9/v1"))


@pytest.mark.parametrize(
    "url", ["localhost:1/v1", "http://[::1", "http://host:port/v1", "", "ftp://host/v1", "http://a b/"]
)
def test_an_address_that_is_none_is_said_at_once(url: str) -> None:
    with pytest.raises(InputError, match="address"):
        OpenAIModel("tiny", base_url=url)


def test_a_key_that_is_none_is_said_without_showing_it() -> None:
    with pytest.raises(InputError, match="PLAN_KEY") as caught:
        OpenAIModel("tiny", key=f"{KEY}\n", key_name="PLAN_KEY")
    assert KEY not in str(caught.value)


def test_an_address_is_shown_without_password_and_query() -> None:
    shown = OpenAIModel("tiny", base_url=f"https://user:{KEY}@host:8443/v1?key={KEY}").endpoint
    assert shown == "https://host:8443/v1"


def test_the_double_records_prompts_raises_errors_and_says_when_it_is_used_up() -> None:
    double = ScriptedModel([GOOD, ModelRefused("no")])
    assert answer(double).items[0].colour == "red"
    with pytest.raises(ModelRefused):
        answer(double)
    with pytest.raises(ModelUnreachable, match="2 replies"):
        answer(double)
    assert double.prompts[0] == ("Be exact.", PROMPT)


def test_the_double_may_be_a_function_of_what_it_is_asked() -> None:
    double = ScriptedModel(lambda system, user, schema: {"items": []} if "$defs" in schema else {})
    assert answer(double) == Answer(items=())


def test_importing_the_model_path_loads_no_client() -> None:
    rooms = "drafter.llm, drafter.prompts, drafter.reading.model, drafter.reading.agreement, drafter.writing.model"
    code = f"import sys, {rooms}; sys.exit('openai' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_tokens_of_every_answer_are_told() -> None:
    told: list[tuple[int, int]] = []
    with serving(says({"a": 1}), says({"a": 1}), raw(b'{"choices": [{"message": {"content": "{}"}}]}')) as endpoint:
        model = OpenAIModel(name="m", base_url=endpoint.url, on_usage=lambda *tokens: told.append(tokens))
        for asked in (model, model.turn(1), model):
            asked.complete("s", "u", {}, max_tokens=9)
    assert told == [(1, 1), (1, 1), (0, 0)]
