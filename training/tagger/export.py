"""Turns a trained tagger into an int8 ONNX encoder and its head.

`python training/tagger/export.py --base FOLDER --trained FOLDER --out FOLDER`; `eval/attribution.py --tagger FOLDER`
scores what it writes. Weights of matrix products are quantised a channel at a time (QInt8); the head stays in 16-bit
floats.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import torch
from net import Tagger

sys.path.insert(0, str(Path(__file__).parents[1]))

from quantised import digest, write_encoder


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
    write_encoder(tagger.encoder, given.out / "encoder.onnx")
    weights = tagger.out.weight.detach().numpy().T.astype(np.float16)
    np.savez_compressed(
        given.out / "head.npz", weights=weights, bias=tagger.out.bias.detach().numpy().astype(np.float16)
    )
    print(json.dumps({"weights": digest(given.out), "bytes": sum(path.stat().st_size for path in given.out.iterdir())}))


if __name__ == "__main__":
    main()
