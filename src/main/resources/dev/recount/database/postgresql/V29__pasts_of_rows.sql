-- The streams whose rows a view shows as corrected, while the past of those rows is still to be corrected.
CREATE TABLE view_past (
    view_name TEXT NOT NULL,
    generation INT NOT NULL,
    stream_type TEXT NOT NULL,
    stream_id TEXT NOT NULL,
    first_version BIGINT NOT NULL,
    last_version BIGINT NOT NULL,
    position TEXT NOT NULL,
    PRIMARY KEY (view_name, generation, stream_type, stream_id)
);
