-- What stands on the paper of one sheet: for each part the numbers to ring with whom they reach, in the order of the sheet.
-- Parts are cut from all targets, called or not, so that a part keeps its people from round to round and is printed anew
-- only when one of them is gone. A part is of one language as far as it goes.
with placed as (
  select t.id, t.lang, t.dial, t.left_n,
         row_number() over (order by t.lang, t.rank, t.id) as place
  from lists_target t where t.sheet_id = %(sheet)s
), open as materialized (
  select *, (place - 1) / %(size)s as part from placed where left_n > 0 and dial is not null
), reached as (
  select distinct l.target_id, l.voter_id
  from lists_living(array(select id from open)) l join open o on o.id = l.target_id and l.number = o.dial
), told as (
  select o.part, o.place, o.id, o.dial, o.lang,
         jsonb_agg(jsonb_build_array(
           v.id,
           concat_ws(' ', v.first_name, nullif(v.middle_name, ''), v.last_name, nullif(v.suffix, '')),
           extract(year from real_now()) - v.birth_year, coalesce(p.name, '')) order by v.id) as voters
  from open o
  join reached r on r.target_id = o.id
  join roll_voter v on v.id = r.voter_id
  left join roll_precinctplace pp on pp.precinct_id = v.precinct_id
  left join roll_pollingplace p on p.id = pp.place_id
  group by o.part, o.place, o.id, o.dial, o.lang
)
select part, jsonb_agg(jsonb_build_array(id, dial, lang, voters) order by place) from told group by part order by part
