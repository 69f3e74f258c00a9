"""Numbered checks of the configuration: what is wrong, and what to write instead.

They run before the office opens; one error and it stays closed. `fieldoffice.E001`, about the views, is
in `crew/checks.py`.
"""

import os
import re
import stat
import time

import psycopg
from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured

from lib.postgres import embedded_url

LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}
NEEDED = {"pg_trgm", "unaccent"}
NAME = re.compile(r"\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:.]+\]")
SKEW, BEHIND = 60.0, 300.0  # seconds


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
def hosts_are_names(app_configs=None, **kwargs) -> list[Error]:
    return [
        Error(
            f"FIELDOFFICE_HOSTS has {host!r}, which is no name that people reach the office by.",
            "Write bare names with commas between, without https://, port or path: "
            "office.example.org,192.168.7.20",
            id="fieldoffice.E006",
        )
        for host in settings.HOSTS
        if host != "*" and not NAME.fullmatch(host)
    ]


@register(Tags.security)
def https_is_known(app_configs=None, **kwargs) -> list[Warning]:
    if settings.HTTPS or not set(settings.ALLOWED_HOSTS) - LOOPBACK:
        return []
    if "FIELDOFFICE_PORT" not in os.environ:  # only `serve` knows how people come in
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
            return [
                *_version(connection),
                *_encoding(connection),
                *_extensions(connection),
                *_clock(connection),
                *_rebuilt(connection),
            ]
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


def _clock(connection) -> list[Error | Warning]:
    """Calling hours go by the database's clock, sign-ins by this machine's: both must be right."""
    there, newest = connection.execute(
        "select extract(epoch from clock_timestamp())::float8, to_regclass('front_desk_entry')"
    ).fetchone()
    apart = abs(there - time.time())
    if apart > SKEW:
        return [
            Error(
                f"The clock of this machine and that of the database are {apart:,.0f} s apart.",
                "Switch on time from the network on both: timedatectl set-ntp true",
                id="fieldoffice.E015",
            )
        ]
    if newest:
        query = (
            "select extract(epoch from received_at)::float8 from front_desk_entry order by seq desc limit 1"
        )
        newest = (connection.execute(query).fetchone() or [0.0])[0]
    if newest and newest - there > BEHIND:
        return [
            Warning(
                f"The clock stands {(newest - there) / 60:,.0f} min before the last entry this office took in.",
                "Look whether date and time are right: calling hours and deadlines go by them. "
                "timedatectl set-ntp true",
                id="fieldoffice.W002",
            )
        ]
    return []


def _rebuilt(connection) -> list[Error]:
    """A rebuild that broke off left half an office: nobody may work on it."""
    if connection.execute("select to_regclass('front_desk_cursor')").fetchone()[0] is None:
        return []
    if not connection.execute("select from front_desk_cursor where name = 'rebuild'").fetchall():
        return []
    hint = "Let it end; if it was broken off, run the same ./fieldoffice rebuild once more: it begins anew."
    return [Error("This database is being rebuilt and is not whole yet.", hint, id="fieldoffice.E016")]


@register(Tags.staticfiles)
def static_files_are_there(app_configs=None, **kwargs) -> list[Error]:
    """Once gathered they must be whole: a page without its code is worse than none."""
    mark, manifest = settings.STATIC_ROOT / ".gathered", settings.STATIC_ROOT / "staticfiles.json"
    if mark.exists() and not manifest.exists():
        hint = f"Remove {settings.STATIC_ROOT} and start again: they are gathered anew."
        return [Error("The static files are incomplete.", hint, id="fieldoffice.E014")]
    return []
