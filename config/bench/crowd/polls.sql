-- Precincts with voters, each with a polling place, a post, and codes; watchers with a phone, dealt out over them. Made straight
-- in the tables, for a bench's own database: `clients` and `hashes` are those of the phones.
create function bench_polls(p_precincts integer, p_voters integer, clients uuid[], hashes bytea[]) returns void
language plpgsql as $$
declare
  county crew_area;
  team bigint;
  first_person bigint;
begin
  select * into county from crew_area where kind = 'region' order by id limit 1;
  insert into crew_team (name, work, area_id, fallback_phone) values ('Watchers', 'polls', county.id, '') returning id into team;

  create table bench_precinct as
    select n, nextval(pg_get_serial_sequence('crew_area', 'id')) as id,
           nextval(pg_get_serial_sequence('roll_pollingplace', 'id')) as place,
           nextval(pg_get_serial_sequence('precincts_post', 'id')) as post
    from generate_series(1, p_precincts) n;
  insert into crew_area (id, kind, name, code, parent_id, lineage, tz)
  select id, 'precinct', 'Polls ' || n, 'P' || n, county.id, county.lineage || id, '' from bench_precinct;
  insert into roll_pollingplace (id, name, address, hours) select place, 'School ' || n, '', '' from bench_precinct;
  insert into roll_precinctplace (precinct_id, place_id) select id, place from bench_precinct;

  update roll_voter v set precinct_id = p.id
  from (select v.id, row_number() over (order by v.id) as n from roll_voter v
        where v.gone_at is null and v.status not in ('removed', 'pre') order by v.id limit p_voters) x
  join bench_precinct p on p.n = 1 + x.n % p_precincts
  where v.id = x.id;

  insert into precincts_post (id, place_id, precincts, team_id, starts_at, ends_at, paper_inside)
  select post, place, array[id], team, real_now() - interval '5 hours', real_now() + interval '8 hours', false from bench_precinct;
  perform precincts_make_codes(array(select id from bench_precinct));

  with made as (
    insert into crew_person (name, phone, email, lang, team_id, joined_at)
    select 'Watcher ' || w, '', '', 'en', team, real_now() from generate_series(1, cardinality(clients)) w returning id)
  select min(id) into first_person from made;
  insert into crew_device (client, person_id, token_hash, made_at, shut_why)
  select clients[w], first_person + w - 1, hashes[w], real_now(), '' from generate_series(1, cardinality(clients)) w;
  insert into precincts_holder (id, post_id, person_id, chosen, since)
  select door_uuid7(), p.post, first_person + w - 1, true, real_now() - interval '5 hours'
  from generate_series(1, cardinality(clients)) w join bench_precinct p on p.n = 1 + (w - 1) % p_precincts;
end $$;
