"""Disagreements put straight into the tables, past the door: one for each check of the audit."""

import json
from pathlib import Path

from django.conf import settings
from django.db import connection

from lib.uuid7 import uuid7

ENTRY = """
insert into front_desk_entry (id, seq, kind, source, person_id, device_id, seen_at, received_at, at, verdict, reason, payload)
select %s, nextval('front_desk_entry_seq'), %s, %s, %s, %s, m.at, m.at, m.at, 'recorded', '', %s from (select {at} as at) m
returning at
"""
SOON = "real_now() + interval '5 minutes'"


def sql(statement: str, *values) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []


def entry(kind: str, payload: dict, source="office", person=None, device=None, at=SOON):
    """Logs it; answers its id and moment."""
    id = str(uuid7())
    ((moment,),) = sql(ENTRY.format(at=at), id, kind, source, person, device, json.dumps(payload))
    return id, moment


def hand_out(target: int, voter: int = 0, at=SOON) -> None:
    """Logs and remembers a hand-out of `target` to some device, by nobody's rules."""
    ((sheet, phone, voters),) = sql(
        "select t.sheet_id, coalesce(t.dial, t.phones[1]), array_agg(m.voter_id) from lists_target t"
        " join lists_member m on m.target_id = t.id where t.id = %s group by 1, 2",
        target,
    )
    ((device, person),) = sql("select id, person_id from crew_device order by id limit 1")
    ((hold,),) = sql("select nextval('lists_handout_hold_seq')")
    voters = [voter] if voter else voters
    holds = [[hold, sheet, target, phone, voters, False]]
    _id, moment = entry("handout", {"holds": holds}, "office", person, device, at)
    row = [hold, sheet, target, person, device, phone, voters, moment]
    sql("insert into lists_handout values (%s, %s, %s, %s, %s, %s, %s, %s, false)", *row)


def free_target(which: str = "true") -> int:
    """A target that may be rung and was never handed out, nor any other of its numbers."""
    return sql(f"""select t.id from lists_target t where t.left_n > 0 and t.hold is null and {which}
                   and not exists (select from lists_handout h join lists_number n on n.target_id = h.target_id
                                   where n.phone = any(t.phones)) order by t.id limit 1""")[0][0]  # fmt: skip


def kept(name: str) -> None:
    Path(settings.KEPT / name).unlink()


def file_missing():
    kept(sql("select sha256 from roll_load where accepted_at is not null order by id limit 1")[0][0])


def members_missing():
    kept(sql("select members_file from lists_sheet order by id limit 1")[0][0] + ".csv.gz")


def journal_edited():
    path = next(settings.JOURNAL.glob("[0-9]*.jsonl"))
    path.write_text(path.read_text().replace('"recorded"', '"refused"', 1))


def log_edited():
    sql("update front_desk_entry set payload = payload || '{\"text\": \"other\"}' where kind = 'tell_us'")


def two_results():
    sql("drop index one_result_a_hold")
    ((hold, voter),) = sql("select hold, voter_id from lists_attempt where withdrawn_by is null limit 1")
    id, _at = entry("attempt", {"hold": hold, "voter": voter})
    ((columns,),) = sql("select string_agg(quote_ident(attname::text), ', ') from pg_attribute"
                        " where attrelid = 'lists_attempt'::regclass and attnum > 0 and not attisdropped"
                        " and attname not in ('id', 'seq')")  # fmt: skip
    sql(f"""insert into lists_attempt (id, seq, {columns})
            select '{id}', (select max(seq) from front_desk_entry), {columns} from lists_attempt
            where hold = {hold} and voter_id = {voter} and withdrawn_by is null""")


def handed_twice():
    target = free_target()
    hand_out(target)
    hand_out(target, at="real_now() + interval '10 minutes'")


def struck_and_handed():
    ((target, voter),) = sql(
        "select m.target_id, m.voter_id from lists_member m join roll_voted d on d.voter_id = m.voter_id and d.ended_seq is null"
        " join lists_target t on t.id = m.target_id where t.hold is null"
        " and not exists (select from roll_suppression s where (s.voter_id = m.voter_id or s.number = any(t.phones)))"
        " and not exists (select from lists_handout h join lists_number n on n.target_id = h.target_id"
        "                 where n.phone = any(t.phones)) order by 1 limit 1")  # fmt: skip
    hand_out(target, voter)


def suppressed_and_handed():
    target = free_target()
    ((voter,),) = sql("select voter_id from lists_member where target_id = %s limit 1", target)
    payload = {"suppression": "do_not_call", "voter": voter}
    id, _at = entry("suppression", payload, at="real_now()")
    sql("insert into roll_suppression values (%s, 'do_not_call', null, real_now(), null, %s)", id, voter)
    sql("select lists_settle(lists_touched(array[%s::bigint], null))", voter)
    hand_out(target)


def out_of_hours():
    midnight = "((real_now() at time zone 'America/New_York')::date + time '23:59:30') at time zone 'America/New_York'"
    hand_out(free_target(), at=midnight)


def beyond_limits():
    ((target, sheet),) = sql(
        "select t.id, t.sheet_id from lists_target t join lists_attempt a on a.target_id = t.id and a.withdrawn_by is null"
        " where t.left_n > 0 and t.hold is null order by 1 limit 1")  # fmt: skip
    entry("sheet_change", {"sheet": sheet, "attempts_in_all": 1}, at="real_now()")
    hand_out(target)


def another_person():
    ((device, person),) = sql(
        "select d.id, p.id from crew_device d, crew_person p where p.id <> d.person_id limit 1"
    )
    entry("tell_us", {"text": "hello"}, "device", person, device)


def reversed_and_counted():
    """A strike under a reversal that stands counts again, and everything that follows from that."""
    ((id, voter),) = sql(
        "select s.id, s.voter_id from roll_strike s join precincts_reversal r on r.id = s.withdrawn_by limit 1"
    )
    sql(
        "select roll_withdraw_anew(array[%s]::uuid[], array[null]::uuid[], nextval('front_desk_entry_seq'))",
        id,
    )
    sql("select lists_settle(lists_touched(array[%s::bigint], null))", voter)


def codes_swapped():
    """Two voters of a precinct have each other's number."""
    for number, other in ((1, 10**6), (2, 1), (10**6, 2)):
        sql("update precincts_strikecode set n = %s where n = %s", other, number)


def paper_missing():
    kept(
        sql("select payload->>'file' from front_desk_entry where kind = 'packets' order by seq limit 1")[0][0]
        + ".packets.gz"
    )


def ticked_on_no_sheet():
    """One more strike of somebody who had voted, as if from paper that was never printed."""
    ((voter,),) = sql("select voter_id from roll_strike where withdrawn_by is null order by at limit 1")
    payload = {"voter": voter, "paper": "1-3"}
    id, at = entry("strike", payload, "paper", at="real_now()")
    sql("select roll_record_strikes(array[(e.id, e.seq, e.kind, null, null, e.source, %s, %s, e.payload, null)::door_fact])"
        " from front_desk_entry e where e.id = %s", at, at, id)  # fmt: skip


# check -> how it comes to disagree
PLANTS = {
    "kept files": file_missing,
    "member lists": members_missing,
    "journal": journal_edited,
    "journal ": log_edited,
    "spans of voting": "update roll_strike set at = at - interval '2 days'"
    " where id = (select id from roll_strike where withdrawn_by is null limit 1)",
    "supporters": "insert into roll_supportrule (id, score, said, entry, at) values (1, 4, 2, gen_random_uuid(), now())"
    " on conflict (id) do update set score = 4",
    "strays": "insert into roll_votehistory (voter_id, election_id, method) values (999999999, 1, '')",
    "one result": two_results,
    "counts of ballots": "update roll_ballotcount set n = n + 1 where ctid = (select min(ctid) from roll_ballotcount)",
    "claims": "update lists_claim set device_id = device_id + 1000 where hold = (select min(hold) from lists_claim)",
    "standing": "update lists_target set due_at = due_at + interval '1 second' where id = (select min(id) from lists_target)",
    "states": "update lists_sheet set report = report || '{\"members\": 1}' where id = (select min(id) from lists_sheet)",
    "numbers": "insert into lists_number (phone, target_id) select '+13125550000', min(id) from lists_target",
    "recorded": "insert into roll_suppression (id, kind, number, at)"
    " values (gen_random_uuid(), 'list', '+13125550000', now())",
    "withdrawn": "delete from front_desk_withdrawal"
    " where entry_id in (select id from roll_strike where withdrawn_by is not null limit 1)",
    "reports": "update precincts_linereport set minutes = minutes + 1",
    "reports ": "delete from precincts_ride",
    "incidents": "update precincts_incident set state = 'done' where state = 'new'",
    "incidents ": "delete from precincts_incidentact",
    "strike codes": "update precincts_strikecode set n = n + 1000 where n = (select max(n) from precincts_strikecode)",
    "strike codes ": codes_swapped,
    "reversals": reversed_and_counted,
    "reversals ": "update precincts_reversal set from_at = from_at - interval '1 second' where withdrawn_by is null",
    "posts": "update precincts_post set ended_at = now() where id = (select min(id) from precincts_post)",
    "holders": "update precincts_holder set until = now() where id = (select id from precincts_holder where chosen limit 1)",
    "holders ": "delete from precincts_holder where id = (select id from precincts_holder where not chosen limit 1)",
    "shifts": "update crew_shift set note = 'Come early'",
    "bookings": "update crew_booking set here_at = null, here_how = ''",
    "hand-outs": "update lists_handout set person_id = person_id + 1"
    " where hold = (select max(hold) from lists_handout h where device_id > 0"
    " and not exists (select from lists_attempt a where a.hold = h.hold))",
    "overlap": handed_twice,
    "struck": struck_and_handed,
    "hours": out_of_hours,
    "suppressed": suppressed_and_handed,
    "limits": beyond_limits,
    "senders": another_person,
    "packets": paper_missing,
    "packets ": "update packets_packet set path = path || '.' where id = (select min(id) from packets_packet)",
    "paper out": "update packets_handing set until = until + interval '1 second' where claimed",
    "paper out ": "update packets_handing set back_at = null",
    "paper in": ticked_on_no_sheet,
    "results": "update lists_tally set n = n + 1 where ctid = (select min(ctid) from lists_tally)",
    "totals": "update boiler_room_total set n = n + 1 where ctid = (select min(ctid) from boiler_room_total)",
}
