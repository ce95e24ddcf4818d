-- Tasks that come again, and what is told to those who wait for a task's end.

-- next_fire_at is the truth: the entry of the same id in housekeeping_tasks only wakes somebody up.
-- A fire moves it on in the transaction that makes the task, so that no fire is made twice.
create table schedule (
  id           text primary key,
  project_id   text not null references project on delete cascade,
  cron         text not null,
  time_zone    text not null,
  task         jsonb not null,
  next_fire_at timestamptz,
  last_fire_at timestamptz,
  last_task_id text,
  last_error   text,
  create_at    timestamptz not null default now()
);
create index schedule_by_age on schedule (create_at, id);
create index schedule_by_project on schedule (project_id, create_at, id);

-- One row for each end of a task with a notify_url, written in the transaction of the end. It names
-- the task without a reference: the end is told also when the task has been deleted meanwhile.
create table webhook_outbox (
  id           text primary key,             -- X-Quern-Delivery, the same for each try
  task_id      text not null,
  url          text not null,
  host         text not null,                -- few at once for one receiver
  body         text not null,
  attempts     int not null default 0,
  next_try_at  timestamptz not null default now(),
  lease_until  timestamptz,                  -- somebody sends it now
  last_error   text,
  delivered_at timestamptz,
  gave_up_at   timestamptz,
  create_at    timestamptz not null default now()
);
create index webhook_outbox_due on webhook_outbox (next_try_at)
  where delivered_at is null and gave_up_at is null;
create index webhook_outbox_leased on webhook_outbox (host) where lease_until is not null;
create index webhook_outbox_delivered on webhook_outbox (delivered_at) where delivered_at is not null;
create index webhook_outbox_given_up on webhook_outbox (gave_up_at) where gave_up_at is not null;
