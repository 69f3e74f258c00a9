"""The field's numbers, as data. Where they come from stands in README.md beside this file.

Times are hours of the county's clock. What is marked as assumed has no source but the talk of the trade; change it
here, and every run changes with it.
"""

OPENS, CLOSES = 6, 21  # hours acted out: the polls open before the phones do

# Percent of the day's calls that begin in the hour, and of the day's votes that are cast in it.
CALLS = {8: 4, 9: 5, 10: 6, 11: 7, 12: 8, 13: 7, 14: 7, 15: 8, 16: 11, 17: 13, 18: 12, 19: 9, 20: 3}
VOTES = {6: 5, 7: 7, 8: 7, 9: 4, 10: 4, 11: 8, 12: 8, 13: 4, 14: 4, 15: 4, 16: 13, 17: 15, 18: 14, 19: 3}

# Percent of dials that somebody answers: 17 to 23, most at 18 and 19.
ANSWERED = {
    8: 17,
    9: 17,
    10: 17,
    11: 18,
    12: 18,
    13: 18,
    14: 18,
    15: 19,
    16: 20,
    17: 21,
    18: 23,
    19: 23,
    20: 20,
}

CALL_SECONDS = 33  # in the mean, those that nobody answers included
PACE = 30  # dials an hour of somebody who is not held up
RESERVE = round(1.5 * PACE)  # holds that a device should carry: 90 minutes
FLAKES = (0.3, 0.5)  # of those booked, who do not come

# What becomes of a dial. Assumed: earlier passes have taken most of a raw list's 30 to 40 % bad numbers away.
UNANSWERED = {"not_home": 68, "left_message": 24, "busy": 4, "disconnected": 4}
SPOKEN = {
    "contacted": 62, "refused": 17, "call_back": 6, "already_voted": 6, "language_barrier": 2,
    "wrong_number": 4, "do_not_call": 2, "moved": 0.7, "deceased": 0.3,
}  # fmt: skip

# Troubles of callers (assumed): once in so many calls, and for how many minutes.
SIGNAL_LOST, SIGNAL_MINUTES = 60, (2, 20)
BROWSER_CLOSED, CLOSED_MINUTES = 80, (1, 10)
STALE_PAGE = 400  # a page of before is shown again, and another result tapped on it
MIND_CHANGED = 120  # a result is taken back and set right
RIDES, TELLS_US = 150, 500
# Troubles of exchanges: once in so many.
SENT_TWICE, REPLY_LOST = 100, 100
# Devices whose clock is wrong: share, and by how many minutes at most; of them one in six by days.
WRONG_CLOCK, WRONG_MINUTES = 0.03, 90

# Watchers (assumed): minutes between looks at the list, how often a strike is taken back or a code has a slip.
WATCHER_MINUTES = (4, 15)
STRIKE_UNDONE, CODE_SLIPS = 100, 300
STRIKES_A_WATCHER = 80  # of a post in the mean, where nobody says how many watchers there are
LINE_MINUTES = 60  # between reports of the line
INCIDENTS = 150  # strikes for each case of trouble

# The desk, keyed paper and the boiler room: minutes between two looks.
DESK_MINUTES, PICTURE_MINUTES = 20, 15


def at_once(callers: int, hour: int) -> int:
    """How many of `callers` (at the busiest hour) are at work in `hour`."""
    return round(callers * CALLS.get(hour, 0) / max(CALLS.values()))


def shared(total: int, by_hour: dict[int, float]) -> dict[int, int]:
    """`total` split over the hours by their percents, to the last one."""
    given, so_far, out = 0, 0.0, {}
    whole = sum(by_hour.values())
    for hour, percent in by_hour.items():
        so_far += percent
        out[hour] = round(total * so_far / whole) - given
        given += out[hour]
    return out
