"""The reference of settings, out of the record that holds them."""

from __future__ import annotations

from dataclasses import fields

from docs.generators.markdown import heading, table

from onrecord.settings import Settings

MEANING = {
    "model": "The installed spaCy pipeline that parses. Another English one changes what is read, and the run's id.",
    "batch": "How many articles are parsed at once. More takes more memory and seldom less time.",
    "max_page_bytes": "A page above this size is refused, with a row in problems.",
    "max_words": "After so many words the rest of an article is not parsed.",
    "min_confidence": "Positions that are less sure than this (0 to 1) are dropped; `--explain` shows them.",
    "ledger": "The ledger that commands use when none is named: a file or a database URL.",
    "actors": "A YAML file of your own actors, names and persons; empty for none. Other actors make another run.",
}


def page() -> str:
    """Every setting with its variable, type, default and meaning.

    Raises:
        KeyError: a setting has no meaning written above.
    """
    known = Settings()
    rows = [
        (
            f"`{one.name}`",
            f"`ONRECORD_{one.name.upper()}`",
            type(getattr(known, one.name)).__name__,
            f"`{getattr(known, one.name)}`" if getattr(known, one.name) != "" else "",
            MEANING[one.name],
        )
        for one in fields(Settings)
    ]
    return "\n".join(
        [heading("Settings", INTRODUCTION), table(("setting", "variable", "type", "default", "what"), rows)]
    )


INTRODUCTION = """\
Every setting can be given by an environment variable, or in Python as `onrecord.read(…, settings=Settings(batch=8))`
with `from onrecord.settings import Settings`. There is no settings file. A value of the wrong type ends with exit code
2 and names the variable."""
