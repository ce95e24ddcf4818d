-- Providers of the configuration that were deleted over REST: a start does not write them again.

create table removed_provider (
  id        text primary key,
  create_at timestamptz not null default now()
);
