-- What a pipeline's files are named after: pipelines that agree in it write the same files, all others get names of
-- their own.
alter table pipeline add column named_after text;
update pipeline p set named_after = coalesce(
    (select 'file/' || f.file_name from source_file f
     where f.project_id = p.project_id and f.id = coalesce(p.file_id,
         case when jsonb_array_length(p.input -> 'file_ids') = 1 then p.input -> 'file_ids' ->> 0 end)),
    (select 'image/' || i.image_name from image i where i.id = p.image_id),
    'input/' || coalesce(md5(cast(p.input - 'only_lacking' as text)), ''));
-- A node of an earlier version knows no names: each of its pipelines has one of its own.
alter table pipeline alter column named_after set default gen_random_uuid()::text;
alter table pipeline alter column named_after set not null;
create index pipeline_by_stem on pipeline (project_id, stem);
