-- Texts of conversations as one, so that an index can be made of it. SearchIndexes makes the indexes
-- for searching when a table has become long: they make each insert several times slower.
create function conversation_text(messages jsonb) returns text language sql immutable parallel safe as
$$ select string_agg(m ->> 'value', ' ') from jsonb_array_elements(messages) m $$;

-- The order of the list of projects.
create index project_by_age on project (create_at, id);
