"""The dated office holders of Africa, the Middle East and Asia: form, terms that do not collide, floors of coverage."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest

from onrecord import lexicons
from onrecord.lexicons import parts, table

NAME = "holders/asia_africa"
OPEN = 9999 * 12
HEADS = frozenset(["president", "prime-minister", "king", "emir", "sultan", "supreme-leader", "leader", "crown-prince"])
SEVERAL = frozenset(["spokesperson", "minister", "adviser", "negotiator", "commissioner"])
"""Offices that several persons hold at a time."""
FLOORS = {
    "president": 350,
    "prime-minister": 630,
    "foreign-minister": 630,
    "defence-minister": 370,
    "leader": 60,
    "king": 24,
    "spokesperson": 90,
    "secretary-general": 28,
}
YEARS = range(2000, 2026)
FOUNDED = {"SSD": 2012, "TLS": 2003, "SOM": 2001}
"""First January with a government of their own."""
NO_HEAD = {("IRQ", 2004)}
"""Under occupation: nobody was head of state or government."""
EVERY_MINISTER = ("CHN", "JPN", "EGY", "SAU", "SGP", "VNM", "ZAF", "KAZ")
"""States whose foreign and defence ministers are complete, from 2000 to the middle of 2025."""


@dataclass(frozen=True, slots=True)
class Term:
    """A row with its months counted from year 0; ``last`` is ``OPEN`` where the term still ran."""

    holder: str
    office: str
    person: str
    first: int
    last: int
    others: tuple[str, ...]
    line: int

    def runs(self, month: int) -> bool:
        return self.first <= month <= self.last


def _month(cell: str) -> int:
    assert re.fullmatch(r"(19|20)\d\d-(0[1-9]|1[0-2])", cell), cell
    return int(cell[:4]) * 12 + int(cell[5:]) - 1


def _terms() -> list[Term]:
    found = []
    for line, row in enumerate(table(NAME)):
        holder, office, person, first, last, others = (*row, "")[:6]
        until = _month(last) if last else OPEN
        found.append(Term(holder, office, person, _month(first), until, parts(others), line))
    return found


TERMS = _terms()


def _shared(one: Term, other: Term) -> int:
    """By how many months the later start lies before the earlier end: 0 for a handover within one month."""
    return min(one.last, other.last) - max(one.first, other.first)


def test_the_file_names_source_licence_and_columns() -> None:
    path = Path(lexicons.__file__).parent / f"{NAME}.tsv"
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    for word in ("Source:", "Licence:", "Columns:"):
        assert any(word in line for line in head), word


def test_rows_are_whole_and_ids_are_known() -> None:
    known = {row[0] for name in ("territories", "organisations") for row in table(name)}
    assert all(5 <= len(row) <= 6 for row in table(NAME))
    assert {term.holder for term in TERMS} <= known
    assert all(term.person and term.person == term.person.strip() for term in TERMS)
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", term.office) for term in TERMS)


def test_terms_end_after_they_begin() -> None:
    assert not [term for term in TERMS if term.first > term.last]
    assert not [term for term in TERMS if term.last < 2000 * 12]


def test_spellings_differ_and_name_one_person() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for term in TERMS:
        assert len({term.person, *term.others}) == len(term.others) + 1, term
        assert all(form == form.strip() for form in term.others), term
        for form in (term.person, *term.others):
            owners[form].add(term.person)
    assert not {form: persons for form, persons in owners.items() if len(persons) > 1}


def test_an_office_has_one_holder_at_a_time() -> None:
    grouped: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in TERMS:
        if term.office not in SEVERAL:
            grouped[term.holder, term.office].append(term)
    clashes = [pair for terms in grouped.values() for pair in combinations(terms, 2) if _shared(*pair) > 1]
    assert not clashes


def test_a_term_stands_once() -> None:
    grouped: dict[tuple[str, str, str], list[Term]] = defaultdict(list)
    for term in TERMS:
        grouped[term.holder, term.office, term.person].append(term)
    assert not [pair for terms in grouped.values() for pair in combinations(terms, 2) if _shared(*pair) > 0]


def test_a_head_with_a_ministry_is_known_as_head() -> None:
    """The latest start decides which office a name stands for, so no ministry may begin while its holder is head."""
    grouped: dict[str, list[Term]] = defaultdict(list)
    for term in TERMS:
        grouped[term.person].append(term)
    for terms in grouped.values():
        for one, other in combinations(terms, 2):
            if _shared(one, other) > 0 and HEADS & {one.office, other.office}:
                assert max(one, other, key=lambda term: (term.first, -term.line)).office in HEADS, (one, other)


@pytest.mark.parametrize(("office", "least"), FLOORS.items())
def test_offices_keep_their_rows(office: str, least: int) -> None:
    assert Counter(term.office for term in TERMS)[office] >= least


def test_every_state_has_a_head_in_every_january() -> None:
    states = {row[0] for row in table("territories")} & {term.holder for term in TERMS}
    assert len(states) >= 100
    missing = set()
    for state in states:
        heads = [term for term in TERMS if term.holder == state and term.office in HEADS - {"crown-prince"}]
        for year in YEARS:
            if year >= FOUNDED.get(state, 0) and not any(term.runs(year * 12) for term in heads):
                missing.add((state, year))
    assert missing == NO_HEAD


@pytest.mark.parametrize("office", ["foreign-minister", "defence-minister"])
@pytest.mark.parametrize("state", EVERY_MINISTER)
def test_ministers_of_large_states_are_complete(state: str, office: str) -> None:
    terms = [term for term in TERMS if term.holder == state and term.office == office]
    gaps = [m for m in range(2000 * 12, 2025 * 12 + 6) if not any(term.runs(m) for term in terms)]
    assert len(gaps) <= 1
