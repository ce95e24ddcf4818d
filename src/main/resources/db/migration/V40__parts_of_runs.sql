-- Several nodes may work on one run: each is a part of it. Its number is the task's epoch when it
-- joined, so no number comes twice. While its row is there a part may write; who takes it away
-- gives its items back in the same transaction.
create table task_part (
  task_id     text not null references task on delete cascade,
  part        int not null,
  node        text not null,
  leads       boolean not null,           -- holds the scheduler's entry and closes the run
  claims      boolean not null,           -- what it works on is marked as its own
  places      int not null,               -- of the task's parallelism
  rate        double precision not null default 0,  -- items a second
  stop        text,                       -- of the one that leads: why all parts are to stop
  stop_reason text,
  beat_at     timestamptz not null default clock_timestamp(),
  primary key (task_id, part)
);
create unique index task_part_lead on task_part (task_id) where leads;
create unique index task_part_by_node on task_part (task_id, node);

-- The part that has taken an open item; null for nobody, and while one node has the run alone.
alter table task_item add column part int;
create index task_item_claimed on task_item (task_id, part) where part is not null and state = 'pending';
