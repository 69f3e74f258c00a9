-- What the checks share, once the journal is loaded. `shift` is what the office's clock runs ahead by.
create temp table device as
  select j.client, d.id as device, d.person_id as person from j_c j join crew_device d on d.client = j.entry;

-- Every entry once: when it first went up, and how it was first and last answered.
create temp table sent as
  select entry, min(client) as client, min(at) as at, max(at) as last_at, min(hold) as hold, min(voter) as voter,
         min(word) as word, min(more) as more
  from j_s group by entry;
create temp table told as
  select entry, min(client) as client, min(at) as at, min(word) as verdict, max(word) as other,
         (array_agg(more order by at))[1] as reason
  from j_v group by entry;

-- Attempts that count by what their sender was told, until somebody takes them back.
create temp table counting as
  select s.entry, s.client, s.at as sent_at, t.at as told_at, s.hold, s.voter, s.word as result
  from sent s join told t on t.entry = s.entry
  where s.hold is not null and s.word <> 'ride_request' and t.verdict = 'recorded' and t.reason = '-'
    and not exists (select from front_desk_withdrawal w where w.entry_id = s.entry);

-- From when until when a device had a hold in hand: from the reply that brought it until the request that no longer named it
-- went up, or word came that it is gone, or its time was over.
create temp table span as
  with handed as (
    select client, hold, min(word) as phone, min(at) as since, max(till) as hidden, count(distinct voter) as n
    from j_h group by 1, 2
  ), done as (
    select client, hold, min(at) as at from j_s where hold is not null and word <> 'ride_request' group by 1, 2
  ), gone as (
    select client, hold, min(at) filter (where voter is null) as whole, count(distinct voter) as n, max(at) as last
    from j_g group by 1, 2
  ), over as (
    select client, hold, min(at) as at from j_l group by 1, 2
  )
  select h.client, h.hold, h.phone, h.since,
         least(d.at, g.whole, case when g.n >= h.n then g.last end, o.at, h.hidden) as till
  from handed h
  left join done d on d.client = h.client and d.hold = h.hold
  left join gone g on g.client = h.client and g.hold = h.hold
  left join over o on o.client = h.client and o.hold = h.hold;

-- Who was struck for good, and from when on somebody outside knew it: the watcher's verdict. The page of a file says that it
-- is accepted while its strikes are still being entered, so of those it is known when the next file is accepted.
create temp table struck as
  with known as (
    select c.voter_id as voter, t.at
    from sent s
    join told t on t.entry = s.entry and t.verdict = 'recorded' and t.reason = '-'
    join precincts_strikecode c on c.precinct_id = split_part(s.more, ' ', 1)::bigint
                                and c.n = left(split_part(s.more, ' ', 2), -1)::integer
    where s.word = 'strike' and not exists (select from front_desk_withdrawal w where w.entry_id = s.entry)
    union all
    select s.voter_id, (select f.at from j_f f where f.at > extract(epoch from s.received_at) - %(shift)s
                        order by f.at offset 1 limit 1)
    from roll_strike s where s.withdrawn_by is null and s.source like '%%:%%'
  )
  select voter, min(at) as at from known where at is not null group by voter;

create index if not exists asked_at on j_x (client, at);
create index if not exists asked on j_x (client, request);
create index on sent (entry);
create index on told (entry);
create index if not exists gone on j_g (client, hold);
create index on struck (voter);
