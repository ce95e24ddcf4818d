-- The done items of a task, a batch.
delete from task_item where task_id = :?task and seq in (
    select seq from task_item where task_id = :?task and state = 'done' and not is_final_step
    limit 10000)
