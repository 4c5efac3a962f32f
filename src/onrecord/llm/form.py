"""The form of an answer, as a JSON Schema that strict endpoints take: every field required, no other allowed."""

from __future__ import annotations

from typing import Any, Final, get_args

from onrecord.positions.lexicon import contribution_kinds
from onrecord.records import LADDER, ConditionKind, Dossier, Vote

Schema = dict[str, Any]

CONDITION_KINDS: Final[tuple[str, ...]] = get_args(ConditionKind)
VOTES: Final[tuple[str, ...]] = get_args(Vote)
_SURENESS: Final = (0.3, 0.5, 0.7, 0.8, 0.9, 0.95)
"""The degrees of confidence to choose from: asked for any number, weak models give one that is none."""


def contributions() -> tuple[str, ...]:
    """The codebook's kinds of contributions."""
    return (*sorted(set(contribution_kinds().values())), "other")


def form(dossier: Dossier) -> Schema:
    """The schema of an answer on the issues of a dossier."""
    words, maybe, number = {"type": "string"}, {"type": ["string", "null"]}, {"type": ["number", "null"]}
    condition = _object({"kind": _one_of(CONDITION_KINDS), "text": words})
    contribution = _object({"kind": _one_of(contributions()), "quantity": number, "unit": maybe})
    position = _object(
        {
            "evidence": words,
            "words": words,
            "holder": words,
            "issue": _one_of(tuple(issue.id for issue in dossier.issues)),
            "level": _one_of(LADDER),
            "conditions": {"type": "array", "items": condition},
            "otherwise": _maybe_one_of(LADDER),
            "contribution": {"anyOf": [contribution, {"type": "null"}]},
            "vote": _maybe_one_of(VOTES),
            "speaker": maybe,
            "speaker_role": maybe,
            "anonymous": {"type": "boolean"},
            "stated": maybe,
            "superseded": {"type": "boolean"},
            "reported_by": maybe,
            "confidence": {"type": "number", "enum": list(_SURENESS)},
        }
    )
    return _object({"positions": {"type": "array", "items": position}})


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _one_of(values: tuple[str, ...]) -> Schema:
    return {"type": "string", "enum": list(values)}


def _maybe_one_of(values: tuple[str, ...]) -> Schema:
    return {"anyOf": [_one_of(values), {"type": "null"}]}
