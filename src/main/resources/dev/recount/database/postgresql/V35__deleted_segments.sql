-- The stream type of all events of a segment, and when the newest of them was written, in milliseconds since 1970; null where
-- that was not noted when it was stored.
ALTER TABLE archive_segment ADD COLUMN stream_type VARCHAR(255);
ALTER TABLE archive_segment ADD COLUMN newest BIGINT;

-- When a segment was deleted, in milliseconds since 1970, and by whom; null while it is there. It is noted before its file goes.
ALTER TABLE archive_segment ADD COLUMN deleted_at BIGINT;
ALTER TABLE archive_segment ADD COLUMN deleted_by VARCHAR(255);

-- The version up to which the events of the stream were deleted, 0 if none were: this state is all that is left of them.
ALTER TABLE settled_state ADD COLUMN deleted_to BIGINT DEFAULT 0 NOT NULL;
