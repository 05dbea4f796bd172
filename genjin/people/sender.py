"""Who sends, as far as counting needs it: a digest of the address that changes every day."""

from __future__ import annotations

import hmac
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest

from genjin.kernel import clock


def address_digest(request: HttpRequest, now: datetime) -> str:
    """The sender's address as a keyed digest: the same all day, unreadable, another tomorrow."""
    text = f"{clock.local(now):%Y-%m-%d}:{_address(request)}"
    return hmac.new(f"genjin.forms:{settings.SECRET_KEY}".encode(), text.encode(), "sha256").hexdigest()[:32]


def _address(request: HttpRequest) -> str:
    """Behind n trusted proxies the n-th address from the right; what stands left of it anybody can write."""
    direct: str = request.META.get("REMOTE_ADDR", "")
    trusted = settings.TRUSTED_PROXIES
    chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    return chain[-trusted] if trusted and len(chain) >= trusted else direct
