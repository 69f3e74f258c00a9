"""A drill as a story: what we believe, what is broken, what is done about it, and how long it may take."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Step:
    """One thing that is done or looked at. `function` raises when it did not come out as `says` claims."""

    says: str
    function: Callable
    arguments: dict = field(default_factory=dict)
    looks: bool = False

    def activity(self) -> dict:
        """As chaostoolkit runs it."""
        called = {"module": self.function.__module__, "func": self.function.__name__}
        return {
            "type": "probe" if self.looks else "action",
            "name": self.says,
            "provider": {"type": "python", **called, "arguments": self.arguments},
        }


def do(says: str, function: Callable, **arguments) -> Step:
    return Step(says, function, arguments)


def see(says: str, function: Callable, **arguments) -> Step:
    return Step(says, function, arguments, looks=True)


@dataclass(frozen=True)
class Story:
    """`steps` begin once `share` of the day's calls are in, and the office is steady.

    `limit`: seconds for which at most no client has an answer. `may_see`: what clients may be answered
    meanwhile ("no answer", "503"); any other error fails the drill. `runbook`: page, and the section of it, below
    docs/runbooks. `back`: what is done in any case at the end, so that nothing stays broken. `quick`: part of the test.
    """

    name: str
    title: str
    hypothesis: str
    users: str
    runbook: str
    limit: float
    steps: tuple[Step, ...]
    back: tuple[Step, ...] = ()
    may_see: tuple[str, ...] = ()
    share: float = 0.25
    quick: bool = False

    def experiment(self, steady: tuple[Step, ...]) -> dict:
        """The experiment in chaostoolkit's own form; `steady` is looked at before and after."""
        return {
            "title": self.title,
            "description": self.hypothesis,
            "steady-state-hypothesis": {
                "title": "The office is steady",
                "probes": [step.activity() | {"tolerance": True} for step in steady],
            },
            "method": [step.activity() for step in self.steps],
            "rollbacks": [step.activity() for step in self.back],
        }
