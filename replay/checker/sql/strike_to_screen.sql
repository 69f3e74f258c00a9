-- Seconds from when a watcher's strike went up until the screen that had the voter in hand was told, pushed by the live line.
with strike as (
  select c.voter_id as voter, min(s.at) as at
  from sent s
  join precincts_strikecode c on c.precinct_id = split_part(s.more, ' ', 1)::bigint
                              and c.n = left(split_part(s.more, ' ', 2), -1)::integer
  where s.word = 'strike' group by 1
)
select count(*), percentile_disc(array[0.5, 0.95, 0.99, 1.0]) within group (order by g.at - s.at)
from j_g g join strike s on s.voter = g.voter
where g.request = 0 and g.word = 'voted' and g.at > s.at
