"""The process that works off background jobs (loads, exports); `serve` runs one."""

HELP = "work off background jobs (serve does this by itself)"


def arguments(parser) -> None:
    pass


def run(args) -> int:
    from django.core.management import call_command

    from config import parent

    parent.follow()
    call_command("procrastinate", "worker", "--listen-notify", "--shutdown-graceful-timeout", "20")
    return 0
