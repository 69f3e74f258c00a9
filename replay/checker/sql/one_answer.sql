-- Entries that were sent again and answered otherwise than the first time, though nobody had settled them.
select t.entry, t.client, t.verdict, t.other
from told t
where t.verdict <> t.other
  and not exists (select from front_desk_settlement x where x.entry_id = t.entry)
  and not exists (select from front_desk_withdrawal w where w.entry_id = t.entry)
  -- what waited because it differed is recorded once the other result is withdrawn
  and not exists (select from front_desk_entry e join front_desk_entry o on o.payload->>'hold' = e.payload->>'hold'
                  join front_desk_withdrawal w on w.entry_id = o.id where e.id = t.entry)
