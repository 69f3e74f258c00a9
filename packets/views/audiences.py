"""For whom the pages of paper are: whoever runs a room full of people, in their own areas."""

from crew.audience import staff

PAPER = staff("captain", "field_director", "boiler_room", "data_director", "help_desk")
