-- Holds on paper: a packet's targets claimed for a person until a time, in the channel of calls like any other hold. A
-- packet has no device; the number of the packet, negative, stands in its place in claims, lease and hand-outs.

-- Claims those of the targets that may be called now and that nobody has, until `p_until` or the end of the voter's
-- calling window. Answers the hand-outs.
create function lists_hand_paper(targets bigint[], p_person bigint, p_packet bigint, p_until timestamptz)
returns setof lists_handout language plpgsql as $$
declare
  open record;
  picked bigint[];
begin
  for open in
    select least(w.closes_at, p_until) as closes_at, array_agg(t.id order by t.id) as ids
    from lists_target t
    join lists_sheet s on s.id = t.sheet_id
    join roll_zone z on z.id = t.zone_id
    cross join lateral lists_window_closes(z.names, s.hours_from, s.hours_to, real_now()) w(closes_at)
    where t.id = any(targets) and w.closes_at > real_now() + interval '1 minute'
    group by 1
  loop
    picked := array(select t.id from lists_target t
                    where t.id = any(open.ids) and t.left_n > 0 and t.hold is null and t.due_at <= real_now()
                    order by t.id for no key update skip locked);
    continue when picked = '{}';
    return query select * from lists_claim_targets(lists_without_siblings(picked), p_person, -p_packet, open.closes_at, 0);
  end loop;

  -- Paper does not renew: its lease runs to the end of its shift (120 minutes after the time that stands here).
  insert into lists_lease (device_id, renewed_at, active_at, unsent, holding, pace, handed)
  select -p_packet, office_now() + (p_until - real_now()) - interval '120 minutes', office_now() - interval '1 day', 0,
         count(distinct c.hold), 0, 0
  from lists_claim c where c.device_id = -p_packet
  on conflict do nothing;
end $$;

-- Remembers the hand-outs of paper that was used with the office away, so that what is written on it is a fact. Nothing
-- is claimed: the calls have been made. `targets`, `phones` and `voters` (an array of ids each) run side by side.
create function lists_remember_paper(targets bigint[], phones text[], voters jsonb, p_person bigint)
returns setof lists_handout language sql as $$
  insert into lists_handout (hold, sheet_id, target_id, person_id, device_id, phone, voters, handed_at, reserve)
  select nextval('lists_handout_hold_seq'), t.sheet_id, t.id, p_person, null, r.phone,
         array(select v::bigint from jsonb_array_elements_text(voters->(r.place - 1)::integer) v), real_now(), true
  from unnest(targets, phones) with ordinality r(target_id, phone, place)
  join lists_target t on t.id = r.target_id
  order by r.place
  returning *
$$;

-- Of the targets, how many somebody else was handed or called since `since`: two who rang the same number.
create function lists_overlaps(targets bigint[], p_person bigint, since timestamptz) returns integer language sql stable as $$
  select count(*)::integer from unnest(targets) t(id)
  where exists (select from lists_claim c where c.target_id = t.id)
     or exists (select from lists_attempt a where a.target_id = t.id and a.at >= since and a.withdrawn_by is null
                and a.person_id is distinct from p_person)
$$;
