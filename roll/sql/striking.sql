-- Strikes and suppressions as they come through the door. A voter counts as having voted from the first live
-- strike on; `roll_voted` keeps these spans, worked out again from the strikes whenever one comes or goes.

-- Opens, ends or moves the spans of `voters`; `p_seq` is a place in the log drawn by this transaction.
create function roll_settle_voted(voters bigint[], p_seq bigint) returns void
language plpgsql as $$
begin
  -- One lock order for all who settle the same voters; the statements after it see what was committed before.
  perform 1 from roll_voter v where v.id = any(voters) order by v.id for no key update;

  update roll_voted d set ended_seq = p_seq
  from roll_supporting(voters) m
  where d.voter_id = m.voter_id and d.ended_seq is null
    and (m.supports <> d.supporter
         or d.hour is distinct from (select date_trunc('hour', min(s.at)) from roll_strike s
                                     where s.voter_id = d.voter_id and s.withdrawn_by is null));

  insert into roll_voted (voter_id, hour, area_id, supporter, seq)
  select m.voter_id, struck.hour, m.precinct_id, m.supports, p_seq
  from roll_supporting(voters) m
  cross join lateral (select date_trunc('hour', min(s.at)) as hour from roll_strike s
                      where s.voter_id = m.voter_id and s.withdrawn_by is null) struck
  where struck.hour is not null
  order by m.voter_id
  on conflict (voter_id) where ended_seq is null do nothing;
end $$;

-- Records strikes (payload: voter, and source where it is not the entry's own). Unknown voters are refused.
create function roll_record_strikes(facts door_fact[]) returns setof door_verdict
language plpgsql as $$
begin
  insert into roll_strike (id, voter_id, source, at, received_at, seq, device_id, precinct_id, withdrawn_by)
  select f.id, v.id, coalesce(f.payload->>'source', f.source), f.at, f.received_at, f.seq, f.device_id,
         (f.payload->>'precinct')::bigint, f.withdrawn_by
  from unnest(facts) f
  join roll_voter v on v.id = (f.payload->>'voter')::bigint
  where f.kind = 'strike'
  order by v.id
  on conflict (id) do nothing;

  perform roll_settle_voted(array_agg(distinct (f.payload->>'voter')::bigint), min(f.seq))
  from unnest(facts) f where f.kind = 'strike' having count(*) > 0;

  return query
  select f.id, 'refused', 'unknown_voter' from unnest(facts) f
  where f.kind = 'strike' and not exists (select from roll_voter v where v.id = (f.payload->>'voter')::bigint);
end $$;

-- Records suppressions (payload: suppression, voter and/or number), entered by staff or implied by a result.
create function roll_record_suppressions(facts door_fact[]) returns void
language sql as $$
  insert into roll_suppression (id, kind, voter_id, number, at, withdrawn_by)
  select f.id, f.payload->>'suppression', (f.payload->>'voter')::bigint, f.payload->>'number', f.at, f.withdrawn_by
  from unnest(facts) f
  where f.payload->>'suppression' is not null
  order by f.id
  on conflict (id) do nothing;
$$;

-- Takes back what the entries `ids` brought, for the entries `bys`; answers the voters and numbers concerned.
create function roll_withdraw(ids uuid[], bys uuid[], p_seq bigint)
returns table (voter_id bigint, number text) language plpgsql as $$
declare struck bigint[];
begin
  with gone as (
    update roll_strike s set withdrawn_by = w.by_id
    from unnest(ids, bys) w(id, by_id) where s.id = w.id and s.withdrawn_by is null
    returning s.voter_id)
  select array_agg(distinct gone.voter_id) into struck from gone;
  if struck is not null then
    perform roll_settle_voted(struck, p_seq);
  end if;
  perform roll_withdraw_support_ids(ids, bys, p_seq);

  return query
    with gone as (
      update roll_suppression s set withdrawn_by = w.by_id
      from unnest(ids, bys) w(id, by_id) where s.id = w.id and s.withdrawn_by is null
      returning s.voter_id, s.number)
    select gone.voter_id, gone.number::text from gone
    union all select s, null from unnest(struck) s;
end $$;

-- Says anew by what each of the strikes `ids` is withdrawn (null: by nothing, it counts); answers their voters.
create function roll_withdraw_anew(ids uuid[], bys uuid[], p_seq bigint) returns bigint[] language plpgsql as $$
declare struck bigint[];
begin
  with anew as (
    update roll_strike s set withdrawn_by = w.by_id
    from unnest(ids, bys) w(id, by_id) where s.id = w.id
    returning s.voter_id)
  select coalesce(array_agg(distinct anew.voter_id), '{}') into struck from anew;
  perform roll_settle_voted(struck, p_seq);
  return struck;
end $$;

-- Why a voter is off every list, or null: the first of voted, gone, suppressed (the voter at any number).
create function roll_why_off(p_voter bigint) returns text language sql stable as $$
  select case
    when exists (select from roll_voted d where d.voter_id = p_voter and d.ended_seq is null) then 'voted'
    when exists (select from roll_voter v where v.id = p_voter and (v.gone_at is not null or v.status in ('removed', 'pre')))
      then 'gone'
    when exists (select from roll_suppression s where s.voter_id = p_voter and s.withdrawn_by is null
                 and (s.number is null or s.kind = 'do_not_call')) then 'suppressed'
  end
$$;

-- Whether a number must not be rung for a voter: bad for everyone, on the do-not-call list, or not theirs.
create function roll_number_off(p_voter bigint, p_number text) returns boolean language sql stable as $$
  select exists (select from roll_suppression s where s.number = p_number and s.withdrawn_by is null
                 and (s.voter_id is null or s.voter_id = p_voter or s.kind = 'do_not_call'))
$$;
