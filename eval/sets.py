"""The labelled sets, and their articles read by the real pipeline, one dossier at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from eval.scoring import Pair
from eval.sheets import Row, Sheet, labelled, predicted, rows

from onrecord.export.contract import reading_to_json
from onrecord.read import load_dossier
from onrecord.records import Page, Problem, Reading
from onrecord.run.pipeline import read_pages
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.llm import Asker

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """A file of labelled articles and the YAML file, or the folder of YAML files, of its dossiers.

    ``gated``: its figures may not drop. ``held_out``: nobody tunes on it, and its mistakes are shown only
    where it is named.
    """

    name: str
    labels: Path
    dossiers: Path
    gated: bool
    held_out: bool = False

    def dossier_file(self, dossier: str) -> Path:
        """Where the dossier of this id is written."""
        return self.dossiers if self.dossiers.suffix == ".yaml" else self.dossiers / f"{dossier}.yaml"


_FORCE = ROOT / "examples" / "gaza-force"
_ARTICLES = ROOT / "eval" / "articles"
_UNSEEN = ROOT / "eval" / "unseen"

SETS = (
    LabelledSet("gaza-force", _FORCE / "labels.jsonl", _FORCE / "dossier.yaml", gated=True),
    LabelledSet("held-out", _ARTICLES / "articles.jsonl", _ARTICLES / "dossiers", gated=True, held_out=True),
    LabelledSet("unseen", _UNSEEN / "articles.jsonl", _UNSEEN / "dossiers", gated=True, held_out=True),
    LabelledSet("positions.dev", SHARED / "eval" / "positions.dev.jsonl", SHARED / "eval" / "dossiers", gated=False),
    LabelledSet("seeds", SHARED / "seeds" / "seeds.labels.jsonl", SHARED / "seeds" / "gaza-peace.yaml", gated=False),
)
"""The last two lie beside the repository, if at all: they are reported, never gated."""


@dataclass(frozen=True, slots=True)
class Result:
    """What was read out of a set: each article's labels and reading, and the steps that failed on the way."""

    of: LabelledSet
    pairs: tuple[Pair, ...]
    failures: tuple[str, ...]

    def by_dossier(self) -> dict[str, list[Pair]]:
        """The pairs of each dossier, in the order in which dossiers come first."""
        return {name: [pair for pair in self.pairs if pair[0].dossier == name] for name in _dossiers(self.pairs)}


def _dossiers(pairs: Sequence[Pair]) -> list[str]:
    return list(dict.fromkeys(gold.dossier for gold, _ in pairs))


def read_set(of: LabelledSet, settings: Settings, *, first: int | None = None, asker: Asker | None = None) -> Result:
    """Reads a set's articles (or the ``first`` so many), those of one dossier together, as ``onrecord read`` would.

    ``asker`` is the way to the language model that the settings name, if any.

    Raises:
        DossierError: a dossier cannot be used. SetupError: no language model.
    """
    labels = rows(of.labels)[:first]
    pairs: list[Pair] = []
    failures: list[str] = []
    for dossier in dict.fromkeys(row["dossier"] for row in labels):
        items = _read([row for row in labels if row["dossier"] == dossier], of.dossier_file(dossier), settings, asker)
        for item in items:
            if isinstance(item, str):
                failures.append(item)
            else:
                pairs.append(item)
    return Result(of, tuple(pairs), tuple(failures))


def _read(labels: Sequence[Row], dossier: Path, settings: Settings, asker: Asker | None) -> Iterator[Pair | str]:
    read: dict[str, Sheet] = {}
    for item in read_pages((_page(row) for row in labels), load_dossier(str(dossier)), settings, asker=asker):
        if isinstance(item, Reading):
            read[item.article.id] = predicted(reading_to_json(item), item.article.text)
            yield from (_told(row) for row in item.problems if row.kind == "step-failed")
        else:
            yield _told(item)
    yield from ((labelled(row), read.get(row["id"])) for row in labels)


def _page(row: Row) -> Page:
    return Page(
        source=row["id"],
        text=row["text"],
        id=row["id"],
        title=row.get("title"),
        outlet=row.get("outlet"),
        published=row.get("published"),
    )


def _told(problem: Problem) -> str:
    return f"{problem.article or problem.source}: {problem.kind}: {problem.detail}"
