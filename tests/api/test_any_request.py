"""Every route keeps to the description whatever it is asked: made-up requests, of every field, right and wrong."""

from __future__ import annotations

from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case, HookContext
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.applications import Starlette
from starlette.routing import Mount

from onrecord.api import PREFIX
from onrecord.api.app import create_api
from onrecord.run.desk import Desk
from tests.databases import Place
from tests.ledger.small import write_small

APP = create_api(cast(Desk, None))  # its description needs no desk; the fixture brings one before anything is asked
schema = schemathesis.openapi.from_asgi(f"{PREFIX}/openapi.json", Starlette(routes=[Mount(PREFIX, app=APP)]))

schema.config.phases.coverage.unexpected_methods = {"delete"}  # one stands for all: none but GET and POST is there


@pytest.fixture(scope="module", autouse=True)
def desk(lasting_place: Place) -> Desk:
    """A desk over the small ledger."""
    APP.state.desk = Desk(write_small(lasting_place("described.db")))
    return cast(Desk, APP.state.desk)


KNOWN = {"dossier": "lake-force", "actor": ["ALB", "France"], "issue": ["mandate"], "met": ["the wind turns"]}


def _right(value: object) -> bool:
    """Whether a name, or each of several, is one that the description allows: what is wrong must stay wrong."""
    names = value if isinstance(value, list) else [value]
    return all(isinstance(one, str) and 0 < len(one) <= 200 for one in names) and len(names) <= 50


@schema.hook
def map_query(_context: HookContext, query: dict[str, Any] | None) -> dict[str, Any] | None:
    """Half of the questions name what the ledger holds, and begin at the first page, so that they get an answer."""
    if not query or len(repr(query)) % 2:
        return query
    if not all(map(_right, (query.get(name) for name in KNOWN if name in query))):
        return query
    known = {**KNOWN, "actor": KNOWN["actor"] if isinstance(query.get("actor"), list) else "ALB"}
    left_out = ("cursor", "unmet", "unknown")
    return {name: known.get(name, value) for name, value in query.items() if name not in left_out}


@schema.parametrize()
@settings(max_examples=3, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_the_answer_is_as_described(case: Case[Any]) -> None:
    # A name that the ledger does not hold is a fault of the question that no description can tell.
    case.call_and_validate(excluded_checks=[positive_data_acceptance])
