-- Where the originals of files and images lie, by their SHA-256. A row is there before the first byte
-- is stored and goes after the last is deleted: what a crash leaves in a store has a row without a
-- file, and housekeeping deletes it.
create table original (
  sha256        text not null,
  store         text not null,            -- local, database, s3
  place         text not null,            -- the home of local, the bucket of s3; empty for database
  size          bigint not null,
  awaited_until timestamptz,              -- a file or an image is about to refer to it
  create_at     timestamptz not null default now(),
  primary key (sha256, store, place)
);

-- The originals of the store "database", in pages so that none stands in memory as a whole.
create table original_page (
  sha256  text not null,
  seq     int not null,
  content bytea not null,
  primary key (sha256, seq)
);
alter table original_page alter column content set storage external;  -- documents are compressed

create index source_file_by_sha256 on source_file (sha256);
create index image_by_sha256 on image (sha256);
