-- A resume looks for the items that wait for a retry, among millions that just have not begun.
create index task_item_waiting on task_item (task_id) where next_try_at is not null and state = 'pending';
