"""A local endpoint that answers as a test tells it to: each request takes the next turn of a script."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Turn:
    """One answer: the status, the body, headers; ``drip`` sends the body's bytes so many seconds apart."""

    body: bytes
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    drip: float = 0.0


Say = Turn | Callable[[Json], Turn]


@dataclass
class Script:
    """What to answer in turn (the last for ever), and the requests that came: their JSON and their key.

    ``whole`` counts the answers that were sent to their last byte.
    """

    turns: list[Say]
    asked: list[Json] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    url: str = ""
    whole: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def next(self, request: Json) -> Turn:
        """The turn for this request."""
        say = self.turns[min(len(self.asked), len(self.turns)) - 1]
        return say if isinstance(say, Turn) else say(request)


def answer(*positions: Json, reason: str = "stop", usage: Json | None = None) -> Turn:
    """A well-formed reply with these positions."""
    return words(json.dumps({"positions": list(positions)}), reason=reason, usage=usage)


def words(text: str | None, *, reason: str = "stop", usage: Json | None = None) -> Turn:
    """A reply whose message is this text."""
    counted = {"prompt_tokens": 100, "completion_tokens": 20} if usage is None else usage
    message = {"role": "assistant", "content": text}
    body = {"choices": [{"index": 0, "message": message, "finish_reason": reason}], "usage": counted}
    return Turn(json.dumps(body).encode())


def refusal(status: int, message: str = "no", **headers: str) -> Turn:
    """An error as OpenAI's endpoint words it."""
    body = json.dumps({"error": {"message": message, "type": "error"}}).encode()
    return Turn(body, status, tuple((name.replace("_", "-"), value) for name, value in headers.items()))


def position(evidence: str, **fields: Any) -> Json:
    """A position as the form asks for it, Norway's refusal unless told otherwise."""
    plain: Json = {
        "evidence": evidence,
        "words": "will not",
        "holder": "NOR",
        "issue": "send",
        "level": "rules_out",
        "conditions": [],
        "otherwise": None,
        "contribution": None,
        "vote": None,
        "speaker": None,
        "speaker_role": None,
        "anonymous": False,
        "stated": None,
        "superseded": False,
        "reported_by": None,
        "confidence": 0.8,
    }
    return plain | fields


@contextmanager
def served(*turns: Say) -> Iterator[Script]:
    """A server on a free port of this machine that follows the script."""
    script = Script(list(turns))
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(script))
    script.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield script
    finally:
        script.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(script: Script) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["content-length"])))
            script.asked.append(request)
            script.keys.append(self.headers.get("authorization"))
            turn = script.next(request)
            self.send_response(turn.status)
            for name, value in turn.headers:
                self.send_header(name, value)
            self.send_header("content-length", str(len(turn.body)))
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):  # a client that has given up, as it should
                self._send(turn)
                script.whole += not script.over.is_set()

        def _send(self, turn: Turn) -> None:
            if not turn.drip:
                self.wfile.write(turn.body)
                return
            for byte in turn.body:
                if script.over.wait(turn.drip):
                    return
                self.wfile.write(bytes([byte]))
                self.wfile.flush()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    return Handler
