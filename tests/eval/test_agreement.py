"""Our scorer and the reference scorer agree, on readings made by damaging labels at random."""

from __future__ import annotations

import importlib.util
import random
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from eval.scoring import score
from eval.sheets import labelled, predicted, rows

from onrecord.records import LADDER

SHARED = Path(__file__).parents[3] / "shared" / "eval"
Json = dict[str, Any]

pytestmark = pytest.mark.skipif(
    not (SHARED / "score.py").exists(), reason="../shared/eval is not beside this repository"
)


def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def chance(dice: random.Random, share: float) -> bool:
    return dice.random() < share


def cutting(text: str, words: str, dice: random.Random) -> Json:
    """The span of a label's words, sometimes moved, sometimes with a quote that is not there."""
    start = max(text.find(words), 0)
    end = start + len(words)
    if chance(dice, 0.2):
        start, end = max(0, start - 40), max(1, start - 5)
    return {"start": start, "end": end, "quote": "x" if chance(dice, 0.1) else text[start:end]}


def damaged_position(label: Json, text: str, dice: random.Random) -> Json:
    found = {**label, "evidence": cutting(text, label["evidence"], dice)}
    if chance(dice, 0.4):
        found["level"] = dice.choice([*LADDER, "no-such-level"])
    for key in ("superseded", "anonymous"):
        found[key] = found[key] != chance(dice, 0.2)
    for key in ("conditions", "contribution", "speaker", "otherwise"):
        if chance(dice, 0.3):
            found[key] = None
    if found["conditions"]:
        found["conditions"] = [{**one, "text": one["text"][: dice.randint(1, 40)]} for one in found["conditions"]]
    if chance(dice, 0.05):
        found["evidence"] = None
    return found


def damaged(row: Mapping[str, Any], dice: random.Random) -> Json:
    text = row["text"]
    labels = [one for one in row["positions"] if chance(dice, 0.8)]
    labels += [one for one in row["positions"] if chance(dice, 0.2)]
    positions = [damaged_position(one, text, dice) for one in labels]
    said = [{**one, "content": cutting(text, one["content"], dice)} for one in row.get("statements", ())]
    for one in said:
        if chance(dice, 0.2):
            one["speaker_text"] = "somebody else"
    junk = [cutting(text, piece, dice) for piece in row["boilerplate"][:1]]
    said += [{"speaker_text": "ad", "speaker": None, "content": span} for span in junk]
    dice.shuffle(positions)
    dice.shuffle(said)
    credit = row["credit"] if chance(dice, 0.7) else None
    return {"id": row["id"], "positions": positions, "statements": said, "credit": credit}


@pytest.mark.parametrize("seed", range(5))
def test_figures_agree_to_three_decimals(seed: int) -> None:
    gold = rows(SHARED / "positions.dev.jsonl")
    dice = random.Random(seed)
    read = [damaged(row, dice) for row in gold if chance(dice, 0.95)]
    theirs = reference().score(gold, read)
    texts = {row["id"]: row["text"] for row in gold}
    back = {row["id"]: predicted(row, texts[row["id"]]) for row in read}
    ours = score([(labelled(row), back.get(row["id"])) for row in gold])
    for name, value in theirs.items():
        if isinstance(value, dict):
            wanted = value.get("f1", value.get("share"))
            assert ours[name].value == pytest.approx(wanted, abs=5e-4), name
            assert ours[name].n == value["n"], name
        elif name != "articles":
            assert ours[name].value == value, name
