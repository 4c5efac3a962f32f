"""``onrecord accounts``, and when ``onrecord serve`` may be reached by others."""

from __future__ import annotations

import io
import json
from types import SimpleNamespace

import pytest

from onrecord.cli import main, serve
from onrecord.errors import InputError, SetupError
from onrecord.ledger import Ledger
from onrecord.ledger.audit import Doer, noted
from onrecord.run.desk import Desk
from onrecord.settings import Settings
from tests.cli.conftest import Run
from tests.databases import Place

SECRET = "a heron on the pier"


@pytest.fixture
def ledger(new_place: Place) -> str:
    path = new_place("onrecord.db")
    Ledger.open(path, create=True).close()
    return path


def typed(monkeypatch: pytest.MonkeyPatch, words: str = SECRET) -> None:
    """What stands on standard input."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{words}\n"))


def add(run: Run, monkeypatch: pytest.MonkeyPatch, name: str, role: str = "admin") -> int:
    typed(monkeypatch)
    return run("accounts", "add", name, "--role", role, "--password-stdin")[0]


def test_accounts_are_made_listed_changed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "There are no accounts." in run("accounts", "list")[2]
    assert add(run, monkeypatch, "ada") == 0
    assert add(run, monkeypatch, "Ben", "reader") == 0
    assert add(run, monkeypatch, "ben", "reader") == 2
    assert run("accounts", "role", "ben", "reviewer")[0] == 0
    assert run("accounts", "disable", "ben")[0] == 0
    found = {one["name"]: one for one in json.loads(run("accounts", "list", "--json")[1])}
    assert (found["ben"]["role"], bool(found["ben"]["disabled"]), found["ada"]["disabled"]) == ("reviewer", True, None)
    assert run("accounts", "enable", "ben")[0] == 0
    typed(monkeypatch, "a grebe by the lock")
    assert run("accounts", "password", "ben", "--password-stdin")[0] == 0
    assert run("accounts", "list")[1].splitlines()[0].split() == ["name", "role", "since", "disabled"]


def test_a_token_is_shown_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    add(run, monkeypatch, "ada")
    code, out, err = run("accounts", "token", "ada", "--for", "a notebook", "--life", "9d")
    assert code == 0
    assert out.startswith("onr_")
    assert "only its hash" in err
    assert out.strip() not in run("accounts", "tokens", "--json")[1]
    assert "a notebook" in run("accounts", "tokens", "ada")[1]
    assert run("accounts", "revoke", "1")[0] == 0
    assert run("accounts", "revoke", "1")[0] == 2
    assert run("accounts", "tokens", "nobody")[2] == "There are no sessions and no tokens.\n"


def test_the_log_has_what_was_done_at_the_command_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    add(run, monkeypatch, "ada")
    run("accounts", "token", "ada")
    found = json.loads(run("accounts", "audit", "--json")[1])
    assert [(one["action"], one["target"], one["origin"]) for one in found] == [
        ("token-made", "ada", "command line"),
        ("account-added", "ada", "command line"),
    ]
    assert "account-added" in run("accounts", "audit", "--action", "account-added", "--limit", "1")[1]


def test_names_that_were_tried_cannot_steer_the_terminal(run: Run, ledger: str) -> None:
    with Ledger.open(ledger) as record:
        noted(record, Doer("", "10.0.0.9"), "login-failed", "eve\x1b[2J\n\u202e")
    (line,) = run("accounts", "audit")[1].splitlines()[1:]
    assert "eve\N{REPLACEMENT CHARACTER}[2J \N{REPLACEMENT CHARACTER}" in line


def test_the_last_admin_stays(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    add(run, monkeypatch, "ada")
    code, _, err = run("accounts", "disable", "ada")
    assert code == 2
    assert "nobody would be left" in err


def test_a_password_is_never_an_argument(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch)
    code, _, err = run("accounts", "add", "ada")  # no terminal to ask on
    assert code == 2
    assert "--password-stdin" in err
    asked = iter((SECRET, SECRET, SECRET, "another one, alas"))
    monkeypatch.setattr("getpass.getpass", lambda _: next(asked))
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    assert run("accounts", "add", "ada")[0] == 0
    assert "differ" in run("accounts", "password", "ada")[2]


@pytest.mark.parametrize(
    ("host", "names"), [("0.0.0.0", ()), ("192.0.2.1", ()), ("::", ()), ("127.0.0.1", ("desk.example",)), ("", ())]
)
def test_a_desk_without_accounts_is_for_this_machine_alone(ledger: str, host: str, names: tuple[str, ...]) -> None:
    with pytest.raises(SetupError, match="without accounts"):
        serve._guard(Desk(ledger), host, names, secure=True)


def test_to_which_hosts_a_desk_answers(run: Run, ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(ledger)
    local = {"localhost", "127.0.0.1", "::1"}
    assert serve._guard(desk, "127.0.0.1", (), secure=False).hosts == local
    add(run, monkeypatch, "ada")
    assert serve._guard(desk, "0.0.0.0", ("Desk.Example:443",), secure=True).hosts == {*local, "desk.example"}
    assert serve._guard(desk, "192.0.2.1", (), secure=True).hosts == {*local, "192.0.2.1"}
    with pytest.raises(InputError, match="must name"):
        serve._guard(desk, "0.0.0.0", (), secure=True)
    assert serve._guard(desk, "127.0.0.1", ("desk.example",), secure=True).secure


def test_a_secret_that_can_be_guessed_is_refused(ledger: str) -> None:
    with pytest.raises(InputError, match="guessed"):
        serve._guard(Desk(ledger, Settings(secret="hunter2")), "127.0.0.1", (), secure=False)
    kept = [serve._guard(Desk(ledger, Settings(secret="x" * 32)), "127.0.0.1", (), secure=False) for _ in range(2)]
    assert kept[0] == kept[1]
    assert "x" * 32 not in repr(kept[0])


def test_serve_refuses_before_it_listens(new_place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place = new_place("onrecord.db")
    assert main(["serve", "--ledger", place, "--host", "0.0.0.0", "--port", "0"]) == 4
    assert "onrecord accounts add" in capsys.readouterr().err
