-- What watchers send: looked at, then recorded. A watcher is heard for the precincts and places of their own posts;
-- entries of staff, of other programs and those that a person accepted are not asked for a post.

-- An entry as it was looked at: what became of it, the voter whom its code names, and when it counts from.
create type precincts_look as (id uuid, verdict text, reason text, voter_id bigint, at timestamptz);

create function precincts_slack() returns interval language sql immutable as $$ select interval '3 hours' $$;

-- Whether the person of a fact has a post there, and since when it runs: `found` any such post, `running` one that ran
-- at the fact's time. A clock that was put right in between is no reason to refuse: a time before the post counts
-- as its beginning. `began` is the earliest time to believe.
create function precincts_post_of(f door_fact, out found boolean, out running boolean, out began timestamptz)
language sql stable as $$
  select count(*) > 0,
         coalesce(bool_or(f.received_at >= p.starts_at - precincts_slack()
                          and f.at <= least(coalesce(h.until, 'infinity'), coalesce(p.ended_at, p.ends_at)) + precincts_slack()), false),
         min(p.starts_at - precincts_slack())
  from precincts_holder h
  join precincts_post p on p.id = h.post_id
  where h.person_id = f.person_id and h.withdrawn_by is null
    and (f.payload->>'precinct' is null or (f.payload->>'precinct')::bigint = any(p.precincts))
    and (f.payload->>'place' is null or (f.payload->>'place')::bigint = p.place_id)
$$;

-- Whether one more strike of a device at that time is more than a person can do: sixty in the minute before or after
-- it, or 1,500 in the hour, among those recorded and those just looked at.
create function precincts_too_fast(p_device bigint, p_at timestamptz, just timestamptz[]) returns boolean
language sql stable as $$
  with near as (
    select s.at from roll_strike s
    where s.device_id = p_device and s.at > p_at - interval '1 hour' and s.at < p_at + interval '1 hour'
    union all select j from unnest(just) j)
  select coalesce(count(*) filter (where at <= p_at and at > p_at - interval '1 minute') >= 60
               or count(*) filter (where at >= p_at and at < p_at + interval '1 minute') >= 60
               or count(*) filter (where at <= p_at and at > p_at - interval '1 hour') >= 1500
               or count(*) filter (where at >= p_at and at < p_at + interval '1 hour') >= 1500, false)
  from near
$$;

-- Takes posts that watchers chose. One chooses among the posts of one's team.
create function precincts_take_posts(facts door_fact[]) returns setof door_verdict language sql as $$
  with taken as (
    insert into precincts_holder (id, post_id, person_id, chosen, since, until, withdrawn_by)
    select f.id, p.id, f.person_id, true, f.at, null, f.withdrawn_by
    from unnest(facts) f
    join precincts_post p on p.id = (f.payload->>'post')::bigint and p.ended_at is null
    join crew_person w on w.id = f.person_id and w.team_id = p.team_id
    where f.kind = 'post_taken'
    on conflict (id) do nothing
    returning id)
  select f.id, 'refused', 'not_your_post' from unnest(facts) f
  where f.kind = 'post_taken' and f.id not in (select id from taken)
$$;

-- Looks at strikes, reports, incidents and rides, in the order of the log.
create function precincts_look_at(facts door_fact[]) returns precincts_look[] language plpgsql stable as $$
declare
  looked precincts_look[] := '{}';
  one precincts_look;
  f door_fact;
  post record;
  just jsonb := '{}';  -- device -> times of the strikes that were found good a moment ago
begin
  foreach f in array facts loop
    continue when f.kind not in ('strike', 'line_report', 'polls_report', 'incident', 'turned_away', 'not_on_list', 'ride_request');
    continue when f.kind in ('strike', 'ride_request') and f.payload ? 'voter';
    one := (f.id, 'recorded', '', null, f.at)::precincts_look;
    if f.source = 'device' then
      select * into post from precincts_post_of(f);
      if not post.found then
        one.verdict := 'refused'; one.reason := 'not_your_precinct';
      elsif not post.running then
        one.verdict := 'waiting'; one.reason := 'outside_post';
      end if;
      one.at := least(greatest(f.at, post.began), f.received_at);
    elsif f.payload ? 'place' and not exists (select from roll_pollingplace p where p.id = (f.payload->>'place')::bigint)
       or f.payload ? 'precinct' and not exists (select from crew_area a where a.id = (f.payload->>'precinct')::bigint) then
      one.verdict := 'refused'; one.reason := 'unknown_place';  -- accepted by a person, who cannot know
    end if;
    if f.payload ? 'code' then
      select c.voter_id into one.voter_id from precincts_strikecode c
      where c.precinct_id = (f.payload->>'precinct')::bigint and c.n = precincts_read_code(f.payload->>'code');
      if one.voter_id is null and one.verdict <> 'refused' then
        one.verdict := 'refused'; one.reason := 'unknown_code';
      end if;
    end if;
    if f.kind = 'strike' and f.source = 'device' and one.verdict = 'recorded' then
      if precincts_too_fast(f.device_id, one.at, array(select jsonb_array_elements_text(just->(f.device_id::text))::timestamptz)) then
        one.verdict := 'waiting'; one.reason := 'too_fast';
      else
        just := jsonb_set(just, array[f.device_id::text], coalesce(just->(f.device_id::text), '[]') || to_jsonb(one.at));
      end if;
    end if;
    looked := looked || one;
  end loop;
  return looked;
end $$;

-- Records what was looked at and found good; strikes are roll's to record.
create function precincts_record_reports(facts door_fact[], looked precincts_look[]) returns void language sql as $$
  insert into precincts_linereport (id, place_id, minutes, at, person_id, device_id, withdrawn_by)
  select f.id, (f.payload->>'place')::bigint, (f.payload->>'minutes')::smallint, l.at, f.person_id, f.device_id, f.withdrawn_by
  from unnest(facts) f join unnest(looked) l on l.id = f.id and l.verdict = 'recorded'
  where f.kind = 'line_report'
  on conflict (id) do nothing;

  insert into precincts_pollsreport (id, place_id, what, at, person_id, device_id, withdrawn_by)
  select f.id, (f.payload->>'place')::bigint, f.payload->>'what', l.at, f.person_id, f.device_id, f.withdrawn_by
  from unnest(facts) f join unnest(looked) l on l.id = f.id and l.verdict = 'recorded'
  where f.kind = 'polls_report'
  on conflict (id) do nothing;

  -- A photo counts only where photos are allowed; the incident does in any case.
  insert into precincts_incident (id, place_id, precinct_id, category, reason, voter_id, text, photo, at, person_id, device_id,
                                  state, changed_at, withdrawn_by)
  select f.id, (f.payload->>'place')::bigint, (f.payload->>'precinct')::bigint,
         case when f.kind = 'incident' then f.payload->>'category' else f.kind end, coalesce(f.payload->>'reason', ''), l.voter_id,
         coalesce(f.payload->>'text', ''),
         case when r.photos then coalesce(f.payload->>'photo', '') else '' end,
         l.at, f.person_id, f.device_id, 'new', f.received_at, f.withdrawn_by
  from unnest(facts) f join unnest(looked) l on l.id = f.id and l.verdict = 'recorded'
  cross join lateral precincts_rule(coalesce(
    (f.payload->>'precinct')::bigint,
    (select min(x.precinct_id) from roll_precinctplace x where x.place_id = (f.payload->>'place')::bigint))) r
  where f.kind in ('incident', 'turned_away', 'not_on_list')
  on conflict (id) do nothing;

  insert into precincts_ride (id, voter_id, place_id, note, at, person_id, device_id, withdrawn_by)
  select f.id, v.id, (f.payload->>'place')::bigint, coalesce(f.payload->>'note', ''), coalesce(l.at, f.at), f.person_id, f.device_id,
         f.withdrawn_by
  from unnest(facts) f
  left join unnest(looked) l on l.id = f.id
  join roll_voter v on v.id = coalesce(l.voter_id, (f.payload->>'voter')::bigint)
  where f.kind = 'ride_request' and coalesce(l.verdict, 'recorded') = 'recorded'
  on conflict (id) do nothing;

  -- A sign of who sent it, or of the watcher whose paper somebody typed.
  insert into precincts_sign (person_id, at, strike_at)
  select w.id, max(l.at), max(l.at) filter (where f.kind = 'strike')
  from unnest(facts) f join unnest(looked) l on l.id = f.id and l.verdict = 'recorded'
  join crew_person w on w.id = case f.source when 'device' then f.person_id when 'keyed' then (f.payload->>'watcher')::bigint end
  group by w.id order by w.id
  on conflict (person_id) do update set at = greatest(precincts_sign.at, excluded.at),
                                        strike_at = greatest(precincts_sign.strike_at, excluded.strike_at);
$$;

-- Takes back what the entries `ids` brought to this room, for the entries `bys`.
create function precincts_withdraw(ids uuid[], bys uuid[]) returns void language sql as $$
  update precincts_linereport r set withdrawn_by = w.by_id from unnest(ids, bys) w(id, by_id) where r.id = w.id and r.withdrawn_by is null;
  update precincts_pollsreport r set withdrawn_by = w.by_id from unnest(ids, bys) w(id, by_id) where r.id = w.id and r.withdrawn_by is null;
  update precincts_incident r set withdrawn_by = w.by_id from unnest(ids, bys) w(id, by_id) where r.id = w.id and r.withdrawn_by is null;
  update precincts_ride r set withdrawn_by = w.by_id from unnest(ids, bys) w(id, by_id) where r.id = w.id and r.withdrawn_by is null;
  update precincts_holder r set withdrawn_by = w.by_id from unnest(ids, bys) w(id, by_id) where r.id = w.id and r.withdrawn_by is null;
$$;

-- Records the facts of this room and answers all of them made ready for the rooms that follow: without those that were
-- refused or wait, with the voter that a code names, at the time that counts, and withdrawn where a reversal says so.
create function precincts_record(inout facts door_fact[], out verdicts door_verdict[]) language plpgsql as $$
declare
  looked precincts_look[];
begin
  if exists (select from unnest(facts) f where f.kind = 'post_taken') then
    verdicts := array(select v from precincts_take_posts(facts) v);
  end if;
  looked := precincts_look_at(facts);
  perform precincts_record_reports(facts, looked);
  verdicts := verdicts || array(select (l.id, l.verdict, l.reason)::door_verdict from unnest(looked) l where l.verdict <> 'recorded');
  facts := array(
    select (f.id, f.seq, f.kind, f.person_id, f.device_id, f.source, coalesce(l.at, f.at), f.received_at,
            case when l.voter_id is null then f.payload else f.payload || jsonb_build_object('voter', l.voter_id) end,
            coalesce(f.withdrawn_by, r.by_id))::door_fact
    from unnest(facts) f
    left join unnest(looked) l on l.id = f.id
    left join precincts_reversed(facts) r on r.id = f.id
    where coalesce(l.verdict, 'recorded') = 'recorded'
    order by f.seq);
end $$;
