"""Staff whom a drill needs beside the clients of the replay: at a browser, over HTTP alone."""

import re
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import urlencode

from drills.here import here

PATIENCE = 60  # seconds
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Staff:
    """One of the office's logins: `captain`, `data`, `boiler_room`, `office`. Signs in as it is made."""

    def __init__(self, login: str):
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        email, password = here().load.known.logins[login]
        self.press("/staff/login/", "/staff/login/", login=email, password=password)

    def page(self, path: str) -> str:
        with self.browser.open(here().office.url + path, timeout=PATIENCE) as answer:
            return answer.read().decode()

    def press(self, on: str, path: str, **fields: str) -> str:
        """Sends a form of the page `on`; answers the address at which one comes out."""
        token = TOKEN.search(self.page(on))
        body = urlencode({"csrfmiddlewaretoken": token[1] if token else "", **fields}).encode()
        return self._sent(path, body, "application/x-www-form-urlencoded")

    def _sent(self, path: str, body: bytes, kind: str) -> str:
        url = here().office.url
        asked = urllib.request.Request(url + path, body, {"Content-Type": kind, "Origin": url})
        with self.browser.open(asked, timeout=PATIENCE) as answer:
            return answer.geturl().removeprefix(url)
