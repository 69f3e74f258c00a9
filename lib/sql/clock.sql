-- The two clocks. real_now() is the time of day, shifted by a test; office_now() is what holds run on:
-- it advances by beats of at most five seconds, so time that the whole office was away does not count.
create extension if not exists pg_trgm;
create extension if not exists unaccent;

create function real_now() returns timestamptz language sql stable parallel safe as $$
  select statement_timestamp()
       + make_interval(secs => coalesce(nullif(current_setting('fieldoffice.clock_shift', true), ''), '0')::float8)
$$;

create table office_clock (
  one boolean primary key default true check (one),
  clock_at timestamptz not null,  -- office time at the last beat
  beat_at timestamptz not null    -- real time of the last beat
);
insert into office_clock (clock_at, beat_at) values (real_now(), real_now());

create function office_now() returns timestamptz language sql stable as $$
  select clock_at + least(greatest(real_now() - beat_at, interval '0'), interval '5 seconds') from office_clock
$$;

-- Called by whoever notices that a second has gone by; two at once do not wait for each other.
create function office_beat() returns void language sql as $$
  update office_clock set clock_at = office_now(), beat_at = real_now()
  where one in (select one from office_clock
                where real_now() not between beat_at and beat_at + interval '1 second'
                for update skip locked)
$$;
