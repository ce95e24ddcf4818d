-- What the engine's promises need in a task's row.

alter table task
  add column cost           numeric not null default 0,  -- by the prices at the time of each call
  add column saved_calls    bigint not null default 0,   -- not sent, since their reply was stored
  add column tries          int not null default 0,      -- retries of the whole task since it was submitted or resumed
  add column deadline       timestamptz,                 -- max_duration from the begin of its first run since then
  add column items_trimmed  boolean not null default false,  -- its done items go or are gone, its counts stay
  add column trimmed_at     timestamptz;                 -- the last of them is gone

-- Open tasks of a project, for the cap on them.
create index task_open_by_project on task (project_id) where state in ('waiting', 'queued');

-- Ended tasks whose done items are still there, for trimming.
create index task_to_trim on task (end_time)
  where state in ('completed', 'failed', 'interrupted') and trimmed_at is null;
