"""What a run is: the versions of everything that decides its output, and an id made of them."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from onrecord import __version__
from onrecord.records import Dossier, RunInfo
from onrecord.settings import Settings

_SHAPING = ("model", "max_words", "min_confidence", "decide", "lean")
"""The settings that change what is read; the others only change how fast."""


def run_info(dossier: Dossier | None, settings: Settings) -> RunInfo:
    """The description of a run. Two runs with the same id read the same from the same input."""
    from onrecord import lexicons, weights  # noqa: PLC0415  (reads files; not needed to show help)

    chosen = " ".join(f"{name}={getattr(settings, name)}" for name in _SHAPING)
    if settings.actors:
        chosen += f" actors={_digest(settings.actors)}"
    if settings.llm_url and dossier is not None:
        chosen += f" {_llm(settings)}"
    numbers = f"{_weights(settings.model)}, onrecord {weights.version()}"
    parts = (repr(dossier), __version__, lexicons.version(), numbers, chosen)
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
    return RunInfo(
        id=f"r-{digest}",
        dossier=dossier.id if dossier is not None else None,
        code=__version__,
        lexicons=parts[2],
        weights=parts[3],
        settings=chosen,
    )


def _llm(settings: Settings) -> str:
    """The language model by name, what it is told and how much of an article at once; never where it answers."""
    from onrecord import llm  # noqa: PLC0415  (only for those who ask one)

    shaping = f"llm_piece={settings.llm_piece} llm_answer={settings.llm_answer}"
    return f"llm_model={settings.llm_model} llm_prompt={llm.version()} {shaping}"


def _digest(path: str) -> str:
    """A short hash of a file's bytes: other actors make another run."""
    try:
        return hashlib.sha256(Path(path).expanduser().read_bytes()).hexdigest()[:12]
    except OSError:
        return "unreadable"


def _weights(model: str) -> str:
    try:
        return f"{model} {version(model.replace('_', '-'))}"
    except PackageNotFoundError:
        return model
