-- The item that comes when all others have ended says so itself, and not by its weight of 0. It
-- still counts as nothing.
alter table task_item add column is_final_step boolean not null default false;
update task_item set is_final_step = true where weight = 0;
drop index task_item_last;
create unique index task_item_final_step on task_item (task_id) where is_final_step;
