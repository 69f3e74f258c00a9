-- Results of dials as they come through the door.

-- Records attempts (payload: hold, voter, result, answers, callback_at, script). Refuses a voter who was never
-- handed to that person; absorbs a result that says again what is known; lets a different one wait for a person.
create function lists_record_attempts(facts door_fact[]) returns setof door_verdict
language plpgsql as $$
declare inserted uuid[];
begin
  with told as (
    select f.*, h.hold, h.sheet_id, h.target_id, h.phone, (f.payload->>'voter')::bigint as voter, f.payload->>'result' as code,
           (f.payload->>'callback_at')::timestamptz as promised, greatest(f.at, h.handed_at) as rung_at
    from unnest(facts) f
    join lists_handout h on h.hold = (f.payload->>'hold')::bigint
    where f.kind = 'attempt' and (f.payload->>'voter')::bigint = any(h.voters)
      and (f.source <> 'device' or h.person_id = f.person_id)
  ), kept as (
    insert into lists_attempt (
      id, seq, withdrawn_by, withdrawn_seq, hold, sheet_id, target_id, voter_id, person_id, phone, area_id, at,
      hour, result, ends, rest_until, callback_at, script_version_id, answers)
    select f.id, f.seq, f.withdrawn_by, case when f.withdrawn_by is not null then f.seq end, f.hold, f.sheet_id,
           f.target_id, f.voter, f.person_id, f.phone, v.precinct_id, f.rung_at, date_trunc('hour', f.rung_at),
           f.code, r.ends,
           f.rung_at + make_interval(mins => coalesce((s.rests->>f.code)::integer, r.rest_minutes)),
           f.promised, (f.payload->>'script')::bigint, coalesce(f.payload->'answers', '{}')
    from told f
    join lists_sheet s on s.id = f.sheet_id
    join lists_result r on r.code = f.code
    join roll_voter v on v.id = f.voter
    order by f.hold, f.voter, f.seq
    on conflict do nothing
    returning id)
  select coalesce(array_agg(kept.id), '{}') into inserted from kept;

  perform roll_record_suppressions(array_agg(
    (f.id, f.seq, f.kind, f.person_id, f.device_id, f.source, f.at, f.received_at,
     jsonb_strip_nulls(jsonb_build_object(
       'suppression', r.suppresses,
       'voter', case when r.code <> 'disconnected' then a.voter_id end,
       'number', case when r.code in ('wrong_number', 'disconnected', 'do_not_call') then a.phone end)),
     f.withdrawn_by)::door_fact))
  from unnest(facts) f
  join lists_attempt a on a.id = f.id
  join lists_result r on r.code = a.result
  where f.id = any(inserted) and r.suppresses is not null
  having count(*) > 0;

  -- Answers that say how somebody stands are IDs; where a call brought several, the least certain one.
  perform roll_record_support_ids(array_agg(
    (f.id, f.seq, f.kind, f.person_id, f.device_id, f.source, a.at, f.received_at,
     jsonb_build_object('voter', a.voter_id, 'support', id.support), f.withdrawn_by)::door_fact))
  from unnest(facts) f
  join lists_attempt a on a.id = f.id
  join lists_scriptversion s on s.id = a.script_version_id and s.says <> '{}'
  cross join lateral (select max((s.says->said.key->>(said.value #>> '{}'))::smallint) as support
                      from jsonb_each(case jsonb_typeof(a.answers) when 'object' then a.answers else '{}' end) said) id
  where f.id = any(inserted) and id.support is not null
  having count(*) > 0;

  -- A statement of its own, so that it sees the live result that another session committed meanwhile.
  return query
  select f.id,
         case when h.hold is null or told.n = 0 then 'refused' when other.id is null or other.same then 'recorded' else 'waiting' end,
         case when h.hold is null then 'never_handed' when told.n = 0 then 'malformed'
              when other.id is null or other.same then 'repeat' else 'differs' end
  from unnest(facts) f
  left join lists_handout h on h.hold = (f.payload->>'hold')::bigint
    and (f.payload->>'voter')::bigint = any(h.voters) and (f.source <> 'device' or h.person_id = f.person_id)
  left join lateral (
    select a.id, a.result = f.payload->>'result' and a.answers = coalesce(f.payload->'answers', '{}')
                 and a.callback_at is not distinct from (f.payload->>'callback_at')::timestamptz as same
    from lists_attempt a
    where a.hold = h.hold and a.voter_id = (f.payload->>'voter')::bigint and a.withdrawn_by is null and a.id <> f.id
  ) other on true
  cross join lateral (
    select count(*) as n from lists_attempt a where a.hold = h.hold and a.voter_id = (f.payload->>'voter')::bigint
  ) told
  where f.kind = 'attempt' and f.id <> all(inserted);
end $$;

-- Takes back the attempts `ids`; answers the hold, voter and number of each.
create function lists_withdraw(ids uuid[], bys uuid[], p_seq bigint)
returns table (hold bigint, voter_id bigint, phone text) language sql as $$
  update lists_attempt a set withdrawn_by = w.by_id, withdrawn_seq = p_seq
  from unnest(ids, bys) w(id, by_id)
  where a.id = w.id and a.withdrawn_by is null
  returning a.hold, a.voter_id, a.phone::text
$$;
