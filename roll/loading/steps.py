"""The whole way of a file: read and stage, then accept or refuse, later perhaps take back."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from lib import clock, door
from roll import layout as layouts
from roll.layout import Layout
from roll.loading import choosing, keeping, places, redacting, report, tables
from roll.loading.roles import PLACES, ROLES
from roll.models import Load
from roll.reading.problems import Unreadable

ALONE = "select pg_try_advisory_xact_lock(hashtext('roll read'), %s::int)"
LOCK = "select pg_advisory_xact_lock(hashtext('roll load'))"


class NotNow(Exception):
    """A step that the load's state does not allow; the text says why and what to do."""


class Alarmed(NotNow):
    """Alarms ask a person first. `report` has them; those of a load compared again are news to everybody."""

    def __init__(self, report: dict):
        super().__init__(" ".join(report["alarms"]))
        self.report = report


def offer(
    sha256: str,
    size: int,
    file_name: str,
    layout: Layout,
    source: str = "",
    permitted_use: str = "",
    wipe_on: date | None = None,
    by=None,
) -> Load:
    """Registers a kept file as a load, still to be read."""
    return Load.objects.create(
        role=layout.role,
        layout=layout.name,
        layout_body=layout.as_dict(),
        file_name=file_name[:200],
        sha256=sha256,
        bytes_n=size,
        source=source[:200],
        permitted_use=permitted_use[:200],
        wipe_on=wipe_on,
        state_code=layout.state or ("" if layout.role == "voters" else choosing.only_state()),
        made_at=clock.now(),
        made_by_id=getattr(by, "pk", by),
    )


def read(load: Load, tell: Callable[[int], None] = lambda lines: None) -> Load:
    """Reads and checks the file; the load is then `staged` with its report, or `failed` with the reason."""
    try:
        with transaction.atomic():
            if not tables.one(ALONE, [load.pk]):
                return load  # another process is at it
            tables.tune()
            _stage(load, tell)
    except Unreadable as error:
        Load.objects.filter(pk=load.pk).update(state="failed", error=str(error))
        load.refresh_from_db()
    return load


def _stage(load: Load, tell: Callable[[int], None] = lambda lines: None) -> None:
    layout = layouts.from_dict(load.layout_body)
    role = ROLES[load.role]
    reading, problems = role.stage(load, layout, tell)
    load.lines_n = reading["lines"]
    load.report = reading
    load.report |= role.prepare(load, layout, problems)
    load.report["refused"] = problems.refused_n
    load.report["changes"] = role.compare(load)
    load.report["warnings"] = problems.as_list()
    load.report["alarms"] = report.alarms(load)
    load.report["as_of"] = _newest_accept()
    load.state = "staged"
    load.error = ""
    load.save()


def _newest_accept() -> int:
    """How many acceptances and returns there have been: a report made before another one is out of date."""
    return Load.objects.exclude(accepted_at=None).count() + Load.objects.exclude(taken_back_at=None).count()


def accept(load: Load, by=None, even_so: bool = False) -> Load:
    """Writes a staged load into the roll, in one transaction and through the door.

    Raises NotNow when it is not staged, or has alarms and `even_so` is not set. Accepted twice, it stays as it is.
    """
    try:
        load = _accept(load, by, even_so)
    except Alarmed as alarmed:  # what was compared again went back with the transaction; its news must not
        seen = Load.objects.only("report").get(pk=load.pk).report.get("as_of")
        Load.objects.filter(pk=load.pk).update(report=alarmed.report | {"as_of": seen})
        raise
    tables.drop(load)
    load.refresh_from_db()
    after(load)
    return load


def _accept(load: Load, by, even_so: bool) -> Load:
    with transaction.atomic():
        tables.rows(LOCK)
        tables.tune()
        load = Load.objects.select_for_update().get(pk=load.pk)
        if load.state == "accepted":
            return load
        if load.state not in ("staged", "accepting"):
            raise NotNow(f"This load is {load.state.replace('_', ' ')}; only a staged one can be accepted.")
        if not tables.exists(tables.ready(load)):
            _stage(load)
        elif load.report["as_of"] != _newest_accept():
            load.report["changes"] = ROLES[load.role].compare(load)
            load.report["alarms"] = report.alarms(load)
        if load.report["alarms"] and not even_so:
            raise Alarmed(load.report)
        load.save()
        keeping.make_durable(load.sha256)
        payload = {
            "load": load.pk,
            "role": load.role,
            "layout": load.layout_body,
            "file_name": load.file_name,
            "sha256": load.sha256,
            "source": load.source,
            "permitted_use": load.permitted_use,
            "wipe_on": load.wipe_on and load.wipe_on.isoformat(),
            "made_at": load.made_at.isoformat(),
            "state": load.state_code,
            "ids": ROLES[load.role].first_ids(load),
            "counts": report.counts(load),
        }
        door.enter("load", payload, by=by)
    return load


def after(load: Load) -> None:
    """What follows an acceptance or a return outside its transaction: strikes from a who-voted file, redaction of kept
    files. Each may be repeated, after an interruption, without harm.
    """
    if ROLES[load.role].strikes:
        ROLES[load.role].strikes(load)
    if load.role == "voters" and load.state == "accepted":
        redacting.redact_kept(load)


def counties_of(load: Load) -> list[int | None]:
    """The counties whose voters a load touches, as areas; None for one that is not on the map yet."""
    if load.state != "staged":
        return list(load.counties)
    if load.role == "voters":
        known = places.county_ids(load.state_code)
        return [known.get(c["county"]) for c in load.report["counties"]]
    if ROLES[load.role].counties:
        return ROLES[load.role].counties(load)
    return [
        pk
        for (pk,) in tables.rows(
            f"select distinct v.county_id from {tables.ready(load)} r join roll_voter v on v.id = r.voter_id"
        )
    ]


def refuse(load: Load) -> None:
    """Lets a staged load go; the roll was never touched."""
    with transaction.atomic():
        load = Load.objects.select_for_update().get(pk=load.pk)
        if load.state not in ("reading", "staged", "failed"):
            raise NotNow(f"This load is {load.state.replace('_', ' ')}; it can no longer be refused.")
        Load.objects.filter(pk=load.pk).update(state="refused")
        tables.drop(load)


def take_back(load: Load, by=None) -> Load:
    """Brings the roll back to what it was before `load`.

    Raises NotNow unless it is the newest accepted load that touched these voters: later ones go first.
    """
    with transaction.atomic():
        tables.rows(LOCK)
        tables.tune()
        load = Load.objects.select_for_update().get(pk=load.pk)
        if load.state == "taken_back":
            return load
        may_take_back(load)
        door.enter("load_taken_back", {"load": load.pk}, by=by)
    load.refresh_from_db()
    after(load)
    return load


def may_take_back(load: Load) -> None:
    """Raises NotNow with the reason why a load cannot be taken back."""
    if load.state not in ("accepted", "taking_back"):
        raise NotNow(f"This load is {load.state.replace('_', ' ')}; only an accepted one can be taken back.")
    if load.state == "accepted" and load.asked:
        raise NotNow("What this file says is still being entered; it can be taken back when that is done.")
    if later := later_loads(load):
        newest = later[0]
        raise NotNow(
            f"{newest.file_name!r} was accepted after it ({newest.accepted_at:%d %B %H:%M} UTC) and builds on it:"
            " take that one back first."
        )
    if load.wiped_at:
        raise NotNow("What the roll was before this load has been wiped, as its wipe date asked.")


def later_loads(load: Load) -> list[Load]:
    """Accepted after `load` and concerning the same voters, newest first: they must be taken back before it."""
    if not ROLES[load.role].in_order:
        return []
    standing = Load.objects.filter(state__in=["accepted", "taking_back"])
    later = standing.filter(accepted_at__gte=load.accepted_at).exclude(pk=load.pk)
    later = later.filter(state_code__in=[load.state_code, ""]) if load.state_code else later
    if load.role in PLACES:
        later = later.filter(role__in=PLACES)
    elif load.role == "voted":
        later = later.filter(role="voted", layout=load.layout)
    elif load.counties:
        later = later.exclude(role__in=[name for name, role in ROLES.items() if role.strikes])
    return [
        other
        for other in later.order_by("-accepted_at", "-pk")
        if not other.counties or not load.counties or set(other.counties) & set(load.counties)
    ]


def restage(load: Load) -> None:
    """Makes the working tables of a load again from its kept file, as a rebuild does."""
    if not keeping.path_of(load.sha256).exists():
        raise door.Refused("file_missing", f"the kept file {load.sha256} of {load.file_name!r} is missing")
    tables.tune()
    load.bytes_n = keeping.path_of(load.sha256).stat().st_size
    _stage(load)
