/**
 * Health and metrics.
 */
@NullMarked
package dev.recount.http.operations;

import org.jspecify.annotations.NullMarked;
