"""/calendar/<secret>.ics: read by calendar programs, which cannot sign in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from genjin.automation.calendar.feed import build_calendar, read_plans, tag_of
from genjin.automation.calendar.links import reader_of


@require_safe
def calendar_page(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar, or 304 when nothing changed; 404 for a link that opens nothing, whatever the reason."""
    actor = reader_of(token)
    if actor is None:
        return HttpResponse("no such calendar\n", status=404, content_type="text/plain; charset=utf-8")
    plans = read_plans(actor, settings.PUBLIC_URL or request.build_absolute_uri("/").rstrip("/"))
    tag = tag_of(actor.name, plans, actor.language)
    if tag in request.headers.get("If-None-Match", ""):
        answer = HttpResponse(status=304)
    else:
        answer = HttpResponse(
            build_calendar(actor.name, plans, actor.language), content_type="text/calendar; charset=utf-8"
        )
        answer.headers["Content-Disposition"] = 'inline; filename="genjin.ics"'
    answer.headers["ETag"], answer.headers["Cache-Control"] = tag, "private, no-cache"
    return answer
