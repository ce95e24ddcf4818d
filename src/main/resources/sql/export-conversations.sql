-- Conversations for a file. A parameter that is null filters nothing: the planner sees its value.
-- With of_origins, only what came from a row that one of the lists of_... names.
select e.id, e.question_id, e.chunk_id, e.chunk_name, e.file_id, f.file_name, c.content as source,
       case when not c.edited then c.start_offset end as start_offset, case when not c.edited then c.end_offset end as end_offset,
       e.scenario, e.role_a, e.role_b, e.turn_count, e.max_turns, cast(e.messages as text) as messages,
       q.label as question_label, e.model, cast(to_json(e.tags) as text) as tags,
       cast(to_json(e.warnings) as text) as warnings, e.note, e.confirmed, e.language, e.task_id,
       to_char(e.create_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as create_at,
       cast(e.imported as text) as imported
from conversation e
left join question q on q.id = e.question_id
left join chunk c on cast(:?detail as boolean) and c.id = e.chunk_id
left join source_file f on cast(:?detail as boolean) and f.id = e.file_id
where e.project_id = :?project_id
  and (cast(:?file_ids as text) is null or e.file_id = any(string_to_array(cast(:?file_ids as text), ',')))
  and (not cast(:?of_origins as boolean)
       or e.file_id = any(string_to_array(cast(:?of_file as text), ','))
       or e.chunk_id = any(string_to_array(cast(:?of_chunk as text), ','))
       or e.question_id = any(string_to_array(cast(:?of_question as text), ','))
       or e.question_id in (select d.question_id from dataset_entry d where d.id = any(string_to_array(cast(:?of_dataset as text), ','))))
  and (cast(:?label as text) is null or q.label = cast(:?label as text))
  and (cast(:?confirmed as boolean) is null or e.confirmed = cast(:?confirmed as boolean))
  and (cast(:?language as text) is null or e.language = cast(:?language as text))
  and (cast(:?tags as text) is null
       or e.tags @> array(select jsonb_array_elements_text(cast(cast(:?tags as text) as jsonb))))
  and (not cast(:?without_warnings as boolean) or e.warnings = '{}')
order by case when cast(:?shuffle as text) is null then null else md5(cast(e.messages as text) || cast(:?shuffle as text)) end,
         e.create_at, e.id
limit cast(:?limit as bigint)
