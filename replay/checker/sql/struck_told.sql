-- Devices that had a voter in hand who was struck, exchanged with the office afterwards, named the hold, and were told
-- nothing of it in that reply.
select h.client, h.hold, h.voter, s.at as struck_known_at, first.at as asked_at
from struck s
join j_h h on h.voter = s.voter and h.at <= s.at
join span p on p.client = h.client and p.hold = h.hold
cross join lateral (
  select x.at, x.till, x.request from j_x x
  where x.client = h.client and x.at > s.at and x.word = 'outbox' and x.more like '200%'
  order by x.at limit 1) first
where first.at < p.till
  and not exists (select from j_g g where g.client = h.client and g.hold = h.hold and (g.voter is null or g.voter = h.voter)
                  and (g.request <= first.request or g.at <= first.till))
