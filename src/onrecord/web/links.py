"""Permalinks, as every face writes them: see ``run.links``."""

from onrecord.run.links import actor, article, cell, dossier, issue, position, story, twin, with_query

__all__ = ["actor", "article", "cell", "dossier", "issue", "position", "story", "twin", "with_query"]
