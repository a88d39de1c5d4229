-- Which building of a type's tags is the last that has begun: one before it, of a node that was cut off, can end no more.
ALTER TABLE tag_definition ADD COLUMN building BIGINT DEFAULT 0 NOT NULL;
