"""The web app: its pages, their files, and what guards them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fastapi import Depends, FastAPI
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from onrecord import __version__
from onrecord.api import PREFIX
from onrecord.run.desk import Desk
from onrecord.run.jobs import Jobs
from onrecord.web import faults
from onrecord.web.access import Doorkeeper
from onrecord.web.later import Later
from onrecord.web.pages import (
    accounts,
    actor,
    actors,
    add,
    article,
    articles,
    audit,
    cell,
    changes,
    conditions,
    conflicts,
    digest,
    dossier_edit,
    dossiers,
    issue,
    issues,
    jobs,
    login,
    matrix,
    network,
    position,
    review,
    review_compare,
    review_decide,
    search,
    stories,
    story,
    whatif,
)
from onrecord.web.security import Guard, Shield, same_page

STATIC: Final = Path(__file__).parent / "static"

ROUTERS: Final = (
    network.router,
    search.router,
    changes.router,
    conditions.router,
    conflicts.router,
    digest.router,
    stories.router,
    story.router,
    dossier_edit.router,
    dossiers.router,
    add.router,
    jobs.router,
    login.router,
    accounts.router,
    audit.router,
    matrix.router,
    cell.router,
    position.router,
    review.router,
    review_decide.router,
    review_compare.router,
    articles.router,
    article.router,
    issues.router,
    issue.router,
    whatif.router,
    actors.router,
    actor.router,
)


def create_app(desk: Desk, guard: Guard | None = None) -> FastAPI:
    """The desk's app over one ledger; ``guard`` says which hosts it answers to (by default: this machine's own)."""
    app = FastAPI(
        title="onrecord",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        dependencies=[Depends(same_page)],
    )
    app.state.desk = desk
    app.state.jobs = Jobs(str(desk.place), desk.settings)
    app.state.guard = guard or Guard()
    app.add_middleware(Doorkeeper, desk=desk, guard=app.state.guard)
    app.add_middleware(Shield, guard=app.state.guard)
    faults.install(app)
    for router in ROUTERS:
        app.include_router(router)
    app.mount(PREFIX, Later(lambda: _api(desk)), name="api")
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app


def _api(desk: Desk) -> ASGIApp:
    from onrecord.api.app import create_api  # noqa: PLC0415 - its shapes take a quarter of a second

    return create_api(desk)
