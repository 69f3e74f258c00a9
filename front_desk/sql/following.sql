-- The log's order. A writer announces itself before it draws its places, so that a follower of the log knows up to
-- where no gap can still be filled: below the lowest place at which a writer that is still at work began.
create sequence if not exists front_desk_entry_seq;
select setval('front_desk_entry_seq', 1);  -- counted as drawn: the first entry is 2, above what a follower calls settled

create function front_desk_announce() returns void language sql as $$
  select pg_advisory_xact_lock_shared((7301::bigint << 40) | last_value) from front_desk_entry_seq
$$;

-- Everything up to this place is committed or will never be. Read rows in a statement after this one.
create function front_desk_settled_up_to() returns bigint language plpgsql as $$
declare
  drawn bigint;
  writing bigint;
begin
  select last_value into drawn from front_desk_entry_seq;  -- first the sequence, then the locks
  select min(((classid::bigint << 32) | objid::bigint) & ((1::bigint << 40) - 1)) into writing
  from pg_locks
  where locktype = 'advisory' and objsubid = 1 and database = (select oid from pg_database where datname = current_database())
    and (((classid::bigint << 32) | objid::bigint) >> 40) = 7301
    and pid <> pg_backend_pid();  -- one's own are in sight anyway
  return least(drawn, writing);
end $$;
