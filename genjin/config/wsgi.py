"""Django behind WSGI: what the thread pool of the server runs."""

import os

from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "genjin.config.settings")
django_application = get_wsgi_application()


def _with_files() -> WhiteNoise:
    from django.conf import settings

    files = WhiteNoise(django_application, max_age=31_536_000, allow_all_origins=False)
    # Vite names files by content, so all but the page itself may be kept for ever.
    files.immutable_file_test = lambda path, url: "/assets/" in url
    if settings.WEB_DIST.is_dir():
        files.add_files(str(settings.WEB_DIST), prefix="static/app/")
    return files


application = _with_files()
