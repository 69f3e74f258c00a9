-- Who stands or stood at a post, since and until when, worked out again from the log. Staff who put somebody there end the stay
-- of all others; who is there already is not put there twice. What was chosen ends no other's stay.
with said as (
  select e.id, e.seq, e.kind = 'post_taken' as chosen, e.received_at, coalesce(e.payload->>'post', e.payload->>'id')::bigint as post,
         case when e.kind = 'post_taken' then e.person_id else (e.payload->>'person')::bigint end as person,
         case when e.kind = 'post_taken' then e.at else e.received_at end as since, by.seq as withdrawn_seq
  from front_desk_entry e
  left join front_desk_withdrawal w on w.entry_id = e.id and (w.person_id is null or w.person_id = e.person_id)
  left join front_desk_entry by on by.id = w.by_id
  where e.verdict = 'recorded' and e.reason in ('', 'accepted')
    and (e.kind in ('post_taken', 'post_holder') or e.kind = 'post' and e.payload ? 'person')
), ended as (
  select s.id, min(q.seq) as seq, min(q.received_at) as at
  from said s
  join said q on q.post = s.post and q.seq > s.seq and not q.chosen and q.person is distinct from s.person
    and coalesce(s.withdrawn_seq > q.seq, true)
  group by 1
), stood as (
  select s.*, e.at as until
  from said s left join ended e on e.id = s.id
  where s.person is not null
    and (s.chosen or not exists (
      select from said k
      join precincts_holder h on h.id = k.id
      left join ended x on x.id = k.id
      where k.post = s.post and k.person = s.person and k.seq < s.seq
        and coalesce(k.withdrawn_seq > s.seq, true) and coalesce(x.seq > s.seq, true)))
)
select coalesce(s.id, h.id) as entry, coalesce(s.post, h.post_id) as post, s.person as in_the_log, h.person_id as person,
       s.until as until_in_the_log, h.until as until
from stood s
full join precincts_holder h on h.id = s.id
where (s.post, s.person, s.chosen, s.since, s.until) is distinct from (h.post_id, h.person_id, h.chosen, h.since, h.until)
   or (s.withdrawn_seq is null) <> (h.withdrawn_by is null)
