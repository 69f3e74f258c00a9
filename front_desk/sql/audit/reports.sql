-- Line reports, doors, incidents and rides against the entries that were recorded, both ways. Not compared: photos, which a
-- rule may leave out, and the time, which is cut to the post's.
with said as (
  select e.id, e.kind, e.person_id, e.device_id, e.received_at, (e.payload->>'place')::bigint as place, w.by_id,
         case e.kind
           when 'line_report' then e.payload->>'minutes'
           when 'polls_report' then e.payload->>'what'
           when 'ride_request' then coalesce(e.payload->>'note', '')
           else concat_ws(' / ', coalesce(e.payload->>'category', e.kind), e.payload->>'reason', e.payload->>'precinct', e.payload->>'text')
         end as what
  from front_desk_entry e
  left join front_desk_withdrawal w on w.entry_id = e.id and (w.person_id is null or w.person_id = e.person_id)
  where e.kind in ('line_report', 'polls_report', 'incident', 'turned_away', 'not_on_list', 'ride_request') and e.verdict = 'recorded'
    and (e.reason = '' or e.reason = 'accepted' and e.kind <> 'ride_request')  -- a ride that waited is looked after, not recorded
), here as (
  select id, 'line_report' as kind, person_id, device_id, at, place_id as place, withdrawn_by, minutes::text as what from precincts_linereport
  union all
  select id, 'polls_report', person_id, device_id, at, place_id, withdrawn_by, what from precincts_pollsreport
  union all
  select id, case when category in ('turned_away', 'not_on_list') then category else 'incident' end, person_id, device_id, at,
         place_id, withdrawn_by, concat_ws(' / ', category, nullif(reason, ''), precinct_id::text, nullif(text, ''))
  from precincts_incident
  union all
  select id, 'ride_request', person_id, device_id, at, place_id, withdrawn_by, note from precincts_ride
)
select coalesce(s.id, h.id) as entry, coalesce(s.kind, h.kind) as kind, s.what as in_the_log, h.what as in_its_room,
       s.by_id as withdrawn_in_the_log_by, h.withdrawn_by as in_its_room_by
from said s
full join here h on h.id = s.id
where (s.kind, s.person_id, s.device_id, s.place, s.what) is distinct from (h.kind, h.person_id, h.device_id, h.place, h.what)
   or (s.by_id is null) <> (h.withdrawn_by is null)
   or h.at > s.received_at
