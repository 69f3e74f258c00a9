-- Entries that have a verdict on a phone and are not in the log as they were sent, from whom they were sent.
select t.entry, s.client, s.word as sent, e.kind as logged
from told t
join sent s on s.entry = t.entry
join device d on d.client = s.client
left join front_desk_entry e on e.id = t.entry
where t.reason not in ('conflict', 'malformed')
  and (e.id is null or e.device_id is distinct from d.device or e.person_id is distinct from d.person
       or coalesce(e.payload->>'result', e.kind) <> s.word
       or (e.payload->>'hold')::bigint is distinct from s.hold or (e.payload->>'voter')::bigint is distinct from s.voter
       or (e.kind = 'strike' and concat_ws(' ', e.payload->>'precinct', e.payload->>'code') <> s.more))
