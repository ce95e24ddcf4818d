-- Whether a part of its run has died since the calls of the dead were counted last.
alter table task add column lost_part boolean not null default false;
