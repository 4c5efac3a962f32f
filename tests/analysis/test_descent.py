"""A story as a tree of origins."""

from __future__ import annotations

from dataclasses import replace

from onrecord.analysis.descent import Descent, descent
from onrecord.ledger.linked import LinkRow
from onrecord.ledger.rows import ArticleRow
from onrecord.records import Link, LinkKind, Taker
from tests.analysis.rows import told


def article(name: str, origin: str, seen: int | None = 0, reading: int = 0) -> ArticleRow:
    return replace(told(name, article=name, origin=origin, seen=seen).article, reading=reading)


def tie(one: str, to: str, kind: LinkKind = "copy", taker: Taker = "this") -> LinkRow:
    return LinkRow(one, Link(to, kind, 0.8, f"{one} and {to}", taker))


def shape(found: Descent) -> list[list[tuple[str, int, str]]]:
    return [[(node.article.id, node.depth, node.direction) for node in origin.nodes] for origin in found.origins]


def test_copies_hang_on_what_they_were_taken_from() -> None:
    articles = [article("wire", "o", 0, 1), article("paper", "o", 1, 2), article("blog", "o", 2, 3)]
    found = descent(articles, [tie("paper", "wire"), tie("blog", "paper"), tie("blog", "wire")])
    assert shape(found) == [[("wire", 0, "unknown"), ("paper", 1, "took"), ("blog", 2, "took")]]
    node = found.origins[0].nodes[2]
    assert node.link is not None
    assert node.link.why == "blog and paper"


def test_the_earliest_is_the_root_though_it_came_into_the_ledger_last() -> None:
    articles = [article("paper", "o", 2, 1), article("blog", "o", 3, 2), article("wire", "o", 0, 3)]
    found = descent(articles, [tie("blog", "paper"), tie("wire", "paper", taker="other")])
    assert shape(found) == [[("wire", 0, "unknown"), ("paper", 1, "took"), ("blog", 2, "took")]]


def test_origins_stand_apart_earliest_first_and_weaker_links_are_bonds() -> None:
    articles = [article("a", "o-2", 3, 1), article("b", "o-1", 1, 2), article("c", "o-1", 4, 3)]
    links = [tie("b", "a", "credit", "unknown"), tie("c", "b"), tie("c", "elsewhere", "story"), tie("x", "a")]
    found = descent(articles, links)
    assert [origin.id for origin in found.origins] == ["o-1", "o-2"]
    assert [(bond.article.id, bond.link.to, bond.other is None) for bond in found.bonds] == [
        ("b", "a", False),
        ("c", "elsewhere", True),
    ]


def test_without_links_on_record_the_origin_alone_ties_them() -> None:
    found = descent([article("late", "o", 5, 1), article("early", "o", 1, 2), article("undated", "o", None, 3)], [])
    assert shape(found) == [[("early", 0, "unknown"), ("late", 1, "unknown"), ("undated", 1, "unknown")]]
    assert all(node.link is None for node in found.origins[0].nodes)


def test_a_long_chain_and_a_link_to_itself_do_no_harm() -> None:
    articles = [article(f"n{n}", "o", n, n) for n in range(3000)]
    links = [tie(f"n{n}", f"n{n - 1}") for n in range(1, 3000)]
    found = descent(articles, [tie("n0", "n0"), *links])
    assert len(found.origins[0].nodes) == 3000
    assert found.origins[0].nodes[-1].depth == 2999
    assert found.bonds == ()
