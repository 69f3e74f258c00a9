"""`./fieldoffice VERB …`: each file in `config/verbs` is a verb.

A verb has `HELP` (one line), `arguments(parser)` and `run(args) -> int` (0 well, 1 not). Unless it says
`DJANGO = False` it finds Django set up; unless it says `DATABASE = False` it finds the database running.
"""

import argparse
import importlib
import os
import signal
import sys
from contextlib import nullcontext
from pathlib import Path

from lib import postgres

ROOT = Path(__file__).resolve().parent.parent
VERBS = Path(__file__).with_name("verbs")


def names() -> list[str]:
    return sorted(p.stem for p in VERBS.glob("*.py") if not p.stem.startswith("_"))


def parser_for(wanted: str | None) -> argparse.ArgumentParser:
    """A parser that knows every verb's name and, to start fast, the arguments of the wanted one only."""
    parser = argparse.ArgumentParser("fieldoffice", description="Free software for getting out the vote.")
    parser.add_argument("--var", type=Path, help="folder for everything this machine keeps (default: var/)")
    chosen = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    for name in [wanted] if wanted in names() else names():
        verb = importlib.import_module(f"config.verbs.{name}")
        verb.arguments(chosen.add_parser(name, help=verb.HELP, description=verb.HELP))
    return parser


def main(argv: list[str] | None = None) -> int:
    argv = sys.argv[1:] if argv is None else argv
    wanted = next((a for a in argv if a in names()), None)
    args = parser_for(wanted).parse_args(argv)
    var = Path(args.var or os.environ.get("FIELDOFFICE_VAR") or ROOT / "var").resolve()
    os.environ["FIELDOFFICE_VAR"] = str(var)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    verb = importlib.import_module(f"config.verbs.{args.verb}")
    try:
        with database(var) if getattr(verb, "DATABASE", True) else nullcontext():
            if getattr(verb, "DJANGO", True):
                _set_up_django()
            return verb.run(args) or 0
    except postgres.Trouble as trouble:
        print(trouble, file=sys.stderr)
    except BrokenPipeError:  # `fieldoffice … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 128 + signal.SIGINT
    return 1


def _set_up_django() -> None:
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except (ValueError, ImproperlyConfigured) as error:  # an environment variable says what cannot be
        raise postgres.Trouble(f"fieldoffice.E009: The configuration cannot be read: {error}") from error


def database(var: Path):
    """Holds the embedded server, or nothing when DATABASE_URL names another one."""
    if os.environ.get("DATABASE_URL"):
        return nullcontext()
    return postgres.Use(var, keep=os.environ.get("FIELDOFFICE_UNSAFE_TEST_DATABASE") != "1")


if __name__ == "__main__":
    sys.exit(main())
