-- Where models run, and what was asked of them.

create table llm_provider (
  id                  text primary key,
  provider            text not null,
  base_url            text,
  api_key             text,
  model               text not null,
  temperature         double precision,
  max_tokens          int,
  timeout_seconds     int,
  requests_per_minute int,
  tokens_per_minute   int,
  max_concurrency     int,
  stream              boolean not null default false,
  price_input         numeric,
  price_output        numeric,
  from_config         boolean not null default false,  -- written from the configuration, and not changed over REST since
  create_at           timestamptz not null default now(),
  update_at           timestamptz not null default now()
);
