-- Tables whose rows are updated all the time. By default a table is cleaned when a fifth of it is
-- dead, which for ten million items is two million; and statistics are as old. Small tables that are
-- written several times a second are cleaned after some hundred updates, so that they stay small;
-- their pages keep room, so that an update of a column without an index stays on its page.
alter table task_item set (
  autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02,
  autovacuum_vacuum_insert_scale_factor = 0.05);
alter table task set (
  fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
alter table scheduled_tasks set (
  fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500,
  autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 500);
alter table housekeeping_tasks set (
  fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
alter table llm_node set (
  fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);
alter table llm_place set (
  fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);
alter table llm_bucket set (
  fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);
alter table webhook_outbox set (
  autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 200);
-- Trimmed from the front all the time.
alter table llm_call set (
  autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02,
  autovacuum_vacuum_insert_scale_factor = 0.05);
alter table llm_cache set (autovacuum_vacuum_scale_factor = 0.05);
alter table llm_usage set (
  fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
