-- Incidents against the acts in the log: each act is there, and state and owner are what was said last.
with act as (
  select e.id, e.seq, e.person_id, (e.payload->>'incident')::uuid as incident, e.payload->>'state' as state,
         e.payload ? 'owner' as of_owner, (e.payload->>'owner')::bigint as owner, coalesce(e.payload->>'note', '') as note
  from front_desk_entry e where e.kind = 'incident_act' and e.verdict = 'recorded'
), state as (
  select distinct on (incident) incident, state from act where state is not null order by incident, seq desc
), owner as (
  select distinct on (incident) incident, owner from act where of_owner order by incident, seq desc
)
select i.id as incident, coalesce(s.state, 'new') as state_in_the_log, i.state, o.owner as owner_in_the_log, i.owner_id as owner
from precincts_incident i
left join state s on s.incident = i.id
left join owner o on o.incident = i.id
where (coalesce(s.state, 'new'), o.owner) is distinct from (i.state, i.owner_id)
union all
select coalesce(a.incident, h.incident_id), a.state, h.state, a.owner, h.owner_id
from act a
full join precincts_incidentact h on h.id = a.id
where (a.incident, a.person_id, coalesce(a.state, ''), a.owner, a.note)
      is distinct from (h.incident_id, h.person_id, h.state, h.owner_id, h.note)
