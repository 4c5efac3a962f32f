"""Passwords as argon2id hashes, with the parameters that OWASP's password storage cheat sheet names first."""

from __future__ import annotations

import unicodedata
from functools import cache
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Final

from onrecord.errors import InputError, SetupError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST: Final = 12
LONGEST: Final = 1024
_AT_ONCE: Final = BoundedSemaphore(2)  # each takes 19 MiB and a core: many logins at once must not take the machine


@cache
def _hasher() -> PasswordHasher:
    try:
        from argon2 import PasswordHasher  # noqa: PLC0415 - an extra, for those alone who share a desk
    except ModuleNotFoundError as error:
        raise SetupError(
            f"accounts need {error.name}, which is not installed", remedy="Install it: pip install 'onrecord[server]'"
        ) from error
    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


@cache
def _nobodys() -> str:
    return _hasher().hash("nobody has this password")


def _plain(password: str) -> bytes:
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace")


def hashed(password: str, name: str) -> str:
    """The hash of a new password of the account ``name``.

    Raises:
        InputError: it is too short or too long, or says the account's name.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise InputError(f"a password has {SHORTEST} to {LONGEST} characters", remedy="A few unrelated words do well.")
    if name.casefold() in password.casefold() and len(password) < len(name) + SHORTEST:
        raise InputError("the password says the account's name", remedy="Choose one that cannot be guessed from it.")
    with _AT_ONCE:
        return _hasher().hash(_plain(password))


def verified(stored: str | None, password: str) -> bool:
    """Whether the password is the one that was stored; None (no such account) takes as long as a wrong one."""
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415

    with _AT_ONCE:
        try:
            right = _hasher().verify(stored or _nobodys(), _plain(password[: LONGEST + 1]))
        except (VerificationError, InvalidHashError):
            return False
    return right and stored is not None


def outdated(stored: str) -> bool:
    """Whether the hash was made with other parameters than those of today."""
    return _hasher().check_needs_rehash(stored)
