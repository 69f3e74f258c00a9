-- Who counts as a supporter. What a voter said (an ID: 1 strong supporter … 5 strong opponent), the newest one, goes before the
-- support score; up to which number each counts is the office's choice (`roll_supportrule`; without one, 2 and 2: strong and
-- leaning). `roll_supporter` keeps spans as `roll_voted` does, so that totals are folded from the log and nobody counts the roll.

-- The office's choice, or what holds without one.
create function roll_support_rule() returns table (score integer, said integer) language sql stable as $$
  select coalesce(max(r.score), 2)::integer, coalesce(max(r.said), 2)::integer from roll_supportrule r
$$;

-- How it stands with each of `voters` now. Read by: roll_voter_pkey, support_id_voter.
create function roll_supporting(voters bigint[])
returns table (voter_id bigint, precinct_id bigint, supports boolean, on_roll boolean) language sql stable as $$
  select v.id, v.precinct_id, coalesce(newest.support <= rule.said, v.support_score <= rule.score, false),
         v.gone_at is null and v.status not in ('removed', 'pre')
  from roll_voter v
  cross join roll_support_rule() rule
  left join (select distinct on (i.voter_id) i.voter_id, i.support from roll_supportid i
             where i.voter_id = any(voters) and i.withdrawn_by is null
             order by i.voter_id, i.at desc, i.id desc) newest on newest.voter_id = v.id and rule.said > 0
  where v.id = any(voters)
$$;

-- Opens, ends or moves the spans of `voters`, and those of having voted, which say whether a supporter has.
-- `p_seq` is a place in the log drawn by this transaction.
create function roll_settle_supporters(voters bigint[], p_seq bigint) returns void language plpgsql as $$
declare turned bigint[];
begin
  -- One lock order for all who settle the same voters; the statements after it see what was committed before.
  perform 1 from roll_voter v where v.id = any(voters) order by v.id for no key update;

  update roll_supporter s set ended_seq = p_seq
  where s.voter_id = any(voters) and s.ended_seq is null
    and not exists (select from roll_supporting(voters) m
                    where m.voter_id = s.voter_id and m.precinct_id = s.area_id and m.supports and m.on_roll);

  insert into roll_supporter (voter_id, area_id, seq)
  select m.voter_id, m.precinct_id, p_seq from roll_supporting(voters) m
  where m.supports and m.on_roll
  order by m.voter_id
  on conflict (voter_id) where ended_seq is null do nothing;

  select array_agg(d.voter_id) into turned
  from roll_supporting(voters) m
  join roll_voted d on d.voter_id = m.voter_id and d.ended_seq is null and d.supporter <> m.supports;
  if turned is not null then
    perform roll_settle_voted(turned, p_seq);
  end if;
end $$;

-- Settles whoever is not what the facts say, after a load or another choice; answers how many that were. Reads the whole roll
-- once. Whoever changes the choice holds the lock that keeps IDs out meanwhile (7305) and the one of loads.
create function roll_settle_all_supporters(p_seq bigint) returns bigint language plpgsql as $$
declare changed bigint[];
begin
  with newest as (
    select distinct on (i.voter_id) i.voter_id, i.support from roll_supportid i
    where i.withdrawn_by is null order by i.voter_id, i.at desc, i.id desc
  ), meant as (
    select v.id, v.precinct_id, v.gone_at is null and v.status not in ('removed', 'pre') as on_roll
    from roll_voter v
    cross join roll_support_rule() rule
    left join newest on newest.voter_id = v.id and rule.said > 0
    where coalesce(newest.support <= rule.said, v.support_score <= rule.score, false)
  ), spans as (
    select s.voter_id, s.area_id from roll_supporter s where s.ended_seq is null
  )
  select array_agg(x.id) into changed from (
    select coalesce(m.id, s.voter_id) as id
    from (select * from meant where on_roll) m
    full join spans s on s.voter_id = m.id
    where s.area_id is distinct from m.precinct_id
    union
    select d.voter_id from roll_voted d left join meant m on m.id = d.voter_id
    where d.ended_seq is null and d.supporter <> (m.id is not null)) x;
  if changed is not null then
    perform roll_settle_supporters(changed, p_seq);
  end if;
  return coalesce(cardinality(changed), 0);
end $$;

-- Records IDs (payload: voter, support), as an answer to a script's question says them.
create function roll_record_support_ids(facts door_fact[]) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(7305);
  insert into roll_supportid (id, voter_id, support, at, withdrawn_by)
  select f.id, (f.payload->>'voter')::bigint, (f.payload->>'support')::smallint, f.at, f.withdrawn_by
  from unnest(facts) f
  order by f.id
  on conflict (id) do nothing;
  perform roll_settle_supporters(array_agg(distinct (f.payload->>'voter')::bigint), min(f.seq)) from unnest(facts) f;
end $$;

-- Takes back the IDs among the entries `ids`, for the entries `bys`.
create function roll_withdraw_support_ids(ids uuid[], bys uuid[], p_seq bigint) returns void language plpgsql as $$
declare said bigint[];
begin
  with gone as (
    update roll_supportid i set withdrawn_by = w.by_id
    from unnest(ids, bys) w(id, by_id) where i.id = w.id and i.withdrawn_by is null
    returning i.voter_id)
  select array_agg(distinct gone.voter_id) into said from gone;
  if said is not null then
    perform pg_advisory_xact_lock_shared(7305);
    perform roll_settle_supporters(said, p_seq);
  end if;
end $$;
