/**
 * The settings of keys: where they are, and how many of them are kept in memory.
 *
 * <p>It knows how places are chosen, and not how they are reached.
 */
@NullMarked
package dev.recount.privacy.settings;

import org.jspecify.annotations.NullMarked;
