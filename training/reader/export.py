"""Turns a trained reader into what ships: an int8 ONNX encoder, its head, and a card.

`python training/reader/export.py --base FOLDER --trained FOLDER...` writes `src/onrecord/weights/reader/`. Of several
trained readers, each gone on from the one before, the mean ships (Wortsman et al. 2022, model soups). Weights of matrix
products are quantised a channel at a time (QInt8); embeddings are int8 too; the head stays in 16-bit floats.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

import numpy as np
import torch
from net import Reader, base

sys.path.insert(0, str(Path(__file__).parents[1]))

from quantised import digest, write_encoder

WEIGHTS = Path(__file__).parents[2] / "src" / "onrecord" / "weights"


def write_head(reader: Reader, out: Path) -> None:
    layers = {"holder": reader.holder, "issue": reader.issue, "out": reader.out}
    arrays = {name: layer.weight.detach().numpy().T.astype(np.float16) for name, layer in layers.items()}
    arrays |= {f"{name}_bias": layer.bias.detach().numpy().astype(np.float16) for name, layer in layers.items()}
    np.savez_compressed(out, **arrays)


def mean_of(folders: list[Path]) -> dict[str, torch.Tensor]:
    trained = [torch.load(folder / "reader.pt", weights_only=True) for folder in folders]
    return {name: sum(one[name] for one in trained) / len(trained) for name in trained[0]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, default=base())
    parser.add_argument("--trained", type=Path, nargs="+", required=True, help="one given twice counts twice")
    parser.add_argument("--layers", type=int, default=6)
    given = parser.parse_args()
    reader = Reader(given.base, given.layers)
    reader.load_state_dict(mean_of(given.trained))
    reader.eval()
    out = WEIGHTS / "reader"
    out.mkdir(parents=True, exist_ok=True)
    (WEIGHTS / "pieces").mkdir(exist_ok=True)
    shutil.copyfile(given.base / "tokenizer.json", WEIGHTS / "pieces" / "tokenizer.json")
    write_encoder(reader.encoder, out / "encoder.onnx")
    write_head(reader, out / "head.npz")
    write_card(out, given.layers)
    print((out / "card.toml").read_text("utf-8"))


def write_card(out: Path, layers: int) -> None:
    """What the weights are; `onrecord.weights.version` reads it."""
    size = sum(path.stat().st_size for path in out.iterdir() if path.suffix in {".onnx", ".npz"})
    lines = [
        "# Made by `make weights`; training/positions/README.md describes the articles.",
        'reads = "a sentence of English news, its possible holders, the questions of a dossier"',
        'says = "for each holder and question: no stance or one of eight levels, conditional, superseded"',
        f'base = "all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0), {layers} layers, fine-tuned"',
        'trained_on = "training/positions: composed for this project, Apache-2.0; nothing else"',
        'licence = "Apache-2.0"',
        f'weights = "{digest(out)}"',
        f"bytes = {size}",
    ]
    (out / "card.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
