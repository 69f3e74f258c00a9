-- Exchanges after which a device had less than it needs, though there was more to hand out: about 90 minutes of voters, or,
-- where a sheet ran short, anybody at all.
with plenty as (
  select not exists (select from lists_sheet where share is not null)
         and (select count(*) from lists_target t where t.left_n > 0 and t.hold is null)
             >= %(reserve)s * (select count(*) from device) as much
)
select x.client, x.request, x.hold as in_hand, to_timestamp(x.till) as at
from j_x x cross join plenty
where x.word = 'outbox' and x.more = '200'
  and x.hold + (select count(*) from j_g g where g.client = x.client and g.request = x.request)
      < case when plenty.much then 0.8 * %(reserve)s else 1 end
