-- Fills a sheet from its member list. Everything follows from the list and from the roll as the log has it at this
-- place, so that a rebuild fills it alike.

-- A set of time zones that is not known yet. Ids follow from the rows there are (as in roll/loading/zoning.py), so a
-- rebuild repeats them; who would draw the same id at once waits.
create function lists_know_zone(p_names text[]) returns void language plpgsql as $$
begin
  if not exists (select from roll_zone z where z.names = p_names::varchar[]) then
    lock table roll_zone in share row exclusive mode;
    insert into roll_zone (id, names) select coalesce(max(z.id), 0) + 1, p_names from roll_zone z
    on conflict (names) do nothing;
  end if;
end $$;

-- Fills members, targets, numbers and queues of sheet `p_sheet` from the temporary table lists_cut (rank, voter,
-- target); target `n` gets the id `p_first + n`. Answers the targets that earlier facts concern: the caller settles
-- these; the others stand at the start.
create function lists_fill(p_sheet bigint, p_first bigint, p_aside text[], p_zone text[])
returns setof bigint language plpgsql as $$
begin
  create temporary table lists_cut_reach on commit drop as
    select c.target, c.voter, c.rank, p.number::text, p.rank as place
    from lists_cut c
    join roll_phone p on p.voter_id = c.voter and not p.set_aside
    where c.target is not null and p.number <> all(p_aside)
      and exists (select from lists_sheet s where s.id = p_sheet and s.channel <> 'walk')
    union all
    select c.target, c.voter, c.rank, lists_door(v.household_id), c.rank
    from lists_cut c join roll_voter v on v.id = c.voter
    where c.target is not null and v.household_id is not null
      and exists (select from lists_sheet s where s.id = p_sheet and s.channel = 'walk');
  analyze lists_cut_reach;

  -- The strictest of the members' zones: all of them together.
  perform lists_know_zone(p_zone);
  create temporary table lists_cut_target on commit drop as
    select c.target, min(c.rank) as rank, (array_agg(v.lang order by c.rank))[1] as lang,
           case when count(distinct v.zone_id) = 1 then min(v.zone_id) end as zone_id, null::text[] as names
    from lists_cut c join roll_voter v on v.id = c.voter
    where c.target is not null
    group by c.target;
  analyze lists_cut_target;
  update lists_cut_target t
  set names = coalesce((select array_agg(distinct name order by name)
                        from lists_cut c join roll_voter v on v.id = c.voter join roll_zone z on z.id = v.zone_id
                        cross join lateral unnest(z.names) name where c.target = t.target), p_zone)
  where t.zone_id is null;
  perform lists_know_zone(names) from (select distinct names from lists_cut_target where names is not null) z;

  insert into lists_target (id, sheet_id, lang, zone_id, priority, due_at, rank, left_n, dial, phones)
  select p_first + t.target, p_sheet, t.lang, coalesce(t.zone_id, z.id), 1,
         timestamptz '2000-01-01 00:00Z' + t.rank * interval '1 second', t.rank,
         coalesce(reached.n, 0), reached.phones[1], coalesce(reached.phones, '{}')
  from lists_cut_target t
  left join roll_zone z on z.names = t.names::varchar[]
  left join (
    select n.target, array_agg(n.number order by n.place, n.rank, n.number) as phones, min(people.n) as n
    from (select target, number, min(place) as place, min(rank) as rank from lists_cut_reach group by 1, 2) n
    join (select target, count(distinct voter) as n from lists_cut_reach group by 1) people using (target)
    group by n.target) reached on reached.target = t.target
  order by t.rank;

  insert into lists_member (voter_id, sheet_id, target_id, rank)
  select c.voter, p_sheet, p_first + c.target, c.rank
  from lists_cut c join roll_voter v on v.id = c.voter
  order by c.voter;

  insert into lists_number (phone, target_id)
  select distinct number, p_first + target from lists_cut_reach order by 1, 2;

  insert into lists_sheetzone (sheet_id, lang, zone_id)
  select distinct t.sheet_id, t.lang, t.zone_id from lists_target t where t.sheet_id = p_sheet;

  drop table lists_cut_reach, lists_cut_target;
  return query select * from lists_concerned(p_sheet);
end $$;

-- Targets of a sheet that facts other than its own rank concern: votes, suppressions, calls, holds.
create function lists_concerned(p_sheet bigint) returns setof bigint language sql stable as $$
  with member as (select m.voter_id, m.target_id from lists_member m where m.sheet_id = p_sheet and m.target_id is not null),
  ring as (select n.phone, n.target_id from lists_target t join lists_number n on n.target_id = t.id where t.sheet_id = p_sheet)
  select m.target_id from member m join roll_voter v on v.id = m.voter_id
    where v.gone_at is not null or v.status in ('removed', 'pre')
  union select m.target_id from member m join roll_voted d on d.voter_id = m.voter_id and d.ended_seq is null
  union select m.target_id from member m join roll_suppression s on s.voter_id = m.voter_id and s.withdrawn_by is null
  union select r.target_id from ring r join roll_suppression s on s.number = r.phone and s.withdrawn_by is null
  union select r.target_id from ring r
    where exists (select from lists_attempt a where a.phone = r.phone and a.withdrawn_by is null)
  union select r.target_id from ring r join lists_claim c on c.phone = r.phone
$$;
