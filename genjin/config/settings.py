"""Django settings. The only place that reads the environment."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from genjin.config.database import database_from_url
from genjin.config.keys import load_keys
from genjin.config.mail import mail_from_url

BASE_DIR = Path(__file__).resolve().parents[2]
PACKAGE_DIR = Path(__file__).resolve().parents[1]
DATA_DIR = Path(os.environ.get("GENJIN_DATA", "data")).resolve()
DATABASE_URL = os.environ.get("GENJIN_DATABASE_URL", "")
SHARED_DIR = Path(os.environ.get("GENJIN_SHARED", str(BASE_DIR.parent / "shared")))

DEBUG = False
KEYS = load_keys(DATA_DIR)
SECRET_KEY = KEYS.session
# How many reverse proxies stand before us and write X-Forwarded-For.
TRUSTED_PROXIES = int(os.environ.get("GENJIN_TRUSTED_PROXIES", "0"))
ALLOWED_HOSTS = [h for h in os.environ.get("GENJIN_HOSTS", "*").split(",") if h]

INSTALLED_APPS = [
    app
    for app in (
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "axes",
        "genjin.jobs",
        "genjin.tables",
        "genjin.people",
        "genjin.notices",
        "genjin.pipelines",
        "genjin.contacts",
        "genjin.leads",
        "genjin.followups",
        "genjin.followups.today",
        "genjin.service",
        "genjin.service.materials",
        "genjin.automation",
        "genjin.exchange",
        "genjin.sample",
    )
    if find_spec(app)
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "genjin.api.headers.SecurityHeaders",
    "axes.middleware.AxesMiddleware",
    "genjin.people.working.days.fresh_days",
]
ROOT_URLCONF = "genjin.config.urls"
WSGI_APPLICATION = "genjin.config.wsgi.application"
TEMPLATES: list[dict[str, object]] = []

DATABASES = {"default": database_from_url(DATABASE_URL, DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("GENJIN_HTTPS", "") == "1"
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("GENJIN_ORIGINS", "").split(",") if o]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Django's EMAIL_…; without GENJIN_SMTP_URL mails wait.
MAIL = mail_from_url(os.environ.get("GENJIN_SMTP_URL", ""), os.environ.get("GENJIN_MAIL_FROM", ""))
MAIL_READY: bool = bool(MAIL)
globals().update(MAIL)

# Where people reach the product, without a slash at the end: links in mails and group messages begin with it.
PUBLIC_URL = os.environ.get("GENJIN_URL", "").rstrip("/")
# Servers at which group robots may be reached without https or at a private address: `host:port`, comma-separated.
ROBOT_HOSTS = [h for h in os.environ.get("GENJIN_ROBOT_HOSTS", "").split(",") if h]

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
WEB_DIST = next(
    (p for p in (PACKAGE_DIR / "web_dist", BASE_DIR / "web" / "dist") if (p / "index.html").is_file()),
    PACKAGE_DIR / "web_dist",
)
WHITENOISE_ROOT = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
UPLOAD_LIMIT = int(os.environ.get("GENJIN_UPLOAD_LIMIT", str(100 * 1024 * 1024)))
FILE_UPLOAD_TEMP_DIR = None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("GENJIN_LOG", "WARNING")},
    "loggers": {"axes": {"level": "ERROR"}, "genjin": {"level": os.environ.get("GENJIN_LOG", "INFO")}},
}
