"""SVG by hand: elements with escaped text and attributes, and the figure that holds a chart."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache

from markupsafe import Markup, escape

Value = str | float | int | None


def tag(name: str, *inside: str, **attributes: Value) -> Markup:
    """An element. ``class_`` is the attribute ``class``, ``text_anchor`` is ``text-anchor``; None leaves one out.

    What is inside is escaped unless it is markup.
    """
    written = "".join(
        [f' {_attribute(key)}="{_written(value)}"' for key, value in attributes.items() if value is not None]
    )
    body = join(inside)
    return Markup(f"<{name}{written}>{body}</{name}>") if body else Markup(f"<{name}{written}/>")


@cache
def _attribute(key: str) -> str:
    return "viewBox" if key == "view_box" else key.rstrip("_").replace("_", "-")


def _written(value: Value) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return escape(value) if isinstance(value, str) else str(value)


def join(parts: Iterable[str]) -> Markup:
    """Elements one after the other."""
    return Markup("".join([one if isinstance(one, Markup) else escape(one) for one in parts]))


def titled(words: str, *inside: str, link: str | None = None, **attributes: Value) -> Markup:
    """A mark that says in words what it stands for; with ``link`` it leads there.

    Links are passed over by the tab key: the table beside the chart has the same ones.
    """
    if link is None:
        return tag("g", tag("title", words), *inside, **attributes)
    return tag("a", tag("title", words), *inside, href=link, tabindex=-1, aria_label=words, **attributes)


def figure(title: str, words: str, body: str, width: float, height: float, *, css: str = "") -> Markup:
    """A chart with its name and, in ``words``, what it shows; both are read out."""
    key = "f" + hashlib.sha256(f"{css}{title}{words}".encode()).hexdigest()[:8]
    return tag(
        "svg",
        tag("title", title, id=f"{key}-t"),
        tag("desc", words, id=f"{key}-d"),
        body,
        class_=f"chart {css}".strip(),
        role="group",
        aria_labelledby=f"{key}-t",
        aria_describedby=f"{key}-d",
        view_box=f"0 0 {_written(width)} {_written(height)}",
        width=width,
        height=height,
    )
