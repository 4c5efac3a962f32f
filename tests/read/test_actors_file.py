"""A user's own actors: what they add, and the line of whatever is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onrecord.actors.who import resolve_text
from onrecord.errors import InputError
from onrecord.read.actors_file import load_actors, parse_actors

GOOD = """\
actors:
  - id: LAKE-FORUM
    name: Lake Forum
    kind: organisation
    aliases: [LKF]
  - id: ITA
    aliases: [the Boot]
people:
  - name: Ada Lanz
    office: spokesperson
    of: LAKE-FORUM
    from: 2024-01
    to: 2024-12
"""


def test_new_actors_aliases_and_persons_are_known() -> None:
    own = parse_actors(GOOD, "own.yaml")
    for words, holder in (("the Lake Forum", "LAKE-FORUM"), ("LKF", "LAKE-FORUM"), ("the Boot", "ITA")):
        mention = resolve_text(words, extra=own).mention
        assert mention is not None
        assert mention.speaks_for == holder


@pytest.mark.parametrize(("on", "holder"), [(date(2024, 6, 1), "LAKE-FORUM"), (date(2025, 6, 1), None)])
def test_a_person_speaks_while_the_term_runs(on: date, holder: str | None) -> None:
    mention = resolve_text("Ada Lanz said so.", on, extra=parse_actors(GOOD, "own.yaml")).mention
    assert mention is not None
    assert (mention.person, mention.speaks_for) == ("Ada Lanz", holder)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("actors:\n  - id: X\n    nam: Y\n", 3, "unknown key 'nam'"),
        ("actors:\n  - id: NEWONE\n    name: New One\n", 2, "needs a name and a kind"),
        ("actors:\n  - id: NEWONE\n    name: New One\n    kind: club\n", 4, "kind must be one of"),
        ("actors:\n  - id: ITA\n    aliases: [x]\n", 3, "too short"),
        ("actors:\n  - id: ITA\n    aliases: [the Boot]\n    speaks_for: NOWHERE\n", 4, "no actor has the id"),
        ("people:\n  - name: Ada Lanz\n    office: juggler\n    of: ITA\n", 3, "unknown office"),
        ("people:\n  - name: Ada Lanz\n    office: envoy\n    of: QQQ\n", 4, "no actor has the id"),
        ("people:\n  - name: Ada Lanz\n    office: envoy\n    of: ITA\n    from: spring\n", 5, "is no month"),
        (
            "people:\n  - name: A B\n    office: envoy\n    of: ITA\n    from: 2024-02\n    to: 2023-01\n",
            6,
            "ends before",
        ),
        ("actors: []\n", 1, "lists nobody"),
        ("actors: [\n", 2, "not YAML"),
    ],
)
def test_errors_say_the_line(text: str, line: int, said: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_actors(text, "own.yaml")
    assert caught.value.place == f"own.yaml:{line}"
    assert said in caught.value.message
    assert caught.value.remedy


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such actors file"):
        load_actors(tmp_path / "none.yaml")
