"""One JSON shape for every error of every route."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.messages import message
from genjin.kernel.words import pick_language

log = logging.getLogger("genjin.api")


def error_body(error: AppError, language: str) -> dict[str, Any]:
    """`{"code", "message", "data"}`."""
    return {"code": error.code.value, "message": message(error, language), "data": error.data}


def reader_language(request: HttpRequest) -> str:
    return pick_language(request.headers.get("Accept-Language"))


def install(api: NinjaAPI) -> None:
    """Registers the handlers that turn every exception into the one shape."""

    def answer(request: HttpRequest, error: AppError) -> HttpResponse:
        return api.create_response(request, error_body(error, reader_language(request)), status=error.status)

    def refused(request: HttpRequest, error: AppError) -> HttpResponse:
        return answer(request, error)

    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        where = "; ".join(
            f"{'.'.join(str(p) for p in e.get('loc', ())[1:])}: {e.get('msg', '')}" for e in error.errors[:3]
        )
        return answer(request, AppError(ErrorCode.BAD_REQUEST, 422, what=where))

    def unsigned(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return answer(request, AppError(ErrorCode.NOT_SIGNED_IN, 401))

    def plain(request: HttpRequest, error: HttpError) -> HttpResponse:
        return answer(request, AppError(ErrorCode.BAD_REQUEST, error.status_code, what=str(error)[:200]))

    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return answer(request, AppError(ErrorCode.NOT_FOUND, 404, what="page"))

    def too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024
        return answer(request, AppError(ErrorCode.FILE_TOO_LARGE, 413, size=f">{limit}", limit=limit))

    def out_of_range(request: HttpRequest, error: Exception) -> HttpResponse:
        # A number no id or amount can be: SQLite says so as overflow, PostgreSQL as a data error.
        return answer(request, AppError(ErrorCode.BAD_REQUEST, 422, what="number"))

    def fault(request: HttpRequest, error: Exception) -> HttpResponse:
        log.error("%s %s failed", request.method, request.path, exc_info=error)
        return answer(request, AppError(ErrorCode.INTERNAL, 500))

    # Ninja's type asks for handlers that take exception classes, too; they are never given any.
    add: Any = api.add_exception_handler
    add(AppError, refused)
    add(ValidationError, invalid)
    add(AuthenticationError, unsigned)
    add(HttpError, plain)
    add(Http404, missing)
    add(RequestDataTooBig, too_big)
    add(OverflowError, out_of_range)
    add(DataError, out_of_range)
    add(Exception, fault)
