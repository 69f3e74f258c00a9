-- Numbers that two had in hand at the same time, by what their screens were told.
select phone, client, hold, since, others_till
from (select s.*, max(s.till) over (partition by s.phone order by s.since, s.hold
                                    rows between unbounded preceding and 1 preceding) as others_till
      from span s) held
where since < others_till
