"""Puts the routes of this module together."""

from __future__ import annotations

from ninja import Router

from genjin.service.letters.routes import router as letter_router
from genjin.service.materials.routes import router as material_router

router = Router(tags=["service"])
router.add_router("", letter_router)
router.add_router("", material_router)
