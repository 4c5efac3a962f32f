"""``onrecord who``."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app

RUN = CliRunner()


def test_office_at_a_date() -> None:
    done = RUN.invoke(app, ["who", "the Italian defence minister", "--on", "2025-03-03"])
    assert done.exit_code == 0
    assert "ITA/defence-minister" in done.output
    assert "Guido Crosetto" in done.output


def test_json_lists_candidates_best_first() -> None:
    done = RUN.invoke(app, ["who", "Korea", "--json"])
    found = json.loads(done.output)
    assert found["mention"]["actor"] is None
    assert {"KOR", "PRK"} <= {one["id"] for one in found["candidates"]}
    assert set(found) == {
        "words", "on", "mention", "country", "wikidata", "sector", "incumbents", "read_as", "step", "candidates",
    }  # fmt: skip


def test_a_misspelt_name_is_said_to_be_one() -> None:
    done = RUN.invoke(app, ["who", "Uzbekstan"])
    assert "read as  Uzbekistan" in done.output


def test_nothing_is_nothing() -> None:
    assert "cannot tell" in RUN.invoke(app, ["who", "rain"]).output


@pytest.mark.parametrize("day", ["2025", "yesterday"])
def test_a_bad_date_is_wrong_use(day: str) -> None:
    assert RUN.invoke(app, ["who", "Peru", "--on", day]).exit_code == 2
