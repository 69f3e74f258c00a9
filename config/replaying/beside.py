"""Beside a running replay: what the office's processes use, and web processes that are replaced in the middle of it."""

import os
import signal

from config.bench import usage


class Beside:
    """`look` is called about once a second; `told` afterwards."""

    def __init__(self, office: int, postmaster: int, reloads: int, calls: int):
        self.office, self.postmaster = office, postmaster
        self.before = usage.cpu(office, postmaster)
        self.resting = usage.memory(office, postmaster)
        self.live_lines, self.live_bytes = 0, 0.0
        # evenly over the day, by how much of it is done
        self.due = [calls * (n + 1) / (reloads + 1) for n in range(reloads)]
        self.reloads = 0

    def look(self, figures: dict) -> None:
        if self.due and figures["counts"].get("attempt", 0) >= self.due[0]:
            self.due.pop(0)
            self.reloads += 1
            os.kill(
                self.office, signal.SIGHUP
            )  # the supervisor has its web processes replaced one after the other
        lines = figures["counts"].get("live lines opened", 0)
        if lines > self.live_lines:  # each new line costs; when nobody comes any more the cost is known
            self.live_lines = lines
            now, then = usage.memory(self.office, self.postmaster).get("live"), self.resting.get("live")
            if now and then:
                self.live_bytes = 1e6 * (now["largest_rss_mb"] - then["largest_rss_mb"]) / lines

    def told(self) -> dict:
        after = usage.cpu(self.office, self.postmaster)
        memory = usage.memory(self.office, self.postmaster)
        if self.live_lines:
            memory["live"]["bytes_a_line"] = round(self.live_bytes)
        return {
            "cpu_seconds": {role: round(after[role] - self.before.get(role, 0), 1) for role in after},
            "memory": memory,
            "reloads": self.reloads,
        }
