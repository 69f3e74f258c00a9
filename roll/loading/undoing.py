"""Takes a load of voters or of appended values back: every row is again what it was.

Two things stay on purpose: a voter whom the load brought and about whom something has been recorded since (a
call, a strike) stays on the roll as gone, for the facts must keep their person; and what was redacted because
someone became confidential stays redacted.
"""

from datetime import datetime

from roll.loading import bulk, counting, sharing, tables, zoning
from roll.models import Before, Load

VOTER = (
    "local_id county_id precinct_id last_name first_name middle_name suffix sex birth_year adult_on party status"
    " registered_on address city zip household_id confidential lang support_score turnout_score tags zone_id"
    " latitude longitude gone_at load_id"
).split()


def undo(load: Load, at: datetime) -> list[int]:
    """Restores rows from their images and removes what the load made; answers the voters concerned."""
    touched = _remove_new(load, at)
    _restore_households(load)
    touched += _restore_voters(load)
    _remove_new_households(load)
    touched += _restore_phones(load)
    _restore_areas(load)
    bulk.settle_households(load)
    touched += sharing.settle(load, first=False)
    zoning.refresh("v.id = any(%s)", [touched])
    Before.objects.filter(load=load).delete()
    return touched


def _remove_new(load: Load, at: datetime) -> list[int]:
    """Deletes voters whom the load brought, unless something was recorded about them: those are marked gone."""
    ids = load.report.get("ids") or {}
    if "first_voter" not in ids:
        return []
    span = [ids["first_voter"], ids["first_voter"] + load.report["lines"]]
    tables.run(
        "create temp table roll_leaving on commit drop as select id from roll_voter where id between %s and %s",
        span,
    )
    for table, column in tables.references("roll_voter"):
        tables.run(f"delete from roll_leaving l where exists (select from {table} x where x.{column} = l.id)")
    tables.run("analyze roll_leaving")
    for table in ("roll_phone", "roll_votehistory", "roll_ballot"):
        tables.run(f"delete from {table} x using roll_leaving l where x.voter_id = l.id")
    counting.recount()
    tables.run("delete from roll_voter v using roll_leaving l where v.id = l.id")
    tables.run("drop table roll_leaving")
    kept = tables.rows(
        "update roll_voter set gone_at = %s where id between %s and %s and gone_at is null returning id",
        [at, *span],
    )
    return [pk for (pk,) in kept]


def _remove_new_households(load: Load) -> None:
    ids = load.report.get("ids") or {}
    if "first_household" in ids:
        tables.run(
            """
            delete from roll_household h where h.id between %s and %s
              and not exists (select from roll_voter v where v.household_id = h.id)""",
            [ids["first_household"], ids["first_household"] + load.report["lines"]],
        )


def _restore_households(load: Load) -> None:
    tables.run(
        """
        insert into roll_household select old.* from roll_before b
        cross join lateral jsonb_populate_record(null::roll_household, b.image) old
        where b.load_id = %s and b.kind = 'household' on conflict do nothing""",
        [load.pk],
    )


def _restore_voters(load: Load) -> list[int]:
    """What an image has not stays as it is: an append file keeps only the columns that it writes."""
    images = "select row from roll_before where load_id = %s and kind = 'voter'"
    tables.rows(f"select id from roll_voter where id in ({images}) order by id for no key update", [load.pk])
    return [
        pk
        for (pk,) in tables.rows(
            f"""
            update roll_voter t
            set ({", ".join(VOTER)}) = (select {", ".join(VOTER)} from jsonb_populate_record(t, b.image))
            from roll_before b
            where b.load_id = %s and b.kind = 'voter' and t.id = b.row returning t.id""",
            [load.pk],
        )
    ]


def _restore_phones(load: Load) -> list[int]:
    made = tables.rows(
        """
        delete from roll_phone p using roll_before b
        where b.load_id = %s and b.kind = 'phone' and b.image is null and p.id = b.row returning p.voter_id""",
        [load.pk],
    )
    put_back = tables.rows(
        """
        insert into roll_phone select old.* from roll_before b
        cross join lateral jsonb_populate_record(null::roll_phone, b.image) old
        where b.load_id = %s and b.kind = 'phone' and b.image is not null
        on conflict do nothing returning voter_id""",
        [load.pk],
    )
    return [voter for (voter,) in made + put_back]


def _restore_areas(load: Load) -> None:
    images = "select b.row from roll_before b where b.load_id = %s and b.kind = 'area'"
    tables.run(f"update crew_area set code = '~' || id where id in ({images})", [load.pk])
    tables.run(
        """
        update crew_area t set code = b.image->>'code', name = b.image->>'name' from roll_before b
        where b.load_id = %s and b.kind = 'area' and t.id = b.row""",
        [load.pk],
    )
