-- A resume looks for the items that wait for a retry, among millions that just have not begun.
create index task_item_waiting on task_item (task_id) where next_try_at is not null and state = 'pending';

-- By default a fifth of a table is dead before it is cleaned: of a million entries 200,000. Indexes for
-- searching gather what is new until the table is cleaned, also where rows are only added.
alter table question set (
  autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02,
  autovacuum_vacuum_insert_scale_factor = 0.05);
alter table dataset_entry set (
  autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02,
  autovacuum_vacuum_insert_scale_factor = 0.05);
alter table chunk set (
  autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02,
  autovacuum_vacuum_insert_scale_factor = 0.05);
alter table conversation set (
  autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02,
  autovacuum_vacuum_insert_scale_factor = 0.05);
alter table image_entry set (
  autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02,
  autovacuum_vacuum_insert_scale_factor = 0.05);
-- Small tables that are written all the time: a part tells every second what it does, and a call that
-- is out has a row until it is back.
alter table task_part set (
  fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);
alter table llm_open_call set (
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000,
  autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 10000);
