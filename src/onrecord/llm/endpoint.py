"""Where the language model answers, checked before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from onrecord.errors import InputError
from onrecord.settings import Settings

_PATH = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address, the model's name there and how to behave. ``place`` is the host, for messages: no secret is in it.

    ``timeout`` is the seconds that one exchange may take in all; ``tries`` how often it is tried; ``answer`` the
    tokens that an answer may have; ``requests`` and ``tokens`` the limits of a run, 0 for none.
    """

    url: str = field(repr=False)
    place: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 120.0
    tries: int = 5
    answer: int = 4096
    requests: int = 0
    tokens: int = 0


def endpoint(settings: Settings) -> Endpoint:
    """The endpoint that the settings name.

    Raises:
        InputError: the address is none, no model is named, the key cannot be one, a number makes no sense.
    """
    if not settings.llm_model.strip():
        raise InputError("no model is named", place="--llm-model", remedy="Give the name that the endpoint knows.")
    if not all(" " < char < "\x7f" for char in settings.llm_key):
        raise InputError("it holds characters that no key has", place="ONRECORD_LLM_KEY", remedy="Set it again.")
    if settings.llm_timeout <= 0 or settings.llm_answer < 1 or settings.llm_piece < 1 or settings.llm_retries < 0:
        raise InputError("a limit is below what can work", place="settings.llm_*", remedy="Give a larger number.")
    url, place = _address(settings.llm_url)
    return Endpoint(
        url=url,
        place=place,
        model=settings.llm_model.strip(),
        key=settings.llm_key,
        timeout=settings.llm_timeout,
        tries=settings.llm_retries + 1,
        answer=settings.llm_answer,
        requests=settings.llm_requests,
        tokens=settings.llm_tokens,
    )


def _address(given: str) -> tuple[str, str]:
    """The address of the chat, of a base (``http://localhost:8080``, ``…/v1``) or itself; and its host."""
    wrong = InputError("this is no address", place="--llm", remedy="Give one such as http://127.0.0.1:8080/v1.")
    try:
        parts = urlsplit(given.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise wrong from None  # the address may hold a password: it is not shown
    if parts.scheme not in {"http", "https"} or not host or not given.isascii() or not given.strip().isprintable():
        raise wrong
    path = parts.path.rstrip("/")
    if not path.endswith(_PATH):
        path = f"{path or '/v1'}{_PATH}"
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, "")), f"{host}:{port}" if port else host
