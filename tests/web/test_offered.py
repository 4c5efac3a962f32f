"""What pages offer on a shared desk: to each role what it may do, and nothing else."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from onrecord.ledger import positions, reject, target_of
from onrecord.ledger.accounts import ROLES, Role
from onrecord.run.ask import set_condition
from onrecord.run.desk import Desk
from onrecord.run.review import Correction, correct
from tests.ledger.samples import RUN, one_position
from tests.web.conftest import logged_in, token

OFFERS: tuple[tuple[str, str, Role], ...] = (
    ("/", 'href="/dossiers/new"', "admin"),
    ("/", 'href="/add"', "admin"),
    ("/dossiers/lake-force", "Edit dossier", "admin"),
    ("/positions/p-b1", 'class="button" href="/review?position=', "reviewer"),
    ("/cell?holder=ALB&issue=send&dossier=lake-force", ">review</a>", "reviewer"),
    ("/review", 'data-do="accept"', "reviewer"),
    ("/review", "data-edit", "reviewer"),
    ("/review", "data-bulk", "reviewer"),
    ("/review", "data-judging", "reviewer"),
    ("/review", "accept it, and go on", "reviewer"),
    ("/review", "Signed <strong>", "reviewer"),
    ("/review/compare", "data-settle=", "reviewer"),
    ("/review/log", 'action="/review/undo"', "reviewer"),
    ("/issues/lake-force/mandate", 'action="/conditions"', "reviewer"),
    ("/issues/lake-force/mandate", 'action="/conditions/undo"', "reviewer"),
    ("/whatif", 'action="/conditions"', "reviewer"),
    ("/conditions/log", 'action="/conditions/undo"', "reviewer"),
)


def judged_by_two(desk: Desk) -> None:
    """Two reviewers who do not agree, and a condition that one of them says is met."""
    with desk.writing() as ledger:
        (target,) = (target_of(row) for row in positions(ledger) if row.position.id == "p-b3")
        correct(ledger, target, Correction(level="doubts"), by="cora", as_read=True)
        reject(ledger, [target], by="ada")
        ledger.write(RUN, one_position("c1", "GRC", "supports", issue="mandate", condition="if"))
        set_condition(ledger, "the wind turns", "met", by="ada", why="it turned")


@pytest.mark.parametrize("role", ROLES)
def test_a_page_offers_what_the_role_may_do(browser: TestClient, shared: Desk, role: Role) -> None:
    judged_by_two(shared)
    logged_in(browser, role)
    for path, words, wanted in OFFERS:
        answer = browser.get(path)
        assert answer.status_code == 200, path
        assert (words in answer.text) == (ROLES.index(role) >= ROLES.index(wanted)), (path, words)


def test_a_desk_without_accounts_offers_everything(client: TestClient, desk: Desk) -> None:
    judged_by_two(desk)
    client.post("/review/name", data={"csrf": token(client), "name": "Ada"})
    for path, words, _ in OFFERS:
        assert words in client.get(path).text, (path, words)
