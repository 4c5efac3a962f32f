"""The data files keep their form: sources named, columns counted, ids known, dates in order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord import lexicons
from onrecord.actors.knowledge import name_key
from onrecord.errors import SetupError
from onrecord.lexicons import sectors, world

FOLDER = Path(lexicons.__file__).parent
TABLES = {
    "territories": 6,
    "organisations": 4,
    "metonyms": 4,
    "cities": 2,
    "ambiguous": 3,
    "blocked": 2,
    "roles": 4,
    "bodies": 3,
    "anaphors": 2,
    "modifiers": 2,
    "given_names": 2,
    "holders/agencies": 4,
    "holders/asia_africa": 4,
    "holders/europe_americas": 4,
    "people": 4,
    "institutions": 3,
    "sectors": 3,
    "wikidata": 2,
    "doubtful": 4,
    "geography/regions": 3,
    "geography/memberships": 2,
    "geography/world_map": 5,
}


_NAMESAKES = {("david", "johnston")}  # a governor-general and a defence minister


@pytest.mark.parametrize("name", TABLES)
def test_every_file_names_source_and_licence(name: str) -> None:
    head = [line for line in (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    assert any("Source:" in line for line in head)
    assert any("Licence:" in line for line in head)
    assert any("Columns:" in line for line in head)


@pytest.mark.parametrize(("name", "columns"), TABLES.items())
def test_every_row_has_its_columns(name: str, columns: int) -> None:
    short = [row for row in lexicons.table(name) if len(row) < columns or not row[0].strip()]
    assert not short


def test_territories_cover_the_cldr() -> None:
    babel = pytest.importorskip("babel")
    regions = {code: name for code, name in babel.Locale("en").territories.items() if re.fullmatch("[A-Z]{2}", code)}
    no_territory = {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
    ours = {form.replace("’", "'").lower() for form, meant in world.forms() if meant.sort == "name"}
    missing = [n for c, n in regions.items() if c not in no_territory and n.replace("’", "'").lower() not in ours]
    assert not missing


def test_ids_are_alpha_3_and_used_once() -> None:
    ids = [row[0] for row in lexicons.table("territories")]
    assert len(ids) == len(set(ids)) > 240
    assert all(re.fullmatch("[A-Z]{3}", code) for code in ids)
    assert {"XKX", "PSE"} <= set(ids)


def test_a_form_names_one_territory() -> None:
    owners: dict[str, set[str | None]] = {}
    for form, meant in world.forms():
        if meant.kind == "state" and not meant.candidates and meant.sort in {"name", "adjective", "people"}:
            owners.setdefault(form.lower(), set()).add(meant.actor)
    assert not {form: ids for form, ids in owners.items() if len(ids) > 1}


def test_every_id_that_a_table_refers_to_is_known() -> None:
    states = {row[0] for row in lexicons.table("territories")}
    known = states | {row[0] for row in lexicons.table("organisations")}
    assert {row[1] for row in lexicons.table("metonyms")} <= known
    assert {row[0] for row in lexicons.table("cities")} <= states
    assert {holder.actor for holder in world.holders()} <= known
    assert {role.home for role in world.roles().values()} - {""} <= known


def test_terms_of_office_are_in_order_and_many() -> None:
    terms = world.holders()
    assert len(terms) > 500
    assert all(term.last is None or term.first <= term.last for term in terms)
    assert all(term.person == term.person.strip() for term in terms)


def test_every_full_name_is_one_person() -> None:
    owners: dict[tuple[str, ...], set[str]] = {}
    for term in world.holders():
        for spelling in term.spellings:
            key = name_key(spelling)
            if len(key) > 1:
                owners.setdefault(key, set()).add(term.person)
    assert not {name for name, persons in owners.items() if len(persons) > 1} - _NAMESAKES


def test_every_sector_is_a_known_code() -> None:
    codes = set(
        "GOV MIL SPY COP JUD LEG PTY OPP REB PRM UAF CRM PRE ELI BUS LAB EDU JRN NGO REL HLH MED AGR REF CVL UNK "
        "JNK".split()
    )
    assert {word.code for word in sectors.words().values()} <= codes
    assert set(sectors.offices().values()) <= codes
    assert {code for home in sectors.homes().values() for _, code in home.sectors} <= codes


def test_wikidata_ids_are_of_known_actors_and_used_once() -> None:
    known = {row[0] for name in ("territories", "organisations") for row in lexicons.table(name)}
    rows = lexicons.table("wikidata")
    assert {row[0] for row in rows} <= known
    assert len({row[1] for row in rows}) == len(rows) > 190
    assert all(re.fullmatch(r"Q\d+", row[1]) for row in rows)


def test_every_home_is_a_state_or_the_un_or_eu() -> None:
    states = {row[0] for row in lexicons.table("territories")}
    assert {home.home for home in sectors.homes().values()} <= states | {"", "UN", "EU"}


def test_every_office_of_a_holder_has_a_sector() -> None:
    assert not {term.office for term in world.holders()} - set(sectors.offices())


def test_roles_and_kinds_have_known_values() -> None:
    assert {role.speaks for role in world.roles().values()} == {"holder", "none", "unnamed"}
    assert {role.sex for role in world.roles().values()} <= {"", "m", "f"}
    assert {meant.kind for _, meant in world.forms()} <= {
        "state",
        "organisation",
        "armed-group",
        "party",
        "office",
        "media",
        "unnamed",
    }


def test_version_is_short_and_stable() -> None:
    assert re.fullmatch("[0-9a-f]{12}", lexicons.version())
    assert lexicons.version() == lexicons.version()


def test_a_missing_table_is_a_setup_error() -> None:
    with pytest.raises(SetupError, match="missing"):
        lexicons.table("no-such-table")
