"""onrecord reads the news and keeps an evidence-linked record of where everyone stands."""

__version__ = "0.1.0"
