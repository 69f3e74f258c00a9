-- Voters or numbers handed down in the reply to a request that went up after a result that takes them off every list had
-- been acknowledged.
with off as (
  select min(c.told_at) as at, c.voter, null as phone from counting c
  where c.result in ('do_not_call', 'moved', 'deceased', 'already_voted') group by c.voter
  union all
  select min(c.told_at), null, h.phone::text from counting c join lists_handout h on h.hold = c.hold
  where c.result in ('do_not_call', 'disconnected') group by h.phone
  union all
  select min(c.told_at), c.voter, h.phone::text from counting c join lists_handout h on h.hold = c.hold
  where c.result = 'wrong_number' group by c.voter, h.phone
)
select h.client, h.hold, h.voter, off.at as known_at, x.at as asked_at
from off
join j_h h on h.voter = off.voter and (off.phone is null or off.phone = h.word)
join j_x x on x.client = h.client and x.request = h.request and x.at > off.at
union all
select h.client, h.hold, h.voter, off.at, x.at
from off
join j_h h on off.voter is null and h.word = off.phone
join j_x x on x.client = h.client and x.request = h.request and x.at > off.at
