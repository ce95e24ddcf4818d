-- Notifications that were delivered or given up long ago, a batch.
delete from webhook_outbox where id in (
    select id from webhook_outbox
    where delivered_at < now() - :?seconds * interval '1 second'
       or gave_up_at < now() - :?seconds * interval '1 second' limit 5000)
