-- Which of those who have worked for a handler is the last, so that one who does not know of another saves nothing.

CREATE TABLE handler_tenure (
    -- The name of the handler's projection.
    handler VARCHAR(255) PRIMARY KEY,
    tenure  BIGINT NOT NULL
);
