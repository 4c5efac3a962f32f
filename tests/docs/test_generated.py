"""The generated reference is what its sources say, and the commands that are not run are few and right."""

from __future__ import annotations

import re
import subprocess
import sys

import jsonschema
import pytest

from tests.docs.conftest import ROOT

sys.path.insert(0, str(ROOT))
from docs.generators import contract
from docs.generators.blocks import blocks, commands
from docs.generators.session import NOT_RUN, why_not_run

from onrecord.export.contract import schema


def test_the_reference_is_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "generate.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_example_of_the_contract_keeps_it() -> None:
    example = contract.example()
    jsonschema.validate(example, schema())
    position = example["positions"][0]
    for span in (position["evidence"], *example["boilerplate"], example["statements"][0]["content"]):
        assert contract.TEXT[span["start"] : span["end"]] == span["quote"]


@pytest.mark.parametrize(
    ("command", "runs"),
    [
        ("pip install .", False),
        ("pipx install .", False),
        ("make demo", False),
        ("datasette serve gaza-force.db", False),
        ("datasette gaza-force.db --get /", True),
        (".venv/bin/onrecord positions", True),
        ("makeshift", True),
    ],
)
def test_what_is_not_run(command: str, runs: bool) -> None:
    assert (why_not_run(command) is None) == runs
    assert all(NOT_RUN.values())


def test_targets_of_make_that_pages_name_are_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    named = {target for page in pages for target in re.findall(r"`make ([a-z]+)`", page.read_text("utf-8"))}
    for page in pages:
        for block in blocks(page.read_text("utf-8")):
            for command in commands(block) if block.language == "console" else ():
                named |= set(re.findall(r"^make ([a-z]+)", command.text))
    assert named <= targets
    assert {"demo", "test"} <= named


def test_a_block_is_read_as_written() -> None:
    page = (
        "x\n<!-- file: a.txt -->\n```text\nhello\n```\n```console\n$ one \\\n> two\nout\n$ three\n$ echo $?\n2\n```\n"
    )
    file, console = blocks(page)
    assert (file.file, file.text) == ("a.txt", "hello\n")
    first, second = commands(console)
    assert (first.text, first.output, first.expected) == ("one \\\ntwo", ("out",), 0)
    assert (second.text, second.output, second.expected) == ("three", (), 2)
