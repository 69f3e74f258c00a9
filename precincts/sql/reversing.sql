-- A device, a join link or a source is reversed for a span, in one entry: its strikes count no more, whether they were
-- made or received in it, and neither do those that come later. A phone in wrong hands sets its own clock, so the
-- time of receipt counts as much as the time it tells.

create function precincts_in_reversal(r precincts_reversal, p_device bigint, p_source text, p_at timestamptz, p_received timestamptz)
returns boolean language sql stable as $$
  select (r.device_id is null or r.device_id = p_device)
     and (r.source = '' or r.source = p_source)
     and (r.link_id is null or exists (select from crew_device d where d.id = p_device and d.link_id = r.link_id))
     and ((p_at >= r.from_at and p_at < coalesce(r.to_at, 'infinity'))
          or (p_received >= r.from_at and p_received < coalesce(r.to_at, 'infinity')))
$$;

-- The live strikes that a reversal would withdraw or has to.
create function precincts_to_reverse(p_device bigint, p_link bigint, p_source text, p_from timestamptz, p_to timestamptz)
returns table (id uuid, voter_id bigint) language sql stable as $$
  select s.id, s.voter_id
  from roll_strike s
  where s.withdrawn_by is null
    and (p_device is not null or p_link is not null or p_source <> '')
    and (p_device is null or s.device_id = p_device)
    and (p_link is null or s.device_id in (select d.id from crew_device d where d.link_id = p_link))
    and (p_source = '' or s.source = p_source)
    and ((s.at >= p_from and s.at < coalesce(p_to, 'infinity'))
         or (s.received_at >= p_from and s.received_at < coalesce(p_to, 'infinity')))
$$;

-- Withdraws them for the reversal `p_by`; answers the voters concerned.
create function precincts_reverse(p_by uuid, p_seq bigint) returns bigint[] language plpgsql as $$
declare
  ids uuid[];
  voters bigint[];
begin
  select array_agg(s.id), coalesce(array_agg(distinct s.voter_id), '{}') into ids, voters
  from precincts_reversal r
  cross join lateral precincts_to_reverse(r.device_id, r.link_id, r.source, r.from_at, r.to_at) s
  where r.id = p_by;
  perform roll_withdraw(ids, array_fill(p_by, array[coalesce(cardinality(ids), 0)]), p_seq);
  update precincts_reversal set strikes_n = coalesce(cardinality(ids), 0) where id = p_by;
  return voters;
end $$;

-- Which of some strikes, just coming in, fall under a reversal that stands.
create function precincts_reversed(facts door_fact[]) returns table (id uuid, by_id uuid) language sql stable as $$
  select distinct on (f.id) f.id, r.id
  from precincts_reversal r
  join unnest(facts) f on f.kind = 'strike'
    and precincts_in_reversal(r, f.device_id, coalesce(f.payload->>'source', f.source), f.at, f.received_at)
  where r.withdrawn_by is null
  order by f.id, r.at, r.id
$$;

-- Withdraws the reversals among `ids` and answers the strikes that they held down, each with another reversal that
-- holds it down still, if there is one.
create function precincts_lift(ids uuid[], bys uuid[]) returns table (id uuid, by_id uuid) language sql as $$
  update precincts_reversal r set withdrawn_by = w.by_id from unnest(ids, bys) w(id, by_id) where r.id = w.id and r.withdrawn_by is null;
  select s.id, (select r.id from precincts_reversal r
                where r.withdrawn_by is null and precincts_in_reversal(r, s.device_id, s.source, s.at, s.received_at)
                order by r.at, r.id limit 1)
  from roll_strike s
  where s.withdrawn_by = any(ids) and exists (select from precincts_reversal r where r.id = s.withdrawn_by);
$$;
