-- Entries that a device sent for somebody else, and results that count for a person who was never handed the voter.
select e.id as entry, e.kind, e.device_id as device, e.person_id as person
from front_desk_entry e join crew_device d on d.id = e.device_id
where e.source in ('device', 'office') and e.person_id is distinct from d.person_id
union all
select a.id, 'attempt', h.device_id, a.person_id
from lists_attempt a
join lists_handout h on h.hold = a.hold
where (a.person_id is distinct from h.person_id or a.voter_id <> all(h.voters))
  and not exists (select from front_desk_settlement s where s.entry_id = a.id)
  and exists (select from front_desk_entry e where e.id = a.id and e.source = 'device')
