-- Reversals against the log; and their effect: no strike counts that falls under one that stands, and none is held down by one
-- that was lifted or does not cover it.
select r.id as reversal, null::uuid as strike, 'another in the log' as "is"
from (select e.id, (e.payload->>'device')::bigint as device, (e.payload->>'link')::bigint as link, coalesce(e.payload->>'source', '') as source,
             (e.payload->>'from')::timestamptz as from_at, (e.payload->>'to')::timestamptz as to_at, w.by_id
      from front_desk_entry e
      left join front_desk_withdrawal w on w.entry_id = e.id and (w.person_id is null or w.person_id = e.person_id)
      where e.kind = 'reversal' and e.verdict = 'recorded') s
full join precincts_reversal r on r.id = s.id
where (s.device, s.link, s.source, s.from_at, s.to_at) is distinct from (r.device_id, r.link_id, r.source, r.from_at, r.to_at)
   or (s.by_id is null) <> (r.withdrawn_by is null)
union all
select r.id, s.id, 'counts, and is reversed'
from precincts_reversal r
cross join lateral precincts_to_reverse(r.device_id, r.link_id, r.source, r.from_at, r.to_at) s
where r.withdrawn_by is null
union all
select r.id, s.id, 'does not count, and is not reversed'
from roll_strike s
join precincts_reversal r on r.id = s.withdrawn_by
where r.withdrawn_by is not null or not precincts_in_reversal(r, s.device_id, s.source, s.at, s.received_at)
