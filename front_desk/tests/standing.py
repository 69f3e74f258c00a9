"""Everything that an office knows, as rows to compare; left out is what only time or the place of work decides."""

from django.db import connection

# Row ids that nobody refers to, and the places at which totals were stamped, may differ; their sums may not.
QUERIES = {
    "entries": "select * from front_desk_entry order by seq",
    "withdrawals": "select * from front_desk_withdrawal order by entry_id",
    "settlements": "select * from front_desk_settlement order by entry_id",
    "announcements": "select id, seq, person_id, area_id, team_id, text, urgent, at, until "
    "from front_desk_announcement order by seq",
    "areas": "select * from crew_area order by id",
    "people": "select * from crew_person order by id",
    "teams": "select * from crew_team order by id",
    "roles": "select * from crew_role order by id",
    "links": "select * from crew_joinlink order by id",
    "devices": "select * from crew_device order by id",
    "loads": "select id, role, layout, file_name, sha256, state, source, accepted_at, taken_back_at, "
    "state_code, counties from roll_load where accepted_at is not null order by id",
    "refused lines": "select load_id, line, reason from roll_refusedline order by 1, 2",
    "voters": "select * from roll_voter order by id",
    "households": "select * from roll_household order by id",
    "phones": "select voter_id, number, rank, set_aside, registered, load_id from roll_phone order by 1, 2",
    "zones": "select * from roll_zone order by id",
    "elections": "select * from roll_election order by id",
    "history": "select * from roll_votehistory order by 1, 2",
    "ballots": "select file, election_on, county_id, voter_id, source_id, stage, status, line, ended_by, load_id "
    "from roll_ballot order by load_id, line",
    "places": "select * from roll_pollingplace order by id",
    "precincts": "select * from roll_precinctplace order by 1",
    "switches": "select * from crew_switch order by id",
    "shifts": "select * from crew_shift order by id",
    "bookings": "select * from crew_booking order by id",
    **{
        table: f"select * from precincts_{table} order by 1, 2"
        for table in "opening rule post holder postlink strikecode linereport pollsreport incident incidentact ride sign"
        " reversal".split()
    },
    "suppressions": "select * from roll_suppression order by id",
    "strikes": "select * from roll_strike order by id",
    "voted": "select voter_id, hour, area_id, supporter from roll_voted where ended_seq is null order by 1",
    "support ids": "select * from roll_supportid order by id",
    "supporters": "select voter_id, area_id from roll_supporter where ended_seq is null order by 1",
    "universes": "select * from lists_universe order by id",
    "scripts": "select * from lists_scriptversion order by id",
    "sheets": "select id, name, area_id, universe_id, script_version_id, paused, priority, hours_from, "
    "hours_to, attempts_a_day, attempts_in_all, rests, members_file, frozen_at, made_by_id, "
    "report from lists_sheet order by id",
    "sheet teams": "select * from lists_sheetteam order by 1, 2",
    "queues": "select * from lists_sheetzone order by 1, 2, 3",
    "targets": "select id, sheet_id, lang, zone_id, priority, due_at, rank, left_n, dial, phones from "
    "lists_target order by id",
    "members": "select * from lists_member order by 1, 2, 3, 4",
    "numbers": "select * from lists_number order by 1, 2",
    "hand-outs": "select * from lists_handout order by hold",
    "attempts": "select id, withdrawn_by, hold, sheet_id, target_id, voter_id, person_id, phone, area_id, "
    "at, hour, result, ends, rest_until, callback_at, script_version_id, answers from "
    "lists_attempt order by id",
    "goals": "select area_id, what, hour, n, own from boiler_room_goal order by 1, 2, 3",
    "win numbers": "select * from boiler_room_winnumber order by 1",
    "totals": "select * from boiler_room_counts((select array_agg(id) || 0::bigint from crew_area), "
    "'2000-01-01', '2100-01-01') where n <> 0 order by 1, 2, 3",
    "states": "select s.id, m.voter_id, case when m.state in ('held', 'resting', 'out of hours', 'free') "
    "then 'open' else m.state end from lists_sheet s cross join lateral "
    "lists_member_states(s.id, real_now()) m order by 1, 2",
}
CLAIMS = "select phone, hold, device_id, target_id, reserve, closes_at from lists_claim order by phone"


def standing() -> dict[str, list[tuple]]:
    return {name: rows(query) for name, query in QUERIES.items()}


def rows(query: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def differing(before: dict, after: dict) -> dict[str, tuple]:
    """The first row of each table in which two standings differ."""
    return {
        name: next(((a, b) for a, b in zip(before[name], after[name], strict=False) if a != b),
                   (len(before[name]), len(after[name])))
        for name in before if before[name] != after[name]
    }  # fmt: skip
