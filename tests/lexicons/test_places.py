"""Regions and memberships: complete, dated, and read as of a day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from onrecord import lexicons
from onrecord.lexicons import places, sectors


def test_every_territory_but_antarctica_lies_in_one_continent() -> None:
    continents = [one for one in places.regions().values() if not one.within]
    assert [one.id for one in continents] == ["africa", "americas", "asia", "europe", "oceania"]
    counted = [member for one in continents for member in one.members]
    assert len(counted) == len(set(counted))
    assert set(places.names()) - set(counted) == {"ATA"}


def test_a_region_holds_what_its_parts_hold() -> None:
    regions = places.regions()
    for one in regions.values():
        assert not one.within or one.members < regions[one.within].members
        assert one.m49.isdigit()


def test_members_are_known_actors_and_terms_are_in_order() -> None:
    known = set(places.names()) | {"EU", "AU"}
    for code, terms in places.memberships().items():
        assert code == "P5" or code in sectors.homes(), code
        assert {term.member for term in terms} <= known, code
        assert not [term for term in terms if term.first and term.last and term.first > term.last]


@pytest.mark.parametrize(
    ("organisation", "on", "count"),
    [
        ("EU", "2003-01-01", 15),
        ("EU", "2019-01-01", 28),
        ("EU", None, 27),
        ("NATO", "2001-01-01", 19),
        ("NATO", None, 32),
        ("AU", None, 55),
        ("OIC", None, 57),
        ("LAS", None, 22),
        ("OSCE", None, 57),
        ("COE", "2022-01-01", 47),
        ("COE", None, 46),
        ("ECOWAS", None, 12),
        ("OECD", None, 38),
        ("PIF", None, 18),
    ],
)
def test_how_many_members_on_a_day(organisation: str, on: str | None, count: int) -> None:
    assert len(places.members(organisation, date.fromisoformat(on) if on else None)) == count


def test_the_security_council_has_fifteen_members_every_day() -> None:
    days = [date(2000, 1, 1) + timedelta(days=90 * n) for n in range(109)]
    assert {len(places.members("UNSC", day)) for day in days} == {15}


def test_where_an_actor_belongs() -> None:
    assert places.home("HAMAS") == "PSE"
    assert places.home("FRA/president") == "FRA"
    assert places.home("EU") == places.home("UNSC") == places.home("H0") == ""
    assert places.in_region("HEZBOLLAH", "western-asia")
    assert places.in_region("FRA/president", "europe") and not places.in_region("FRA", "africa")
    assert not places.in_region("FRA", "no-such-region")


def test_belonging_is_a_matter_of_the_day() -> None:
    assert places.belongs("GBR/foreign-minister", "EU", date(2020, 1, 31))
    assert not places.belongs("GBR", "EU", date(2020, 2, 1))
    assert places.belongs("EU", "EU") and not places.belongs("HAMAS", "LAS")
    assert places.belongs("SYC", "SADC") and not places.belongs("SYC", "SADC", date(2006, 1, 1))


def test_the_version_of_the_lexicons_leaves_out_what_serves_answers_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexicons, "_FOLDER", tmp_path)
    (tmp_path / "geography").mkdir()
    (tmp_path / "geography" / "regions.tsv").write_text("a\n", "utf-8")
    empty = lexicons.version.__wrapped__()
    (tmp_path / "geography" / "regions.tsv").write_text("b\n", "utf-8")
    assert lexicons.version.__wrapped__() == empty
    (tmp_path / "cities.tsv").write_text("a\n", "utf-8")
    assert lexicons.version.__wrapped__() != empty
