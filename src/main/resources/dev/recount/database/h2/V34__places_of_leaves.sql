-- The tile of a place is looked for among those of its level by the primary key alone. Beside it, this index was taken for as good a
-- way to one tile by a planner that knows no more of the table yet, and had it read all of its level.
DROP INDEX seal_tile_place;
