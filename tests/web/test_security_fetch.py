"""No link makes the desk ask a machine that it must not ask (SSRF), nor take more than it should."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from urllib3.connection import HTTPConnection, HTTPSConnection

from onrecord.errors import InputError
from onrecord.records import Page, Problem
from onrecord.run.fetch import AGENT, Fetched, connect, fetch
from onrecord.run.hosts import Link, addresses, allowed, is_public, parse_link
from onrecord.run.jobs import Material
from onrecord.run.jobs.material import pages_of
from onrecord.settings import Settings
from tests.web.lake_server import PAGE, PUBLIC, Lake, running

SETTINGS = replace(Settings(), allow_hosts="lake.example, inner.example", fetch_seconds=1.5)


@pytest.fixture
def lake() -> Iterator[Lake]:
    """The site, whose inner host is on a private network."""
    with running() as made:
        made.names["inner.example"] = [["10.0.0.5"]]
        yield made


def get(lake: Lake, path: str, settings: Settings = SETTINGS) -> Fetched:
    return fetch(f"http://lake.example{path}", settings, resolver=lake.resolver, connector=lake.connector)


def refusal(lake: Lake, path: str, settings: Settings = SETTINGS) -> str:
    with pytest.raises(InputError) as caught:
        get(lake, path, settings)
    assert caught.value.remedy
    return caught.value.message


def test_a_page_comes_from_the_address_that_was_checked(lake: Lake) -> None:
    assert get(lake, "/page?a=1&b=ü").body == PAGE
    assert lake.wanted == [PUBLIC]
    (asked,) = lake.asked
    assert (asked["path"], asked["Host"], asked["User-Agent"]) == ("/page?a=1&b=%C3%BC", "lake.example", AGENT)
    assert not {"Cookie", "Referer", "Authorization"} & set(asked)


def test_no_host_is_allowed_as_it_comes(lake: Lake) -> None:
    assert "not allowed" in refusal(lake, "/page", Settings())
    assert lake.wanted == []


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "192.0.0.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "fec0::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::"),
        *("2001:0:7f00:1::", "100::1", "not-an-address", ""),
    ],
)
def test_no_private_local_reserved_or_wrapped_address_is_asked(lake: Lake, address: str) -> None:
    assert not is_public(address)
    lake.names["lake.example"] = [[PUBLIC, address]]
    assert "not on the public internet" in refusal(lake, "/page")
    assert lake.wanted == []


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:2800:21f:cb07::1", "64:ff9b::808:808"])
def test_public_addresses_are(address: str) -> None:
    assert is_public(address)


def test_a_name_that_answers_otherwise_the_second_time_leads_nowhere_else(lake: Lake) -> None:
    lake.names["lake.example"] = [[PUBLIC], ["127.0.0.1"]]
    assert get(lake, "/page").body == PAGE
    assert lake.wanted == [PUBLIC]
    lake.names["lake.example"] = [[PUBLIC], ["127.0.0.1"]]
    assert "not on the public internet" in refusal(lake, "/moved"), "each step of a redirect is checked anew"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f.1", "127.1", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost"]
)
def test_however_this_machine_is_written_it_is_not_asked(host: str) -> None:
    settings = replace(SETTINGS, allow_hosts=host)
    with pytest.raises(InputError, match=r"not on the public internet|no address is known"):
        fetch(f"http://{host}/", settings, connector=_no_connection)


def _no_connection(_link: Link, _address: str, _seconds: float) -> HTTPConnection:
    raise AssertionError("a connection was wanted")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/to-inner", "not on the public internet"),
        ("/to-other", "not allowed"),
        ("/to-file", "no link that can be followed"),
        ("/to-loopback", "not allowed"),
        ("/to-odd-port", "not allowed"),
        ("/to-user", "names a user"),
        ("/loop", "more than 5 redirects"),
    ],
)
def test_redirects_lead_only_where_a_link_may(lake: Lake, path: str, why: str) -> None:
    assert why in refusal(lake, path)
    assert set(lake.wanted) == {PUBLIC}


def test_a_redirect_within_the_site_is_followed_without_its_cookie(lake: Lake) -> None:
    found = get(lake, "/moved")
    assert (found.url, found.body) == ("http://lake.example/page", PAGE)
    assert all("Cookie" not in one for one in lake.asked)


def test_https_never_leads_to_http() -> None:
    from onrecord.run.hosts import follow  # noqa: PLC0415

    with pytest.raises(InputError, match="from https to http"):
        follow(parse_link("https://lake.example/"), "http://lake.example/")
    assert follow(parse_link("https://lake.example/a/b"), "../c").url == "https://lake.example/c"


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/endless", "larger than"),
        ("/bomb", "cannot be unpacked"),
        ("/cut", "cannot be unpacked"),
        ("/brotli", "was not asked for"),
        ("/image", "not to text"),
        ("/nowhere", "answered 404"),
    ],
)
def test_no_more_is_taken_than_a_page(lake: Lake, path: str, why: str) -> None:
    assert why in refusal(lake, path, replace(SETTINGS, fetch_seconds=20, fetch_bytes=300_000))


@pytest.mark.parametrize("path", ["/trickle", "/slow-head"])
def test_a_server_that_dawdles_is_left(lake: Lake, path: str) -> None:
    began = time.monotonic()
    assert "took longer than 1.5 seconds" in refusal(lake, path)
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "url",
    [
        *(
            "file:///etc/passwd",
            "ftp://lake.example/",
            "gopher://lake.example/",
            "javascript:alert(1)",
            "data:text/html,x",
        ),
        *(
            "//lake.example/",
            "lake.example",
            "http://",
            "http:///x",
            "http://user@lake.example/",
            "http://:p@lake.example/",
        ),
        *(
            "http://lake.example\\@evil.example/",
            "http://lake.example/\r\nX: y",
            "http://lake.example/\tx",
            "http://a b/",
        ),
        *(
            "http://lake.example:0/",
            "http://lake.example:99999/",
            "http://lake.example:x/",
            "http://[::1/",
            "http://a..b/",
        ),
        *(
            "http://lake%2eexample/",
            "http://lake.example/" + "x" * 5000,
            "http://\N{FULLWIDTH FULL STOP}/",
            "https://\x00/",
        ),
    ],
)
def test_links_that_could_be_read_in_two_ways_are_none(url: str) -> None:
    with pytest.raises(InputError):
        parse_link(url)


def test_a_link_is_taken_apart_as_it_is_sent() -> None:
    assert parse_link("HTTPS://Lake.Example.:443").url == "https://lake.example/"
    assert parse_link("https://bücher.example/ü?q=ä#part").url == "https://xn--bcher-kva.example/%C3%BC?q=%C3%A4"
    assert parse_link("http://[2606:2800:21f::1]:8080/").authority == "[2606:2800:21f::1]:8080"


@pytest.mark.parametrize(
    ("rule", "url", "holds"),
    [
        ("lake.example", "https://lake.example/", True),
        ("lake.example", "http://lake.example/", True),
        ("lake.example", "https://www.lake.example/", False),
        ("lake.example", "https://lake.example:8443/", False),
        ("lake.example:8443", "https://lake.example:8443/", True),
        ("*.lake.example", "https://www.lake.example/", True),
        ("*.lake.example", "https://lake.example/", False),
        ("*.lake.example", "https://evillake.example/", False),
        ("lake.example", "https://lake.example.evil.example/", False),
        ("*", "https://lake.example/", False),
    ],
)
def test_what_a_rule_allows(rule: str, url: str, holds: bool) -> None:
    assert allowed(parse_link(url), [rule]) is holds


def test_a_name_without_an_address_is_said_to_have_none() -> None:
    def fails(_host: str, _port: int) -> list[str]:
        raise socket.gaierror

    with pytest.raises(InputError, match="no address"):
        addresses(parse_link("http://lake.example/"), fails)


def test_the_certificate_must_be_that_of_the_name(tmp_path: Path) -> None:
    connection = connect(parse_link("https://lake.example/"), PUBLIC, 1.0)
    assert isinstance(connection, HTTPSConnection)
    assert (connection.host, connection.server_hostname, connection.assert_hostname) == (
        *(PUBLIC, "lake.example", "lake.example"),
    )
    context = connection.ssl_context
    assert context is not None
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    connection.close()
    with _own_certificate(tmp_path) as port, pytest.raises(InputError, match="certificate does not hold"):
        link = f"https://lake.example:{port}/"
        settings = replace(SETTINGS, allow_hosts=f"lake.example:{port}", fetch_seconds=10)
        fetch(
            link, settings, resolver=lambda *_: [PUBLIC], connector=lambda at, _, left: connect(at, "127.0.0.1", left)
        )


class _own_certificate:  # noqa: N801 - a context manager
    """A TLS server with a certificate for the right name that nobody has signed."""

    def __init__(self, folder: Path) -> None:
        key, cert = folder / "key.pem", folder / "cert.pem"
        words = f"req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=lake.example -keyout {key} -out {cert}".split()
        try:
            made = subprocess.run(
                ["openssl", *words, "-addext", "subjectAltName=DNS:lake.example"], capture_output=True, check=False
            )
        except FileNotFoundError:
            pytest.skip("openssl is not here to make a certificate")
        assert made.returncode == 0, made.stderr
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(cert, key)
        self._socket = socket.create_server(("127.0.0.1", 0))

    def __enter__(self) -> int:
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        port: int = self._socket.getsockname()[1]
        return port

    def _serve(self) -> None:
        try:
            accepted, _ = self._socket.accept()
            with accepted, self._context.wrap_socket(accepted, server_side=True):
                pass
        except OSError:
            return

    def __exit__(self, *_: object) -> None:
        self._thread.join(5)
        self._socket.close()


def test_a_fetched_page_becomes_an_article_of_its_address(lake: Lake, tmp_path: Path) -> None:
    def fetcher(url: str, settings: Settings, hosts: tuple[str, ...]) -> Fetched:
        return fetch(url, settings, also=hosts, resolver=lake.resolver, connector=lake.connector)

    links = [
        Material("link", f"http://lake.example/{one}", url=f"http://lake.example/{one}", outlet="Lake")
        for one in ("moved", "latin", "gzip", "to-inner")
    ]
    moved, latin, packed, fault = pages_of(
        links, tmp_path, replace(Settings(), fetch_seconds=5), ("lake.example",), fetcher
    )
    assert isinstance(moved, Page)
    assert (moved.url, moved.media, moved.outlet) == ("http://lake.example/page", "html", "Lake")
    assert isinstance(latin, Page)
    assert (latin.text, latin.media) == ("Zürich sagte ja", "text")
    assert isinstance(packed, Page)
    assert packed.text == PAGE.decode()
    assert isinstance(fault, Problem)
    assert (fault.kind, fault.source) == ("not-fetched", "http://lake.example/to-inner")
