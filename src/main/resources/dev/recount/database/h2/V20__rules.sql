-- The fingerprint of the rules that rejected the command: a revision that the domain gave, or what follows from its jar or folder
-- of classes. Null where it was rejected by a server of before.
ALTER TABLE rejection ADD COLUMN rules VARCHAR(40);

-- The revision of the form in which the command is.
ALTER TABLE rejection ADD COLUMN command_revision INTEGER DEFAULT 1 NOT NULL;
