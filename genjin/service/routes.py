"""Puts the routes of this module together."""

from __future__ import annotations

from ninja import Router

from genjin.service.letters.routes import router as letter_router
from genjin.service.mailings.routes import router as mailing_router
from genjin.service.materials.routes import router as material_router
from genjin.service.templates.routes import router as template_router

router = Router(tags=["service"])
router.add_router("", letter_router)
router.add_router("", template_router)
router.add_router("", mailing_router)
router.add_router("", material_router)
