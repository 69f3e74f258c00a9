-- Hand-outs in the log against those remembered.
select coalesce(l.hold, h.hold) as hold, l.seq as place,
       case when h.hold is null then 'only in the log' when l.hold is null then 'not in the log' else 'another' end as hand_out
from front_desk_handed() l full join lists_handout h on h.hold = l.hold
where (l.sheet_id, l.target_id, l.phone, l.voters, l.handed_at, l.person_id, l.device_id, l.reserve)
      is distinct from (h.sheet_id, h.target_id, h.phone::text, h.voters, h.handed_at, h.person_id, h.device_id, h.reserve)
