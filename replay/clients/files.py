"""The data director: takes in the day's who-voted files as they arrive, by the same page as every file."""

import re
import time
from datetime import timedelta
from pathlib import Path

from replay import day
from replay.clients.device import Trouble
from replay.clients.staff import Staff
from replay.journal import escaped

PATIENCE = 600  # seconds until a load that is still not accepted is a trouble


class DataDirector(Staff):
    login = "data"

    async def live(self) -> None:
        stage, files = self.world.stage, self.world.office.files
        if not files:
            return
        await stage.until(max(stage.now, day.OPENS * 3600))
        await self.sign_in()
        opened = stage.now
        for n, path in enumerate(files):
            await stage.until(max(stage.now, opened + (self.world.closes - opened) * (n + 0.5) / len(files)))
            await self.take_in(Path(path))

    async def take_in(self, path: Path) -> None:
        page = await self.page("/roll/loads/", "loads")
        wipe_on = time.strftime("%Y-%m-%d", time.localtime(time.time() + timedelta(days=30).total_seconds()))
        answer = await self.send_file(
            "/roll/loads/", "file", page, path.name, path.read_bytes(), role="voted", state="NC",
            source="the county, invented", permitted_use="a rehearsal", wipe_on=wipe_on,
        )  # fmt: skip
        where = answer.header(b"location").decode()
        page = await self._until(where, rb'action="(/roll/loads/\d+/acceptance/)"')
        while accept := re.search(rb'action="(/roll/loads/\d+/acceptance/)"', page):
            # offered once more where something broke while it was being accepted
            await self.post(accept[1].decode(), "file accepted", page, even_so="1")
            page = await self._until(where, rb'action="/roll/loads/\d+/(return|acceptance)/"')
        self.world.journal.row("f", time.time(), self.number, word=escaped(path.name))
        self.world.counts["files taken in"] += 1

    async def _until(self, where: str, mark: bytes) -> bytes:
        """The load's page once it shows what comes next. The page itself asks again every few seconds."""
        until = time.monotonic() + PATIENCE
        while True:
            page = await self.page(where, "load")
            if re.search(mark, page):
                return page
            if time.monotonic() > until:
                raise Trouble(f"{where} did not come on within {PATIENCE} s")
            await self.world.stage.breath(1)
