"""The trained tagger: how likely each token is part of a cue, of a source, of what is attributed.

A MiniLM encoder (Wang et al., NeurIPS 2020) cut short and fine-tuned on text composed for this project. It judges words
in their sentence and knows nothing of the grammar, which gives what it finds a source and content. It does not ship:
docs/decisions/0015 says why.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from onrecord.parse import Sentence
from onrecord.weights.encoder import Encoder, Floats, pieces

CLS, SEP = 101, 102
LONGEST = 200
"""Word pieces of a sentence that are read; the rest has no chances."""

ROLES = ("cue", "source", "content")

Pieces = Callable[[str], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A sentence as word pieces; ``firsts[i]`` is the place of the i-th token's first piece."""

    ids: tuple[int, ...]
    firsts: tuple[int, ...]


def render(words: Sequence[str], pieces: Pieces) -> Rendered:
    """The word pieces of a sentence's tokens between a class and an end piece."""
    ids, firsts = [CLS], []
    for word in words:
        found = pieces(word)
        if len(ids) + len(found) > LONGEST:
            break
        if found:
            firsts.append(len(ids))
            ids += found
        else:
            firsts.append(len(ids) - 1)
    return Rendered((*ids, SEP), tuple(firsts))


class Tagger:
    """Tags sentences with what `export.py` wrote into a folder. Load once, use for many articles."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._pieces = pieces()
        self._encoder = Encoder(str(folder.resolve()), threads)
        with np.load(folder / "head.npz", allow_pickle=False) as stored:
            self._weights, self._bias = stored["weights"].astype(np.float32), stored["bias"].astype(np.float32)

    def chances(self, sentences: Sequence[Sentence]) -> list[Floats]:
        """For each sentence an array (tokens, 3) of chances in 0..1, by role; tokens beyond the limit have none."""
        made = [render([token.text for token in sentence.tokens], self._pieces) for sentence in sentences]
        found = [np.zeros((len(sentence.tokens), len(ROLES)), np.float32) for sentence in sentences]
        for i, states in self._encoder.hidden([(one.ids, [0] * len(one.ids)) for one in made]):
            scores = states[list(made[i].firsts)] @ self._weights + self._bias
            found[i][: len(made[i].firsts)] = 1 / (1 + np.exp(-scores))
        return found
