-- From now on the counts of an ended task are no more made from its items.
update task set items_trimmed = true
where id = :?task and end_time is not null
