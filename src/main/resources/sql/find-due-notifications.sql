-- Whether a notification is due, or was left by a process that died.
select id from webhook_outbox
where delivered_at is null and gave_up_at is null and next_try_at <= now()
  and (lease_until is null or lease_until < now()) limit 1
