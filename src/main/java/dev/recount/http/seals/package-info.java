/** The endpoints by which others check that the past has not been changed. */
@NullMarked
package dev.recount.http.seals;

import org.jspecify.annotations.NullMarked;
