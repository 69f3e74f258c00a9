-- Entries that were told to be recorded and are something else in the log now.
select t.entry, t.client, t.verdict as told, e.verdict as now, e.reason
from told t join front_desk_entry e on e.id = t.entry
where 'recorded' in (t.verdict, t.other) and e.verdict <> 'recorded'
  and not exists (select from front_desk_settlement x where x.entry_id = t.entry)
