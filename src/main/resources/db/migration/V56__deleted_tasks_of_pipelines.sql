-- Each task that is deleted is looked for here; that was a scan of all pipelines.
create index pipeline_by_last_task on pipeline (last_task_id);
