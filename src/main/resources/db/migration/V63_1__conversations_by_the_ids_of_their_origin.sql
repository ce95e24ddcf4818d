-- A conversation that came in as raw is known by the id that it had where it came from, under which a raw export names it.
create index conversation_by_origin on conversation (project_id, (imported ->> 'id')) where imported ->> 'id' is not null;
