-- Voters handed out at a later place than a strike that stood there. A hand-out that was under way while the strike came
-- may have the later place and be the earlier one (its holder was told): half a minute sets these apart. Nor did it stand there
-- while a reversal held it down that has been lifted since. Back-up paper (no device) was handed out by nobody.
select h.hold, s.voter_id as voter, h.seq as place, s.seq as struck_at_place
from front_desk_handed() h
cross join lateral unnest(h.voters) handed(voter)
join roll_strike s on s.voter_id = handed.voter and s.seq < h.seq
join front_desk_entry heard on heard.seq = s.seq
left join front_desk_entry w on w.id = s.withdrawn_by
where h.device_id is not null and (w.seq is null or w.seq > h.seq) and h.handed_at > heard.received_at + interval '30 seconds'
  and not exists (
    select from precincts_reversal r
    join front_desk_entry began on began.id = r.id
    join front_desk_entry lifted on lifted.id = r.withdrawn_by
    where began.seq < h.seq and lifted.seq > h.seq and precincts_in_reversal(r, s.device_id, s.source, s.at, s.received_at))
