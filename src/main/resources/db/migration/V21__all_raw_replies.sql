-- What a model said in an item's last attempt, each reply as it came; raw_reply stays the last one.

alter table task_item add column raw_replies text[];
