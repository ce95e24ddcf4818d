-- A point of priority more for each such time that a task has waited for its turn.
update scheduled_tasks s set priority = aged.priority
from (select q.task_name, q.task_instance, least(32000, t.priority
          + floor(extract(epoch from now() - q.execution_time) / :?seconds))::smallint as priority
      from scheduled_tasks q join task t
          on q.task_name = t.task_type and q.task_instance = t.id || ':' || t.attempt
      where not q.picked and q.execution_time <= now() and t.state in ('queued', 'waiting')) aged
where s.task_name = aged.task_name and s.task_instance = aged.task_instance
  and not s.picked and s.priority is distinct from aged.priority
