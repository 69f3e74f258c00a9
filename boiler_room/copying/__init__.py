"""What stays readable when the office is away: headquarters' copy in plain HTML, and the public status page.

`copier` writes both beside the clerk's loop; `truth` reads, `pages` renders, `writing` puts files in place.
"""

COPY_EVERY, STATUS_EVERY = 300.0, 60.0  # seconds
COPY_GOOD_FOR = 600  # seconds; an older copy means that the office is away
STATUS_GOOD_FOR = 300
