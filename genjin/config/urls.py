"""One API, one page."""

from django.urls import URLPattern, URLResolver, path, re_path

from genjin.api.app import api
from genjin.api.page import page

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    re_path(r"^(?!api/|static/)(?P<path>.*)$", page),
]
