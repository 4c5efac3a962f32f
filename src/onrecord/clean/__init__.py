"""From raw pages to articles: the text is frozen here, and body told from furniture."""

from onrecord.clean.batch import articles

__all__ = ["articles"]
