-- When a probe of the key was last asked for by its organization, which may not do so all the time.
ALTER TABLE validation_schedule ADD COLUMN asked_at timestamptz;
