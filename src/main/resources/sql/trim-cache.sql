-- The oldest cached replies, a batch.
delete from llm_cache where key in (
    select key from llm_cache
    where at < now() - :?seconds * interval '1 second' order by at limit 5000)
