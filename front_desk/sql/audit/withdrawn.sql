-- What the log says is withdrawn (by who sent it, or by staff) against what its room says. What a reversal holds down is
-- looked at by reversals.sql.
with fact as (
  select id, 'attempt' as kind, withdrawn_by from lists_attempt
  union all select id, 'strike', withdrawn_by from roll_strike
)
select f.id as entry, f.kind, w.by_id as withdrawn_in_the_log_by, f.withdrawn_by as in_its_room_by
from fact f
join front_desk_entry e on e.id = f.id
left join front_desk_withdrawal w on w.entry_id = f.id and (w.person_id is null or w.person_id = e.person_id)
where (w.by_id is null) <> (f.withdrawn_by is null)
  and not exists (select from precincts_reversal r where r.id = f.withdrawn_by)
