"""Permalinks, as every face writes them: see ``run.links``; and how much of a list is behind one of its data."""

from typing import Final

from onrecord.run.links import actor, article, cell, dossier, issue, position, story, twin, with_query

__all__ = ["AT_ONCE", "actor", "article", "cell", "dossier", "issue", "position", "story", "twin", "with_query"]

AT_ONCE: Final = 1000
"""Items of a long list that its JSON holds, unless more or fewer are asked for."""
