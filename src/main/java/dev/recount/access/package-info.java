/** Access: who callers are, and the rights that they may have. It knows nothing of HTTP. */
@NullMarked
package dev.recount.access;

import org.jspecify.annotations.NullMarked;
