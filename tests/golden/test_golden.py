"""Short articles of one plain case each, and the records that belong to them by the codebook.

``pytest tests/golden --update-golden`` writes them anew.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.export.contract import reading_to_json

HERE = Path(__file__).parent
NAMES = sorted(path.stem for path in HERE.glob("*.txt"))
POSITION = ("holder", "issue", "level", "otherwise", "vote", "speaker", "anonymous", "reported_by")
STATEMENT = ("speaker", "on_behalf_of", "anonymous", "kind")

Json = dict[str, Any]


def records(text: str) -> Json:
    """What is read out of a text, with the fields that matter here."""
    (reading,) = onrecord.read(text, dossier=HERE / "dossier.yaml")
    whole = reading_to_json(reading)
    return {
        "positions": [_position(one) for one in whole["positions"]],
        "statements": [
            {**{name: one[name] for name in STATEMENT}, "quote": one["content"]["quote"]} for one in whole["statements"]
        ],
    }


def _position(one: Json) -> Json:
    gift = one["contribution"]
    return {
        **{name: one[name] for name in POSITION},
        "conditions": [{"kind": c["kind"], "text": c["text"]} for c in one["conditions"]],
        "contribution": [gift["kind"], gift["quantity"]] if gift else None,
        "quote": one["evidence"]["quote"],
    }


@cache
def text_of(name: str) -> str:
    return (HERE / f"{name}.txt").read_text("utf-8")


def expected(name: str) -> Json:
    loaded: Json = json.loads((HERE / f"{name}.json").read_text("utf-8"))
    return loaded


@pytest.mark.parametrize("name", NAMES)
def test_an_article_gives_its_records(name: str, request: pytest.FixtureRequest) -> None:
    found = records(text_of(name))
    if request.config.getoption("--update-golden", default=False):
        written = json.dumps(found, ensure_ascii=False, indent=1)
        (HERE / f"{name}.json").write_text(written + "\n", "utf-8")
    assert found == expected(name)


# Another state with its capital, its people and its officials; the same words about it.
SWAPS = {
    "named-official-direct": {"Norway": "Iceland", "OSLO": "REYKJAVIK", "Espen Barth Eide": "Karl Ulvestad"},
    "ministry": {"Japan": "Peru", "TOKYO": "LIMA", "Tokyo": "Lima"},
    "capital-as-government": {"Ottawa": "Canberra", "OTTAWA": "CANBERRA", "Canadian": "Australian"},
    "indirect-speech": {"Germany": "Spain", "BERLIN": "MADRID", "Berlin": "Madrid", "Boris Pistorius": "Pau Ferrer"},
    "negation": {"Brazil": "Ghana", "BRASILIA": "ACCRA", "Chile": "Nepal", "Mauro Vieira": "Kofi Adade"},
    "unless": {"Kenya": "Senegal", "NAIROBI": "DAKAR", "Nairobi": "Dakar", "William Ruto": "Awa Ndour"},
    "only-if": {"India": "Vietnam", "NEW DELHI": "HANOI", "Delhi": "Hanoi", "Subrahmanyam Jaishankar": "Tran Van Lam"},
    "anonymous": {"Poland": "Sweden", "Polish": "Swedish", "WARSAW": "STOCKHOLM", "Warsaw": "Stockholm"},
    "vote": {"France": "Kenya", "Ghana": "Nepal", "China": "Brazil", "Russia": "Japan"},
    "boilerplate-tail": {"Malta": "Cyprus", "VALLETTA": "NICOSIA", "Valletta": "Nicosia", "Ian Borg": "Eleni Markou"},
}


def swapped(text: str, names: dict[str, str]) -> str:
    """The text with every name replaced, all at once."""
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.sub(rf"\b(?:{pattern})\b", lambda match: names[match.group()], text)


@pytest.mark.parametrize("name", SWAPS)
def test_who_it_is_does_not_change_how_committed(name: str) -> None:
    def shape(found: Json) -> list[Json]:
        return [{field: one[field] for field in ("issue", "level", "otherwise", "vote")} for one in found["positions"]]

    before, after = records(text_of(name)), records(swapped(text_of(name), SWAPS[name]))
    assert shape(after) == shape(before)
    assert {one["holder"] for one in after["positions"]}.isdisjoint(one["holder"] for one in before["positions"])


NEGATED = [
    ("named-official-direct", "We will not send any", "We will send", "rules_out", "pledges"),
    ("ministry", "Japan is ready", "Japan is not ready", "open", "opposes rules_out"),
    ("capital-as-government", "has ruled out", "has not ruled out", "rules_out", "open"),
    ("indirect-speech", "would send", "would not send", "pledges", "rules_out"),
    ("negation", "does not plan", "plans", "opposes", "pledges"),
    ("boilerplate-tail", "Malta supports", "Malta does not support", "supports", "opposes"),
    ("anonymous", "is willing", "is not willing", "open", "opposes rules_out"),
]


@pytest.mark.parametrize(("name", "words", "instead", "level", "other"), NEGATED, ids=[case[0] for case in NEGATED])
def test_a_negation_changes_the_level(name: str, words: str, instead: str, level: str, other: str) -> None:
    text = text_of(name)
    assert text.count(words) == 1
    assert records(text)["positions"][0]["level"] == level
    assert records(text.replace(words, instead))["positions"][0]["level"] in other.split()
