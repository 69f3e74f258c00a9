-- Entries in the log under the name of a device that never sent them.
select e.id as entry, d.client, e.kind, e.verdict
from device d
join front_desk_entry e on e.device_id = d.device and e.source = 'device'
where not exists (select from sent s where s.entry = e.id) and e.kind <> 'unreadable' and not e.payload ? 'same_id'
