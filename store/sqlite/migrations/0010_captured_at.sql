-- When a job's photos were taken, by the sender's clock: for files that don't say so themselves.

ALTER TABLE job ADD COLUMN captured_at TEXT;   -- local time without a zone; NULL when nobody said
