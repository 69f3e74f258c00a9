"""Cuts the supporters of the bench's county into turf, in a process of its own: `python -m config.bench.turf`.

Prints `{"doors", "turfs", "seconds"}` as JSON. Coordinates are invented: a precinct is a square of two kilometres.
"""

import json
import sys
import time

SCATTER = """
update roll_voter v set
  latitude = 35.5 + v.precinct_id % 12 * 0.02 + ('x' || left(d.dice, 7))::bit(28)::integer % 2000 / 1e5,
  longitude = -78 + v.precinct_id / 12 % 12 * 0.025 + ('x' || right(d.dice, 7))::bit(28)::integer % 2500 / 1e5
from (select id, md5(household_id::text) as dice from roll_voter where household_id is not null) d
where d.id = v.id"""


def main() -> int:
    import django

    django.setup()
    from django.db import connection

    from config.demo import work
    from crew.models import Person, Team
    from lists import cutting

    with connection.cursor() as cursor:
        cursor.execute(SCATTER)
        cursor.execute("vacuum analyze roll_voter")
    manager = Person.objects.exclude(login=None).earliest("pk")
    universe = work.universes(manager)["Supporters who may not turn out"]
    begun = time.monotonic()
    sheet = cutting.cut(
        universe,
        work.scripts(manager)["gotv"],
        name="Doors",
        teams=[Team.objects.earliest("pk").pk],
        channel="walk",
        by=manager,
    )
    seconds = time.monotonic() - begun
    doors = sheet.report["targets"]
    told = {"doors": doors, "turfs": -(-doors // sheet.turf_doors), "seconds": round(seconds, 2)}
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
