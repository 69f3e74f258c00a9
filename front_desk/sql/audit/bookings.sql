-- Bookings against the log: made by the first that booked or checked in, answered as was said last, here from the first check-in.
with made as (
  select distinct on (shift, person) id, shift, person, at
  from (select e.seq, coalesce(e.payload->>'id', e.payload->>'booking')::bigint as id, (e.payload->>'shift')::bigint as shift,
               (e.payload->>'person')::bigint as person, e.received_at as at
        from front_desk_entry e where e.kind in ('booking', 'check_in') and e.verdict = 'recorded' and e.payload ? 'shift') b
  order by shift, person, seq
), answer as (
  select distinct on (1) (e.payload->>'booking')::bigint as booking, e.received_at as at, (e.payload->>'coming')::boolean as coming
  from front_desk_entry e where e.kind = 'booking_answer' and e.verdict = 'recorded'
  order by 1, e.seq desc
), here as (
  select distinct on (1) coalesce(m.id, (e.payload->>'booking')::bigint) as booking, e.received_at as at, e.payload->>'how' as how
  from front_desk_entry e
  left join made m on (m.shift, m.person) = ((e.payload->>'shift')::bigint, (e.payload->>'person')::bigint)
  where e.kind = 'check_in' and e.verdict = 'recorded'
  order by 1, e.seq
)
select coalesce(m.id, b.id) as booking, a.coming as coming_in_the_log, b.coming, h.at as here_in_the_log, b.here_at as here
from made m
left join answer a on a.booking = m.id
left join here h on h.booking = m.id
full join crew_booking b on b.id = m.id
where (m.shift, m.person, m.at, a.at, a.coming, h.at, coalesce(h.how, ''))
      is distinct from (b.shift_id, b.person_id, b.booked_at, b.answered_at, b.coming, b.here_at, b.here_how::text)
