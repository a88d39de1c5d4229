/**
 * How events are written down and read back: one JSON codec per stream type, the names on the wire, and the hash chain.
 *
 * <p>It owns the stored form of events. It knows the model and how JSON is written, but neither actors nor SQL, which
 * its rooms add, nor HTTP.
 */
@NullMarked
package dev.recount.journal;

import org.jspecify.annotations.NullMarked;
