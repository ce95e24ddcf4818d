-- What searches for duplicates left whose tasks have ended, a batch.
delete from duplicate_staging s where ctid in (
    select d.ctid from duplicate_staging d
    where not exists (
        select 1 from task t where t.id = d.task_id and t.end_time is null)
    limit 5000)
