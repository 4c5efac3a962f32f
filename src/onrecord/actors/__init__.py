"""Mentions in the news become actors at a date: offices, metonyms, demonyms, anonymity, pronouns."""

from onrecord.actors.cast import Cast, cast

__all__ = ["Cast", "cast"]
