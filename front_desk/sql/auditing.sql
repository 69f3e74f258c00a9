-- For audits: hand-outs with their places in the log, and the rules of sheets as they were at a place.

create function front_desk_handed()
returns table (hold bigint, seq bigint, sheet_id bigint, target_id bigint, phone text, voters bigint[], handed_at timestamptz,
               person_id bigint, device_id bigint, reserve boolean)
language sql stable rows 100000 as $$
  select (h.one->>0)::bigint, e.seq, (h.one->>1)::bigint, (h.one->>2)::bigint, h.one->>3,
         array(select v::bigint from jsonb_array_elements_text(h.one->4) v), e.received_at, e.person_id, e.device_id,
         (h.one->>5)::boolean
  from front_desk_entry e cross join lateral jsonb_array_elements(e.payload->'holds') h(one)
  where e.kind = 'handout'
$$;

-- What was last said of a rule of a sheet, up to a place.
create function front_desk_last_said(p_sheet bigint, upto bigint, rule text) returns text language sql stable as $$
  select e.payload->>rule from front_desk_entry e
  where e.kind in ('sheet', 'sheet_change') and e.verdict = 'recorded' and e.seq <= upto and e.payload ? rule
    and coalesce(e.payload->>'sheet', e.payload->>'id')::bigint = p_sheet
  order by e.seq desc limit 1
$$;

-- Valid from place `since` until before `until`; `told_at` is when the office heard of them.
create function front_desk_rules()
returns table (sheet_id bigint, since bigint, until bigint, told_at timestamptz, hours_from time, hours_to time,
               attempts_a_day integer, attempts_in_all integer)
language sql stable as $$
  with said as (
    select coalesce(e.payload->>'sheet', e.payload->>'id')::bigint as sheet, e.seq, e.received_at, e.payload
    from front_desk_entry e where e.kind in ('sheet', 'sheet_change') and e.verdict = 'recorded'
  )
  select s.sheet, s.seq, lead(s.seq, 1, 9223372036854775807) over (partition by s.sheet order by s.seq), s.received_at,
         front_desk_last_said(s.sheet, s.seq, 'hours_from')::time, front_desk_last_said(s.sheet, s.seq, 'hours_to')::time,
         front_desk_last_said(s.sheet, s.seq, 'attempts_a_day')::integer,
         front_desk_last_said(s.sheet, s.seq, 'attempts_in_all')::integer
  from said s
$$;
