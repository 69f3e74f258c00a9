-- Precincts on the list of a watcher who has no post there.
select r.client, r.hold as precinct, r.voter as voters
from j_r r
join device d on d.client = r.client
where not exists (select from precincts_holder h join precincts_post p on p.id = h.post_id
                  where h.person_id = d.person and h.withdrawn_by is null and r.hold = any(p.precincts))
