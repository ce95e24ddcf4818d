-- A task has an end_time while it is ended, and only then: so statements need not name the states.
drop index task_to_trim;
create index task_to_trim on task (end_time) where trimmed_at is null and end_time is not null;
