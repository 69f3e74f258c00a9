-- Voters told to a device in a hold that was not handed to it, words about such, and results that count for somebody else's.
select h.client, h.hold, h.voter, 'told' as what
from j_h h
join device d on d.client = h.client
left join lists_handout o on o.hold = h.hold
where o.device_id is distinct from d.device or h.voter <> all(o.voters)
union all
select g.client, g.hold, g.voter, 'word of it'
from j_g g
join device d on d.client = g.client
left join lists_handout o on o.hold = g.hold
where o.device_id is distinct from d.device or g.voter <> all(o.voters)
union all
select d.client, a.hold, a.voter_id, 'result'
from lists_attempt a
join device d on d.person = a.person_id
left join lists_handout o on o.hold = a.hold
where o.person_id is distinct from a.person_id or a.voter_id <> all(o.voters)
