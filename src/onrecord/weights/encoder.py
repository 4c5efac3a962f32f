"""Runs an encoder of ours: word pieces in, a hidden state a piece out; int8 numbers, by ONNX Runtime on the CPU."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import SetupError
from onrecord.weights import folder

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]
Sequences = Sequence[tuple[Sequence[int], Sequence[int]]]
"""Word pieces and, for each, which part of the input it belongs to (0 or 1)."""

LONGEST = 512
"""Pieces that an encoder can read at once."""

_AT_ONCE = 1_024
"""Pieces, padding included, that one pass holds: what the processor's cache takes; more is slower."""

_REMEMBERED = 20_000


class Pieces:
    """Splits text into word pieces (WordPiece, Schuster and Nakajima 2012); what comes again is remembered."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[int, ...]] = {}

    def __call__(self, text: str) -> tuple[int, ...]:
        """The ids of the pieces of ``text``, without class and end pieces. Lone surrogates are read as unknown."""
        found = self._known.get(text)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            readable = text.encode("utf-8", "replace").decode("utf-8")
            found = tuple(self._tokenizer.encode(readable, add_special_tokens=False).ids)
            self._known[text] = found
        return found


@functools.cache
def pieces() -> Pieces:
    """The word pieces that all encoders of this package share.

    Raises:
        SetupError: a library or the vocabulary is missing.
    """
    try:
        from tokenizers import Tokenizer  # noqa: PLC0415  (only when something is read)
    except ImportError as error:
        raise _missing("tokenizers") from error
    tokenizer = Tokenizer.from_file(str(folder("pieces") / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Pieces(tokenizer)


class Encoder:
    """One encoder, loaded once. ``threads`` 0 means one for each processor that this process may use."""

    def __init__(self, name: str, threads: int = 0) -> None:
        self._session = _session(name, threads)

    def hidden(self, sequences: Sequences) -> Iterator[tuple[int, Floats]]:
        """Each sequence's place among those given and its hidden states (pieces, size), the shortest first."""
        order = sorted(range(len(sequences)), key=lambda i: len(sequences[i][0]))
        waiting: list[int] = []
        for i in order:
            if waiting and (len(waiting) + 1) * len(sequences[i][0]) > _AT_ONCE:
                yield from self._pass(sequences, waiting)
                waiting = []
            waiting.append(i)
        if waiting:
            yield from self._pass(sequences, waiting)

    def _pass(self, sequences: Sequences, chosen: Sequence[int]) -> Iterator[tuple[int, Floats]]:
        longest = max(len(sequences[i][0]) for i in chosen)
        ids, parts, mask = (np.zeros((len(chosen), longest), np.int64) for _ in range(3))
        for row, i in enumerate(chosen):
            size = len(sequences[i][0])
            ids[row, :size], parts[row, :size], mask[row, :size] = sequences[i][0], sequences[i][1], 1
        (states,) = self._session.run(None, {"ids": ids, "parts": parts, "mask": mask})
        for row, i in enumerate(chosen):
            yield i, states[row, : len(sequences[i][0])]


def _session(name: str, threads: int) -> InferenceSession:
    try:
        import onnxruntime as runtime  # noqa: PLC0415  (a tenth of a second: only when something is read)
    except ImportError as error:
        raise _missing("onnxruntime") from error
    options = runtime.SessionOptions()
    options.intra_op_num_threads = threads or _processors()
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # shared cores: waiting must not burn them
    options.log_severity_level = 3
    return runtime.InferenceSession(str(folder(name) / "encoder.onnx"), options, providers=["CPUExecutionProvider"])


def _processors() -> int:
    """How many processors this process may use: fewer, in a container, than the machine has."""
    affinity = getattr(os, "sched_getaffinity", None)  # not on every platform
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def _missing(library: str) -> SetupError:
    return SetupError(
        f"the library {library!r} is not installed", place="onrecord.weights", remedy="pip install onrecord"
    )
