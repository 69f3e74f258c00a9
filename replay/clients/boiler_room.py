"""The boiler room: looks at the picture, and writes down the figures that it was shown."""

import re
import time

from replay import day
from replay.clients.staff import Staff

# The figures of promise 12 that the journal can hold against what was sent.
SHOWN = {"calls": "Calls today", "voted": "voters in all"}
FIGURE = re.compile(rb'data-figure="(calls|voted)"[^>]*>([\d,]+)<')


class BoilerRoom(Staff):
    login = "boiler_room"

    async def live(self) -> None:
        stage = self.world.stage
        await stage.until(max(stage.now, day.OPENS * 3600 + 600))
        await self.sign_in()
        while stage.now < self.world.closes:
            await self.look()
            await stage.sleep(60 * day.PICTURE_MINUTES)
        await self.look()

    async def look(self) -> None:
        sent = time.time()
        page = await self.page("/", "picture")
        till = time.time()
        for name, figure in dict(FIGURE.findall(page)).items():
            self.world.journal.row("p", sent, self.number, till=f"{till:.6f}", hold=int(figure.replace(b",", b"")),
                                   word=name.decode())  # fmt: skip
