-- A change of the parallelism was written into every configuration, also of types that know none and refused to read it
-- from then on.
update task set config = config - 'parallelism'
where task_type in ('text-processing', 'data-distillation') and config ? 'parallelism';
-- Schedules kept the id of a template beside its copy, and each of their tasks was refused.
update schedule set task = task #- '{config,question_template_id}'
where task #>> '{config,question_template_id}' is not null and jsonb_typeof(task #> '{config,question_template}') = 'object';
-- Whether a pipeline of a project writes files of all of it, which each new pipeline asks: that read all of them. A
-- column of the index and not its condition: so there are statistics of how few these are.
create index pipeline_of_project on pipeline (project_id, jsonb_path_exists(export, '$[*].scope ? (@ == "project")'));
-- What the entries of a pair said when they were compared.
alter table duplicate_staging add column contents text;
