"""Turns a trained tagger into an int8 ONNX encoder and its head.

`python training/tagger/export.py --base FOLDER --trained FOLDER --out FOLDER`; `eval/attribution.py --tagger FOLDER`
scores what it writes. Weights of matrix products are quantised a channel at a time (QInt8); the head stays in 16-bit
floats.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import numpy as np
import torch
from net import Tagger
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn


class Hidden(nn.Module):
    """The encoder alone, with plain tensors for inputs."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.encoder = tagger.encoder

    def forward(self, ids: Tensor, parts: Tensor, mask: Tensor) -> Tensor:
        return self.encoder(input_ids=ids, token_type_ids=parts, attention_mask=mask).last_hidden_state


def write_encoder(module: nn.Module, out: Path) -> None:
    """The encoder as int8 ONNX at `out`; batches and lengths may vary."""
    ids = torch.ones(2, 16, dtype=torch.int64)
    names = {name: {0: "rows", 1: "pieces"} for name in ("ids", "parts", "mask", "states")}
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        inputs = (ids, torch.zeros_like(ids), torch.ones_like(ids))
        torch.onnx.export(
            module, inputs, str(full), input_names=["ids", "parts", "mask"], output_names=["states"],
            dynamic_axes=names, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(full, out, per_channel=True, reduce_range=False, weight_type=QuantType.QInt8)


def digest(folder: Path) -> str:
    """A short hash over the bytes of the files that hold numbers."""
    found = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.suffix in {".onnx", ".npz"}:
            found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:12]


def main() -> None:
    """Reads the command line and writes the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--trained", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=3)
    given = parser.parse_args()
    tagger = Tagger(given.base, given.layers)
    tagger.load_state_dict(torch.load(given.trained / "tagger.pt", weights_only=True))
    tagger.eval()
    given.out.mkdir(parents=True, exist_ok=True)
    write_encoder(Hidden(tagger), given.out / "encoder.onnx")
    weights = tagger.out.weight.detach().numpy().T.astype(np.float16)
    np.savez_compressed(
        given.out / "head.npz", weights=weights, bias=tagger.out.bias.detach().numpy().astype(np.float16)
    )
    print(json.dumps({"weights": digest(given.out), "bytes": sum(path.stat().st_size for path in given.out.iterdir())}))


if __name__ == "__main__":
    main()
