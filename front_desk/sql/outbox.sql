-- One round trip of a volunteer's device: who is it, entries in, finished holds let go, next voters out. One call,
-- one transaction. The answer is the reply of docs/outbox.md but for the words, which the web adds.
create function front_desk_outbox(p_token_hash bytea, p_client uuid, arrivals jsonb, p_sent_at timestamptz, have bigint[],
                                  p_wants boolean, p_sheet bigint, p_langs text[], p_unsent integer,
                                  p_build text default '')
returns jsonb language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off set lock_timeout = '4s' as $$
declare
  who record;
  verdicts jsonb := '[]';
  answered bigint[];
  finished bigint[];
  freed text[];
  behind bigint[];
  lost bigint[] := '{}';
  held integer;
  aim integer;
  handed bigint[] := '{}';
  spent boolean := false;
  emptied boolean := false;
  switched jsonb;
begin
  perform office_beat();
  select d.id as device, d.person_id as person, d.shut_at, d.shut_why, p.team_id as team into who
  from crew_device d join crew_person p on p.id = d.person_id
  where d.token_hash = p_token_hash and d.client = p_client;
  if not found then
    return jsonb_build_object('error', 'link_shut');
  end if;
  perform pg_advisory_xact_lock(7302, who.device::integer);  -- two tabs of one device take turns

  -- A hold is over once the device has let go of it and it has a result, or nobody is left of it who may be called. It is
  -- let go before the results are recorded, so that its targets are settled once.
  answered := array(select (a->'payload'->>'hold')::bigint from jsonb_array_elements(arrivals) a where a->>'kind' = 'attempt');
  finished := array(
    select distinct c.hold from lists_claim c
    where c.device_id = who.device and c.hold <> all(have)
      and (c.hold = any(answered) or exists (select from lists_attempt a where a.hold = c.hold and a.withdrawn_by is null)
           or lists_nobody_left(c.hold)));
  if finished <> '{}' and coalesce(who.shut_why, '') <> 'stolen' then
    freed := lists_release(finished);
  end if;

  if arrivals <> '[]' then
    select jsonb_agg(jsonb_build_object('id', r.id, 'verdict', r.verdict, 'reason', r.reason)) into verdicts
    from front_desk_receive(arrivals, who.person, who.device, 'device', p_sent_at, coalesce(who.shut_why, '')) r;
  end if;
  if freed is not null then
    -- What the results said has settled most of them; not who shared a number of the hold that was not dialled, nor
    -- anybody when the results were known already.
    behind := array(select distinct t.id from lists_number n join lists_target t on t.id = n.target_id
                    where n.phone = any(freed) and t.hold = any(finished));
    if behind <> '{}' then
      perform lists_settle(behind);
    end if;
  end if;
  if who.shut_at is not null then
    return jsonb_build_object('error', 'link_shut', 'verdicts', verdicts);
  end if;

  switched := crew_switched(who.team);
  if p_wants and coalesce((switched->'states'->>'calls.next')::boolean, true) then
    -- Holds that the device does not know of were lost on the way: they come again before any new one.
    lost := array(select distinct c.hold from lists_claim c where c.device_id = who.device and c.hold <> all(have));
    held := cardinality(lost) + (select count(distinct c.hold) from lists_claim c where c.device_id = who.device and c.hold = any(have));
    aim := case when (switched->'states'->>'calls.reserve')::boolean is false then 5
                else ceil(1.5 * coalesce((select l.pace from lists_lease l where l.device_id = who.device), 30)) end;
    if held < aim then
      spent := not lists_in_budget(who.device);
      if not spent then
        handed := array(select h.hold from lists_hand_out(who.person, who.device, who.team, p_sheet, p_langs,
                                                          aim - held, greatest(5 - held, 0)) h);
        if handed = '{}' and held = 0 and lists_lapse(200) > 0 then
          handed := array(select h.hold from lists_hand_out(who.person, who.device, who.team, p_sheet, p_langs, aim, 5) h);
        end if;
        emptied := handed = '{}';
      end if;
    end if;
    if handed <> '{}' then
      perform front_desk_log_handout(handed, who.person, who.device);
    end if;
  end if;

  perform lists_renew(who.device, who.person, arrivals <> '[]', handed <> '{}', p_unsent, p_sent_at, p_build);
  return jsonb_build_object(
    'team', who.team, 'device', who.device,  -- whom the web tells what is announced now
    'verdicts', verdicts,
    'holds', lists_holds_json(lost || handed),
    'gone', lists_gone_json(who.device, have),
    'finished', emptied and held = 0, 'dry', emptied, 'budget', spent, 'switched', switched,
    'next_sheet', case when p_wants and finished <> '{}' then lists_next_sheet(who.device, finished) end,
    -- what somebody at the desk answered this person, until it is half a day old; the device shows it once
    'answer', (select s.answer from front_desk_settlement s
               where s.sender_id = who.person and s.answer <> '' and s.at > real_now() - interval '12 hours'
               order by s.at desc limit 1));
end $$;

-- The hand-out in the log: what a rebuild needs to know of it.
create function front_desk_log_handout(holds bigint[], p_person bigint, p_device bigint) returns void
language plpgsql as $$
begin
  perform front_desk_announce();
  insert into front_desk_entry (id, seq, kind, source, person_id, device_id, seen_at, received_at, at, verdict, reason, payload)
  select door_uuid7(), nextval('front_desk_entry_seq'), 'handout', 'office', p_person, p_device,
         real_now(), real_now(), real_now(), 'recorded', '',
         jsonb_build_object('holds', jsonb_agg(jsonb_build_array(h.hold, h.sheet_id, h.target_id, h.phone, h.voters, h.reserve)))
  from lists_handout h where h.hold = any(holds);
end $$;
