-- What a rebuild needs of this room: hand-outs as the log has them, and who has numbers in hand when the log ends.

-- Remembers the hand-outs of entries `handout` (front_desk_log_handout wrote them).
create function lists_remember_handouts(facts door_fact[]) returns void language sql as $$
  insert into lists_handout (hold, sheet_id, target_id, person_id, device_id, phone, voters, handed_at, reserve)
  select (h.one->>0)::bigint, (h.one->>1)::bigint, (h.one->>2)::bigint, f.person_id, f.device_id, h.one->>3,
         array(select v::bigint from jsonb_array_elements_text(h.one->4) v), f.received_at, (h.one->>5)::boolean
  from unnest(facts) f
  cross join lateral jsonb_array_elements(f.payload->'holds') h(one)
  where f.kind = 'handout'
$$;

-- Claims again what `devices` may still have in hand where the log ends: of each number the last hand-out of a day, while
-- its calling window is open and it has no result, or had it just now (a household may be rung on). How long a device
-- renewed, and what it let go, is not in the log, so this is rather too much than too little: no number goes to a second
-- caller; what has a result is let go at the device's next exchange, and what nobody renews lapses as always. Answers the
-- targets concerned.
create function lists_hold_again(devices bigint[], ended timestamptz) returns setof bigint language plpgsql as $$
begin
  with last as (
    select distinct on (n.phone) n.phone, h.hold
    from lists_handout h join lists_number n on n.target_id = h.target_id
    where h.handed_at >= ended - interval '1 day'
    order by n.phone, h.handed_at desc, h.hold desc
  ), out as (
    select h.hold, h.device_id, h.target_id, h.reserve, t.phones,
           lists_window_closes(z.names, s.hours_from, s.hours_to, h.handed_at) as closes_at
    from (select hold, count(*) as n from last group by 1) whole
    join lists_handout h on h.hold = whole.hold
    join lists_target t on t.id = h.target_id and cardinality(t.phones) = whole.n
    join lists_sheet s on s.id = h.sheet_id
    join roll_zone z on z.id = t.zone_id
    where h.device_id = any(devices)
      and not exists (select from lists_attempt a
                      where a.hold = h.hold and a.withdrawn_by is null and a.at < ended - interval '32 minutes')
  )
  insert into lists_claim (phone, hold, device_id, target_id, reserve, closes_at)
  select number, o.hold, o.device_id, o.target_id, o.reserve, o.closes_at
  from out o cross join lateral unnest(o.phones) number
  where o.closes_at > real_now()
  order by number;

  perform lists_renew(c.device_id, d.person_id, true, true, 0)
  from (select distinct device_id from lists_claim) c join crew_device d on d.id = c.device_id;
  return query select distinct n.target_id from lists_claim c join lists_number n on n.phone = c.phone;
end $$;
