"""What runs in the background: reading, accepting and taking back loads, wiping what is due."""

from django.db import connections
from procrastinate.contrib.django import app

from lib import clock
from roll.loading import acceptance, steps, wiping
from roll.models import Load


class Progress:
    """Writes the number of lines read on a connection of its own, for the reading is one long transaction."""

    STEP = 20_000

    def __init__(self, load: Load):
        self.pk, self.told = load.pk, 0
        self.connection = connections.create_connection("default")

    def __call__(self, lines: int) -> None:
        if lines - self.told >= self.STEP:
            self.told = lines
            with self.connection.cursor() as cursor:
                cursor.execute("update roll_load set lines_n = %s where id = %s", [lines, self.pk])

    def close(self) -> None:
        self.connection.close()


@app.task(name="roll.read_load", queueing_lock="read_load")
def read_load(load_id: int) -> None:
    """Reads and checks every load that still waits for it. Killed and run again, it begins the file anew."""
    for load in Load.objects.filter(state="reading").order_by("pk"):
        progress = Progress(load)
        try:
            steps.read(load, progress)
        finally:
            progress.close()


@app.task(name="roll.accept_load", queueing_lock="accept_load")
def accept_load(load_id: int) -> None:
    """Accepts or takes back every load of which that was asked, and does what follows where it was interrupted."""
    for load in Load.objects.filter(asked__isnull=False).order_by("pk"):
        acceptance.finish(load)


@app.periodic(cron="* * * * *")
@app.task(name="roll.take_up", queueing_lock="take_up")
def take_up(timestamp: int) -> None:
    """What a jobs process left half done when it was killed. Reading and accepting take the roll's lock in turn."""
    read_load(0)
    accept_load(0)


@app.periodic(cron="17 5 * * *")
@app.task(name="roll.wipe_due")
def wipe_due(timestamp: int) -> None:
    """Every morning: kept files and previous images whose wipe date has passed."""
    wiping.wipe_due(clock.now().date())
