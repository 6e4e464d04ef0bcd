"""Django settings. What an operator changes stands in the database (settings pages) or in `environment`."""

from __future__ import annotations

from os import environ

from nucleus.config.environment import PACKAGE, data_dir, database, flag, secret_key, words
from nucleus.config.rooms import standing_rooms
from nucleus.operations.monitoring.logs import configure as configure_logs

DATA_DIR = data_dir()
SECRET_KEY = secret_key(DATA_DIR)
DEBUG = False
DEMO = flag("NUCLEUS_DEMO")
BASE_HOST = (words("NUCLEUS_HOSTS") or ["localhost"])[0]
ALLOWED_HOSTS = [*(words("NUCLEUS_HOSTS") or []), "localhost", ".localhost", "127.0.0.1", "[::1]"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "template_partials",
    "csp",
    *standing_rooms(),
]

MIDDLEWARE = [
    "nucleus.operations.vitals.counting.CountingMiddleware",
    "nucleus.config.compression.CompressionMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "nucleus.config.headers.PoliciesMiddleware",
    "nucleus.platform.accounts.middleware.SessionMiddleware",
    "nucleus.platform.limits.middleware.LimitMiddleware",
    "nucleus.platform.sets.middleware.SetMiddleware",
    "nucleus.platform.search.recents.RecentsMiddleware",
    "nucleus.platform.journal.middleware.JournalMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

PUBLIC_SITE = environ.get("NUCLEUS_SITE") == "public"
PORTAL = environ.get("NUCLEUS_PORTAL", "").rstrip(
    "/"
)  # where the public site leads for signing in; "" for its own host
ROOT_URLCONF = "nucleus.config.public_urls" if PUBLIC_SITE else "nucleus.config.urls"
WSGI_APPLICATION = "nucleus.config.wsgi.application"
DATABASES = {"default": database(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("nl", "Nederlands")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
ASSETS_DIR = PACKAGE / "_assets"
MEDIA_ROOT = DATA_DIR / "files"
LIMITS_DIR = str(DATA_DIR)  # of the counters that all processes share; empty: each process counts for itself
INBOX_ROOT = environ.get("NUCLEUS_INBOX") or str(DATA_DIR / "inbox")
ENRICHMENT_DIR = environ.get("NUCLEUS_ENRICHMENT") or str(PACKAGE / "_data")

SETS_DIR = PACKAGE.parents[1] / "themes"
TEMPLATES = [
    {
        "BACKEND": "nucleus.platform.sets.engine.SetTemplates",
        "NAME": "django",
        "DIRS": [SETS_DIR / "default"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": []},
    }
]

CSRF_COOKIE_HTTPONLY = False  # the page kernel reads it for htmx requests
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_USE_SESSIONS = False
CSRF_FAILURE_VIEW = "nucleus.platform.ui.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("NUCLEUS_BEHIND_PROXY") else None

REFUSED_FEATURES = "accelerometer camera display-capture geolocation gyroscope magnetometer microphone midi payment usb"
PERMISSIONS_POLICY: dict[str, str | list[str] | tuple[str]] = {feature: [] for feature in REFUSED_FEATURES.split()}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "nucleus.platform.files.uploads.Gauge",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LOGGING_CONFIG = None  # structlog instead, also for what Django says
configure_logs(environ.get("NUCLEUS_LOG_LEVEL", "INFO"))

SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": [],
    "DISABLE_ERRORS_AND_WARNINGS": False,
}
