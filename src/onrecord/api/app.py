"""The API as an app of its own, which the desk mounts at ``api.PREFIX``: its errors and its description are apart."""

from __future__ import annotations

from typing import Any, Final

from fastapi import Depends, FastAPI
from fastapi.openapi.utils import get_openapi

from onrecord import __version__
from onrecord.api import PREFIX, answers, conditions, faults, judging, reading, record, search
from onrecord.api.asking import fresh
from onrecord.run.desk import Desk

ROUTERS: Final = (record.router, reading.router, search.router, answers.router, judging.router, conditions.router)
_ABOUT: Final = """\
Where governments and organisations stand, as the news reports it: every entry with the words that it rests on.

Field names are those of `onrecord read --format jsonl`; filters are the commands' options. Lists come in pages: give
`next` as `cursor`, with the same filters. Answers carry an ETag; with `If-None-Match` an unchanged one is not sent
again. Errors are problem details (RFC 9457), each with a remedy. Offsets count Unicode code points."""


def create_api(desk: Desk) -> FastAPI:
    """The API over a desk; its description is at ``/openapi.json``."""
    app = FastAPI(
        title="onrecord", version=__version__, description=_ABOUT, docs_url=None, redoc_url=None, redirect_slashes=False
    )
    app.state.desk = desk
    faults.install(app)
    for router in ROUTERS:
        app.include_router(router, dependencies=[Depends(fresh)])
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]  # as FastAPI's documentation has it
    return app


def _described(app: FastAPI) -> dict[str, Any]:
    """The description, with the shape of errors as it is and not as FastAPI supposes it."""
    if app.openapi_schema is None:
        made = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        parts = made["components"]["schemas"]
        for name in ("HTTPValidationError", "ValidationError"):
            parts.pop(name, None)
        problem = faults.ProblemDetails.model_json_schema(ref_template="#/components/schemas/{model}")
        parts |= problem.pop("$defs")
        parts["ProblemDetails"] = problem
        made["servers"] = [{"url": PREFIX}]
        app.openapi_schema = made
    return app.openapi_schema
