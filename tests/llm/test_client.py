"""The exchange with an endpoint: what is tried again, what is not, and that nothing holds it for ever."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import replace

import pytest

from onrecord.errors import InputError
from onrecord.llm.client import Client, Reply, Silence
from onrecord.llm.endpoint import endpoint
from onrecord.llm.usage import Usage
from onrecord.llm.waiting import asked_wait, backoff
from onrecord.settings import Settings
from tests.llm.scripted import Script, Turn, answer, refusal, served, words

MESSAGES = [{"role": "user", "content": "Who stands where?"}]


class Asking:
    """A client for a script, which notes how long it would have slept."""

    def __init__(self, script: Script, **settings: object) -> None:
        self.slept: list[float] = []
        self.usage = Usage()
        chosen = replace(Settings(llm_url=script.url, llm_model="tiny"), **settings)  # type: ignore[arg-type]
        self.client = Client(endpoint(chosen), self.usage, self.slept.append)

    def __call__(self) -> Reply | Silence:
        return self.client.chat(MESSAGES, {"type": "object"})


def test_a_reply_comes_back_with_its_cost() -> None:
    with served(answer()) as script:
        asking = Asking(script, llm_key="sesame")
        assert asking() == Reply('{"positions": []}', cut=False)
    sent = script.asked[0]
    assert (sent["model"], sent["messages"], sent["stream"]) == ("tiny", MESSAGES, False)
    assert sent["response_format"]["type"] == "json_schema"
    assert sent["response_format"]["json_schema"]["strict"] is True
    assert script.keys == ["Bearer sesame"]
    usage = asking.usage
    assert (usage.requests, usage.again, usage.tokens_in, usage.tokens_out, usage.estimated) == (1, 0, 100, 20, False)
    assert usage.seconds > 0


def test_tokens_are_guessed_where_the_endpoint_does_not_count() -> None:
    with served(words("x" * 400, usage={"prompt_tokens": "many"})) as script:
        asking = Asking(script)
        asking()
    assert asking.usage.estimated
    assert asking.usage.tokens_out > 90
    assert "about" in str(asking.usage)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 529])
def test_a_passing_fault_is_tried_again_with_longer_and_longer_waits(status: int) -> None:
    with served(refusal(status), refusal(status), refusal(status), answer()) as script:
        asking = Asking(script)
        assert isinstance(asking(), Reply)
    assert asking.slept == [1, 2, 4]
    assert (asking.usage.requests, asking.usage.again) == (4, 3)


def test_an_endpoint_that_says_how_long_is_heard() -> None:
    with served(refusal(429, retry_after="7"), answer()) as script:
        asking = Asking(script)
        assert isinstance(asking(), Reply)
    assert asking.slept == [7]


def test_a_wait_longer_than_patience_is_not_waited() -> None:
    with served(refusal(429, "slow down", retry_after="3600"), answer()) as script:
        asking = Asking(script)
        assert asking() == Silence("HTTP 429: slow down; it asks to wait 3,600 s", again=True)
    assert asking.slept == []


def test_tries_end() -> None:
    with served(refusal(500, "broken")) as script:
        asking = Asking(script, llm_retries=2)
        assert asking() == Silence("HTTP 500: broken", again=True)
    assert len(script.asked) == 3


@pytest.mark.parametrize(("status", "lasting"), [(400, False), (401, True), (403, True), (404, True), (413, False)])
def test_a_refusal_is_not_tried_again(status: int, lasting: bool) -> None:
    with served(refusal(status, "no such thing")) as script:
        asking = Asking(script)
        assert asking() == Silence(f"HTTP {status}: no such thing", lasting=lasting)
    assert len(script.asked) == 1


def test_a_redirect_is_not_followed_with_the_key() -> None:
    with served(answer()) as other, served(Turn(b"", 307, (("location", other.url),))) as script:
        got = Asking(script, llm_key="sesame")()
    assert isinstance(got, Silence)
    assert got.lasting
    assert other.asked == []


@pytest.mark.parametrize(
    ("complaint", "gone", "instead"),
    [
        ("Use 'max_completion_tokens' instead of 'max_tokens'.", "max_tokens", "max_completion_tokens"),
        ("'temperature' does not support 0 with this model.", "temperature", None),
    ],
)
def test_what_a_newer_model_does_not_take_is_left_out(complaint: str, gone: str, instead: str | None) -> None:
    with served(refusal(400, complaint), answer()) as script:
        asking = Asking(script)
        assert isinstance(asking(), Reply)
        asking()
    assert asking.slept == []
    for sent in script.asked[1:]:
        assert gone not in sent
        assert instead is None or sent[instead] == 4096


def test_nobody_listens() -> None:
    with socket.socket() as held:  # bound and not listening: every connection to it is refused
        held.bind(("127.0.0.1", 0))
        asking = Asking(Script([], url=f"http://127.0.0.1:{held.getsockname()[1]}"), llm_retries=1)
        got = asking()
    assert isinstance(got, Silence)
    assert got.again
    assert got.why.startswith("ConnectError")
    assert asking.slept == [1]


@pytest.mark.parametrize("drip", [60.0, 0.05], ids=["silent", "slow drip"])
def test_an_exchange_ends_in_time_however_slowly_bytes_come(drip: float) -> None:
    with served(replace(answer(), drip=drip)) as script:
        asking = Asking(script, llm_timeout=0.3)
        assert asking() == Silence("no answer within 0.3 s", again=True, late=True)
        assert script.whole == 0  # it gave up in the midst of the words
    assert len(script.asked) == 2  # a busy endpoint gets no faster by more requests


@pytest.mark.parametrize(
    ("turn", "why"),
    [
        (Turn(b"<html>hello</html>"), "the reply holds no answer: <html>hello</html>"),
        (Turn(b"[" * 100_000), "the reply holds no answer"),
        (Turn(b'{"choices": []}'), "the reply holds no answer"),
        (Turn(b'{"choices": [7], "usage": []}'), "the reply holds no answer"),
        (Turn(b'{"error": {"message": "overloaded"}}'), "the reply holds no answer: overloaded"),
        (words(None), "the model gave no words"),
        (Turn(b"x" * 5_000_000), "the reply is too large"),
    ],
)
def test_replies_that_are_none(turn: Turn, why: str) -> None:
    with served(turn) as script:
        got = Asking(script, llm_retries=0)()
    assert isinstance(got, Silence)
    assert got.why.startswith(why)


def test_a_cut_answer_says_so() -> None:
    with served(words('{"positions": [{"evid', reason="length")) as script:
        assert Asking(script)() == Reply('{"positions": [{"evid', cut=True)


@pytest.mark.parametrize("limit", [{"llm_requests": 2}, {"llm_tokens": 200}])
def test_a_limit_is_kept(limit: dict[str, int]) -> None:
    with served(answer()) as script:
        asking = Asking(script, **limit)
        asking()
        asking()
        got = asking()
    assert isinstance(got, Silence)
    assert got.lasting
    assert got.why.startswith("the limit of")
    assert len(script.asked) == 2


def test_tries_count_against_the_limit() -> None:
    with served(refusal(500)) as script:
        got = Asking(script, llm_requests=2)()
    assert isinstance(got, Silence)
    assert len(script.asked) == 2


def test_the_key_is_told_to_nobody() -> None:
    settings = Settings(llm_url="http://user:hidden@localhost:1", llm_model="m", llm_key="sesame")
    with served(refusal(401, "Incorrect API key: sesame")) as script:
        asking = Asking(script, llm_key="sesame")
        got = asking()
    where = endpoint(settings)
    for shown in (repr(settings), repr(where), repr(asking.client.where), str(got), where.place):
        assert "sesame" not in shown
        assert "hidden" not in shown


def test_a_notebook_has_a_loop_of_its_own() -> None:
    async def cell() -> Reply | Silence:
        return Asking(script)()

    with served(answer()) as script:
        assert isinstance(asyncio.run(cell()), Reply)


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1/chat/completions"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/v1/chat/completions"),
        ("https://host/api/v1/", "https://host/api/v1/chat/completions"),
        ("https://host/v1/chat/completions?version=2", "https://host/v1/chat/completions?version=2"),
    ],
)
def test_an_address_is_completed(given: str, url: str) -> None:
    assert endpoint(Settings(llm_url=given, llm_model="m")).url == url


@pytest.mark.parametrize(
    "settings",
    [
        Settings(llm_url="localhost:8080", llm_model="m"),
        Settings(llm_url="ftp://host", llm_model="m"),
        Settings(llm_url="http://[::1", llm_model="m"),
        Settings(llm_url="http://host:99999", llm_model="m"),
        Settings(llm_url="http://ho\nst", llm_model="m"),
        Settings(llm_url="http://host", llm_model=" "),
        Settings(llm_url="http://host", llm_model="m", llm_key="two\nlines"),
        Settings(llm_url="http://host", llm_model="m", llm_timeout=0),
    ],
)
def test_what_cannot_be_an_endpoint_is_refused_before_anything_is_sent(settings: Settings) -> None:
    with pytest.raises(InputError):
        endpoint(settings)


def test_retry_after_is_a_number_or_a_date() -> None:
    now = 1_700_000_000.0
    assert asked_wait(None) is None
    assert asked_wait(" 12 ") == 12
    assert asked_wait("soon") is None
    assert asked_wait("Tue, 14 Nov 2023 22:13:50 GMT", now) == 30
    assert asked_wait("Tue, 14 Nov 2023 22:00:00 GMT", now) == 0
    assert backoff(0) == 1
    assert backoff(40) == 30
