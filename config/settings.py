"""Settings: few, with working defaults; what a machine must decide is read from the environment.

`FIELDOFFICE_VAR`    folder for everything this machine keeps (default `var/` beside the code)
`DATABASE_URL`       any PostgreSQL 16 or later; without it the embedded server in `var/` is used
`FIELDOFFICE_HOSTS`  comma-separated names under which the office is reached, beyond loopback
`FIELDOFFICE_CAMPAIGN`, `FIELDOFFICE_TIME_ZONE`   what the campaign is called, and its own clock
`FIELDOFFICE_PAPER`  the paper that printers have, letter or a4
`FIELDOFFICE_LIVE`   where browsers find `/live` when it is not the web port + 1
"""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from lib import database, secret

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("FIELDOFFICE_VAR") or BASE_DIR / "var").resolve()
KEPT = VAR / "kept"  # loaded files and frozen member lists, named by their checksum
JOURNAL = VAR / "journal"  # the entry log as JSON lines
COPY = VAR / "copy"  # headquarters' copy in plain HTML
STATUS = VAR / "status"  # the public status page, for another web server to serve

SECRET_KEY = secret.read_or_make(VAR / "secret_key")
DEBUG = False
HOSTS = [h.strip() for h in os.environ.get("FIELDOFFICE_HOSTS", "").split(",") if h.strip()]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *HOSTS]
CSRF_TRUSTED_ORIGINS = [f"https://{h}" for h in HOSTS]
HTTPS = os.environ.get("FIELDOFFICE_HTTPS") == "1"
LIVE_URL = os.environ.get("FIELDOFFICE_LIVE", "")
LIVE_PORT = os.environ.get("FIELDOFFICE_LIVE_PORT", "")  # set by `serve` when it has a port of its own
PAPER = os.environ.get("FIELDOFFICE_PAPER", "letter")  # or a4
# web and live on this machine, for the status page to ask
SELF_URLS = os.environ.get("FIELDOFFICE_SELF", "").split()
CAMPAIGN = os.environ.get("FIELDOFFICE_CAMPAIGN") or _("the campaign")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django_htmx",
    "lib",
    "crew",  # before allauth: its templates for sign-in are found first
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "roll",
    "lists",
    "precincts",
    "front_desk",
    "calls",
    "polls",
    "packets",
    "boiler_room",
    "config",
]

MIDDLEWARE = [
    "front_desk.fast_lane.FastLane",  # the outbox needs none of what follows
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "crew.middleware.WhoIsAsking",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lib.page.context",
                "front_desk.announcing.to_staff.context",
            ]
        },
    }
]

DATABASES = {"default": database.settings(os.environ.get("DATABASE_URL"), VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "crew.Login"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # staff are invited by link; nobody signs up
ACCOUNT_ADAPTER = "crew.signing_in.InvitedOnly"
ACCOUNT_FORMS = {"login": "crew.sign_in_form.SignIn"}
ACCOUNT_RATE_LIMITS = {  # by login, never by address: 800 people may sit behind one
    "login": "",
    "login_failed": "10/5m/key",
    "change_password": "10/5m/user",
    "reauthenticate": "10/5m/user",
}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/staff/login/"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # browsers allow it on http://localhost only
MFA_TOTP_ISSUER = "fieldoffice"
MFA_TOTP_TOLERANCE = 1  # phones whose clock is up to half a minute off
MFA_RATE_LIMITS = {"webauthn_login": ""}  # a passkey cannot be guessed, and the limit was by address
MFA_ADAPTER = "crew.keys.Keys"
SECOND_KEY_REQUIRED = bool(HOSTS)  # see crew/second_key.py
LOGIN_URL = "/staff/login/"
LOGIN_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "en-us"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [VAR / "words"]  # every room's translations, compiled at start: config/words.py
USE_TZ = True
TIME_ZONE = os.environ.get("FIELDOFFICE_TIME_ZONE", "America/New_York")

CACHES = {  # counts of failed sign-ins, the same for all processes and nodes
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "crew_cache"}
}
CSRF_FAILURE_VIEW = "crew.refusals.form_too_old"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "lib.static_files.HashedFiles"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
FILE_UPLOAD_TEMP_DIR = None

SECURE_CSP = {
    "default-src": ["'self'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "connect-src": ["'self'", *([LIVE_URL] if LIVE_URL else []), *([f"*:{LIVE_PORT}"] if LIVE_PORT else [])],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "form-action": ["'self'"],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = ACCOUNT_SESSION_COOKIE_AGE = 60 * 60 * 14  # one shift and the travel home
X_FRAME_OPTIONS = "DENY"

PROCRASTINATE_ON_APP_READY = None
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {  # strangers who try every machine on the internet would fill the log
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
