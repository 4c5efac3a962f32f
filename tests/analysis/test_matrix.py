"""Who stands where, decided by date, by whose words, and by origins rather than articles."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest

from onrecord.analysis.matrix import Cell, matrix
from onrecord.analysis.stance import conflict, distance, opposing, prevailing, supporting
from onrecord.ledger.rows import ArticleRow, PositionRow
from onrecord.records import Level
from tests.ledger.samples import one_position

DAY = date(2026, 1, 5)


def row(name: str, level: Level = "opposes", **fields: Any) -> PositionRow:
    made = one_position(name, level=level, **fields)
    article = made.article
    return PositionRow(
        made.positions[0],
        ArticleRow(
            reading=1,
            run="run-1",
            dossier="lake-force",
            id=article.id,
            outlet=article.outlet,
            title=article.title,
            published=article.published,
            credit=article.credit,
            url=article.url,
            language=article.language,
            source=article.source,
            origin=made.origin,
            story=made.story,
        ),
    )


def only_cell(*rows: PositionRow) -> Cell:
    (cell,) = matrix(rows).cells
    return cell


def test_the_latest_stance_prevails() -> None:
    cell = only_cell(row("old", "rules_out", said=DAY - timedelta(60)), row("new", "open", said=DAY))
    assert (cell.level, cell.decided_by, cell.date) == ("open", "p-new", DAY)


def test_a_superseded_stance_never_prevails() -> None:
    cell = only_cell(row("former", "pledges", superseded=True), row("now", "doubts", said=DAY - timedelta(9)))
    assert cell.level == "doubts"
    assert cell.positions == 2
    assert cell.origins == 1


def test_all_superseded_leaves_the_level_open() -> None:
    cell = only_cell(row("former", "pledges", superseded=True))
    assert (cell.level, cell.decided_by, cell.positions, cell.origins) == (None, None, 1, 0)
    assert not cell.anonymous_only


def test_own_words_go_before_a_report_of_the_same_days() -> None:
    own = row("own", "rules_out", said=DAY - timedelta(3))
    report = row("report", "supports", said=DAY, reported_by="USA", confidence=0.99)
    assert only_cell(own, report).level == "rules_out"


def test_a_report_counts_where_own_words_are_old() -> None:
    own = row("own", "rules_out", said=DAY - timedelta(90))
    report = row("report", "supports", said=DAY, reported_by="USA")
    assert only_cell(own, report).level == "supports"


def test_on_one_day_the_more_confident_prevails_in_any_order() -> None:
    rows = [row("a", "open", confidence=0.6), row("b", "supports", confidence=0.9), row("c", "neutral", confidence=0.7)]
    found = {prevailing(order) for order in permutations(rows)}
    assert found == {rows[1]}


def test_the_published_date_stands_in_for_an_unknown_one_and_undated_rows_come_last() -> None:
    stated = row("stated", "open", said=DAY - timedelta(30))
    published = row("published", "doubts", said=None, published=DAY)
    undated = row("undated", "pledges", said=None, published=None, confidence=1.0)
    assert only_cell(stated, published, undated).level == "doubts"
    assert only_cell(undated).level == "pledges"


def test_copies_of_one_report_are_one_origin() -> None:
    copies = [row(f"copy{number}", origin="o-wire") for number in range(5)]
    cell = only_cell(*copies, row("own-report", origin="o-other"))
    assert (cell.positions, cell.origins, cell.agreeing) == (6, 2, 2)
    against = only_cell(*copies, row("against", "supports", said=DAY - timedelta(1)))
    assert (against.level, against.origins, against.agreeing) == ("opposes", 2, 1)
    assert len(supporting(copies[0], copies)) == 5


def test_articles_of_unknown_origin_stand_for_themselves() -> None:
    unknown = [row("x", origin=" "), row("y", origin=" ")]
    blank = [PositionRow(one.position, _without_origin(one.article)) for one in unknown]
    assert only_cell(*blank).origins == 2


def test_contested_needs_two_origins_at_one_time_far_apart() -> None:
    no = row("no", "rules_out", origin="o-1")
    assert only_cell(no, row("yes", "supports", origin="o-2")).contested
    assert not only_cell(no, row("yes", "supports", origin="o-1")).contested
    assert not only_cell(no, row("yes", "supports", origin="o-2", said=DAY + timedelta(15))).contested
    assert not only_cell(no, row("maybe", "doubts", origin="o-2")).contested
    assert not only_cell(no, row("former", "supports", origin="o-2", superseded=True)).contested
    assert not only_cell(no, row("undated", "supports", origin="o-2", said=None, published=None)).contested
    assert conflict(no, row("edge", "neutral", origin="o-2"))


def test_two_contributions_do_not_contradict() -> None:
    troops = row("troops", "rules_out", contribution="troops")
    assert not conflict(troops, row("funds", "pledges", contribution="funds"))
    assert conflict(troops, row("any", "pledges"))
    assert opposing(troops, [troops, row("any", "pledges")]) == [row("any", "pledges")]


def test_the_branch_of_a_condition_does_not_contradict() -> None:
    unless = row("unless", "open", otherwise="rules_out", condition="unless")
    flat = row("flat", "rules_out")
    assert distance(unless.position, flat.position) == 0
    assert not conflict(unless, flat)
    assert only_cell(unless).conditional
    assert not only_cell(flat).conditional


def test_anonymous_only_where_no_named_source_stands() -> None:
    hidden = row("hidden", anonymous=True)
    assert only_cell(hidden).anonymous_only
    assert not only_cell(hidden, row("named")).anonymous_only
    assert only_cell(hidden, row("named", superseded=True)).anonymous_only


@pytest.mark.parametrize(
    ("order", "columns"),
    [((), ("mandate", "send")), (("send", "mandate", "other"), ("send", "mandate"))],
)
def test_columns_follow_the_dossier(order: tuple[str, ...], columns: tuple[str, ...]) -> None:
    made = matrix([row("a"), row("b", holder="GRC", issue="mandate")], issues=order)
    assert made.issues == columns
    assert made.actors == ("ALB", "GRC")
    found = made.cell("GRC", "mandate")
    assert found is not None
    assert found.level == "opposes"
    assert made.cell("GRC", "send") is None


def test_nothing_makes_an_empty_matrix() -> None:
    assert matrix([]).cells == ()


def _without_origin(article: ArticleRow) -> ArticleRow:
    fields = {name: getattr(article, name) for name in article.__slots__}
    return ArticleRow(**{**fields, "origin": ""})
