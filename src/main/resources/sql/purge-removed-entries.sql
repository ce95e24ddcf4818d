-- Entries that were removed long ago, a batch. Their questions count as answered for ever after.
with old as (
    select id from dataset_entry where removed_at < now() - :?seconds * interval '1 second'
    order by removed_at limit 1000 for update skip locked),
settled as (
    update question q set settled = true from dataset_entry e join old on e.id = old.id
    where q.id = e.question_id)
delete from dataset_entry e using old where e.id = old.id
