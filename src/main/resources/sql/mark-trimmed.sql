-- A task whose done items are deleted.
update task set trimmed_at = now() where id = :?task
