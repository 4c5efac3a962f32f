"""The name that signs what is decided where nobody is named."""

from __future__ import annotations

import getpass


def login_name() -> str:
    """The login name of whoever started the program."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "unknown"
