/**
 * The console: pages for people, as files that a browser runs. It knows its files and how browsers keep them; what the
 * pages show, they ask over the same interface as everybody else.
 */
@NullMarked
package dev.recount.http.console;

import org.jspecify.annotations.NullMarked;
