"""A captain at the desk: settles what waits, as the buttons beside each entry offer it."""

import re

from replay import day
from replay.clients.staff import Staff

FORM = re.compile(rb'<form class="actions[^>]*action="(/desk/entries/[^"]+/settlement/)">(.*?)</form>', re.S)
MOST = 20  # entries at one look: a person reads them


class Captain(Staff):
    login = "captain"

    async def live(self) -> None:
        stage = self.world.stage
        await stage.until(max(stage.now, 8 * 3600))
        await self.sign_in()
        while stage.now < self.world.closes:
            await stage.sleep(60 * day.DESK_MINUTES * self.chance.uniform(0.7, 1.3))
            for where in ("/desk/", "/desk/tell-us/"):
                await self.settle(where)

    async def settle(self, where: str) -> None:
        page = await self.page(where, "desk")
        for path, buttons in FORM.findall(page)[:MOST]:
            choice = (
                "done" if b'value="done"' in buttons else "accept" if self._accepts(buttons) else "reject"
            )
            answer = await self.post(path.decode(), "settlement", page, choice=choice, to="desk")
            if answer.status == 302:
                self.world.counts["settled"] += 1

    def _accepts(self, buttons: bytes) -> bool:
        return b'value="accept"' in buttons and self.chance.random() < 0.5
