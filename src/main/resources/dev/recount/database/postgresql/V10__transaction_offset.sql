-- What is added to the id of a transaction to be that of its events. It changes when the database is restored into another cluster, whose
-- transactions count from elsewhere: so that what is stored from then on comes after all that was stored before.

CREATE TABLE transaction_offset (
    added BIGINT NOT NULL
);

INSERT INTO transaction_offset VALUES (0);
