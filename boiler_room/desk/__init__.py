"""The desk: what a person must look at. Entries that wait or were refused, messages, wishes for a ride.

All of it lies in the entry log already (`front_desk`); these modules read it, each look cut to whose entries the
person may see, and `front_desk.settling` records what they decide.
"""

PAGE = 50  # entries shown at once
MOST_COUNTED = 100  # more need no exact number
MESSAGES = ("tell_us", "ride_request")  # looked after, not accepted
TOGETHER = ("device_shut", "too_fast")  # why many entries of one phone wait: one tap settles them
