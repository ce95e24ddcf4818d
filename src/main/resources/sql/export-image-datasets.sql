-- Entries of images for a file. The image itself is read while its record is written, so that one is in memory at a time.
-- With of_origins, only what came from a row that one of the lists of_... names.
select e.id, e.question_id, e.question, e.answer, e.answer_type, e.image_id, e.image_name, i.sha256 as image_sha256,
       i.media_type, i.file_id, f.file_name,
       e.model, e.question_label, cast(to_json(e.tags) as text) as tags,
       cast(to_json(e.warnings) as text) as warnings, e.note, e.confirmed, e.language, e.task_id,
       to_char(e.create_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as create_at,
       cast(e.imported as text) as imported
from image_entry e
join image i on i.id = e.image_id
left join source_file f on f.id = i.file_id
where e.project_id = :?project_id
  and (cast(:?file_ids as text) is null or i.file_id = any(string_to_array(cast(:?file_ids as text), ',')))
  and (not cast(:?of_origins as boolean)
       or i.file_id = any(string_to_array(cast(:?of_file as text), ','))
       or e.image_id = any(string_to_array(cast(:?of_image as text), ','))
       or e.question_id = any(string_to_array(cast(:?of_question as text), ',')))
  and (cast(:?label as text) is null or e.question_label = cast(:?label as text))
  and (cast(:?confirmed as boolean) is null or e.confirmed = cast(:?confirmed as boolean))
  and (cast(:?language as text) is null or e.language = cast(:?language as text))
  and (cast(:?tags as text) is null
       or e.tags @> array(select jsonb_array_elements_text(cast(cast(:?tags as text) as jsonb))))
  and (not cast(:?without_warnings as boolean) or e.warnings = '{}')
order by case when cast(:?shuffle as text) is null then null else md5(e.question || e'\x1f' || e.answer || cast(:?shuffle as text)) end,
         e.create_at, e.id
limit cast(:?limit as bigint)
