"""Features switched on and off by area, without a deploy; and how much each is used, without people."""
