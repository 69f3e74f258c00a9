-- The states of every sheet add up to its members, and to those it was cut with.
select s.id as sheet, members.n as members, states.n as in_a_state, (s.report->>'members')::bigint as cut_with
from lists_sheet s
cross join lateral (select count(*) as n from lists_member m where m.sheet_id = s.id) members
cross join lateral (select count(*) filter (where m.state is not null) as n, count(distinct m.voter_id) as voters
                    from lists_member_states(s.id, real_now()) m) states
where states.n <> members.n or states.voters <> members.n or (s.report->>'members')::bigint <> members.n
