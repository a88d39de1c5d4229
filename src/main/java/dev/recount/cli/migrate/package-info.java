/** The command that brings a journal's tables up to date, or carries streams over into others. */
@NullMarked
package dev.recount.cli.migrate;

import org.jspecify.annotations.NullMarked;
