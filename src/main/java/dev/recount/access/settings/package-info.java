/** The settings of access. */
@NullMarked
package dev.recount.access.settings;

import org.jspecify.annotations.NullMarked;
