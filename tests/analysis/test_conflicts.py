"""Who contradicts whom: claims, speakers and reports, each conflict once with all that is on either side."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.analysis.conflicts import Conflict, conflicts
from onrecord.analysis.corroboration import Corroboration, corroborations
from onrecord.ledger.rows import PositionRow
from onrecord.records import Level
from tests.analysis.rows import after, told
from tests.analysis.test_changes import records


def only(*rows: PositionRow) -> Conflict:
    (found,) = conflicts(rows)
    return found


def test_a_claim_against_own_words() -> None:
    found = only(told("claim", "pledges", reported_by="USA", said=3, seen=3), told("own", "rules_out", said=0))
    assert (found.kind, found.one.level, found.other.level) == ("claim", "rules_out", "pledges")
    assert (found.first, found.last, found.seen) == (after(0), after(3), after(3))


def test_an_unnamed_official_against_a_named_one_is_two_reports() -> None:
    leak = told("leak", "pledges", anonymous=True, said=1, seen=1)
    assert only(leak, told("own", "rules_out", said=0)).kind == "origins"


def test_two_steps_are_enough_between_two_sides_of_the_question() -> None:
    levels: tuple[Level, ...] = ("neutral", "open")
    for level in levels:
        assert only(told("no", "opposes", said=0), told("x", level, reported_by="USA", said=1, seen=1)).kind == "claim"
    done = told("done", "delivers", reported_by="USA", said=1, seen=1)
    assert conflicts([told("yes", "supports", said=0), done]) == ()
    assert conflicts([told("maybe", "doubts", said=0), told("x", "open", reported_by="USA", said=1, seen=1)]) == ()


def test_two_speakers_of_one_article() -> None:
    minister = told("no", "rules_out", said=0, article="one")
    president = told("yes", "supports", said=0, article="one", speaker="Ilir Deda")
    assert only(minister, president).kind == "speakers"


def test_what_an_article_tells_itself_is_no_mouth_against_its_unnamed_official() -> None:
    unnamed = told("yes", "pledges", said=0, article="one", origin="o-one", speaker=None, anonymous=True)
    told_so = told("no", "rules_out", said=0, article="one", origin="o-one", speaker=None)
    named = told("no", "rules_out", said=0, article="one", origin="o-one")
    assert conflicts([unnamed, told_so]) == ()
    assert only(unnamed, named).kind == "origins"


def test_two_reports_with_all_their_copies() -> None:
    copies = [told(f"no{n}", "rules_out", said=0, origin="o-wire", article=f"c{n}", speaker=None) for n in range(4)]
    other = [told(f"yes{n}", "supports", said=0, seen=1, speaker=None) for n in range(3)]
    found = only(*copies, *other)
    assert (found.kind, len(found.one.origins), len(found.other.origins)) == ("origins", 1, 3)


def test_a_change_of_mind_is_no_conflict() -> None:
    assert conflicts([told("no", "rules_out", said=0), told("yes", "supports", said=1, seen=1)]) == ()
    late = told("yes", "supports", said=9, seen=9, speaker="Ilir Deda")
    assert conflicts([told("no", "rules_out", said=0), late]) == ()
    soon = told("yes", "supports", said=2, seen=2, speaker="Ilir Deda")
    assert only(told("no", "rules_out", said=0), soon).kind == "speakers"


def test_what_is_undated_former_or_far_away_contradicts_nothing() -> None:
    no = told("no", "rules_out", said=0)
    for other in (
        told("yes", "supports", seen=None),
        told("yes", "supports", said=0, superseded=True),
        told("yes", "supports", reported_by="USA", said=20, seen=20),
        told("yes", "supports", said=0, holder="GRC"),
        told("yes", "doubts", said=0),
    ):
        assert conflicts([no, other]) == ()


def test_two_quarrels_apart_in_time_are_two() -> None:
    rows = [told(f"no{day}", "rules_out", said=day, seen=day) for day in (0, 60)]
    rows += [told(f"yes{day}", "pledges", said=day, seen=day, reported_by="USA") for day in (1, 61)]
    assert [one.last for one in conflicts(rows)] == [after(61), after(1)]
    assert len(conflicts(rows, since=after(50))) == 1
    assert len(conflicts(rows, until=after(50))) == 1


@settings(max_examples=80, deadline=None)
@given(records(), st.randoms())
def test_the_order_of_rows_does_not_matter(rows: list[PositionRow], shuffler: Random) -> None:
    mixed = list(rows)
    shuffler.shuffle(mixed)
    assert conflicts(mixed) == conflicts(rows)
    assert corroborations(mixed) == corroborations(rows)


def corroborated(*rows: PositionRow) -> Corroboration:
    (found,) = corroborations(rows)
    return found


def test_corroboration_counts_origins_and_says_where_first() -> None:
    rows = [told(f"c{n}", said=0, seen=n, origin="o-wire", article=f"c{n}") for n in (2, 1, 3)]
    found = corroborated(*rows, told("own", said=0, seen=5))
    assert (found.origins, found.official, found.standing, found.contested) == (2, 2, "official", False)
    assert found.first.article.id == "c1"
    assert [source.origin for source in found.sources] == ["o-wire", "o-own"]


def test_openness_under_a_condition_corroborates_no_firm_stance() -> None:
    before = told("if", "open", said=0, conditions=(("if", "the ferry runs"),))
    firm = [told(name, "supports", said=5, seen=5) for name in ("yes", "too")]
    found = corroborated(before, *firm)
    assert (found.origins, found.first.date) == (2, after(5))


def test_corroboration_says_whose_words_they_are() -> None:
    assert corroborated(told("x", reported_by="USA")).standing == "second_hand"
    assert corroborated(told("x", anonymous=True)).standing == "anonymous"
    assert corroborated(told("x", speaker=None)).standing == "narrated"
    assert corroborated(told("x", speaker=None, vote="against")).standing == "official"


def test_corroboration_is_contested_where_origins_disagree() -> None:
    found = corroborated(told("no", "rules_out", said=0), told("yes", "pledges", said=1, reported_by="USA"))
    assert found.row.position.id == "p-no"
    assert [row.position.id for row in found.against] == ["p-yes"]
