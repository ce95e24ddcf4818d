-- What was asked of models: each call, what the calls come to, and replies that need not be bought
-- again; and the nodes that share the providers' limits.

-- Every call; trimmed by age. No references: what was paid stays known when a task or a project goes.
create table llm_call (
  id            bigint generated always as identity primary key,
  at            timestamptz not null default now(),
  project_id    text,
  task_id       text,
  item_seq      int,
  provider      text not null,
  model         text not null,
  class         text not null,            -- ok, cached, or the class of the failure
  latency_ms    bigint not null,
  input_tokens  bigint not null,
  output_tokens bigint not null,
  cost          numeric not null
);
create index llm_call_by_age on llm_call (at);
create index llm_call_by_task on llm_call (task_id, item_seq);
create index llm_call_by_model on llm_call (provider, model, at desc);

-- The sums of a day, written in one transaction with the calls; they stay when those are trimmed.
create table llm_usage (
  day           date not null,
  project_id    text not null,            -- empty where a call belongs to none
  provider      text not null,
  model         text not null,
  class         text not null,
  calls         bigint not null,
  input_tokens  bigint not null,
  output_tokens bigint not null,
  cost          numeric not null,
  latency_ms    bigint not null,
  primary key (day, project_id, provider, model, class)
);
create index llm_usage_by_project on llm_usage (project_id);
create index llm_usage_by_provider on llm_usage (provider);

-- Replies of tasks with cache: true, by the hash of what was asked of which model.
create table llm_cache (
  key           bytea primary key,
  reply         text not null,
  reasoning     text,
  at            timestamptz not null default now()
);
create index llm_cache_by_age on llm_cache (at);

create table llm_node (
  name          text primary key,
  joined_at     timestamptz not null,
  renewed_at    timestamptz not null
);

-- How many of a provider's max_concurrency a node wants and holds.
create table llm_place (
  node          text not null references llm_node on delete cascade,
  provider      text not null,
  wants         int not null,
  held          int not null,
  primary key (node, provider)
);

-- Bucket4j's table: a rate that the nodes share.
create table llm_bucket (
  id            text primary key,
  state         bytea,
  expires_at    bigint
);
