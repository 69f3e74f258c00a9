-- Members of a sheet for whom nobody would ever come, by the facts: their target is gone, held by nobody, in no queue, or
-- closed although they may be called. And sheets whose members are not those that they were cut with.
with callable as (  -- who may still be called at a number of the target, said without the office's own functions
  select m.sheet_id, m.target_id, m.voter_id
  from lists_member m
  join lists_target t on t.id = m.target_id
  join roll_voter v on v.id = m.voter_id and v.gone_at is null and v.status not in ('removed', 'pre')
  left join roll_voted d on d.voter_id = m.voter_id and d.ended_seq is null
  left join (select distinct voter_id from roll_suppression
             where withdrawn_by is null and (number is null or kind = 'do_not_call')) off on off.voter_id = m.voter_id
  left join (select distinct sheet_id, voter_id from lists_attempt where ends and withdrawn_by is null) ended
    on ended.sheet_id = m.sheet_id and ended.voter_id = m.voter_id
  where d.voter_id is null and off.voter_id is null and ended.voter_id is null and t.left_n = 0
), tried as (
  select target_id, count(distinct hold) as n from lists_attempt where withdrawn_by is null group by target_id
)
select m.sheet_id as sheet, m.voter_id as voter, 'has no target' as why
from lists_member m left join lists_target t on t.id = m.target_id
where m.target_id is not null and t.id is null
union all
select h.sheet_id, m.voter_id, 'held by nobody'
from (select t.id, t.sheet_id
      from lists_target t cross join lateral unnest(t.phones) number(phone)
      left join lists_claim c on c.phone = number.phone
      where t.hold is not null group by t.id having count(c.phone) = 0) h
join lists_member m on m.target_id = h.id
union all
select t.sheet_id, m.voter_id, 'in no queue'
from lists_target t join lists_member m on m.target_id = t.id
where t.left_n > 0 and t.hold is null
  and not exists (select from lists_sheetzone q where q.sheet_id = t.sheet_id and q.lang = t.lang and q.zone_id = t.zone_id)
union all
select c.sheet_id, c.voter_id, 'left out, though they may be called'
from callable c
join lists_target t on t.id = c.target_id
join lists_sheet s on s.id = c.sheet_id
left join tried on tried.target_id = t.id
where coalesce(tried.n, 0) < s.attempts_in_all
  and exists (select from roll_phone p where p.voter_id = c.voter_id and p.number = any(t.phones) and not p.set_aside
              and not exists (select from roll_suppression x where x.number = p.number and x.withdrawn_by is null
                              and (x.voter_id is null or x.voter_id = c.voter_id or x.kind = 'do_not_call')))
union all
select s.id, null, 'members: ' || count(m.voter_id) || ', cut with ' || (s.report->>'members')
from lists_sheet s left join lists_member m on m.sheet_id = s.id
group by s.id having count(m.voter_id) <> (s.report->>'members')::bigint
