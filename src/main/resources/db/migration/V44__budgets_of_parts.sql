-- A task's max_tokens_total and max_cost hold over all parts of its run: each holds what it may use
-- and has not yet stored as used. held_tokens null: it holds all that is left, being alone. held_cost null:
-- its node is of an older version, which divides no budget.
alter table task_part add column held_tokens bigint;
alter table task_part add column held_cost double precision;
alter table task_part add column wants boolean not null default false;  -- of the one that leads: the rest is too little for several
-- What dead parts held, used or not, until the calls of the task are counted again.
alter table task add column lost_tokens bigint not null default 0;
alter table task add column lost_cost double precision not null default 0;
