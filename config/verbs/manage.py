"""Django's own commands, for those who work on the program: `./fieldoffice manage makemigrations`."""

import argparse

HELP = "run one of Django's own commands (for developers)"


def arguments(parser) -> None:
    parser.add_argument("command", nargs=argparse.REMAINDER)


def run(args) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["fieldoffice manage", *args.command])
    return 0
