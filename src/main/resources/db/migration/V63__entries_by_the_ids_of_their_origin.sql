-- An entry that came in as raw is known by the id that it had where it came from, under which a raw export names it.
create index dataset_entry_by_origin on dataset_entry (project_id, (imported ->> 'id')) where imported ->> 'id' is not null;
