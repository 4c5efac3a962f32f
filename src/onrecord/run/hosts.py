"""Which links the desk may follow: well-formed, to a host that the user allows, at an address of the public internet.

A name is resolved once and every address that it has is checked; the connection then goes to an address that was
checked, so that a name which answers differently the second time (DNS rebinding) leads nowhere else.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from onrecord.errors import InputError
from onrecord.settings import Settings

Resolver = Callable[[str, int], Sequence[str]]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

PORTS: Final = {"http": 80, "https": 443}
_LONGEST = 4_000
_LONGEST_NAME = 253
_KEPT = "/?&=%:;,@!$'()*+~#[]"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# What a site's own network, another site's or a tunnel may stand behind; ``is_global`` of older Pythons passes some.
_BARRED = tuple(
    ipaddress.ip_network(one)
    for one in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
        *("192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
        *(
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::/96",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
        ),
        *("3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"),
    )
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link taken apart: ``host`` in lower case and ASCII, ``target`` the path and query as sent."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The host as the Host header names it, with its port where that is not the scheme's own."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == PORTS[self.scheme] else f"{name}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address."""
        return f"{self.scheme}://{self.authority}{self.target}"


def parse_link(url: str) -> Link:
    """A link that a user or a redirect gave.

    Raises:
        InputError: it is no http(s) address, names a user, or is written to be read in two ways.
    """
    if len(url) > _LONGEST:
        raise InputError(f"the link is longer than {_LONGEST:,} characters", remedy="Save the page, and add the file.")
    if any(char <= " " or char in '\\\x7f"<>' for char in url):
        raise _no_link("it holds spaces, backslashes, angle brackets or control characters")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _no_link(str(error)) from None
    if parts.scheme not in PORTS:
        raise _no_link("it must begin with https:// or http://")
    if parts.username is not None or parts.password is not None:
        raise _no_link("it names a user")
    if port == 0:
        raise _no_link("port 0")
    target = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    return Link(parts.scheme, _host(parts.hostname or ""), port or PORTS[parts.scheme], target)


def follow(link: Link, location: str) -> Link:
    """Where a redirect leads.

    Raises:
        InputError: nowhere that may be followed; from https to http among them.
    """
    onward = parse_link(urljoin(link.url, location.strip()))
    if link.scheme == "https" and onward.scheme == "http":
        raise InputError("the page leads from https to http", remedy="Give the link to the page itself.")
    return onward


def allowed(link: Link, rules: Iterable[str]) -> bool:
    """Whether a rule allows this host and port: ``example.org``, ``*.example.org`` (below it), ``example.org:8080``."""
    return any(_allows(rule, link) for rule in rules)


def rules_of(settings: Settings) -> tuple[str, ...]:
    """The hosts that the settings allow."""
    return tuple(rule for rule in settings.allow_hosts.lower().replace(",", " ").split() if rule)


def check_allowed(link: Link, rules: Iterable[str]) -> None:
    """Refuse a link to a host that no rule allows.

    Raises:
        InputError: with what to set.
    """
    if not allowed(link, rules):
        raise InputError(
            f"pages are not fetched from {link.authority}: the host is not allowed",
            remedy=f"Start the desk with ONRECORD_ALLOW_HOSTS={link.authority}, or save the page and add the file.",
        )


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a host, as the system knows them.

    Raises:
        OSError: it knows none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def addresses(link: Link, resolver: Resolver = resolve) -> tuple[str, ...]:
    """The addresses to connect to, every one of them public.

    Raises:
        InputError: the name cannot be resolved, or one of its addresses is private, local, reserved or multicast.
    """
    try:
        found = tuple(resolver(link.host, link.port))
    except (OSError, UnicodeError):
        found = ()
    if not found:
        raise InputError(f"no address is known for {link.host}", remedy="Check the link and the connection.")
    if not all(is_public(one) for one in found):
        raise InputError(
            f"{link.host} is not on the public internet",
            remedy="Save the page, and add the file: the desk never asks machines of a private network.",
        )
    return found


def is_public(written: str) -> bool:
    """Whether an address is one of the public internet, also where it wraps another."""
    try:
        address = ipaddress.ip_address(written)
    except ValueError:  # a scope ("fe80::1%eth0") of an older Python, or no address at all
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None or address.scope_id is not None:
            return False
        if address in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)))
    barred = any(address in network for network in _BARRED if network.version == address.version)
    return address.is_global and not address.is_multicast and not address.is_reserved and not barred


def _host(name: str) -> str:
    name = name.rstrip(".").lower()
    if ":" not in name and not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            raise _no_link("its host is no name") from None
    plain = name.replace("-", "").replace(".", "").replace(":", "").replace("_", "").isalnum()
    if not name or len(name) > _LONGEST_NAME or not plain or ".." in name:
        raise _no_link("its host is no name")
    return name


def _allows(rule: str, link: Link) -> bool:
    name, port = rule, PORTS[link.scheme]
    head, colon, tail = rule.rpartition(":")
    if colon and tail.isdecimal() and (":" not in head or head.endswith("]")):
        name, port = head, int(tail)
    if port != link.port:
        return False
    if name.startswith("*."):
        return link.host.endswith(name[1:]) and len(link.host) > len(name) - 1
    return link.host == name.strip("[]")


def _no_link(why: str) -> InputError:
    return InputError(f"this is no link that can be followed: {why}", remedy="Copy the address of the page itself.")
