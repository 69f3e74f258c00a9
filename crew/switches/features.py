"""What can be switched: each room registers its features when the program starts (`<room>/features.py`).

A feature is something without which work goes on. What people record (a result, a strike) has no switch: the door is
always open, and what was tapped while a feature was still on is taken however late it comes.
"""

from collections.abc import Iterable
from dataclasses import dataclass

NEVER = frozenset({"result", "results", "strike", "strikes", "correction", "corrections", "outbox", "door"})


@dataclass(frozen=True, slots=True)
class Feature:
    """One switch. All words are lazy translations.

    `name` is `<where>.<what>` and never changes, because the log has it. `off` says what turning it off does, also for
    a person who is in the middle of it. `screens` are the works (crew.Team.Work) whose devices are told of it.
    """

    name: str
    label: str
    about: str
    off: str
    screens: tuple[str, ...] = ()
    default: bool = True

    @property
    def where(self) -> str:
        return self.name.partition(".")[0]


_registered: dict[str, Feature] = {}


def register(*features: Feature) -> None:
    """Adds features; registering the same again does no harm. ValueError for a switch on the door itself."""
    for feature in features:
        what = feature.name.rpartition(".")[2]
        if what in NEVER:
            raise ValueError(f"{feature.name}: what people record cannot be switched off")
        if _registered.get(feature.name, feature) != feature:
            raise ValueError(f"two features are called {feature.name}")
        _registered[feature.name] = feature


def everything() -> list[Feature]:
    """All features, those of one place together, in the order in which they were registered."""
    places = list(dict.fromkeys(feature.where for feature in _registered.values()))
    return sorted(_registered.values(), key=lambda feature: places.index(feature.where))


def named(name: str) -> Feature | None:
    return _registered.get(name)


def off(states: dict[str, bool], screen: str | None = None) -> list[str]:
    """Names of the features that are off by `states` and their defaults; with `screen`, of those its devices know."""
    wanted: Iterable[Feature] = _registered.values()
    if screen is not None:
        wanted = (feature for feature in wanted if screen in feature.screens)
    return sorted(f.name for f in wanted if not states.get(f.name, f.default))
