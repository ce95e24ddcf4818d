-- The done items of a task, a batch.
delete from task_item where (task_id, seq) in (
    select task_id, seq from task_item where task_id = :?task and state = 'done' and not is_final_step
    limit 10000)
