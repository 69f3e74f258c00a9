-- Claims that fit no hand-out, and targets of which only some numbers are claimed.
select c.phone, c.hold, c.target_id as target, case
    when h.hold is null then 'was never handed out'
    when h.device_id is distinct from c.device_id then 'was handed to another device'
    when t.id is null or c.phone <> all(t.phones) then 'is no number of its target'
    else 'has numbers that are not claimed with it' end as claim
from lists_claim c
left join lists_handout h on h.hold = c.hold and h.target_id = c.target_id
left join lists_target t on t.id = c.target_id
where h.hold is null or h.device_id is distinct from c.device_id or t.id is null or c.phone <> all(t.phones)
   or exists (select from unnest(t.phones) number
              where not exists (select from lists_claim o where o.phone = number and o.hold = c.hold))
