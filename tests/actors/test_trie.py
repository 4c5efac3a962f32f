"""The trie: folding, case, longest match."""

from __future__ import annotations

from onrecord.actors.trie import Trie, fold, pieces
from onrecord.parse.tree import Token


def _tokens(text: str) -> list[Token]:
    return [Token(i, 0, len(w), w, w.lower(), "PROPN", "NNP", "", "") for i, w in enumerate(text.split())]


def test_fold_drops_accents_case_and_full_stops() -> None:
    assert [fold(word) for word in ("Élysée", "U.S.", "Łódź", "Kılıç", ".")] == ["elysee", "us", "lodz", "kilic", "."]


def test_pieces_cut_as_the_parser_does() -> None:
    assert pieces("Guinea-Bissau") == ["Guinea", "-", "Bissau"]
    assert pieces("EU's executive") == ["EU", "'s", "executive"]


def test_longest_match_wins_and_short_capitals_need_capitals() -> None:
    trie = Trie([("US", 1), ("South Korea", 2), ("South Korea Accord", 3), ("the Hague", 4)], cased=True)
    found = [(hit.start, hit.end, hit.value) for hit in trie.find(_tokens("us and US in South Korea Accord The Hague"))]
    assert found == [(2, 3, 1), (4, 7, 3), (8, 9, 4)]
