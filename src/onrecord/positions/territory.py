"""Lets *Turkish*, *Turkey* and *Ankara* meet: a word that names a territory, its people or its seat, as its id."""

from __future__ import annotations

import functools

from onrecord.lexicons import parts, table
from onrecord.parse.tree import Token


@functools.cache
def _forms() -> dict[str, str]:
    """Single words only: a clause that names the United Arab Emirates in full is met by *Emirati* elsewhere."""
    found: dict[str, str] = {}
    for row in table("territories"):
        for cell in row[1:]:
            for form in parts(cell):
                if " " not in form:
                    found.setdefault(form, row[0])
    return found


def territory(token: Token) -> str | None:
    """The id of the territory that this token names, its plural people and possessives included."""
    if token.pos not in {"PROPN", "ADJ", "NOUN"}:
        return None
    forms = _forms()
    word = token.text
    return forms.get(word) or (forms.get(word[:-1]) if word.endswith("s") and word[0].isupper() else None)
