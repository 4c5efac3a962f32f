"""The Python face: ``onrecord.read(text_or_path, dossier=…)``."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload

from onrecord.export.highlight import article_html
from onrecord.problems import problem
from onrecord.read import load_dossier
from onrecord.read.decode import replace_bad
from onrecord.records import Dossier, Page, Position, Problem, Reading, Statement
from onrecord.run.pipeline import read as read_paths
from onrecord.run.pipeline import read_pages
from onrecord.settings import Settings

_TEXT = "<text>"


class Readings(Sequence[Reading]):
    """What was read, one ``Reading`` an article, with the problems that belong to none.

    A notebook shows it as the articles with their records highlighted.
    """

    def __init__(self, readings: Sequence[Reading], problems: Sequence[Problem]) -> None:
        self._readings = tuple(readings)
        self.problems = tuple(problems)

    @overload
    def __getitem__(self, index: int) -> Reading: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Reading, ...]: ...
    def __getitem__(self, index: int | slice) -> Reading | tuple[Reading, ...]:
        return self._readings[index]

    def __len__(self) -> int:
        return len(self._readings)

    @property
    def positions(self) -> tuple[Position, ...]:
        """The positions of all articles, in input order."""
        return tuple(position for reading in self._readings for position in reading.positions)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements of all articles, in input order."""
        return tuple(statement for reading in self._readings for statement in reading.statements)

    def __repr__(self) -> str:
        return (
            f"<Readings: {len(self)} articles, {len(self.statements)} statements, "
            f"{len(self.positions)} positions, {len(self.problems)} problems>"
        )

    def _repr_html_(self) -> str:
        return "".join(article_html(reading) for reading in self._readings)


def read(
    what: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    dossier: Dossier | str | os.PathLike[str] | None = None,
    settings: Settings | None = None,
) -> Readings:
    """Reads an article's text, or the files at one or more paths.

    Args:
        what: the text itself; or a path (``Path``, or a string that names an existing file or folder), or several.
        dossier: the questions: a ``Dossier``, or the path of its YAML file. None reads statements only.
        settings: how to read; the environment's settings if None.

    Raises:
        InputError: no path exists. DossierError: the dossier cannot be used. SetupError: no language model.
    """
    chosen = settings or Settings.from_environment()
    questions = dossier if dossier is None or isinstance(dossier, Dossier) else load_dossier(os.fspath(dossier))
    if isinstance(what, str) and not _names_a_path(what):
        items = read_pages(_given(what), questions, chosen)
    else:
        paths = [what] if isinstance(what, str | os.PathLike) else what
        items = read_paths([os.fspath(path) for path in paths], questions, chosen)
    return _collect(items)


def _given(text: str) -> Iterator[Page | Problem]:
    """A text as the page that a file with these words would be."""
    clean, replaced = replace_bad(text)
    if replaced:
        yield problem("bad-characters", replaced, source=_TEXT)
    yield Page(source=_TEXT, text=clean) if clean.strip() else problem("empty", "the text is empty", source=_TEXT)


def _names_a_path(what: str) -> bool:
    """A string is a path only if it could be one: an article's text is longer than any file name, or has lines."""
    if len(what) > 1000 or "\n" in what or not what:
        return False
    try:
        return Path(what).exists() or (any(sign in what for sign in "*?[") and " " not in what)
    except (OSError, ValueError):
        return False


def _collect(items: Iterator[Reading | Problem]) -> Readings:
    readings: list[Reading] = []
    problems: list[Problem] = []
    for item in items:
        if isinstance(item, Reading):
            readings.append(item)
        else:
            problems.append(item)
    return Readings(readings, problems)
