"""Screens that listen: one connection each to `/live`, and when each strike reached it."""

import re
import select
import socket
import time
from collections import defaultdict

from config.bench.generator import ANSWER_SECONDS

AT_ONCE = 64  # connections being opened at the same time
STRUCK = re.compile(rb'event: struck\ndata: \{"struck":(\[.*?\]),"unstruck":[^\n]*\n\n')
PAIR = re.compile(rb"\[(\d+),(\d+)\]")


class Screen:
    """One open stream of a phone; `rest` is what has come of an event that is not whole."""

    __slots__ = ("open", "phone", "precinct", "rest", "socket")

    def __init__(self, address: tuple, phone: dict):
        self.phone = phone
        self.socket = socket.create_connection(address, timeout=ANSWER_SECONDS)
        self.precinct, self.rest, self.open = phone["precinct"], b"", False
        self.socket.sendall(
            f"GET /live HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {phone['token']}\r\n\r\n".encode()
        )

    def receive(self) -> list[tuple[int, int]]:
        """The (precinct, number) pairs of whole events that have come. ConnectionError when the office closed it."""
        more = self.socket.recv(1 << 16)
        if not more:
            raise ConnectionError("the office closed a stream")
        text = self.rest + more
        if not self.open:
            if b"event: build" not in text:
                self.rest = text
                if b"\r\n\r\n" in text and not text.startswith(b"HTTP/1.1 200"):
                    raise ConnectionError(text.partition(b"\r\n")[0].decode())
                return []
            self.open = True
        found, end = [], 0
        for event in STRUCK.finditer(text):
            found += [(int(precinct), int(n)) for precinct, n in PAIR.findall(event[1])]
            end = event.end()
        begun = text.rfind(b"event: struck", end)
        self.rest = text[begun:] if begun >= 0 else text[-16:]
        return found


class Screens:
    """All of them: opens them, and writes down how long each strike took to each screen of its precinct."""

    def __init__(self, poll: select.epoll):
        self.poll = poll
        self.by_number: dict[int, Screen] = {}
        self.there: dict[int, int] = defaultdict(int)  # precinct -> open screens
        self.struck: dict[tuple[int, int], float] = {}  # (precinct, number) -> when its strike was due
        self.heard: dict[tuple[int, int], int] = defaultdict(int)
        self.latencies: list[float] = []
        self.lost = self.refused = 0

    def open(self, address: tuple, phones: list[dict]) -> float:
        """Opens one for each phone, some at a time; answers the seconds that it took. Who is turned away comes again."""
        begun, waiting, opening = time.perf_counter(), list(reversed(phones)), 0
        while waiting or opening:
            while waiting and opening < AT_ONCE:
                screen = Screen(address, waiting.pop())
                self.by_number[screen.socket.fileno()] = screen
                self.poll.register(screen.socket.fileno(), select.EPOLLIN)
                opening += 1
            for number, _event in self.poll.poll(ANSWER_SECONDS) or self._nothing():
                screen = self.by_number[number]
                was_open = screen.open
                try:
                    screen.receive()
                except ConnectionError:
                    self._drop(number)
                    self.refused += 1
                    waiting.insert(0, screen.phone)
                    opening -= not was_open
                    self.there[screen.precinct] -= was_open
                    continue
                if screen.open and not was_open:
                    opening -= 1
                    self.there[screen.precinct] += 1
            if self.refused > len(phones):
                raise ConnectionError("the office turns streams away")
        return time.perf_counter() - begun

    def _nothing(self):
        raise TimeoutError("the office does not open streams")

    def receive(self, number: int) -> None:
        screen = self.by_number[number]
        try:
            pairs = screen.receive()
        except ConnectionError:
            self._drop(number)
            self.there[screen.precinct] -= 1
            self.lost += 1
            return
        now = time.perf_counter()
        for pair in pairs:
            if pair in self.struck:
                self.latencies.append(now - self.struck[pair])
                self.heard[pair] += 1

    def _drop(self, number: int) -> None:
        self.poll.unregister(number)
        self.by_number.pop(number).socket.close()

    def unheard(self) -> int:
        """Screens that were not told of a strike in their precinct."""
        return sum(max(0, self.there[precinct] - self.heard[precinct, n]) for precinct, n in self.struck)
