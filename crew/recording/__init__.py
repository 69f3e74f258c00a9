"""What this room records of the facts that come in through the door, one file a group of kinds."""

from crew.recording import areas, links, people, shifts, switches, trees  # noqa: F401
