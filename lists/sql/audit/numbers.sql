-- Numbers by which targets are found and blocked, against the targets' own; members against the sheet of their target.
select 'number' as row, coalesce(n.target_id, t.id) as target, null::bigint as voter, coalesce(n.phone, t.phone) as number
from lists_number n
full join (select id, unnest(phones) as phone from lists_target) t on t.id = n.target_id and t.phone = n.phone
where n.phone is null or t.phone is null
union all
select 'member', m.target_id, m.voter_id, null
from lists_member m left join lists_target t on t.id = m.target_id
where m.target_id is not null and t.sheet_id is distinct from m.sheet_id
