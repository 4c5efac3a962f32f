"""``onrecord network`` and ``onrecord search``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import networkx
import pytest

from onrecord.ledger import Ledger
from tests.cli.conftest import Run
from tests.databases import Place
from tests.ledger.samples import DOSSIER, RUN, one_position, reading


@pytest.fixture
def ledger(new_place: Place) -> str:
    path = new_place("onrecord.db")
    with Ledger.open(path, create=True) as made:
        made.write_dossier(DOSSIER)
        made.write(RUN, reading())
        made.write(RUN, one_position("b1", "ITA", "opposes"))
        made.write(RUN, one_position("b2", "FRA", "supports"))
        made.write(RUN, one_position("b3", "FRA", "pledges", issue="mandate"))
    return path


@pytest.mark.usefixtures("ledger")
def test_the_strongest_ties_first_with_what_they_rest_on(run: Run) -> None:
    code, out, _ = run("network")
    lines = out.splitlines()
    assert code == 0
    assert lines[0].split() == ["who", "weight", "agree", "at", "odds", "on"]
    assert any("ALB – ITA" in line and "+ send" in line for line in lines)
    assert any("ALB – FRA" in line and "− send" in line for line in lines)


@pytest.mark.usefixtures("ledger")
def test_a_network_for_programs(run: Run, tmp_path: Path) -> None:
    code, out, err = run("network", "--json", "--polarization")
    found = json.loads(out)
    assert code == 0
    assert {one["holder"] for one in found["members"]} == {"ALB", "FRA", "ITA"}
    assert found["polarization"]["camps"] == [["ALB", "ITA"], ["FRA"]]
    assert "shuffled" in err
    _, out, _ = run("network", "--format", "csv")
    assert {row["conflict"] for row in csv.DictReader(io.StringIO(out))} == {"0.0", "1.0"}
    for form, read in (("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)):
        file = tmp_path / f"field.{form}"
        assert run("network", "--format", form, "--out", str(file))[0] == 0
        graph = read(file)
        assert graph.edges["ALB", "FRA"]["signed"] == -1
        assert graph.edges["ALB", "FRA"]["at_odds_on"] == "send"
        assert graph.nodes["ITA"]["label"] == "Italy"
        first = file.read_bytes()
        run("network", "--format", form, "--out", str(file))
        assert file.read_bytes() == first


@pytest.mark.usefixtures("ledger")
def test_beyond_the_cap_it_says_who_is_left_out(run: Run) -> None:
    _, _, err = run("network", "--cap", "2")
    assert "left out beyond --cap" in err


@pytest.mark.usefixtures("ledger")
def test_search_marks_what_was_wanted(run: Run) -> None:
    code, out, _ = run("search", "single monitors")
    assert code == 0
    assert ">>single monitor<<" in out
    _, out, _ = run("search", "prifti", "--statements", "--json")
    assert [hit["id"] for hit in json.loads(out)["hits"]] == ["st-a1"]
    _, out, _ = run("search", "supports", "--actor", "FRA", "--format", "csv")
    assert [row["article"] for row in csv.DictReader(io.StringIO(out))] == ["b2"]
    _, out, err = run("search", "zeppelin")
    assert (out, err) == ("", "Nothing was found.\n")
