/** The files that hold secrets of the server. */
@NullMarked
package dev.recount.privacy.secret;

import org.jspecify.annotations.NullMarked;
