-- Entries for a file.
-- Which rows: the conditions of the list's filter, of those that were asked for.
select e.id, e.question_id, e.question, e.answer, e.cot, e.answer_type, e.chunk_id, e.chunk_name, e.file_id,
       f.file_name, c.content as source,
       case when not c.edited then c.start_offset end as start_offset, case when not c.edited then c.end_offset end as end_offset,
       c.summary as heading,
       q.ga_pair_id, e.model, e.question_label, cast(e.score as double precision) as score, e.ai_evaluation,
       cast(e.evaluation as text) as evaluation, cast(e.evidence as text) as evidence, e.supported,
       cast(to_json(e.tags) as text) as tags, cast(to_json(e.warnings) as text) as warnings, e.note, e.confirmed,
       e.language, e.task_id,
       to_char(e.create_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as create_at,
       cast(e.imported as text) as imported
from dataset_entry e
left join question q on cast(:?detail as boolean) and q.id = e.question_id
left join chunk c on cast(:?detail as boolean) and c.id = e.chunk_id
left join source_file f on cast(:?detail as boolean) and f.id = e.file_id
${body.where}
order by case when cast(:?shuffle as text) is null then null else md5(e.question || e'\x1f' || e.answer || cast(:?shuffle as text)) end,
         e.create_at, e.id
limit cast(:?limit as bigint)
