"""Mentions in the news become actors at a date: offices, metonyms, demonyms, anonymity, pronouns."""

from onrecord.actors.cast import Cast, cast
from onrecord.actors.known import Known

__all__ = ["Cast", "Known", "cast"]
