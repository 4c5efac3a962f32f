"""``onrecord who``: who is meant by a few words on a day, by which step, how surely, and who else it could be."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.options import JsonOption, day, opened
from onrecord.cli.output import print_json

if TYPE_CHECKING:
    from onrecord.actors.who import Answer
    from onrecord.lexicons.own import Own
    from onrecord.records import Learned


def who(
    words: Annotated[str, typer.Argument(metavar="WORDS", help='A mention, such as "the Italian defence minister".')],
    *,
    on: Annotated[
        date | None, typer.Option("--on", metavar="DATE", parser=day, help="On this day; without it, as last known.")
    ] = None,
    context: Annotated[
        str, typer.Option("--context", metavar="WORDS", help="A sentence or place that stands around the words.")
    ] = "",
    actors: Annotated[str, typer.Option("--actors", metavar="FILE", help="Your own actors (YAML).")] = "",
    ledger: Annotated[
        str | None,
        typer.Option("--ledger", metavar="FILE", help="Know whom its articles taught. Default ./onrecord.db if there."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Say who is meant: the actor's id, the step that told, how surely, and who else it could be."""
    from onrecord.actors.who import resolve_text  # noqa: PLC0415 - loads the language model
    from onrecord.settings import Settings  # noqa: PLC0415

    settings = Settings.from_environment()
    learned = _learned(ledger, settings.ledger)
    answer = resolve_text(words, on, settings, context=context, extra=_own(actors or settings.actors), learned=learned)
    if json:
        print_json(answer_to_json(words, on, answer))
        return
    for line in _lines(words, answer):
        print(line)


def _own(file: str) -> Own:
    from onrecord.lexicons.own import Own  # noqa: PLC0415
    from onrecord.read.actors_file import load_actors  # noqa: PLC0415

    return load_actors(file) if file else Own()


def _learned(named: str | None, usual: str) -> list[tuple[Learned, date | None]]:
    """What the articles of a ledger taught of persons; nothing where none is named and the usual one is not there."""
    if named is None and "://" not in usual and not Path(usual).expanduser().exists():
        return []
    from onrecord.ledger import learned_actors  # noqa: PLC0415

    with opened(named) as record:
        return [(row.learned, row.published) for row in learned_actors(record)]


def answer_to_json(words: str, on: date | None, answer: Answer) -> dict[str, Any]:
    """The answer as JSON: the mention, and the candidates in the order of their scores."""
    from onrecord.actors.who import candidates, wikidata  # noqa: PLC0415

    mention, sector = answer.mention, answer.sector
    found = None
    if mention is not None:
        found = {
            "actor": mention.actor,
            "kind": mention.kind,
            "speaks_for": mention.speaks_for,
            "person": mention.person,
            "role": mention.role,
            "anonymous": mention.anonymous,
            "how": mention.how,
            "confidence": mention.confidence,
        }
    return {
        "words": words,
        "on": on.isoformat() if on else None,
        "mention": found,
        "country": answer.country,
        "wikidata": wikidata(mention.actor if mention else None),
        "sector": {"code": sector.code, "second": sector.second or None, "how": sector.how} if sector else None,
        "incumbents": list(answer.incumbents),
        "read_as": answer.read_as,
        "step": answer.step,
        "candidates": [{"id": c.actor, "name": c.name, "why": c.why, "score": c.score} for c in candidates(answer)],
    }


def _lines(words: str, answer: Answer) -> list[str]:
    from onrecord.actors.who import name_of  # noqa: PLC0415

    mention, rows = answer.mention, [("words", words)]
    if answer.read_as:
        rows.append(("read as", answer.read_as))
    if mention is None or mention.actor is None:
        rows.append(("actor", "cannot tell"))
    else:
        rows.append(("actor", f"{mention.actor} ({name_of(mention.actor)})"))
    if mention is not None:
        speaks = f"{mention.speaks_for} ({name_of(mention.speaks_for)})" if mention.speaks_for else "nobody"
        rows += [("kind", mention.kind), ("speaks for", speaks + (", unnamed" if mention.anonymous else ""))]
        rows += [("person", mention.person)] if mention.person else []
    if answer.incumbents and (mention is None or mention.person is None):
        rows.append(("in office", ", ".join(answer.incumbents)))
    rows += [("country", answer.country)] if answer.country else []
    if answer.sector is not None:
        second = f", {answer.sector.second}" if answer.sector.second else ""
        rows.append(("sector", f"{answer.sector.code}{second} ({answer.sector.how})"))
    rows.append(("by", answer.step))
    rows += [("sure", f"{mention.confidence:.2f}")] if mention is not None else []
    rows += [("or" if i else "else", f"{c.actor}: {c.name} ({c.why})") for i, c in enumerate(answer.others)]
    return [f"{label:>10}  {value}" for label, value in rows]
