-- Numbers dialled for a voter of whom the screen had been told that they are gone.
select d.client, d.hold, d.voter, g.at as told_at, d.at as dialled_at, g.word as why
from j_d d
join j_g g on g.client = d.client and g.hold = d.hold and (g.voter is null or g.voter = d.voter)
where d.at > g.at
