"""The tagger as it is trained: the first layers of MiniLM, and one layer over each token's first piece."""

from __future__ import annotations

from pathlib import Path

from tagger import ROLES
from torch import Tensor, nn
from transformers import BertConfig, BertModel


class Tagger(nn.Module):
    """Scores (rows, pieces, 3): whether a piece belongs to a cue, to a source, to content; each on its own, for
    attributions hold one another."""

    def __init__(self, base: Path, layers: int) -> None:
        super().__init__()
        config = BertConfig.from_pretrained(base, num_hidden_layers=layers)
        self.encoder = BertModel.from_pretrained(base, config=config, add_pooling_layer=False)
        self.drop = nn.Dropout(0.15)
        self.out = nn.Linear(config.hidden_size, len(ROLES))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        return self.out(self.drop(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state))
