"""Histories that break a promise: what is changed in an honest run, in what the clients wrote down or in the office, and
which check has to find it. Times are of the journal, so a lie fits in where it would have happened."""

ONE_ATTEMPT = "(select entry from counting order by entry limit 1)"
ANY_STRUCK = "(select voter from struck order by at limit 1)"
SOMEBODY = "(select client from j_h order by at limit 1)"
ASKED_LATER = """insert into journal (what, at, till, client, request, word, more)
  select 'x', max(at) + 60, max(at) + 61, {who}, 999999, 'outbox', '200' from j_x"""
HANDED = """insert into journal (what, at, till, client, request, hold, voter, word, more)
  select 'h', at + 61, at + 1000, {who}, 999999, h.hold, {voter}, '+19195550199', '1 0'
  from (select max(at) as at from j_x where request <> 999999) x, (select hold from j_h order by at limit 1) h"""

# (promise, check, what is wrong, statements)
BROKEN = [
    (1, "acknowledged", "an acknowledged entry is missing from the log",
     [f"delete from front_desk_entry where id = {ONE_ATTEMPT}"]),
    (1, "acknowledged", "the log has another result than was sent",
     [f"update front_desk_entry set payload = payload || '{{\"result\": \"deceased\"}}' where id = {ONE_ATTEMPT}"]),
    (1, "kept_so", "a recorded entry became a refused one",
     [f"update front_desk_entry set verdict = 'refused' where id = {ONE_ATTEMPT}"]),
    (1, "shipped", "the journal on disk lacks an acknowledged entry", [f"delete from shipped where id = {ONE_ATTEMPT}"]),
    (2, "counted_once", "a recorded result counts nowhere", [f"delete from lists_attempt where id = {ONE_ATTEMPT}"]),
    (2, "counted_once", "a result counts twice",
     ["drop index one_result_a_hold",
      f"create temp table twice as select * from lists_attempt where id = {ONE_ATTEMPT}",
      "update twice set id = gen_random_uuid()",
      "insert into lists_attempt select * from twice"]),
    (2, "counted_once", "a recorded strike left no trace",
     ["delete from roll_strike where id = (select entry from sent where word = 'strike' order by entry limit 1)"]),
    (2, "one_answer", "sent again, an entry was refused",
     [f"""insert into journal (what, at, client, request, entry, word, more)
          select 'v', at + 1, client, request + 1, entry, 'refused', 'conflict' from j_v where entry = {ONE_ATTEMPT}"""]),
    (2, "nothing_else", "the log has what no phone sent", [f"delete from journal where entry = {ONE_ATTEMPT}"]),
    (3, "one_holder", "two callers have one number at once",
     ["""insert into journal (what, at, till, client, request, hold, voter, word, more)
         select 'h', (p.since + p.till) / 2, h.till, h.client + 1, 1, h.hold + 100000, h.voter, h.word, h.more
         from j_h h join span p on p.client = h.client and p.hold = h.hold where p.till > p.since limit 1"""]),
    (4, "in_a_state", "a member's target is gone",
     ["delete from lists_target where id = (select min(target_id) from lists_member)"]),
    (4, "in_a_state", "a number is held by nobody",
     ["update lists_target set hold = 1 where id = (select min(id) from lists_target where hold is null)"]),
    (4, "in_a_state", "somebody who may be called is in no queue",
     ["delete from lists_sheetzone where (sheet_id, lang, zone_id) in "
      "(select sheet_id, lang, zone_id from lists_target where left_n > 0 and hold is null)"]),
    (4, "in_a_state", "somebody who may be called is left out",
     ["update lists_target set left_n = 0 where id = (select min(id) from lists_target where left_n > 0 and hold is null)"]),
    (4, "in_a_state", "a sheet lost a member",
     ["delete from lists_member where voter_id = (select min(voter_id) from lists_member)"]),
    (5, "struck_handed", "a voter was handed out after their strike",
     [ASKED_LATER.format(who=SOMEBODY), HANDED.format(who=SOMEBODY, voter=ANY_STRUCK)]),
    (5, "struck_told", "nobody was told of strikes", ["delete from journal where what = 'g' and word = 'voted'"]),
    (5, "gone_shown", "a voter was dialled after word had come",
     ["""insert into journal (what, at, till, client, hold, voter)
         select 'd', at + 1, at + 2, client, hold, voter from j_g where voter is not null limit 1"""]),
    (6, "in_hours", "a voter was dialled before six in the morning",
     ["update journal set at = at - 8 * 3600 where what = 'd' and at = (select min(at) from j_d)"]),
    (6, "in_hours", "a voter was dialled after the screen had to hide them",
     ["update journal set till = at - 1 where what = 'd' and at = (select min(at) from j_d)"]),
    (6, "within_window", "a hold outlives the calling window",
     ["update journal set till = till + 10 * 3600 where what = 'h' and at = (select min(at) from j_h)"]),
    (6, "suppressed", "a voter was handed out who is off every list",
     [ASKED_LATER.format(who=SOMEBODY),
      HANDED.format(who=SOMEBODY, voter="(select voter from counting where result in "
                    "('do_not_call', 'moved', 'deceased', 'already_voted') order by entry limit 1)")]),
    (6, "within_limits", "a number was handed out beyond the attempts of its sheet",
     ["update lists_sheet set attempts_in_all = 1",
      """update lists_handout set target_id = first.target_id
         from (select o.target_id from counting c join lists_handout o on o.hold = c.hold order by c.told_at limit 1) first
         where hold = (select hold from j_h where request > 1 order by at desc limit 1)"""]),
    (7, "reserve", "a device was left without voters",
     ["""update journal set hold = 0 where what = 'x' and (client, request) =
         (select client, request from j_x x where word = 'outbox' and more = '200'
          and not exists (select from j_g g where g.client = x.client and g.request = x.request) order by at limit 1)"""]),
    (7, "nothing_left", "a result was never answered", [f"delete from journal where what = 'v' and entry = {ONE_ATTEMPT}"]),
    (11, "own_voters", "a volunteer was shown a voter never handed to them",
     [HANDED.format(who="(select client from j_h order by at desc limit 1)", voter="1")]),
    (11, "own_voters", "a result counts for somebody else's voter",
     [f"update lists_attempt set voter_id = 1 where id = {ONE_ATTEMPT}"]),
    (11, "own_precincts", "a watcher has the list of another precinct",
     ["""insert into journal (what, at, client, request, hold, voter)
         select 'r', at, client, 1, hold + 100000, 1 from j_r limit 1"""]),
    (12, "results_recounted", "the office counts another result",
     [f"update lists_attempt set result = 'deceased' where id = {ONE_ATTEMPT}"]),
    (12, "totals_recounted", "a total of the campaign is off by one",
     ["update boiler_room_total set n = n + 1 where area_id = 0 and what = 'calls'"]),
    (12, "totals_recounted", "a result of one hour and precinct is off by one",
     ["update lists_tally set n = n + 1 where ctid = (select min(ctid) from lists_tally)"]),
    (12, "picture", "a picture showed more calls than were ever made",
     ["update journal set hold = hold + 100000 where what = 'p' and word = 'calls' and at = (select max(at) from j_p)"]),
]  # fmt: skip
