"""What the lexicon of office holders covers, and what is missing."""

from __future__ import annotations

from docs.generators.markdown import heading, table

from onrecord.lexicons import table as lexicon
from onrecord.lexicons.coverage import FROM, OFFICES, UNTIL, Cover, coverage, month

_NEVER = "–"


def _cell(cover: Cover | None) -> str:
    """Full, or the stretches without a name."""
    if cover is None:
        return _NEVER
    if not cover.gaps:
        return "full"
    gaps = (month(first) if first == last else f"{month(first)} to {month(last)}" for first, last in cover.gaps)
    return f"{cover.share:.0%}, not " + ", ".join(gaps)


def page() -> str:
    """A row an actor, a column an office; then the territories without any."""
    found = {(cover.actor, cover.office): cover for cover in coverage()}
    names = {row[0]: row[1] for row in lexicon("territories")}
    names |= {row[0]: row[2] for row in lexicon("organisations")}
    actors = sorted({actor for actor, _ in found}, key=lambda actor: names[actor])
    rows = [(names[a], f"`{a}`", *(_cell(found.get((a, office))) for office in OFFICES)) for a in actors]
    without = sorted(row[1] for row in lexicon("territories") if row[0] not in actors)
    return "\n".join(
        [
            heading("Coverage of office holders", INTRODUCTION),
            table(("actor", "id", *OFFICES), rows),
            "",
            f"Territories without any office holder: {', '.join(without)}.",
            "",
        ]
    )


INTRODUCTION = f"""\
Who held which office when, from {FROM:%Y-%m} to {UNTIL:%Y-%m}, where the tables were last checked as a whole.
"full": the lexicon names somebody for every month; "not": the months for which it names nobody, where a role resolves
to the office and never to a person; "{_NEVER}": no such office, or nobody known. Heads of state take presidents,
monarchs, governors-general and secretaries-general together. The facts stand in `src/onrecord/lexicons/holders/`, each
file with its source."""
