"""Pages of this room, one file a resource."""
