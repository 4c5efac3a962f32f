"""The reference of the JSON contract, out of its schema, with an example made by the code that writes it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from docs.generators.markdown import heading, table

from onrecord.export.contract import reading_to_json, schema
from onrecord.records import (
    Article,
    Boilerplate,
    Condition,
    Contribution,
    Position,
    Problem,
    Reading,
    Span,
    Statement,
    cut,
)

Json = dict[str, Any]
TEXT = """\
LIMA, March 4 (EFE) - Peru will not send observers unless both sides ask for them, Foreign Minister Rosa Quispe said \
on Tuesday.
Read more: Ten beaches for the autumn
"""


def page() -> str:
    """The fields of a reading, then those of each part, then an example."""
    whole = schema()
    parts = [heading("The JSON contract", INTRODUCTION), "## An article\n", _fields(whole)]
    for name, part in whole["$defs"].items():
        parts.append(f"## {name}\n\n{part['description']}\n")
        parts.append(_fields(part) if "properties" in part else f"One of {_choices(part['enum'])}.\n")
    shown = json.dumps(example(), ensure_ascii=False, indent=1)
    parts += ["## Example\n", EXAMPLE, f"```json\n{shown}\n```\n"]
    return "\n".join(parts)


def _fields(part: Json) -> str:
    rows = [
        (f"`{name}`", _type(field), "yes" if name in part["required"] else "", field.get("description", ""))
        for name, field in part["properties"].items()
    ]
    return table(("field", "type", "always there", "what"), rows)


def _type(field: Json) -> str:
    if "$ref" in field:
        name = field["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name})"
    if "oneOf" in field:
        return " or ".join(_type(one) for one in field["oneOf"])
    if "enum" in field:
        return _choices(field["enum"])
    if field["type"] == "array":
        return f"list of {_type(field['items'])}"
    names = field["type"] if isinstance(field["type"], list) else [field["type"]]
    return " or ".join("date" if name == "string" and field.get("format") == "date" else name for name in names)


def _choices(values: list[str | None]) -> str:
    return ", ".join("null" if value is None else f"`{value}`" for value in values)


def example() -> Json:
    """A reading written by hand, so that the page shows the form and not what an extractor makes of a text today."""
    text = TEXT
    article = Article(
        id="a-example",
        text=text,
        body=(_span("Peru will not", "on Tuesday."),),
        boilerplate=(Boilerplate(_span("Read more", "autumn"), "related-links"),),
        outlet="The Pier",
        title="Lima in no hurry",
        dateline="LIMA",
        published=date(2026, 3, 4),
        credit="EFE",
    )
    said = _span("Peru will not", "ask for them")
    statement = Statement(
        "st-example",
        said,
        "indirect",
        speaker_text="Foreign Minister Rosa Quispe",
        speaker="Rosa Quispe",
        speaker_role="foreign minister",
        on_behalf_of="PER",
        cue=_span("said", "said"),
        said_on=date(2026, 3, 3),
    )
    problem = Problem("date-unresolved", "'March 4' gives no year", article=article.id)
    return reading_to_json(
        Reading(article, "o-example", "s-example", (statement,), (_position(statement),), (), (problem,))
    )


def _position(statement: Statement) -> Position:
    return Position(
        id="po-example",
        holder="PER",
        issue="observers",
        level="open",
        otherwise="rules_out",
        evidence=_span("Peru will not", "said"),
        confidence=0.84,
        because=("will send", "negated:will", "subject:Peru"),
        conditions=(Condition("unless", _span("both sides", "ask for them")),),
        contribution=Contribution("observers"),
        speaker=statement.speaker,
        speaker_role=statement.speaker_role,
        statement=statement.id,
        stated=statement.said_on,
    )


def _span(first: str, last: str) -> Span:
    start = TEXT.index(first)
    return cut(TEXT, start, TEXT.index(last, start) + len(last))


INTRODUCTION = """\
`onrecord read … --format jsonl` prints one object an article, in input order; `onrecord export` prints the same from a
ledger. The fields and their order are fixed. The JSON Schema (draft 2020-12) is the file
`src/onrecord/export/contract.schema.json`, and `onrecord.export.contract.schema()` in Python.

Offsets count characters (Unicode code points) of the text as given, so `text[start:end]` is always the quote. For HTML
they count the extracted text, which is then in the object as `text`. JavaScript counts UTF-16 units: convert there."""

EXAMPLE = """\
Written by hand to show the form: the people, the outlet and the words are invented.
"""
