-- Chunks that were merged over a gap, or cut from an edited one: their offsets are not those of
-- their content.
update chunk set edited = true where not edited and size <> end_offset - start_offset;
