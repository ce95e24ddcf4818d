-- What entries know of their worth, dialogues, and the forms of answers that a project keeps.

alter table dataset_entry
  add column evaluation    jsonb,    -- the dimensions of its score, as the model gave them
  add column score_task_id text,     -- the task that judged it; null where a person did, or nobody
  add column evidence      jsonb,    -- quotes of its source; null where none were asked for
  add column supported     boolean;  -- whether all of them were found there; null where none were asked for
create index dataset_entry_judged on dataset_entry (score_task_id) where score_task_id is not null;
create index dataset_entry_unscored on dataset_entry (project_id, create_at, id) where score is null;

create table conversation (
  id          text primary key,
  project_id  text not null references project on delete cascade,
  question_id text references question on delete set null,
  chunk_id    text references chunk on delete set null,
  chunk_name  text,
  scenario    text,
  role_a      text not null,
  role_b      text not null,
  turn_count  int not null,
  max_turns   int not null,
  messages    jsonb not null,
  model       text,
  tags        text[] not null default '{}',
  note        text,
  confirmed   boolean not null default false,
  language    text,
  task_id     text,
  item_seq    int,
  ordinal     int,
  create_at   timestamptz not null default now(),
  update_at   timestamptz not null default now(),
  unique (task_id, item_seq, ordinal)
);
create index conversation_by_project on conversation (project_id, create_at, id);
create index conversation_by_question on conversation (question_id);
create index conversation_by_chunk on conversation (chunk_id);

-- json and not jsonb: a form is shown to models with its fields in their order.
create table question_template (
  id          text primary key,
  project_id  text not null references project on delete cascade,
  name        text not null,
  answer_type text not null check (answer_type in ('text', 'label', 'custom_format')),
  instruction text,
  labels      text[],
  schema      json,
  example     json,
  create_at   timestamptz not null default now(),
  update_at   timestamptz not null default now(),
  unique (project_id, name)
);
create index question_template_by_project on question_template (project_id, create_at, id);
