-- Tasks that ended long ago and have their items still.
select id from task
where trimmed_at is null and end_time < now() - :?seconds * interval '1 second'
order by end_time limit 1000
