-- Voters that a screen may show longer than the calling window of that day lasts, in one of their zones.
select h.client, h.hold, h.voter, zone.name as zone, to_timestamp(h.till + %(shift)s) as shown_until
from j_h h
join lists_handout o on o.hold = h.hold
join lists_sheet s on s.id = o.sheet_id
join lists_target t on t.id = o.target_id
join roll_zone z on z.id = t.zone_id
cross join lateral unnest(z.names) zone(name)
where h.till + %(shift)s > extract(epoch from
        ((to_timestamp(h.at + %(shift)s) at time zone zone.name)::date + s.hours_to) at time zone zone.name)
