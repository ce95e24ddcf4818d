-- In which charset a text was read, and how sure that was: 0 to 1. Null for what is no plain text.
alter table source_file
  add column charset text,
  add column charset_confidence double precision;
