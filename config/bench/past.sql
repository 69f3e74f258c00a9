-- Past exchanges of five calls each: five attempts and one hand-out in the log, their rows in lists_attempt and
-- lists_handout. They rang the numbers of the earlier pass, round and round, over thirty days that ended yesterday,
-- by the devices that call now.
create function bench_past(p_entries integer) returns void language plpgsql as $$
declare
  exchanges integer := greatest(p_entries / 6, 1);
  calls integer := exchanges * 5;
  targets integer;
  devices integer := (select count(*) from bench_device);
  first_hold bigint := (select last_value + 1 from lists_handout_hold_seq);
  first_seq bigint := (select last_value + 1 from front_desk_entry_seq);
  ended timestamptz := date_trunc('hour', real_now()) - interval '1 day';
begin
  create temporary table past_target as
    select row_number() over (order by hashint8(t.id), t.id) - 1 as n, t.id, t.sheet_id, t.phones[1] as phone,
           (select array_agg(m.voter_id order by m.rank) from lists_member m where m.target_id = t.id) as voters
    from lists_target t where t.sheet_id = (select min(id) from lists_sheet);
  create unique index on past_target (n);
  analyze past_target;
  targets := (select count(*) from past_target);

  create temporary table past_call as
    select c.n, first_hold + c.n as hold, first_seq + c.n / 5 * 6 + c.n % 5 as seq, t.id as target_id, t.sheet_id, t.phone,
           t.voters, t.voters[1] as voter, d.device_id, p.person_id, v.precinct_id,
           ended - interval '30 days' * (1 - c.n::float8 / calls) as at,
           (array['not_home', 'not_home', 'not_home', 'left_message', 'busy', 'contacted', 'contacted', 'refused'])[1 + c.n % 8] as result
    from generate_series(0, calls - 1) c(n)
    join past_target t on t.n = c.n % targets
    join bench_device b on b.n = 1 + c.n / 5 % devices
    join crew_device d2 on d2.id = b.device_id
    cross join lateral (select b.device_id) d
    cross join lateral (select d2.person_id) p
    join roll_voter v on v.id = t.voters[1];

  analyze past_call;

  insert into lists_handout (hold, sheet_id, target_id, person_id, device_id, phone, voters, handed_at, reserve)
  select hold, sheet_id, target_id, person_id, device_id, phone, voters, at - interval '20 minutes', true
  from past_call order by hold;

  create temporary table past_entry as
    select door_uuid7_at(c.at) as id, c.seq, 'attempt' as kind, 'device' as source, c.person_id, c.device_id, c.at,
           jsonb_build_object('hold', c.hold, 'voter', c.voter, 'sheet', c.sheet_id, 'result', c.result,
                              'answers', case when c.result = 'contacted' then '{"hello": "yes"}'::jsonb else '{}' end) as payload
    from past_call c
    union all
    select door_uuid7_at(max(c.at)), max(c.seq) + 1, 'handout', 'office', c.person_id, c.device_id, max(c.at),
           jsonb_build_object('holds', jsonb_agg(jsonb_build_array(c.hold, c.sheet_id, c.target_id, c.phone, c.voters, true)))
    from past_call c group by c.n / 5, c.person_id, c.device_id;

  analyze past_entry;

  insert into front_desk_entry (id, seq, kind, source, person_id, device_id, seen_at, sent_at, received_at, at, verdict, reason, payload)
  select id, seq, kind, source, person_id, device_id, at, at, at, at, 'recorded', '', payload from past_entry order by seq;

  insert into lists_attempt (id, seq, hold, sheet_id, target_id, voter_id, person_id, phone, area_id, at, hour, result, ends, rest_until, answers)
  select e.id, c.seq, c.hold, c.sheet_id, c.target_id, c.voter, c.person_id, c.phone, c.precinct_id, c.at,
         date_trunc('hour', c.at), c.result, r.ends, c.at + make_interval(mins => r.rest_minutes),
         coalesce(e.payload->'answers', '{}')
  from past_call c join past_entry e on e.seq = c.seq join lists_result r on r.code = c.result
  order by c.seq;

  perform setval('lists_handout_hold_seq', first_hold + calls), setval('front_desk_entry_seq', first_seq + exchanges * 6);
  drop table past_target, past_call, past_entry;
end $$;

-- A version 7 UUID of a past moment.
create function door_uuid7_at(at timestamptz) returns uuid language sql volatile as $$
  select uuidv7(at - clock_timestamp())
$$;
