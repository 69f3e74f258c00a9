-- Entries that a phone sent and that never had a verdict.
select s.entry, s.client, s.word, s.last_at as last_sent_at
from sent s where not exists (select from told t where t.entry = s.entry)
