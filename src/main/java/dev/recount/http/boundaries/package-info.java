/** The tags of events, by which those of several streams are found: how far each stream type has come. */
@NullMarked
package dev.recount.http.boundaries;

import org.jspecify.annotations.NullMarked;
