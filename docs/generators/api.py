"""The reference of the REST API and of the tools for assistants, out of their own descriptions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import anyio
from docs.generators.markdown import code, heading, table

from onrecord.api import PREFIX
from onrecord.api.app import create_api
from onrecord.mcp.server import server
from onrecord.run.desk import Desk

_NO_DESK = cast(Desk, None)
"""Descriptions need no ledger: nothing is asked."""


def page() -> str:
    """Every route with its fields and the shape of its answer; every shape; every tool."""
    described = create_api(_NO_DESK).openapi()
    return "\n".join(
        [
            heading("The REST API and the assistant's tools", INTRODUCTION),
            *_routes(described),
            "## Shapes\n",
            "A field that may be null says so; none is left out, but for `text` of a `Reading` that was no HTML.\n",
            *(_shape(name, one) for name, one in sorted(described["components"]["schemas"].items())),
            "## Tools\n",
            "What `onrecord mcp` offers. Every tool only reads.\n",
            *_tools(),
        ]
    )


def _routes(described: dict[str, Any]) -> Iterator[str]:
    for path, methods in described["paths"].items():
        for method, one in methods.items():
            yield f"## {method.upper()} {PREFIX}{path}\n\n{code(one['description'])}\n"
            fields = [
                (f"`{field['name']}`", _type(field["schema"]), field.get("description", ""))
                for field in one.get("parameters", ())
            ]
            if fields:
                yield table(("field", "type", "what it asks"), fields)
            success, found = next((status, answer) for status, answer in one["responses"].items() if status < "300")
            shape = _type(found["content"]["application/json"]["schema"])
            others = ", ".join(sorted(status for status in one["responses"] if status != success))
            yield f"Answers {success} with {shape}; else {others}.\n"


def _shape(name: str, one: dict[str, Any]) -> str:
    rows = [(f"`{field}`", _type(schema), schema.get("description", "")) for field, schema in one["properties"].items()]
    return f"### {_named(name)}\n\n{code(one.get('description'))}\n\n{table(('field', 'type', 'what it is'), rows)}"


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return f"`{_named(schema['$ref'].rpartition('/')[2])}`"
    if "anyOf" in schema:
        return " or ".join(_type(one) for one in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(f"`{one}`" for one in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    return str(schema.get("format") or schema.get("type", "object"))


def _named(name: str) -> str:
    """A shape's name as people write it: ``Listed_Shift_`` is a page of shifts."""
    return f"Listed[{name.removeprefix('Listed_').rstrip('_')}]" if name.startswith("Listed_") else name


def _tools() -> Iterator[str]:
    for one in anyio.run(server(_NO_DESK).list_tools):
        rows = [
            (f"`{name}`", _type(schema), schema.get("description", ""))
            for name, schema in one.input_schema["properties"].items()
        ]
        yield f"### The tool `{one.name}`\n\n{' '.join((one.description or '').split())}\n"
        if rows:
            yield table(("argument", "type", "what it asks"), rows)


INTRODUCTION = f"""\
The desk answers programs under `{PREFIX}`; [how to use the API](../how-to/use-the-api.md) begins with examples, and
`{PREFIX}/openapi.json` is the same description for machines (OpenAPI 3.1). Tools for assistants are at the end;
[how to ask with an assistant](../how-to/ask-with-an-assistant.md) says how they are set up."""
