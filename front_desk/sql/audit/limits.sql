-- Hand-outs of targets that had been tried as often as the sheet then allowed, in all or, at one of the numbers, that day
-- in the target's own zone. Index: lists_attempt (phone, at).
select h.hold, h.sheet_id as sheet, h.target_id as target, r.attempts_in_all, tried.in_all, r.attempts_a_day, tried.that_day
from front_desk_handed() h
join front_desk_rules() r on r.sheet_id = h.sheet_id and h.seq > r.since and h.seq < r.until
  and h.handed_at > r.told_at + interval '30 seconds'
join lists_target t on t.id = h.target_id
join roll_zone z on z.id = t.zone_id
cross join lateral (
  select coalesce(sum(n.here), 0) as in_all, coalesce(max(n.today), 0) as that_day
  from (select a.phone, count(distinct a.hold) filter (where a.target_id = h.target_id) as here,
               count(distinct a.hold) filter (where (a.at at time zone z.names[1])::date
                                                    = (h.handed_at at time zone z.names[1])::date) as today
        from lists_attempt a join front_desk_entry heard on heard.seq = a.seq
        where a.phone = any(t.phones) and a.seq < h.seq and coalesce(a.withdrawn_seq > h.seq, true)
          and heard.received_at < h.handed_at - interval '30 seconds'
        group by a.phone) n) tried
where h.device_id is not null  -- back-up paper: its calls had been made before
  and (tried.in_all >= r.attempts_in_all or tried.that_day >= r.attempts_a_day)
