-- By which precinct a result or a strike is counted, as it was stamped when it came in; null where it was not recorded.
-- Indexes: the keys, and roll_voted (voter_id).
create function front_desk_stamped(p_id uuid, p_kind text, p_seq bigint) returns bigint language sql stable as $$
  select a.area_id from lists_attempt a where p_kind = 'attempt' and a.id = p_id
  union all
  select d.area_id from roll_strike s
  cross join lateral (select d.area_id from roll_voted d where d.voter_id = s.voter_id and d.seq <= p_seq order by d.seq desc limit 1) d
  where p_kind = 'strike' and s.id = p_id
$$;

-- Stamps what was just recorded again as the journal has it.
create function front_desk_stamp_again(lines jsonb) returns void language sql as $$
  update lists_attempt a set area_id = l.stamped
  from jsonb_to_recordset(lines) l(id uuid, kind text, stamped bigint)
  where l.kind = 'attempt' and a.id = l.id and a.area_id <> l.stamped;

  update roll_voted d set area_id = l.stamped
  from jsonb_to_recordset(lines) l(id uuid, kind text, seq bigint, stamped bigint)
  join roll_strike s on s.id = l.id
  where l.kind = 'strike' and d.area_id <> l.stamped
    and d.id = (select b.id from roll_voted b where b.voter_id = s.voter_id and b.seq <= l.seq order by b.seq desc limit 1);
$$;

-- A rebuild takes entries from the journal through here instead of front_desk_receive: the same rooms record them, with the
-- ids, places and times that they have. `lines` are as the journal has them; entries named in `aside` came from a stolen
-- phone and wait; another body under a known id (`same_id`) is refused. Answers every verdict as it comes out now.
create function front_desk_replay(lines jsonb, aside uuid[]) returns table (id uuid, verdict text, reason text)
language plpgsql set enable_seqscan = off as $$
declare
  facts door_fact[] := array(
    select (l.id, l.seq, l.kind, l.person, l.device, l.source, l.at, l.received_at, l.payload, null)::door_fact
    from jsonb_to_recordset(lines) l(id uuid, seq bigint, kind text, person bigint, device bigint, source text,
                                     at timestamptz, received_at timestamptz, payload jsonb)
    order by l.seq);
  heard door_fact[] := array(select f from unnest(facts) f where f.id <> all(aside) and not f.payload ? 'same_id' order by f.seq);
  verdicts door_verdict[] := '{}';
begin
  perform lists_remember_handouts(heard);
  if heard <> '{}' then
    verdicts := array(select v from front_desk_apply(heard) v);
    perform front_desk_stamp_again(lines);
  end if;
  verdicts := verdicts
    || array(select (a, 'waiting', 'device_shut')::door_verdict from unnest(aside) a)
    || array(select (f.id, 'refused', 'conflict')::door_verdict from unnest(facts) f where f.payload ? 'same_id');

  return query
  insert into front_desk_entry as e (id, seq, kind, source, person_id, device_id, seen_at, sent_at, received_at, at,
                                     verdict, reason, payload)
  select distinct on (f.id) f.id, f.seq, f.kind, f.source, f.person_id, f.device_id, l.seen_at, l.sent_at, f.received_at,
         f.at, coalesce(v.verdict, 'recorded'), coalesce(v.reason, ''), f.payload
  from unnest(facts) f
  join jsonb_to_recordset(lines) l(id uuid, seen_at timestamptz, sent_at timestamptz) on l.id = f.id
  left join unnest(verdicts) v on v.id = f.id
  order by f.id
  returning e.id, e.verdict::text, e.reason::text;
end $$;

-- The devices that sent or were handed something up to two hours (and two minutes) before the log ends; shut ones, too,
-- for what they were handed stays on their screens until they ask. Packets of paper, whose numbers stand negative in a
-- device's place, are among them until their time is over or they are back.
create function front_desk_heard_last() returns bigint[] language sql stable as $$
  with ended as (select max(received_at) as at from front_desk_entry)
  select coalesce(array_agg(heard.device_id), '{}') from (
    select e.device_id from front_desk_entry e, ended
    where e.device_id > 0 and e.received_at > ended.at - interval '122 minutes'
    union
    select -(o.payload->>'packet')::bigint from front_desk_entry o, ended
    where o.kind = 'packet_out' and o.verdict = 'recorded' and (o.payload->>'claimed')::boolean
      and (o.payload->>'until')::timestamptz > ended.at
      and not exists (select from front_desk_entry b
                      where b.kind = 'packet_back' and b.payload->'packet' = o.payload->'packet')) heard
$$;
