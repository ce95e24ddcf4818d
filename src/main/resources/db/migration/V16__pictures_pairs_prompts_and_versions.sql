-- Pictures and what is said of them, for whom questions are asked, prompts of projects, versions of files.

-- A picture that was taken out of a document, and the pipeline of one that was dropped.
alter table image add column file_id text references source_file on delete set null;
create index image_by_project on image (project_id, create_at, id);
create index image_by_file on image (file_id) where file_id is not null;
alter table pipeline add column image_id text references image on delete cascade;
create index pipeline_by_image on pipeline (image_id) where image_id is not null;

create table image_entry (
  id             text primary key,
  project_id     text not null references project on delete cascade,
  image_id       text not null references image on delete cascade,
  image_name     text not null,
  question_id    text unique references question on delete set null,
  question       text not null,
  answer         text not null,
  answer_type    text not null default 'text',
  model          text,
  question_label text,
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
create index image_entry_by_project on image_entry (project_id, create_at, id);
create index image_entry_by_image on image_entry (image_id);

create table ga_pair (
  id         text primary key,
  project_id text not null references project on delete cascade,
  file_id    text not null references source_file on delete cascade,
  genre      text not null,
  audience   text not null,
  active     boolean not null default true,
  create_at  timestamptz not null default now(),
  update_at  timestamptz not null default now()
);
create index ga_pair_by_project on ga_pair (project_id, create_at, id);
create index ga_pair_by_file on ga_pair (file_id);
alter table question add constraint question_ga_pair foreign key (ga_pair_id) references ga_pair on delete set null;
create index question_by_ga_pair on question (ga_pair_id) where ga_pair_id is not null;

create table prompt (
  id         text primary key,
  project_id text not null references project on delete cascade,
  name       text not null,
  language   text not null,
  text       text not null,
  create_at  timestamptz not null default now(),
  update_at  timestamptz not null default now(),
  unique (project_id, name, language)
);
create index prompt_by_project on prompt (project_id, create_at, id);

-- Files of one name in a project are versions of one document; the one that arrived last is the newest.
alter table source_file
  add column version_at  timestamptz not null default now(),
  add column replaced_by text references source_file on delete set null;  -- its chunks have gone over to that one
update source_file set version_at = create_at;
create index source_file_by_name on source_file (project_id, file_name, version_at);
create index source_file_by_content on source_file (sha256);
create index source_file_replaced on source_file (replaced_by) where replaced_by is not null;
create index image_by_content on image (sha256);
