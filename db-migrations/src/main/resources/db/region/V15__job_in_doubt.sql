-- The job that settles what calls left in doubt was called as the comparison of stores and leaves is. The clockwork enters
-- it under its new name when it next looks, and it is due then.
DELETE FROM scheduled_job WHERE task_name = 'reconcile';
