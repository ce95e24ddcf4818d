-- The oldest rows of model calls, a batch; their sums by day stay.
delete from llm_call where id in (
    select id from llm_call
    where at < now() - :?seconds * interval '1 second' order by at limit 5000)
