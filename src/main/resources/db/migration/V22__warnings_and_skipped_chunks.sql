-- What is stored and doubtful says so, and a chunk that is not worth a question says why.

alter table question add column warnings text[] not null default '{}';
alter table dataset_entry add column warnings text[] not null default '{}';
alter table conversation add column warnings text[] not null default '{}';
alter table image_entry add column warnings text[] not null default '{}';

create index question_warned on question (project_id, create_at, id) where warnings <> '{}';
create index dataset_entry_warned on dataset_entry (project_id, create_at, id) where warnings <> '{}';

-- contents, index, noise or too short; null where it is worth asking about, or was never looked at.
alter table chunk add column skip_reason text;
alter table chunk_staging add column skip_reason text;
create index chunk_skipped on chunk (project_id, file_id) where skip_reason is not null;

-- How many questions of a reply were the prompt's own, and passed over.
alter table task_item add column echoes int not null default 0;

-- Which set of built-in prompts its model gets: full or compact; null: full.
alter table llm_provider add column prompts text;
