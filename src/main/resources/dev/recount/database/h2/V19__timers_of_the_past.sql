-- Whether a timer counts from when its event happened, as that was brought in; it is seen to in the order of the log then.
ALTER TABLE handler_timer ADD COLUMN imported BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE handler_pending ADD COLUMN imported BOOLEAN DEFAULT FALSE NOT NULL;
