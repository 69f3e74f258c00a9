-- Hand-outs outside the calling window that the sheet had then, in any zone of the voters.
select h.hold, h.sheet_id as sheet, h.handed_at, z.names as zones, r.hours_from, r.hours_to
from front_desk_handed() h
join front_desk_rules() r on r.sheet_id = h.sheet_id and h.seq > r.since and h.seq < r.until
join lists_target t on t.id = h.target_id
join roll_zone z on z.id = t.zone_id
where h.device_id is not null  -- back-up paper: its calls had been made before
  and lists_window_closes(z.names, r.hours_from, r.hours_to, h.handed_at) is null
  and h.handed_at > r.told_at + interval '30 seconds'
