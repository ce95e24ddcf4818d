-- Chunks that one transaction stored have one create_at: file and index tell their order.
drop index chunk_by_project;
create index chunk_in_order on chunk (project_id, create_at, file_id, index, id);

-- Deleting an image or a file looks for what hangs on it.
create index question_by_image on question (image_id) where image_id is not null;
create index pipeline_by_file on pipeline (file_id) where file_id is not null;
