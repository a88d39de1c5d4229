/**
 * {@code recount torture}: clients and subscribers use a cluster over HTTP while faults happen to it; then all that was
 * asked and answered is held against all that the cluster stores.
 *
 * <p>It owns the run and the verdict. It sees of the server what any client sees, but for {@code --verify-config}, by
 * which the database itself is verified.
 */
@NullMarked
package dev.recount.torture;

import org.jspecify.annotations.NullMarked;
