-- Conversations for a file.
-- Which rows: the conditions of the list's filter, of those that were asked for.
select v.id, v.question_id, v.chunk_id, v.chunk_name, v.file_id, f.file_name, c.content as source,
       case when not c.edited then c.start_offset end as start_offset, case when not c.edited then c.end_offset end as end_offset,
       v.scenario, v.role_a, v.role_b, v.turn_count, v.max_turns, cast(v.messages as text) as messages,
       q.label as question_label, v.model, cast(to_json(v.tags) as text) as tags,
       cast(to_json(v.warnings) as text) as warnings, v.note, v.confirmed, v.language, v.task_id,
       to_char(v.create_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as create_at,
       cast(v.imported as text) as imported
from conversation v
left join question q on q.id = v.question_id
left join chunk c on cast(:?detail as boolean) and c.id = v.chunk_id
left join source_file f on cast(:?detail as boolean) and f.id = v.file_id
${body.where}
order by case when cast(:?shuffle as text) is null then null else md5(cast(v.messages as text) || cast(:?shuffle as text)) end,
         v.create_at, v.id
limit cast(:?limit as bigint)
