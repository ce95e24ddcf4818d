-- Files that a node took in and has no place to read: any node that reads its originals takes one and
-- tells what came of it. A row goes when the node that asks has its answer, or reads the file itself.
create table reading (
  id            text primary key,
  sha256        text not null,
  size          bigint not null,
  file_name     text not null,
  charset       text,                     -- that the user named
  asked_by      text not null,            -- the node that took the file in
  asked_at      timestamptz not null default clock_timestamp(),
  asked_beat_at timestamptz not null default clock_timestamp(),
  alone         boolean not null default false, -- a reader has failed: whoever asks reads it
  reader        text,                     -- the node that reads it now
  claim         int not null default 0,   -- one more for each reader: an earlier one tells nothing
  beat_at       timestamptz,              -- of the reader
  ended_at      timestamptz,
  failure       text,                     -- why it cannot be read, for people
  media_type    text,
  characters    bigint,
  found_charset text,
  confidence    double precision,
  notes         text[]
);
create index reading_waiting on reading (asked_at, id) where reader is null and not alone;

create table reading_text (
  reading_id text not null references reading on delete cascade,
  seq        int not null,
  content    bytea not null,
  primary key (reading_id, seq)
);
