-- A person removes entries too, and can restore them as after cleaning.
alter table dataset_entry drop constraint dataset_entry_removed_reason_check;
alter table dataset_entry add constraint dataset_entry_removed_reason_check
  check (removed_reason in ('same_question', 'near_duplicate', 'by_hand')) not valid;
