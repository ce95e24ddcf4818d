-- What could not be read of a file that was read, in sentences for people.
alter table source_file add column notes text[] not null default '{}';
