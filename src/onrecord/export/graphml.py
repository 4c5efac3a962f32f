"""A network as GraphML, for Gephi, yEd, Cytoscape, igraph and R."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onrecord.analysis.network import Network
from onrecord.export.network import graph


def graphml(found: Network, name: Callable[[str], str] = str) -> Iterator[str]:
    """The file's lines; ``name`` says what a holder is called."""
    import networkx  # noqa: PLC0415 - only those who export a graph pay for it

    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    for line in networkx.generate_graphml(graph(found, name), named_key_ids=True):
        yield f"{line}\n"
