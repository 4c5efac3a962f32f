"""Weights and spans of time as users write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.read.test_dossier import GOOD

from onrecord.errors import DossierError, InputError
from onrecord.read import parse_dossier
from onrecord.read.duration import days
from onrecord.read.weights_file import load_weights, parse_weights


def test_good_weights() -> None:
    assert parse_weights("holder,weight\n# by budget\n\nDEU,83.5\n FRA , 0\n", "w.csv") == {"DEU": 83.5, "FRA": 0.0}


@pytest.mark.parametrize("line", ["DEU", "DEU,many", "DEU,-1", "DEU,nan", "DEU,inf", ",3", "DEU,1,2", "FRA,2"])
def test_a_bad_line_is_named(line: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_weights(f"FRA,1\n{line}\n", "w.csv")
    assert caught.value.place == "w.csv:2"
    assert caught.value.remedy


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "w.csv").write_bytes(b"D\xffU,1")
    for name in ("w.csv", "none.csv"):
        with pytest.raises(InputError):
            load_weights(tmp_path / name)


def test_spans_of_time() -> None:
    assert [days(one) for one in ("180d", "26w", "30", "1 day", "2 weeks")] == [180, 182, 30, 1, 14]
    for bad in ("", "0d", "soon", "-3d", "1y"):
        with pytest.raises(InputError):
            days(bad)


def test_a_dossier_may_say_when_pledges_expire() -> None:
    assert parse_dossier(GOOD, "d.yaml").expire is None
    assert parse_dossier(f"expire: 26w\n{GOOD}", "d.yaml").expire == 182
    with pytest.raises(DossierError) as caught:
        parse_dossier(f"expire: soon\n{GOOD}", "d.yaml")
    assert caught.value.place == "d.yaml:1"
