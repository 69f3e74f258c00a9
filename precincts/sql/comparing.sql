-- Where sources disagree about a voter: worked out anew for the voters whom an entry or a file touches, never for all.
-- A strike from a who-voted file is signed `<layout>:<election>`; everybody else's (phones, keyed papers, CSV) is not.

create function precincts_from_file(source text) returns boolean language sql immutable as $$ select position(':' in source) > 0 $$;

-- The disagreements about `voters` as the facts stand. `basis` names what is said, so that a case that a person has
-- settled as "both right" is not opened again by one more of the same.
create function precincts_disagreements(voters bigint[])
returns table (voter_id bigint, kind text, basis text, at timestamptz) language sql stable as $$
  with strike as (
    select s.voter_id, s.source, s.at, s.received_at, s.precinct_id, s.set_aside, s.withdrawn_by is null as live, precincts_from_file(s.source) as file
    from roll_strike s where s.voter_id = any(voters)),
  ballot as (
    select b.voter_id, b.id, b.file, b.election_on, b.stage, b.returned_on, b.since, b.load_id, b.line
    from roll_ballot b
    where b.voter_id = any(voters) and b.ended_by is null and b.election_on >= real_now()::date - 30),
  seen as (select s.voter_id, max(s.at) as at, max(s.received_at) as received_at from strike s where s.live and not s.file group by 1)
  -- Crossed off with the lists of two precincts.
  select s.voter_id, 'two_precincts', string_agg(distinct s.precinct_id::text, ' ' order by s.precinct_id::text), max(s.received_at)
  from strike s where s.live and s.precinct_id is not null
  group by 1 having count(distinct s.precinct_id) > 1
  union all
  -- A file has the ballot accepted on an earlier day than somebody saw the voter.
  select b.voter_id, 'twice', b.file || ' ' || b.election_on || ' ' || b.returned_on, greatest(max(s.received_at), max(b.since))
  from ballot b join seen s on s.voter_id = b.voter_id
  where b.stage in ('accepted', 'cured') and s.at > (b.returned_on + interval '36 hours') at time zone 'UTC'
    and exists (select from strike f where f.voter_id = b.voter_id and f.live and f.source = left(b.file || ':' || b.election_on, 40))
  group by b.voter_id, b.file, b.election_on, b.returned_on
  union all
  -- A file has the ballot rejected or to be cured, and somebody saw the voter vote.
  select b.voter_id, 'not_counted', b.file || ' ' || b.election_on || ' ' || b.stage, greatest(max(s.received_at), max(b.since))
  from ballot b join seen s on s.voter_id = b.voter_id
  where b.stage in ('cure', 'rejected')
    and not exists (select from ballot o where o.voter_id = b.voter_id and o.stage in ('accepted', 'cured'))
  group by b.voter_id, b.file, b.election_on, b.stage
  union all
  -- A file says voted; a watcher saw the voter turned away.
  select i.voter_id, 'turned_away', string_agg(distinct i.id::text, ' ' order by i.id::text), greatest(max(i.changed_at), max(s.received_at))
  from precincts_incident i join strike s on s.voter_id = i.voter_id and s.live and s.file
  where i.voter_id = any(voters) and i.category = 'turned_away' and i.withdrawn_by is null
  group by i.voter_id
  union all
  -- A file said voted and no longer does; somebody else still says so.
  select s.voter_id, 'file_took_back', string_agg(distinct w.source, ' ' order by w.source), max(s.received_at)
  from seen s join strike w on w.voter_id = s.voter_id and w.file and not w.live and w.set_aside is null
  where not exists (select from strike o where o.voter_id = s.voter_id and o.file and o.live)
    and not exists (select from ballot b where b.voter_id = s.voter_id and b.stage in ('accepted', 'cured', 'cure', 'rejected'))
  group by s.voter_id
$$;

-- Brings the list of open disagreements of `voters` in line with the facts.
create function precincts_compare(voters bigint[]) returns void language plpgsql as $$
declare
  mine bigint[] := array(select distinct v from unnest(voters) v where v is not null);
begin
  if mine = '{}' then
    return;
  end if;
  with found as materialized (
    select distinct on (f.voter_id, f.kind) f.* from precincts_disagreements(mine) f
    where not exists (select from precincts_settled s where s.voter_id = f.voter_id and s.kind = f.kind and s.basis = f.basis
                      and s.choice = 'both')
    order by f.voter_id, f.kind, f.at desc),
  over as (
    delete from precincts_disagreement d
    where d.voter_id = any(mine) and not exists (select from found f where f.voter_id = d.voter_id and f.kind = d.kind))
  insert into precincts_disagreement (voter_id, kind, basis, at)
  select f.voter_id, f.kind, f.basis, f.at from found f order by f.voter_id, f.kind
  on conflict (voter_id, kind) do update set basis = excluded.basis, at = excluded.at
  where (precincts_disagreement.basis, precincts_disagreement.at) is distinct from (excluded.basis, excluded.at);
end $$;
