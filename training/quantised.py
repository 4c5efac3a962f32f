"""What both networks are exported by: an int8 ONNX encoder, and a hash that tells one set of weights from another."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn


class Hidden(nn.Module):
    """The encoder alone, with plain tensors for inputs."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, parts: Tensor, mask: Tensor) -> Tensor:
        return self.encoder(input_ids=ids, token_type_ids=parts, attention_mask=mask).last_hidden_state


def write_encoder(encoder: nn.Module, out: Path) -> None:
    """The encoder as int8 ONNX at `out`; batches and lengths may vary."""
    ids = torch.ones(2, 16, dtype=torch.int64)
    names = {name: {0: "rows", 1: "pieces"} for name in ("ids", "parts", "mask", "states")}
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        inputs = (ids, torch.zeros_like(ids), torch.ones_like(ids))
        torch.onnx.export(
            Hidden(encoder), inputs, str(full), input_names=["ids", "parts", "mask"], output_names=["states"],
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
