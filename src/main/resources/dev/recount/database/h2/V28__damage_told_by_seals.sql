-- Which entry of the tree that seals the journal tells of the damage; NULL where the stream itself does.
ALTER TABLE damaged_stream ADD COLUMN entry BIGINT;
