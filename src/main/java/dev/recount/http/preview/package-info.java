/** Previews of commands over HTTP: how requests ask for them, and how they are answered. */
@NullMarked
package dev.recount.http.preview;

import org.jspecify.annotations.NullMarked;
