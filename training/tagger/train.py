"""Trains the tagger: `python training/tagger/train.py --base FOLDER --out FOLDER` (reproducible by its seed).

Learns from `training/statements/` alone; every eighth article is held back to see how far it has got, unless `--all`.
The tagger that docs/decisions/0015 measures came of `--all` and the defaults below. `pip install onrecord` and
training/requirements.in first.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch
from net import Tagger
from rows import Row, rows
from tagger import ROLES, render
from tokenizers import Tokenizer

TRAINING = Path(__file__).parent.parent
MASK, KEPT = 103, 1000
"""BERT's mask piece; pieces below 1000 are special or unused."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a run may vary."""

    base: Path
    out: Path
    epochs: int = 4
    batch: int = 16
    rate: float = 2e-4
    head_rate: float = 1e-3
    hide: float = 0.08
    layers: int = 3
    seed: int = 7
    all: bool = False


class Pieces:
    """Word pieces of a token, remembered."""

    def __init__(self, base: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._known: dict[str, list[int]] = {}

    def __call__(self, text: str) -> list[int]:
        if text not in self._known:
            self._known[text] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return self._known[text]


Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]
"""Pieces, mask, targets (rows, pieces, 3), and which pieces are a token's first."""


def collate(group: Sequence[Row], pieces: Pieces, random: Random | None, hide: float) -> Batch:
    made = [render(row.words, pieces) for row in group]
    longest = max(len(one.ids) for one in made)
    ids, mask = (np.zeros((len(made), longest), np.int64) for _ in range(2))
    targets = np.zeros((len(made), longest, len(ROLES)), np.float32)
    firsts = np.zeros((len(made), longest), np.float32)
    for i, (row, one) in enumerate(zip(group, made, strict=True)):
        ids[i, : len(one.ids)], mask[i, : len(one.ids)] = one.ids, 1
        for place, label in zip(one.firsts, row.labels, strict=False):
            targets[i, place], firsts[i, place] = label, 1
        if random is not None:
            for j in range(1, len(one.ids) - 1):
                if ids[i, j] >= KEPT and random.random() < hide:
                    ids[i, j] = MASK
    return tuple(torch.from_numpy(array) for array in (ids, mask, targets, firsts))  # type: ignore[return-value]


def batches(found: Sequence[Row], size: int, random: Random | None) -> Iterator[list[Row]]:
    """Rows of like length together; in random order while training."""
    ordered = sorted(found, key=lambda row: len(row.words) + (random.random() * 8 if random else 0))
    groups = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    if random:
        random.shuffle(groups)
    yield from groups


def train(options: Options) -> None:
    torch.manual_seed(options.seed)
    random = Random(options.seed)
    pieces = Pieces(options.base)
    options.out.mkdir(parents=True, exist_ok=True)
    found = rows(TRAINING / "statements", options.out / "rows.pickle")
    names = list(dict.fromkeys(row.article for row in found))
    held = set() if options.all else set(names[::8])
    learn = [row for row in found if row.article not in held]
    check = [row for row in found if row.article in held]
    print(f"{len(names)} articles, {len(learn)} sentences to learn from, {len(check)} to check", flush=True)
    model = Tagger(options.base, options.layers)
    groups = [
        {"params": list(model.encoder.parameters()), "lr": options.rate},
        {"params": list(model.out.parameters()), "lr": options.head_rate},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = options.epochs * math.ceil(len(learn) / options.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: max(0.01, min((s + 1) / (0.1 * steps), 1.02 - s / steps))
    )
    started = time.time()
    for epoch in range(options.epochs):
        model.train()
        total, count = 0.0, 0
        for group in batches(learn, options.batch, random):
            ids, mask, targets, firsts = collate(group, pieces, random, options.hide)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(ids, mask)
            loss = loss_of(scores.float(), targets, firsts)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + loss.item(), count + 1
        told = report(model, check, pieces) if check else ""
        print(f"epoch {epoch + 1}: loss {total / count:.4f}, {time.time() - started:.0f} s; {told}", flush=True)
    torch.save(model.state_dict(), options.out / "tagger.pt")


def loss_of(scores: torch.Tensor, targets: torch.Tensor, firsts: torch.Tensor) -> torch.Tensor:
    """Binary cross-entropy of each role over the tokens' first pieces; cues, which are few, count thrice."""
    each = torch.nn.functional.binary_cross_entropy_with_logits(scores, targets, reduction="none")
    weights = torch.tensor([3.0, 1.0, 1.0])
    return (each * weights * firsts.unsqueeze(2)).sum() / (firsts.sum() * weights.sum())


@torch.no_grad()
def report(model: Tagger, found: Sequence[Row], pieces: Pieces) -> str:
    """F1 of tokens by role at a chance of one half."""
    model.eval()
    right, said, gold = (np.zeros(len(ROLES)) for _ in range(3))
    for group in batches(found, 32, None):
        ids, mask, targets, firsts = collate(group, pieces, None, 0)
        got = (model(ids, mask) > 0).numpy() & (firsts.numpy() > 0)[..., None]
        true = (targets.numpy() > 0) & (firsts.numpy() > 0)[..., None]
        right += (got & true).sum((0, 1))
        said += got.sum((0, 1))
        gold += true.sum((0, 1))
    f1 = 2 * right / np.maximum(1, said + gold)
    return ", ".join(f"{role} {value:.3f}" for role, value in zip(ROLES, f1, strict=True))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--all", action="store_true", default=None, help="hold nothing back: for the weights that ship")
    for name, kind in (
        ("epochs", int),
        ("batch", int),
        ("rate", float),
        ("layers", int),
        ("seed", int),
        ("hide", float),
    ):
        parser.add_argument(f"--{name}", type=kind, default=None)
    given = {key: value for key, value in vars(parser.parse_args()).items() if value is not None}
    train(Options(**given))
