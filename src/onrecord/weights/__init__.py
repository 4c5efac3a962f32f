"""Weights that this project trained, as package data, and what evaluates them.

Each folder below this one is one model: ``card.toml`` says what it reads, which data trained it, under which licence,
and how well it did; the other files are its numbers. ``training/`` in the repository makes them.
"""

from __future__ import annotations

import functools
import hashlib
import tomllib
from pathlib import Path
from typing import Any

from onrecord.errors import SetupError

_FOLDER = Path(__file__).parent


def folder(name: str) -> Path:
    """Where the files of a model are.

    Raises:
        SetupError: the model is not there.
    """
    found = _FOLDER / name
    if not found.is_dir():
        remedy = "Install onrecord again; its weights are part of the package."
        raise SetupError(f"the weights {name!r} are missing", place="onrecord.weights", remedy=remedy)
    return found


@functools.cache
def card(name: str) -> dict[str, Any]:
    """What a model's card says."""
    return tomllib.loads((folder(name) / "card.toml").read_text("utf-8"))


@functools.cache
def version() -> str:
    """A short hash over the cards, each of which holds the hash of its weights: equal weights, equal version."""
    digest = hashlib.sha256()
    for path in sorted(_FOLDER.glob("*/card.toml")):
        digest.update(path.parent.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


__all__ = ["card", "folder", "version"]
