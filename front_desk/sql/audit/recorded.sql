-- Entries that were recorded and left no row in their room, and rows without a recorded entry.
with result as (
  select coalesce(e.id, a.id) as entry, 'attempt' as kind, e.verdict, a.id is not null as in_its_room
  from (select * from front_desk_entry where kind = 'attempt') e full join lists_attempt a on a.id = e.id
  where (a.id is not null) is distinct from coalesce(e.verdict = 'recorded' and e.reason in ('', 'accepted'), false)
), strike as (
  select coalesce(e.id, s.id), 'strike', e.verdict, s.id is not null
  from (select * from front_desk_entry where kind = 'strike') e full join roll_strike s on s.id = e.id
  where (s.id is not null) is distinct from coalesce(e.verdict = 'recorded' and e.reason in ('', 'accepted'), false)
), suppression as (
  select e.id, 'suppression', e.verdict, false
  from front_desk_entry e
  where e.kind = 'suppression' and e.verdict = 'recorded' and e.payload->>'suppression' is not null
    and not exists (select from roll_suppression s where s.id = e.id)
  union all
  select s.id, 'suppression', e.verdict, true
  from roll_suppression s left join front_desk_entry e on e.id = s.id
  where e.verdict is distinct from 'recorded'
), office as (  -- what the office itself did
  select e.id, e.kind, e.verdict, false from front_desk_entry e
  where e.verdict = 'recorded' and case e.kind
    when 'sheet' then not exists (select from lists_sheet x where x.id = (e.payload->>'id')::bigint)
    when 'universe' then not exists (select from lists_universe x where x.id = (e.payload->>'id')::bigint)
    when 'script_version' then not exists (select from lists_scriptversion x where x.id = (e.payload->>'id')::bigint)
    when 'person' then not exists (select from crew_person x where x.id = (e.payload->>'id')::bigint)
    when 'team' then not exists (select from crew_team x where x.id = (e.payload->>'id')::bigint)
    when 'join_link' then not exists (select from crew_joinlink x where x.id = (e.payload->>'id')::bigint)
    when 'device' then not exists (select from crew_device x where x.id = (e.payload->>'id')::bigint)
    when 'load' then not exists (select from roll_load x where x.id = (e.payload->>'load')::bigint and x.accepted_at is not null)
    when 'settlement' then not exists (select from front_desk_settlement x where x.by_id = e.id)
    else false end
)
select * from result union all select * from strike union all select * from suppression union all select * from office
