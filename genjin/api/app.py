"""Puts the routes of all modules together under /api/v1 and describes them by OpenAPI."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from ninja import NinjaAPI

import genjin
from genjin.api import errors
from genjin.api.background import router as background
from genjin.api.history import router as history
from genjin.api.jobs import router as jobs
from genjin.api.records import router as records
from genjin.api.renderer import JsonRenderer
from genjin.api.search import router as search
from genjin.api.tables import router as tables
from genjin.api.views import router as views
from genjin.people.access import SIGNED_IN

api = NinjaAPI(
    title="Genjin 跟进",
    version=genjin.__version__,
    description="Everything the interface does, under the same rights, history and undo.",
    auth=list(SIGNED_IN),
    renderer=JsonRenderer(),
    openapi_url="/openapi.json",
    docs_url=None,
    urls_namespace="api",
)
errors.install(api)
for part in (tables, records, views, history, search, jobs, background):
    api.add_router("", part)

# Modules above the engine bring their own routes; each exports `router`.
for module in ("people", "notices", "leads", "followups", "service", "automation", "exchange", "insight"):
    if find_spec(f"genjin.{module}") and find_spec(f"genjin.{module}.routes"):
        api.add_router("", import_module(f"genjin.{module}.routes").router)
