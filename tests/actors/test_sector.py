"""Sectors: which kind of actor a phrase names."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.actors.who import resolve_text


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Peruvian lorry drivers", "CVL"),
        ("two Malian soldiers", "MIL"),
        ("police in Nairobi", "COP"),
        ("an Irish judge", "JUD"),
        ("deputies of the Folketing", "LEG"),
        ("the president of the Sejm", "LEG"),
        ("a retired ambassador", "ELI"),
        ("rebels in the east", "REB"),
        ("a Greek shipping company", "BUS"),
        ("the head of the army", "MIL"),
        ("a historian at Uppsala University", "EDU"),
        ("the state news agency", "GOV"),
        ("a leader of the Hindu community", "REL"),
        ("Somali refugees", "REF"),
        ("a group of strangers", "UNK"),
        ("the Danish foreign ministry", "GOV"),
        ("fighters of the Arakan Army", "REB"),
        ("the Sinaloa cartel", "CRM"),
        ("Amnesty International", "NGO"),
    ],
)
def test_sector_of_a_phrase(words: str, code: str) -> None:
    sector = resolve_text(words, date(2024, 5, 1)).sector
    assert sector is not None
    assert sector.code == code


@pytest.mark.parametrize("words", ["Norway", "Brazilians", "the Swiss", "fog"])
def test_states_and_peoples_have_none(words: str) -> None:
    assert resolve_text(words).sector is None


def test_defence_has_a_second_code() -> None:
    sector = resolve_text("the Dutch defence minister").sector
    assert sector is not None
    assert (sector.code, sector.second) == ("GOV", "MIL")


@pytest.mark.parametrize(("on", "code"), [(date(2017, 5, 1), "GOV"), (date(2023, 5, 1), "ELI")])
def test_out_of_office_is_no_government(on: date, code: str) -> None:
    sector = resolve_text("Angela Merkel", on).sector
    assert sector is not None
    assert sector.code == code


@pytest.mark.parametrize(("on", "code"), [(date(2019, 5, 1), "REB"), (date(2023, 5, 1), "GOV")])
def test_a_group_can_become_a_government(on: date, code: str) -> None:
    sector = resolve_text("the Taliban", on).sector
    assert sector is not None
    assert sector.code == code
