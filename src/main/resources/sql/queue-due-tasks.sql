-- Tasks whose time has come wait for their turn like all others; until now they waited for their time.
update task t set state = 'queued', update_at = now()
from scheduled_tasks q
where t.state = 'waiting' and q.task_name = t.task_type and q.task_instance = t.id || ':' || t.attempt
  and not q.picked and q.execution_time <= now()
