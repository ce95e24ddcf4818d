-- Pairs that a model proposed may be doubtful, as questions and answers are: in another language than was asked for.
alter table ga_pair add column warnings text[] not null default '{}';
