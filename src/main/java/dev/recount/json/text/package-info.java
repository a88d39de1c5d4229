/**
 * The texts that values such as instants, days and UUIDs are written as in JSON, each value in one form alone.
 *
 * <p>It knows nothing of records, nor of where a value stands.
 */
@NullMarked
package dev.recount.json.text;

import org.jspecify.annotations.NullMarked;
