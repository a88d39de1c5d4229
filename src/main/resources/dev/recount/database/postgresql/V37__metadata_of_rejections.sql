-- What the sender noted beside the command: a JSON object of texts, with the names in order; null where there was nothing.
ALTER TABLE rejection ADD COLUMN metadata VARCHAR(10000);
