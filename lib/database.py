"""Which PostgreSQL the office uses, as Django's settings want it."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from lib import clock


def settings(url: str | None, var: Path) -> dict:
    """Django's `DATABASES["default"]`: from `url` (several hosts allowed, as libpq has them) or embedded.

    Raises ValueError, with what to write instead, for a URL of another database.
    """
    if not url:
        from lib import postgres

        url = postgres.embedded_url(var)
    if not url.startswith(("postgresql://", "postgres://")):
        raise ValueError("DATABASE_URL must begin with postgresql:// (PostgreSQL 16 or later)")
    _, _, rest = url.partition("://")
    parts = urlsplit("postgresql://" + rest.rpartition("@")[2] if "@" in rest else url)
    user, _, password = rest.rpartition("@")[0].partition(":") if "@" in rest else ("", "", "")
    hosts, ports = [], []
    for host in parts.netloc.split(",") if parts.netloc else []:
        name, _, port = host.rpartition(":") if ":" in host and not host.endswith("]") else (host, "", "")
        hosts.append(unquote(name))
        ports.append(port or "5432")
    options = dict(parse_qsl(parts.query))
    hosts = [options.pop("host")] if "host" in options else hosts
    ports = [options.pop("port")] if "port" in options else ports
    options["options"] = (options.get("options", "") + f" -c fieldoffice.clock_shift={clock.SHIFT}").strip()
    options["application_name"] = options.get("application_name", "fieldoffice")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "fieldoffice",
        "USER": unquote(user) or options.pop("user", ""),
        "PASSWORD": unquote(password),
        "HOST": ",".join(hosts),
        "PORT": ",".join(ports),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            **options,
            "pool": {"min_size": 1, "max_size": 16, "timeout": 5, "max_lifetime": 3600},
            "prepare_threshold": 3,
        },
        "TEST": {"TEMPLATE": "template0"},
    }
