"""What asking a language model has cost so far, what came of it, and the limits it must keep."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Usage:
    """The tally of a run with a ``model``.

    Tokens are the endpoint's own count; ``estimated`` says that some had to be guessed.

    ``quotes`` counts records refused because their words do not stand where reporting stands, ``values`` those with a
    value that the codebook does not know, ``doubts`` those refused for another reason, such as a holder that the
    article does not name.
    """

    model: str = ""
    requests: int = 0
    again: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    estimated: bool = False
    articles: int = 0
    offline: int = 0
    kept: int = 0
    quotes: int = 0
    values: int = 0
    doubts: int = 0

    def spent(self, requests: int, tokens: int) -> str:
        """Which limit is used up, in words; empty while none is. A limit of 0 is none."""
        if requests and self.requests >= requests:
            return f"the limit of {requests:,} requests is reached"
        if tokens and self.tokens_in + self.tokens_out >= tokens:
            return f"the limit of {tokens:,} tokens is reached"
        return ""

    def count(self, asked: int | None, answered: int | None, letters: tuple[int, int]) -> None:
        """Adds an exchange's tokens; without the endpoint's count, a quarter of the ``letters`` sent and received."""
        self.estimated |= asked is None or answered is None
        self.tokens_in += asked if asked is not None else letters[0] // 4
        self.tokens_out += answered if answered is not None else letters[1] // 4

    def __str__(self) -> str:
        about = "about " if self.estimated else ""
        parts = [
            f"{_many(self.requests, 'request')} ({self.again:,} of them again)",
            f"{about}{self.tokens_in:,} tokens in and {self.tokens_out:,} out, {self.seconds:,.1f} s",
            f"{_many(self.articles, 'article')}, {self.offline:,} of them read offline instead",
            f"{_many(self.kept, 'record')} kept",
            f"refused {self.quotes:,} for their quote, {self.values:,} for an unknown value, "
            f"{self.doubts:,} for what they say of whom",
        ]
        return f"{self.model}: {'; '.join(parts)}"


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
