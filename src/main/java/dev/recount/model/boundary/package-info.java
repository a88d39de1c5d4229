/**
 * Decisions on the events of several streams: the tags by which those are found, and the rules that decide on them.
 *
 * <p>It knows no stream type: a stream type names its tags and its boundaries.
 */
@NullMarked
package dev.recount.model.boundary;

import org.jspecify.annotations.NullMarked;
