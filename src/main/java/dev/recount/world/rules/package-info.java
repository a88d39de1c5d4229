/**
 * The rules that worlds can be asked under: those that are served, the alternatives that domains name, and those of
 * jars in a folder.
 *
 * <p>It knows domains, and nothing of worlds. Nothing is ever loaded but from where the configuration says.
 */
@NullMarked
package dev.recount.world.rules;

import org.jspecify.annotations.NullMarked;
