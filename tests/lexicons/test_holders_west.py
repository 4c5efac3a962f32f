"""Terms of office in Europe, the Americas and Oceania: dated in order, one at a time, and enough of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from onrecord import lexicons

NAME = "holders/europe_americas"
OPEN = 9999 * 12
SHARED = frozenset(["spokesperson", "envoy", "adviser"])
SHARED_HERE = frozenset([("BIH", "chair"), ("VAT", "foreign-minister")])
LEAST = {
    "president": 420,
    "prime-minister": 570,
    "foreign-minister": 730,
    "defence-minister": 530,
    "secretary-general": 35,
}
WELL_KNOWN = (
    *("USA", "CAN", "MEX", "BRA", "ARG", "GBR", "FRA", "DEU", "ITA", "ESP", "POL", "NLD", "BEL", "SWE", "NOR"),
    *("DNK", "FIN", "UKR", "RUS", "TUR", "GRC", "HUN", "CZE", "ROU", "AUT", "AUS", "NZL"),
)

Term = tuple[str, str, str, str, str, str]


def _terms() -> list[Term]:
    rows = [(*row, "", "")[:6] for row in lexicons.table(NAME)]
    return [(row[0], row[1], row[2], row[3], row[4], row[5]) for row in rows]


def _months(cell: str) -> int:
    return int(cell[:4]) * 12 + int(cell[5:7]) if cell else OPEN


def _by_office() -> dict[tuple[str, str], list[Term]]:
    grouped: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in sorted(_terms(), key=lambda t: (_months(t[3]), _months(t[4]))):
        grouped[term[0], term[1]].append(term)
    return grouped


def test_the_file_names_source_licence_and_columns() -> None:
    path = Path(lexicons.__file__).parent / f"{NAME}.tsv"
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    for word in ("Source:", "Checked:", "Licence:", "Columns:"):
        assert any(word in line for line in head)


def test_months_are_valid_and_in_order() -> None:
    month = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")
    for term in _terms():
        assert month.fullmatch(term[3]), term
        assert not term[4] or month.fullmatch(term[4]), term
        assert _months(term[3]) <= _months(term[4]) >= _months("2000-01"), term


def test_names_are_filled_and_spellings_differ() -> None:
    for term in _terms():
        names = [term[2], *lexicons.parts(term[5])]
        assert all(name.strip() == name != "" for name in names), term
        assert len(names) == len(set(names)), term


def test_holders_are_known() -> None:
    known = {row[0] for name in ("territories", "organisations") for row in lexicons.table(name)}
    assert {term[0] for term in _terms()} <= known


def test_an_office_has_one_holder_at_a_time() -> None:
    for (holder, office), terms in _by_office().items():
        if office in SHARED or (holder, office) in SHARED_HERE:
            continue
        for one, two in pairwise(terms):
            assert _months(one[4]) - _months(two[3]) <= 1, (one, two)


def test_no_term_stands_twice() -> None:
    assert not [term for term, count in Counter(term[:4] for term in _terms()).items() if count > 1]


def test_there_are_enough_terms() -> None:
    counts = Counter(term[1] for term in _terms())
    assert sum(counts.values()) > 2600
    assert not {office: counts[office] for office, least in LEAST.items() if counts[office] < least}


@pytest.mark.parametrize("holder", WELL_KNOWN)
@pytest.mark.parametrize("office", ["foreign-minister", "defence-minister"])
def test_large_states_have_their_ministers_from_2000_on(holder: str, office: str) -> None:
    terms = _by_office()[holder, office]
    assert _months(terms[0][3]) <= _months("2000-03")
    assert all(_months(two[3]) - _months(one[4]) <= 7 for one, two in pairwise(terms))
    assert _months(terms[-1][4]) >= _months("2025-06")


@pytest.mark.parametrize("holder", WELL_KNOWN)
def test_large_states_have_their_head_of_government_from_2000_on(holder: str) -> None:
    office = next(o for o in ("chancellor", "prime-minister", "president") if (holder, o) in _by_office())
    terms = _by_office()[holder, office]
    assert _months(terms[0][3]) <= _months("2000-02")
    assert all(_months(two[3]) - _months(one[4]) <= 1 for one, two in pairwise(terms))
