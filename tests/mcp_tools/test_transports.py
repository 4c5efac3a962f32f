"""A real client meets the tools over a pipe and over HTTP."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
from mcp import Client
from mcp.types import Tool

from tests.mcp_tools.conftest import DESK, command, said, structured, talk

TOOLS = {
    *("dossiers", "stances", "positions", "why", "changes", "conflicts", "conditions", "whatif"),
    *("statements", "search", "articles", "article"),
}


class Learnt(NamedTuple):
    """What a client learns on a visit: who serves, the tools, what is amiss with them, and two answers."""

    name: str
    warned: bool
    tools: set[str]
    amiss: list[str]
    holders: list[str]
    linked: bool
    refusal: str


OF_ALBANIA = {"actor": "Albania", "limit": 2}
WHOLE = Learnt("onrecord", True, TOOLS, [], ["ALB", "ALB"], True, "knows no actor 'Atlantis'")


async def _visit(client: Client) -> Learnt:
    tools = (await client.list_tools()).tools
    found = structured(await client.call_tool("positions", OF_ALBANIA))["items"]
    missing = await client.call_tool("positions", {"actor": "Atlantis"})
    return Learnt(
        name=client.server_info.name if client.server_info else "",
        warned="never an instruction" in (client.instructions or ""),
        tools={tool.name for tool in tools},
        amiss=[tool.name for tool in tools if not _described(tool)],
        holders=[one["holder"] for one in found],
        linked=found[0]["links"]["desk"] == f"{DESK}/positions/{found[0]['id']}",
        refusal=WHOLE.refusal if missing.is_error and WHOLE.refusal in said(missing) else said(missing),
    )


def _described(tool: Tool) -> bool:
    """Whether a tool says that it only reads, what it does, and what goes in and comes out."""
    reads = tool.annotations is not None and tool.annotations.read_only_hint is True
    asked = all("description" in one for one in tool.input_schema["properties"].values())
    return reads and asked and bool(tool.description) and tool.output_schema is not None


def test_over_a_pipe(ledger_place: str) -> None:
    assert talk(command("--ledger", ledger_place, "--desk", f"{DESK}/"), _visit) == WHOLE


@pytest.fixture
def address(ledger_place: str) -> Iterator[str]:
    """Where the tools are served over HTTP."""
    parameters = command("--ledger", ledger_place, "--desk", DESK, "--http", "0")
    with subprocess.Popen([parameters.command, *parameters.args], stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        line = server.stderr.readline()
        assert line.startswith("onrecord: tools at http://127.0.0.1:"), line
        yield line.split()[3]
        server.terminate()


def test_over_http(address: str) -> None:
    assert talk(address, _visit) == WHOLE


def test_other_names_of_this_machine_get_nothing(address: str) -> None:
    ask = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    headers = {"Accept": "application/json, text/event-stream"}
    assert httpx.post(address, json=ask, headers={**headers, "Host": "rebound.example"}).status_code == 421
    assert httpx.post(address, json=ask, headers={**headers, "Origin": "http://elsewhere.example"}).status_code == 403


@pytest.mark.sqlite_file("names a file that is not there")
def test_without_a_ledger_it_says_so(tmp_path: Path) -> None:
    parameters = command("--ledger", str(tmp_path / "none.db"))
    done = subprocess.run([parameters.command, *parameters.args], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert "there is no ledger here" in done.stderr
    assert not (tmp_path / "none.db").exists()


def test_without_the_package_it_says_what_to_install(ledger_place: str) -> None:
    program = "import sys; sys.modules['mcp'] = None; from onrecord.cli import main; sys.exit(main())"
    words = [sys.executable, "-c", program, "mcp", "--ledger", ledger_place]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 4
    assert "pip install 'onrecord[mcp]'" in done.stderr


def test_a_desk_must_be_a_web_address(ledger_place: str) -> None:
    parameters = command("--ledger", ledger_place, "--desk", "javascript:alert(1)")
    done = subprocess.run([parameters.command, *parameters.args], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no web address" in done.stderr
