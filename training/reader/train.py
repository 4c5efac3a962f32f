"""Trains the reader: `python training/reader/train.py --base FOLDER --out FOLDER`; a run is reproducible by its seed.

Learns from `training/positions/` alone; `training/articles/` is held back to see how far it has got.
"""

from __future__ import annotations

import argparse
import math
import pickle
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import numpy as np
import torch
from negations import denied, negated
from net import CLASSES, Batch, Reader, base
from rows import Label, Row, labelled, rows
from swaps import swapped
from tokenizers import Tokenizer
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from onrecord.positions.render import Rendered, asked, render
from onrecord.records import Issue

TRAINING = Path(__file__).parent.parent
NO = Label()
_UNHEARD = -1e4


@dataclass(frozen=True, slots=True)
class Options:
    """What a run may vary. ``average`` is how much of the mean of the steps so far stays at each step (0: the last step
    alone); after ``passes`` epochs (0: all) it stops, the rates still falling; the files ``later`` name the dossiers
    that this stage leaves for a later one."""

    base: Path
    out: Path
    cache: Path
    epochs: int = 6
    batch: int = 16
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    smooth: float = 0.1
    swap: float = 0.5
    skip: float = 0.5
    foreign: float = 0.3
    deny: float = 0.2
    marks: float = 0.3
    rare: float = 8.0
    apart: float = 0.0
    average: float = 0.0
    passes: int = 0
    start: Path | None = None
    later: tuple[Path, ...] = ()
    seed: int = 11
    layers: int = 6


def pieces_of(base: Path) -> Pieces:
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Pieces(tokenizer)


class Pieces:
    """Word pieces of a text, remembered: headlines and sentences come again."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, list[int]] = {}

    def __call__(self, text: str) -> list[int]:
        if text not in self._known:
            self._known[text] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return self._known[text]


def gather(folder: Path, cache: Path) -> list[Row]:
    """The rows of a folder of labelled articles; parsed once and kept in ``cache``, by the files' contents."""
    kept: dict[str, list[Row]] = pickle.loads(cache.read_bytes()) if cache.exists() else {}
    found: list[Row] = []
    met = wanted = 0
    for path, articles in labelled(folder):
        key = f"{path.stem} {hash_of(path, articles)}"
        if key not in kept:
            made, reach = rows(path, articles)
            kept[key] = made
            met, wanted = met + reach.met, wanted + reach.asked
        found += kept[key]
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.write_bytes(pickle.dumps(kept))
    print(f"{folder.name}: {len(found)} rows; of {wanted} newly read labels {met} are in reach", flush=True)
    return found


def hash_of(path: Path, articles: object) -> str:
    import hashlib  # noqa: PLC0415

    return hashlib.sha256(path.read_bytes() + repr(articles).encode()).hexdigest()[:12]


def varied(row: Row, others: Sequence[Issue], random: Random, options: Options) -> Row:
    """A row as one epoch sees it: denied, names exchanged, issues shuffled, one left out or added, aliases or context
    lost."""
    if random.random() < options.deny:
        row = turned(row)
    view = swapped(row.view, row.issues, random, options.swap) if random.random() < 0.6 else row.view
    issues = list(row.issues)
    told = {issue for (_, issue), label in row.labels.items() if label.level}
    if random.random() < 0.3:
        spare = [issue for issue in issues if issue.id not in told]
        if spare and len(issues) > 1:
            issues.remove(random.choice(spare))
    issues += [random.choice(others) for _ in range(2) if random.random() < options.foreign]
    random.shuffle(issues)
    if random.random() < 0.25:
        issues = [Issue(issue.id, issue.kind, issue.question, ()) for issue in issues]
    heading = "" if random.random() < 0.1 else view.heading
    before = "" if random.random() < 0.1 else view.before
    changed = type(view)(view.sentence, view.text, view.holders, view.teller, heading, before)
    return Row(row.dossier, row.article, tuple(issues), changed, row.labels)


def turned(row: Row) -> Row:
    """The row with its words denied, where what it then says is plain; else the row itself."""
    labels = {pair: denied(label) for pair, label in row.labels.items()}
    view = negated(row.view) if any(label.level for label in row.labels.values()) else None
    known = {pair: label for pair, label in labels.items() if label is not None}
    return replace(row, view=view, labels=known) if view is not None and len(known) == len(labels) else row


def collate(made: Sequence[tuple[Row, Rendered]]) -> tuple[Batch, torch.Tensor]:
    """A batch and its targets: (rows, holders, issues, 4) of class, conditional, superseded and weight."""
    count, longest = len(made), max(len(r.ids) for _, r in made)
    most_holders = max(len(r.holders) for _, r in made)
    most_issues = max(len(r.issues) for _, r in made)
    ids, parts, mask = (np.zeros((count, longest), np.int64) for _ in range(3))
    holders = np.zeros((count, most_holders, longest), np.float32)
    issues = np.zeros((count, most_issues), np.int64)
    targets = np.zeros((count, most_holders, most_issues, 4), np.float32)
    for i, (row, rendered) in enumerate(made):
        size = len(rendered.ids)
        ids[i, :size], parts[i, :size], mask[i, :size] = rendered.ids, rendered.parts, 1
        issues[i, : len(rendered.issues)] = rendered.issues
        for h, places in enumerate(rendered.holders):
            holders[i, h, list(places)] = 1 / len(places)
            for k, issue in enumerate(row.issues):
                label = row.labels.get((row.view.holders[h].id, issue.id), NO)
                targets[i, h, k] = label.level, label.conditional, label.superseded, label.weight
        taken = targets[i, :, :, 0] > 0  # who else is named, and what else is asked, beside a stance: the hard lessons
        near = (taken.any(axis=0, keepdims=True) | taken.any(axis=1, keepdims=True)) & ~taken
        targets[i, :, :, 3] *= np.where(near, 2.0, 1.0)
    tensors = [torch.from_numpy(array) for array in (ids, parts, mask, holders, issues)]
    return Batch(*tensors), torch.from_numpy(targets)


def batches(made: list[tuple[Row, Rendered]], size: int, random: Random | None) -> Iterator[list[tuple[Row, Rendered]]]:
    """Rows of like length together; in random order while training."""
    ordered = sorted(made, key=lambda pair: len(pair[1].ids) + (random.random() * 12 if random else 0))
    groups = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    if random:
        random.shuffle(groups)
    yield from groups


def softened(levels: torch.Tensor, smooth: float) -> torch.Tensor:
    """Targets (pairs, 9) that give a part of a level's weight to its neighbours on the ladder."""
    target = torch.nn.functional.one_hot(levels, CLASSES).float()
    up, down = torch.zeros_like(target), torch.zeros_like(target)
    up[:, 2:] = target[:, 1:-1]
    down[:, 1:-1] = target[:, 2:]
    spread = up + down
    spread[:, 0] = 0
    up = (levels > 0).unsqueeze(1).float()
    spread = spread / spread.sum(1, keepdim=True).clamp(min=1)
    return torch.where(up > 0, (1 - smooth) * target + smooth * spread, target)


def loss_of(scores: torch.Tensor, targets: torch.Tensor, options: Options) -> torch.Tensor:
    """Cross-entropy of the level, and of the two marks where there is a stance; padding has no weight.

    A mark of a former stance counts ``rare`` times where it is set: one stance in twenty is a former one.
    """
    told_apart = options.apart * contrast(scores, targets) if options.apart else 0.0
    weight = targets[..., 3].flatten()
    kept = weight > 0
    scores, targets, weight = scores.flatten(0, 2)[kept], targets.flatten(0, 2)[kept], weight[kept]
    levels = targets[:, 0].long()
    level = -(softened(levels, options.smooth) * scores[:, :CLASSES].log_softmax(1)).sum(1)
    marks = torch.nn.functional.binary_cross_entropy_with_logits(
        scores[:, CLASSES:], targets[:, 1:3], reduction="none", pos_weight=torch.tensor([1.0, options.rare])
    )
    stance = (levels > 0).float()
    weight = weight * (1 + stance)  # stances are few: each counts twice
    return (weight * level + options.marks * stance * marks.sum(1)).sum() / weight.sum() + told_apart


def contrast(scores: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """How far each stance is ahead of the sentence's pairs that share its holder or its issue and are none: the
    cross-entropy of choosing it among them (InfoNCE, van den Oord et al. 2018). Close issues are told apart by it."""
    odds = scores[..., 1:CLASSES].logsumexp(-1) - scores[..., 0]
    taken = targets[..., 0] > 0
    rivals = odds.masked_fill(taken | (targets[..., 3] < 1), _UNHEARD)  # one whose stance is told elsewhere is no rival
    others = torch.logaddexp(rivals.logsumexp(2, keepdim=True), rivals.logsumexp(1, keepdim=True))
    return torch.nn.functional.softplus(others - odds)[taken].sum() / taken.sum().clamp(min=1)


def train(options: Options) -> None:
    torch.manual_seed(options.seed)
    random = Random(options.seed)
    pieces = pieces_of(options.base)
    kept = {path.stem for path in (TRAINING / "weighing").glob("*.yaml")}
    kept.update(name for path in options.later for name in path.read_text("utf-8").split())
    learn = [row for row in gather(TRAINING / "positions", options.cache) if row.dossier not in kept]
    check = gather(TRAINING / "articles", options.cache.with_suffix(".check"))
    others = list({issue for row in learn for issue in row.issues})
    model = Reader(options.base, options.layers)
    if options.start is not None:
        model.load_state_dict(torch.load(options.start / "reader.pt", weights_only=True))
    averaged = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(options.average))
    head = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    groups = [
        {"params": list(model.encoder.parameters()), "lr": options.rate},
        {"params": head, "lr": options.head_rate},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    plain = sum(not any(label.level for label in row.labels.values()) for row in learn)
    steps = options.epochs * math.ceil((len(learn) - options.skip * plain) / options.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: max(0.01, min((s + 1) / (0.1 * steps), 1.02 - s / steps))
    )
    started = time.time()
    for epoch in range(options.epochs):
        model.train()
        total, count = 0.0, 0
        made = []
        for row in learn:
            if not any(label.level for label in row.labels.values()) and random.random() < options.skip:
                continue
            new = varied(row, others, random, options)
            made.append((new, render(new.view, [asked(issue, pieces) for issue in new.issues], pieces)))
        for group in batches(made, options.batch, random):
            batch, targets = collate(group)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(batch)
            loss = loss_of(scores.float(), targets, options)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            averaged.update_parameters(model)
            total, count = total + loss.item(), count + 1
            if count % 50 == 0:
                print(f"  {count} batches, loss {total / count:.4f}, {time.time() - started:.0f} s", flush=True)
        passed = f"epoch {epoch + 1}: loss {total / count:.4f}, {time.time() - started:.0f} s"
        print(f"{passed}; {report(averaged.module, check, pieces)}", flush=True)
        options.out.mkdir(parents=True, exist_ok=True)
        torch.save(averaged.module.state_dict(), options.out / "reader.pt")
        if epoch + 1 == options.passes:
            break


@torch.no_grad()
def predict(model: Reader, found: Sequence[Row], pieces: Pieces, size: int = 32) -> list[tuple[Row, np.ndarray]]:
    """Each row with the probabilities (holders, issues, 9) of its levels."""
    model.eval()
    made = [(row, render(row.view, [asked(i, pieces) for i in row.issues], pieces)) for row in found]
    answers = []
    for group in batches(made, size, None):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = model(collate(group)[0]).float()
        chances = scores[..., :CLASSES].softmax(-1).numpy()
        for (row, _), chance in zip(group, chances, strict=True):
            answers.append((row, chance[: len(row.view.holders), : len(row.issues)]))
    return answers


def report(model: Reader, found: Sequence[Row], pieces: Pieces) -> str:
    """F1 of (article, holder, issue) at the best of several limits, and how often the level is right then."""
    gold: dict[tuple[str, str, str], set[int]] = {}
    best: dict[tuple[str, str, str], tuple[float, int]] = {}
    for row, chance in predict(model, found, pieces):
        for h, holder in enumerate(row.view.holders):
            for k, issue in enumerate(row.issues):
                key = (row.article, holder.id, issue.id)
                label = row.labels.get((holder.id, issue.id), NO)
                if label.level:
                    gold.setdefault(key, set()).add(label.level)
                sure = 1 - float(chance[h, k, 0])
                best[key] = max(best.get(key, (0.0, 0)), (sure, 1 + int(chance[h, k, 1:].argmax())))
    results = []
    for limit in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        got = {key: level for key, (sure, level) in best.items() if sure >= limit}
        right = len(got.keys() & gold.keys())
        exact = sum(level in gold[key] for key, level in got.items() if key in gold)
        f1 = 2 * right / max(1, len(got) + len(gold))
        results.append((f1, limit, exact / max(1, right), 2 * exact / max(1, len(got) + len(gold))))
    f1, limit, level, both = max(results)
    return f"holder+issue {f1:.3f} at {limit}, level right {level:.3f}, position {both:.3f}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, default=base())
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("build/rows.pkl"))
    parser.add_argument("--later", type=Path, nargs="+", default=[])
    numbers = ("rate", "head_rate", "smooth", "swap", "skip", "foreign", "deny", "marks", "rare", "apart", "average")
    counts = ("epochs", "passes", "batch", "layers", "seed")
    for name, kind in (("start", Path), *((n, float) for n in numbers), *((n, int) for n in counts)):
        parser.add_argument(f"--{name}", type=kind, default=None)
    given = {key: value for key, value in vars(parser.parse_args()).items() if value is not None}
    train(Options(**{**given, "later": tuple(given["later"])}))
