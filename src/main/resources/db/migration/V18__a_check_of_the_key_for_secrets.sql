-- Text that was sealed with the key of the first node: another node opens it if it has the same key.

create table secret_check (
  only_one boolean primary key default true check (only_one),
  sealed   text not null
);
