-- What cleaning removes stays for a while, so that a person can look at it and take it back.
alter table dataset_entry
  add column removed_at     timestamptz,    -- out of lists and exports since then
  add column removed_by     text,           -- the task
  add column removed_reason text check (removed_reason in ('same_question', 'near_duplicate')),
  add column duplicate_of   text,           -- the entry that stayed
  add column similarity     numeric(5, 4);  -- of the words of both, 0 to 1; null for the same question

-- Counts of a project are read off the index alone, with or without removed entries.
drop index dataset_entry_by_project;
create index dataset_entry_by_project on dataset_entry (project_id, create_at, id) include (removed_at);
create index dataset_entry_removed on dataset_entry (project_id, create_at, id) where removed_at is not null;
create index dataset_entry_to_purge on dataset_entry (removed_at) where removed_at is not null;

-- Its entry was removed as a duplicate and is gone for good: the question is not asked again.
alter table question add column settled boolean not null default false;

-- What each item of a data-distillation did; its task's detail is made of them.
create table distilled_item (
  task_id        text not null references task on delete cascade,
  item_seq       int not null,
  changed        int not null,
  changed_ids    text[] not null,
  same_question  int not null,
  near_duplicate int not null,
  primary key (task_id, item_seq)
);

-- Duplicates as they are found: they are removed together, with the item that looked for them done.
-- After a crash of PostgreSQL this is empty and they are looked for anew.
create unlogged table duplicate_staging (
  task_id    text not null,
  epoch      int not null,
  entry_id   text not null,
  kept_id    text not null,
  reason     text not null,
  similarity numeric(5, 4)
);
create index duplicate_staging_by_task on duplicate_staging (task_id);
