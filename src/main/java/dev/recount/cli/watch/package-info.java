/** {@code recount dev}: a server that starts again whenever the classes of its domains change. */
@NullMarked
package dev.recount.cli.watch;

import org.jspecify.annotations.NullMarked;
