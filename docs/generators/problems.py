"""The reference of kinds of problems."""

from __future__ import annotations

from docs.generators.markdown import heading, table

from onrecord.problems import KINDS, is_loss


def page() -> str:
    """Every kind, what it means with what to do, and whether something was lost."""
    rows = [(f"`{kind}`", "lost" if is_loss(kind) else "", meaning) for kind, meaning in KINDS.items()]
    return "\n".join(
        [heading("Kinds of problems", INTRODUCTION), table(("kind", "", "what it means and what to do"), rows)]
    )


INTRODUCTION = """\
A fault in the data is a row, not a crash: the rest of the batch is read. `onrecord problems` lists the rows;
[how to correct a problem](../how-to/correct-a-problem.md) goes through the usual ones. Where a kind says *lost*,
something was not read, and the command ends with exit code 5."""
