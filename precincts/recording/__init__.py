"""What staff enter in this room, one file a group of kinds. What devices send is recorded by `sql/recording.sql`."""

from precincts.recording import cases, disagreeing, places, posts, reversing  # noqa: F401
