"""The office's clerk, which `serve` starts beside the web: journal, totals, lapsed holds, short sheets."""

import signal

HELP = "ship the journal, fold totals, let go of lapsed holds (serve starts one)"


def arguments(parser) -> None:
    parser.add_argument("--once", action="store_true", help="do every duty once and end")


def run(args) -> int:
    from boiler_room.clerk import Clerk
    from config import parent

    clerk = Clerk()
    if args.once:
        clerk.turn(0.0)
        clerk.copier.once()
        return 0
    parent.follow()

    def end(_signal, _frame):
        clerk.stop = True

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    clerk.run()
    return 0
