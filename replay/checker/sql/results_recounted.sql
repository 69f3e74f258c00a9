-- Results that count by what phones were told, against those that the office counts of these devices, result by result.
select coalesce(ours.result, theirs.result) as result, coalesce(ours.n, 0) as by_the_phones, coalesce(theirs.n, 0) as by_the_office
from (select result, count(*) as n from counting group by 1) ours
full join (select a.result, count(*) as n
           from lists_attempt a
           where a.withdrawn_by is null
             and a.id in (select e.id from front_desk_entry e join device d on d.device = e.device_id)
             -- what waited first counts because a captain said so, or because what it differed from was taken back
             and not exists (select from told t where t.entry = a.id and 'waiting' in (t.verdict, t.other))
           group by 1) theirs on theirs.result = ours.result
where ours.n is distinct from theirs.n
