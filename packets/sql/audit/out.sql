-- Who has a packet, until when, and whether it is back, against the log; and packets out whose holds are not those handed
-- out for their rows, to that person, in the packet's own name (a device's place holds its number, negative) or, of whom somebody
-- else had when the area went on paper, in nobody's.
with said as (
  select o.id, (o.payload->>'packet')::bigint as packet, (o.payload->>'person')::bigint as person,
         (o.payload->>'until')::timestamptz as until, o.payload->'holds' as holds, (o.payload->>'claimed')::boolean as claimed,
         o.received_at as at,
         (select min(b.received_at) from front_desk_entry b
          where b.kind = 'packet_back' and b.verdict = 'recorded' and b.payload->'packet' = o.payload->'packet') as back_at
  from front_desk_entry o where o.kind = 'packet_out' and o.verdict = 'recorded'
)
select coalesce(s.packet, h.packet_id) as packet, null::bigint as row,
       case when h.id is null then 'out in the log alone' when s.id is null then 'not out in the log' else 'another in the log' end as is
from said s full join packets_handing h on h.id = s.id
where (s.packet, s.person, s.until, s.holds, s.claimed, s.at, s.back_at)
      is distinct from (h.packet_id, h.person_id, h.until, h.holds, h.claimed, h.at, h.back_at)
union all
select h.packet_id, r.n, 'its hold was not handed out for it'
from packets_handing h
join packets_packet p on p.id = h.packet_id
cross join lateral rows from (jsonb_array_elements(p.rows), jsonb_array_elements(h.holds)) with ordinality r(said, hold, n)
left join lists_handout o on o.hold = r.hold::bigint
where (o.target_id, o.phone::text, to_jsonb(o.voters), o.person_id) is distinct from
      ((r.said->>0)::bigint, r.said->>1, r.said->2, h.person_id)
   or o.device_id is distinct from case when h.claimed and o.device_id is not null then -h.packet_id end
