/** Stream types: the rules of one kind of streams with what the server needs to know of them. */
@NullMarked
package dev.recount.model.type;

import org.jspecify.annotations.NullMarked;
