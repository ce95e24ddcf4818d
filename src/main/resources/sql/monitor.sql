-- What the meters say that is about all nodes together: a row for each gauge, with the values of
-- its tags. Each part reads a partial index or a small table.
with waiting as (
    select t.task_type,
        case when t.priority > 0 then 'high' when t.priority < 0 then 'low' else 'normal' end as priority,
        extract(epoch from clock_timestamp() - s.execution_time) as age
    from scheduled_tasks s
    join task t on s.task_name = t.task_type and s.task_instance = t.id || ':' || t.attempt
    where t.state = 'queued' and not s.picked and s.execution_time <= clock_timestamp()
), queue as (
    select k.task_type, p.priority, count(w.age) as depth, coalesce(max(w.age), 0) as age
    from unnest(cast(:types as text[])) k (task_type)
    cross join (values ('high'), ('normal'), ('low')) p (priority)
    left join waiting w on w.task_type = k.task_type and w.priority = p.priority
    group by 1, 2
), open as (
    select state, crashes,
        greatest(0,
            case when max_tokens_total > 0
                then (input_tokens + output_tokens)::float8 / max_tokens_total end,
            case when max_cost > 0 then (cost / max_cost)::float8 end) as spent
    from task where state not in ('completed', 'failed', 'interrupted')
), undelivered as (
    select count(*) as n, extract(epoch from clock_timestamp() - min(create_at)) as age
    from webhook_outbox where delivered_at is null and gave_up_at is null
), unwritten as (
    select count(*) as n, extract(epoch from clock_timestamp() - min(completed_at)) as age
    from pipeline where completed_at is not null and export is not null and exported_at is null
)
select 'quern.queue.depth' as meter, array[task_type, priority] as tags, depth::float8 as value from queue
union all
select 'quern.queue.age', array[task_type, priority], age from queue
union all
select 'quern.tasks.open', array[s.state], count(o.state)
from (values ('waiting'), ('queued'), ('running'), ('paused'), ('cancelling')) s (state)
left join open o using (state) group by s.state
union all
select 'quern.tasks.crashes', '{}', coalesce(max(crashes), 0) from open
union all
select 'quern.tasks.budget.used', '{}', coalesce(max(spent), 0) from open
union all
select 'quern.webhooks.backlog', '{}', n from undelivered
union all
select 'quern.webhooks.age', '{}', coalesce(age, 0) from undelivered
union all
select 'quern.outbox.pending', '{}', n from unwritten
union all
select 'quern.outbox.age', '{}', coalesce(age, 0) from unwritten
union all
select 'quern.schedules.late', '{}', count(*) from schedule
where next_fire_at < clock_timestamp() - interval '1 minute'
union all
select 'quern.schedules.failing', '{}', count(*) from schedule where last_error is not null
union all
select 'quern.nodes', '{}', count(*) from llm_node
union all
select 'quern.node.lease.age', array[name], extract(epoch from clock_timestamp() - renewed_at) from llm_node
union all
select 'quern.node.parts', array[n.name], count(p.part)
from llm_node n left join task_part p on p.node = n.name group by n.name
union all
select 'quern.database.size', '{}', pg_database_size(current_database())
union all
select 'quern.database.snapshot.age', '{}', coalesce(max(extract(epoch from clock_timestamp() - xact_start)), 0)
from pg_stat_activity
where backend_xmin is not null and datname = current_database() and pid <> pg_backend_pid()
