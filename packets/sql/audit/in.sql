-- Results typed in from paper for whom no packet of that person had, and ticks of voters who stand on no strike sheet.
with had as (
  select h.person_id, hold::bigint from packets_handing h cross join lateral jsonb_array_elements_text(h.holds) hold
), listed as (
  select distinct p.precinct_id, n::bigint
  from packets_packet p cross join lateral jsonb_array_elements_text(p.rows) n where p.kind = 'strikes'
)
select e.id as entry, e.kind, e.payload->>'paper' as packet
from front_desk_entry e
where e.source = 'paper' and e.verdict = 'recorded' and e.kind = 'attempt'
  and not exists (select from had where had.hold = (e.payload->>'hold')::bigint and had.person_id = e.person_id)
union all
select e.id, e.kind, e.payload->>'paper'
from front_desk_entry e
where e.source = 'paper' and e.verdict = 'recorded' and e.kind = 'strike'
  and not exists (select from listed where listed.precinct_id = (e.payload->>'precinct')::bigint
                  and listed.n = precincts_read_code(e.payload->>'code'))
