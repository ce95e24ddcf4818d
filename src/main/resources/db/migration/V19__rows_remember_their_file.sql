-- Rows remember the file that they came from, also when their chunk is gone: a file that is split
-- otherwise, or in a new version, loses the chunks that do not say the same any more.

alter table question add column file_id text references source_file on delete set null;
alter table dataset_entry add column file_id text references source_file on delete set null;
alter table conversation add column file_id text references source_file on delete set null;

update question r set file_id = c.file_id from chunk c where c.id = r.chunk_id;
update question r set file_id = p.file_id from ga_pair p
where p.id = r.ga_pair_id and r.file_id is null and r.image_id is null;
update dataset_entry r set file_id = c.file_id from chunk c where c.id = r.chunk_id;
update dataset_entry r set file_id = q.file_id from question q
where q.id = r.question_id and r.file_id is null and q.file_id is not null;
update conversation r set file_id = c.file_id from chunk c where c.id = r.chunk_id;
update conversation r set file_id = q.file_id from question q
where q.id = r.question_id and r.file_id is null and q.file_id is not null;

create index question_by_file on question (file_id) where file_id is not null;
create index dataset_entry_by_file on dataset_entry (file_id) where file_id is not null;
create index conversation_by_file on conversation (file_id) where file_id is not null;

-- The file is locked before the foreign keys lock the chunk, the order in which splitting and
-- deleting take them: in the other order both would wait for each other. Who has waited looks
-- again, because the chunk may have gone over to a new version meanwhile.
create function take_file_of_chunk() returns trigger language plpgsql as $$
begin
  perform 1 from source_file f
  where f.id = (select c.file_id from chunk c where c.id = new.chunk_id) for key share;
  select c.file_id into new.file_id from chunk c where c.id = new.chunk_id;
  return new;
end $$;

create function take_file_of_question() returns trigger language plpgsql as $$
begin
  perform 1 from source_file f
  where f.id = (select q.file_id from question q where q.id = new.question_id) for key share;
  select q.file_id into new.file_id from question q where q.id = new.question_id;
  return new;
end $$;

-- Where a chunk vanishes, chunk_id becomes null and the file stays.
create trigger file_of_chunk before insert or update of chunk_id on question
  for each row when (new.chunk_id is not null) execute function take_file_of_chunk();
create trigger file_of_chunk before insert or update of chunk_id on dataset_entry
  for each row when (new.chunk_id is not null) execute function take_file_of_chunk();
create trigger file_of_chunk before insert or update of chunk_id on conversation
  for each row when (new.chunk_id is not null) execute function take_file_of_chunk();
create trigger file_of_question before insert on dataset_entry
  for each row when (new.chunk_id is null and new.question_id is not null) execute function take_file_of_question();
create trigger file_of_question before insert on conversation
  for each row when (new.chunk_id is null and new.question_id is not null) execute function take_file_of_question();

-- A chunk that goes over to a new version takes along what came from it.
create function take_rows_along() returns trigger language plpgsql as $$
begin
  update question set file_id = new.file_id where chunk_id = new.id;
  update dataset_entry set file_id = new.file_id where chunk_id = new.id;
  update conversation set file_id = new.file_id where chunk_id = new.id;
  return null;
end $$;

create trigger rows_of_chunk after update of file_id on chunk
  for each row when (old.file_id is distinct from new.file_id) execute function take_rows_along();
