-- A busy stream saves snapshots all the time; to compress them takes longer than all else that is done about them.
ALTER TABLE snapshot ALTER COLUMN snapshot_payload SET STORAGE EXTERNAL;
