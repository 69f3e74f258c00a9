-- Voters handed down in the reply to a request that went up after somebody had been told that they voted.
select h.client, h.hold, h.voter, s.at as struck_known_at, x.at as asked_at
from struck s
join j_h h on h.voter = s.voter
join j_x x on x.client = h.client and x.request = h.request
where x.at > s.at
