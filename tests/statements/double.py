"""A cast that knows a few names: the statements room is tested without the actors room."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.parse import Token
from onrecord.records import Mention, Span

PEOPLE = {"Ruiz": "Ana Ruiz", "Okoro": "Daniel Okoro", "he": "Daniel Okoro", "she": "Ana Ruiz"}
MEDIA = {"Reuters", "AFP", "Bloomberg"}


class DoubleCast:
    """Knows two people, three agencies and nobody else; any other noun phrase is an actor without a name."""

    def mention_of(self, tokens: Sequence[Token]) -> Mention | None:
        """The mention of these tokens; None for a phrase without a capital or a person's noun in it."""
        words = " ".join(token.text for token in tokens)
        span = Span(tokens[0].start, tokens[-1].end, words)
        if words in MEDIA:
            return Mention(span, "media")
        person = next((full for name, full in PEOPLE.items() if name.lower() in words.lower().split()), None)
        if person is None and words == "Translation":
            return None
        return Mention(span, "person", person=person, speaks_for="PER" if person else None)
