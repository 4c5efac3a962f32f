"""One exchange with a language model over HTTP: tried again where that can help, never longer than it may take."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx

from onrecord.llm.endpoint import Endpoint
from onrecord.llm.usage import Usage
from onrecord.llm.waiting import asked_wait, backoff

Message = dict[str, str]
Json = dict[str, Any]
Made = TypeVar("Made")

_LARGEST = 4_000_000
"""Bytes of a reply: no honest one is larger."""
_WORTH_AGAIN = frozenset({408, 409, 425, 429})
_HOPELESS = frozenset({401, 402, 403, 404, 405, 410})
_SHOWN = 200
_LATE = 1
"""How often a request that took too long is sent again: an endpoint that is busy gets no faster by more of them."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model said. ``cut`` is True where the answer reached its longest length and ends too early."""

    text: str
    cut: bool


@dataclass(frozen=True, slots=True)
class Silence:
    """No answer, and why.

    ``again``: the same may succeed later; ``late``: there was none in time; ``lasting``: no other request would fare
    better.
    """

    why: str
    again: bool = False
    late: bool = False
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class _Got:
    """A reply as it came: status, body, and how long the endpoint asks to wait."""

    status: int
    body: bytes
    wait: float | None


class Client:
    """Sends messages and gives the reply, or says why there is none; counts everything in ``usage``.

    The key goes into one header and nowhere else: redirects are not followed, and it is taken out of whatever an
    endpoint says back.
    """

    def __init__(self, where: Endpoint, usage: Usage, sleep: Callable[[float], None] = time.sleep) -> None:
        self.where, self.usage = where, usage
        self._sleep = sleep
        self._odd: Json = {"max_tokens": where.answer, "temperature": 0}
        """What not every endpoint takes; changed once one says so."""

    def chat(self, messages: list[Message], schema: Json) -> Reply | Silence:
        """The model's answer to these messages, in the form of ``schema``."""
        fixed = {"model": self.where.model, "messages": messages, "stream": False}
        fixed["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": "positions", "strict": True, "schema": schema},
        }
        began = time.monotonic()
        try:
            return self._tried(fixed)
        finally:
            self.usage.seconds += time.monotonic() - began

    def _tried(self, fixed: Json) -> Reply | Silence:
        last, late = Silence("it was not asked"), 0
        for attempt in range(self.where.tries):
            spent = self.usage.spent(self.where.requests, self.where.tokens)
            if spent:
                return Silence(spent, lasting=True)
            self.usage.requests += 1
            self.usage.again += attempt > 0
            sent = json.dumps({**fixed, **self._odd}, ensure_ascii=False)
            got = self._post(sent)
            if isinstance(got, _Got) and got.status == 200:
                return self._reply(got.body, len(sent))
            if isinstance(got, _Got) and self._adapt(got):
                continue
            last, wait = (got, None) if isinstance(got, Silence) else (self._refusal(got), got.wait)
            late += last.late
            if not last.again or late > _LATE or attempt + 1 == self.where.tries:
                break
            if wait is not None and wait > self.where.timeout:
                return Silence(f"{last.why}; it asks to wait {wait:,.0f} s", again=True)
            self._sleep(backoff(attempt) if wait is None else wait)
        return last

    def _post(self, sent: str) -> _Got | Silence:
        try:
            return _finished(self._exchange(sent.encode("utf-8", "replace")))
        except TimeoutError:
            return Silence(f"no answer within {self.where.timeout:g} s", again=True, late=True)
        except httpx.HTTPError as error:
            return Silence(self._plain(f"{type(error).__name__}: {error}"), again=True)

    async def _exchange(self, sent: bytes) -> _Got | Silence:
        headers = {"content-type": "application/json", "accept": "application/json"}
        if self.where.key:
            headers["authorization"] = f"Bearer {self.where.key}"
        # One limit over all: an endpoint that sends a byte now and then must not hold the run for ever.
        async with (
            asyncio.timeout(self.where.timeout),
            httpx.AsyncClient(timeout=None) as http,
            http.stream("POST", self.where.url, content=sent, headers=headers) as response,
        ):
            body = bytearray()
            async for piece in response.aiter_bytes():
                body += piece
                if len(body) > _LARGEST:
                    return Silence("the reply is too large")
            return _Got(response.status_code, bytes(body), asked_wait(response.headers.get("retry-after")))

    def _refusal(self, got: _Got) -> Silence:
        if 300 <= got.status < 400:
            return Silence(f"HTTP {got.status}: it sends on to another address; name that one", lasting=True)
        why = self._plain(f"HTTP {got.status}: {_message(got.body)}")
        again = got.status >= 500 or got.status in _WORTH_AGAIN
        return Silence(why, again=again, lasting=got.status in _HOPELESS)

    def _adapt(self, got: _Got) -> bool:
        """Newer models take ``max_completion_tokens`` for ``max_tokens``, and some no temperature."""
        said = _message(got.body) if got.status in {400, 422} else ""
        name = next((name for name in self._odd if name in said), None)
        if name is None:
            return False
        limit = self._odd.pop(name)
        if name == "max_tokens":
            self._odd["max_completion_tokens"] = limit
        return True

    def _reply(self, body: bytes, sent: int) -> Reply | Silence:
        told = _object(body)
        usage = told.get("usage")
        counts = usage if isinstance(usage, dict) else {}
        self.usage.count(
            _number(counts.get("prompt_tokens")), _number(counts.get("completion_tokens")), (sent, len(body))
        )
        choices = told.get("choices")
        choice = choices[0] if isinstance(choices, list) and choices else None
        message = choice.get("message") if isinstance(choice, dict) else None
        if not isinstance(choice, dict) or not isinstance(message, dict):
            return Silence(self._plain(f"the reply holds no answer: {_message(body)}"))
        text = message.get("content")
        if not isinstance(text, str):
            return Silence(self._plain(f"the model gave no words: {message.get('refusal') or ''}"))
        return Reply(text, cut=choice.get("finish_reason") == "length")

    def _plain(self, words: str) -> str:
        """One short line, without the key."""
        if self.where.key:
            words = words.replace(self.where.key, "…")
        return " ".join(words.split())[:_SHOWN]


def _finished(exchange: Coroutine[Any, Any, Made]) -> Made:
    """Runs an exchange to its end, also in a notebook, whose thread runs a loop of its own."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(exchange)
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, exchange).result()


def _object(body: bytes) -> Json:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _message(body: bytes) -> str:
    """What an error's body says: the field that holds it, else its first words."""
    error = _object(body).get("error")
    told = error.get("message") if isinstance(error, dict) else error
    return told if isinstance(told, str) else body[: 2 * _SHOWN].decode("utf-8", "replace")


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9 else None
