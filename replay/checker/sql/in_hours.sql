-- Dials outside the calling hours of the sheet in one of the zones that the voter may be in, and dials after the time at
-- which the screen had to hide the voter.
select d.client, d.hold, d.voter, zone.name as zone, to_timestamp(d.at + %(shift)s) at time zone zone.name as dialled_at
from j_d d
join lists_handout h on h.hold = d.hold
join lists_sheet s on s.id = h.sheet_id
join lists_target t on t.id = h.target_id
join roll_zone z on z.id = t.zone_id
cross join lateral unnest(z.names) zone(name)
where (to_timestamp(d.at + %(shift)s) at time zone zone.name)::time not between s.hours_from and s.hours_to
union all
select d.client, d.hold, d.voter, 'hidden since ' || to_timestamp(d.till), to_timestamp(d.at) at time zone 'UTC'
from j_d d where d.at > d.till
