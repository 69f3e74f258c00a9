-- A number handed out again while the hold before could not be over: no result was sent, the device had been told to show
-- it for longer (30 minutes at hand, 120 in reserve; the office clock runs no faster), its window was open, and somebody
-- was left on it who was not off every list. Paper holds until
-- the time that was said with it, or until it was back; back-up paper that was called with the office away (no device) was
-- handed out by nobody.
with paper as (
  select -(o.payload->>'packet')::bigint as device_id, (o.payload->>'until')::timestamptz as until,
         (select min(b.received_at) from front_desk_entry b
          where b.kind = 'packet_back' and b.verdict = 'recorded' and b.payload->'packet' = o.payload->'packet') as back_at
  from front_desk_entry o where o.kind = 'packet_out' and o.verdict = 'recorded'
), rung as (
  select n.phone, h.hold, h.sheet_id, h.target_id, h.voters, h.handed_at,
         coalesce(least(p.until, p.back_at),
                  h.handed_at + case when h.reserve then interval '120 minutes' else interval '30 minutes' end) as until,
         lead(h.hold) over again as next_hold, lead(h.handed_at) over again as next_at
  from lists_handout h
  join lists_number n on n.target_id = h.target_id
  left join paper p on p.device_id = h.device_id
  where h.device_id is not null
  window again as (partition by n.phone order by h.handed_at, h.hold)
)
select r.phone, r.hold, r.handed_at, r.next_hold, r.next_at
from rung r
join lists_target t on t.id = r.target_id
join roll_zone z on z.id = t.zone_id
left join front_desk_handed() l on l.hold = r.hold
left join front_desk_rules() u on u.sheet_id = r.sheet_id and l.seq > u.since and l.seq < u.until
where r.next_at < r.until
  and coalesce(lists_window_closes(z.names, u.hours_from, u.hours_to, r.handed_at) > r.next_at, true)
  and not exists (select from front_desk_entry e where e.kind = 'attempt' and (e.payload->>'hold')::bigint = r.hold
                  and e.received_at <= r.next_at)
  and exists (
    select from unnest(r.voters) left_on(voter_id) join roll_voter v on v.id = left_on.voter_id
    where coalesce(v.gone_at > r.next_at, true)
      and not exists (select from roll_strike s where s.voter_id = v.id and s.received_at <= r.next_at)
      and not exists (select from roll_suppression o join front_desk_entry e on e.id = o.id
                      where (o.voter_id = v.id or o.number = r.phone) and e.received_at <= r.next_at))
