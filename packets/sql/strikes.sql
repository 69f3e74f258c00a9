-- Who has not voted in each precinct: number of the code, name, address (none of a confidential voter), by number.
select c.precinct_id,
       jsonb_agg(jsonb_build_array(
         c.n, v.last_name, concat_ws(' ', v.first_name, nullif(left(v.middle_name, 1), ''), nullif(v.suffix, '')),
         case when v.confidential then '' else v.address end) order by c.n)
from precincts_strikecode c
join roll_voter v on v.id = c.voter_id and v.precinct_id = c.precinct_id
where c.precinct_id = any(%(precincts)s) and v.gone_at is null and v.status not in ('removed', 'pre')
  and not exists (select from roll_voted d where d.voter_id = v.id and d.ended_seq is null)
group by c.precinct_id
