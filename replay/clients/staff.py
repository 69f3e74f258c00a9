"""Somebody of the staff at a browser: signs in with a password, opens pages, sends forms with their token."""

import random
import re
import time
from html import unescape
from urllib.parse import urlencode

from replay.clients.device import Trouble
from replay.clients.world import World
from replay.wire.http import Answer, NoAnswer

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
FORM = "application/x-www-form-urlencoded"


class Staff:
    """`login` names who of the office's logins it is."""

    login = ""

    def __init__(self, world: World, number: int):
        self.world, self.number = world, number
        self.chance = random.Random(f"{world.sizes.seed}/{self.login}/{number}")
        self.cookies: dict[str, str] = {}
        self.request = 0

    async def sign_in(self) -> None:
        email, password = self.world.office.logins[self.login]
        page = await self.page("/staff/login/", "sign-in")
        answer = await self.post("/staff/login/", "sign-in", page, login=email, password=password)
        if answer.status != 302:
            raise Trouble(f"{email} could not sign in ({answer.status})")
        self.world.journal.row("c", time.time(), self.number, word=self.login)

    async def page(self, path: str, what: str) -> bytes:
        """The page's text, as often as it takes."""
        while True:
            answer = await self._ask(what, "GET", path)
            if answer and answer.status == 200:
                return answer.body
            if answer and answer.status in (302, 403, 404):
                raise Trouble(f"{self.login} was sent away from {path} ({answer.status})")
            await self.world.stage.breath(5)

    async def post(self, path: str, what: str, page: bytes, **fields: str) -> Answer:
        """A form of `page`, which has its token; pressed again, as people do, while the office is away."""
        token = TOKEN.search(page)
        body = urlencode({"csrfmiddlewaretoken": token[1].decode() if token else "", **fields}).encode()
        return await self._pressed(what, path, body, FORM)

    async def send_file(
        self, path: str, what: str, page: bytes, name: str, content: bytes, **fields: str
    ) -> Answer:
        token = TOKEN.search(page)[1].decode()
        edge = f"----replay{self.chance.getrandbits(64):x}"
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in {"csrfmiddlewaretoken": token, **fields}.items()
        ]
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'
        body = b"".join([*parts, head.encode(), content, f"\r\n--{edge}--\r\n".encode()])
        answer = await self._pressed(what, path, body, f"multipart/form-data; boundary={edge}")
        if answer.status != 302:
            raise Trouble(f"{path} took no file ({answer.status})")
        return answer

    async def _pressed(self, what: str, path: str, body: bytes, kind: str) -> Answer:
        while True:
            answer = await self._ask(what, "POST", path, body, kind)
            if answer and answer.status < 500:
                return answer
            await self.world.stage.breath(5)

    async def _ask(
        self, what: str, method: str, path: str, body: bytes = b"", kind: str = ""
    ) -> Answer | None:
        self.request += 1
        cookie = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        head = f"Cookie: {cookie}\r\n" if cookie else ""
        head += f"Origin: {self.world.office.url}\r\n" + (f"Content-Type: {kind}\r\n" if kind else "")
        started, sent = time.perf_counter(), time.time()
        try:
            answer = await self.world.wire.ask(method, path, head.encode(), body)
        except NoAnswer:
            answer = None
        status = answer.status if answer else 0
        self.world.answered(what, time.perf_counter() - started, status, answer.body if answer else b"")
        till = {"till": f"{time.time():.6f}"} if answer else {}
        self.world.journal.row(
            "x", sent, self.number, request=self.request, word=what, more=str(status), **till
        )
        if answer:
            self._keep_cookies(answer)
        return answer

    def _keep_cookies(self, answer: Answer) -> None:
        for line in answer.head.split(b"\r\n"):
            key, _, value = line.partition(b":")
            if key.strip().lower() == b"set-cookie":
                name, _, text = value.split(b";", 1)[0].strip().partition(b"=")
                self.cookies[name.decode()] = text.decode()


def text_of(html: bytes) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html.decode()))
