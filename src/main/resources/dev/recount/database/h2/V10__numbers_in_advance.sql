-- H2 commits for itself each time it has given away the numbers taken in advance: with its 32, that is most of what a full batch costs.
-- A killed process leaves a gap of at most so many.

ALTER TABLE event_journal ALTER COLUMN ordering SET CACHE 10000;
ALTER TABLE rejection ALTER COLUMN id SET CACHE 10000;
