-- An item counts as much as its weight: a page of entries as its entries. One of weight 0 comes when
-- all others have ended; it is not trimmed, since a resumed task does it again.
alter table task_item add column weight int not null default 1;
create unique index task_item_last on task_item (task_id) where weight = 0;
