"""The pages of issues and of what-if: the field, switches in the address, twins."""

from __future__ import annotations

import csv
import io
import re

import pytest
from starlette.testclient import TestClient

from onrecord.web.supposing import Question

HTMX = {"HX-Request": "true"}
PAGE = "/issues/lake-force/mandate"


@pytest.fixture
def condition(client: TestClient) -> str:
    """The id of the condition on which Italy's support for the mandate hangs."""
    found = client.get(f"{PAGE}.json").json()["conditions"]
    return str(next(one["id"] for one in found if "ITA" in one["holders"]))


def rungs(page: str) -> dict[str, list[str]]:
    """Who stands on each rung of the ladder, ghosts left out."""
    found: dict[str, list[str]] = {}
    for rung in page.split('<li class="rung')[1:]:
        name = re.search(r"</span> ([a-z ]+)</span>", rung)
        assert name is not None
        found[name.group(1)] = re.findall(r'data-holder="(\w+)"', rung.partition("</ul>")[0])
    return found


def test_the_list_of_issues_has_a_bar_and_its_numbers(client: TestClient) -> None:
    page = client.get("/issues").text
    assert 'href="/issues/lake-force/send"' in page
    assert ">The field on mandate</title>" in page
    send = next(one for one in client.get("/issues.json").json() if one["issue"] == "send")
    assert (send["holders"], send["counts"]["delivers"]) == (sum(send["counts"].values()), 1)
    rows = list(csv.DictReader(io.StringIO(client.get("/issues.csv").text)))
    assert {row["issue"] for row in rows} == {"send", "mandate"}


def test_the_issue_shows_who_stands_where(client: TestClient) -> None:
    page = client.get(PAGE).text
    found = rungs(page)
    assert found["supports"] == ["EU", "FRA"]
    assert found["hangs on a condition"] == ["ITA"]
    assert 'href="/cell?holder=FRA&amp;issue=mandate&amp;dossier=lake-force"' in page
    assert '<use href="#m-FRA"/>' in page and 'id="m-FRA"' in page
    assert "Without a territory on the map: European Union" in page
    assert "<style" not in page and " style=" not in page


def test_a_switch_moves_the_picture_and_says_who_moved(client: TestClient, condition: str) -> None:
    page = client.get(f"{PAGE}?met={condition}").text
    found = rungs(page)
    assert found["supports"] == ["EU", "FRA", "ITA"]
    assert found["hangs on a condition"] == []
    assert "1 of 3 moves." in page
    assert 'data-ghost="ITA"' in page
    unmet = rungs(client.get(f"{PAGE}?unmet={condition}").text)
    assert unmet["opposes"] == ["ITA"]


def test_what_the_form_sends_without_a_script_means_the_same(client: TestClient, condition: str) -> None:
    plain = client.get(f"{PAGE}?{condition}=met").text
    assert rungs(plain) == rungs(client.get(f"{PAGE}?met={condition}").text)
    assert f'href="{PAGE}.json?met={condition}"' in plain


def test_htmx_gets_the_picture_with_new_addresses_of_its_data(client: TestClient, condition: str) -> None:
    part = client.get(f"{PAGE}?met={condition}", headers=HTMX).text
    assert "<html" not in part and "m-all" in part and 'id="m-FRA"' not in part
    assert 'hx-swap-oob="true"' in part
    assert f"{PAGE}.csv?met={condition}" in part


def test_the_switches_stand_as_the_address_says(client: TestClient, condition: str) -> None:
    page = client.get(f"{PAGE}?unmet={condition}").text
    switch = page.split(f'name="{condition}" value="unmet"')[1].partition(">")[0]
    assert "checked" in switch


def test_the_data_beside_the_issue(client: TestClient, condition: str) -> None:
    made = client.get(f"{PAGE}.json?met={condition}").json()
    italy = next(one for one in made["holders"] if one["holder"] == "ITA")
    assert (italy["level"], italy["before_branch"], italy["moved"]) == ("supports", "undecided", True)
    assert made["moved"][0]["holder"] == "ITA"
    assert made["history"]
    rows = list(csv.DictReader(io.StringIO(client.get(f"{PAGE}.csv").text)))
    italy = next(row for row in rows if row["holder"] == "ITA")
    assert italy["branch"] == "undecided" and italy["blocked_by"]


def test_filters_narrow_the_field(client: TestClient) -> None:
    assert {one["holder"] for one in client.get(f"{PAGE}.json?on=2026-01-10").json()["holders"]} >= {"FRA"}
    early = client.get(f"{PAGE}.json?on=2026-01-05").json()["holders"]
    assert {one["level"] for one in early if one["holder"] == "FRA"} == {"doubts"}
    europe = client.get(f"{PAGE}.json?region=southern-europe").json()["holders"]
    assert {one["holder"] for one in europe} == {"ITA"}
    assert "passes these filters" in client.get(f"{PAGE}?region=oceania").text


@pytest.mark.parametrize("address", ["/issues/lake-force/nothing", "/issues/nothing/send"])
def test_an_issue_that_is_none_is_not_found(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "list of issues" in answer.text


def test_a_condition_that_is_none_is_refused_with_a_remedy(client: TestClient) -> None:
    answer = client.get(f"{PAGE}?met=the moon is green")
    assert answer.status_code == 400
    assert "o condition on record" in answer.text


def test_what_if_over_all_issues(client: TestClient, condition: str) -> None:
    quiet = client.get("/whatif").text
    assert "Nothing is supposed yet" in quiet
    page = client.get(f"/whatif?met={condition}").text
    assert "1 stance moves." in page
    assert f"{PAGE}?met={condition}" in page
    made = client.get(f"/whatif.json?met={condition}").json()
    assert [one["holder"] for one in made["moved"]] == ["ITA"]
    rows = list(csv.DictReader(io.StringIO(client.get(f"/whatif.csv?met={condition}").text)))
    assert ("moved", "ITA", "supports") in {(row["what"], row["holder"], row["after"]) for row in rows}


def test_weights_count_in_the_middle_and_say_who_has_none(client: TestClient) -> None:
    made = client.get("/whatif", params={"weights": "ALB,100\nFRA,1\nDEU,1"}).text
    assert "Left out of middle and mean" in made
    fields = client.get("/whatif.json", params={"weights": "ALB,100\nDEU,1"}).json()["after"]
    assert next(one for one in fields if one["issue"] == "send")["weight"] == 101
    wrong = client.get("/whatif", params={"weights": "ALB;100"})
    assert wrong.status_code == 400
    assert "one holder a line" in wrong.text


def test_conditions_are_found_by_words_or_holder(client: TestClient, condition: str) -> None:
    assert condition in client.get("/whatif?find=italy").text
    assert condition not in client.get("/whatif?find=nothing-like-this").text
    assert condition in client.get(f"/whatif?find=nothing-like-this&met={condition}").text


def test_a_question_is_written_as_it_is_read() -> None:
    pairs = [("met", "c-1"), ("unmet", "c-2"), ("only_given", "yes"), ("weights", "ALB,1")]
    question = Question.of([*pairs, ("c-3", "unknown"), ("c-4", ""), ("region", "europe")])
    assert question.pairs() == [*pairs[:2], ("unknown", "c-3"), *pairs[2:]]
    assert Question.of(question.pairs()) == question
