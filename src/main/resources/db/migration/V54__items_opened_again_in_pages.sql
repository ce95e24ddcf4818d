-- The failed items of a resumed task after this one are still to be opened again, before it begins;
-- null where there are none.
alter table task add column reopen_after int;
