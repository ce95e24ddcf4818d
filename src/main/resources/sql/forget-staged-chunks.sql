-- What splitting files left whose tasks have ended or are gone, a batch.
delete from chunk_staging where ctid in (
    select s.ctid from chunk_staging s
    where not exists (
        select 1 from task t where t.id = s.task_id and t.end_time is null)
    limit 5000)
