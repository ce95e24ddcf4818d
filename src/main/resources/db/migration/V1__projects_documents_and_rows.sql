-- What users see: projects, their files and images, and the rows that tasks make of them.
-- Every row that a task makes carries (task_id, item_seq, ordinal): unique, so that no result is stored twice.

create table project (
  id          text primary key,
  name        text not null unique,
  description text,
  create_at   timestamptz not null default now(),
  update_at   timestamptz not null default now()
);

create table source_file (
  id         text primary key,
  project_id text not null references project on delete cascade,
  file_name  text not null,
  media_type text not null,
  size       bigint not null,
  sha256     text not null,
  characters bigint not null,
  create_at  timestamptz not null default now(),
  unique (project_id, sha256, file_name)
);
create index source_file_by_project on source_file (project_id, create_at, id);

-- The extracted Markdown in pieces, so that no reader needs the whole of it in memory.
create table source_text (
  file_id text not null references source_file on delete cascade,
  seq     int not null,
  content text not null,
  primary key (file_id, seq)
);

create table image (
  id         text primary key,
  project_id text not null references project on delete cascade,
  image_name text not null,
  media_type text not null,
  size       bigint not null,
  width      int not null,
  height     int not null,
  sha256     text not null,
  content    bytea not null,
  create_at  timestamptz not null default now(),
  unique (project_id, sha256, image_name)
);

create table chunk (
  id           text primary key,
  project_id   text not null references project on delete cascade,
  file_id      text not null references source_file on delete cascade,
  file_name    text not null,
  name         text not null,
  index        int not null,
  content      text not null,
  summary      text not null default '',
  size         int not null,
  start_offset bigint not null,
  end_offset   bigint not null,
  task_id      text,
  item_seq     int,
  ordinal      int,
  create_at    timestamptz not null default now(),
  update_at    timestamptz not null default now(),
  unique (task_id, item_seq, ordinal)
);
create index chunk_by_project on chunk (project_id, create_at, id);
create index chunk_by_file on chunk (file_id, index);

-- Chunks of a file that is being split: they become chunks when their item is done.
-- After a crash of PostgreSQL this is empty and the item is split anew.
create unlogged table chunk_staging (
  task_id      text not null,
  item_seq     int not null,
  epoch        int not null,
  id           text not null,
  index        int not null,
  content      text not null,
  summary      text not null,
  size         int not null,
  start_offset bigint not null,
  end_offset   bigint not null,
  primary key (task_id, item_seq, epoch, index)
);

create table question (
  id         text primary key,
  project_id text not null references project on delete cascade,
  chunk_id   text references chunk on delete set null,
  image_id   text references image on delete cascade,
  question   text not null,
  label      text,
  ga_pair_id text,
  task_id    text,
  item_seq   int,
  ordinal    int,
  create_at  timestamptz not null default now(),
  update_at  timestamptz not null default now(),
  unique (task_id, item_seq, ordinal)
);
create index question_by_project on question (project_id, create_at, id);
create index question_by_chunk on question (chunk_id);

create table dataset_entry (
  id             text primary key,
  project_id     text not null references project on delete cascade,
  question_id    text unique references question on delete set null,
  question       text not null,
  answer         text not null,
  cot            text not null default '',
  answer_type    text not null default 'text',
  chunk_id       text references chunk on delete set null,
  chunk_name     text,
  model          text,
  question_label text,
  score          numeric(2, 1),
  ai_evaluation  text,
  tags           text[] not null default '{}',
  note           text,
  confirmed      boolean not null default false,
  language       text,
  task_id        text,
  item_seq       int,
  ordinal        int,
  create_at      timestamptz not null default now(),
  update_at      timestamptz not null default now(),
  unique (task_id, item_seq, ordinal)
);
create index dataset_entry_by_project on dataset_entry (project_id, create_at, id);
create index dataset_entry_by_chunk on dataset_entry (chunk_id);
