-- Entries of images for a file. The image itself is read while its record is written, so that one is in memory at a time.
-- Which rows: the conditions of the list's filter, of those that were asked for.
select e.id, e.question_id, e.question, e.answer, e.answer_type, e.image_id, e.image_name, i.sha256 as image_sha256,
       i.media_type, i.file_id, f.file_name,
       e.model, e.question_label, cast(to_json(e.tags) as text) as tags,
       cast(to_json(e.warnings) as text) as warnings, e.note, e.confirmed, e.language, e.task_id,
       to_char(e.create_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as create_at,
       cast(e.imported as text) as imported
from image_entry e
join image i on i.id = e.image_id
left join source_file f on f.id = i.file_id
${body.where}
order by case when cast(:?shuffle as text) is null then null else md5(e.question || e'\x1f' || e.answer || cast(:?shuffle as text)) end,
         e.create_at, e.id
limit cast(:?limit as bigint)
