"""A dossier that is written as YAML is read back as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.dossier_yaml import DossierWords, IssueWords, dossier_yaml, field_at, words_of
from onrecord.read import parse_dossier
from onrecord.records import Dossier, Issue
from tests.ledger.samples import DOSSIER

TYPED = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn", "Co")), min_size=1)
WORDS = TYPED.map(lambda text: " ".join(text.split())).filter(bool)
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,20}", fullmatch=True)
ISSUES = st.builds(Issue, IDS, st.sampled_from(("action", "proposal")), WORDS, st.lists(WORDS, max_size=3).map(tuple))
DOSSIERS = st.builds(
    Dossier,
    IDS,
    WORDS,
    st.lists(ISSUES, min_size=1, max_size=3, unique_by=lambda one: one.id).map(tuple),
    st.none() | st.integers(1, 9999),
)


def test_a_dossier_comes_back() -> None:
    assert parse_dossier(dossier_yaml(words_of(DOSSIER)), "x") == DOSSIER


@given(DOSSIERS)
def test_any_dossier_comes_back(dossier: Dossier) -> None:
    assert parse_dossier(dossier_yaml(words_of(dossier)), "x") == dossier


def test_a_line_leads_to_the_field_on_it() -> None:
    words = DossierWords("a", "A", "", (IssueWords("x", "action", "Q?", ("one", "two")), IssueWords("y")))
    text = dossier_yaml(words).splitlines()
    assert field_at(words, text.index('- id: "y"') + 1) == "issue-1-id"
    assert field_at(words, text.index('  question: ""') + 1) == "issue-1-question"
    assert (field_at(words, 3), field_at(words, 0), field_at(words, 99)) == ("issues", "", "")
