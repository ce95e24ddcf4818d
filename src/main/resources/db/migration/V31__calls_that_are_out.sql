-- Calls to models that have gone out and have not come back. What a killed process leaves here was asked for all the same,
-- and is counted when its task is taken up again. Whoever deletes a row accounts for its call.
create table llm_open_call (
  process       text not null,            -- made up anew by each start
  number        bigint not null,          -- counts the calls of a process
  at            timestamptz not null,
  project_id    text not null,
  task_id       text not null,
  item_seq      int not null,
  provider      text not null,
  model         text not null,
  primary key (process, number)
);
create index llm_open_call_by_task on llm_open_call (task_id);
