/** {@code recount new}: a project with a domain to begin with. */
@NullMarked
package dev.recount.cli.project;

import org.jspecify.annotations.NullMarked;
