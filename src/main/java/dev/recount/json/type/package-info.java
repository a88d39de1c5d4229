/**
 * The types of a domain as JSON takes them: the names of sealed types' records, and the check that each type can be
 * written and read back.
 *
 * <p>It knows types alone, and reads and writes nothing.
 */
@NullMarked
package dev.recount.json.type;

import org.jspecify.annotations.NullMarked;
