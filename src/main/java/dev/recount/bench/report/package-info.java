/**
 * The figures of a run: as a table, as JSON and as a page with charts.
 */
@NullMarked
package dev.recount.bench.report;

import org.jspecify.annotations.NullMarked;
