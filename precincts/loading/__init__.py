"""Files about polling places on the day, by the same steps as every load of roll: read, staged, reported, accepted, perhaps
taken back. `opening-hours` is a CSV of ours; `vip` is a feed of the Voting Information Project in its CSV form. And
`strikes`: who has voted, by precinct and code or voter id."""

from pathlib import Path

from precincts.loading import hours, strike_files, vip, words
from roll import layout, told
from roll import words as labels
from roll.loading import roles

roles.register("opening-hours", hours.ROLE, hours.FIELDS, about_places=True)
roles.register("vip", vip.ROLE, vip.FIELDS, about_places=True)
roles.register("strikes", strike_files.ROLE, strike_files.FIELDS)
told.also(*words.SAID)
labels.FIELD.update(words.LABELS)
layout.FOLDERS.append(Path(__file__).parent.parent / "layouts")
