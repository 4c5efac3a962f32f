"""One page from the network, where the user allows its host; nothing else of onrecord goes online for articles.

Each step of a chain of redirects is checked as the first: scheme, allowed host, public address. The connection goes to
the address that was checked, the certificate must be the host's. No cookie, proxy, referrer or credential is sent.
"""

from __future__ import annotations

import gzip
import io
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from typing import Final

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import HTTPResponse

from onrecord import __version__
from onrecord.errors import InputError
from onrecord.read.unpack import TooLarge, Unpacked
from onrecord.run.hosts import Link, Resolver, addresses, check_allowed, follow, parse_link, resolve, rules_of
from onrecord.settings import Settings

AGENT: Final = f"onrecord/{__version__} (fetches single pages that its user asks for)"
_HEADERS: Final = {
    "User-Agent": AGENT,
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, application/json;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_KINDS: Final = ("text/", "application/xhtml+xml", "application/json", "application/x-ndjson", "application/xml")
_SAVE: Final = "Open the page in a browser, save it, and add the file."
_PIECE: Final = 65_536

Connect = Callable[[Link, str, float], HTTPConnection]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: where it lay in the end, its bytes unpacked, the type and charset that the server named."""

    url: str
    body: bytes
    kind: str = "text/html"
    charset: str | None = None


def connect(link: Link, address: str, seconds: float) -> HTTPConnection:
    """A connection to this very address, which must prove to be the link's host where the scheme is https."""
    if link.scheme == "http":
        return HTTPConnection(address, link.port, timeout=seconds)
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return HTTPSConnection(
        address,
        link.port,
        timeout=seconds,
        ssl_context=context,
        server_hostname=link.host,
        assert_hostname=link.host,
    )


def fetch(
    url: str,
    settings: Settings,
    *,
    also: Iterable[str] = (),
    resolver: Resolver = resolve,
    connector: Connect = connect,
) -> Fetched:
    """The page behind a link.

    Args:
        url: an http or https address.
        settings: which hosts are allowed, and the limits.
        also: hosts that the user allows for this page only.
        resolver: gives a host's addresses.
        connector: opens a connection to a checked address.

    Raises:
        InputError: the link or a redirect may not be followed, the page cannot be had, or it is too large or no text.
    """
    rules = (*rules_of(settings), *also)
    link = parse_link(url)
    until = time.monotonic() + settings.fetch_seconds
    for _ in range(settings.fetch_redirects + 1):
        check_allowed(link, rules)
        found = _one(link, addresses(link, resolver), settings, until, connector)
        if isinstance(found, Fetched):
            return found
        link = found
    raise InputError(f"more than {settings.fetch_redirects} redirects", remedy="Give the link to the page itself.")


def _one(link: Link, known: Iterable[str], settings: Settings, until: float, connector: Connect) -> Fetched | Link:
    """The page, or where it leads, from the first of the addresses that answers."""
    fault: Exception | None = None
    for address in known:
        left = until - time.monotonic()
        if left <= 0:
            break
        connection = connector(link, address, left)
        try:
            with _ended_in(connection, left):
                connection.connect()
                return _exchange(connection, link, settings, until)
        except (OSError, HTTPException, HTTPError, ValueError) as error:
            fault = error
        finally:
            connection.close()
    if time.monotonic() >= until:
        raise InputError(f"{link.host} took longer than {settings.fetch_seconds:g} seconds", remedy=_SAVE)
    raise InputError(f"{link.host} could not be asked: {_told(fault)}", remedy=_SAVE) from fault


@contextmanager
def _ended_in(connection: HTTPConnection, seconds: float) -> Iterator[None]:
    """Hangs up after so many seconds: a server that sends a byte now and then never meets a timeout of its own."""
    timer = threading.Timer(seconds, lambda: _hang_up(connection))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _hang_up(connection: HTTPConnection) -> None:
    if connection.sock is not None:
        try:
            connection.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


def _exchange(connection: HTTPConnection, link: Link, settings: Settings, until: float) -> Fetched | Link:
    headers = {"Host": link.authority, **_HEADERS}
    connection.request("GET", link.target, headers=headers, preload_content=False, decode_content=False)
    with closing(connection.getresponse()) as answer:
        return _taken(answer, link, settings, until)


def _taken(answer: HTTPResponse, link: Link, settings: Settings, until: float) -> Fetched | Link:
    location = answer.headers.get("Location")
    if answer.status in _REDIRECTS and location:
        return follow(link, location)
    if answer.status != 200:
        raise InputError(f"{link.host} answered {answer.status}", remedy="Check the link. " + _SAVE)
    kind = Message()
    kind["Content-Type"] = answer.headers.get("Content-Type", "text/html")
    if not kind.get_content_type().startswith(_KINDS):
        raise InputError(f"the link leads to {kind.get_content_type()}, not to text", remedy="Give a page's link.")
    packed = _body(answer, settings.fetch_bytes, until)
    coding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    body = _unpacked(packed, coding, settings)
    return Fetched(link.url, body, kind.get_content_type(), kind.get_content_charset())


def _body(answer: HTTPResponse, limit: int, until: float) -> bytes:
    """The bytes on the wire."""
    pieces: list[bytes] = []
    taken = 0
    while piece := answer.read1(_PIECE, decode_content=False):
        taken += len(piece)
        if taken > limit:
            raise InputError(f"the page is larger than {limit:,} bytes", remedy=_SAVE)
        if time.monotonic() > until:
            raise TimeoutError
        pieces.append(piece)
    return b"".join(pieces)


def _unpacked(data: bytes, coding: str, settings: Settings) -> bytes:
    if coding in ("", "identity"):
        return data
    if coding not in ("gzip", "x-gzip"):
        raise InputError(f"the page is packed as {coding[:40]!r}, which was not asked for", remedy=_SAVE)
    limit = settings.max_page_bytes
    try:
        unpacked = io.BufferedReader(Unpacked(io.BytesIO(data), settings.fetch_bytes)).read(limit + 1)
    except (TooLarge, gzip.BadGzipFile, EOFError, OSError) as error:
        raise InputError(f"the page cannot be unpacked: {error}", remedy=_SAVE) from None
    if len(unpacked) > limit:
        raise InputError(f"the page unpacks to more than {limit:,} bytes", remedy=_SAVE)
    return unpacked


def _told(fault: Exception | None) -> str:
    """A connection's fault in words, without addresses of objects."""
    if isinstance(fault, ssl.SSLCertVerificationError):
        return f"its certificate does not hold ({fault.verify_message})"
    strerror = getattr(fault, "strerror", None)
    return str(strerror or type(fault).__name__)
