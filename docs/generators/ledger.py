"""The reference of the ledger, out of its schema and of the views of a new one."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from docs.generators.markdown import heading, table
from sqlalchemy import Column

from onrecord.ledger import (
    Ledger,
    account_tables,  # noqa: F401 - its tables are described too
    schema,
)

TABLES = {
    "dossiers": "Every dossier that the ledger was read with.",
    "issues": "The questions of each dossier. `place` is null once the dossier no longer asks it.",
    "runs": "What read: versions of code, lexicons and weights, and the settings that shape what is read.",
    "texts": "Each text once, by its hash.",
    "articles": "What one run made of one article: a *reading*. All that follows hangs on its number.",
    "paragraphs": "The stretches of reporting in an article, in order.",
    "boilerplate": "The stretches that are no reporting, with the reason.",
    "statements": "Who said what.",
    "positions": "Who stands where.",
    "conditions": "The conditions of a position. `status` is `unknown`, `met` or `unmet`.",
    "dropped": "Candidates that a step looked at and refused, with the reason.",
    "learned_actors": "Offices that an article gives to named persons whom no lexicon knows, with the words; later "
    "reads into this ledger use them.",
    "links": "Why an article is linked to an earlier one (`article`, its id): its kind, its score, the reasons.",
    "search_articles": "What the search has indexed: versions of articles. The words themselves are in `article_words` "
    "and `statement_words`, each database's own kind of index; neither is a record, and both can be made anew.",
    "search_statements": "Statements that the search has indexed.",
    "judgements": "What people decided on who is who: append-only. The views show holders as they were read; the "
    "commands show those judged the same as one.",
    "condition_log": "What people decided on conditions: met, unmet, one and the same; append-only, with evidence. "
    "See [ask what changed](../how-to/ask-what-changed.md#what-if).",
    "accounts": "Who may use a [shared desk](../how-to/run-a-server.md): a name, a role, the hash of a password.",
    "account_keys": "What lets an account's owner in without the password, as hashes: sessions of browsers, tokens of "
    "programs.",
    "audit": "Who did what on a shared desk, when and from where. Triggers refuse to change or delete its rows.",
    "review_log": "What people decided on positions: append-only. `batch` and `subject` are null in the entry that "
    "begins them. See [review positions](../how-to/review.md).",
    "judged_positions": "What follows from that log for each reading, made anew whenever either grows: positions as "
    "people left them, those that they rejected too. `judged` is the entry that decided last.",
    "judged_conditions": "The conditions of these positions.",
    "problems": "Faults in the data; see [kinds of problems](problems.md).",
}
VIEWS = {
    "positions_readable": "**Start here.** Positions of the latest readings, with question, conditions and article.",
    "current_positions": "Positions of the latest readings, all columns.",
    "standing_positions": "Positions of all readings as they stand: as they were read, or as people left them; "
    "rejected ones are left out. `judged` is the entry of `review_log` that decided last, null where there is none.",
    "standing_conditions": "The conditions of the positions that stand.",
    "current_statements": "Statements of the latest readings. `newest = 1` leaves an article that was read with "
    "several dossiers in once.",
    "current_articles": "The latest reading of each article and dossier, with the text.",
    "current_readings": "Which readings are the latest; the other views rest on it.",
}


def page() -> str:
    """Views first, since they are what most questions need, then tables with their columns.

    Raises:
        KeyError: a table or view has no description written above.
    """
    parts = [heading("The ledger's schema", INTRODUCTION), "## Views\n"]
    for name, columns in sorted(_views().items(), key=lambda view: list(VIEWS).index(view[0])):
        parts.append(f"### {name}\n\n{VIEWS[name]}\n\nColumns: {', '.join(f'`{one}`' for one in columns)}.\n")
    parts.append("## Tables\n")
    for one in schema.metadata.tables.values():
        rows = [(f"`{c.name}`", str(c.type).lower(), "" if c.nullable else "yes", _key(c)) for c in one.columns]
        parts.append(f"### {one.name}\n\n{TABLES[one.name]}\n")
        parts.append(table(("column", "type", "always there", "key"), rows))
    return "\n".join(parts)


def _key(column: Column[Any]) -> str:
    refers = [f"→ `{key.target_fullname}`" for key in column.foreign_keys]
    return ", ".join((["primary"] if column.primary_key else []) + sorted(refers))


def _views() -> dict[str, list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ledger.db")
        Ledger.open(path, create=True).close()
        with closing(sqlite3.connect(path)) as made:
            names = [name for (name,) in made.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
            return {name: [row[1] for row in made.execute(f"PRAGMA table_info({name})")] for name in names}


INTRODUCTION = """\
A ledger is one SQLite file. Readings are added and never changed: reading again with another version or dossier adds a
reading beside the old one, and the views show the latest. How to ask it: [ask the ledger](../how-to/ask-the-ledger.md).

A span named `x` is three columns: `x` (its words), `x_start` and `x_end`, which count characters (Unicode code points)
of the article's text. SQLite's `substr(text, x_start + 1, x_end - x_start)` gives the words back. `place` counts rows
within a reading, from 0, in text order. Dates are text (`2026-01-31`), truth values 0 and 1. The schema's version is in
the table `onrecord_version`; a newer onrecord brings an older ledger to its own version when it opens it to write."""
