-- What holds at every moment, whatever dies and when. Each query returns what breaks its rule: no
-- row. A rule that needs the scheduler to have caught up is looked at again for a while.

-- an item that is done has its results
select i.task_id, i.seq from task_item i join task t on t.id = i.task_id
where i.state = 'done' and t.task_type = 'question-generation' and not exists (
  select 1 from question q where q.task_id = i.task_id and q.item_seq = i.seq);

-- a result has an item that is done
select q.task_id, q.item_seq from question q join task t on t.id = q.task_id
where not t.items_trimmed and not exists (
  select 1 from task_item i
  where i.task_id = q.task_id and i.seq = q.item_seq and i.state = 'done');

-- the same for entries
select e.task_id, e.item_seq from dataset_entry e join task t on t.id = e.task_id
where not t.items_trimmed and not exists (
  select 1 from task_item i
  where i.task_id = e.task_id and i.seq = e.item_seq and i.state = 'done');

-- results belong to the chunk that their item names
select q.id from question q join task_item i on i.task_id = q.task_id and i.seq = q.item_seq
where q.chunk_id is distinct from i.ref and q.image_id is null;

-- a row belongs to the file of its chunk
select q.id from question q join chunk c on c.id = q.chunk_id where q.file_id is distinct from c.file_id
union all
select e.id from dataset_entry e join chunk c on c.id = e.chunk_id where e.file_id is distinct from c.file_id;

-- no result is stored twice
select task_id, item_seq, ordinal, count(*) from question where task_id is not null
group by task_id, item_seq, ordinal having count(*) > 1;

-- an item's results are numbered without a gap
select task_id, item_seq from question where task_id is not null
group by task_id, item_seq having max(ordinal) - min(ordinal) + 1 <> count(*);

-- a question has one entry at most
select question_id, count(*) from dataset_entry where question_id is not null
group by question_id having count(*) > 1;

-- counts are rows
select t.id, t.total_count, t.completed_count, t.failed_count, i.*
from task t cross join lateral (
  select coalesce(sum(weight), 0) as total,
      coalesce(sum(weight) filter (where state = 'done'), 0) as done,
      coalesce(sum(weight) filter (where state = 'failed'), 0) as failed
  from task_item where task_id = t.id) i
where not t.items_trimmed
  and (t.total_count, t.completed_count, t.failed_count) is distinct from (i.total, i.done, i.failed);

-- a task without a list has no items
select t.id from task t where not t.listed and exists (
  select 1 from task_item i where i.task_id = t.id);

-- a completed task has no pending item
select t.id from task t where t.state = 'completed' and exists (
  select 1 from task_item i where i.task_id = t.id and i.state = 'pending');

-- a failed item says why
select task_id, seq from task_item where state = 'failed' and error is null;

-- an item that is done or failed waits for no other try
select task_id, seq from task_item where state = 'done' and next_try_at is not null;

-- a task has an end if and only if it has ended
select id, state, end_time from task
where (state in ('completed', 'failed', 'interrupted')) <> (end_time is not null);

-- its times are in order
select id from task where end_time < start_time or start_time < create_at;

-- a task that runs has a run, and one that has a run was begun
select id, state, epoch from task
where (state in ('running', 'cancelling') and (epoch < 1 or start_time is null))
   or (listed and epoch < 1) or attempt < 1 or crashes < 0 or crashes > epoch;

-- an ended task has no entry in the scheduler
select t.id, t.state from task t join scheduled_tasks s on split_part(s.task_instance, ':', 1) = t.id
where t.state in ('completed', 'failed', 'interrupted');

-- an open task has its entry, unless it is paused or waits for another
select t.id, t.state from task t
where t.state in ('queued', 'running', 'cancelling') and not exists (
  select 1 from scheduled_tasks s
  where s.task_name = t.task_type and s.task_instance = t.id || ':' || t.attempt);

-- a task has one entry at most
select split_part(task_instance, ':', 1) from scheduled_tasks
group by 1 having count(*) > 1;

-- an entry has its task
select s.task_instance from scheduled_tasks s
where not exists (select 1 from task t where t.id = split_part(s.task_instance, ':', 1));

-- no child is queued or runs while a parent has not completed
select c.id, c.state, p.id, p.state
from task_dependency d join task c on c.id = d.task_id join task p on p.id = d.parent_id
where c.state in ('queued', 'running', 'cancelling') and p.state <> 'completed';

-- no child waits for a parent that will not complete
select c.id, p.id, p.state
from task_dependency d join task c on c.id = d.task_id join task p on p.id = d.parent_id
where c.state = 'waiting' and p.state in ('failed', 'interrupted');

-- a task that has ended has no part at work
select p.task_id, p.part from task_part p join task t on t.id = p.task_id
where t.state in ('completed', 'failed', 'interrupted');

-- a task that runs has one part that leads
select t.id from task t where t.state = 'running' and not exists (
  select 1 from task_part p where p.task_id = t.id and p.leads)
  and t.task_type <> 'from-the-future';

-- an item that is taken has its part
select i.task_id, i.seq, i.part from task_item i join task t on t.id = i.task_id
where t.state = 'running' and i.state = 'pending' and i.part is not null and not exists (
  select 1 from task_part p where p.task_id = i.task_id and p.part = i.part);

-- parts have no more places than their task
select t.id, t.parallelism, sum(p.places) from task t join task_part p on p.task_id = t.id
where t.state = 'running' and t.task_type = 'question-generation'
group by t.id having sum(p.places) > t.parallelism;
