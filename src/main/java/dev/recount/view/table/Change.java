package dev.recount.view.table;

import java.util.List;
import java.util.Optional;

/**
 * The change of the row of a key.
 *
 * @param before the row as the table has it, if it does
 * @param after the row as the table is to have it, if it is
 */
public record Change<R>(List<Object> key, Optional<Held<R>> before, Optional<Held<R>> after) {}
