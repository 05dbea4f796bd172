"""The one page: index.html for every path that is not the API or a file."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_NOT_BUILT = "<!doctype html><meta charset=utf-8><title>Genjin</title><p>界面还没有构建：运行 make web。"


def page(request: HttpRequest, path: str = "") -> HttpResponse:
    index = Path(settings.WEB_DIST) / "index.html"
    html = index.read_text(encoding="utf-8") if index.is_file() else _NOT_BUILT
    response = HttpResponse(html)
    response.headers["Cache-Control"] = "no-cache"
    return response
