"""What this room records of the facts that come in through the door."""
