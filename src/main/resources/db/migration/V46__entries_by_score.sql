-- Lists of entries are sorted by their score as well; those without one come before the lowest.
create index dataset_entry_by_score
  on dataset_entry (project_id, (case when score is null then -1 else score end), create_at, id)
  where removed_at is null;
