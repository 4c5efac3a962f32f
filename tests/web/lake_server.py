"""A web server on this machine that plays a site on the public internet, and names for it to be found under."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from urllib3.connection import HTTPConnection

from onrecord.run.hosts import Link

PUBLIC = "93.184.215.14"
PAGE = b"<html><head><title>Ferries</title></head><body><p>The ferry sails again, the harbour said.</p></body></html>"
BOMB = gzip.compress(b"\0" * 50_000_000)
SLOW = 0.2


@dataclass
class Lake:
    """The server's port, what it was asked, and to which addresses connections were wanted."""

    port: int
    asked: list[dict[str, str]] = field(default_factory=list)
    wanted: list[str] = field(default_factory=list)
    names: dict[str, list[list[str]]] = field(default_factory=dict)

    def resolver(self, host: str, _port: int) -> list[str]:
        """The next of a name's answers; its last from then on."""
        answers = self.names.get(host, [[PUBLIC]])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def connector(self, _link: Link, address: str, seconds: float) -> HTTPConnection:
        """A connection to this server, whatever the address was."""
        self.wanted.append(address)
        return HTTPConnection("127.0.0.1", self.port, timeout=seconds)


class _Handler(BaseHTTPRequestHandler):
    lake: Lake
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.lake.asked.append({**dict(self.headers), "path": self.path})
        PATHS.get(self.path.partition("?")[0], _missing)(self)

    def give(self, body: bytes, status: int = 200, **headers: str) -> None:
        """An answer with a body."""
        self.send_response(status)
        for name, value in {"Content_Type": "text/html", "Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


def _missing(handler: _Handler) -> None:
    handler.give(b"no", 404)


def _onward(where: str) -> Callable[[_Handler], None]:
    return lambda handler: handler.give(b"", 302, Location=where, Set_Cookie="seen=1")


def _trickle(handler: _Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    try:
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(SLOW)
    except OSError:
        handler.close_connection = True


def _slow_head(handler: _Handler) -> None:
    try:
        for sign in b"HTTP/1.1 200 OK\r\n" + b"X-Slow: very\r\n" * 100:
            handler.wfile.write(bytes([sign]))
            handler.wfile.flush()
            time.sleep(SLOW)
    except OSError:
        handler.close_connection = True


def _endless(handler: _Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    try:
        for _ in range(1000):
            handler.wfile.write(b"x" * 100_000)
    except OSError:
        pass
    handler.close_connection = True


PATHS: dict[str, Callable[[_Handler], None]] = {
    "/page": lambda handler: handler.give(PAGE),
    "/latin": lambda handler: handler.give(
        "Zürich sagte ja".encode("latin-1"), Content_Type="text/plain; charset=latin-1"
    ),
    "/gzip": lambda handler: handler.give(gzip.compress(PAGE), Content_Encoding="gzip"),
    "/bomb": lambda handler: handler.give(BOMB, Content_Encoding="gzip"),
    "/brotli": lambda handler: handler.give(b"x", Content_Encoding="br"),
    "/cut": lambda handler: handler.give(gzip.compress(PAGE)[:40], Content_Encoding="gzip"),
    "/image": lambda handler: handler.give(b"\x89PNG", Content_Type="image/png"),
    "/loop": _onward("/loop"),
    "/moved": _onward("/page"),
    "/to-inner": _onward("http://inner.example/secret"),
    "/to-other": _onward("http://other.example/"),
    "/to-file": _onward("file:///etc/passwd"),
    "/to-loopback": _onward("http://127.0.0.1/"),
    "/to-odd-port": _onward("http://lake.example:22/"),
    "/to-user": _onward("http://lake.example@127.0.0.1/"),
    "/trickle": _trickle,
    "/slow-head": _slow_head,
    "/endless": _endless,
}


@contextmanager
def running() -> Iterator[Lake]:
    """The server, until the block ends."""
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    handler.lake = Lake(server.server_address[1])  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield handler.lake  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
