/**
 * The rights of callers, told over HTTP: to each caller of itself, and to operators of all roles. It decides nothing.
 */
@NullMarked
package dev.recount.http.access;

import org.jspecify.annotations.NullMarked;
