"""What the model is told: the codebook in short (``prompt.md``), the questions, and one article between marks."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable
from importlib.resources import files

from onrecord.lexicons import table
from onrecord.llm.pieces import Piece
from onrecord.records import Article, Dossier

Message = dict[str, str]
_MOST_HOLDERS = 80
_MOST_RETURNED = 4_000


@functools.cache
def rules() -> str:
    """The part of the prompt that is the same for every article and dossier."""
    return files("onrecord.llm").joinpath("prompt.md").read_text(encoding="utf-8")


@functools.cache
def version() -> str:
    """A short hash over all that shapes the question: another prompt makes another run."""
    code = [files("onrecord.llm").joinpath(name).read_bytes() for name in ("prompt.md", "prompt.py", "form.py")]
    return hashlib.sha256(b"\0".join(code)).hexdigest()[:8]


def messages(dossier: Dossier, article: Article, piece: Piece, holders: Iterable[str]) -> list[Message]:
    """The messages for one piece of an article. ``holders`` are the ids of those whom the article names."""
    return [
        {"role": "system", "content": rules()},
        {"role": "user", "content": f"{_questions(dossier, holders)}\n{_material(article, piece)}"},
    ]


def repair(sent: list[Message], answer: str, why: str) -> list[Message]:
    """The same, with the answer that could not be used and what was wrong with it."""
    return [
        *sent,
        {"role": "assistant", "content": answer[:_MOST_RETURNED]},
        {"role": "user", "content": f"That cannot be used: {why}. Answer again, with JSON in the given form only."},
    ]


def _questions(dossier: Dossier, holders: Iterable[str]) -> str:
    lines = [f"QUESTIONS of the dossier “{dossier.title}”:"]
    for issue in dossier.issues:
        also = f" Also: {'; '.join(issue.aliases)}." if issue.aliases else ""
        lines.append(f"- {issue.id} ({issue.kind}): {issue.question}{also}")
    names = _names()
    known = sorted(one for one in holders if one in names)[:_MOST_HOLDERS]
    lines.append(f"Ids of some whom the article names: {'; '.join(f'{one} {names[one]}' for one in known) or 'none'}.")
    return "\n".join(lines)


def _material(article: Article, piece: Piece) -> str:
    """The article between marks that it cannot hold, each paragraph in one line, so that it cannot break out."""
    shown = [_line("headline", article.headline.quote if article.headline else article.title)]
    shown += [_line("dateline", article.dateline), _line("published", _day(article))]
    shown += [_line("earlier in the article, to understand what follows; no evidence", piece.before)]
    shown += [f"[{number}] {' '.join(span.quote.split())}\n" for number, span in enumerate(piece.spans, start=1)]
    text = "".join(shown)
    mark = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
    while mark in text:
        mark = hashlib.sha256(mark.encode()).hexdigest()[:12]
    return f"\nTHE ARTICLE, between the two lines {mark}:\n{mark}\n{text}{mark}\n\nList its positions."


def _line(name: str, value: str | None) -> str:
    return f"{name}: {' '.join(value.split())}\n" if value else ""


def _day(article: Article) -> str:
    return f"{article.published:%Y-%m-%d, a %A}" if article.published else ""


@functools.cache
def _names() -> dict[str, str]:
    return {row[0]: row[2] for row in table("organisations")} | {row[0]: row[1] for row in table("territories")}
