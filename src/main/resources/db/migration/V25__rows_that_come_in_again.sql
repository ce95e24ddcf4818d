-- Rows that were exported, here or elsewhere, and come in again.

alter table question add column if not exists warnings text[] not null default '{}';
alter table dataset_entry add column if not exists warnings text[] not null default '{}';
alter table conversation add column if not exists warnings text[] not null default '{}';
alter table image_entry add column if not exists warnings text[] not null default '{}';

-- What a row brought along that has no column here: its system prompt, and what it was known by
-- where it came from (ids, source text, times), which an export gives again.
alter table dataset_entry add column imported jsonb;
alter table conversation add column imported jsonb;
alter table image_entry add column imported jsonb;

-- A row that is there already is known by its content.
create index dataset_entry_by_content on dataset_entry (project_id, md5(question || e'\x1f' || answer));
create index conversation_by_content on conversation (project_id, md5(messages::text));
create index image_entry_by_content on image_entry (project_id, md5(question || e'\x1f' || answer || e'\x1f' || image_id));

-- Whether any row has a system prompt of its own decides on the columns of a file.
create index dataset_entry_with_system on dataset_entry (project_id) where imported ->> 'system' is not null;
create index conversation_with_system on conversation (project_id) where imported ->> 'system' is not null;
