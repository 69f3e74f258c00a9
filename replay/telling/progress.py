"""The screen while a run goes on: one block that is drawn again in a terminal, plain lines elsewhere."""

import time
from typing import TextIO

from replay.sizes import Sizes

LINE_EVERY = 10.0  # seconds, where there is no terminal


class Screen:
    def __init__(self, sizes: Sizes, out: TextIO):
        self.sizes, self.out, self.drawn = sizes, out, 0
        self.begun, self.last = time.monotonic(), 0.0

    def say(self, text: str) -> None:
        print(f"{time.monotonic() - self.begun:6.1f} s  {text}", file=self.out, flush=True)

    def show(self, figures: dict) -> None:
        if not self.out.isatty():
            if time.monotonic() - self.last < LINE_EVERY:
                return
            self.last = time.monotonic()
            self.say(self._line(figures))
            return
        block = self._block(figures)
        back = f"\x1b[{self.drawn}F" if self.drawn else ""
        print(back + "".join(f"\x1b[2K{line}\n" for line in block), end="", file=self.out, flush=True)
        self.drawn = len(block)

    def ended(self, figures: dict) -> None:
        self.drawn = 0
        self.say(self._line(figures))

    def _line(self, figures: dict) -> str:
        counts, seconds = figures["counts"], max(figures["seconds"], 0.1)
        calls, strikes = counts.get("attempt", 0), counts.get("strike", 0)
        at = f"{int(figures['at'] // 3600):02}:{int(figures['at'] % 3600 // 60):02}"
        errors = sum(figures["errors"].values())
        return (
            f"{at}  {calls:,} calls ({calls / seconds:,.0f} a second), {strikes:,} strikes,"
            f" {counts.get('requests', 0):,} requests, {errors:,} errors; generator {figures['busiest']:.0%} of a core"
        )

    def _block(self, figures: dict) -> list[str]:
        counts = figures["counts"]
        done = min(1.0, counts.get("attempt", 0) / max(1, self.sizes.calls))
        bar = "█" * round(40 * done)
        lines = [self._line(figures), f"  {bar:·<40} {done:4.0%} of {self.sizes.calls:,} calls"]
        other = {
            k: v
            for k, v in counts.items()
            if ":" in k or k in ("settled", "files taken in", "nobody to call")
        }
        lines.append("  " + (", ".join(f"{k} {v:,}" for k, v in sorted(other.items())) or "nothing waits"))
        if figures["errors"]:
            lines.append("  ! " + ", ".join(f"{k} {v:,}" for k, v in sorted(figures["errors"].items())))
        return [line[:150] for line in lines]
