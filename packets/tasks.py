"""What of paper runs in the background: books."""

from contextlib import suppress

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from packets import books


@app.task(name="packets.make_books", queueing_lock="make_books")
def make_books() -> None:
    books.make_all()


@app.periodic(cron="* * * * *")
@app.task(name="packets.take_up_books", queueing_lock="take_up_books")
def take_up_books(timestamp: int) -> None:
    """What a process left half done when it was killed; and what is too old by now goes away."""
    books.sweep()
    books.make_all()


def soon() -> None:
    with suppress(AlreadyEnqueued), transaction.atomic():  # the one that is on the list makes whatever waits
        make_books.defer()
