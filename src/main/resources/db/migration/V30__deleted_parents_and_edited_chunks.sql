-- A task that depends on one that was deleted before it had completed still depends on it: it cannot begin.
alter table task_dependency drop constraint task_dependency_parent_id_fkey;

-- A chunk whose content was changed by hand is no piece of its file any more, also where the length is the same.
alter table chunk add column edited boolean not null default false;
update chunk set edited = true where size <> end_offset - start_offset;
