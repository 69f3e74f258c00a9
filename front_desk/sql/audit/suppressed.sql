-- Voters or numbers handed out at a later place than a suppression that stood there (half a minute as for strikes).
with off as (
  select s.id, s.kind, s.voter_id, s.number::text, heard.seq, heard.received_at, w.seq as withdrawn
  from roll_suppression s
  join front_desk_entry e on e.id = s.id
  left join lists_attempt a on a.id = s.id
  left join front_desk_settlement t on t.entry_id = s.id and t.choice = 'accept'
  left join front_desk_entry accepted on accepted.id = t.by_id
  join front_desk_entry heard on heard.seq = greatest(a.seq, accepted.seq, e.seq)
  left join front_desk_entry w on w.id = s.withdrawn_by
), handed as (
  select h.hold, h.seq, h.phone, h.handed_at, v.voter from front_desk_handed() h cross join lateral unnest(h.voters) v(voter)
  where h.device_id is not null  -- back-up paper: its calls had been made before
)
select h.hold, h.voter, h.seq as place, o.kind as suppression, o.seq as suppressed_at_place
from handed h
join off o on o.voter_id = h.voter and (o.number is null or o.number = h.phone or o.kind = 'do_not_call')
where o.seq < h.seq and coalesce(o.withdrawn > h.seq, true) and h.handed_at > o.received_at + interval '30 seconds'
union
select h.hold, h.voter, h.seq, o.kind, o.seq
from handed h
join off o on o.number = h.phone and (o.voter_id is null or o.kind = 'do_not_call')
where o.seq < h.seq and coalesce(o.withdrawn > h.seq, true) and h.handed_at > o.received_at + interval '30 seconds'
