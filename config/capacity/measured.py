"""What things cost, as measured; docs/performance.md has the runs. Measure yours with `./fieldoffice bench` and change them here.

Core-seconds are of one core of an AMD EPYC, 2 cores, PostgreSQL on the same machine, on 25 November 2026: all that web and
PostgreSQL used, divided by what they did.
"""

CALL = (
    1.84 / 383
)  # core-seconds of an exchange that brings one result and takes the next voter (`bench --only outbox`)
CALL_OF_FIVE = 1.84 / 1510  # … of a result that comes with four others
STRIKE = 0.0028  # core-seconds of a strike, five a request, told to every screen (`bench --only crowd`, less its calls)
SCREEN_KB = 13  # memory of an open live line in the office (`bench --only crowd`)
BACK_OFFICE = 0.41  # cores: paper printed all the while, clerk, jobs (`bench --only crowd`)

# Disk, bytes, with indexes: a replayed day of 50,000 calls on 150,000 voters.
VOTER = 1_600
FACT = 1_800  # a call or a strike with all that follows from it
JOURNAL = 510  # a line of the journal

LOAD_ROWS = 43_000  # rows a second of a voter file, with all checks
LINES_TRIED = 5_000  # live lines that one process was seen to hold, with room to spare

# The day's shape: docs/glossary.md, numbers of the day.
BUSIEST_CALLS = 0.13  # of the day's calls, in one hour
BUSIEST_VOTES = 0.15
DIALS_AN_HOUR = 30
SHIFT_HOURS = 3
COMES = 0.6  # of those booked for a shift; 30–50 % do not come

# What is kept free: a forecast is a guess, and a machine that is full answers late.
TIMES = 3  # the forecast is carried this often
BUSY = 0.7  # of a machine at most
