-- Acknowledged entries that the office's journal on disk does not have.
select t.entry, t.client, t.verdict
from told t
where t.reason not in ('conflict', 'malformed') and not exists (select from shipped s where s.id = t.entry)
