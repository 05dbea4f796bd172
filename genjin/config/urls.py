"""One API, one page, and what customers open without signing in."""

from django.urls import URLPattern, URLResolver, path, re_path

from genjin.api.app import api
from genjin.api.page import page
from genjin.automation.calendar.page import calendar_page
from genjin.exchange.forms.page import form_page
from genjin.leads.confirm_page import confirm_page
from genjin.service.letters.opt_out_page import opt_out_page
from genjin.service.materials.page import material_file, material_page, material_seen

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    path("f/<str:token>", form_page),
    path("confirm/<str:token>", confirm_page),
    path("opt-out/<str:token>", opt_out_page),
    path("m/<str:token>", material_page),
    path("m/<str:token>/seen", material_seen),
    re_path(r"^m/(?P<token>[^/]+)/(?P<how>file|look)$", material_file),
    path("calendar/<str:token>.ics", calendar_page),
    re_path(r"^(?!api/|static/)(?P<path>.*)$", page),
]
