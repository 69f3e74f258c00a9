"""The help desk: find a volunteer, see what is the matter and what they see, mend it in a minute.

Whom somebody may help is whose entries they may settle (`boiler_room.desk.senders`). Each look is in the audit log, and
the log is the budget: who looks at very many screens within an hour is not helping but harvesting.
"""

MOST_SCREENS = 30  # of volunteers' screens seen by one helper within an hour
MOST_SEARCHES = 150  # by one helper within an hour
FOUND, LOOKED, SAW = (
    "looked up a volunteer",
    "looked at a volunteer",
    "saw a volunteer's screen",
)  # in the audit log
