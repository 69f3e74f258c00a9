-- More than one result that stands, of one hold and voter.
select hold, voter_id as voter, array_agg(id order by seq) as attempts
from lists_attempt where withdrawn_by is null
group by 1, 2 having count(*) > 1
