-- A person settles what was refused or waited (decided by the entry `p_by` at the place `p_seq`). Accepted, it is
-- recorded in the name of who sent it and what stood in its way is withdrawn; rejected, it stays in the log and
-- never counts. Messages and wishes for a ride are looked after: done. Answers '' or why it cannot be; the caller
-- then undoes the rest.
create function front_desk_settle(p_of uuid, p_choice text, p_by uuid, p_seq bigint) returns text language plpgsql as $$
declare
  e front_desk_entry;
  others uuid[] := '{}';
  became record;
begin
  select * into e from front_desk_entry where id = p_of for update;
  if not found then
    return 'unknown_entry';
  elsif exists (select from front_desk_settlement s where s.entry_id = p_of) then
    return 'settled';
  elsif e.kind in ('tell_us', 'ride_request') then
    if p_choice = 'accept' or p_choice = 'reject' and e.verdict = 'recorded' then
      return 'not_that_way';
    end if;
    update front_desk_entry set verdict = case p_choice when 'done' then 'recorded' else 'refused' end,
                                reason = case p_choice when 'done' then 'accepted' else 'rejected' end
    where id = p_of and verdict = 'waiting';
    return '';
  elsif p_choice = 'done' then
    return 'not_that_way';
  elsif e.verdict = 'recorded' then
    return 'settled';
  elsif p_choice = 'reject' then
    update front_desk_entry set verdict = 'refused', reason = 'rejected' where id = p_of;
    return '';
  end if;

  if e.kind not in ('attempt', 'correction', 'strike', 'unstrike', 'suppression') then
    return 'not_that_way';  -- what the office itself does is done again, not accepted
  elsif e.kind = 'attempt' then
    others := array(select a.id from lists_attempt a
                    where a.hold = (e.payload->>'hold')::bigint and a.voter_id = (e.payload->>'voter')::bigint
                      and a.withdrawn_by is null and a.id <> p_of);
  end if;
  if e.payload ? 'same_id' then  -- the body that was recorded under this id
    others := others || (e.payload->>'same_id')::uuid;
  end if;
  if others <> '{}' then
    insert into front_desk_withdrawal (entry_id, by_id) select o, p_by from unnest(others) o on conflict do nothing;
    perform lists_withdraw(others, array_fill(p_by, array[cardinality(others)]), p_seq);
    perform roll_withdraw(others, array_fill(p_by, array[cardinality(others)]), p_seq);
  end if;
  for became in
    select v.* from front_desk_apply(array[(e.id, p_seq, e.kind, e.person_id, e.device_id, 'settled', e.at,
                                            e.received_at, e.payload, null)::door_fact]) v
    where v.id = p_of and v.verdict <> 'recorded'
  loop
    return 'cannot';
  end loop;
  update front_desk_entry set verdict = 'recorded', reason = 'accepted' where id = p_of;
  return '';
end $$;
