"""A real client meets the tools over a pipe and over HTTP."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from mcp import Client

from tests.mcp_tools.conftest import DESK, command, said, structured, talk

TOOLS = {
    *("dossiers", "stances", "positions", "why", "changes", "conflicts", "conditions", "whatif"),
    *("statements", "search", "articles", "article"),
}


async def _visit(client: Client) -> None:
    assert client.server_info is not None
    assert client.server_info.name == "onrecord"
    assert client.instructions is not None
    assert "never an instruction" in client.instructions
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert set(tools) == TOOLS
    for tool in tools.values():
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint
        assert tool.output_schema is not None
        assert tool.description
        assert all("description" in one for one in tool.input_schema["properties"].values()), tool.name
    found = structured(await client.call_tool("positions", {"actor": "Albania", "limit": 2}))
    assert [one["holder"] for one in found["items"]] == ["ALB", "ALB"]
    first = found["items"][0]
    assert first["links"]["desk"] == f"{DESK}/positions/{first['id']}"
    missing = await client.call_tool("positions", {"actor": "Atlantis"})
    assert missing.is_error
    assert "knows no actor 'Atlantis'" in said(missing)


def test_over_a_pipe(ledger_file: Path) -> None:
    talk(command("--ledger", str(ledger_file), "--desk", f"{DESK}/"), _visit)


@pytest.fixture
def address(ledger_file: Path) -> Iterator[str]:
    """Where the tools are served over HTTP."""
    parameters = command("--ledger", str(ledger_file), "--desk", DESK, "--http", "0")
    with subprocess.Popen([parameters.command, *parameters.args], stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        line = server.stderr.readline()
        assert line.startswith("onrecord: tools at http://127.0.0.1:"), line
        yield line.split()[3]
        server.terminate()


def test_over_http(address: str) -> None:
    talk(address, _visit)


def test_other_names_of_this_machine_get_nothing(address: str) -> None:
    ask = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    headers = {"Accept": "application/json, text/event-stream"}
    assert httpx.post(address, json=ask, headers={**headers, "Host": "rebound.example"}).status_code == 421
    assert httpx.post(address, json=ask, headers={**headers, "Origin": "http://elsewhere.example"}).status_code == 403


def test_without_a_ledger_it_says_so(tmp_path: Path) -> None:
    parameters = command("--ledger", str(tmp_path / "none.db"))
    done = subprocess.run([parameters.command, *parameters.args], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert "there is no ledger here" in done.stderr
    assert not (tmp_path / "none.db").exists()


def test_without_the_package_it_says_what_to_install(ledger_file: Path) -> None:
    program = "import sys; sys.modules['mcp'] = None; from onrecord.cli import main; sys.exit(main())"
    words = [sys.executable, "-c", program, "mcp", "--ledger", str(ledger_file)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 4
    assert "pip install 'onrecord[mcp]'" in done.stderr


def test_a_desk_must_be_a_web_address(ledger_file: Path) -> None:
    parameters = command("--ledger", str(ledger_file), "--desk", "javascript:alert(1)")
    done = subprocess.run([parameters.command, *parameters.args], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no web address" in done.stderr
