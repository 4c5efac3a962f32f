"""The published shape: what is printed fits the schema, and the schema allows nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from onrecord.export.contract import contribution_to_json, reading_to_json, schema
from onrecord.records import LADDER, Contribution
from tests.ledger.samples import TEXT, one_position, reading

VALIDATOR = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("made", [reading(), one_position("a2", said=None, published=None)])
def test_readings_fit_the_schema(made: Any) -> None:
    faults = list(VALIDATOR.iter_errors(json.loads(json.dumps(reading_to_json(made)))))
    assert faults == []


def test_the_order_of_fields_is_the_schemas() -> None:
    found = reading_to_json(reading())
    properties = [name for name in schema()["properties"] if name != "text"]
    assert list(found) == properties
    assert list(found["positions"][0]) == list(schema()["$defs"]["position"]["properties"])
    assert list(found["statements"][0]) == list(schema()["$defs"]["statement"]["properties"])


def test_every_object_is_closed() -> None:
    def closed(node: Any) -> bool:
        if isinstance(node, list):
            return all(map(closed, node))
        if not isinstance(node, dict):
            return True
        return (node.get("type") != "object" or node["additionalProperties"] is False) and all(
            map(closed, node.values())
        )

    assert closed(schema())


@pytest.mark.parametrize("where", ["article", "position", "statement", "evidence"])
def test_an_unknown_field_is_refused(where: str) -> None:
    found = reading_to_json(reading())
    position = found["positions"][0]
    objects = {
        "article": found,
        "position": position,
        "statement": found["statements"][0],
        "evidence": position["evidence"],
    }
    objects[where]["extra"] = 1
    with pytest.raises(ValidationError):
        VALIDATOR.validate(found)


def test_quotes_are_the_text_at_their_offsets() -> None:
    def spans(node: Any) -> list[dict[str, Any]]:
        if isinstance(node, list):
            return [span for one in node for span in spans(one)]
        if not isinstance(node, dict):
            return []
        here = [node] if "start" in node else []
        return here + [span for one in node.values() for span in spans(one)]

    found = spans(reading_to_json(reading()))
    assert len(found) == 8
    assert all(TEXT[one["start"] : one["end"]] == one.get("quote", one.get("text")) for one in found)


def test_the_text_is_added_for_html_only() -> None:
    plain = reading()
    page = replace(plain, article=replace(plain.article, media="html"))
    assert "text" not in reading_to_json(plain)
    assert reading_to_json(page)["text"] == TEXT
    VALIDATOR.validate(reading_to_json(page))


def test_the_ladder_is_the_records() -> None:
    assert tuple(schema()["$defs"]["level"]["enum"]) == LADDER


def test_whole_quantities_are_whole_numbers() -> None:
    assert json.dumps(contribution_to_json(Contribution("troops", 5000.0, None))["quantity"]) == "5000"
    assert contribution_to_json(Contribution("funds", 2.5, "USD"))["quantity"] == 2.5
    assert contribution_to_json(Contribution("troops"))["quantity"] is None
