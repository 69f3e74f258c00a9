-- pgbench keeps no state, so what a device would send is put together from what it holds: results for its first
-- `p_n` holds and the names of the others, exactly the arguments that the web hands to front_desk_outbox.
create function bench_sends(p_device bigint, p_n integer, out arrivals jsonb, out have bigint[]) language sql volatile as $$
  with held as (
    select h.hold, h.voters[1] as voter, h.sheet_id as sheet, row_number() over (order by h.reserve, h.hold) as place
    from lists_handout h
    where h.hold in (select c.hold from lists_claim c where c.device_id = p_device)
  ), sent as (
    select held.*, ('{%(results)s}'::text[])[1 + floor(random() * %(kinds)s)::integer] as result
    from held where place <= p_n
  )
  select (select coalesce(jsonb_agg(jsonb_build_object(
            'id', door_uuid7(), 'kind', 'attempt', 'seen_at', real_now(),
            'payload', jsonb_build_object('hold', sent.hold, 'voter', sent.voter, 'sheet', sent.sheet, 'result', sent.result,
              'answers', case when sent.result = 'contacted' then '{"hello": "yes"}'::jsonb else '{}' end))), '[]') from sent),
         (select coalesce(array_agg(held.hold), '{}') from held where place > p_n)
$$;
