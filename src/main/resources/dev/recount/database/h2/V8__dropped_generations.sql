-- The number of the view's last generation, so that none is given twice.
ALTER TABLE view_state ADD COLUMN last_generation INTEGER DEFAULT 0 NOT NULL;

UPDATE view_state SET last_generation = COALESCE(
    (SELECT MAX(generation) FROM view_generation WHERE view_generation.view_name = view_state.view_name), 0);

-- Whether it is to be forgotten; what is left of it goes when nobody uses it any more.
ALTER TABLE view_generation ADD COLUMN dropped BOOLEAN DEFAULT FALSE NOT NULL;
