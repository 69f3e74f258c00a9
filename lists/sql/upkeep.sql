-- The hot tables change all day: let vacuum keep up, and leave room on a page for the next version of a row.
alter table lists_target set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
alter table lists_claim set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000);
alter table lists_lease set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.1);
alter table lists_notice set (autovacuum_vacuum_scale_factor = 0.1);
