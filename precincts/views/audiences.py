"""For whom the pages of this room are."""

from crew import audience

SEE = audience.staff("captain", "help_desk", "field_director", "boiler_room")
POST = audience.staff("captain", "field_director", "boiler_room")
RULE = audience.staff("field_director", "boiler_room")
REVERSE = audience.staff("boiler_room", "help_desk")
