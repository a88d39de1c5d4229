-- The trees that seal the entries of this journal: of its log, and of its rejected commands.
CREATE TABLE seal_tree (
    name           VARCHAR(32) PRIMARY KEY,
    -- The name under which its checkpoints are signed, which no other tree has.
    origin         VARCHAR(255) NOT NULL,
    -- How many entries it has.
    size           BIGINT NOT NULL,
    -- The place of the last one in the order of its entries.
    transaction_id BIGINT NOT NULL,
    ordering       BIGINT NOT NULL,
    -- The last checkpoint, of just that size: written in the transaction in which the tree grows.
    checkpoint     VARCHAR(4000) NOT NULL,
    -- When it was signed, in milliseconds since 1970.
    signed_at      BIGINT NOT NULL
);

-- The tiles of the trees, as c2sp.org/tlog-tiles lays them out.
CREATE TABLE seal_tile (
    tree           VARCHAR(32) NOT NULL,
    level          INTEGER NOT NULL,
    number         BIGINT NOT NULL,
    -- The place of the first entry under it.
    transaction_id BIGINT NOT NULL,
    ordering       BIGINT NOT NULL,
    -- Up to 256 hashes of 32 bytes.
    hashes         VARBINARY(8192) NOT NULL,
    -- Under a tile of level 0: the texts of the entries, compressed, so that they are known whatever becomes of the events.
    entries        VARBINARY(1000000) NOT NULL,
    PRIMARY KEY (tree, level, number)
);

CREATE INDEX seal_tile_place ON seal_tile (tree, level, transaction_id, ordering);

-- The trees of before that were ended as entries were changed on purpose, with their last checkpoints.
CREATE TABLE seal_ended (
    origin     VARCHAR(255) PRIMARY KEY,
    name       VARCHAR(32) NOT NULL,
    checkpoint VARCHAR(4000) NOT NULL,
    reason     VARCHAR(1000) NOT NULL,
    -- When, in milliseconds since 1970.
    ended_at   BIGINT NOT NULL
);
