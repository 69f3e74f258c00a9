"""The offices that drills break: one is made, each drill has a copy of its folder, and nothing of them is left."""
