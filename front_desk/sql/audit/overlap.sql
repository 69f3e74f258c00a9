-- A number handed out again while the hold before could not be over: no result was sent, the device had been told to show
-- it for longer (30 minutes at hand, 120 in reserve; the office clock runs no faster), its window was open.
with rung as (
  select n.phone, h.hold, h.sheet_id, h.target_id, h.handed_at,
         h.handed_at + case when h.reserve then interval '120 minutes' else interval '30 minutes' end as until,
         lead(h.hold) over again as next_hold, lead(h.handed_at) over again as next_at
  from lists_handout h join lists_number n on n.target_id = h.target_id
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
