"""What a reader has to say about a file: refused lines, warnings by kind, and what stops it altogether."""

from collections import Counter

EXAMPLES = 5
KEPT_REASONS = 100_000  # more refused lines than these are only counted


class Unreadable(Exception):
    """The whole file cannot be read; the text says what is wrong and what to do, for a person."""


class Problems:
    """Collects what was met while reading. Lines are counted from 1, over all members of an archive."""

    def __init__(self):
        self.refused: list[tuple[int, str]] = []
        self.refused_n = 0
        self.warnings: Counter[str] = Counter()
        self.examples: dict[str, list[int]] = {}

    def refuse(self, line: int, reason: str) -> None:
        self.refused_n += 1
        if len(self.refused) < KEPT_REASONS:
            self.refused.append((line, reason))

    def warn(self, kind: str, line: int | None = None, times: int = 1) -> None:
        self.warnings[kind] += times
        seen = self.examples.setdefault(kind, [])
        if line is not None and len(seen) < EXAMPLES and line not in seen:
            seen.append(line)

    def as_list(self) -> list[dict]:
        """Warnings for the report: `[{"kind", "n", "lines"}]`, most frequent first."""
        return [
            {"kind": kind, "n": n, "lines": self.examples.get(kind, [])}
            for kind, n in self.warnings.most_common()
        ]
