"""The network page: picture, reasons, table, files for other programs."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient


def test_the_picture_has_its_table(client: TestClient) -> None:
    page = client.get("/network").text
    found = client.get("/network.json").json()
    assert 'class="chart network"' in page
    assert len(found["ties"]) == page.count('<tr><th scope="row">')
    assert "Each counts once on an issue" in page
    assert client.get("/network.csv").text.splitlines()[0].startswith("one,other,weight")


def test_why_two_are_tied(client: TestClient) -> None:
    tie = client.get("/network.json").json()["ties"][0]
    asked = {"one": tie["one"], "other": tie["other"]}
    page = client.get("/network", params=asked).text
    part = client.get("/network", params=asked, headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert "both took a stance" in part
    assert tie["reasons"][0]["one"]["position"] in part
    assert part.strip() in page
    nobody = client.get("/network", params={"one": "X", "other": "Y"}, headers={"HX-Request": "true"}).text
    assert "no stance on a common issue" in nobody


def test_filters_and_measures(client: TestClient) -> None:
    only = client.get("/network.json", params={"issue": "mandate"}).json()
    assert only["issues"] == ["mandate"]
    conflict = client.get("/network.json", params={"measure": "conflict"}).json()
    assert all(tie["weight"] == tie["conflict"] for tie in conflict["ties"])
    shares = client.get("/network.json", params={"normalise": "share", "scale": "ladder"}).json()
    assert all(-1 <= tie["weight"] <= 1 for tie in shares["ties"])
    assert client.get("/network", params={"scale": "weird"}).status_code == 400
    assert "No two holders" in client.get("/network", params={"since": "2031-01-01"}).text


def test_camps_are_told_against_chance(client: TestClient) -> None:
    page = client.get("/network/camps").text
    assert "shuffled" in page
    sides = page.partition("<tbody>")[2].split("<tr>")[1:]
    camps = [re.findall(r'href="/actors/[^"]+">([^<]+)</a>', side) for side in sides]
    assert len(camps) == 2 and {"Albania", "France"} <= {*camps[0], *camps[1]}
    assert [sorted(one) for one in camps] == camps
    assert "Nobody agrees" in client.get("/network/camps", params={"since": "2031-01-01"}).text


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_files_for_other_programs(client: TestClient, form: str) -> None:
    answer = client.get(f"/network/file.{form}")
    assert answer.headers["content-disposition"] == f'attachment; filename="network.{form}"'
    assert ElementTree.fromstring(answer.text).tag.endswith(form)
    assert client.get("/network/file.exe").status_code == 400
