-- Somebody waits for an uploaded file to be read, nobody for one of the inbox.
alter table reading add column urgent boolean not null default false;
drop index reading_waiting;
create index reading_waiting on reading (urgent desc, asked_at, id) where reader is null and not alone;
