-- Which callers are at work below some areas (null: everywhere), as devices said at their last renewal, a minute old at most.
-- A device can go on for 90 minutes when it holds that much at its own pace; a tenth less passes, because what
-- was rung since the renewal is not yet made up for. Watchers carry their whole list, so they do not count there; what
-- waits on their phones does.
create function boiler_room_work(areas bigint[])
returns table (devices bigint, people bigint, covered bigint, pace float8, unsent bigint, phones bigint, unheard float8)
language sql stable as $$
  with lease as (
    select l.*, d.person_id, l.active_at > office_now() - interval '15 minutes' and coalesce(t.work, 'calls') = 'calls' as working
    from lists_lease l
    join crew_device d on d.id = l.device_id
    left join crew_person p on p.id = d.person_id
    left join crew_team t on t.id = p.team_id
    left join crew_area a on a.id = t.area_id
    where l.active_at > office_now() - interval '14 hours' and (areas is null or a.lineage && areas)
  )
  select count(*) filter (where working), count(distinct person_id) filter (where working),
         count(*) filter (where working and holding >= 1.5 * pace * 0.9),
         coalesce(sum(pace) filter (where working), 0),
         coalesce(sum(unsent), 0), count(*) filter (where unsent > 0),
         coalesce(extract(epoch from office_now() - min(renewed_at) filter (where unsent > 0)), 0)::float8
  from lease
$$;
