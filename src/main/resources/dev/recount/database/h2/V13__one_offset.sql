-- How far a generation has come is kept by its projection alone.
ALTER TABLE view_generation DROP COLUMN position;

-- Which of those who have worked for a projection is the last, so that one who does not know of another saves nothing.
DROP TABLE handler_tenure;

CREATE TABLE projection_epoch (
    projection_name VARCHAR(255) NOT NULL,
    projection_key  VARCHAR(255) NOT NULL,
    epoch           BIGINT NOT NULL,
    PRIMARY KEY (projection_name, projection_key)
);
