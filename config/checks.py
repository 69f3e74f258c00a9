"""Numbered checks of the configuration: what is wrong, and what to write instead.

They run before the office opens; one error and it stays closed. `fieldoffice.E001`, about the views, is
in `crew/checks.py`.
"""

import os
import stat

import psycopg
from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured

from lib.postgres import embedded_url

LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}
NEEDED = {"pg_trgm", "unaccent"}


@register(Tags.security)
def secret_is_secret(app_configs=None, **kwargs) -> list[Error]:
    where = settings.VAR / "secret_key"
    hint = f"Remove {where} and start again: a new one is made. Everybody signs in once more."
    try:
        secret = settings.SECRET_KEY
    except ImproperlyConfigured:  # Django's word for an empty one
        secret = ""
    if len(secret) < 50 or len(set(secret)) < 10:
        return [Error(f"The secret in {where} is too short to be one.", hint, id="fieldoffice.E002")]
    if where.exists() and stat.S_IMODE(where.stat().st_mode) & 0o077:
        hint = f"Only its owner may read it: chmod 600 {where} . If others may have read it, remove it."
        return [Error(f"The secret in {where} can be read by others.", hint, id="fieldoffice.E003")]
    return []


@register(Tags.security)
def closed_to_the_public_while_debugging(app_configs=None, **kwargs) -> list[Error]:
    public = set(settings.ALLOWED_HOSTS) - LOOPBACK
    if settings.DEBUG and public:
        return [
            Error(
                f"DEBUG is on while the office is reached as {', '.join(sorted(public))}.",
                "Its error pages would show voters. Set DEBUG = False, or open on 127.0.0.1 only.",
                id="fieldoffice.E004",
            )
        ]
    if "*" in settings.ALLOWED_HOSTS:
        return [
            Error(
                "FIELDOFFICE_HOSTS allows every name (*).",
                "Write the names under which people reach the office, with commas between.",
                id="fieldoffice.E005",
            )
        ]
    return []


@register(Tags.security)
def https_is_known(app_configs=None, **kwargs) -> list[Warning]:
    if settings.HTTPS or not set(settings.ALLOWED_HOSTS) - LOOPBACK:
        return []
    return [
        Warning(
            "Names are set for this office, but it does not know that it is reached over HTTPS.",
            "Phones keep their calls only over HTTPS: see docs/howto/one-server.md.",
            id="fieldoffice.W001",
        )
    ]


@register(Tags.database)
def database_can_serve(app_configs=None, databases=None, **kwargs) -> list[Error]:
    """Version, encoding and extensions of the database that was asked for."""
    url = os.environ.get("DATABASE_URL") or embedded_url(settings.VAR)
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:  # not the pool: it hides the reason
            return [*_version(connection), *_encoding(connection), *_extensions(connection)]
    except psycopg.Error as error:
        return [
            Error(
                f"The database does not answer: {' '.join(str(error).split()) or type(error).__name__}",
                "Check that PostgreSQL runs and what DATABASE_URL says: "
                "postgresql://user:password@host:5432/name . Without DATABASE_URL the office brings its own.",
                id="fieldoffice.E010",
            )
        ]


def _version(connection) -> list[Error]:
    version = connection.info.server_version
    if version >= 160000:
        return []
    hint = "Take PostgreSQL 16 or later, or leave DATABASE_URL away and use the office's own."
    return [Error(f"The database is PostgreSQL {version // 10000}.", hint, id="fieldoffice.E011")]


def _encoding(connection) -> list[Error]:
    (encoding,) = connection.execute("show server_encoding").fetchone()
    if encoding == "UTF8":
        return []
    hint = "Make the database anew: createdb --encoding=UTF8 --template=template0 fieldoffice"
    return [Error(f"The database keeps text as {encoding}.", hint, id="fieldoffice.E013")]


def _extensions(connection) -> list[Error]:
    found = connection.execute(
        "select name from pg_available_extensions where name = any(%s)", [sorted(NEEDED)]
    )
    missing = NEEDED - {name for (name,) in found}
    if not missing:
        return []
    hint = "Install PostgreSQL's contrib modules (on Debian and Ubuntu they come with postgresql)."
    return [Error(f"The database lacks {', '.join(sorted(missing))}.", hint, id="fieldoffice.E012")]


@register(Tags.staticfiles)
def static_files_are_there(app_configs=None, **kwargs) -> list[Error]:
    """Once gathered they must be whole: a page without its code is worse than none."""
    mark, manifest = settings.STATIC_ROOT / ".gathered", settings.STATIC_ROOT / "staticfiles.json"
    if mark.exists() and not manifest.exists():
        hint = f"Remove {settings.STATIC_ROOT} and start again: they are gathered anew."
        return [Error("The static files are incomplete.", hint, id="fieldoffice.E014")]
    return []
