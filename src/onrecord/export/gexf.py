"""A network as GEXF 1.2, for Gephi."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from onrecord.analysis.network import Network
from onrecord.export.network import graph

_DATED: Final = re.compile(r' lastmodifieddate="[^"]*"')


def gexf(found: Network, name: Callable[[str], str] = str) -> Iterator[str]:
    """The file's lines, the same for the same network on any day; ``name`` says what a holder is called."""
    import networkx  # noqa: PLC0415 - only those who export a graph pay for it

    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    for line in networkx.generate_gexf(graph(found, name)):
        yield f"{_DATED.sub('', line)}\n"
