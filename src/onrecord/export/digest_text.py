"""The digest as a document: its items once, written as Markdown or as one HTML page.

What articles say is data: in Markdown every character that could be markup is escaped, in HTML all text is, links are
kept only where they are http or https, and the page has no script and asks for nothing from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, urlsplit

from onrecord.analysis.digest import Digest, NewCondition, NewPosition
from onrecord.analysis.pledges import Pledge
from onrecord.export.answers_table import CONFLICT_WORDS, SHIFT_WORDS, STANDING_WORDS
from onrecord.export.table import place_of, plain, said_by
from onrecord.ledger.rows import PositionRow

_CAUTIONS = {
    "single_source": "one origin only",
    "anonymous_only": "unnamed sources only",
    "second_hand_only": "told by others only",
}
Asks = Callable[[str, str | None], str]
"""What an issue of a dossier asks, in words; nothing where that is unknown."""
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~&$@]|:(?=//))")  # no text starts a line, so signs of lists do no harm


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a section: what is said, a remark, and the rows that support it."""

    head: str
    remark: str
    rows: tuple[PositionRow, ...]

    def question(self, asks: Asks) -> str:
        """What the issue asks: its id says little to who did not write the dossier."""
        return asks(self.rows[0].position.issue, self.rows[0].article.dossier)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its items; ``empty`` is what is said where there are none."""

    title: str
    items: tuple[Item, ...]
    empty: str


def sections(digest: Digest, name: Callable[[str], str]) -> tuple[Section, ...]:
    """The digest's sections in their order; ``name`` says how a holder is shown."""
    return (
        Section("New positions", tuple(_position(one, name) for one in digest.positions), "No new position."),
        Section(
            "Shifts",
            tuple(
                Item(
                    f"{name(one.holder)} · {one.issue}: {SHIFT_WORDS[one.kind]}",
                    f"{_level(one.earlier.position.level)} → {_level(one.later.position.level)}",
                    (one.later, one.earlier),
                )
                for one in digest.shifts
            ),
            "No shift.",
        ),
        Section("New conditions", tuple(_condition(one, name) for one in digest.conditions), "No new condition."),
        Section(
            "Conflicts",
            tuple(
                Item(
                    f"{name(one.holder)} · {one.issue}: {CONFLICT_WORDS[one.kind]}",
                    f"{_level(one.one.level)} against {_level(one.other.level)}",
                    (one.one.row, one.other.row),
                )
                for one in digest.conflicts
            ),
            "No conflict.",
        ),
        Section("Warnings", tuple(_warning(one, name) for one in digest.warnings), "Nothing rests on one source."),
        Section("Expired pledges", tuple(_pledge(one, name) for one in digest.pledges), "No pledge expired."),
    )


def _level(level: str) -> str:
    """A level as people read it: ``rules out``."""
    return level.replace("_", " ")


def _head(row: PositionRow, name: Callable[[str], str]) -> str:
    return f"{name(row.position.holder)} · {row.position.issue}: {_level(row.position.level)}"


def _position(one: NewPosition, name: Callable[[str], str]) -> Item:
    count = len(one.sources)
    remark = f"{STANDING_WORDS[one.standing]}, {count} origin{'' if count == 1 else 's'}"
    return Item(_head(one.row, name), remark, (one.row,))


def _condition(one: NewCondition, name: Callable[[str], str]) -> Item:
    kind = one.use.condition.kind.replace("_", " ")
    return Item(_head(one.use.row, name), f"{kind}: {one.use.told.words} ({one.proposition.id})", (one.use.row,))


def _warning(one: NewPosition, name: Callable[[str], str]) -> Item:
    return Item(_head(one.row, name), ", ".join(_CAUTIONS[each] for each in one.cautions), (one.row,))


def _pledge(one: Pledge, name: Callable[[str], str]) -> Item:
    return Item(_head(one.row, name), f"expired {one.expires}; no deed is on record", (one.row,))


def link(row: PositionRow) -> str | None:
    """The article's address where it is one that a browser may follow safely."""
    url = row.article.url
    if url is None:
        return None
    try:
        split = urlsplit(url)
    except ValueError:
        return None
    return quote(url, safe=":/?#@!$&'*+,;=%~-._") if split.scheme in ("http", "https") and split.netloc else None


def _source(row: PositionRow) -> str:
    parts = (said_by(row), place_of(row.article), row.article.title, row.article.published)
    return plain(", ".join(str(part) for part in parts if part))


def _summary(digest: Digest) -> str:
    counts = (
        f"{len(digest.positions)} new positions",
        f"{len(digest.shifts)} shifts",
        f"{len(digest.conditions)} new conditions",
        f"{len(digest.conflicts)} conflicts",
    )
    return f"{digest.articles} articles: {', '.join(counts)}."


def _unknown(issue: str, dossier: str | None) -> str:
    return ""


def digest_markdown(digest: Digest, name: Callable[[str], str] = str, asks: Asks = _unknown) -> Iterator[str]:
    """The digest as Markdown (CommonMark); ``asks`` gives the words of the issues' questions."""
    yield f"# Digest, {digest.since} to {digest.until}\n\n{_summary(digest)}\n"
    for section in sections(digest, name):
        yield f"\n## {section.title}\n\n"
        if not section.items:
            yield f"{section.empty}\n"
        for item in section.items:
            question = _md(item.question(asks))
            yield f"- **{_md(item.head)}** ({_md(item.remark)}){f' *{question}*' if question else ''}\n"
            yield from _md_rows(item.rows)


def _md_rows(rows: Iterable[PositionRow]) -> Iterator[str]:
    for row in rows:
        address, source = link(row), _md(_source(row))
        yield f"  - “{_md(row.position.evidence.quote)}” "
        yield f"— [{source}](<{address}>)\n" if address else f"— {source}\n"


def _md(text: str) -> str:
    return _MARKUP.sub(r"\\\1", plain(text))


_STYLE = (
    "body{font:16px/1.5 Georgia,serif;max-width:48em;margin:2em auto;padding:0 1em;color:#1a1a1a;background:#fff}"
    "h1,h2{font-family:sans-serif;line-height:1.2}h2{margin-top:2em;border-bottom:1px solid #767676}"
    "li{margin:.6em 0}blockquote{margin:.2em 0 .2em 1em;padding-left:.8em;border-left:3px solid #0072B2}"
    "cite{font-style:normal;color:#4a4a4a;font-size:.9em}a{color:#004a75}.remark{color:#4a4a4a}"
)
_HEAD = (
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
)


def digest_html(digest: Digest, name: Callable[[str], str] = str, asks: Asks = _unknown) -> Iterator[str]:
    """The digest as one HTML page that needs nothing else; ``asks`` gives the words of the issues' questions."""
    title = f"Digest, {digest.since} to {digest.until}"
    yield f"{_HEAD}<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
    yield f"<h1>{title}</h1>\n<p>{_html(_summary(digest))}</p>\n"
    for section in sections(digest, name):
        yield f"<section>\n<h2>{_html(section.title)}</h2>\n"
        if section.items:
            yield "<ul>\n"
            for item in section.items:
                yield from _html_item(item, asks)
            yield "</ul>\n"
        else:
            yield f"<p>{_html(section.empty)}</p>\n"
        yield "</section>\n"
    yield "</main>\n</body>\n</html>\n"


def _html_item(item: Item, asks: Asks) -> Iterator[str]:
    question = item.question(asks)
    yield f'<li><strong>{_html(item.head)}</strong> <span class="remark">({_html(item.remark)})</span>'
    yield f"<br><em>{_html(question)}</em>\n" if question else "\n"
    for row in item.rows:
        address, source = link(row), _html(_source(row))
        cited = f'<a href="{escape(address, quote=True)}" rel="noreferrer">{source}</a>' if address else source
        yield f"<blockquote>{_html(row.position.evidence.quote)}<br><cite>{cited}</cite></blockquote>\n"
    yield "</li>\n"


def _html(text: str) -> str:
    return escape(plain(text), quote=True)
