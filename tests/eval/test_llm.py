"""A language model's figures: the gate's sets and scorer, with what it cost."""

from __future__ import annotations

import json

import pytest
from tests.llm.scripted import Json, Turn, answer, refusal, served

from eval import llm


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def test_a_model_that_says_nothing_finds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    sent: list[str] = []

    def nothing(request: Json) -> Turn:
        sent.append(json.dumps(request["messages"]))
        return answer()

    with served(nothing) as script:
        assert llm.main(["--llm", script.url, "--llm-model", "tiny", "--first", "2"]) == 0
    out = capsys.readouterr().out
    assert "gaza-force, 2 articles" in out
    assert "position                0.000" in out
    assert "2 requests" in out
    assert len(sent) == 2


def test_figures_that_are_not_the_models_alone_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    with served(refusal(401)) as script:
        assert llm.main(["--llm", script.url, "--llm-model", "tiny", "--first", "1"]) == 1
    assert "1 of them read offline" in capsys.readouterr().out
