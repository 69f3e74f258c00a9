-- Results and strikes that were told to be recorded and do not count exactly once; holds with two results that count.
select c.entry, c.client, 'result of hold ' || c.hold as what, count(a.id) as counted
from counting c left join lists_attempt a on a.id = c.entry and a.withdrawn_by is null
group by c.entry, c.client, c.hold having count(a.id) <> 1
union all
select s.entry, s.client, 'strike', count(r.id)
from sent s
join told t on t.entry = s.entry and t.verdict = 'recorded' and t.reason = '-'
left join roll_strike r on r.id = s.entry
where s.word = 'strike'
group by s.entry, s.client having count(r.id) <> 1
union all
select min(a.id::text)::uuid, null, 'results of hold ' || a.hold, count(*)
from lists_attempt a where a.withdrawn_by is null
group by a.hold, a.voter_id having count(*) > 1
