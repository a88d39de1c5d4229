-- The last checkpoint of a tree that enough witnesses have signed, with their signatures: its size, its text, and when
-- it was stored, in milliseconds since 1970. Empty where there is none.
ALTER TABLE seal_tree ADD COLUMN witnessed_size BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE seal_tree ADD COLUMN witnessed VARCHAR(100000) DEFAULT '' NOT NULL;
ALTER TABLE seal_tree ADD COLUMN witnessed_at BIGINT DEFAULT 0 NOT NULL;

-- The same of a tree that was ended.
ALTER TABLE seal_ended ADD COLUMN witnessed VARCHAR(100000) DEFAULT '' NOT NULL;
