-- The ledger: tasks, the items of their runs, and what waits for what.

create table task (
  id                text primary key,
  project_id        text not null references project on delete cascade,
  task_type         text not null,
  state             text not null check (state in
                      ('waiting', 'queued', 'running', 'paused', 'cancelling', 'completed', 'failed', 'interrupted')),
  input             jsonb,
  config            jsonb not null,
  language          text,
  priority          smallint not null default 0 check (priority between -1000 and 1000),
  run_at            timestamptz,
  notify_url        text,
  max_failed_ratio  double precision not null default 0.2,
  max_attempts      int not null default 3,
  max_task_attempts int not null default 1,
  max_duration      interval,
  max_tokens_total  bigint,
  max_cost          numeric,
  cache             boolean not null default false,
  parallelism       int not null default 1,
  epoch             int not null default 0,   -- one more for each run; a run writes only while it is the latest
  attempt           int not null default 1,   -- one more for each resume; names the entry in the scheduler
  crashes           int not null default 0,   -- runs that ended with their process
  listed            boolean not null default false,  -- the items stand in task_item
  total_count       bigint not null default 0,
  completed_count   bigint not null default 0,
  failed_count      bigint not null default 0,
  calls             bigint not null default 0,
  input_tokens      bigint not null default 0,
  output_tokens     bigint not null default 0,
  model_info        jsonb,
  detail            jsonb not null default '{}',
  note              text,
  start_time        timestamptz,
  end_time          timestamptz,
  create_at         timestamptz not null default now(),
  update_at         timestamptz not null default now()
);
create index task_by_project on task (project_id, create_at, id);
create index task_by_age on task (create_at, id);
create index task_open on task (state) where state not in ('completed', 'failed', 'interrupted');

create table task_item (
  task_id       text not null references task on delete cascade,
  seq           int not null,
  ref           text not null,
  state         text not null default 'pending' check (state in ('pending', 'done', 'failed')),
  attempts      int not null default 0,
  next_try_at   timestamptz,
  error         text,
  error_class   text,
  finish_reason text,
  raw_reply     text,
  partial_state jsonb,
  primary key (task_id, seq)
);
create index task_item_open on task_item (task_id, seq) where state = 'pending';
create index task_item_failed on task_item (task_id, seq) where state = 'failed';

create table task_dependency (
  task_id   text not null references task on delete cascade,
  parent_id text not null references task on delete cascade,
  primary key (task_id, parent_id)
);
create index task_dependency_by_parent on task_dependency (parent_id);

-- A chain of tasks that was made of one list of steps, and the file that it leaves in the outbox.
create table pipeline (
  id           text primary key,
  project_id   text not null references project on delete cascade,
  file_id      text references source_file on delete cascade,
  stem         text not null,
  fingerprint  text not null,
  export       jsonb,
  input        jsonb,
  last_task_id text references task on delete set null,
  completed_at timestamptz,
  claimed_at   timestamptz,  -- somebody writes the file since then
  exported_at  timestamptz,
  create_at    timestamptz not null default now()
);
create index pipeline_by_content on pipeline (project_id, fingerprint, file_id);
create index pipeline_open on pipeline (last_task_id) where completed_at is null;
create index pipeline_to_export on pipeline (completed_at) where export is not null and exported_at is null;

-- db-scheduler's table (version 16), for task runs.
create table scheduled_tasks (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_by_time on scheduled_tasks (execution_time);
create index scheduled_tasks_by_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_by_priority on scheduled_tasks (priority desc, execution_time asc);

-- The same for housekeeping, so that runs of hours starve nothing.
create table housekeeping_tasks (like scheduled_tasks including all);
